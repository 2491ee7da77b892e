#include "cli/version.h"

#include <gsl/gsl_version.h>
#include <jansson.h>

#ifndef ENT_BUILD_FLAGS
#define ENT_BUILD_FLAGS "unknown"
#endif

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

const char *ent_compiler(void) {
#if defined __clang__
    return "clang " TEXT(__clang_major__) "." TEXT(__clang_minor__) "." TEXT(
        __clang_patchlevel__);
#elif defined __GNUC__
    return "gcc " TEXT(__GNUC__) "." TEXT(__GNUC_MINOR__) "." TEXT(__GNUC_PATCHLEVEL__);
#else
    return "unknown";
#endif
}

const char *ent_build_flags(void) {
    return ENT_BUILD_FLAGS;
}

const ent_library *ent_libraries(void) {
    static const ent_library libraries[] = {{"GSL", GSL_VERSION},
                                            {"jansson", JANSSON_VERSION},
#ifdef ENT_YAML_VERSION
                                            {"libyaml", ENT_YAML_VERSION},
                                            {"cairo", ENT_CAIRO_VERSION},
                                            {"Pango", ENT_PANGO_VERSION},
#endif
                                            {NULL, NULL}};
    return libraries;
}
