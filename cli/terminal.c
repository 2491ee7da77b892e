/* What the place that output goes to can show. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/options.h"

bool ent_options_color(const ent_options *o, FILE *stream) {
    if (o->color != ENT_COLOR_AUTO)
        return o->color == ENT_COLOR_ALWAYS;
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if ((none != NULL && *none != '\0') ||
        (terminal != NULL && strcmp(terminal, "dumb") == 0))
        return false;
    return isatty(fileno(stream)) == 1;
}

bool ent_options_blocks(void) {
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    static const char *const encodings[] = {"UTF-8", "utf-8", "UTF8", "utf8"};
    const char *locale = NULL;
    for (int i = 0; i < 3 && (locale == NULL || *locale == '\0'); i++)
        locale = getenv(names[i]);
    for (int i = 0; locale != NULL && i < 4; i++)
        if (strstr(locale, encodings[i]) != NULL)
            return true;
    return false;
}
