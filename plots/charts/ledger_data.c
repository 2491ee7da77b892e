/* A ledger's data: checked, summed, told in words, and written as CSV. */
#include <string.h>

#include "plots/chart_data.h"
#include "plots/charts/ledger_parts.h"

static int year_of(ent_day day) {
    int year, month, date;
    ent_day_split(day, &year, &month, &date);
    return year;
}

int ent_ledger_first_year(const ent_ledger *g) {
    return year_of(g->start);
}

void ent_ledger_check(const void *chart, ent_problems *problems) {
    const ent_ledger *g = chart;
    if (g->count == 0 || g->entry_count == 0 || !g->entries) {
        ent_chart_empty("ledger", problems);
        return;
    }
    if (g->entry_count > ENT_LEDGER_MOST)
        ent_chart_contradicts(problems, "a ledger has eight entries at most");
    if (g->end < g->start ||
        (size_t)(year_of(g->end) - year_of(g->start)) + 1 != g->count)
        ent_chart_contradicts(problems,
                              "the years of a ledger must be those of its horizon");
    for (size_t i = 0; i < g->entry_count && i < ENT_LEDGER_MOST; i++) {
        const ent_ledger_entry *entry = &g->entries[i];
        if (!entry->mean || !entry->label)
            ent_chart_contradicts(problems, "an entry needs a label and its amounts");
        ent_chart_finite(entry->mean, g->count, "ledger's amounts", problems);
        ent_chart_finite(entry->se, g->count, "ledger's errors", problems);
    }
}

double ent_ledger_net(const ent_ledger *g, size_t year, double *error) {
    double net = 0;
    *error = 0;
    for (size_t i = 0; i < g->entry_count; i++) {
        net += g->entries[i].mean[year];
        *error += g->entries[i].se ? g->entries[i].se[year] : 0;
    }
    return net;
}

/* The error of an entry's sum, at most. */
static double total_error(const ent_ledger *g, const ent_ledger_entry *entry) {
    double sum = 0;
    for (size_t y = 0; entry->se && y < g->count; y++)
        sum += entry->se[y];
    return entry->total_se > 0 && entry->total_se < sum ? entry->total_se : sum;
}

double ent_ledger_total(const ent_ledger *g, const ent_ledger_entry *entry,
                        double *error) {
    double total = 0;
    *error = 0;
    for (size_t i = 0; i < g->entry_count; i++) {
        if (entry && entry != &g->entries[i])
            continue;
        *error += total_error(g, &g->entries[i]);
        for (size_t y = 0; y < g->count; y++)
            total += g->entries[i].mean[y];
    }
    return total;
}

const char *ent_ledger_amount(const ent_ledger *g, double value, double error,
                              ent_scene *scene) {
    return ent_chart_value(g->unit, value, error, scene);
}

/* "27 Apr" */
static const char *day_text(ent_day day, ent_scene *scene) {
    char text[ENT_FORMAT_SIZE];
    ent_format_date(day, ENT_TO_DAY, text, sizeof text);
    return ent_scene_format(scene, "%.*s", (int)(strrchr(text, ' ') - text), text);
}

const char *ent_ledger_days(const ent_ledger *g, size_t year, ent_scene *scene) {
    int number = year_of(g->start) + (int)year;
    bool late = g->start > ent_day_of(number, 1, 1);
    bool early = g->end < ent_day_of(number, 12, 31);
    if (late && early)
        return ent_scene_format(scene, "%s to %s", day_text(g->start, scene),
                                day_text(g->end, scene));
    if (late)
        return ent_scene_format(scene, "from %s", day_text(g->start, scene));
    return early ? ent_scene_format(scene, "to %s", day_text(g->end, scene)) : NULL;
}

static const char *describe_years(const ent_ledger *g, ent_scene *scene) {
    const char *text = " Net:";
    double error;
    for (size_t y = 0; y < g->count; y++) {
        double net = ent_ledger_net(g, y, &error);
        text = ent_scene_format(scene, "%s%s %d %s", text, y ? ";" : "",
                                year_of(g->start) + (int)y,
                                ent_ledger_amount(g, net, error, scene));
    }
    return text;
}

const char *ent_ledger_describe(const ent_ledger *g, ent_scene *scene) {
    double error, total = ent_ledger_total(g, NULL, &error);
    const char *text = ent_scene_format(
        scene,
        "Stacked bars, one for each of %s from %d: %s. Received is above zero, "
        "paid below. In all:",
        ent_chart_counted(g->count, "year", scene), year_of(g->start),
        g->text.subtitle ? g->text.subtitle : "flows by clause");
    for (size_t i = 0; i < g->entry_count; i++) {
        double own, sum = ent_ledger_total(g, &g->entries[i], &own);
        text =
            ent_scene_format(scene, "%s%s %s %s", text, i ? ";" : "", g->entries[i].label,
                             ent_ledger_amount(g, sum, own, scene));
    }
    return ent_scene_format(scene, "%s; net %s.%s.", text,
                            ent_ledger_amount(g, total, error, scene),
                            describe_years(g, scene));
}

const char *ent_ledger_note(const ent_ledger *g, ent_scene *scene) {
    double most = 0;
    for (size_t y = 0; y < g->count; y++) {
        double error;
        ent_ledger_net(g, y, &error);
        most = error > most ? error : most;
    }
    if (most == 0)
        return "Dots: the year's net.";
    return ent_scene_format(
        scene, "Dots: the year's net. Whiskers: two standard errors, at most %s.",
        ent_ledger_amount(g, 2 * most, most, scene));
}

static void print_row(FILE *out, int year, const char *entry, const double values[2]) {
    fprintf(out, "%d,", year);
    ent_csv_text(out, entry);
    ent_csv_number(out, values[0]);
    ent_csv_number(out, values[1]);
    fputc('\n', out);
}

void ent_ledger_print_csv(const void *chart, FILE *out) {
    const ent_ledger *g = chart;
    fputs("year,entry,mean,se_at_most\n", out);
    for (size_t y = 0; y < g->count; y++) {
        int year = year_of(g->start) + (int)y;
        double error, net = ent_ledger_net(g, y, &error);
        for (size_t i = 0; i < g->entry_count; i++) {
            const ent_ledger_entry *entry = &g->entries[i];
            print_row(out, year, entry->label,
                      (double[]){entry->mean[y], entry->se ? entry->se[y] : 0});
        }
        print_row(out, year, "net", (double[]){net, error});
    }
}
