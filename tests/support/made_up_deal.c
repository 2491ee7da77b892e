#include "tests/support/made_up_deal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    FILE *to;
    uint64_t seed;
    double money;
} maker;

/* xorshift64*, Vigna 2016. */
static double uniform(maker *m) {
    m->seed ^= m->seed >> 12;
    m->seed ^= m->seed << 25;
    m->seed ^= m->seed >> 27;
    return (double)((m->seed * 0x2545F4914F6CDD1Dull) >> 11) * 0x1p-53;
}

/* Three digits, as a person would write it. */
static double between(maker *m, double low, double high) {
    const double x = low + (high - low) * uniform(m);
    return (double)(int)(x * 1000) / 1000;
}

static int pick(maker *m, int n) {
    return (int)(uniform(m) * n);
}

/* Two different parties. */
static void roles(maker *m, const char *pair[2]) {
    static const char *const parties[] = {"a", "b", "c"};
    const int first = pick(m, 3);
    pair[0] = parties[first];
    pair[1] = parties[(first + 1 + pick(m, 2)) % 3];
}

static void put_money(maker *m, const char *name, double low, double high) {
    fprintf(m->to, ", %s: %.17g", name, m->money * between(m, low, high));
}

/* One of the common ways to be in force for a part of the time. */
static void put_term(maker *m) {
    switch (pick(m, 6)) {
    case 0:
        fprintf(m->to, ", until: %d-%02d-%02d", 2028 + pick(m, 2), 1 + pick(m, 12),
                1 + pick(m, 28));
        break;
    case 1:
        fprintf(m->to, ", start: 2027-%02d-%02d", 4 + pick(m, 9), 1 + pick(m, 28));
        break;
    case 2:
        fprintf(m->to, ", ends_on: boom");
        break;
    case 3:
        fprintf(m->to, ", when: usage > %g", between(m, 0.2, 0.5));
        break;
    default:
        break;
    }
}

static void end_clause(maker *m) {
    put_term(m);
    fprintf(m->to, "}\n");
}

static void put_payments(maker *m) {
    const char *who[2];
    for (int i = 0; i < 3; i++) {
        roles(m, who);
        fprintf(m->to,
                "      share%d: {kind: revenue_share, from: %s, to: %s, base: sales%s, "
                "rate: %g",
                i, who[0], who[1], i ? " * usage" : "", between(m, 0.02, 0.4));
        put_money(m, "cap", 10, 60);
        if (i == 1)
            put_money(m, "annual_cap", 2, 20);
        if (i == 2)
            put_money(m, "paid_to_date", 0, 10);
        put_term(m);
        fprintf(m->to, "}\n");
    }
    roles(m, who);
    fprintf(m->to,
            "      advance: {kind: fee, from: %s, to: %s, every: %s, indexation: "
            "'exp(5%%/year "
            "* t)', recoup_from: share0.paid",
            who[0], who[1], pick(m, 2) ? "once" : "quarter");
    put_money(m, "amount", 1, 5);
    put_money(m, "outstanding_to_date", 0, 3);
    end_clause(m);
    roles(m, who);
    fprintf(
        m->to,
        "      split: {kind: profit_share, from: %s, to: %s, profit: sales * (wobble - "
        "0.4), tiers: [{above: 0, rate: %g}, {above: %.17g, rate: %g}], carry_losses: %s",
        who[0], who[1], between(m, 0.3, 0.8), m->money * between(m, 1, 9),
        between(m, 0.1, 0.3), pick(m, 2) ? "true" : "false");
    put_money(m, "cap", 10, 40);
    end_clause(m);
    /* Party a is not in it: what falls due after the horizon is discounted at its own day. */
    fprintf(m->to,
            "      tiered: {kind: revenue_share, from: b, to: c, base: sales, tiers: "
            "[{above: "
            "0, rate: %g}, {above: %.17g, rate: %g}], lag: %d days, year_from: 07-01",
            between(m, 0.02, 0.2), m->money * between(m, 5, 50), between(m, 0.1, 0.4),
            1 + pick(m, 200));
    put_money(m, "minimum", 1, 9);
    put_money(m, "annual_cap", 10, 20);
    end_clause(m);
}

static void put_commitments(maker *m) {
    const char *who[2];
    roles(m, who);
    fprintf(
        m->to,
        "      pledge: {kind: purchase_commitment, buyer: %s, seller: %s, spend: bills",
        who[0], who[1]);
    put_money(m, "amount", 20, 200);
    end_clause(m);
    roles(m, who);
    fprintf(
        m->to,
        "      yearly: {kind: purchase_commitment, buyer: %s, seller: %s, spend: bills, "
        "make_up: true, make_up_expiry: %d years, carry_forward: true, shortfall_rate: "
        "%g",
        who[0], who[1], 1 + pick(m, 3), between(m, 0.5, 1));
    put_money(m, "annual", 5, 20);
    end_clause(m);
}

