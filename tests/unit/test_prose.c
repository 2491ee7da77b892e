/* Sentences made from templates, and the templates of the clause kinds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "cli/prose.h"
#include "model/contract/clause.h"

/* An entry whose given fields are those named in `given`, between blanks. */
typedef struct {
    const char *given;
    const char *chosen; /* the value of every choice */
    double number;
} made_up;

static bool given(const void *context, const char *field) {
    const made_up *m = context;
    char word[80];
    snprintf(word, sizeof word, " %s ", field);
    return strstr(m->given, word) != NULL;
}

static void write(const void *context, const char *field, ent_prose *p) {
    (void)context;
    ent_prose_add(p, "<%s>", field);
}

static const char *choice(const void *context, const char *field, double *number) {
    const made_up *m = context;
    (void)field;
    *number = m->number;
    return m->chosen;
}

static void expect(const char *template, made_up m, const char *wanted) {
    ent_arena arena = {0};
    ent_prose p = {.arena = &arena};
    const ent_template_fields fields = {&m, given, write, choice};
    ent_prose_fill(&p, template, &fields);
    assert_string_equal(ent_prose_text(&p), wanted);
    ent_arena_free(&arena);
}

static void fields_are_filled_in(void **state) {
    (void)state;
    expect("", (made_up){" "}, "");
    expect("nothing to fill", (made_up){" "}, "nothing to fill");
    expect("{a} pays {b}.", (made_up){" "}, "<a> pays <b>.");
    expect("{a}{b}", (made_up){" a "}, "<a><b>");
}

static void brackets_need_every_field(void **state) {
    (void)state;
    expect("x[, at most {cap}].", (made_up){" "}, "x.");
    expect("x[, at most {cap}].", (made_up){" cap "}, "x, at most <cap>.");
    expect("x[ {a} of {b}]", (made_up){" a "}, "x");
    expect("x[ {a} of {b}]", (made_up){" a b "}, "x <a> of <b>");
    expect("[always]", (made_up){" "}, "always");
    expect("x[!cap  without end]", (made_up){" "}, "x without end");
    expect("x[!cap  without end]", (made_up){" cap "}, "x");
}

static void brackets_stand_in_brackets(void **state) {
    (void)state;
    expect("x[ {a}[ and {b}]].", (made_up){" "}, "x.");
    expect("x[ {a}[ and {b}]].", (made_up){" b "}, "x.");
    expect("x[ {a}[ and {b}]].", (made_up){" a "}, "x <a>.");
    expect("x[ {a}[ and {b}]].", (made_up){" a b "}, "x <a> and <b>.");
    expect("x[!a  no[!b  r {c}]].", (made_up){" b "}, "x no.");
    expect("x[!a  no[!b  r {c}]].", (made_up){" "}, "x no r <c>.");
}

static void choices_choose_words(void **state) {
    (void)state;
    const char *template = "x{how?pay:, paid to {b}|none:|after N in a row:, after #[ "
                           "of {c}] lost}.";
    expect(template, (made_up){" ", "pay", 0}, "x, paid to <b>.");
    expect(template, (made_up){" ", "none", 0}, "x.");
    expect(template, (made_up){" ", "after N in a row", 3}, "x, after 3 lost.");
    expect(template, (made_up){" c ", "after N in a row", 12},
           "x, after 12 of <c> lost.");
    expect(template, (made_up){" ", "pa", 0}, "x.");
    expect(template, (made_up){" ", NULL, 0}, "x.");
    expect("x[, {how?pay:paid}]", (made_up){" how ", "pay", 0}, "x, paid");
    expect("x[, {how?pay:paid}]", (made_up){" ", "pay", 0}, "x");
}

