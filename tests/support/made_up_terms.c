#include "tests/support/made_up_terms.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

double made_up_value(uint64_t *seed, double low, double high) {
    const double u = deal_random(seed), x = low + (high - low) * deal_random(seed);
    return u < 0.125 ? 0 : x;
}

void made_up_fill(clause_deal *d, const char *field, uint64_t *seed, double low,
                  double high) {
    for (size_t i = 0; i < ENT_SLICE; i++)
        for (size_t t = 0; t < d->count; t++)
            deal_set(d, field, t, i, made_up_value(seed, low, high));
}

void made_up_fix(clause_deal *d, const char *field, uint64_t *seed, double low,
                 double high) {
    for (size_t i = 0; i < ENT_SLICE; i++)
        deal_set(d, field, ALL, i, made_up_value(seed, low, high));
}

void made_up_end(clause_deal *d, uint64_t *seed) {
    for (size_t i = 0; i < ENT_SLICE; i++)
        deal_end(d, (size_t)(2 * QUARTERS * deal_random(seed)), i);
}

void made_up_expect_never_lower(const clause_deal *less, const clause_deal *more,
                                const char *output) {
    size_t higher = 0;
    for (size_t t = 0; t < QUARTERS; t++)
        for (size_t i = 0; i < ENT_SLICE; i++) {
            const double a = deal_at(less, output, t, i), b = deal_at(more, output, t, i);
            if (b < a)
                fail_msg("%s falls from %.17g to %.17g in period %zu", output, a, b, t);
            higher += b > a;
        }
    assert_true(higher > 0);
}

void made_up_expect_times_four(const clause_deal *once, const clause_deal *four,
                               const char *output) {
    for (size_t t = 0; t < once->count; t++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            assert_true(deal_at(four, output, t, i) == 4 * deal_at(once, output, t, i));
}
