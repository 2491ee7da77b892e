/* results.json read back: nothing is lost, and no file, however cut or edited, is more than a problem. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/charts/charts.h"
#include "cli/json.h"
#include "cli/results/read.h"
#include "tests/support/engine_harness.h"
#include "tests/support/signed_deal.h"

static char path[] = "/tmp/entente-test-results-XXXXXX";

static void save(const char *text, size_t size) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static char *text_of_json(const json_t *json, size_t *size) {
    char *text = NULL;
    FILE *file = open_memstream(&text, size);
    assert_non_null(file);
    ent_json_write(json, file);
    fclose(file);
    return text;
}

static char *results_text(const ent_results *r, size_t *size) {
    json_t *json = ent_json_results(r);
    char *text = text_of_json(json, size);
    json_decref(json);
    return text;
}

/* A plan that also says what inputs do, run with few enough paths that nothing is worth a warning. */
static engine *deal_run(const ent_run_options *options, const char *where) {
    engine *e =
        engine_try(signed_deal, &(ent_plan_options){.where = where, .inputs = true});
    assert_non_null(e->plan);
    engine_run(e, options);
    return e;
}

/* ---- Nothing is lost ---- */

static void expect_round_trip(engine *e) {
    size_t size, again_size;
    ent_results *read = NULL;
    ent_problems problems = {0};
    char *text = results_text(e->results, &size);
    save(text, size);
    assert_int_equal(ent_results_read(path, &read, &problems), ENT_OK);
    char *again = results_text(read, &again_size);
    expect_same_text(again, text, "results written, read and written again");
    free(text);
    free(again);
    ent_results_free(read);
    ent_problems_free(&problems);
    engine_close(e);
}

static void what_is_read_is_written_again(void **state) {
    (void)state;
    expect_round_trip(deal_run(&(ent_run_options){.paths = 400}, NULL));
}

static void so_are_the_futures_of_a_condition(void **state) {
    (void)state;
    expect_round_trip(deal_run(&(ent_run_options){.paths = 400}, "paid > 4m EUR"));
}

static void so_is_one_path(void **state) {
    (void)state;
    expect_round_trip(deal_run(&(ent_run_options){.paths = 1}, NULL));
    expect_round_trip(deal_run(&(ent_run_options){.base_case = true}, NULL));
}

static void so_is_what_streamed(void **state) {
    (void)state;
    expect_round_trip(deal_run(&(ent_run_options){.paths = 400, .keep = 100}, NULL));
}

static bool stop_at_once(void *context, uint64_t blocks) {
    (void)context;
    return blocks > 0;
}

static void so_is_a_run_that_was_stopped(void **state) {
    (void)state;
    expect_round_trip(
        deal_run(&(ent_run_options){.paths = 900000, .threads = 1, .stop = stop_at_once},
                 "paid > 0"));
}

/* What the charts read of the scenario is the same. */
static void terms_and_words_are_kept(void **state) {
    (void)state;
    size_t size;
    ent_results *read = NULL;
    ent_problems problems = {0};
    engine *e = deal_run(&(ent_run_options){.paths = 100}, NULL);
    char *text = results_text(e->results, &size);
    save(text, size);
    assert_int_equal(ent_results_read(path, &read, &problems), ENT_OK);
    const ent_scenario *s = read->scenario;
    assert_string_equal(s->parties.items[0].common[ENT_PARTY_NAME].text, "The author");
    assert_false(s->parties.items[1].common[ENT_PARTY_NAME].given);
    assert_string_equal(s->sources.items[0].common[ENT_SOURCE_BY].text, "The Paper");
    assert_int_equal(s->sources.items[0].common[ENT_SOURCE_DATE].day,
                     ent_day_of(2026, 12, 1));
    assert_string_equal(s->sources.items[1].common[ENT_SOURCE_DATE].text, "2026-11");
    assert_int_equal(s->charts.count, 1);
    const ent_chart_request chart = ent_charts_listed(s, 0);
    assert_string_equal(chart.kind, "histogram");
    assert_string_equal(chart.metric, "paid");
    assert_null(chart.size);
    const ent_results *both[] = {e->results, read};
    for (int i = 0; i < 2; i++) {
        const ent_clause_result *c = both[i]->agreements[0].clauses;
        const bool first = strcmp(c[0].name, "royalty") == 0;
        const ent_term royalty = c[first ? 0 : 1].term, alone = c[first ? 1 : 0].term;
        assert_int_equal(royalty.until, ent_day_of(2028, 12, 31));
        assert_int_equal(royalty.start, ENT_NO_DAY);
        assert_string_equal(alone.ends_on, "royalty.capped");
        assert_string_equal(alone.when, "sales > 1m EUR/year");
    }
    free(text);
    ent_results_free(read);
    ent_problems_free(&problems);
    engine_close(e);
}

