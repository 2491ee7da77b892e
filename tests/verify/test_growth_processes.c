/* Jumps, random growth, regimes and resampled series against exact moments and published values.
 *
 * Merton: Haug, "The Complete Guide to Option Pricing Formulas" (1998), page 9.
 * The stationary bootstrap: Politis and Romano (1994), section 2: every period has the law
 * of the data, and a lag of k keeps (1 - 1 / block)^k of their circular covariance.
 * Schwartz and Moon: the moments of the paper's own discrete scheme, in which the
 * logarithm is a sum of normals. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/support/known.h"
#include "tests/support/process_harness.h"

#define NAMES(of) of ": mean", of ": variance", of ": mean logarithm", of ": its variance"
#define TAILS(of) of ": P(below the 5% quantile)", of ": P(below the 95% quantile)"

static const char exact_moments[] = "exact moments";
static const char scheme[] = "exact moments of the paper's scheme";
static const char politis[] = "Politis and Romano (1994)";
static const char hamilton[] = "Hamilton (1989)";

/* ---- jump_diffusion ---- */

static test_driver *jumping(const double values[6], const char *end, ent_step_size step) {
    static const char *const names[] = {"initial", "drift",     "volatility",
                                        "rate",    "jump_mean", "jump_sd"};
    test_driver *d = driver_open("jump_diffusion", "2026-01-01", end, step);
    for (size_t f = 0; f < 6; f++)
        driver_set(d, names[f], values[f]);
    return d;
}

/* E[x^2] = x0^2 exp((2 drift + volatility^2 + rate (k2 - 2 k)) t), k2 = exp(2 m + 2 s^2) - 1,
 * and the logarithm has variance (volatility^2 + rate (m^2 + s^2)) t: whatever the step. */
static void jumps_have_their_moments_in_every_step(void **state) {
    (void)state;
    static const struct {
        ent_step_size size;
        const char *mean, *variance, *log_mean, *log_variance;
    } steps[] = {{ENT_YEARLY, NAMES("Merton jumps, 3 years, yearly")},
                 {ENT_QUARTERLY, NAMES("Merton jumps, 3 years, quarterly")},
                 {ENT_MONTHLY, NAMES("Merton jumps, 3 years, monthly")}};
    for (size_t k = 0; k < 3; k++) {
        test_driver *d = jumping((double[]){13.0, 0.2, 0.3, 1.5, -0.1, 0.25},
                                 "2028-12-31", steps[k].size);
        double *x = simulate(d);
        moments m = moments_of(x);
        within(steps[k].mean, exact_moments, m.mean, 23.68754440507662, m.mean_error);
        within(steps[k].variance, exact_moments, m.variance,
               20.11109584927335 * 20.11109584927335, m.variance_error);
        for (size_t i = 0; i < PATHS; i++)
            x[i] = log(x[i]);
        m = moments_of(x);
        within(steps[k].log_mean, exact_moments, m.mean, 2.8789291733345372,
               m.mean_error);
        within(steps[k].log_variance, exact_moments, m.variance, 0.59625,
               m.variance_error);
        free(x);
        driver_close(d);
    }
}

/* Calls on S = 100, T = 1/2, r = 8%, total volatility 25%, of whose variance the share
 * gamma is jumps, lambda a year, of mean 0: delta^2 = gamma 0.25^2 / lambda. */
static void jumps_price_the_calls_that_haug_prints(void **state) {
    (void)state;
    static const struct {
        double lambda, gamma, call[5];
    } rows[] = {{1, 0.25, {23.63, 15.40, 8.95, 4.67, 2.23}},
                {1, 0.75, {23.86, 15.30, 8.24, 3.99, 2.09}},
                {10, 0.50, {23.62, 15.41, 9.00, 4.71, 2.24}}};
    for (size_t r = 0; r < 3; r++) {
        double all = 0.25 * 0.25, jump = rows[r].gamma * all / rows[r].lambda;
        test_driver *d = jumping((double[]){100.0, 0.08, sqrt(all * (1 - rows[r].gamma)),
                                            rows[r].lambda, -jump / 2, sqrt(jump)},
                                 "2026-06-30", ENT_QUARTERLY);
        double *x = simulate(d), *paid = malloc(PATHS * sizeof *paid);
        assert_non_null(paid);
        for (size_t k = 0; k < 5; k++) {
            double strike = 80.0 + 10.0 * (double)k, factor = exp(-0.08 / 2);
            for (size_t i = 0; i < PATHS; i++)
                paid[i] = factor * (x[i] > strike ? x[i] - strike : 0.0);
            moments m = moments_of(paid);
            char *of = text_of("call under Merton jumps, lambda %g, gamma %g, strike %g",
                               rows[r].lambda, rows[r].gamma, strike);
            expect_known((known){of, "Haug (1998), page 9", rows[r].call[k], m.mean,
                                 m.mean_error, .rounding = 0.005});
            free(of);
        }
        free(paid);
        free(x);
        driver_close(d);
    }
}

