#include "cli/picture.h"

#include <math.h>
#include <string.h>

#include "cli/figure.h"

enum {
    LEVELS = 8,
    P1 = 2, /* of the quantiles */
    P99 = ENT_QUANTILES - 3,
    WHOLE_MOST = 50 * ENT_PICTURE_BINS /* a wider range of whole numbers is no count */
};

/* The mass between two quantiles, half a percent; below it they tell nothing. */
#define ONE_STEP 0.999

static const char *const blocks[LEVELS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

/* ---- Histograms ---- */

typedef struct {
    double x[ENT_QUANTILES]; /* ascending, without what never comes */
    size_t count;
    bool whole; /* days of periods, or counts: values lie apart by one or more */
} outcomes;

typedef struct {
    double low, width, mass[ENT_PICTURE_BINS];
    size_t count;
} bins;

static outcomes outcomes_of(const ent_results *r, const ent_metric_result *m) {
    outcomes o = {.whole = true};
    for (size_t i = 0; i < ENT_QUANTILES && isfinite(m->quantiles[i]); i++) {
        const double x = m->quantiles[i];
        o.x[o.count++] = m->kind == ENT_DATE_METRIC
                             ? (double)ent_period_at(r->periods, r->period_count, x)
                             : x;
        o.whole = o.whole && o.x[i] == floor(o.x[i]);
    }
    o.whole = o.whole && o.count > 0 && o.x[o.count - 1] - o.x[0] <= WHOLE_MOST;
    return o;
}

/* Whole numbers go into bins of equally many of them, or some would stand out only for
 * holding one more. */
static bins bins_between(double low, double high, bool whole) {
    if (!whole)
        return (bins){low, (high - low) / ENT_PICTURE_BINS, {0}, ENT_PICTURE_BINS};
    const double all = high - low + 1, each = ceil(all / ENT_PICTURE_BINS);
    const double count = ceil(all / each);
    return (bins){high + 1 - count * each, each, {0}, (size_t)count};
}

static void add_point(bins *b, double x, double mass) {
    const double end = b->low + b->width * (double)b->count;
    if (!(x >= b->low) || !(x <= end))
        return;
    const size_t at = (size_t)((x - b->low) / b->width);
    b->mass[at < b->count ? at : b->count - 1] += mass;
}

/* Futures between two quantiles lie anywhere between them. */
static void add_stretch(bins *b, double from, double to) {
    for (size_t i = 0; i < b->count; i++) {
        const double low = fmax(from, b->low + b->width * (double)i);
        const double high = fmin(to, b->low + b->width * (double)(i + 1));
        if (high > low)
            b->mass[i] += (high - low) / (to - from);
    }
}

static void fill(bins *b, const outcomes *o) {
    for (size_t i = 0; i + 1 < o->count; i++)
        if (o->whole || o->x[i] == o->x[i + 1]) {
            add_point(b, o->x[i], 0.5);
            add_point(b, o->x[i + 1], 0.5);
        } else {
            add_stretch(b, o->x[i], o->x[i + 1]);
        }
}

static void append_block(char *text, double share) {
    const int level = (int)ceil(share * LEVELS) - 1;
    strcat(text, share <= 0 ? " " : blocks[level < LEVELS ? level : LEVELS - 1]);
}

char *ent_picture_histogram(const ent_results *r, const ent_metric_result *m,
                            char *text) {
    text[0] = '\0';
    if (m->kind == ENT_FLAG_METRIC || m->quantiles == NULL)
        return text;
    const outcomes o = outcomes_of(r, m);
    if (o.count <= P1)
        return text;
    const double low = o.x[P1], high = o.x[o.count > P99 ? P99 : o.count - 1];
    if (!(high > low))
        return text;
    bins b = bins_between(low, high, o.whole);
    double most = 0;
    fill(&b, &o);
    for (size_t i = 0; i < b.count; i++)
        most = fmax(most, b.mass[i]);
    for (size_t i = 0; i < b.count; i++) {
        const bool end = i == 0 || i + 1 == b.count; /* there the percentiles lie */
        append_block(text, end || b.mass[i] >= ONE_STEP ? b.mass[i] / most : 0);
    }
    return text;
}

/* ---- Courses ---- */

static double mean_of(const double *values, size_t from, size_t to) {
    double sum = 0;
    for (size_t i = from; i < to; i++)
        sum += values[i];
    return sum / (double)(to - from);
}

char *ent_picture_course(const double *values, size_t count, char *text) {
    const size_t columns = count < ENT_PICTURE_POINTS ? count : ENT_PICTURE_POINTS;
    double shown[ENT_PICTURE_POINTS], low = 0, high = 0;
    text[0] = '\0';
    for (size_t c = 0; c < columns; c++) {
        shown[c] = mean_of(values, c * count / columns, (c + 1) * count / columns);
        low = c == 0 ? fmin(0, shown[0]) : fmin(low, shown[c]);
        high = c == 0 ? shown[0] : fmax(high, shown[c]);
    }
    for (size_t c = 0; c < columns; c++) {
        const double share = high > low ? (shown[c] - low) / (high - low) : 0;
        append_block(text, share > 0 ? share : 1e-9);
    }
    return text;
}
