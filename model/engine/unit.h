/* Units: products and quotients of the currency, years and names of the scenario's own. */
#ifndef ENT_UNIT_H
#define ENT_UNIT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/arena.h"

#define ENT_UNIT_NAMES 12

/* The exponents of the names, doubled so that square roots stay whole.  A value; zeroed, it is a
 * pure number. */
typedef struct {
    signed char twice[ENT_UNIT_NAMES];
} ent_unit;

/* The names in use.  Name 0 is the currency, name 1 is "year". */
typedef struct {
    const char *names[ENT_UNIT_NAMES];
    size_t count;
} ent_unit_names;
enum { ENT_UNIT_CURRENCY, ENT_UNIT_YEAR };

/* Reads "USD/year", "1/year", "token", "USD/token/year", "1", "year" (also "years").  New names are
 * added only if `define`.  Returns the number of characters read, 0 if the text does not begin with
 * a unit; stops at the first character that cannot belong to one.  The names live as long as
 * `arena`. */
size_t ent_unit_read(const char *text, bool define, ent_unit_names *, ent_arena *,
                     ent_unit *);

/* "USD/year"; "a pure number" for none.  Lives as long as the arena. */
const char *ent_unit_text(ent_unit, const ent_unit_names *, ent_arena *);
/* The same for results: "1" for a pure number. */
const char *ent_unit_symbol(ent_unit, const ent_unit_names *, ent_arena *);

bool ent_unit_equal(ent_unit, ent_unit);
bool ent_unit_pure(ent_unit);
ent_unit ent_unit_times(ent_unit, ent_unit, int sign); /* a b^sign */
/* a^power; false if an exponent would not be a half. */
bool ent_unit_power(ent_unit, double power, ent_unit *);
ent_unit ent_unit_named(int name, int power); /* currency or year to a power */
bool ent_unit_per_year(ent_unit);             /* year has the exponent -1 */

#endif