/* ---- schwartz_moon ---- */

typedef struct {
    double initial, growth, long_run_growth, speed, volatility, long_run_volatility,
        growth_volatility, correlation;
} firm;

/* Schwartz and Moon (2000), Amazon at the end of 1999, their quarterly figures as yearly
 * ones: rates times 4, volatility times 2, growth's volatility times 8. */
static const firm amazon = {1424.0, 0.44, 0.06, 0.28, 0.20, 0.10, 0.24, 0.0};

static test_driver *young(const firm *f, const char *end, ent_step_size step) {
    test_driver *d = driver_open("schwartz_moon", "2000-01-01", end, step);
    driver_set(d, "initial", f->initial);
    driver_set(d, "growth", f->growth);
    driver_set(d, "long_run_growth", f->long_run_growth);
    driver_set(d, "speed", f->speed);
    driver_set(d, "volatility", f->volatility);
    driver_set(d, "long_run_volatility", f->long_run_volatility);
    driver_set(d, "growth_volatility", f->growth_volatility);
    driver_set(d, "correlation", f->correlation);
    return d;
}

typedef struct {
    double mean, variance; /* of ln R / R(0) */
} normal_law;

/* ln R(n) = sum over k of (mu_k - sigma_k^2 / 2) h + sigma_k sqrt(h) z_k is normal; a shock
 * of growth in step j counts in all later steps, less each time. */
static normal_law law_of(const firm *f, size_t n, double h) {
    normal_law out = {0};
    double decay = exp(-f->speed * h);
    for (size_t k = 0; k < n; k++) {
        double age = exp(-f->speed * h * (double)k);
        double mu = f->long_run_growth + (f->growth - f->long_run_growth) * age;
        double sigma =
            f->long_run_volatility + (f->volatility - f->long_run_volatility) * age;
        double eta =
            f->growth_volatility * age * sqrt((1 - decay * decay) / (2 * f->speed));
        double carried = h * eta * (1 - pow(decay, (double)(n - 1 - k))) / (1 - decay);
        double own = sigma * sqrt(h);
        out.mean += (mu - sigma * sigma / 2) * h;
        out.variance +=
            own * own + carried * carried + 2 * f->correlation * own * carried;
    }
    return out;
}

static void growth_is_normal_with_the_scheme_s_moments(void **state) {
    (void)state;
    static const struct {
        double correlation;
        const char *mean, *variance, *log_mean, *log_variance, *low, *high;
    } cases[] = {{0.0, NAMES("Schwartz-Moon, correlation 0"),
                  TAILS("Schwartz-Moon, correlation 0")},
                 {-0.5, NAMES("Schwartz-Moon, correlation -0.5"),
                  TAILS("Schwartz-Moon, correlation -0.5")},
                 {1.0, NAMES("Schwartz-Moon, correlation 1"),
                  TAILS("Schwartz-Moon, correlation 1")}};
    for (size_t c = 0; c < 3; c++) {
        firm f = amazon;
        f.correlation = cases[c].correlation;
        test_driver *d = young(&f, "2004-12-31", ENT_QUARTERLY);
        normal_law exact = law_of(&f, 20, 0.25);
        double *x = simulate(d);
        double sd = sqrt(exact.variance);
        quantile_within(cases[c].low, scheme, x, 0.05,
                        f.initial * exp(exact.mean - 1.6448536269514722 * sd));
        quantile_within(cases[c].high, scheme, x, 0.95,
                        f.initial * exp(exact.mean + 1.6448536269514722 * sd));
        moments m = moments_of(x);
        within(cases[c].mean, scheme, m.mean,
               f.initial * exp(exact.mean + exact.variance / 2), m.mean_error);
        for (size_t i = 0; i < PATHS; i++)
            x[i] = log(x[i] / f.initial);
        m = moments_of(x);
        within(cases[c].log_mean, scheme, m.mean, exact.mean, m.mean_error);
        within(cases[c].log_variance, scheme, m.variance, exact.variance,
               m.variance_error);
        free(x);
        driver_close(d);
    }
}

