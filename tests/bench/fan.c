/* Times a fan of 27 quarters at 1200 x 800 pixels, laid out and written as SVG, PDF and PNG:
 * for each a line "MILLISECONDS 0", the median of 31 rounds after a first that loads fonts.
 * usage: fan FOLDER to write into. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "plots/plots.h"

enum { QUARTERS = 27, ROUNDS = 31 };

static const ent_size size = {.name = "bench",
                              .width = 900,
                              .height = 600,
                              .body = 300,
                              .margin = 24,
                              .text = {20, 14, 12, 10},
                              .line = 1.5,
                              .dpi = 96};

typedef ent_status saver(const ent_scene *, const char *path, ent_problems *);

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static ent_fan sample(void) {
    static ent_day ends[QUARTERS];
    static double median[QUARTERS], mean[QUARTERS], edges[6][QUARTERS];
    static const double spread[] = {0.2, 0.5, 0.8, 1.3, 1.8, 3};
    static const ent_mark mark = {22279, "Revenue share ends"};
    for (int t = 0; t < QUARTERS; t++) {
        const int quarter = t + 2;
        ends[t] = ent_day_of(2026 + quarter / 4, quarter % 4 * 3 + 1, 1) - 1;
        median[t] = 1e9 * (20 + 10 * t);
        mean[t] = 1.25 * median[t];
        for (int k = 0; k < 6; k++)
            edges[k][t] = spread[k] * median[t];
    }
    return (ent_fan){
        .text = {.name = "bench",
                 .title = "Payments could be half or double the plan by 2032",
                 .subtitle = "Payments to the licensor, USD a year",
                 .sources = "Annual report, 2025; analyst's judgement",
                 .scenario = "A licence, 2026 to 2032",
                 .program = "entente",
                 .run = "3f2a9c01",
                 .paths = 100000,
                 .seed = 1},
        .unit = "USD/year",
        .measure = ENT_RATE,
        .count = QUARTERS,
        .start = ent_day_of(2026, 4, 27),
        .ends = ends,
        .median = median,
        .mean = mean,
        .bands = {{0.95, edges[0], edges[5]},
                  {0.8, edges[1], edges[4]},
                  {0.5, edges[2], edges[3]}},
        .band_count = 3,
        .marks = &mark,
        .mark_count = 1};
}

/* The time of one chart, or -1. */
static double drawn(const ent_fan *fan, ent_fonts *fonts, saver *save, const char *path) {
    ent_problems problems = {0};
    ent_scene scene = {0};
    ent_look look;
    const ent_measurer measurer = ent_fonts_measurer(fonts);
    const double begun = now();
    ent_status status = ent_look_find(NULL, NULL, &look, &problems);
    look.size = &size;
    if (status == ENT_OK)
        status = ent_chart_lay_out(&(ent_chart){&ent_fan_chart, fan}, &look, &measurer,
                                   &scene, &problems);
    scene.fonts = fonts;
    if (status == ENT_OK)
        status = save(&scene, path, &problems);
    const double taken = now() - begun;
    if (status != ENT_OK)
        fprintf(stderr, "fan: %s\n", problems.list[0].message);
    ent_scene_free(&scene);
    ent_problems_free(&problems);
    return status == ENT_OK ? taken : -1;
}

int main(int argc, char **argv) {
    static saver *const savers[] = {ent_scene_save_svg, ent_scene_save_pdf,
                                    ent_scene_save_png};
    const ent_fan fan = sample();
    ent_fonts *fonts = ent_fonts_new(ENT_FONT_FAMILY);
    bool fine = argc == 2;
    for (int s = 0; fine && s < 3; s++) {
        double rounds[ROUNDS + 1];
        char path[4096];
        snprintf(path, sizeof path, "%s/fan", argv[1]);
        for (int i = 0; fine && i <= ROUNDS; i++) {
            rounds[i] = drawn(&fan, fonts, savers[s], path);
            fine = rounds[i] >= 0;
        }
        qsort(rounds + 1, ROUNDS, sizeof *rounds, by_size);
        printf("%.3f 0\n", rounds[1 + ROUNDS / 2]);
    }
    ent_fonts_free(fonts);
    return fine ? 0 : 1;
}
