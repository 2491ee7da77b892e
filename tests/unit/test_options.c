/* Reading the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include <unistd.h>

#include "cli/options.h"

enum { WORDS_MOST = 16 };

/* Reads "run FILE --paths 10" as the shell would split it. */
static ent_status read_line(ent_options *o, const char *line) {
    static char buffer[512];
    static char *argv[WORDS_MOST];
    int argc = 0;
    snprintf(buffer, sizeof buffer, "entente %s", line);
    for (char *word = strtok(buffer, " "); word != NULL; word = strtok(NULL, " "))
        argv[argc++] = word;
    return ent_options_read(o, argc > 1 ? ent_command_named(argv[1]) : NULL, argc, argv);
}

/* The same with stderr in a file: what was said. */
static ent_status read_and_listen(const char *line, char said[1024]) {
    ent_options o;
    FILE *file = tmpfile();
    assert_non_null(file);
    fflush(stderr);
    const int kept = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    const ent_status status = read_line(&o, line);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    said[fread(said, 1, 1023, file)] = '\0';
    fclose(file);
    ent_options_free(&o);
    return status;
}

static void expect_mistake(const char *line, const char *wanted) {
    char said[1024];
    assert_int_equal(read_and_listen(line, said), ENT_USAGE);
    if (strstr(said, wanted) == NULL)
        fail_msg("`%s` said:\n%swithout \"%s\"", line, said, wanted);
}

static void options_stand_anywhere(void **state) {
    (void)state;
    ent_options o;
    assert_int_equal(read_line(&o, "run --paths 10 deal.yaml --seed=7 --quiet"), ENT_OK);
    assert_int_equal(o.word_count, 1);
    assert_string_equal(o.words[0], "deal.yaml");
    assert_true(o.paths.given && o.paths.value == 10);
    assert_true(o.seed.given && o.seed.value == 7);
    assert_true(o.quiet);
    assert_false(o.keep.given);
    ent_options_free(&o);
}

static void set_is_repeatable_and_keeps_its_order(void **state) {
    (void)state;
    ent_options o;
    assert_int_equal(read_line(&o, "check f --set a.b=1 --set c=x=y"), ENT_OK);
    assert_int_equal(o.override_count, 2);
    assert_string_equal(o.overrides[0], "a.b=1");
    assert_string_equal(o.overrides[1], "c=x=y");
    ent_options_free(&o);
}

static void short_options_take_values_either_way(void **state) {
    (void)state;
    ent_options o;
    assert_int_equal(read_line(&o, "run f -o out"), ENT_OK);
    assert_string_equal(o.output, "out");
    ent_options_free(&o);
    assert_int_equal(read_line(&o, "run f -oout"), ENT_OK);
    assert_string_equal(o.output, "out");
    ent_options_free(&o);
}

static void two_dashes_end_the_options(void **state) {
    (void)state;
    ent_options o;
    assert_int_equal(read_line(&o, "run -- --odd-name"), ENT_OK);
    assert_string_equal(o.words[0], "--odd-name");
    ent_options_free(&o);
}

static void one_dash_is_standard_input(void **state) {
    (void)state;
    ent_options o;
    assert_int_equal(read_line(&o, "run -"), ENT_OK);
    assert_string_equal(o.words[0], "-");
    ent_options_free(&o);
}

static void counts_may_have_words(void **state) {
    (void)state;
    ent_options o;
    assert_int_equal(read_line(&o, "run f --paths 100k --seed 9007199254740992"), ENT_OK);
    assert_true(o.paths.value == 100000);
    assert_true(o.seed.value == 9007199254740992);
    ent_options_free(&o);
}

static void counts_are_whole_and_in_range(void **state) {
    (void)state;
    expect_mistake("run f --paths 0", "whole number from 1");
    expect_mistake("run f --paths 1.5", "not a count");
    expect_mistake("run f --paths -3", "not a count");
    expect_mistake("run f --paths 10%", "not a count");
    expect_mistake("run f --paths ten", "not a count");
    expect_mistake("run f --threads 5000000000", "at most 4096");
    expect_mistake("run f --seed 1e300", "not a count");
    expect_mistake("run f --seed 99999999999999999999", "not a count");
}

