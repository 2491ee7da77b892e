/* Amounts that wait in a journal and are booked together: yearly sums, totals and present values are
 * those of one transfer after the other, whatever the periods and wherever an amount comes from. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"

enum { BUYER, MAKER, SAVER, PARTIES };

/* The years begin and end within a journal.  `series` and `again` are one column of the world, `wave` is
 * computed, `before` lies from one period to the next, `steps` is the same on every path, `once` is 0 in
 * all periods but one, `idle` moves nothing. */
static const char deal[] =
    "entente: 1\n"
    "title: Journals\n"
    "currency: USD\n"
    "horizon: {start: 2026-11-20, end: %s, step: %s}\n"
    "parties: {buyer: {discount: 10%%}, maker: {discount: 6%%}, saver: {}}\n"
    "drivers:\n"
    "  sales: {kind: gbm, unit: USD/year, initial: 120, drift: 10%%, volatility: 30%%}\n"
    "quantities:\n"
    "  kept: prev(share.paid, 1 USD) / dt\n"
    "agreements:\n"
    "  one:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: buyer, to: saver, base: sales, rate: 20%%, "
    "cap: 30}\n"
    "      right: {kind: licence, licensor: maker, licensee: buyer, base: sales, "
    "royalty: 5%%}\n"
    "      idle: {kind: licence, licensor: maker, licensee: buyer}\n"
    "    flows:\n"
    "      series: {from: buyer, to: maker, amount: sales}\n"
    "      again: {from: maker, to: saver, amount: sales}\n"
    "      wave: {from: maker, to: buyer, amount: sales * (2 + sin(year))}\n"
    "      before: {from: saver, to: maker, amount: kept}\n"
    "      steps: {from: buyer, to: market, amount: 2 USD/year * (year - 2025)}\n"
    "      once: {from: buyer, to: maker, amount: 7 USD, on: 2027-06-30}\n"
    "series: [net(maker)]\n";

static ent_trace *first_path(engine *e) {
    ent_trace *trace = NULL;
    assert_int_equal(ent_trace_path(e->plan, "one", 0, NULL, &trace, &e->problems),
                     ENT_OK);
    return trace;
}

/* What a transfer gives the party. */
static double gain(const ent_trace_line *line, int party) {
    return (line->to == party ? line->amount : 0) -
           (line->from == party ? line->amount : 0);
}

typedef struct {
    double total, year, npv;
} sums;

/* One after the other, as a ledger is kept by hand. */
static sums sums_of(const engine *e, const ent_trace *trace, const char *clause,
                    int party, int year) {
    static const double rate[PARTIES] = {0.1, 0.06, 0};
    sums s = {0};
    for (size_t i = 0; i < trace->line_count; i++) {
        const ent_trace_line *line = &trace->lines[i];
        const ent_period *period = &e->results->periods[line->period];
        if (line->kind != ENT_TRACE_TRANSFER || strcmp(line->name, clause))
            continue;
        const double amount = gain(line, party);
        s.total += amount;
        s.year += period->year == year ? amount : 0;
        s.npv += amount * pow(1 + rate[party], -period->end);
    }
    return s;
}

static void expect_clause(const engine *e, const ent_trace *trace,
                          const ent_clause_result *clause) {
    for (int party = 0; party < PARTIES; party++) {
        sums s = {0};
        double years = 0;
        for (size_t y = 0; y < e->results->year_count; y++) {
            s = sums_of(e, trace, clause->name, party, e->results->first_year + (int)y);
            const double mean = clause->by_year[y * PARTIES + (size_t)party].mean;
            expect_close(mean, s.year, s.year == 0 ? 0 : 1e-13);
            years += mean;
        }
        expect_close(years, s.total, s.total == 0 ? 0 : 1e-13);
        if (clause->npv[party].n && party != SAVER)
            expect_close(clause->npv[party].mean, s.npv, 1e-12);
    }
}

static void expect_journals(const char *end, const char *step, size_t years) {
    char *yaml = text_of(deal, end, step);
    engine *e = engine_open_run(yaml, 1);
    ent_trace *trace = first_path(e);
    const ent_agreement_result *one = engine_agreement(e, "one");
    assert_int_equal(e->results->year_count, years);
    assert_int_equal(one->clause_count, 9);
    for (size_t c = 0; c < one->clause_count; c++)
        expect_clause(e, trace, &one->clauses[c]);
    ent_trace_free(trace);
    engine_close(e);
    free(yaml);
}

static void what_is_booked_together_is_what_moved(void **state) {
    (void)state;
    expect_journals("2029-02-10", "quarter", 4);
    expect_journals("2029-01-31", "month", 4);
    expect_journals("2027-07-02", "day", 2);
    expect_journals("2029-12-31", "year", 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_booked_together_is_what_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
