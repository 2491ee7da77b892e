#include "plots/module/drawing_module.h"

const ent_drawing_module ent_drawing_functions = {
    .version = ENT_VERSION,
    .size = sizeof ent_drawing_functions,
    .build = ENT_BUILD,
    .fonts_new = ent_fonts_new,
    .fonts_free = ent_fonts_free,
    .fonts_measurer = ent_fonts_measurer,
    .fonts_print_path = ent_fonts_print_path,
    .scene_check_glyphs = ent_scene_check_glyphs,
    .scene_save_pdf = ent_scene_save_pdf,
    .scene_save_png = ent_scene_save_png,
    .paper_write_pdf = ent_paper_write_pdf,
};
