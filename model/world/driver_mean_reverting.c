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

/* What is known of the fields: a number that is the same on every path is worked with once. */
typedef struct {
    int transform;
    bool one_level; /* of all paths and periods */
    bool one_pace;  /* speed and volatility */
} known;

static inline void spread(double *x, size_t from) {
    ENT_LANES
    for (size_t i = from; i < ENT_SLICE; i++)
        x[i] = x[0];
}

static void transformed(const ent_call *call, const double *x, double *y, size_t n) {
    const int transform = ((const known *)call->data)->transform;
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        y[i] = transform == LOGIT ? x[i] / (1.0 - x[i]) : x[i];
    if (transform != NONE)
        call->kernels->log(y, y, n);
    spread(y, n);
}

static void untransformed(const ent_call *call, const double *y, double *x) {
    const int transform = ((const known *)call->data)->transform;
    if (transform == NONE) {
        memcpy(x, y, ENT_SLICE * sizeof *x);
    } else if (transform == LOG) {
        call->kernels->exp(y, x, ENT_SLICE);
    } else {
        ENT_LANES
        for (size_t i = 0; i < ENT_SLICE; i++)
            x[i] = 0.0 - y[i];
        call->kernels->exp(x, x, ENT_SLICE);
        ENT_LANES
        for (size_t i = 0; i < ENT_SLICE; i++)
            x[i] = 1.0 / (1.0 + x[i]);
    }
}

/* What of the distance to the mean is left after the step, and the standard deviation that it adds. */
static void find_pace(const ent_call *call, double *decay, double *sd, size_t n) {
    const double dt = call->period->length;
    const double *speed = call->in[SPEED], *volatility = call->in[VOLATILITY];
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        decay[i] = -speed[i] * dt;
    call->kernels->exp(decay, decay, n);
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        sd[i] = volatility[i] * sqrt(dt * reversion_spread(speed[i] * dt, decay[i]));
    spread(decay, n);
    spread(sd, n);
}

static void apply(const ent_call *call) {
    const known *k = call->data;
    double *y = call->state[VALUE];
    double mean[ENT_SLICE], decay[ENT_SLICE], sd[ENT_SLICE];
    if (call->t == 0)
        transformed(call, call->in[INITIAL], y, ENT_SLICE);
    transformed(call, call->in[LEVEL], mean, k->one_level ? 1 : ENT_SLICE);
    find_pace(call, decay, sd, k->one_pace ? 1 : ENT_SLICE);
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        y[i] = fma(sd[i], call->shock[i], fma(y[i] - mean[i], decay[i], mean[i]));
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

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    (void)periods, (void)count;
    const ent_value *f = entry->fields;
    known *k = ent_arena_take(arena, 1, sizeof *k);
    *k = (known){.transform = f[TRANSFORM].index,
                 .one_level = f[LEVEL].known,
                 .one_pace = f[SPEED].known && f[VOLATILITY].known};
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
