#include "model/kind.h"

#include "model/word.h"

int ent_kind_field(const ent_kind *kind, const char *name) {
    for (size_t i = 0; i < kind->field_count; i++) {
        if (ent_same_word(kind->fields[i].name, name)) {
            return (int)i;
        }
    }
    return -1;
}
