#include "plots/look.h"

#include <math.h>
#include <string.h>

#include "plots/ramp.h"

#define MM (72 / 25.4)

const ent_size ent_sizes[] = {
    {.name = "one-column",
     .help = "90 mm wide, for one column of a page",
     .width = 90 * MM,
     .body = 132,
     .margin = 8,
     .text = {9.5, 7.5, 7.25, 7},
     .line = 0.75,
     .dpi = 300},
    {.name = "two-column",
     .help = "183 mm wide, for the width of a page",
     .width = 183 * MM,
     .body = 210,
     .margin = 10,
     .text = {12, 9, 8, 7},
     .line = 0.75,
     .dpi = 300},
    {.name = "slide",
     .help = "16:9, for a screen or projector",
     .width = 960,
     .height = 540,
     .body = 200,
     .margin = 36,
     .text = {28, 18, 15, 11},
     .line = 1.5,
     .dpi = 144},
    {.name = "square",
     .help = "1:1, for social media",
     .width = 540,
     .height = 540,
     .body = 200,
     .margin = 24,
     .text = {22, 14, 13, 10},
     .line = 1.25,
     .dpi = 144},
    {.name = NULL},
};

/* The hues are those of Okabe and Ito, "Color Universal Design" (2008); the coloured ramps
 * viridis (van der Walt and Smith 2015), and vermilion against blue. */
const ent_theme ent_themes[] = {
    {.name = "light",
     .help = "dark on white, in colour",
     .page = 0xFFFFFF,
     .ink = 0x1A1A1A,
     .muted = 0x595959,
     .grid = 0xD9D9D9,
     .median = 0x0B2239,
     .atom = 0xD55E00,
     .tint = {0.2, 0.42, 0.68},
     .hues = {0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0xCC79A7, 0x56B4E9},
     .ramp = {0xFDE725, 0x5DC863, 0x21908C, 0x3B528B, 0x440154},
     .sides = {0x8F3F00, 0xE8A26B, 0xF5F5F5, 0x6AAED6, 0x004C78}},
    {.name = "dark",
     .help = "light on near-black, in colour",
     .page = 0x14191F,
     .ink = 0xF2F2F2,
     .muted = 0xB4BAC1,
     .grid = 0x39424C,
     .median = 0xFFFFFF,
     .atom = 0xE69F00,
     .tint = {0.25, 0.45, 0.7},
     .hues = {0x56B4E9, 0xE69F00, 0x009E73, 0xD55E00, 0xCC79A7, 0x0072B2},
     .ramp = {0x440154, 0x3B528B, 0x21908C, 0x5DC863, 0xFDE725},
     .sides = {0xFFC48F, 0xB8621F, 0x2A323B, 0x1F7BB0, 0xA8DAF8}},
    {.name = "print",
     .help = "greys only, on white",
     .page = 0xFFFFFF,
     .ink = 0x000000,
     .muted = 0x4D4D4D,
     .grid = 0xD0D0D0,
     .median = 0x000000,
     .atom = 0x000000,
     .tint = {0.24, 0.48, 0.8},
     .hues = {0x767676, 0x404040, 0x949494, 0x5A5A5A, 0x262626, 0xB8B8B8},
     .ramp = {0xEEEEEE, 0xBDBDBD, 0x8C8C8C, 0x5C5C5C, 0x2E2E2E},
     .sides = {0xEEEEEE, 0xBDBDBD, 0x8C8C8C, 0x5C5C5C, 0x2E2E2E}},
    {.name = NULL},
};

/* Outlines are the hue darkened by ink (on a dark page, lightened), enough for 3:1
 * against it. */
static const double EDGE_HUE = 0.7;
/* Sampled futures stay behind the median. */
static const double FAINT_INK = 0.7;
/* Fills with less contrast against the page than this get an outline (WCAG 2.1, 1.4.11).
 */
static const double CONTRAST_LEAST = 3;

/* Where a role's colour comes from. */
typedef enum {
    NONE,
    PAGE,
    INK,
    MUTED,
    GRID,
    EDGE,
    FAINT,
    MEDIAN,
    ATOM,
    HUE,
    TINT_1,
    TINT_2,
    TINT_3,
    RAMP,
    SIDES,
    UPON_RAMP,
    UPON_SIDES
} paint;

