#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "tests/support/chart_harness.h"
#include "tests/support/outcomes.h"

double evenly(size_t i) {
    return (double)i;
}

double same(size_t i) {
    (void)i;
    return 38e9;
}

double flag(size_t i) {
    return i < 1400 ? 0 : 1;
}

double count_of(size_t i) {
    return (double)(i * 12 / MANY);
}

double pareto(size_t i) {
    return MANY / (MANY - (double)i);
}

double losses(size_t i) {
    return -1e9 * (double)(MANY - i);
}

double logistic(size_t i) {
    const double u = ((double)i + 0.5) / MANY;
    return 1e9 * log(u / (1 - u)) - 2e9;
}

double capped(size_t i) {
    return i < 200 ? 0 : i >= 1200 ? 38e9 : 38e6 * ((double)i - 199.5);
}

double quarter(size_t i) {
    const int n = (int)(i * 18 / MANY);
    return ent_day_of(2027 + n / 4, n % 4 * 3 + 1, 1) - 1;
}

const outcome_case outcome_cases[] = {
    {"", evenly},
    {"launch", evenly},
    {"USD", same},
    {"", flag},
    {"%", flag},
    {"", count_of},
    {"USD", pareto},
    {"EUR/token", pareto},
    {"USD", losses},
    {"USD/year", losses},
    {"USD/year", logistic},
    {"USD", capped},
    {"date", quarter},
    {NULL, NULL},
};

ent_histogram outcomes_of(double *values, size_t count, const char *unit,
                          outcome_rule *rule) {
    ent_histogram h = sample_histogram();
    for (size_t i = 0; i < count; i++)
        values[i] = rule(i);
    h.unit = unit;
    h.sorted = values;
    h.count = count;
    return h;
}

void expect_outcome_layouts(const ent_chart_type *type, const char *amounts,
                            const char *dates, uint64_t never) {
    static double values[MANY];
    const double threshold = 20e9;
    ent_histogram h = sample_histogram();
    h.threshold = &threshold;
    h.threshold_label = "a cap of $20bn";
    ent_scene *scene = scene_of(type, &h, "two-column", "light");
    expect_golden_dump(scene, amounts);
    scene_close(scene);
    h = outcomes_of(values, MANY, "date", quarter);
    h.never = never;
    scene = scene_of(type, &h, "one-column", "print");
    expect_golden_dump(scene, dates);
    scene_close(scene);
}

void expect_outcome_mistakes(const ent_chart_type *type) {
    double values[3];
    ent_histogram h = sample_histogram();
    h.count = 0;
    expect_chart_problem(type, &h, "E0803");
    h = sample_histogram();
    h.sorted = NULL;
    expect_chart_problem(type, &h, "E0803");
    h = outcomes_of(values, 3, "", evenly);
    values[1] = NAN;
    expect_chart_problem(type, &h, "E0804");
    values[1] = 3;
    expect_chart_problem(type, &h, "E0805");
    h = outcomes_of(values, 3, "", evenly);
    values[2] = INFINITY;
    expect_chart_problem(type, &h, "E0804");
    values[2] = 0.5;
    expect_chart_problem(type, &h, "E0805");
    h = outcomes_of(values, 3, "", evenly);
    const double threshold = INFINITY;
    h.threshold = &threshold;
    expect_chart_problem(type, &h, "E0804");
}
