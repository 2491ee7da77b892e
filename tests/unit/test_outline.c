/* What there is in a scenario, and what reads what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/contract/clause.h"
#include "model/engine/outline.h"
#include "tests/support/engine_harness.h"

static const char deal[] =
    "entente: 1\ntitle: Test\ncurrency: USD\n"
    "horizon: {start: 2026-01-01, end: 2027-12-31, step: quarter}\n"
    "parties:\n  maker: {name: Maker, discount: yearly}\n  seller: {}\n"
    "assumptions:\n  yearly: {value: 10%}\n  top: {value: 9bn, unit: USD}\n"
    "  last_day: {readings: {soon: 2026-12-31, late: 2027-12-31}, use: soon}\n"
    "drivers:\n  boom: {kind: hazard, rate: 0.2}\n"
    "  noise: {kind: gbm, initial: 1, drift: yearly / 1 year, volatility: 20%}\n"
    "quantities:\n  sales: {formula: 10bn USD/year * noise + noise * 1 USD/year, "
    "title: Sales}\n  left: share.headroom\n  alone_left: alone.active * t\n"
    "flows:\n  income: {from: market, to: seller, amount: sales}\n"
    "agreements:\n"
    "  first:\n    clauses:\n"
    "      share: {kind: revenue_share, from: seller, to: maker, base: sales, "
    "rate: 20%, cap: top, until: last_day, ends_on: boom}\n"
    "  second:\n    based_on: first\n    clauses:\n"
    "      alone: {kind: exclusivity, holder: maker, grantor: seller}\n"
    "    flows:\n      extra: {from: maker, to: market, amount: 1bn USD/year}\n"
    "metrics:\n  cap_day: first(share.capped)\n  worth: npv(maker)\n"
    "  both: worth + 1 USD\n";

typedef struct {
    engine *engine;
    ent_arena arena;
    ent_outline outline;
} made;

static void make(made *m, size_t agreement) {
    *m = (made){.engine = engine_open(deal)};
    m->outline = ent_outline_make(m->engine->plan, agreement, &m->arena);
}

static void unmake(made *m) {
    ent_arena_free(&m->arena);
    engine_close(m->engine);
}

/* The names that the thing reads, with blanks between. */
static const char *reads(const made *m, const char *name) {
    static char text[300]; /* of the last call: tests compare it at once */
    const ent_thing *thing = ent_outline_find(&m->outline, name);
    assert_non_null(thing);
    text[0] = '\0';
    for (size_t i = 0; i < thing->read_count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i ? " " : "",
                 m->outline.things[thing->reads[i]].name);
    return text;
}

static const char *unit(const made *m, const char *name) {
    const char *text = ent_outline_find(&m->outline, name)->unit;
    return text == NULL ? "none" : text;
}

static void formulas_read_what_they_name_once(void **state) {
    (void)state;
    made m;
    make(&m, 0);
    assert_string_equal(m.outline.agreement, "first");
    assert_string_equal(reads(&m, "sales"), "noise");
    assert_string_equal(reads(&m, "noise"), "yearly");
    assert_string_equal(reads(&m, "boom"), "");
    assert_string_equal(reads(&m, "top"), "");
    assert_string_equal(reads(&m, "income"), "sales");
    assert_string_equal(reads(&m, "both"), "worth");
    assert_string_equal(reads(&m, "worth"), "maker");
    unmake(&m);
}

static void clauses_read_their_terms_and_outputs_their_clause(void **state) {
    (void)state;
    made m;
    make(&m, 0);
    assert_string_equal(reads(&m, "share"), "last_day boom sales top");
    assert_string_equal(reads(&m, "share.capped"), "share");
    assert_string_equal(reads(&m, "cap_day"), "share.capped");
    assert_string_equal(reads(&m, "left"), "share.headroom");
    unmake(&m);
}

static void parties_read_what_moves_their_money(void **state) {
    (void)state;
    made m;
    make(&m, 0);
    assert_string_equal(reads(&m, "maker"), "yearly share");
    assert_string_equal(reads(&m, "seller"), "income share");
    unmake(&m);
    make(&m, 1);
    assert_string_equal(reads(&m, "maker"), "yearly extra share");
    unmake(&m);
}

