/* The dumbbell: lanes by metric and version, a scale for each unit, dates that never come,
 * and what gives way on a short page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/chart_harness.h"

enum { VERSIONS = 2, METRICS = 4, MANY = 12 };

static const char *const versions[] = {"October 2025", "April 2026"};
static const int hues[ENT_VERSIONS_MOST] = {0, 1, 2, 3, 4, 5, 6, 7};
static const ent_spread npv[] = {{200e9, 450e9, 980e9, 5e9}, {210e9, 400e9, 930e9, 5e9}};
static const ent_spread paid[] = {{10e9, 80e9, 180e9, 1e9}, {38e9, 38e9, 38e9, 0}};
static const ent_spread share[] = {{0, 0, 0.0004, 0.0001}, {0.1, 0.11, 0.12, 0.005}};

/* Money, a date, money again, a share. */
static const ent_compared *metrics(void) {
    static ent_spread cap[VERSIONS];
    static ent_compared all[METRICS];
    cap[0] = (ent_spread){INFINITY, INFINITY, INFINITY, 0};
    cap[1] = (ent_spread){(double)ent_day_of(2028, 3, 31),
                          (double)ent_day_of(2029, 3, 31), INFINITY, 0};
    all[0] = (ent_compared){"Microsoft's net present value", "USD", 0, npv};
    all[1] = (ent_compared){"Cap reached", "date", 0, cap};
    all[2] = (ent_compared){"Paid in all", "USD", 0, paid};
    all[3] = (ent_compared){"Both gain", "%", 10000, share};
    return all;
}

static ent_dumbbell sample(void) {
    return (ent_dumbbell){.text = sample_histogram().text,
                          .versions = versions,
                          .hues = hues,
                          .version_count = VERSIONS,
                          .metrics = metrics(),
                          .count = METRICS};
}

static void the_lanes_are_as_kept(void **state) {
    (void)state;
    ent_dumbbell d = sample();
    ent_scene *scene = scene_of(&ent_dumbbell_chart, &d, "two-column", NULL);
    expect_golden_dump(scene, "dumbbell-two-column.txt");
    scene_close(scene);
}

/* Heights of the names, in the order of the page. */
static double height_of(const ent_scene *scene, const char *text) {
    return text_in(scene, text)->y;
}

static void metrics_of_a_unit_stand_together(void **state) {
    (void)state;
    ent_dumbbell d = sample();
    ent_scene *scene = scene_of(&ent_dumbbell_chart, &d, NULL, NULL);
    assert_true(height_of(scene, "Microsoft's") < height_of(scene, "Paid in all"));
    assert_true(height_of(scene, "Paid in all") < height_of(scene, "Cap reached"));
    assert_true(height_of(scene, "Cap reached") < height_of(scene, "Both gain"));
    /* The money's axis stands between its metrics and the next panel. */
    double axis = text_in(scene, "0.2")->y;
    assert_true(axis > height_of(scene, "Paid in all"));
    assert_true(axis < height_of(scene, "Cap reached"));
    scene_close(scene);
}

static void medians_are_drawn_and_printed(void **state) {
    (void)state;
    ent_dumbbell d = sample();
    ent_scene *scene = scene_of(&ent_dumbbell_chart, &d, NULL, NULL);
    double zero = scene->width, scale = 0, dots[8];
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++)
        if (scene->items[i].role == ENT_ROLE_DOT)
            dots[count++] = scene->items[i].x;
    /* Seven medians: a cap that never comes has none. */
    assert_int_equal(count, 7);
    scale = (text_in(scene, "0.4")->x - text_in(scene, "0.2")->x) / 200e9;
    zero = text_in(scene, "0.2")->x - 200e9 * scale;
    for (int i = 0; i < 2; i++) {
        assert_true(fabs(dots[i] - (zero + scale * npv[i].middle)) < 1e-6);
        assert_true(fabs(dots[2 + i] - (zero + scale * paid[i].middle)) < 1e-6);
    }
    text_in(scene, "never");
    text_in(scene, "$450bn");
    text_in(scene, "<0.03%");
    text_in(scene, "11.0%");
    assert_non_null(strstr(scene->description,
                           "Cap reached: October 2025 never (never to "
                           "never); April 2026 Q1 2029 (Q1 2028 to "
                           "never)."));
    scene_close(scene);
}

