#include "model/engine/tokens.h"

#include <string.h>

#include "model/word.h"

#define DEPTH_LIMIT 800 /* calls; a parenthesis takes eight */
#define LENGTH_LIMIT 4000

ent_place ent_node_place(const ent_source_text *source, const ent_node *node) {
    return ent_span_place(source, node->from, node->to);
}

const char *ent_node_text(const ent_source_text *source, const ent_node *node,
                          ent_arena *arena) {
    return ent_arena_text(arena, source->text + node->from,
                          (size_t)(node->to - node->from));
}

static ent_node *parse_level(ent_parser *p, int level);

static ent_node *make(ent_parser *p, ent_node_kind kind, int from) {
    ent_node *node = ent_arena_take(p->arena, 1, sizeof *node);
    node->kind = kind;
    node->from = from;
    node->to = p->now.to;
    return node;
}

static bool is_sign(const ent_parser *p, const char *sign) {
    return p->now.kind == ENT_TOKEN_SIGN && ent_same_word(p->now.name, sign);
}

static const char *what_is_here(ent_parser *p) {
    if (p->now.kind == ENT_TOKEN_END)
        return "the end of the formula";
    const char *text = ent_arena_text(p->arena, p->source->text + p->now.from,
                                      (size_t)(p->now.to - p->now.from));
    return ent_problem_text(p->problems, "\"%s\"", text);
}

static bool expect(ent_parser *p, const char *sign, int opened) {
    if (is_sign(p, sign)) {
        ent_next_token(p);
        return true;
    }
    ent_problem *problem =
        ent_parse_fail(p, "E0403", p->now.from, p->now.to,
                       "expected \"%s\" here, found %s", sign, what_is_here(p));
    if (opened >= 0 && problem->code)
        ent_problem_also(problem, ent_span_place(p->source, opened, opened + 1),
                         "opened here");
    return false;
}

static ent_node *parse_call(ent_parser *p, ent_node *node) {
    const int opened = p->now.from;
    node->kind = ENT_NODE_CALL;
    ent_next_token(p);
    bool more = !is_sign(p, ")");
    while (more && !p->failed) {
        if (node->count == 4) {
            ent_parse_fail(p, "E0406", p->now.from, p->now.to,
                           "too many arguments for %s", node->name);
            return NULL;
        }
        ent_node *item = parse_level(p, 0);
        if (!item)
            return NULL;
        node->items[node->count++] = item;
        more = is_sign(p, ",");
        if (more)
            ent_next_token(p);
    }
    node->to = p->now.to;
    return expect(p, ")", opened) ? node : NULL;
}

static ent_node *parse_name(ent_parser *p) {
    ent_node *node = make(p, ENT_NODE_NAME, p->now.from);
    node->name = ent_arena_text(p->arena, p->now.name, strlen(p->now.name));
    ent_next_token(p);
    if (is_sign(p, "("))
        return parse_call(p, node);
    if (!is_sign(p, "."))
        return node;
    ent_next_token(p);
    if (p->now.kind != ENT_TOKEN_NAME) {
        ent_parse_fail(p, "E0403", p->now.from, p->now.to,
                       "expected the name of an output after \"%s.\"", node->name);
        return NULL;
    }
    node->output = ent_arena_text(p->arena, p->now.name, strlen(p->now.name));
    node->to = p->now.to;
    ent_next_token(p);
    return node;
}

static ent_node *parse_atom(ent_parser *p) {
    const ent_token t = p->now;
    ent_node *node;
    switch (t.kind) {
    case ENT_TOKEN_NUMBER:
        node = make(p, ENT_NODE_NUMBER, t.from);
        node->number = t.number;
        node->percent = t.percent;
        node->has_unit = t.has_unit;
        node->unit = t.unit;
        ent_next_token(p);
        return node;
    case ENT_TOKEN_DATE:
        node = make(p, ENT_NODE_DATE, t.from);
        node->day = t.day;
        ent_next_token(p);
        return node;
    case ENT_TOKEN_TEXT:
        node = make(p, ENT_NODE_TEXT, t.from);
        node->name = ent_arena_text(p->arena, t.name, strlen(t.name));
        ent_next_token(p);
        return node;
    case ENT_TOKEN_NAME:
        return parse_name(p);
    default:
        break;
    }
    if (is_sign(p, "(")) {
        ent_next_token(p);
        node = parse_level(p, 0);
        return node && expect(p, ")", t.from) ? node : NULL;
    }
    ent_parse_fail(p, "E0403", t.from, t.to,
                   "expected a number, a name or \"(\" here, found %s", what_is_here(p));
    return NULL;
}

