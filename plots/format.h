/* Numbers, money, shares and dates as a reader wants them: "$40bn", "−$1.2bn", "62%", "Q4
 * 2028".
 *
 * Digits stop where the Monte Carlo error begins.  The minus sign is U+2212.  Nothing
 * here depends on the locale.  Texts are UTF-8 and always end in NUL, cut if the buffer
 * is too small; ENT_FORMAT_SIZE bytes hold any of them. */
#ifndef ENT_FORMAT_H
#define ENT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/calendar.h"

#define ENT_FORMAT_SIZE 96

/* How the numbers of a unit are shown. */
typedef enum {
    ENT_SHOW_PLAIN,   /* "3.2", "1,250", "4.1m" */
    ENT_SHOW_MONEY,   /* "$40bn" */
    ENT_SHOW_PERCENT, /* a fraction, 0.62, as "62%" */
    ENT_SHOW_DATE /* days since 1970-01-01 (an ent_day as a double), as "31 Dec 2028" */
} ent_show;

/* A value; made from a unit by ent_format_of. */
typedef struct {
    ent_show show;
    char prefix[8];  /* "$", "CHF " */
    char suffix[48]; /* " a year", "/token", " years" */
    char one[48];    /* the same behind a 1: " year" */
} ent_format;

/* What is printed after the place of a date. */
typedef enum { ENT_TO_YEAR, ENT_TO_QUARTER, ENT_TO_MONTH, ENT_TO_DAY } ent_date_detail;

/* The format of a unit: a currency code alone or before "/" is money ("USD", "USD/year"),
 * "%" a fraction shown in percent, "date" a day, NULL, "" or "1" a bare number, anything
 * else a number followed by the unit as ent_format_unit writes it. */
ent_format ent_format_of(const char *unit);

/* Writes a unit of the scenario's own: "copies", "MWh a year".  A word in small letters ("copy",
 * "launch") has a plural; what is shorter than four letters or has a capital is a symbol ("bbl",
 * "MWh") and has none, nor has what ends in s ("users").  Returns `text`. */
char *ent_format_unit(const char *unit, bool plural, char *text, size_t size);

/* The same without what follows the number. */
ent_format ent_format_bare(ent_format);

/* What follows this number, its scale word included, in a format: its suffix, or of "1" the
 * singular; "1m" takes the suffix. */
const char *ent_format_behind(const ent_format *, const char *number);

/* Writes `value`, rounded to the place of the first digit of `se`, its standard error in
 * the same unit (for a date in days), but to five digits at most; with `se` 0 (unknown or
 * exact) to three digits without trailing zeros, a date to the day.  Returns `text`. */
char *ent_format_value(const ent_format *, double value, double se, char *text,
                       size_t size);

/* The same with a plus before what is above 0: "+$1.2bn". */
char *ent_format_change(const ent_format *, double value, double se, char *text,
                        size_t size);

/* Writes a distance of something from `value`, to the first digit of `se` and on the
 * value's own scale: "$0.3bn" of "-$22.1bn"; of a share "0.3 points", of a date
 * "4 days". */
char *ent_format_distance(const ent_format *, double value, double distance, double se,
                          char *text, size_t size);

/* Writes the value's number alone, cut to `decimals` after a scale of 10^`scale` (0, 6,
 * 9, 12): the piece ticks are made of.  "−12.5" for (−12.5e9, 9, 1).  What has more than
 * eighteen digits is written with an exponent: "1e36". */
char *ent_format_scaled(double value, int scale, int decimals, char *text, size_t size);

/* The scale word of 10^scale: "", "m", "bn", "tn". */
const char *ent_format_word(int scale);

/* The scale a number of this size is told in: 0, 6, 9 or 12; 0 again from 1e18 on, where
 * numbers are written with an exponent. */
int ent_format_scale(double magnitude);

/* A share of `of` simulated futures, with the digits that the program's tables give it: "23.41%",
 * "<0.003%" for none of 100,000 (three divided by the number: the 95% bound), "0 of 3" for none
 * of three, "all" for all.  `of` must not be 0. */
char *ent_format_share(uint64_t count, uint64_t of, char *text, size_t size);

/* "2028", "Q4 2028", "Dec 2028" or "31 Dec 2028". */
char *ent_format_date(ent_day, ent_date_detail, char *text, size_t size);

/* A period's last day by its quarter or month where it is the last of one, else in full. */
char *ent_format_last_day(ent_day, char *text, size_t size);

/* A count and what is counted, given in the singular: "1 future", "100,000 futures". */
char *ent_format_counted(uint64_t, const char *what, char *text, size_t size);

/* A count with commas: "100,000". */
char *ent_format_count(uint64_t, char *text, size_t size);

/* The shortest decimal that reads back as the same double; a dot in every locale: for
 * CSV. */
char *ent_format_exact(double value, char *text, size_t size);

/* A coordinate with up to two decimals: "12", "12.5", "-0.25"; a plain ASCII minus. */
char *ent_format_point(double value, char *text, size_t size);

/* The decimal exponent: 3 for 1000 to 9999.99...; 0 for 0. */
int ent_format_decade(double value);

#endif
