/* The dots: quantiles, stacking, the odds, layout, words, mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/charts/dots_parts.h"
#include "tests/support/chart_harness.h"
#include "tests/support/outcomes.h"

static double values[MANY];

static void made(const ent_histogram *h, ent_dot dots[ENT_DOTS]) {
    ent_arena arena = {0};
    const ent_tally tally = ent_histogram_tally(h, ENT_BINS_MOST, &arena);
    ent_dots_make(h, &tally, dots);
    ent_arena_free(&arena);
}

/* Type 7 (Hyndman and Fan 1996): of 0 to n - 1 the p-quantile is p (n - 1). */
static void dots_are_quantiles(void **state) {
    (void)state;
    ent_dot dots[ENT_DOTS];
    ent_histogram h = outcomes_of(values, 1001, "", evenly);
    made(&h, dots);
    for (int i = 0; i < ENT_DOTS; i++)
        assert_true(!dots[i].never && fabs(dots[i].value - (10 + 20 * i)) < 1e-9);
}

static void what_never_comes_is_above_everything(void **state) {
    (void)state;
    ent_dot dots[ENT_DOTS];
    ent_histogram h = outcomes_of(values, 1200, "date", quarter);
    h.never = 800; /* four in ten */
    made(&h, dots);
    assert_int_equal(ent_dots_never(dots), 20);
    for (int i = 0; i < ENT_DOTS; i++)
        assert_true(dots[i].never == (i >= 30));
    /* Between two days lies no outcome: each dot is one. */
    for (int i = 0; i < 30; i++) {
        bool found = false;
        for (size_t k = 0; k < h.count && !found; k++)
            found = values[k] == dots[i].value;
        assert_true(found);
    }
}

/* Two values shared by many, too near for piles of their own, and one far off. */
static double shared(size_t i) {
    const size_t tenth = i / (MANY / 10);
    return tenth < 6 ? 24 : tenth < 8 ? 25 : 600 + (double)i / MANY;
}

static void a_flag_counts_the_dots_of_its_value_alone(void **state) {
    (void)state;
    ent_histogram h = outcomes_of(values, MANY, "", shared);
    ent_scene *scene = scene_of(&ent_dots_chart, &h, "two-column", NULL);
    text_in(scene, "exactly 24: 30 of 50");
    text_in(scene, "exactly 25: 10 of 50");
    scene_close(scene);
}

static void odds_are_counted(void **state) {
    (void)state;
    ent_dot dots[ENT_DOTS];
    ent_histogram h = sample_histogram(); /* 49.1% are at or below 20bn */
    double threshold = 20e9;
    h.threshold = &threshold;
    made(&h, dots);
    assert_int_equal(ent_dots_hits(dots), 25);
    h = outcomes_of(values, MANY, "date", quarter);
    threshold = quarter(MANY / 2) - 1; /* before the tenth of 18 quarters ends: 9 of 18 */
    h.threshold = &threshold;
    made(&h, dots);
    assert_int_equal(ent_dots_hits(dots), 25); /* by it, not beyond */
}

/* No dot is lost, none overlaps another or leaves the drawing, those of one side of the
 * threshold stand on that side. */
static void expect_stacked(const ent_histogram *h, const char *size) {
    ent_scene *scene = scene_of(&ent_dots_chart, h, size, NULL);
    const ent_scene_item *dots[ENT_DOTS];
    const ent_scene_item *line = NULL;
    int count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].shape == ENT_DISC)
            dots[count++] = &scene->items[i];
        if (scene->items[i].role == ENT_ROLE_THRESHOLD)
            line = &scene->items[i];
        assert_true(count <= ENT_DOTS);
    }
    assert_int_equal(count, ENT_DOTS);
    const bool date = strcmp(h->unit, "date") == 0;
    for (int i = 0; i < count; i++) {
        const double half = dots[i]->width / 2;
        assert_true(half > 1 && dots[i]->x > half && dots[i]->x < scene->width - half);
        for (int k = 0; k < i; k++)
            assert_true(hypot(dots[i]->x - dots[k]->x, dots[i]->y - dots[k]->y) > half);
        if (line && (dots[i]->role == ENT_ROLE_RING) == date)
            assert_true(dots[i]->x > line->points[0]);
        if (line && (dots[i]->role == ENT_ROLE_RING) != date)
            assert_true(dots[i]->x < line->points[0]);
    }
    scene_close(scene);
}

static void every_case_is_stacked_and_legible(void **state) {
    (void)state;
    for (const outcome_case *c = outcome_cases; c->rule; c++) {
        ent_histogram h = outcomes_of(values, MANY, c->unit, c->rule);
        double threshold = values[MANY * 2 / 3];
        for (int k = 0; k < 4; k++) {
            h.threshold = k % 2 ? &threshold : NULL;
            h.never = k / 2 ? 1400 : 0;
            for (int s = 0; ent_sizes[s].name; s++)
                expect_stacked(&h, ent_sizes[s].name);
            expect_legible_everywhere(&ent_dots_chart, &h);
        }
        h.count = 1;
        h.text.title =
            "A title that says at some length what was found, as the desk of a "
            "paper would not let it stand, and goes on";
        expect_legible_everywhere(&ent_dots_chart, &h);
    }
}

