/* Marks within a text: `code`, **strong** and addresses. */
#include <string.h>

#include "plots/paper/writers.h"

/* Length of the address that begins here, or 0.  Punctuation at its end is the sentence's. */
static size_t link_length(const char *text) {
    static const char *const schemes[] = {"https://", "http://"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        const size_t least = strlen(schemes[i]);
        if (strncmp(text, schemes[i], least) != 0)
            continue;
        size_t length = strcspn(text, " \t\n<>\"`");
        while (strchr(".,;:!?)", text[length - 1]) != NULL)
            length--;
        return length > least ? length : 0;
    }
    return 0;
}

/* A marked stretch that begins here, and how much of the text it takes; else 0. */
static size_t marked(const char *text, ent_inline *span) {
    static const struct {
        const char *mark;
        size_t length;
        ent_inline_kind kind;
    } marks[] = {{"`", 1, ENT_INLINE_CODE}, {"**", 2, ENT_INLINE_STRONG}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const size_t length = marks[i].length;
        const char *end = strncmp(text, marks[i].mark, length) == 0
                              ? strstr(text + length, marks[i].mark)
                              : NULL;
        if (end == NULL || end == text + length)
            continue;
        *span = (ent_inline){marks[i].kind, text + length, (size_t)(end - text) - length};
        return span->length + 2 * length;
    }
    const size_t length = link_length(text);
    if (length > 0)
        *span = (ent_inline){ENT_INLINE_LINK, text, length};
    return length;
}

bool ent_inline_next(const char **text, ent_inline *span) {
    const char *from = *text, *to = from;
    if (*from == '\0')
        return false;
    const size_t first = marked(from, span);
    if (first > 0) {
        *text = from + first;
        return true;
    }
    ent_inline ahead;
    do
        to++;
    while (*to != '\0' && marked(to, &ahead) == 0);
    *span = (ent_inline){ENT_INLINE_TEXT, from, (size_t)(to - from)};
    *text = to;
    return true;
}

size_t ent_sign_before(const char *text, size_t at) {
    static const char minus[] = "\xe2\x88\x92";
    if (at >= 3 && memcmp(text + at - 3, minus, 3) == 0)
        return 3;
    return at >= 1 && text[at - 1] == '+' ? 1 : 0;
}