/* What the paper stresses: a little more volatility of growth is worth much.  From .025 to .04 a
 * quarter, revenue after 25 years is about twice as much in the mean. */
static void volatile_growth_is_worth_much(void **state) {
    (void)state;
    static const struct {
        double quarterly;
        const char *of;
    } cases[] = {{0.025, "Schwartz-Moon, Amazon: mean revenue after 25 years, eta 0.025"},
                 {0.04, "the same: eta 0.04"}};
    double exact[2];
    for (size_t c = 0; c < 2; c++) {
        firm f = amazon;
        f.growth_volatility = 8 * cases[c].quarterly;
        test_driver *d = young(&f, "2024-12-31", ENT_QUARTERLY);
        const normal_law law = law_of(&f, 100, 0.25);
        exact[c] = f.initial * exp(law.mean + law.variance / 2);
        double *x = simulate(d);
        moments m = moments_of(x);
        within(cases[c].of, scheme, m.mean, exact[c], m.mean_error);
        assert_true(m.mean_error < 0.02 * exact[c]);
        free(x);
        driver_close(d);
    }
    assert_true(exact[1] > 2 * exact[0]);
}

/* In continuous time and without correlation, ln R(T) has mean
 *   long_run_growth T + (growth - long_run_growth) A - (integral of sigma^2) / 2,
 *   A = (1 - exp(-speed T)) / speed;
 * the scheme's error halves with the step. */
static void halving_the_step_halves_its_error(void **state) {
    (void)state;
    const firm *f = &amazon;
    double t = 5.0, a = (1 - exp(-f->speed * t)) / f->speed,
           a2 = (1 - exp(-2 * f->speed * t)) / (2 * f->speed);
    double d = f->volatility - f->long_run_volatility, s = f->long_run_volatility;
    double exact = f->long_run_growth * t + (f->growth - f->long_run_growth) * a -
                   (s * s * t + 2 * s * d * a + d * d * a2) / 2;
    double last = 0.0;
    static const struct {
        ent_step_size step;
        size_t n;
    } steps[] = {{ENT_YEARLY, 5}, {ENT_QUARTERLY, 20}, {ENT_MONTHLY, 60}};
    for (size_t k = 0; k < 3; k++) {
        test_driver *run = young(f, "2004-12-31", steps[k].step);
        run->u = run->more[0] = 0.5; /* all shocks 0: ln R is its mean */
        assert_true(driver_run(run, 0));
        double mean = log(driver_at(run, run->count - 1, 0) / f->initial);
        double error = fabs(mean - exact) * (double)steps[k].n;
        assert_true(fabs(mean - law_of(f, steps[k].n, t / (double)steps[k].n).mean) <
                    1e-12);
        assert_true(error > 0.5 && (k == 0 || fabs(error / last - 1) < 0.08));
        last = error;
        driver_close(run);
    }
}

/* ---- replay ---- */

enum { ROWS = 9 };
static const double history[ROWS] = {1.0, 1.4, 2.0, 2.1, 1.7, 1.2, 0.7, 0.4, 0.6};

static void resampled_blocks_keep_law_and_covariance(void **state) {
    (void)state;
    const double mean = 11.1 / ROWS, keep = 1 - 1 / 3.0;
    test_driver *d = driver_open("replay", "2026-01-01", "2029-12-31", ENT_YEARLY);
    entry_data(d->about, "data", history, ROWS);
    entry_choose(d->about, "resample", "blocks");
    entry_number(d->about, "block", 3.0);
    double *x = simulate(d), exact[4] = {0};
    moments m = moments_of(x);
    for (size_t k = 0; k < 4; k++)
        for (size_t i = 0; i < ROWS; i++)
            exact[k] += (history[i] - mean) * (history[(i + k) % ROWS] - mean) *
                        pow(keep, (double)k) / ROWS;
    within("resampled blocks of a series: mean", politis, m.mean, mean, m.mean_error);
    within("the same: variance", politis, m.variance, exact[0], m.variance_error);
    static const char *const lags[] = {"the same: covariance at lag 1",
                                       "the same: covariance at lag 2",
                                       "the same: covariance at lag 3"};
    for (size_t k = 1; k < 4; k++) { /* of the first period with the k-th after it */
        for (size_t s = 0; s < SLICES; s++) {
            assert_true(driver_run(d, s * ENT_SLICE));
            for (size_t i = 0; i < ENT_SLICE; i++)
                x[s * ENT_SLICE + i] =
                    (driver_at(d, 0, i) - mean) * (driver_at(d, k, i) - mean);
        }
        m = moments_of(x);
        within(lags[k - 1], politis, m.mean, exact[k], m.mean_error);
    }
    free(x);
    driver_close(d);
}

