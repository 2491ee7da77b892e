/* What the compiler refuses, and in which words.  The words were written down before they were compared with the program's. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"
#include "tests/support/made_up_deal.h"

static const char form[] =
    "entente: 1\n"
    "title: A small licence\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2029-12-31, step: quarter}\n"
    "parties:\n"
    "  maker: {discount: 10%%}\n"
    "  seller: {name: Seller}\n"
    "assumptions:\n"
    "  rate: {value: 20%%}\n"
    "  fee: {value: 5, unit: USD}\n"
    "  chance: {distribution: uniform, min: 0, max: 1}\n"
    "  sunset: {readings: {early: 2028-06-30, late: 2029-06-30}, use: early}\n"
    "drivers:\n"
    "  sales: {kind: gbm, unit: USD/year, initial: 100, drift: 0, volatility: 20%%}\n"
    "  noise: {kind: gbm, initial: 1, drift: 0, volatility: 20%%}\n"
    "  failure: {kind: hazard, rate: 0.1}\n"
    "%s\n" /* more drivers and sections */
    "agreements:\n"
    "  first:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: seller, to: maker, base: sales, rate: "
    "rate%s}\n"
    "  second:\n"
    "    based_on: first\n"
    "    clauses: {share: {rate: 30%%}}\n"
    "metrics:\n"
    "  paid: total(share.paid)\n"
    "%s\n";

static engine *try_with(const char *sections, const char *clause, const char *metrics) {
    char *yaml = text_of(form, sections, clause, metrics);
    engine *e = engine_try(yaml, NULL);
    free(yaml);
    return e;
}

typedef struct {
    const char
        *text; /* of a quantity, a clause's further fields, a metric, or sections */
    const char *code, *message, *help; /* help NULL: none; "*": any */
} refusal;

typedef enum { QUANTITY, CLAUSE, METRIC, SECTIONS } where;

static void check_refusal(const refusal *r, where place) {
    char *sections = place == QUANTITY
                         ? text_of("quantities:\n  x: {formula: '%s'}\n", r->text)
                     : place == SECTIONS ? text_of("%s", r->text)
                                         : text_of("%s", "");
    char *clause = text_of("%s", place == CLAUSE ? r->text : "");
    char *metric = place == METRIC ? text_of("  m: '%s'\n", r->text) : text_of("%s", "");
    engine *e = try_with(sections, clause, metric);
    if (e->plan)
        fail_msg("accepted: %s", r->text);
    const ent_problem *p = &e->problems.list[0];
    if (e->problems.count != 1 || strcmp(p->code, r->code) ||
        strcmp(p->message, r->message))
        fail_msg("%s\n%zu problems: %s %s\nexpected %s %s", r->text, e->problems.count,
                 p->code, p->message, r->code, r->message);
    const bool any = r->help && !strcmp(r->help, "*");
    if (!any && (!r->help != !p->help || (r->help && strcmp(r->help, p->help))))
        fail_msg("%s\nhelp: %s\nexpected %s", r->text, p->help ? p->help : "none",
                 r->help ? r->help : "none");
    assert_true(p->at.line > 0);
    engine_close(e);
    free(sections);
    free(clause);
    free(metric);
}

static void check_refusals(const refusal *rows, size_t count, where place) {
    for (size_t i = 0; i < count; i++)
        check_refusal(&rows[i], place);
}
#define CHECK_REFUSALS(rows, place)                                                      \
    check_refusals(rows, sizeof(rows) / sizeof *(rows), place)

