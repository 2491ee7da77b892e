/* Work for all threads: one metric, difference, input or series at a time. */
#include <pthread.h>
#include <stdlib.h>

#include "model/engine/summarise.h"

#define CACHE_LINE 64

/* ---- Desks ---- */

static size_t desk_bytes(size_t count) {
    const size_t bytes = 2 * count * sizeof(double) + ENT_BUCKETS * sizeof(uint32_t);
    return (bytes + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
}

static ent_desk desk_at(char *memory, size_t count) {
    double *const numbers = (double *)(void *)memory;
    return (ent_desk){numbers, numbers + count,
                      (uint32_t *)(void *)(numbers + 2 * count)};
}

void ent_desks_make(ent_desks *d, size_t count, unsigned threads, ent_arena *arena) {
    const size_t each = desk_bytes(count);
    unsigned n = threads > ENT_DESKS_MOST ? ENT_DESKS_MOST : threads;
    while (!(d->memory = calloc(n, each)) && n > 1)
        n--;
    d->count = n;
    char *const memory = d->memory ? d->memory : ent_arena_take(arena, each, 1);
    for (unsigned i = 0; i < n; i++)
        d->desks[i] = desk_at(memory + i * each, count);
}

void ent_desks_free(ent_desks *d) {
    free(d->memory);
}

/* ---- Jobs ---- */

typedef struct {
    const ent_summary_source *s;
    const ent_job *jobs;
    size_t count, next;
    pthread_mutex_t lock;
} queue;

typedef struct {
    queue *queue;
    const ent_desk *desk;
    pthread_t thread;
} helper;

static void *do_jobs(void *context) {
    const helper *h = context;
    queue *q = h->queue;
    for (;;) {
        pthread_mutex_lock(&q->lock);
        const size_t i = q->next < q->count ? q->next++ : q->count;
        pthread_mutex_unlock(&q->lock);
        if (i == q->count)
            return NULL;
        q->jobs[i].run(q->s, &q->jobs[i], h->desk);
    }
}

void ent_jobs_do(const ent_summary_source *s, const ent_desks *d, const ent_job *jobs,
                 size_t count) {
    queue q = {.s = s, .jobs = jobs, .count = count};
    helper helpers[ENT_DESKS_MOST];
    unsigned started = 0;
    pthread_mutex_init(&q.lock, NULL);
    for (unsigned i = 0; i < d->count; i++)
        helpers[i] = (helper){.queue = &q, .desk = &d->desks[i]};
    while (started + 1 < d->count && started + 1 < count &&
           pthread_create(&helpers[started + 1].thread, NULL, do_jobs,
                          &helpers[started + 1]) == 0)
        started++;
    do_jobs(&helpers[0]);
    for (unsigned i = 1; i <= started; i++)
        pthread_join(helpers[i].thread, NULL);
    pthread_mutex_destroy(&q.lock);
}
