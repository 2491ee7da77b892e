/* Inside the compiler: scenario to plan.  Private to model/engine.
 *
 * Everything is compiled on demand: compiling a formula first compiles what it reads, so steps come
 * out in dependency order and a name met while it is still being compiled is a cycle.  Entries are
 * taken by name, not by their order in the file, so the order in the file changes nothing. */
#ifndef ENT_COMPILE_H
#define ENT_COMPILE_H

#include "model/engine/parser.h"
#include "model/engine/plan.h"

/* What a formula compiled to. */
typedef struct {
    bool failed; /* a problem was reported; say nothing more */
    ent_ref ref;
    ent_unit unit;
    ent_measure measure;
    bool literal; /* its number is known: `value` */
    double value;
    bool bare;   /* a literal written without a unit; 0 fits every unit */
    bool absent; /* the 0 of a clause that is not there, whose unit nothing says */
    bool varies; /* from period to period */
    bool date;   /* years from the start, INFINITY for never */
    const double *by_period; /* the same on every path: one number for each period */
} ent_operand;

typedef enum { ENT_UNSEEN, ENT_COMPILING, ENT_COMPILED } ent_progress;

/* A name of the scenario and what it stands for. */
typedef enum {
    ENT_SYMBOL_ASSUMPTION,
    ENT_SYMBOL_DRIVER,
    ENT_SYMBOL_QUANTITY,
    ENT_SYMBOL_FLOW,
    ENT_SYMBOL_PARTY,
    ENT_SYMBOL_CLAUSE
} ent_symbol_kind;
typedef struct {
    const char *name;
    ent_symbol_kind kind;
    const ent_entry
        *entry;     /* NULL for market; of a clause: in the first agreement that has it */
    ent_node *tree; /* quantities: the parsed formula, or NULL if it failed */
    bool own;       /* quantities: reads a clause or ledger, so belongs to agreements */
    bool used;
    size_t place; /* in the order of the file's sections */
} ent_symbol;

/* What one agreement has for a symbol. */
typedef struct {
    ent_progress progress;
    ent_operand operand;    /* quantities */
    const ent_entry *entry; /* clauses and flows; NULL: this agreement has none */
    const ent_clause_kind *kind;
    ent_operand *outputs; /* clauses */
} ent_binding;

/* A party's discount factors: by period, or by period and path, or none. */
typedef struct {
    bool given;
    ent_operand force;          /* log(1 + rate) */
    const ent_weights *factors; /* the same on every path; NULL: see `factor` */
    ent_operand factor;         /* of the world */
} ent_discount;

/* A series that is the same on every path, in a context's own column. */
typedef struct {
    const ent_weights *weights;
    ent_ref ref;
} ent_fill;

/* A present value that some metric has asked for: whose, and over which lines. */
typedef struct {
    int party;
    const char *owner; /* as the symbol has it; NULL: all */
    bool cash, marked;
    ent_ref sum;
} ent_present;

/* Work put off to the end of the period: prev() and ends_on. */
typedef struct {
    ent_node *node;
    ent_source_text source;
    ent_step_kind step; /* ENT_STEP_PREVIOUS: copy; ENT_STEP_ENDED */
    ent_ref state;
    ent_operand initial; /* prev(): what the value's unit must be */
    bool driver; /* in a driver's field, which may read as little as the rest of it */
} ent_deferred;

typedef struct {
    ent_binding *bindings;    /* one for each symbol */
    ent_agreement_plan *plan; /* NULL: the world */
    ent_ref *net;             /* [party + 1]: net cash of the period, once asked for */
    ent_deferred *deferred;
    size_t deferred_count, deferred_done;
    ent_fill *fills;
    size_t fill_count;
    ent_present *presents;
    size_t present_count;
    ent_progress *metric_progress;
    ent_operand *metric_operands;
} ent_context;

