/* The histogram: counting, point masses, tails, never; its layout, its words, its
 * mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plots/charts/histogram_parts.h"
#include "tests/support/chart_harness.h"

enum { MANY = 2000 };

/* A sample under a test's eyes. */
typedef struct {
    double sorted[MANY];
    ent_histogram h;
    ent_arena arena;
    ent_tally tally;
} sampled;

static sampled *open_sample(size_t count, const char *unit, double (*value)(size_t i)) {
    sampled *s = calloc(1, sizeof *s);
    assert_non_null(s);
    for (size_t i = 0; i < count; i++)
        s->sorted[i] = value(i);
    s->h = sample_histogram();
    s->h.unit = unit;
    s->h.sorted = s->sorted;
    s->h.count = count;
    return s;
}

/* Counts it and requires that every future is somewhere, once. */
static const ent_tally *counted(sampled *s, size_t most) {
    s->tally = ent_histogram_tally(&s->h, most, &s->arena);
    const ent_tally *tally = &s->tally;
    uint64_t sum = tally->below + tally->above + s->h.never;
    for (size_t i = 0; i < tally->bin_count; i++)
        sum += tally->bins[i];
    for (size_t i = 0; i < tally->mass_count; i++)
        sum += tally->masses[i].count;
    assert_int_equal(sum, s->h.count + s->h.never);
    assert_int_equal(tally->total, sum);
    assert_true(tally->bin_count <= most);
    return tally;
}

static void close_sample(sampled *s) {
    ent_arena_free(&s->arena);
    free(s);
}

static double evenly(size_t i) {
    return 0.05 + 0.1 * (double)i;
}

static double same(size_t i) {
    (void)i;
    return 38e9;
}

static double flag(size_t i) {
    return i < 1400 ? 0 : 1;
}

static double count_of(size_t i) {
    return (double)(i * 12 / MANY);
}

/* A long tail: 1 / (1 - u) has no mean. */
static double pareto(size_t i) {
    return MANY / (MANY - (double)i);
}

static double normal_like(size_t i) {
    double u = ((double)i + 0.5) / MANY;
    return log(u / (1 - u)) * 1e9 - 2e9;
}

static double quarter(size_t i) {
    int n = (int)(i * 18 / MANY);
    return ent_day_of(2027 + n / 4, n % 4 * 3 + 1, 1) - 1;
}

/* A tenth at 0, four tenths at the cap. */
static double capped(size_t i) {
    return i < 200 ? 0 : i >= 1200 ? 38e9 : 38e6 * ((double)i - 199.5);
}

static void bins_are_equal_and_round(void **state) {
    (void)state;
    sampled *s = open_sample(1000, "", evenly);
    const ent_tally *tally = counted(s, 20);
    /* 0.05 to 99.95; Freedman and Diaconis: 2 x 50 / 10 = 10 wide. */
    assert_int_equal(tally->bin_count, 10);
    assert_true(tally->step == 10 && tally->first == 0);
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(tally->bins[i], 100);
    assert_int_equal(tally->mass_count, 0);
    /* 1000 values: the median is amid the 500th and 501st. */
    assert_true(fabs(tally->median - 50) < 1e-9 && fabs(tally->mean - 50) < 1e-9);
    /* Half the distance of ranks 499.5 +- sqrt(1000) / 2, in steps of 0.1. */
    assert_true(fabs(tally->median_se - 0.1 * sqrt(1000) / 2) < 1e-9);
    close_sample(s);
}

static void an_edge_belongs_to_the_bin_above(void **state) {
    (void)state;
    sampled *s = open_sample(1000, "", evenly);
    s->sorted[199] = 20; /* was 19.95 */
    const ent_tally *tally = counted(s, 20);
    assert_int_equal(tally->bins[1], 99);
    assert_int_equal(tally->bins[2], 101);
    close_sample(s);
}

