/* Hot: the operations of formulas, and the table of everything hot. */
#include <math.h>

#include "model/engine/operations_hot.h"

#define UNARY(name, value)                                                               \
    static void op_##name(const ent_step *s, ent_slice *x, size_t t) {                   \
        const double *restrict a = ent_column(x, s->in[0], t);                           \
        double *restrict o = ent_column(x, s->out, t);                                   \
        EACH o[i] = (value);                                                             \
    }
#define BINARY(name, value)                                                              \
    static void op_##name(const ent_step *s, ent_slice *x, size_t t) {                   \
        const double *restrict a = ent_column(x, s->in[0], t);                           \
        const double *restrict b = ent_column(x, s->in[1], t);                           \
        double *restrict o = ent_column(x, s->out, t);                                   \
        EACH o[i] = (value);                                                             \
    }
#define TERNARY(name, value)                                                             \
    static void op_##name(const ent_step *s, ent_slice *x, size_t t) {                   \
        const double *restrict a = ent_column(x, s->in[0], t);                           \
        const double *restrict b = ent_column(x, s->in[1], t);                           \
        const double *restrict c = ent_column(x, s->in[2], t);                           \
        double *restrict o = ent_column(x, s->out, t);                                   \
        EACH o[i] = (value);                                                             \
    }
#define KERNEL(name)                                                                     \
    static void op_##name(const ent_step *s, ent_slice *x, size_t t) {                   \
        x->kernels->name(ent_column(x, s->in[0], t), ent_column(x, s->out, t),           \
                         ENT_SLICE);                                                     \
    }

/* The k-th input of path i, or of every path, where it is one number. */
#define COLUMN(k) ent_column(x, s->in[k], t)
#define NUMBER(k) (*ent_column(x, s->in[k], t))

/* Nearly every quantity is made by one of these and then checked: both in one pass. */
#define PASS(name, inputs, path, value)                                                  \
    static void op_##name(const ent_step *s, ent_slice *x, size_t t) {                   \
        inputs;                                                                          \
        double *restrict o = ent_column(x, s->out, t);                                   \
        EACH {                                                                           \
            path;                                                                        \
            o[i] = (value);                                                              \
        }                                                                                \
    }                                                                                    \
    static void checked_##name(const ent_step *s, ent_slice *x, size_t t) {              \
        inputs;                                                                          \
        double *restrict o = ent_column(x, s->out, t);                                   \
        uint64_t any = 0;                                                                \
        EACH {                                                                           \
            path;                                                                        \
            const double y = (value);                                                    \
            o[i] = y;                                                                    \
            any |= not_finite(y);                                                        \
        }                                                                                \
        if (any << 1)                                                                    \
            find_fault(s, s->out, x, t);                                                 \
    }
#define ARITHMETIC2(name, value)                                                         \
    PASS(name, const double *restrict a = COLUMN(0);                                     \
         const double *restrict b = COLUMN(1), const double p = a[i];                    \
         const double q = b[i], value)                                                   \
    PASS(name##_number, const double *restrict a = COLUMN(0);                            \
         const double q = NUMBER(1), const double p = a[i], value)
#define ARITHMETIC3(name, value)                                                         \
    PASS(name, const double *restrict a = COLUMN(0);                                     \
         const double *restrict b = COLUMN(1);                                           \
         const double *restrict c = COLUMN(2), const double p = a[i];                    \
         const double q = b[i]; const double r = c[i], value)                            \
    PASS(name##_number, const double *restrict a = COLUMN(0);                            \
         const double *restrict b = COLUMN(1);                                           \
         const double r = NUMBER(2), const double p = a[i];                              \
         const double q = b[i], value)

ARITHMETIC2(add, p + q)
ARITHMETIC2(subtract, p - q)
ARITHMETIC2(multiply, p *q)
ARITHMETIC2(divide, p / q)
ARITHMETIC3(product, p *q *r)
ARITHMETIC3(product_plus, p *q + r)
ARITHMETIC3(less_product, r - p * q)
ARITHMETIC3(difference_times, (p - q) * r)
UNARY(negate, 0.0 - a[i]) /* not -a: a formula never yields a negative zero from zero */
UNARY(sqrt, sqrt(a[i]))
UNARY(abs, fabs(a[i]))
/* What is no number has no order: the sum shows it, on whichever side it stands. */
BINARY(min, a[i] < b[i] ? a[i] : b[i] <= a[i] ? b[i] : a[i] + b[i])
BINARY(max, a[i] > b[i] ? a[i] : b[i] >= a[i] ? b[i] : a[i] + b[i])
UNARY(floor, floor(a[i]))
UNARY(ceil, ceil(a[i]))
TERNARY(clamp, a[i]<b[i] ? b[i] : a[i]> c[i] ? c[i] : a[i])
UNARY(sin, sin(a[i]))
UNARY(cos, cos(a[i]))
/* What is no number is neither true nor false: it passes through, for the check to find. */
#define NONE1 (a[i] != a[i])
#define NONE2 ((a[i] != a[i]) | (b[i] != b[i]))
BINARY(less, NONE2 ? a[i] + b[i] : a[i] < b[i] ? 1.0 : 0.0)
BINARY(less_equal, NONE2 ? a[i] + b[i] : a[i] <= b[i] ? 1.0 : 0.0)
BINARY(greater, NONE2 ? a[i] + b[i] : a[i] > b[i] ? 1.0 : 0.0)
BINARY(greater_equal, NONE2 ? a[i] + b[i] : a[i] >= b[i] ? 1.0 : 0.0)
BINARY(equal, NONE2 ? a[i] + b[i] : a[i] == b[i] ? 1.0 : 0.0)
BINARY(not_equal, NONE2 ? a[i] + b[i] : a[i] != b[i] ? 1.0 : 0.0)
BINARY(and, NONE2 ? a[i] + b[i] : ((a[i] != 0.0) & (b[i] != 0.0)) ? 1.0 : 0.0)
BINARY(or, NONE2 ? a[i] + b[i] : ((a[i] != 0.0) | (b[i] != 0.0)) ? 1.0 : 0.0)
UNARY(not, NONE1 ? a[i] : a[i] != 0.0 ? 0.0 : 1.0)
TERNARY(select, NONE1 ? a[i] : a[i] != 0.0 ? b[i] : c[i])
UNARY(copy, a[i])
KERNEL(exp)
KERNEL(log)
KERNEL(logistic)

