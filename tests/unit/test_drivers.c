/* Driver kinds, one period after the other: closed forms at chosen uniforms, edges,
 * mistakes.  Every run goes through each copy that this machine has and requires the
 * same bits (world_harness.h). */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/driver_harness.h"

#define START "2026-01-01"
#define END "2030-12-31"

/* The uniform whose normal is z. */
static double uniform_of(double z) {
    return ent_normal_cdf(z);
}

/* ---- constant, each_period ---- */

static void value_by_path_and_period(size_t t, size_t path, double in[DRIVER_FIELDS]) {
    in[0] = (double)t + 0.5 * (double)path;
}

static void a_constant_is_its_formula(void **state) {
    (void)state;
    test_driver *d = driver_open("constant", START, END, ENT_YEARLY);
    d->varies = value_by_path_and_period;
    assert_true(driver_run(d, 0));
    for (size_t t = 0; t < d->count; t++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            assert_true(driver_at(d, t, i) == (double)t + 0.5 * (double)i);
    driver_close(d);
}

static void each_period_draws_from_its_distribution(void **state) {
    (void)state;
    ent_drawn drawn;
    test_driver *d = driver_open("each_period", START, END, ENT_QUARTERLY);
    test_entry *inner =
        distribution_open("normal", &drawn, "mean", 2.0, "sd", 0.25, NULL);
    d->about->entry.inner = &inner->entry;
    assert_true(driver_run(d, 512));
    assert_true(driver_at(d, 0, 0) != driver_at(d, 1, 0));
    d->u = uniform_of(-1.5);
    assert_true(driver_run(d, 512));
    expect_relative(driver_at(d, 7, 3), 2.0 - 1.5 * 0.25, 1e-15);
    driver_close(d);
    entry_close(inner);
}

static void each_period_needs_a_distribution(void **state) {
    (void)state;
    test_driver *d = driver_open("each_period", START, END, ENT_YEARLY);
    assert_false(driver_run(d, 0));
    entry_expect_problem(d->about, "E0701");
    driver_close(d);
}

/* ---- gbm ---- */

static test_driver *gbm(double initial, double drift, double volatility,
                        ent_step_size step) {
    test_driver *d = driver_open("gbm", START, END, step);
    driver_set(d, "initial", initial);
    driver_set(d, "drift", drift);
    driver_set(d, "volatility", volatility);
    return d;
}

static void gbm_follows_its_closed_form(void **state) {
    (void)state;
    test_driver *d = gbm(13.0, 0.4, 0.35, ENT_QUARTERLY);
    d->u = uniform_of(0.7);
    assert_true(driver_run(d, 0));
    for (size_t t = 0; t < d->count; t++) {
        double years = 0.25 * (double)(t + 1);
        double log_growth =
            (0.4 - 0.35 * 0.35 / 2) * years + 0.35 * 0.5 * 0.7 * (double)(t + 1);
        expect_relative(driver_at(d, t, 9), 13.0 * exp(log_growth), 1e-14);
    }
    driver_close(d);
}

static void gbm_without_volatility_is_compound_growth(void **state) {
    (void)state;
    test_driver *d = gbm(100.0, 0.05, 0.0, ENT_MONTHLY);
    assert_true(driver_run(d, 0));
    for (size_t t = 0; t < d->count; t++)
        expect_relative(driver_at(d, t, 200), 100.0 * exp(0.05 * d->periods[t].end),
                        1e-14);
    driver_close(d);
}

static void doubling_a_gbm_doubles_it_exactly(void **state) {
    (void)state;
    test_driver *one = gbm(0.7, 0.1, 0.6, ENT_YEARLY),
                *two = gbm(1.4, 0.1, 0.6, ENT_YEARLY);
    assert_true(driver_run(one, 0) && driver_run(two, 0));
    for (size_t t = 0; t < one->count; t++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            assert_true(driver_at(two, t, i) == 2.0 * driver_at(one, t, i));
    driver_close(one);
    driver_close(two);
}

static void initial_moves_after_the_start(size_t t, size_t path,
                                          double in[DRIVER_FIELDS]) {
    in[0] = t == 0 ? 1.0 + (double)path : -1.0;
}

static void a_gbm_reads_its_initial_value_once(void **state) {
    (void)state;
    test_driver *d = gbm(1.0, 0.0, 0.0, ENT_YEARLY);
    d->varies = initial_moves_after_the_start;
    assert_true(driver_run(d, 0));
    for (size_t i = 0; i < ENT_SLICE; i++)
        expect_relative(driver_at(d, d->count - 1, i), 1.0 + (double)i, 1e-15);
    driver_close(d);
}

/* ---- mean_reverting ---- */

static test_driver *reverting(const char *transform, const double in[4],
                              ent_step_size step) {
    test_driver *d = driver_open("mean_reverting", START, END, step);
    entry_choose(d->about, "transform", transform);
    driver_set(d, "initial", in[0]);
    driver_set(d, "level", in[1]);
    driver_set(d, "speed", in[2]);
    driver_set(d, "volatility", in[3]);
    return d;
}

static double transformed(const char *transform, double x) {
    return !strcmp(transform, "log")     ? log(x)
           : !strcmp(transform, "logit") ? log(x / (1 - x))
                                         : x;
}

/* The mean path: the way to the level shrinks by exp(-speed dt) in every transform. */
static void without_shocks_it_glides_to_its_level(void **state) {
    (void)state;
    static const char *const transforms[] = {"none", "log", "logit"};
    for (size_t k = 0; k < 3; k++) {
        test_driver *d =
            reverting(transforms[k], (double[]){0.55, 0.4, 0.5, 0.4}, ENT_QUARTERLY);
        d->u = 0.5;
        assert_true(driver_run(d, 0));
        double from = transformed(transforms[k], 0.55),
               to = transformed(transforms[k], 0.4);
        for (size_t t = 0; t < d->count; t++) {
            double y = to + (from - to) * exp(-0.5 * d->periods[t].end);
            expect_relative(transformed(transforms[k], driver_at(d, t, 100)), y, 1e-13);
        }
        driver_close(d);
    }
}

/* One step of one standard deviation, down to no speed at all: the C library's expm1
 * is the judge. */
static void its_step_is_exact_for_every_speed(void **state) {
    (void)state;
    static const double speeds[] = {0.0,  1e-12, 1e-6, 0.9e-3, 1.1e-3,
                                    0.05, 0.5,   3.0,  40.0};
    for (size_t k = 0; k < sizeof speeds / sizeof *speeds; k++) {
        double speed = speeds[k];
        test_driver *d = reverting("none", (double[]){0.5, 0.2, speed, 0.3}, ENT_YEARLY);
        d->u = uniform_of(1.0);
        assert_true(driver_run(d, 0));
        double variance = speed > 0.0 ? -expm1(-2.0 * speed) / (2.0 * speed) : 1.0;
        expect_relative(
            driver_at(d, 0, 0), 0.2 + 0.3 * exp(-speed) + 0.3 * sqrt(variance),
            speed < 1e-3 ? 1e-15 : 1e-14); /* above, 1 - exp(-2 h) loses up to 3 digits */
        driver_close(d);
    }
}

static void transforms_keep_it_in_range(void **state) {
    (void)state;
    test_driver *a = reverting("log", (double[]){2, 1, 0.1, 3}, ENT_YEARLY);
    test_driver *b = reverting("logit", (double[]){0.9, 0.5, 0.1, 3}, ENT_YEARLY);
    assert_true(driver_run(a, 0) && driver_run(b, 0));
    for (size_t t = 0; t < a->count; t++)
        for (size_t i = 0; i < ENT_SLICE; i++) {
            assert_true(driver_at(a, t, i) > 0.0);
            assert_true(driver_at(b, t, i) > 0.0 && driver_at(b, t, i) < 1.0);
        }
    driver_close(a);
    driver_close(b);
}

static void a_level_without_transform_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *transform;
        double level;
        bool good;
    } cases[] = {{"log", 0, false},   {"log", -1, false},  {"log", 7, true},
                 {"logit", 1, false}, {"logit", 0, false}, {"logit", 40, false},
                 {"none", -3, true}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        test_driver *d = reverting(cases[k].transform,
                                   (double[]){0.5, cases[k].level, 1, 0.1}, ENT_YEARLY);
        assert_int_equal(driver_run(d, 0), cases[k].good);
        if (!cases[k].good)
            entry_expect_problem(d->about, "E0713");
        driver_close(d);
    }
}

