#include "tests/support/copies.h"

#include "model/engine/engine.h"

const ent_isa *isa_copy(size_t n) {
    const char *const *names = ent_isa_names(); /* the best first */
    size_t count = 0;
    while (names[count])
        count++;
    return n < count ? ent_isa_find(names[count - 1 - n]) : NULL;
}

const ent_kernels *kernels_copy(size_t n) {
    const ent_isa *isa = isa_copy(n);
    return isa ? isa->kernels : NULL;
}