static const struct {
    const char *name;
    paint fill, stroke;
    double weight; /* times the size's line */
    double dash;   /* times the size's line */
    int text;      /* an ent_text_size, or -1 */
    bool bold;
} roles[ENT_ROLE_COUNT] = {
    [ENT_ROLE_PAGE] = {"page", PAGE, NONE, 0, 0, -1, false},
    [ENT_ROLE_GRID] = {"grid", NONE, GRID, 1, 0, -1, false},
    [ENT_ROLE_ZERO] = {"zero", NONE, INK, 1, 0, -1, false},
    [ENT_ROLE_TICK] = {"tick", NONE, MUTED, 1, 0, -1, false},
    [ENT_ROLE_BAND_1] = {"band_1", TINT_1, NONE, 0, 0, -1, false},
    [ENT_ROLE_BAND_2] = {"band_2", TINT_2, NONE, 0, 0, -1, false},
    [ENT_ROLE_BAND_3] = {"band_3", TINT_3, NONE, 0, 0, -1, false},
    [ENT_ROLE_HATCH] = {"hatch", NONE, PAGE, 1.2, 0, -1, false},
    [ENT_ROLE_CELL] = {"cell", RAMP, NONE, 0, 0, -1, false},
    [ENT_ROLE_SIDE] = {"side", SIDES, NONE, 0, 0, -1, false},
    [ENT_ROLE_CELL_TEXT] = {"cell_text", UPON_RAMP, NONE, 0, 0, ENT_TEXT_LABEL, false},
    [ENT_ROLE_SIDE_TEXT] = {"side_text", UPON_SIDES, NONE, 0, 0, ENT_TEXT_LABEL, false},
    [ENT_ROLE_HALO] = {"halo", NONE, PAGE, 5, 0, -1, false},
    [ENT_ROLE_EDGE] = {"edge", NONE, EDGE, 1, 0, -1, false},
    [ENT_ROLE_PATH] = {"path", NONE, FAINT, 1, 0, -1, false},
    [ENT_ROLE_MEDIAN] = {"median", NONE, MEDIAN, 2.4, 0, -1, false},
    [ENT_ROLE_MEAN] = {"mean", NONE, MEDIAN, 1.6, 3, -1, false},
    [ENT_ROLE_LINE_1] = {"line_1", NONE, EDGE, 2.2, 0, -1, false},
    [ENT_ROLE_LINE_2] = {"line_2", NONE, EDGE, 2.2, 4.5, -1, false},
    [ENT_ROLE_LINE_3] = {"line_3", NONE, EDGE, 2.2, 2, -1, false},
    [ENT_ROLE_LINE_4] = {"line_4", NONE, EDGE, 2.2, 9, -1, false},
    [ENT_ROLE_LINE_5] = {"line_5", NONE, EDGE, 1.1, 0, -1, false},
    [ENT_ROLE_MARKER] = {"marker", MEDIAN, PAGE, 1, 0, -1, false},
    [ENT_ROLE_REST] = {"rest", GRID, MUTED, 1, 0, -1, false},
    [ENT_ROLE_BAR] = {"bar", HUE, NONE, 0, 0, -1, false},
    [ENT_ROLE_BAR_LIGHT] = {"bar_light", TINT_2, EDGE, 1, 0, -1, false},
    [ENT_ROLE_BAR_PALE] = {"bar_pale", TINT_1, EDGE, 1, 0, -1, false},
    [ENT_ROLE_TOTAL] = {"total", MEDIAN, NONE, 0, 0, -1, false},
    [ENT_ROLE_CHOSEN] = {"chosen", NONE, EDGE, 2.4, 0, -1, false},
    [ENT_ROLE_DOT] = {"dot", HUE, NONE, 0, 0, -1, false},
    [ENT_ROLE_RING] = {"ring", PAGE, EDGE, 1.2, 0, -1, false},
    [ENT_ROLE_ATOM] = {"atom", ATOM, NONE, 0, 0, -1, false},
    [ENT_ROLE_EVENT] = {"event", NONE, MUTED, 1, 2, -1, false},
    [ENT_ROLE_THRESHOLD] = {"threshold", NONE, INK, 1.6, 0, -1, false},
    [ENT_ROLE_CONTOUR] = {"contour", NONE, INK, 2.2, 0, -1, false},
    [ENT_ROLE_LEADER] = {"leader", NONE, MUTED, 1, 0, -1, false},
    [ENT_ROLE_TITLE] = {"title", INK, NONE, 0, 0, ENT_TEXT_TITLE, true},
    [ENT_ROLE_SUBTITLE] = {"subtitle", MUTED, NONE, 0, 0, ENT_TEXT_SUBTITLE, false},
    [ENT_ROLE_LABEL] = {"label", INK, NONE, 0, 0, ENT_TEXT_LABEL, false},
    [ENT_ROLE_STRONG] = {"strong", INK, NONE, 0, 0, ENT_TEXT_LABEL, true},
    [ENT_ROLE_SCALE] = {"scale", MUTED, NONE, 0, 0, ENT_TEXT_LABEL, false},
    [ENT_ROLE_FOOTER] = {"footer", MUTED, NONE, 0, 0, ENT_TEXT_FOOTER, false},
};

const char *ent_role_name(ent_role role) {
    return roles[role].name;
}

/* a share of `hue` over `page`, channel by channel: opaque, so that printers need not
 * blend. */
