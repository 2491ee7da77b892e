#include "model/engine/parser.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

#include "model/number.h"

#define DEPTH_LIMIT 800 /* calls; a parenthesis takes eight */
#define LENGTH_LIMIT 4000

typedef enum {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_DATE,
    TOKEN_TEXT,
    TOKEN_NAME,
    TOKEN_SIGN,
    TOKEN_BAD
} token_kind;

typedef struct {
    token_kind kind;
    int from, to;
    double number;
    bool percent, has_unit;
    ent_unit unit;
    ent_day day;
    char name[64]; /* names, operators, short texts */
} token;

typedef struct {
    const ent_source_text *source;
    ent_unit_names *units;
    ent_arena *arena;
    ent_problems *problems;
    token now;
    int at;
    int depth;
    bool failed;
    ent_problem ignored; /* what follows a first problem */
} parser;

static ent_place span(const ent_source_text *source, int from, int to) {
    ent_place place = source->at;
    const char *file = place.file ? place.file->text : NULL;
    int quote = 0;
    if (file && place.line > 0) {
        /* A quoted value begins one character later than its place. */
        const char *line = file;
        for (int i = 1; i < place.line && line; i++) {
            line = strchr(line, '\n');
            if (line)
                line++;
        }
        int column = 1;
        while (line && *line && column < place.column) {
            if (((unsigned char)*line & 0xC0) != 0x80)
                column++;
            line++;
        }
        quote = line && (*line == '"' || *line == '\'');
    }
    place.column += from + quote;
    place.width = to > from ? to - from : 1;
    return place;
}

ent_place ent_node_place(const ent_source_text *source, const ent_node *node) {
    return span(source, node->from, node->to);
}

const char *ent_node_text(const ent_source_text *source, const ent_node *node,
                          ent_arena *arena) {
    return ent_arena_text(arena, source->text + node->from,
                          (size_t)(node->to - node->from));
}

__attribute__((format(printf, 5, 6))) static ent_problem *
fail(parser *p, const char *code, int from, int to, const char *format, ...) {
    char text[300];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (p->failed)
        return &p->ignored;
    p->failed = true;
    p->now.kind = TOKEN_END;
    return ent_problem_add(p->problems, code, span(p->source, from, to), p->source->path,
                           "%s", text);
}

/* ---- Tokens ---- */

static bool name_start(char c) {
    return isalpha((unsigned char)c) || c == '_';
}
static bool name_part(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static bool read_date(parser *p, token *t, const char *s) {
    char day[11];
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? s[i] != '-' : !isdigit((unsigned char)s[i]))
            return false;
    memcpy(day, s, 10);
    day[10] = 0;
    t->kind = TOKEN_DATE;
    t->to = t->from + 10;
    if (!ent_day_read(day, &t->day))
        fail(p, "E0405", t->from, t->to, "%s is not a day of the calendar", day);
    return true;
}

/* A unit stands right behind its number, after one space at most; "/" only without a space. */
static void read_unit(parser *p, token *t) {
    const char *s = p->source->text + t->to;
    const int space = *s == ' ';
    if (space && !name_start(s[1]))
        return;
    if (!space && !name_start(*s) && !(*s == '/' && name_start(s[1])))
        return;
    const size_t n = ent_unit_read(s + space, false, p->units, p->arena, &t->unit);
    if (!n) {
        memset(&t->unit, 0, sizeof t->unit);
        return;
    }
    t->has_unit = true;
    t->to += space + (int)n;
}

static void read_number(parser *p, token *t, const char *s) {
    const ent_number number = ent_number_scan(s);
    t->kind = TOKEN_NUMBER;
    t->to = t->from + (int)number.length;
    t->number = number.value;
    t->percent = number.percent;
    if (number.overflow)
        fail(p, "E0404", t->from, t->to, "this number is too large");
    read_unit(p, t);
    const char *rest = p->source->text + t->to;
    if (name_part(*rest) || *rest == '.') {
        int end = t->to;
        while (name_part(p->source->text[end]) || p->source->text[end] == '.')
            end++;
        ent_problem *problem =
            fail(p, "E0404", t->from, end, "\"%.*s\" is not a number with a known unit",
                 end - t->from, p->source->text + t->from);
        problem->help = "write numbers as 38bn, 1.5m, 20%, 5bp, with a unit as in 10bn "
                        "USD, 3%/year, 2 years";
    }
}

static void read_word(token *t, const char *s) {
    size_t n = 0;
    while (name_part(s[n]))
        n++;
    t->kind = TOKEN_NAME;
    t->to = t->from + (int)n;
    const size_t kept = n < sizeof t->name ? n : sizeof t->name - 1;
    memcpy(t->name, s, kept);
    t->name[kept] = 0;
    static const char *const words[] = {"and", "or", "not"};
    for (size_t i = 0; i < 3; i++)
        if (!strcmp(t->name, words[i]))
            t->kind = TOKEN_SIGN;
}

