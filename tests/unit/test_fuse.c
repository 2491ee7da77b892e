/* Steps made one: the same bits as both, and left alone where another still needs the first. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/engine/compile.h"

enum { COLUMNS = 6, PERIODS = 1 };

/* Columns 0 to 2 are given, the others computed. */
typedef struct {
    double memory[COLUMNS][ENT_COLUMN];
    double *columns[COLUMNS];
    ent_slice slice;
} bench;

static void set_up(bench *b) {
    uint64_t seed = 7;
    memset(b, 0, sizeof *b);
    for (size_t c = 0; c < COLUMNS; c++) {
        b->columns[c] = b->memory[c];
        for (size_t i = 0; i < ENT_COLUMN; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            b->memory[c][i] = ldexp((double)(seed >> 11), (int)(seed >> 59) - 68);
        }
    }
    b->slice = (ent_slice){.world = b->columns, .count = ENT_SLICE, .path = 1024};
}

static ent_ref column(int32_t c) {
    return (ent_ref){c, 0};
}

static ent_step operation(const ent_isa *isa, ent_operation code, int32_t out, int32_t a,
                          int32_t b) {
    return (ent_step){
        isa->operations[code], column(out), {column(a), column(b), ENT_NOWHERE}, NULL};
}

static void run(const ent_program *program, ent_slice *slice) {
    for (size_t i = 0; i < program->count; i++)
        program->items[i].run(&program->items[i], slice, 0);
}

/* Runs two steps apart and, if they become one, as one; column 4 must not differ by a bit.  Returns how
 * many steps are left. */
static size_t fused(const ent_isa *isa, ent_step first, ent_step second, bool passes) {
    static bench apart, together;
    ent_step steps[] = {first, second};
    const bool passes_on[] = {passes, false};
    ent_program program = {steps, 2};
    set_up(&apart);
    set_up(&together);
    run(&program, &apart.slice);
    ent_fuse(isa, &program, passes_on);
    run(&program, &together.slice);
    assert_memory_equal(apart.columns[4], together.columns[4],
                        ENT_SLICE * sizeof(double));
    assert_int_equal(apart.slice.fault.found, together.slice.fault.found);
    assert_int_equal(apart.slice.fault.path, together.slice.fault.path);
    assert_ptr_equal(apart.slice.fault.what, together.slice.fault.what);
    return program.count;
}

static const ent_isa *next_isa(size_t i) {
    const char *const *names = ent_isa_names();
    size_t count = 0;
    while (names[count])
        count++;
    return i < count ? ent_isa_find(names[i]) : NULL;
}

static void pairs_are_the_same_bits(void **state) {
    (void)state;
    static const struct {
        ent_operation first, second;
        int at;
        size_t steps;
    } cases[] = {{ENT_OP_MULTIPLY, ENT_OP_MULTIPLY, 0, 1},
                 {ENT_OP_MULTIPLY, ENT_OP_MULTIPLY, 1, 1},
                 {ENT_OP_MULTIPLY, ENT_OP_ADD, 0, 1},
                 {ENT_OP_MULTIPLY, ENT_OP_ADD, 1, 1},
                 {ENT_OP_MULTIPLY, ENT_OP_SUBTRACT, 1, 1},
                 {ENT_OP_MULTIPLY, ENT_OP_SUBTRACT, 0, 2},
                 {ENT_OP_SUBTRACT, ENT_OP_MULTIPLY, 0, 1},
                 {ENT_OP_SUBTRACT, ENT_OP_MULTIPLY, 1, 1},
                 {ENT_OP_DIVIDE, ENT_OP_MULTIPLY, 0, 2},
                 {ENT_OP_ADD, ENT_OP_DIVIDE, 1, 2}};
    const ent_isa *isa;
    for (size_t n = 0; (isa = next_isa(n)); n++)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            const ent_step first = operation(isa, cases[i].first, 3, 0, 1);
            const ent_step second = cases[i].at == 0
                                        ? operation(isa, cases[i].second, 4, 3, 2)
                                        : operation(isa, cases[i].second, 4, 2, 3);
            assert_int_equal(fused(isa, first, second, true), cases[i].steps);
            assert_int_equal(fused(isa, first, second, false), 2);
        }
}

static void what_is_read_twice_stays(void **state) {
    (void)state;
    const ent_isa *isa = next_isa(0);
    const ent_step product = operation(isa, ENT_OP_MULTIPLY, 3, 0, 1);
    assert_int_equal(fused(isa, product, operation(isa, ENT_OP_MULTIPLY, 4, 3, 3), true),
                     2);
    assert_int_equal(fused(isa, product, operation(isa, ENT_OP_ADD, 4, 0, 1), true), 2);
}

static void a_check_goes_with_what_it_checks(void **state) {
    (void)state;
    static const ent_operation codes[] = {ENT_OP_ADD, ENT_OP_SUBTRACT, ENT_OP_MULTIPLY,
                                          ENT_OP_DIVIDE};
    const ent_checked wanted = {.name = "quantities.q"};
    const ent_isa *isa;
    for (size_t n = 0; (isa = next_isa(n)); n++)
        for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
            const ent_step first = operation(isa, codes[i], 4, 0, 1);
            const ent_step check = {isa->steps[ENT_STEP_CHECK],
                                    ENT_NOWHERE,
                                    {column(4), ENT_NOWHERE, ENT_NOWHERE},
                                    &wanted};
            ent_step of_another = check;
            of_another.in[0] = column(2);
            assert_int_equal(fused(isa, first, check, false), 1);
            assert_int_equal(fused(isa, first, of_another, false), 2);
        }
}

