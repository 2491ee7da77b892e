#include "model/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Digits kept of a number.  A double is decided by its first 767 significant digits, so a
 * longer number could only be wrong in its last bit; exponents beyond this cannot be
 * reached by text. */
#define DIGITS_MAX 800
#define EXPONENT_MAX 100000

static const struct {
    const char *word;
    int exponent;
    bool percent;
} scales[] = {
    {"k", 3, false},  {"thousand", 3, false}, {"m", 6, false},   {"million", 6, false},
    {"bn", 9, false}, {"billion", 9, false},  {"tn", 12, false}, {"trillion", 12, false},
    {"%", -2, true},  {"bp", -4, true},
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_';
}

/* The digits seen so far as a whole number times ten to an exponent: no decimal point, so
 * that strtod gives the nearest double in every locale. */
typedef struct {
    char digits[DIGITS_MAX + 16];
    size_t count;
    int exponent;
} decimal;

static void add_digit(decimal *number, char digit, bool fraction) {
    if (number->count == 0 && digit == '0') {
        number->exponent -= fraction;
    } else if (number->count < DIGITS_MAX) {
        number->digits[number->count++] = digit;
        number->exponent -= fraction;
    } else {
        number->exponent += !fraction;
    }
}

/* Digits, with single underscores between them; returns the characters used. */
static size_t scan_digits(const char *text, bool fraction, decimal *number) {
    size_t i = 0;
    while (is_digit(text[i]) ||
           (i > 0 && text[i] == '_' && text[i - 1] != '_' && is_digit(text[i + 1]))) {
        if (text[i] != '_') {
            add_digit(number, text[i], fraction);
        }
        i++;
    }
    return i;
}

/* "e9", "e-3"; returns the characters used, 0 if there is none. */
static size_t scan_exponent(const char *text, decimal *number) {
    size_t i = 1;
    if (text[0] != 'e' && text[0] != 'E') {
        return 0;
    }
    bool minus = text[1] == '-';
    i += text[1] == '-' || text[1] == '+';
    if (!is_digit(text[i])) {
        return 0;
    }
    int exponent = 0;
    for (; is_digit(text[i]); i++) {
        exponent = exponent < EXPONENT_MAX ? 10 * exponent + (text[i] - '0') : exponent;
    }
    number->exponent += minus ? -exponent : exponent;
    return is_word(text[i]) && !strchr("kmbt", text[i]) ? 0 : i;
}

/* A scale word, %, or bp, at once or after one space; returns the characters used. */
static size_t scan_scale(const char *text, decimal *number, bool *percent) {
    const char *word = text[0] == ' ' ? text + 1 : text;
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++) {
        size_t length = strlen(scales[i].word);
        if (*word == *scales[i].word && strncmp(word, scales[i].word, length) == 0 &&
            (scales[i].word[0] == '%' || !is_word(word[length]))) {
            number->exponent += scales[i].exponent;
            *percent = scales[i].percent;
            return (size_t)(word - text) + length;
        }
    }
    return 0;
}

static double decimal_value(decimal *number) {
    if (number->count == 0) {
        return 0;
    }
    snprintf(number->digits + number->count, sizeof number->digits - number->count, "e%d",
             number->exponent);
    return strtod(number->digits, NULL);
}

ent_number ent_number_scan(const char *text) {
    ent_number result = {0};
    decimal number;
    number.count = 0; /* digits are written before they are read */
    number.exponent = 0;
    size_t whole = scan_digits(text, false, &number);
    size_t used = whole;
    if (text[used] == '.' && is_digit(text[used + 1])) {
        used++;
        used += scan_digits(text + used, true, &number);
    }
    if (used == 0) {
        return result;
    }
    const int before = number.exponent;
    size_t exponent = scan_exponent(text + used, &number);
    if (exponent == 0) {
        number.exponent = before;
    }
    used += exponent;
    used += scan_scale(text + used, &number, &result.percent);
    result.value = decimal_value(&number);
    result.length = used;
    result.overflow = isinf(result.value);
    return result;
}

/* The fewest digits that read back as the same number, without a locale's comma. */
static void write_shortest(double value, char *text, size_t size) {
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(text, size, "%.*g", precision, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    for (char *c = text; *c != '\0'; c++) {
        *c = *c == ',' ? '.' : *c;
    }
}

char *ent_number_write(double value, char *text, size_t size) {
    static const struct {
        double scale;
        const char *word;
    } written[] = {{1e12, "tn"}, {1e9, "bn"}, {1e6, "m"}};
    const char *word = "";
    double magnitude = fabs(value);
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        if (magnitude >= written[i].scale && magnitude < 1e16) {
            value /= written[i].scale;
            word = written[i].word;
            break;
        }
    }
    char shortest[40];
    write_shortest(value == 0 ? 0 : value, shortest, sizeof shortest);
    /* 1e+05 is no way to write a hundred thousand, nor 2e+01bn twenty billion. */
    if (magnitude >= 1 && magnitude < 1e16 && strchr(shortest, 'e') != NULL) {
        snprintf(shortest, sizeof shortest, "%.0f", value);
    }
    snprintf(text, size, "%s%s", shortest, word);
    return text;
}
