#include "model/world/chain.h"

#include "model/world/kernels.h"

typedef struct {
    double at[ENT_CHAIN_MOST][ENT_CHAIN_MOST];
} matrix;

static void multiply(size_t n, const matrix *a, const matrix *b, matrix *out) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0.0;
            for (size_t k = 0; k < n; k++)
                sum += a->at[i][k] * b->at[k][j];
            out->at[i][j] = sum;
        }
}

/* The chain seen at the events of a Poisson process of the largest rate, which is returned. */
static double jumps(const double *rates, size_t n, matrix *jump) {
    double leaving[ENT_CHAIN_MOST], most = 0.0;
    for (size_t i = 0; i < n; i++) {
        leaving[i] = 0.0;
        for (size_t j = 0; j < n; j++)
            leaving[i] += j == i ? 0.0 : rates[i * n + j];
        most = leaving[i] > most ? leaving[i] : most;
    }
    for (size_t i = 0; i < n && most > 0.0; i++)
        for (size_t j = 0; j < n; j++)
            jump->at[i][j] =
                j == i ? (most - leaving[i]) / most : rates[i * n + j] / most;
    return most;
}

/* p = sum over k of the Poisson probabilities of a mean up to 1, times jump^k. */
static void mixture(size_t n, const matrix *jump, double mean, matrix *p) {
    matrix power = {0}, next;
    double weight = ent_exp(0.0 - mean);
    for (size_t i = 0; i < n; i++)
        power.at[i][i] = 1.0;
    *p = (matrix){0};
    for (int k = 1; k < 22; k++) { /* 1 / 21! is below 2^-65 */
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                p->at[i][j] += weight * power.at[i][j];
        multiply(n, &power, jump, &next);
        power = next;
        weight *= mean / k;
    }
}

void ent_chain_step(const double *rates, size_t n, double years, double *p) {
    matrix jump = {0}, now, next;
    double mean = jumps(rates, n, &jump) * years;
    int doublings = 0;
    for (; mean > 1.0; doublings++)
        mean *= 0.5;
    mixture(n, &jump, mean, &now);
    for (; doublings > 0; doublings--) {
        multiply(n, &now, &now, &next);
        now = next;
    }
    for (size_t i = 0; i < n; i++) {
        double sum = 0.0;
        for (size_t j = 0; j < n; j++)
            sum += now.at[i][j];
        for (size_t j = 0; j < n; j++)
            p[i * n + j] = now.at[i][j] / sum;
    }
}
