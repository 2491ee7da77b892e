/* bass: adoption of a new product (Bass 1969).
 *
 *   dF/dt = (p + q F)(1 - F),  F(start) = 0
 *   F(t) = (1 - e) / (1 + q / p e),  e = exp(-(p + q)(t - start))
 *
 * F is the share of the market that has adopted by t: p of those who have not, each
 * year, of their own accord, and q F because others have.  Each period steps on from its
 * F, exactly while p and q are constant within it:
 *
 *   F(t + dt) = F + (1 - F)(1 - e)(p + q F) / (p + q F + q (1 - F) e),
 *               e = exp(-(p + q) dt)
 *
 * - output adopters: market x F(t), at the period's end; a market that grows takes F
 *   along.
 * - output adoptions: market x (F(t + dt) - F(t)), the period's, a flow.
 *
 * `start` is the launch, at the beginning of that day: before it F is 0, the period that
 * holds it counts from it on, and a start before the horizon has had its years already
 * (whole years, then days of 1/365), at the first period's p and q. */
#include "model/world/driver_help.h"

enum { P, Q, MARKET, START, OUTPUT };
enum { ADOPTERS, ADOPTIONS };
static const char *const outputs[] = {"adopters", "adoptions", NULL};

static const ent_field fields[] = {
    [P] = {.name = "p",
           .type = ENT_FORMULA,
           .unit = "1/year",
           ENT_FROM(0),
           .required = true,
           .example = "3%/year",
           .help = "Innovation: share of those left who adopt each year unprompted"},
    [Q] = {.name = "q",
           .type = ENT_FORMULA,
           .unit = "1/year",
           ENT_FROM(0),
           .required = true,
           .example = "38%/year",
           .help = "Imitation: how strongly adopters draw others"},
    [MARKET] = {.name = "market",
                .type = ENT_FORMULA,
                .unit = "own",
                ENT_FROM(0),
                .required = true,
                .example = "100m",
                .help = "All who will ever adopt"},
    [START] = {.name = "start",
               .type = ENT_DATE,
               .example = "2026-04-27",
               .help = "First day of sale; without it, the horizon's first"},
    [OUTPUT] = {.name = "output",
                .type = ENT_CHOICE,
                .standard = "adopters",
                .choices = outputs,
                .help = "adopters: all so far, at the period's end; adoptions: those of "
                        "the period"},
};

typedef struct {
    double before;       /* years from the launch to the horizon */
    const double *years; /* of each period, those after the launch */
    bool of_period;
} plan;

enum { SHARE, STATES };

/* F after some years more. */
static void step(const ent_call *call, double years, double *share) {
    const double *p = call->in[P], *q = call->in[Q];
    double e[ENT_SLICE];
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        e[i] = -(p[i] + q[i]) * years;
    call->kernels->exp(e, e, ENT_SLICE);
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++) {
        double left = 1.0 - share[i], pull = fma(q[i], share[i], p[i]);
        double whole = fma(q[i] * left, e[i], pull);
        double more = left * (1.0 - e[i]) * pull / whole;
        share[i] += whole == 0.0 ? 0.0 : more;
    }
}

static void apply(const ent_call *call) {
    const plan *data = call->data;
    const double *market = call->in[MARKET];
    double *share = call->state[SHARE], *out = call->out[0];
    if (call->t == 0)
        step(call, data->before, share);
    memcpy(out, share, ENT_SLICE * sizeof *out);
    step(call, data->years[call->t], share);
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        out[i] = market[i] * (share[i] - (data->of_period ? out[i] : 0.0));
}

static double years_between(ent_day from, ent_day to) {
    int years = 0;
    while (ent_day_add(from, (ent_span){.months = 12 * (years + 1)}) <= to)
        years++;
    return years + (to - ent_day_add(from, (ent_span){.months = 12 * years})) / 365.0;
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    (void)problems;
    const ent_value *start = &entry->fields[START];
    const ent_day day = start->day != ENT_NO_DAY ? start->day : periods[0].first;
    plan *out = ent_arena_take(arena, 1, sizeof *out);
    double *years = ent_arena_take(arena, count, sizeof *years);
    for (size_t t = 0; t < count; t++)
        years[t] = periods[t].length * ent_period_share(&periods[t], day, ENT_NO_DAY);
    out->before = day < periods[0].first ? years_between(day, periods[0].first) : 0.0;
    out->years = years;
    out->of_period = entry->fields[OUTPUT].index == ADOPTIONS;
    *data = out;
    return true;
}

static void adapt(const ent_entry *entry, ent_driver_kind *kind) {
    if (entry->fields[OUTPUT].index == ADOPTIONS)
        kind->measure = ENT_FLOW;
}

const ent_driver_kind ENT_ISA(ent_driver_bass) = {
    .kind = {"bass",
             "Adoption of a new product along an S-shaped curve (Bass): some adopt of "
             "their own accord, the rest because others have.",
             fields, ENT_LENGTH(fields)},
    .shock = ENT_SHOCK_NONE,
    .measure = ENT_STOCK,
    .state_count = STATES,
    .adapt = adapt,
    .prepare = prepare,
    .apply = apply,
};