/* ---- Cut and edited files ---- */

/* Reads the file; what is right enough is drawn, each time as another kind. */
static ent_status read_and_draw(int turn) {
    static const char *const kinds[] = {"fan", "histogram"};
    ent_results *read = NULL;
    ent_problems problems = {0};
    ent_scene scene = {0};
    const ent_status status = ent_results_read(path, &read, &problems);
    assert_true(status == ENT_OK || status == ENT_INVALID);
    assert_true(status == ENT_OK ? problems.errors == 0 : problems.errors > 0);
    const ent_chart_request request = {.kind = kinds[turn % 2],
                                       .metric = turn % 2 == 1 ? "paid" : NULL};
    if (status == ENT_OK && turn % 32 < 2) {
        const ent_status drawn = ent_charts_lay_out(read, &request, &scene, &problems);
        assert_true(drawn == ENT_OK || problems.errors > 0);
    }
    ent_scene_free(&scene);
    ent_results_free(read);
    ent_problems_free(&problems);
    return status;
}

static void a_file_cut_anywhere_is_told_where(void **state) {
    (void)state;
    size_t size;
    engine *e = deal_run(&(ent_run_options){.paths = 50}, NULL);
    char *text = results_text(e->results, &size);
    for (size_t cut = 0; cut + 2 < size; cut += 97) {
        ent_results *read = NULL;
        ent_problems problems = {0};
        save(text, cut);
        assert_int_equal(ent_results_read(path, &read, &problems), ENT_INVALID);
        assert_int_equal(problems.count, 1);
        assert_string_equal(problems.list[0].code, "E0821");
        assert_true(problems.list[0].at.line > 0 && problems.list[0].at.column > 0);
        ent_results_free(read);
        ent_problems_free(&problems);
    }
    free(text);
    engine_close(e);
}

/* One change to a member or item, told by its number; NULL drops it. */
static json_t *changed(int turn) {
    switch (turn % 8) {
    case 0:
        return json_null();
    case 1:
        return json_string("x");
    case 2:
        return json_real(-1.5);
    case 3:
        return json_array();
    case 4:
        return json_object();
    case 5:
        return json_integer(7);
    case 6:
        return json_string("line\nbreak");
    default:
        return NULL;
    }
}

typedef struct {
    const json_t *root;
    int turn, refused;
} edits;

static void try_edited(edits *t) {
    assert_int_equal(json_dump_file(t->root, path, JSON_COMPACT), 0);
    t->refused += read_and_draw(t->turn++) != ENT_OK;
}

static void put(json_t *in, const char *key, size_t index, json_t *value) {
    if (json_is_array(in))
        json_array_set(in, index, value);
    else
        json_object_set(in, key, value);
}

/* Changes the value and puts it back. */
static void edit(edits *t, json_t *in, const char *key, size_t index, json_t *value) {
    json_t *other = changed(t->turn);
    json_incref(value);
    if (other == NULL && json_is_array(in))
        json_array_remove(in, index);
    else if (other == NULL)
        json_object_del(in, key);
    else
        put(in, key, index, other);
    try_edited(t);
    if (other == NULL && json_is_array(in))
        json_array_insert(in, index, value);
    else
        put(in, key, index, value);
    json_decref(other);
    json_decref(value);
}

/* Every member, and the first two items of every list. */
static void edit_all(edits *t, json_t *in) {
    const char *keys[64];
    size_t count = 0;
    if (json_is_array(in)) {
        for (size_t i = 0; i < json_array_size(in) && i < 2; i++) {
            edit(t, in, NULL, i, json_array_get(in, i));
            edit_all(t, json_array_get(in, i));
        }
        return;
    }
    for (void *at = json_object_iter(in); at != NULL && count < 64;
         at = json_object_iter_next(in, at))
        keys[count++] = json_object_iter_key(at);
    for (size_t i = 0; i < count; i++) {
        char key[64];
        snprintf(key, sizeof key, "%s", keys[i]);
        edit(t, in, key, 0, json_object_get(in, key));
        edit_all(t, json_object_get(in, key));
    }
}

/* Leaves one of each sort, so that every member is edited in a few seconds. */
static void thin(json_t *object) {
    static const char *const dropped[] = {"npv.publisher",
                                          "total.royalty.due",
                                          "total.royalty.paid",
                                          "total.royalty.forgone",
                                          "sales",
                                          "royalty.cumulative"};
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        json_object_del(object, dropped[i]);
}

static void thin_all(json_t *root) {
    const char *name;
    json_t *agreement, *comparison;
    json_object_foreach(json_object_get(root, "agreements"), name, agreement) {
        thin(json_object_get(agreement, "metrics"));
        thin(json_object_get(agreement, "series"));
    }
    json_object_foreach(json_object_get(root, "differences"), name, comparison)
        thin(comparison);
}

