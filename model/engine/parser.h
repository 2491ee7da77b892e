/* Formulas as trees.
 *
 *     expression  := or;  or := and ("or" and)*;  and := not ("and" not)*;  not := "not" not | cmp
 *     cmp := sum (("<" "<=" ">" ">=" "==" "!=") sum)?;  sum := product (("+" "-") product)*
 *     product := sign (("*" "/") sign)*;  sign := "-" sign | power;  power := atom ("^" sign)?
 *     atom := number [unit] | date | "text" | name ["." name] | name "(" list ")" | "(" expression ")"
 *
 * A unit is written right behind its number: 10bn USD, 3%/year, 2 years.  "^" binds to the right. */
#ifndef ENT_PARSER_H
#define ENT_PARSER_H

#include "model/calendar.h"
#include "model/engine/unit.h"
#include "model/problem.h"

typedef enum {
    ENT_NODE_NUMBER,
    ENT_NODE_DATE,
    ENT_NODE_TEXT,
    ENT_NODE_NAME,    /* name, or name.output */
    ENT_NODE_CALL,    /* function(arguments) */
    ENT_NODE_OPERATOR /* name is "+", "-", "and", "not", "neg" ... */
} ent_node_kind;

typedef struct ent_node ent_node;
struct ent_node {
    ent_node_kind kind;
    const char
        *name; /* NAME: the part before the dot; CALL: the function; OPERATOR; TEXT */
    const char *output; /* NAME: the part after the dot, or NULL */
    double number;
    bool percent;  /* NUMBER: written with % or bp */
    bool has_unit; /* NUMBER: written with a unit */
    ent_unit unit;
    ent_day day;
    ent_node *items[4]; /* operands or arguments */
    int count;
    int from, to; /* characters of the formula it spans: [from, to) */
};

/* A formula and where it stands: problems inside it are placed by characters from its beginning. */
typedef struct {
    const char *text;
    ent_place at;     /* of the first character of the value (or of its opening quote) */
    const char *path; /* "quantities.revenue" */
} ent_source_text;

/* Parses; NULL after adding one problem (E04xx).  Nodes live in the arena.  Nesting is limited to
 * about 100 parentheses, length to 4,000 characters. */
ent_node *ent_parse(const ent_source_text *, ent_unit_names *, ent_arena *,
                    ent_problems *);

/* The place of a node, for problems. */
ent_place ent_node_place(const ent_source_text *, const ent_node *);
/* The node's own text; lives in the arena. */
const char *ent_node_text(const ent_source_text *, const ent_node *, ent_arena *);

#endif
