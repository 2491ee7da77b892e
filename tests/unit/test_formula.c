/* Formulas of a period against values worked out by hand: every operator and function, precedence,
 * time and memory.  (design: "Formulas") */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/hand_world.h"

static const ent_run_options base_case = {.base_case = true};

/* The formula's value in a year, in the agreement `old`. */
static double value_in(const char *formula, int year) {
    char *quantity = text_of("  probe: {formula: '%s'}\n", formula);
    char *metric = text_of("  value: at(probe, %d-07-01)\n", year);
    engine *e = hand_world_open("year", quantity, metric);
    if (!e->plan)
        fail_msg("%s: %s", formula, e->problems.list[0].message);
    engine_run(e, &base_case);
    const double value = engine_mean(e, "old", "value");
    engine_close(e);
    free(quantity);
    free(metric);
    return value;
}

typedef struct {
    const char *formula;
    int year;
    double value;
} hand;

static void check_table(const hand *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const double is = value_in(rows[i].formula, rows[i].year ? rows[i].year : 2027);
        if (!(fabs(is - rows[i].value) <= 1e-14 * fabs(rows[i].value)))
            fail_msg("%s in %d: %.17g, by hand %.17g", rows[i].formula, rows[i].year, is,
                     rows[i].value);
    }
}
#define CHECK_TABLE(rows) check_table(rows, sizeof(rows) / sizeof *(rows))

static void operators_have_their_precedence(void **state) {
    (void)state;
    static const hand rows[] = {
        {"2 + 3 * 4", 0, 14},
        {"(2 + 3) * 4", 0, 20},
        {"2 * 3 ^ 2", 0, 18},
        {"2 ^ 3 ^ 2", 0, 512},
        {"-2 ^ 2", 0, -4},
        {"(-2) ^ 2", 0, 4},
        {"2 ^ -1", 0, 0.5},
        {"7 - 2 - 1", 0, 4},
        {"24 / 4 / 2", 0, 3},
        {"24 / 4 * 2", 0, 12},
        {"+3 - -3", 0, 6},
        {"- - two", 0, 2},
        {"1 + 1 == 2", 0, 1},
        {"not 1 == 2", 0, 1},
        {"not 0 and 0", 0, 0},
        {"1 or 0 and 0", 0, 1},
        {"(1 or 0) and 0", 0, 0},
        {"2 < 3 and 3 < 2 or 1", 0, 1},
        {"two * five - three", 0, 7},
        {"luck * two + luck / 7", 0, 15},
        {"luck - (two - (luck - (two - luck)))", 0, 17},
        {"1e3 + 1.5m / 1 million + 20% + 5bp", 0, 1001.7005},
    };
    CHECK_TABLE(rows);
}

static void comparisons_and_logic_give_flags(void **state) {
    (void)state;
    static const hand rows[] = {
        {"luck < 7", 0, 0},          {"luck <= 7", 0, 1},        {"luck > 7", 0, 0},
        {"luck >= 7", 0, 1},         {"luck == 7", 0, 1},        {"luck != 7", 0, 0},
        {"wave < 5", 2027, 1},       {"wave < 5", 2028, 0},      {"luck and wave", 0, 1},
        {"luck and 0 * wave", 0, 0}, {"0 * luck or wave", 0, 1}, {"not luck", 0, 0},
        {"not (luck - 7)", 0, 1},    {"0.25 and -1", 0, 1},
    };
    CHECK_TABLE(rows);
}

static void functions_have_their_values(void **state) {
    (void)state;
    static const hand rows[] = {
        {"if(luck > 3, 10, 20)", 0, 10},
        {"if(luck > 30, 10, 20)", 0, 20},
        {"if(wave - 5, wave, -wave)", 2028, -5},
        {"min(luck, 3)", 0, 3},
        {"max(luck, 3)", 0, 7},
        {"clamp(luck, 8, 9)", 0, 8},
        {"clamp(luck, 1, 3)", 0, 3},
        {"clamp(luck, 1, 9)", 0, 7},
        {"abs(three - luck)", 0, 4},
        {"floor(-luck / 2)", 0, -4},
        {"ceil(-luck / 2)", 0, -3},
        {"exp(0 * luck)", 0, 1},
        {"exp(1)", 0, 2.718281828459045},
        {"log(luck)", 0, 1.9459101490553132},
        {"sqrt(luck + two)", 0, 3},
        {"pow(luck, two)", 0, 49},
        {"pow(2, -2)", 0, 0.25},
        {"sin(luck)", 0, 0.6569865987187891},
        {"cos(luck)", 0, 0.7539022543433046},
        {"logistic(0 * luck)", 0, 0.5},
        {"logistic(log(three))", 0, 0.75},
        {"logistic(-800)", 0, 0},
    };
    CHECK_TABLE(rows);
}

