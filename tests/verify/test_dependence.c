/* Copulas and measures of correlation, met by whole scenarios.
 *
 * Simulated values are met within 4.5 standard errors at a fixed seed. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/known.h"

static const char closed_form[] = "closed form",
                  integral[] = "integral of the density (mpmath)";

/* Assumptions, drivers, correlations and metrics; two quarters. */
static const char form[] =
    "entente: 1\n"
    "title: What moves together\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2027-06-30, step: quarter}\n"
    "parties: {payer: {name: A}, payee: {name: B}}\n"
    "%s"
    "agreements: {one: {clauses: {fee: {kind: revenue_share, from: payer, "
    "to: payee, base: 1 USD/year, rate: 1%%}}}}\n"
    "metrics:\n%s";

static engine *run(const char *world, const char *metrics, uint64_t paths) {
    char *yaml = text_of(form, world, metrics);
    engine *e = engine_open_run(yaml, paths);
    free(yaml);
    return e;
}

/* Of uniforms, E[x y] = 1/4 + rank / 12; of normals, P(x < 0, y < 0) = (1 + tau) / 4. */
static void ranks_are_those_asked_for(void **state) {
    (void)state;
    engine *e = run("assumptions:\n"
                    "  x: {distribution: uniform, min: 0, max: 1}\n"
                    "  y: {distribution: uniform, min: 0, max: 1}\n"
                    "  v: {distribution: lognormal, median: 1, log_sd: 2}\n"
                    "  w: {distribution: student_t, dof: 3}\n"
                    "correlations:\n"
                    "  - {between: [x, y], value: -0.6, measure: rank}\n"
                    "  - {between: [v, w], value: 0.45, measure: kendall}\n",
                    "  xy: x * y\n"
                    "  low: v < 1 and w < 0\n"
                    "  apart: x < 0.5 and w < 0\n",
                    200000);
    engine_expect_known(e, NULL, "xy", 0.01,
                        (known){"rank correlation -0.6 of two uniforms: E[x y]",
                                closed_form, 0.25 - 0.6 / 12});
    engine_expect_known(
        e, NULL, "low", 0.01,
        (known){"Kendall's tau 0.45 of lognormal and Student t: P(both below the median)",
                closed_form, (1 + 0.45) / 4});
    engine_expect_known(
        e, NULL, "apart", 0.01,
        (known){"independent assumptions: P(both below the median)", closed_form, 0.25});
    engine_close(e);
}

/* Lognormals of variance 1: E[x y] = E[x] E[y] + value sd sd. */
static void linear_correlations_are_those_asked_for(void **state) {
    (void)state;
    engine *e = run("assumptions:\n"
                    "  x: {distribution: lognormal, mean: 2, sd: 1}\n"
                    "  y: {distribution: lognormal, mean: 1, sd: 1}\n"
                    "  z: {distribution: bernoulli, p: 20%}\n"
                    "correlations:\n"
                    "  - {between: [x, y], value: 0.7, measure: linear}\n"
                    "  - {between: [y, z], value: 0.3, measure: linear}\n",
                    "  xy: x * y\n"
                    "  yz: y * z\n",
                    400000);
    engine_expect_known(e, NULL, "xy", 0.01,
                        (known){"linear correlation 0.7 of two lognormals: E[x y]",
                                closed_form, 2 + 0.7});
    engine_expect_known(
        e, NULL, "yz", 0.01,
        (known){"linear correlation 0.3 of lognormal and Bernoulli: E[y z]", closed_form,
                0.2 + 0.3 * 0.4});
    engine_close(e);
}

/* 4 degrees of freedom, r 1/2.  P(both below their 1% quantile) is 0.0028767843485 and of 0.1%
 * 0.00026349317 (mpmath: the integral of the conditional Student t); divided by the level, 0.288 and
 * 0.263, which go to lambda = 2 t_5(-sqrt(5 x 0.5 / 1.5)) = 0.25317 (Demarta and McNeil 2005), where
 * a Gaussian copula goes to 0: 0.129 at 1%.  Quadrants stay at (1 + tau) / 4 = 1/3. */
