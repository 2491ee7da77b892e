/* The tornado: its bars, labels and words, inputs that move the outcome one way, and what gives
 * way on a short page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/chart_harness.h"

enum { SWINGS = 5, MANY = 14 };

/* In an order that is not that of their width. */
static const ent_swing some[SWINGS] = {
    {"Margin", "%", false, 0.25, 0.5, 30e9, 1e9, 50e9, 1e9},
    {"Demand against plan", "1", false, 0.5, 1.875, 20e9, 1e9, 100e9, 2e9},
    {"Capacity", "", false, 0.75, 1.25, 60e9, 1e9, 25e9, 1e9},
    {"Panel agrees", "1", true, 0, 1, 38e9, 1e9, 41e9, 1e9},
    {"Price", "USD/token", false, 2e6, 4e6, 45e9, 1e9, 50e9, 1e9}};

static ent_tornado sample(const ent_swing *swings, size_t count) {
    return (ent_tornado){.text = sample_histogram().text,
                         .unit = "USD",
                         .mean = 40e9,
                         .se = 0.3e9,
                         .swings = swings,
                         .count = count};
}

static void the_bars_are_as_kept(void **state) {
    (void)state;
    ent_tornado t = sample(some, SWINGS);
    ent_scene *scene = scene_of(&ent_tornado_chart, &t, "two-column", NULL);
    expect_golden_dump(scene, "tornado-two-column.txt");
    scene_close(scene);
}

static void the_widest_comes_first(void **state) {
    (void)state;
    static const char *const names[] = {"Demand", "Capacity", "Margin", "Price", "Panel"};
    ent_tornado t = sample(some, SWINGS);
    ent_scene *scene = scene_of(&ent_tornado_chart, &t, NULL, NULL);
    for (size_t i = 1; i < SWINGS; i++)
        assert_true(text_in(scene, names[i - 1])->y < text_in(scene, names[i])->y);
    scene_close(scene);
}

/* Bars reach from the spine to the value, on the axis' own scale. */
static void bars_agree_with_the_axis(void **state) {
    (void)state;
    ent_tornado t = sample(&some[1], 1);
    ent_scene *scene = scene_of(&ent_tornado_chart, &t, NULL, NULL);
    const double twenty = text_in(scene, "20")->x, hundred = text_in(scene, "$100bn")->x;
    const double each = (hundred - twenty) / 80, mean = twenty + 20 * each;
    size_t bars = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->role != ENT_ROLE_BAR || item->width == item->height)
            continue; /* the keys are squares */
        const bool high = item->hue == 1;
        assert_true(fabs(item->x - (high ? mean : twenty)) < 1e-6);
        assert_true(fabs(item->width - (high ? 60 : 20) * each) < 1e-6);
        bars++;
    }
    assert_int_equal(bars, 2);
    /* The input's values stand beyond the ends. */
    assert_true(text_in(scene, "0.500")->x < twenty);
    assert_true(text_in(scene, "1.88")->x > hundred);
    text_in(scene, "mean $40.0bn");
    scene_close(scene);
}

/* Capacity lowers the outcome: its highest tenth is at the left. */
static void ends_stand_on_the_side_of_their_outcome(void **state) {
    (void)state;
    ent_tornado t = sample(&some[2], 1);
    ent_scene *scene = scene_of(&ent_tornado_chart, &t, NULL, NULL);
    assert_true(text_in(scene, "1.25")->x < text_in(scene, "0.750")->x);
    scene_close(scene);
}

/* Both tenths of the price raise the outcome: half a lane each, one label. */
static void a_kink_has_both_bars_on_one_side(void **state) {
    (void)state;
    ent_tornado t = sample(&some[4], 1);
    ent_scene *scene = scene_of(&ent_tornado_chart, &t, NULL, NULL);
    const ent_scene_item *bars[2] = {NULL, NULL};
    for (size_t i = 0; i < scene->count; i++)
        if (scene->items[i].role == ENT_ROLE_BAR &&
            scene->items[i].width != scene->items[i].height)
            bars[scene->items[i].hue] = &scene->items[i];
    assert_true(bars[0] && bars[1] && bars[0]->x == bars[1]->x);
    assert_true(bars[0]->y + bars[0]->height <= bars[1]->y + 1e-9);
    assert_true(bars[0]->width < bars[1]->width);
    const ent_scene_item *label = text_in(scene, "$2.00m/token, $4.00m/token");
    assert_true(label->x > bars[1]->x + bars[1]->width);
    scene_close(scene);
}

static void answers_and_shares_of_time_are_told_so(void **state) {
    (void)state;
    ent_swing s = some[3];
    ent_tornado t = sample(&s, 1);
    ent_scene *scene = scene_of(&ent_tornado_chart, &t, NULL, NULL);
    assert_true(text_in(scene, "no")->x < text_in(scene, "yes")->x);
    scene_close(scene);
    s.high_input = 0.625;
    t.unit = "%";
    t.mean = 0.4, t.se = 0.004, s.low = 0.35, s.high = 0.42;
    s.low_se = s.high_se = 0.02;
    scene = scene_of(&ent_tornado_chart, &t, NULL, NULL);
    text_in(scene, "62.5%");
    text_in(scene, "mean 40.0%");
    assert_non_null(strstr(scene->description, "35% where it is lowest (no), 42% where "
                                               "highest (62.5%)."));
    bool chance = false;
    for (size_t i = 0; i < scene->count; i++)
        chance |=
            scene->items[i].text &&
            strstr(scene->items[i].text, "Swings of 7.0 points or less may be chance");
    assert_true(chance);
    scene_close(scene);
}

