/* regime: which regime follows, what grows in it, and mistakes. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/driver_harness.h"

#define START "2026-01-01"

typedef struct {
    const char *name;
    double value, drift, volatility, lasts; /* NAN: not given */
} regime;

static void give(test_driver *d, size_t row, const char *cell, double number) {
    if (!isnan(number))
        entry_cell(d->about, "regimes", row, cell)->number = number;
}

static test_driver *switching(const regime *list, size_t count, const char *end,
                              ent_step_size step) {
    test_driver *d = driver_open("regime", START, end, step);
    for (size_t r = 0; r < count; r++) {
        entry_cell(d->about, "regimes", r, "name")->text = list[r].name;
        give(d, r, "value", list[r].value);
        give(d, r, "drift", list[r].drift);
        give(d, r, "volatility", list[r].volatility);
        give(d, r, "lasts", list[r].lasts);
    }
    return d;
}

static void follows(test_driver *d, size_t row, const char *name) {
    ent_value *to = entry_cell(d->about, "regimes", row, "to");
    to->items =
        ent_arena_grow(&d->about->arena, to->items, to->item_count, sizeof *to->items);
    to->items[to->item_count++] = (ent_item){.text = name};
}

static void one_regime_is_gbm_to_the_bit(void **state) {
    (void)state;
    const regime only = {"only", NAN, 0.21, 0.35, NAN};
    test_driver *a = driver_open("gbm", START, "2029-10-20", ENT_QUARTERLY);
    test_driver *b = switching(&only, 1, "2029-10-20", ENT_QUARTERLY);
    driver_set(a, "initial", 13.7), driver_set(b, "initial", 13.7);
    driver_set(a, "drift", 0.21), driver_set(a, "volatility", 0.35);
    for (size_t s = 0; s < 4; s++) {
        assert_true(driver_run(a, s * ENT_SLICE) && driver_run(b, s * ENT_SLICE));
        for (size_t t = 0; t < a->count; t++)
            for (size_t i = 0; i < ENT_SLICE; i++)
                assert_true(driver_at(a, t, i) == driver_at(b, t, i));
    }
    driver_close(a);
    driver_close(b);
}

/* The second regime comes where the uniform passes what the first keeps. */
static void the_uniform_picks_the_regime(void **state) {
    (void)state;
    static const regime list[] = {{"up", 1, NAN, NAN, 2.5}, {"down", 0, NAN, NAN, 0.5}};
    const double a = 1 / 2.5, b = 1 / 0.5, keeps = (b + a * exp(-(a + b))) / (a + b);
    for (int above = 0; above < 2; above++) {
        test_driver *d = switching(list, 2, "2026-12-31", ENT_YEARLY);
        d->u = keeps + (above ? 1e-12 : -1e-12);
        assert_true(driver_run(d, 0));
        assert_true(driver_at(d, 0, 31) == (above ? 0.0 : 1.0));
        driver_close(d);
    }
}

/* From a to b to the end and never back; in the end, nothing ever changes. */
static void destinations_are_followed(void **state) {
    (void)state;
    static const regime list[] = {
        {"a", 10, NAN, NAN, 1.0}, {"b", 20, NAN, NAN, 1.0}, {"end", 30, NAN, NAN, NAN}};
    test_driver *d = switching(list, 3, "2065-12-31", ENT_YEARLY);
    follows(d, 0, "b");
    follows(d, 1, "end");
    assert_true(driver_run(d, 0));
    for (size_t i = 0; i < ENT_SLICE; i++) {
        double before = 10;
        for (size_t t = 0; t < d->count; t++) {
            assert_true(driver_at(d, t, i) >= before);
            before = driver_at(d, t, i);
        }
        assert_true(before == 30);
    }
    driver_close(d);
}

static void it_starts_where_it_is_told(void **state) {
    (void)state;
    static const regime list[] = {{"a", 1, NAN, NAN, NAN}, {"b", 2, NAN, NAN, NAN}};
    test_driver *d = switching(list, 2, "2027-12-31", ENT_YEARLY);
    assert_true(driver_run(d, 0) && driver_at(d, 1, 0) == 1);
    entry_text(d->about, "start", "b");
    assert_true(driver_run(d, 0) && driver_at(d, 1, 0) == 2);
    driver_close(d);
}

/* Growth follows the regime at the period's beginning. */
static void each_regime_grows_in_its_way(void **state) {
    (void)state;
    static const regime list[] = {{"boom", NAN, 0.3, 0.1, 1.0},
                                  {"bust", NAN, -0.2, 0.4, 2.0}};
    test_driver *d = switching(list, 2, "2028-12-31", ENT_YEARLY);
    driver_set(d, "initial", 5.0);
    d->u = ent_normal_cdf(0.5), d->more[0] = 0.99; /* to bust, and there it stays */
    assert_true(driver_run(d, 0));
    double x = 5.0 * exp(0.3 - 0.005 + 0.05);
    assert_true(fabs(driver_at(d, 0, 8) / x - 1) < 1e-14);
    x *= exp(2 * (-0.2 - 0.08 + 0.2));
    assert_true(fabs(driver_at(d, 2, 8) / x - 1) < 1e-14);
    driver_close(d);
}

static void mistakes_are_named(void **state) {
    (void)state;
    const regime good[] = {{"a", 1, NAN, NAN, 1}, {"b", 2, NAN, NAN, 1}};
    const struct {
        regime list[2];
        size_t count;
        const char *to, *start, *code;
        bool initial;
    } cases[] = {
        {{{"a", 1, NAN, NAN, 1}, {"a", 2, NAN, NAN, 1}}, 2, NULL, NULL, "E0736", false},
        {{good[0], good[1]}, 2, "c", NULL, "E0736", false},
        {{good[0], good[1]}, 2, "a", NULL, "E0736", false},
        {{good[0], good[1]}, 2, NULL, "bb", "E0736", false},
        {{good[0], {"b", NAN, NAN, NAN, 1}}, 2, NULL, NULL, "E0741", false},
        {{good[0], {"b", 1, 0.1, NAN, 1}}, 2, NULL, NULL, "E0741", false},
        {{good[0], {"b", NAN, 0.1, NAN, 1}}, 2, NULL, NULL, "E0741", true},
        {{good[0]}, 1, NULL, NULL, "E0741", false},
        {{{"a", 1, NAN, NAN, NAN}, good[1]}, 2, "b", NULL, "E0741", false},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        test_driver *d =
            switching(cases[k].list, cases[k].count, "2026-12-31", ENT_YEARLY);
        if (cases[k].to)
            follows(d, 0, cases[k].to);
        if (cases[k].start)
            entry_text(d->about, "start", cases[k].start);
        if (cases[k].initial)
            driver_set(d, "initial", 1.0);
        assert_false(driver_run(d, 0));
        entry_expect_problem(d->about, cases[k].code);
        driver_close(d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_regime_is_gbm_to_the_bit),
        cmocka_unit_test(the_uniform_picks_the_regime),
        cmocka_unit_test(destinations_are_followed),
        cmocka_unit_test(it_starts_where_it_is_told),
        cmocka_unit_test(each_regime_grows_in_its_way),
        cmocka_unit_test(mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
