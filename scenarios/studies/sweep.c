#include "scenarios/studies/sweep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/engine/lint.h"
#include "model/number.h"
#include "scenarios/scenarios.h"

/* ---- What is varied ---- */

static ent_status refuse(ent_problems *problems, const char *message, const char *text) {
    ent_problem *problem = ent_problem_add(problems, "E0612", (ent_place){0}, NULL,
                                           "--vary %s: %s", text, message);
    problem->help = "write a term and its values, such as "
                    "assumptions.total_cap.value=20bn,38bn,60bn or ...=20bn:60bn:5; "
                    "several terms, one at a time, have semicolons between them";
    return ENT_USAGE;
}

/* Where what begins at `at` ends: at a `stop` outside brackets and quotes. */
static const char *end_of(const char *at, char stop) {
    int depth = 0;
    char quote = '\0';
    for (; *at != '\0' && !(*at == stop && depth <= 0 && quote == '\0'); at++) {
        if (quote != '\0')
            quote = *at == quote ? '\0' : quote;
        else if (*at == '"' || *at == '\'')
            quote = *at;
        else if (strchr("([{", *at) != NULL)
            depth++;
        else if (strchr(")]}", *at) != NULL)
            depth--;
    }
    return at;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

static const char *trimmed(ent_arena *arena, const char *at, const char *end) {
    while (at < end && is_blank(*at))
        at++;
    while (end > at && is_blank(end[-1]))
        end--;
    return ent_arena_text(arena, at, (size_t)(end - at));
}

static void add_point(ent_vary *vary, ent_arena *arena, const char *set,
                      const char *name) {
    vary->sets = ent_arena_grow(arena, vary->sets, vary->count, sizeof *vary->sets);
    vary->names = ent_arena_grow(arena, vary->names, vary->count, sizeof *vary->names);
    vary->sets[vary->count] = set;
    vary->names[vary->count++] = name;
}

/* One value of the term at hand. */
static void add_value(ent_vary *vary, ent_arena *arena, const char *path,
                      const char *value) {
    const size_t room = strlen(path) + strlen(value) + 2;
    char *set = ent_arena_take(arena, room, 1);
    snprintf(set, room, "%s=%s", path, value);
    add_point(vary, arena, set, vary->path == NULL ? set : value);
}

/* One end of a range: "20bn", "-5%", "2 years", "3%/year". */
typedef struct {
    ent_number number;
    const char *unit; /* with the space or stroke before it */
    int unit_length;
} range_end;

enum { ENT_UNIT_TEXT = 64 };

/* A number with its sign and unit, up to the next `stop`. */
static bool read_end(const char **at, char stop, range_end *end) {
    const bool minus = **at == '-';
    end->number = ent_number_scan(*at + minus);
    end->unit = *at + minus + end->number.length;
    const char *after = strchr(end->unit, stop);
    if (end->number.length == 0 || end->number.overflow || after == NULL ||
        after - end->unit > ENT_UNIT_TEXT)
        return false;
    end->unit_length = (int)(after - end->unit);
    end->number.value = minus ? -end->number.value : end->number.value;
    *at = after + 1;
    return after == end->unit || *end->unit == ' ' || *end->unit == '/';
}

/* FROM:TO:N; false if the text is no such thing. */
static bool read_range(const char *text, range_end ends[2], size_t *count) {
    range_end steps;
    const char *at = text;
    if (!read_end(&at, ':', &ends[0]) || !read_end(&at, ':', &ends[1]) ||
        !read_end(&at, '\0', &steps) || steps.unit_length > 0)
        return false;
    const double n = steps.number.value;
    *count = n >= 2 && n <= ENT_SWEEP_POINTS ? (size_t)n : 0;
    return true;
}

static bool same_unit(const range_end ends[2]) {
    return ends[0].unit_length == ends[1].unit_length &&
           memcmp(ends[0].unit, ends[1].unit, (size_t)ends[0].unit_length) == 0;
}

static void add_range(const range_end ends[2], size_t count, ent_arena *arena,
                      const char *path, ent_vary *vary) {
    const bool percent = ends[0].number.percent;
    for (size_t i = 0; i < count; i++) {
        char number[64], value[sizeof number + 1 + ENT_UNIT_TEXT];
        const double part = (double)i / (double)(count - 1);
        const double x = (1 - part) * ends[0].number.value + part * ends[1].number.value;
        /* Twelve digits: 30bn, not 30.000000000000004bn. */
        snprintf(number, sizeof number, "%.12g", percent ? 100 * x : x);
        ent_number_write(strtod(number, NULL), number, sizeof number);
        snprintf(value, sizeof value, "%s%s%.*s", number, percent ? "%" : "",
                 ends[0].unit_length, ends[0].unit);
        add_value(vary, arena, path, ent_arena_text(arena, value, strlen(value)));
    }
}

/* One term with its values.  What is wrong with it, or NULL. */
static const char *read_term(const char *text, ent_arena *arena, ent_vary *vary) {
    const char *equals = strchr(text, '=');
    range_end ends[2];
    size_t points;
    if (equals == NULL || equals == text)
        return "no PATH=VALUES";
    const char *path = trimmed(arena, text, equals);
    if (read_range(equals + 1, ends, &points)) {
        if (points == 0)
            return "a range has from 2 to 1,000 points";
        if (ends[0].number.percent != ends[1].number.percent)
            return "one end of the range is a percentage";
        if (!same_unit(ends))
            return "the ends of the range differ in their unit";
        add_range(ends, points, arena, path, vary);
        return NULL;
    }
    for (const char *at = equals + 1;; at++) {
        const char *end = end_of(at, ',');
        const char *value = trimmed(arena, at, end);
        if (*value == '\0')
            return "a value is empty";
        add_value(vary, arena, path, value);
        if (vary->count > ENT_SWEEP_POINTS)
            return "more than 1,000 values";
        if (*end == '\0')
            return NULL;
        at = end;
    }
}

ent_status ent_vary_read(const char *text, ent_arena *arena, ent_vary *vary,
                         ent_problems *problems) {
    const char *end = end_of(text, ';');
    *vary = (ent_vary){0};
    if (*end == '\0' && strchr(text, '=') != NULL)
        vary->path = trimmed(arena, text, strchr(text, '='));
    else
        add_point(vary, arena, NULL, "as it stands");
    for (const char *at = text;; at = end + 1) {
        end = end_of(at, ';');
        const char *wrong = read_term(trimmed(arena, at, end), arena, vary);
        if (wrong != NULL)
            return refuse(problems, wrong, text);
        if (*end == '\0')
            return ENT_OK;
    }
}

/* ---- The points ---- */

typedef struct {
    ent_scenario *scenario;
    ent_plan *plan;
} point;

static void point_free(point *p) {
    ent_plan_free(p->plan);
    ent_scenario_free(p->scenario);
    *p = (point){0};
}

static ent_status point_load(const ent_study *study, const ent_vary *vary, size_t i,
                             point *p, ent_problems *problems) {
    ent_arena arena = {0};
    size_t count = study->override_count;
    const char **overrides = ent_arena_take(&arena, count + 1, sizeof *overrides);
    for (size_t k = 0; k < count; k++)
        overrides[k] = study->overrides[k];
    if (vary->sets[i] != NULL)
        overrides[count++] = vary->sets[i];
    *p = (point){0};
    const ent_read_options read = {overrides, count};
    ent_status status = ent_scenario_read(study->file, &read, &p->scenario, problems);
    if (status == ENT_OK)
        status = ent_plan_compile(p->scenario, &study->plan, &p->plan, problems);
    if (status == ENT_OK)
        ent_plan_lint(p->plan, problems);
    ent_arena_free(&arena);
    return status;
}

static ent_status look_at(const ent_study *study, const ent_plan *plan) {
    ent_results preview;
    if (study->look == NULL)
        return ENT_OK;
    ent_plan_preview(plan, &preview);
    const ent_status status = study->look(study->context, 0, &preview);
    ent_arena_free(&preview.arena);
    return status;
}

ent_status ent_sweep_check(const ent_study *study, const ent_vary *vary,
                           ent_scenario **said_of, ent_problems *problems) {
    ent_status status = ENT_OK;
    *said_of = NULL;
    for (size_t i = 0; i < vary->count && status == ENT_OK; i++) {
        ent_problems said = {0};
        point p;
        status = point_load(study, vary, i, &p, &said);
        if (i == 0 && status == ENT_OK)
            status = look_at(study, p.plan);
        /* The other points would repeat what was said of the first. */
        if (i == 0 || status != ENT_OK) {
            const ent_problems old = *problems;
            ent_scenario *old_scenario = *said_of;
            *problems = said, said = old;
            *said_of = p.scenario, p.scenario = old_scenario;
        }
        ent_problems_free(&said);
        point_free(&p);
    }
    return status;
}

ent_status ent_sweep_run(const ent_study *study, const ent_vary *vary,
                         ent_scenario **failed, ent_problems *problems) {
    ent_status status = ENT_OK;
    *failed = NULL;
    for (size_t i = 0; i < vary->count && status == ENT_OK; i++) {
        ent_problems repeated = {0};
        ent_results *results = NULL;
        point p;
        status = point_load(study, vary, i, &p, &repeated);
        if (status == ENT_OK)
            status = ent_run(p.plan, &study->run, &results, problems);
        if (status == ENT_OK)
            status = study->visit(study->context, i, results);
        if (status == ENT_OK && results->paths < results->asked)
            status = ENT_IMPRECISE;
        ent_problems_free(&repeated);
        ent_results_free(results);
        if (status != ENT_OK) {
            *failed = p.scenario;
            p.scenario = NULL;
        }
        point_free(&p);
    }
    return status;
}
