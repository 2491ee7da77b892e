/* Units as texts: enough to see whether two say the same.  The compiler checks formulas.
 */
#include <string.h>

#include "scenarios/reader/values.h"

#define FACTORS 12

typedef struct {
    struct {
        const char *name;
        size_t length;
        int power;
    } factors[FACTORS];
    size_t count;
} product;

static bool multiply(product *p, const char *name, size_t length, int power) {
    if (length == 1 && *name == '1') {
        return true;
    }
    if (length == 5 && strncmp(name, "years", 5) == 0) {
        length = 4;
    }
    for (size_t i = 0; i < p->count; i++) {
        if (p->factors[i].length == length &&
            strncmp(p->factors[i].name, name, length) == 0) {
            p->factors[i].power += power;
            return true;
        }
    }
    if (p->count == FACTORS) {
        return false;
    }
    p->factors[p->count].name = name;
    p->factors[p->count].length = length;
    p->factors[p->count++].power = power;
    return true;
}

/* Reads "USD/token/year"; a unit may begin with "/", as in "3%/year".  False if it is
 * none. */
static bool read_product(const char *text, int power, product *p) {
    int sign = *text == '/' ? -1 : 1;
    text += *text == '/';
    for (;;) {
        text += strspn(text, " ");
        size_t length = strcspn(text, " */");
        if (length == 0 || !multiply(p, text, length, sign * power)) {
            return false;
        }
        text += length + strspn(text + length, " ");
        if (*text == '\0') {
            return true;
        }
        if (*text != '*' && *text != '/') {
            return false;
        }
        sign = *text == '/' ? -1 : 1;
        text++;
    }
}

bool ent_unit_text_same(const char *a, const char *b) {
    product quotient = {.count = 0};
    if (!read_product(a, 1, &quotient) || !read_product(b, -1, &quotient)) {
        return false;
    }
    for (size_t i = 0; i < quotient.count; i++) {
        if (quotient.factors[i].power != 0) {
            return false;
        }
    }
    return true;
}
