/* What of plots/ calls cairo and Pango, as a module that the program opens when it first draws.
 *
 * The two and what they need are some thirty shared libraries: 5 ms for the system to load, which most
 * commands would wait for in vain.  So the program is linked without them.  drawing_loader.c defines the
 * functions named here for it: each opens the module and calls the one of its name there.  The module is
 * drawing_module.c and the real functions (write_cairo.c, paper/pdf*.c) in one shared object, which shows
 * the table below and nothing else.  libentente.a holds the real ones: who links it needs no module. */
#ifndef ENT_DRAWING_MODULE_H
#define ENT_DRAWING_MODULE_H

#include "plots/paper/writers.h"
#include "plots/plots.h"

/* As the system's loader finds it: beside the program, or in ../lib/entente from there (Makefile). */
#ifdef __APPLE__
#define ENT_DRAWING_FILE "@rpath/entente-drawing.so"
#else
#define ENT_DRAWING_FILE "entente-drawing.so"
#endif

/* What stands for the sources (Makefile). */
#ifndef ENT_BUILD
#define ENT_BUILD "unknown"
#endif

/* All that leads into the module.  A function that others are to call too gets a member here and its
 * forwarder; without them the program does not link. */
typedef struct {
    /* The program's own, or the module is refused.  These are read in this order, and nothing
     * behind one that differs: what follows there may be laid out in another way. */
    const char *version; /* ENT_VERSION */
    size_t size;         /* of this structure, in bytes */
    const char *build;   /* ENT_BUILD */
    __typeof__(ent_fonts_new) *fonts_new;
    __typeof__(ent_fonts_free) *fonts_free;
    __typeof__(ent_fonts_measurer) *fonts_measurer;
    __typeof__(ent_fonts_print_path) *fonts_print_path;
    __typeof__(ent_scene_check_glyphs) *scene_check_glyphs;
    __typeof__(ent_scene_save_pdf) *scene_save_pdf;
    __typeof__(ent_scene_save_png) *scene_save_png;
    __typeof__(ent_paper_write_pdf) *paper_write_pdf;
} ent_drawing_module;

#define ENT_DRAWING_SYMBOL "ent_drawing_functions"
extern const ent_drawing_module ent_drawing_functions
    __attribute__((visibility("default")));

#endif
