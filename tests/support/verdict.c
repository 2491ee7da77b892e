#include "tests/support/verdict.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void expect_close(double is, double expected, double error) {
    if (!(fabs(is - expected) <= error))
        fail_msg("%.17g, expected %.17g to %.2g: off by %.3g", is, expected, error,
                 is - expected);
}

void expect_relative(double is, double expected, double error) {
    expect_close(is, expected, error * fmax(1.0, fabs(expected)));
}
