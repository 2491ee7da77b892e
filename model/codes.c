#include "model/codes.h"

#include <string.h>

const ent_code *ent_code_at(size_t i) {
    static const ent_code *const parts[] = {
        ent_codes_file,    ent_codes_name,   ent_codes_formula, ent_codes_inheritance,
        ent_codes_meaning, ent_codes_output, ent_codes_warning};
    for (size_t part = 0; part < sizeof parts / sizeof parts[0]; part++) {
        for (const ent_code *row = parts[part]; row->code != NULL; row++) {
            if (i-- == 0) {
                return row;
            }
        }
    }
    return NULL;
}

const ent_code *ent_code_named(const char *code) {
    const ent_code *row = NULL;
    for (size_t i = 0; (row = ent_code_at(i)) != NULL && strcmp(row->code, code) != 0;) {
        i++;
    }
    return row;
}
