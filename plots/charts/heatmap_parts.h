/* The parts of the heat map's module. */
#ifndef ENT_HEATMAP_PARTS_H
#define ENT_HEATMAP_PARTS_H

#include "plots/charts/heatmap.h"

/* Up to so many cells hold their value. */
enum { ENT_CELLS_TOLD = 80 };

/* Reports everything that is wrong with the data. */
void ent_heatmap_check(const void *chart, ent_problems *);
/* The outcomes that the ends of the ramp stand for. */
typedef struct {
    double low, high;
} ent_heat_range;
ent_heat_range ent_heatmap_range(const ent_heatmap *);
/* The value of a term, or its name. */
const char *ent_varied_name(const ent_varied *, size_t i, ent_scene *);
/* An outcome with its unit. */
const char *ent_heatmap_value(const ent_heatmap *, double value, ent_scene *);
/* An outcome as a bare number of the scale all cells share. */
const char *ent_heatmap_number(const ent_heatmap *, double value, ent_scene *);
/* What the cells are, for the footer; `told`: they hold their values. */
const char *ent_heatmap_note(const ent_heatmap *, bool told, ent_scene *);
/* The alt text, in the scene's memory. */
const char *ent_heatmap_describe(const ent_heatmap *, ent_scene *);
void ent_heatmap_print_csv(const void *heatmap, FILE *);

#endif
