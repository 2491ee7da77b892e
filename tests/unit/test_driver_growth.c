/* jump_diffusion, schwartz_moon and bass where they must agree with simpler things:
 * without jumps gbm, without shocks a closed form.  Published: F(1) and F(5) of Bass's
 * curve at p 3%, q 38%. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/driver_harness.h"

static void set_all(test_driver *d, const char *const *names, const double *values) {
    for (size_t f = 0; names[f]; f++)
        driver_set(d, names[f], values[f]);
}

static void same_paths(test_driver *a, test_driver *b) {
    for (size_t s = 0; s < 4; s++) {
        assert_true(driver_run(a, s * ENT_SLICE) && driver_run(b, s * ENT_SLICE));
        for (size_t t = 0; t < a->count; t++)
            for (size_t i = 0; i < ENT_SLICE; i++)
                assert_true(driver_at(a, t, i) == driver_at(b, t, i));
    }
}

static const char *const gbm_fields[] = {"initial", "drift", "volatility", NULL};
static const char *const jump_fields[] = {"initial",   "drift",   "volatility", "rate",
                                          "jump_mean", "jump_sd", NULL};

/* ---- jump_diffusion ---- */

static test_driver *gbm(const double *values, ent_step_size step) {
    test_driver *d = driver_open("gbm", "2026-02-10", "2029-12-31", step);
    set_all(d, gbm_fields, values);
    return d;
}

static test_driver *jumping(const double *values, ent_step_size step) {
    test_driver *d = driver_open("jump_diffusion", "2026-02-10", "2029-12-31", step);
    set_all(d, jump_fields, values);
    return d;
}

static void without_jumps_it_is_gbm_to_the_bit(void **state) {
    (void)state;
    test_driver *a = gbm((double[]){13.7, 0.21, 0.35}, ENT_QUARTERLY);
    test_driver *none =
        jumping((double[]){13.7, 0.21, 0.35, 0, -0.3, 0.2}, ENT_QUARTERLY);
    same_paths(a, none);
    /* Jumps by the factor 1 are none either. */
    test_driver *idle = jumping((double[]){13.7, 0.21, 0.35, 5, 0, 0}, ENT_QUARTERLY);
    same_paths(a, idle);
    driver_close(a);
    driver_close(none);
    driver_close(idle);
}

/* u of the count between P(count <= 1) and P(count <= 2): two jumps, w = 1. */
static void jumps_multiply_the_value(void **state) {
    (void)state;
    test_driver *d = jumping((double[]){2.0, 0.1, 0.3, 4.0, -0.2, 0.15}, ENT_YEARLY);
    d->u = ent_normal_cdf(-0.5), d->more[1] = ent_normal_cdf(1.0);
    double dt = d->periods[1].length, rate = 4.0 * dt;
    d->more[0] = exp(-rate) * (1 + rate + rate * rate / 4);
    assert_true(driver_run(d, 0));
    double k = exp(-0.2 + 0.15 * 0.15 / 2) - 1;
    double step = (0.1 - 0.3 * 0.3 / 2 - 4.0 * k) * dt - 0.5 * 0.3 * sqrt(dt) - 2 * 0.2 +
                  sqrt(2.0) * 0.15;
    expect_relative(driver_at(d, 1, 9) / driver_at(d, 0, 9), exp(step), 1e-14);
    driver_close(d);
}

static void too_many_jumps_are_no_number(void **state) {
    (void)state;
    test_driver *d = jumping((double[]){1, 0, 0.2, 1.2e5, 0, 0.1}, ENT_YEARLY);
    assert_true(driver_run(d, 0) && isnan(driver_at(d, 1, 0)));
    driver_close(d);
}

/* ---- schwartz_moon ---- */

static const char *const firm_fields[] = {"initial",           "growth",
                                          "long_run_growth",   "speed",
                                          "volatility",        "long_run_volatility",
                                          "growth_volatility", NULL};

static test_driver *firm(const double *values, ent_step_size step) {
    test_driver *d = driver_open("schwartz_moon", "2026-02-10", "2029-12-31", step);
    set_all(d, firm_fields, values);
    return d;
}

static void with_constant_growth_it_is_gbm_to_the_bit(void **state) {
    (void)state;
    test_driver *a = gbm((double[]){46.0, 0.3, 0.35}, ENT_MONTHLY);
    test_driver *b = firm((double[]){46.0, 0.3, 0.3, 0.7, 0.35, 0.35, 0}, ENT_MONTHLY);
    same_paths(a, b);
    driver_close(a);
    driver_close(b);
}

