/* regime: a world that switches between a few regimes, a Markov chain in continuous time
 * (Hamilton 1989, Econometrica 57, for growth that does).
 *
 *   s(t): the regime; it lasts an exponential time of mean `lasts`, then gives way to one
 *         of those named in `to`, each as likely (without `to`: to any other)
 *   P(s(t + dt) = j | s(t) = i) = exp(Q dt)_ij, exactly, for every dt (chain.h)
 *
 *   with `initial`:    x(0) = initial, x(t + dt) = x(t) exp((drift - volatility^2 / 2) dt
 *                      + volatility sqrt(dt) z), drift and volatility those of s(t)
 *   without `initial`: x(t) = value of s(t)
 *
 * So a level is that of the regime at the period's end, while growth follows the regime at
 * its beginning, an error of the order of dt / lasts.  The new regime is the first in the
 * list whose cumulated probability reaches the period's uniform.
 *
 * Streams: with `initial`, z is drivers/NAME, the one that `correlations` means, and the
 * uniform drivers/NAME/1; without, the uniform is drivers/NAME.  One regime is gbm to the
 * last bit. */
#include "model/world/driver_help.h"

#include "model/world/chain.h"

enum { NAME, VALUE, DRIFT, VOLATILITY, LASTS, TO, CELLS };
static const ent_field cells[CELLS] = {
    [NAME] = {.name = "name",
              .type = ENT_NAME,
              .required = true,
              .example = "boom",
              .help = "What the regime is called"},
    [VALUE] = {.name = "value",
               .type = ENT_FORMULA,
               .unit = "own",
               ENT_ANY,
               .help = "Level while it lasts, where the driver has no `initial`"},
    [DRIFT] = {.name = "drift",
               .type = ENT_FORMULA,
               .unit = "1/year",
               ENT_ANY,
               .standard = "0",
               .example = "20%/year",
               .help = "Growth of the mean while it lasts, continuous"},
    [VOLATILITY] = {.name = "volatility",
                    .type = ENT_FORMULA,
                    .unit = "share",
                    ENT_FROM(0),
                    .standard = "0",
                    .example = "15%",
                    .help = "Standard deviation of the logarithm after a year of it"},
    [LASTS] = {.name = "lasts",
               .type = ENT_NUMBER,
               .unit = "year",
               ENT_FROM(0.001),
               .example = "3 years",
               .help = "Mean time until it ends; without it, it never does"},
    [TO] = {.name = "to",
            .type = ENT_NAMES,
            .example = "[bust]",
            .help = "What may follow it, each as likely; without it, any other"},
};
static const ent_kind row = {
    .name = "regime",
    .help = "One state of the world, and how long it lasts.",
    .fields = cells,
    .field_count = CELLS,
};

enum { INITIAL, REGIMES, START };
static const ent_field fields[] = {
    [INITIAL] = {.name = "initial",
                 .type = ENT_FORMULA,
                 .unit = "own",
                 ENT_ANY,
                 .example = "1",
                 .help = "Value at the start of the horizon, which grows as the regimes "
                         "have it; without it, each regime has a `value`"},
    [REGIMES] = {.name = "regimes",
                 .type = ENT_ROWS,
                 .row = &row,
                 .required = true,
                 .example = "[{name: boom, drift: 20%/year, volatility: 15%, lasts: 3 "
                            "years}, {name: bust, drift: -10%/year, volatility: 30%, "
                            "lasts: 1 year}]",
                 .help = "The regimes, with what goes on in each"},
    [START] = {.name = "start",
               .type = ENT_NAME,
               .example = "boom",
               .help = "Regime at the start of the horizon; without it, the first"},
};

typedef struct {
    size_t count, start;
    const double *const *steps; /* by period: count x count cumulated probabilities */
} chain;

enum { LEVEL, REGIME, STATES };

/* Moves each path to the regime at the period's end. */
static void change(const ent_call *call, const double *u) {
    const chain *c = call->data;
    const double *step = c->steps[call->t];
    double *regime = call->state[REGIME];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        const double *reached = step + (size_t)regime[i] * c->count;
        double next = 0.0;
        for (size_t r = 0; r + 1 < c->count; r++)
            next += reached[r] < u[i] ? 1.0 : 0.0;
        regime[i] = next;
    }
}

