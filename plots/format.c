#include "plots/format.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/engine/engine.h"

#define MINUS "\xe2\x88\x92"

/* Digits printed of a number whose error is unknown, and at most of any other. */
enum { DIGITS_BARE = 3, DIGITS_MOST = 5 };
/* From this decade on, and below its reciprocal, numbers are written with an exponent. */
enum { DECADE_HUGE = 18, DECADE_TINY = -9 };
/* Digits are taken from a whole number of 64 bits, below 1.8e19. */
#define COUNT_MOST 1e18

static const struct {
    const char *code, *symbol;
} currencies[] = {
    {"USD", "$"}, {"EUR", "\xe2\x82\xac"}, {"GBP", "\xc2\xa3"}, {"JPY", "\xc2\xa5"}};

static const struct {
    int scale;
    const char *word;
} scales[] = {{12, "tn"}, {9, "bn"}, {6, "m"}, {0, ""}};

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static bool is_currency(const char *unit) {
    for (int i = 0; i < 3; i++)
        if (unit[i] < 'A' || unit[i] > 'Z')
            return false;
    return unit[3] == '\0' || unit[3] == '/';
}

static void set_currency(ent_format *format, const char *unit) {
    format->show = ENT_SHOW_MONEY;
    snprintf(format->prefix, sizeof format->prefix, "%.3s ", unit);
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
        if (strncmp(unit, currencies[i].code, 3) == 0)
            snprintf(format->prefix, sizeof format->prefix, "%s", currencies[i].symbol);
    if (strcmp(unit + 3, "/year") == 0)
        snprintf(format->suffix, sizeof format->suffix, " a year");
    else
        snprintf(format->suffix, sizeof format->suffix, "%s", unit + 3);
    memcpy(format->one, format->suffix, sizeof format->one);
}

static bool ends_in(const char *word, size_t length, const char *end) {
    const size_t tail = strlen(end);
    return length >= tail && strncmp(word + length - tail, end, tail) == 0;
}

/* What the first `length` letters of a unit take in the plural. */
static const char *plural_of(const char *word, size_t length) {
    static const char *const hissing[] = {"x", "z", "ch", "sh"};
    enum { WORD_LEAST = 4 };
    const bool day = length == 3 && strncmp(word, "day", 3) == 0;
    if (strspn(word, "abcdefghijklmnopqrstuvwxyz") < length ||
        (length < WORD_LEAST && !day) || word[length - 1] == 's')
        return "";
    for (size_t i = 0; i < sizeof hissing / sizeof *hissing; i++)
        if (ends_in(word, length, hissing[i]))
            return "es";
    const bool vowel = strchr("aeou", word[length - 2]) != NULL;
    return word[length - 1] == 'y' && !vowel ? "ies" : "s";
}

char *ent_format_unit(const char *unit, bool plural, char *text, size_t size) {
    const size_t length = strcspn(unit, "/"); /* "copies/user" */
    const char *rest = strcmp(unit + length, "/year") == 0 ? " a year" : unit + length;
    const char *end = plural ? plural_of(unit, length) : "";
    snprintf(text, size, "%.*s%s%s", (int)(length - (*end == 'i')), unit, end, rest);
    return text;
}

static void set_unit(ent_format *format, const char *unit) {
    if (strcmp(unit, "1/year") == 0 || strcmp(unit, "/year") == 0)
        unit = "a year";
    format->suffix[0] = format->one[0] = ' ';
    ent_format_unit(unit, true, format->suffix + 1, sizeof format->suffix - 1);
    ent_format_unit(unit, false, format->one + 1, sizeof format->one - 1);
}

ent_format ent_format_of(const char *unit) {
    ent_format format = {.show = ENT_SHOW_PLAIN};
    if (!unit || !*unit || strcmp(unit, "1") == 0)
        return format;
    if (strcmp(unit, "%") == 0)
        format.show = ENT_SHOW_PERCENT;
    else if (strcmp(unit, "date") == 0)
        format.show = ENT_SHOW_DATE;
    else if (is_currency(unit))
        set_currency(&format, unit);
    else
        set_unit(&format, unit);
    return format;
}

ent_format ent_format_bare(ent_format format) {
    format.suffix[0] = format.one[0] = '\0';
    return format;
}

const char *ent_format_behind(const ent_format *format, const char *number) {
    const size_t sign = strncmp(number, MINUS, strlen(MINUS)) == 0 ? strlen(MINUS) : 0;
    return strcmp(number + sign, "1") == 0 ? format->one : format->suffix;
}

int ent_format_decade(double value) {
    /* printf rounds correctly, which log10 need not at powers of ten. */
    char text[40];
    if (value == 0 || !isfinite(value))
        return 0;
    snprintf(text, sizeof text, "%.16e", value);
    return atoi(strchr(text, 'e') + 1);
}

const char *ent_format_word(int scale) {
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (scales[i].scale == scale)
            return scales[i].word;
    return "";
}

