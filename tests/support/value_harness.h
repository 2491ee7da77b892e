/* The value of a field, read from its text. */
#ifndef VALUE_HARNESS_H
#define VALUE_HARNESS_H

#include "scenarios/reader/values.h"
#include "scenarios/scenarios.h"

typedef struct {
    ent_scenario scenario;
    ent_problems problems;
    ent_value value;
    bool good;
} valued;

/* Reads `text` as the value of the field, at test.x; released by value_close. */
void value_open(valued *, const ent_field *, const char *text);
void value_close(valued *);

/* Requires that the text is refused with this code, or is read as this. */
void expect_bad(const ent_field *, const char *text, const char *code);
void expect_number(const ent_field *, const char *text, double number);
void expect_text(const ent_field *, const char *text, const char *read);

#endif