static void units_must_fit(void **state) {
    (void)state;
    static const refusal rows[] = {
        {"sales + rate", "E0501", "cannot add sales (USD/year) and rate (a pure number)",
         NULL},
        {"fee - rate", "E0501", "cannot subtract rate (a pure number) from fee (USD)",
         NULL},
        {"fee + 5", "E0501", "cannot add fee (USD) and 5 (a pure number)",
         "give the number its unit: 5 USD"},
        {"sales < 10bn", "E0501",
         "cannot compare sales (USD/year) with 10bn (a pure number)",
         "give the number its unit: 10bn USD/year"},
        {"t < 2", "E0501", "cannot compare t (year) with 2 (a pure number)",
         "give the number its unit: 2 year"},
        {"sales - share.paid", "E0501",
         "cannot subtract share.paid (USD, a flow) from sales (USD/year)",
         "turn the period's amount into a rate: annualised(share.paid)"},
        {"max(fee, rate)", "E0501",
         "max() needs one unit: fee (USD) and rate (a pure number)", NULL},
        {"if(rate, fee, sales)", "E0501",
         "if() needs one unit: fee (USD) and sales (USD/year)", "*"},
        {"exp(fee)", "E0503", "exp() takes a pure number: fee (USD)",
         "divide by an amount of the same unit first"},
        {"rate ^ fee", "E0503", "an exponent must be a pure number: fee (USD)", NULL},
        {"fee ^ rate", "E0503",
         "fee (USD) can only be raised to a whole or half number written out", "*"},
        {"fee ^ 0.3", "E0503",
         "fee (USD) can only be raised to a whole or half number written out", "*"},
        {"fee ^ 1e30", "E0503",
         "fee (USD) can only be raised to a whole or half number written out", "*"},
        {"sqrt(sqrt(fee))", "E0503", "the square root of sqrt(fee) (USD^0.5) has no unit",
         NULL},
        {"annualised(sales)", "E0504", "sales (USD/year) is a rate already", NULL},
        {"prev(share.paid, 1)", "E0501",
         "prev() needs one unit: the value is USD, the first a pure number", "*"},
    };
    CHECK_REFUSALS(rows, QUANTITY);
}

static void fields_say_what_they_need(void **state) {
    (void)state;
    static const refusal clause[] = {
        {", cap: sales", "E0502", "this needs USD, but the formula gives USD/year", "*"},
        {", paid_to_date: sales", "E0502",
         "this needs USD, but the formula gives USD/year", "*"},
        {", when: sunset", "E0507", "this needs a number in every period, not a date",
         "compare `year`, or use since(2028-01-01)"},
        {", ends_on: sunset", "E0507", "this needs a number in every period, not a date",
         "*"},
        {", until: rate", "E0319",
         "`rate` is neither a date nor an assumption whose readings are dates", "*"},
        {", until: sunrise", "E0319",
         "`sunrise` is neither a date nor an assumption whose readings are dates", "*"},
        {", start: 2029-01-01, until: 2028-01-01", "E0722",
         "the clause ends before it starts", NULL},
        {", cap: 10bn * paid", "E0301", "nothing is named paid", "*"},
    };
    static const refusal sections[] = {
        {"flows:\n  f: {from: maker, to: seller, amount: 5 USD}\n", "E0508",
         "is this amount paid each year, or once?",
         "write 5 USD/year, or give the day with `on:`"},
        {"flows:\n  f: {from: maker, to: seller, amount: 5}\n", "E0508",
         "is this amount paid each year, or once?",
         "write 5 USD/year, or give the day with `on:`"},
        {"flows:\n  f: {from: maker, to: seller, amount: fee}\n", "E0508",
         "is this amount paid each year, or once?",
         "give fee the unit USD/year, or give the day with `on:`"},
        {"flows:\n  f: {from: maker, to: seller, amount: rate}\n", "E0502",
         "this needs USD/year, but the formula gives a pure number", "*"},
        {"flows:\n  f: {from: maker, to: seller, amount: sales, on: 2028-01-01}\n",
         "E0502", "this needs USD, but the formula gives USD/year", "*"},
        {"flows:\n  f: {from: maker, to: seller, amount: fee, on: 2035-01-01}\n", "E0706",
         "the day lies outside the horizon, so nothing would ever be paid", NULL},
        {"quantities:\n  worth: {formula: 3 * sales, unit: USD}\n", "E0502",
         "this needs USD, but the formula gives USD/year",
         "a multiple of something yearly is in years (6 years * x, or an assumption with "
         "`unit: year`); the amount of a period is x * dt"},
    };
    CHECK_REFUSALS(clause, CLAUSE);
    CHECK_REFUSALS(sections, SECTIONS);
}

/* The reader sees numbers written in a field; behind a name, the compiler does. */
static void ranges_hold_behind_names(void **state) {
    (void)state;
    engine *e = try_with("quantities: {x: -3 USD}", ", paid_to_date: x", "");
    assert_null(e->plan);
    expect_problem(e, "E0207", "x is -3, below the minimum, 0");
    engine_close(e);
    char *yaml = text_of(form, "quantities: {x: 45}", "", "");
    char *changed = text_with(yaml, "rate: rate", "rate: x");
    e = engine_try(changed, NULL);
    assert_null(e->plan);
    expect_problem(e, "E0207", "x is 4500%, above the maximum, 100%");
    assert_string_equal(e->problems.list[0].help, "did you mean 45% (0.45)?");
    engine_close(e);
    free(changed);
    free(yaml);
}

