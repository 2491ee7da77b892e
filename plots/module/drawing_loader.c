/* The program's half: the functions of the module by their own names. */
#include "plots/module/drawing_module.h"

#include <assert.h>
#include <dlfcn.h>
#include <string.h>

/* What is wrong with a module, or NULL. */
static const char *other_build(const ent_drawing_module *found, ent_problems *problems) {
    if (strcmp(found->version, ENT_VERSION) != 0)
        return ent_problem_text(problems, "%s is of version %s, the program of %s",
                                ENT_DRAWING_FILE, found->version, ENT_VERSION);
    if (found->size != sizeof *found || strcmp(found->build, ENT_BUILD) != 0)
        return ent_problem_text(problems, "%s is of another build than the program",
                                ENT_DRAWING_FILE);
    return NULL;
}

/* NULL with E0809.  It is never closed: fonts and measurers that others hold lead into it.  So to open
 * it again costs a look at a list, and nothing need be kept here. */
static const ent_drawing_module *open_module(ent_problems *problems) {
    void *handle = dlopen(ENT_DRAWING_FILE, RTLD_NOW | RTLD_LOCAL);
    const ent_drawing_module *found =
        handle == NULL ? NULL : dlsym(handle, ENT_DRAWING_SYMBOL);
    const char *reason = found == NULL ? dlerror() : other_build(found, problems);
    if (reason == NULL)
        return found;
    ent_problem_add(problems, "E0809", (ent_place){0}, NULL,
                    "the part that draws cannot be loaded: %s", reason)
        ->help = "`make install` puts it into PREFIX/lib/entente; the program in "
                 "PREFIX/bin finds it there, or beside itself";
    return NULL;
}

ent_status ent_plots_ready(ent_problems *problems) {
    return open_module(problems) == NULL ? ENT_FILE : ENT_OK;
}

/* Those who draw have asked ent_plots_ready. */
static const ent_drawing_module *module(void) {
    ent_problems problems = {0};
    const ent_drawing_module *opened = open_module(&problems);
    assert(opened != NULL);
    return opened;
}

ent_fonts *ent_fonts_new(const char *family) {
    return module()->fonts_new(family);
}

void ent_fonts_free(ent_fonts *fonts) {
    if (fonts != NULL)
        module()->fonts_free(fonts);
}

ent_measurer ent_fonts_measurer(ent_fonts *fonts) {
    return module()->fonts_measurer(fonts);
}

void ent_fonts_print_path(ent_fonts *fonts, const ent_scene_item *item,
                          const ent_style *style, FILE *to) {
    module()->fonts_print_path(fonts, item, style, to);
}

void ent_scene_check_glyphs(const ent_scene *scene, ent_fonts *fonts,
                            ent_problems *problems) {
    module()->scene_check_glyphs(scene, fonts, problems);
}

ent_status ent_scene_save_pdf(const ent_scene *scene, const char *path,
                              ent_problems *problems) {
    return module()->scene_save_pdf(scene, path, problems);
}

ent_status ent_scene_save_png(const ent_scene *scene, const char *path,
                              ent_problems *problems) {
    return module()->scene_save_png(scene, path, problems);
}

ent_status ent_paper_write_pdf(const ent_paper *document, const char *path, FILE *to,
                               ent_problems *problems) {
    return module()->paper_write_pdf(document, path, to, problems);
}
