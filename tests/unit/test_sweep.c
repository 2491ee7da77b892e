/* What --vary says, and what a sweep does with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include <cmocka.h>

#include "scenarios/scenarios.h"

static void check_values(const char *text, const char *const *wanted, size_t count) {
    ent_arena arena = {0};
    ent_problems problems = {0};
    ent_vary vary;
    assert_int_equal(ent_vary_read(text, &arena, &vary, &problems), ENT_OK);
    assert_int_equal(vary.count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(vary.names[i], wanted[i]);
    ent_problems_free(&problems);
    ent_arena_free(&arena);
}
#define VALUES(text, ...)                                                                \
    check_values(text, (const char *const[]){__VA_ARGS__},                               \
                 sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void lists_and_ranges_are_told_apart(void **state) {
    (void)state;
    VALUES("a.b=20bn", "20bn");
    VALUES("a.b=20bn,none, 30bn ", "20bn", "none", "30bn");
    VALUES("a.b=max(x, 1),[1, 2],{a: 1, b: 2}", "max(x, 1)", "[1, 2]", "{a: 1, b: 2}");
    VALUES("a.b=\"x, y\",'z, w'", "\"x, y\"", "'z, w'");
    VALUES("a.b=x = 1,y", "x = 1", "y");
    VALUES("a.b=0:1:3", "0", "0.5", "1");
    VALUES("a.b=20bn:60bn:5", "20bn", "30bn", "40bn", "50bn", "60bn");
    VALUES("a.b=10%:20%:3", "10%", "15%", "20%");
    VALUES("a.b=1:0:2", "1", "0");
    VALUES("a.b=-1.5m:1.5m:3", "-1.5m", "0", "1.5m");
    VALUES("a.b=0.1:0.3:3", "0.1", "0.2", "0.3");
    VALUES("a.b=a:b:c", "a:b:c"); /* a formula or a date may hold colons */
}

static void each_point_is_what_set_takes(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_problems problems = {0};
    ent_vary vary;
    assert_int_equal(ent_vary_read("a.b = 1,2", &arena, &vary, &problems), ENT_OK);
    assert_string_equal(vary.path, "a.b");
    assert_string_equal(vary.sets[1], "a.b=2");
    assert_string_equal(vary.names[1], "2");
    ent_arena_free(&arena);
}

static void several_terms_are_varied_one_after_the_other(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_problems problems = {0};
    ent_vary vary;
    assert_int_equal(
        ent_vary_read("a.b=1,\"x;y\";\n  c=10%:20%:2", &arena, &vary, &problems), ENT_OK);
    assert_null(vary.path);
    assert_int_equal(vary.count, 5);
    assert_null(vary.sets[0]);
    assert_string_equal(vary.names[0], "as it stands");
    assert_string_equal(vary.sets[2], "a.b=\"x;y\"");
    assert_string_equal(vary.names[3], "c=10%");
    assert_string_equal(vary.sets[4], "c=20%");
    ent_arena_free(&arena);
}

static void what_is_no_list_is_refused(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",       "a.b",       "=1",        "a.b=",         "a.b=1,,2",
        "a.b=1,", "a.b=1:2:0", "a.b=1:2:1", "a.b=1:2:1001", "a.b=1:2%:3",
        "a=1;",   "a=1;;b=2",  "a=1;b"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ent_arena arena = {0};
        ent_problems problems = {0};
        ent_vary vary;
        assert_int_equal(ent_vary_read(wrong[i], &arena, &vary, &problems), ENT_USAGE);
        assert_int_equal(problems.errors, 1);
        assert_string_equal(problems.list[0].code, "E0612");
        ent_problems_free(&problems);
        ent_arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_and_ranges_are_told_apart),
        cmocka_unit_test(each_point_is_what_set_takes),
        cmocka_unit_test(several_terms_are_varied_one_after_the_other),
        cmocka_unit_test(what_is_no_list_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
