/* The difference chart: its lanes, shares, sides, and what gives way on a short page. */
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

enum { GAINS = 2, MANY = 14 };

static const ent_gain both[GAINS] = {
    {"OpenAI", NULL, 10000, 80e9, 2e9, -30e9, 60e9, 270e9, 0.771, 0.1, 0},
    {"Microsoft", NULL, 10000, -20e9, 1e9, -100e9, -20e9, 40e9, 0.336, 0, 1}};

static ent_difference sample(const ent_gain *gains, size_t count) {
    return (ent_difference){.text = sample_histogram().text,
                            .unit = "USD",
                            .below = "loses",
                            .above = "gains",
                            .gains = gains,
                            .count = count};
}

static void the_lanes_are_as_kept(void **state) {
    (void)state;
    ent_difference d = sample(both, GAINS);
    ent_scene *scene = scene_of(&ent_difference_chart, &d, "two-column", NULL);
    expect_golden_dump(scene, "difference-two-column.txt");
    scene_close(scene);
}

static void shares_medians_and_sides_are_printed(void **state) {
    (void)state;
    ent_difference d = sample(both, GAINS);
    ent_scene *scene = scene_of(&ent_difference_chart, &d, NULL, NULL);
    const ent_scene_item *share = text_in(scene, "77.1%"),
                         *name = text_in(scene, "OpenAI");
    assert_true(share->y == name->y && share->x > name->x);
    assert_true(text_in(scene, "+$60bn")->y == name->y);
    assert_true(text_in(scene, "33.6%")->y == text_in(scene, "Microsoft")->y);
    text_in(scene, "\xe2\x88\x92$20bn");
    assert_true(text_in(scene, "loses")->x < text_in(scene, "gains in")->x);
    assert_non_null(strstr(scene->description,
                           "OpenAI: median +$60bn, 90% of futures from \xe2\x88\x92$30bn"
                           " to +$270bn, gains in 77.1%."));
    scene_close(scene);
}

/* Dots stand where the median is on the axis' own scale. */
static void dots_agree_with_the_axis(void **state) {
    (void)state;
    ent_difference d = sample(both, GAINS);
    ent_scene *scene = scene_of(&ent_difference_chart, &d, NULL, NULL);
    double zero = text_in(scene, "0")->x, hundred = text_in(scene, "100")->x;
    size_t dots = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->role != ENT_ROLE_DOT)
            continue;
        double expected = zero + both[dots].p50 / 100e9 * (hundred - zero);
        assert_true(fabs(item->x - expected) < 1e-6);
        assert_int_equal(item->hue, both[dots].hue);
        dots++;
    }
    assert_int_equal(dots, GAINS);
    scene_close(scene);
}

/* Seven amendments of two parties, with names that no page is wide enough for. */
static void many(ent_gain gains[MANY]) {
    static char headings[MANY][160];
    for (int i = 0; i < MANY; i++) {
        gains[i] = both[i % 2];
        gains[i].mean *= i + 1;
        gains[i].p5 *= i + 1;
        gains[i].p50 *= i + 1;
        gains[i].p95 *= i + 1;
        if (i % 2)
            continue;
        snprintf(headings[i], sizeof headings[i],
                 "Amendment number %d, as restated after the arbitration between the "
                 "licensor and the licensee of the same year",
                 i / 2 + 1);
        gains[i].heading = headings[i];
        gains[i].name = "The Incorporated Licensor of the Underlying Technology and its "
                        "Successors";
    }
}

static void every_size_is_legible(void **state) {
    (void)state;
    ent_gain gains[MANY];
    many(gains);
    ent_difference d = sample(both, GAINS), one = sample(both, 1),
                   all = sample(gains, MANY);
    expect_legible_everywhere(&ent_difference_chart, &d);
    expect_legible_everywhere(&ent_difference_chart, &one);
    expect_legible_everywhere(&ent_difference_chart, &all);
}

