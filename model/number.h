/* Numbers as people write them: 38bn, 250 billion, 1.5m, 20%, 5bp, 1_000. */
#ifndef ENT_NUMBER_H
#define ENT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    double value;
    bool percent;  /* written with % or bp */
    size_t length; /* characters used; 0: no number here */
    bool overflow; /* too large for a double */
} ent_number;

/* Reads a number at the beginning of `text`, with its scale word (k, thousand, m, million, bn,
 * billion, tn, trillion, at once or after one space) or %, bp.  Stops before a unit.  No sign. The
 * decimal point is always a dot, whatever the locale. */
ent_number ent_number_scan(const char *text);

/* Writes `value` as a person would: "38bn", "1.5m", "0.2".  Returns `text`. */
char *ent_number_write(double value, char *text, size_t size);

#endif
