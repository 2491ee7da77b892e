/* Round numbers and round dates for axes. */
#ifndef ENT_TICKS_H
#define ENT_TICKS_H

#include "plots/format.h"

/* Equally spaced round numbers: (first + i) x step, i from 0 to count - 1.  The step is
 * 1, 2 or 5 (or 2.5 where two and a half makes a whole number of the scale) times a power
 * of ten. */
typedef struct {
    double first; /* a whole number */
    int mantissa; /* 10, 20, 25 or 50 */
    int exponent; /* step = mantissa x 10^exponent */
    int count;    /* at least 2, where not said otherwise */
} ent_ticks;

/* At most `most` (at least 3) ticks whose first is at or below `low` and last at or above
 * `high`. Where low equals high the range is widened: to both sides, or from 0. */
ent_ticks ent_ticks_over(double low, double high, int most);
/* The same step, but only the ticks inside [low, high]; there may be one or none. */
ent_ticks ent_ticks_inside(double low, double high, int most);
double ent_ticks_at(const ent_ticks *, int i);
double ent_ticks_step(const ent_ticks *);

/* The tick that carries the unit: the last, or the first where the last is 0. */
int ent_ticks_unit(const ent_ticks *);
/* The text of tick `i`: bare numbers of one common scale, unit and scale word on one tick
 * only
 * ("10", "20", "$30bn"); dates by their months. */
char *ent_ticks_label(const ent_ticks *, const ent_format *, int i, char *text,
                      size_t size);

/* Calendar stretches for a time axis. */
typedef enum {
    ENT_EACH_DAY,
    ENT_EACH_WEEK,
    ENT_EACH_MONTH,
    ENT_EACH_QUARTER,
    ENT_EACH_YEAR
} ent_each;
typedef struct {
    ent_each each;
    int years; /* of ENT_EACH_YEAR: 1, 2, 5, 10, 20, 50, 100: every so many years are
                  named */
} ent_stretch;

/* The first stretch, from days to centuries, of which at most `most` lie in [first,
 * last]. */
ent_stretch ent_stretch_over(ent_day first, ent_day last, int most);
/* The first day of the stretch that holds `day`, and of the one after it. */
ent_day ent_stretch_floor(ent_stretch, ent_day day);
ent_day ent_stretch_next(ent_stretch, ent_day floor);
/* Its length in days, on average over four years. */
double ent_stretch_days(ent_stretch);
/* Its name: "2028", "Q4 2028", "Dec 2028", "24 Dec". */
char *ent_stretch_label(ent_stretch, ent_day floor, char *text, size_t size);

#endif