/* 800 at exactly zero, the rest evenly up to 1,200. */
static double often_zero(size_t i) {
    return i < 800 ? 0 : (double)i - 799;
}

/* A threshold that many meet exactly: they stand over it, and the line behind them. */
static void a_threshold_may_be_a_point_mass(void **state) {
    (void)state;
    ent_histogram h = outcomes_of(values, MANY, "", often_zero);
    double threshold = 0;
    h.threshold = &threshold;
    for (int s = 0; ent_sizes[s].name; s++)
        expect_stacked(&h, ent_sizes[s].name);
    expect_legible_everywhere(&ent_dots_chart, &h);
    ent_scene *scene = scene_of(&ent_dots_chart, &h, "slide", NULL);
    const double zero = text_in(scene, "0")->x;
    double left = scene->width, right = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->role != ENT_ROLE_RING)
            continue;
        left = fmin(left, item->x);
        right = fmax(right, item->x);
    }
    assert_true(fabs((left + right) / 2 - zero) < 0.01);
    text_in(scene, "exactly 0: 20 of 50");
    text_in(scene, "30 of 50 above 0");
    scene_close(scene);
}

static double of_four(size_t i) {
    return 1 + (double)(i * 4 / MANY);
}

/* A threshold far from all outcomes, 1 to 4: these share a pile, which stands over them. */
static void a_threshold_may_be_far_away(void **state) {
    static const double far[] = {1e3, -1e9, 1e12, 1e300};
    (void)state;
    ent_histogram h = outcomes_of(values, MANY, "", of_four);
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        h.threshold = &far[i];
        for (int s = 0; ent_sizes[s].name; s++)
            expect_stacked(&h, ent_sizes[s].name);
        expect_legible_everywhere(&ent_dots_chart, &h);
        ent_scene *scene = scene_of(&ent_dots_chart, &h, "one-column", NULL);
        double sum = 0, line = 0, zero = -1;
        for (size_t k = 0; k < scene->count; k++) {
            const ent_scene_item *item = &scene->items[k];
            if (item->shape == ENT_DISC)
                assert_true(item->width > 3);
            sum += item->shape == ENT_DISC ? item->x : 0;
            line = item->role == ENT_ROLE_THRESHOLD ? item->points[0] : line;
            zero = item->text && strcmp(item->text, "0") == 0 ? item->x : zero;
        }
        /* The outcomes' middle is 2.5, a four-hundredth of the first threshold at most. */
        assert_true(zero > 0 && line > 0);
        assert_true(fabs(sum / ENT_DOTS - zero) < fabs(line - zero) / 390);
        scene_close(scene);
    }
}

static void what_is_too_rare_for_a_dot_is_told(void **state) {
    (void)state;
    ent_histogram h = outcomes_of(values, MANY, "date", quarter);
    h.never = 10;
    ent_scene *scene = scene_of(&ent_dots_chart, &h, "slide", NULL);
    const ent_scene_item *note = text_in(scene, "Each dot stands for one in 50");
    assert_non_null(strstr(note->text, "Never, too rare for a dot: 0.50%."));
    for (size_t i = 0; i < scene->count; i++)
        assert_true(!scene->items[i].text || strcmp(scene->items[i].text, "never") != 0);
    scene_close(scene);
}

static void the_whole_layout(void **state) {
    (void)state;
    expect_outcome_layouts(&ent_dots_chart, "dots.txt", "dots-dates.txt", 1000);
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_histogram h = outcomes_of(values, 1001, "", evenly);
    double threshold = 300;
    h.threshold = &threshold;
    h.never = 0;
    ent_scene *scene = scene_of(&ent_dots_chart, &h, "slide", NULL);
    assert_string_equal(
        scene->description,
        "Quantile dot plot: Payments to the licensor, USD a year, 2026 to 2032. 50 dots "
        "for 1,001 futures, each for an equal share. They stand from 10 to 990. 35 of 50 "
        "above 300. Simulation, not a forecast.");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    expect_outcome_mistakes(&ent_dots_chart);
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    static const double few[] = {4, 4};
    static const double threshold = 3;
    const ent_histogram h = {
        .unit = "", .sorted = few, .count = 2, .never = 1, .threshold = &threshold};
    char *text = csv_of(&ent_dots_chart, &h);
    assert_int_equal(strncmp(text, "dot,quantile,value,filled\n1,0.01,4,1\n", 37), 0);
    assert_non_null(strstr(text, "\n50,0.99,,1\n"));
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dots_are_quantiles),
        cmocka_unit_test(what_never_comes_is_above_everything),
        cmocka_unit_test(a_flag_counts_the_dots_of_its_value_alone),
        cmocka_unit_test(odds_are_counted),
        cmocka_unit_test(every_case_is_stacked_and_legible),
        cmocka_unit_test(a_threshold_may_be_a_point_mass),
        cmocka_unit_test(a_threshold_may_be_far_away),
        cmocka_unit_test(what_is_too_rare_for_a_dot_is_told),
        cmocka_unit_test(the_whole_layout),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
