/* Columns that take turns in one place do not disturb one another: results are those of a plan in which
 * each column has a place to itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model/engine/plan.h"
#include "tests/support/engine_harness.h"
#include "tests/support/made_up_deal.h"

enum { DEALS = 10 };

static void part(ent_plan *plan, ent_space *space) {
    uint32_t *place = ent_arena_take(&plan->arena, space->columns + 1, sizeof *place);
    for (size_t i = 0; i < space->columns; i++)
        place[i] = (uint32_t)i;
    space->place = place;
    space->places = space->columns;
}

static char *digest(engine *e) {
    const ent_run_options options = {.paths = 1024, .threads = 2};
    engine_run(e, &options);
    return engine_digest(e->results);
}

static void expect_undisturbed(const char *yaml, const char *what) {
    engine *e = engine_open(yaml);
    char *shared = digest(e);
    size_t saved = 0;
    for (size_t a = 0; a < e->plan->agreement_count; a++) {
        saved += e->plan->agreements[a].space.columns;
        saved -= e->plan->agreements[a].space.places;
        part(e->plan, &e->plan->agreements[a].space);
    }
    part(e->plan, &e->plan->world);
    char *parted = digest(e);
    assert_true(saved > 0);
    expect_same_text(shared, parted, what);
    free(shared);
    free(parted);
    engine_close(e);
}

static void in_made_up_deals(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        char *yaml = made_up_deal(seed, 1);
        expect_undisturbed(yaml, "a made-up deal");
        free(yaml);
    }
}

/* A world whose series some agreements read while they still change, and some only at its end. */
static void in_a_world_that_remembers(void **state) {
    (void)state;
    expect_undisturbed(
        "entente: 1\n"
        "title: t\n"
        "currency: USD\n"
        "horizon: {start: 2027-01-01, end: 2029-12-31, step: quarter}\n"
        "parties: {a: {discount: rate}, b: {}}\n"
        "assumptions:\n"
        "  rate: {distribution: uniform, min: 5%, max: 10%}\n"
        "drivers:\n"
        "  sales: {kind: gbm, initial: 10bn, drift: 5%, volatility: 30%, unit: "
        "USD/year}\n"
        "  boom: {kind: hazard, rate: 0.3}\n"
        "quantities:\n"
        "  so_far: {formula: sum(sales), unit: USD}\n"
        "  before: {formula: \"prev(sales, sales)\", unit: USD/year}\n"
        "  slow: {formula: (sales + before) / 2, unit: USD/year}\n"
        "  due: {formula: slow * (1 + boom) + before * (so_far > 20bn USD),\n"
        "    unit: USD/year}\n"
        "agreements:\n"
        "  one: {clauses: {share: {kind: revenue_share, from: a, to: b, base: due,\n"
        "    rate: 10%, lag: 4 months}}}\n"
        "  two: {based_on: one, clauses: {share: {cap: 2bn, when: so_far < 25bn USD}}}\n"
        "metrics: {paid: total(share.paid), most: highest(due), last_sales: "
        "last(before)}\n",
        "a world that remembers");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_made_up_deals),
        cmocka_unit_test(in_a_world_that_remembers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
