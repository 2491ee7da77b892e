/* Manual pages, in the language of man(7), from the tables that the program reads by. */
#ifndef ENT_MAN_H
#define ENT_MAN_H

#include <stdbool.h>
#include <stdio.h>

/* entente(1): commands, options, exit codes, files, environment. */
void ent_man_program(FILE *);
/* entente-scenario(5): the whole format. */
void ent_man_scenario(FILE *);

/* A page being written. */
typedef struct {
    FILE *to;
    bool fresh; /* after a heading: the paragraph has begun */
} ent_man;

/* The parts (man.c).  Texts are plain, with `code` between backticks. */
void ent_man_begin(const char *name, int section, const char *what, ent_man *);
void ent_man_heading(const char *, ent_man *);
void ent_man_subheading(const char *, ent_man *);
/* A paragraph. */
void ent_man_paragraph(const char *, ent_man *);
/* Several, each ended by a newline; those that begin with blanks are items. */
void ent_man_paragraphs(const char *, ent_man *);
/* A term with a note beside it (NULL: none) and the text below. */
void ent_man_item(const char *term, const char *note, const char *text, ent_man *);
/* Lines as they are, each ended by a newline. */
void ent_man_lines(const char *lines, ent_man *);

#endif
