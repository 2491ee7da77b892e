/* A scenario as data: what a file says, checked field by field, not yet compiled.
 *
 * The reader fills it; ent_plan_compile reads it.  Nothing here is computed: formulas are text with
 * a place.  Everything lives in the scenario's arena.  Inheritance (`extends`, `based_on`, `none`)
 * and overrides are already resolved, and disputed readings are already picked. */
#ifndef ENT_SCENARIO_H
#define ENT_SCENARIO_H

#include <stdint.h>

#include "model/arena.h"
#include "model/calendar.h"
#include "model/kind.h"
#include "model/problem.h"

typedef struct ent_value ent_value;
typedef struct ent_entry ent_entry;

/* One value of a map or list: `key` as written (and as number or day, by the field's type). */
typedef struct {
    const char *key;
    double
        key_number; /* ENT_YEARS: the year; ENT_WEIGHTS: the value; ENT_LEVELS: the level */
    ent_day key_day;  /* ENT_DAYS */
    const char *text; /* the value as written */
    double number; /* ENT_YEARS, ENT_DAYS, ENT_WEIGHTS, ENT_LEVELS, ENT_RANGE, ENT_DATA */
    ent_place at;
} ent_item;

/* The value of one field, by the field's type. */
struct ent_value {
    bool given; /* false: not in the file; text and numbers then hold the field's default,
                         if it has one, and text is NULL if it has none */
    ent_place at; /* where it is written; if not given, where its entry is */
    const char *
        agreement; /* of a clause or flow of an agreement: which agreement states it, itself
                              or one it is based on; else NULL */
    const char *text; /* FORMULA, CONDITION, TEXT, NAME; DATE by name; else as written */
    double
        number; /* NUMBER, COUNT, FLAG (0 or 1), the N of a CHOICE; FORMULA if `known` */
    bool
        known; /* FORMULA: the same number on every path and in every period; for `prepare` */
    ent_day day;     /* DATE; ENT_NO_DAY if not given or if `text` names an assumption;
                         YEAR_DAY: that day of 2001 */
    ent_span span;   /* SPAN */
    int index;       /* CHOICE: which; NAME of a party: which */
    ent_item *items; /* NAMES, FORMULAS, RANGE, YEARS, DAYS, WEIGHTS, READINGS, DATA */
    size_t item_count;
    ent_entry *rows; /* ROWS: entries named 1, 2 ... whose `kind` is the field's row */
    size_t row_count;
};

/* A named entry of any section. */
struct ent_entry {
    const char *name;
    ent_place at;            /* of the name */
    const char *path;        /* "agreements.apr-2026.clauses.revenue_share" */
    const char *agreement;   /* as in ent_value: where the entry as a whole comes from */
    const ent_kind *section; /* describes `common`; one of the ent_section_... below */
    ent_value *common;       /* section->field_count values */
    const ent_kind
        *kind;         /* what `kind:` (or `distribution:`) says; NULL if it has none */
    ent_value *fields; /* kind->field_count values; NULL without a kind */
    ent_entry *inner;  /* an each_period driver: its distribution (kind and fields) */
};

typedef struct {
    ent_entry *items;
    size_t count;
} ent_entries;

/* A version of the agreement, inheritance resolved. */
typedef struct {
    ent_entry about;      /* title, based_on, abstract ... */
    ent_entries clauses;  /* disabled ones left out */
    ent_entries disabled; /* those with `enabled: false`: here their outputs are 0 */
    ent_entries flows;    /* of this agreement alone */
} ent_agreement;

typedef struct {
    ent_arena arena;
    const ent_file **files; /* every file read; places point to them */
    size_t file_count;
    char sha256[65]; /* of the resolved scenario's files, in the order read */

    const char *title, *note;
    const char *currency; /* "USD" */
    ent_day start, end;
    ent_step_size step;
    ent_place horizon_at;
    bool mid_period; /* timing: mid */
    uint64_t paths, seed;
    const char *baseline; /* name of an agreement, or NULL */
    ent_place baseline_at;
    bool series_given;
    ent_value series; /* FORMULAS */

    ent_entries sources, parties, assumptions, drivers, correlations, quantities, flows,
        metrics, charts;
    ent_agreement *agreements; /* abstract ones left out, in file order */
    size_t agreement_count;
    ent_agreement *bases; /* the abstract ones: not run, but their names are known */
    size_t base_count;

    const char **overrides; /* each --set, as given */
    size_t override_count;
} ent_scenario;

