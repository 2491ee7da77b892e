/* Scenes, looks, wrapping and labels: what all charts are built from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/labels.h"
#include "tests/support/chart_harness.h"

static void texts_are_cleaned(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"plain", "plain"},
        {"a\tb\nc", "a b c"},
        {"\xe2\x88\x92"
         "1",
         "\xe2\x88\x92"
         "1"},
        {"bad \xff byte", "bad \xef\xbf\xbd byte"},
        {"cut \xe2\x88", "cut \xef\xbf\xbd\xef\xbf\xbd"},
        {"overlong \xc0\xaf", "overlong \xef\xbf\xbd\xef\xbf\xbd"},
        {"surrogate \xed\xa0\x80", "surrogate \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"\xf0\x9f\x8e\xb2", "\xf0\x9f\x8e\xb2"},
        {"", ""},
    };
    ent_scene scene = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(ent_scene_text_copy(&scene, cases[i][0]), cases[i][1]);
    assert_null(ent_scene_text_copy(&scene, NULL));
    ent_scene_free(&scene);
}

static void a_dump_tells_every_item(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_scene scene = {
        .name = "n", .title = "t", .description = "d", .width = 10, .height = 5};
    assert_int_equal(ent_look_find("slide", "dark", &scene.look, &problems), ENT_OK);
    ent_scene_rect(&scene, ENT_ROLE_BAR, 1, 2, (double[]){3.256, 4})->hue = 2;
    ent_scene_line(&scene, ENT_ROLE_GRID, (double[]){0, 1, 2, 3})->id = "line";
    ent_scene_curve(&scene, ENT_AREA, ENT_ROLE_BAND_1, (double[]){0, 0, 1, 0, 1, 1}, 3);
    ent_scene_disc(&scene, ENT_ROLE_DOT, 4, 3, 1.5)->hue = 1;
    ent_scene_write(&scene, ENT_ROLE_TITLE, 5, -1.5, "hello")->align = ENT_ALIGN_END;
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    ent_scene_dump(&scene, out);
    fclose(out);
    assert_string_equal(text, "scene n slide dark 10,5\n"
                              "title t\n"
                              "description d\n"
                              "rect bar hue=2 1,2 3.26,4\n"
                              "line grid #line 0,1 2,3\n"
                              "area band_1 0,0 1,0 1,1\n"
                              "disc dot hue=1 4,3 1.5,1.5\n"
                              "text title 5,-1.5 end \"hello\"\n");
    free(text);
    ent_scene_free(&scene);
    assert_int_equal(scene.count, 0);
}

static void names_of_looks_are_checked(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_look look;
    assert_int_equal(ent_look_find(NULL, NULL, &look, &problems), ENT_OK);
    assert_string_equal(look.size->name, "two-column");
    assert_string_equal(look.theme->name, "light");
    assert_int_equal(ent_look_find("slied", "sepia", &look, &problems), ENT_USAGE);
    assert_int_equal(problems.errors, 2);
    assert_string_equal(problems.list[0].code, "E0801");
    assert_non_null(strstr(problems.list[0].help, "\"slide\""));
    assert_string_equal(problems.list[1].code, "E0802");
    assert_non_null(strstr(problems.list[1].note, "light, dark, print"));
    ent_problems_free(&problems);
}

static void sizes_are_the_printers(void **state) {
    (void)state;
    static const double widths_mm[] = {90, 183};
    for (int i = 0; i < 2; i++)
        assert_true(fabs(ent_sizes[i].width - widths_mm[i] * 72 / 25.4) < 1e-9);
    assert_true(fabs(ent_sizes[2].width / ent_sizes[2].height - 16.0 / 9) < 1e-9);
    assert_true(ent_sizes[3].width == ent_sizes[3].height);
}

/* WCAG 2.1, 1.4.3 and 1.4.11: 4.5 for text, 3 for marks that matter, by what they are
 * filled or outlined with. */
static void everything_stands_out(void **state) {
    (void)state;
    assert_true(fabs(ent_contrast(0, 0xFFFFFF) - 21) < 1e-9);
    assert_true(fabs(ent_contrast(0x777777, 0xFFFFFF) - 4.48) < 0.01);
    for (int i = 0; ent_themes[i].name; i++)
        for (int role = ENT_ROLE_EDGE; role < ENT_ROLE_COUNT; role++)
            for (int hue = 0; hue < ENT_HUES; hue++) {
                ent_look look = {&ent_sizes[0], &ent_themes[i], ENT_FONT_FAMILY, false};
                ent_style style = ent_style_of(&look, (ent_role)role, hue);
                uint32_t page = look.theme->page;
                double least = style.size > 0 ? 4.5 : 3;
                double fill = style.filled ? ent_contrast(style.fill, page) : 1;
                double edge = style.stroked ? ent_contrast(style.stroke, page) : 1;
                if (fill < least && edge < least)
                    fail_msg("%s: %s in hue %d has a contrast of %g", look.theme->name,
                             ent_role_name((ent_role)role), hue,
                             fill > edge ? fill : edge);
            }
}

