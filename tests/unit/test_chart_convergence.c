/* The convergence chart: its band, its layout, its words, its mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/charts/convergence_parts.h"
#include "tests/support/chart_harness.h"

enum { MOST = 16 };

static ent_settling points[MOST];

/* Means over 32, 64, ... and at last 100,000 futures around `end`, with errors as of a
 * standard deviation `sd`. */
static ent_convergence chart_of(const char *unit, double end, double sd) {
    size_t count = 0;
    for (uint64_t n = 32; n < 100000; n *= 2) {
        const double se = sd / sqrt((double)n);
        points[count] = (ent_settling){n, end + (count % 2 ? 1 : -1) * se, se};
        count++;
    }
    points[count++] = (ent_settling){100000, end, sd / sqrt(100000)};
    return (ent_convergence){
        .text = sample_histogram().text, .unit = unit, .points = points, .count = count};
}

/* The band is two standard errors high on either side of the mean, at every point. */
static void the_band_is_two_errors_wide(void **state) {
    (void)state;
    ent_convergence c = chart_of("", 100, 64);
    const size_t first = ent_convergence_first(&c);
    assert_true(points[first].futures == 512);
    ent_scene *scene = scene_of(&ent_convergence_chart, &c, "slide", NULL);
    const ent_scene_item *band = item_in(scene, "band"), *mean = item_in(scene, "mean");
    const size_t count = c.count - first;
    assert_int_equal(band->count, 2 * count);
    assert_int_equal(mean->count, count);
    const double *top = band->points, *middle = mean->points;
    const double a_unit = (middle[1] - top[1]) / (2 * points[first].se);
    for (size_t i = 0; i < count; i++) {
        const double *bottom = band->points + 2 * (2 * count - 1 - i);
        const double half = 2 * points[first + i].se * a_unit;
        assert_true(fabs(middle[2 * i + 1] - top[2 * i + 1] - half) < 1e-6);
        assert_true(fabs(bottom[1] - middle[2 * i + 1] - half) < 1e-6);
        assert_true(top[2 * i] == middle[2 * i] && bottom[0] == middle[2 * i]);
    }
    /* Doubling is as far everywhere. */
    for (size_t i = 2; i + 1 < count; i++)
        assert_true(fabs(middle[2 * i] - middle[2 * i - 2] - (middle[2] - middle[0])) <
                    1e-6);
    scene_close(scene);
}

static void few_points_are_all_drawn(void **state) {
    (void)state;
    ent_convergence c = chart_of("", 100, 64);
    c.count = 2;
    assert_int_equal(ent_convergence_first(&c), 0);
    expect_legible_everywhere(&ent_convergence_chart, &c);
    points[0].futures = 2; /* and two even where they are far apart */
    points[1].futures = 4000000000;
    assert_int_equal(ent_convergence_first(&c), 0);
    expect_legible_everywhere(&ent_convergence_chart, &c);
}

static void the_whole_layout(void **state) {
    (void)state;
    ent_convergence c = chart_of("USD", -22e9, 64e9);
    ent_scene *scene = scene_of(&ent_convergence_chart, &c, "two-column", "light");
    expect_golden_dump(scene, "convergence.txt");
    scene_close(scene);
    c = chart_of("date", ent_day_of(2029, 4, 10), 400);
    scene = scene_of(&ent_convergence_chart, &c, "one-column", "print");
    expect_golden_dump(scene, "convergence-dates.txt");
    scene_close(scene);
}

static void every_case_is_legible(void **state) {
    (void)state;
    static const struct {
        const char *unit;
        double end, sd;
    } cases[] = {{"USD", -22e9, 64e9},   {"USD/year", 3e12, 1e9}, {"%", 0.003, 0.05},
                 {"date", 21650, 400},   {"date", 21650, 0},      {"", 0, 0},
                 {"launch", 1e-6, 1e-3}, {"EUR", 38e9, 0},        {"", 1e30, 1e31}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_convergence c = chart_of(cases[i].unit, cases[i].end, cases[i].sd);
        expect_legible_everywhere(&ent_convergence_chart, &c);
        c.text.title =
            "A title that says at some length what was found, as the desk of a "
            "paper would not let it stand, and goes on";
        expect_legible_everywhere(&ent_convergence_chart, &c);
    }
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_convergence c = chart_of("USD", -22e9, 64e9);
    ent_scene *scene = scene_of(&ent_convergence_chart, &c, "slide", NULL);
    assert_string_equal(
        scene->description,
        "Convergence chart: Payments to the licensor, USD a year, 2026 to 2032. The mean "
        "begins at −$25bn, give or take $6bn, over 512 futures and ends at −$22.0bn, "
        "give "
        "or take $0.4bn, over 100,000 futures. The band is 2 standard errors to either "
        "side; four times as many futures halve it. Simulation, not a forecast.");
    scene_close(scene);
    c = chart_of("%", 0.8, 0.4);
    scene = scene_of(&ent_convergence_chart, &c, "slide", NULL);
    text_in(scene, "mean 80.0%");
    text_in(scene, "±0.3 points, 2 standard errors");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    ent_convergence c = chart_of("", 1, 1);
    c.count = 1;
    expect_chart_problem(&ent_convergence_chart, &c, "E0803");
    c = chart_of("", 1, 1);
    points[3].mean = NAN;
    expect_chart_problem(&ent_convergence_chart, &c, "E0804");
    c = chart_of("", 1, 1);
    points[3].se = INFINITY;
    expect_chart_problem(&ent_convergence_chart, &c, "E0804");
    c = chart_of("", 1, 1);
    points[3].se = -1;
    expect_chart_problem(&ent_convergence_chart, &c, "E0805");
    c = chart_of("", 1, 1);
    points[3].futures = points[2].futures;
    expect_chart_problem(&ent_convergence_chart, &c, "E0805");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    ent_convergence c = chart_of("", 1, 0);
    c.count = 2;
    char *text = csv_of(&ent_convergence_chart, &c);
    assert_string_equal(text, "futures,mean,standard_error\n32,1,0\n64,1,0\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_band_is_two_errors_wide),
        cmocka_unit_test(few_points_are_all_drawn),
        cmocka_unit_test(the_whole_layout),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