int ent_format_scale(double magnitude) {
    int decade = ent_format_decade(magnitude);
    for (size_t i = 0; i < sizeof scales / sizeof *scales && decade < DECADE_HUGE; i++)
        if (decade >= scales[i].scale)
            return scales[i].scale;
    return 0;
}

static double power_of_ten(int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++)
        power *= 10;
    return power;
}

/* value / 10^place, rounded half away from zero. */
static double in_places(double value, int place) {
    return round(place > 0 ? value / power_of_ten(place) : value * power_of_ten(-place));
}

/* Writes |count| as digits with a point before the last `decimals`, and commas if asked.
 */
static void put_digits(uint64_t count, int decimals, char *text, size_t size) {
    char reversed[64];
    size_t used = 0;
    for (int i = 0; used < 60 && (count > 0 || i <= decimals); i++) {
        if (i == decimals && decimals > 0)
            reversed[used++] = '.';
        if (i > decimals && (i - decimals) % 3 == 0)
            reversed[used++] = ',';
        reversed[used++] = (char)('0' + count % 10);
        count /= 10;
    }
    size_t out = 0;
    while (used > 0 && out + 1 < size)
        text[out++] = reversed[--used];
    text[out] = '\0';
}

static void trim_zeros(char *text) {
    size_t length = strlen(text);
    if (!strchr(text, '.'))
        return;
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
}

/* Very large and very small: "3.2e24". */
static void put_exponent(double value, char *text, size_t size) {
    int decade = ent_format_decade(value);
    double lead =
        fabs(decade < 0 ? value * power_of_ten(-decade) : value / power_of_ten(decade));
    char digits[64];
    if (lead >= 9.995)
        lead /= 10, decade++;
    put_digits((uint64_t)round(100 * lead), 2, digits, sizeof digits);
    trim_zeros(digits);
    snprintf(text, size, "%s%se%d", value < 0 ? MINUS : "", digits, decade);
}

char *ent_format_scaled(double value, int scale, int decimals, char *text, size_t size) {
    double count = in_places(value, scale - decimals);
    char digits[64];
    if (fabs(count) >= COUNT_MOST) {
        put_exponent(scale > 0 ? value / power_of_ten(scale) : value, text, size);
        return text;
    }
    put_digits((uint64_t)fabs(count), decimals, digits, sizeof digits);
    snprintf(text, size, "%s%s", count < 0 ? MINUS : "", digits);
    return text;
}

/* The place (power of ten) of the last digit to print. */
static int last_place(double value, double se) {
    int decade = ent_format_decade(value);
    if (!(se > 0))
        return decade - DIGITS_BARE + 1;
    int place = ent_format_decade(se), least = decade - DIGITS_MOST + 1;
    return place < least && value != 0 ? least : place;
}

/* Number and scale word. */
static void put_number(double value, double se, char *text, size_t size) {
    int place = last_place(value, se), decade = ent_format_decade(value);
    if (value != 0 && (decade >= DECADE_HUGE || place < DECADE_TINY - DIGITS_MOST)) {
        put_exponent(value, text, size);
        return;
    }
    /* Rounding can reach the next scale (999.96m is 1bn), so the scale is that of the
     * result; a value lost in its error takes the error's. */
    double count = in_places(value, place);
    double rounded =
        place > 0 ? count * power_of_ten(place) : count / power_of_ten(-place);
    int scale = ent_format_scale(rounded != 0 ? rounded : se), decimals = scale - place;
    char digits[64];
    ent_format_scaled(rounded, scale, decimals > 0 ? decimals : 0, digits, sizeof digits);
    if (!(se > 0) || rounded == 0)
        trim_zeros(digits);
    snprintf(text, size, "%s%s", digits, rounded == 0 ? "" : ent_format_word(scale));
}

static ent_date_detail detail_of(double se_days) {
    if (se_days <= 4)
        return ENT_TO_DAY;
    if (se_days <= 31)
        return ENT_TO_MONTH;
    return se_days <= 92 ? ENT_TO_QUARTER : ENT_TO_YEAR;
}

char *ent_format_value(const ent_format *format, double value, double se, char *text,
                       size_t size) {
    char number[72];
    if (format->show == ENT_SHOW_DATE)
        return ent_format_date((ent_day)floor(value + 0.5), detail_of(se), text, size);
    if (format->show == ENT_SHOW_PERCENT) {
        put_number(100 * value, 100 * se, number, sizeof number);
        snprintf(text, size, "%s%%", number);
        return text;
    }
    put_number(value, se, number, sizeof number);
    bool negative = strncmp(number, MINUS, strlen(MINUS)) == 0;
    snprintf(text, size, "%s%s%s%s", negative ? MINUS : "", format->prefix,
             number + (negative ? strlen(MINUS) : 0), ent_format_behind(format, number));
    return text;
}