static void what_has_no_room_is_counted(void **state) {
    (void)state;
    ent_gain gains[MANY];
    many(gains);
    ent_difference d = sample(gains, MANY);
    ent_scene *scene = scene_of(&ent_difference_chart, &d, "square", NULL);
    size_t dots = 0;
    char wanted[80];
    for (size_t i = 0; i < scene->count; i++)
        dots += scene->items[i].role == ENT_ROLE_DOT;
    assert_true(dots >= 4 && dots < MANY);
    snprintf(wanted, sizeof wanted, "room: %zu more.", MANY - dots);
    bool said = false;
    for (size_t i = 0; i < scene->count; i++)
        said = said || (scene->items[i].shape == ENT_SCENE_TEXT &&
                        strstr(scene->items[i].text, wanted));
    assert_true(said);
    scene_close(scene);
    scene = scene_of(&ent_difference_chart, &d, "two-column", NULL);
    for (dots = 0; scene->count > 0; scene->count--)
        dots += scene->items[scene->count - 1].role == ENT_ROLE_DOT;
    assert_int_equal(dots, MANY);
    scene_close(scene);
}

static void a_sure_loss_and_no_change_are_told(void **state) {
    (void)state;
    const ent_gain sure[] = {{"Payer", NULL, 100000, -5e9, 0, -5e9, -5e9, -5e9, 0, 0, 0},
                             {"Nobody", NULL, 100000, 0, 0, 0, 0, 0, 0, 1, 1},
                             {"Payee", NULL, 100000, 5e9, 0, 5e9, 5e9, 5e9, 1, 0, 2}};
    ent_difference d = sample(sure, 3), nothing = sample(&sure[1], 1);
    ent_scene *scene = scene_of(&ent_difference_chart, &d, NULL, NULL);
    text_in(scene, "all");
    text_in(scene, "\xe2\x88\x92$5bn");
    expect_legible(scene);
    scene_close(scene);
    scene = scene_of(&ent_difference_chart, &nothing, NULL, NULL);
    text_in(scene, "<0.003%");
    scene_close(scene);
    expect_legible_everywhere(&ent_difference_chart, &nothing);
}

static void bad_data_are_refused(void **state) {
    (void)state;
    ent_gain gain = both[0];
    ent_difference d = sample(&gain, 0);
    expect_chart_problem(&ent_difference_chart, &d, "E0803");
    d.count = 1;
    gain.count = 0;
    expect_chart_problem(&ent_difference_chart, &d, "E0803");
    gain = both[0];
    gain.mean = NAN;
    expect_chart_problem(&ent_difference_chart, &d, "E0804");
    gain = both[0];
    gain.p5 = gain.p95 + 1;
    expect_chart_problem(&ent_difference_chart, &d, "E0805");
    gain = both[0];
    gain.zero = 0.5;
    expect_chart_problem(&ent_difference_chart, &d, "E0805");
}

static void the_csv_holds_every_gain(void **state) {
    (void)state;
    ent_gain gains[2] = {both[0], both[1]};
    gains[0].heading = "April, amended";
    ent_difference d = sample(gains, GAINS);
    char *text = csv_of(&ent_difference_chart, &d);
    assert_string_equal(text,
                        "heading,name,futures,mean,se,p5,p50,p95,positive,zero\n"
                        "\"April, amended\",OpenAI,10000,80000000000,2000000000,"
                        "-30000000000,60000000000,270000000000,0.771,0.1\n"
                        "\"April, amended\",Microsoft,10000,-20000000000,1000000000,"
                        "-100000000000,-20000000000,40000000000,0.336,0\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lanes_are_as_kept),
        cmocka_unit_test(shares_medians_and_sides_are_printed),
        cmocka_unit_test(dots_agree_with_the_axis),
        cmocka_unit_test(every_size_is_legible),
        cmocka_unit_test(what_has_no_room_is_counted),
        cmocka_unit_test(a_sure_loss_and_no_change_are_told),
        cmocka_unit_test(bad_data_are_refused),
        cmocka_unit_test(the_csv_holds_every_gain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
