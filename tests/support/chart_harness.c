#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "tests/support/chart_harness.h"

enum { PERIODS = 27, SAMPLES = 2, FUTURES = 1000 };

const ent_chart_text chart_words = {
    .name = "sample",
    .title = "Payments could be half or double the plan by 2032",
    .subtitle = "Payments to the licensor, USD a year, 2026 to 2032",
    .sources = "Annual report, 2025; analyst's judgement",
    .scenario = "A licence, 2026 to 2032",
    .program = "entente 0.1.0",
    .run = "3f2a9c01",
    .paths = 100000,
    .seed = 20260427,
};

static void quarter_ends(ent_day *ends) {
    for (int t = 0; t < PERIODS; t++) {
        int quarter = t + 2; /* quarters since the beginning of 2026, counted from 1 */
        ends[t] = ent_day_of(2026 + quarter / 4, quarter % 4 * 3 + 1, 1) - 1;
    }
}

ent_fan sample_fan(void) {
    static ent_day ends[PERIODS];
    static double median[PERIODS], mean[PERIODS], edges[6][PERIODS];
    static double samples[SAMPLES * PERIODS];
    static ent_mark marks[2];
    static const double spread[] = {2, 5, 8, 13, 18, 30};
    quarter_ends(ends);
    for (int t = 0; t < PERIODS; t++) {
        median[t] = 1e9 * (20 + 10 * t);
        mean[t] = median[t] * 1.25;
        for (int k = 0; k < 6; k++)
            edges[k][t] = median[t] * spread[k] / 10;
        samples[t] = median[t] * 0.75;
        samples[PERIODS + t] = median[t] * (t % 2 ? 1.5 : 1.25);
    }
    marks[0] = (ent_mark){ent_day_of(2030, 12, 31), "share ends"};
    marks[1] = (ent_mark){ent_day_of(2032, 12, 31), "licence ends"};
    return (ent_fan){.text = chart_words,
                     .unit = "USD/year",
                     .measure = ENT_RATE,
                     .count = PERIODS,
                     .start = ent_day_of(2026, 4, 27),
                     .ends = ends,
                     .median = median,
                     .mean = mean,
                     .se = 1.2e9,
                     .bands = {{0.5, edges[2], edges[3]},
                               {0.95, edges[0], edges[5]},
                               {0.8, edges[1], edges[4]}},
                     .band_count = 3,
                     .samples = samples,
                     .sample_count = SAMPLES,
                     .marks = marks,
                     .mark_count = 2};
}

ent_histogram sample_histogram(void) {
    static double sorted[FUTURES];
    for (int i = 0; i < FUTURES; i++)
        sorted[i] = i < 100 ? 0 : i >= 750 ? 38e9 : 50e6 * (i - 90);
    return (ent_histogram){
        .text = chart_words, .unit = "USD", .sorted = sorted, .count = FUTURES};
}

static ent_scene *opened(const char *size, const char *theme, ent_look *look,
                         ent_problems *problems) {
    assert_int_equal(ent_look_find(size, theme, look, problems), ENT_OK);
    ent_scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    return scene;
}

ent_scene *scene_of(const ent_chart_type *type, const void *chart, const char *size,
                    const char *theme) {
    ent_problems problems = {0};
    ent_look look;
    ent_measurer measurer = ent_measurer_fixed();
    ent_scene *scene = opened(size, theme, &look, &problems);
    ent_status status =
        ent_chart_lay_out(&(ent_chart){type, chart}, &look, &measurer, scene, &problems);
    if (status != ENT_OK)
        fail_msg("%s: %s", problems.list[0].code, problems.list[0].message);
    ent_problems_free(&problems);
    return scene;
}

void scene_close(ent_scene *scene) {
    ent_scene_free(scene);
    free(scene);
}

void expect_chart_problem(const ent_chart_type *type, const void *chart,
                          const char *code) {
    ent_problems problems = {0};
    ent_look look;
    ent_measurer measurer = ent_measurer_fixed();
    ent_scene *scene = opened("slide", NULL, &look, &problems);
    ent_status status =
        ent_chart_lay_out(&(ent_chart){type, chart}, &look, &measurer, scene, &problems);
    assert_int_equal(status, ENT_INVALID);
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.list[0].code, code);
    ent_problems_free(&problems);
    scene_close(scene);
}

/* ---- what a reader needs */

/* Where a text's letters are: left, top, right, bottom. */
static void letters_of(const ent_scene *scene, const ent_scene_item *item,
                       double box[4]) {
    static const double before[] = {0, 0.5, 1};
    ent_measurer measurer = ent_measurer_fixed();
    ent_style style = ent_style_of(&scene->look, item->role, 0);
    double width = measurer.width(NULL, item->text, style.size, style.bold);
    box[0] = item->x - before[item->align] * width;
    box[1] = item->y - 0.73 * style.size;
    box[2] = box[0] + width;
    box[3] = item->y + 0.2 * style.size;
}

