/* The fan chart: its layout in numbers, its words, its mistakes. */
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

enum { MOST = 40 };

/* A fan of `count` yearly or quarterly periods without bands' arrays of its own: all of
 * them scaled from one. */
typedef struct {
    double median[MOST], edges[6][MOST];
    ent_fan fan;
} shaped;

/* median[t] = base + slope t, edges at `widths` of spread x (t + 1) from it. */
static ent_fan *shape(shaped *s, double base, double slope, double spread) {
    static const double sides[] = {-2, -1.25, -0.75, 0.75, 1.25, 2};
    s->fan = sample_fan();
    s->fan.mean = NULL;
    s->fan.samples = NULL;
    s->fan.se = 0;
    for (size_t t = 0; t < s->fan.count; t++) {
        s->median[t] = base + slope * (double)t;
        for (int k = 0; k < 6; k++)
            s->edges[k][t] = s->median[t] + sides[k] * spread * (double)(t + 1);
    }
    s->fan.median = s->median;
    for (int k = 0; k < 3; k++)
        s->fan.bands[k] =
            (ent_band){(const double[]){0.95, 0.8, 0.5}[k], s->edges[k], s->edges[5 - k]};
    return &s->fan;
}

static void the_whole_layout(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    ent_scene *scene = scene_of(&ent_fan_chart, &fan, "two-column", "light");
    expect_golden_dump(scene, "fan-two-column.txt");
    scene_close(scene);
    shaped s;
    scene = scene_of(&ent_fan_chart, shape(&s, -1e9, -1e8, 2e8), "one-column", "print");
    expect_golden_dump(scene, "fan-negative-one-column.txt");
    scene_close(scene);
    s.fan.count = 1;
    scene = scene_of(&ent_fan_chart, &s.fan, "slide", "dark");
    expect_golden_dump(scene, "fan-one-period-slide.txt");
    scene_close(scene);
}

/* The line at value v of an axis whose ticks are in the scene. */
static double y_of_tick(const ent_scene *scene, const char *label) {
    const ent_scene_item *text = text_in(scene, label);
    double y = 0, nearest = 1e9;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        bool level = item->shape == ENT_LINE && item->points[1] == item->points[3];
        if (level && fabs(item->points[1] - text->y) < nearest) {
            nearest = fabs(item->points[1] - text->y);
            y = item->points[1];
        }
    }
    return y;
}

static void values_stand_at_their_height(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    ent_scene *scene = scene_of(&ent_fan_chart, &fan, "two-column", "light");
    double zero = y_of_tick(scene, "0"), top = y_of_tick(scene, "$800bn");
    const ent_scene_item *median = item_in(scene, "median"),
                         *outer = item_in(scene, "band-1");
    assert_int_equal(median->count, 27);
    assert_int_equal(outer->count, 54);
    for (size_t t = 0; t < 27; t++) {
        double wanted = zero + (top - zero) * fan.median[t] / 800e9;
        assert_true(fabs(median->points[2 * t + 1] - wanted) < 1e-6);
        /* bands[1] is the widest, and is drawn first whatever its place in the list */
        wanted = zero + (top - zero) * fan.bands[1].high[t] / 800e9;
        assert_true(fabs(outer->points[2 * t + 1] - wanted) < 1e-6);
        wanted = zero + (top - zero) * fan.bands[1].low[t] / 800e9;
        assert_true(fabs(outer->points[2 * (53 - t) + 1] - wanted) < 1e-6);
    }
    scene_close(scene);
}

static void flows_stand_amid_their_period_and_stocks_at_its_end(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    ent_scene *amid = scene_of(&ent_fan_chart, &fan, "slide", NULL);
    fan.measure = ENT_STOCK;
    ent_scene *end = scene_of(&ent_fan_chart, &fan, "slide", NULL);
    const ent_scene_item *flow = item_in(amid, "median"), *stock = item_in(end, "median");
    double right = stock->points[2 * 26];
    /* The axis ends with the last period, 92 days long, of 2,441 in all. */
    double day = (right - stock->points[2 * 25]) / 92;
    assert_true(fabs(flow->points[2 * 26] - (right - 46 * day)) < 1e-6);
    scene_close(amid);
    scene_close(end);
}

static void the_mean_shows_only_where_it_differs(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    double mean[27];
    for (int t = 0; t < 27; t++)
        mean[t] = fan.median[t] * 1.04;
    ent_scene *scene = scene_of(&ent_fan_chart, &fan, "slide", NULL);
    text_in(scene, "mean $350bn");
    text_in(scene, "median $280bn");
    scene_close(scene);
    fan.mean = mean;
    scene = scene_of(&ent_fan_chart, &fan, "slide", NULL);
    for (size_t i = 0; i < scene->count; i++)
        assert_true(!scene->items[i].id || strcmp(scene->items[i].id, "mean") != 0);
    scene_close(scene);
}

