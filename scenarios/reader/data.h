/* Series of numbers out of CSV files. */
#ifndef ENT_DATA_H
#define ENT_DATA_H

#include "scenarios/reader/values.h"

/* The name of a column, and where it is written. */
typedef struct {
    const char *name;
    ent_place at;
} ent_csv_column;

/* Reads the numbers of one column of a CSV file (csv.h) into the value's items, each with
 * its place in the file.  The first row holds the columns' names; every other has as many
 * cells, and a number of the field's unit and range in this one.  False after problems
 * (E0117 to E0120, those of numbers, E0103 to E0105). */
bool ent_data_column(const ent_where *, const ent_field *, const ent_file *,
                     const ent_csv_column *, ent_value *);

#endif
