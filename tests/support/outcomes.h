/* Outcomes for the charts of a metric (histogram, cdf, dots), and what each of these charts
 * must keep. */
#ifndef OUTCOMES_H
#define OUTCOMES_H

#include "plots/plots.h"

enum { MANY = 2000 }; /* the number of outcomes that the rules below are made for */

/* The outcome number i of MANY; it never falls with i. */
typedef double outcome_rule(size_t i);
outcome_rule evenly;   /* 0, 1, 2 ... */
outcome_rule same;     /* all 38bn */
outcome_rule flag;     /* 1,400 of 0, 600 of 1 */
outcome_rule count_of; /* 0 to 11, as many of each */
outcome_rule pareto;   /* a long tail: 1 / (1 - u) has no mean */
outcome_rule losses;   /* -2,000bn to -1bn */
outcome_rule logistic; /* about -2bn, to both sides */
outcome_rule capped;   /* a tenth at 0, four tenths at the cap, 38bn */
outcome_rule quarter;  /* the ends of 18 quarters, from Q4 2026, as days */

/* Outcomes of every shape, each with a unit that goes with it; the last has no rule. */
typedef struct {
    const char *unit;
    outcome_rule *rule;
} outcome_case;
extern const outcome_case outcome_cases[];

/* The words of sample_histogram() around `count` outcomes, written to `values`. */
ent_histogram outcomes_of(double *values, size_t count, const char *unit, outcome_rule *);

/* Requires the layouts kept as tests/golden/plots/NAME: sample_histogram() with a threshold of
 * 20bn, "a cap of $20bn", at two columns, light; dates and `never` at one column, in print. */
void expect_outcome_layouts(const ent_chart_type *, const char *amounts,
                            const char *dates, uint64_t never);
/* Requires that no outcomes, one that is no number and one out of order are mistakes, and a
 * threshold that is no number too. */
void expect_outcome_mistakes(const ent_chart_type *);

#endif