/* A formula is not looked into: its text is no number. */
static void a_level_by_formula_is_let_through(void **state) {
    (void)state;
    test_driver *d = reverting("log", (double[]){1, 1, 1, 0.1}, ENT_YEARLY);
    entry_text(d->about, "level", "0 + floor_price");
    assert_true(driver_run(d, 0));
    driver_close(d);
}

/* ---- poisson ---- */

/* The least k with P(k) >= u, judged by GSL's distribution function. */
static void counts_are_the_inverse_of_gsl(void **state) {
    (void)state;
    static const double means[] = {0.01, 0.3, 6.0, 99.5, 499.0, 501.0, 760.0, 5000.0};
    static const double levels[] = {0x1p-33, 1e-4, 0.3, 0.5, 0.77, 0.999, 1 - 0x1p-33};
    for (size_t m = 0; m < sizeof means / sizeof *means; m++)
        for (size_t k = 0; k < sizeof levels / sizeof *levels; k++) {
            test_driver *d =
                driver_open("poisson", "2026-01-01", "2026-12-31", ENT_YEARLY);
            driver_set(d, "rate", means[m]);
            d->u = levels[k];
            assert_true(driver_run(d, 0));
            double n = driver_at(d, 0, 11), slack = 1e-12;
            assert_true(n >= 0.0 && n == floor(n));
            assert_true(gsl_cdf_poisson_P((unsigned)n, means[m]) >= levels[k] - slack);
            assert_true(n == 0.0 ||
                        gsl_cdf_poisson_P((unsigned)n - 1, means[m]) < levels[k] + slack);
            driver_close(d);
        }
}