/* Beside billions, millions would be lost: they have a scale of their own. */
static void a_metric_is_not_lost_on_the_scale_of_others(void **state) {
    (void)state;
    const ent_spread small[] = {{1e6, 3e6, 9e6, 0}, {2e6, 4e6, 8e6, 0}};
    const ent_compared two[] = {{"Net present value", "USD", 0, npv},
                                {"Deficiency", "USD", 0, small}};
    ent_dumbbell d = sample();
    d.metrics = two;
    d.count = 2;
    ent_scene *scene = scene_of(&ent_dumbbell_chart, &d, NULL, NULL);
    text_in(scene, "$1.0tn");
    text_in(scene, "$8m");
    double dots[4];
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++)
        if (scene->items[i].role == ENT_ROLE_DOT)
            dots[count++] = scene->items[i].x;
    assert_int_equal(count, 4);
    assert_true(fabs(dots[3] - dots[2]) > 20);
    scene_close(scene);
    expect_legible_everywhere(&ent_dumbbell_chart, &d);
}

/* Eight versions with names too long, twelve metrics, some below zero. */
static ent_dumbbell many(void) {
    static const char *const names[ENT_VERSIONS_MOST] = {
        ("As first signed between the founders of the company and the university that "
         "held the patents until they lapsed"),
        "Two",
        "Three",
        "Four",
        "Five, restated",
        "Six",
        "Seven",
        "Eight"};
    static ent_spread spreads[MANY][ENT_VERSIONS_MOST];
    static ent_compared all[MANY];
    static char titles[MANY][200];
    static const char *const units[] = {"USD", "USD/year", "1", "%", "EUR/launch"};
    for (int i = 0; i < MANY; i++) {
        for (int v = 0; v < ENT_VERSIONS_MOST; v++) {
            double middle = (v - 3) * (i + 1) * 1e9;
            spreads[i][v] = (ent_spread){middle - 1e9, middle, middle + 5e9, 1e7};
        }
        snprintf(titles[i], sizeof titles[i],
                 "Metric %d, whose title says at length what it measures, of whom, from "
                 "when until when, in which unit and after which deductions",
                 i);
        all[i] = (ent_compared){titles[i], units[i % 5], 0, spreads[i]};
    }
    return (ent_dumbbell){.text = sample_histogram().text,
                          .versions = names,
                          .hues = hues,
                          .version_count = ENT_VERSIONS_MOST,
                          .metrics = all,
                          .count = MANY};
}

static void every_size_is_legible(void **state) {
    (void)state;
    ent_dumbbell d = sample(), one = sample(), single = sample(), all = many();
    one.count = 1;
    single.version_count = 1;
    expect_legible_everywhere(&ent_dumbbell_chart, &d);
    expect_legible_everywhere(&ent_dumbbell_chart, &one);
    expect_legible_everywhere(&ent_dumbbell_chart, &single);
    expect_legible_everywhere(&ent_dumbbell_chart, &all);
}

static size_t headings(const ent_scene *scene) {
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++)
        count += scene->items[i].role == ENT_ROLE_STRONG;
    return count;
}

static void what_has_no_room_is_counted(void **state) {
    (void)state;
    ent_dumbbell d = many();
    ent_scene *scene = scene_of(&ent_dumbbell_chart, &d, "slide", NULL);
    char wanted[80];
    bool said = false;
    assert_true(headings(scene) >= 1 && headings(scene) < MANY);
    snprintf(wanted, sizeof wanted, "room: %zu more.", MANY - headings(scene));
    for (size_t i = 0; i < scene->count; i++)
        said = said || (scene->items[i].shape == ENT_SCENE_TEXT &&
                        strstr(scene->items[i].text, wanted));
    assert_true(said);
    scene_close(scene);
    scene = scene_of(&ent_dumbbell_chart, &d, "one-column", NULL);
    assert_int_equal(headings(scene), MANY);
    scene_close(scene);
}