static void pick(const ent_call *call, int cell, double *x) {
    const ent_rows *rows = &call->rows[REGIMES];
    const double *regime = call->state[REGIME];
    for (size_t i = 0; i < ENT_SLICE; i++)
        x[i] = rows->cells[(size_t)regime[i] * CELLS + (size_t)cell][i];
}

static void grow_by_regime(const ent_call *call) {
    double *level = call->state[LEVEL];
    double drift[ENT_SLICE], volatility[ENT_SLICE];
    pick(call, DRIFT, drift);
    pick(call, VOLATILITY, volatility);
    grow(call, drift, volatility, call->t == 0 ? call->in[INITIAL] : level, level);
}

static void apply(const ent_call *call) {
    const chain *c = call->data;
    for (size_t i = 0; call->t == 0 && i < ENT_SLICE; i++)
        call->state[REGIME][i] = (double)c->start;
    if (call->in[INITIAL]) {
        grow_by_regime(call);
        change(call, call->more[0]);
    } else {
        change(call, call->shock);
        pick(call, VALUE, call->out[0]);
    }
}

/* ---- What the tables cannot say ---- */

/* The regime of that name; -1 after a problem. */
static int regime_named(const ent_entry *entry, const char *name, ent_place at,
                        ent_problems *problems) {
    const ent_value *list = &entry->fields[REGIMES];
    const char *names[ENT_ROWS_MOST];
    for (size_t r = 0; r < list->row_count; r++) {
        names[r] = list->rows[r].fields[NAME].text;
        if (!strcmp(names[r], name))
            return (int)r;
    }
    const char *nearest = ent_nearest(name, names, list->row_count);
    ent_problem_add(problems, "E0736", at, entry->path, "no regime is called `%s`", name)
        ->help = nearest
                     ? ent_problem_text(problems, "did you mean `%s`?", nearest)
                     : ent_problem_text(problems, "the first is called `%s`", names[0]);
    return -1;
}

static bool names_differ(const ent_value *list, ent_problems *problems) {
    for (size_t r = 1; r < list->row_count; r++)
        for (size_t s = 0; s < r; s++) {
            const ent_value *a = &list->rows[s].fields[NAME];
            const ent_value *b = &list->rows[r].fields[NAME];
            if (strcmp(a->text, b->text))
                continue;
            ent_problem *problem =
                ent_problem_add(problems, "E0736", b->at, list->rows[r].path,
                                "two regimes are called `%s`", b->text);
            ent_problem_also(problem, a->at, "first here");
            problem->help = "give each regime a name of its own";
            return false;
        }
    return true;
}

static bool cell_given_if(const ent_entry *regime, int cell, bool needed,
                          ent_problems *problems) {
    const ent_value *value = &regime->fields[cell];
    if (value->given == needed)
        return true;
    ent_problem *problem =
        ent_problem_add(problems, "E0741", needed ? regime->at : value->at, regime->path,
                        needed          ? "without `initial`, each regime needs a `%s`"
                        : cell == VALUE ? "with `initial`, `%s` does nothing"
                                        : "without `initial`, `%s` does nothing",
                        cells[cell].name);
    problem->help =
        needed ? "add `value: 1`, or `initial` to the driver"
               : ent_problem_text(problems, "drop `%s`, or %s `initial`",
                                  cells[cell].name, cell == VALUE ? "drop" : "add");
    return false;
}

static bool cells_fit(const ent_entry *entry, ent_problems *problems) {
    const ent_value *list = &entry->fields[REGIMES];
    const bool grows = entry->fields[INITIAL].given;
    bool good = true;
    for (size_t r = 0; r < list->row_count; r++) {
        const ent_entry *regime = &list->rows[r];
        good &= cell_given_if(regime, VALUE, !grows, problems);
        for (int cell = DRIFT; cell <= VOLATILITY && !grows; cell++)
            good &= cell_given_if(regime, cell, false, problems);
    }
    return good;
}

