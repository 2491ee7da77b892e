/* replay: a historic series, as it was or resampled.  One row of the data is one period.
 *
 *   as levels:   x(t) = d_r(t)
 *   as changes:  x(t) = x(t - 1) d_r / d_(r - 1), x before the first period = initial:
 *                n data make n - 1 changes, applied in the order of their rows
 *
 * resample none takes the rows r in order, the same on every path; past the last row it
 * begins again if `repeat` says so.  resample blocks is the stationary bootstrap (Politis
 * and Romano 1994): in each period, with probability 1 / block a new block begins at a row
 * drawn evenly from all, else the next row follows, after the last one the first.  So
 * blocks are `block` rows long in the mean, every period has the law of the data, and
 * neighbours keep what they have in common.
 *
 * One uniform u a period does both: a block begins where u < 1 / block, at row
 * floor(u block n); the first period's is floor(u n). */
#include "model/world/driver_help.h"

enum { DATA, AS, INITIAL, RESAMPLE, BLOCK, REPEAT };
enum { LEVELS, CHANGES };
enum { NONE, BLOCKS };
static const char *const forms[] = {"levels", "changes", NULL};
static const char *const ways[] = {"none", "blocks", NULL};

static const ent_field fields[] = {
    [DATA] = {.name = "data",
              .type = ENT_DATA,
              .unit = "own",
              ENT_ANY,
              .required = true,
              .example = "[1.2, 0.9, 1.4, 1.1]",
              .help = "The series, a number for each period: a list, or {csv: "
                      "history.csv, column: price}"},
    [AS] = {.name = "as",
            .type = ENT_CHOICE,
            .standard = "levels",
            .choices = forms,
            .help = "levels: the numbers as they are; changes: the ratio of each to the "
                    "one before, applied from `initial`"},
    [INITIAL] = {.name = "initial",
                 .type = ENT_FORMULA,
                 .unit = "own",
                 ENT_ANY,
                 .help = "With changes: value at the start of the horizon"},
    [RESAMPLE] = {.name = "resample",
                  .type = ENT_CHOICE,
                  .standard = "none",
                  .choices = ways,
                  .example = "blocks",
                  .help = "none: the same course on every path; blocks: pieces of it in "
                          "random order (stationary bootstrap)"},
    [BLOCK] = {.name = "block",
               .type = ENT_NUMBER,
               .unit = "1",
               ENT_FROM(1),
               .example = "4",
               .help = "With blocks: their mean length, in periods"},
    [REPEAT] = {.name = "repeat",
                .type = ENT_FLAG,
                .standard = "false",
                .help = "Without resampling: begin again after the last row"},
};

typedef struct {
    const double *row; /* levels, or changes as factors */
    size_t count;
    bool changes, blocks;
    double block;
} series;

enum { LEVEL, ROW, STATES };

/* The row of each path in this period. */
static void choose_rows(const ent_call *call, const series *s, double *row) {
    const double count = (double)s->count, start = 1.0 / s->block;
    for (size_t i = 0; i < ENT_SLICE; i++) {
        const double u = call->t == 0 ? call->shock[i] : call->shock[i] * s->block;
        const double drawn = floor(u * count), next = row[i] + 1.0;
        const bool begins = call->t == 0 || call->shock[i] < start;
        const double r = begins ? drawn : next;
        row[i] = r < count ? r : begins ? count - 1.0 : 0.0;
    }
}

static void apply(const ent_call *call) {
    const series *s = call->data;
    double *row = call->state[ROW], *level = call->state[LEVEL], *out = call->out[0];
    const double same = (double)(call->t % s->count);
    if (s->blocks)
        choose_rows(call, s, row);
    for (size_t i = 0; i < ENT_SLICE; i++)
        out[i] = s->row[(size_t)(s->blocks ? row[i] : same)];
    if (!s->changes)
        return;
    const double *from = call->t == 0 ? call->in[INITIAL] : level;
    for (size_t i = 0; i < ENT_SLICE; i++)
        out[i] = level[i] = from[i] * out[i];
}

/* ---- What the table cannot say ---- */