/* ---- regime ---- */

/* Hamilton (1989), growth of output by quarters, 1952-1984: an expansion goes on with
 * probability 0.9049, a recession with 0.7550, and the long-run share of recessions is
 * 0.0951 / (0.0951 + 0.2450).  The chain's rates follow from the eigenvalue
 * 0.9049 + 0.7550 - 1 of a quarter. */
static const double expands = 0.9049, recedes = 0.7550;

static void two_regimes(test_driver *d) {
    const double all = -4 * log(expands + recedes - 1);
    const double lasts[] = {(2 - expands - recedes) / (1 - expands) / all,
                            (2 - expands - recedes) / (1 - recedes) / all};
    static const char *const names[] = {"expansion", "recession"};
    for (size_t r = 0; r < 2; r++) {
        entry_cell(d->about, "regimes", r, "name")->text = names[r];
        entry_cell(d->about, "regimes", r, "lasts")->number = lasts[r];
    }
}

static void regimes_last_as_hamilton_found(void **state) {
    (void)state;
    static const struct {
        const char *start, *end;
        double share; /* of recessions, at the end */
        const char *of;
    } cases[] = {
        {"expansion", "2026-03-31", 1 - expands,
         "P(recession a quarter after an expansion)"},
        {"recession", "2026-03-31", recedes, "P(recession a quarter after a recession)"},
        {"expansion", "2035-12-31", (1 - expands) / (2 - expands - recedes),
         "P(recession) in the long run"}};
    for (size_t k = 0; k < 3; k++) {
        test_driver *d = driver_open("regime", "2026-01-01", cases[k].end, ENT_QUARTERLY);
        two_regimes(d);
        for (size_t r = 0; r < 2; r++)
            entry_cell(d->about, "regimes", r, "value")->number = (double)r;
        entry_text(d->about, "start", cases[k].start);
        double *x = simulate(d), p = cases[k].share;
        within(cases[k].of, hamilton, moments_of(x).mean, p, sqrt(p * (1 - p) / PATHS));
        free(x);
        driver_close(d);
    }
}

/* E[x(t)] = sum over regimes of the vector that each period multiplies by exp(drift dt) and
 * then by the transition probabilities. */
static void growth_by_regimes_has_its_mean(void **state) {
    (void)state;
    static const double drift[] = {0.25, -0.4}, volatility[] = {0.1, 0.3};
    test_driver *d = driver_open("regime", "2026-01-01", "2030-12-31", ENT_QUARTERLY);
    two_regimes(d);
    driver_set(d, "initial", 3.0);
    double mean[2] = {3.0, 0.0};
    for (size_t r = 0; r < 2; r++) {
        entry_cell(d->about, "regimes", r, "drift")->number = drift[r];
        entry_cell(d->about, "regimes", r, "volatility")->number = volatility[r];
    }
    for (size_t t = 0; t < 20; t++) {
        double a = mean[0] * exp(drift[0] / 4), b = mean[1] * exp(drift[1] / 4);
        mean[0] = a * expands + b * (1 - recedes);
        mean[1] = a * (1 - expands) + b * recedes;
    }
    double *x = simulate(d);
    moments m = moments_of(x);
    within("growth by Hamilton's regimes, 5 years: mean", exact_moments, m.mean,
           mean[0] + mean[1], m.mean_error);
    free(x);
    driver_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jumps_have_their_moments_in_every_step),
        cmocka_unit_test(jumps_price_the_calls_that_haug_prints),
        cmocka_unit_test(growth_is_normal_with_the_scheme_s_moments),
        cmocka_unit_test(volatile_growth_is_worth_much),
        cmocka_unit_test(halving_the_step_halves_its_error),
        cmocka_unit_test(resampled_blocks_keep_law_and_covariance),
        cmocka_unit_test(regimes_last_as_hamilton_found),
        cmocka_unit_test(growth_by_regimes_has_its_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
