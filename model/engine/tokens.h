/* The words of a formula: numbers, days, names, signs.  Private to the parser. */
#ifndef ENT_TOKENS_H
#define ENT_TOKENS_H

#include "model/engine/parser.h"

typedef enum {
    ENT_TOKEN_END,
    ENT_TOKEN_NUMBER,
    ENT_TOKEN_DATE,
    ENT_TOKEN_TEXT,
    ENT_TOKEN_NAME,
    ENT_TOKEN_SIGN,
    ENT_TOKEN_BAD
} ent_token_kind;

typedef struct {
    ent_token_kind kind;
    int from, to;
    double number;
    bool percent, has_unit;
    ent_unit unit;
    ent_day day;
    char name[64]; /* names, operators, short texts */
} ent_token;

typedef struct {
    const ent_source_text *source;
    ent_unit_names *units;
    ent_arena *arena;
    ent_problems *problems;
    ent_token now;
    int at;
    int depth;
    bool failed;
    ent_problem ignored; /* what follows a first problem */
} ent_parser;

/* The place of characters [from, to) of the formula. */
ent_place ent_span_place(const ent_source_text *, int from, int to);

/* Adds a problem and ends the reading; only the first one counts, as what follows it would follow from
 * it. */
ent_problem *ent_parse_fail(ent_parser *, const char *code, int from, int to,
                            const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Reads the next token into `now`: ENT_TOKEN_END at the end, and after a problem. */
void ent_next_token(ent_parser *);

#endif
