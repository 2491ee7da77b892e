/* mean_reverting: an Ornstein-Uhlenbeck process, of the value itself, its logarithm or
 * its logit.
 *
 *   y = T(x), T the transform; m = T(level)
 *   y(t + dt) = m + (y(t) - m) exp(-speed dt)
 *               + volatility sqrt((1 - exp(-2 speed dt)) / (2 speed)) z
 *
 * the exact step (Glasserman 2003, section 3.3.1, for constant parameters within it).
 * `initial` and `level` are written untransformed, so that with a transform `level` is
 * the median of the long run; volatility is of y.  With speed 0 the step is the random
 * walk's, volatility sqrt(dt) z.
 *
 * `initial` is read in the first period, the rest in every period. */
#include "model/world/driver_help.h"

#include "model/number.h"

enum { INITIAL, LEVEL, SPEED, VOLATILITY, TRANSFORM };
enum { NONE, LOG, LOGIT };
static const char *const transforms[] = {"none", "log", "logit", NULL};

static const ent_field fields[] = {
    [INITIAL] = {.name = "initial",
                 .type = ENT_FORMULA,
                 .unit = "own",
                 ENT_ANY,
                 .required = true,
                 .example = "55%",
                 .help = "Value at the start of the horizon"},
    [LEVEL] =
        {.name = "level",
         .type = ENT_FORMULA,
         .unit = "own",
         ENT_ANY,
         .required = true,
         .example = "40%",
         .help =
             "Value it is drawn towards; with a transform, the median of the long run"},
    [SPEED] = {.name = "speed",
               .type = ENT_FORMULA,
               .unit = "1/year",
               ENT_FROM(0),
               .required = true,
               .example = "0.5/year",
               .help = "How fast it is drawn: half the way takes ln 2 / speed years"},
    [VOLATILITY] =
        {.name = "volatility",
         .type = ENT_FORMULA,
         .unit = NULL,
         ENT_FROM(0),
         .required = true,
         .example = "40%",
         .help = "Standard deviation of the transformed value's shocks over one year"},
    [TRANSFORM] = {.name = "transform",
                   .type = ENT_CHOICE,
                   .standard = "none",
                   .choices = transforms,
                   .help = "log keeps the value above 0, logit between 0 and 1"},
};

enum { VALUE, STATES }; /* y */

/* What of the distance to the mean is left after a step, and the standard deviation that the step
 * adds. */
typedef struct {
    double decay, sd;
} pace;

/* A field that is the same number on every path and in every period is worked with once. */
typedef struct {
    int transform;
    bool one_mean;
    double mean;
    const pace *paces; /* of each period; NULL: speed or volatility varies */
} known;

static inline pace pace_of(double speed, double volatility, double dt) {
    double decay = exp_of(-speed * dt);
    return (pace){decay, volatility * sqrt(dt * reversion_spread(speed * dt, decay))};
}

static void transformed(const ent_call *call, const double *x, double *y) {
    const int transform = ((const known *)call->data)->transform;
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        y[i] = transform == LOGIT ? x[i] / (1.0 - x[i]) : x[i];
    if (transform != NONE)
        call->kernels->log(y, y, ENT_SLICE);
}

static void untransformed(const ent_call *call, const double *y, double *x) {
    const int transform = ((const known *)call->data)->transform;
    if (transform == NONE)
        memcpy(x, y, ENT_SLICE * sizeof *x);
    else
        (transform == LOG ? call->kernels->exp : call->kernels->logistic)(y, x,
                                                                          ENT_SLICE);
}

static void find_means(const ent_call *call, double *mean) {
    const known *k = call->data;
    if (!k->one_mean)
        transformed(call, call->in[LEVEL], mean);
    for (size_t i = 0; k->one_mean && i < ENT_SLICE; i++)
        mean[i] = k->mean;
}

