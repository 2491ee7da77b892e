/* The heat map: ramps, contours, cells, names and words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plots/contour.h"
#include "plots/ramp.h"
#include "tests/support/chart_harness.h"

/* ---- Ramps ---- */

/* CIE 1976 lightness, 0 to 100, of an sRGB colour. */
static double lightness(uint32_t colour) {
    const double y = ent_contrast(colour, 0) * 0.05 - 0.05;
    return y > 216.0 / 24389 ? 116 * cbrt(y) - 16 : 24389.0 / 27 * y;
}

static void expect_monotone(const ent_theme *theme, bool sided, int from, int to) {
    const int step = from < to ? 1 : -1;
    const double down = lightness(ent_ramp_colour(theme, sided, to)) -
                        lightness(ent_ramp_colour(theme, sided, from));
    for (int i = from; i != to; i += step) {
        const double change = lightness(ent_ramp_colour(theme, sided, i + step)) -
                              lightness(ent_ramp_colour(theme, sided, i));
        if (!(change * down > 0))
            fail_msg("%s: lightness turns at step %d", theme->name, i);
    }
    assert_true(fabs(down) > 40);
}

static void lightness_tells_the_order(void **state) {
    (void)state;
    const int last = ENT_RAMP_STEPS - 1, middle = last / 2;
    for (const ent_theme *t = ent_themes; t->name; t++) {
        expect_monotone(t, false, 0, last);
        if (strcmp(t->name, "print") == 0) {
            expect_monotone(t, true, 0, last); /* without colour one order is left */
            continue;
        }
        expect_monotone(t, true, middle, 0);
        expect_monotone(t, true, middle, last);
        /* Neither side weighs more. */
        const double low = lightness(ent_ramp_colour(t, true, 0)),
                     high = lightness(ent_ramp_colour(t, true, last));
        assert_true(fabs(low - high) < 8);
    }
}

static void every_step_can_be_written_on(void **state) {
    (void)state;
    for (const ent_theme *t = ent_themes; t->name; t++)
        for (int sided = 0; sided < 2; sided++)
            for (int i = 0; i < ENT_RAMP_STEPS; i++) {
                const ent_look look = {&ent_sizes[0], t, ENT_FONT_FAMILY, false};
                const uint32_t cell =
                    ent_style_of(&look, sided ? ENT_ROLE_SIDE : ENT_ROLE_CELL, i).fill;
                const uint32_t text =
                    ent_style_of(&look, sided ? ENT_ROLE_SIDE_TEXT : ENT_ROLE_CELL_TEXT,
                                 i)
                        .fill;
                assert_int_equal(cell, ent_ramp_colour(t, sided, i));
                assert_true(ent_contrast(cell, text) >= 4.5);
            }
}

static void steps_are_equal_parts(void **state) {
    (void)state;
    assert_int_equal(ent_ramp_step(0, 0, 1), 0);
    assert_int_equal(ent_ramp_step(1, 0, 1), ENT_RAMP_STEPS - 1);
    assert_int_equal(ent_ramp_step(0.5, 0, 1), ENT_RAMP_STEPS / 2);
    assert_int_equal(ent_ramp_step(-3, 0, 1), 0);
    assert_int_equal(ent_ramp_step(7, 7, 7), ENT_RAMP_STEPS / 2);
}

/* ---- Contours ---- */

/* A function on a grid. */
typedef struct {
    double values[400];
    size_t size[2];
    ent_arena arena;
    ent_contour_line *lines;
    size_t count;
} contoured;

static contoured contour_of(double (*f)(double x, double y), size_t across, size_t up,
                            double level) {
    contoured c = {.size = {across, up}};
    for (size_t y = 0; y < up; y++)
        for (size_t x = 0; x < across; x++)
            c.values[y * across + x] = f((double)x, (double)y);
    c.count = ent_contour(c.values, c.size, level, &c.arena, &c.lines);
    return c;
}

static double plane(double x, double y) {
    return 2 * x + y;
}