/* With no shocks at all, ln R is the sum of the growth at the periods' starts. */
static void without_volatility_it_glides(void **state) {
    (void)state;
    test_driver *d = firm((double[]){46.0, 0.9, 0.1, 0.7, 0, 0, 0}, ENT_QUARTERLY);
    assert_true(driver_run(d, 0));
    double sum = 0.0;
    for (size_t t = 0; t < d->count; t++) {
        double began = d->periods[t].end - d->periods[t].length;
        sum += (0.1 + 0.8 * exp(-0.7 * began)) * d->periods[t].length;
        expect_relative(driver_at(d, t, 200), 46.0 * exp(sum), 1e-13);
    }
    driver_close(d);
}

/* Fourth period, by hand, with its own speeds and a correlation. */
static void speeds_and_correlation_do_what_they_say(void **state) {
    (void)state;
    test_driver *d = firm((double[]){1.0, 0.5, 0.1, 0.8, 0.4, 0.2, 0.3}, ENT_YEARLY);
    driver_set(d, "volatility_speed", 1.7);
    driver_set(d, "growth_volatility_speed", 0.25);
    driver_set(d, "correlation", -0.6);
    d->u = ent_normal_cdf(0.5), d->more[0] = ent_normal_cdf(-1.5);
    assert_true(driver_run(d, 0));
    double x = 0, mu = 0.5, sigma = 0.4, eta = 0.3, z = -0.6 * 0.5 + 0.8 * -1.5;
    for (size_t t = 0; t < 4; t++) {
        double dt = d->periods[t].length;
        x += (mu - sigma * sigma / 2) * dt + sigma * sqrt(dt) * 0.5;
        mu = 0.1 + (mu - 0.1) * exp(-0.8 * dt) +
             eta * sqrt((1 - exp(-1.6 * dt)) / 1.6) * z;
        sigma = 0.2 + (sigma - 0.2) * exp(-1.7 * dt);
        eta *= exp(-0.25 * dt);
        expect_relative(driver_at(d, t, 17), exp(x), 1e-13);
    }
    driver_close(d);
}

static void without_speed_growth_walks(void **state) {
    (void)state;
    test_driver *d = firm((double[]){1.0, 0.1, 5.0, 0, 0, 0, 0.2}, ENT_YEARLY);
    d->more[0] = ent_normal_cdf(1.0);
    assert_true(driver_run(d, 0));
    double dt = d->periods[0].length;
    expect_relative(driver_at(d, 1, 0), exp(0.1 * dt + (0.1 + 0.2 * sqrt(dt))), 1e-13);
    driver_close(d);
}

/* ---- bass ---- */

static test_driver *adoption(double p, double q, const char *start, const char *end,
                             ent_step_size step) {
    test_driver *d = driver_open("bass", start, end, step);
    driver_set(d, "p", p);
    driver_set(d, "q", q);
    driver_set(d, "market", 1.0);
    return d;
}

static double curve(double p, double q, double t) {
    double e = exp(-(p + q) * t);
    return t <= 0 ? 0 : (1 - e) / (1 + q / p * e);
}

/* A daily step's 1 - e is about 1e-3, so it is known to 1e-13 of itself. */
static void bass_meets_its_closed_form_in_every_step(void **state) {
    (void)state;
    for (ent_step_size step = ENT_DAILY; step <= ENT_YEARLY; step++) {
        test_driver *d = adoption(0.03, 0.38, "2025-01-01", "2029-12-31", step);
        assert_true(driver_run(d, 0));
        for (size_t t = 0; t < d->count; t++)
            expect_relative(driver_at(d, t, 100), curve(0.03, 0.38, d->periods[t].end),
                            step == ENT_DAILY ? 1e-13 : 1e-14);
        if (step == ENT_YEARLY) {
            expect_relative(driver_at(d, 0, 0), .0357581643, 5e-11);
            expect_relative(driver_at(d, 4, 0), .3311986425, 5e-11);
        }
        driver_close(d);
    }
}

static void set_start(test_driver *d, const char *day) {
    ent_value *value =
        &d->about->entry.fields[ent_kind_field(d->about->entry.kind, "start")];
    assert_true(ent_day_read(day, &value->day));
    value->given = true;
}

