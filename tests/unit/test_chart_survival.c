/* The survival chart: steps at period ends, keys, its words, its mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/chart_harness.h"

enum { PERIODS = 27, EVENTS = 5 };

static ent_day ends[PERIODS];
static double shares[EVENTS][PERIODS];
static ent_survival_event events[EVENTS];
static ent_mark marks[2];

/* Quarters from 27 April 2026; event k comes in a 32nd of all futures in each quarter from
 * number 4 k on, until (k + 2) / 8 have seen it. */
static ent_survival sample(void) {
    static const char *const labels[] = {
        "Revenue share: capped", "Azure commitment: met",
        "A clause with a title that takes more room than there is: lapsed",
        "First refusal: lapsed", "AGI"};
    for (int t = 0; t < PERIODS; t++) {
        int quarter = t + 2;
        ends[t] = ent_day_of(2026 + quarter / 4, quarter % 4 * 3 + 1, 1) - 1;
        for (int k = 0; k < EVENTS; k++) {
            double most = (k + 2) / 8.0, share = t < 4 * k ? 0 : (t - 4 * k + 1) / 32.0;
            shares[k][t] = share < most ? share : most;
        }
    }
    for (int k = 0; k < EVENTS; k++)
        events[k] = (ent_survival_event){labels[k], shares[k], k};
    marks[0] = (ent_mark){ent_day_of(2030, 12, 31), "share ends"};
    marks[1] = (ent_mark){ent_day_of(2035, 12, 31), "beyond the horizon"};
    ent_survival s = {.text = chart_words,
                      .futures = 100000,
                      .count = PERIODS,
                      .start = ent_day_of(2026, 4, 27),
                      .ends = ends,
                      .events = events,
                      .event_count = 3,
                      .marks = marks,
                      .mark_count = 2};
    return s;
}

static void the_whole_layout(void **state) {
    (void)state;
    ent_survival s = sample();
    ent_scene *scene = scene_of(&ent_survival_chart, &s, "two-column", "light");
    expect_golden_dump(scene, "survival-two-column.txt");
    scene_close(scene);
}

static void lines_step_up_at_period_ends(void **state) {
    (void)state;
    ent_survival s = sample();
    ent_scene *scene = scene_of(&ent_survival_chart, &s, "slide", "light");
    const ent_scene_item *line = item_in(scene, "event-1");
    assert_int_equal(line->count, 2 * PERIODS);
    for (size_t i = 0; i + 1 < line->count; i++) {
        const double *p = line->points + 2 * i;
        assert_true(i % 2 ? p[1] == p[3] && p[2] > p[0] : p[0] == p[2] && p[3] <= p[1]);
    }
    /* 100% and 0 are drawn where their labels stand; the event ends at a quarter. */
    double top = text_in(scene, "100%")->y, bottom = text_in(scene, "0")->y;
    double last = line->points[2 * line->count - 1];
    double rise = 0.73 / 2 * scene->look.size->text[ENT_TEXT_LABEL];
    assert_true(fabs(last + rise - (bottom + 0.25 * (top - bottom))) < 0.01);
    /* What has not begun to come is not drawn upon the axis. */
    assert_int_equal(item_in(scene, "event-3")->count, 2 * (PERIODS - 8));
    scene_close(scene);
}

static void every_case_is_legible(void **state) {
    (void)state;
    ent_survival s = sample();
    for (size_t count = 1; count <= EVENTS; count++) {
        s.event_count = count;
        expect_legible_everywhere(&ent_survival_chart, &s);
    }
    s.count = 1; /* one period; all of no event */
    expect_legible_everywhere(&ent_survival_chart, &s);
    s = sample();
    for (int t = 0; t < PERIODS; t++)
        shares[0][t] = shares[1][t] = 1;
    expect_legible_everywhere(&ent_survival_chart, &s);
    s.text.title =
        "A title that says much more than any headline ought to say, as authors "
        "who are in a hurry do, and then goes on for a while";
    expect_legible_everywhere(&ent_survival_chart, &s);
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_survival s = sample();
    s.event_count = 2;
    ent_scene *scene = scene_of(&ent_survival_chart, &s, "slide", NULL);
    assert_string_equal(
        scene->description,
        "Stepped lines over time: Payments to the licensor, USD a year, 2026 to 2032. 27 "
        "periods from 27 Apr 2026 to 31 Dec 2032, 0% to 100%. Revenue share: capped: "
        "25.00% by the end. Azure commitment: met: 37.50% by the end. Simulation, not a "
        "forecast.");
    text_in(scene, "25.00% Revenue share: capped");
    scene_close(scene);
    for (int t = 0; t < PERIODS; t++)
        shares[0][t] = t < 10 ? 0 : 0.75;
    scene = scene_of(&ent_survival_chart, &s, "slide", NULL);
    assert_non_null(strstr(scene->description,
                           "capped: 75.00% by the end; in half by 31 Dec"
                           " 2028."));
    scene_close(scene);
    for (int t = 0; t < PERIODS; t++)
        shares[0][t] = 0;
    scene = scene_of(&ent_survival_chart, &s, "slide", NULL);
    text_in(scene, "<0.003% Revenue share: capped");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    ent_survival s = sample();
    s.event_count = 0;
    expect_chart_problem(&ent_survival_chart, &s, "E0803");
    s = sample();
    s.count = 0;
    expect_chart_problem(&ent_survival_chart, &s, "E0803");
    s = sample();
    shares[1][3] = NAN;
    expect_chart_problem(&ent_survival_chart, &s, "E0804");
    s = sample();
    shares[1][20] = 0.1; /* falls */
    expect_chart_problem(&ent_survival_chart, &s, "E0805");
    s = sample();
    shares[2][26] = 1.5;
    expect_chart_problem(&ent_survival_chart, &s, "E0805");
    s = sample();
    ends[5] = ends[4];
    expect_chart_problem(&ent_survival_chart, &s, "E0805");
    s = sample();
    events[1].label = NULL;
    expect_chart_problem(&ent_survival_chart, &s, "E0805");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    ent_survival s = sample();
    s.count = 2;
    s.event_count = 2;
    events[1].label = "met, in full";
    char *text = csv_of(&ent_survival_chart, &s);
    assert_string_equal(text, "period_end,Revenue share: capped,\"met, in full\"\n"
                              "2026-06-30,0.03125,0\n"
                              "2026-09-30,0.0625,0\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_layout),
        cmocka_unit_test(lines_step_up_at_period_ends),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
