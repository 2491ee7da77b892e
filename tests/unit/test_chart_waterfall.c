/* The waterfall: running totals that close, folding, marked value, totals below zero. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plots/charts/waterfall_parts.h"
#include "tests/support/chart_harness.h"

enum { STEPS = 6, MANY = 40 };

static const ent_waterfall_step steps[STEPS] = {
    {"Sales", 80e9, 1e8, false, false},  {"Support", 0.1e9, 1e7, false, false},
    {"Fees", -0.1e9, 1e7, false, false}, {"Revenue share", -30e9, 1e8, false, false},
    {"Stake", 20e9, 1e9, true, false},   {"The rest", -10e9, 1e9, false, true}};

static ent_waterfall sample(void) {
    return (ent_waterfall){.text = sample_histogram().text,
                           .unit = "USD",
                           .end = {"Net present value", 60e9, 1e9, 20e9, 110e9},
                           .interval = "90% of futures",
                           .steps = steps,
                           .count = STEPS,
                           .hue = 1};
}

static void the_lanes_are_as_kept(void **state) {
    (void)state;
    ent_waterfall w = sample();
    ent_scene *scene = scene_of(&ent_waterfall_chart, &w, "two-column", NULL);
    expect_golden_dump(scene, "waterfall-two-column.txt");
    scene_close(scene);
}

/* The bars with these many of the smallest steps folded. */
static size_t bars_of(const ent_waterfall *w, size_t folded, ent_scene *scene,
                      ent_waterfall_bar **bars) {
    size_t count = ent_waterfall_bars(w, folded, scene, bars);
    double at = w->start ? w->start->value : 0;
    for (size_t i = w->start ? 1 : 0; i + 1 < count; i++) {
        assert_true((*bars)[i].from == at);
        at = (*bars)[i].to;
        assert_true(fabs(at - (*bars)[i].from - (*bars)[i].value) <= 1e-3);
    }
    assert_true(fabs(at - w->end.value) < 1e-3);
    assert_true((*bars)[count - 1].total && (*bars)[count - 1].from == 0);
    return count;
}

static void steps_run_to_the_total(void **state) {
    (void)state;
    ent_waterfall w = sample();
    ent_scene scene = {0};
    ent_waterfall_bar *bars;
    /* The two smallest are too small to see, so they are one bar from the first. */
    assert_int_equal(bars_of(&w, 0, &scene, &bars), 6);
    static const char *const names[] = {"Sales", "Revenue share", "Other",
                                        "Stake", "The rest",      "Net present value"};
    for (int i = 0; i < 6; i++)
        assert_string_equal(bars[i].name, names[i]);
    assert_int_equal(bars[2].folded, 2);
    assert_true(bars[2].value == 0);
    assert_true(fabs(bars[2].se - sqrt(2) * 1e7) < 1);
    assert_true(bars[3].marked && !bars[4].marked);
    ent_scene_free(&scene);
}

static void folding_keeps_the_largest_and_what_is_kept(void **state) {
    (void)state;
    ent_waterfall w = sample();
    ent_scene scene = {0};
    ent_waterfall_bar *bars;
    /* The stake is the only marked step: alone it is not folded. */
    assert_int_equal(bars_of(&w, 4, &scene, &bars), 5);
    assert_string_equal(bars[0].name, "Sales");
    assert_string_equal(bars[1].name, "Other");
    assert_int_equal(bars[1].folded, 3);
    assert_true(bars[1].value == -30e9);
    assert_string_equal(bars[2].name, "Stake");
    assert_string_equal(bars[3].name, "The rest");
    assert_int_equal(bars_of(&w, 5, &scene, &bars), 4);
    assert_string_equal(bars[0].name, "Other");
    ent_scene_free(&scene);
}

static void totals_begin_at_zero(void **state) {
    (void)state;
    const ent_waterfall_total start = {"October 2025", 100e9, 1e9, NAN, NAN};
    ent_waterfall w = sample();
    w.start = &start;
    w.end = (ent_waterfall_total){"April 2026", 160e9, 1e9, NAN, NAN};
    ent_scene *scene = scene_of(&ent_waterfall_chart, &w, NULL, NULL);
    double zero = text_in(scene, "0")->x;
    double fifty = text_in(scene, "50")->x - zero;
    size_t totals = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->role != ENT_ROLE_TOTAL)
            continue;
        double value = totals++ ? 160 : 100;
        assert_true(fabs(item->x - zero) < 1e-6);
        assert_true(fabs(item->width - fifty * value / 50) < 1e-6);
    }
    assert_int_equal(totals, 2);
    text_in(scene, "$100bn");
    text_in(scene, "+$80.0bn");
    text_in(scene, "\xe2\x88\x92$30.0bn");
    scene_close(scene);
}