static void shared_values_are_point_masses(void **state) {
    (void)state;
    sampled *s = open_sample(MANY, "USD", capped);
    const ent_tally *tally = counted(s, 20);
    assert_int_equal(tally->mass_count, 2);
    assert_true(tally->masses[0].value == 0 && tally->masses[1].value == 38e9);
    assert_int_equal(tally->masses[0].count, 200);
    assert_int_equal(tally->masses[1].count, 800);
    assert_false(tally->discrete);
    close_sample(s);
}

static void few_values_are_discrete(void **state) {
    (void)state;
    sampled *s = open_sample(MANY, "", count_of);
    const ent_tally *tally = counted(s, 20);
    assert_true(tally->discrete);
    assert_int_equal(tally->mass_count, 12);
    assert_int_equal(tally->bin_count, 0);
    close_sample(s);
    s = open_sample(MANY, "", flag); /* two values are worth naming */
    tally = counted(s, 20);
    assert_false(tally->discrete);
    assert_int_equal(tally->mass_count, 2);
    close_sample(s);
}

static void long_tails_are_cut_and_told(void **state) {
    (void)state;
    sampled *s = open_sample(MANY, "USD", pareto);
    const ent_tally *tally = counted(s, 40);
    assert_true(tally->above > 0 && tally->above <= MANY / 100);
    assert_true(s->sorted[MANY - 1] == MANY);
    assert_true(tally->high < 200);
    ent_scene *scene = scene_of(&ent_histogram_chart, &s->h, "slide", NULL);
    const ent_scene_item *note =
        text_in(scene, "Bars: share of all futures in each step");
    assert_non_null(strstr(note->text, "Not drawn: "));
    assert_non_null(strstr(note->text, "up to $2,000."));
    scene_close(scene);
    close_sample(s);
    s = open_sample(MANY, "USD", normal_like); /* no such tail: nothing is cut */
    tally = counted(s, 40);
    assert_int_equal(tally->above + tally->below, 0);
    close_sample(s);
}

static void never_is_later_than_everything(void **state) {
    (void)state;
    sampled *s = open_sample(MANY, "date", quarter);
    s->h.never = 500;
    const ent_tally *tally = counted(s, 40);
    assert_true(tally->has_median);
    assert_true(tally->median == s->sorted[1250]);
    double threshold = s->sorted[0];
    assert_int_equal(ent_histogram_above(&s->h, threshold), 500 + MANY - 112);
    close_sample(s);
    s = open_sample(MANY, "date", quarter);
    s->h.never = 2 * MANY;
    assert_false(counted(s, 40)->has_median);
    ent_scene *scene = scene_of(&ent_histogram_chart, &s->h, "slide", NULL);
    assert_non_null(strstr(scene->description, "The median is never."));
    text_in(scene, "never: 66.7%");
    scene_close(scene);
    close_sample(s);
}

static void above_counts_what_is_strictly_above(void **state) {
    (void)state;
    ent_histogram h = sample_histogram();
    assert_int_equal(ent_histogram_above(&h, -1), 1000);
    assert_int_equal(ent_histogram_above(&h, 0), 900);
    assert_int_equal(ent_histogram_above(&h, 37.9e9), 250);
    assert_int_equal(ent_histogram_above(&h, 38e9), 0);
}

static void the_whole_layout(void **state) {
    (void)state;
    ent_histogram h = sample_histogram();
    double threshold = 20e9;
    h.threshold = &threshold;
    h.threshold_label = "a cap of $20bn";
    ent_scene *scene = scene_of(&ent_histogram_chart, &h, "two-column", "light");
    expect_golden_dump(scene, "histogram-two-column.txt");
    scene_close(scene);
    sampled *s = open_sample(MANY, "date", quarter);
    s->h.never = 300;
    scene = scene_of(&ent_histogram_chart, &s->h, "one-column", "print");
    expect_golden_dump(scene, "histogram-dates-one-column.txt");
    scene_close(scene);
    close_sample(s);
}

