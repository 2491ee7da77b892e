/* Files are written whole or not at all: under a temporary name in the same folder, then
 * renamed. */
#ifndef ENT_OUTPUT_H
#define ENT_OUTPUT_H

#include <stdio.h>

#include "model/problem.h"

/* A file being written.  Zeroed, it is closed. */
typedef struct {
    FILE *to;
    char path[4096], temporary[4128];
} ent_output;

/* Opens FOLDER/NAME (NULL: NAME alone) for writing.  On ENT_FILE a problem says why. */
ent_status ent_output_open(ent_output *, const char *folder, const char *name,
                           ent_problems *) __attribute__((warn_unused_result));

/* Puts the file in its place, replacing what is there.  On ENT_FILE nothing is left
 * behind. */
ent_status ent_output_close(ent_output *, ent_problems *)
    __attribute__((warn_unused_result));

/* Makes a folder and those above it.  It is no mistake if it is there. */
ent_status ent_output_folder(const char *path, ent_problems *)
    __attribute__((warn_unused_result));

#endif