static void expect_on_page(const ent_scene *scene, const ent_scene_item *item) {
    double box[4];
    letters_of(scene, item, box);
    if (box[0] < 0 || box[1] < 0 || box[2] > scene->width || box[3] > scene->height)
        fail_msg("%s: \"%s\" leaves the page: %g to %g, %g to %g", scene->look.size->name,
                 item->text, box[0], box[2], box[1], box[3]);
}

static void expect_apart(const ent_scene *scene, const ent_scene_item *a,
                         const ent_scene_item *b) {
    double one[4], two[4];
    letters_of(scene, a, one);
    letters_of(scene, b, two);
    if (one[0] < two[2] && two[0] < one[2] && one[1] < two[3] && two[1] < one[3])
        fail_msg("%s: \"%s\" touches \"%s\"", scene->look.size->name, a->text, b->text);
}

static void expect_uncrossed(const ent_scene *scene, const ent_scene_item *text,
                             const ent_scene_item *line) {
    double box[4];
    const double *p = line->points;
    letters_of(scene, text, box);
    if (line->shape != ENT_LINE || p[0] != p[2] || p[0] <= box[0] || p[0] >= box[2])
        return;
    double top = p[1] < p[3] ? p[1] : p[3], bottom = p[1] < p[3] ? p[3] : p[1];
    if (top < box[3] && bottom > box[1])
        fail_msg("%s: a line crosses \"%s\" at %g", scene->look.size->name, text->text,
                 p[0]);
}

static void expect_readable(const ent_scene *scene, const ent_scene_item *item) {
    ent_style style = ent_style_of(&scene->look, item->role, item->hue);
    if (item->shape == ENT_SCENE_TEXT)
        assert_true(style.size >= 7);
    if (style.stroked)
        assert_true(style.line >= 0.75);
}

void expect_legible(const ent_scene *scene) {
    bool caveat = false;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        expect_readable(scene, item);
        if (item->shape != ENT_SCENE_TEXT)
            continue;
        expect_on_page(scene, item);
        caveat = caveat || strstr(item->text, "forecast.") != NULL;
        for (size_t k = 0; k < scene->count; k++) {
            if (k > i && scene->items[k].shape == ENT_SCENE_TEXT)
                expect_apart(scene, item, &scene->items[k]);
            expect_uncrossed(scene, item, &scene->items[k]);
        }
    }
    assert_true(caveat);
    item_in(scene, "heading");
}

void expect_legible_everywhere(const ent_chart_type *type, const void *chart) {
    for (int i = 0; ent_sizes[i].name; i++) {
        ent_scene *scene = scene_of(type, chart, ent_sizes[i].name, NULL);
        expect_legible(scene);
        scene_close(scene);
    }
}

const ent_scene_item *text_in(const ent_scene *scene, const char *beginning) {
    const ent_scene_item *found = NULL;
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->shape != ENT_SCENE_TEXT ||
            strncmp(item->text, beginning, strlen(beginning)) != 0)
            continue;
        if (found)
            fail_msg("two texts begin with \"%s\"", beginning);
        found = item;
    }
    if (!found)
        fail_msg("no text begins with \"%s\"", beginning);
    return found;
}

const ent_scene_item *item_in(const ent_scene *scene, const char *id) {
    for (size_t i = 0; i < scene->count; i++)
        if (scene->items[i].id && strcmp(scene->items[i].id, id) == 0)
            return &scene->items[i];
    fail_msg("nothing is called \"%s\"", id);
    return NULL;
}

char *csv_of(const ent_chart_type *type, const void *chart) {
    char *text = NULL;
    size_t size;
    scene_close(scene_of(type, chart, NULL, NULL));
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    type->print_csv(chart, out);
    fclose(out);
    return text;
}

char *file_text(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is not there", path);
    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    rewind(file);
    char *text = calloc((size_t)length + 1, 1);
    assert_non_null(text);
    *size = fread(text, 1, (size_t)length, file);
    assert_int_equal(*size, length);
    fclose(file);
    return text;
}

void expect_golden_dump(const ent_scene *scene, const char *name) {
    char path[256];
    char *text = NULL;
    size_t size, kept_size;
    snprintf(path, sizeof path, "tests/golden/plots/%s", name);
    const char *mode = getenv("GOLDEN");
    bool writes = mode && strcmp(mode, "write") == 0;
    FILE *out = writes ? fopen(path, "wb") : open_memstream(&text, &size);
    assert_non_null(out);
    ent_scene_dump(scene, out);
    fclose(out);
    if (writes)
        return;
    char *kept = file_text(path, &kept_size);
    assert_string_equal(text, kept);
    free(kept);
    free(text);
}