static void find_paces(const ent_call *call, double *decay, double *sd) {
    const double dt = call->period->length;
    const double *speed = call->in[SPEED], *volatility = call->in[VOLATILITY];
    const pace *paces = ((const known *)call->data)->paces;
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++) {
        pace p = paces ? paces[call->t] : pace_of(speed[i], volatility[i], dt);
        decay[i] = p.decay;
        sd[i] = p.sd;
    }
}

static void step(const ent_call *call, double *y) {
    double mean[ENT_SLICE], decay[ENT_SLICE], sd[ENT_SLICE];
    find_means(call, mean);
    find_paces(call, decay, sd);
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        y[i] = fma(sd[i], call->shock[i], fma(y[i] - mean[i], decay[i], mean[i]));
}

static void step_evenly(const ent_call *call, double *y, double mean, pace p) {
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        y[i] = fma(p.sd, call->shock[i], fma(y[i] - mean, p.decay, mean));
}

static void apply(const ent_call *call) {
    const known *k = call->data;
    double *y = call->state[VALUE];
    if (call->t == 0)
        transformed(call, call->in[INITIAL], y);
    if (k->one_mean && k->paces)
        step_evenly(call, y, k->mean, k->paces[call->t]);
    else
        step(call, y);
    untransformed(call, y, call->out[0]);
}

/* A number written out is looked at here; a formula's value that the transform cannot
 * take gives no number, which stops the run. */
static bool fits(const ent_entry *entry, int field, int transform,
                 ent_problems *problems) {
    const ent_value *value = &entry->fields[field];
    if (!value->text || transform == NONE)
        return true;
    const char *digits = value->text + (value->text[0] == '-');
    ent_number number = ent_number_scan(digits);
    if (number.length == 0 || digits[number.length] != '\0')
        return true;
    double x = value->text[0] == '-' ? -number.value : number.value;
    if (x > 0.0 && (transform == LOG || x < 1.0))
        return true;
    ent_problem *problem = ent_problem_add(
        problems, "E0713", value->at, entry->path,
        "with transform %s, %s must be %s, not %s", transforms[transform],
        fields[field].name,
        transform == LOG ? "above 0" : "between 0 and 1, both excluded", value->text);
    problem->help = transform == LOG ? "write a positive number, or `transform: none`"
                                     : "write a share such as 40%, or `transform: log`";
    return false;
}

static double mean_of(double level, int transform) {
    return transform == NONE    ? level
           : transform == LOGIT ? ent_log(level / (1.0 - level))
                                : ent_log(level);
}

static const pace *paces_of(double speed, double volatility, const ent_period *periods,
                            size_t count, ent_arena *arena) {
    pace *paces = ent_arena_take(arena, count, sizeof *paces);
    for (size_t t = 0; t < count; t++)
        paces[t] = pace_of(speed, volatility, periods[t].length);
    return paces;
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    const ent_value *f = entry->fields;
    known *k = ent_arena_take(arena, 1, sizeof *k);
    *k = (known){.transform = f[TRANSFORM].index, .one_mean = f[LEVEL].known};
    if (f[LEVEL].known)
        k->mean = mean_of(f[LEVEL].number, k->transform);
    if (f[SPEED].known && f[VOLATILITY].known)
        k->paces = paces_of(f[SPEED].number, f[VOLATILITY].number, periods, count, arena);
    *data = k;
    bool good = fits(entry, INITIAL, k->transform, problems);
    return fits(entry, LEVEL, k->transform, problems) && good;
}

const ent_driver_kind ENT_ISA(ent_driver_mean_reverting) = {
    .kind = {"mean_reverting",
             "Drawn back towards a level while it is shaken: an Ornstein-Uhlenbeck "
             "process, exact at every step; for shares, rates and prices.",
             fields, ENT_LENGTH(fields)},
    .shock = ENT_SHOCK_NORMAL,
    .measure = ENT_STOCK,
    .state_count = STATES,
    .prepare = prepare,
    .apply = apply,
};
