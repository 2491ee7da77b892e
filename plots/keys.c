#include "plots/keys.h"

#include "plots/labels.h"

/* Gaps in parts of the labels' leading; columns of a block at most. */
static const double LEADER = 0.9, GAP = 0.35, COLUMN_GAP = 0.9;
/* A stroke's sample is so many times as long as a square's: enough to show its dashes. */
static const double STROKE = 2.6;
enum { COLUMNS_MOST = 3 };

static double leading(const ent_page *page) {
    return ent_page_leading(page, ENT_ROLE_LABEL);
}

static bool is_stroke(const ent_page *page, const ent_key *key) {
    return !ent_style_of(page->look, key->sample, key->hue).filled;
}

/* Width of the sample and the gap behind it. */
static double sample_width(const ent_page *page, const ent_key *key) {
    double side = ent_page_rise(page, ENT_ROLE_LABEL);
    return (is_stroke(page, key) ? STROKE * side : side) + GAP * leading(page);
}

static void sort_keys(ent_key *keys, size_t count) {
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && keys[j - 1].value < keys[j].value; j--) {
            ent_key kept = keys[j];
            keys[j] = keys[j - 1];
            keys[j - 1] = kept;
        }
}

static void break_lines(const ent_page *page, ent_key *key, double width) {
    key->lines = ent_page_wrap(page, key->role, key->text, width, &key->line_count);
}

static double widest_line(const ent_page *page, const ent_key *key) {
    double most = 0;
    for (size_t i = 0; i < key->line_count; i++) {
        double width = ent_page_width(page, key->role, key->lines[i]);
        most = width > most ? width : most;
    }
    return most;
}

/* Width of the column, at most `most`, leaders included. */
static double set_column(const ent_page *page, ent_key *keys, size_t count, double most) {
    double all = 0;
    sort_keys(keys, count);
    for (size_t i = 0; i < count; i++) {
        double beside = LEADER * leading(page) + sample_width(page, &keys[i]);
        break_lines(page, &keys[i], most - beside);
        double width = beside + widest_line(page, &keys[i]);
        all = width > all ? width : all;
    }
    return all;
}

static double column_height(const ent_page *page, const ent_key *keys, size_t count) {
    size_t lines = 0;
    for (size_t i = 0; i < count; i++)
        lines += keys[i].line_count;
    return (double)lines * leading(page);
}

/* Sample and text, the first line's middle at `middle`. */
static void draw_key(const ent_page *page, const ent_key *key, double x, double middle) {
    double side = ent_page_rise(page, ENT_ROLE_LABEL);
    ent_scene_item *item;
    if (is_stroke(page, key))
        item = ent_scene_line(page->scene, key->sample,
                              (double[]){x, middle, x + STROKE * side, middle});
    else if (key->sample == ENT_ROLE_MARKER)
        item = ent_scene_disc(page->scene, key->sample, x + side / 2, middle, side);
    else
        item = ent_scene_rect(page->scene, key->sample, x, middle - side / 2,
                              (double[]){side, side});
    item->hue = key->hue;
    for (size_t i = 0; i < key->line_count; i++)
        ent_page_write(page, key->role,
                       (double[]){x + sample_width(page, key),
                                  middle + side / 2 + (double)i * leading(page)},
                       key->lines[i], ENT_ALIGN_START);
}

/* Right of the box, moved apart and kept above the body's bottom. */
static void draw_column(const ent_page *page, const ent_keys *keys, const ent_box *box,
                        const ent_scale *values) {
    double wishes[ENT_KEYS_MOST], centres[ENT_KEYS_MOST], heights[ENT_KEYS_MOST];
    double x = box->right + LEADER * leading(page);
    for (size_t i = 0; i < keys->count; i++) {
        wishes[i] = centres[i] = ent_scale_at(values, keys->list[i].value);
        heights[i] = (double)keys->list[i].line_count * leading(page);
    }
    ent_labels_spread(centres, heights, keys->count, box->top, page->body.bottom);
    for (size_t i = 0; i < keys->count; i++) {
        const ent_key *key = &keys->list[i];
        double middle = centres[i] - heights[i] / 2 + leading(page) / 2;
        if (key->from > 0)
            ent_scene_line(page->scene, ENT_ROLE_LEADER,
                           (double[]){key->from + 1, wishes[i], x - 2, middle});
        draw_key(page, key, x, middle);
    }
}

