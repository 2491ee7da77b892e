/* Distributions and courses in a few block characters, for tables on a terminal.
 *
 * Texts go into buffers of ENT_PICTURE_SIZE bytes and come back; they are UTF-8. */
#ifndef ENT_PICTURE_H
#define ENT_PICTURE_H

#include "model/engine/engine.h"

enum {
    ENT_PICTURE_BINS = 12,   /* columns of a histogram at most */
    ENT_PICTURE_POINTS = 20, /* columns of a sparkline at most */
    ENT_PICTURE_SIZE = 3 * ENT_PICTURE_POINTS + 1
};

/* How the outcomes lie between their 1st and 99th percentile; of a date, those of them that come.  Each
 * column stands for as much of the axis as the next, the highest for the most futures; blank, between the ends: fewer than one in 200.
 * "" where there is nothing to show: yes or no, one value, no quantiles. */
char *ent_picture_histogram(const ent_results *, const ent_metric_result *, char *text);

/* The course of `count` finite values: columns stand on zero, or on the lowest value where that is below
 * zero, and reach to the highest.  More values than columns: a column is the mean of several. */
char *ent_picture_course(const double *values, size_t count, char *text);

#endif
