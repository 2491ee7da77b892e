#include "model/problem.h"

#include <string.h>

/* Longer words are no slips of the names of a scenario. */
#define WORD_MAX 64

const char *ent_problem_text(ent_problems *problems, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *text = ent_arena_format(&problems->arena, format, arguments);
    va_end(arguments);
    return text;
}

/* Where the next problem goes: the slot after the last one kept is scratch. */
static ent_problem *next_slot(ent_problems *problems) {
    if (problems->list == NULL) {
        problems->list = ent_arena_take(&problems->arena, ENT_PROBLEM_LIMIT + 1,
                                        sizeof *problems->list);
    }
    ent_problem *problem = &problems->list[problems->count];
    if (problems->count < ENT_PROBLEM_LIMIT) {
        problems->count++;
    }
    return problem;
}

ent_problem *ent_problem_add(ent_problems *problems, const char *code, ent_place at,
                             const char *path, const char *format, ...) {
    ent_problem *problem = next_slot(problems);
    *problem = (ent_problem){.code = code, .at = at};
    if (code[0] == 'W') {
        problems->warnings++;
    } else {
        problems->errors++;
    }
    if (problem == problems->list + ENT_PROBLEM_LIMIT) {
        problem->message = "";
        return problem;
    }
    va_list arguments;
    va_start(arguments, format);
    problem->message = ent_arena_format(&problems->arena, format, arguments);
    va_end(arguments);
    problem->path =
        path == NULL ? NULL : ent_arena_text(&problems->arena, path, strlen(path));
    return problem;
}

bool ent_problem_is_error(const ent_problem *problem) {
    return problem->code[0] != 'W' || problem->promoted;
}

void ent_problem_also(ent_problem *problem, ent_place at, const char *label) {
    const int room = (int)(sizeof problem->also / sizeof problem->also[0]);
    if (problem->also_count < room) {
        problem->also[problem->also_count++] = (ent_remark){at, label};
    }
}