static void a_launch_may_lie_inside_before_or_after_the_horizon(void **state) {
    (void)state;
    static const struct {
        const char *start;
        double years; /* from the horizon's start */
    } cases[] = {{"2026-01-01", 0},
                 {"2027-01-01", 1},
                 {"2027-02-15", 1 + 0.25 * 45 / 90},
                 {"2024-01-01", -2},
                 {"2023-12-22", -2 - 10 / 365.0},
                 {"2031-01-01", 5}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        test_driver *d = adoption(0.03, 0.38, "2026-01-01", "2030-12-31", ENT_QUARTERLY);
        set_start(d, cases[c].start);
        assert_true(driver_run(d, 0));
        for (size_t t = 0; t < d->count; t++)
            expect_relative(driver_at(d, t, 0),
                            curve(0.03, 0.38, d->periods[t].end - cases[c].years), 1e-14);
        driver_close(d);
    }
}

/* Adoptions of the periods add up to adopters, less those before the horizon. */
static void adoptions_add_up_to_adopters(void **state) {
    (void)state;
    test_driver *a = adoption(0.02, 0.5, "2026-01-01", "2030-12-31", ENT_QUARTERLY);
    test_driver *b = adoption(0.02, 0.5, "2026-01-01", "2030-12-31", ENT_QUARTERLY);
    entry_choose(b->about, "output", "adoptions");
    set_start(a, "2025-01-01"), set_start(b, "2025-01-01");
    driver_set(a, "market", 85e6), driver_set(b, "market", 85e6);
    assert_true(driver_run(a, 0) && driver_run(b, 0));
    double sum = 85e6 * curve(0.02, 0.5, 1.0);
    for (size_t t = 0; t < a->count; t++) {
        sum += driver_at(b, t, 0);
        expect_relative(sum, driver_at(a, t, 0), 1e-14);
    }
    driver_close(a);
    driver_close(b);
}

static void nobody_begins_without_innovation(void **state) {
    (void)state;
    static const double edges[][3] = {{0, 0.4, 0},
                                      {0, 0, 0},
                                      {0.1, 0, 0.39346934028736658},
                                      {50, 0, 1},
                                      {1e-9, 200, 1}};
    for (size_t k = 0; k < sizeof edges / sizeof *edges; k++) {
        test_driver *d =
            adoption(edges[k][0], edges[k][1], "2026-01-01", "2030-12-31", ENT_YEARLY);
        assert_true(driver_run(d, 0));
        expect_relative(driver_at(d, 4, 255), edges[k][2], 1e-15);
        driver_close(d);
    }
}

static void p_by_path(size_t t, size_t path, double in[DRIVER_FIELDS]) {
    in[0] = t < 2 ? 0.001 * (double)path : 0.05;
    in[1] = t < 2 ? 0.3 : 0.6;
    in[2] = 10.0;
}

/* Later periods go on from the share reached: a curve of the new p and q, moved in time. */
static void p_and_q_may_change(void **state) {
    (void)state;
    test_driver *d = adoption(0.03, 0.38, "2026-01-01", "2030-12-31", ENT_YEARLY);
    d->varies = p_by_path;
    assert_true(driver_run(d, 0));
    for (size_t i = 1; i < ENT_SLICE; i++) {
        double f = curve(0.001 * (double)i, 0.3, 2.0);
        double y = (1 - f) / (0.05 + 0.6 * f) * exp(-0.65 * 3.0);
        expect_relative(driver_at(d, 4, i), 10.0 * (1 - 0.05 * y) / (1 + 0.6 * y), 1e-13);
    }
    driver_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_jumps_it_is_gbm_to_the_bit),
        cmocka_unit_test(jumps_multiply_the_value),
        cmocka_unit_test(too_many_jumps_are_no_number),
        cmocka_unit_test(with_constant_growth_it_is_gbm_to_the_bit),
        cmocka_unit_test(without_volatility_it_glides),
        cmocka_unit_test(speeds_and_correlation_do_what_they_say),
        cmocka_unit_test(without_speed_growth_walks),
        cmocka_unit_test(bass_meets_its_closed_form_in_every_step),
        cmocka_unit_test(a_launch_may_lie_inside_before_or_after_the_horizon),
        cmocka_unit_test(adoptions_add_up_to_adopters),
        cmocka_unit_test(nobody_begins_without_innovation),
        cmocka_unit_test(p_and_q_may_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