static void read_text(parser *p, token *t, const char *s) {
    const char *end = strchr(s + 1, *s);
    const size_t n = end ? (size_t)(end - s - 1) : 0;
    t->kind = TOKEN_TEXT;
    t->to = t->from + (end ? (int)n + 2 : 1);
    if (!end || n >= sizeof t->name) {
        fail(p, "E0401", t->from, t->to, "the quoted name does not end");
        return;
    }
    memcpy(t->name, s + 1, n);
    t->name[n] = 0;
}

static void read_sign(parser *p, token *t, const char *s) {
    static const char *const signs[] = {"<=", ">=", "==", "!=", "<", ">", "+", "-",
                                        "*",  "/",  "^",  "(",  ")", ",", "."};
    t->kind = TOKEN_SIGN;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const size_t n = strlen(signs[i]);
        if (strncmp(s, signs[i], n))
            continue;
        memcpy(t->name, signs[i], n + 1);
        t->to = t->from + (int)n;
        return;
    }
    int n = 1; /* the whole character, if it is not ASCII */
    while (((unsigned char)s[n] & 0xC0) == 0x80)
        n++;
    ent_problem *problem = fail(p, "E0402", t->from, t->from + 1,
                                "\"%.*s\" does not belong in a formula", n, s);
    if (*s == '=')
        problem->help = "compare with ==";
    else if (*s == '&')
        problem->help = "write: and";
    else if (*s == '|')
        problem->help = "write: or";
    else if (*s == '!')
        problem->help = "write: not";
    t->kind = TOKEN_END;
}

static void advance(parser *p) {
    token t = {.kind = TOKEN_END};
    const char *text = p->source->text;
    while (isspace((unsigned char)text[p->at]))
        p->at++;
    t.from = t.to = p->at;
    const char *s = text + p->at;
    if (p->failed || !*s) {
        p->now = t;
        return;
    }
    if (isdigit((unsigned char)*s) || (*s == '.' && isdigit((unsigned char)s[1]))) {
        if (!(isdigit((unsigned char)*s) && strlen(s) >= 10 && read_date(p, &t, s)))
            read_number(p, &t, s);
    } else if (name_start(*s)) {
        read_word(&t, s);
    } else if (*s == '"' || *s == '\'') {
        read_text(p, &t, s);
    } else {
        read_sign(p, &t, s);
    }
    p->at = t.to;
    p->now = p->failed ? (token){.kind = TOKEN_END, .from = t.from, .to = t.from} : t;
}

/* ---- Trees ---- */

static ent_node *parse_level(parser *p, int level);

static ent_node *make(parser *p, ent_node_kind kind, int from) {
    ent_node *node = ent_arena_take(p->arena, 1, sizeof *node);
    node->kind = kind;
    node->from = from;
    node->to = p->now.to;
    return node;
}

static bool is_sign(const parser *p, const char *sign) {
    return p->now.kind == TOKEN_SIGN && !strcmp(p->now.name, sign);
}

static const char *what_is_here(parser *p) {
    if (p->now.kind == TOKEN_END)
        return "the end of the formula";
    const char *text = ent_arena_text(p->arena, p->source->text + p->now.from,
                                      (size_t)(p->now.to - p->now.from));
    return ent_problem_text(p->problems, "\"%s\"", text);
}

static bool expect(parser *p, const char *sign, int opened) {
    if (is_sign(p, sign)) {
        advance(p);
        return true;
    }
    ent_problem *problem = fail(p, "E0403", p->now.from, p->now.to,
                                "expected \"%s\" here, found %s", sign, what_is_here(p));
    if (opened >= 0 && problem->code)
        ent_problem_also(problem, span(p->source, opened, opened + 1), "opened here");
    return false;
}

static ent_node *parse_call(parser *p, ent_node *node) {
    const int opened = p->now.from;
    node->kind = ENT_NODE_CALL;
    advance(p);
    bool more = !is_sign(p, ")");
    while (more && !p->failed) {
        if (node->count == 4) {
            fail(p, "E0406", p->now.from, p->now.to, "too many arguments for %s",
                 node->name);
            return NULL;
        }
        ent_node *item = parse_level(p, 0);
        if (!item)
            return NULL;
        node->items[node->count++] = item;
        more = is_sign(p, ",");
        if (more)
            advance(p);
    }
    node->to = p->now.to;
    return expect(p, ")", opened) ? node : NULL;
}

