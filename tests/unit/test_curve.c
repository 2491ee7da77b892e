/* The curve driver: dated points and yearly totals. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_interp.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/driver_harness.h"

typedef struct {
    const char *key;
    double value;
} item;

static test_driver *curve(const char *field, const item *items, const char *start,
                          const char *end, ent_step_size step) {
    test_driver *d = driver_open("curve", start, end, step);
    for (; items->key; items++)
        entry_item(d->about, field, items->key, items->value);
    return d;
}

static void expect(const test_driver *d, size_t t, double expected) {
    double x = driver_at(d, t, 0);
    if (!(fabs(x - expected) <= 2e-14 * fmax(1.0, fabs(expected))))
        fail_msg("period %zu: %.17g, not %.17g", t, x, expected);
}

/* ---- Points ---- */

/* A straight line over 365 days: a month's mean is the line at the month's middle. */
static void a_line_is_averaged_exactly(void **state) {
    (void)state;
    const item points[] = {{"2027-01-01", 365.0}, {"2026-01-01", 0.0}, {NULL, 0}};
    test_driver *d = curve("points", points, "2026-01-01", "2026-12-31", ENT_MONTHLY);
    assert_true(driver_run(d, 0));
    expect(d, 0, 15.5);   /* 0 to 31 */
    expect(d, 1, 45.0);   /* 31 to 59 */
    expect(d, 11, 349.5); /* 334 to 365 */
    assert_int_equal(d->count, 12);
    driver_close(d);
}

/* Corners inside a period: two thirds of a triangle's top and its foot, by hand.  The
 * knee of day 10 of January: mean of (0 to 10 over 10 days, 10 to 10 over 21 days). */
static void a_knee_inside_a_period_counts(void **state) {
    (void)state;
    const item points[] = {
        {"2026-01-01", 0.0}, {"2026-01-11", 10.0}, {"2026-02-01", 10.0}, {NULL, 0}};
    test_driver *d = curve("points", points, "2026-01-01", "2026-01-31", ENT_MONTHLY);
    assert_true(driver_run(d, 0));
    expect(d, 0, (10 * 5.0 + 21 * 10.0) / 31);
    driver_close(d);
}

static void a_step_holds_until_the_next(void **state) {
    (void)state;
    const item points[] = {
        {"2026-01-01", 2.0}, {"2026-02-15", 5.0}, {"2026-03-31", 9.0}, {NULL, 0}};
    test_driver *d = curve("points", points, "2026-01-01", "2026-03-31", ENT_MONTHLY);
    entry_choose(d->about, "interpolation", "step");
    assert_true(driver_run(d, 0));
    expect(d, 0, 2.0);
    expect(d, 1, (14 * 2.0 + 14 * 5.0) / 28);
    expect(d, 2, (30 * 5.0 + 9.0) / 31); /* the last point covers its own day */
    driver_close(d);
}

/* From 1 to e^2 in 365 days: the mean of month [a, b] is (e^(2b) - e^(2a)) / (2 (b -
 * a)), in years. */
static void a_logarithmic_curve_is_averaged_exactly(void **state) {
    (void)state;
    const item points[] = {{"2026-01-01", 1.0}, {"2027-01-01", exp(2.0)}, {NULL, 0}};
    test_driver *d = curve("points", points, "2026-01-01", "2026-12-31", ENT_MONTHLY);
    entry_choose(d->about, "interpolation", "log");
    assert_true(driver_run(d, 0));
    for (size_t t = 0; t < 12; t++) {
        double a = (d->periods[t].first - d->periods[0].first) / 365.0;
        double b = (d->periods[t].last + 1 - d->periods[0].first) / 365.0;
        expect(d, t, (exp(2 * b) - exp(2 * a)) / (2 * (b - a)));
    }
    driver_close(d);
}

/* Where the two ends are almost equal the logarithmic mean is computed by its series. */
static void an_almost_flat_logarithmic_curve_keeps_its_digits(void **state) {
    (void)state;
    static const double steps[] = {1e-9, 1e-4, 0.01, 0.0199, 0.0203};
    for (size_t k = 0; k < 5; k++) {
        const item points[] = {
            {"2026-01-01", 1.0}, {"2027-01-01", 1.0 + steps[k]}, {NULL, 0}};
        test_driver *d = curve("points", points, "2026-01-01", "2026-12-31", ENT_YEARLY);
        double step = points[1].value - 1.0;
        entry_choose(d->about, "interpolation", "log");
        assert_true(driver_run(d, 0));
        assert_true(fabs(driver_at(d, 0, 0) - step / log1p(step)) <
                    (k < 4 ? 5e-16 : 2e-14));
        driver_close(d);
    }
}

/* Simpson's rule is exact for a cubic, so three values of GSL's interpolant give each
 * piece's integral; knots are at month ends, so that each month is one piece. */
