/* What charts share between data and page: checks, days and marks, words, CSV; and the file
 * that a picture is written to. */
#ifndef ENT_CHART_DATA_H
#define ENT_CHART_DATA_H

#include "plots/plots.h"

/* Adds E0803. */
void ent_chart_empty(const char *chart, ent_problems *);
/* Adds E0804 and returns false if one of the values is NaN or infinite. */
bool ent_chart_finite(const double *values, size_t count, const char *what,
                      ent_problems *);
/* Adds E0805. */
void ent_chart_contradicts(ent_problems *, const char *message);

/* First day of period `t`: the day after the one before it ended; of the first, `start`. */
ent_day ent_chart_first_day(ent_day start, const ent_day *ends, size_t t);
/* Where on a time axis a period's value stands: a level (a stock or a flag) at the period's
 * end, anything else amid it. */
double ent_chart_place_in_time(ent_measure, ent_day first, ent_day last);
/* Whether the periods that begin with `start` and end with `ends` follow each other. */
bool ent_chart_ordered(ent_day start, const ent_day *ends, size_t count);

/* The marks that lie between two days, each with its label, in the scene's memory; their
 * number is written to `found`. */
const ent_mark *ent_chart_marks(const ent_mark *, size_t count, const ent_day days[2],
                                ent_scene *, size_t *found);
/* " Marked: a sunset, 31 Dec 2030; ..." of them; "" if there are none. */
const char *ent_chart_marked(const ent_mark *, size_t count, ent_scene *);

/* Whether a mean is so far from its median that both must be shown: over 5%, the
 * distances and the medians each summed over the periods. */
bool ent_chart_mean_apart(const double *mean, const double *median, size_t count);

/* Words, in the scene's memory, as ent_format_value, _change, _share, _counted and _date
 * make them; an error that is no number is unknown. */
const char *ent_chart_value(const char *unit, double value, double se, ent_scene *);
/* The same of a metric: a date by its quarter or month where it is the last day of one. */
const char *ent_chart_outcome(const char *unit, double value, double se, ent_scene *);
const char *ent_chart_change(const char *unit, double value, double se, ent_scene *);
const char *ent_chart_share(uint64_t count, uint64_t of, ent_scene *);
const char *ent_chart_counted(uint64_t, const char *what, ent_scene *);
const char *ent_chart_day(ent_day, ent_scene *);

/* A field of a CSV line: quoted where it must be. */
void ent_csv_text(FILE *, const char *);
/* ",VALUE" with all digits. */
void ent_csv_number(FILE *, double);

/* A file in the making: written beside its place under another name, then renamed over
 * it. */
typedef struct {
    FILE *stream;
    const char *path;
    char *partial; /* owned */
} ent_outfile;
/* Errors: E0807, ENT_FILE. */
__attribute__((warn_unused_result)) ent_status
ent_outfile_open(ent_outfile *, const char *path, ent_problems *);
/* Puts the file in place if `good` and everything was written; else leaves none.  Always
 * frees. */
__attribute__((warn_unused_result)) ent_status ent_outfile_close(ent_outfile *, bool good,
                                                                 ent_problems *);

#endif
