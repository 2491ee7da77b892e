/* What the charts of one metric's outcomes share: histogram, cdf, dots. */
#ifndef ENT_OUTCOME_H
#define ENT_OUTCOME_H

#include "cli/charts/drawing.h"

/* Looks at metric and threshold (ent_chart_kind, names). */
bool ent_drawing_outcome_names(ent_drawing *);

/* The data of the metric asked for, its words, and what is marked: --threshold, else zero
 * where both gains and losses are among the outcomes.  `measure` ends the subtitle,
 * of dates `of_dates` if it is not NULL.  An ent_histogram, NULL after a problem: E0811,
 * E0812 (also of a date that comes in no future), E0817. */
const void *ent_drawing_outcome(ent_drawing *, const char *measure, const char *of_dates);

#endif
