/* split_normal: two halves of normals joined at the mode, a and b their standard deviations
 * below and above (Wallis 2014, Statistical Science 29, on Fechner's and the Bank of England's use).
 *
 *   P(X < mode) = a / (a + b)
 *   x = mode + a z(u (a + b) / (2 a))         below the mode, z the normal quantile
 *   x = mode - b z((1 - u) (a + b) / (2 b))   above */
#include "model/world/distribution_help.h"

#include <math.h>

enum { MODE, SD_LOW, SD_HIGH };
static const ent_field fields[] = {
    [MODE] = ENT_OWN_REQUIRED("mode", "Likeliest value"),
    [SD_LOW] = ENT_WIDTH("sd_low", "Standard deviation of the normal below the mode"),
    [SD_HIGH] = ENT_WIDTH("sd_high", "Standard deviation of the normal above the mode"),
    ENT_TRUNCATE_ROWS,
};

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena;
    for (int f = MODE; f <= SD_HIGH; f++)
        drawn->p[f] = entry->fields[f].number;
    return drawn->p[SD_LOW] > 0.0 || ent_above_zero(entry, SD_HIGH, problems);
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    const double low = drawn->p[SD_LOW], high = drawn->p[SD_HIGH];
    const double both = low + high, turn = low / both;
    double width[ENT_DRAW_BATCH];
    for (size_t first = 0; first < n; first += ENT_DRAW_BATCH) {
        const size_t count = n - first < ENT_DRAW_BATCH ? n - first : ENT_DRAW_BATCH;
        for (size_t i = 0; i < count; i++) {
            const double p = u[first + i];
            width[i] = p < turn ? low : -high;
            x[first + i] =
                p < turn ? 0.5 * p * (both / low) : 0.5 * (1.0 - p) * (both / high);
        }
        ent_normal_quantiles(x + first, x + first, count);
        for (size_t i = 0; i < count; i++)
            x[first + i] = drawn->p[MODE] + width[i] * x[first + i];
    }
}

/* Below the mode 2 a / (a + b) Phi((x - mode) / a); above, 1 less the same from there. */
static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    const double low = drawn->p[SD_LOW], high = drawn->p[SD_HIGH], both = low + high;
    double width[ENT_DRAW_BATCH], above[ENT_DRAW_BATCH];
    for (size_t first = 0; first < n; first += ENT_DRAW_BATCH) {
        const size_t count = n - first < ENT_DRAW_BATCH ? n - first : ENT_DRAW_BATCH;
        for (size_t i = 0; i < count; i++) {
            const double away = x[first + i] - drawn->p[MODE];
            above[i] = away < 0.0 ? 0.0 : 1.0;
            width[i] = away < 0.0 ? low : -high;
            u[first + i] = away == 0.0 ? 0.0 : away / width[i];
        }
        ent_normal_cdfs(u + first, 0.0, 1.0, u + first, count);
        for (size_t i = 0; i < count; i++) {
            const double share = 2.0 * (width[i] / both) * u[first + i];
            u[first + i] = share + above[i];
        }
    }
}

static double mean(const ent_drawn *drawn) {
    const double slope = 0.79788456080286536; /* sqrt(2 / pi) */
    return drawn->p[MODE] + slope * (drawn->p[SD_HIGH] - drawn->p[SD_LOW]);
}

const ent_distribution ent_distribution_split_normal = {
    .kind = {"split_normal",
             "A bell with its peak at `mode` and sides of different width; central banks "
             "draw their fans from it.",
             fields, ENT_LENGTH(fields),
             .example = "mode: 100\nsd_low: 10\nsd_high: 20\n"},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
