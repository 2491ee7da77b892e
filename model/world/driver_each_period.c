/* each_period: a new, independent draw from one distribution in every period.
 *
 *   x(t) = Q(u(t)), Q the distribution's quantile function
 *
 * The distribution is written with its own fields, flat: {kind: each_period,
 * distribution: normal, mean: 1, sd: 5%}. */
#include "model/world/driver_help.h"

#include "model/world/distribution.h"

static void apply(const ent_call *call) {
    const ent_drawn *drawn = call->data;
    ent_distribution_quantile(drawn, call->shock, call->out[0], ENT_SLICE);
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    (void)periods, (void)count;
    ent_drawn *drawn = ent_arena_take(arena, 1, sizeof *drawn);
    *data = drawn;
    if (!entry->inner || !entry->inner->kind) {
        ent_problem_add(problems, "E0701", entry->at, entry->path,
                        "each_period needs a distribution to draw from")
            ->help =
            "add `distribution: normal` and its fields, such as `mean: 1` and `sd: 5%`";
        return false;
    }
    return ent_distribution_prepare(entry->inner, arena, drawn, problems);
}

const ent_driver_kind ENT_ISA(ent_driver_each_period) = {
    .kind = {"each_period", "An independent draw from a distribution in every period.",
             NULL, 0, .draws = true,
             .example = "distribution: normal\nmean: 1\nsd: 5%\n"},
    .shock = ENT_SHOCK_UNIFORM,
    .measure = ENT_STOCK,
    .prepare = prepare,
    .apply = apply,
};
