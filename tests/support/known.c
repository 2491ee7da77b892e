#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/known.h"

#define SIGMAS 4.5

/* Decimals that leave `digits` digits of the error, at most 12 digits of the value. */
static int decimals_of(double value, double error, int digits) {
    const int whole = value == 0 ? 1 : (int)floor(log10(fabs(value))) + 1;
    const int most = 12 - whole, wanted = digits - 1 - (int)floor(log10(error));
    const int decimals = wanted < most ? wanted : most;
    return decimals < 0 ? 0 : decimals;
}

/* -0 is written 0. */
static double plain(double x, int decimals) {
    return fabs(x) * pow(10, decimals) < 0.5 ? 0.0 : x;
}

static void write_simulated(FILE *file, const known *k) {
    const int decimals = decimals_of(k->expected, k->error, 2);
    const double distance = (k->obtained - k->expected) / k->error;
    fprintf(file, "%.*f\t%.*f\t%+.2f\n", decimals, plain(k->obtained, decimals), decimals,
            k->error, plain(distance, 2));
}

static void write_exact(FILE *file, const known *k) {
    if (k->rounding == 0) {
        fprintf(file, "%.17g\t\texact\n", k->obtained);
        return;
    }
    const int decimals = decimals_of(k->expected, k->rounding, 1);
    fprintf(file, "%.*f\t\tto %.0e\n", decimals, plain(k->obtained, decimals),
            k->rounding);
}

static void write_down(const known *k) {
    const char *name = getenv("ENT_CASES");
    FILE *file = name ? fopen(name, "a") : NULL;
    if (!file)
        return;
    fprintf(file, "%s\t%s\t%.12g\t", k->of, k->source, k->expected);
    (k->error > 0 ? write_simulated : write_exact)(file, k);
    assert_int_equal(fclose(file), 0);
}

void expect_known(known k) {
    assert_true(!strpbrk(k.of, "|\t\n") && !strpbrk(k.source, "|\t\n"));
    write_down(&k);
    const double away = fabs(k.obtained - k.expected);
    if (!(away <= SIGMAS * k.error + k.rounding))
        fail_msg(
            "%s: %.12g, but %s has %.12g; that is %.3g away, with an error of %.3g and "
            "%.3g of rounding",
            k.of, k.obtained, k.source, k.expected, away, k.error, k.rounding);
}

void engine_expect_known(const engine *e, const char *agreement, const char *metric,
                         double resolution, known k) {
    const ent_summary *s = &engine_metric(e, agreement, metric)->summary;
    k.obtained = s->mean;
    k.error = s->se;
    if (!(k.error <= resolution * fabs(k.expected)))
        fail_msg("%s: the error %.3g is too large to say anything", k.of, k.error);
    expect_known(k);
}
