/* Pearson's correlation of two values from that of their normals. */
#include <math.h>

#include "model/world/dependence.h"
#include "model/world/kernels.h"

/* Cells of the normal's line: from -8.125, where a uniform of 53 bits ends, to 8.125. */
enum { CELLS_PER_UNIT = 256, CELLS = 65 * CELLS_PER_UNIT / 4 };
#define WIDTH (1.0 / CELLS_PER_UNIT)
#define SPLITS 24      /* halvings of a cell with a jump in it */
#define TOO_HEAVY 0.01 /* of the variance, beyond TAIL standard deviations */
#define TAIL 7.0       /* one future in a hundred billion */

enum { FIRST, SECOND, MIRRORED, VALUES }; /* the second at -z */

/* The values at one z. */
typedef struct {
    double z, below; /* P(Z < z) */
    double g[VALUES];
} point;

/* Sums over cells. */
typedef struct {
    const ent_drawn *drawn[2];
    double centre[2], tolerance[2];
    double mean[2], square[2], tail[2], same, opposed;
    double coefficient[2][ENT_LINEAR_POWERS];
    double root[ENT_LINEAR_POWERS]; /* square roots of whole numbers */
} sums;

static point point_at(const sums *s, double z) {
    point p = {.z = z, .below = ent_normal_cdf(z)};
    const double u = p.below < 1.0 ? p.below : 1.0 - 0x1p-53;
    const double mirrored = ent_normal_cdf(-z);
    const double back = mirrored < 1.0 ? mirrored : 1.0 - 0x1p-53;
    ent_distribution_quantile(s->drawn[0], &u, &p.g[FIRST], 1);
    ent_distribution_quantile(s->drawn[1], &u, &p.g[SECOND], 1);
    ent_distribution_quantile(s->drawn[1], &back, &p.g[MIRRORED], 1);
    p.g[FIRST] -= s->centre[0];
    p.g[SECOND] -= s->centre[1];
    p.g[MIRRORED] -= s->centre[1];
    return p;
}

static double density(double z) {
    return 0.39894228040143268 * ent_exp(-0.5 * z * z);
}

/* h_0, h_1 ...: the orthonormal Hermite polynomials at z, times a factor. */
static void hermite(const sums *s, double z, double factor, double *h) {
    h[0] = factor;
    h[1] = z * factor;
    for (int k = 1; k + 1 < ENT_LINEAR_POWERS; k++)
        h[k + 1] = (z * h[k] - s->root[k] * h[k - 1]) / s->root[k + 1];
}

/* One cell: means from the value in its middle; coefficients by parts, a_k sqrt(k) being the
 * integral of h_(k-1) times the density over dg, so that a jump counts where it is. */
static void add_cell(sums *s, const point *a, const point *m, const point *b) {
    const double share = b->below - a->below;
    double h[ENT_LINEAR_POWERS];
    hermite(s, m->z, density(m->z), h);
    for (int v = 0; v < 2; v++) {
        const double step = b->g[v] - a->g[v], g = m->g[v];
        s->mean[v] += share * g;
        s->square[v] += share * g * g;
        s->tail[v] += fabs(m->z) > TAIL ? share * g * g : 0.0;
        for (int k = 1; k < ENT_LINEAR_POWERS; k++)
            s->coefficient[v][k] += h[k - 1] * step;
    }
    s->same += share * m->g[FIRST] * m->g[SECOND];
    s->opposed += share * m->g[FIRST] * m->g[MIRRORED];
}

/* Whether the values bend too much for one cell: they jump somewhere in it. */
static bool jumps(const sums *s, const point *a, const point *m, const point *b) {
    const double weight = density(m->z);
    for (int v = 0; v < VALUES; v++) {
        const double bend = fabs(m->g[v] - 0.5 * (a->g[v] + b->g[v]));
        if (weight * bend > s->tolerance[v ? 1 : 0])
            return true;
    }
    return false;
}

static void add(sums *s, const point *a, const point *b, int splits) {
    const point m = point_at(s, 0.5 * (a->z + b->z));
    if (splits == 0 || !jumps(s, a, &m, b)) {
        add_cell(s, a, &m, b);
        return;
    }
    add(s, a, &m, splits - 1);
    add(s, &m, b, splits - 1);
}

static void integrate(sums *s, int splits) {
    point a = point_at(s, -0.5 * CELLS * WIDTH);
    for (int i = 1; i <= CELLS; i++) {
        const point b = point_at(s, (i - 0.5 * CELLS) * WIDTH);
        add(s, &a, &b, splits);
        a = b;
    }
}

static double variance(const sums *s, int v) {
    return s->square[v] - s->mean[v] * s->mean[v];
}

/* What the powers lack at r = 1 and r = -1 goes to the last two, one even and one odd. */
static void complete(double *series, double same, double opposed) {
    double at_one = 0.0, at_minus_one = 0.0;
    for (int k = 1; k < ENT_LINEAR_POWERS - 2; k++) {
        at_one += series[k];
        at_minus_one += k % 2 ? -series[k] : series[k];
    }
    const double lack = same - at_one, other = opposed - at_minus_one;
    series[ENT_LINEAR_POWERS - 2] = 0.5 * (lack + other);
    series[ENT_LINEAR_POWERS - 1] = 0.5 * (lack - other);
}

static sums begin(const ent_drawn *a, const ent_drawn *b) {
    sums s = {.drawn = {a, b}};
    const double half = 0.5;
    for (int v = 0; v < 2; v++) {
        ent_distribution_quantile(s.drawn[v], &half, &s.centre[v], 1);
        s.tolerance[v] = INFINITY;
    }
    for (int k = 0; k < ENT_LINEAR_POWERS; k++)
        s.root[k] = sqrt((double)k);
    return s;
}

const double *ent_linear_series(const ent_drawn *a, const ent_drawn *b, ent_arena *arena,
                                int *heavy) {
    double *series = ent_arena_take(arena, ENT_LINEAR_POWERS, sizeof *series);
    sums rough = begin(a, b), s = begin(a, b);
    integrate(&rough, 0);
    for (int v = 0; v < 2; v++) {
        if (!(variance(&rough, v) > 0.0) || rough.tail[v] > TOO_HEAVY * rough.square[v]) {
            *heavy = v;
            return NULL;
        }
        s.tolerance[v] = 1e-5 * sqrt(variance(&rough, v));
    }
    integrate(&s, SPLITS);
    const double scale = sqrt(variance(&s, 0) * variance(&s, 1));
    const double means = s.mean[0] * s.mean[1];
    for (int k = 1; k < ENT_LINEAR_POWERS - 2; k++)
        series[k] = s.coefficient[0][k] * s.coefficient[1][k] / (double)k / scale;
    complete(series, (s.same - means) / scale, (s.opposed - means) / scale);
    return series;
}