static void long_texts_grow(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_prose p = {.arena = &arena};
    char long_text[5000];
    memset(long_text, 'a', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    assert_string_equal(ent_prose_text(&p), "");
    for (int i = 0; i < 5; i++)
        ent_prose_add(&p, "%s|", long_text);
    assert_int_equal(p.length, 25000);
    assert_int_equal(strlen(ent_prose_text(&p)), 25000);
    assert_memory_equal(p.text + 20000, long_text, 4999);
    ent_arena_free(&arena);
}

/* ---- The templates of the kinds ---- */

/* Answers for a kind: every name a template uses is looked up. */
typedef struct {
    const ent_clause_kind *kind;
    bool give;         /* whether everything counts as given, or only what is required */
    const char *chose; /* the choice that every choice field takes, NULL: its default */
    bool term;         /* {term} was met */
} asked;

static const ent_field *field_of(const asked *a, const char *name) {
    const int i = ent_kind_field(&a->kind->kind, name);
    if (i < 0)
        fail_msg("%s: its sentence names `%s`, which is no field", a->kind->kind.name,
                 name);
    return &a->kind->kind.fields[i];
}

static bool kind_given(const void *context, const char *name) {
    const asked *a = context;
    return strcmp(name, "term") == 0 || field_of(a, name)->required || a->give;
}

static void kind_write(const void *context, const char *name, ent_prose *p) {
    asked *a = (asked *)(uintptr_t)context;
    if (strcmp(name, "term") == 0)
        a->term = true;
    else if (field_of(a, name)->type == ENT_CHOICE || field_of(a, name)->type == ENT_FLAG)
        fail_msg("%s: {%s} is a choice and needs words", a->kind->kind.name, name);
    ent_prose_add(p, "<%s>", name);
}

static const char *kind_choice(const void *context, const char *name, double *number) {
    const asked *a = context;
    const ent_field *field = field_of(a, name);
    *number = 2;
    if (a->chose != NULL)
        return a->chose;
    return field->standard != NULL ? field->standard : field->choices[0];
}

static const char *filled(asked *a, const char *template, ent_prose *p) {
    const ent_template_fields fields = {a, kind_given, kind_write, kind_choice};
    ent_prose_fill(p, template, &fields);
    return ent_prose_text(p);
}

static void check_text(const ent_clause_kind *kind, const char *text) {
    if (strchr("<ABCDEFGHIJKLMNOPQRSTUVWXYZ", *text) == NULL)
        fail_msg("%s: a sentence begins with a capital: %s", kind->kind.name, text);
    if (text[strlen(text) - 1] != '.')
        fail_msg("%s: a sentence ends with a full stop: %s", kind->kind.name, text);
    if (strpbrk(text, "{}[]|") != NULL || strstr(text, "  ") != NULL ||
        strstr(text, "..") != NULL || strstr(text, " ,") != NULL ||
        strstr(text, " .") != NULL)
        fail_msg("%s: badly put together: %s", kind->kind.name, text);
}

static void every_kind_has_a_sentence(void **state) {
    (void)state;
    for (size_t k = 0; ent_clause_kinds_baseline[k] != NULL; k++) {
        const ent_clause_kind *kind = ent_clause_kinds_baseline[k];
        for (int all = 0; all < 2; all++) {
            ent_arena arena = {0};
            ent_prose p = {.arena = &arena}, end = {.arena = &arena};
            asked a = {kind, all == 1, NULL, false};
            if (kind->sentence == NULL)
                fail_msg("%s has no sentence", kind->kind.name);
            check_text(kind, filled(&a, kind->sentence, &p));
            if (!a.term)
                fail_msg("%s: its sentence does not say {term}", kind->kind.name);
            if (kind->ends != NULL)
                filled(&a, kind->ends, &end);
            ent_arena_free(&arena);
        }
    }
}

/* Every choice that a sentence speaks of has words for each of its values. */
static void every_choice_of_a_sentence_has_words(void **state) {
    (void)state;
    for (size_t k = 0; ent_clause_kinds_baseline[k] != NULL; k++) {
        const ent_clause_kind *kind = ent_clause_kinds_baseline[k];
        for (size_t f = 0; f < kind->kind.field_count; f++) {
            const ent_field *field = &kind->kind.fields[f];
            char opens[80], arm[120];
            snprintf(opens, sizeof opens, "{%s?", field->name);
            const char *at = strstr(kind->sentence, opens);
            for (size_t i = 0; at != NULL && field->choices && field->choices[i]; i++) {
                snprintf(arm, sizeof arm, "%s%s:", i == 0 ? "?" : "|", field->choices[i]);
                if (strstr(at, arm) == NULL)
                    fail_msg("%s: no words for %s: %s", kind->kind.name, field->name,
                             field->choices[i]);
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_filled_in),
        cmocka_unit_test(brackets_need_every_field),
        cmocka_unit_test(brackets_stand_in_brackets),
        cmocka_unit_test(choices_choose_words),
        cmocka_unit_test(long_texts_grow),
        cmocka_unit_test(every_kind_has_a_sentence),
        cmocka_unit_test(every_choice_of_a_sentence_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
