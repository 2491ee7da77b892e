/* entente, the model: what is computed.
 *
 * This is the whole public face of model/.  Read the headers in this order: scenario.h (what is
 * asked), kind.h (how fields are described), step.h (how things are computed), contract/clause.h and
 * world/driver.h (what can be added), engine/engine.h (compile, run, results). */
#ifndef ENT_MODEL_H
#define ENT_MODEL_H

#include "model/arena.h"
#include "model/calendar.h"
#include "model/codes.h"
#include "model/contract/clause.h"
#include "model/engine/engine.h"
#include "model/engine/lint.h"
#include "model/engine/outline.h"
#include "model/kind.h"
#include "model/number.h"
#include "model/problem.h"
#include "model/scenario.h"
#include "model/step.h"
#include "model/word.h"
#include "model/world/distribution.h"
#include "model/world/driver.h"
#include "model/world/kernels.h"

#endif
