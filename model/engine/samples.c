/* Paths shown one by one: they are run again, once it is known which. */
#include "model/engine/collect.h"

typedef struct {
    const ent_plan *plan;
    ent_kept *kept;
    const uint64_t *paths; /* of the slice at hand */
    size_t count;
} sampler;

static void on_period(void *context, ent_slice *slice, size_t a, size_t t) {
    const sampler *s = context;
    const ent_agreement_plan *plan = &s->plan->agreements[a];
    for (size_t w = 0; w < plan->watched_count; w++) {
        const double *x = ent_column(slice, plan->watched[w].ref, t);
        double *to = s->kept->samples + s->kept->sample_at[a][w];
        for (size_t i = 0; i < s->count; i++) {
            const double value = x[s->paths[i] - slice->path];
            to[(s->kept->sampled + i) * slice->period_count + t] =
                plan->watched[w].negated ? 0.0 - value : value;
        }
    }
    for (size_t e = 0; e < plan->event_count; e++) {
        const double *x = ent_column(slice, plan->events[e].ref, t);
        int *when = s->kept->when + s->kept->when_at[a] + e * ENT_SAMPLES;
        for (size_t i = 0; i < s->count; i++)
            if (x[s->paths[i] - slice->path] != 0 && when[s->kept->sampled + i] < 0)
                when[s->kept->sampled + i] = (int)t;
    }
}

void ent_samples_keep(const ent_plan *plan, ent_slice *slice, ent_chance chance,
                      const uint64_t *paths, size_t count, ent_kept *kept) {
    sampler s = {.plan = plan, .kept = kept};
    const ent_watcher watcher = {.context = &s, .period = on_period};
    kept->sampled = 0;
    for (size_t i = 0; i < count; i += s.count) {
        const uint64_t first = paths[i] - paths[i] % ENT_SLICE;
        s.paths = paths + i;
        for (s.count = 0; i + s.count < count && s.paths[s.count] < first + ENT_SLICE;)
            s.count++;
        ent_slice_run(plan, slice, chance, first, ENT_SLICE, &watcher);
        kept->sampled += s.count;
    }
}
