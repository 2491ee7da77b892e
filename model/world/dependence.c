/* Measures of correlation. */
#include "model/world/dependence.h"

#include <math.h>

/* sin x for |x| <= pi / 2 by its series, to the last bits; own arithmetic for the same bits
 * everywhere. */
static double sine(double x) {
    double sum = 0.0, square = x * x;
    for (int k = 27; k >= 3; k -= 2)
        sum = (1.0 + sum) * -square / (double)(k * (k - 1));
    return x + x * sum;
}

static double series_at(const double *series, double r) {
    double sum = 0.0;
    for (int k = ENT_LINEAR_POWERS; k-- > 0;)
        sum = sum * r + series[k];
    return sum;
}

/* The series rises with r, as the higher correlation of normals always gives the higher one. */
static double series_inverse(const double *series, double value) {
    double low = -1.0, high = 1.0;
    for (int i = 0; i < 60; i++) {
        const double middle = 0.5 * (low + high);
        if (series_at(series, middle) < value)
            low = middle;
        else
            high = middle;
    }
    return 0.5 * (low + high);
}

double ent_relation_normal(const ent_relation *relation, double value) {
    const double pi = 3.14159265358979324;
    switch (relation->measure) {
    case ENT_MEASURE_RANK:
        return 2.0 * sine(pi / 6.0 * value);
    case ENT_MEASURE_KENDALL:
        return sine(pi / 2.0 * value);
    case ENT_MEASURE_LINEAR:
        return series_inverse(relation->series, value);
    default:
        return value;
    }
}

/* Only for what is shown, so libm will do. */
double ent_relation_value(const ent_relation *relation, double normal) {
    const double pi = 3.14159265358979324;
    switch (relation->measure) {
    case ENT_MEASURE_RANK:
        return 6.0 / pi * asin(normal / 2.0);
    case ENT_MEASURE_KENDALL:
        return 2.0 / pi * asin(normal);
    case ENT_MEASURE_LINEAR:
        return series_at(relation->series, normal);
    default:
        return normal;
    }
}