/* Binary operators, weakest first.  Comparisons do not chain. */
typedef struct {
    const char *signs[7];
    bool once;
} level;
static const level levels[] = {
    {{"or"}, false},
    {{"and"}, false},
    {{NULL}, false}, /* not */
    {{"<=", ">=", "==", "!=", "<", ">"}, true},
    {{"+", "-"}, false},
    {{"*", "/"}, false},
};
#define LEVEL_NOT 2
#define LEVEL_SIGN 6

static const char *sign_of(const ent_parser *p, const level *l) {
    for (int i = 0; p->now.kind == ENT_TOKEN_SIGN && l->signs[i]; i++)
        if (is_sign(p, l->signs[i]))
            return l->signs[i];
    return NULL;
}

static ent_node *operation(ent_parser *p, const char *name, ent_node *a, ent_node *b,
                           int from) {
    ent_node *node = make(p, ENT_NODE_OPERATOR, from);
    node->name = name;
    node->items[0] = a;
    node->items[1] = b;
    node->count = b ? 2 : 1;
    node->to = b ? b->to : a->to;
    return node;
}

static ent_node *parse_prefix(ent_parser *p, const char *name, int again) {
    const int from = p->now.from;
    ent_next_token(p);
    ent_node *a = parse_level(p, again);
    return a ? operation(p, name, a, NULL, from) : NULL;
}

static ent_node *parse_power(ent_parser *p) {
    if (is_sign(p, "-"))
        return parse_prefix(p, "neg", LEVEL_SIGN);
    if (is_sign(p, "+")) {
        ent_next_token(p);
        return parse_level(p, LEVEL_SIGN);
    }
    ent_node *a = parse_atom(p);
    if (!a || !is_sign(p, "^"))
        return a;
    ent_next_token(p);
    ent_node *b = parse_level(p, LEVEL_SIGN);
    return b ? operation(p, "^", a, b, a->from) : NULL;
}

static ent_node *parse_binary(ent_parser *p, int n) {
    ent_node *a = parse_level(p, n + 1);
    const char *sign;
    int chained = 0;
    while (a && (sign = sign_of(p, &levels[n]))) {
        if (levels[n].once && chained++) {
            ent_problem *problem = ent_parse_fail(p, "E0407", p->now.from, p->now.to,
                                                  "comparisons do not chain");
            problem->help = "write a < b and b < c";
            return NULL;
        }
        ent_next_token(p);
        ent_node *b = parse_level(p, n + 1);
        a = b ? operation(p, sign, a, b, a->from) : NULL;
    }
    return a;
}

static ent_node *parse_level(ent_parser *p, int n) {
    ent_node *node;
    if (p->depth >= DEPTH_LIMIT) {
        ent_parse_fail(p, "E0408", p->now.from, p->now.to,
                       "the formula is nested too deeply");
        return NULL;
    }
    p->depth++;
    if (n == LEVEL_NOT && is_sign(p, "not"))
        node = parse_prefix(p, "not", LEVEL_NOT);
    else if (n == LEVEL_NOT)
        node = parse_level(p, n + 1);
    else if (n == LEVEL_SIGN)
        node = parse_power(p);
    else
        node = parse_binary(p, n);
    p->depth--;
    return node;
}

ent_node *ent_parse(const ent_source_text *source, ent_unit_names *units,
                    ent_arena *arena, ent_problems *problems) {
    ent_parser p = {
        .source = source, .units = units, .arena = arena, .problems = problems};
    const size_t length = strlen(source->text);
    if (length > LENGTH_LIMIT) {
        ent_parse_fail(&p, "E0408", 0, 1,
                       "the formula has %zu characters; at most %d are read", length,
                       LENGTH_LIMIT);
        return NULL;
    }
    ent_next_token(&p);
    if (p.now.kind == ENT_TOKEN_END && !p.failed)
        ent_parse_fail(&p, "E0409", 0, 1, "the formula is empty");
    ent_node *node = p.failed ? NULL : parse_level(&p, 0);
    if (node && p.now.kind != ENT_TOKEN_END) {
        ent_problem *problem =
            ent_parse_fail(&p, "E0403", p.now.from, p.now.to,
                           "expected an operator here, found %s", what_is_here(&p));
        const char *word = source->text + p.now.from;
        if (strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3)
            problem->help = ent_problem_text(problems, "money is in %s here, not in %.3s",
                                             units->names[ENT_UNIT_CURRENCY], word);
        else if (strncmp(word, "of ", 3) == 0)
            problem->help = "write * for `of`";
    }
    return p.failed ? NULL : node;
}
