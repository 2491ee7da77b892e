#include "model/kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/number.h"
#include "model/word.h"

int ent_kind_field(const ent_kind *kind, const char *name) {
    for (size_t i = 0; i < kind->field_count; i++) {
        if (ent_same_word(kind->fields[i].name, name)) {
            return (int)i;
        }
    }
    return -1;
}

const char *ent_field_text(const ent_field *field, double value,
                           char room[ENT_FIELD_TEXT]) {
    const bool share = field->unit != NULL && strcmp(field->unit, "share") == 0;
    snprintf(room, ENT_FIELD_TEXT, "%.10g", share ? 100 * value : value);
    if (share) {
        strcat(room, "%");
        return room;
    }
    return ent_number_write(strtod(room, NULL), room, ENT_FIELD_TEXT);
}
