/* Days and spans of time. */
#include <string.h>

#include "scenarios/reader/values.h"
#include "scenarios/scenarios.h"

static bool not_a_date(const ent_where *where, const ent_yaml *node, const char *help) {
    ent_problem *problem = ent_problem_add(where->reading->problems, "E0211", node->at,
                                           where->path, "`%s` is not a date", node->text);
    problem->help = help;
    ent_value_anchor(problem, node);
    return false;
}

bool ent_value_date(const ent_where *where, const ent_field *field, const ent_yaml *node,
                    ent_value *value) {
    value->text = ent_value_scalar(where, field, node);
    value->day = ENT_NO_DAY;
    return value->text != NULL &&
           (ent_day_read(node->text, &value->day) || ent_name_valid(node->text, false) ||
            not_a_date(where, node,
                       "write year-month-day, a real day of the years 1900 to 2199: "
                       "2030-12-31"));
}

bool ent_value_rough_date(const ent_where *where, const ent_field *field,
                          const ent_yaml *node, ent_value *value) {
    value->text = ent_value_scalar(where, field, node);
    return value->text != NULL &&
           (ent_day_read_rough(node->text, &value->day) ||
            not_a_date(where, node,
                       "write as much as is known: 2026-04-27, 2026-04 or 2026"));
}

/* A day of every year, so one of a year that is none of the leap years. */
bool ent_value_year_day(const ent_where *where, const ent_field *field,
                        const ent_yaml *node, ent_value *value) {
    value->text = ent_value_scalar(where, field, node);
    ent_arena *arena = &where->reading->scenario->arena;
    if (value->text == NULL ||
        ent_day_read(ent_text_join(arena, "2001-", value->text), &value->day)) {
        return value->text != NULL;
    }
    ent_problem *problem =
        ent_problem_add(where->reading->problems, "E0211", node->at, where->path,
                        "`%s` is not a day of the year", node->text);
    problem->help = "write month-day, with two digits each: 07-01";
    ent_value_anchor(problem, node);
    return false;
}

/* Adds "6 months", at the beginning of `text`, to `span`; the characters used, 0 if it is
 * none. */
static size_t scan_span(const char *text, ent_span *span) {
    static const struct {
        const char *word;
        int months, days;
    } units[] = {{"day", 0, 1},
                 {"week", 0, 7},
                 {"month", 1, 0},
                 {"quarter", 3, 0},
                 {"year", 12, 0}};
    size_t digits = strspn(text, "0123456789");
    int count = 0;
    for (size_t i = 0; i < digits && digits <= 5; i++) {
        count = 10 * count + (text[i] - '0');
    }
    const char *word = text + digits + strspn(text + digits, " ");
    size_t length = strspn(word, "abcdefghijklmnopqrstuvwxyz");
    for (size_t i = 0; i < sizeof units / sizeof units[0] && digits > 0 && digits <= 5;
         i++) {
        size_t unit = strlen(units[i].word);
        bool plural = length == unit + 1 && word[unit] == 's';
        if (strncmp(word, units[i].word, unit) == 0 && (length == unit || plural)) {
            span->months += count * units[i].months;
            span->days += count * units[i].days;
            return (size_t)(word - text) + length;
        }
    }
    return 0;
}

bool ent_value_span(const ent_where *where, const ent_field *field, const ent_yaml *node,
                    ent_value *value) {
    value->text = ent_value_scalar(where, field, node);
    if (value->text == NULL) {
        return false;
    }
    const int most = 200 * 12; /* months; the calendar holds no more */
    const char *text = node->text;
    size_t used = 1;
    while (used > 0 && *text != '\0' && value->span.months <= most &&
           value->span.days <= 31 * most) {
        used = scan_span(text, &value->span);
        text += used;
        text += strspn(text, " ");
    }
    if (*text == '\0') {
        return true;
    }
    ent_problem *problem =
        ent_problem_add(where->reading->problems, "E0212", node->at, where->path,
                        "`%s` is not a span of time", node->text);
    problem->help = "write a whole number and a unit: 6 months, 90 days, 1 year 6 months";
    ent_value_anchor(problem, node);
    return false;
}
