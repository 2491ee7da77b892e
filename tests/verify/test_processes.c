/* Simulated processes against their exact moments, at a fixed seed, within 4.5
 * standard errors: a right program fails less than once in 100,000 seeds, and this
 * seed never.
 *
 * Parameters and published values: the closed forms of geometric Brownian motion,
 * Ornstein-Uhlenbeck and constant hazard, printed to all digits where they are used. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/support/known.h"
#include "tests/support/process_harness.h"

#define REVERSION "mean reversion from 0.5 to 0.2 at 1.5 a year, volatility 0.3, 2 years"

static const char exact_moments[] = "exact moments", closed_form[] = "closed form";

static void gbm_has_its_moments_and_percentiles(void **state) {
    (void)state;
    test_driver *d = driver_open("gbm", "2026-01-01", "2030-12-31", ENT_YEARLY);
    driver_set(d, "initial", 13.0);
    driver_set(d, "drift", 0.4);
    driver_set(d, "volatility", 0.35);
    double *x = simulate(d);
    moments m = moments_of(x);
    within("GBM from 13, drift 0.4, volatility 0.35, 5 years: mean", exact_moments,
           m.mean, 96.0577292861, m.mean_error);
    within("GBM from 13, drift 0.4, volatility 0.35, 5 years: variance", exact_moments,
           m.variance, 88.3019909097 * 88.3019909097, m.variance_error);
    quantile_within("GBM from 13, drift 0.4, volatility 0.35, 5 years: P(below 19.51918)",
                    closed_form, x, 0.05, 19.51918);
    quantile_within("GBM from 13, drift 0.4, volatility 0.35, 5 years: P(below 70.71794)",
                    closed_form, x, 0.50, 70.71794);
    quantile_within(
        "GBM from 13, drift 0.4, volatility 0.35, 5 years: P(below 256.21090)",
        closed_form, x, 0.95, 256.21090);
    free(x);
    driver_close(d);
}

/* Exact at every step: one, four or twelve a year lead to the same law. */
static void mean_reversion_has_its_moments_in_every_step(void **state) {
    (void)state;
    static const struct {
        ent_step_size size;
        const char *mean, *variance;
    } steps[] = {
        {ENT_YEARLY, REVERSION ", yearly: mean", REVERSION ", yearly: variance"},
        {ENT_QUARTERLY, REVERSION ", quarterly: mean", REVERSION ", quarterly: variance"},
        {ENT_MONTHLY, REVERSION ", monthly: mean", REVERSION ", monthly: variance"}};
    for (size_t k = 0; k < 3; k++) {
        test_driver *d =
            driver_open("mean_reverting", "2026-01-01", "2027-12-31", steps[k].size);
        driver_set(d, "initial", 0.5);
        driver_set(d, "level", 0.2);
        driver_set(d, "speed", 1.5);
        driver_set(d, "volatility", 0.3);
        double *x = simulate(d);
        moments m = moments_of(x);
        within(steps[k].mean, exact_moments, m.mean, 0.21493612051, m.mean_error);
        within(steps[k].variance, exact_moments, m.variance, 0.0299256374347,
               m.variance_error);
        free(x);
        driver_close(d);
    }
}

/* In the long run the level is the median, and the logarithm's variance is
 * volatility^2 / (2 speed). */
static void a_transformed_level_is_the_median(void **state) {
    (void)state;
    test_driver *d =
        driver_open("mean_reverting", "2026-01-01", "2045-12-31", ENT_YEARLY);
    entry_choose(d->about, "transform", "log");
    driver_set(d, "initial", 5.0);
    driver_set(d, "level", 3.0);
    driver_set(d, "speed", 2.0);
    driver_set(d, "volatility", 0.5);
    double *x = simulate(d);
    quantile_within("mean reversion of the logarithm in the long run: P(below its level)",
                    closed_form, x, 0.5, 3.0);
    quantile_within("the same: P(below its 95% quantile)", closed_form, x, 0.95,
                    3.0 * exp(1.6448536269514722 * 0.25));
    free(x);
    driver_close(d);
}

static void a_hazard_has_its_probability(void **state) {
    (void)state;
    test_driver *d = driver_open("hazard", "2026-01-01", "2031-12-31", ENT_QUARTERLY);
    driver_set(d, "rate", 0.08);
    double *x = simulate(d);
    double p = 0.381216608194;
    within("hazard 0.08 a year: P(event in 6 years)", closed_form, moments_of(x).mean, p,
           sqrt(p * (1 - p) / PATHS));
    free(x);
    driver_close(d);
}

static void rate_grows(size_t t, size_t path, double in[DRIVER_FIELDS]) {
    (void)path;
    in[0] = 0.05 * (double)(t + 1);
}

/* Rates 0.05, 0.10, 0.15, 0.20 over a year each: 1 - exp(-0.5). */
static void a_hazard_may_vary_in_time(void **state) {
    (void)state;
    test_driver *d = driver_open("hazard", "2026-01-01", "2029-12-31", ENT_YEARLY);
    d->varies = rate_grows;
    double *x = simulate(d);
    double p = 0.39346934028736658;
    within("hazard 5%, 10%, 15%, 20%: P(event in 4 years)", closed_form,
           moments_of(x).mean, p, sqrt(p * (1 - p) / PATHS));
    free(x);
    driver_close(d);
}

