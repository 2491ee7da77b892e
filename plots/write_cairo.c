/* PDF and PNG from a scene with cairo, text shaped by Pango; and widths measured by the
 * same Pango.  Nothing else in the project touches either, so fonts are looked for only
 * when a chart is really drawn. */
#include <cairo-pdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/cairo_parts.h"

struct ent_fonts {
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *layout;
    PangoFontDescription *regular, *bold;
    GHashTable *widths; /* of texts measured before: layouts try many breaks and places */
};

ent_status ent_plots_ready(ent_problems *problems) {
    (void)problems;
    return ENT_OK;
}

/* "DejaVu Sans Condensed" is, for fontconfig, DejaVu Sans in a condensed cut. */
static PangoFontDescription *describe(const char *family, PangoWeight weight) {
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, family);
    pango_font_description_set_weight(font, weight);
    pango_font_description_set_stretch(font, PANGO_STRETCH_CONDENSED);
    return font;
}

ent_fonts *ent_fonts_new(const char *family) {
    ent_fonts *fonts = g_new0(ent_fonts, 1);
    fonts->map = pango_cairo_font_map_new();
    /* At 72 dots an inch, a point is a unit. */
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts->map), 72);
    fonts->context = pango_font_map_create_context(fonts->map);
    /* Without hints a text is as wide at every resolution as it was measured. */
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(fonts->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(fonts->context, FALSE);
    pango_context_set_language(fonts->context, pango_language_from_string("en"));
    fonts->layout = pango_layout_new(fonts->context);
    fonts->regular = describe(family, PANGO_WEIGHT_NORMAL);
    fonts->bold = describe(family, PANGO_WEIGHT_BOLD);
    fonts->widths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return fonts;
}

void ent_fonts_free(ent_fonts *fonts) {
    if (!fonts)
        return;
    pango_font_description_free(fonts->regular);
    pango_font_description_free(fonts->bold);
    g_hash_table_destroy(fonts->widths);
    g_object_unref(fonts->layout);
    g_object_unref(fonts->context);
    g_object_unref(fonts->map);
    g_free(fonts);
}

PangoContext *ent_fonts_context(ent_fonts *fonts) {
    return fonts->context;
}

static void set_text(ent_fonts *fonts, const char *text, double size, bool bold) {
    PangoFontDescription *font = bold ? fonts->bold : fonts->regular;
    pango_font_description_set_size(font, (gint)lround(size * PANGO_SCALE));
    pango_layout_set_font_description(fonts->layout, font);
    pango_layout_set_text(fonts->layout, text, -1);
}

