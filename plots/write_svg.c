/* SVG from a scene: real text, title and description first, ids from the chart's own
 * name. */
#include <inttypes.h>
#include <string.h>

#include "plots/chart_data.h"

static void put_text(FILE *out, const char *text) {
    for (; *text; text++)
        switch (*text) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            fputc(*text, out);
        }
}

static void put_number(FILE *out, const char *name, double value) {
    char text[ENT_FORMAT_SIZE];
    fprintf(out, " %s=\"%s\"", name, ent_format_point(value, text, sizeof text));
}

static void put_colour(FILE *out, const char *name, bool painted, uint32_t colour) {
    if (painted)
        fprintf(out, " %s=\"#%06" PRIX32 "\"", name, colour);
    else
        fprintf(out, " %s=\"none\"", name);
}

static void put_paint(FILE *out, const ent_style *style) {
    put_colour(out, "fill", style->filled, style->fill);
    if (!style->stroked)
        return;
    put_colour(out, "stroke", true, style->stroke);
    put_number(out, "stroke-width", style->line);
    if (style->dash > 0)
        put_number(out, "stroke-dasharray", style->dash);
    fputs(" stroke-linejoin=\"round\"", out);
}

static void put_points(FILE *out, const ent_scene_item *item) {
    char x[ENT_FORMAT_SIZE], y[ENT_FORMAT_SIZE];
    fputs(" points=\"", out);
    for (size_t i = 0; i < item->count; i++)
        fprintf(out, "%s%s,%s", i ? " " : "",
                ent_format_point(item->points[2 * i], x, sizeof x),
                ent_format_point(item->points[2 * i + 1], y, sizeof y));
    fputc('"', out);
}

static void put_shape(FILE *out, const ent_scene_item *item) {
    static const char *const names[] = {"rect", "polyline", "polyline", "polygon",
                                        "circle"};
    fprintf(out, "<%s", names[item->shape]);
    if (item->shape == ENT_RECT) {
        put_number(out, "x", item->x);
        put_number(out, "y", item->y);
        put_number(out, "width", item->width);
        put_number(out, "height", item->height);
    } else if (item->shape == ENT_DISC) {
        put_number(out, "cx", item->x);
        put_number(out, "cy", item->y);
        put_number(out, "r", item->width / 2);
    } else {
        put_points(out, item);
    }
}

static void put_text_begin(FILE *out, const ent_scene_item *item,
                           const ent_style *style) {
    static const char *const anchors[] = {"start", "middle", "end"};
    fputs("<text", out);
    put_number(out, "x", item->x);
    put_number(out, "y", item->y);
    put_number(out, "font-size", style->size);
    if (item->align != ENT_ALIGN_START)
        fprintf(out, " text-anchor=\"%s\"", anchors[item->align]);
    if (style->bold)
        fputs(" font-weight=\"bold\"", out);
}

/* `fonts` is NULL where texts stay texts. */
static void put_item(FILE *out, const ent_scene *scene, const ent_scene_item *item,
                     ent_fonts *fonts) {
    ent_style style = ent_style_of(&scene->look, item->role, item->hue);
    bool text = item->shape == ENT_SCENE_TEXT && !fonts;
    if (text) {
        put_text_begin(out, item, &style);
    } else if (item->shape == ENT_SCENE_TEXT) {
        fputs("<path d=\"", out);
        ent_fonts_print_path(fonts, item, &style, out);
        fputc('"', out);
    } else {
        put_shape(out, item);
    }
    fprintf(out, " class=\"%s\"", ent_role_name(item->role));
    if (item->id)
        fprintf(out, " id=\"%s-%s\"", scene->name, item->id);
    put_paint(out, &style);
    if (!text) {
        fputs("/>\n", out);
        return;
    }
    fputc('>', out);
    put_text(out, item->text);
    fputs("</text>\n", out);
}

bool ent_scene_print_svg(const ent_scene *scene, FILE *out) {
    char width[ENT_FORMAT_SIZE], height[ENT_FORMAT_SIZE];
    ent_format_point(scene->width, width, sizeof width);
    ent_format_point(scene->height, height, sizeof height);
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%spt\" height=\"%spt\""
            " viewBox=\"0 0 %s %s\" role=\"img\" aria-labelledby=\"%s-title %s-desc\""
            " font-family=\"",
            width, height, width, height, scene->name, scene->name);
    put_text(out, scene->look.family);
    fprintf(out, "\" font-stretch=\"condensed\">\n<title id=\"%s-title\">", scene->name);
    put_text(out, scene->title);
    fprintf(out, "</title>\n<desc id=\"%s-desc\">", scene->name);
    put_text(out, scene->description);
    fputs("</desc>\n", out);
    const bool outline = scene->look.outline_text;
    ent_fonts *own =
        outline && scene->fonts == NULL ? ent_fonts_new(scene->look.family) : NULL;
    ent_fonts *fonts = !outline ? NULL : own == NULL ? scene->fonts : own;
    for (size_t i = 0; i < scene->count; i++)
        put_item(out, scene, &scene->items[i], fonts);
    ent_fonts_free(own);
    fputs("</svg>\n", out);
    return !ferror(out);
}

ent_status ent_scene_save_svg(const ent_scene *scene, const char *path,
                              ent_problems *problems) {
    ent_outfile file;
    ent_status status = ent_outfile_open(&file, path, problems);
    if (status != ENT_OK)
        return status;
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", file.stream);
    ent_scene_print_svg(scene, file.stream); /* closing finds what went wrong */
    return ent_outfile_close(&file, true, problems);
}

ent_status ent_scene_save_alt(const ent_scene *scene, const char *path,
                              ent_problems *problems) {
    ent_outfile file;
    ent_status status = ent_outfile_open(&file, path, problems);
    if (status != ENT_OK)
        return status;
    fprintf(file.stream, "%s\n\n%s\n", scene->title, scene->description);
    return ent_outfile_close(&file, true, problems);
}