static void hues_wrap_around(void **state) {
    (void)state;
    const ent_look look = {&ent_sizes[0], &ent_themes[0], ENT_FONT_FAMILY, false};
    for (int hue = -2 * ENT_HUES; hue < ENT_HUES; hue++)
        assert_int_equal(ent_style_of(&look, ENT_ROLE_BAR, hue).fill,
                         ent_style_of(&look, ENT_ROLE_BAR, hue + ENT_HUES).fill);
    assert_int_equal(ent_style_of(&look, ENT_ROLE_BAR, -1).fill,
                     ent_themes[0].hues[ENT_HUES - 1]);
}

static double grey(uint32_t colour) {
    return ent_contrast(colour, 0);
}

/* Bands are told apart without colour: each step in lightness is clear. */
static void bands_survive_a_grey_copy(void **state) {
    (void)state;
    for (int i = 0; ent_themes[i].name; i++)
        for (int hue = 0; hue < ENT_HUES; hue++) {
            ent_look look = {&ent_sizes[0], &ent_themes[i], ENT_FONT_FAMILY, false};
            double before = grey(look.theme->page);
            for (int band = ENT_ROLE_BAND_1; band <= ENT_ROLE_BAND_3; band++) {
                double now = grey(ent_style_of(&look, (ent_role)band, hue).fill);
                double step = now > before ? now / before : before / now;
                if (step < 1.08)
                    fail_msg("%s, hue %d, band %d: %g", look.theme->name, hue, band,
                             step);
                before = now;
            }
        }
}

static void expect_spread(const double *wishes, const double *wanted, size_t count) {
    double centres[8] = {0}, heights[8] = {0};
    for (size_t i = 0; i < count; i++) {
        centres[i] = wishes[i];
        heights[i] = 10;
    }
    ent_labels_spread(centres, heights, count, 0, 100);
    for (size_t i = 0; i < count; i++)
        assert_true(fabs(centres[i] - wanted[i]) < 1e-9);
}

static void labels_move_as_little_as_they_must(void **state) {
    (void)state;
    expect_spread((double[]){20, 50, 80}, (double[]){20, 50, 80}, 3);
    expect_spread((double[]){50, 50}, (double[]){45, 55}, 2);
    expect_spread((double[]){50, 54, 58}, (double[]){44, 54, 64}, 3);
    expect_spread((double[]){0, 0, 0}, (double[]){5, 15, 25}, 3);
    expect_spread((double[]){99, 99}, (double[]){85, 95}, 2);
    expect_spread((double[]){20, 22, 31, 90},
                  (double[]){14 + 1.0 / 3, 24 + 1.0 / 3, 34 + 1.0 / 3, 90}, 4);
    /* More than fit: in order from the top, overflowing below. */
    expect_spread((double[]){1, 1, 1, 1}, (double[]){5, 15, 25, 35}, 4);
    expect_spread(NULL, NULL, 0);
}

/* A page to measure on. */
static ent_page blank_page(ent_scene *scene, ent_look *look,
                           const ent_measurer *measurer) {
    ent_problems problems = {0};
    assert_int_equal(ent_look_find("two-column", NULL, look, &problems), ENT_OK);
    return (ent_page){scene, look, measurer, {0, 0, 500, 200}};
}

static void words_wrap_at_spaces(void **state) {
    (void)state;
    ent_scene scene = {0};
    ent_look look;
    ent_measurer measurer = ent_measurer_fixed();
    ent_page page = blank_page(&scene, &look, &measurer);
    size_t count;
    /* Labels are 8 points: a character is 4 wide, a line of 40 holds ten. */
    const char **lines = ent_page_wrap(
        &page, ENT_ROLE_LABEL, "  one two three  incomprehensible end ", 40, &count);
    static const char *const wanted[] = {"one two", "three", "incomprehe", "nsible end"};
    assert_int_equal(count, 4);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(lines[i], wanted[i]);
    ent_page_wrap(&page, ENT_ROLE_LABEL, "   ", 40, &count);
    assert_int_equal(count, 0);
    /* An amount stays with its currency, a day with its month, a quarter with its year. */
    lines = ent_page_wrap(&page, ENT_ROLE_LABEL,
                          "once +CHF 3 on 1 Jan 7 Q4 2041 ten a yr", 40, &count);
    static const char *const bound[] = {"once", "+CHF 3 on", "1 Jan 7", "Q4 2041",
                                        "ten a yr"};
    assert_int_equal(count, 5);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(lines[i], bound[i]);
    ent_scene_free(&scene);
}

