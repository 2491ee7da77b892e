/* The table of functions and what its rows share.  Private to model/engine. */
#ifndef ENT_FUNCTIONS_H
#define ENT_FUNCTIONS_H

#include "model/engine/compile.h"

typedef struct ent_function ent_function;
typedef ent_operand ent_function_compile(ent_scope *, const ent_node *,
                                         const ent_function *);
struct ent_function {
    const char *name;
    int least, most; /* arguments */
    int where;       /* 1: formulas of a period; 2: metrics; 3: both */
    ent_operation code;
    ent_function_compile *compile;
};

/* Compiles all arguments; false if one failed. */
bool ent_compile_arguments(ent_scope *, const ent_node *, ent_operand *in);
/* False, after a problem, if an argument is a date. */
bool ent_without_date(ent_scope *, const ent_node *, const ent_operand *in);

/* ---- functions_time.c ---- */
ent_function_compile ent_compile_previous, ent_compile_running_sum,
    ent_compile_annualised, ent_compile_since, ent_compile_net_call, ent_compile_balance;

#endif