typedef struct {
    ent_plan *plan;
    const ent_scenario *scenario;
    ent_problems *problems;
    ent_arena *arena; /* the plan's */
    ent_symbol *symbols;
    size_t symbol_count;
    ent_context world, *agreements;
    ent_discount *discounts; /* by party */
    size_t *stack;           /* symbols being compiled, for cycles */
    size_t stack_count;
    size_t nesting;       /* nodes being compiled, one inside the other */
    bool nested_too_deep; /* and that has been said */
} ent_compiler;

/* Where a formula is being compiled. */
typedef struct {
    ent_compiler *c;
    ent_context *at; /* the world or an agreement */
    bool metric;     /* over a whole path */
    bool driver; /* a driver's or discount's field: assumptions, drivers and time only */
    ent_source_text source;
} ent_scope;

/* ---- compile_symbols.c ---- */
/* Sorts the scenario's names into the compiler's symbols. */
void ent_collect_symbols(ent_compiler *);
ent_symbol *ent_symbol_find(ent_compiler *, const char *name);
/* Enters a symbol; false after reporting a cycle. */
bool ent_enter(ent_scope *, const ent_symbol *);
void ent_leave(ent_compiler *);
/* A party whose ledger is being compiled, so that a cycle through it shows it. */
void ent_push_party(ent_compiler *, int party);
void ent_pop_party(ent_compiler *, int party);

/* ---- compile.c ---- */
/* A quantity, driver or assumption by symbol; compiled if it is not yet. */
ent_operand ent_compile_symbol(ent_scope *, ent_symbol *, const ent_node *);
ent_operand ent_failed(void);
ent_source_text ent_source_of(const ent_value *, const ent_entry *);
/* prev() and ends_on, now that everything they can read has been compiled or can be. */
void ent_compile_deferred(ent_compiler *, ent_context *);
/* Adds a name to the list of what follows the C library. */
void ent_note_not_portable(ent_compiler *, const char *name);

/* ---- placing.c ---- */
/* Marks the quantities that belong to agreements: those that read a clause or a ledger, through
 * whatever else.  Work grows with the names in formulas, whatever their order. */
void ent_place_quantities(ent_compiler *);

/* ---- fuse.c ---- */
/* Makes one step of two where that is possible.  `passes`, of each step: its result is read by the next
 * step and by nothing else. */
void ent_fuse(const ent_isa *, ent_program *, const bool *passes);
/* Makes operations read what is the same on all paths as a number, if it is their last input or can
 * be: constants, and what the program itself fills in.  `own_columns`: how many columns the program's
 * agreement has; 0: it is the world's. */
void ent_take_numbers(const ent_plan *, ent_program *each, size_t own_columns,
                      ent_arena *);
/* Whether the step is such an operation. */
bool ent_takes_number(const ent_isa *, const ent_step *);

/* ---- columns.c ---- */
/* Gives every column its place in a slice's memory, once all steps are there. */
void ent_place_columns(ent_compiler *);

/* ---- emit.c ---- */
ent_ref ent_take_columns(ent_compiler *, size_t count, bool timeline); /* the world's */
ent_ref ent_take_own(ent_context *);
ent_ref ent_take_state(ent_compiler *, ent_context *);
ent_ref ent_constant(ent_compiler *, double);
/* The column of a series that is the same on every path: one number for each period. */
ent_ref ent_timeline(ent_compiler *, ent_context *, const double *values);
/* The same as an operand, a pure number. */
ent_operand ent_series(ent_compiler *, ent_context *, const double *values);
/* The operand as this context can read it: what the world computes is gone after its last period, so
 * agreements read it from columns kept for each period. */
ent_operand ent_bring(ent_compiler *, ent_context *, ent_operand);
double *ent_weights_of(ent_compiler *, double value); /* one for each period */
void ent_emit(ent_compiler *, ent_program *, ent_step);
void ent_emit_step(ent_compiler *, ent_program *, ent_step_kind, ent_ref out, ent_ref in,
                   const void *data);
