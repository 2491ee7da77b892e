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
/* `count` doubles, `stride` bytes apart; of what is known none may be null. */
typedef struct {
    void *to;
    size_t count, stride;
    bool known;
} ent_read_list;
/* The list of that name with exactly so many numbers. */
void ent_read_numbers(const ent_member *in, const char *key, ent_read_list);
/* Mean and error; `known`: the mean is a number. */
ent_estimate ent_read_estimate(const ent_member *, bool known);
/* The period that ends on a day; -1 for null. */
int ent_read_period(const ent_results *, ent_member);
/* The measure of a series or input. */
ent_measure ent_read_measure(ent_member);

#endif
