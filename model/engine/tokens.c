#include "model/engine/tokens.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

#include "model/number.h"
#include "model/word.h"

ent_place ent_span_place(const ent_source_text *source, int from, int to) {
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

ent_problem *ent_parse_fail(ent_parser *p, const char *code, int from, int to,
                            const char *format, ...) {
    char text[300];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (p->failed)
        return &p->ignored;
    p->failed = true;
    p->now.kind = ENT_TOKEN_END;
    return ent_problem_add(p->problems, code, ent_span_place(p->source, from, to),
                           p->source->path, "%s", text);
}

static bool name_start(char c) {
    return isalpha((unsigned char)c) || c == '_';
}
static bool name_part(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static bool read_date(ent_parser *p, ent_token *t, const char *s) {
    char day[11];
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? s[i] != '-' : !isdigit((unsigned char)s[i]))
            return false;
    memcpy(day, s, 10);
    day[10] = 0;
    t->kind = ENT_TOKEN_DATE;
    t->to = t->from + 10;
    if (!ent_day_read(day, &t->day))
        ent_parse_fail(p, "E0405", t->from, t->to, "%s is not a day of the calendar",
                       day);
    return true;
}

/* A unit stands right behind its number, after one space at most; "/" only without a space. */
static void read_unit(ent_parser *p, ent_token *t) {
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

static void read_number(ent_parser *p, ent_token *t, const char *s) {
    const ent_number number = ent_number_scan(s);
    t->kind = ENT_TOKEN_NUMBER;
    t->to = t->from + (int)number.length;
    t->number = number.value;
    t->percent = number.percent;
    if (number.overflow)
        ent_parse_fail(p, "E0404", t->from, t->to, "this number is too large");
    read_unit(p, t);
    const char *rest = p->source->text + t->to;
    if (name_part(*rest) || *rest == '.') {
        int end = t->to;
        while (name_part(p->source->text[end]) || p->source->text[end] == '.')
            end++;
        ent_problem *problem = ent_parse_fail(
            p, "E0404", t->from, end, "\"%.*s\" is not a number with a known unit",
            end - t->from, p->source->text + t->from);
        problem->help = "write numbers as 38bn, 1.5m, 20%, 5bp, with a unit as in 10bn "
                        "USD, 3%/year, 2 years";
    }
}

static void read_word(ent_token *t, const char *s) {
    size_t n = 0;
    while (name_part(s[n]))
        n++;
    t->kind = ENT_TOKEN_NAME;
    t->to = t->from + (int)n;
    const size_t kept = n < sizeof t->name ? n : sizeof t->name - 1;
    memcpy(t->name, s, kept);
    t->name[kept] = 0;
    static const char *const words[] = {"and", "or", "not"};
    for (size_t i = 0; i < 3; i++)
        if (ent_same_word(t->name, words[i]))
            t->kind = ENT_TOKEN_SIGN;
}

static void read_text(ent_parser *p, ent_token *t, const char *s) {
    const char *end = strchr(s + 1, *s);
    const size_t n = end ? (size_t)(end - s - 1) : 0;
    t->kind = ENT_TOKEN_TEXT;
    t->to = t->from + (end ? (int)n + 2 : 1);
    if (!end || n >= sizeof t->name) {
        ent_parse_fail(p, "E0401", t->from, t->to, "the quoted name does not end");
        return;
    }
    memcpy(t->name, s + 1, n);
    t->name[n] = 0;
}

/* What a sign of other languages, or of print, is written as; NULL if that is unknown. */
static const char *instead_of(const char *text) {
    static const char *const signs[][2] = {
        {"=>", "write >="},       {"=<", "write <="},
        {"=", "compare with =="}, {"&", "write: and"},
        {"|", "write: or"},       {"!", "write: not"},
        {"\u2265", "write >="},   {"\u2264", "write <="},
        {"\u2260", "write !="},   {"\u00d7", "write *"},
        {"\u00f7", "write /"},    {"\u2212", "write -"},
        {"\u2013", "write -"},    {"%", "a percentage follows its number: 5%"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(text, signs[i][0], strlen(signs[i][0])) == 0)
            return signs[i][1];
    return NULL;
}

static void read_sign(ent_parser *p, ent_token *t, const char *s) {
    static const char alone[] = "<>+-*/^(),.", before_equals[] = "<>=!";
    const bool two = s[1] == '=' && strchr(before_equals, *s);
    t->kind = ENT_TOKEN_SIGN;
    if (two || strchr(alone, *s)) {
        memcpy(t->name, s, 1 + two);
        t->name[1 + two] = 0;
        t->to = t->from + 1 + two;
        return;
    }
    int n = 1; /* the whole character, if it is not ASCII */
    while (((unsigned char)s[n] & 0xC0) == 0x80)
        n++;
    ent_problem *problem = ent_parse_fail(p, "E0402", t->from, t->from + 1,
                                          "\"%.*s\" does not belong in a formula", n, s);
    problem->help = instead_of(s);
    t->kind = ENT_TOKEN_END;
}

void ent_next_token(ent_parser *p) {
    ent_token t = {.kind = ENT_TOKEN_END};
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
    p->now =
        p->failed ? (ent_token){.kind = ENT_TOKEN_END, .from = t.from, .to = t.from} : t;
}
