/* The timeline: bars where clauses are in force, filled by the share of futures; what is
 * left out where room is short; its words, its mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/charts/timeline_parts.h"
#include "tests/support/chart_harness.h"

enum { PERIODS = 27, ROWS = 6, MANY = 30 };

static ent_day ends[PERIODS];
static double falls[PERIODS], steps[PERIODS];
static ent_timeline_row rows[MANY];

/* Quarters from 27 April 2026.  The share falls by a 32nd in each quarter; an option goes
 * on in half of all futures from period 10 on. */
static ent_timeline sample(void) {
    for (int t = 0; t < PERIODS; t++) {
        int quarter = t + 2;
        ends[t] = ent_day_of(2026 + quarter / 4, quarter % 4 * 3 + 1, 1) - 1;
        falls[t] = 1 - t / 32.0;
        steps[t] = t < 10 ? 1 : 0.5;
    }
    const ent_day start = ent_day_of(2026, 4, 27), day = ent_day_of(2030, 12, 31);
    const ent_timeline_row kept[ROWS] = {
        {"Revenue share",
         "capped in 66% of futures, most often in late 2028; until 31 Dec "
         "2030",
         "capped in 66%", "Payments", start, day, falls, 0},
        {"Fee", "from 1 Jan 2028", NULL, "Payments", ent_day_of(2028, 1, 1), ENT_NO_DAY,
         NULL, 1},
        {"Licence", "until 31 Dec 2032", NULL, "Rights", ent_day_of(2020, 1, 1),
         ent_day_of(2032, 12, 31), NULL, 2},
        {"A right of first refusal on everything that anybody could ever think of",
         "lapsed in 50% of futures, most often in early 2029", "lapsed in 50%", "Rights",
         start, ENT_NO_DAY, steps, 3},
        {"Microsoft's stake", NULL, NULL, "Commitments and stakes", start, ENT_NO_DAY,
         NULL, 4},
        {"Commitment", "until 31 Dec 2035", NULL, "Commitments and stakes", start,
         ent_day_of(2035, 12, 31), NULL, 5}};
    memcpy(rows, kept, sizeof kept);
    return (ent_timeline){.text = chart_words,
                          .count = PERIODS,
                          .start = start,
                          .ends = ends,
                          .rows = rows,
                          .row_count = ROWS};
}

static void the_whole_layout(void **state) {
    (void)state;
    ent_timeline t = sample();
    ent_scene *scene = scene_of(&ent_timeline_chart, &t, "two-column", "light");
    expect_golden_dump(scene, "timeline-two-column.txt");
    scene_close(scene);
}

/* Twice the area of a closed outline, without its sign. */
static double area_of(const ent_scene_item *item) {
    double sum = 0;
    for (size_t i = 0; i < item->count; i++) {
        const double *a = item->points + 2 * i;
        const double *b = item->points + 2 * ((i + 1) % item->count);
        sum += a[0] * b[1] - b[0] * a[1];
    }
    return fabs(sum) / 2;
}

static const ent_scene_item *find(const ent_scene *scene, ent_shape shape, int hue,
                                  size_t which) {
    for (size_t i = 0; i < scene->count; i++)
        if (scene->items[i].shape == shape && scene->items[i].hue == hue &&
            scene->items[i].role != ENT_ROLE_PAGE && which-- == 0)
            return &scene->items[i];
    fail_msg("no shape %d in hue %d", shape, hue);
    return NULL;
}

static void bars_lie_where_the_days_are(void **state) {
    (void)state;
    ent_timeline t = sample();
    ent_scene *scene = scene_of(&ent_timeline_chart, &t, "two-column", NULL);
    const ent_scene_item *share = find(scene, ENT_RECT, 0, 0);
    const ent_scene_item *whole = find(scene, ENT_RECT, 4, 0);
    double days = ent_day_of(2033, 1, 1) - ent_day_of(2026, 4, 27);
    double before = ent_day_of(2031, 1, 1) - ent_day_of(2026, 4, 27);
    assert_true(fabs(share->width / whole->width - before / days) < 1e-9);
    assert_true(share->x == whole->x);
    const ent_scene_item *late = find(scene, ENT_RECT, 1, 0);
    assert_true(fabs(late->x + late->width - whole->x - whole->width) < 1e-9);
    scene_close(scene);
}

/* The filled part of a bar is the mean share in force, days weighing alike. */
static void filled_areas_are_shares(void **state) {
    (void)state;
    ent_timeline t = sample();
    ent_scene *scene = scene_of(&ent_timeline_chart, &t, "two-column", NULL);
    const ent_scene_item *bar = find(scene, ENT_RECT, 3, 0);
    double days = ent_day_of(2033, 1, 1) - ent_day_of(2026, 4, 27);
    double first = ent_day_of(2028, 10, 1) - ent_day_of(2026, 4, 27);
    double mean = (first + (days - first) / 2) / days;
    assert_true(fabs(area_of(find(scene, ENT_AREA, 3, 0)) -
                     mean * bar->width * bar->height) < 1e-6);
    assert_int_equal(find(scene, ENT_RECT, 2, 0)->role, ENT_ROLE_BAR); /* in all */
    scene_close(scene);
}

