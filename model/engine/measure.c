/* What a plan costs, before it is run. */
#include "model/engine/collect.h"

ent_plan_size ent_plan_measure(const ent_plan *plan) {
    ent_arena arena = {0};
    ent_layout layout;
    ent_plan_size size = {.periods = plan->period_count,
                          .agreements = plan->agreement_count,
                          .isa = plan->isa->name,
                          .not_portable = plan->not_portable};
    ent_layout_make(plan, false, &arena, &layout);
    size.world_steps = plan->once.count + plan->each.count + plan->latch.count;
    size.cells = layout.tallies + layout.moments + layout.events;
    for (size_t a = 0; a < plan->agreement_count; a++) {
        const ent_agreement_plan *agreement = &plan->agreements[a];
        size.agreement_steps +=
            agreement->each.count + agreement->book.count + agreement->latch.count;
        size.metrics += agreement->metric_count;
    }
    /* A tally touches some four pages of its buckets: twenty powers of two. */
    size.bytes = layout.tallies * 16384;
    size.bytes_per_thread = ent_slice_bytes(plan) +
                            layout.tallies * ENT_WAITING * ENT_SLICE * sizeof(uint16_t);
    size.bytes_per_path = size.metrics * sizeof(double);
    ent_arena_free(&arena);
    return size;
}
