/* The paths: lines at their values, the future told and what happens in it, layout, words,
 * mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/charts/paths_parts.h"
#include "tests/support/chart_harness.h"

enum { FUTURES = 20, PERIODS = 27 };

static double values[FUTURES * PERIODS];
static uint64_t numbers[FUTURES];
static const ent_path_event events[] = {
    {4, "Q2 2027, share capped"}, {5, "Q3 2027, first right of the licensor lapsed"}};

/* Future i grows by i + 1 billion a quarter. */
static ent_paths sample_paths(void) {
    const ent_fan fan = sample_fan();
    for (size_t i = 0; i < FUTURES; i++) {
        numbers[i] = 3 * i;
        for (size_t t = 0; t < PERIODS; t++)
            values[i * PERIODS + t] = 1e9 * (double)((i + 1) * (t + 1));
    }
    return (ent_paths){.text = fan.text,
                       .unit = "USD/year",
                       .measure = ENT_RATE,
                       .count = PERIODS,
                       .start = fan.start,
                       .ends = fan.ends,
                       .values = values,
                       .numbers = numbers,
                       .future_count = FUTURES,
                       .told = 9,
                       .events = events,
                       .event_count = 2,
                       .marks = fan.marks,
                       .mark_count = fan.mark_count};
}

/* y of a value: the axis runs from 0 at its lowest line to 600bn. */
static void lines_stand_where_their_values_are(void **state) {
    (void)state;
    const ent_paths p = sample_paths();
    ent_scene *scene = scene_of(&ent_paths_chart, &p, "slide", NULL);
    const ent_scene_item *told = item_in(scene, "told");
    double grid[2] = {0, 1e9}; /* lowest and highest gridline */
    size_t thin = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->role == ENT_ROLE_GRID) {
            grid[0] = fmax(grid[0], item->points[1]);
            grid[1] = fmin(grid[1], item->points[1]);
        }
        thin += item->role == ENT_ROLE_PATH && item->shape == ENT_POLYLINE;
    }
    assert_int_equal(thin, FUTURES - 1);
    assert_int_equal(told->count, PERIODS);
    text_in(scene, "$600bn");
    for (size_t t = 0; t < PERIODS; t++) {
        const double share = 10e9 * (double)(t + 1) / 600e9;
        assert_true(fabs(told->points[2 * t + 1] -
                         (grid[0] + share * (grid[1] - grid[0]))) < 1e-6);
    }
    scene_close(scene);
}

/* Each event is a dot on the line told, and the line of its label ends on it. */
static void events_are_dots_on_the_line(void **state) {
    (void)state;
    const ent_paths p = sample_paths();
    ent_scene *scene = scene_of(&ent_paths_chart, &p, "two-column", NULL);
    const ent_scene_item *told = item_in(scene, "told");
    size_t dots = 0, lines = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        for (size_t e = 0; e < 2; e++) {
            const double *at = told->points + 2 * events[e].period;
            dots += item->shape == ENT_DISC && item->x == at[0] && item->y == at[1];
            lines += item->role == ENT_ROLE_LEADER && item->points[2] == at[0] &&
                     item->points[3] == at[1];
        }
    }
    assert_int_equal(dots, 2);
    assert_int_equal(lines, 2);
    text_in(scene, "Q2 2027, share capped");
    scene_close(scene);
}

static void the_whole_layout(void **state) {
    (void)state;
    ent_paths p = sample_paths();
    p.future_count = 12; /* enough for a page to read */
    ent_scene *scene = scene_of(&ent_paths_chart, &p, "two-column", "light");
    expect_golden_dump(scene, "paths.txt");
    scene_close(scene);
}

static void negate(void) {
    for (size_t i = 0; i < FUTURES * PERIODS; i++)
        values[i] = -values[i];
}

static void every_case_is_legible(void **state) {
    (void)state;
    static ent_path_event many[ENT_PATH_EVENTS_MOST + 2];
    for (size_t i = 0; i < sizeof many / sizeof *many; i++)
        many[i] = (ent_path_event){2 * i, "Q2 2027, the first right of the licensor to "
                                          "what its subsidiaries launch has lapsed"};
    ent_paths p = sample_paths();
    expect_legible_everywhere(&ent_paths_chart, &p);
    p.events = many;
    p.event_count = sizeof many / sizeof *many;
    p.text.title = "A title that says at some length what was found, as the desk of a "
                   "paper would not let it stand, and goes on";
    expect_legible_everywhere(&ent_paths_chart, &p);
    negate();
    p.measure = ENT_STOCK;
    expect_legible_everywhere(&ent_paths_chart, &p);
    p = sample_paths();
    p.future_count = 1;
    p.told = 0;
    p.told_label = "the base case";
    expect_legible_everywhere(&ent_paths_chart, &p);
    p.count = 1;
    p.event_count = 0;
    expect_legible_everywhere(&ent_paths_chart, &p);
    p = sample_paths();
    for (size_t i = 0; i < FUTURES * PERIODS; i++)
        values[i] = 38e9; /* all at the cap */
    expect_legible_everywhere(&ent_paths_chart, &p);
}

