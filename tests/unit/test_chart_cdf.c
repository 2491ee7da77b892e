/* The cumulative distribution: its steps, its layout, its words, its mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/charts/cdf_parts.h"
#include "tests/support/chart_harness.h"
#include "tests/support/outcomes.h"

static double values[MANY];

/* Every step tells exact counts, and no more than 1/400 of the futures is passed over. */
static void steps_are_exact_and_close(void **state) {
    (void)state;
    ent_histogram h = outcomes_of(values, MANY, "", evenly);
    h.never = 400;
    ent_arena arena = {0};
    size_t count;
    const ent_cdf_step *steps = ent_cdf_steps(&h, &arena, &count);
    assert_true(count > 300 && count < 450);
    assert_true(steps[0].value == 0 && steps[0].below == 0 && steps[0].upto == 1);
    assert_true(steps[count - 1].value == MANY - 1 && steps[count - 1].upto == MANY);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(steps[i].below, (uint64_t)steps[i].value);
        assert_int_equal(steps[i].upto, (uint64_t)steps[i].value + 1);
        assert_false(steps[i].jump);
        assert_true(i == 0 || steps[i].below - steps[i - 1].upto <= (MANY + 400) / 400);
    }
    ent_arena_free(&arena);
}

static void values_that_many_share_are_jumps(void **state) {
    (void)state;
    const ent_histogram h = sample_histogram(); /* 100 at 0, 250 at 38bn */
    ent_arena arena = {0};
    size_t count, jumps = 0;
    const ent_cdf_step *steps = ent_cdf_steps(&h, &arena, &count);
    for (size_t i = 0; i < count; i++)
        jumps += steps[i].jump;
    assert_int_equal(jumps, 2);
    assert_true(steps[0].value == 0 && steps[0].below == 0 && steps[0].upto == 100);
    assert_true(steps[count - 1].value == 38e9 && steps[count - 1].below == 750 &&
                steps[count - 1].upto == 1000);
    ent_arena_free(&arena);
}

/* The curve stands at every value where the count of the futures puts it. */
static void the_curve_is_where_the_counts_are(void **state) {
    (void)state;
    ent_histogram h = outcomes_of(values, 1000, "", evenly);
    ent_scene *scene = scene_of(&ent_cdf_chart, &h, "slide", NULL);
    const ent_scene_item *curve = item_in(scene, "curve");
    double top = curve->points[1];
    for (size_t i = 0; i < scene->count; i++) /* the line of 100% is the highest */
        if (scene->items[i].role == ENT_ROLE_GRID && scene->items[i].points[1] < top)
            top = scene->items[i].points[1];
    const double bottom = curve->points[1], height = bottom - top;
    const double left = curve->points[0], right = curve->points[2 * curve->count - 2];
    for (size_t i = 1; i + 1 < curve->count; i++) {
        /* Room of 2% of the range of the bins' edges, 0 to 1000, on either side. */
        const double at = (curve->points[2 * i] - left) / (right - left) * 1040 - 20;
        const double share = (bottom - curve->points[2 * i + 1]) / height;
        assert_true(fabs(share - (at + 1) / 1000) < 1e-6);
    }
    scene_close(scene);
}

static void a_threshold_has_its_share_and_interval(void **state) {
    (void)state;
    ent_histogram h = sample_histogram();
    double threshold = 20e9;
    h.threshold = &threshold;
    ent_scene *scene = scene_of(&ent_cdf_chart, &h, "two-column", NULL);
    /* 491 of 1,000; Wilson (1927) by hand: (0.491 + z2/2 -+ z sqrt(...)) / (1 + z2). */
    text_in(scene, "49.1% (46% to 52%) at or below $20bn");
    scene_close(scene);
    threshold = 38e9 * (1 - 0x1p-45); /* a cap but for rounding: all are at or below it */
    h.threshold_label = "the cap";
    scene = scene_of(&ent_cdf_chart, &h, "two-column", NULL);
    text_in(scene, "all at or below the cap");
    scene_close(scene);
}

static void the_whole_layout(void **state) {
    (void)state;
    expect_outcome_layouts(&ent_cdf_chart, "cdf.txt", "cdf-dates.txt", 300);
}

static void every_case_is_legible(void **state) {
    (void)state;
    for (const outcome_case *c = outcome_cases; c->rule; c++) {
        ent_histogram h = outcomes_of(values, MANY, c->unit, c->rule);
        expect_legible_everywhere(&ent_cdf_chart, &h);
        double threshold = values[MANY * 2 / 3];
        h.threshold = &threshold;
        h.text.title =
            "A title that says at some length what was found, as the desk of a "
            "paper would not let it stand, and goes on";
        h.never = 700;
        expect_legible_everywhere(&ent_cdf_chart, &h);
        h.count = 1;
        expect_legible_everywhere(&ent_cdf_chart, &h);
    }
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_histogram h = sample_histogram();
    double threshold = 0;
    h.threshold = &threshold;
    h.threshold_label = "zero";
    ent_scene *scene = scene_of(&ent_cdf_chart, &h, "slide", NULL);
    assert_string_equal(
        scene->description,
        "Cumulative distribution: Payments to the licensor, USD a year, 2026 to 2032. "
        "1,000 futures, from $0 to $38bn. Of the futures one in ten at or below $0, "
        "half at or below $20.5bn, nine in ten at or below $38.0bn. Exactly $0: 10.0%. "
        "Exactly $38bn: 25.0%. Marked: 10.0% (8.3% to 12.0%) at or below zero. "
        "Simulation, not a forecast.");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    expect_outcome_mistakes(&ent_cdf_chart);
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    static const double few[] = {0, 0, 1, 3};
    static const double threshold = 1;
    const ent_histogram h = {
        .unit = "", .sorted = few, .count = 4, .never = 4, .threshold = &threshold};
    char *text = csv_of(&ent_cdf_chart, &h);
    assert_string_equal(text, "what,value,share_below,share_at_or_below\n"
                              "jump,0,0,0.25\n"
                              "jump,1,0.25,0.375\n"
                              "jump,3,0.375,0.5\n"
                              "threshold,1,0.25,0.375\n"
                              "never,,0.5,1\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_exact_and_close),
        cmocka_unit_test(values_that_many_share_are_jumps),
        cmocka_unit_test(the_curve_is_where_the_counts_are),
        cmocka_unit_test(a_threshold_has_its_share_and_interval),
        cmocka_unit_test(the_whole_layout),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
