#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/support/hand_world.h"

static const char world[] =
    "entente: 1\n"
    "title: Hand values\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2030-12-31, step: %s}\n"
    "parties:\n"
    "  a: {discount: 10%%}\n"
    "  b: {discount: 0%%}\n"
    "assumptions:\n"
    "  two: {value: 2}\n"
    "  five: {value: 5}\n"
    "  three: {value: 3}\n"
    "  luck: {distribution: uniform, min: 0, max: 14}\n" /* 7 in the base case */
    "  fee: {value: 6, unit: USD}\n"
    "  price: {value: 4, unit: USD/token}\n"
    "drivers:\n"
    "  ramp: {kind: curve, unit: USD/year, yearly: {2027: 10, 2028: 20, 2029: 30, 2030: "
    "40}}\n"
    "  wave: {kind: curve, points: {2027-01-01: 1, 2028-01-01: 5, 2029-01-01: 3, "
    "2030-01-01: 4}, interpolation: step, extend: flat}\n"
    "quantities:\n"
    "%s"
    "flows:\n"
    "  sales: {from: market, to: a, amount: ramp}\n"
    "  rent: {from: a, to: b, amount: 3 USD/year}\n"
    "  prize: {from: market, to: b, amount: 100 USD, on: 2029-06-30, marked: true}\n"
    "agreements:\n"
    "  old:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: a, to: b, base: ramp, rate: 10%%, cap: 5}\n"
    "  new:\n"
    "    based_on: old\n"
    "    clauses:\n"
    "      share: {rate: 20%%, cap: none}\n"
    "metrics:\n"
    "%s";

engine *hand_world_open(const char *step, const char *quantities, const char *metrics) {
    char *yaml = text_of(world, step, quantities, metrics);
    engine *e = engine_try(yaml, NULL);
    if (!e->plan)
        print_error("%s%s", quantities, metrics);
    free(yaml);
    return e;
}