static void a_monotone_curve_is_the_integral_of_steffens(void **state) {
    (void)state;
    const item points[] = {{"2026-01-01", 1.0}, {"2026-02-01", 1.5}, {"2026-03-01", 4.0},
                           {"2026-04-01", 4.0}, {"2026-05-01", 3.0}, {NULL, 0}};
    test_driver *d = curve("points", points, "2026-01-01", "2026-04-30", ENT_MONTHLY);
    entry_choose(d->about, "interpolation", "monotone");
    assert_true(driver_run(d, 0));
    double x[5], y[5];
    for (size_t i = 0; i < 5; i++) {
        x[i] = i < 4 ? d->periods[i].first : d->periods[3].last + 1.0;
        y[i] = points[i].value;
    }
    gsl_interp *steffen = gsl_interp_alloc(gsl_interp_steffen, 5);
    gsl_interp_init(steffen, x, y, 5);
    for (size_t t = 0; t < 4; t++) {
        double middle = gsl_interp_eval(steffen, x, y, 0.5 * (x[t] + x[t + 1]), NULL);
        expect(d, t, (y[t] + 4 * middle + y[t + 1]) / 6);
    }
    expect(d, 2, 4.0); /* flat between equal points: it does not overshoot */
    gsl_interp_free(steffen);
    driver_close(d);
}

static void two_points_join_monotonely_by_a_line(void **state) {
    (void)state;
    const item points[] = {{"2026-01-01", 0.0}, {"2027-01-01", 365.0}, {NULL, 0}};
    test_driver *d = curve("points", points, "2026-01-01", "2026-12-31", ENT_YEARLY);
    entry_choose(d->about, "interpolation", "monotone");
    assert_true(driver_run(d, 0));
    expect(d, 0, 182.5);
    driver_close(d);
}

static void flat_ends_reach_beyond_the_points(void **state) {
    (void)state;
    static const char *const joins[] = {"linear", "log", "step", "monotone"};
    for (size_t k = 0; k < 4; k++) {
        const item points[] = {
            {"2026-03-01", 2.0}, {"2026-04-01", 8.0}, {"2026-05-01", 8.0}, {NULL, 0}};
        test_driver *d = curve("points", points, "2026-01-01", "2026-06-30", ENT_MONTHLY);
        entry_choose(d->about, "interpolation", joins[k]);
        entry_choose(d->about, "extend", "flat");
        assert_true(driver_run(d, 0));
        expect(d, 0, 2.0);
        expect(d, 1, 2.0);
        expect(d, 4, 8.0);
        expect(d, 5, 8.0);
        driver_close(d);
    }
}

static void one_point_extended_is_a_constant(void **state) {
    (void)state;
    const item points[] = {{"2026-03-01", 2.5}, {NULL, 0}};
    test_driver *d = curve("points", points, "2026-01-01", "2026-12-31", ENT_QUARTERLY);
    entry_choose(d->about, "extend", "flat");
    assert_true(driver_run(d, 0));
    for (size_t t = 0; t < d->count; t++)
        expect(d, t, 2.5);
    driver_close(d);
}

/* ---- Yearly totals ---- */

static const item plan[] = {{"2025", 13.07e9}, {"2026", 30e9},  {"2027", 62e9},
                            {"2028", 112e9},   {"2029", 187e9}, {"2030", 284e9},
                            {"2031", 380e9},   {"2032", 470e9}, {NULL, 0}};

/* Every whole year is met, a leap year too, in every step.  As every year is larger
 * than the one before, so is every day, but in the last year: GSL gives the open end
 * the slope of its last chord, 470, and a cubic that begins at 425 with mean 470 then
 * peaks at 475.6 and falls by 1.2%. */
static void whole_years_are_met_exactly(void **state) {
    (void)state;
    for (int step = ENT_DAILY; step <= ENT_YEARLY; step++) {
        test_driver *d =
            curve("yearly", plan, "2026-04-27", "2032-12-31", (ent_step_size)step);
        assert_true(driver_run(d, 0));
        double sums[8] = {0}, before = 0.0;
        for (size_t t = 0; t < d->count; t++) {
            double x = driver_at(d, t, 0);
            sums[d->periods[t].year - 2025] += x * d->periods[t].length;
            double days = d->periods[t].last - d->periods[t].first + 1;
            assert_true(x * d->periods[t].length / days >
                        (d->periods[t].year < 2032 ? 1.0 : 0.988) * before);
            before = x * d->periods[t].length / days;
        }
        for (size_t y = 2; y < 8; y++)
            assert_true(fabs(sums[y] / plan[y].value - 1.0) < 1e-13);
        assert_true(sums[1] > 0.68 * 30e9 &&
                    sums[1] < 0.80 * 30e9); /* 249 growing days of 365 */
        driver_close(d);
    }
}

/* The first year keeps its whole total: cutting the horizon's start off changes no
 * later period. */
