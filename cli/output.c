#include "cli/output.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static ent_status failed(ent_problems *problems, const char *what, const char *path) {
    ent_problem_add(problems, "E0807", (ent_place){0}, NULL, "%s %s: %s", what, path,
                    strerror(errno));
    return ENT_FILE;
}

ent_status ent_output_open(ent_output *o, const char *folder, const char *name,
                           ent_problems *problems) {
    *o = (ent_output){0};
    const int length =
        snprintf(o->path, sizeof o->path, "%s%s%s", folder == NULL ? "" : folder,
                 folder == NULL ? "" : "/", name);
    if (length < 0 || (size_t)length >= sizeof o->path) {
        errno = ENAMETOOLONG;
        return failed(problems, "cannot write", name);
    }
    /* The process number keeps two runs into one folder apart. */
    snprintf(o->temporary, sizeof o->temporary, "%s.%ld.tmp", o->path, (long)getpid());
    o->to = fopen(o->temporary, "wb");
    return o->to == NULL ? failed(problems, "cannot write", o->path) : ENT_OK;
}

ent_status ent_output_close(ent_output *o, ent_problems *problems) {
    const bool bad = ferror(o->to) != 0;
    if ((fclose(o->to) != 0 || bad) || rename(o->temporary, o->path) != 0) {
        const ent_status status = failed(problems, "cannot write", o->path);
        unlink(o->temporary);
        return status;
    }
    return ENT_OK;
}

static bool is_folder(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

ent_status ent_output_folder(const char *path, ent_problems *problems) {
    char part[4096];
    const int length = snprintf(part, sizeof part, "%s", path);
    if (length < 0 || (size_t)length >= sizeof part) {
        errno = ENAMETOOLONG;
        return failed(problems, "cannot make the folder", path);
    }
    for (char *slash = part + 1;; slash++) {
        if (*slash != '/' && *slash != '\0')
            continue;
        const char kept = *slash;
        *slash = '\0';
        if (mkdir(part, 0777) != 0 && !is_folder(part))
            return failed(problems, "cannot make the folder", part);
        *slash = kept;
        if (kept == '\0')
            return ENT_OK;
    }
}
