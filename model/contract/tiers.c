#include "model/contract/tiers.h"

static const ent_field fields[] = {
    [ENT_TIER_ABOVE] = {.name = "above",
                        .type = ENT_FORMULA,
                        .unit = "money",
                        ENT_FROM(0),
                        .required = true,
                        .example = "500m",
                        .help = "Where the tier begins; it ends where the next begins"},
    [ENT_TIER_RATE] = {.name = "rate",
                       .type = ENT_FORMULA,
                       .unit = "share",
                       ENT_WITHIN(0, 1),
                       .required = true,
                       .example = "8%",
                       .help = "Share of what lies in the tier"},
};
const ent_kind ent_tier = {
    .name = "tier",
    .help = "One layer and its rate.",
    .fields = fields,
    .field_count = ENT_LENGTH(fields),
};

static bool check_one(const ent_entry *entry, const ent_value *rate,
                      const ent_value *list, ent_problems *problems) {
    if (rate->given != list->given)
        return true;
    ent_problem *problem = ent_problem_add(
        problems, "E0724", list->given ? list->at : entry->at, entry->path,
        list->given ? "`rate` and `tiers` exclude one another"
                    : "`rate` is missing, or `tiers`");
    problem->help = list->given
                        ? "keep one; `rate: none` or `tiers: none` drops the other"
                        : "add `rate: 20%`, or `tiers: [{above: 0, rate: 5%}, {above: "
                          "500m, rate: 8%}]`";
    return false;
}

static bool check_rise(const ent_value *list, ent_problems *problems) {
    const ent_value *before = NULL;
    for (size_t k = 0; k < list->row_count; k++) {
        const ent_value *above = &list->rows[k].fields[ENT_TIER_ABOVE];
        if (above->known && before && above->number <= before->number) {
            ent_problem *problem =
                ent_problem_add(problems, "E0725", above->at, list->rows[k].path,
                                "the tier begins at %s, not above the one before, %s",
                                above->text, before->text);
            ent_problem_also(problem, before->at, "this one");
            problem->help = "list the tiers from the lowest up";
            return false;
        }
        before = above->known ? above : before;
    }
    return true;
}

bool ent_tiers_check(const ent_entry *entry, int rate, int tiers,
                     ent_problems *problems) {
    const ent_value *list = &entry->fields[tiers];
    return check_one(entry, &entry->fields[rate], list, problems) &&
           check_rise(list, problems);
}

static bool unreached(const ent_entry *tier, const ent_value *why, const char *message,
                      ent_problems *problems) {
    ent_problem *problem =
        ent_problem_add(problems, "E0727", why->at, tier->path, message, why->text);
    problem->help = "begin the first tier at 0 and give a rate of 0 only to the last, or "
                    "count the tiers in profit: `tier_base: profit`";
    return false;
}

bool ent_waterfall_check(const ent_value *list, ent_problems *problems) {
    for (size_t k = 0; k < list->row_count; k++) {
        const ent_entry *tier = &list->rows[k];
        const ent_value *above = &tier->fields[ENT_TIER_ABOVE];
        const ent_value *rate = &tier->fields[ENT_TIER_RATE];
        if (k == 0 && !(above->known && above->number == 0))
            return unreached(tier, above,
                             "nothing is paid below %s, so that it is never reached",
                             problems);
        if (k + 1 < list->row_count && rate->known && rate->number == 0)
            return unreached(tier, rate,
                             "at a rate of %s nothing is paid, so that the next tier is "
                             "never reached",
                             problems);
    }
    return true;
}