/* Releases everything the scenario holds, and the scenario.  Accepts NULL. */
void ent_scenario_free(ent_scenario *);

/* Field tables of the sections, and the index of each field in `common`. */
extern const ent_kind ent_section_scenario, ent_section_horizon, ent_section_source,
    ent_section_party, ent_section_assumption, ent_section_driver,
    ent_section_correlation, ent_section_quantity, ent_section_flow,
    ent_section_agreement, ent_section_clause, ent_section_metric, ent_section_chart;

enum {
    ENT_SCENARIO_ENTENTE,
    ENT_SCENARIO_TITLE,
    ENT_SCENARIO_NOTE,
    ENT_SCENARIO_CURRENCY,
    ENT_SCENARIO_TIMING,
    ENT_SCENARIO_PATHS,
    ENT_SCENARIO_SEED,
    ENT_SCENARIO_BASELINE,
    ENT_SCENARIO_SERIES
};
enum { ENT_HORIZON_START, ENT_HORIZON_END, ENT_HORIZON_STEP };
enum {
    ENT_SOURCE_TITLE,
    ENT_SOURCE_BY,
    ENT_SOURCE_DATE,
    ENT_SOURCE_KIND,
    ENT_SOURCE_URL,
    ENT_SOURCE_NOTE
};
enum { ENT_PARTY_NAME, ENT_PARTY_DISCOUNT, ENT_PARTY_NOTE };
/* An assumption is fixed (value, or readings with use) or uncertain (a distribution). */
enum {
    ENT_ASSUMPTION_VALUE,
    ENT_ASSUMPTION_READINGS,
    ENT_ASSUMPTION_USE,
    ENT_ASSUMPTION_UNIT,
    ENT_ASSUMPTION_RANGE,
    ENT_ASSUMPTION_TITLE,
    ENT_ASSUMPTION_SOURCE,
    ENT_ASSUMPTION_KIND,
    ENT_ASSUMPTION_NOTE
};
enum { ENT_DRIVER_UNIT, ENT_DRIVER_TITLE, ENT_DRIVER_SOURCE, ENT_DRIVER_NOTE };
enum {
    ENT_CORRELATION_BETWEEN,
    ENT_CORRELATION_VALUE,
    ENT_CORRELATION_MEASURE, /* choices in the order of ent_correlation_measure */
    ENT_CORRELATION_DOF,
    ENT_CORRELATION_SOURCE,
    ENT_CORRELATION_NOTE
};
enum {
    ENT_QUANTITY_FORMULA,
    ENT_QUANTITY_UNIT,
    ENT_QUANTITY_TITLE,
    ENT_QUANTITY_SOURCE,
    ENT_QUANTITY_NOTE
};
enum {
    ENT_FLOW_FROM,
    ENT_FLOW_TO,
    ENT_FLOW_AMOUNT,
    ENT_FLOW_ON,
    ENT_FLOW_MARKED,
    ENT_FLOW_TITLE,
    ENT_FLOW_SOURCE,
    ENT_FLOW_NOTE
};
enum {
    ENT_AGREEMENT_TITLE,
    ENT_AGREEMENT_BASED_ON,
    ENT_AGREEMENT_ABSTRACT,
    ENT_AGREEMENT_SOURCE,
    ENT_AGREEMENT_NOTE
};
enum {
    ENT_CLAUSE_START,
    ENT_CLAUSE_UNTIL,
    ENT_CLAUSE_ENDS_ON,
    ENT_CLAUSE_WHEN,
    ENT_CLAUSE_ENABLED,
    ENT_CLAUSE_TITLE,
    ENT_CLAUSE_SOURCE,
    ENT_CLAUSE_NOTE
};
enum {
    ENT_CHART_KIND, /* the program that draws knows the kinds, not the model */
    ENT_CHART_AGREEMENT,
    ENT_CHART_FROM,
    ENT_CHART_SERIES,
    ENT_CHART_METRIC,
    ENT_CHART_PARTY,
    ENT_CHART_THRESHOLD,
    ENT_CHART_PATH,
    ENT_CHART_SIZE,
    ENT_CHART_THEME,
    ENT_CHART_TITLE
};
enum { ENT_METRIC_FORMULA, ENT_METRIC_UNIT, ENT_METRIC_TITLE, ENT_METRIC_NOTE };

/* Party indices: the scenario's parties in file order; `market`, always there, is -1. */
#define ENT_MARKET (-1)

#endif
