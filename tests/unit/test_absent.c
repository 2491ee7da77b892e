/* A clause that an agreement lacks, has dropped or has disabled reads as 0 in every output
 * (design: "A clause that is not there"). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"

static const char absent_form[] =
    "entente: 1\n"
    "title: A clause dropped\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2028-12-31, step: year}\n"
    "parties: {maker: {discount: 10%%}, seller: {discount: 8%%}}\n"
    "drivers: {sales: {kind: constant, unit: USD/year, value: 50}}\n"
    "quantities: {after: {formula: share.paid * 2, unit: USD}}\n"
    "agreements:\n"
    "  %s\n"
    "  %s\n"
    "baseline: one\n"
    "series: [share.paid, after, sales]\n"
    "metrics:\n"
    "  paid: total(share.paid)\n"
    "  capped: first(share.capped)\n"
    "  worth: npv(maker, share)\n"
    "  doubled: total(after)\n";
static const char has[] =
    "{clauses: {share: {kind: revenue_share, from: seller, to: maker, "
    "base: sales, rate: 20%}}}";

static void expect_nothing(const engine *e, const char *agreement) {
    assert_true(engine_mean(e, agreement, "paid") == 0);
    assert_true(engine_mean(e, agreement, "worth") == 0);
    assert_true(engine_mean(e, agreement, "doubled") == 0);
    assert_true(engine_metric(e, agreement, "capped")->never == 1);
    const ent_series_result *paid = engine_series(e, agreement, "share.paid");
    for (size_t t = 0; t < 2; t++) {
        assert_int_equal(paid->periods[t].n, 100);
        assert_true(paid->periods[t].mean == 0 && paid->periods[t].max == 0);
    }
    assert_true(engine_series(e, agreement, "sales")->periods[1].mean == 50);
}

static void a_clause_that_is_not_there_reads_as_zero(void **state) {
    (void)state;
    const char *const lacks[] = {"based_on: one, clauses: {share: none}", "clauses: {}",
                                 "based_on: one, clauses: {share: {enabled: false}}"};
    for (size_t i = 0; i < 3; i++)
        for (int turned = 0; turned < 2; turned++) { /* in either order of the file */
            char *with = text_of("one: %s", has),
                 *without = text_of("two: {%s}", lacks[i]);
            char *yaml =
                text_of(absent_form, turned ? without : with, turned ? with : without);
            engine *e = engine_open_run(yaml, 100);
            expect_nothing(e, "two");
            assert_true(engine_mean(e, "one", "paid") == 20);
            assert_true(engine_series(e, "one", "share.paid")->periods[1].mean == 10);
            assert_true(engine_series(e, "one", "after")->periods[1].mean == 20);
            assert_true(engine_series(e, "one", "sales")->periods[0].mean == 50);
            engine_close(e);
            free(yaml);
            free(with);
            free(without);
        }
}

static void a_clause_disabled_everywhere_is_no_unknown_name(void **state) {
    (void)state;
    char *yaml =
        text_of(absent_form,
                "one: {clauses: {share: {kind: revenue_share, from: seller, to: maker, "
                "base: sales, rate: 20%, enabled: false}}}",
                "two: {based_on: one}");
    engine *e = engine_open_run(yaml, 100);
    expect_nothing(e, "one");
    expect_nothing(e, "two");
    engine_close(e);
    free(yaml);
}

static void a_clause_of_an_abstract_agreement_is_no_unknown_name(void **state) {
    (void)state;
    char *yaml = text_of(absent_form,
                         "base: {abstract: true, clauses: {share: {kind: revenue_share, "
                         "from: seller, to: maker, base: sales, rate: 20%}}}",
                         "one: {based_on: base, clauses: {share: none}}");
    engine *e = engine_open_run(yaml, 100);
    assert_int_equal(e->results->agreement_count, 1);
    expect_nothing(e, "one");
    engine_close(e);
    free(yaml);
}

/* The unit of what a right of first refusal offers follows from a formula that an agreement without
 * the clause does not have. */
static void a_rate_that_is_not_there_fits_every_unit(void **state) {
    (void)state;
    static const char *const offers[] = {"spend", "spend * 2"};
    static const char *const margins[] = {
        "0.2 * refusal.taken / 2 + 1 USD",
        "(annualised(0.2 * refusal.taken / 2) + 1 USD/year) * dt"};
    for (size_t i = 0; i < 4; i++) {
        char *yaml = text_of(
            "entente: 1\n"
            "title: A right that one version lacks\n"
            "currency: USD\n"
            "horizon: {start: 2027-01-01, end: 2028-12-31, step: year}\n"
            "parties: {a: {discount: 10%%}, b: {discount: 8%%}}\n"
            "drivers: {spend: {kind: constant, unit: USD/year, value: 50}}\n"
            "quantities:\n"
            "  margin: {formula: '%s', unit: USD}\n"
            "flows: {kept: {from: market, to: b, amount: margin}}\n"
            "agreements:\n"
            "  one: {clauses: {}}\n"
            "  two: {clauses: {refusal: {kind: first_rights, holder: b, grantor: a, "
            "offers: %s, able: 1, released: 0}}}\n"
            "metrics: {kept_in_all: total(margin)}\n",
            margins[i / 2], offers[i % 2]);
        engine *e = engine_open_run(yaml, 10);
        expect_close(engine_mean(e, "one", "kept_in_all"), 2, 0);
        expect_close(engine_mean(e, "two", "kept_in_all"), i % 2 ? 22 : 12, 1e-14);
        engine_close(e);
        free(yaml);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rate_that_is_not_there_fits_every_unit),
        cmocka_unit_test(a_clause_that_is_not_there_reads_as_zero),
        cmocka_unit_test(a_clause_disabled_everywhere_is_no_unknown_name),
        cmocka_unit_test(a_clause_of_an_abstract_agreement_is_no_unknown_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
