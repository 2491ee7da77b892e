/* The flows: widths to scale, sums on both sides, folding, its words, its mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/charts/flows_parts.h"
#include "tests/support/chart_harness.h"

enum { OPENAI, MICROSOFT, AMAZON, MARKET, PARTIES, FLOWS = 12, MANY = 40 };

static const char *const parties[PARTIES] = {"OpenAI", "Microsoft", "Amazon",
                                             "The market"};
static ent_flow flows[MANY];

/* The flagship's, roughly. */
static ent_flows sample(void) {
    static const ent_flow kept[FLOWS] = {
        {"Compute on Azure", OPENAI, MICROSOFT, 339e9, 2e9, 0},
        {"Azure commitment", OPENAI, MICROSOFT, 10e9, 0.3e9, 1},
        {"Azure's costs", MICROSOFT, MARKET, 237e9, 1e9, 2},
        {"Azure first", OPENAI, MARKET, 4.2e9, 0.1e9, 3},
        {"Revenue share", OPENAI, MICROSOFT, 36.56e9, 0.01e9, 4},
        {"Margin on Azure resale", MARKET, MICROSOFT, 57e9, 0.7e9, 5},
        {"Other costs", OPENAI, MARKET, 265e9, 0.8e9, 6},
        {"Compute elsewhere", OPENAI, MARKET, 599e9, 4e9, 7},
        {"The other clouds' cut", OPENAI, MARKET, 37.3e9, 0.5e9, 8},
        {"Customers' payments", MARKET, OPENAI, 1460e9, 13e9, 9},
        {"Serving on other clouds", OPENAI, MARKET, 53e9, 0.6e9, 10},
        {"Amazon's conditional tranche", AMAZON, OPENAI, 34.6e9, 0.05e9, 11}};
    memcpy(flows, kept, sizeof kept);
    return (ent_flows){.text = chart_words,
                       .unit = "USD",
                       .parties = parties,
                       .party_count = PARTIES,
                       .outside = MARKET,
                       .flows = flows,
                       .flow_count = FLOWS};
}

static void the_whole_layout(void **state) {
    (void)state;
    ent_flows f = sample();
    ent_scene *scene = scene_of(&ent_flows_chart, &f, "two-column", "light");
    expect_golden_dump(scene, "flows-two-column.txt");
    scene_close(scene);
}

/* The width of a band at one of its ends. */
static double width_at(const ent_scene_item *band, bool right) {
    size_t half = band->count / 2;
    const double *above = band->points + 2 * (right ? half - 1 : 0);
    const double *below = band->points + 2 * (right ? half : band->count - 1);
    assert_true(above[0] == below[0]);
    return below[1] - above[1];
}

static void widths_are_to_scale(void **state) {
    (void)state;
    ent_flows f = sample();
    double sum = 0, scale = 0;
    ent_scene *scene = scene_of(&ent_flows_chart, &f, "two-column", NULL);
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->shape != ENT_AREA)
            continue;
        assert_true(fabs(width_at(item, false) - width_at(item, true)) < 1e-9);
        sum += width_at(item, false);
        scale = width_at(item, false) > scale ? width_at(item, false) : scale;
    }
    double all = ent_flows_paid(&f, -1).mean;
    assert_true(fabs(sum / scale - all / 1460e9) < 1e-9);
    scene_close(scene);
}

static void what_is_paid_is_received(void **state) {
    (void)state;
    ent_flows f = sample();
    double paid = 0, received = 0;
    for (int p = 0; p < PARTIES; p++) {
        paid += ent_flows_paid(&f, p).mean;
        received += ent_flows_received(&f, p).mean;
    }
    assert_true(fabs(paid - received) < 1 && fabs(paid - 3132.66e9) < 1);
    assert_true(fabs(ent_flows_paid(&f, OPENAI).mean - 1344.06e9) < 1);
    assert_true(fabs(ent_flows_received(&f, MICROSOFT).error - 3.01e9) < 1);
}

static void small_flows_are_folded_by_parties(void **state) {
    (void)state;
    ent_flows f = sample();
    ent_scene scene = {0};
    const ent_flow *list;
    assert_int_equal(ent_flows_fold(&f, 20, &list, &scene), FLOWS);
    assert_true(list[0].mean == 1460e9 && list[FLOWS - 1].mean == 4.2e9);
    /* The smallest that can be are 4.2bn and 37.3bn, then 10bn and 36.56bn. */
    assert_int_equal(ent_flows_fold(&f, 10, &list, &scene), 10);
    assert_string_equal(list[8].label, "2 smaller flows");
    assert_true(fabs(list[8].mean - 41.5e9) < 1 && list[8].hue == -1);
    assert_true(list[8].from == OPENAI && list[8].to == MARKET);
    assert_true(fabs(list[9].mean - 46.56e9) < 1 && list[9].to == MICROSOFT);
    /* No two of the last six have the same parties. */
    size_t count = ent_flows_fold(&f, 1, &list, &scene);
    assert_int_equal(count, 6);
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += list[i].mean;
    assert_true(fabs(sum - ent_flows_paid(&f, -1).mean) < 10);
    ent_scene_free(&scene);
}

