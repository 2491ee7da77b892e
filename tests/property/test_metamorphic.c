/* What must not change, and what must change in step, when a scenario is changed: needs no
 * answers, only two runs.  Results are compared to the last bit. */
#include <math.h>
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

enum { DEALS = 5, PATHS = 1500 };

static char *digest_of_run(const char *yaml, const char *agreement) {
    engine *e = engine_open_run(yaml, PATHS);
    char *digest =
        agreement ? engine_digest_of(e->results, agreement) : engine_digest(e->results);
    engine_close(e);
    return digest;
}

/* The lines of the digest in the order of the alphabet. */
static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *sorted(char *digest) {
    size_t count = 0;
    const char **lines = calloc(strlen(digest) + 1, sizeof *lines);
    char *out = calloc(strlen(digest) + 2, 1), *end = out;
    assert_non_null(lines);
    assert_non_null(out);
    for (char *line = strtok(digest, "\n"); line; line = strtok(NULL, "\n"))
        lines[count++] = line;
    qsort(lines, count, sizeof *lines, by_text);
    for (size_t i = 0; i < count; i++)
        end += sprintf(end, "%s\n", lines[i]);
    free(lines);
    free(digest);
    return out;
}

/* Only the order in which tables list things may differ. */
static void expect_same_results(const char *yaml, const char *changed,
                                const char *agreement, const char *what) {
    char *a = sorted(digest_of_run(yaml, agreement));
    char *b = sorted(digest_of_run(changed, agreement));
    expect_same_text(a, b, what);
    free(a);
    free(b);
}

static void order_in_the_file_never_matters(void **state) {
    (void)state;
    static const char *const sections[] = {
        "assumptions:", "drivers:", "quantities:",  "flows:",
        "    clauses:", "metrics:", "correlations:"};
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        char *yaml = made_up_deal(seed, 1);
        for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
            char *turned = text_reversed(yaml, sections[i]);
            expect_same_results(yaml, turned, NULL, sections[i]);
            free(turned);
        }
        char *turned = text_with(yaml, "[core, noise]", "[noise, core]");
        expect_same_results(yaml, turned, NULL, "a correlation's names turned round");
        free(turned);
        free(yaml);
    }
}

static void what_nobody_reads_changes_nothing(void **state) {
    (void)state;
    static const char *const additions[][3] = {
        {"an unused driver", "drivers:\n",
         "drivers:\n  aaa: {kind: gbm, initial: 1, drift: 0, volatility: 50%}\n"},
        {"an unused assumption", "assumptions:\n",
         "assumptions:\n  aaa: {distribution: uniform, min: 0, max: 1}\n"},
        {"an unused quantity", "quantities:\n",
         "quantities:\n  aaa: exp(noise) + sum(wobble)\n"},
        {"another party", "parties:\n", "parties:\n  z: {discount: 3%}\n"},
        {"a correlation of others", "drivers:\n",
         "drivers:\n  aaa: {kind: gbm, initial: 1, drift: 0, volatility: 50%}\n"
         "  zzz: {kind: gbm, initial: 1, drift: 0, volatility: 50%}\n"},
    };
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        char *yaml = made_up_deal(seed, 1);
        for (size_t i = 0; i < sizeof additions / sizeof *additions; i++) {
            char *more = text_with(yaml, additions[i][1], additions[i][2]);
            if (i == 4) {
                char *both =
                    text_with(more, "correlations:\n",
                              "correlations:\n  - {between: [zzz, aaa], value: 0.9}\n");
                free(more);
                more = both;
            }
            if (i !=
                3) /* tables gain columns for a party; what they hold is checked below */
                expect_same_results(yaml, more, NULL, additions[i][0]);
            engine *a = engine_open_run(yaml, PATHS), *b = engine_open_run(more, PATHS);
            assert_true(engine_mean(a, "more", "npv.a") ==
                        engine_mean(b, "more", "npv.a"));
            engine_close(a);
            engine_close(b);
            free(more);
        }
        free(yaml);
    }
}