static double column_gap(const ent_page *page) {
    return COLUMN_GAP * leading(page);
}

/* From column to column. */
static double pitch_of(const ent_page *page, size_t columns, double width) {
    return (width + column_gap(page)) / (double)columns;
}

/* How many columns leave every text on one line; one at least. */
static size_t columns_of(const ent_page *page, const ent_key *keys, size_t count,
                         double width) {
    double widest = column_gap(page);
    for (size_t i = 0; i < count; i++) {
        double own = column_gap(page) + sample_width(page, &keys[i]) +
                     ent_page_width(page, keys[i].role, keys[i].text);
        widest = own > widest ? own : widest;
    }
    for (size_t columns = COLUMNS_MOST; columns > 1; columns--)
        if (columns <= count && widest <= pitch_of(page, columns, width))
            return columns;
    return 1;
}

static size_t tallest(const ent_key *keys, size_t count) {
    size_t most = 1;
    for (size_t i = 0; i < count; i++)
        most = keys[i].line_count > most ? keys[i].line_count : most;
    return most;
}

double ent_keys_block(const ent_page *page, ent_key *keys, size_t count, double width) {
    size_t columns = columns_of(page, keys, count, width), lines = 0;
    for (size_t i = 0; i < count; i++)
        break_lines(page, &keys[i],
                    pitch_of(page, columns, width) - column_gap(page) -
                        sample_width(page, &keys[i]));
    for (size_t i = 0; i < count; i += columns)
        lines += tallest(keys + i, count - i < columns ? count - i : columns);
    return (double)lines * leading(page);
}

void ent_keys_draw_block(const ent_page *page, const ent_key *keys, size_t count,
                         double width, const double corner[2]) {
    size_t columns = columns_of(page, keys, count, width);
    double y = corner[1];
    for (size_t i = 0; i < count; i += columns) {
        size_t row = count - i < columns ? count - i : columns;
        for (size_t c = 0; c < row; c++)
            draw_key(page, &keys[i + c],
                     corner[0] + (double)c * pitch_of(page, columns, width),
                     y + leading(page) / 2);
        y += (double)tallest(keys + i, row) * leading(page);
    }
}

void ent_keys_fit(const ent_page *page, ent_keys *keys) {
    /* The column in parts of the page's width: at most so wide, and on pages of so many
     * leadings or more. */
    static const double COLUMN_MOST = 0.36, WIDE_PAGE = 36;
    const double width = ent_page_inner_width(page);
    keys->beside = width >= WIDE_PAGE * leading(page);
    if (keys->beside) {
        keys->room = set_column(page, keys->list, keys->count, COLUMN_MOST * width);
        keys->body = column_height(page, keys->list, keys->count) + 3 * leading(page);
    } else {
        keys->room = ent_keys_block(page, keys->list, keys->count, width);
        keys->body = page->look->size->body + keys->room;
    }
}

void ent_keys_take(const ent_page *page, const ent_keys *keys, ent_box *box) {
    if (keys->beside)
        box->right -= keys->room;
    else
        box->top += keys->room + leading(page) / 2;
}

void ent_keys_draw(const ent_page *page, const ent_keys *keys, const ent_box *box,
                   const ent_scale *values) {
    if (keys->beside)
        draw_column(page, keys, box, values);
    else
        ent_keys_draw_block(page, keys->list, keys->count, ent_page_inner_width(page),
                            (double[]){page->body.left, page->body.top});
}