/* What one function leaves must survive the next one's work. */
static void results_of_functions_do_not_disturb_one_another(void **state) {
    (void)state;
    static const hand rows[] = {
        {"abs(wave) + abs(2 * wave)", 2028, 15},
        {"max(abs(wave - 1), abs(wave - 9)) - min(abs(wave), abs(-2 * wave))", 2029, 3},
        {"abs(wave) * abs(wave + 1) - abs(wave + 2) * abs(wave + 3)", 2029,
         3 * 4 - 5 * 6},
        {"if(abs(wave) > abs(wave - 6), abs(wave) + 1, floor(wave / 2) + abs(wave))",
         2028, 6},
        {"clamp(abs(wave), abs(wave) - 1, abs(wave) - 2) + sqrt(wave * wave)", 2029, 4},
        {"prev(abs(wave), 9) + abs(prev(wave, 8)) + abs(wave)", 2028, 7},
        {"sum(abs(wave)) + abs(sum(wave)) * abs(wave)", 2028, 36},
        {"annualised(abs(wave)) * dt + abs(wave) / (1 + abs(wave))", 2029, 3.75},
        {"pow(abs(wave), abs(wave) - 1) - pow(abs(wave - 1), 2)", 2029, 5},
    };
    CHECK_TABLE(rows);
}

static void time_runs_to_the_periods_end(void **state) {
    (void)state;
    static const hand rows[] = {
        {"t / 1 year", 2027, 1},
        {"t / 1 year", 2030, 4},
        {"dt / 1 year", 2029, 1},
        {"year", 2029, 2029},
        {"since(2029-01-01) / 1 year", 2028, 0},
        {"since(2029-01-01) / 1 year", 2029, 1},
        {"since(2029-01-01) / 1 year", 2030, 2},
        /* 184 of 365 days are left of 2029 from the first of July on. */
        {"since(2029-07-01) / 1 year", 2029, 184.0 / 365},
        {"since(2029-07-01) / 1 year", 2030, 1 + 184.0 / 365},
        {"since(2031-01-01) / 1 year", 2030, 0},
        {"since(2027-01-01) / 1 year", 2030, 4},
        /* A day before the horizon counts from that day. */
        {"since(2025-01-01) / 1 year", 2027, 3},
        {"since(2026-07-02) / 1 year", 2028, 2 + 183.0 / 365},
    };
    CHECK_TABLE(rows);
}

static void memory_reaches_back_one_period(void **state) {
    (void)state;
    static const hand rows[] = {
        {"prev(wave, 9)", 2027, 9},
        {"prev(wave, 9)", 2028, 1},
        {"prev(wave, 9)", 2030, 3},
        {"prev(prev(wave, 9), 8)", 2028, 9},
        {"prev(prev(wave, 9), 8)", 2027, 8},
        {"prev(prev(wave, 9), 8)", 2029, 1},
        {"wave - prev(wave, wave)", 2027, 0},
        {"prev(ramp, 0) / 1 USD/year", 2027, 0},
        {"prev(ramp, 0 USD/year) / 1 USD/year", 2029, 20},
        {"prev(share.paid, 0) / 1 USD", 2028, 1},
        {"sum(wave)", 2027, 1},
        {"sum(wave)", 2030, 13},
        {"sum(ramp) / 1 USD", 2029, 60}, /* a rate is integrated */
        {"sum(share.paid) / 1 USD", 2029, 5},
        {"annualised(share.paid) / 1 USD/year", 2028, 2},
    };
    CHECK_TABLE(rows);
}

static void a_quantity_may_remember_itself(void **state) {
    (void)state;
    engine *e = hand_world_open("year", "  level: {formula: 'prev(level, 100) * 1.5'}\n",
                                "  last_level: last(level)\n");
    assert_non_null(e->plan);
    engine_run(e, &base_case);
    expect_close(engine_mean(e, "old", "last_level"), 100 * 1.5 * 1.5 * 1.5 * 1.5, 1e-10);
    engine_close(e);
}

static void ledgers_can_be_read(void **state) {
    (void)state;
    /* a: sales of 10 k, rent of 3, a share of a tenth until 5 are paid: 1, 2, 2, 0. */
    static const hand rows[] = {
        {"net(a) / 1 USD", 2027, 10 - 3 - 1},
        {"net(a) / 1 USD", 2029, 30 - 3 - 2},
        {"net(a) / 1 USD", 2030, 40 - 3},
        {"net(b) / 1 USD", 2028, 3 + 2},
        {"balance(b) / 1 USD", 2030, 12 + 5},
        {"balance(a) / 1 USD", 2028, 30 - 6 - 3},
        {"net(market) / 1 USD", 2028, -20},
        {"share.paid / 1 USD", 2029, 2},
        {"share.capped", 2028, 0},
        {"share.capped", 2029, 1},
        {"net(a) + net(b) + net(market)", 2029, 0},
    };
    CHECK_TABLE(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_have_their_precedence),
        cmocka_unit_test(comparisons_and_logic_give_flags),
        cmocka_unit_test(functions_have_their_values),
        cmocka_unit_test(results_of_functions_do_not_disturb_one_another),
        cmocka_unit_test(time_runs_to_the_periods_end),
        cmocka_unit_test(memory_reaches_back_one_period),
        cmocka_unit_test(a_quantity_may_remember_itself),
        cmocka_unit_test(ledgers_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
