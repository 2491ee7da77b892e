/* Words: names and keys. */
#ifndef ENT_WORD_H
#define ENT_WORD_H

#include <stdbool.h>
#include <string.h>

/* Whether two words are the same.  Of those that a search goes through most differ in their first
 * letter: that costs no call. */
static inline bool ent_same_word(const char *a, const char *b) {
    return *a == *b && strcmp(a, b) == 0;
}

#endif