static void names_must_be_known(void **state) {
    (void)state;
    static const refusal rows[] = {
        {"salse * 2", "E0301", "nothing is named salse", "did you mean sales?"},
        {"maxx(1, 2)", "E0302", "there is no function maxx()", "did you mean max()?"},
        {"sales(2)", "E0302", "there is no function sales()",
         "to multiply, write sales * (...)"},
        {"max * 2", "E0301", "nothing is named max", "max is a function: write max(...)"},
        {"share.piad", "E0306", "share has no output piad", "did you mean share.paid?"},
        {"shar.paid", "E0307", "no agreement has a clause shar",
         "did you mean share.paid?"},
        {"sales.paid", "E0307", "sales is not a clause, so it has no outputs", NULL},
        {"share", "E0304", "share is a clause, not a number",
         "read one of its outputs, as in share.paid"},
        {"maker", "E0304", "maker is a party, not a number",
         "its cash of the period is net(maker)"},
        {"net(makers)", "E0305", "there is no party makers", "did you mean maker?"},
        {"net(sales)", "E0305", "there is no party sales",
         "the parties are: maker and seller"},
        {"min(1, 2, 3)", "E0406", "min() takes 2 arguments, not 3", NULL},
        {"exp()", "E0406", "exp() takes 1 argument, not 0", NULL},
        {"total(sales)", "E0411", "total() looks at a whole path: it is for metrics",
         "within a period, sum(x) is the running total, balance(party) a ledger's"},
        {"since(2)", "E0410", "since() takes a day", "write since(2028-01-01)"},
        {"2028-01-01", "E0410", "a date can only stand in since(), at() or a comparison",
         "a condition that holds from this day on is since(2028-01-01) > 0; a last day "
         "is "
         "`until: 2028-01-01`"},
        {"\"first\"", "E0410", "a quoted name can only stand in in()", NULL},
    };
    CHECK_REFUSALS(rows, QUANTITY);
}

static void metrics_are_one_number(void **state) {
    (void)state;
    static const refusal rows[] = {
        {"share.paid", "E0414",
         "share.paid has a value in every period, and a metric is one number per path",
         "*"},
        {"sales", "E0414",
         "sales has a value in every period, and a metric is one number per path", "*"},
        {"piad + 1 USD", "E0301", "nothing is named piad", "did you mean paid?"},
        {"m + 1", "E0506", "the metric m needs itself", NULL},
        {"npv(market)", "E0413", "market has no discount rate, so no present value",
         NULL},
        {"npv(seller)", "E0413", "seller has no discount rate, so no present value",
         "give parties.seller a discount, as in 10%"},
        {"npv(maker, sales)", "E0307", "sales is not a clause or a flow",
         "clauses and flows are: share"},
        {"npv(maker, shar)", "E0307", "shar is not a clause or a flow",
         "did you mean share?"},
        {"worth + 1", "E0301", "nothing is named worth", "the metrics are: paid and m"},
        {"in(\"frist\", paid)", "E0308", "there is no agreement \"frist\"",
         "write in(\"first\", ...)"},
        {"in(\"final\", paid)", "E0308", "there is no agreement \"final\"",
         "the agreements are: first and second"},
        {"total(share.paid, 2040)", "E0412",
         "expected a calendar year from 2027 to 2029 here", NULL},
        {"total(share.paid, 1e300)", "E0412",
         "expected a calendar year from 2027 to 2029 here", NULL},
        {"total(share.paid, 2028.5)", "E0412",
         "expected a calendar year from 2027 to 2029 here", NULL},
        {"total(share.paid, 2029, 2028)", "E0412", "the last year comes before the first",
         NULL},
        {"total()", "E0406", "total() takes 1 to 3 arguments, not 0", NULL},
        {"npv()", "E0406", "npv() takes 1 or 2 arguments, not 0", NULL},
        {"at(sales, 2035-01-01)", "E0706", "this day lies outside the horizon", NULL},
        {"at(sales, 3)", "E0410", "at() takes a day", "write at(x, 2030-12-31)"},
        {"prev(paid, 0)", "E0411",
         "prev() belongs to one period, and a metric sees a whole path", "*"},
        {"first(failure) + 1 year", "E0507",
         "a date cannot be calculated with: it may never come",
         "compare it (first(x) <= 2028-12-31), or take min() or max() of two dates"},
        {"-first(failure)", "E0507",
         "a date cannot be calculated with: it may never come", "*"},
        {"exp(first(failure))", "E0507",
         "a date cannot be calculated with: it may never come", NULL},
        {"first(failure) < 3", "E0507", "a date can only be compared with a date", "*"},
        {"max(first(failure), 3)", "E0507", "max() of a date needs dates only", NULL},
        {"if(first(failure), 1, 2)", "E0507",
         "a date stands where if() needs something else", NULL},
    };
    CHECK_REFUSALS(rows, METRIC);
}

