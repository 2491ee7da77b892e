/* The histogram: counting, point masses, tails, never; its layout, its words, its
 * mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plots/charts/histogram_parts.h"
#include "tests/support/chart_harness.h"
#include "tests/support/outcomes.h"

static double values[MANY];

/* Counts a sample and requires that every future is somewhere, once. */
static ent_tally counted(const ent_histogram *h, size_t most, ent_arena *arena) {
    const ent_tally tally = ent_histogram_tally(h, most, arena);
    uint64_t sum = tally.below + tally.above + h->never;
    for (size_t i = 0; i < tally.bin_count; i++)
        sum += tally.bins[i];
    for (size_t i = 0; i < tally.mass_count; i++)
        sum += tally.masses[i].count;
    assert_int_equal(sum, h->count + h->never);
    assert_int_equal(tally.total, sum);
    assert_true(tally.bin_count <= most);
    return tally;
}

static void bins_are_equal_and_round(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_histogram h = outcomes_of(values, 1000, "", evenly);
    ent_tally tally = counted(&h, 20, &arena);
    /* 0 to 999; Freedman and Diaconis: 2 x 500 / 10 = 100 wide. */
    assert_int_equal(tally.bin_count, 10);
    assert_true(tally.step == 100 && tally.first == 0);
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(tally.bins[i], 100);
    assert_int_equal(tally.mass_count, 0);
    /* 1000 values: the median is amid the 500th and 501st. */
    assert_true(fabs(tally.median - 499.5) < 1e-9 && fabs(tally.mean - 499.5) < 1e-9);
    /* Half the distance of ranks 499.5 +- sqrt(1000) / 2, in steps of 1. */
    assert_true(fabs(tally.median_se - sqrt(1000) / 2) < 1e-9);
    ent_arena_free(&arena);
}

static void an_edge_belongs_to_the_bin_above(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_histogram h = outcomes_of(values, 1000, "", evenly);
    values[199] = 200; /* was 199 */
    ent_tally tally = counted(&h, 20, &arena);
    assert_int_equal(tally.bins[1], 99);
    assert_int_equal(tally.bins[2], 101);
    ent_arena_free(&arena);
}

static void shared_values_are_point_masses(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_histogram h = outcomes_of(values, MANY, "USD", capped);
    ent_tally tally = counted(&h, 20, &arena);
    assert_int_equal(tally.mass_count, 2);
    assert_true(tally.masses[0].value == 0 && tally.masses[1].value == 38e9);
    assert_int_equal(tally.masses[0].count, 200);
    assert_int_equal(tally.masses[1].count, 800);
    assert_false(tally.discrete);
    ent_arena_free(&arena);
}

static void few_values_are_discrete(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_histogram h = outcomes_of(values, MANY, "", count_of);
    ent_tally tally = counted(&h, 20, &arena);
    assert_true(tally.discrete);
    assert_int_equal(tally.mass_count, 12);
    assert_int_equal(tally.bin_count, 0);
    h = outcomes_of(values, MANY, "", flag); /* two values are worth naming */
    tally = counted(&h, 20, &arena);
    assert_false(tally.discrete);
    assert_int_equal(tally.mass_count, 2);
    ent_arena_free(&arena);
}

static void long_tails_are_cut_and_told(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_histogram h = outcomes_of(values, MANY, "USD", pareto);
    ent_tally tally = counted(&h, 40, &arena);
    assert_true(tally.above > 0 && tally.above <= MANY / 100);
    assert_true(values[MANY - 1] == MANY);
    assert_true(tally.high < 200);
    ent_scene *scene = scene_of(&ent_histogram_chart, &h, "slide", NULL);
    const ent_scene_item *note =
        text_in(scene, "Bars: share of all futures in each step");
    assert_non_null(strstr(note->text, "Not drawn: "));
    assert_non_null(strstr(note->text, "up to $2,000."));
    scene_close(scene);
    h = outcomes_of(values, MANY, "USD", logistic); /* no such tail: nothing is cut */
    tally = counted(&h, 40, &arena);
    assert_int_equal(tally.above + tally.below, 0);
    ent_arena_free(&arena);
}

