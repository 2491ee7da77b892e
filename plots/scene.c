#include "plots/scene.h"

#include <stdarg.h>
#include <string.h>

#include "plots/format.h"

/* Bytes of the well-formed character at `text` (RFC 3629), or 0. */
static size_t character_bytes(const unsigned char *text) {
    unsigned char first = text[0];
    if (first < 0x80)
        return 1;
    size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                    : first >= 0xE0 && first <= 0xEF ? 3
                    : first >= 0xF0 && first <= 0xF4 ? 4
                                                     : 0;
    for (size_t i = 1; i < length; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    bool overlong =
        (first == 0xE0 && text[1] < 0xA0) || (first == 0xF0 && text[1] < 0x90);
    bool surrogate = first == 0xED && text[1] > 0x9F,
         beyond = first == 0xF4 && text[1] > 0x8F;
    return overlong || surrogate || beyond ? 0 : length;
}

const char *ent_scene_text_copy(ent_scene *scene, const char *text) {
    if (!text)
        return NULL;
    size_t length = strlen(text), out = 0;
    char *copy = ent_arena_take(&scene->arena, 3 * length + 1, 1);
    for (size_t i = 0; i < length;) {
        const unsigned char *at = (const unsigned char *)text + i;
        size_t bytes = character_bytes(at);
        if (bytes == 0) {
            memcpy(copy + out, "\xef\xbf\xbd", 3);
            out += 3;
            i++;
            continue;
        }
        memcpy(copy + out, at, bytes);
        if (bytes == 1 && (*at < 0x20 || *at == 0x7F))
            copy[out] = ' ';
        out += bytes;
        i += bytes;
    }
    copy[out] = '\0';
    return copy;
}

char *ent_scene_format(ent_scene *scene, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = ent_arena_format(&scene->arena, format, arguments);
    va_end(arguments);
    return text;
}

static ent_scene_item *add(ent_scene *scene, ent_scene_item item) {
    scene->items =
        ent_arena_grow(&scene->arena, scene->items, scene->count, sizeof *scene->items);
    scene->items[scene->count] = item;
    return &scene->items[scene->count++];
}

ent_scene_item *ent_scene_rect(ent_scene *scene, ent_role role, double x, double y,
                               const double size[2]) {
    return add(scene, (ent_scene_item){.shape = ENT_RECT,
                                       .role = role,
                                       .x = x,
                                       .y = y,
                                       .width = size[0],
                                       .height = size[1]});
}

ent_scene_item *ent_scene_disc(ent_scene *scene, ent_role role, double x, double y,
                               double diameter) {
    ent_scene_item *item =
        ent_scene_rect(scene, role, x, y, (double[]){diameter, diameter});
    item->shape = ENT_DISC;
    return item;
}

ent_scene_item *ent_scene_curve(ent_scene *scene, ent_shape shape, ent_role role,
                                const double *points, size_t count) {
    double *copy = ent_arena_take(&scene->arena, 2 * count, sizeof *copy);
    memcpy(copy, points, 2 * count * sizeof *copy);
    return add(scene, (ent_scene_item){
                          .shape = shape, .role = role, .points = copy, .count = count});
}

ent_scene_item *ent_scene_line(ent_scene *scene, ent_role role, const double ends[4]) {
    return ent_scene_curve(scene, ENT_LINE, role, ends, 2);
}

ent_scene_item *ent_scene_write(ent_scene *scene, ent_role role, double x, double y,
                                const char *text) {
    const char *copy = ent_scene_text_copy(scene, text);
    return add(scene,
               (ent_scene_item){
                   .shape = ENT_SCENE_TEXT, .role = role, .x = x, .y = y, .text = copy});
}

static void dump_point(FILE *out, double x, double y) {
    char first[ENT_FORMAT_SIZE], second[ENT_FORMAT_SIZE];
    fprintf(out, " %s,%s", ent_format_point(x, first, sizeof first),
            ent_format_point(y, second, sizeof second));
}

static void dump_item(const ent_scene_item *item, FILE *out) {
    static const char *const shapes[] = {"rect", "line", "polyline",
                                         "area", "disc", "text"};
    static const char *const aligns[] = {"start", "middle", "end"};
    fprintf(out, "%s %s", shapes[item->shape], ent_role_name(item->role));
    if (item->id)
        fprintf(out, " #%s", item->id);
    if (item->hue)
        fprintf(out, " hue=%d", item->hue);
    const bool boxed = item->shape == ENT_RECT || item->shape == ENT_DISC;
    if (boxed || item->shape == ENT_SCENE_TEXT)
        dump_point(out, item->x, item->y);
    if (boxed)
        dump_point(out, item->width, item->height);
    for (size_t i = 0; i < item->count; i++)
        dump_point(out, item->points[2 * i], item->points[2 * i + 1]);
    if (item->shape == ENT_SCENE_TEXT)
        fprintf(out, " %s \"%s\"", aligns[item->align], item->text);
    fputc('\n', out);
}

void ent_scene_dump(const ent_scene *scene, FILE *out) {
    fprintf(out, "scene %s %s %s", scene->name, scene->look.size->name,
            scene->look.theme->name);
    dump_point(out, scene->width, scene->height);
    fprintf(out, "\ntitle %s\ndescription %s\n", scene->title, scene->description);
    for (size_t i = 0; i < scene->count; i++)
        dump_item(&scene->items[i], out);
}

void ent_scene_free(ent_scene *scene) {
    ent_arena_free(&scene->arena);
    *scene = (ent_scene){0};
}
