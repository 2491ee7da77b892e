#include "model/engine/slice.h"
#include "model/world/dependence.h"

#include <stdlib.h>
#include <string.h>

#define ALIGNMENT 64

static size_t places(const ent_plan *plan) {
    size_t own = 0;
    for (size_t a = 0; a < plan->agreement_count; a++)
        if (plan->agreements[a].space.places > own)
            own = plan->agreements[a].space.places;
    return plan->world.places + own;
}

static size_t columns(const ent_plan *plan) {
    size_t count = plan->world.columns;
    for (size_t a = 0; a < plan->agreement_count; a++)
        count += plan->agreements[a].space.columns;
    return count;
}

size_t ent_slice_bytes(const ent_plan *plan) {
    return (places(plan) + 1) * ENT_COLUMN * sizeof(double) +
           columns(plan) * sizeof(double *);
}

static void fill(double *column, double value) {
    for (size_t i = 0; i < ENT_COLUMN; i++)
        column[i] = value;
}

static void reset(ent_slice *slice, const ent_reset *resets, size_t count) {
    for (size_t i = 0; i < count; i++)
        fill(ent_column(slice, resets[i].ref, 0), resets[i].value);
}

/* Where the columns of a space lie, from `memory` on; returns what follows. */
static double **lay_out(double **to, const ent_space *space, double *memory) {
    for (size_t i = 0; i < space->columns; i++)
        to[i] = memory + (size_t)space->place[i] * ENT_COLUMN;
    return to + space->columns;
}

static double *aligned(char *memory) {
    return (double *)(void *)(memory + (ALIGNMENT - (uintptr_t)memory % ALIGNMENT));
}

/* The system's zeros: the thread that computes a column is the first to touch it. */
ent_slice *ent_slice_make(const ent_plan *plan) {
    ent_slice *slice = calloc(1, sizeof *slice);
    if (!slice)
        return NULL;
    slice->memory =
        calloc(1, ALIGNMENT + (places(plan) + 1) * ENT_COLUMN * sizeof(double));
    slice->columns = calloc(columns(plan) + 1, sizeof *slice->columns);
    if (!slice->memory || !slice->columns) {
        ent_slice_free(slice);
        return NULL;
    }
    slice->world = slice->columns;
    double *const first = aligned(slice->memory);
    double **next = lay_out(slice->columns, &plan->world, first);
    for (size_t a = 0; a < plan->agreement_count; a++)
        next = lay_out(next, &plan->agreements[a].space,
                       first + plan->world.places * ENT_COLUMN);
    slice->periods = plan->periods;
    slice->period_count = plan->period_count;
    slice->kernels = plan->isa->kernels;
    reset(slice, plan->constants, plan->constant_count);
    return slice;
}

void ent_slice_free(ent_slice *slice) {
    if (!slice)
        return;
    free(slice->memory);
    free(slice->columns);
    free(slice);
}

/* ---- Chance ---- */

static uint64_t key_of(const ent_plan *plan, ent_chance chance, size_t stream) {
    return ent_stream_key(chance.seed, plan->streams[stream]);
}

static void uniform52(const ent_slice *slice, uint64_t key, ent_chance chance,
                      double *u) {
    uint32_t words[4 * ENT_COLUMN];
    if (chance.base_case) {
        fill(u, 0.5);
        return;
    }
    slice->kernels->philox(key, slice->path, 0, ENT_SLICE, words);
    slice->kernels->uniform52(words, words + ENT_COLUMN, u, ENT_SLICE);
}

static void mix(const ent_mix *m, double **columns, const ent_kernels *kernels) {
    kernels->mix(m->factor, m->count, (const double *const *)columns, columns, ENT_SLICE);
}

/* Uniforms of correlated normals; far out, Phi rounds to 1, which has no quantile. */
static void to_uniform(const ent_kernels *k, double *z) {
    k->normal_cdf(z, z, ENT_SLICE);
    for (size_t i = 0; i < ENT_SLICE; i++)
        z[i] = z[i] < 1 ? z[i] : 1 - 0x1p-53;
}

/* Mixed normals as their copula wants them, uniforms or normals. */
static void join(const ent_mix *m, const double *scale, double *z, bool uniforms,
                 const ent_kernels *k) {
    if (m->dof > 0)
        (uniforms ? ent_copula_uniforms : ent_copula_normals)(m->dof, scale, z,
                                                              ENT_SLICE);
    else if (uniforms)
        to_uniform(k, z);
}

