/* Days, and the horizon cut into periods. */
#ifndef ENT_CALENDAR_H
#define ENT_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "model/arena.h"

/* A day: days since 1970-01-01 in the proleptic Gregorian calendar. */
typedef int ent_day;
#define ENT_NO_DAY (-2147483647 - 1)

typedef enum { ENT_DAILY, ENT_MONTHLY, ENT_QUARTERLY, ENT_YEARLY } ent_step_size;

/* A length of time: years, months and days, added in this order. */
typedef struct {
    int months; /* 12 a year */
    int days;   /* 7 a week */
} ent_span;

/* One period.  Both days are in it. */
typedef struct {
    ent_day first, last;
    double
        length; /* years: 1/365, 1/12, 1/4 or 1; a stub its share of the whole period's days */
    double
        end; /* years from the start of the horizon to this period's end: sum of lengths */
    int year; /* the calendar year it lies in (a period never crosses a year's end) */
    bool last_of_year; /* the last period of its calendar year, or of the horizon */
} ent_period;

ent_day ent_day_of(int year, int month, int day);
void ent_day_split(ent_day, int *year, int *month, int *day);
/* Reads exactly "YYYY-MM-DD", a real day of the years 1900 to 2199.  False if it is not one. */
bool ent_day_read(const char *text, ent_day *);
/* The same, and "YYYY-MM" or "YYYY" for the last day that it may be. */
bool ent_day_read_rough(const char *text, ent_day *);
/* Writes "YYYY-MM-DD" into `text` (11 bytes) and returns it. */
char *ent_day_write(ent_day, char text[11]);
/* The day after adding the months (clipped to the month's last day), then the days. */
ent_day ent_day_add(ent_day, ent_span);

/* Cuts [first, last] at the calendar boundaries of `step`.  Periods live in the arena; their number
 * is written to `count`.  A whole period's length is exactly 1/365, 1/12, 1/4 or 1 year (a leap
 * year's 366th day makes that year 366/365 long in daily steps). */
ent_period *ent_periods_cut(ent_arena *, ent_day first, ent_day last, ent_step_size,
                            size_t *count);

/* The period that holds `day`, or -1. */
int ent_period_of(const ent_period *, size_t count, ent_day);

/* The day that a span from the period's end reaches.  Months count from the midnight that ends the
 * period, so 3 months from 30 September end with 31 December. */
ent_day ent_day_after(const ent_period *, ent_span);

/* For each period, the one at whose end a delay from its own end is over: the one that holds the
 * day reached, INFINITY where the horizon ends before.  Lives in the arena. */
double *ent_periods_after(ent_arena *, const ent_period *, size_t count, ent_span);

/* Share of the period's days that lie in [from, until]; ENT_NO_DAY leaves a side open. */
double ent_period_share(const ent_period *, ent_day from, ent_day until);

#endif