/* All steps take away: every bar lies left of zero, and the change has its sign. */
static void a_loss_runs_below_zero(void **state) {
    (void)state;
    const ent_waterfall_step losses[] = {{"Minimum", -2e9, 0, false, false},
                                         {"Royalty", -3e9, 0, false, false}};
    ent_waterfall w = sample();
    w.steps = losses;
    w.count = 2;
    w.change = true;
    w.end = (ent_waterfall_total){"Change", -5e9, 0, -8e9, -1e9};
    ent_scene *scene = scene_of(&ent_waterfall_chart, &w, NULL, NULL);
    double zero = text_in(scene, "0")->x;
    size_t bars = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->role != ENT_ROLE_BAR_PALE && item->role != ENT_ROLE_TOTAL)
            continue;
        assert_true(item->x + item->width <= zero + 1e-6);
        bars++;
    }
    assert_int_equal(bars, 3);
    text_in(scene, "\xe2\x88\x92$5bn");
    scene_close(scene);
    expect_legible_everywhere(&ent_waterfall_chart, &w);
    w.count = 1; /* one step, and no interval */
    w.end = (ent_waterfall_total){"Change", -2e9, 0, NAN, NAN};
    expect_legible_everywhere(&ent_waterfall_chart, &w);
}

static void marked_value_is_hatched(void **state) {
    (void)state;
    ent_waterfall w = sample();
    ent_scene *scene = scene_of(&ent_waterfall_chart, &w, NULL, NULL);
    bool said = false;
    double stake = text_in(scene, "Stake")->y;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->shape == ENT_SCENE_TEXT && strstr(item->text, "Hatched: marked value"))
            said = true;
        /* Hatching stays within its lane; the interval on the total is level. */
        if (item->role == ENT_ROLE_HATCH && item->points[1] != item->points[3])
            assert_true(fabs(item->points[1] - stake) < 14 &&
                        fabs(item->points[3] - stake) < 14);
    }
    assert_true(said);
    scene_close(scene);
}

static ent_waterfall many(ent_waterfall_step all[MANY]) {
    static char names[MANY][160];
    ent_waterfall w = sample();
    w.end.value = 0;
    for (int i = 0; i < MANY; i++) {
        snprintf(
            names[i], sizeof names[i],
            "Clause %d of the fourth schedule, as amended and restated by the parties "
            "in the settlement of their dispute",
            i);
        all[i] = (ent_waterfall_step){names[i], (i % 3 - 1) * (i + 1) * 1e9, 1e7,
                                      i % 5 == 0, i == MANY - 1};
        w.end.value += all[i].value;
    }
    w.end.low = w.end.value - 50e9;
    w.end.high = w.end.value + 50e9;
    w.steps = all;
    w.count = MANY;
    return w;
}

static void every_size_is_legible(void **state) {
    (void)state;
    ent_waterfall_step all[MANY];
    ent_waterfall w = sample(), crowd = many(all);
    expect_legible_everywhere(&ent_waterfall_chart, &w);
    expect_legible_everywhere(&ent_waterfall_chart, &crowd);
}

static void nothing_moves(void **state) {
    (void)state;
    const ent_waterfall_step none = {"Royalty", 0, 0, false, false};
    ent_waterfall w = sample();
    w.steps = &none;
    w.count = 1;
    w.end = (ent_waterfall_total){"Net present value", 0, 0, 0, 0};
    expect_legible_everywhere(&ent_waterfall_chart, &w);
}

static void bad_data_are_refused(void **state) {
    (void)state;
    ent_waterfall w = sample();
    w.count = 0;
    expect_chart_problem(&ent_waterfall_chart, &w, "E0803");
    w = sample();
    w.end.value += 1e6;
    expect_chart_problem(&ent_waterfall_chart, &w, "E0805");
    w = sample();
    w.end.low = w.end.high + 1;
    expect_chart_problem(&ent_waterfall_chart, &w, "E0805");
    w = sample();
    w.end.value = NAN;
    expect_chart_problem(&ent_waterfall_chart, &w, "E0804");
}

static void the_csv_holds_every_step(void **state) {
    (void)state;
    const ent_waterfall_total start = {"October 2025", 5, 1, NAN, NAN};
    const ent_waterfall_step two[] = {{"Share, capped", -2, 0.5, false, false},
                                      {"Stake", 7, 0, true, false}};
    ent_waterfall w = sample();
    w.start = &start;
    w.steps = two;
    w.count = 2;
    w.end = (ent_waterfall_total){"April 2026", 10, 1, 8, 12};
    char *text = csv_of(&ent_waterfall_chart, &w);
    assert_string_equal(text, "what,name,booked_as,value,se,from,to,low,high\n"
                              "total,October 2025,,5,1,0,5,,\n"
                              "step,\"Share, capped\",cash,-2,0.5,5,3,,\n"
                              "step,Stake,marked,7,0,3,10,,\n"
                              "total,April 2026,,10,1,0,10,8,12\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lanes_are_as_kept),
        cmocka_unit_test(steps_run_to_the_total),
        cmocka_unit_test(folding_keeps_the_largest_and_what_is_kept),
        cmocka_unit_test(totals_begin_at_zero),
        cmocka_unit_test(a_loss_runs_below_zero),
        cmocka_unit_test(marked_value_is_hatched),
        cmocka_unit_test(every_size_is_legible),
        cmocka_unit_test(nothing_moves),
        cmocka_unit_test(bad_data_are_refused),
        cmocka_unit_test(the_csv_holds_every_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
