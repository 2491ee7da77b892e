/* PDF and PNG from a scene with cairo, text shaped by Pango; and widths measured by the same
 * Pango.  Nothing else in the project touches either, so fonts are looked for only when a chart is
 * really drawn. */
#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "plots/chart_data.h"

struct ent_fonts {
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *layout;
    PangoFontDescription *regular, *bold;
};

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
    return fonts;
}

void ent_fonts_free(ent_fonts *fonts) {
    if (!fonts)
        return;
    pango_font_description_free(fonts->regular);
    pango_font_description_free(fonts->bold);
    g_object_unref(fonts->layout);
    g_object_unref(fonts->context);
    g_object_unref(fonts->map);
    g_free(fonts);
}

static void set_text(ent_fonts *fonts, const char *text, double size, bool bold) {
    PangoFontDescription *font = bold ? fonts->bold : fonts->regular;
    pango_font_description_set_size(font, (gint)lround(size * PANGO_SCALE));
    pango_layout_set_font_description(fonts->layout, font);
    pango_layout_set_text(fonts->layout, text, -1);
}

static double measured_width(void *state, const char *text, double size, bool bold) {
    ent_fonts *fonts = state;
    PangoRectangle logical;
    set_text(fonts, text, size, bold);
    pango_layout_get_extents(fonts->layout, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

ent_measurer ent_fonts_measurer(ent_fonts *fonts) {
    return (ent_measurer){measured_width, fonts};
}

static void set_colour(cairo_t *cairo, uint32_t colour) {
    cairo_set_source_rgb(cairo, ((colour >> 16) & 0xFF) / 255.0,
                         ((colour >> 8) & 0xFF) / 255.0, (colour & 0xFF) / 255.0);
}

static void draw_text(cairo_t *cairo, ent_fonts *fonts, const ent_item *item,
                      const ent_style *style) {
    static const double before[] = {0, 0.5, 1};
    double width = measured_width(fonts, item->text, style->size, style->bold);
    cairo_move_to(cairo, item->x - before[item->align] * width, item->y);
    set_colour(cairo, style->fill);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(fonts->layout, 0));
}

static void outline(cairo_t *cairo, const ent_item *item) {
    cairo_new_path(cairo);
    if (item->shape == ENT_RECT)
        cairo_rectangle(cairo, item->x, item->y, item->width, item->height);
    for (size_t i = 0; i < item->count; i++)
        cairo_line_to(cairo, item->points[2 * i], item->points[2 * i + 1]);
    if (item->shape == ENT_AREA)
        cairo_close_path(cairo);
}

static void draw_shape(cairo_t *cairo, const ent_item *item, const ent_style *style) {
    outline(cairo, item);
    if (style->filled) {
        set_colour(cairo, style->fill);
        cairo_fill_preserve(cairo);
    }
    if (style->stroked) {
        set_colour(cairo, style->stroke);
        cairo_set_line_width(cairo, style->line);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_set_dash(cairo, &style->dash, style->dash > 0 ? 1 : 0, 0);
        cairo_stroke_preserve(cairo);
    }
    cairo_new_path(cairo);
}

static void draw(cairo_t *cairo, const ent_scene *scene) {
    ent_fonts *fonts = ent_fonts_new(scene->look.family);
    for (size_t i = 0; i < scene->count; i++) {
        const ent_item *item = &scene->items[i];
        ent_style style = ent_style_of(&scene->look, item->role, item->hue);
        if (item->shape == ENT_TEXT)
            draw_text(cairo, fonts, item, &style);
        else
            draw_shape(cairo, item, &style);
    }
    ent_fonts_free(fonts);
}

static cairo_status_t put_bytes(void *stream, const unsigned char *bytes,
                                unsigned int length) {
    return fwrite(bytes, 1, length, stream) == length ? CAIRO_STATUS_SUCCESS
                                                      : CAIRO_STATUS_WRITE_ERROR;
}

static bool fine(cairo_status_t status, const char *path, ent_problems *problems) {
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    ent_problem_add(problems, "E0808", (ent_place){0}, NULL, "drawing \"%s\" failed: %s",
                    path, cairo_status_to_string(status));
    return false;
}

static void set_metadata(cairo_surface_t *surface, const ent_scene *scene) {
    char day[11], stamp[32];
    snprintf(stamp, sizeof stamp, "%sT00:00:00Z", ent_day_write(scene->date, day));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, scene->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, scene->author);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT,
                                   scene->description);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, scene->keywords);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "entente");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, stamp);
}

ent_status ent_scene_save_pdf(const ent_scene *scene, const char *path,
                              ent_problems *problems) {
    ent_outfile file;
    ent_status status = ent_outfile_open(&file, path, problems);
    if (status != ENT_OK)
        return status;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        put_bytes, file.stream, scene->width, scene->height);
    set_metadata(surface, scene);
    cairo_t *cairo = cairo_create(surface);
    draw(cairo, scene);
    cairo_status_t drawn = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    drawn = drawn ? drawn : cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    bool good = fine(drawn, path, problems);
    status = ent_outfile_close(&file, good, problems);
    return good ? status : ENT_FILE;
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
    set_colour(cairo, scene->look.theme->page);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    draw(cairo, scene);
    cairo_status_t drawn = cairo_status(cairo);
    cairo_destroy(cairo);
    drawn = drawn ? drawn
                  : cairo_surface_write_to_png_stream(surface, put_bytes, file.stream);
    cairo_surface_destroy(surface);
    bool good = fine(drawn, path, problems);
    status = ent_outfile_close(&file, good, problems);
    return good ? status : ENT_FILE;
}
