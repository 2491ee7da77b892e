/* The empirical distribution against the definitions and R's documented example of
 * quantile types: 3 1 4 1 5 9 2 6 5 3 at 5, 25, 50 and 90%, type 7. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/world_harness.h"

static const double digits[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};

static test_entry *empirical(const double *data, size_t count, bool interpolate,
                             ent_drawn *drawn) {
    const ent_distribution *kind = ent_distribution_named("empirical");
    assert_non_null(kind);
    test_entry *e = entry_open(&kind->kind);
    entry_data(e, "data", data, count);
    e->entry.fields[ent_kind_field(&kind->kind, "interpolate")].number = interpolate;
    assert_true(ent_distribution_prepare(&e->entry, &e->arena, drawn, &e->problems));
    return e;
}

static void interpolated_it_is_type_7(void **state) {
    (void)state;
    static const double u[] = {0.05, 0.25, 0.5, 0.9}, x[] = {1, 2.25, 3.5, 6.3};
    ent_drawn drawn;
    test_entry *e = empirical(digits, 10, true, &drawn);
    for (size_t i = 0; i < 4; i++)
        assert_true(fabs(draw(&drawn, u[i]) - x[i]) < 1e-14);
    assert_true(draw(&drawn, 0x1p-53) == 1 && draw(&drawn, 1 - 0x1p-53) <= 9);
    assert_true(draw(&drawn, 1 - 0x1p-53) > 9 - 1e-14);
    /* The mean of a polygon: its ends count half. */
    assert_true(fabs(ent_distribution_mean(&drawn) - (39 - 5) / 9.0) < 1e-14);
    entry_close(e);
}

/* Each of the ten steps, from just behind the one before to its end. */
static void plain_it_is_the_inverse_of_the_steps(void **state) {
    (void)state;
    static const double sorted[] = {1, 1, 2, 3, 3, 4, 5, 5, 6, 9};
    ent_drawn drawn;
    test_entry *e = empirical(digits, 10, false, &drawn);
    for (size_t k = 0; k < 10; k++) {
        assert_true(draw(&drawn, ((double)k + 1e-9) / 10) == sorted[k]);
        assert_true(draw(&drawn, ((double)k + 0.5) / 10) == sorted[k]);
        assert_true(draw(&drawn, ((double)k + 1 - 1e-9) / 10) == sorted[k]);
    }
    assert_true(draw(&drawn, 0.5) == 3); /* the least x with P(X <= x) >= 1/2 */
    assert_true(fabs(ent_distribution_mean(&drawn) - 3.9) < 1e-15);
    entry_close(e);
}

static void its_distribution_function_is_its_inverse(void **state) {
    (void)state;
    for (int interpolate = 0; interpolate < 2; interpolate++) {
        ent_drawn drawn;
        test_entry *e = empirical(digits, 10, interpolate, &drawn);
        for (int k = 1; k < 200; k++) {
            double u = k / 200.0, x = draw(&drawn, u), p, before;
            drawn.kind->cdf(&drawn, &x, &p, 1);
            double below = nextafter(x, -INFINITY);
            drawn.kind->cdf(&drawn, &below, &before, 1);
            assert_true(p >= u - 1e-12 && before <= u + 1e-12);
        }
        double far[] = {0.5, 9.5}, p[2];
        drawn.kind->cdf(&drawn, far, p, 2);
        assert_true(p[0] == 0 && p[1] == 1);
        entry_close(e);
    }
}

static void one_observation_is_certain(void **state) {
    (void)state;
    for (int interpolate = 0; interpolate < 2; interpolate++) {
        ent_drawn drawn;
        const double one = 7.5;
        test_entry *e = empirical(&one, 1, interpolate, &drawn);
        assert_true(draw(&drawn, 0.01) == 7.5 && draw(&drawn, 0.99) == 7.5);
        assert_true(ent_distribution_mean(&drawn) == 7.5);
        entry_close(e);
    }
}

static void truncated_it_keeps_what_lies_inside(void **state) {
    (void)state;
    const ent_distribution *kind = ent_distribution_named("empirical");
    test_entry *e = entry_open(&kind->kind);
    ent_drawn drawn;
    entry_data(e, "data", digits, 10);
    entry_number(e, "truncate_below", 2);
    entry_number(e, "truncate_above", 5);
    assert_true(ent_distribution_prepare(&e->entry, &e->arena, &drawn, &e->problems));
    static const double kept[] = {2, 3, 3, 4, 5, 5};
    for (size_t k = 0; k < 6; k++) {
        double u = ((double)k + 0.5) / 6, x;
        ent_distribution_quantile(&drawn, &u, &x, 1);
        assert_true(x == kept[k]);
    }
    entry_close(e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interpolated_it_is_type_7),
        cmocka_unit_test(plain_it_is_the_inverse_of_the_steps),
        cmocka_unit_test(its_distribution_function_is_its_inverse),
        cmocka_unit_test(one_observation_is_certain),
        cmocka_unit_test(truncated_it_keeps_what_lies_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
