/* Long chains of formulas, and sums that leave the numbers there are: neither may crash, take without
 * end, or be printed as if nothing were wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"
#include "tests/support/made_up_deal.h"

static const char form[] =
    "entente: 1\n"
    "title: A chain\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2029-12-31, step: quarter}\n"
    "paths: 100\n"
    "parties:\n"
    "  maker: {discount: %s}\n"
    "  seller: {name: Seller}\n"
    "assumptions:\n"
    "  sales: {value: 100, unit: USD/year}\n"
    "  backwards: {value: -150%%}\n"
    "quantities:\n"
    "%s"
    "agreements:\n"
    "  only:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: seller, to: maker, "
    "base: %s, rate: 20%%}\n"
    "metrics:\n"
    "  paid: total(%s)\n";

/* q00000 reads q00001 and so on; the last reads `end`.  Names ascend against the order of need, so
 * that no pass over them in their order meets what it needs first. */
static char *chain_of(int links, const char *link, const char *end) {
    const size_t room = 80;
    char *text = calloc((size_t)links + 1, room), *at = text;
    assert_non_null(text);
    for (int i = 0; i < links; i++) {
        char next[16];
        snprintf(next, sizeof next, "q%05d", i + 1);
        at += snprintf(at, room, "  q%05d: '", i);
        at += snprintf(at, room, link, i + 1 < links ? next : end);
        at += snprintf(at, room, "'\n");
    }
    return text;
}

static engine *try_chain(int links, const char *link, const char *end) {
    char *chain = chain_of(links, link, end);
    char *yaml = text_of(form, "10%", chain, "sales", "q00000");
    engine *e = engine_try(yaml, NULL);
    free(chain);
    free(yaml);
    return e;
}

/* 20% of 100 for three years, whatever it passes through. */
static void a_long_chain_of_an_agreement_compiles(void **unused) {
    (void)unused;
    engine *e = try_chain(1300, "%s + 0 USD", "share.paid");
    assert_non_null(e->plan);
    engine_run(e, NULL);
    expect_close(engine_mean(e, "only", "paid"), 60, 1e-12);
    engine_close(e);
}

static void refused_once(engine *e) {
    assert_null(e->plan);
    assert_int_equal(e->problems.errors, 1);
    assert_string_equal(e->problems.list[0].code, "E0408");
    engine_close(e);
}

static void a_chain_too_long_is_refused(void **unused) {
    (void)unused;
    refused_once(try_chain(9000, "max(%s, 0 USD)", "share.paid"));
    refused_once(try_chain(9000, "if(1, min(%s, 0), 0)", "1"));
}

/* 1.7e308 a year is a number and so is all that is paid, 10^308; but half is discounted away from each
 * year to the next, so that a dollar of the last quarter is worth eight of the first day's. */
static void a_present_value_that_is_no_number_stops_the_run(void **unused) {
    (void)unused;
    char *yaml = text_of(form, "-50%", "  base: sales * 1.7e306\n", "base", "share.paid");
    engine *e = engine_open(yaml);
    assert_int_equal(ent_run(e->plan, NULL, &e->results, &e->problems), ENT_FAILED);
    expect_problem(e, "E0901", NULL);
    assert_string_equal(e->problems.list[0].path, "npv.maker");
    free(yaml);
    engine_close(e);
}

static void a_discount_behind_a_name_keeps_its_range(void **unused) {
    (void)unused;
    char *yaml = text_of(form, "backwards", "  base: sales\n", "base", "share.paid");
    engine *e = engine_try(yaml, NULL);
    assert_null(e->plan);
    expect_problem(e, "E0207", "backwards is -150%, below the minimum, -50%");
    free(yaml);
    engine_close(e);
}

/* The logarithm of a negative number, hidden behind a number that seems to settle the matter. */
static void no_number_hides_in_min_or_max(void **unused) {
    static const char *const formulas[] = {"max(log(1 - 2), 0)", "max(0, log(1 - 2))",
                                           "min(log(1 - 2), 0)", "min(0, log(1 - 2))"};
    (void)unused;
    for (size_t i = 0; i < 4; i++) {
        char *quantity = text_of("  base: sales * %s\n", formulas[i]);
        char *yaml = text_of(form, "10%", quantity, "base", "share.paid");
        engine *e = engine_open(yaml);
        assert_int_equal(ent_run(e->plan, NULL, &e->results, &e->problems), ENT_FAILED);
        expect_problem(e, "E0901", NULL);
        free(yaml);
        free(quantity);
        engine_close(e);
    }
}

static void more_paths_than_can_be_counted_are_refused(void **unused) {
    (void)unused;
    char *yaml = text_of(form, "10%", "  base: sales\n", "base", "share.paid");
    engine *e = engine_open(yaml);
    const ent_run_options options = {.paths = 4000000001u};
    assert_int_equal(ent_run(e->plan, &options, &e->results, &e->problems), ENT_FAILED);
    expect_problem(e, "E0905", NULL);
    free(yaml);
    engine_close(e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_chain_of_an_agreement_compiles),
        cmocka_unit_test(a_chain_too_long_is_refused),
        cmocka_unit_test(a_present_value_that_is_no_number_stops_the_run),
        cmocka_unit_test(a_discount_behind_a_name_keeps_its_range),
        cmocka_unit_test(no_number_hides_in_min_or_max),
        cmocka_unit_test(more_paths_than_can_be_counted_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
