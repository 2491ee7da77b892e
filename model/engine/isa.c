/* Which instruction sets there are, and which this machine can run. */
#include <stdlib.h>
#include <string.h>

#include "model/engine/engine.h"
#include "model/engine/operations.h"

extern const ent_isa ent_isa_baseline;

#ifdef ENT_HAS_v3
extern const ent_isa ent_isa_v3;

static bool runs_v3(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
           __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}
#endif

#ifdef ENT_HAS_v4
extern const ent_isa ent_isa_v4;

static bool runs_v4(void) {
    return runs_v3() && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}
#endif

static bool runs_baseline(void) {
    return true;
}

static const struct {
    const ent_isa *isa;
    bool (*runs)(void);
} sets[] = {
#ifdef ENT_HAS_v4
    {&ent_isa_v4, runs_v4},
#endif
#ifdef ENT_HAS_v3
    {&ent_isa_v3, runs_v3},
#endif
    {&ent_isa_baseline, runs_baseline},
    {NULL, NULL},
};

const ent_isa *ent_isa_find(const char *name) {
    for (size_t i = 0; sets[i].isa; i++)
        if ((!name || !strcmp(name, sets[i].isa->name)) && sets[i].runs())
            return sets[i].isa;
    return NULL;
}

const char *const *ent_isa_names(void) {
    static const char *const all[] = {"v4", "v3", "baseline", NULL};
    size_t first = 0;
    while (all[first] && !ent_isa_find(all[first]))
        first++;
    return all + first;
}
