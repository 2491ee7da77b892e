#include "plots/page.h"

#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Typographic constants, in parts of the type size. */
static const double LEADING = 1.28, RISE = 0.73, DESCENT = 0.25;
/* The least share of a page of fixed height that the body may be left with. */
static const double BODY_LEAST = 0.4;
/* The least that a drawing can be read in: of the page's width; in the labels' leading. */
static const double DRAWING_WIDTH = 0.3, DRAWING_HEIGHT = 5;

double ent_page_width(const ent_page *page, ent_role role, const char *text) {
    ent_style style = ent_style_of(page->look, role, 0);
    return page->measurer->width(page->measurer->state, text, style.size, style.bold);
}

double ent_page_inner_width(const ent_page *page) {
    return page->look->size->width - 2 * page->look->size->margin;
}

double ent_page_scaled(const ent_page *page, double length) {
    return length * page->look->size->line / 0.75;
}

double ent_page_leading(const ent_page *page, ent_role role) {
    return LEADING * ent_style_of(page->look, role, 0).size;
}

double ent_page_rise(const ent_page *page, ent_role role) {
    return RISE * ent_style_of(page->look, role, 0).size;
}

ent_scene_item *ent_page_write(const ent_page *page, ent_role role, const double at[2],
                               const char *text, ent_align align) {
    ent_scene_item *item = ent_scene_write(page->scene, role, at[0], at[1], text);
    item->align = align;
    return item;
}

/* Bytes of as many whole characters of a word as fit; at least one. */
static size_t word_bytes(const ent_page *page, ent_role role, char *text, double width) {
    size_t best = 0, end = 0;
    for (bool fits = true; fits && text[end] != '\0' && text[end] != ' ';) {
        do
            end++;
        while (((unsigned char)text[end] & 0xC0) == 0x80);
        const char kept = text[end];
        text[end] = '\0';
        fits = ent_page_width(page, role, text) <= width;
        text[end] = kept;
        best = fits || best == 0 ? end : best;
    }
    return best;
}

static bool is_month(const char *word) {
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (size_t i = 0; months[i] != '\0'; i += 3)
        if (strncmp(word, months + i, 3) == 0)
            return true;
    return false;
}

static bool is_code(const char *word) {
    return isupper((unsigned char)word[0]) && isupper((unsigned char)word[1]) &&
           isupper((unsigned char)word[2]);
}

/* Whether the blank at `at` stays within its line: "CHF 38.8m", "Q4 2041", "1 Jan 2027", "a year". */
static bool binds(const char *text, size_t at) {
    const char *after = text + at + 1, *word = text + at;
    while (word > text && word[-1] != ' ')
        word--;
    const size_t length = (size_t)(text + at - word);
    const bool number = isdigit((unsigned char)after[0]);
    if (isdigit((unsigned char)word[0]))
        return length <= 2 && is_month(after);
    return (length == 1 && word[0] == 'a') ||
           (number && length == 2 && word[0] == 'Q' && isdigit((unsigned char)word[1])) ||
           (number && length == 3 && is_month(word)) ||
           (number && length >= 3 && is_code(text + at - 3));
}

/* The next blank at which a line may end, or the text's end. */
static size_t next_break(const char *text, size_t from) {
    size_t end = from + strcspn(text + from, " ");
    while (text[end] != '\0' && binds(text, end))
        end += 1 + strcspn(text + end + 1, " ");
    return end;
}

/* Bytes of the longest beginning of `text` that ends at a word's end and fits; of a word that
 * alone is too long, a part. */
static size_t line_bytes(const ent_page *page, ent_role role, char *text, double width) {
    size_t best = 0;
    for (size_t end = next_break(text, 0);; end = next_break(text, end + 1)) {
        char kept = text[end];
        text[end] = '\0';
        bool fits = ent_page_width(page, role, text) <= width;
        text[end] = kept;
        if (!fits)
            return best > 0 ? best : word_bytes(page, role, text, width);
        best = end;
        if (kept == '\0')
            return best;
    }
}

const char **ent_page_wrap(const ent_page *page, ent_role role, const char *text,
                           double width, size_t *count) {
    ent_arena *arena = &page->scene->arena;
    const char *clean = ent_scene_text_copy(page->scene, text);
    char *rest = ent_arena_text(arena, clean, strlen(clean));
    const char **lines = NULL;
    *count = 0;
    for (rest += strspn(rest, " "); *rest; rest += strspn(rest, " ")) {
        size_t bytes = line_bytes(page, role, rest, width);
        lines = ent_arena_grow(arena, lines, *count, sizeof *lines);
        size_t kept = bytes;
        while (rest[kept - 1] == ' ')
            kept--;
        lines[(*count)++] = ent_arena_text(arena, rest, kept);
        rest += bytes;
    }
    return lines;
}

