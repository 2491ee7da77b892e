#include "cli/trace_series.h"

#include <math.h>
#include <string.h>

#include "cli/table.h"
#include "plots/format.h"

/* What a product of two shown numbers needs to meet a printed payment to the last digit. */
enum { DIGITS = 8 };

/* The next series of the list, which is moved on, or NULL at its end. */
static const ent_trace_series *next_series(const ent_trace *trace, const char **list) {
    if (*list == NULL)
        return NULL;
    *list += strspn(*list, " ");
    const size_t length = ent_series_first(*list);
    const ent_trace_series *found = NULL;
    for (size_t i = 0; i < trace->series_count && found == NULL; i++)
        if (strlen(trace->series[i].name) == length &&
            memcmp(trace->series[i].name, *list, length) == 0)
            found = &trace->series[i];
    *list = (*list)[length] == '\0' ? NULL : *list + length + 1;
    return found;
}

/* How the numbers of a column are shown. */
typedef struct {
    int scale, decimals;
} digits;

static bool has_decimals(const ent_trace_series *s, size_t count, digits d, double most) {
    const double unit = pow(10, d.scale - d.decimals);
    for (size_t p = 0; p < count; p++)
        if (fabs(s->values[p] - round(s->values[p] / unit) * unit) > 1e-9 * most)
            return false;
    return true;
}

/* As few decimals as all numbers of the column have, at most so many that the largest has all digits. */
static digits digits_of(const ent_trace_series *s, size_t count) {
    double most = 0;
    for (size_t p = 0; p < count; p++)
        if (isfinite(s->values[p]) && fabs(s->values[p]) > most)
            most = fabs(s->values[p]);
    digits d = {.scale = ent_format_scale(most)};
    const int least = most > 0 ? d.scale - ent_format_decade(most) + DIGITS - 1 : 0;
    while (d.decimals < least && d.decimals < DIGITS && !has_decimals(s, count, d, most))
        d.decimals++;
    return d;
}

static void put_value(ent_table *t, double value, digits d) {
    char text[ENT_FORMAT_SIZE];
    if (!isfinite(value)) {
        ent_table_put(t, "no number");
        return;
    }
    ent_format_scaled(fabs(value), d.scale, d.decimals, text, sizeof text);
    const bool zero = strspn(text, "0.") == strlen(text);
    ent_table_put(t, "%s%s%s", value < 0 && !zero ? "\xe2\x88\x92" : "", text,
                  zero ? "" : ent_format_word(d.scale));
}

static void add_columns(ent_table *t, const ent_trace *trace, const char *list,
                        ent_form form) {
    const ent_trace_series *s;
    char header[256];
    ent_table_column(t, "date", ENT_COLUMN_TEXT);
    while ((s = next_series(trace, &list)) != NULL) {
        const bool bare = form == ENT_AS_CSV || strcmp(s->unit, "1") == 0;
        snprintf(header, sizeof header, "%s%s%s%s", s->name, bare ? "" : " [",
                 bare ? "" : s->unit, bare ? "" : "]");
        ent_table_column(t, header, ENT_COLUMN_NUMBER);
    }
}

void ent_trace_series_print(const ent_trace *trace, const char *list, ent_form form,
                            bool bold) {
    ent_table t = {0};
    char day[11];
    add_columns(&t, trace, list, form);
    for (size_t p = 0; p < trace->period_count; p++) {
        const ent_trace_series *s;
        ent_table_put(&t, "%s", ent_day_write(trace->days[p], day));
        for (const char *at = list; (s = next_series(trace, &at)) != NULL;)
            if (form == ENT_AS_CSV)
                ent_table_put_exact(&t, s->values[p]);
            else
                put_value(&t, s->values[p], digits_of(s, trace->period_count));
    }
    ent_table_print(&t, form, bold, stdout);
    ent_table_free(&t);
}

json_t *ent_trace_series_json(const ent_trace *trace, const char *list) {
    json_t *object = json_object();
    const ent_trace_series *s;
    while ((s = next_series(trace, &list)) != NULL) {
        json_t *one = json_object(), *values = json_array();
        for (size_t p = 0; p < trace->period_count; p++)
            json_array_append_new(values, ent_json_number(s->values[p]));
        json_object_set_new(one, "unit", ent_json_text(s->unit));
        json_object_set_new(one, "values", values);
        json_object_set_new(object, s->name, one);
    }
    return object;
}
