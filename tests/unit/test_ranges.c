/* Fields whose value is known only in the run: they stop it where they leave their range. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/engine_harness.h"

/* Line 10 is the drivers' second, line 15 the clause's. */
static const char world[] =
    "entente: 1\n"
    "title: Ranges\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2028-12-31, step: year}\n"
    "parties: {a: {discount: 10%%}, b: {discount: %s}}\n"
    "assumptions:\n"
    "  luck: {distribution: uniform, min: -10%%, max: 120%%}\n"
    "drivers:\n"
    "  wave: {kind: curve, points: {2027-01-01: 50%%, 2028-01-01: %s}, interpolation: "
    "step, extend: flat}\n"
    "  event: {kind: hazard, rate: %s}\n"
    "quantities: {third: {formula: 1 - 0.9 - 0.1}}\n"
    "agreements:\n"
    "  first:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: a, to: b, base: 5 USD/year, rate: '%s'}\n"
    "  second: {based_on: first}\n"
    "metrics: {paid: total(share.paid)}\n";

typedef struct {
    const char *discount, *wave, *rate_of_event, *share;
} terms;

static const terms good = {"8%", "60%", "1/year", "20%"};

static engine *open_terms(const terms *t) {
    char *yaml = text_of(world, t->discount, t->wave, t->rate_of_event, t->share);
    engine *e = engine_try(yaml, NULL);
    free(yaml);
    return e;
}

/* Runs what compiles; the only problem must then be this one, at this line. */
static void expect_stop(const terms *t, const char *code, const char *message, int line) {
    engine *e = open_terms(t);
    ent_results *results = NULL;
    const ent_run_options options = {.paths = 5000, .seed = 1, .seed_given = true};
    if (!e->plan)
        fail_msg("does not compile: %s", e->problems.list[0].message);
    assert_int_equal(ent_run(e->plan, &options, &results, &e->problems), ENT_FAILED);
    expect_problem(e, code, message);
    assert_int_equal(e->problems.list[0].at.line, line);
    engine_close(e);
}

static void expect_run(const terms *t) {
    engine *e = open_terms(t);
    if (!e->plan)
        fail_msg("does not compile: %s", e->problems.list[0].message);
    engine_run(e, &(ent_run_options){.paths = 5000});
    engine_close(e);
}

/* luck below 0 or above 1 first comes on these paths, whatever else is drawn. */
static uint64_t first_path(bool above) {
    engine *e = open_terms(&good);
    const char *metric = above ? "luck > 1" : "luck < 0";
    uint64_t path = 0;
    ent_plan *plan = NULL;
    const ent_plan_options options = {.where = metric};
    assert_int_equal(ent_plan_compile(e->scenario, &options, &plan, &e->problems),
                     ENT_OK);
    for (;; path++) {
        ent_results *results = NULL;
        const ent_run_options run = {.paths = path + 1, .seed = 1, .seed_given = true};
        assert_int_equal(ent_run(plan, &run, &results, &e->problems), ENT_OK);
        const uint64_t count = results->where_count;
        ent_results_free(results);
        if (count)
            break;
    }
    ent_plan_free(plan);
    engine_close(e);
    return path;
}

static void a_share_above_one_stops_the_run(void **state) {
    (void)state;
    terms t = good;
    t.share = "luck + 0 * wave";
    engine *e = open_terms(&t);
    ent_results *results = NULL;
    const ent_run_options options = {.paths = 5000, .seed = 1, .seed_given = true};
    assert_int_equal(ent_run(e->plan, &options, &results, &e->problems), ENT_FAILED);
    assert_int_equal(e->problems.count, 1);
    const ent_problem *p = &e->problems.list[0];
    const uint64_t low = first_path(false), high = first_path(true);
    char *begins = text_of("rate is %s", low < high ? "-" : "1");
    char *where =
        text_of(" on path %llu in the period to 2027-12-31, agreement first, %s",
                (unsigned long long)(low < high ? low : high),
                low < high ? "below the minimum, 0%" : "above the maximum, 100%");
    assert_string_equal(p->code, "E0906");
    assert_int_equal(strncmp(p->message, begins, strlen(begins)), 0);
    assert_non_null(strstr(p->message, where));
    assert_int_equal(p->at.line, 15);
    assert_string_equal(p->path, "agreements.first.clauses.share.rate");
    assert_non_null(strstr(p->help, "--path"));
    assert_non_null(strstr(p->note, "luck + 0 * wave)"));
    free(begins);
    free(where);
    engine_close(e);
}

static void a_negative_rate_of_events_stops_the_run(void **state) {
    (void)state;
    terms t = good;
    t.rate_of_event = "1/year - t / 1.5 years * 1/year + 0/year * luck";
    expect_stop(&t, "E0906",
                "rate is -0.3333333333 on path 0 in the period to 2028-12-31, below "
                "the minimum, 0",
                10);
}

