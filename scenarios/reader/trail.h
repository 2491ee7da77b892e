/* The keys that lead to what is being read: a list on the stack, innermost first. */
#ifndef ENT_TRAIL_H
#define ENT_TRAIL_H

typedef struct ent_trail {
    const struct ent_trail *outer; /* NULL at the top */
    const char *key;
} ent_trail;

/* Longer paths are cut: they are there to be read. */
enum { ENT_TRAIL_SIZE = 512 };

/* The trail's dotted path, with `key` (may be NULL) at its end, in `text`; returns it. */
const char *ent_trail_write(const ent_trail *, const char *key,
                            char text[ENT_TRAIL_SIZE]);

#endif
