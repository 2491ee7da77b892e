/* Files: SVG byte by byte, PDF and PNG by their structure, all of them whole or not at
 * all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/chart_harness.h"

/* Files are made in a folder of the test's own, removed at the end. */
static char folder[] = "/tmp/entente-test-svg-XXXXXX";

static const char *in_folder(const char *name) {
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static size_t files_in_folder(void) {
    size_t count = 0;
    DIR *files = opendir(folder);
    assert_non_null(files);
    for (struct dirent *file; (file = readdir(files)) != NULL;)
        count += file->d_name[0] != '.';
    closedir(files);
    return count;
}

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    return rmdir(folder);
}

/* A scene with one item of each shape, in the dark on a slide. */
static void small_scene(ent_scene *scene) {
    ent_problems problems = {0};
    *scene = (ent_scene){.name = "small",
                         .title = "A < B & \"C\"",
                         .description = "Nothing > 0.",
                         .author = "nobody",
                         .keywords = "",
                         .width = 100,
                         .height = 50.5};
    assert_int_equal(ent_look_find("slide", "dark", &scene->look, &problems), ENT_OK);
    scene->date = ent_day_of(2026, 4, 27);
    ent_scene_rect(scene, ENT_ROLE_PAGE, 0, 0, (double[]){100, 50.5});
    ent_scene_line(scene, ENT_ROLE_EVENT, (double[]){1, 2, 3.005, 4});
    ent_scene_curve(scene, ENT_AREA, ENT_ROLE_BAND_1, (double[]){0, 0, 9, 0, 9, 9}, 3)
        ->id = "band-1";
    ent_scene_curve(scene, ENT_POLYLINE, ENT_ROLE_MEDIAN, (double[]){0, 1, 9, 1}, 2)->id =
        "median";
    ent_scene_disc(scene, ENT_ROLE_ATOM, 5, 6, 3);
    ent_scene_write(scene, ENT_ROLE_STRONG, 50, 20,
                    "R&D <50% \xe2\x88\x92"
                    "1")
        ->align = ENT_ALIGN_END;
}

static char *svg_of(const ent_scene *scene) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    assert_true(ent_scene_print_svg(scene, out));
    fclose(out);
    return text;
}

static void an_svg_byte_by_byte(void **state) {
    (void)state;
    ent_scene scene;
    small_scene(&scene);
    char *text = svg_of(&scene);
    assert_string_equal(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100pt\" height=\"50.5pt\" "
        "viewBox=\"0 0 100 50.5\" role=\"img\" aria-labelledby=\"small-title "
        "small-desc\" "
        "font-family=\"DejaVu Sans Condensed, DejaVu Sans, Arial, Helvetica, "
        "sans-serif\" "
        "font-stretch=\"condensed\">\n"
        "<title id=\"small-title\">A &lt; B &amp; &quot;C&quot;</title>\n"
        "<desc id=\"small-desc\">Nothing &gt; 0.</desc>\n"
        "<rect x=\"0\" y=\"0\" width=\"100\" height=\"50.5\" class=\"page\" "
        "fill=\"#14191F\"/>\n"
        "<polyline points=\"1,2 3.01,4\" class=\"event\" fill=\"none\" "
        "stroke=\"#B4BAC1\" "
        "stroke-width=\"1.5\" stroke-dasharray=\"3\" stroke-linejoin=\"round\"/>\n"
        "<polygon points=\"0,0 9,0 9,9\" class=\"band_1\" id=\"small-band-1\" "
        "fill=\"#254052\"/>\n"
        "<polyline points=\"0,1 9,1\" class=\"median\" id=\"small-median\" fill=\"none\" "
        "stroke=\"#FFFFFF\" stroke-width=\"3.6\" stroke-linejoin=\"round\"/>\n"
        "<circle cx=\"5\" cy=\"6\" r=\"1.5\" class=\"atom\" fill=\"#E69F00\"/>\n"
        "<text x=\"50\" y=\"20\" font-size=\"15\" text-anchor=\"end\" "
        "font-weight=\"bold\" "
        "class=\"strong\" fill=\"#F2F2F2\">R&amp;D &lt;50% \xe2\x88\x92"
        "1</text>\n"
        "</svg>\n");
    free(text);
    ent_scene_free(&scene);
}

