#include "model/calendar.h"

#include <math.h>
#include <string.h>

#define YEAR_MIN 1900
#define YEAR_MAX 2199

/* Days from civil and back: Howard Hinnant, "chrono-compatible low-level date
 * algorithms".  Years begin on 1 March, so that the leap day is the last of its year. */
ent_day ent_day_of(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int month_from_march = month > 2 ? month - 3 : month + 9;
    int day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    int day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void ent_day_split(ent_day date, int *year, int *month, int *day) {
    int z = date + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

static int days_in_month(int year, int month) {
    int next_year = month == 12 ? year + 1 : year;
    int next_month = month == 12 ? 1 : month + 1;
    return ent_day_of(next_year, next_month, 1) - ent_day_of(year, month, 1);
}

/* The number in text[0..count), or -1 if one of them is no digit. */
static int digits(const char *text, int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = 10 * number + (text[i] - '0');
    }
    return number;
}

bool ent_day_read(const char *text, ent_day *date) {
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month)) {
        return false;
    }
    *date = ent_day_of(year, month, day);
    return true;
}

bool ent_day_read_rough(const char *text, ent_day *date) {
    const size_t length = strlen(text);
    char whole[11] = "0000-12-31";
    if (length != 4 && length != 7) {
        return ent_day_read(text, date);
    }
    memcpy(whole, text, length);
    if (length == 7) {
        memcpy(whole + 8, "01", 2);
    }
    if (!ent_day_read(whole, date)) {
        return false;
    }
    *date = length == 4 ? *date : ent_day_add(*date, (ent_span){.months = 1}) - 1;
    return true;
}

static void write_digits(char *text, int number, int count) {
    for (int i = count - 1; i >= 0; i--) {
        text[i] = (char)('0' + number % 10);
        number /= 10;
    }
}

char *ent_day_write(ent_day date, char text[11]) {
    int year, month, day;
    ent_day_split(date, &year, &month, &day);
    memcpy(text, "0000-00-00", 11);
    write_digits(text, year, 4);
    write_digits(text + 5, month, 2);
    write_digits(text + 8, day, 2);
    return text;
}

ent_day ent_day_add(ent_day date, ent_span span) {
    int year, month, day;
    ent_day_split(date, &year, &month, &day);
    int months = year * 12 + (month - 1) + span.months;
    year = (months >= 0 ? months : months - 11) / 12;
    month = months - 12 * year + 1;
    int last = days_in_month(year, month);
    return ent_day_of(year, month, day < last ? day : last) + span.days;
}

static int months_in(ent_step_size step) {
    static const int months[] = {
        [ENT_DAILY] = 0, [ENT_MONTHLY] = 1, [ENT_QUARTERLY] = 3, [ENT_YEARLY] = 12};
    return months[step];
}

/* First and last day of the whole period that holds `date`. */
static void whole_period(ent_day date, ent_step_size step, ent_day *first,
                         ent_day *last) {
    int months = months_in(step);
    if (months == 0) {
        *first = *last = date;
        return;
    }
    int year, month, day;
    ent_day_split(date, &year, &month, &day);
    month = (month - 1) / months * months + 1;
    *first = ent_day_of(year, month, 1);
    *last = ent_day_add(*first, (ent_span){.months = months}) - 1;
}

static double whole_length(ent_step_size step) {
    int months = months_in(step);
    return months == 0 ? 1.0 / 365 : months / 12.0;
}

static ent_period cut(ent_day first, ent_day horizon_end, ent_step_size step) {
    ent_day whole_first, whole_last;
    whole_period(first, step, &whole_first, &whole_last);
    ent_period period = {.first = first,
                         .last = whole_last < horizon_end ? whole_last : horizon_end,
                         .length = whole_length(step)};
    int days = period.last - period.first + 1, whole_days = whole_last - whole_first + 1;
    if (days != whole_days) {
        period.length *= (double)days / whole_days;
    }
    int month, day, next_year;
    ent_day_split(period.last, &period.year, &month, &day);
    ent_day_split(period.last + 1, &next_year, &month, &day);
    period.last_of_year = next_year != period.year || period.last == horizon_end;
    return period;
}

ent_period *ent_periods_cut(ent_arena *arena, ent_day first, ent_day last,
                            ent_step_size step, size_t *count) {
    ent_period *periods = NULL;
    double end = 0;
    *count = 0;
    while (first <= last) {
        periods = ent_arena_grow(arena, periods, *count, sizeof *periods);
        ent_period *period = &periods[(*count)++];
        *period = cut(first, last, step);
        end += period->length;
        period->end = end;
        first = period->last + 1;
    }
    return periods;
}

int ent_period_of(const ent_period *periods, size_t count, ent_day day) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (periods[middle].last < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && periods[low].first <= day ? (int)low : -1;
}

ent_day ent_day_after(const ent_period *period, ent_span span) {
    return ent_day_add(period->last + 1, span) - 1;
}

double *ent_periods_after(ent_arena *arena, const ent_period *periods, size_t count,
                          ent_span delay) {
    double *after = ent_arena_take(arena, count, sizeof *after);
    for (size_t t = 0; t < count; t++) {
        const ent_day day = ent_day_after(&periods[t], delay);
        const int reached = ent_period_of(periods, count, day);
        after[t] = reached < 0 ? (double)INFINITY : reached;
    }
    return after;
}

double ent_period_share(const ent_period *period, ent_day from, ent_day until) {
    ent_day first = from != ENT_NO_DAY && from > period->first ? from : period->first;
    ent_day last = until != ENT_NO_DAY && until < period->last ? until : period->last;
    if (last < first) {
        return 0;
    }
    return (double)(last - first + 1) / (period->last - period->first + 1);
}
