/* The parts of the line chart's module. */
#ifndef ENT_LINE_PARTS_H
#define ENT_LINE_PARTS_H

#include "plots/charts/line.h"

/* The band around the mean: so many standard errors to either side. */
enum { ENT_LINE_ERRORS = 2 };

/* Reports everything that is wrong with the data. */
void ent_line_check(const void *chart, ent_problems *);
/* Whether the values are told by name and place. */
bool ent_line_named(const ent_swept_line *);
/* The name of a point, or its value. */
const char *ent_line_name(const ent_swept_line *, size_t i, ent_scene *);
/* A value of the term. */
const char *ent_line_term(const ent_swept_line *, double value, ent_scene *);
/* The alt text, in the scene's memory. */
const char *ent_line_describe(const ent_swept_line *, ent_scene *);
void ent_line_print_csv(const void *line, FILE *);

#endif