static void draw_assumptions(const ent_plan *plan, ent_slice *slice, ent_chance chance) {
    const ent_kernels *k = slice->kernels;
    double *columns[64], scale[ENT_COLUMN];
    for (size_t d = 0; d < plan->draw_count; d++) {
        const ent_draw *draw = &plan->draws[d];
        double *u = ent_column(slice, draw->out, 0);
        uniform52(slice, key_of(plan, chance, draw->stream), chance, u);
        if (draw->mixed)
            k->normal_quantile(u, u, ENT_SLICE);
    }
    for (size_t m = 0; m < plan->draw_mix_count; m++) {
        const ent_mix *group = &plan->draw_mixes[m];
        for (size_t i = 0; i < group->count; i++)
            columns[i] = ent_column(slice, plan->draws[group->members[i]].out, 0);
        mix(group, columns, k);
        if (group->dof > 0) {
            uniform52(slice, key_of(plan, chance, group->stream), chance, scale);
            ent_copula_scale(group->dof, scale, ENT_SLICE);
        }
        for (size_t i = 0; i < group->count; i++)
            join(group, scale, columns[i], true, k);
    }
    for (size_t d = 0; d < plan->draw_count; d++) {
        const ent_draw *draw = &plan->draws[d];
        double *x = ent_column(slice, draw->out, 0);
        ent_distribution_quantile(&draw->drawn, x, x, ENT_SLICE);
    }
}

/* One driver's shocks of four periods from `first`: one call of the generator. */
static void fill_shock(const ent_plan *plan, ent_slice *slice, ent_chance chance,
                       const ent_shock_plan *shock, size_t first) {
    const ent_kernels *k = slice->kernels;
    const uint64_t key = key_of(plan, chance, shock->stream);
    const bool normal = shock->shock == ENT_SHOCK_NORMAL || shock->mixed;
    uint32_t words[4 * ENT_COLUMN];
    if (shock->shock == ENT_SHOCK_ONCE) {
        if (first == 0)
            uniform52(slice, key, chance, ent_column(slice, shock->out, 0));
        return;
    }
    if (!chance.base_case)
        k->philox(key, slice->path, (uint32_t)(first / ENT_SHOCK_PERIODS), ENT_SLICE,
                  words);
    for (size_t i = 0; i < ENT_SHOCK_PERIODS && first + i < plan->period_count; i++) {
        double *out = ent_column(slice, shock->out, first + i);
        if (chance.base_case)
            fill(out, normal ? 0.0 : 0.5);
        else if (normal)
            k->normal(words + i * ENT_COLUMN, out, ENT_SLICE);
        else
            k->uniform(words + i * ENT_COLUMN, out, ENT_SLICE);
    }
}

/* A t copula's scales of four periods from `first`. */
static void fill_scales(const ent_plan *plan, const ent_slice *slice, ent_chance chance,
                        const ent_mix *m, size_t first,
                        double scales[ENT_SHOCK_PERIODS][ENT_COLUMN]) {
    const ent_kernels *k = slice->kernels;
    uint32_t words[4 * ENT_COLUMN];
    k->philox(key_of(plan, chance, m->stream), slice->path,
              (uint32_t)(first / ENT_SHOCK_PERIODS), ENT_SLICE, words);
    for (size_t i = 0; i < ENT_SHOCK_PERIODS; i++) {
        k->uniform(words + i * ENT_COLUMN, scales[i], ENT_SLICE);
        if (chance.base_case)
            fill(scales[i], 0.5);
        ent_copula_scale(m->dof, scales[i], ENT_SLICE);
    }
}

static void mix_shocks(const ent_plan *plan, ent_slice *slice, ent_chance chance,
                       const ent_mix *group, size_t first) {
    double *columns[64], scales[ENT_SHOCK_PERIODS][ENT_COLUMN];
    if (group->dof > 0)
        fill_scales(plan, slice, chance, group, first, scales);
    for (size_t i = 0; i < ENT_SHOCK_PERIODS && first + i < plan->period_count; i++) {
        for (size_t j = 0; j < group->count; j++)
            columns[j] =
                ent_column(slice, plan->shocks[group->members[j]].out, first + i);
        mix(group, columns, slice->kernels);
        for (size_t j = 0; j < group->count; j++)
            join(group, scales[i], columns[j],
                 plan->shocks[group->members[j]].shock == ENT_SHOCK_UNIFORM,
                 slice->kernels);
    }
}

static void fill_shocks(const ent_plan *plan, ent_slice *slice, ent_chance chance,
                        size_t first) {
    for (size_t s = 0; s < plan->shock_count; s++)
        fill_shock(plan, slice, chance, &plan->shocks[s], first);
    for (size_t m = 0; m < plan->shock_mix_count; m++)
        mix_shocks(plan, slice, chance, &plan->shock_mixes[m], first);
}

/* ---- The run of a slice ---- */

