/* curve: a plan, the same on every path: dated points, or totals by calendar year.
 *
 * See curve.h for the formulas. */
#include "model/world/driver_help.h"

#include "model/world/curve.h"

enum { POINTS, YEARLY, INTERPOLATION, EXTEND };
static const char *const interpolations[] = {"linear", "log", "step", "monotone", NULL};
static const char *const extensions[] = {"flat", NULL};

static const ent_field fields[] = {
    [POINTS] = {.name = "points",
                .type = ENT_DAYS,
                .unit = "own",
                ENT_ANY,
                .example = "{2026-04-27: 15.6%, 2032-12-31: 26.4%}",
                .help = "Values on dates, averaged over each period"},
    [YEARLY] =
        {.name = "yearly",
         .type = ENT_YEARS,
         .unit = NULL,
         ENT_ANY,
         .example = "{2026: 30bn, 2027: 62bn}",
         .help =
             "Totals of calendar years, each met exactly; earlier years shape the first "
             "slope"},
    [INTERPOLATION] = {.name = "interpolation",
                       .type = ENT_CHOICE,
                       .standard = "linear",
                       .choices = interpolations,
                       .help = "How points are joined"},
    [EXTEND] =
        {.name = "extend",
         .type = ENT_CHOICE,
         .choices = extensions,
         .help =
             "The first and last point hold beyond them; without it, points must cover "
             "the horizon"},
};

static bool of_points_only(const ent_entry *entry, int field, ent_problems *problems) {
    ent_problem_add(problems, "E0717", entry->fields[field].at, entry->path,
                    "%s is for points: yearly totals are joined in one way",
                    fields[field].name)
        ->help = ent_problem_text(problems, "drop `%s`", fields[field].name);
    return false;
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    const ent_value *given = entry->fields;
    if (given[YEARLY].given && !given[POINTS].given)
        for (int f = INTERPOLATION; f <= EXTEND; f++)
            if (given[f].given)
                return of_points_only(entry, f, problems);
    ent_curve curve = {
        .points = given[POINTS].given ? &given[POINTS] : NULL,
        .yearly = given[YEARLY].given ? &given[YEARLY] : NULL,
        .interpolation = given[INTERPOLATION].index,
        .flat = given[EXTEND].given,
        .at = entry->at,
        .path = entry->path,
    };
    *data = ent_curve_values(&curve, periods, count, arena, problems);
    return *data != NULL;
}

const ent_driver_kind ENT_ISA(ent_driver_curve) = {
    .kind = {"curve",
             "A course in time that is known: dated points, joined, or totals by "
             "calendar year.",
             fields, ENT_LENGTH(fields), .example = "yearly: {2026: 30bn, 2027: 62bn}\n"},
    .shock = ENT_SHOCK_NONE,
    .measure = ENT_STOCK,
    .prepare = prepare,
};
