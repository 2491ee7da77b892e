/* Distributions, sample quantiles and their intervals against published numbers. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support/known.h"
#include "tests/support/world_harness.h"

static const char six[] = "SciPy, six decimals", scipy[] = "SciPy 1.10";
static const char keelin[] = "Keelin (2016)", closed_form[] = "closed form";

/* ---- Parameters from quantiles ---- */

static void quantiles_give_parameters(void **state) {
    (void)state;
    ent_drawn d;
    test_entry *e = distribution_open("normal", &d, "p5", -2.0, "p95", 4.0, NULL);
    expect_known((known){"normal, 5% -2 and 95% 4: mean", closed_form, 1, d.p[0],
                         .rounding = 1e-13});
    expect_known((known){"the same: standard deviation", closed_form, 1.8238704957,
                         d.p[1], .rounding = 5e-11});
    entry_close(e);
    e = distribution_open("lognormal", &d, "p5", 2.0, "p95", 5.0, NULL);
    expect_known((known){"lognormal, 5% 2 and 95% 5: mean of the logarithm", closed_form,
                         1.1512925465, d.p[0], .rounding = 5e-11});
    expect_known((known){"the same: its standard deviation", closed_form, 0.2785326052,
                         d.p[1], .rounding = 5e-11});
    entry_close(e);
    e = distribution_open("metalog", &d, "p10", 17.0, "p50", 24.0, "p90", 35.0, NULL);
    expect_known((known){"metalog, 10/50/90 at 17, 24, 35: a2", keelin, 4.09607652,
                         d.table[8], .rounding = 5e-9});
    expect_known(
        (known){"the same: a3", keelin, 2.27559807, d.table[9], .rounding = 5e-9});
    expect_known(
        (known){"the same: 5%", keelin, 14.95451, draw(&d, 0.05), .rounding = 5e-6});
    expect_known(
        (known){"the same: 95%", keelin, 39.07581, draw(&d, 0.95), .rounding = 5e-6});
    entry_close(e);
}

/* ---- Quantiles and means ---- */

typedef struct {
    const char *of[4]; /* 5%, 50%, 95%, mean (NULL: not in closed form) */
    const char *source, *kind;
    const char *field[4];
    double value[4], known[4], rounding;
} shape;

#define OF(of)                                                                           \
    { of ": 5%", of ": 50%", of ": 95%", of ": mean" }

static const shape shapes[] = {
    {OF("PERT, 1, 3, 10"),
     six,
     "pert",
     {"min", "mode", "max"},
     {1, 3, 10},
     {1.598581, 3.638533, 6.738338, 3.833333},
     5e-7},
    {OF("triangular, 1, 3, 10"),
     six,
     "triangular",
     {"min", "mode", "max"},
     {1, 3, 10},
     {1.948683, 4.387514, 8.225176, 14.0 / 3},
     5e-7},
    {OF("Weibull, shape 1.7, scale 3"),
     scipy,
     "weibull",
     {"shape", "scale"},
     {1.7, 3},
     {0.5227973389511255, 2.4181830515577625, 5.7202780052657785, 2.676733507497972},
     1e-11},
    {OF("exponential, mean 2.5"),
     scipy,
     "exponential",
     {"mean"},
     {2.5},
     {0.12823323596887634, 1.7328679513998633, 7.489330683884975, 2.5},
     1e-11},
    {OF("gamma, shape 2.5, scale 3"),
     scipy,
     "gamma",
     {"shape", "scale"},
     {2.5, 3},
     {1.7182143390926539, 6.52719028664329, 16.605746540274527, 7.5},
     1e-9},
    {OF("beta, 2 and 5"),
     scipy,
     "beta",
     {"alpha", "beta"},
     {2, 5},
     {0.06284989170835438, 0.26444998329566005, 0.5818034092520259, 0.2857142857142857},
     1e-9},
    {OF("Student's t, 4 degrees of freedom"),
     closed_form,
     "student_t",
     {"dof"},
     {4},
     {-2.1318467863266503, 0, 2.1318467863266503, 0},
     1e-9},
    {OF("logistic, location 1, scale 2"),
     scipy,
     "logistic",
     {"location", "scale"},
     {1, 2},
     {-4.8888779583328805, 1, 6.888877958332879, 1},
     1e-11},
    {{"normal truncated to -1 and 2: 5%", "the same: 50%", "the same: 95%", NULL},
     scipy,
     "normal",
     {"mean", "sd", "truncate_below", "truncate_above"},
     {0, 1, -1, 2},
     {-0.8431045589489481, 0.17116391801782455, 1.524596682775977},
     1e-11},
};