/* 6 a year, by quarters: mean and variance 1.5, and P(0) = exp(-1.5). */
static void counts_have_their_moments(void **state) {
    (void)state;
    test_driver *d = driver_open("poisson", "2026-01-01", "2026-03-31", ENT_QUARTERLY);
    driver_set(d, "rate", 6.0);
    double *x = simulate(d), zero = 0.0;
    moments m = moments_of(x);
    within("Poisson, 6 a year: mean of a quarter", closed_form, m.mean, 1.5,
           m.mean_error);
    within("the same: variance", closed_form, m.variance, 1.5, m.variance_error);
    for (size_t i = 0; i < PATHS; i++)
        zero += (x[i] == 0.0) / (double)PATHS;
    double p = exp(-1.5);
    within("the same: P(none)", closed_form, zero, p, sqrt(p * (1 - p) / PATHS));
    free(x);
    driver_close(d);
}

/* F(t) = (1 - exp(-(p + q) t)) / (1 + q / p exp(-(p + q) t)); p .03, q .38. */
static void adoption_follows_bass(void **state) {
    (void)state;
    static const struct {
        const char *of;
        size_t year;
        double share;
    } rows[] = {{"Bass adoption, p 0.03, q 0.38: share after 1 year", 1, 0.0357581642564},
                {"the same: after 5 years", 5, 0.331198642491},
                {"the same: after 10 years", 10, 0.812803221221}};
    test_driver *d = driver_open("bass", "2026-01-01", "2035-12-31", ENT_YEARLY);
    driver_set(d, "p", 0.03);
    driver_set(d, "q", 0.38);
    driver_set(d, "market", 1.0);
    assert_true(driver_run(d, 0));
    for (size_t i = 0; i < 3; i++)
        expect_known((known){rows[i].of, "Bass (1969)", rows[i].share,
                             driver_at(d, rows[i].year - 1, 0), .rounding = 5e-12});
    driver_close(d);
}

/* The hot normals of 409,600 words: four moments of the standard normal. */
static void normals_have_their_moments(void **state) {
    (void)state;
    static uint32_t words[4 * ENT_COLUMN];
    const ent_kernels *k = ent_kernels_here();
    uint64_t key = ent_stream_key(1, "drivers/noise");
    double sum[5] = {0}, n = 4.0 * PATHS;
    for (size_t s = 0; s < SLICES; s++) {
        k->philox(key, s * ENT_SLICE, 0, ENT_SLICE, words);
        for (size_t w = 0; w < 4; w++) {
            double z[ENT_SLICE];
            k->normal(words + w * ENT_COLUMN, z, ENT_SLICE);
            for (size_t i = 0; i < ENT_SLICE; i++)
                for (size_t m = 1; m < 5; m++)
                    sum[m] += pow(z[i], (double)m) / n;
        }
    }
    within("normals of the hot kernel: mean", closed_form, sum[1], 0.0, sqrt(1 / n));
    within("the same: second moment", closed_form, sum[2], 1.0, sqrt(2 / n));
    within("the same: third moment", closed_form, sum[3], 0.0, sqrt(15 / n));
    within("the same: fourth moment", closed_form, sum[4], 3.0, sqrt(96 / n));
}

/* Mixed normals have the correlation asked for. */
static void mixed_normals_are_correlated(void **state) {
    (void)state;
    static uint32_t words[2][4 * ENT_COLUMN];
    static const double factor[] = {1.0, 0.0, -0.6, 0.8};
    const ent_kernels *k = ent_kernels_here();
    double product = 0.0, n = PATHS;
    for (size_t s = 0; s < SLICES; s++) {
        double z[2][ENT_SLICE];
        for (size_t d = 0; d < 2; d++) {
            k->philox(ent_stream_key(1, d ? "drivers/b" : "drivers/a"), s * ENT_SLICE, 0,
                      ENT_SLICE, words[d]);
            k->normal(words[d], z[d], ENT_SLICE);
        }
        k->mix(factor, 2, (const double *[]){z[0], z[1]}, (double *[]){z[0], z[1]},
               ENT_SLICE);
        for (size_t i = 0; i < ENT_SLICE; i++)
            product += z[0][i] * z[1][i] / n;
    }
    within("mixed normals, correlation -0.6: E[x y]", closed_form, product, -0.6,
           sqrt((1 + 0.36) / n));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gbm_has_its_moments_and_percentiles),
        cmocka_unit_test(mean_reversion_has_its_moments_in_every_step),
        cmocka_unit_test(a_transformed_level_is_the_median),
        cmocka_unit_test(a_hazard_has_its_probability),
        cmocka_unit_test(a_hazard_may_vary_in_time),
        cmocka_unit_test(counts_have_their_moments),
        cmocka_unit_test(adoption_follows_bass),
        cmocka_unit_test(normals_have_their_moments),
        cmocka_unit_test(mixed_normals_are_correlated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