static void extremes_come_together_under_a_t_copula(void **state) {
    (void)state;
    engine *e = run("assumptions:\n"
                    "  x: {distribution: uniform, min: 0, max: 1}\n"
                    "  y: {distribution: uniform, min: 0, max: 1}\n"
                    "correlations:\n"
                    "  - {between: [x, y], value: 0.5, dof: 4}\n",
                    "  low: x < 0.01 and y < 0.01\n"
                    "  high: x > 0.99 and y > 0.99\n"
                    "  deepest: x < 0.001 and y < 0.001\n"
                    "  quadrant: x < 0.5 and y < 0.5\n"
                    "  one: x\n"
                    "  tenth: y < 0.1\n",
                    400000);
    engine_expect_known(e, NULL, "low", 0.05,
                        (known){"t copula, r 1/2, 4 degrees of freedom: P(both below 1%)",
                                integral, 0.0028767843485});
    engine_expect_known(
        e, NULL, "high", 0.05,
        (known){"the same: P(both above 99%)", integral, 0.0028767843485});
    engine_expect_known(e, NULL, "deepest", 0.15,
                        (known){"the same: P(both below 0.1%)", integral, 0.00026349317});
    engine_expect_known(
        e, NULL, "quadrant", 0.01,
        (known){"the same: P(both below the median)", closed_form, 1.0 / 3});
    engine_expect_known(e, NULL, "one", 0.01,
                        (known){"the same: mean of one", closed_form, 0.5});
    engine_expect_known(e, NULL, "tenth", 0.01,
                        (known){"the same: P(one below 10%)", closed_form, 0.1});
    engine_close(e);
}

/* Without correlation a t copula still joins extremes, and the group's degrees of freedom need be
 * stated once; what hangs together otherwise is not touched: P(both below 10%) is 0.01 for it. */
static void a_t_copula_is_of_all_that_hangs_together(void **state) {
    (void)state;
    engine *e = run("assumptions:\n"
                    "  a: {distribution: uniform, min: 0, max: 1}\n"
                    "  b: {distribution: uniform, min: 0, max: 1}\n"
                    "  c: {distribution: uniform, min: 0, max: 1}\n"
                    "  d: {distribution: uniform, min: 0, max: 1}\n"
                    "  f: {distribution: uniform, min: 0, max: 1}\n"
                    "correlations:\n"
                    "  - {between: [a, b], value: 0}\n"
                    "  - {between: [b, c], value: 0.5, dof: 4}\n"
                    "  - {between: [d, f], value: 0}\n",
                    "  ab: a < 0.01 and b < 0.01\n"
                    "  bc: b < 0.01 and c < 0.01\n"
                    "  df: d < 0.1 and f < 0.1\n"
                    "  ad: a < 0.1 and d < 0.1\n",
                    400000);
    /* The same integral with r = 0. */
    engine_expect_known(e, NULL, "ab", 0.1,
                        (known){"t copula, r 0, 4 degrees of freedom: P(both below 1%)",
                                integral, 0.00094578463});
    engine_expect_known(e, NULL, "bc", 0.05,
                        (known){"t copula of a group: P(both below 1%), r 1/2", integral,
                                0.0028767843485});
    engine_expect_known(
        e, NULL, "df", 0.05,
        (known){"Gaussian copula beside it, r 0: P(both below 10%)", closed_form, 0.01});
    engine_expect_known(
        e, NULL, "ad", 0.05,
        (known){"across two groups: P(both below 10%)", closed_form, 0.01});
    engine_close(e);
}

