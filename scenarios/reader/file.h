/* Files as bytes that may be read as YAML. */
#ifndef ENT_FILE_H
#define ENT_FILE_H

#include "model/arena.h"
#include "model/problem.h"
#include "model/scenario.h"

/* Loads `path` ("-": standard input) whole.  NULL after adding a problem at `asked`
 * (E0101, E0102). */
ent_file *ent_file_load(const char *path, ent_place asked, ent_arena *, ent_problems *);

/* A file from memory; the text is copied, without a byte order mark.  NULL if it is too
 * large. */
ent_file *ent_file_from_text(const char *name, const char *text, size_t size, ent_arena *,
                             ent_problems *);

/* Adds the file to those of the scenario: they are hashed, and places may point to them. */
void ent_file_keep(ent_scenario *, const ent_file *);

/* Whether the file is UTF-8 text without control characters, foreign line breaks or, in
 * YAML, tabs before a line's first word.  Adds one problem if it is not (E0103 to E0106). */
bool ent_file_check(const ent_file *, bool yaml, ent_problems *);

/* Characters (code points) in [text, end). */
int ent_text_width(const char *text, const char *end);

#endif
