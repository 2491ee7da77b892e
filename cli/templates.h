/* The starter scenarios of `init`: scenarios/templates, built into the program. */
#ifndef ENT_TEMPLATES_H
#define ENT_TEMPLATES_H

/* A template: its name (that of its file without .yaml) and its lines, each ended by a
 * newline; NULL after the last.  The second line is `# NAME: what it is about`. */
typedef struct {
    const char *name;
    const char *const *lines;
} ent_template;

/* Every template, sorted by name; the last one's name is NULL. */
extern const ent_template ent_templates[];

#endif
