/* The list of problems, and the nearest name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/problem.h"

static const ent_file file_a = {"a.yaml", "x\n", 2};
static const ent_file file_b = {"b.yaml", "y\n", 2};

static ent_place place(const ent_file *file, int line, int column) {
    return (ent_place){.file = file, .line = line, .column = column, .width = 1};
}

static void texts_are_copied(void **state) {
    (void)state;
    ent_problems problems = {0};
    char path[] = "parties.openai", word[] = "openia";
    ent_problem *p =
        ent_problem_add(&problems, "E0301", place(&file_a, 3, 5), path, "no %s", word);
    p->help = ent_problem_text(&problems, "did you mean `%s`?", "openai");
    path[0] = word[0] = 'X';
    assert_string_equal(problems.list[0].path, "parties.openai");
    assert_string_equal(problems.list[0].message, "no openia");
    assert_string_equal(problems.list[0].help, "did you mean `openai`?");
    assert_int_equal(problems.errors, 1);
    assert_int_equal(problems.warnings, 0);
    ent_problems_free(&problems);
    assert_int_equal(problems.count, 0);
    assert_null(problems.list);
}

static void past_the_limit_problems_are_only_counted(void **state) {
    (void)state;
    ent_problems problems = {0};
    for (int i = 0; i < ENT_PROBLEM_LIMIT + 50; i++) {
        ent_problem *p = ent_problem_add(&problems, i % 2 ? "W0101" : "E0101",
                                         place(&file_a, i + 1, 1), NULL, "number %d", i);
        assert_non_null(p);
        p->help = "still writable";
    }
    assert_int_equal(problems.count, ENT_PROBLEM_LIMIT);
    assert_int_equal(problems.errors, (ENT_PROBLEM_LIMIT + 50) / 2);
    assert_int_equal(problems.warnings, (ENT_PROBLEM_LIMIT + 50) / 2);
    assert_string_equal(problems.list[ENT_PROBLEM_LIMIT - 1].message, "number 199");
    ent_problems_free(&problems);
}

static void only_two_further_places_are_kept(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_problem *p = ent_problem_add(&problems, "E0101", place(&file_a, 1, 1), NULL, "x");
    for (int i = 0; i < 5; i++) {
        ent_problem_also(p, place(&file_a, i + 2, 1), "here");
    }
    assert_int_equal(p->also_count, 2);
    assert_int_equal(p->also[1].at.line, 3);
    ent_problems_free(&problems);
}

static void sorting_orders_by_place_and_drops_repeats(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_problem_add(&problems, "E0202", place(&file_b, 1, 1), NULL, "last");
    ent_problem_add(&problems, "E0202", place(&file_a, 2, 7), NULL, "fourth");
    ent_problem_add(&problems, "W0202", place(&file_a, 2, 3), NULL, "third");
    ent_problem_add(&problems, "E0202", place(&file_a, 2, 3), NULL, "second");
    ent_problem_add(&problems, "E0202", place(&file_a, 2, 3), NULL, "second");
    ent_problem_add(&problems, "E0202", place(&file_a, 1, 9), NULL, "first");
    ent_problems_sort(&problems);
    static const char *const expected[] = {"first", "second", "third", "fourth", "last"};
    assert_int_equal(problems.count, 5);
    assert_int_equal(problems.errors, 4);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(problems.list[i].message, expected[i]);
    }
    ent_problems_free(&problems);
}

static void the_same_words_elsewhere_are_no_repeat(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_problem_add(&problems, "E0202", place(&file_a, 1, 1), "x", "same");
    ent_problem_add(&problems, "E0203", place(&file_a, 1, 1), "x", "same");
    ent_problem_add(&problems, "E0202", place(&file_a, 1, 2), "x", "same");
    ent_problem_add(&problems, "E0202", (ent_place){0}, "x", "same");
    ent_problem_add(&problems, "E0202", (ent_place){0}, "y", "same");
    ent_problems_sort(&problems);
    assert_int_equal(problems.count, 5);
    ent_problems_free(&problems);
}

/* A mistake in a clause that three agreements inherit is one mistake. */
static void one_place_is_told_once_whatever_the_path(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_problem_add(&problems, "E0202", place(&file_a, 1, 1), "agreements.a.x", "same");
    ent_problem_add(&problems, "E0202", place(&file_a, 1, 1), "agreements.b.x", "same");
    ent_problems_sort(&problems);
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.list[0].path, "agreements.a.x");
    ent_problems_free(&problems);
}

static void nearest_finds_slips_and_nothing_else(void **state) {
    (void)state;
    static const char *const names[] = {"cap", "annual_cap", "minimum", "rate",
                                        "revenue_share"};
    const size_t count = sizeof names / sizeof names[0];
    assert_string_equal(ent_nearest("cpa", names, count), "cap");
    assert_string_equal(ent_nearest("caps", names, count), "cap");
    assert_string_equal(ent_nearest("anual_cap", names, count), "annual_cap");
    assert_string_equal(ent_nearest("revenueshare", names, count), "revenue_share");
    assert_string_equal(ent_nearest("mininum", names, count), "minimum");
    assert_string_equal(ent_nearest("revenue", names, count), "revenue_share");
    assert_string_equal(ent_nearest("share_minimum", names, count), "minimum");
    assert_null(ent_nearest("banana", names, count));
    assert_null(ent_nearest("xy", names, count));
    assert_null(ent_nearest("", names, count));
    assert_null(ent_nearest("cap", names, 0));
    char longest[300];
    memset(longest, 'r', sizeof longest - 1);
    longest[299] = '\0';
    assert_null(ent_nearest(longest, names, count));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_copied),
        cmocka_unit_test(past_the_limit_problems_are_only_counted),
        cmocka_unit_test(only_two_further_places_are_kept),
        cmocka_unit_test(sorting_orders_by_place_and_drops_repeats),
        cmocka_unit_test(the_same_words_elsewhere_are_no_repeat),
        cmocka_unit_test(one_place_is_told_once_whatever_the_path),
        cmocka_unit_test(nearest_finds_slips_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
