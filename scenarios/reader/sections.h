/* The sections of a scenario: what may stand where, as tables.  Reader, inheritance, JSON
 * Schema and manual all go through these rows. */
#ifndef ENT_SECTIONS_H
#define ENT_SECTIONS_H

#include "model/scenario.h"

/* A section of the file: a map of named entries. */
typedef struct {
    const char *name; /* "assumptions" */
    const char *one;  /* "assumption", in messages */
    const ent_kind *section;
    const char *tag; /* the key that names the variant: "kind", "distribution", or NULL */
    bool tag_required;
    const ent_kind *(*kind_at)(
        size_t i);          /* the variants, NULL at the end; NULL without a tag */
    const char *short_form; /* the field that an entry without a map gives, or NULL */
    const char *const
        *replaces;     /* keys that make an entry given again replace the old one */
    size_t offset;     /* of its ent_entries in ent_scenario (or ent_agreement) */
    bool shares_names; /* in the one namespace of what formulas may refer to */
} ent_section_row;

extern const ent_section_row
    ent_section_rows[]; /* of the scenario; `name` NULL at the end */
extern const ent_section_row ent_clause_row, ent_agreement_flow_row;
/* The row of that name, or NULL. */
const ent_section_row *ent_section_row_named(const char *name);

/* The kinds of each tag, NULL past the last. */
const ent_kind *ent_driver_kind_at(size_t i);
const ent_kind *ent_clause_kind_at(size_t i);
const ent_kind *ent_distribution_kind_at(size_t i);

/* Whether a kind of driver takes a distribution's fields besides its own. */
bool ent_kind_draws(const ent_kind *);

/* The keys that the top of a scenario may have besides the fields of
 * ent_section_scenario; NULL at the end. */
extern const char *const ent_top_keys[];

#endif
