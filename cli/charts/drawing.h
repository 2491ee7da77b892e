/* A chart on its way from results to the struct that plots/ draws: what a kind's adapter
 * gets, the names it looks up, and the words charts share.
 *
 * A kind is one file with one ent_chart_kind and one row in kinds.c.  Texts and arrays
 * made here live in the drawing's arena; names that live in the results may be used as
 * they are. */
#ifndef ENT_DRAWING_H
#define ENT_DRAWING_H

#include "cli/charts/charts.h"
#include "plots/plots.h"

typedef struct {
    const ent_results *results;
    const ent_chart_request *request;
    const ent_agreement_result *agreement; /* the one asked for, or the last */
    ent_arena *arena;
    ent_problems *problems;
    bool sketched; /* ent_drawing_sketch was needed: the note says so */
} ent_drawing;

/* What a request may choose for a kind, besides the agreement. */
enum {
    ENT_TAKES_SERIES = 1,
    ENT_TAKES_METRIC = 2,
    ENT_TAKES_PARTY = 4,
    ENT_TAKES_THRESHOLD = 8,
    ENT_TAKES_PATH = 16,
    ENT_TAKES_FROM = 32,
};

typedef struct ent_chart_kind {
    const ent_chart_type *type;
    const char *help; /* "a series over time; ..." */
    unsigned takes;
    bool one_path; /* it also shows a run of one path (--base-case) */
    /* Looks at what the request names, before there is a future: series and metrics (E0811), whether the
     * kind can show them (E0812), thresholds (E0817).  False after a problem.  NULL: ent_drawing_finds. */
    bool (*names)(ent_drawing *);
    /* Makes the struct of the type; NULL after a problem has been added. */
    const void *(*fill)(ent_drawing *);
} ent_chart_kind;

/* ---- What the request names ----
 * NULL after E0811, which tells the nearest name and lists what there is.  Where the
 * request leaves it open: the first. */

const ent_series_result *ent_drawing_series(ent_drawing *);
const ent_metric_result *ent_drawing_metric(ent_drawing *);
/* Whether there is the one series and the one metric that the request names. */
bool ent_drawing_finds(ent_drawing *);
/* A copy of the metric with as many values in `sorted` as there are paths, spread evenly between its 201
 * quantiles, and with its atoms (sketch.c). */
const ent_metric_result *ent_drawing_sketch(ent_drawing *, const ent_metric_result *);
/* The version that the request begins with (--from): NULL where it names none, and after
 * E0811, which also sets `failed`. */
const ent_agreement_result *ent_drawing_from(ent_drawing *, bool *failed);
/* The party whose present value a metric is ("npv.PARTY"), or -1. */
int ent_drawing_npv_party(const ent_drawing *, const char *metric);
/* A party's number, -1 after E0811. */
int ent_drawing_party(ent_drawing *);
/* The place of `name` among `names` (NULL: the first), or -1 after E0811.  `names` holds what
 * there is of `what` ("metric") in the agreement, or, while that is NULL, in the scenario. */
int ent_drawing_place(ent_drawing *, const char *what, const char *name,
                      const char *const *names, size_t count);
void ent_drawing_no_such(ent_drawing *, const char *what, const char *name,
                         const char *const *names, size_t count);
/* Adds E0812: the kind cannot show what was named; returns NULL for the adapter to
 * return.  `help` says what to do. */