ent_program *ent_program_each(ent_compiler *, ent_context *);
ent_program *ent_program_latch(ent_compiler *, ent_context *);
void ent_reset_to(ent_compiler *, ent_context *, ent_ref, double);
/* Adds a check that the operand is finite. */
void ent_emit_check(ent_scope *, ent_operand, const char *name);
/* How far a formula such as 1 - a - b may leave the field's range by rounding; of trillions of money
 * that is a thousandth. */
double ent_slack(const ent_field *);
/* Adds a check that the operand is finite and, but for that slack, within the field's range. */
void ent_emit_range(ent_scope *, ent_operand, const ent_field *, const char *name);
ent_operand ent_emit_operation(ent_scope *, ent_operation, const ent_operand *in,
                               size_t count);

/* ---- expression.c ---- */
/* Compiles a node. */
ent_operand ent_compile_node(ent_scope *, const ent_node *);
/* Parses and compiles a formula; a lone literal takes the unit that is expected.  `expected` NULL: any. */
ent_operand ent_compile_formula(ent_scope *, const ent_unit *expected);

/* ---- operand.c ---- */
/* "revenue (USD/year)" */
const char *ent_operand_text(ent_scope *, const ent_node *, ent_operand);
__attribute__((format(printf, 4, 5))) ent_problem *
ent_complain(ent_scope *, const ent_node *, const char *code, const char *format, ...);
bool ent_same_unit(ent_scope *, const ent_node *, const ent_node *a, ent_operand *,
                   const ent_node *b, ent_operand *);
ent_unit ent_field_unit(ent_compiler *, const char *unit, ent_unit own, bool *any);
/* The unit of what a series of that unit makes in a period. */
ent_unit ent_flow_unit(ent_unit);
bool ent_check_unit(ent_scope *, const ent_node *, ent_operand *, ent_unit expected);
/* True, after a problem, if the operand is an amount of money where yes or no is needed. */
bool ent_is_money(ent_scope *, const ent_node *, ent_operand);
/* True, after a problem, if the operand is a date where a number is needed. */
bool ent_is_date(ent_scope *, const ent_node *, ent_operand);

/* ---- fields.c ---- */
/* False, after a problem, if a number known now lies outside the field's range. */
bool ent_in_range(ent_scope *, const ent_field *, ent_operand);
/* Compiles the formula fields of a driver or clause into the call's `in` and `rows`; other fields and
 * those not given are nowhere.  `own`: the unit that "own" stands for.  `units` (NULL: not wanted):
 * what each formula gives.  The entry as `prepare` is to see it: a formula whose number is known has
 * it; NULL if one failed. */
const ent_entry *ent_compile_fields(ent_scope *, const ent_entry *, ent_unit own,
                                    ent_call_plan *, ent_unit *units);

/* The day of a date field: written out, or an assumption's reading; ENT_NO_DAY if it is not given, or
 * after a problem. */
ent_day ent_day_of_value(ent_compiler *, const ent_entry *, const ent_value *);
/* The day that a text is, or that it names: an assumption whose reading is a day.  ENT_NO_DAY: it is
 * neither. */
ent_day ent_day_named(ent_compiler *, const char *text);

/* ---- functions.c: functions of one period ---- */
ent_operand ent_compile_call(ent_scope *, const ent_node *);
/* The unit of something not compiled yet, where its entry or its kind's table says it. */
bool ent_declared_unit(ent_scope *, const ent_node *, ent_unit *);
/* 0: unknown; 1: in formulas of a period; 2: in metrics; 3: both */
int ent_function_where(const char *name);
ent_operand ent_compile_time(ent_scope *,
                             const ent_node *); /* t, dt, year; failed if not one */
bool ent_is_time(const char *name);

