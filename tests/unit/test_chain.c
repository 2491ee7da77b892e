/* Transition probabilities of Markov chains against closed forms. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/world/chain.h"

static void expect(double x, double exact, double error) {
    if (!(fabs(x - exact) <= error * fabs(exact)))
        fail_msg("%.17g, not %.17g", x, exact);
}

static const double times[] = {1 / 365.0, 1 / 12.0, 0.25, 1.0, 7.3, 200.0};
enum { TIMES = sizeof times / sizeof *times };

/* Leaving at rates a and b: P11(t) = (b + a exp(-(a + b) t)) / (a + b), and
 * P12(t) = a (1 - exp(-(a + b) t)) / (a + b), which keeps its digits for short times. */
static void two_states_have_their_closed_form(void **state) {
    (void)state;
    static const double cases[][2] = {{0.4, 1.3}, {0.001, 900.0}, {5.0, 0.0}};
    for (size_t c = 0; c < 3; c++)
        for (size_t k = 0; k < TIMES; k++) {
            double a = cases[c][0], b = cases[c][1], t = times[k], p[4];
            ent_chain_step((double[]){9, a, b, 9}, 2, t, p);
            double gone = -expm1(-(a + b) * t) / (a + b);
            expect(p[1], a * gone, 1e-12);
            expect(p[2], b * gone, 1e-12);
            expect(p[0] + p[1], 1.0, 1e-15);
            expect(p[2] + p[3], 1.0, 1e-15);
            expect(p[0], (b + a * exp(-(a + b) * t)) / (a + b), 1e-12);
        }
}

/* Three states in turn at one rate r: P11(t) = 1/3 + 2/3 exp(-3 r t / 2) cos(sqrt(3) r t / 2). */
static void three_states_in_turn_have_theirs(void **state) {
    (void)state;
    for (size_t k = 0; k < TIMES; k++) {
        double r = 0.8, t = times[k], p[9];
        ent_chain_step((double[]){0, r, 0, 0, 0, r, r, 0, 0}, 3, t, p);
        double exact = 1 / 3.0 + 2 / 3.0 * exp(-1.5 * r * t) * cos(sqrt(3.0) / 2 * r * t);
        for (size_t i = 0; i < 3; i++)
            expect(p[4 * i], exact, 1e-12);
        expect(p[1], p[5], 1e-13);
        expect(p[1], p[6], 1e-13);
    }
}

/* Births only, all at rate r: a Poisson law; the last state takes the rest. */
static void births_are_poisson(void **state) {
    (void)state;
    enum { N = ENT_CHAIN_MOST };
    double rates[N * N] = {0}, p[N * N], exact = exp(-2.4);
    for (size_t i = 0; i + 1 < N; i++)
        rates[i * N + i + 1] = 1.2;
    ent_chain_step(rates, N, 2.0, p);
    for (size_t k = 0; k + 1 < 12; k++) {
        expect(p[k], exact, 1e-13);
        exact *= 2.4 / (double)(k + 1);
    }
    for (size_t k = 1; k < N; k++)
        assert_true(p[k * N] == 0.0);
    assert_true(p[N * N - 1] == 1.0);
}

/* Two steps are one of twice the length, and no time changes nothing. */
static void steps_add_up(void **state) {
    (void)state;
    static const double rates[] = {0, 0.3, 0.1, 2.0, 0, 0.7, 0.05, 0.9, 0};
    double one[9], two[9], none[9];
    ent_chain_step(rates, 3, 0.37, one);
    ent_chain_step(rates, 3, 0.74, two);
    ent_chain_step(rates, 3, 0.0, none);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            double sum = 0.0;
            for (size_t k = 0; k < 3; k++)
                sum += one[3 * i + k] * one[3 * k + j];
            expect(two[3 * i + j], sum, 1e-14);
            assert_true(none[3 * i + j] == (i == j));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_states_have_their_closed_form),
        cmocka_unit_test(three_states_in_turn_have_theirs),
        cmocka_unit_test(births_are_poisson),
        cmocka_unit_test(steps_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
