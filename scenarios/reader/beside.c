/* Paths of files that a scenario names: in its own folder or below, links followed. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "scenarios/reader/beside.h"

#include <stdlib.h>
#include <string.h>

/* Whether `path` stays in its own folder: no absolute path, no way up. */
static bool stays_below(const char *path) {
    if (*path == '/' || strchr(path, '\\') != NULL) {
        return false;
    }
    for (const char *part = path; part != NULL; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0')) {
            return false;
        }
    }
    return true;
}

/* `path`, seen from the folder of `file`. */
static const char *beside(ent_arena *arena, const ent_file *file, const char *path) {
    const char *slash = strrchr(file->name, '/');
    if (slash == NULL) {
        return path;
    }
    const char *folder =
        ent_arena_text(arena, file->name, (size_t)(slash + 1 - file->name));
    return ent_text_join(arena, folder, path);
}

/* Whether a file that exists really lies in `file`'s folder or below, links followed. */
static bool really_below(const ent_file *file, const char *path) {
    const char *slash = strrchr(file->name, '/');
    char *folder_name = slash == NULL
                            ? strdup(".")
                            : strndup(file->name, (size_t)(slash - file->name + 1));
    char *folder = folder_name == NULL ? NULL : realpath(folder_name, NULL);
    char *target = realpath(path, NULL);
    const size_t n = folder == NULL ? 0 : strlen(folder);
    /* What does not exist leads nowhere: reading it says so. */
    const bool below =
        target == NULL || (folder != NULL && strncmp(target, folder, n) == 0 &&
                           (n == 1 || target[n] == '/'));
    free(folder_name);
    free(folder);
    free(target);
    return below;
}

/* The scenario's file that holds the place; an override stands beside the first. */
static const ent_file *file_of(const ent_scenario *scenario, ent_place at) {
    for (size_t i = 0; i < scenario->file_count; i++) {
        if (scenario->files[i] == at.file) {
            return at.file;
        }
    }
    return scenario->files[0];
}

const char *ent_path_beside(const ent_where *where, const ent_yaml *node,
                            const char *path, const char *rule) {
    ent_scenario *scenario = where->reading->scenario;
    const ent_file *file = file_of(scenario, node->at);
    const char *seen = beside(&scenario->arena, file, path);
    if (stays_below(path) && really_below(file, seen)) {
        return seen;
    }
    ent_problem *problem =
        ent_problem_add(where->reading->problems, "E0606", node->at, where->path,
                        "`%s` leads out of this folder", path);
    problem->note = rule;
    ent_value_anchor(problem, node);
    return NULL;
}
