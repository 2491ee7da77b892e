#include "model/engine/plan.h"

ent_net *ent_net_make(ent_arena *arena, size_t lines) {
    ent_net *net = ent_arena_take(arena, 1, sizeof *net);
    net->amounts = ent_arena_take(arena, 2 * lines + 1, sizeof *net->amounts);
    net->signs = ent_arena_take(arena, 2 * lines + 1, sizeof *net->signs);
    return net;
}

void ent_net_add(ent_net *net, ent_ref amount, int sign) {
    net->amounts[net->count] = amount;
    net->signs[net->count++] = sign;
}