static double measure(ent_fonts *fonts, const char *text, double size, bool bold) {
    PangoRectangle logical;
    set_text(fonts, text, size, bold);
    pango_layout_get_extents(fonts->layout, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

static double measured_width(void *state, const char *text, double size, bool bold) {
    ent_fonts *fonts = state;
    char *key =
        g_strdup_printf("%c%ld %s", bold ? 'b' : 'r', lround(size * PANGO_SCALE), text);
    const double *known = g_hash_table_lookup(fonts->widths, key);
    if (known) {
        g_free(key);
        return *known;
    }
    double *width = g_new(double, 1);
    *width = measure(fonts, text, size, bold);
    g_hash_table_insert(fonts->widths, key, width);
    return *width;
}

ent_measurer ent_fonts_measurer(ent_fonts *fonts) {
    return (ent_measurer){measured_width, fonts};
}

void ent_scene_check_glyphs(const ent_scene *scene, ent_fonts *fonts,
                            ent_problems *problems) {
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        if (item->shape != ENT_SCENE_TEXT)
            continue;
        set_text(fonts, item->text, 10, false);
        const int missing = pango_layout_get_unknown_glyphs_count(fonts->layout);
        if (missing == 0)
            continue;
        ent_problem *problem = ent_problem_add(
            problems, "W0801", (ent_place){0}, NULL,
            "no font has %d character%s of \"%s\": a box is drawn instead", missing,
            missing == 1 ? "" : "s", item->text);
        problem->help = "install a font that has them, or write the text otherwise";
    }
}

void ent_cairo_colour(cairo_t *cairo, uint32_t colour) {
    cairo_set_source_rgb(cairo, ((colour >> 16) & 0xFF) / 255.0,
                         ((colour >> 8) & 0xFF) / 255.0, (colour & 0xFF) / 255.0);
}

/* Leaves the text's line in the layout and the pen at its beginning. */
static PangoLayoutLine *begin_text(cairo_t *cairo, ent_fonts *fonts,
                                   const ent_scene_item *item, const ent_style *style) {
    static const double before[] = {0, 0.5, 1};
    double width = measure(fonts, item->text, style->size, style->bold);
    cairo_move_to(cairo, item->x - before[item->align] * width, item->y);
    return pango_layout_get_line_readonly(fonts->layout, 0);
}

static void draw_text(cairo_t *cairo, ent_fonts *fonts, const ent_scene_item *item,
                      const ent_look *look) {
    ent_style style = ent_style_of(look, item->role, item->hue);
    cairo_new_path(cairo);
    PangoLayoutLine *line = begin_text(cairo, fonts, item, &style);
    ent_cairo_colour(cairo, style.fill);
    if (look->outline_text) {
        pango_cairo_layout_line_path(cairo, line);
        cairo_fill(cairo);
    } else {
        pango_cairo_show_layout_line(cairo, line);
    }
}

static void put_step(FILE *out, char letter, const cairo_path_data_t *step) {
    char x[ENT_FORMAT_SIZE], y[ENT_FORMAT_SIZE];
    fputc(letter, out);
    for (int i = 1; i < step->header.length; i++)
        fprintf(out, "%s%s %s", i > 1 ? " " : "",
                ent_format_point(step[i].point.x, x, sizeof x),
                ent_format_point(step[i].point.y, y, sizeof y));
}

void ent_fonts_print_path(ent_fonts *fonts, const ent_scene_item *item,
                          const ent_style *style, FILE *out) {
    static const char letters[] = {[CAIRO_PATH_MOVE_TO] = 'M',
                                   [CAIRO_PATH_LINE_TO] = 'L',
                                   [CAIRO_PATH_CURVE_TO] = 'C',
                                   [CAIRO_PATH_CLOSE_PATH] = 'Z'};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t *cairo = cairo_create(surface);
    pango_cairo_layout_line_path(cairo, begin_text(cairo, fonts, item, style));
    cairo_path_t *path = cairo_copy_path(cairo);
    for (int i = 0; i < path->num_data; i += path->data[i].header.length)
        put_step(out, letters[path->data[i].header.type], &path->data[i]);
    cairo_path_destroy(path);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

#define FULL_TURN 6.283185307179586

static void outline(cairo_t *cairo, const ent_scene_item *item) {
    cairo_new_path(cairo);
    if (item->shape == ENT_RECT)
        cairo_rectangle(cairo, item->x, item->y, item->width, item->height);
    if (item->shape == ENT_DISC)
        cairo_arc(cairo, item->x, item->y, item->width / 2, 0, FULL_TURN);
    for (size_t i = 0; i < item->count; i++)
        cairo_line_to(cairo, item->points[2 * i], item->points[2 * i + 1]);
    if (item->shape == ENT_AREA)
        cairo_close_path(cairo);
}

static void draw_shape(cairo_t *cairo, const ent_scene_item *item,
                       const ent_style *style) {
    outline(cairo, item);
    if (style->filled) {
        ent_cairo_colour(cairo, style->fill);
        cairo_fill_preserve(cairo);
    }
    if (style->stroked) {
        ent_cairo_colour(cairo, style->stroke);
        cairo_set_line_width(cairo, style->line);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_set_dash(cairo, &style->dash, style->dash > 0 ? 1 : 0, 0);
        cairo_stroke_preserve(cairo);
    }
    cairo_new_path(cairo);
}

void ent_cairo_scene(cairo_t *cairo, const ent_scene *scene, ent_fonts *fonts) {
    for (size_t i = 0; i < scene->count; i++) {
        const ent_scene_item *item = &scene->items[i];
        ent_style style = ent_style_of(&scene->look, item->role, item->hue);
        if (item->shape == ENT_SCENE_TEXT)
            draw_text(cairo, fonts, item, &scene->look);
        else
            draw_shape(cairo, item, &style);
    }
}

static void draw(cairo_t *cairo, const ent_scene *scene) {
    ent_fonts *own = scene->fonts == NULL ? ent_fonts_new(scene->look.family) : NULL;
    ent_cairo_scene(cairo, scene, own == NULL ? scene->fonts : own);
    ent_fonts_free(own);
}

cairo_status_t ent_cairo_put(void *stream, const unsigned char *bytes,
                             unsigned int length) {
    return fwrite(bytes, 1, length, stream) == length ? CAIRO_STATUS_SUCCESS
                                                      : CAIRO_STATUS_WRITE_ERROR;
}

bool ent_cairo_fine(cairo_status_t status, const char *path, ent_problems *problems) {
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    ent_problem_add(problems, "E0808", (ent_place){0}, NULL, "drawing \"%s\" failed: %s",
                    path, cairo_status_to_string(status));
    return false;
}

void ent_cairo_properties(cairo_surface_t *surface, const ent_pdf_properties *p) {
    char day[11], stamp[32];
    snprintf(stamp, sizeof stamp, "%sT00:00:00Z",
             ent_day_write(p->date != 0 ? p->date : ent_day_of(2000, 1, 1), day));
    const struct {
        cairo_pdf_metadata_t property;
        const char *text;
    } all[] = {{CAIRO_PDF_METADATA_TITLE, p->title},
               {CAIRO_PDF_METADATA_AUTHOR, p->author},
               {CAIRO_PDF_METADATA_SUBJECT, p->subject},
               {CAIRO_PDF_METADATA_KEYWORDS, p->keywords},
               {CAIRO_PDF_METADATA_CREATOR, "entente"},
               {CAIRO_PDF_METADATA_CREATE_DATE, stamp},
               {CAIRO_PDF_METADATA_MOD_DATE, stamp}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        cairo_pdf_surface_set_metadata(surface, all[i].property, all[i].text);
}

ent_status ent_scene_save_pdf(const ent_scene *scene, const char *path,
                              ent_problems *problems) {
    ent_outfile file;
    ent_status status = ent_outfile_open(&file, path, problems);
    if (status != ENT_OK)
        return status;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        ent_cairo_put, file.stream, scene->width, scene->height);
    ent_cairo_properties(surface, &(ent_pdf_properties){scene->title, scene->author,
                                                        scene->description,
                                                        scene->keywords, scene->date});
    cairo_t *cairo = cairo_create(surface);
    draw(cairo, scene);
    cairo_status_t drawn = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    drawn = drawn ? drawn : cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    bool good = ent_cairo_fine(drawn, path, problems);
    status = ent_outfile_close(&file, good, problems);
    return good ? status : ENT_FILE;
}

/* A PNG on its way to a file.  cairo writes no resolution, without which a page layout
 * would place the picture at a quarter of its quality; so a pHYs chunk is put in after
 * the header. */
typedef struct {
    FILE *stream;
    size_t written;
    double dpi;
} png_sink;
enum { PNG_HEADER = 33, PHYS_BYTES = 21 };

static void put_word(unsigned char *bytes, uint32_t word) {
    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(word >> (24 - 8 * i));
}

/* The CRC of the PNG specification, annex D. */
static uint32_t crc_of(const unsigned char *bytes, size_t count) {
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < count; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
    }
    return ~crc;
}

static bool put_resolution(FILE *stream, double dpi) {
    unsigned char chunk[PHYS_BYTES] = {0, 0, 0, 9, 'p', 'H', 'Y', 's'};
    uint32_t a_metre = (uint32_t)lround(dpi / 0.0254);
    put_word(chunk + 8, a_metre);
    put_word(chunk + 12, a_metre);
    chunk[16] = 1; /* the unit is the metre */
    put_word(chunk + 17, crc_of(chunk + 4, 13));
    return fwrite(chunk, 1, PHYS_BYTES, stream) == PHYS_BYTES;
}

static cairo_status_t put_png(void *state, const unsigned char *bytes,
                              unsigned int length) {
    png_sink *sink = state;
    bool good = ent_cairo_put(sink->stream, bytes, length) == CAIRO_STATUS_SUCCESS;
    sink->written += length;
    if (sink->written == PNG_HEADER)
        good = put_resolution(sink->stream, sink->dpi) && good;
    return good ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

ent_status ent_scene_save_png(const ent_scene *scene, const char *path,
                              ent_problems *problems) {
    ent_outfile file;
    ent_status status = ent_outfile_open(&file, path, problems);
    if (status != ENT_OK)
        return status;
    double scale = scene->look.size->dpi / 72;
    int width = (int)ceil(scene->width * scale),
        height = (int)ceil(scene->height * scale);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cairo = cairo_create(surface);
    ent_cairo_colour(cairo, scene->look.theme->page);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    draw(cairo, scene);
    cairo_status_t drawn = cairo_status(cairo);
    cairo_destroy(cairo);
    png_sink sink = {file.stream, 0, scene->look.size->dpi};
    drawn = drawn ? drawn : cairo_surface_write_to_png_stream(surface, put_png, &sink);
    cairo_surface_destroy(surface);
    bool good = ent_cairo_fine(drawn, path, problems);
    status = ent_outfile_close(&file, good, problems);
    return good ? status : ENT_FILE;
}