static void an_absent_clause_reads_nothing(void **state) {
    (void)state;
    made m;
    make(&m, 0);
    const ent_thing *thing = ent_outline_find(&m.outline, "alone.active");
    assert_non_null(thing);
    assert_null(thing->entry);
    assert_int_equal(thing->read_count, 0);
    assert_null(ent_outline_find(&m.outline, "alone"));
    assert_null(ent_outline_find(&m.outline, "t"));
    unmake(&m);
    make(&m, 1);
    assert_non_null(ent_outline_find(&m.outline, "alone.active")->entry);
    assert_string_equal(reads(&m, "alone_left"), "alone.active");
    unmake(&m);
}

static void what_reads_a_thing_is_known_too(void **state) {
    (void)state;
    made m;
    make(&m, 1);
    const ent_thing *noise = ent_outline_find(&m.outline, "noise");
    assert_int_equal(noise->reader_count, 1);
    assert_string_equal(m.outline.things[noise->read_by[0]].name, "sales");
    for (size_t i = 0; i < m.outline.count; i++) {
        const ent_thing *thing = &m.outline.things[i];
        assert_ptr_equal(ent_outline_find(&m.outline, thing->name), thing);
        for (size_t r = 0; r < thing->read_count; r++) {
            const ent_thing *read = &m.outline.things[thing->reads[r]];
            size_t back = 0;
            while (back < read->reader_count && read->read_by[back] != i)
                back++;
            assert_true(back < read->reader_count);
        }
    }
    unmake(&m);
}

/* A stake is marked from the issuer's ledger where its worth is booked, else from the
 * market. */
static void a_mark_comes_from_the_issuer_where_its_worth_is_booked(void **state) {
    (void)state;
    static const char text[] =
        "entente: 1\ntitle: Test\ncurrency: USD\n"
        "horizon: {start: 2026-01-01, end: 2026-12-31, step: quarter}\n"
        "parties: {maker: {}, seller: {}}\n"
        "agreements:\n"
        "  plain:\n    clauses:\n      stake: {kind: equity_stake, holder: maker, "
        "issuer: seller, fraction: 10%, valuation: 5bn}\n"
        "  booked:\n    based_on: plain\n    flows:\n      worth: {from: market, to: "
        "seller, amount: 5bn, on: 2026-12-31, marked: true}\n";
    engine *e = engine_open(text);
    for (size_t i = 0; i < 2; i++) {
        const ent_agreement *agreement = &e->scenario->agreements[i];
        const ent_entry *stake = &agreement->clauses.items[0];
        const ent_clause_kind *kind = (const ent_clause_kind *)(const void *)stake->kind;
        assert_int_equal(ent_line_end(e->scenario, agreement, stake, kind->lines[0].from),
                         i == 0 ? ENT_MARKET : 1);
        assert_int_equal(ent_line_end(e->scenario, agreement, stake, kind->lines[0].to),
                         0);
    }
    engine_close(e);
}

static void units_are_those_of_the_plan(void **state) {
    (void)state;
    made m;
    make(&m, 0);
    assert_string_equal(unit(&m, "sales"), "USD/year"); /* it declares none */
    assert_string_equal(unit(&m, "left"), "USD");
    assert_string_equal(unit(&m, "alone_left"), "year");
    assert_string_equal(unit(&m, "top"), "USD");
    assert_string_equal(unit(&m, "yearly"), "1");
    assert_string_equal(unit(&m, "last_day"), "date");
    assert_string_equal(unit(&m, "cap_day"), "date");
    assert_string_equal(unit(&m, "worth"), "USD");
    assert_string_equal(unit(&m, "share.paid"), "USD");
    assert_string_equal(unit(&m, "share.capped"), "1");
    assert_string_equal(unit(&m, "share"), "none");
    assert_string_equal(ent_outline_find(&m.outline, "sales")->title, "Sales");
    unmake(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_read_what_they_name_once),
        cmocka_unit_test(clauses_read_their_terms_and_outputs_their_clause),
        cmocka_unit_test(parties_read_what_moves_their_money),
        cmocka_unit_test(an_absent_clause_reads_nothing),
        cmocka_unit_test(what_reads_a_thing_is_known_too),
        cmocka_unit_test(a_mark_comes_from_the_issuer_where_its_worth_is_booked),
        cmocka_unit_test(units_are_those_of_the_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