/* Heights of the bars add up to all futures: areas do not lie. */
static void bars_are_as_high_as_their_share(void **state) {
    (void)state;
    ent_histogram h = sample_histogram();
    ent_scene *scene = scene_of(&ent_histogram_chart, &h, "slide", NULL);
    const ent_scene_item *low = text_in(scene, "15"), *top = text_in(scene, "25%");
    double sum = 0, atoms = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->shape != ENT_RECT ||
            (item->role != ENT_ROLE_BAR && item->role != ENT_ROLE_ATOM))
            continue;
        sum += item->height / (low->y - top->y) * 0.10;
        atoms += item->role == ENT_ROLE_ATOM;
    }
    assert_true(fabs(sum - 1) < 1e-3);
    assert_true(atoms == 2);
    text_in(scene, "exactly $0: 10.0%");
    text_in(scene, "exactly $38bn: 25.0%");
    scene_close(scene);
}

static void every_case_is_legible(void **state) {
    (void)state;
    static const struct {
        const char *unit;
        double (*value)(size_t i);
    } cases[] = {
        {"", evenly},       {"USD", same},   {"USD", capped},           {"", flag},
        {"", count_of},     {"USD", pareto}, {"USD/year", normal_like}, {"date", quarter},
        {"launch", evenly}, {"%", flag},     {"EUR/token", pareto}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sampled *s = open_sample(MANY, cases[i].unit, cases[i].value);
        expect_legible_everywhere(&ent_histogram_chart, &s->h);
        double threshold = s->sorted[MANY * 2 / 3];
        s->h.threshold = &threshold;
        s->h.threshold_label = "the threshold";
        expect_legible_everywhere(&ent_histogram_chart, &s->h);
        s->h.threshold_label = NULL;
        s->h.never = 700;
        expect_legible_everywhere(&ent_histogram_chart, &s->h);
        s->h.count = 1;
        s->h.threshold = NULL;
        expect_legible_everywhere(&ent_histogram_chart, &s->h);
        close_sample(s);
    }
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_histogram h = sample_histogram();
    double threshold = 20e9;
    h.threshold = &threshold;
    ent_scene *scene = scene_of(&ent_histogram_chart, &h, "slide", NULL);
    assert_string_equal(
        scene->description,
        "Histogram: Payments to the licensor, USD a year, 2026 to 2032. 1,000 "
        "futures, from $0 to $38bn. The median is $20.5bn. Exactly $0: 10.0%. "
        "Exactly $38bn: 25.0%. Above $20bn: 50.9%. Simulation, not a forecast.");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    ent_histogram h = sample_histogram();
    h.count = 0;
    expect_chart_problem(&ent_histogram_chart, &h, "E0803");
    static double values[] = {1, NAN, 2};
    h = sample_histogram();
    h.sorted = values;
    h.count = 3;
    expect_chart_problem(&ent_histogram_chart, &h, "E0804");
    values[1] = 3;
    expect_chart_problem(&ent_histogram_chart, &h, "E0805");
    values[1] = 1.5;
    double threshold = INFINITY;
    h.threshold = &threshold;
    expect_chart_problem(&ent_histogram_chart, &h, "E0804");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    static const char path[] = "test_chart_histogram.csv";
    ent_problems problems = {0};
    sampled *s = open_sample(MANY, "", flag);
    s->h.never = 500;
    size_t size;
    assert_int_equal(
        ent_chart_save_csv(&(ent_chart){&ent_histogram_chart, &s->h}, path, &problems),
        ENT_OK);
    char *text = file_text(path, &size);
    assert_string_equal(text, "what,from,to,futures,share\n"
                              "exactly,0,0,1400,0.56\n"
                              "exactly,1,1,600,0.24\n"
                              "never,,,500,0.2\n");
    free(text);
    unlink(path);
    close_sample(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bins_are_equal_and_round),
        cmocka_unit_test(an_edge_belongs_to_the_bin_above),
        cmocka_unit_test(shared_values_are_point_masses),
        cmocka_unit_test(few_values_are_discrete),
        cmocka_unit_test(long_tails_are_cut_and_told),
        cmocka_unit_test(never_is_later_than_everything),
        cmocka_unit_test(above_counts_what_is_strictly_above),
        cmocka_unit_test(the_whole_layout),
        cmocka_unit_test(bars_are_as_high_as_their_share),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