/* Drivers: normal shocks stay normal, uniforms uniform, periods independent of one another. */
static void drivers_under_a_t_copula(void **state) {
    (void)state;
    engine *e = run("drivers:\n"
                    "  g: {kind: gbm, initial: 1, drift: 0, volatility: 200%}\n"
                    "  u: {kind: each_period, distribution: uniform, min: 0, max: 1}\n"
                    "correlations:\n"
                    "  - {between: [g, u], value: 0.5, dof: 4}\n"
                    "quantities:\n"
                    "  z: (log(g) - log(prev(g, 1))) + 0.5\n"
                    "  tail: z < -2.3263478740408408 and u < 0.01\n"
                    "  middle: z < 0 and u < 0.5\n",
                    "  shock: mean(z)\n"
                    "  square: last(z * z)\n"
                    "  wide: last(z > 1.6448536269514722)\n"
                    "  u_low: last(u < 0.05)\n"
                    "  tails: mean(tail)\n"
                    "  both: at(u < 0.1, 2027-03-31) * last(z < -1.2815515655446004)\n"
                    "  quadrant: mean(middle)\n",
                    400000);
    engine_expect_known(
        e, NULL, "square", 0.01,
        (known){"drivers under a t copula: variance of the shock", closed_form, 1.0});
    engine_expect_known(e, NULL, "wide", 0.02,
                        (known){"the same: P(shock above 95%)", closed_form, 0.05});
    engine_expect_known(e, NULL, "u_low", 0.02,
                        (known){"the same: P(uniform below 5%)", closed_form, 0.05});
    engine_expect_known(
        e, NULL, "tails", 0.05,
        (known){"the same: P(both below 1%), r 1/2", integral, 0.0028767843485});
    engine_expect_known(
        e, NULL, "both", 0.05,
        (known){"the same: P(both below 10%) in different periods", closed_form, 0.01});
    engine_expect_known(
        e, NULL, "quadrant", 0.01,
        (known){"the same: P(both below the median)", closed_form, 1.0 / 3});
    engine_close(e);
}

/* With every uniform at one half, all is at its median. */
static void the_base_case_is_the_median(void **state) {
    (void)state;
    char *yaml =
        text_of(form,
                "assumptions:\n"
                "  x: {distribution: normal, mean: 3, sd: 1}\n"
                "  y: {distribution: lognormal, median: 7, log_sd: 1}\n"
                "drivers:\n"
                "  g: {kind: gbm, initial: 1, drift: 2%, volatility: 20%}\n"
                "  h: {kind: each_period, distribution: uniform, min: 0, max: 4}\n"
                "correlations:\n"
                "  - {between: [x, y], value: 0.5, dof: 4}\n"
                "  - {between: [g, h], value: 0.5, dof: 4}\n",
                "  px: x\n"
                "  py: y\n"
                "  pg: last(g)\n"
                "  ph: last(h)\n");
    engine *e = engine_open(yaml);
    const ent_run_options options = {.paths = 1, .seed = 1, .base_case = true};
    engine_run(e, &options);
    expect_close(engine_mean(e, NULL, "px"), 3, 1e-12);
    expect_close(engine_mean(e, NULL, "py"), 7, 1e-12);
    expect_close(engine_mean(e, NULL, "pg"), exp(0.5 * (0.02 - 0.02)), 1e-12);
    expect_close(engine_mean(e, NULL, "ph"), 2, 1e-12);
    engine_close(e);
    free(yaml);
}

/* Two pairs that were one matrix are mixed apart: which other pairs there are changes nothing. */
static void other_pairs_change_no_number(void **state) {
    (void)state;
    const char *world = "drivers:\n"
                        "  g: {kind: gbm, initial: 1, drift: 0, volatility: 20%%}\n"
                        "  h: {kind: gbm, initial: 1, drift: 0, volatility: 20%%}\n"
                        "  i: {kind: poisson, rate: 5}\n"
                        "  k: {kind: gbm, initial: 1, drift: 0, volatility: 30%%}\n"
                        "correlations:\n"
                        "  - {between: [g, h], value: 0.5}\n"
                        "%s";
    char *with = text_of(world, "  - {between: [i, k], value: 0.7, dof: 3}\n");
    char *without = text_of(world, "");
    engine *a = run(with, "  gh: last(g * h)\n", 2000);
    engine *b = run(without, "  gh: last(g * h)\n", 2000);
    assert_true(engine_mean(a, NULL, "gh") == engine_mean(b, NULL, "gh"));
    engine_close(a);
    engine_close(b);
    free(with);
    free(without);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_are_those_asked_for),
        cmocka_unit_test(linear_correlations_are_those_asked_for),
        cmocka_unit_test(extremes_come_together_under_a_t_copula),
        cmocka_unit_test(a_t_copula_is_of_all_that_hangs_together),
        cmocka_unit_test(drivers_under_a_t_copula),
        cmocka_unit_test(the_base_case_is_the_median),
        cmocka_unit_test(other_pairs_change_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
