#include "cli/figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"
enum { DIGITS_BARE = 4, DECIMALS_MOST = 8 };

ent_scale ent_scale_choose(double magnitude, const char *unit) {
    /* 999.96m is 1bn to every reader. */
    const double rounded = isfinite(magnitude) ? fabs(magnitude) * 1.00005 : 0;
    return (ent_scale){ent_format_of(unit), ent_format_scale(rounded)};
}

/* Where all futures agree, what is left of the error is rounding and says nothing about
 * digits. */
#define ROUNDING 1e-12

static bool is_error(double value, double error) {
    return isfinite(error) && error > ROUNDING * fabs(value);
}

/* Decimals after the scale, down to the error's first digit, or its second if the first
 * is a 1 (rounding 0.14 to 0.1 would hide a third of it). */
static int decimals_of(double error, int scale) {
    const int decade = ent_format_decade(error);
    const bool one = error < 1.95 * pow(10, decade);
    const int decimals = scale - decade + (one ? 1 : 0);
    return decimals < 0 ? 0 : decimals > DECIMALS_MOST ? DECIMALS_MOST : decimals;
}

/* The zeros at the end of 3.46e40 are not behind the point. */
static void trim_zeros(char *text) {
    if (strchr(text, '.') == NULL || strchr(text, 'e') != NULL)
        return;
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        length--;
    text[text[length - 1] == '.' ? length - 1 : length] = '\0';
}

static void write_digits(int scale, double magnitude, double error, char *digits) {
    if (is_error(magnitude, error)) {
        ent_format_scaled(magnitude, scale, decimals_of(error, scale), digits,
                          ENT_FORMAT_SIZE);
        return;
    }
    int decimals = scale - ent_format_decade(magnitude) + DIGITS_BARE - 1;
    decimals = decimals < 0 ? 0 : decimals > DECIMALS_MOST ? DECIMALS_MOST : decimals;
    ent_format_scaled(magnitude, scale, decimals, digits, ENT_FORMAT_SIZE);
    trim_zeros(digits);
}

char *ent_scale_write(const ent_scale *s, double value, double error, bool sign,
                      char *text) {
    text[0] = '\0';
    if (isnan(value))
        return text;
    if (isinf(value)) {
        snprintf(text, ENT_FORMAT_SIZE, "%sinfinite", value > 0 ? "" : MINUS);
        return text;
    }
    char digits[ENT_FORMAT_SIZE];
    write_digits(s->scale, fabs(value), error, digits);
    const bool zero = strspn(digits, "0.") == strlen(digits);
    const char *before = zero ? "" : value < 0 ? MINUS : sign ? "+" : "";
    char number[ENT_FORMAT_SIZE];
    snprintf(number, sizeof number, "%.40s%s", digits,
             zero && !is_error(value, error) ? "" : ent_format_word(s->scale));
    snprintf(text, ENT_FORMAT_SIZE, "%s%s%.48s%s", before, s->format.prefix, number,
             ent_format_behind(&s->format, number));
    return text;
}

char *ent_scale_error(const ent_scale *s, double value, double error, char *text) {
    text[0] = '\0';
    if (!is_error(value, error))
        return text;
    char digits[ENT_FORMAT_SIZE];
    write_digits(s->scale, error, error, digits);
    snprintf(text, ENT_FORMAT_SIZE, "± %.80s", digits);
    return text;
}

/* A tenth of the next scale's unit: with an error that large, "$0.2m" has all the digits that are
 * known, and "$239,769" five more. */
static double magnitude_of(double value, double error) {
    static const double units[] = {1e6, 1e9, 1e12};
    double magnitude = fabs(value);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (is_error(value, error) && error >= 0.1 * units[i] && magnitude < units[i])
            magnitude = units[i];
    return magnitude;
}

char *ent_figure_value(double value, double error, const char *unit, char *text) {
    const ent_scale scale = ent_scale_choose(magnitude_of(value, error), unit);
    return ent_scale_write(&scale, value, error, false, text);
}

char *ent_figure_error(double value, double error, const char *unit, char *text) {
    const ent_scale scale = ent_scale_choose(magnitude_of(value, error), unit);
    return ent_scale_error(&scale, value, error, text);
}