static void never_is_later_than_everything(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_histogram h = outcomes_of(values, MANY, "date", quarter);
    h.never = 500;
    ent_tally tally = counted(&h, 40, &arena);
    assert_true(tally.has_median);
    assert_true(tally.median == values[1250]);
    double threshold = values[0];
    assert_int_equal(ent_histogram_above(&h, threshold), 500 + MANY - 112);
    h = outcomes_of(values, MANY, "date", quarter);
    h.never = 2 * MANY;
    assert_false(counted(&h, 40, &arena).has_median);
    ent_scene *scene = scene_of(&ent_histogram_chart, &h, "slide", NULL);
    assert_non_null(strstr(scene->description, "The median is never."));
    text_in(scene, "never: 66.7%");
    scene_close(scene);
    ent_arena_free(&arena);
}

static void above_counts_what_is_strictly_above(void **state) {
    (void)state;
    ent_histogram h = sample_histogram();
    assert_int_equal(ent_histogram_above(&h, -1), 1000);
    assert_int_equal(ent_histogram_above(&h, 0), 900);
    assert_int_equal(ent_histogram_above(&h, 37.9e9), 250);
    assert_int_equal(ent_histogram_above(&h, 38e9), 0);
}

static void the_whole_layout(void **state) {
    (void)state;
    expect_outcome_layouts(&ent_histogram_chart, "histogram-two-column.txt",
                           "histogram-dates-one-column.txt", 300);
}

/* Heights of the bars add up to all futures: areas do not lie. */
static void bars_are_as_high_as_their_share(void **state) {
    (void)state;
    ent_histogram h = sample_histogram();
    ent_scene *scene = scene_of(&ent_histogram_chart, &h, "slide", NULL);
    const ent_scene_item *low = text_in(scene, "15"), *top = text_in(scene, "25%");
    double sum = 0, atoms = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->shape != ENT_RECT ||
            (item->role != ENT_ROLE_BAR && item->role != ENT_ROLE_ATOM))
            continue;
        sum += item->height / (low->y - top->y) * 0.10;
        atoms += item->role == ENT_ROLE_ATOM;
    }
    assert_true(fabs(sum - 1) < 1e-3);
    assert_true(atoms == 2);
    text_in(scene, "exactly $0: 10.0%");
    text_in(scene, "exactly $38bn: 25.0%");
    scene_close(scene);
}

static void every_case_is_legible(void **state) {
    (void)state;
    for (const outcome_case *c = outcome_cases; c->rule; c++) {
        ent_histogram h = outcomes_of(values, MANY, c->unit, c->rule);
        expect_legible_everywhere(&ent_histogram_chart, &h);
        const double threshold = values[MANY * 2 / 3];
        h.threshold = &threshold;
        h.threshold_label = "the threshold";
        expect_legible_everywhere(&ent_histogram_chart, &h);
        h.threshold_label = NULL;
        h.never = 700;
        expect_legible_everywhere(&ent_histogram_chart, &h);
        h.count = 1;
        h.threshold = NULL;
        expect_legible_everywhere(&ent_histogram_chart, &h);
    }
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_histogram h = sample_histogram();
    double threshold = 20e9;
    h.threshold = &threshold;
    ent_scene *scene = scene_of(&ent_histogram_chart, &h, "slide", NULL);
    assert_string_equal(
        scene->description,
        "Histogram: Payments to the licensor, USD a year, 2026 to 2032. 1,000 "
        "futures, from $0 to $38bn. The median is $20.5bn. Exactly $0: 10.0%. "
        "Exactly $38bn: 25.0%. Above $20bn: 50.9%. Simulation, not a forecast.");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    expect_outcome_mistakes(&ent_histogram_chart);
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    static const char path[] = "test_chart_histogram.csv";
    ent_problems problems = {0};
    ent_histogram h = outcomes_of(values, MANY, "", flag);
    h.never = 500;
    size_t size;
    assert_int_equal(
        ent_chart_save_csv(&(ent_chart){&ent_histogram_chart, &h}, path, &problems),
        ENT_OK);
    char *text = file_text(path, &size);
    assert_string_equal(text, "what,from,to,futures,share\n"
                              "exactly,0,0,1400,0.56\n"
                              "exactly,1,1,600,0.24\n"
                              "never,,,500,0.2\n");
    free(text);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bins_are_equal_and_round),
        cmocka_unit_test(an_edge_belongs_to_the_bin_above),
        cmocka_unit_test(shared_values_are_point_masses),
        cmocka_unit_test(few_values_are_discrete),
        cmocka_unit_test(long_tails_are_cut_and_told),
        cmocka_unit_test(never_is_later_than_everything),
        cmocka_unit_test(above_counts_what_is_strictly_above),
        cmocka_unit_test(the_whole_layout),
        cmocka_unit_test(bars_are_as_high_as_their_share),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
