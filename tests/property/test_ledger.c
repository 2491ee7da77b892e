/* Money is moved, never made: on every path, in every period, for every kind of clause, in
 * agreements made up from a seed; and every sum that is shown is the sum of its lines. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/engine/slice.h"
#include "tests/support/engine_harness.h"
#include "tests/support/made_up_deal.h"

enum { DEALS = 10, PARTIES = 3, SLICES = 3 };
#define ROUNDING 1e-12 /* of the money moved: design, "Promises", 2 */

/* What the lines say, kept apart from the engine's own sums. */
typedef struct {
    const ent_plan *plan;
    double moved[ENT_SLICE];
    size_t lines_that_moved[2]; /* cash, marked */
    size_t checked;
} audit;

static const ent_watched *net_of(const ent_agreement_plan *plan, const char *name) {
    for (size_t i = 0; i < plan->watched_count; i++)
        if (strcmp(plan->watched[i].name, name) == 0)
            return &plan->watched[i];
    fail_msg("nobody watches %s", name);
    return NULL;
}

/* The party's cash by the lines: received less paid. */
static double by_lines(const ent_agreement_plan *plan, const ent_slice *slice, int party,
                       size_t t, size_t lane) {
    double sum = 0;
    for (size_t l = 0; l < plan->line_count; l++) {
        const ent_line *line = plan->lines[l];
        const double amount = ent_column(slice, line->amount, t)[lane];
        if (line->marked)
            continue;
        sum -= line->from == party ? amount : 0;
        sum += line->to == party ? amount : 0;
    }
    return sum;
}

static void audit_period(void *context, ent_slice *slice, size_t a, size_t t) {
    static const char *const nets[] = {"net(market)", "net(a)", "net(b)", "net(c)"};
    audit *books = context;
    const ent_agreement_plan *plan = &books->plan->agreements[a];
    for (size_t i = 0; i < slice->count; i++) {
        double sum = 0, moved = 0;
        for (size_t l = 0; l < plan->line_count; l++) {
            const double amount = ent_column(slice, plan->lines[l]->amount, t)[i];
            assert_true(isfinite(amount));
            moved += fabs(amount);
            books->lines_that_moved[plan->lines[l]->marked] += amount != 0;
        }
        for (int p = -1; p < PARTIES; p++) {
            const double net = ent_column(slice, net_of(plan, nets[p + 1])->ref, t)[i];
            sum += net;
            assert_true(fabs(net - by_lines(plan, slice, p, t, i)) <= ROUNDING * moved);
        }
        if (!(fabs(sum) <= ROUNDING * moved))
            fail_msg("%.3g appears from nowhere in period %zu of path %zu", sum, t,
                     (size_t)slice->path + i);
        books->checked++;
    }
}

static void all_ledgers_sum_to_zero(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        char *yaml = made_up_deal(seed, 1);
        engine *e = engine_open(yaml);
        ent_slice *slice = ent_slice_make(e->plan);
        audit books = {.plan = e->plan};
        const ent_watcher watcher = {.context = &books, .period = audit_period};
        for (uint64_t path = 0; path < SLICES * ENT_SLICE; path += ENT_SLICE)
            ent_slice_run(e->plan, slice, (ent_chance){seed, false}, path, ENT_SLICE,
                          &watcher);
        assert_false(slice->fault.found);
        /* Twelve quarters, two agreements: none was passed over, and money did move. */
        assert_int_equal(books.checked, 2 * 12 * SLICES * ENT_SLICE);
        assert_true(books.lines_that_moved[0] > 0 && books.lines_that_moved[1] > 0);
        ent_slice_free(slice);
        engine_close(e);
        free(yaml);
    }
}

/* ---- Sums ---- */

static double trace_metric(const ent_trace *trace, const char *name) {
    for (size_t i = 0; i < trace->metric_count; i++)
        if (strcmp(trace->metric_names[i], name) == 0)
            return trace->metrics[i];
    fail_msg("no metric %s", name);
    return 0;
}

static void expect_sums(const engine *e, const ent_trace *trace) {
    double cash[PARTIES] = {0}, marked[PARTIES] = {0}, npv = 0, moved = 0, share = 0;
    for (size_t i = 0; i < trace->line_count; i++) {
        const ent_trace_line *line = &trace->lines[i];
        if (line->kind != ENT_TRACE_TRANSFER)
            continue;
        assert_true(line->amount != 0 && line->from != line->to);
        double *sums = line->marked ? marked : cash;
        moved += fabs(line->amount);
        if (line->from >= 0)
            sums[line->from] -= line->amount;
        if (line->to >= 0)
            sums[line->to] += line->amount;
        const double factor = pow(1.09, -e->results->periods[line->period].end);
        npv += (line->to == 0) * factor * line->amount;
        npv -= (line->from == 0) * factor * line->amount;
        share += strcmp(line->name, "share0") == 0 ? line->amount : 0;
    }
    for (int p = 0; p < PARTIES; p++) {
        assert_true(cash[p] == trace->cash[p] ||
                    fabs(cash[p] - trace->cash[p]) < 1e-13 * moved);
        assert_true(fabs(marked[p] - trace->marked[p]) <= 1e-13 * moved);
    }
    assert_true(fabs(npv - trace_metric(trace, "npv.a")) <= ROUNDING * moved);
    assert_true(fabs(share - trace_metric(trace, "paid0")) <= ROUNDING * moved);
}

static void a_traces_lines_add_up(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        char *yaml = made_up_deal(seed, 1);
        engine *e = engine_open_run(yaml, 1024);
        static const char *const agreements[] = {"base", "more"};
        for (uint64_t path = 0; path < 1024; path += 93)
            for (size_t a = 0; a < 2; a++) {
                ent_trace *trace;
                const ent_run_options options = {.seed = 1, .seed_given = true};
                assert_int_equal(ent_trace_path(e->plan, agreements[a], path, &options,
                                                &trace, &e->problems),
                                 ENT_OK);
                expect_sums(e, trace);
                ent_trace_free(trace);
            }
        engine_close(e);
        free(yaml);
    }
}

/* The tables of results are sums of one another. */
static void the_tables_agree(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        char *yaml = made_up_deal(seed, 1);
        engine *e = engine_open_run(yaml, 3000);
        for (size_t a = 0; a < 2; a++) {
            const ent_agreement_result *r = &e->results->agreements[a];
            double npv = 0, size = 0, transfers[PARTIES] = {0}, years[PARTIES] = {0};
            for (size_t i = 0; i < r->clause_count; i++) {
                npv += r->clauses[i].npv[0].n ? r->clauses[i].npv[0].mean : 0;
                for (size_t k = 0; k < e->results->year_count * PARTIES; k++)
                    years[k % PARTIES] += r->clauses[i].by_year[k].mean;
            }
            for (size_t i = 0; i < r->transfer_count; i++) {
                const ent_transfer_result *t = &r->transfers[i];
                size += fabs(t->total.mean);
                if (t->from >= 0)
                    transfers[t->from] -= t->total.mean;
                if (t->to >= 0)
                    transfers[t->to] += t->total.mean;
            }
            expect_close(npv, engine_mean(e, r->name, "npv.a"), ROUNDING * size);
            for (int p = 0; p < PARTIES; p++)
                expect_close(years[p], transfers[p], ROUNDING * size);
            expect_close(engine_mean(e, r->name, "total.share0.paid"),
                         engine_mean(e, r->name, "paid0"), ROUNDING * size);
        }
        engine_close(e);
        free(yaml);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_ledgers_sum_to_zero),
        cmocka_unit_test(a_traces_lines_add_up),
        cmocka_unit_test(the_tables_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