static void ids_are_unique_and_begin_with_the_name(void **state) {
    (void)state;
    ent_fan fan = sample_fan();
    ent_scene *scene = scene_of(&ent_fan_chart, &fan, NULL, NULL);
    char *text = svg_of(scene);
    size_t ids = 0;
    for (char *id = text; (id = strstr(id, " id=\"")) != NULL; id++, ids++) {
        char whole[80];
        size_t length = strcspn(id + 5, "\"") + 6;
        assert_true(strncmp(id + 5, "sample-", 7) == 0);
        snprintf(whole, sizeof whole, "%.*s", (int)length, id);
        assert_null(strstr(id + 1, whole));
    }
    assert_int_equal(ids, 8); /* title, description, heading, three bands, median, mean */
    free(text);
    scene_close(scene);
}

/* Any locale with a comma that this machine has; the bytes must not follow it. */
static void the_locale_changes_nothing(void **state) {
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8",
                                        "nl_NL.UTF-8"};
    ent_fan fan = sample_fan();
    ent_scene *scene = scene_of(&ent_fan_chart, &fan, NULL, NULL);
    char *plain = svg_of(scene);
    bool found = false;
    for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++)
        found = setlocale(LC_ALL, names[i]) != NULL;
    char *text = svg_of(scene), number[ENT_FORMAT_SIZE];
    assert_string_equal(ent_format_exact(0.1, number, sizeof number), "0.1");
    setlocale(LC_ALL, "C");
    assert_string_equal(text, plain);
    free(text);
    free(plain);
    scene_close(scene);
    if (!found)
        skip();
}

typedef ent_status (*saver)(const ent_scene *, const char *, ent_problems *);
static const saver savers[] = {ent_scene_save_svg, ent_scene_save_pdf, ent_scene_save_png,
                               ent_scene_save_alt};
enum { SAVERS = 4 };

static void the_same_scene_gives_the_same_bytes(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_fan fan = sample_fan();
    for (int i = 0; i < SAVERS; i++) {
        char *text[2];
        size_t size[2];
        for (int k = 0; k < 2; k++) {
            ent_scene *scene = scene_of(&ent_fan_chart, &fan, "one-column", "print");
            assert_int_equal(savers[i](scene, in_folder("chart"), &problems), ENT_OK);
            text[k] = file_text(in_folder("chart"), &size[k]);
            scene_close(scene);
        }
        assert_int_equal(size[0], size[1]);
        assert_memory_equal(text[0], text[1], size[0]);
        free(text[0]);
        free(text[1]);
    }
    assert_int_equal(files_in_folder(), 1);
    unlink(in_folder("chart"));
}

static bool holds(const char *text, size_t size, const char *wanted) {
    size_t length = strlen(wanted);
    for (size_t i = 0; i + length <= size; i++)
        if (memcmp(text + i, wanted, length) == 0)
            return true;
    return false;
}

static void a_pdf_says_what_it_is(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_scene scene;
    small_scene(&scene);
    size_t size;
    assert_int_equal(ent_scene_save_pdf(&scene, in_folder("chart"), &problems), ENT_OK);
    char *text = file_text(in_folder("chart"), &size);
    assert_memory_equal(text, "%PDF-1.", 7);
    assert_true(holds(text, size, "/Author (nobody)"));
    assert_true(holds(text, size, "/Title (A < B & \"C\")"));
    assert_true(holds(text, size, "/CreationDate (20260427000000Z)"));
    assert_true(holds(text, size, "/MediaBox [ 0 0 100 50.5 ]"));
    free(text);
    unlink(in_folder("chart"));
    ent_scene_free(&scene);
}