static void an_edited_file_is_no_more_than_a_problem(void **state) {
    (void)state;
    engine *e = deal_run(&(ent_run_options){.paths = 25}, NULL);
    json_t *root = ent_json_results(e->results);
    edits t = {root, 0, 0};
    thin_all(root);
    try_edited(&t);
    assert_int_equal(t.refused, 0);
    edit_all(&t, root);
    print_message("# %d edits, %d refused\n", t.turn, t.refused);
    assert_true(t.turn > 500 && t.refused > t.turn / 2);
    json_decref(root);
    engine_close(e);
}

/* ---- What is told ---- */

static void expect_told(const char *text, const char *code, const char *at) {
    ent_results *read = NULL;
    ent_problems problems = {0};
    save(text, strlen(text));
    assert_int_equal(ent_results_read(path, &read, &problems), ENT_INVALID);
    assert_string_equal(problems.list[0].code, code);
    if (at != NULL)
        assert_string_equal(problems.list[0].path, at);
    ent_results_free(read);
    ent_problems_free(&problems);
}

/* Sets what the path leads to, through members and items, to null or under another name. */
static void expect_edit_told(const char *const *way, size_t steps, const char *name,
                             const char *code) {
    engine *e = deal_run(&(ent_run_options){.paths = 25}, NULL);
    json_t *root = ent_json_results(e->results), *in = root;
    for (size_t i = 0; i + 1 < steps; i++)
        in = json_object_get(in, way[i]);
    const char *last = way[steps - 1];
    if (json_is_array(in))
        json_array_set_new(in, (size_t)atoi(last), json_null());
    else if (name == NULL)
        json_object_set_new(in, last, json_null());
    else
        json_object_set(in, name, json_object_get(in, last));
    char *text = json_dumps(root, JSON_COMPACT);
    expect_told(text, code, NULL);
    free(text);
    json_decref(root);
    engine_close(e);
}

static void null_is_told_where_a_number_is_needed(void **state) {
    (void)state;
    static const char *const ways[][6] = {
        {"agreements", "first", "metrics", "paid", "mean"},
        {"agreements", "first", "metrics", "paid", "p50"},
        {"agreements", "first", "series", "sales", "p10", "3"},
        {"agreements", "first", "events", "royalty.capped", "by_period", "0"},
        {"differences", "second - first", "paid", "p95"}};
    static const size_t steps[] = {5, 5, 6, 6, 4};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        expect_edit_told(ways[i], steps[i], NULL, "E0823");
}

static void names_are_such_as_scenarios_have(void **state) {
    (void)state;
    static const char *const chart[] = {"scenario", "charts", "paid"};
    static const char *const metric[] = {"agreements", "first", "metrics", "paid"};
    expect_edit_told(chart, 3, "../paid", "E0824");
    expect_edit_told(chart, 3, "\xc3\xa9", "E0824");
    expect_edit_told(metric, 4, "a\x1b[31m", "E0824");
    expect_edit_told(metric, 4, "", "E0824");
}

static void what_a_file_is_instead_is_told(void **state) {
    (void)state;
    expect_told("", "E0821", NULL);
    expect_told("entente: 1\n", "E0821", NULL);
    expect_told("[1, 2]", "E0822", NULL);
    expect_told("{\"entente\": 1, \"title\": \"a scenario\"}", "E0822", NULL);
    expect_told("{\"entente\": \"0.1.0\", \"format\": 2}", "E0822", NULL);
    expect_told("{\"entente\": \"0.1.0\", \"format\": 1}", "E0823", "scenario");
    expect_told("{\"entente\": \"0.1.0\", \"format\": 1, \"format\": 1}", "E0821", NULL);
}

static int open_folder(void **state) {
    (void)state;
    return mkstemp(path) < 0;
}

static int remove_file(void **state) {
    (void)state;
    return unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_written_again),
        cmocka_unit_test(so_are_the_futures_of_a_condition),
        cmocka_unit_test(so_is_one_path),
        cmocka_unit_test(so_is_what_streamed),
        cmocka_unit_test(so_is_a_run_that_was_stopped),
        cmocka_unit_test(terms_and_words_are_kept),
        cmocka_unit_test(a_file_cut_anywhere_is_told_where),
        cmocka_unit_test(an_edited_file_is_no_more_than_a_problem),
        cmocka_unit_test(null_is_told_where_a_number_is_needed),
        cmocka_unit_test(names_are_such_as_scenarios_have),
        cmocka_unit_test(what_a_file_is_instead_is_told),
    };
    return cmocka_run_group_tests(tests, open_folder, remove_file);
}