static void another_agreement_changes_no_other(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        char *yaml = made_up_deal(seed, 1);
        char *before =
            text_with(yaml, "agreements:\n",
                      "agreements:\n  aaa: {based_on: base, clauses: {stake: none, "
                      "share2: {rate: 1%}}}\n");
        expect_same_results(yaml, before, "base", "an agreement before it");
        expect_same_results(yaml, before, "more", "an agreement before it");
        char *after = text_with(yaml, "baseline:", "  zzz: {clauses: {}}\nbaseline:");
        expect_same_results(yaml, after, "base", "an agreement after it");
        expect_same_results(yaml, after, "more", "an agreement after it");
        free(before);
        free(after);
        free(yaml);
    }
}

/* ---- Terms ---- */

static void a_rate_of_zero_is_no_clause(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        char *yaml = made_up_deal(seed, 1);
        const char *const changes[] = {"      share0: {rate: 0}\n",
                                       "      share0: none\n",
                                       "      share0: {enabled: false}\n"};
        char *from = NULL;
        const char *at = strstr(yaml, "      share0: {rate: ");
        from = text_of("%.*s", (int)(strchr(at, '\n') + 1 - at), at);
        double values[3][4];
        for (size_t i = 0; i < 3; i++) {
            char *changed = text_with(yaml, from, changes[i]);
            engine *e = engine_open_run(changed, PATHS);
            static const char *const names[] = {"npv.a", "npv.b", "peak", "last_worth"};
            for (size_t m = 0; m < 4; m++)
                values[i][m] = engine_mean(e, "more", names[m]);
            assert_true(engine_mean(e, "more", "paid0") == 0);
            engine_close(e);
            free(changed);
        }
        for (size_t m = 0; m < 4; m++)
            assert_true(values[0][m] == values[1][m] && values[1][m] == values[2][m]);
        free(from);
        free(yaml);
    }
}

static const char priced[] =
    "entente: 1\n"
    "title: Terms\n"
    "currency: USD\n"
    "horizon: {start: 2027-02-01, end: 2031-12-31, step: quarter}\n"
    "parties: {payer: {discount: 11%%}, payee: {discount: 8%%}}\n"
    "drivers:\n"
    "  sales: {kind: gbm, unit: USD/year, initial: 20, drift: 20%%, volatility: 40%%}\n"
    "agreements:\n"
    "  deal:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: payer, to: payee, base: sales, rate: 25%%, "
    "cap: "
    "%g, until: %s}\n"
    "      pledge: {kind: purchase_commitment, buyer: payer, seller: payee, spend: "
    "sales, "
    "amount: %g}\n"
    "metrics: {paid: total(share.paid), missing: total(pledge.paid)}\n";

/* Sorted values of a metric are compared rank by rank: if every path is at least as high,
 * so is every rank; paths themselves by their traces. */
static void expect_never_lower(const char *less, const char *more) {
    engine *a = engine_open_run(less, PATHS), *b = engine_open_run(more, PATHS);
    const ent_metric_result *x = engine_metric(a, NULL, "paid");
    const ent_metric_result *y = engine_metric(b, NULL, "paid");
    size_t higher = 0;
    for (size_t i = 0; i < PATHS; i++) {
        assert_true(y->sorted[i] >= x->sorted[i]);
        higher += y->sorted[i] > x->sorted[i];
    }
    assert_true(higher > 0);
    for (uint64_t path = 0; path < 64; path++) {
        ent_trace *s, *t;
        assert_int_equal(ent_trace_path(a->plan, NULL, path, NULL, &s, &a->problems),
                         ENT_OK);
        assert_int_equal(ent_trace_path(b->plan, NULL, path, NULL, &t, &b->problems),
                         ENT_OK);
        assert_string_equal(s->metric_names[2], "paid");
        assert_true(t->metrics[2] >= s->metrics[2]);
        ent_trace_free(s);
        ent_trace_free(t);
    }
    engine_close(a);
    engine_close(b);
}