/* A quotient by 0 on lane 77 and a later one; only lanes that count are found. */
static void a_fault_is_found_in_both(void **state) {
    (void)state;
    static bench b;
    const ent_checked wanted = {.name = "quantities.q"};
    const ent_isa *isa;
    for (size_t n = 0; (isa = next_isa(n)); n++) {
        ent_step steps[] = {operation(isa, ENT_OP_DIVIDE, 4, 0, 1),
                            {isa->steps[ENT_STEP_CHECK],
                             ENT_NOWHERE,
                             {column(4), ENT_NOWHERE, ENT_NOWHERE},
                             &wanted}};
        ent_program program = {steps, 2};
        ent_fuse(isa, &program, (const bool[]){false, false});
        assert_int_equal(program.count, 1);
        set_up(&b);
        b.columns[1][77] = b.columns[1][200] = 0;
        run(&program, &b.slice);
        assert_true(b.slice.fault.found && isinf(b.slice.fault.value));
        assert_int_equal(b.slice.fault.path, 1024 + 77);
        assert_ptr_equal(b.slice.fault.what, &wanted);
        set_up(&b);
        b.slice.count = 77;
        b.columns[1][77] = 0;
        run(&program, &b.slice);
        assert_false(b.slice.fault.found);
    }
}

static ent_plan plan_with(const ent_isa *isa, ent_reset *constants, size_t count) {
    return (ent_plan){.isa = isa,
                      .constants = constants,
                      .constant_count = count,
                      .world = {.columns = COLUMNS}};
}

static void take_numbers(const ent_plan *plan, ent_program *program) {
    ent_arena arena = {0};
    ent_take_numbers(plan, program, 0, &arena);
    ent_arena_free(&arena);
}

/* Column 2, the last input, is one number; what its other paths hold no longer matters. */
static void expect_number(const ent_isa *isa, ent_step step) {
    static bench whole, first;
    ent_reset constant = {column(2), 1.75};
    const ent_plan none = plan_with(isa, NULL, 0), one = plan_with(isa, &constant, 1);
    ent_program program = {&step, 1};
    set_up(&whole);
    for (size_t i = 0; i < ENT_COLUMN; i++)
        whole.columns[2][i] = constant.value;
    set_up(&first);
    first.columns[2][0] = constant.value;
    take_numbers(&none, &program);
    assert_false(ent_takes_number(isa, &step));
    run(&program, &whole.slice);
    take_numbers(&one, &program);
    assert_true(ent_takes_number(isa, &step));
    run(&program, &first.slice);
    assert_memory_equal(whole.columns[4], first.columns[4], ENT_SLICE * sizeof(double));
}

static void a_number_stands_for_its_column(void **state) {
    (void)state;
    static const struct {
        ent_operation code;
        int32_t second, third;
    } cases[] = {{ENT_OP_ADD, 2, -1},         {ENT_OP_SUBTRACT, 2, -1},
                 {ENT_OP_MULTIPLY, 2, -1},    {ENT_OP_DIVIDE, 2, -1},
                 {ENT_OP_PRODUCT, 1, 2},      {ENT_OP_PRODUCT_PLUS, 1, 2},
                 {ENT_OP_LESS_PRODUCT, 1, 2}, {ENT_OP_DIFFERENCE_TIMES, 1, 2}};
    const ent_isa *isa;
    for (size_t n = 0; (isa = next_isa(n)); n++)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            ent_step step = operation(isa, cases[i].code, 4, 0, cases[i].second);
            step.in[2] = column(cases[i].third);
            expect_number(isa, step);
            step.run = isa->checked_operations[cases[i].code];
            expect_number(isa, step);
        }
}

/* 2 - x must not become x - 2, but 2 x may be x 2. */
static void what_commutes_is_turned(void **state) {
    (void)state;
    const ent_isa *isa = next_isa(0);
    ent_reset constant = {column(2), 1.75};
    const ent_plan plan = plan_with(isa, &constant, 1);
    ent_step steps[] = {operation(isa, ENT_OP_MULTIPLY, 4, 2, 0),
                        operation(isa, ENT_OP_SUBTRACT, 4, 2, 0)};
    ent_program program = {steps, 2};
    take_numbers(&plan, &program);
    assert_ptr_equal(steps[0].run, isa->number_operations[ENT_OP_MULTIPLY]);
    assert_int_equal(steps[0].in[0].base, 0);
    assert_int_equal(steps[0].in[1].base, 2);
    assert_ptr_equal(steps[1].run, isa->operations[ENT_OP_SUBTRACT]);
    assert_int_equal(steps[1].in[0].base, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_are_the_same_bits),
        cmocka_unit_test(what_is_read_twice_stays),
        cmocka_unit_test(a_check_goes_with_what_it_checks),
        cmocka_unit_test(a_fault_is_found_in_both),
        cmocka_unit_test(a_number_stands_for_its_column),
        cmocka_unit_test(what_commutes_is_turned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
