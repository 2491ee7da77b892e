#include "plots/ticks.h"

#include <math.h>
#include <stdio.h>

static const int mantissas[] = {10, 20, 25, 50};
enum { MANTISSAS = 4 };

static double step_of(int mantissa, int exponent) {
    double power = 1;
    for (int i = 0; i < (exponent < 0 ? -exponent : exponent); i++)
        power *= 10;
    /* Dividing rounds once, so that 3 x 0.1 is 0.3 and not 0.30000000000000004. */
    return exponent < 0 ? mantissa / power : mantissa * power;
}

double ent_ticks_step(const ent_ticks *ticks) {
    return step_of(ticks->mantissa, ticks->exponent);
}

double ent_ticks_at(const ent_ticks *ticks, int i) {
    double units = (ticks->first + i) * ticks->mantissa, power = 1;
    for (int k = 0; k < (ticks->exponent < 0 ? -ticks->exponent : ticks->exponent); k++)
        power *= 10;
    return ticks->exponent < 0 ? units / power : units * power;
}

static void widen(double *low, double *high) {
    double room = *low == 0 ? 1 : fabs(*low) * 0.1;
    *low -= *low == 0 ? 0 : room;
    *high += room;
}

ent_ticks ent_ticks_over(double low, double high, int most) {
    if (!(high > low) || high - low < 1e-12 * (fabs(low) + fabs(high)))
        widen(&low, &high);
    int exponent = ent_format_decade((high - low) / most) - 2;
    for (;; exponent++)
        for (int m = 0; m < MANTISSAS; m++) {
            double step = step_of(mantissas[m], exponent);
            /* A hair of slack, or 0.3 / 0.1 would ask for one tick more. */
            double first = floor(low / step + 1e-9), last = ceil(high / step - 1e-9);
            if (last - first + 1 <= most)
                return (ent_ticks){first, mantissas[m], exponent,
                                   (int)(last - first) + 1};
        }
}

ent_ticks ent_ticks_inside(double low, double high, int most) {
    ent_ticks ticks = ent_ticks_over(low, high, most);
    double slack = 1e-9 * ent_ticks_step(&ticks);
    while (ticks.count > 0 && ent_ticks_at(&ticks, 0) < low - slack) {
        ticks.first++;
        ticks.count--;
    }
    while (ticks.count > 0 && ent_ticks_at(&ticks, ticks.count - 1) > high + slack)
        ticks.count--;
    return ticks;
}

/* Decimals that show every multiple of the step in a scale. */
static int decimals_of(const ent_ticks *ticks, int scale) {
    int place = ticks->exponent + (ticks->mantissa % 10 == 0 ? 1 : 0);
    return place < scale ? scale - place : 0;
}

int ent_ticks_unit(const ent_ticks *ticks) {
    return ticks->count > 0 && ent_ticks_at(ticks, ticks->count - 1) == 0
               ? 0
               : ticks->count - 1;
}

char *ent_ticks_label(const ent_ticks *ticks, const ent_format *format, int i, char *text,
                      size_t size) {
    double value = ent_ticks_at(ticks, i), first = ent_ticks_at(ticks, 0);
    double last = ent_ticks_at(ticks, ticks->count - 1);
    double most = fabs(first) > fabs(last) ? fabs(first) : fabs(last);
    char number[72];
    if (format->show == ENT_SHOW_DATE)
        return ent_format_date((ent_day)value, ENT_TO_MONTH, text, size);
    if (format->show == ENT_SHOW_PERCENT) {
        int decimals = value == 0 ? 0 : decimals_of(ticks, -2);
        ent_format_scaled(100 * value, 0, decimals, number, sizeof number);
        snprintf(text, size, "%s%s", number, i == ent_ticks_unit(ticks) ? "%" : "");
        return text;
    }
    int decade = ent_format_decade(most);
    if (decade >= 18 || decade < -9)
        return ent_format_value(format, value, 0, text, size);
    int scale = ent_format_scale(most);
    ent_format_scaled(value, scale, value == 0 ? 0 : decimals_of(ticks, scale), number,
                      sizeof number);
    if (i != ent_ticks_unit(ticks)) {
        snprintf(text, size, "%s", number);
        return text;
    }
    bool negative = value < 0;
    snprintf(text, size, "%s%s%s%s", negative ? "\xe2\x88\x92" : "", format->prefix,
             number + (negative ? 3 : 0), ent_format_word(scale));
    return text;
}

static const ent_stretch stretches[] = {
    {ENT_EACH_DAY, 0},   {ENT_EACH_WEEK, 0},  {ENT_EACH_MONTH, 0},  {ENT_EACH_QUARTER, 0},
    {ENT_EACH_YEAR, 1},  {ENT_EACH_YEAR, 2},  {ENT_EACH_YEAR, 5},   {ENT_EACH_YEAR, 10},
    {ENT_EACH_YEAR, 20}, {ENT_EACH_YEAR, 50}, {ENT_EACH_YEAR, 100},
};
enum { STRETCHES = sizeof stretches / sizeof *stretches };

double ent_stretch_days(ent_stretch stretch) {
    static const double days[] = {1, 7, 365.25 / 12, 365.25 / 4, 365.25};
    return days[stretch.each] * (stretch.each == ENT_EACH_YEAR ? stretch.years : 1);
}

ent_stretch ent_stretch_over(ent_day first, ent_day last, int most) {
    for (int i = 0; i < STRETCHES; i++)
        if ((last - first + 1) / ent_stretch_days(stretches[i]) <= most)
            return stretches[i];
    return stretches[STRETCHES - 1];
}

ent_day ent_stretch_floor(ent_stretch stretch, ent_day day) {
    int year, month, date;
    ent_day_split(day, &year, &month, &date);
    switch (stretch.each) {
    case ENT_EACH_DAY:
        return day;
    case ENT_EACH_WEEK:
        return day - ((day + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
    case ENT_EACH_MONTH:
        return ent_day_of(year, month, 1);
    case ENT_EACH_QUARTER:
        return ent_day_of(year, (month - 1) / 3 * 3 + 1, 1);
    case ENT_EACH_YEAR:
        break;
    }
    return ent_day_of(year - year % stretch.years, 1, 1);
}

ent_day ent_stretch_next(ent_stretch stretch, ent_day floor) {
    static const ent_span spans[] = {{0, 1}, {0, 7}, {1, 0}, {3, 0}, {12, 0}};
    ent_span span = spans[stretch.each];
    if (stretch.each == ENT_EACH_YEAR)
        span.months *= stretch.years;
    return ent_day_add(floor, span);
}

char *ent_stretch_label(ent_stretch stretch, ent_day floor, char *text, size_t size) {
    static const ent_date_detail details[] = {ENT_TO_DAY, ENT_TO_DAY, ENT_TO_MONTH,
                                              ENT_TO_QUARTER, ENT_TO_YEAR};
    return ent_format_date(floor, details[stretch.each], text, size);
}