static void higher_caps_and_later_sunsets_never_pay_less(void **state) {
    (void)state;
    static const double caps[] = {0, 5, 20, 20.5, 40, 1e9};
    static const char *const sunsets[] = {"2027-02-01", "2028-05-17", "2028-06-30",
                                          "2030-12-31", "2031-12-30", "2031-12-31"};
    for (size_t i = 0; i < 5; i++) {
        char *low = text_of(priced, caps[i], "2031-12-31", 10.0);
        char *high = text_of(priced, caps[i + 1], "2031-12-31", 10.0);
        char *early = text_of(priced, 1e6, sunsets[i], 10.0);
        char *late = text_of(priced, 1e6, sunsets[i + 1], 10.0);
        expect_never_lower(low, high);
        expect_never_lower(early, late);
        free(low);
        free(high);
        free(early);
        free(late);
    }
}

static void a_take_or_pay_of_nothing_is_never_short(void **state) {
    (void)state;
    char *yaml = text_of(priced, 30.0, "2031-12-31", 0.0);
    engine *e = engine_open_run(yaml, PATHS);
    assert_true(engine_metric(e, NULL, "missing")->summary.max == 0);
    engine_close(e);
    free(yaml);
}

/* What is paid if a barrier was touched and what is paid if it was not are together what is paid
 * in any case; each of the two is paid on some paths. */
static void knock_in_and_knock_out_are_the_plain_claim(void **state) {
    (void)state;
    engine *e = engine_open_run(
        "entente: 1\n"
        "title: A trigger\n"
        "currency: USD\n"
        "horizon: {start: 2027-02-05, end: 2028-11-11, step: month}\n"
        "parties: {writer: {discount: 7%}, holder: {discount: 9%}}\n"
        "drivers:\n"
        "  price: {kind: gbm, unit: USD, initial: 100, drift: 4%, volatility: 30%}\n"
        "quantities:\n"
        "  claim: max(price - 90 USD, 0)\n"
        "  touched: {formula: 'max(prev(touched, 0), price < 95 USD)'}\n"
        "agreements:\n"
        "  deal:\n"
        "    clauses:\n"
        "      plain: {kind: milestone_payment, from: writer, to: holder, amount: claim, "
        "trigger: 2028-11-11}\n"
        "      into: {kind: milestone_payment, from: writer, to: holder, amount: claim, "
        "trigger: since(2028-11-11) > 0 and touched}\n"
        "      out: {kind: milestone_payment, from: writer, to: holder, amount: claim, "
        "trigger: since(2028-11-11) > 0 and not touched}\n"
        "metrics:\n"
        "  apart: abs(npv(holder, into) + npv(holder, out) - npv(holder, plain))\n"
        "  both: npv(holder, into) > 0 and npv(holder, out) > 0\n"
        "  first_part: npv(holder, into) > 0\n"
        "  second_part: npv(holder, out) > 0\n",
        PATHS);
    assert_true(engine_metric(e, NULL, "apart")->summary.max == 0);
    assert_true(engine_mean(e, NULL, "both") == 0);
    assert_true(engine_mean(e, NULL, "first_part") > 0.1);
    assert_true(engine_mean(e, NULL, "second_part") > 0.1);
    engine_close(e);
}