/* Linear functions are met exactly, by one line from border to border. */
static void a_plane_is_cut_straight(void **state) {
    (void)state;
    contoured c = contour_of(plane, 7, 5, 5.5);
    assert_int_equal(c.count, 1);
    for (size_t i = 0; i < c.lines[0].count; i++)
        assert_true(fabs(plane(c.lines[0].points[2 * i], c.lines[0].points[2 * i + 1]) -
                         5.5) < 1e-12);
    const double *last = c.lines[0].points + 2 * (c.lines[0].count - 1);
    assert_true((c.lines[0].points[1] == 0 && last[1] == 4) ||
                (c.lines[0].points[1] == 4 && last[1] == 0));
    ent_arena_free(&c.arena);
}

static double bowl(double x, double y) {
    return (x - 9.5) * (x - 9.5) + (y - 9.3) * (y - 9.3);
}

static void a_bowl_gives_one_ring(void **state) {
    (void)state;
    contoured c = contour_of(bowl, 20, 20, 36);
    assert_int_equal(c.count, 1);
    const ent_contour_line *line = &c.lines[0];
    const double *first = line->points, *last = line->points + 2 * (line->count - 1);
    assert_true(first[0] == last[0] && first[1] == last[1]);
    double length = 0;
    for (size_t i = 0; i < line->count; i++) {
        const double *p = line->points + 2 * i;
        assert_true(fabs(sqrt(bowl(p[0], p[1])) - 6) < 0.03);
        if (i > 0)
            length += hypot(p[0] - p[-2], p[1] - p[-1]);
    }
    assert_true(fabs(length - 2 * 3.141592653589793 * 6) < 0.3);
    ent_arena_free(&c.arena);
}

static double saddle(double x, double y) {
    return (x - 0.5) * (y - 0.5) * 4 + 0.1;
}

/* The mean of the four corners is 0.1: above 0, so the high corners hang together. */
static void a_saddle_is_parted_by_its_mean(void **state) {
    (void)state;
    contoured c = contour_of(saddle, 2, 2, 0);
    assert_int_equal(c.count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(c.lines[i].count, 2);
        /* Each cuts off a low corner: (1, 0) or (0, 1). */
        const double *p = c.lines[i].points;
        const double x = (p[0] + p[2]) / 2, y = (p[1] + p[3]) / 2;
        assert_true((x > 0.5 && y < 0.5) || (x < 0.5 && y > 0.5));
    }
    ent_arena_free(&c.arena);
    c = contour_of(saddle, 2, 2, 0.2);
    for (size_t i = 0; i < 2; i++) {
        const double *p = c.lines[i].points;
        const double x = (p[0] + p[2]) / 2, y = (p[1] + p[3]) / 2;
        assert_true((x > 0.5) == (y > 0.5));
    }
    ent_arena_free(&c.arena);
}

static void where_nothing_passes_there_is_no_line(void **state) {
    (void)state;
    contoured c = contour_of(plane, 7, 5, 100);
    assert_int_equal(c.count, 0);
    ent_arena_free(&c.arena);
    c = contour_of(plane, 1, 1, 0);
    assert_int_equal(c.count, 0);
    ent_arena_free(&c.arena);
    c = contour_of(plane, 7, 1, 5);
    assert_int_equal(c.count, 0);
    ent_arena_free(&c.arena);
}

/* ---- The chart ---- */

enum { ACROSS = 5, UP = 4, MANY = 20 };

static ent_heatmap sample(size_t across, size_t up) {
    static double x[MANY], y[MANY], values[MANY * MANY];
    static const double zero = 0;
    for (size_t i = 0; i < across; i++)
        x[i] = 20e9 * (double)(i + 1);
    for (size_t j = 0; j < up; j++)
        y[j] = 0.0625 * (double)(j + 1);
    for (size_t j = 0; j < up; j++)
        for (size_t i = 0; i < across; i++)
            values[j * across + i] = 1e9 * ((double)(8 * i) + (double)(4 * j) - 18);
    return (ent_heatmap){.text = sample_histogram().text,
                         .unit = "USD",
                         .across = {"Cap on the share", "USD", x, NULL, across},
                         .up = {"Rate of the share", "%", y, NULL, up},
                         .values = values,
                         .level = &zero,
                         .level_label = "break-even at",
                         .sided = true};
}