static void the_world_reads_no_contract(void **state) {
    (void)state;
    static const refusal rows[] = {
        {"  d: {kind: gbm, initial: 1, drift: 0, volatility: x}\nquantities: {x: "
         "noise}\n",
         "E0303", "a driver may not read an agreement or a quantity: x is a quantity",
         NULL},
        {"  d: {kind: gbm, initial: share.paid, drift: 0, volatility: 1}\n", "E0303",
         "a driver may not read an agreement or a quantity: share is a clause", NULL},
        {"  d: {kind: gbm, initial: net(maker), drift: 0, volatility: 1}\n", "E0303",
         "a driver cannot read a ledger: the world stays one", NULL},
        {"  d: {kind: gbm, initial: rate.x, drift: 0, volatility: 1}\n", "E0307",
         "rate is not a clause, so it has no outputs", NULL},
    };
    CHECK_REFUSALS(rows, SECTIONS);
}

static void cycles_are_printed(void **state) {
    (void)state;
    static const char help[] =
        "break the circle with last period's value: prev(x, initial)";
    static const refusal rows[] = {
        {"quantities: {a: b + 1, b: c, c: a}\n", "E0506",
         "these need one another within one period: a -> b -> c -> a", help},
        {"quantities: {a: a + 1}\n", "E0506",
         "these need one another within one period: a -> a", help},
        {"quantities: {b: a + 1, a: net(maker) / 1 USD}\n"
         "flows: {f: {from: market, to: maker, amount: b * 1 USD/year}}\n",
         "E0506",
         "these need one another within one period: a -> net(maker) -> f -> b -> a",
         help},
        {"  d: {kind: gbm, initial: e, drift: 0, volatility: 1}\n"
         "  e: {kind: gbm, initial: d, drift: 0, volatility: 1}\n",
         "E0506", "these need one another within one period: d -> e -> d", help},
    };
    CHECK_REFUSALS(rows, SECTIONS);
    static const refusal own[] = {
        {", cap: 2 * share.due + 1 USD", "E0506",
         "these need one another within one period: share -> share", help}};
    CHECK_REFUSALS(own, CLAUSE);
}

static void correlations_are_between_moving_things(void **state) {
    (void)state;
    static const refusal rows[] = {
        {"correlations:\n  - {between: [sales, failure], value: 0.5}\n", "E0712",
         "failure is drawn once for a path, so it cannot move with what is drawn every "
         "period",
         NULL},
        {"correlations:\n  - {between: [sales, chance], value: 0.5}\n", "E0317",
         "a driver cannot be correlated with an assumption", "*"},
        {"correlations:\n  - {between: [sales, noise, failure], value: 0.5}\n", "E0317",
         "a correlation is between two different names", "*"},
    };
    CHECK_REFUSALS(rows, SECTIONS);
}

/* ---- Assumptions that are days ---- */

static void a_reading_that_is_a_day_can_be_compared(void **state) {
    (void)state;
    engine *e = try_with("", ", until: sunset",
                         "  by_sunset: first(share.paid > 14 USD) <= sunset\n"
                         "  the_day: sunset\n"
                         "  last_paid: at(share.paid, 2028-09-30)\n");
    assert_non_null(e->plan);
    const ent_run_options options = {.base_case = true};
    engine_run(e, &options);
    assert_true(engine_mean(e, "second", "last_paid") == 0);
    const ent_metric_result *day = engine_metric(e, "second", "the_day");
    assert_int_equal(day->kind, ENT_DATE_METRIC);
    expect_close(day->summary.mean, 1.5, 1e-15);
    engine_close(e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_must_fit),
        cmocka_unit_test(fields_say_what_they_need),
        cmocka_unit_test(ranges_hold_behind_names),
        cmocka_unit_test(names_must_be_known),
        cmocka_unit_test(metrics_are_one_number),
        cmocka_unit_test(the_world_reads_no_contract),
        cmocka_unit_test(cycles_are_printed),
        cmocka_unit_test(correlations_are_between_moving_things),
        cmocka_unit_test(a_reading_that_is_a_day_can_be_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
