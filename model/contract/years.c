#include "model/contract/years.h"

/* The day of that calendar year on which a contract year begins. */
static ent_day begin_in(int year, const ent_value *from) {
    int month, day, unused;
    ent_day_split(from->day, &unused, &month, &day);
    return ent_day_of(year, month, day);
}

/* The first day of the contract year that holds `day`. */
static ent_day begin_of(ent_day day, const ent_value *from) {
    int year, month, unused;
    ent_day_split(day, &year, &month, &unused);
    const ent_day begin = begin_in(year, from);
    return begin <= day ? begin : begin_in(year - 1, from);
}

static void tell_cut(const ent_entry *entry, const ent_value *from,
                     const ent_period *period, ent_problems *problems) {
    char first[11], begin[11];
    ent_problem *problem = ent_problem_add(
        problems, "E0723", from->at, entry->path,
        "the contract year begins on %s, within the period that begins on %s",
        ent_day_write(begin_of(period->last, from), begin),
        ent_day_write(period->first, first));
    problem->help = "write a day on which a period begins, or take a shorter step in "
                    "`horizon`";
}

const ent_contract_year *ent_contract_years(const ent_entry *entry, const ent_value *from,
                                            const ent_period *periods, size_t count,
                                            ent_arena *arena, ent_problems *problems) {
    ent_contract_year *years = ent_arena_take(arena, count, sizeof *years);
    for (size_t t = 0; t < count; t++) {
        const ent_day begin = begin_of(periods[t].first, from);
        const ent_day next = begin_of(begin + 366, from);
        if (next <= periods[t].last) {
            tell_cut(entry, from, &periods[t], problems);
            return NULL;
        }
        years[t] =
            (ent_contract_year){.begins = t == 0 || begin == periods[t].first,
                                .ends = t + 1 == count || periods[t].last + 1 == next,
                                .days = next - begin};
    }
    return years;
}