/* Whether the field is given where `needed`, and only there. */
static bool given_if(const ent_entry *entry, int field, bool needed, const char *where,
                     ent_problems *problems) {
    const ent_value *value = &entry->fields[field];
    const char *name = fields[field].name;
    if (value->given == needed)
        return true;
    ent_problem *problem =
        needed ? ent_problem_add(problems, "E0741", entry->at, entry->path,
                                 "`%s` is missing: `%s` needs it", name, where)
               : ent_problem_add(problems, "E0741", value->at, entry->path,
                                 "`%s` does nothing without `%s`", name, where);
    problem->help =
        needed
            ? ent_problem_text(problems, "add `%s: %s`", name, field == BLOCK ? "4" : "1")
            : ent_problem_text(problems, "add `%s`, or drop `%s`", where, name);
    return false;
}

static bool fields_fit(const ent_entry *entry, ent_problems *problems) {
    const ent_value *f = entry->fields;
    const bool changes = f[AS].index == CHANGES, blocks = f[RESAMPLE].index == BLOCKS;
    bool good = given_if(entry, INITIAL, changes, "as: changes", problems);
    good = given_if(entry, BLOCK, blocks, "resample: blocks", problems) && good;
    if (f[REPEAT].given && f[REPEAT].number != 0.0 && blocks)
        good = given_if(entry, REPEAT, false, "resample: none", problems) && good;
    return good;
}

/* Changes need two positive rows each. */
static bool rows_change(const ent_value *data, const char *path, ent_problems *problems) {
    bool good = true;
    for (size_t i = 0; i < data->item_count; i++) {
        const ent_item *item = &data->items[i];
        if (item->number > 0.0)
            continue;
        ent_problem_add(problems, "E0735", item->at, path,
                        "%s is not above 0, so it has no ratio to the next", item->text)
            ->help = "replay it `as: levels`, or correct the number";
        good = false;
    }
    return good;
}

static bool long_enough(const ent_entry *entry, const series *s, size_t periods,
                        ent_problems *problems) {
    const bool repeat = entry->fields[REPEAT].number != 0.0;
    if (s->count > 0 && (s->count >= periods || s->blocks || repeat))
        return true;
    const char *what = s->changes ? "changes" : "rows";
    ent_problem *problem = ent_problem_add(
        problems, "E0730", entry->fields[DATA].at, entry->path,
        "the series has %zu %s, but the horizon %zu periods", s->count, what, periods);
    problem->help = s->count == 0
                        ? "give at least two numbers"
                        : "add rows, or write `repeat: true` or `resample: blocks`";
    return false;
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    const ent_value *f = entry->fields, *given = &f[DATA];
    const bool changes = f[AS].index == CHANGES;
    series *s = ent_arena_take(arena, 1, sizeof *s);
    double *row = ent_arena_take(arena, given->item_count + 1, sizeof *row);
    (void)periods;
    *s = (series){row, given->item_count - changes, changes, f[RESAMPLE].index == BLOCKS,
                  f[BLOCK].number};
    *data = s;
    bool good = fields_fit(entry, problems);
    if (changes && !rows_change(given, entry->path, problems))
        return false;
    for (size_t i = 0; i < s->count; i++)
        row[i] = changes ? given->items[i + 1].number / given->items[i].number
                         : given->items[i].number;
    return long_enough(entry, s, count, problems) && good;
}

static void adapt(const ent_entry *entry, ent_driver_kind *kind) {
    if (entry->fields[RESAMPLE].index == NONE)
        kind->shock = ENT_SHOCK_NONE;
}

const ent_driver_kind ENT_ISA(ent_driver_replay) = {
    .kind = {"replay",
             "A historic series again: as it was, or in blocks drawn at random "
             "(stationary bootstrap); as levels or as changes from a value of today.",
             fields, ENT_LENGTH(fields)},
    .shock = ENT_SHOCK_UNIFORM,
    .measure = ENT_STOCK,
    .state_count = STATES,
    .adapt = adapt,
    .prepare = prepare,
    .apply = apply,
};