static size_t count_role(const ent_scene *scene, ent_role role) {
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++)
        count += scene->items[i].role == role;
    return count;
}

static void the_cells_are_as_kept(void **state) {
    (void)state;
    ent_heatmap h = sample(ACROSS, UP);
    ent_scene *scene = scene_of(&ent_heatmap_chart, &h, "two-column", NULL);
    expect_golden_dump(scene, "heatmap-two-column.txt");
    scene_close(scene);
    h = sample(12, 9);
    scene = scene_of(&ent_heatmap_chart, &h, "one-column", "print");
    expect_golden_dump(scene, "heatmap-many-one-column.txt");
    scene_close(scene);
}

/* Rows go up, values ascend, and the middle of the ramp is the level. */
static void cells_stand_where_their_terms_are(void **state) {
    (void)state;
    ent_heatmap h = sample(ACROSS, UP);
    ent_scene *scene = scene_of(&ent_heatmap_chart, &h, NULL, NULL);
    const ent_scene_item *least = text_in(scene, "\xe2\x88\x92"
                                                 "18.0"),
                         *most = text_in(scene, "26.0");
    assert_true(least->x < most->x && least->y > most->y);
    assert_true(least->x == text_in(scene, "$20bn")->x);
    assert_true(least->y == text_in(scene, "6.25%")->y);
    assert_true(most->x == text_in(scene, "$100bn")->x);
    assert_true(least->hue < ENT_RAMP_STEPS / 2);
    assert_int_equal(most->hue, ENT_RAMP_STEPS - 1);
    text_in(scene, "Cells are in $bn.");
    scene_close(scene);
}

static void many_cells_have_a_key_instead(void **state) {
    (void)state;
    ent_heatmap h = sample(9, 9); /* 81 */
    ent_scene *scene = scene_of(&ent_heatmap_chart, &h, "slide", NULL);
    assert_int_equal(count_role(scene, ENT_ROLE_SIDE_TEXT), 0);
    assert_int_equal(count_role(scene, ENT_ROLE_SIDE), 81 + ENT_RAMP_STEPS);
    text_in(scene, "\xe2\x88\x92$78bn"); /* as far from zero as the greatest, 78bn */
    scene_close(scene);
    h = sample(10, 8); /* 80 */
    scene = scene_of(&ent_heatmap_chart, &h, "two-column", NULL);
    assert_int_equal(count_role(scene, ENT_ROLE_SIDE_TEXT), 80);
    scene_close(scene);
}

static void one_side_takes_the_plain_ramp(void **state) {
    (void)state;
    ent_heatmap h = sample(ACROSS, UP);
    h.sided = false;
    h.level = NULL;
    ent_scene *scene = scene_of(&ent_heatmap_chart, &h, NULL, NULL);
    assert_int_equal(count_role(scene, ENT_ROLE_CELL), ACROSS * UP);
    assert_int_equal(count_role(scene, ENT_ROLE_CONTOUR), 0);
    assert_int_equal(text_in(scene, "\xe2\x88\x92"
                                    "18.0")
                         ->hue,
                     0);
    scene_close(scene);
}

static void every_case_is_legible(void **state) {
    (void)state;
    static const size_t sizes[][2] = {{1, 1}, {1, 5},  {5, 1},  {2, 2},
                                      {9, 9}, {20, 4}, {3, 20}, {20, 20}};
    static const char *const names[] = {
        "to the end of 2030, as the parties have said since the amendment", "until AGI",
        "never", "to_2032_or_earlier_if_both_of_them_agree_to_it", "no"};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ent_heatmap h = sample(sizes[i][0], sizes[i][1]);
        expect_legible_everywhere(&ent_heatmap_chart, &h);
        h.level = NULL;
        h.unit = "USD/year";
        expect_legible_everywhere(&ent_heatmap_chart, &h);
        h.sided = false;
        h.unit = "%";
        h.across.title = h.up.title = "A term whose title says all that there is to say "
                                      "about it, and then a little more than that";
        if (h.across.count <= 5)
            h.across.names = names;
        if (h.up.count <= 5)
            h.up.names = names;
        expect_legible_everywhere(&ent_heatmap_chart, &h);
    }
}