const char *ent_page_shorten(const ent_page *page, ent_role role, const char *text,
                             double width) {
    static const char ELLIPSIS[] = "\xe2\x80\xa6";
    if (ent_page_width(page, role, text) <= width)
        return text;
    char *cut = ent_scene_format(page->scene, "%s%s", text, ELLIPSIS);
    size_t end = strlen(text);
    while (end > 0 && ent_page_width(page, role, cut) > width) {
        do
            end--;
        while (end > 0 && ((unsigned char)cut[end] & 0xC0) == 0x80);
        while (end > 0 && cut[end - 1] == ' ')
            end--;
        memcpy(cut + end, ELLIPSIS, sizeof ELLIPSIS);
    }
    return cut;
}

/* Lines of one role, above or below the body. */
typedef struct {
    ent_role role;
    const char **lines;
    size_t count;
} paragraph;

/* The narrowest width, nearly, that asks for no more lines: no word is left alone on the
 * last. */
static double balanced(const ent_page *page, ent_role role, const char *text,
                       double width, size_t count) {
    enum { HALVINGS = 6 };
    double least = width / (double)count;
    for (int i = 0; i < HALVINGS; i++) {
        double tried = (least + width) / 2;
        size_t lines;
        ent_page_wrap(page, role, text, tried, &lines);
        if (lines > count)
            least = tried;
        else
            width = tried;
    }
    return width;
}

static paragraph set_paragraph(const ent_page *page, ent_role role, const char *text) {
    paragraph set = {role, NULL, 0};
    double width = ent_page_inner_width(page);
    if (!text)
        return set;
    set.lines = ent_page_wrap(page, role, text, width, &set.count);
    if (role == ENT_ROLE_TITLE && set.count > 1) {
        width = balanced(page, role, text, width, set.count);
        set.lines = ent_page_wrap(page, role, text, width, &set.count);
    }
    return set;
}

static double paragraph_height(const ent_page *page, const paragraph *set) {
    return (double)set->count * ent_page_leading(page, set->role);
}

/* Writes the lines below `top` and returns where the next may begin. */
static double put_paragraph(const ent_page *page, const paragraph *set, double top) {
    double leading = ent_page_leading(page, set->role), x = page->look->size->margin;
    double size = leading / LEADING, slack = (leading - (RISE + DESCENT) * size) / 2;
    for (size_t i = 0; i < set->count; i++) {
        double at[] = {x, top + slack + RISE * size};
        ent_scene_item *item =
            ent_page_write(page, set->role, at, set->lines[i], ENT_ALIGN_START);
        if (set->role == ENT_ROLE_TITLE && i == 0)
            item->id = "heading";
        top += leading;
    }
    return top;
}

static const char *run_line(ent_scene *scene, const ent_chart_text *text) {
    char paths[ENT_FORMAT_SIZE];
    const char *scenario = text->scenario ? text->scenario : "";
    const char *program = text->program ? text->program : "";
    const char *run = text->run ? text->run : "";
    const char *line =
        ent_scene_format(scene, "%s%s%s%s", scenario, *scenario ? ". " : "", program,
                         *program ? ". " : "");
    if (text->paths == 0)
        return line;
    return ent_scene_format(
        scene, "%s%s, seed %" PRIu64 "%s%s. Simulation, not a forecast.", line,
        ent_format_counted(text->paths, "simulated future", paths, sizeof paths),
        text->seed, *run ? ", run " : "", run);
}

enum { FOOTERS = 4, HEADERS = 2 };

static double set_footer(const ent_page *page, const ent_page_text *texts,
                         paragraph set[FOOTERS]) {
    const ent_chart_text *text = texts->text;
    const char *sources =
        text->sources ? ent_scene_format(page->scene, "Sources: %s", text->sources)
                      : NULL;
    const char *lines[FOOTERS] = {text->note, texts->note, sources,
                                  run_line(page->scene, text)};
    double height = 0;
    for (int i = 0; i < FOOTERS; i++) {
        set[i] = set_paragraph(page, ENT_ROLE_FOOTER, lines[i]);
        height += paragraph_height(page, &set[i]);
    }
    return height;
}

