#include "cli/results/document.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define LARGEST (256U * 1024 * 1024)
#define CHUNK 65536

/* ---- The file ---- */

static ent_status unreadable(const ent_document *d, int reason) {
    ent_problem_add(d->problems, "E0101", (ent_place){0}, NULL, "cannot read %s: %s",
                    d->path, strerror(reason != 0 ? reason : EIO));
    return ENT_FILE;
}

/* The whole text, NUL-terminated, doubled as it grows. */
static ent_status read_text(const ent_document *d, FILE *from, ent_file *file) {
    size_t room = CHUNK, size = 0;
    char *text = ent_arena_take(d->arena, room, 1);
    for (size_t got; (got = fread(text + size, 1, room - size - 1, from)) > 0;) {
        size += got;
        if (size > LARGEST) {
            ent_problem_add(d->problems, "E0102", (ent_place){0}, NULL,
                            "%s is larger than %u MiB, the most that is read", d->path,
                            LARGEST / 1024 / 1024);
            return ENT_FILE;
        }
        if (size + 1 < room)
            continue;
        char *larger = ent_arena_take(d->arena, 2 * room, 1);
        memcpy(larger, text, size);
        text = larger;
        room *= 2;
    }
    *file = (ent_file){d->path, text, size};
    return ferror(from) ? unreadable(d, errno) : ENT_OK;
}

static ent_status not_json(const ent_document *d, const ent_file *file,
                           const json_error_t *error) {
    const bool cut = json_error_code(error) == json_error_premature_end_of_input;
    ent_problem *p = ent_problem_add(
        d->problems, "E0821", (ent_place){file, error->line, error->column + cut, 1},
        NULL, "%s is not JSON: %s", d->path,
        cut ? "it ends before its last brackets are closed" : error->text);
    p->help = cut ? "it was cut off: write it anew with `entente run FILE -o FOLDER`"
                  : "write it anew with `entente run FILE -o FOLDER`";
    return ENT_INVALID;
}

ent_status ent_document_load(ent_document *d, const char *path, ent_arena *arena,
                             ent_problems *problems) {
    *d = (ent_document){path, arena, problems, NULL};
    errno = 0;
    FILE *from = fopen(path, "rb");
    if (from == NULL)
        return unreadable(d, errno);
    ent_file *file = ent_arena_take(arena, 1, sizeof *file);
    const ent_status status = read_text(d, from, file);
    fclose(from);
    if (status != ENT_OK)
        return status;
    json_error_t error;
    d->root = json_loadb(file->text, file->size, JSON_REJECT_DUPLICATES, &error);
    return d->root == NULL ? not_json(d, file, &error) : ENT_OK;
}

void ent_document_free(ent_document *d) {
    json_decref(d->root);
    d->root = NULL;
}

ent_member ent_document_root(const ent_document *d) {
    return (ent_member){.of = d, .json = d->root};
}

/* ---- Mistakes ---- */

/* "agreements.new.metrics.paid.quantiles[17]" */
static size_t write_path(const ent_member *m, char *text, size_t size) {
    if (m->in == NULL) {
        text[0] = '\0';
        return 0;
    }
    size_t used = write_path(m->in, text, size);
    const int length =
        m->key == NULL
            ? snprintf(text + used, size - used, "[%zu]", m->index)
            : snprintf(text + used, size - used, "%s%s", used > 0 ? "." : "", m->key);
    const size_t end = used + (length > 0 ? (size_t)length : 0);
    for (; used < end && used + 1 < size; used++)
        if ((unsigned char)text[used] < ' ' || text[used] == 0x7f)
            text[used] = '?';
    return used;
}

static void complain(const ent_member *m, const char *code, const char *message) {
    char path[512];
    write_path(m, path, sizeof path);
    ent_problem *p = ent_problem_add(m->of->problems, code, (ent_place){0}, path,
                                     "%s: %s", m->of->path, message);
    if (m->of->problems->count == 1)
        p->help = "write it anew with `entente run FILE -o FOLDER`";
}

void ent_member_refuse(const ent_member *m, const char *format, ...) {
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    complain(m, "E0824", message);
}

