/* Scenarios as text, read but not compiled. */
#ifndef READING_HARNESS_H
#define READING_HARNESS_H

#include <stddef.h>

#include "scenarios/scenarios.h"

#define HEAD                                                                             \
    "entente: 1\ntitle: Test\ncurrency: USD\n"                                           \
    "horizon: {start: 2026-01-01, end: 2027-12-31, step: quarter}\n"
#define PARTIES "parties:\n  maker: {name: Maker, discount: 10%}\n  seller: {}\n"
#define FIRST                                                                            \
    "agreements:\n  first:\n    title: First\n    clauses:\n"                            \
    "      share: {kind: revenue_share, from: seller, to: maker, base: 10bn USD/year, "  \
    "rate: 20%, cap: 9bn, note: original}\n"                                             \
    "      alone: {kind: exclusivity, holder: maker, grantor: seller}\n"
#define BASE HEAD PARTIES FIRST

typedef struct {
    ent_scenario *scenario;
    ent_problems problems;
} reading;

/* Reads with overrides; a scenario there is exactly where no error was found. */
reading reading_of(const char *text, const char *const *overrides, size_t count);
/* The same, with one override (NULL: none), of what must be right. */
reading reading_good(const char *text, const char *override);
void reading_close(reading *);

/* Requires exactly one problem with this code. */
void expect_reading_problem(const char *text, const char *override, const char *code);

const ent_agreement *reading_agreement(const reading *, const char *name);
/* The entry of that name, or NULL. */
const ent_entry *reading_entry(const ent_entries *, const char *name);
const ent_value *reading_field(const ent_entry *, const char *name);
/* The text of a field of a clause; NULL: not given. */
const char *reading_term(const reading *, const char *version, const char *clause,
                         const char *name);

#endif