/* Rates of leaving regime r for each other; false after a problem. */
static bool rates_of(const ent_entry *entry, size_t r, double *rates,
                     ent_problems *problems) {
    const ent_value *list = &entry->fields[REGIMES];
    const ent_value *lasts = &list->rows[r].fields[LASTS],
                    *to = &list->rows[r].fields[TO];
    const size_t n = list->row_count;
    if ((to->given && !lasts->given) || (lasts->given && n == 1)) {
        ent_problem_add(problems, "E0741", to->given ? to->at : lasts->at,
                        list->rows[r].path,
                        n == 1 ? "a single regime has nothing to give way to"
                               : "`to` does nothing without `lasts`")
            ->help = n == 1 ? "drop `lasts`, or add another regime"
                            : "add `lasts: 3 years`, or drop `to`";
        return false;
    }
    if (to->given && to->item_count == 0) {
        ent_problem_add(problems, "E0741", to->at, list->rows[r].path,
                        "the regime ends, but `to` names none that follows")
            ->help = "name one, or drop `lasts` and `to` for a regime that goes on";
        return false;
    }
    bool good = true;
    for (size_t k = 0; k < to->item_count; k++) {
        const int next =
            regime_named(entry, to->items[k].text, to->items[k].at, problems);
        good = good && next >= 0;
        if (next >= 0)
            rates[next] += 1.0 / lasts->number / (double)to->item_count;
    }
    for (size_t j = 0; j < n && lasts->given && !to->given; j++)
        rates[j] = 1.0 / lasts->number / (double)(n - 1);
    if (rates[r] != 0.0 && to->given) {
        ent_problem_add(problems, "E0736", to->at, list->rows[r].path,
                        "a regime cannot give way to itself")
            ->help = "name the others only; `lasts` says how long it goes on";
        return false;
    }
    return good;
}

/* Cumulated probabilities for each period; the same length, the same numbers. */
static const double *const *steps_of(const double *rates, size_t n,
                                     const ent_period *periods, size_t count,
                                     ent_arena *arena) {
    const double **steps = ent_arena_take(arena, count, sizeof *steps);
    for (size_t t = 0; t < count; t++) {
        size_t same = 0;
        while (same < t && periods[same].length != periods[t].length)
            same++;
        if (same < t) {
            steps[t] = steps[same];
            continue;
        }
        double *p = ent_arena_take(arena, n * n, sizeof *p);
        ent_chain_step(rates, n, periods[t].length, p);
        for (size_t k = 0; k < n * n; k++)
            p[k] += k % n ? p[k - 1] : 0.0;
        steps[t] = p;
    }
    return steps;
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    const ent_value *start = &entry->fields[START];
    const size_t n = entry->fields[REGIMES].row_count;
    chain *c = ent_arena_take(arena, 1, sizeof *c);
    double *rates = ent_arena_take(arena, n * n, sizeof *rates);
    bool good = names_differ(&entry->fields[REGIMES], problems);
    good = cells_fit(entry, problems) && good;
    for (size_t r = 0; r < n; r++)
        good = rates_of(entry, r, rates + r * n, problems) && good;
    const int first =
        start->given ? regime_named(entry, start->text, start->at, problems) : 0;
    if (!good || first < 0)
        return false;
    *c = (chain){n, (size_t)first, steps_of(rates, n, periods, count, arena)};
    *data = c;
    return true;
}

static void adapt(const ent_entry *entry, ent_driver_kind *kind) {
    if (entry->fields[INITIAL].given)
        return;
    kind->shock = ENT_SHOCK_UNIFORM;
    kind->more[0] = ENT_SHOCK_NONE;
}

const ent_driver_kind ENT_ISA(ent_driver_regime) = {
    .kind =
        {"regime",
         "A world that switches between regimes, boom and bust say, each with its own "
         "growth or level, lasting a random time (a Markov chain).",
         fields, ENT_LENGTH(fields)},
    .shock = ENT_SHOCK_NORMAL,
    .more = {ENT_SHOCK_UNIFORM},
    .measure = ENT_STOCK,
    .state_count = STATES,
    .adapt = adapt,
    .prepare = prepare,
    .apply = apply,
};
