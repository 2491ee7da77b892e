/* What a number must be. */
#ifndef VERDICT_H
#define VERDICT_H

/* Requires |is - expected| <= error; prints both. */
void expect_close(double is, double expected, double error);
/* The same, with an error that grows with an expected number above 1. */
void expect_relative(double is, double expected, double error);

#endif
