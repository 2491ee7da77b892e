#include "cli/warnings.h"

#include <string.h>

#include "model/model.h"

/* One rule, taken apart. */
typedef struct {
    bool off;         /* "no-" */
    bool error;       /* "error": about being a mistake, not about being shown */
    const char *code; /* "" : every warning */
} rule;

static bool skip(const char **text, const char *word) {
    const size_t length = strlen(word);
    if (strncmp(*text, word, length) != 0)
        return false;
    *text += length;
    return true;
}

static rule rule_of(const char *text) {
    rule r = {0};
    r.off = skip(&text, "no-");
    if (strcmp(text, "error") == 0)
        return (rule){r.off, true, ""};
    r.error = skip(&text, "error=");
    r.code = text;
    return r;
}

ent_status ent_warning_rule_check(const char *text) {
    enum { CODES_MOST = 100 };
    const rule r = rule_of(text);
    const char *names[CODES_MOST];
    size_t count = 0;
    const ent_code *code;
    if (r.error && *r.code == '\0')
        return ENT_OK;
    for (size_t i = 0; (code = ent_code_at(i)) != NULL && count < CODES_MOST; i++)
        if (code->code[0] == 'W')
            names[count++] = code->code;
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], r.code) == 0)
            return ENT_OK;
    if (r.code[0] == 'E' && ent_code_named(r.code) != NULL)
        return ent_usage_error("only warnings, W..., can be silenced or promoted",
                               "-W %s: %s is an error", text, r.code);
    const char *near = ent_nearest(r.code, names, count);
    char help[160] = "-W no-CODE silences a warning, -W error=CODE makes it an error, -W "
                     "error all of them";
    if (near != NULL)
        snprintf(help, sizeof help, "did you mean %s?", near);
    return ent_usage_error(help, "-W %s: there is no such warning", text);
}

typedef struct {
    bool hidden, error;
} verdict;

static verdict judge(const ent_options *o, const char *code) {
    verdict v = {0};
    for (size_t i = 0; i < o->warning_count; i++) {
        const rule r = rule_of(o->warnings[i]);
        if (*r.code != '\0' && strcmp(r.code, code) != 0)
            continue;
        if (r.error)
            v.error = !r.off;
        else
            v.hidden = r.off;
    }
    return v;
}

bool ent_warnings_apply(const ent_options *o, ent_problems *problems) {
    bool promoted = false;
    size_t kept = 0;
    for (size_t i = 0; i < problems->count; i++) {
        ent_problem problem = problems->list[i];
        const bool warning = problem.code[0] == 'W' && !problem.promoted;
        const verdict v = warning ? judge(o, problem.code) : (verdict){0};
        if (v.hidden) {
            problems->warnings--;
            continue;
        }
        if (v.error) {
            problem.promoted = true;
            problems->warnings--;
            problems->errors++;
        }
        promoted = promoted || problem.promoted;
        problems->list[kept++] = problem;
    }
    problems->count = kept;
    return promoted;
}
