/* The sensitivity chart: two bars for each input, with their intervals. */
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

enum { INPUTS = 4, MANY = 16 };

static const ent_sobol some[INPUTS] = {
    {"Plan attainment", 0.1875, 0.125, 0.25, 0.25, 0.1875, 0.3125},
    {"Demand against plan", 0.5, 0.4375, 0.5625, 0.625, 0.5625, 0.6875},
    {"OpenAI declares AGI", 0, -0.03125, 0.03125, 0, -0.03125, 0.03125},
    {"Multiple of revenue in 2032", 0.125, 0.0625, 0.1875, 0.1875, 0.125, 0.25}};

static ent_sensitivity sample(const ent_sobol *inputs, size_t count) {
    return (ent_sensitivity){
        .text = sample_histogram().text, .inputs = inputs, .count = count};
}

static void the_bars_are_as_kept(void **state) {
    (void)state;
    ent_sensitivity s = sample(some, INPUTS);
    ent_scene *scene = scene_of(&ent_sensitivity_chart, &s, "two-column", NULL);
    expect_golden_dump(scene, "sensitivity-two-column.txt");
    scene_close(scene);
}

/* Bars begin at zero and end at the index, largest total first. */
static void bars_agree_with_the_axis(void **state) {
    (void)state;
    ent_sensitivity s = sample(some, INPUTS);
    ent_scene *scene = scene_of(&ent_sensitivity_chart, &s, NULL, NULL);
    const double twenty = text_in(scene, "20")->x, sixty = text_in(scene, "60%")->x;
    const double zero = twenty - (sixty - twenty) / 2;
    static const double totals[] = {0.625, 0.25, 0.1875}, firsts[] = {0.5, 0.1875, 0.125};
    size_t total = 0, first = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->shape != ENT_RECT || item->width == item->height)
            continue; /* the keys are squares */
        const double share = item->width / (sixty - zero) * 0.6;
        if (item->role == ENT_ROLE_BAR_LIGHT)
            assert_true(fabs(share - totals[total++]) < 1e-6);
        else if (item->role == ENT_ROLE_BAR)
            assert_true(fabs(share - firsts[first++]) < 1e-6);
        else
            continue;
        assert_true(fabs(item->x - zero) < 1e-6);
    }
    assert_true(total == 3 && first == 3);
    assert_true(text_in(scene, "Demand")->y < text_in(scene, "Plan")->y);
    assert_true(text_in(scene, "Multiple")->y < text_in(scene, "OpenAI")->y);
    scene_close(scene);
}

static void every_case_is_legible(void **state) {
    (void)state;
    static char names[MANY][120];
    ent_sobol inputs[MANY];
    for (int i = 0; i < MANY; i++) {
        inputs[i] = some[i % INPUTS];
        snprintf(names[i], sizeof names[i],
                 "Input %d, whose name is as long as such names become when someone "
                 "explains what it is",
                 i + 1);
        if (i % 3 == 0)
            inputs[i].name = names[i];
    }
    for (size_t count = 1; count <= MANY; count += 5) {
        ent_sensitivity s = sample(inputs, count);
        expect_legible_everywhere(&ent_sensitivity_chart, &s);
    }
    /* Nothing explains anything. */
    ent_sobol none = {"Nothing", 0, 0, 0, 0, 0, 0};
    ent_sensitivity s = sample(&none, 1);
    expect_legible_everywhere(&ent_sensitivity_chart, &s);
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_sensitivity s = sample(some, 2);
    ent_scene *scene = scene_of(&ent_sensitivity_chart, &s, NULL, NULL);
    assert_string_equal(
        scene->description,
        "Sensitivity: Payments to the licensor, USD a year, 2026 to 2032, "
        "shares of its variance. Demand against plan: 63% in all, 50% "
        "alone. Plan attainment: 25% in all, 19% alone. Simulation, not a "
        "forecast.");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    ent_sobol in = some[0];
    ent_sensitivity s = sample(&in, 0);
    expect_chart_problem(&ent_sensitivity_chart, &s, "E0803");
    s.count = 1;
    in.total = NAN;
    expect_chart_problem(&ent_sensitivity_chart, &s, "E0804");
    in = some[0];
    in.first_low = 0.2;
    expect_chart_problem(&ent_sensitivity_chart, &s, "E0805");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    static const char path[] = "test_chart_sensitivity.csv";
    ent_problems problems = {0};
    ent_sensitivity s = sample(some, 2);
    size_t size;
    assert_int_equal(
        ent_chart_save_csv(&(ent_chart){&ent_sensitivity_chart, &s}, path, &problems),
        ENT_OK);
    char *text = file_text(path, &size);
    unlink(path);
    assert_string_equal(text,
                        "input,first,first_low,first_high,total,total_low,total_high\n"
                        "Demand against plan,0.5,0.4375,0.5625,0.625,0.5625,0.6875\n"
                        "Plan attainment,0.1875,0.125,0.25,0.25,0.1875,0.3125\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bars_are_as_kept),
        cmocka_unit_test(bars_agree_with_the_axis),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
