/* What this program is built from and with. */
#ifndef ENT_VERSION_H
#define ENT_VERSION_H

#ifndef ENT_VERSION
#define ENT_VERSION "unknown"
#endif

typedef struct {
    const char *name, *version;
} ent_library;

/* The libraries the program was built with; the last one's name is NULL. */
const ent_library *ent_libraries(void);

/* "gcc 12.2.0" or "clang 14.0.6". */
const char *ent_compiler(void);

/* The flags that decide about numbers and checks, as the build saw them. */
const char *ent_build_flags(void);

#endif