/* ---- compile_world.c ---- */
void ent_compile_units(ent_compiler *);
void ent_compile_assumptions(ent_compiler *);
void ent_compile_drivers(ent_compiler *);
void ent_compile_discounts(ent_compiler *);
ent_operand ent_compile_driver(ent_scope *, const ent_symbol *);
/* Whether a symbol is a driver whose values are flags. */
bool ent_driver_is_flag(ent_compiler *, const ent_symbol *);

/* A stream of random numbers, SECTION/NAME; its index.  A problem if it is another's too. */
size_t ent_add_stream(ent_compiler *, const char *section, const char *name);

/* ---- compile_inputs.c ---- */
/* Columns that hold, at the slice's end, what each uncertain input was. */
void ent_compile_inputs(ent_compiler *);

/* ---- compile_correlations.c ---- */
void ent_compile_correlations(ent_compiler *);

/* ---- compile_ledger.c ---- */
int ent_party_index(const ent_scenario *,
                    const char *name); /* ENT_MARKET if it is none */
/* A node that names a party; false after a problem. */
bool ent_party_named(ent_scope *, const ent_node *, int *party);
/* A clause or flow whose lines follow; its index. */
size_t ent_add_owner(ent_compiler *, ent_agreement_plan *, const ent_entry *,
                     const char *title, const char *kind);
/* Books amount, from, to and marked of the line: sums by year and in all, and present values.  With
 * a lag (NULL: none) these are of what falls due, each at its own day, whatever period moves it. */
void ent_add_line(ent_scope *, size_t owner, ent_line, const ent_lag *);
/* The kind of a clause, in the plan's instruction set. */
const ent_clause_kind *ent_hot_clause(ent_compiler *, const ent_entry *);
/* The party of a line's role (model/contract/clause.h). */
int ent_line_party(ent_scope *, const ent_entry *, int role);
/* The flow is compiled if it is not yet; false if that failed. */
bool ent_compile_flow(ent_scope *, ent_symbol *);
/* A party's cash lines (ENT_MARKET: the market's); everything that moves its cash is compiled first.
 * NULL if that failed. */
const ent_net *ent_compile_ledger(ent_scope *, int party);
/* A party's net cash of the period, the sum of those lines. */
ent_operand ent_compile_net(ent_scope *, int party);

/* ---- compile_lag.c ---- */
/* Emits what delays a column of money by the span. */
const ent_lag *ent_emit_lag(ent_scope *, ent_span, ent_ref payable);

/* ---- compile_contract.c ---- */
void ent_compile_agreement(ent_compiler *, size_t agreement);
/* The clause is compiled if it is not yet; false if that failed (or a cycle was reported). */
bool ent_compile_clause(ent_scope *, ent_symbol *);

/* ---- compile_outputs.c ---- */
/* The unit of an output; `units` (NULL: not known): those of the clause's fields. */
ent_unit ent_output_unit(ent_compiler *, const ent_entry *, const ent_output *,
                         const ent_unit *units);
ent_operand ent_compile_output(ent_scope *, const ent_node *);
/* The unit of an output as its kind's table says it; false if there is no such output or the
 * clause's own terms decide. */
bool ent_output_declares(ent_compiler *, const ent_symbol *clause, const char *output,
                         ent_unit *);
/* Whether an output is a flag; false if there is no such output. */
bool ent_output_is_flag(ent_compiler *, const ent_symbol *clause, const char *output);

/* ---- metric_functions.c ---- */
ent_operand ent_compile_metric_call(ent_scope *, const ent_node *);
/* Of a party: over the lines of `owner` (NULL: all), cash, marked or both. */
ent_operand ent_present_value(ent_scope *, int party, const char *owner, bool cash,
                              bool marked);

/* ---- compile_metrics.c ---- */
void ent_compile_metrics(ent_compiler *, const ent_plan_options *);
ent_operand ent_compile_metric_name(ent_scope *, const ent_node *);
/* The end of a day, in years from the start. */
ent_operand ent_date_operand(ent_compiler *, ent_day);

#endif