static uint32_t word_at(const char *bytes) {
    uint32_t word = 0;
    for (int i = 0; i < 4; i++)
        word = word << 8 | (unsigned char)bytes[i];
    return word;
}

static void a_png_has_its_size_and_resolution(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_scene scene;
    small_scene(&scene);
    size_t size;
    assert_int_equal(ent_scene_save_png(&scene, in_folder("chart"), &problems), ENT_OK);
    char *text = file_text(in_folder("chart"), &size);
    assert_memory_equal(text, "\x89PNG\r\n\x1a\n", 8);
    assert_int_equal(word_at(text + 16), 200); /* 100 points at 144 dots an inch */
    assert_int_equal(word_at(text + 20), 101);
    assert_memory_equal(text + 37, "pHYs", 4);
    assert_int_equal(word_at(text + 41), 5669); /* 144 / 0.0254 */
    assert_int_equal(text[49], 1);
    /* Computed with zlib's crc32 over the chunk's type and data. */
    assert_int_equal(word_at(text + 50), 0x495224f0);
    free(text);
    unlink(in_folder("chart"));
    ent_scene_free(&scene);
}

static void outlines_replace_texts(void **state) {
    (void)state;
    ent_scene scene;
    small_scene(&scene);
    scene.look.outline_text = true;
    char *text = svg_of(&scene);
    assert_null(strstr(text, "<text"));
    assert_non_null(strstr(text, "<path d=\"M"));
    assert_non_null(strstr(text, "<title id=\"small-title\">"));
    free(text);
    ent_scene_free(&scene);
}

static void the_alt_text_stands_beside(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_scene scene;
    small_scene(&scene);
    size_t size;
    assert_int_equal(ent_scene_save_alt(&scene, in_folder("chart"), &problems), ENT_OK);
    char *text = file_text(in_folder("chart"), &size);
    assert_string_equal(text, "A < B & \"C\"\n\nNothing > 0.\n");
    free(text);
    unlink(in_folder("chart"));
    ent_scene_free(&scene);
}

static void what_cannot_be_written_leaves_nothing(void **state) {
    (void)state;
    ent_scene scene;
    small_scene(&scene);
    assert_int_equal(mkdir(in_folder("taken"), 0755), 0);
    for (int i = 0; i < SAVERS; i++) {
        ent_problems problems = {0};
        assert_int_equal(savers[i](&scene, in_folder("no/such/folder"), &problems),
                         ENT_FILE);
        assert_string_equal(problems.list[0].code, "E0807");
        /* A folder of that name: everything is written, and then cannot be put in place.
         */
        assert_int_equal(savers[i](&scene, in_folder("taken"), &problems), ENT_FILE);
        assert_int_equal(problems.errors, 2);
        assert_int_equal(files_in_folder(), 1);
        ent_problems_free(&problems);
    }
    rmdir(in_folder("taken"));
    ent_scene_free(&scene);
}

static void a_full_disk_leaves_nothing(void **state) {
    (void)state;
    /* /dev/full cannot be written to under another name, so the stream is broken from
     * below. */
    ent_scene scene;
    small_scene(&scene);
    FILE *full = fopen("/dev/full", "wb");
    if (!full) {
        ent_scene_free(&scene);
        skip();
    }
    setvbuf(full, NULL, _IONBF, 0);
    assert_false(ent_scene_print_svg(&scene, full));
    fclose(full);
    ent_scene_free(&scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_svg_byte_by_byte),
        cmocka_unit_test(ids_are_unique_and_begin_with_the_name),
        cmocka_unit_test(the_locale_changes_nothing),
        cmocka_unit_test(the_same_scene_gives_the_same_bytes),
        cmocka_unit_test(a_pdf_says_what_it_is),
        cmocka_unit_test(a_png_has_its_size_and_resolution),
        cmocka_unit_test(outlines_replace_texts),
        cmocka_unit_test(the_alt_text_stands_beside),
        cmocka_unit_test(what_cannot_be_written_leaves_nothing),
        cmocka_unit_test(a_full_disk_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