static ent_node *parse_name(parser *p) {
    ent_node *node = make(p, ENT_NODE_NAME, p->now.from);
    node->name = ent_arena_text(p->arena, p->now.name, strlen(p->now.name));
    advance(p);
    if (is_sign(p, "("))
        return parse_call(p, node);
    if (!is_sign(p, "."))
        return node;
    advance(p);
    if (p->now.kind != TOKEN_NAME) {
        fail(p, "E0403", p->now.from, p->now.to,
             "expected the name of an output after \"%s.\"", node->name);
        return NULL;
    }
    node->output = ent_arena_text(p->arena, p->now.name, strlen(p->now.name));
    node->to = p->now.to;
    advance(p);
    return node;
}

static ent_node *parse_atom(parser *p) {
    const token t = p->now;
    ent_node *node;
    switch (t.kind) {
    case TOKEN_NUMBER:
        node = make(p, ENT_NODE_NUMBER, t.from);
        node->number = t.number;
        node->percent = t.percent;
        node->has_unit = t.has_unit;
        node->unit = t.unit;
        advance(p);
        return node;
    case TOKEN_DATE:
        node = make(p, ENT_NODE_DATE, t.from);
        node->day = t.day;
        advance(p);
        return node;
    case TOKEN_TEXT:
        node = make(p, ENT_NODE_TEXT, t.from);
        node->name = ent_arena_text(p->arena, t.name, strlen(t.name));
        advance(p);
        return node;
    case TOKEN_NAME:
        return parse_name(p);
    default:
        break;
    }
    if (is_sign(p, "(")) {
        advance(p);
        node = parse_level(p, 0);
        return node && expect(p, ")", t.from) ? node : NULL;
    }
    fail(p, "E0403", t.from, t.to, "expected a number, a name or \"(\" here, found %s",
         what_is_here(p));
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

static const char *sign_of(const parser *p, const level *l) {
    for (int i = 0; l->signs[i]; i++)
        if (is_sign(p, l->signs[i]))
            return l->signs[i];
    return NULL;
}

static ent_node *operation(parser *p, const char *name, ent_node *a, ent_node *b,
                           int from) {
    ent_node *node = make(p, ENT_NODE_OPERATOR, from);
    node->name = name;
    node->items[0] = a;
    node->items[1] = b;
    node->count = b ? 2 : 1;
    node->to = b ? b->to : a->to;
    return node;
}

static ent_node *parse_prefix(parser *p, const char *name, int again) {
    const int from = p->now.from;
    advance(p);
    ent_node *a = parse_level(p, again);
    return a ? operation(p, name, a, NULL, from) : NULL;
}

static ent_node *parse_power(parser *p) {
    if (is_sign(p, "-"))
        return parse_prefix(p, "neg", LEVEL_SIGN);
    if (is_sign(p, "+")) {
        advance(p);
        return parse_level(p, LEVEL_SIGN);
    }
    ent_node *a = parse_atom(p);
    if (!a || !is_sign(p, "^"))
        return a;
    advance(p);
    ent_node *b = parse_level(p, LEVEL_SIGN);
    return b ? operation(p, "^", a, b, a->from) : NULL;
}

static ent_node *parse_binary(parser *p, int n) {
    ent_node *a = parse_level(p, n + 1);
    const char *sign;
    int chained = 0;
    while (a && (sign = sign_of(p, &levels[n]))) {
        if (levels[n].once && chained++) {
            ent_problem *problem =
                fail(p, "E0407", p->now.from, p->now.to, "comparisons do not chain");
            problem->help = "write a < b and b < c";
            return NULL;
        }
        advance(p);
        ent_node *b = parse_level(p, n + 1);
        a = b ? operation(p, sign, a, b, a->from) : NULL;
    }
    return a;
}

static ent_node *parse_level(parser *p, int n) {
    ent_node *node;
    if (p->depth >= DEPTH_LIMIT) {
        fail(p, "E0408", p->now.from, p->now.to, "the formula is nested too deeply");
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
    parser p = {.source = source, .units = units, .arena = arena, .problems = problems};
    const size_t length = strlen(source->text);
    if (length > LENGTH_LIMIT) {
        fail(&p, "E0408", 0, 1, "the formula has %zu characters; at most %d are read",
             length, LENGTH_LIMIT);
        return NULL;
    }
    advance(&p);
    if (p.now.kind == TOKEN_END && !p.failed)
        fail(&p, "E0409", 0, 1, "the formula is empty");
    ent_node *node = p.failed ? NULL : parse_level(&p, 0);
    if (node && p.now.kind != TOKEN_END) {
        fail(&p, "E0403", p.now.from, p.now.to, "expected an operator here, found %s",
             what_is_here(&p));
    }
    return p.failed ? NULL : node;
}
