/* Published option prices, met by whole scenarios: a cap on a sum is an option on an average, a
 * trigger a barrier, a right to choose a chooser.
 *
 * Simulated at a fixed seed and met within 4.5 standard errors, plus half a unit of the last
 * printed digit.  Each price has been found again from its closed form or by quadrature, with
 * SciPy; Haug is "The Complete Guide to Option Pricing Formulas" (1998). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/known.h"

static const char haug[] = "Haug (1998)";

/* The price of one period's end, growing at `carry`; one period stands for T, so its drift and
 * volatility are those of T. */
static const char one_period[] =
    "entente: 1\n"
    "title: An option\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: %s, step: year}\n"
    "parties: {writer: {name: W}, holder: {name: H}}\n"
    "drivers:\n"
    "  price: {kind: gbm, unit: USD, initial: %.17g, drift: %.17g, volatility: %.17g}\n"
    "agreements: {deal: {clauses: {}}}\n"
    "metrics:\n"
    "  payoff: %s\n"
    "  worth: exp(%.17g) * payoff\n";

typedef struct {
    const char *of, *payoff;
    double spot, carry, volatility, rate; /* a year */
    double period, expiry;                /* years of one period, and to the payment */
    int periods;                          /* 1 or 2 */
    double worth, printed; /* published, and half a unit of its last digit */
    double resolution;     /* error over worth, at most */
} option;

/* Payoffs of `last(price)`, and of `at(price, 2027-12-31)` where there are two periods. */
static const option plain[] = {
    {"call: S 42, K 40, r 0.10, sigma 0.20, T 0.5", "max(last(price) - 40 USD, 0)", 42,
     0.1, 0.2, 0.1, 0.5, 0.5, 1, 4.7594, 5e-5, 0.005},
    {"put: the same", "max(40 USD - last(price), 0)", 42, 0.1, 0.2, 0.1, 0.5, 0.5, 1,
     0.8086, 5e-5, 0.005},
    {"call: S 60, K 65, r 0.08, sigma 0.30, T 0.25", "max(last(price) - 65 USD, 0)", 60,
     0.08, 0.3, 0.08, 0.25, 0.25, 1, 2.1334, 5e-5, 0.005},
    {"put with a yield: S 100, K 95, r 0.10, q 0.05, sigma 0.20, T 0.5",
     "max(95 USD - last(price), 0)", 100, 0.05, 0.2, 0.1, 0.5, 0.5, 1, 2.4648, 5e-5,
     0.005},
    {"gap call: S 50, X1 50, X2 57, r 0.09, sigma 0.20, T 0.5",
     "if(last(price) > 50 USD, last(price) - 57 USD, 0 USD)", 50, 0.09, 0.2, 0.09, 0.5,
     0.5, 1, -0.0053, 5e-5, 5},
    {"cash or nothing: 10 if below 80, S 100, r 0.06, b 0, sigma 0.35, T 0.75",
     "if(last(price) < 80 USD, 10 USD, 0 USD)", 100, 0, 0.35, 0.06, 0.75, 0.75, 1, 2.6710,
     5e-5, 0.005},
    {"asset or nothing: if below 65, S 70, r 0.07, b 0.02, sigma 0.27, T 0.5",
     "if(last(price) < 65 USD, last(price), 0 USD)", 70, 0.02, 0.27, 0.07, 0.5, 0.5, 1,
     20.2069, 5e-5, 0.005},
    {"supershare: 90 to 110, S 100, r 0.10, b 0, sigma 0.20, T 0.25",
     "if(last(price) > 90 USD and last(price) < 110 USD, last(price) / 90, 0 USD)", 100,
     0, 0.2, 0.1, 0.25, 0.25, 1, 0.7389, 5e-5, 0.005},
    {"chooser: S 50, X 50, r 0.08, sigma 0.25, choice at 0.25, T 0.5",
     "if(at(price, 2027-12-31) > 50 USD * exp(-0.02), max(last(price) - 50 USD, 0), "
     "max(50 USD - last(price), 0))",
     50, 0.08, 0.25, 0.08, 0.25, 0.5, 2, 6.1071, 5e-5, 0.005},
};

