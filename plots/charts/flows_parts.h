/* The parts of the flows' module. */
#ifndef ENT_FLOWS_PARTS_H
#define ENT_FLOWS_PARTS_H

#include "plots/plots.h"

/* A party's sum, or everyone's. */
typedef struct {
    double mean;
    double error; /* the most that its standard error can be */
} ent_flow_sum;

/* Reports everything that is wrong with the data. */
void ent_flows_check(const void *chart, ent_problems *);
/* What a party pays and receives; -1: everyone. */
ent_flow_sum ent_flows_paid(const ent_flows *, int party);
ent_flow_sum ent_flows_received(const ent_flows *, int party);
/* An amount in words; `sign`: a plus before what is above 0. */
const char *ent_flows_amount(const ent_flows *, ent_flow_sum, bool sign, ent_scene *);
/* At most `most` flows, the larger first: of those of the same two parties the smallest
 * are summed, with the label "3 smaller flows" and a hue of -1, and stand last.  More are
 * left only where no two have the same parties, or one of them is told by the title.  Returns their number; the list lives in
 * the scene's memory. */
size_t ent_flows_fold(const ent_flows *, size_t most, const ent_flow **, ent_scene *);
/* Receivers in the order they are drawn: the parties' own, the outside world last. */
const int *ent_flows_takers(const ent_flows *, ent_scene *);
/* Payers in the order they are drawn: across from their receivers, so that few bands
 * cross. */
const int *ent_flows_payers(const ent_flows *, const int *takers, ent_scene *);
/* The alt text, in the scene's memory. */
const char *ent_flows_describe(const ent_flows *, ent_scene *);
void ent_flows_print_csv(const void *chart, FILE *);

#endif
