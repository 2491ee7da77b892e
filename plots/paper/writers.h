/* The writers of documents, and what they share. */
#ifndef ENT_PAPER_WRITERS_H
#define ENT_PAPER_WRITERS_H

#include "plots/paper/paper.h"

ent_status ent_paper_write_html(const ent_paper *, const char *path, FILE *,
                                ent_problems *);
ent_status ent_paper_write_pdf(const ent_paper *, const char *path, FILE *,
                               ent_problems *);
ent_status ent_paper_write_markdown(const ent_paper *, const char *path, FILE *,
                                    ent_problems *);

/* The page's looks, in the document's colours (html_style.c). */
void ent_html_style(const ent_paper *, FILE *);

typedef enum {
    ENT_INLINE_TEXT,
    ENT_INLINE_CODE,
    ENT_INLINE_STRONG,
    ENT_INLINE_LINK
} ent_inline_kind;

/* A stretch of a text: plain, or marked as document.h says; without its marks. */
typedef struct {
    ent_inline_kind kind;
    const char *text;
    size_t length;
} ent_inline;

/* The next stretch of a text, which is moved on; false at its end. */
bool ent_inline_next(const char **text, ent_inline *);

/* Bytes of the plus or minus that ends just before `at`; 0 if there is none. */
size_t ent_sign_before(const char *text, size_t at);

/* Whether a column holds anything at all; those that do not are left out. */
bool ent_table_shows(const ent_paper_table *, size_t column);

#endif