static void options_of_one_price(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        const option *o = &plain[i];
        char *yaml =
            text_of(one_period, o->periods == 2 ? "2028-12-31" : "2027-12-31", o->spot,
                    o->carry * o->period, o->volatility * sqrt(o->period), o->payoff,
                    -o->rate * o->expiry);
        engine *e = engine_open_run(yaml, 400000);
        engine_expect_known(
            e, NULL, "worth", o->resolution,
            (known){o->of, i < 2 ? "Hull" : haug, o->worth, .rounding = o->printed});
        engine_close(e);
        free(yaml);
    }
}

/* ---- Two prices ---- */

static const char two_prices[] =
    "entente: 1\n"
    "title: Two prices\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2027-12-31, step: year}\n"
    "parties: {a: {name: A}}\n"
    "drivers:\n"
    "  one: {kind: gbm, initial: %g, drift: %.17g, volatility: %.17g}\n"
    "  two: {kind: gbm, initial: %g, drift: %.17g, volatility: %.17g}\n"
    "correlations:\n  - {between: [one, two], value: %g}\n"
    "agreements: {deal: {clauses: {}}}\n"
    "metrics:\n"
    "  x: last(one)\n"
    "  y: last(two)\n"
    "  worth: exp(%.17g) * (%s)\n";

typedef struct {
    const char *of, *source, *payoff;
    double spot[2], carry[2], volatility[2], correlation, rate, years;
    double worth, printed;
} exchange;

#define MARGRABE(rho, sigma, worth)                                                      \
    {                                                                                    \
        "exchange of 22 for 20, T 0.1, sigma 0.20 and " #sigma ", rho " #rho,            \
            "Margrabe (1978), in Haug (1998)", "max(x - y, 0)", {22, 20},                \
            {-0.06, -0.04}, {0.2, sigma}, rho, 0, 0.1, worth, 0.0005                     \
    }

static const exchange pairs[] = {
    MARGRABE(-0.5, 0.15, 2.125),
    MARGRABE(-0.5, 0.20, 2.199),
    MARGRABE(-0.5, 0.25, 2.283),
    MARGRABE(0.5, 0.15, 1.974),
    MARGRABE(0.5, 0.20, 1.989),
    MARGRABE(0.5, 0.25, 2.019),
    {"call on the second if the first is above 50: two-asset correlation option",
     haug,
     "if(x > 50, max(y - 70, 0), 0)",
     {52, 65},
     {0.1, 0.1},
     {0.2, 0.3},
     0.75,
     0.1,
     0.5,
     4.7073,
     5e-5},
    {"call on the lesser of two, 98: b -0.01, -0.04, sigma 0.11, 0.16, rho 0.63",
     "quadrature (SciPy)",
     "max(min(x, y) - 98, 0)",
     {100, 105},
     {-0.01, -0.04},
     {0.11, 0.16},
     0.63,
     0.05,
     0.5,
     2.93394,
     2e-5},
    {"put on the greater of two: the same",
     "quadrature (SciPy)",
     "max(98 - max(x, y), 0)",
     {100, 105},
     {-0.01, -0.04},
     {0.11, 0.16},
     0.63,
     0.05,
     0.5,
     1.21810,
     2e-5},
};

static void options_of_two_prices(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const exchange *o = &pairs[i];
        const double root = sqrt(o->years);
        char *yaml = text_of(two_prices, o->spot[0], o->carry[0] * o->years,
                             o->volatility[0] * root, o->spot[1], o->carry[1] * o->years,
                             o->volatility[1] * root, o->correlation, -o->rate * o->years,
                             o->payoff);
        engine *e = engine_open_run(yaml, 400000);
        engine_expect_known(e, NULL, "worth", 0.005,
                            (known){o->of, o->source, o->worth, .rounding = o->printed});
        engine_close(e);
        free(yaml);
    }
}

/* ---- Averages ---- */

/* Put on the average of n fixings from time 0 to 11/12: S 90, K 87, q .06, r .025, sigma .13.
 * The first fixing is S itself and n - 1 periods, a year each in the file, stand for the others.
 * The put is what a share of the sum, capped at K, leaves of the cap: K - min(average, K). */