static void what_never_comes_needs_no_axis(void **state) {
    (void)state;
    const ent_spread never[] = {{INFINITY, INFINITY, INFINITY, 0},
                                {INFINITY, INFINITY, INFINITY, 0}};
    const ent_compared metric = {"Cap reached", "date", 0, never};
    ent_dumbbell d = sample();
    d.metrics = &metric;
    d.count = 1;
    expect_legible_everywhere(&ent_dumbbell_chart, &d);
    ent_scene *scene = scene_of(&ent_dumbbell_chart, &d, NULL, NULL);
    for (size_t i = 0; i < scene->count; i++)
        assert_true(scene->items[i].role != ENT_ROLE_TICK);
    scene_close(scene);
}

static void no_spread_is_a_dot(void **state) {
    (void)state;
    const ent_spread same[] = {{5e9, 5e9, 5e9, 0}, {5e9, 5e9, 5e9, 0}};
    const ent_compared metric = {"Advance", "USD", 0, same};
    ent_dumbbell d = sample();
    d.metrics = &metric;
    d.count = 1;
    ent_scene *scene = scene_of(&ent_dumbbell_chart, &d, NULL, NULL);
    for (size_t i = 0; i < scene->count; i++)
        assert_true(scene->items[i].role != ENT_ROLE_CHOSEN);
    scene_close(scene);
    expect_legible_everywhere(&ent_dumbbell_chart, &d);
}

static void bad_data_are_refused(void **state) {
    (void)state;
    ent_spread spreads[] = {npv[0], npv[1]};
    ent_compared metric = {"Microsoft's net present value", "USD", 0, spreads};
    ent_dumbbell d = sample();
    d.metrics = &metric;
    d.count = 0;
    expect_chart_problem(&ent_dumbbell_chart, &d, "E0803");
    d.count = 1;
    spreads[1].middle = NAN;
    expect_chart_problem(&ent_dumbbell_chart, &d, "E0804");
    spreads[1].middle = npv[1].middle;
    spreads[1].high = INFINITY; /* money always comes */
    expect_chart_problem(&ent_dumbbell_chart, &d, "E0804");
    spreads[1].high = 1;
    expect_chart_problem(&ent_dumbbell_chart, &d, "E0805");
    spreads[1] = npv[1];
    d.version_count = ENT_VERSIONS_MOST + 1;
    expect_chart_problem(&ent_dumbbell_chart, &d, "E0805");
}

static void the_csv_holds_every_version(void **state) {
    (void)state;
    ent_dumbbell d = sample();
    char *text = csv_of(&ent_dumbbell_chart, &d);
    assert_string_equal(
        text, "metric,unit,version,low,middle,high\n"
              "Microsoft's net present value,USD,October 2025,200000000000,450000000000,"
              "980000000000\n"
              "Microsoft's net present value,USD,April 2026,210000000000,400000000000,"
              "930000000000\n"
              "Cap reached,date,October 2025,never,never,never\n"
              "Cap reached,date,April 2026,2028-03-31,2029-03-31,never\n"
              "Paid in all,USD,October 2025,10000000000,80000000000,180000000000\n"
              "Paid in all,USD,April 2026,38000000000,38000000000,38000000000\n"
              "Both gain,%,October 2025,0,0,0.0004\n"
              "Both gain,%,April 2026,0.1,0.11,0.12\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lanes_are_as_kept),
        cmocka_unit_test(metrics_of_a_unit_stand_together),
        cmocka_unit_test(medians_are_drawn_and_printed),
        cmocka_unit_test(a_metric_is_not_lost_on_the_scale_of_others),
        cmocka_unit_test(every_size_is_legible),
        cmocka_unit_test(what_has_no_room_is_counted),
        cmocka_unit_test(what_never_comes_needs_no_axis),
        cmocka_unit_test(no_spread_is_a_dot),
        cmocka_unit_test(bad_data_are_refused),
        cmocka_unit_test(the_csv_holds_every_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
