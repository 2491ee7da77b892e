/* The ledger: stacks that add up, the net upon them, part-years, its words, its
 * mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/charts/ledger_parts.h"
#include "tests/support/chart_harness.h"

enum { YEARS = 7, ENTRIES = ENT_LEDGER_MOST };

static double means[ENTRIES][YEARS], errors[ENTRIES][YEARS];
static ent_ledger_entry entries[ENTRIES];

/* From 27 April 2026 to 2032.  Entry 0 brings 10bn (y + 1) in year y, entry 1 takes 4bn
 * (y + 2), entry 2 brings 2bn in even years and takes 1bn in odd ones; the rest take
 * little. */
static ent_ledger sample(void) {
    static const char *const labels[ENTRIES] = {
        "Customers' payments",
        "Compute on Azure",
        "Azure commitment",
        "Microsoft's share to OpenAI, which takes a long title",
        "Serving on other clouds",
        "The other clouds' cut",
        "Dispute",
        "3 others paid"};
    for (int y = 0; y < YEARS; y++) {
        for (int i = 0; i < ENTRIES; i++) {
            means[i][y] = -1e8 * i;
            errors[i][y] = 5e7;
        }
        means[0][y] = 10e9 * (y + 1);
        means[1][y] = -4e9 * (y + 2);
        means[2][y] = y % 2 ? -1e9 : 2e9;
    }
    for (int i = 0; i < ENTRIES; i++)
        entries[i] = (ent_ledger_entry){labels[i], means[i], errors[i], 0,
                                        i == ENTRIES - 1 ? -1 : 5 * i};
    ent_ledger g = {.text = chart_words,
                    .unit = "USD",
                    .start = ent_day_of(2026, 4, 27),
                    .end = ent_day_of(2032, 12, 31),
                    .count = YEARS,
                    .entries = entries,
                    .entry_count = 3};
    return g;
}

static void the_whole_layout(void **state) {
    (void)state;
    ent_ledger g = sample();
    ent_scene *scene = scene_of(&ent_ledger_chart, &g, "two-column", "light");
    expect_golden_dump(scene, "ledger-two-column.txt");
    scene_close(scene);
    g.entry_count = ENTRIES;
    scene = scene_of(&ent_ledger_chart, &g, "one-column", "print");
    expect_golden_dump(scene, "ledger-one-column.txt");
    scene_close(scene);
}

/* Summed over the years: what stands above zero is what is received, to scale; the same
 * below. */
static void heights_are_amounts(void **state) {
    (void)state;
    ent_ledger g = sample();
    ent_scene *scene = scene_of(&ent_ledger_chart, &g, "two-column", "light");
    double zero = text_in(scene, "0")->y, top = text_in(scene, "$80bn")->y;
    double rise = 0.73 / 2 * scene->look.size->text[ENT_TEXT_LABEL];
    double above = 0, below = 0, gaps = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        bool key = item->width == item->height;
        if (item->shape != ENT_RECT || item->role == ENT_ROLE_PAGE || key)
            continue;
        *(item->y < zero - rise ? &above : &below) += item->height;
        gaps += 1; /* a quarter of a point on either side, at a line of 0.75 */
    }
    double scale = 80e9 / (zero - top);
    /* 280bn and four times 2bn; 140bn and three times 1bn. */
    assert_true(fabs((above + 5.5) * scale - 288e9) < 0.002 * 288e9);
    assert_true(fabs((below + 5) * scale - 143e9) < 0.003 * 143e9);
    assert_true(gaps == 21);
    scene_close(scene);
}

static void the_net_is_the_sum(void **state) {
    (void)state;
    ent_ledger g = sample();
    double error, sum = 0;
    for (size_t y = 0; y < YEARS; y++) {
        double net = ent_ledger_net(&g, y, &error);
        assert_true(fabs(net - (10e9 * ((double)y + 1) - 4e9 * ((double)y + 2) +
                                (y % 2 ? -1e9 : 2e9))) < 1);
        assert_true(fabs(error - 1.5e8) < 1);
        sum += net;
    }
    assert_true(fabs(ent_ledger_total(&g, NULL, &error) - sum) < 1);
    ent_scene *scene = scene_of(&ent_ledger_chart, &g, "slide", "light");
    text_in(scene, "Net $145bn");
    text_in(scene, "Compute on Azure \xe2\x88\x92$140.0bn");
    size_t dots = 0;
    for (size_t i = 0; i < scene->count; i++)
        dots += scene->items[i].shape == ENT_DISC;
    assert_int_equal(dots, YEARS + 1);
    scene_close(scene);
}