static void what_goes_on_ends_in_an_arrow(void **state) {
    (void)state;
    ent_timeline t = sample();
    ent_scene *scene = scene_of(&ent_timeline_chart, &t, "two-column", NULL);
    static const bool goes_on[ROWS] = {false, true, false, true, true, true};
    for (int hue = 0; hue < ROWS; hue++) {
        size_t areas = 0;
        for (size_t i = 0; i < scene->count; i++)
            areas += scene->items[i].shape == ENT_AREA && scene->items[i].hue == hue &&
                     scene->items[i].count == 3;
        assert_int_equal(areas, goes_on[hue]);
    }
    scene_close(scene);
    t.rows = &rows[5];
    t.row_count = 1;
    ends[PERIODS - 1] = ent_day_of(2035, 12, 31); /* now it ends with the horizon */
    assert_false(ent_timeline_goes_on(&t, &rows[5]));
}

static void short_pages_tell_less(void **state) {
    (void)state;
    ent_timeline t = sample();
    for (int i = ROWS; i < 12; i++)
        rows[i] = rows[i % 2 ? 0 : 4];
    t.row_count = 12;
    ent_scene *scene = scene_of(&ent_timeline_chart, &t, "slide", NULL);
    text_in(scene, "In force throughout: ");
    for (size_t i = 0; i < scene->count; i++)
        if (scene->items[i].shape == ENT_SCENE_TEXT)
            assert_string_not_equal(scene->items[i].text, "Payments");
    scene_close(scene);
    for (int i = 0; i < MANY; i++)
        rows[i] = rows[0];
    t.row_count = MANY;
    expect_chart_problem(&ent_timeline_chart, &t, "E0806");
    scene = scene_of(&ent_timeline_chart, &t, "one-column", NULL); /* grows */
    expect_legible(scene);
    scene_close(scene);
}

static void every_case_is_legible(void **state) {
    (void)state;
    ent_timeline t = sample();
    for (size_t count = 1; count <= ROWS; count++) {
        t.row_count = count;
        expect_legible_everywhere(&ent_timeline_chart, &t);
    }
    for (int i = 0; i < ROWS; i++)
        rows[i].note = NULL, rows[i].group = NULL;
    expect_legible_everywhere(&ent_timeline_chart, &t);
    t = sample();
    t.count = 1; /* one period */
    expect_legible_everywhere(&ent_timeline_chart, &t);
    t = sample();
    for (int i = 0; i < PERIODS; i++)
        falls[i] = 0; /* never in force */
    rows[1].from = ent_day_of(2040, 1, 1);
    expect_legible_everywhere(&ent_timeline_chart, &t);
    for (int i = 0; i < 8; i++)
        rows[i] = rows[3];
    t.row_count = 8;
    t.text.title =
        "A title that says much more than any headline ought to say, as authors "
        "who are in a hurry do";
    expect_legible_everywhere(&ent_timeline_chart, &t);
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_timeline t = sample();
    t.row_count = 3;
    ent_scene *scene = scene_of(&ent_timeline_chart, &t, "two-column", NULL);
    assert_string_equal(
        scene->description,
        "Bars over time, one for each of 3 clauses: Payments to the licensor, USD a "
        "year, "
        "2026 to 2032. From 27 Apr 2026 to 31 Dec 2032. Revenue share: capped in 66% of "
        "futures, most often in late 2028; until 31 Dec 2030. Fee: from 1 Jan 2028; goes "
        "on "
        "beyond the end. Licence: until 31 Dec 2032. Simulation, not a forecast.");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    ent_timeline t = sample();
    t.row_count = 0;
    expect_chart_problem(&ent_timeline_chart, &t, "E0803");
    t = sample();
    falls[4] = NAN;
    expect_chart_problem(&ent_timeline_chart, &t, "E0804");
    t = sample();
    falls[4] = 0.1; /* rises again */
    expect_chart_problem(&ent_timeline_chart, &t, "E0805");
    t = sample();
    rows[0].until = rows[0].from - 1;
    expect_chart_problem(&ent_timeline_chart, &t, "E0805");
    t = sample();
    rows[2].title = NULL;
    expect_chart_problem(&ent_timeline_chart, &t, "E0805");
    t = sample();
    ends[3] = ends[2];
    expect_chart_problem(&ent_timeline_chart, &t, "E0805");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    ent_timeline t = sample();
    t.count = 2;
    t.row_count = 2;
    rows[1].from = ent_day_of(2026, 7, 1);
    char *text = csv_of(&ent_timeline_chart, &t);
    assert_string_equal(text, "clause,from,until,period_end,in_force\n"
                              "Revenue share,2026-04-27,2030-12-31,2026-06-30,1\n"
                              "Revenue share,2026-04-27,2030-12-31,2026-09-30,0.96875\n"
                              "Fee,2026-07-01,,2026-06-30,0\n"
                              "Fee,2026-07-01,,2026-09-30,1\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_layout),
        cmocka_unit_test(bars_lie_where_the_days_are),
        cmocka_unit_test(filled_areas_are_shares),
        cmocka_unit_test(what_goes_on_ends_in_an_arrow),
        cmocka_unit_test(short_pages_tell_less),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