static void expect_flags(double *xs, size_t count, const char *sides, const int *rows) {
    ent_scene scene = {0};
    ent_look look;
    ent_measurer measurer = ent_measurer_fixed();
    ent_page page = blank_page(&scene, &look, &measurer);
    ent_flag flags[4] = {0};
    for (size_t i = 0; i < count; i++)
        flags[i] = (ent_flag){.x = xs[i],
                              .text = "ten letter",
                              .line = ENT_ROLE_EVENT,
                              .label = ENT_ROLE_LABEL};
    size_t kept = count;
    ent_labels_flags(&page, flags, &kept, &(ent_box){0, 0, 500, 200});
    assert_int_equal(kept, count);
    for (size_t i = 0; i < count; i++)
        if (flags[i].leftward != (sides[i] == 'l') || flags[i].row != rows[i])
            fail_msg("flag %zu of %zu at %g: leftward %d, row %d", i, count, xs[i],
                     flags[i].leftward, flags[i].row);
    ent_scene_free(&scene);
}

/* A label is 40 wide and stands about 3 from its line. */
static void flags_keep_out_of_each_others_way(void **state) {
    (void)state;
    expect_flags((double[]){100, 200}, 2, "rr", (int[]){0, 0});
    expect_flags((double[]){100, 120}, 2, "lr", (int[]){0, 0});
    expect_flags((double[]){10, 20, 30}, 3, "rrr", (int[]){2, 1, 0});
    expect_flags((double[]){100, 490}, 2, "rl", (int[]){0, 0});
    expect_flags((double[]){470, 480, 490}, 3, "lll", (int[]){0, 1, 2});
    expect_flags((double[]){250, 250}, 2, "lr", (int[]){0, 0});
}

/* Three rows at a leading of 10.24 need 34.3 points; of a box of 60 half is theirs. */
static void the_lightest_flags_give_way(void **state) {
    (void)state;
    ent_scene scene = {0};
    ent_look look;
    ent_measurer measurer = ent_measurer_fixed();
    ent_page page = blank_page(&scene, &look, &measurer);
    ent_flag flags[] = {{.x = 10, .text = "ten letter", .weight = 2},
                        {.x = 20, .text = "ten letter", .weight = 1},
                        {.x = 30, .text = "ten letter", .weight = 1}};
    for (size_t i = 0; i < 3; i++)
        flags[i].label = ENT_ROLE_LABEL;
    size_t count = 3;
    const double leading = ent_page_leading(&page, ENT_ROLE_LABEL);
    const double height =
        ent_labels_flags(&page, flags, &count, &(ent_box){0, 0, 500, 60});
    assert_int_equal(count, 2);
    assert_true(flags[0].x == 10 && flags[1].x == 20); /* of equals the last went */
    assert_true(fabs(height - 2.35 * leading) < 1e-9);
    assert_true(ent_labels_flags(&page, flags, &count, &(ent_box){0, 0, 500, 20}) == 0);
    assert_int_equal(count, 0);
    ent_flag many[500];
    for (size_t i = 0; i < 500; i++)
        many[i] = (ent_flag){.x = (double)i, .text = "a", .weight = i % 50 == 0};
    count = 500;
    ent_labels_flags(&page, many, &count, &(ent_box){0, 0, 500, 900});
    assert_int_equal(count, 24);
    size_t heavy = 0;
    for (size_t i = 0; i < count; i++)
        heavy += many[i].weight > 0;
    assert_int_equal(heavy, 10);
    ent_scene_free(&scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_cleaned),
        cmocka_unit_test(a_dump_tells_every_item),
        cmocka_unit_test(names_of_looks_are_checked),
        cmocka_unit_test(sizes_are_the_printers),
        cmocka_unit_test(everything_stands_out),
        cmocka_unit_test(hues_wrap_around),
        cmocka_unit_test(bands_survive_a_grey_copy),
        cmocka_unit_test(labels_move_as_little_as_they_must),
        cmocka_unit_test(words_wrap_at_spaces),
        cmocka_unit_test(flags_keep_out_of_each_others_way),
        cmocka_unit_test(the_lightest_flags_give_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