/* The key of what ended before the last year stands where it was, without a leader. */
static void keys_stand_at_the_last_segment(void **state) {
    (void)state;
    ent_ledger g = sample();
    for (int y = 0; y < YEARS; y++)
        means[2][y] = y < 3 ? 40e9 : 0;
    ent_scene *scene = scene_of(&ent_ledger_chart, &g, "two-column", NULL);
    assert_true(text_in(scene, "Azure commitment")->y <
                text_in(scene, "Compute on Azure")->y);
    size_t leaders = 0;
    for (size_t i = 0; i < scene->count; i++)
        leaders += scene->items[i].role == ENT_ROLE_LEADER;
    assert_int_equal(leaders, 2);
    scene_close(scene);
}

static void part_years_say_so(void **state) {
    (void)state;
    ent_ledger g = sample();
    g.end = ent_day_of(2032, 6, 30);
    ent_scene *scene = scene_of(&ent_ledger_chart, &g, NULL, NULL);
    text_in(scene, "from 27 Apr");
    text_in(scene, "to 30 Jun");
    scene_close(scene);
    g.start = ent_day_of(2032, 2, 1);
    g.count = 1;
    scene = scene_of(&ent_ledger_chart, &g, NULL, NULL);
    text_in(scene, "1 Feb to 30 Jun");
    scene_close(scene);
    g.start = ent_day_of(2032, 1, 1);
    g.end = ent_day_of(2032, 12, 31);
    assert_null(ent_ledger_days(&g, 0, NULL));
}

static void every_case_is_legible(void **state) {
    (void)state;
    ent_ledger g = sample();
    for (size_t count = 1; count <= ENTRIES; count++) {
        g.entry_count = count;
        expect_legible_everywhere(&ent_ledger_chart, &g);
    }
    g.end = ent_day_of(2032, 6, 30);
    expect_legible_everywhere(&ent_ledger_chart, &g);
    for (int y = 0; y < YEARS; y++)
        means[0][y] = 0; /* payments alone */
    expect_legible_everywhere(&ent_ledger_chart, &g);
    g = sample();
    g.end = ent_day_of(2026, 12, 30);
    g.count = 1;
    expect_legible_everywhere(&ent_ledger_chart, &g);
    for (int i = 0; i < ENTRIES; i++)
        means[i][0] = 0; /* nothing at all */
    expect_legible_everywhere(&ent_ledger_chart, &g);
    g = sample();
    for (int i = 0; i < ENTRIES; i++)
        entries[i].se = NULL;
    g.text.title =
        "A title that says much more than any headline ought to say, as authors "
        "who are in a hurry do, and then goes on for a while";
    expect_legible_everywhere(&ent_ledger_chart, &g);
}

static void many_years_are_named_in_steps(void **state) {
    (void)state;
    enum { LONG = 60 };
    static double flat[LONG];
    ent_ledger g = sample();
    for (int y = 0; y < LONG; y++)
        flat[y] = 1e6 * (y - 20);
    entries[0] = (ent_ledger_entry){"Rent", flat, NULL, 0, 0};
    g.entry_count = 1;
    g.count = LONG;
    g.end = ent_day_of(2085, 12, 31);
    expect_legible_everywhere(&ent_ledger_chart, &g);
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_ledger g = sample();
    g.end = ent_day_of(2027, 12, 31);
    g.count = 2;
    g.entry_count = 2;
    ent_scene *scene = scene_of(&ent_ledger_chart, &g, NULL, NULL);
    assert_string_equal(
        scene->description,
        "Stacked bars, one for each of 2 years from 2026: Payments to the licensor, USD "
        "a "
        "year, 2026 to 2032. Received is above zero, paid below. In all: Customers' "
        "payments $30.0bn; Compute on Azure \xe2\x88\x92$20.0bn; net $10.0bn. Net: 2026 "
        "$2.0bn; 2027 $8.0bn. Simulation, not a forecast.");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    ent_ledger g = sample();
    g.entry_count = 0;
    expect_chart_problem(&ent_ledger_chart, &g, "E0803");
    g = sample();
    means[1][2] = INFINITY;
    expect_chart_problem(&ent_ledger_chart, &g, "E0804");
    g = sample();
    errors[1][2] = NAN;
    expect_chart_problem(&ent_ledger_chart, &g, "E0804");
    g = sample();
    g.count = 6; /* the horizon has seven years */
    expect_chart_problem(&ent_ledger_chart, &g, "E0805");
    g = sample();
    entries[1].label = NULL;
    expect_chart_problem(&ent_ledger_chart, &g, "E0805");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    ent_ledger g = sample();
    g.end = ent_day_of(2026, 12, 31);
    g.count = 1;
    g.entry_count = 2;
    char *text = csv_of(&ent_ledger_chart, &g);
    assert_string_equal(text, "year,entry,mean,se_at_most\n"
                              "2026,Customers' payments,10000000000,50000000\n"
                              "2026,Compute on Azure,-8000000000,50000000\n"
                              "2026,net,2000000000,100000000\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_layout),
        cmocka_unit_test(heights_are_amounts),
        cmocka_unit_test(the_net_is_the_sum),
        cmocka_unit_test(keys_stand_at_the_last_segment),
        cmocka_unit_test(part_years_say_so),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(many_years_are_named_in_steps),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