static void op_power(const ent_step *s, ent_slice *x, size_t t) {
    x->kernels->pow(ent_column(x, s->in[0], t), ent_column(x, s->in[1], t),
                    ent_column(x, s->out, t), ENT_SLICE);
}

static ent_step_function *const operations[ENT_OP_COUNT] = {
    [ENT_OP_ADD] = op_add,
    [ENT_OP_SUBTRACT] = op_subtract,
    [ENT_OP_MULTIPLY] = op_multiply,
    [ENT_OP_DIVIDE] = op_divide,
    [ENT_OP_NEGATE] = op_negate,
    [ENT_OP_POWER] = op_power,
    [ENT_OP_EXP] = op_exp,
    [ENT_OP_LOG] = op_log,
    [ENT_OP_SQRT] = op_sqrt,
    [ENT_OP_ABS] = op_abs,
    [ENT_OP_MIN] = op_min,
    [ENT_OP_MAX] = op_max,
    [ENT_OP_FLOOR] = op_floor,
    [ENT_OP_CEIL] = op_ceil,
    [ENT_OP_CLAMP] = op_clamp,
    [ENT_OP_LOGISTIC] = op_logistic,
    [ENT_OP_SIN] = op_sin,
    [ENT_OP_COS] = op_cos,
    [ENT_OP_LESS] = op_less,
    [ENT_OP_LESS_EQUAL] = op_less_equal,
    [ENT_OP_GREATER] = op_greater,
    [ENT_OP_GREATER_EQUAL] = op_greater_equal,
    [ENT_OP_EQUAL] = op_equal,
    [ENT_OP_NOT_EQUAL] = op_not_equal,
    [ENT_OP_AND] = op_and,
    [ENT_OP_OR] = op_or,
    [ENT_OP_NOT] = op_not,
    [ENT_OP_SELECT] = op_select,
    [ENT_OP_COPY] = op_copy,
    [ENT_OP_PRODUCT] = op_product,
    [ENT_OP_PRODUCT_PLUS] = op_product_plus,
    [ENT_OP_LESS_PRODUCT] = op_less_product,
    [ENT_OP_DIFFERENCE_TIMES] = op_difference_times,
};

/* Each of them in four forms. */
/* clang-format off */
#define ARITHMETIC(X) \
    X(ADD, add) X(SUBTRACT, subtract) X(MULTIPLY, multiply) X(DIVIDE, divide) \
    X(PRODUCT, product) X(PRODUCT_PLUS, product_plus) X(LESS_PRODUCT, less_product) \
    X(DIFFERENCE_TIMES, difference_times)
#define CHECKED(code, name) [ENT_OP_##code] = checked_##name,
#define WITH_NUMBER(code, name) [ENT_OP_##code] = op_##name##_number,
#define CHECKED_WITH_NUMBER(code, name) [ENT_OP_##code] = checked_##name##_number,
static ent_step_function *const checked_operations[ENT_OP_COUNT] = {ARITHMETIC(CHECKED)};
static ent_step_function *const number_operations[ENT_OP_COUNT] = {ARITHMETIC(WITH_NUMBER)};
static ent_step_function *const checked_number_operations[ENT_OP_COUNT] = {
    ARITHMETIC(CHECKED_WITH_NUMBER)};
/* clang-format on */

const ent_isa ENT_ISA(ent_isa) = {
    .name = ENT_ISA_NAME,
    .kernels = &ENT_ISA(ent_kernels),
    .driver_kinds = ENT_ISA(ent_driver_kinds),
    .clause_kinds = ENT_ISA(ent_clause_kinds),
    .operations = operations,
    .checked_operations = checked_operations,
    .number_operations = number_operations,
    .checked_number_operations = checked_number_operations,
    .steps = ENT_ISA(ent_steps),
    .moments = ENT_ISA(ent_moments),
    .survey = ENT_ISA(ent_survey),
    .count = ENT_ISA(ent_count),
    .count_rounded = ENT_ISA(ent_count_rounded),
};