/* A name fit for an id: what is no letter or digit becomes a hyphen. */
static const char *id_of(ent_scene *scene, const char *name) {
    char *id = ent_scene_format(scene, "%s", name);
    for (char *c = id; *c; c++) {
        char lower = (char)(*c | 0x20);
        if (!(lower >= 'a' && lower <= 'z') && !(*c >= '0' && *c <= '9'))
            *c = '-';
    }
    return id;
}

static void set_scene(ent_page *page, const ent_page_text *texts) {
    ent_scene *scene = page->scene;
    const ent_chart_text *text = texts->text;
    scene->look = *page->look;
    scene->width = page->look->size->width;
    scene->name = id_of(scene, text->name ? text->name : "chart");
    scene->title = ent_scene_text_copy(scene, text->title ? text->title : "");
    scene->description = ent_scene_text_copy(scene, texts->description);
    const char *author = text->author ? text->author : text->program;
    scene->author = ent_scene_text_copy(scene, author ? author : "entente");
    scene->keywords = ent_scene_text_copy(scene, text->scenario ? text->scenario : "");
    scene->date = text->date ? text->date : ent_day_of(2000, 1, 1);
}

bool ent_page_has_room(const ent_page *page, const ent_box *box) {
    return box->right - box->left >= DRAWING_WIDTH * page->scene->width &&
           box->bottom - box->top >=
               DRAWING_HEIGHT * ent_page_leading(page, ENT_ROLE_LABEL);
}

ent_status ent_page_full(const ent_page *page, ent_problems *problems) {
    ent_problem *problem =
        ent_problem_add(problems, "E0806", (ent_place){0}, NULL,
                        "the texts leave no room for the chart at the size \"%s\"",
                        page->look->size->name);
    problem->help =
        page->look->size->height == 0
            ? "shorten them"
            : "shorten them, or choose \"two-column\", which grows with its texts";
    return ENT_INVALID;
}

/* The paragraphs around the body. */
typedef struct {
    paragraph head[HEADERS], foot[FOOTERS];
    double above, below, gap; /* heights */
} surroundings;

static surroundings set_surroundings(const ent_page *page, const ent_page_text *texts) {
    surroundings set;
    set.head[0] = set_paragraph(page, ENT_ROLE_TITLE, texts->text->title);
    set.head[1] = set_paragraph(page, ENT_ROLE_SUBTITLE, texts->text->subtitle);
    set.above =
        paragraph_height(page, &set.head[0]) + paragraph_height(page, &set.head[1]);
    set.below = set_footer(page, texts, set.foot);
    set.gap = page->look->size->margin * 0.75;
    return set;
}

/* Height of all but the body. */
static double height_around(const ent_page *page, const surroundings *set) {
    return 2 * page->look->size->margin + set->above + set->below + 2 * set->gap;
}

double ent_page_room(const ent_page *page, const ent_page_text *texts) {
    double height = page->look->size->height;
    if (height == 0)
        return INFINITY;
    surroundings set = set_surroundings(page, texts);
    return height - height_around(page, &set);
}

ent_status ent_page_open(ent_page *page, const ent_page_text *texts,
                         ent_problems *problems) {
    const ent_size *size = page->look->size;
    surroundings set = set_surroundings(page, texts);
    set_scene(page, texts);
    double rest = height_around(page, &set);
    bool taken = texts->fitted || texts->body > size->body;
    double body = taken ? texts->body : size->body;
    double height = size->height > 0 ? size->height : rest + body;
    bool cramped = height - rest < BODY_LEAST * height && height - rest < size->body;
    if (texts->fitted)
        cramped = size->height > 0 && height - rest < body;
    if (cramped)
        return ent_page_full(page, problems);
    page->scene->height = height;
    ent_scene_rect(page->scene, ENT_ROLE_PAGE, 0, 0, (double[]){size->width, height});
    double top = put_paragraph(page, &set.head[0], size->margin);
    top = put_paragraph(page, &set.head[1], top);
    page->body = (ent_box){size->margin, top + set.gap, size->width - size->margin,
                           height - size->margin - set.below - set.gap};
    top = page->body.bottom + set.gap;
    for (int i = 0; i < FOOTERS; i++)
        top = put_paragraph(page, &set.foot[i], top);
    return ENT_OK;
}