static void levys_put_on_an_average(void **state) {
    (void)state;
    static const struct {
        int fixings;
        const char *of;
        double put;
    } rows[] = {{2, "put on an average of 2 fixings, as headroom of a cap", 1.3942835683},
                {4, "put on an average of 4 fixings", 1.5852442983},
                {12, "put on an average of 12 fixings", 1.6980019214}};
    for (size_t i = 0; i < 3; i++) {
        const int n = rows[i].fixings;
        const double step = 11.0 / 12 / (n - 1);
        char *yaml = text_of(
            "entente: 1\n"
            "title: An average\n"
            "currency: USD\n"
            "horizon: {start: 2027-01-01, end: %d-12-31, step: year}\n"
            "parties: {payer: {name: P}, payee: {name: Q}}\n"
            "drivers:\n"
            "  price: {kind: gbm, unit: USD/year, initial: 90, drift: %.17g, volatility: "
            "%.17g}\n"
            "agreements:\n"
            "  deal:\n"
            "    clauses:\n"
            "      share: {kind: revenue_share, from: payer, to: payee, base: price / "
            "%d, rate: 100%%, paid_to_date: 90 USD / %d, cap: 87}\n"
            "metrics:\n"
            "  put: exp(-0.025) * last(share.headroom)\n",
            2025 + n, -0.035 * step, 0.13 * sqrt(step), n, n);
        engine *e = engine_open_run(yaml, 400000);
        engine_expect_known(e, NULL, "put", 0.005,
                            (known){rows[i].of, "Levy (1997)", rows[i].put});
        engine_close(e);
        free(yaml);
    }
}

/* Linetsky (2004), K = 2, continuous averaging, as E[min(A, K)].  Left and right sums of a
 * fine step bracket the integral; their mean errs by O(step^2), and the trapezium's bias
 * is below a tenth of the standard error. */
static void linetskys_averages(void **state) {
    (void)state;
    static const struct {
        const char *mean_of, *capped_of;
        double rate, sigma, years, start, mean, capped;
    } rows[] = {{"average of a year, r 0.02, sigma 0.10: mean", "the same: capped at 2",
                 0.02, 0.10, 1, 2.0, 2.0201340027, 1.9630169681},
                {"average of a year, r 0.18, sigma 0.30: mean", "the same: capped at 2",
                 0.18, 0.30, 1, 2.0, 2.1913040347, 1.9298466720},
                {"average of two years, r 0.0125, sigma 0.25: mean",
                 "the same: capped at 2", 0.0125, 0.25, 2, 2.0, 2.0252096420,
                 1.8485798970}};
    for (size_t i = 0; i < 3; i++) {
        char *yaml =
            text_of("entente: 1\n"
                    "title: A continuous average\n"
                    "currency: USD\n"
                    "horizon: {start: 2027-01-01, end: %s, step: day}\n"
                    "parties: {payer: {name: P}}\n"
                    "drivers:\n"
                    "  price: {kind: gbm, initial: %g, drift: %g, volatility: %g}\n"
                    "quantities:\n"
                    "  middle: {formula: '(price + prev(price, %g)) / 2'}\n"
                    "agreements: {deal: {clauses: {}}}\n"
                    "series: []\n"
                    "metrics:\n"
                    "  average: mean(middle)\n"
                    "  capped: min(mean(middle), 2)\n",
                    rows[i].years > 1 ? "2028-12-30" : "2027-12-31", rows[i].start,
                    rows[i].rate, rows[i].sigma, rows[i].start);
        engine *e = engine_open_run(yaml, 20480);
        engine_expect_known(e, NULL, "average", 0.002,
                            (known){rows[i].mean_of, "exact moments", rows[i].mean});
        engine_expect_known(
            e, NULL, "capped", 0.001,
            (known){rows[i].capped_of, "Linetsky (2004)", rows[i].capped});
        engine_close(e);
        free(yaml);
    }
}

/* ---- Triggers ---- */