static void every_case_is_legible(void **state) {
    (void)state;
    static const double bases[] = {20e9, -50e9, 0, 1e-6, 1e15, 0.25},
                        slopes[] = {10, -10, 0};
    static const double spreads[] = {0, 0.5};
    shaped s;
    for (size_t b = 0; b < sizeof bases / sizeof *bases; b++)
        for (size_t k = 0; k < 3; k++)
            for (size_t w = 0; w < 2; w++) {
                double unit = bases[b] != 0 ? fabs(bases[b]) / 10 : 1;
                shape(&s, bases[b], slopes[k] * unit, spreads[w] * unit);
                expect_legible_everywhere(&ent_fan_chart, &s.fan);
                s.fan.count = 1;
                expect_legible_everywhere(&ent_fan_chart, &s.fan);
            }
    ent_fan fan = sample_fan();
    expect_legible_everywhere(&ent_fan_chart, &fan);
    fan.unit = "%";
    expect_legible_everywhere(&ent_fan_chart, &fan);
    fan.unit = "token/year";
    fan.measure = ENT_STOCK;
    expect_legible_everywhere(&ent_fan_chart, &fan);
}

static void crowded_marks_are_legible(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    ent_mark marks[] = {
        {ent_day_of(2028, 1, 1), "right of first refusal lapses"},
        {ent_day_of(2028, 3, 31), "review"},
        {ent_day_of(2030, 12, 31), "share ends"},
        {ent_day_of(2032, 6, 30), "notice"},
        {ent_day_of(2032, 12, 31), "licence ends"},
    };
    fan.marks = marks;
    fan.mark_count = 5;
    expect_legible_everywhere(&ent_fan_chart, &fan);
}

static void a_label_with_no_room_is_shortened(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    ent_mark mark = {ent_day_of(2029, 6, 30),
                     "the licensor may end the agreement \xe2\x80\x93 on notice of six "
                     "months \xe2\x80\x93 unless the payments of the last year exceed "
                     "those of the year before, or of the year before that"};
    fan.marks = &mark;
    fan.mark_count = 1;
    expect_legible_everywhere(&ent_fan_chart, &fan);
    ent_scene *scene = scene_of(&ent_fan_chart, &fan, "one-column", NULL);
    const char *text = text_in(scene, "the licensor may end")->text;
    assert_string_equal(text + strlen(text) - 3, "\xe2\x80\xa6");
    scene_close(scene);
}

static void no_room_at_all_is_a_mistake(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_fan fan = sample_fan();
    ent_look look;
    ent_measurer measurer = ent_measurer_fixed();
    ent_scene scene = {0};
    assert_int_equal(ent_look_find("one-column", NULL, &look, &problems), ENT_OK);
    ent_size narrow = *look.size;
    narrow.width = 130;
    look.size = &narrow;
    assert_int_equal(ent_chart_lay_out(&(ent_chart){&ent_fan_chart, &fan}, &look,
                                       &measurer, &scene, &problems),
                     ENT_INVALID);
    assert_string_equal(problems.list[0].code, "E0806");
    ent_problems_free(&problems);
    ent_scene_free(&scene);
}

static void long_texts_wrap(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    fan.text.title =
        "Payments to the licensor could be half of what was planned, or twice as much, "
        "by the end of the licence in 2032, if what we assume holds";
    fan.text.note = "Quarters in which nothing fell due count as zero.";
    expect_legible_everywhere(&ent_fan_chart, &fan);
    ent_scene *scene = scene_of(&ent_fan_chart, &fan, "one-column", NULL);
    text_in(scene, "Payments to the licensor could");
    text_in(scene, "Quarters in which nothing fell due");
    scene_close(scene);
}

static void a_word_longer_than_the_page_breaks(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    char word[301] = "";
    for (int i = 0; i < 150; i++)
        strcat(word, "\xc3\xa9"); /* two bytes a letter: none is cut */
    fan.text.title = word;
    expect_legible_everywhere(&ent_fan_chart, &fan);
    ent_scene *scene = scene_of(&ent_fan_chart, &fan, "one-column", NULL);
    size_t letters = 0;
    for (size_t i = 0; i < scene->count; i++)
        if (scene->items[i].role == ENT_ROLE_TITLE)
            letters += strlen(scene->items[i].text) / 2;
    assert_int_equal(letters, 150);
    scene_close(scene);
}