static void slips_get_a_suggestion(void **state) {
    (void)state;
    expect_mistake("run f --pahts 3", "did you mean --paths?");
    expect_mistake("run f --sead 3", "did you mean --seed?");
    expect_mistake("run f --zzzzzz", "entente run --help lists the options");
}

static void options_of_other_commands_are_sent_there(void **state) {
    (void)state;
    expect_mistake("run f --path 3", "it belongs to: trace");
    expect_mistake("kinds --paths 3", "it belongs to: check run sweep plot");
}

/* Not built, so not in the tables. */
static void what_is_not_built_is_unknown(void **state) {
    (void)state;
    static const char *const commands[] = {"compare", "value", "sensitivity", "solve"};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        assert_null(ent_command_named(commands[i]));
    expect_mistake("run f --precision 1%", "there is no option --precision");
    expect_mistake("run f --sampler sobol", "there is no option --sampler");
    expect_mistake("trace f --near p50:x", "there is no option --near");
}

static void values_are_required_where_they_are_and_refused_elsewhere(void **state) {
    (void)state;
    expect_mistake("run f --paths", "--paths needs a value");
    expect_mistake("run f --paths=", "--paths needs a value");
    expect_mistake("run f --quiet=1", "--quiet takes no value");
    expect_mistake("run f --set nothing", "no PATH=VALUE");
    expect_mistake("run f --color sometimes", "auto, always or never");
}

static void forms_exclude_each_other(void **state) {
    (void)state;
    expect_mistake("run f --json --csv", "exclude each other");
    ent_options o;
    assert_int_equal(read_line(&o, "run f --json --json"), ENT_OK);
    assert_int_equal(o.format, ENT_AS_JSON);
    ent_options_free(&o);
}

static void words_are_counted(void **state) {
    (void)state;
    expect_mistake("run", "needs a scenario file");
    expect_mistake("run a b", "does not know what to do with 'b'");
    ent_options o;
    assert_int_equal(read_line(&o, "run --help"), ENT_OK);
    assert_true(o.help);
    ent_options_free(&o);
}

static void nearest_commands_are_found(void **state) {
    (void)state;
    assert_string_equal(ent_command_nearest("rnu"), "run");
    assert_string_equal(ent_command_nearest("chekc"), "check");
    assert_null(ent_command_nearest("xyzzy"));
}

/* The README's promise about help: every command has examples that name it. */
static void every_command_explains_itself(void **state) {
    (void)state;
    for (size_t i = 0; ent_commands[i] != NULL; i++) {
        const ent_example *e = ent_commands[i]->examples;
        assert_non_null(e->command);
        for (; e->command != NULL; e++)
            assert_ptr_equal(strstr(e->command, ent_commands[i]->name), e->command);
        assert_true(strlen(ent_commands[i]->help) > 10);
        assert_true(strlen(ent_commands[i]->about) > 10);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_anywhere),
        cmocka_unit_test(set_is_repeatable_and_keeps_its_order),
        cmocka_unit_test(short_options_take_values_either_way),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(one_dash_is_standard_input),
        cmocka_unit_test(counts_may_have_words),
        cmocka_unit_test(counts_are_whole_and_in_range),
        cmocka_unit_test(slips_get_a_suggestion),
        cmocka_unit_test(options_of_other_commands_are_sent_there),
        cmocka_unit_test(what_is_not_built_is_unknown),
        cmocka_unit_test(values_are_required_where_they_are_and_refused_elsewhere),
        cmocka_unit_test(forms_exclude_each_other),
        cmocka_unit_test(words_are_counted),
        cmocka_unit_test(nearest_commands_are_found),
        cmocka_unit_test(every_command_explains_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