static void quantiles_and_means_are_the_published_ones(void **state) {
    (void)state;
    static const double levels[] = {0.05, 0.5, 0.95};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        const shape *s = &shapes[i];
        ent_drawn d;
        test_entry *e = distribution_open(s->kind, &d, s->field[0], s->value[0],
                                          s->field[1], s->value[1], s->field[2],
                                          s->value[2], s->field[3], s->value[3], NULL);
        for (size_t k = 0; k < 4; k++) {
            if (!s->of[k])
                continue;
            const double x = k < 3 ? draw(&d, levels[k]) : ent_distribution_mean(&d);
            expect_known(
                (known){s->of[k], s->source, s->known[k], x, .rounding = s->rounding});
        }
        entry_close(e);
    }
}

/* ---- Samples ---- */

static void sample_quantiles_are_of_type_7(void **state) {
    (void)state;
    static const double x[] = {1, 1, 2, 3, 3, 4, 5, 5, 6, 9};
    static const struct {
        const char *of;
        double p, quantile;
    } rows[] = {{"quantile, type 7, of 3 1 4 1 5 9 2 6 5 3: 5%", 0.05, 1},
                {"the same: 25%", 0.25, 2.25},
                {"the same: 50%", 0.5, 3.5},
                {"the same: 90%", 0.9, 6.3}};
    for (size_t i = 0; i < 4; i++)
        expect_known((known){rows[i].of, "Hyndman and Fan (1996), in R", rows[i].quantile,
                             ent_quantile(x, 10, rows[i].p), .rounding = 1e-13});
}

static void ranks_are_the_published_ones(void **state) {
    (void)state;
    static const struct {
        const char *low_of, *high_of;
        double p, low, high;
    } rows[] = {
        {"95% ranks of the 5% quantile of 1,000: low", "the same: high", 0.05, 37, 64},
        {"95% ranks of the median of 1,000: low", "the same: high", 0.5, 469, 531},
        {"95% ranks of the 95% quantile of 1,000: low", "the same: high", 0.95, 936,
         963}};
    for (size_t i = 0; i < 3; i++) {
        uint64_t low, high;
        ent_quantile_ranks(1000, rows[i].p, &low, &high);
        expect_known((known){rows[i].low_of, "binomial, in R", rows[i].low, (double)low});
        expect_known(
            (known){rows[i].high_of, "binomial, in R", rows[i].high, (double)high});
    }
    double low, high;
    ent_wilson(81, 263, &low, &high);
    expect_known((known){"Wilson's interval of 81 of 263: low", "Newcombe (1998)", 0.2553,
                         low, .rounding = 5e-5});
    expect_known(
        (known){"the same: high", "Newcombe (1998)", 0.3662, high, .rounding = 5e-5});
}

/* Wilks (1941): the greatest of 59 exceeds their 95% quantile, and the span of 93 holds 95% of
 * the law, with just over 95%: 1 - .95^59 and 1 - 93 .95^92 + 92 .95^93.  A draw each day. */
static void samples_reach_as_far_as_wilks_says(void **state) {
    (void)state;
    static const struct {
        const char *of, *end, *reached;
        double probability;
    } rows[] = {{"P(greatest of 58 draws above the 95% quantile)", "02-27",
                 "highest(u) >= 0.95", 0.9489531313163967},
                {"P(greatest of 59 draws above it)", "02-28", "highest(u) >= 0.95",
                 0.9515054747505769},
                {"P(92 draws span 95% of the law)", "04-02",
                 "highest(u) - lowest(u) >= 0.95", 0.9478635970683232},
                {"P(93 draws span it)", "04-03", "highest(u) - lowest(u) >= 0.95",
                 0.9500242047573836}};
    for (size_t i = 0; i < 4; i++) {
        char *yaml =
            text_of("entente: 1\n"
                    "title: A sample\n"
                    "currency: USD\n"
                    "horizon: {start: 2027-01-01, end: 2027-%s, step: day}\n"
                    "parties: {a: {name: A}}\n"
                    "drivers:\n"
                    "  u: {kind: each_period, distribution: uniform, min: 0, max: 1}\n"
                    "agreements: {deal: {clauses: {}}}\n"
                    "series: []\n"
                    "metrics:\n"
                    "  reached: %s\n",
                    rows[i].end, rows[i].reached);
        engine *e = engine_open_run(yaml, 102400);
        engine_expect_known(e, NULL, "reached", 0.001,
                            (known){rows[i].of, "Wilks (1941)", rows[i].probability});
        engine_close(e);
        free(yaml);
    }
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_give_parameters),
        cmocka_unit_test(quantiles_and_means_are_the_published_ones),
        cmocka_unit_test(sample_quantiles_are_of_type_7),
        cmocka_unit_test(ranks_are_the_published_ones),
        cmocka_unit_test(samples_reach_as_far_as_wilks_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
