/* Kinds and their fields.
 *
 * Everything that can be written in a scenario is described by a table of fields: the sections
 * (party, assumption, flow ...) and the kinds (clause, driver, distribution).  The reader, the range
 * messages, "did you mean", the reference pages and the fuzzer all read these tables; a
 * field that is not in a table does not exist. */
#ifndef ENT_KIND_H
#define ENT_KIND_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    ENT_FORMULA, /* a number, a name or a formula; may differ by path and period */
    ENT_CONDITION, /* the same, read as true where it is not 0; in kinds, a day alone is true
                      from the period that holds it */
    ENT_NUMBER,    /* a fixed number with its unit */
    ENT_COUNT,     /* a fixed whole number */
    ENT_DATE,      /* 2030-12-31, or the name of an assumption whose readings are dates */
    ENT_ROUGH_DATE, /* 2030-12-31, 2030-12 or 2030: as well as it is known */
    ENT_SPAN,       /* 6 months */
    ENT_YEAR_DAY,   /* 07-01: a day of every year; not 02-29 */
    ENT_TEXT,       /* free text */
    ENT_FLAG,       /* true or false */
    ENT_CHOICE, /* one of `choices`; a choice may hold N, a whole number ("after N in a row") */
    ENT_NAME,     /* a name defined elsewhere in the file; `of` says of what */
    ENT_NAMES,    /* a list of such names */
    ENT_FORMULAS, /* a list of formulas (the `series` of a scenario) */
    ENT_RANGE,    /* [low, high] */
    ENT_YEARS,    /* {2026: 30bn, 2027: 62bn} */
    ENT_DAYS,     /* {2026-04-27: 0.156, 2027-01-01: 0.264} */
    ENT_WEIGHTS,  /* {value: weight} */
    ENT_LEVELS,   /* {5%: 12, 50%: 24}: a probability and its quantile */
    ENT_READINGS, /* {name: value or date} */
    ENT_DATA, /* [1.2, 0.9, 1.4], or {csv: history.csv, column: price}: a series of numbers */
    ENT_ROWS, /* [{above: 0, rate: 5%}, ...]: a list of maps, with the fields of `row` */
    ENT_TYPES /* how many there are: every table by type has as many rows */
} ent_type;
#define ENT_ROWS_MOST 32 /* rows in one list */

typedef struct ent_kind ent_kind;

/* What a name refers to. */
typedef enum {
    ENT_OF_NOTHING,
    ENT_OF_PARTY,
    ENT_OF_SOURCE,
    ENT_OF_AGREEMENT,
    ENT_OF_UNCERTAIN
} ent_of;

/* One field of a section or a kind. */
typedef struct {
    const char *name;
    ent_type type;
    /* The unit a number must have: "money", "money/year", "1/year", "year", "1" (a pure number),
     * "share" (a pure number usually written with %: a bare 20 is refused and 20% suggested),
     * "own" (the unit that the entry itself declares), "own/year", "UNIT/flow:FIELD" (for each of
     * what FIELD makes in a period: an earlier field of a clause), NULL where any will do. */
    const char *unit;
    double min, max; /* the range of a number written out; -INFINITY, INFINITY: none */
    bool required;
    const char *
        standard; /* the default, as it would be written; NULL: absent means "does nothing" */
    const char *help;           /* one sentence without a full stop */
    const char *example;        /* as it would be written; NULL: made from the type */
    const char *const *choices; /* ENT_CHOICE: NULL-terminated */
    ent_of of;                  /* ENT_NAME, ENT_NAMES */
    const ent_kind *row;        /* ENT_ROWS: named after one row, "tier" */
} ent_field;

/* A kind of clause, driver or distribution (or a section, which has one kind of entry).  First
 * member of ent_clause_kind, ent_driver_kind and ent_distribution. */
struct ent_kind {
    const char *name; /* as in `kind: revenue_share` */
    const char *help; /* what it does, one or two sentences */
    const ent_field *fields;
    size_t field_count;
    bool draws; /* `distribution:` stands beside its fields, with the fields of that */
    /* Fields that go together, each line ended by a newline; NULL: those of its fields that have
     * an example go together. */
    const char *example;
};

/* A whole number range for field tables: any number. */
#define ENT_ANY .min = -INFINITY, .max = INFINITY
#define ENT_FROM(low) .min = (low), .max = INFINITY
#define ENT_WITHIN(low, high) .min = (low), .max = (high)

/* How many rows a table has. */
#define ENT_LENGTH(array) (sizeof(array) / sizeof *(array))

/* The field of that name, or -1. */
int ent_kind_field(const ent_kind *, const char *name);

/* A number as the field is written, "120%", "38bn", to ten digits, into `room`, which it returns. */
#define ENT_FIELD_TEXT 64
const char *ent_field_text(const ent_field *, double value, char room[ENT_FIELD_TEXT]);

#endif
