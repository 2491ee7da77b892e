/* Numbers in tables, on top of plots/format.h: one scale for a row, and digits that stop
 * where the error begins.
 *
 * Texts go into buffers of ENT_FORMAT_SIZE bytes and come back; they are UTF-8 with a
 * true minus. */
#ifndef ENT_FIGURE_H
#define ENT_FIGURE_H

#include "model/engine/engine.h"
#include "plots/format.h"

/* How the numbers of one row are shown: "$" and "bn a year". */
typedef struct {
    ent_format format;
    int scale; /* power of ten */
} ent_scale;

/* The scale that suits numbers up to `magnitude` of a unit ("USD", "USD/year", "1",
 * "year"). */
ent_scale ent_scale_choose(double magnitude, const char *unit);

/* `value` down to the first digit of `error`, its standard error in the same unit; to the
 * second if the first is a 1.  Without an error (0 or NaN): four significant digits.
 * `sign`: a plus before what is above 0.  NaN gives "". */
char *ent_scale_write(const ent_scale *, double value, double error, bool sign,
                      char *text);

/* The error of `value` alone: "± 0.3".  "" if there is none. */
char *ent_scale_error(const ent_scale *, double value, double error, char *text);

/* A value without a row: its own scale, or a larger one where its error takes up that scale's digits:
 * "$0.2m". */
char *ent_figure_value(double value, double error, const char *unit, char *text);
/* Its error: "± 0.3". */
char *ent_figure_error(double value, double error, const char *unit, char *text);

/* A probability p of n with digits that suit its interval: "73.2%".  None of n is
 * "<0.003%" (three over n: the 95% bound), all of n ">99.997%"; of three or fewer "0 of 3". */
char *ent_figure_share(double p, double low, double high, uint64_t n, char *text);
/* The same for a headline, in whole percents: "77%"; "less than 1%" and "more than 99%" where
 * rounding would say none or all though it is neither.  All of n is "all futures", none of n its bound or "0 of 3 futures"; NaN, a share of none,
 * "no futures". */
char *ent_figure_headline(double p, uint64_t n, char *text);
/* "72.9% to 73.5%" */
char *ent_figure_interval(double low, double high, char *text);

/* "38 MB", "1.2 GB" */
char *ent_figure_bytes(double bytes, char *text);
/* "0.3 s", "4 min" */
char *ent_figure_seconds(double seconds, char *text);

/* The period at whose end lies a date given in years from the start: the first one that
 * ends then or later, the last one for anything later. */
size_t ent_period_at(const ent_period *, size_t count, double years);
/* A period as people name it: "Q3 2028", "2028", "Sep 2028", "14 Sep 2028". */
char *ent_figure_period(const ent_period *, ent_step_size, char *text);

#endif