static uint32_t mix(uint32_t hue, uint32_t page, double share) {
    uint32_t mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        double top = (hue >> shift) & 0xFF, bottom = (page >> shift) & 0xFF;
        mixed |= (uint32_t)round(bottom + share * (top - bottom)) << shift;
    }
    return mixed;
}

static uint32_t colour_of(const ent_theme *theme, paint source, int hue) {
    uint32_t own = theme->hues[(hue % ENT_HUES + ENT_HUES) % ENT_HUES];
    switch (source) {
    case NONE:
    case PAGE:
        return theme->page;
    case INK:
        return theme->ink;
    case MUTED:
        return theme->muted;
    case GRID:
        return theme->grid;
    case EDGE:
        return mix(own, theme->ink, EDGE_HUE);
    case FAINT:
        return mix(theme->muted, theme->page, FAINT_INK);
    case MEDIAN:
        return theme->median;
    case ATOM:
        return theme->atom;
    case HUE:
        return own;
    case TINT_1:
    case TINT_2:
    case TINT_3:
        return mix(own, theme->page, theme->tint[source - TINT_1]);
    case RAMP:
    case SIDES:
        return ent_ramp_colour(theme, source == SIDES, hue);
    case UPON_RAMP:
    case UPON_SIDES:
        return ent_ramp_ink(ent_ramp_colour(theme, source == UPON_SIDES, hue));
    }
    return theme->ink;
}

ent_style ent_style_of(const ent_look *look, ent_role role, int hue) {
    double line = look->size->line;
    ent_style style = {0};
    style.filled = roles[role].fill != NONE;
    style.stroked = roles[role].stroke != NONE;
    style.fill = colour_of(look->theme, roles[role].fill, hue);
    style.stroke = colour_of(look->theme, roles[role].stroke, hue);
    style.line = line * roles[role].weight;
    style.dash = line * roles[role].dash;
    if (roles[role].fill == HUE &&
        ent_contrast(style.fill, look->theme->page) < CONTRAST_LEAST) {
        style.stroked = true;
        style.stroke = colour_of(look->theme, EDGE, hue);
        style.line = line;
    }
    style.size = roles[role].text < 0 ? 0 : look->size->text[roles[role].text];
    style.bold = roles[role].bold;
    return style;
}

static double luminance(uint32_t colour) {
    static const double weight[] = {0.0722, 0.7152, 0.2126}; /* blue, green, red */
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double c = ((colour >> (8 * i)) & 0xFF) / 255.0;
        sum += weight[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double ent_contrast(uint32_t a, uint32_t b) {
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

enum { NAMES_MOST = 8 };

const ent_theme *ent_theme_named(const char *name) {
    for (const ent_theme *theme = ent_themes; theme->name; theme++)
        if (strcmp(theme->name, name) == 0)
            return theme;
    return NULL;
}

static const ent_size *size_named(const char *name) {
    for (const ent_size *size = ent_sizes; size->name; size++)
        if (strcmp(size->name, name) == 0)
            return size;
    return NULL;
}

/* Helps with the problem of a name that is in no table: the names that are. */
static void tell_names(ent_problem *problem, ent_problems *problems, const char *name,
                       const char *const *names) {
    size_t count = 0;
    const char *all = "";
    for (; names[count]; count++)
        all = ent_problem_text(problems, "%s%s%s", all, count ? ", " : "", names[count]);
    const char *near = ent_nearest(name, names, count);
    problem->help =
        near ? ent_problem_text(problems, "did you mean \"%s\"?", near) : NULL;
    problem->note = ent_problem_text(problems, "known: %s", all);
}

static void no_such_size(ent_problems *problems, const char *name) {
    const char *names[NAMES_MOST] = {NULL};
    for (size_t i = 0; ent_sizes[i].name; i++)
        names[i] = ent_sizes[i].name;
    tell_names(ent_problem_add(problems, "E0801", (ent_place){0}, NULL,
                               "no chart size is called \"%s\"", name),
               problems, name, names);
}

static void no_such_theme(ent_problems *problems, const char *name) {
    const char *names[NAMES_MOST] = {NULL};
    for (size_t i = 0; ent_themes[i].name; i++)
        names[i] = ent_themes[i].name;
    tell_names(ent_problem_add(problems, "E0802", (ent_place){0}, NULL,
                               "no chart theme is called \"%s\"", name),
               problems, name, names);
}

ent_status ent_look_find(const char *size, const char *theme, ent_look *look,
                         ent_problems *problems) {
    *look = (ent_look){size_named(size ? size : "two-column"),
                       ent_theme_named(theme ? theme : "light"), ENT_FONT_FAMILY, false};
    if (!look->size)
        no_such_size(problems, size);
    if (!look->theme)
        no_such_theme(problems, theme);
    return look->size && look->theme ? ENT_OK : ENT_USAGE;
}
