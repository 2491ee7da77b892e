/* Parts of the reader of results. */
#ifndef ENT_RESULTS_READ_PARTS_H
#define ENT_RESULTS_READ_PARTS_H

#include "cli/results/document.h"
#include "cli/results/read.h"

/* One agreement (read_agreement.c).  Run, periods, parties and inputs are read before. */
void ent_read_agreement(ent_results *, const ent_member *, ent_agreement_result *);
/* One metric (read_metric.c). */
void ent_read_metric(ent_results *, const ent_member *, ent_metric_result *);

/* Room for as many items as the member has. */
void *ent_read_room(ent_results *, const ent_member *, size_t size);
/* The list of that name with exactly `count` numbers, into doubles `stride` bytes apart. */
void ent_read_numbers(const ent_member *in, const char *key, size_t count, void *to,
                      size_t stride);
ent_estimate ent_read_estimate(const ent_member *);
/* The period that ends on a day; -1 for null. */
int ent_read_period(const ent_results *, ent_member);
/* The measure of a series or input. */
ent_measure ent_read_measure(ent_member);
/* Paths that count. */
uint64_t ent_read_paths(const ent_results *);

#endif