/* S 100, T .5, b .04, r .08, sigma .25, rebate 3, barrier 95 from above or 105 from below.  The
 * barrier is watched at m days' ends, so it is moved by exp(+-0.5826 sigma sqrt(T / m)) (Broadie,
 * Glasserman and Kou 1997); what that leaves was found by convolution of the normal density, at
 * m = 181, to be 0.0018 at most.  A knock-out's rebate is paid at once, a knock-in's at the end. */
static const char barrier_form[] =
    "entente: 1\n"
    "title: A trigger\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2027-06-30, step: day}\n"
    "parties: {writer: {name: W}, holder: {discount: %.17g}}\n"
    "drivers:\n"
    "  price: {kind: gbm, unit: USD, initial: 100, drift: %.17g, volatility: %.17g}\n"
    "quantities:\n"
    "  beyond: price %s %.17g USD\n"
    "  ends: since(2027-06-30) > 0\n"
    "agreements:\n"
    "  out:\n"
    "    clauses:\n"
    "      knock: {kind: event_terms, event: beyond}\n"
    "      rebate: {kind: milestone_payment, from: writer, to: holder, amount: 3, "
    "trigger: "
    "knock.effective}\n"
    "      call90: {kind: milestone_payment, from: writer, to: holder, amount: 'max("
    "price - 90 USD, 0)', trigger: ends and not knock.effective}\n"
    "      call100: {kind: milestone_payment, from: writer, to: holder, amount: 'max("
    "price - 100 USD, 0)', trigger: ends and not knock.effective}\n"
    "      call110: {kind: milestone_payment, from: writer, to: holder, amount: 'max("
    "price - 110 USD, 0)', trigger: ends and not knock.effective}\n"
    "  in:\n"
    "    based_on: out\n"
    "    clauses:\n"
    "      rebate: {trigger: ends and not knock.effective}\n"
    "      call90: {trigger: ends and knock.effective}\n"
    "      call100: {trigger: ends and knock.effective}\n"
    "      call110: {trigger: ends and knock.effective}\n"
    "series: []\n"
    "metrics:\n"
    "  w90: npv(holder, rebate) + npv(holder, call90)\n"
    "  w100: npv(holder, rebate) + npv(holder, call100)\n"
    "  w110: npv(holder, rebate) + npv(holder, call110)\n";

static void triggers_knock_in_and_out(void **state) {
    (void)state;
    static const struct {
        bool down;
        double out[3], in[3];
    } rows[] = {{true, {9.0246, 6.7924, 4.8759}, {7.7627, 4.0109, 2.0576}},
                {false, {2.6789, 2.3580, 2.3453}, {14.1112, 8.4482, 4.5910}}};
    static const char *const metrics[] = {"w90", "w100", "w110"};
    const double years = 181 / 365.0, scale = 0.5 / years;
    for (size_t r = 0; r < 2; r++) {
        const double level = rows[r].down ? 95 : 105, side = rows[r].down ? 1 : -1;
        char *yaml = text_of(barrier_form, exp(0.08 * scale) - 1, 0.04 * scale,
                             0.25 * sqrt(scale), rows[r].down ? "<=" : ">=",
                             level * exp(side * 0.5826 * 0.25 * sqrt(0.5 / 181)));
        engine *e = engine_open_run(yaml, 51200);
        for (size_t k = 0; k < 6; k++) {
            const bool in = k >= 3;
            char *of = text_of("%s-and-%s call with rebate: barrier %g, strike %s",
                               rows[r].down ? "down" : "up", in ? "in" : "out", level,
                               metrics[k % 3] + 1);
            engine_expect_known(e, in ? "in" : "out", metrics[k % 3], 0.02,
                                (known){of, haug, (in ? rows[r].in : rows[r].out)[k % 3],
                                        .rounding = 0.0018 + 5e-5});
            free(of);
        }
        engine_close(e);
        free(yaml);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_of_one_price),
        cmocka_unit_test(options_of_two_prices),
        cmocka_unit_test(levys_put_on_an_average),
        cmocka_unit_test(linetskys_averages),
        cmocka_unit_test(triggers_knock_in_and_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