static void equal_cells_are_drawn_too(void **state) {
    (void)state;
    static const double same[] = {5, 5, 5, 5};
    ent_heatmap h = sample(2, 2);
    h.values = same;
    expect_legible_everywhere(&ent_heatmap_chart, &h);
    h.sided = false;
    expect_legible_everywhere(&ent_heatmap_chart, &h);
}

static void the_words_come_from_the_data(void **state) {
    (void)state;
    ent_heatmap h = sample(ACROSS, UP);
    ent_scene *scene = scene_of(&ent_heatmap_chart, &h, NULL, NULL);
    assert_string_equal(
        scene->description,
        "Heat map: Payments to the licensor, USD a year, 2026 to 2032. Across: Cap on "
        "the "
        "share, $20bn to $100bn. Up: Rate of the share, 6.25% to 25%. Least: "
        "\xe2\x88\x92$18bn at $20bn and 6.25%. Greatest: $26bn at $100bn and 25%. At or "
        "above $0: 12 of 20 cells. Simulation, not a forecast.");
    scene_close(scene);
}

static void mistakes_are_found(void **state) {
    (void)state;
    static double values[] = {1, 2, NAN, 4};
    static const double falling[] = {3, 2};
    ent_heatmap h = sample(2, 2);
    h.values = values;
    expect_chart_problem(&ent_heatmap_chart, &h, "E0804");
    h = sample(2, 2);
    h.across.values = falling;
    expect_chart_problem(&ent_heatmap_chart, &h, "E0805");
    h.across.values = NULL;
    expect_chart_problem(&ent_heatmap_chart, &h, "E0805");
    h.across.count = 0;
    expect_chart_problem(&ent_heatmap_chart, &h, "E0803");
}

static void the_numbers_are_written_beside(void **state) {
    (void)state;
    static const char path[] = "test_chart_heatmap.csv";
    static const char *const names[] = {"with cap", "none, at all"};
    ent_problems problems = {0};
    ent_heatmap h = sample(2, 2);
    h.across.names = names;
    size_t size;
    assert_int_equal(
        ent_chart_save_csv(&(ent_chart){&ent_heatmap_chart, &h}, path, &problems),
        ENT_OK);
    char *text = file_text(path, &size);
    unlink(path);
    assert_string_equal(text, "Cap on the share,Rate of the share,value\n"
                              "with cap,0.0625,-18000000000\n"
                              "\"none, at all\",0.0625,-10000000000\n"
                              "with cap,0.125,-14000000000\n"
                              "\"none, at all\",0.125,-6000000000\n");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lightness_tells_the_order),
        cmocka_unit_test(every_step_can_be_written_on),
        cmocka_unit_test(steps_are_equal_parts),
        cmocka_unit_test(a_plane_is_cut_straight),
        cmocka_unit_test(a_bowl_gives_one_ring),
        cmocka_unit_test(a_saddle_is_parted_by_its_mean),
        cmocka_unit_test(where_nothing_passes_there_is_no_line),
        cmocka_unit_test(the_cells_are_as_kept),
        cmocka_unit_test(cells_stand_where_their_terms_are),
        cmocka_unit_test(many_cells_have_a_key_instead),
        cmocka_unit_test(one_side_takes_the_plain_ramp),
        cmocka_unit_test(every_case_is_legible),
        cmocka_unit_test(equal_cells_are_drawn_too),
        cmocka_unit_test(the_words_come_from_the_data),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(the_numbers_are_written_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