static void put_rights(maker *m) {
    const char *who[2];
    roles(m, who);
    fprintf(m->to,
            "      right: {kind: licence, licensor: %s, licensee: %s, base: sales, "
            "margin: %g, "
            "royalty: %g, exclusive: not boom",
            who[0], who[1], between(m, 0.1, 0.6), between(m, 0.01, 0.1));
    end_clause(m);
    roles(m, who);
    fprintf(m->to, "      alone: {kind: exclusivity, holder: %s, grantor: %s", who[0],
            who[1]);
    end_clause(m);
    roles(m, who);
    fprintf(m->to,
            "      first_look: {kind: first_rights, holder: %s, grantor: %s, offers: "
            "launches, "
            "able: usage > 0.4, released: wobble > 0.5",
            who[0], who[1]);
    put_money(m, "lead_value", 0.1, 2);
    put_money(m, "cost_of_delay", 0.1, 2);
    fprintf(m->to, ", lapse: after %d in a row, cure: %d days", 1 + pick(m, 3),
            30 * pick(m, 6));
    end_clause(m);
    roles(m, who);
    fprintf(m->to,
            "      refusal: {kind: first_rights, holder: %s, grantor: %s, offers: bills, "
            "able: usage > 0.4, released: wobble > 0.7, lead_value: 5%%, cost_of_delay: "
            "%g%%/year, lapse: first",
            who[0], who[1], between(m, 1, 20));
    end_clause(m);
    roles(m, who);
    fprintf(m->to,
            "      stake: {kind: equity_stake, holder: %s, issuer: %s, fraction: %g, "
            "dilution: "
            "exp(-3%%/year * t), valuation: worth, exit: boom",
            who[0], who[1], between(m, 0.05, 0.5));
    end_clause(m);
}

static void put_events(maker *m) {
    const char *who[2];
    roles(m, who);
    fprintf(
        m->to,
        "      prize0: {kind: milestone_payment, from: %s, to: %s, trigger: usage > %g",
        who[0], who[1], between(m, 0.5, 0.7));
    put_money(m, "amount", 1, 9);
    end_clause(m);
    roles(m, who);
    fprintf(m->to,
            "      prize1: {kind: milestone_payment, from: %s, to: %s, trigger: "
            "panel.effective, by: 2029-0%d-%02d",
            who[0], who[1], 1 + pick(m, 9), 1 + pick(m, 28));
    put_money(m, "amount", 1, 9);
    fprintf(m->to, "}\n");
    fprintf(
        m->to,
        "      panel: {kind: event_terms, event: boom, verified: wobble > %g, lag: %d "
        "months",
        between(m, 0.2, 0.8), pick(m, 10));
    end_clause(m);
    roles(m, who);
    fprintf(
        m->to,
        "      share3: {kind: revenue_share, from: %s, to: %s, base: sales, rate: %g, "
        "ends_on: panel.effective}\n",
        who[0], who[1], between(m, 0.02, 0.1));
}

static void put_world(maker *m) {
    fprintf(m->to,
            "assumptions:\n"
            "  luck: {distribution: lognormal, median: 1, log_sd: %g}\n"
            "  pull: {distribution: normal, mean: 0.5, sd: 0.05}\n"
            "  costs: {distribution: triangular, min: 0.2, mode: 0.4, max: 0.7}\n"
            "drivers:\n",
            between(m, 0.05, 0.4));
    fprintf(m->to,
            "  core: {kind: gbm, unit: USD/year, initial: %.17g, drift: %g, volatility: "
            "%g}\n",
            m->money * between(m, 10, 100), between(m, -0.1, 0.3), between(m, 0.05, 0.5));
    fprintf(m->to,
            "  usage: {kind: mean_reverting, transform: logit, initial: 55%%, level: "
            "40%%, speed: "
            "%g, volatility: 40%%}\n",
            between(m, 0.2, 1));
    fprintf(m->to, "  launches: {kind: poisson, rate: %g}\n", between(m, 1, 9));
    fprintf(m->to, "  boom: {kind: hazard, rate: %g}\n", between(m, 0.05, 0.4));
    fprintf(
        m->to,
        "  wobble: {kind: each_period, distribution: uniform, min: 0, max: 1}\n"
        "  noise: {kind: gbm, initial: 1, drift: 0, volatility: 20%%}\n"
        "correlations:\n"
        "  - {between: [core, noise], value: -0.3}\n"
        "  - {between: [usage, core], value: 0.4}\n"
        "  - {between: [luck, costs], value: 0.5}\n"
        "quantities:\n"
        "  sales: {formula: core * luck * noise, unit: USD/year, title: Sales}\n"
        "  bills: {formula: 'max(sales * pull * usage, 0)', unit: USD/year}\n"
        "  worth: {formula: 2 years * sales + balance(a), unit: USD}\n"
        "  smooth: {formula: '0.5 * prev(smooth, sales) + 0.5 * sales', unit: USD/year}\n"
        "flows:\n"
        "  income: {from: market, to: a, amount: sales}\n"
        "  upkeep: {from: a, to: market, amount: sales * costs}\n"
        "  cloud: {from: a, to: b, amount: bills}\n"
        "  hire: {from: b, to: c, amount: 0.1 * smooth}\n");
    fprintf(
        m->to,
        "  prize: {from: market, to: a, amount: %.17g, on: 2029-06-30, marked: true}\n",
        m->money * between(m, 10, 90));
}

