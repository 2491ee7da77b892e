/* YAML as a tree of nodes that know where they stand.
 *
 * A strict part of YAML: one document, plain keys, no tags, no merge keys, duplicate keys
 * refused, aliases within limits (scenarios.h).  Trees are never changed once built:
 * inheritance makes new nodes, because an alias makes two places share one. */
#ifndef ENT_TREE_H
#define ENT_TREE_H

#include "model/arena.h"
#include "model/problem.h"
#include "scenarios/reader/trail.h"

typedef enum { ENT_YAML_SCALAR, ENT_YAML_MAP, ENT_YAML_LIST } ent_yaml_kind;

typedef struct ent_yaml ent_yaml;

typedef struct {
    const char *key;
    ent_place at; /* of the key */
    ent_yaml *value;
    const char *agreement; /* that states it: see ent_inherit_agreements; else NULL */
} ent_yaml_pair;

struct ent_yaml {
    ent_yaml_kind kind;
    ent_place at;
    ent_place anchor;      /* reached by an alias: where it is written; else line 0 */
    bool plain;            /* a scalar without quotes, and not a block */
    bool flow;             /* a map within { } */
    bool broken;           /* a problem about it has been told: say no more */
    const char *text;      /* a scalar's */
    const char *from, *to; /* its bytes in the file */
    ent_yaml_pair *pairs;  /* a map's, in file order */
    ent_yaml **items;      /* a list's */
    size_t count;          /* of pairs or items */
    size_t size, aliases;  /* nodes and aliases in it, as often as they stand */
    int height, alias_depth;
};

/* Reads the file from byte `offset` of its first line on.  `trail` leads to where the value
 * belongs: NULL for a whole file.  NULL after adding a problem (E01xx). */
ent_yaml *ent_yaml_read(const ent_file *, size_t offset, const ent_trail *, ent_arena *,
                        ent_problems *);

/* The pair with that key, or NULL (also if the node is NULL or no map). */
const ent_yaml_pair *ent_yaml_pair_of(const ent_yaml *, const char *key);
/* Its value, or NULL. */
ent_yaml *ent_yaml_get(const ent_yaml *, const char *key);

/* Whether the node is a scalar written without quotes as `text`. */
bool ent_yaml_is(const ent_yaml *, const char *text);
/* Whether it is an empty plain scalar, ~ or null. */
bool ent_yaml_is_empty(const ent_yaml *);

/* A new empty map, or a new scalar, standing at `at`. */
ent_yaml *ent_yaml_map_new(ent_arena *, ent_place at);
ent_yaml *ent_yaml_scalar_new(ent_arena *, ent_place at, const char *text);
/* Sets `pair`, in place of a pair with the same key or at the end.  Only for a map just
 * made. */
void ent_yaml_set(ent_arena *, ent_yaml *map, ent_yaml_pair pair);
/* Takes out the pair with that key.  Only for a map just made. */
void ent_yaml_drop(ent_yaml *map, const char *key);
/* A copy of the map itself; its values are shared. */
ent_yaml *ent_yaml_copy(ent_arena *, const ent_yaml *map);

/* Finds values that YAML cut at a comma inside { } or [ ] ("max(a, b)"), tells each once
 * (E0115) and joins the pieces; then drops keys given twice, telling each.  For a flow map or
 * list just read, to which `trail` leads. */
void ent_yaml_mend(ent_yaml *, const ent_file *, const ent_trail *, ent_arena *,
                   ent_problems *);

/* For a number with thousands set off by commas ("1,000", "1,250,000 USD"): what to write instead,
 * as a help.  NULL for any other text. */
const char *ent_thousands_help(const char *text, ent_problems *);

/* Adds the problem that the first pair's key stands at `again` too (E0108). */
void ent_yaml_twice(const ent_yaml_pair *first, ent_place again, const ent_trail *,
                    ent_problems *);

/* Adds the problem that libyaml found: its words `problem`, in ours (E0106, E0107). */
void ent_yaml_complain(const char *problem, ent_place at, ent_place context,
                       ent_problems *);

#endif