static void what_the_title_tells_is_not_folded(void **state) {
    (void)state;
    ent_flows f = sample();
    ent_scene scene = {0};
    const ent_flow *list;
    flows[1].told = true; /* the smallest from OpenAI to Microsoft */
    const size_t count = ent_flows_fold(&f, 1, &list, &scene);
    assert_int_equal(count, 7);
    bool alone = false, rest = false;
    for (size_t i = 0; i < count; i++) {
        alone = alone || strcmp(list[i].label, "Azure commitment") == 0;
        rest = rest || fabs(list[i].mean - 375.56e9) < 1;
    }
    assert_true(alone && rest);
    ent_scene_free(&scene);
}

static void every_case_is_legible(void **state) {
    (void)state;
    ent_flows f = sample();
    expect_legible_everywhere(&ent_flows_chart, &f);
    for (size_t count = 1; count < FLOWS; count++) {
        f.flow_count = count;
        expect_legible_everywhere(&ent_flows_chart, &f);
    }
    f = sample();
    for (int i = FLOWS; i < MANY; i++)
        flows[i] = (ent_flow){"A flow among many others, with a long title",
                              i % 3,
                              3 - i % 2,
                              1e9 * i,
                              0,
                              i};
    for (int i = FLOWS; i < MANY; i++)
        if (flows[i].from == flows[i].to)
            flows[i].to = MARKET;
    f.flow_count = MANY;
    expect_legible_everywhere(&ent_flows_chart, &f);
    f = sample();
    f.outside = -1;
    expect_legible_everywhere(&ent_flows_chart, &f);
    static const char *const long_names[PARTIES] = {
        "The Studio for Pictures in Motion", "Its Distributor in all Countries",
        "A Third Party of the Agreement", "The market"};
    f.parties = long_names;
    f.text.title =
        "A title that says much more than any headline ought to say, as authors "
        "who are in a hurry do, and then goes on for a while";
    expect_legible_everywhere(&ent_flows_chart, &f);
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_flows f = sample();
    f.flow_count = 3;
    ent_scene *scene = scene_of(&ent_flows_chart, &f, "slide", NULL);
    assert_string_equal(
        scene->description,
        "Bands between payers and receivers: Payments to the licensor, USD a year, 2026 "
        "to "
        "2032. In all $586bn moves. OpenAI pays $349bn and receives $0. Microsoft pays "
        "$237bn and receives $349bn. The market pays $0 and receives $237bn. The largest "
        "flows: OpenAI to Microsoft, Compute on Azure: $339bn; Microsoft to The market, "
        "Azure's costs: $237bn; OpenAI to Microsoft, Azure commitment: $10.0bn. "
        "Simulation, not a forecast.");
    text_in(scene, "OpenAI pays $349bn");
    text_in(scene, "receives $349bn");
    text_in(scene, "net +$112bn");
    text_in(scene, "Compute on Azure $339bn");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    ent_flows f = sample();
    f.flow_count = 0;
    expect_chart_problem(&ent_flows_chart, &f, "E0803");
    f = sample();
    flows[2].mean = NAN;
    expect_chart_problem(&ent_flows_chart, &f, "E0804");
    f = sample();
    flows[2].mean = -1;
    expect_chart_problem(&ent_flows_chart, &f, "E0805");
    f = sample();
    flows[2].to = PARTIES;
    expect_chart_problem(&ent_flows_chart, &f, "E0805");
    f = sample();
    flows[2].to = flows[2].from;
    expect_chart_problem(&ent_flows_chart, &f, "E0805");
    f = sample();
    flows[2].label = NULL;
    expect_chart_problem(&ent_flows_chart, &f, "E0805");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    ent_flows f = sample();
    f.flow_count = 2;
    char *text = csv_of(&ent_flows_chart, &f);
    assert_string_equal(text,
                        "from,to,what,mean,se\n"
                        "OpenAI,Microsoft,Compute on Azure,339000000000,2000000000\n"
                        "OpenAI,Microsoft,Azure commitment,10000000000,300000000\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_layout),
        cmocka_unit_test(widths_are_to_scale),
        cmocka_unit_test(what_is_paid_is_received),
        cmocka_unit_test(small_flows_are_folded_by_parties),
        cmocka_unit_test(what_the_title_tells_is_not_folded),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
