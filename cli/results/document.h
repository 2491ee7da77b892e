/* A JSON document, read member by member.
 *
 * What is missing or of another type is told with its path, and reading goes on with nothing in its
 * place: no members, NaN, 0, "".  So a reader asks once, at the end, whether problems were added. */
#ifndef ENT_DOCUMENT_H
#define ENT_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "model/calendar.h"
#include "model/problem.h"

typedef struct {
    const char *path; /* of the file */
    ent_arena *arena; /* texts that are read live there */
    ent_problems *problems;
    json_t *root;
} ent_document;

/* A value of the document, and the way to it.  Lives as long as what it is in. */
typedef struct ent_member {
    const ent_document *of;
    const struct ent_member *in; /* NULL: the document itself */
    const char *key;             /* NULL: an item of a list */
    size_t index;
    const json_t *json; /* NULL: not there, or told to be something else */
} ent_member;

/* Reads a file.  ENT_FILE: it cannot be read (E0101) or is too large (E0102); ENT_INVALID: it is no
 * JSON (E0821); its text lives in the arena, for the problem's place. */
ent_status ent_document_load(ent_document *, const char *path, ent_arena *,
                             ent_problems *) __attribute__((warn_unused_result));
void ent_document_free(ent_document *);
ent_member ent_document_root(const ent_document *);

/* A member that must be there; that may be there (null counts as not). */
ent_member ent_member_get(const ent_member *in, const char *key);
ent_member ent_member_find(const ent_member *in, const char *key);
/* The same, which must be an object or a list. */
ent_member ent_member_object(const ent_member *in, const char *key);
ent_member ent_member_list(const ent_member *in, const char *key);
/* How many members or items it has. */
size_t ent_member_size(const ent_member *);
/* The next of them into `item`, which begins zeroed; false after the last.  `type` is what each must
 * be; JSON_NULL: anything. */
bool ent_member_next(const ent_member *in, json_type type, ent_member *item);

/* Values. */
bool ent_member_is_null(const ent_member *);
double ent_member_number(ent_member); /* null: NaN */
/* The same of what is `known`: null is told. */
double ent_member_known(ent_member, bool known);
double ent_member_share(ent_member); /* 0 to 1 */
uint64_t ent_member_count(ent_member);
bool ent_member_flag(ent_member);
const char *ent_member_text(ent_member);         /* "" if it is not there */
const char *ent_member_text_or_null(ent_member); /* NULL if it is not there */
ent_day ent_member_day(ent_member);              /* ENT_NO_DAY if it is not there */
/* The member's name, as a text of the arena: a series' is its formula, which may have several
 * lines.  Told if it is empty or has another control character, which no text may hold. */
const char *ent_member_name(const ent_member *);
/* The same of what is to name a file: told unless it is a name such as scenarios give. */
const char *ent_member_file_name(const ent_member *);

/* Tells that a value contradicts others (E0824). */
void ent_member_refuse(const ent_member *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