static void what_has_no_room_is_left_out(void **state) {
    (void)state;
    static ent_path_event many[ENT_PATH_EVENTS_MOST];
    for (size_t i = 0; i < ENT_PATH_EVENTS_MOST; i++)
        many[i] = (ent_path_event){2 * i, "Q2 2027, something at some length happens"};
    ent_paths p = sample_paths();
    p.events = many;
    p.event_count = ENT_PATH_EVENTS_MOST;
    ent_scene *scene = scene_of(&ent_paths_chart, &p, "one-column", NULL);
    const ent_scene_item *told = item_in(scene, "told");
    double top = 1e9, bottom = 0;
    for (size_t i = 0; i < scene->count; i++)
        if (scene->items[i].role == ENT_ROLE_GRID) {
            top = fmin(top, scene->items[i].points[1]);
            bottom = fmax(bottom, scene->items[i].points[1]);
        }
    assert_true(bottom - top > 0.4 * (132 - 20) && told->count == PERIODS);
    scene_close(scene);
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    const ent_paths p = sample_paths();
    ent_scene *scene = scene_of(&ent_paths_chart, &p, "slide", NULL);
    assert_string_equal(
        scene->description,
        "Simulated futures over time: Payments to the licensor, USD a year, 2026 to "
        "2032. "
        "27 periods from 27 Apr 2026 to 31 Dec 2032. Of 20, future 27 begins at $10bn a "
        "year and ends at $270bn a year. All 20 end between $27bn a year and $540bn a "
        "year. Q2 2027, share capped. Q3 2027, first right of the licensor lapsed. "
        "Marked: share ends, 31 Dec 2030; licence ends, 31 Dec 2032. Simulation, not a "
        "forecast.");
    text_in(scene, "future 27: $270bn a year");
    text_in(scene, "19 other simulated futures");
    scene_close(scene);
}

/* What flows in each period adds up. */
static void flows_come_to_their_sums(void **state) {
    (void)state;
    ent_paths p = sample_paths();
    p.unit = "USD";
    p.measure = ENT_FLOW;
    p.count = 4;
    p.event_count = 0;
    for (size_t i = 0; i < FUTURES * PERIODS; i++)
        values[i] = 1e9 * (double)(i / 4 + 1); /* future 9: 10bn in each of four */
    ent_scene *scene = scene_of(&ent_paths_chart, &p, "slide", NULL);
    text_in(scene, "future 27: $40bn in all");
    assert_non_null(strstr(scene->description,
                           "future 27 begins at $10bn and comes to "
                           "$40bn in all. All 20 come to between $4bn "
                           "and $80bn in all."));
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    ent_paths p = sample_paths();
    p.future_count = 0;
    expect_chart_problem(&ent_paths_chart, &p, "E0803");
    p = sample_paths();
    values[77] = NAN;
    expect_chart_problem(&ent_paths_chart, &p, "E0804");
    p = sample_paths();
    p.told = FUTURES;
    expect_chart_problem(&ent_paths_chart, &p, "E0805");
    p = sample_paths();
    p.count = 4; /* the events come later */
    p.event_count = 1;
    expect_chart_problem(&ent_paths_chart, &p, "E0805");
    p = sample_paths();
    p.start = p.ends[0] + 1;
    expect_chart_problem(&ent_paths_chart, &p, "E0805");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    ent_paths p = sample_paths();
    static const ent_path_event both[] = {{1, "one"}, {1, "two, with a comma"}};
    p.count = PERIODS;
    p.future_count = 2;
    p.told = 1;
    p.events = both;
    char *text = csv_of(&ent_paths_chart, &p);
    static const char wanted[] = "period_end,told,events,future_0,future_3\n"
                                 "2026-06-30,2000000000,,1000000000,2000000000\n"
                                 "2026-09-30,4000000000,\"one; two, with a comma\","
                                 "2000000000,4000000000\n";
    assert_int_equal(strncmp(text, wanted, strlen(wanted)), 0);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_stand_where_their_values_are),
        cmocka_unit_test(events_are_dots_on_the_line),
        cmocka_unit_test(the_whole_layout),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(what_has_no_room_is_left_out),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(flows_come_to_their_sums),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