static void the_footer_says_what_must_be_said(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    ent_scene *scene = scene_of(&ent_fan_chart, &fan, "slide", NULL);
    text_in(scene, "Sources: Annual report, 2025; analyst's judgement");
    const ent_scene_item *run =
        text_in(scene, "A licence, 2026 to 2032. entente 0.1.0. ");
    assert_non_null(strstr(run->text,
                           "100,000 simulated futures, seed 20260427, run 3f2a9c01. "
                           "Simulation, not a forecast."));
    text_in(scene, "Each band holds its share of futures in each period separately");
    scene_close(scene);
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    fan.sample_count = 0;
    ent_scene *scene = scene_of(&ent_fan_chart, &fan, "slide", NULL);
    assert_string_equal(scene->description,
                        "Fan chart over time: Payments to the licensor, USD a year, 2026 "
                        "to 2032. 27 periods from "
                        "27 Apr 2026 to 31 Dec 2032. The median begins at $20bn a year "
                        "and ends at $280bn a year. "
                        "In the last period, 95% of the futures lie between $56bn a year "
                        "and $840bn a year, 80% of "
                        "the futures lie between $140bn a year and $504bn a year and 50% "
                        "of the futures lie between "
                        "$224bn a year and $364bn a year. The mean differs from the "
                        "median; it ends at $350bn a "
                        "year. Marked: share ends, 31 Dec 2030; licence ends, 31 Dec "
                        "2032. Simulation, not a "
                        "forecast.");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    fan.count = 0;
    expect_chart_problem(&ent_fan_chart, &fan, "E0803");
    fan = sample_fan();
    fan.median = NULL;
    expect_chart_problem(&ent_fan_chart, &fan, "E0803");
    double odd[27];
    fan = sample_fan();
    memcpy(odd, fan.median, sizeof odd);
    odd[13] = NAN;
    fan.median = odd;
    expect_chart_problem(&ent_fan_chart, &fan, "E0804");
    fan = sample_fan();
    odd[13] = INFINITY;
    fan.bands[1].high = odd;
    expect_chart_problem(&ent_fan_chart, &fan, "E0804");
    odd[13] = 1; /* below the band within */
    expect_chart_problem(&ent_fan_chart, &fan, "E0805");
    fan = sample_fan();
    fan.bands[0].coverage = 1;
    expect_chart_problem(&ent_fan_chart, &fan, "E0805");
    fan = sample_fan();
    ent_day ends[27];
    memcpy(ends, fan.ends, sizeof ends);
    ends[5] = ends[4];
    fan.ends = ends;
    expect_chart_problem(&ent_fan_chart, &fan, "E0805");
    fan = sample_fan();
    char title[1200];
    memset(title, 'm', sizeof title);
    for (size_t i = 0; i < sizeof title; i += 8)
        title[i] = ' ';
    title[sizeof title - 1] = '\0';
    fan.text.title = title;
    expect_chart_problem(&ent_fan_chart, &fan, "E0806");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    static const char path[] = "test_chart_fan.csv";
    ent_problems problems = {0};
    ent_fan fan = sample_fan();
    fan.count = 2;
    fan.sample_count = 1;
    size_t size;
    assert_int_equal(
        ent_chart_save_csv(&(ent_chart){&ent_fan_chart, &fan}, path, &problems), ENT_OK);
    char *text = file_text(path, &size);
    assert_string_equal(
        text,
        "period_end,median,mean,low_95,high_95,low_80,high_80,low_50,high_50,future_1\n"
        "2026-06-30,20000000000,25000000000,4000000000,60000000000,10000000000,"
        "36000000000,"
        "16000000000,26000000000,15000000000\n"
        "2026-09-30,30000000000,37500000000,6000000000,90000000000,15000000000,"
        "54000000000,"
        "24000000000,39000000000,22500000000\n");
    free(text);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_layout),
        cmocka_unit_test(values_stand_at_their_height),
        cmocka_unit_test(flows_stand_amid_their_period_and_stocks_at_its_end),
        cmocka_unit_test(the_mean_shows_only_where_it_differs),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(crowded_marks_are_legible),
        cmocka_unit_test(a_label_with_no_room_is_shortened),
        cmocka_unit_test(no_room_at_all_is_a_mistake),
        cmocka_unit_test(long_texts_wrap),
        cmocka_unit_test(a_word_longer_than_the_page_breaks),
        cmocka_unit_test(the_footer_says_what_must_be_said),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