char *made_up_deal(uint64_t seed, double money) {
    char *text = NULL;
    size_t size = 0;
    maker m = {open_memstream(&text, &size), seed * 0x9E3779B97F4A7C15ull + 1, money};
    assert_non_null(m.to);
    for (int i = 0; i < 8; i++)
        uniform(&m);
    fprintf(m.to, "entente: 1\n"
                  "title: Made up\n"
                  "currency: USD\n"
                  "horizon: {start: 2027-02-12, end: 2029-11-20, step: quarter}\n"
                  "parties:\n"
                  "  a: {discount: 9%%}\n"
                  "  b: {discount: 5%% + 10%% * pull}\n"
                  "  c: {name: Without a rate}\n");
    put_world(&m);
    fprintf(m.to, "agreements:\n"
                  "  base:\n"
                  "    clauses:\n");
    put_payments(&m);
    put_commitments(&m);
    put_rights(&m);
    put_events(&m);
    fprintf(m.to,
            "  more:\n"
            "    based_on: base\n"
            "    clauses:\n"
            "      share0: {rate: %g}\n"
            "      share1: none\n"
            "      pledge: {enabled: false}\n",
            between(&m, 0.02, 0.4));
    fprintf(m.to, "baseline: base\n"
                  "series: [sales, smooth, worth, net(a), net(b), net(c), net(market), "
                  "share0.paid, "
                  "share1.paid, pledge.cumulative, first_look.taken, stake.value]\n"
                  "metrics:\n"
                  "  paid0: total(share0.paid)\n"
                  "  paid1: total(share1.paid)\n"
                  "  peak: highest(smooth)\n"
                  "  capped: first(share0.capped)\n"
                  "  booms: ever(boom)\n"
                  "  gain: npv(a) - in(\"base\", npv(a))\n"
                  "  last_worth: last(worth)\n");
    fclose(m.to);
    return text;
}

/* ---- Text ---- */

static size_t indentation(const char *line) {
    return strspn(line, " ");
}

static const char *next_line(const char *line) {
    const char *end = strchr(line, '\n');
    return end ? end + 1 : line + strlen(line);
}

char *text_reversed(const char *yaml, const char *section) {
    char *out = calloc(strlen(yaml) + 1, 1);
    const char *lines[64];
    size_t count = 0;
    const char *begin = strstr(yaml, section);
    assert_non_null(out);
    assert_non_null(begin);
    const char *head = begin;
    while (head > yaml && head[-1] != '\n')
        head--;
    const char *at = next_line(begin);
    const char *first = at;
    for (; *at && indentation(at) > indentation(head); at = next_line(at)) {
        assert_true(count < 64);
        lines[count++] = at;
    }
    assert_true(count >= 2);
    memcpy(out, yaml, (size_t)(first - yaml));
    for (size_t i = count; i-- > 0;)
        strncat(out, lines[i], (size_t)(next_line(lines[i]) - lines[i]));
    strcat(out, at);
    return out;
}

char *text_with(const char *yaml, const char *from, const char *to) {
    const char *at = strstr(yaml, from);
    if (!at)
        fail_msg("nothing reads %s in\n%s", from, yaml);
    char *out = calloc(strlen(yaml) + strlen(to) + 1, 1);
    assert_non_null(out);
    memcpy(out, yaml, (size_t)(at - yaml));
    strcat(out, to);
    strcat(out, at + strlen(from));
    return out;
}