static void a_discount_rate_has_a_range_too(void **state) {
    (void)state;
    terms t = good;
    t.discount = "luck - 200%";
    expect_stop(&t, "E0906", NULL, 5);
}

static void expect_refused(const terms *t, const char *message) {
    engine *e = open_terms(t);
    assert_null(e->plan);
    assert_string_equal(e->problems.list[0].code, "E0207");
    assert_string_equal(e->problems.list[0].message, message);
    engine_close(e);
}

static void what_is_known_for_every_period_is_refused_before(void **state) {
    (void)state;
    terms t = good;
    t.wave = "130%";
    expect_run(&t); /* the curve itself may take any value */
    t.share = "wave";
    expect_refused(&t,
                   "wave is 130% in the period to 2028-12-31, above the maximum, 100%");
    t.share = "if(year < 2028, 10%, max(wave - 10%, 0))";
    expect_refused(&t, "if(year < 2028, 10%, max(wave - 10%, 0)) is 120% in the period "
                       "to 2028-12-31, above the maximum, 100%");
    t.share = "min(wave, 100%) + 0.3 - 0.2 - 0.1"; /* 2.8e-17 over */
    expect_run(&t);
}

static void rounding_is_no_departure(void **state) {
    (void)state;
    terms t = good;
    t.share = "third"; /* -2.8e-17 */
    expect_run(&t);
    t.share = "clamp(luck, 0, 1)";
    expect_run(&t);
}

/* Not finite is what it is, in a field with a range too, and it is said where it stands. */
static void no_number_is_still_no_number(void **state) {
    (void)state;
    terms t = good;
    t.share = "0.2 / (wave - 50%)";
    expect_stop(&t, "E0901",
                "no finite number on path 0 in the period to 2027-12-31, agreement first",
                15);
}

/* Both agreements read one column of the world: one look at it is enough. */
static void a_column_is_looked_at_once(void **state) {
    (void)state;
    terms t = good;
    size_t steps[2];
    for (int i = 0; i < 2; i++) {
        t.share = i ? "noisy" : "20%";
        char *yaml = text_of(world, t.discount, t.wave, t.rate_of_event, t.share);
        char *extra = text_of("%s", yaml);
        free(yaml);
        char *at = strstr(extra, "quantities:");
        char *text = text_of(
            "%.*s  noisy: {kind: mean_reverting, transform: logit, initial: 20%%, "
            "level: 20%%, speed: 1, volatility: 10%%}\n%s",
            (int)(at - extra), extra, at);
        engine *e = engine_open(text);
        steps[i] = ent_plan_measure(e->plan).agreement_steps;
        engine_close(e);
        free(extra);
        free(text);
    }
    assert_int_equal(steps[1], steps[0] + 1);
}

/* The clause's rate leaves its range on the very path on which another formula, computed before, has
 * no number: that one is told, though nothing reads it. */
static void of_two_faults_the_first_is_told(void **state) {
    (void)state;
    static const char deal[] =
        "entente: 1\n"
        "title: Two faults\n"
        "currency: USD\n"
        "horizon: {start: 2027-01-01, end: 2028-12-31, step: year}\n"
        "parties: {a: {name: A}, b: {name: B}}\n"
        "drivers: {luck: {kind: each_period, distribution: uniform, min: 1, max: 2}}\n"
        "quantities:\n"
        "  above: if(fee.paid > 0 USD, luck, 2)\n"
        "  broken: 1 / (fee.paid / (1 USD) - fee.paid / (1 USD))\n"
        "agreements:\n"
        "  only:\n"
        "    clauses:\n"
        "      fee: {kind: fee, from: a, to: b, amount: 9 USD * luck, every: year}\n"
        "      share: {kind: revenue_share, from: a, to: b, base: 5 USD/year, rate: "
        "above}\n"
        "metrics: {paid: total(share.paid)}\n";
    engine *e = engine_open(deal);
    ent_results *results = NULL;
    const ent_run_options options = {.paths = 300};
    assert_int_equal(ent_run(e->plan, &options, &results, &e->problems), ENT_FAILED);
    expect_problem(e, "E0901", NULL);
    assert_int_equal(e->problems.list[0].at.line, 9);
    engine_close(e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_above_one_stops_the_run),
        cmocka_unit_test(a_negative_rate_of_events_stops_the_run),
        cmocka_unit_test(a_discount_rate_has_a_range_too),
        cmocka_unit_test(what_is_known_for_every_period_is_refused_before),
        cmocka_unit_test(rounding_is_no_departure),
        cmocka_unit_test(no_number_is_still_no_number),
        cmocka_unit_test(a_column_is_looked_at_once),
        cmocka_unit_test(of_two_faults_the_first_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