/* A power of two scales every number without a rounding, so that not a bit may differ. */
static void twice_the_money_is_twice_the_result(void **state) {
    (void)state;
    static const char *const money[] = {"npv.a",
                                        "npv.b",
                                        "paid0",
                                        "peak",
                                        "gain",
                                        "last_worth",
                                        "total.share2.paid",
                                        "total.first_look.value"};
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        char *once = made_up_deal(seed, 1), *twice = made_up_deal(seed, 2);
        engine *a = engine_open_run(once, PATHS), *b = engine_open_run(twice, PATHS);
        for (size_t i = 0; i < sizeof money / sizeof *money; i++) {
            const ent_summary x = engine_metric(a, "more", money[i])->summary;
            const ent_summary y = engine_metric(b, "more", money[i])->summary;
            assert_true(y.mean == 2 * x.mean && y.se == 2 * x.se && y.min == 2 * x.min);
            for (int p = 0; p < ENT_PERCENTILES; p++)
                assert_true(y.percentile[p] == 2 * x.percentile[p]);
        }
        const ent_metric_result *x = engine_metric(a, "more", "capped");
        const ent_metric_result *y = engine_metric(b, "more", "capped");
        assert_true(x->never == y->never);
        assert_true(x->summary.n == y->summary.n);
        assert_true(x->summary.n == 0 || x->summary.mean == y->summary.mean);
        engine_close(a);
        engine_close(b);
        free(once);
        free(twice);
    }
}

/* ---- Longer and calmer runs ---- */

static void a_longer_run_extends_a_shorter_one(void **state) {
    (void)state;
    char *yaml = made_up_deal(3, 1);
    engine *a = engine_open_run(yaml, 1000), *b = engine_open_run(yaml, 5000);
    const ent_series_result *x = engine_series(a, "more", "worth");
    const ent_series_result *y = engine_series(b, "more", "worth");
    assert_int_equal(x->sample_count, ENT_SAMPLES);
    assert_memory_equal(x->samples, y->samples,
                        ENT_SAMPLES * a->results->period_count * sizeof(double));
    /* Every value of the shorter run is one of the longer run's. */
    const ent_metric_result *p = engine_metric(a, "more", "npv.a");
    const ent_metric_result *q = engine_metric(b, "more", "npv.a");
    size_t at = 0;
    for (size_t i = 0; i < p->sorted_count; i++) {
        while (at < q->sorted_count && q->sorted[at] < p->sorted[i])
            at++;
        assert_true(at < q->sorted_count && q->sorted[at] == p->sorted[i]);
        at++;
    }
    engine_close(a);
    engine_close(b);
    free(yaml);
}

static void without_volatility_the_schedule_is_the_one_by_hand(void **state) {
    (void)state;
    char *yaml = text_of(priced, 30.0, "2030-08-15", 10.0);
    char *calm = text_with(yaml, "volatility: 40%", "volatility: 0%");
    engine *e = engine_open_run(calm, 300);
    /* February and March are 59 of the first quarter's 90 days. */
    double t = 0, paid = 0, worth = 0;
    for (size_t q = 0; q < 20; q++) {
        const double length = q ? 0.25 : 0.25 * 59 / 90;
        t += length;
        /* In force to the 15th of August: 46 of that quarter's 92 days. */
        const double share = q < 14 ? 1 : q == 14 ? 46.0 / 92 : 0;
        const double due = 0.25 * 20 * exp(0.2 * t) * length * share;
        const double pays = fmin(due, 30 - paid);
        paid += pays;
        worth += pays * pow(1.08, -t);
        const ent_summary *s = &engine_series(e, NULL, "share.paid")->periods[q];
        expect_close(s->mean, pays, 1e-13 * 30);
        assert_true(s->min == s->max && s->sd == 0);
    }
    expect_close(engine_mean(e, NULL, "npv.payee"), worth, 1e-13 * 30);
    engine_close(e);
    free(calm);
    free(yaml);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_in_the_file_never_matters),
        cmocka_unit_test(what_nobody_reads_changes_nothing),
        cmocka_unit_test(another_agreement_changes_no_other),
        cmocka_unit_test(a_rate_of_zero_is_no_clause),
        cmocka_unit_test(higher_caps_and_later_sunsets_never_pay_less),
        cmocka_unit_test(a_take_or_pay_of_nothing_is_never_short),
        cmocka_unit_test(knock_in_and_knock_out_are_the_plain_claim),
        cmocka_unit_test(twice_the_money_is_twice_the_result),
        cmocka_unit_test(a_longer_run_extends_a_shorter_one),
        cmocka_unit_test(without_volatility_the_schedule_is_the_one_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