static void run(const ent_program *program, ent_slice *slice, size_t t) {
    for (size_t i = 0; i < program->count; i++)
        program->items[i].run(&program->items[i], slice, t);
}

static void move_exports(const ent_plan *plan, ent_slice *slice, size_t t) {
    for (size_t i = 0; i < plan->export_count; i++) {
        const ent_export *export = &plan->exports[i];
        if (export->moves)
            slice->world[export->from.base] = ent_column(slice, export->to, t);
    }
}

static void run_world(const ent_plan *plan, ent_slice *slice, ent_chance chance) {
    reset(slice, plan->resets, plan->reset_count);
    run(&plan->once, slice, 0);
    for (size_t t = 0; t < plan->period_count; t++) {
        if (t % ENT_SHOCK_PERIODS == 0)
            fill_shocks(plan, slice, chance, t);
        move_exports(plan, slice, t);
        run(&plan->each, slice, t);
        run(&plan->latch, slice, t);
    }
}

/* Where the period at hand is entered. */
static void turn_journals(const ent_agreement_plan *plan, ent_slice *slice) {
    for (size_t i = 0; i < plan->journal_count; i++) {
        ent_ref entry = plan->journals[i].entries;
        entry.base += (int32_t)slice->entries;
        slice->own[plan->journals[i].now.base & ~ENT_OWN] = ent_column(slice, entry, 0);
    }
    slice->entries++;
}

static void book_journals(const ent_agreement_plan *plan, ent_slice *slice, size_t t) {
    if (slice->entries < ENT_JOURNAL && !slice->periods[t].last_of_year)
        return;
    run(&plan->book, slice, t);
    slice->entries = 0;
}

static void run_agreement(const ent_plan *plan, ent_slice *slice, size_t a,
                          const ent_watcher *watcher) {
    const ent_agreement_plan *agreement = &plan->agreements[a];
    reset(slice, agreement->resets, agreement->reset_count);
    for (size_t t = 0; t < plan->period_count; t++) {
        turn_journals(agreement, slice);
        run(&agreement->each, slice, t);
        book_journals(agreement, slice, t);
        if (watcher->period)
            watcher->period(watcher->context, slice, a, t);
        if (plan->periods[t].last_of_year && watcher->year)
            watcher->year(watcher->context, slice, a, plan->periods[t].year);
        run(&agreement->latch, slice, t);
    }
    run(&agreement->finish, slice, plan->period_count - 1);
    if (watcher->agreement)
        watcher->agreement(watcher->context, slice, a);
}

void ent_slice_run(const ent_plan *plan, ent_slice *slice, ent_chance chance,
                   uint64_t path, size_t count, const ent_watcher *watcher) {
    slice->path = path;
    slice->count = count;
    draw_assumptions(plan, slice, chance);
    run_world(plan, slice, chance);
    slice->own = slice->columns + plan->world.columns;
    for (size_t a = 0; a < plan->agreement_count; a++) {
        run_agreement(plan, slice, a, watcher);
        slice->own += plan->agreements[a].space.columns;
    }
    run(&plan->metrics, slice, plan->period_count - 1);
    if (watcher->done)
        watcher->done(watcher->context, slice);
}

ent_problem *ent_fault_report(const ent_plan *plan, const ent_fault *fault,
                              ent_problems *problems) {
    const ent_checked *what = fault->what;
    const bool finite = fault->value - fault->value == 0;
    char day[11];
    ent_day_write(plan->periods[fault->period].last, day);
    const char *where = ent_problem_text(problems, "on path %llu in the period to %s%s%s",
                                         (unsigned long long)fault->path, day,
                                         what->agreement ? ", agreement " : "",
                                         what->agreement ? what->agreement : "");
    if (!finite) {
        ent_problem *problem = ent_problem_add(problems, "E0901", what->at, what->name,
                                               "no finite number %s", where);
        problem->note =
            "a division by 0, the log or a broken power of a negative number, "
            "or an overflow";
        return problem;
    }
    const ent_field *field = what->field;
    const bool below = fault->value < field->min;
    char is[ENT_FIELD_TEXT], bound[ENT_FIELD_TEXT];
    ent_field_text(field, fault->value, is);
    ent_field_text(field, below ? field->min : field->max, bound);
    ent_problem *problem =
        ent_problem_add(problems, "E0906", what->at, what->name,
                        "%s is %s %s, %s the %s, %s", field->name, is, where,
                        below ? "below" : "above", below ? "minimum" : "maximum", bound);
    problem->note =
        ent_problem_text(problems, "if the bound is what is meant, write %s(%s, %s)",
                         below ? "max" : "min", bound, what->text);
    return problem;
}