static double count_for(double rate, double u) {
    test_driver *d = driver_open("poisson", "2026-01-01", "2026-12-31", ENT_YEARLY);
    driver_set(d, "rate", rate);
    d->u = u;
    assert_true(driver_run(d, 0));
    double n = driver_at(d, 0, 0);
    driver_close(d);
    return n;
}

static void counts_have_their_edges(void **state) {
    (void)state;
    assert_true(count_for(0.0, 1 - 0x1p-33) == 0.0);
    /* The median of a Poisson law lies from mean - ln 2 to mean + 1/3 (Choi 1994). */
    assert_true(fabs(count_for(1e5, 0.5) - 1e5) <= 0.7);
    assert_true(isnan(count_for(1.1e5, 0.5)) && isnan(count_for(-1.0, 0.5)));
    assert_true(isnan(count_for((double)NAN, 0.5)));
}

/* ---- hazard ---- */

static void an_event_falls_at_its_median(void **state) {
    (void)state;
    test_driver *d = driver_open("hazard", START, END, ENT_QUARTERLY);
    driver_set(d, "rate", 0.3);
    d->u = 0.5;
    assert_true(driver_run(d, 0));
    for (size_t t = 0; t < d->count; t++)
        assert_true(driver_at(d, t, 77) ==
                    (0.3 * d->periods[t].end >= log(2.0) ? 1.0 : 0.0));
    assert_true(driver_at(d, 8, 0) == 0.0 && driver_at(d, 9, 0) == 1.0);
    driver_close(d);
}

static void a_rate_that_turns(size_t t, size_t path, double in[DRIVER_FIELDS]) {
    (void)path;
    in[0] = t < 3 ? 1.0 : -5.0;
}

static void an_event_stays(void **state) {
    (void)state;
    test_driver *d = driver_open("hazard", START, END, ENT_YEARLY);
    d->varies = a_rate_that_turns;
    d->u = 0.9;
    assert_true(driver_run(d, 0));
    static const double expected[] = {0, 0, 1, 1, 1};
    for (size_t t = 0; t < 5; t++)
        assert_true(driver_at(d, t, 0) == expected[t]);
    driver_close(d);
}

static void no_rate_is_no_event_and_nonsense_shows(void **state) {
    (void)state;
    test_driver *d = driver_open("hazard", START, END, ENT_YEARLY);
    driver_set(d, "rate", 0.0);
    assert_true(driver_run(d, 0) && driver_at(d, 4, 0) == 0.0);
    driver_set(d, "rate", (double)NAN);
    assert_true(driver_run(d, 0) && isnan(driver_at(d, 4, 0)));
    driver_close(d);
}

/* ---- All kinds ---- */

extern const ent_driver_kind *const ent_driver_kinds_baseline[];

static void every_kind_is_described(void **state) {
    (void)state;
    size_t count = 0;
    for (const ent_driver_kind *const *k = ent_driver_kinds_baseline; *k; k++, count++) {
        assert_true(strlen((*k)->kind.help) > 10 && (*k)->state_count <= DRIVER_FIELDS);
        assert_true((*k)->apply || (*k)->prepare);
        for (size_t f = 0; f < (*k)->kind.field_count; f++) {
            const ent_field *field = &(*k)->kind.fields[f];
            assert_true(field->name && field->help);
            assert_true(field->min < field->max || field->type == ENT_CHOICE ||
                        field->type == ENT_DATE || field->type == ENT_FLAG ||
                        field->type == ENT_NAME || field->type == ENT_ROWS);
        }
    }
    assert_int_equal(count, 12);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_constant_is_its_formula),
        cmocka_unit_test(each_period_draws_from_its_distribution),
        cmocka_unit_test(each_period_needs_a_distribution),
        cmocka_unit_test(gbm_follows_its_closed_form),
        cmocka_unit_test(gbm_without_volatility_is_compound_growth),
        cmocka_unit_test(doubling_a_gbm_doubles_it_exactly),
        cmocka_unit_test(a_gbm_reads_its_initial_value_once),
        cmocka_unit_test(without_shocks_it_glides_to_its_level),
        cmocka_unit_test(its_step_is_exact_for_every_speed),
        cmocka_unit_test(transforms_keep_it_in_range),
        cmocka_unit_test(a_level_without_transform_is_refused),
        cmocka_unit_test(a_level_by_formula_is_let_through),
        cmocka_unit_test(counts_are_the_inverse_of_gsl),
        cmocka_unit_test(counts_have_their_edges),
        cmocka_unit_test(an_event_falls_at_its_median),
        cmocka_unit_test(an_event_stays),
        cmocka_unit_test(no_rate_is_no_event_and_nonsense_shows),
        cmocka_unit_test(every_kind_is_described),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