static void many(ent_swing swings[MANY]) {
    static char names[MANY][160];
    for (int i = 0; i < MANY; i++) {
        swings[i] = some[i % SWINGS];
        snprintf(names[i], sizeof names[i],
                 "Input %d, whose name is as long as such names become when someone "
                 "explains in it what it is and where it comes from",
                 i + 1);
        swings[i].name = i % 3 ? names[i] : some[i % SWINGS].name;
        swings[i].high *= 1 + 0.05 * i;
    }
}

static void every_case_is_legible(void **state) {
    (void)state;
    static const double factors[] = {1, -1, 1e-9, 1e6};
    static const char *const units[] = {"USD", "USD/year", "1", "barrel"};
    ent_swing swings[MANY];
    for (size_t f = 0; f < 4; f++)
        for (size_t count = 1; count <= MANY; count += count < SWINGS ? 1 : 9) {
            many(swings);
            ent_tornado t = sample(swings, count);
            t.unit = units[f];
            t.mean *= factors[f];
            for (size_t i = 0; i < count; i++) {
                swings[i].low *= factors[f];
                swings[i].high *= factors[f];
            }
            expect_legible_everywhere(&ent_tornado_chart, &t);
            t.text.title = "A finding that takes a good many words to be told, since it "
                           "is about several things at once and hedges all of them";
            expect_legible_everywhere(&ent_tornado_chart, &t);
        }
    /* Nothing moves it; one thing moves it all the way. */
    ent_swing still = {"Nothing", "1", false, 0, 1, 40e9, 0, 40e9, 0};
    ent_tornado t = sample(&still, 1);
    t.se = 0;
    expect_legible_everywhere(&ent_tornado_chart, &t);
    still.low = 40e9, still.high = 400e9;
    expect_legible_everywhere(&ent_tornado_chart, &t);
    t.mean = still.low = still.high = 0;
    expect_legible_everywhere(&ent_tornado_chart, &t);
}

static void what_is_not_drawn_is_named(void **state) {
    (void)state;
    ent_swing swings[MANY];
    many(swings);
    for (int i = 0; i < MANY; i++) {
        static char names[MANY][16];
        snprintf(names[i], sizeof names[i], "in%02d", i);
        swings[i].name = names[i];
        swings[i].low = 40e9 - 1e9 * (MANY - i);
        swings[i].high = 40e9;
    }
    ent_tornado t = sample(swings, MANY);
    ent_scene *scene = scene_of(&ent_tornado_chart, &t, "two-column", NULL);
    char *text = NULL;
    size_t size;
    FILE *dump = open_memstream(&text, &size);
    ent_scene_dump(scene, dump);
    fclose(dump);
    assert_non_null(strstr(text, "Smaller: in10, in11, in12, in13."));
    free(text);
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    ent_swing s = some[0];
    ent_tornado t = sample(&s, 0);
    expect_chart_problem(&ent_tornado_chart, &t, "E0803");
    t.count = 1;
    s.low = NAN;
    expect_chart_problem(&ent_tornado_chart, &t, "E0804");
    s = some[0];
    t.mean = INFINITY;
    expect_chart_problem(&ent_tornado_chart, &t, "E0804");
    t.mean = 40e9;
    s.low_input = 0.75;
    expect_chart_problem(&ent_tornado_chart, &t, "E0805");
    s = some[0];
    s.high_se = -1;
    expect_chart_problem(&ent_tornado_chart, &t, "E0805");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    static const char path[] = "test_chart_tornado.csv";
    ent_problems problems = {0};
    ent_tornado t = sample(some, 2);
    size_t size;
    assert_int_equal(
        ent_chart_save_csv(&(ent_chart){&ent_tornado_chart, &t}, path, &problems),
        ENT_OK);
    char *text = file_text(path, &size);
    assert_string_equal(
        text, "input,unit,input_low,input_high,low,low_se,high,high_se,mean,mean_se\n"
              "Demand against "
              "plan,1,0.5,1.875,20000000000,1000000000,100000000000,2000000000,"
              "40000000000,300000000\n"
              "Margin,%,0.25,0.5,30000000000,1000000000,50000000000,1000000000,"
              "40000000000,300000000\n");
    free(text);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bars_are_as_kept),
        cmocka_unit_test(the_widest_comes_first),
        cmocka_unit_test(bars_agree_with_the_axis),
        cmocka_unit_test(ends_stand_on_the_side_of_their_outcome),
        cmocka_unit_test(a_kink_has_both_bars_on_one_side),
        cmocka_unit_test(answers_and_shares_of_time_are_told_so),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(what_is_not_drawn_is_named),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
