/* The line over one term: its scales, band, break-even and named values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/chart_harness.h"

enum { POINTS = 5, MANY = 30 };

static ent_swept_line sample(size_t count) {
    static ent_swept points[MANY];
    static const double solved = 55e9, written = 38e9;
    for (size_t i = 0; i < count; i++) {
        const double x = (double)i;
        points[i] = (ent_swept){.at = 20e9 + 20e9 * x,
                                .mean = 8e9 * x - 14e9,
                                .se = 1e9,
                                .low = 8e9 * x - 34e9,
                                .high = 10e9 * x + 2e9};
    }
    return (ent_swept_line){.text = sample_histogram().text,
                            .unit = "USD",
                            .term = "Cap on the share",
                            .term_unit = "USD",
                            .band = "90% of futures",
                            .points = points,
                            .count = count,
                            .solved = &solved,
                            .written = &written};
}

static void the_line_is_as_kept(void **state) {
    (void)state;
    ent_swept_line l = sample(POINTS);
    ent_scene *scene = scene_of(&ent_line_chart, &l, "two-column", NULL);
    expect_golden_dump(scene, "line-two-column.txt");
    scene_close(scene);
}

/* The dots are on both axes' scales, the flag at the break-even. */
static void points_agree_with_the_axes(void **state) {
    (void)state;
    ent_swept_line l = sample(POINTS);
    ent_scene *scene = scene_of(&ent_line_chart, &l, NULL, NULL);
    const ent_scene_item *mean = item_in(scene, "mean"), *band = item_in(scene, "band");
    assert_int_equal(mean->count, POINTS);
    assert_int_equal(band->count, 2 * POINTS);
    const double left = mean->points[0], right = mean->points[2 * POINTS - 2];
    for (size_t i = 0; i < POINTS; i++)
        assert_true(fabs(mean->points[2 * i] - left -
                         (double)i * (right - left) / (POINTS - 1)) < 1e-6);
    assert_true(fabs(text_in(scene, "$100bn")->x - right) < 1e-6);
    /* From mean to mean as far as from zero to the same amount. */
    const double each = (mean->points[1] - mean->points[3]) / 8e9;
    assert_true(each > 0);
    assert_true(fabs(band->points[1] - (mean->points[1] - 16e9 * each)) < 1e-6);
    for (size_t i = 0; i < scene->count; i++)
        if (scene->items[i].role == ENT_ROLE_THRESHOLD)
            assert_true(fabs(scene->items[i].points[0] -
                             (left + 35.0 / 80 * (right - left))) < 1e-6);
    text_in(scene, "breaks even at $55bn");
    text_in(scene, "as written: $38bn");
    scene_close(scene);
}

static void named_values_have_whiskers(void **state) {
    (void)state;
    static const char *const names[] = {"to_2030", "until AGI", "none"};
    ent_swept_line l = sample(3);
    ent_swept points[3];
    memcpy(points, l.points, sizeof points);
    for (int i = 0; i < 3; i++)
        points[i].name = names[i];
    points[2].at = 0; /* no order */
    l.points = points;
    ent_scene *scene = scene_of(&ent_line_chart, &l, NULL, NULL);
    assert_true(text_in(scene, "to_2030")->x < text_in(scene, "until AGI")->x);
    size_t dots = 0, whiskers = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        dots += item->shape == ENT_DISC;
        whiskers += item->role == ENT_ROLE_EDGE && item->shape == ENT_LINE &&
                    item->points[0] == item->points[2];
        assert_true(item->shape != ENT_AREA);
    }
    assert_int_equal(dots, 3);
    assert_int_equal(whiskers, 3);
    scene_close(scene);
}

static void every_case_is_legible(void **state) {
    (void)state;
    static const char *const units[][2] = {{"USD", "USD"},
                                           {"%", "%"},
                                           {"USD/year", "year"},
                                           {"1", "1/year"},
                                           {"barrel", ""}};
    for (size_t u = 0; u < 5; u++)
        for (size_t count = 1; count <= MANY; count = 3 * count - (count > 1 ? 1 : 0)) {
            ent_swept_line l = sample(count);
            l.unit = units[u][0];
            l.term_unit = units[u][1];
            for (size_t i = 0; u > 0 && i < count; i++)
                ((ent_swept *)l.points)[i].at *= u == 1 ? 1e-11 : 1e-9;
            expect_legible_everywhere(&ent_line_chart, &l);
            l.term =
                "A term whose title says all that there is to say about it, and then "
                "a little more than that, so that it is long";
            l.band = NULL;
            expect_legible_everywhere(&ent_line_chart, &l);
            ent_swept points[MANY];
            memcpy(points, l.points, count * sizeof *points);
            for (size_t i = 0; i < count; i++) {
                points[i].name = i % 2 ? "none" : "a reading with a long name of its own";
                points[i].se = 0;
                points[i].mean = 7;
            }
            l.points = points;
            expect_legible_everywhere(&ent_line_chart, &l);
        }
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_swept_line l = sample(2);
    ent_scene *scene = scene_of(&ent_line_chart, &l, NULL, NULL);
    assert_string_equal(
        scene->description,
        "Line chart: Payments to the licensor, USD a year, 2026 to 2032, over Cap on the "
        "share. At $20bn: \xe2\x88\x92$14bn, 90% of futures from \xe2\x88\x92$34bn to "
        "$2bn. At $40bn: \xe2\x88\x92$6bn, 90% of futures from \xe2\x88\x92$26bn to "
        "$12bn. It breaks even at $55bn. Simulation, not a forecast.");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    ent_swept_line l = sample(0);
    expect_chart_problem(&ent_line_chart, &l, "E0803");
    l = sample(2);
    ent_swept points[2] = {l.points[0], l.points[1]};
    l.points = points;
    points[1].mean = NAN;
    expect_chart_problem(&ent_line_chart, &l, "E0804");
    points[1] = points[0];
    expect_chart_problem(&ent_line_chart, &l, "E0805");
    points[1].at *= 2;
    points[1].low = 90e9;
    expect_chart_problem(&ent_line_chart, &l, "E0805");
    points[1].low = points[1].mean;
    points[1].se = -1;
    expect_chart_problem(&ent_line_chart, &l, "E0805");
    points[1].se = 0;
    static const double nowhere = INFINITY;
    l.solved = &nowhere;
    expect_chart_problem(&ent_line_chart, &l, "E0804");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    static const char path[] = "test_chart_line.csv";
    ent_problems problems = {0};
    ent_swept_line l = sample(2);
    size_t size;
    assert_int_equal(
        ent_chart_save_csv(&(ent_chart){&ent_line_chart, &l}, path, &problems), ENT_OK);
    char *text = file_text(path, &size);
    unlink(path);
    assert_string_equal(text,
                        "Cap on the share,mean,se,low,high\n"
                        "20000000000,-14000000000,1000000000,-34000000000,2000000000\n"
                        "40000000000,-6000000000,1000000000,-26000000000,12000000000\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_is_as_kept),
        cmocka_unit_test(points_agree_with_the_axes),
        cmocka_unit_test(named_values_have_whiskers),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