static int compare_texts(const char *a, const char *b) {
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

/* Below 0 if `a` is to be told first. */
static int compare_problems(const ent_problem *a, const ent_problem *b) {
    int order = compare_texts(a->at.file == NULL ? NULL : a->at.file->name,
                              b->at.file == NULL ? NULL : b->at.file->name);
    if (order == 0) {
        order = (a->at.line > b->at.line) - (a->at.line < b->at.line);
    }
    if (order == 0) {
        order = (a->at.column > b->at.column) - (a->at.column < b->at.column);
    }
    if (order == 0) {
        order = ent_problem_is_error(b) - ent_problem_is_error(a);
    }
    return order;
}

/* At one place the path makes no difference: a mistake in an inherited clause is one
 * mistake. */
static bool same_problem(const ent_problem *a, const ent_problem *b) {
    return compare_problems(a, b) == 0 && strcmp(a->code, b->code) == 0 &&
           compare_texts(a->message, b->message) == 0 &&
           (a->at.line > 0 || compare_texts(a->path, b->path) == 0);
}

/* Forgets problem `i`, a repeat. */
static void drop(ent_problems *problems, size_t i) {
    ent_problem *list = problems->list;
    if (ent_problem_is_error(&list[i])) {
        problems->errors--;
    } else {
        problems->warnings--;
    }
    memmove(&list[i], &list[i + 1], (problems->count - i - 1) * sizeof *list);
    problems->count--;
}

void ent_problems_sort(ent_problems *problems) {
    ent_problem *list = problems->list;
    /* Insertion keeps the order of problems at one place, and there are few. */
    for (size_t i = 1; i < problems->count; i++) {
        ent_problem problem = list[i];
        size_t j = i;
        for (; j > 0 && compare_problems(&problem, &list[j - 1]) < 0; j--) {
            list[j] = list[j - 1];
        }
        list[j] = problem;
    }
    for (size_t i = 1; i < problems->count;) {
        bool repeat = false;
        for (size_t j = i; j > 0 && compare_problems(&list[j - 1], &list[i]) == 0; j--) {
            repeat = repeat || same_problem(&list[j - 1], &list[i]);
        }
        if (repeat) {
            drop(problems, i);
        } else {
            i++;
        }
    }
}

void ent_problems_free(ent_problems *problems) {
    ent_arena_free(&problems->arena);
    *problems = (ent_problems){0};
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* One row of the edit distance (optimal string alignment: a transposition counts once).
 * Each row has strlen(b) + 1 cells; `before` and `last` are the two rows above, for a[i -
 * 2] and a[i - 1]. */
static void distance_row(const char *a, size_t i, const char *b, size_t *const rows[3]) {
    const size_t *before = rows[0], *last = rows[1];
    size_t *row = rows[2];
    row[0] = i;
    for (size_t j = 1; b[j - 1] != '\0'; j++) {
        bool same = a[i - 1] == b[j - 1];
        row[j] = least(least(last[j] + 1, row[j - 1] + 1), last[j - 1] + !same);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
            row[j] = least(row[j], before[j - 2] + 1);
        }
    }
}

static size_t edit_distance(const char *a, const char *b) {
    size_t cells[3][WORD_MAX + 1] = {{0}};
    size_t length = strlen(a), width = strlen(b);
    for (size_t j = 0; j <= width; j++) {
        cells[0][j] = j;
    }
    for (size_t i = 1; i <= length; i++) {
        size_t *const rows[3] = {cells[(i + 1) % 3], cells[(i + 2) % 3], cells[i % 3]};
        distance_row(a, i, b, rows);
    }
    return cells[length % 3][width];
}

/* Whether the longer begins or ends with the shorter, and a part of it does too: "profit" and
 * "profit-only", "jump_rate" and "rate". */
static bool is_part(const char *longer, size_t length, const char *shorter,
                    size_t width) {
    static const char marks[] = "_-.";
    if (width < 3 || length < width + 2)
        return false;
    const char *end = longer + length - width;
    return (memcmp(longer, shorter, width) == 0 && strchr(marks, longer[width])) ||
           (memcmp(end, shorter, width) == 0 && strchr(marks, end[-1]));
}

/* The one name that has the word as a part, or is one of it; NULL if there are several. */
static const char *only_part(const char *word, const char *const *names, size_t count) {
    const char *found = NULL;
    const size_t length = strlen(word);
    for (size_t i = 0; i < count; i++) {
        const size_t width = strlen(names[i]);
        if (!is_part(word, length, names[i], width) &&
            !is_part(names[i], width, word, length))
            continue;
        if (found != NULL)
            return NULL;
        found = names[i];
    }
    return found;
}

const char *ent_nearest(const char *word, const char *const *names, size_t count) {
    const char *nearest = NULL;
    size_t length = strlen(word), best = WORD_MAX;
    for (size_t i = 0; i < count && length <= WORD_MAX; i++) {
        size_t width = strlen(names[i]);
        if (width > WORD_MAX) {
            continue;
        }
        size_t distance = edit_distance(word, names[i]);
        size_t allowed = (length > width ? length : width) / 3;
        if (distance <= allowed && distance < best) {
            best = distance;
            nearest = names[i];
        }
    }
    return nearest != NULL ? nearest : only_part(word, names, count);
}

#define NAMES_LISTED 8

const char *ent_names_help(ent_problems *problems, const char *word,
                           const char *const *names, size_t count, const char *what) {
    const char *nearest = ent_nearest(word, names, count), *list = "";
    if (nearest != NULL) {
        return ent_problem_text(problems, "did you mean %s?", nearest);
    }
    for (size_t i = 0; i < count && count <= NAMES_LISTED; i++) {
        const char *before = i == 0 ? "" : i + 1 == count ? " and " : ", ";
        list = ent_problem_text(problems, "%s%s%s", list, before, names[i]);
    }
    return *list == '\0' ? NULL : ent_problem_text(problems, "%s: %s", what, list);
}