/* A 95% interval is about four standard errors wide. */
static int percent_decimals(double low, double high) {
    const double error = 100 * (high - low) / 4;
    return error > 0 ? decimals_of(error, 0) : 0;
}

/* The rule of three, in percent, rounded up so that it stays a bound. */
static double rule_of_three(uint64_t n, int *decimals) {
    const double bound = n > 3 ? 300 / (double)n : 100;
    *decimals = decimals_of(bound, 0);
    const double unit = pow(10, -*decimals);
    return ceil(bound / unit - 1e-9) * unit;
}

char *ent_figure_share(double p, double low, double high, uint64_t n, char *text) {
    int decimals;
    const double bound = rule_of_three(n, &decimals);
    const bool certain = !(p > 0) || !(p < 1);
    if (certain && bound >= 100) /* too few to say anything in percent */
        snprintf(text, ENT_FORMAT_SIZE, "%d of %d", p > 0 ? (int)n : 0, (int)n);
    else if (!(p > 0))
        snprintf(text, ENT_FORMAT_SIZE, "<%.*f%%", decimals, bound);
    else if (!(p < 1))
        snprintf(text, ENT_FORMAT_SIZE, ">%.*f%%", decimals, 100 - bound);
    else
        snprintf(text, ENT_FORMAT_SIZE, "%.*f%%", percent_decimals(low, high), 100 * p);
    return text;
}

char *ent_figure_headline(double p, uint64_t n, char *text) {
    const long percent = isnan(p) ? 0 : lround(100 * p);
    int decimals;
    if (isnan(p))
        snprintf(text, ENT_FORMAT_SIZE, "no futures");
    else if (!(p < 1))
        snprintf(text, ENT_FORMAT_SIZE, "all futures");
    else if (!(p > 0) && n <= 3) /* too few to say anything in percent */
        snprintf(text, ENT_FORMAT_SIZE, "0 of %d futures", (int)n);
    else if (percent == 0)
        snprintf(text, ENT_FORMAT_SIZE, "less than %.0f%%",
                 p > 0 ? 1 : ceil(rule_of_three(n, &decimals)));
    else if (percent == 100)
        snprintf(text, ENT_FORMAT_SIZE, "more than 99%%");
    else
        snprintf(text, ENT_FORMAT_SIZE, "%ld%%", percent);
    return text;
}

char *ent_figure_interval(double low, double high, char *text) {
    const int decimals = percent_decimals(low, high);
    snprintf(text, ENT_FORMAT_SIZE, "%.*f%% to %.*f%%", decimals, 100 * low, decimals,
             100 * high);
    return text;
}

char *ent_figure_bytes(double bytes, char *text) {
    const bool giga = bytes >= 1e9;
    const double shown = giga ? bytes / 1e9 : bytes / 1e6;
    snprintf(text, ENT_FORMAT_SIZE, "%.*f %s", shown < 9.95 ? 1 : 0, shown,
             giga ? "GB" : "MB");
    return text;
}

char *ent_figure_seconds(double seconds, char *text) {
    if (seconds < 0.1)
        snprintf(text, ENT_FORMAT_SIZE, "under 0.1 s");
    else if (seconds >= 90)
        snprintf(text, ENT_FORMAT_SIZE, "%.0f min", seconds / 60);
    else
        snprintf(text, ENT_FORMAT_SIZE, "%.*f s", seconds < 9.95 ? 1 : 0, seconds);
    return text;
}

size_t ent_period_at(const ent_period *periods, size_t count, double years) {
    /* Ends are sums of lengths: an hour's slack takes up the rounding. */
    const double slack = 1.0 / (365 * 24);
    size_t i = 0;
    while (i + 1 < count && periods[i].end < years - slack)
        i++;
    return i;
}

char *ent_figure_period(const ent_period *period, ent_step_size step, char *text) {
    static const ent_date_detail details[] = {[ENT_DAILY] = ENT_TO_DAY,
                                              [ENT_MONTHLY] = ENT_TO_MONTH,
                                              [ENT_QUARTERLY] = ENT_TO_QUARTER,
                                              [ENT_YEARLY] = ENT_TO_YEAR};
    return ent_format_date(period->last, details[step], text, ENT_FORMAT_SIZE);
}
