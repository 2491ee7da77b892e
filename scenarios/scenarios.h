/* What is asked: scenarios read from files, and families of runs over them.  The public
 * face of this folder. */
#ifndef ENT_SCENARIOS_H
#define ENT_SCENARIOS_H

#include "model/problem.h"
#include "model/scenario.h"
#include "scenarios/reader/sections.h"
#include "scenarios/studies/sweep.h"

/* Limits on what a file may hold; each is an error that names it. */
#define ENT_FILE_BYTES (1024 * 1024)
#define ENT_YAML_DEPTH 32       /* maps and lists inside one another */
#define ENT_YAML_NODES 20000    /* keys and values, aliases counted where they stand */
#define ENT_YAML_ALIAS_DEPTH 8  /* aliases inside what an alias stands for */
#define ENT_YAML_ALIASES 1000   /* aliases expanded, those inside others counted too */
#define ENT_EXTENDS_CHAIN 8     /* files that extend one another */
#define ENT_PERIODS 10000       /* periods of a horizon */
#define ENT_DATA_NUMBERS 100000 /* numbers of a series out of a CSV file */
#define ENT_NAME_LENGTH 64      /* characters of a name */

typedef struct {
    /* "agreements.apr-2026.clauses.revenue_share.cap=60bn" */
    const char *const *overrides;
    size_t override_count;
} ent_read_options;

/* Reads a scenario file ("-": standard input), the files it extends, and the overrides,
 * and checks every field.  `options` may be NULL.
 *
 * Always writes a scenario, which the caller frees: places of problems point into its
 * files, so it must outlive the list.  Only after ENT_OK may it be used for more than
 * that.  ENT_FILE: a file could not be read; ENT_INVALID: what it says is wrong; both
 * with at least one problem. */
ent_status ent_scenario_read(const char *path, const ent_read_options *options,
                             ent_scenario **, ent_problems *)
    __attribute__((warn_unused_result));

/* The same from memory.  `name` stands for the path; the text is copied. */
ent_status ent_scenario_read_text(const char *name, const char *text, size_t size,
                                  const ent_read_options *options, ent_scenario **,
                                  ent_problems *) __attribute__((warn_unused_result));

#endif