static void a_later_start_only_cuts(void **state) {
    (void)state;
    test_driver *whole = curve("yearly", plan, "2026-01-01", "2032-12-31", ENT_MONTHLY);
    test_driver *part = curve("yearly", plan, "2026-04-27", "2032-12-31", ENT_MONTHLY);
    assert_true(driver_run(whole, 0) && driver_run(part, 0));
    for (size_t t = 1; t < part->count; t++)
        assert_true(driver_at(part, t, 0) == driver_at(whole, t + 3, 0));
    driver_close(whole);
    driver_close(part);
}

/* One year alone has no slope: even over its days.  January has 31 of 365 and counts
 * as 1/12 year. */
static void a_year_alone_is_even(void **state) {
    (void)state;
    const item years[] = {{"2026", 365.0}, {NULL, 0}};
    test_driver *d = curve("yearly", years, "2026-01-01", "2026-12-31", ENT_MONTHLY);
    assert_true(driver_run(d, 0));
    expect(d, 0, 31.0 * 12);
    expect(d, 1, 28.0 * 12);
    driver_close(d);
}

static void an_earlier_year_shapes_the_slope(void **state) {
    (void)state;
    const item alone[] = {{"2026", 100.0}, {"2027", 100.0}, {NULL, 0}};
    const item after[] = {{"2025", 20.0}, {"2026", 100.0}, {"2027", 100.0}, {NULL, 0}};
    test_driver *a = curve("yearly", alone, "2026-01-01", "2027-12-31", ENT_QUARTERLY);
    test_driver *b = curve("yearly", after, "2026-01-01", "2027-12-31", ENT_QUARTERLY);
    assert_true(driver_run(a, 0) && driver_run(b, 0));
    assert_true(driver_at(b, 0, 0) < 0.8 * driver_at(a, 0, 0));
    double sum = 0.0;
    for (size_t t = 0; t < 4; t++)
        sum += driver_at(b, t, 0) / 4;
    assert_true(fabs(sum - 100.0) < 1e-12);
    driver_close(a);
    driver_close(b);
}

/* ---- Mistakes ---- */

static void expect_refusal(test_driver *d, const char *code) {
    assert_false(driver_run(d, 0));
    entry_expect_problem(d->about, code);
    driver_close(d);
}

static void mistakes_are_named(void **state) {
    (void)state;
    const item none[] = {{NULL, 0}};
    const item early[] = {{"2026-02-01", 1.0}, {"2026-12-31", 2.0}, {NULL, 0}};
    const item late[] = {{"2026-01-01", 1.0}, {"2026-12-30", 2.0}, {NULL, 0}};
    const item zero[] = {{"2026-01-01", 0.0}, {"2026-12-31", 2.0}, {NULL, 0}};
    const item gap[] = {{"2024", 1.0}, {"2026", 1.0}, {NULL, 0}};
    const item before[] = {{"2025", 1.0}, {NULL, 0}};
    const char *start = "2026-01-01", *end = "2026-12-31";
    expect_refusal(curve("points", none, start, end, ENT_YEARLY), "E0717");
    expect_refusal(curve("points", early, start, end, ENT_YEARLY), "E0715");
    expect_refusal(curve("points", late, start, end, ENT_YEARLY), "E0715");
    expect_refusal(curve("yearly", gap, start, end, ENT_YEARLY), "E0716");
    expect_refusal(curve("yearly", before, start, end, ENT_YEARLY), "E0716");
    test_driver *d = curve("points", zero, start, end, ENT_YEARLY);
    entry_choose(d->about, "interpolation", "log");
    expect_refusal(d, "E0714");
    d = curve("points", zero, start, end, ENT_YEARLY);
    entry_item(d->about, "yearly", "2026", 1.0);
    expect_refusal(d, "E0717");
    d = curve("yearly", gap, start, end, ENT_YEARLY);
    entry_choose(d->about, "extend", "flat");
    expect_refusal(d, "E0717");
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_averaged_exactly),
        cmocka_unit_test(a_knee_inside_a_period_counts),
        cmocka_unit_test(a_step_holds_until_the_next),
        cmocka_unit_test(a_logarithmic_curve_is_averaged_exactly),
        cmocka_unit_test(an_almost_flat_logarithmic_curve_keeps_its_digits),
        cmocka_unit_test(a_monotone_curve_is_the_integral_of_steffens),
        cmocka_unit_test(two_points_join_monotonely_by_a_line),
        cmocka_unit_test(flat_ends_reach_beyond_the_points),
        cmocka_unit_test(one_point_extended_is_a_constant),
        cmocka_unit_test(whole_years_are_met_exactly),
        cmocka_unit_test(a_later_start_only_cuts),
        cmocka_unit_test(a_year_alone_is_even),
        cmocka_unit_test(an_earlier_year_shapes_the_slope),
        cmocka_unit_test(mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
