#include "model/kind.h"

#include <string.h>

int ent_kind_field(const ent_kind *kind, const char *name) {
    for (size_t i = 0; i < kind->field_count; i++) {
        if (strcmp(kind->fields[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}