char *ent_format_change(const ent_format *format, double value, double se, char *text,
                        size_t size) {
    char unsigned_text[ENT_FORMAT_SIZE];
    ent_format_value(format, value, se, unsigned_text, sizeof unsigned_text);
    bool above = value > 0 && strcspn(unsigned_text, "123456789") < strlen(unsigned_text);
    snprintf(text, size, "%s%s", above ? "+" : "", unsigned_text);
    return text;
}

char *ent_format_distance(const ent_format *format, double value, double distance,
                          double se, char *text, size_t size) {
    enum { DECIMALS_MOST = 3 };
    char number[72];
    if (format->show == ENT_SHOW_DATE || format->show == ENT_SHOW_PERCENT) {
        const bool date = format->show == ENT_SHOW_DATE;
        const double scale = date ? 1 : 100;
        put_number(scale * distance, scale * se, number, sizeof number);
        const char *unit = date ? "day" : "point";
        snprintf(text, size, "%s %s%s", number, unit,
                 strcmp(number, "1") == 0 ? "" : "s");
        return text;
    }
    const int scale = ent_format_scale(value), decimals = scale - ent_format_decade(se);
    if (!(se > 0) || decimals > DECIMALS_MOST || decimals < 0 || scale == 0)
        return ent_format_value(format, distance, se, text, size);
    ent_format_scaled(distance, scale, decimals, number, sizeof number);
    snprintf(text, size, "%s%s%s%s", format->prefix, number, ent_format_word(scale),
             format->suffix); /* no singular: there is a scale word */
    return text;
}

/* Decimals of a percentage with this error in points: down to the error's first digit, or
 * its second where the first is a 1, as in tables and titles. */
static int share_decimals(double error) {
    const int decade = ent_format_decade(error);
    const int decimals = (error < 1.95 * pow(10, decade)) - decade;
    return decimals < 0 ? 0 : decimals;
}

char *ent_format_share(uint64_t count, uint64_t of, char *text, size_t size) {
    if (count == of) {
        snprintf(text, size, "all");
    } else if (count == 0 && of <= 3) { /* too few to say anything in percent */
        snprintf(text, size, "0 of %d", (int)of);
    } else if (count == 0) { /* rounded up, so that it stays a bound */
        const double bound = 300.0 / (double)of;
        const int decimals = share_decimals(bound);
        const double unit = pow(10, -decimals);
        snprintf(text, size, "<%.*f%%", decimals, ceil(bound / unit - 1e-9) * unit);
    } else { /* a 95% interval is about four standard errors wide */
        double low, high;
        ent_wilson(count, of, &low, &high);
        snprintf(text, size, "%.*f%%", share_decimals(25 * (high - low)),
                 100 * ((double)count / (double)of));
    }
    return text;
}

char *ent_format_date(ent_day day, ent_date_detail detail, char *text, size_t size) {
    int year, month, date;
    ent_day_split(day, &year, &month, &date);
    const char *name = months[month - 1];
    switch (detail) {
    case ENT_TO_YEAR:
        snprintf(text, size, "%d", year);
        break;
    case ENT_TO_QUARTER:
        snprintf(text, size, "Q%d %d", (month + 2) / 3, year);
        break;
    case ENT_TO_MONTH:
        snprintf(text, size, "%s %d", name, year);
        break;
    case ENT_TO_DAY:
        snprintf(text, size, "%d %s %d", date, name, year);
        break;
    }
    return text;
}

char *ent_format_last_day(ent_day day, char *text, size_t size) {
    int year, month, date;
    ent_day_split(day + 1, &year, &month, &date);
    ent_date_detail detail = date != 1        ? ENT_TO_DAY
                             : month % 3 == 1 ? ENT_TO_QUARTER
                                              : ENT_TO_MONTH;
    return ent_format_date(day, detail, text, size);
}

char *ent_format_counted(uint64_t count, const char *what, char *text, size_t size) {
    char digits[ENT_FORMAT_SIZE];
    snprintf(text, size, "%s %s%s", ent_format_count(count, digits, sizeof digits), what,
             count == 1 ? "" : "s");
    return text;
}

char *ent_format_count(uint64_t count, char *text, size_t size) {
    put_digits(count, 0, text, size);
    return text;
}

char *ent_format_exact(double value, char *text, size_t size) {
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, size, "%.*g", digits, value == 0 ? 0.0 : value);
        if (strtod(text, NULL) == value)
            break;
    }
    char *point = strstr(text, localeconv()->decimal_point);
    if (point)
        *point = '.';
    return text;
}

char *ent_format_point(double value, char *text, size_t size) {
    double hundredths = round(value * 100);
    char digits[64];
    uint64_t count = (uint64_t)fabs(hundredths);
    snprintf(digits, sizeof digits, "%llu.%02llu", (unsigned long long)(count / 100),
             (unsigned long long)(count % 100));
    trim_zeros(digits);
    snprintf(text, size, "%s%s", hundredths < 0 ? "-" : "", digits);
    return text;
}
