#include "plots/chart_data.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Names tried for the unfinished file: a few, in case others are writing beside it. */
enum { NAMES_TRIED = 100 };

static ent_status complain(const char *path, const char *reason, ent_problems *problems) {
    ent_problem_add(problems, "E0807", (ent_place){0}, NULL, "cannot write \"%s\": %s",
                    path, reason);
    return ENT_FILE;
}

ent_status ent_outfile_open(ent_outfile *file, const char *path, ent_problems *problems) {
    size_t size = strlen(path) + 32;
    *file = (ent_outfile){NULL, path, malloc(size)};
    int descriptor = -1;
    errno = ENOMEM;
    for (int i = 0; file->partial && descriptor < 0 && i < NAMES_TRIED; i++) {
        snprintf(file->partial, size, "%s.partial%d", path, i);
        descriptor = open(file->partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor < 0 && errno != EEXIST)
            break;
    }
    if (descriptor >= 0 && (file->stream = fdopen(descriptor, "wb")) != NULL)
        return ENT_OK;
    ent_status status = complain(path, strerror(errno), problems);
    if (descriptor >= 0) {
        close(descriptor);
        unlink(file->partial);
    }
    free(file->partial);
    *file = (ent_outfile){0};
    return status;
}

ent_status ent_outfile_close(ent_outfile *file, bool good, ent_problems *problems) {
    ent_status status = ENT_OK;
    errno = 0;
    bool written = !ferror(file->stream);
    written = fclose(file->stream) == 0 && written;
    if (good && !written)
        status = complain(file->path, errno ? strerror(errno) : "write error", problems);
    else if (good && rename(file->partial, file->path) != 0)
        status = complain(file->path, strerror(errno), problems);
    if (!good || status != ENT_OK)
        unlink(file->partial);
    free(file->partial);
    *file = (ent_outfile){0};
    return status;
}