/* `wanted`: "a number". */
static void expected(const ent_member *m, const char *wanted) {
    static const char *const found[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "a list",  [JSON_STRING] = "a text",
        [JSON_INTEGER] = "a number", [JSON_REAL] = "a number", [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",      [JSON_NULL] = "null"};
    char message[128];
    snprintf(message, sizeof message, "%s where %s is expected",
             found[json_typeof(m->json)], wanted);
    complain(m, "E0823", message);
}

/* ---- Members ---- */

static ent_member member(const ent_member *in, const char *key) {
    return (ent_member){in->of, in, key, 0, json_object_get(in->json, key)};
}

ent_member ent_member_get(const ent_member *in, const char *key) {
    const ent_member m = member(in, key);
    char message[128];
    snprintf(message, sizeof message, "%.100s is missing", key);
    if (m.json == NULL && json_is_object(in->json))
        complain(&m, "E0823", message);
    return m;
}

ent_member ent_member_find(const ent_member *in, const char *key) {
    ent_member m = member(in, key);
    if (json_is_null(m.json))
        m.json = NULL;
    return m;
}

/* Nothing, after telling, if the value is of another type. */
static ent_member of_type(ent_member m, json_type type, const char *wanted) {
    if (m.json != NULL && json_typeof(m.json) != type) {
        expected(&m, wanted);
        m.json = NULL;
    }
    return m;
}

ent_member ent_member_object(const ent_member *in, const char *key) {
    return of_type(ent_member_get(in, key), JSON_OBJECT, "an object");
}

ent_member ent_member_list(const ent_member *in, const char *key) {
    return of_type(ent_member_get(in, key), JSON_ARRAY, "a list");
}

size_t ent_member_size(const ent_member *m) {
    return json_is_array(m->json) ? json_array_size(m->json) : json_object_size(m->json);
}

static bool next_item(const ent_member *in, ent_member *item) {
    const size_t at = item->in == NULL ? 0 : item->index + 1;
    *item = (ent_member){in->of, in, NULL, at, json_array_get(in->json, at)};
    return item->json != NULL;
}

static bool next_member(const ent_member *in, ent_member *item) {
    json_t *object = (json_t *)in->json; /* it is not changed */
    void *at =
        item->in == NULL
            ? json_object_iter(object)
            : json_object_iter_next(object, json_object_iter_at(object, item->key));
    if (at == NULL)
        return false;
    *item =
        (ent_member){in->of, in, json_object_iter_key(at), 0, json_object_iter_value(at)};
    return true;
}

bool ent_member_next(const ent_member *in, json_type type, ent_member *item) {
    if (!(json_is_array(in->json) ? next_item(in, item) : next_member(in, item)))
        return false;
    if (type == JSON_OBJECT)
        *item = of_type(*item, type, "an object");
    if (type == JSON_ARRAY)
        *item = of_type(*item, type, "a list");
    return true;
}

const char *ent_member_name(const ent_member *m) {
    bool plain = *m->key != '\0';
    for (const char *c = m->key; *c != '\0'; c++)
        if (((unsigned char)*c < ' ' && *c != '\n' && *c != '\t') || *c == 0x7f)
            plain = false;
    if (!plain)
        ent_member_refuse(m, "no name: it is empty or has a control character");
    return ent_arena_text(m->of->arena, m->key, strlen(m->key));
}

const char *ent_member_file_name(const ent_member *m) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    const bool letter = *m->key >= 'a' && *m->key <= 'z';
    if (!letter || m->key[strspn(m->key, plain)] != '\0')
        ent_member_refuse(m, "no name of a file: it has small letters, digits, _ and -, "
                             "a letter first");
    return ent_arena_text(m->of->arena, m->key, strlen(m->key));
}

/* ---- Values ---- */

bool ent_member_is_null(const ent_member *m) {
    return json_is_null(m->json);
}

double ent_member_number(ent_member m) {
    if (json_is_number(m.json))
        return json_number_value(m.json);
    if (m.json != NULL && !json_is_null(m.json))
        expected(&m, "a number");
    return NAN;
}

double ent_member_known(ent_member m, bool known) {
    if (known && json_is_null(m.json))
        expected(&m, "a number");
    return ent_member_number(m);
}

double ent_member_share(ent_member m) {
    const double share = ent_member_number(m);
    if (share >= 0 && share <= 1)
        return share;
    if (json_is_number(m.json))
        ent_member_refuse(&m, "%g is no share: it lies from 0 to 1", share);
    else if (json_is_null(m.json))
        expected(&m, "a number");
    return 0;
}

uint64_t ent_member_count(ent_member m) {
    if (json_is_integer(m.json) && json_integer_value(m.json) >= 0)
        return (uint64_t)json_integer_value(m.json);
    if (json_is_number(m.json))
        ent_member_refuse(&m, "%g is no count: it is a whole number from 0",
                          json_number_value(m.json));
    else if (m.json != NULL)
        expected(&m, "a count");
    return 0;
}

bool ent_member_flag(ent_member m) {
    if (m.json != NULL && !json_is_boolean(m.json))
        expected(&m, "true or false");
    return json_is_true(m.json);
}

const char *ent_member_text_or_null(ent_member m) {
    m = of_type(m, JSON_STRING, "a text");
    if (m.json == NULL)
        return NULL;
    const char *text = json_string_value(m.json);
    for (const char *c = text; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f) {
            ent_member_refuse(&m, "a control character, which no text may hold");
            return NULL;
        }
    return ent_arena_text(m.of->arena, text, strlen(text));
}

const char *ent_member_text(ent_member m) {
    const char *text = ent_member_text_or_null(m);
    return text == NULL ? "" : text;
}

ent_day ent_member_day(ent_member m) {
    const char *text = ent_member_text_or_null(m);
    ent_day day = ENT_NO_DAY;
    if (text != NULL && !ent_day_read(text, &day)) {
        ent_member_refuse(&m, "\"%.40s\" is no day, as in 2026-01-31", text);
        return ENT_NO_DAY;
    }
    return day;
}