const void *ent_drawing_refuse(ent_drawing *, const char *help, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* ---- Words ---- */

/* Formats into the arena. */
const char *ent_drawing_words(ent_drawing *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The words around the chart; `title` gives way to the request's own. */
ent_chart_text ent_drawing_text(ent_drawing *, const char *title, const char *subtitle);
/* `title` unless it is NULL or empty, else `name`. */
const char *ent_title_or(const char *title, const char *name);
/* A key as words: "net_sales" as "net sales". */
const char *ent_key_in_words(ent_arena *, const char *key);
/* What readers call a series: its title, "Studio's net cash", "CLAUSE'S TITLE (OUTPUT)",
 * else its name. */
const char *ent_drawing_series_name(ent_drawing *, const ent_series_result *);
/* What readers call a version of the agreement: its title, else its name. */
const char *ent_drawing_version(const ent_drawing *, const char *agreement);
/* What readers call a metric: its title, "OpenAI's net present value", else its name. */
const char *ent_drawing_metric_name(ent_drawing *, const char *name, const char *title);
/* A share of n futures for a title, in whole percents: "77% of futures", "all futures". */
const char *ent_drawing_futures(ent_drawing *, double share, uint64_t n);
/* What readers call a party: its name, else its key; "The market". */
const char *ent_drawing_party_name(const ent_drawing *, int party);
/* What they call a clause or flow of the agreement: its title, else its key, spaced. */
const char *ent_drawing_clause_name(const ent_drawing *, const char *clause);
/* What they call an event: "Revenue share: capped"; of the world, the driver's title. */
const char *ent_drawing_event_name(ent_drawing *, const ent_event_result *);
/* When an event comes in most futures: "late 2028", in steps of a year "2028"; "" if it
 * never comes. */
const char *ent_drawing_most_often(ent_drawing *, const ent_event_result *);
/* "quarter": what time is cut into. */
const char *ent_drawing_step(const ent_drawing *);
/* "27 Apr 2026 to 31 Dec 2032": the horizon. */
const char *ent_drawing_span(ent_drawing *);
/* An amount of the scenario's currency for a title: three digits, fewer where the
 * standard error is larger. */
const char *ent_drawing_money(ent_drawing *, double value, double se);
/* Begins a subtitle with the agreement's title: "April 2026: "; under a title of the
 * user's own also says what is shown: "April 2026: Revenue, ". */
const char *ent_drawing_opening(ent_drawing *, const char *name);
/* "USD a year"; nothing for a pure number. */
const char *ent_drawing_unit(ent_drawing *, const char *unit);
/* The subtitle of a series over time: "April 2026: USD a year, in each quarter". */
const char *ent_drawing_course(ent_drawing *, const ent_series_result *);
/* 10th, 50th and 90th percentile for a title, with digits to the error and no more than
 * a title has room for. */
void ent_drawing_percentiles(const ent_summary *, const char *unit, double se,
                             char text[3][ENT_FORMAT_SIZE]);
/* True if two percentiles differ by no more than rounding. */
bool ent_drawing_agrees(const ent_summary *, int low, int high);
/* Yes or no in each period. */
bool ent_drawing_is_flag(const ent_series_result *);
/* "in Q4 2031", "on 31 Mar 2026": the period, as a title says it. */
const char *ent_drawing_when(ent_drawing *, size_t period);

/* ---- Data ---- */

/* The last day of each period. */
const ent_day *ent_drawing_ends(ent_drawing *);
/* A metric's outcomes in ascending order, dates as days; those that never come are left
 * out.  Writes how many there are. */
const double *ent_drawing_outcomes(ent_drawing *, const ent_metric_result *,
                                   size_t *count);
/* The days on which clauses end within the horizon, labelled; of a clause's own series
 * (`series` "CLAUSE.OUTPUT") that clause's alone; writes how many. */
const ent_mark *ent_drawing_marks(ent_drawing *, const char *series, size_t *count);
/* A party's and a clause's hue, the same in every chart of a run. */
int ent_drawing_party_hue(const ent_drawing *, int party);
int ent_drawing_clause_hue(const ent_drawing *, const char *clause);
/* The hue of what a series or metric is of: of net(PARTY), balance(PARTY) and npv.PARTY the
 * party's, of CLAUSE.OUTPUT and total.CLAUSE.OUTPUT the clause's, else 0. */
int ent_drawing_hue(ent_drawing *, const char *name);
/* The hue of the clause that an event is of. */
int ent_drawing_event_hue(ent_drawing *, const ent_event_result *);

/* Stands for any party. */
#define ENT_NO_PARTY (-2)
/* Whether a clause (NULL: any) moves marked value, or else cash, to or from the party. */
bool ent_drawing_moves(const ent_drawing *, const char *clause, int party, bool marked);
/* The note, with a sentence on the marked value of the party that a chart of cash leaves
 * out, clauses that also move its cash apart; the note itself if there is none. */
const char *ent_drawing_without_marked(ent_drawing *, const char *note, int party);

#endif
