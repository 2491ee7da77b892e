/* replay: a series as it was, repeated, as changes, and in blocks. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/driver_harness.h"

static const double history[] = {4.0, 5.0, 2.5, 3.0, 6.0, 4.5, 9.0};
enum { ROWS = sizeof history / sizeof *history };

static test_driver *replay(size_t rows, const char *end) {
    test_driver *d = driver_open("replay", "2026-01-01", end, ENT_YEARLY);
    entry_data(d->about, "data", history, rows);
    return d;
}

static void flag(test_driver *d, const char *field) {
    entry_text(d->about, field, "true");
    d->about->entry.fields[ent_kind_field(d->about->entry.kind, field)].number = 1.0;
}

static void levels_come_as_they_are(void **state) {
    (void)state;
    test_driver *d = replay(ROWS, "2032-12-31");
    assert_true(driver_run(d, 0));
    for (size_t t = 0; t < ROWS; t++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            assert_true(driver_at(d, t, i) == history[t]);
    driver_close(d);
}

static void a_short_series_must_be_repeated(void **state) {
    (void)state;
    test_driver *d = replay(3, "2032-12-31");
    assert_false(driver_run(d, 0));
    entry_expect_problem(d->about, "E0730");
    driver_close(d);
    d = replay(3, "2032-12-31");
    flag(d, "repeat");
    assert_true(driver_run(d, 0));
    for (size_t t = 0; t < d->count; t++)
        assert_true(driver_at(d, t, 99) == history[t % 3]);
    driver_close(d);
}

static void initial_by_path(size_t t, size_t path, double in[DRIVER_FIELDS]) {
    in[2] = t == 0 ? 1.0 + (double)path : (double)NAN;
}

/* Seven rows are six changes: each path ends at its own initial x 9 / 4. */
static void changes_start_from_a_value_of_today(void **state) {
    (void)state;
    test_driver *d = replay(ROWS, "2031-12-31");
    entry_choose(d->about, "as", "changes");
    driver_set(d, "initial", 1.0);
    d->varies = initial_by_path;
    assert_true(driver_run(d, 0));
    for (size_t t = 0; t < d->count; t++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            assert_true(fabs(driver_at(d, t, i) /
                                 (((double)i + 1.0) * history[t + 1] / history[0]) -
                             1.0) < 1e-15);
    driver_close(d);
}

static void fields_that_do_nothing_are_refused(void **state) {
    (void)state;
    test_driver *d = replay(ROWS, "2028-12-31");
    driver_set(d, "initial", 1.0);
    assert_false(driver_run(d, 0));
    entry_expect_problem(d->about, "E0741");
    driver_close(d);
    d = replay(ROWS, "2028-12-31");
    entry_choose(d->about, "resample", "blocks");
    assert_false(driver_run(d, 0));
    entry_expect_problem(d->about, "E0741");
    driver_close(d);
    d = replay(1, "2026-12-31");
    entry_choose(d->about, "as", "changes");
    driver_set(d, "initial", 1.0);
    flag(d, "repeat");
    assert_false(driver_run(d, 0)); /* one number has no change */
    entry_expect_problem(d->about, "E0730");
    driver_close(d);
}

static test_driver *blocks(double length, const char *end) {
    test_driver *d = replay(ROWS, end);
    entry_choose(d->about, "resample", "blocks");
    entry_number(d->about, "block", length);
    return d;
}

static size_t row_of(double value) {
    size_t row = 0;
    while (row < ROWS && history[row] != value)
        row++;
    assert_true(row < ROWS);
    return row;
}

/* u above 1 / block goes on from the first row, which is floor(7 u); after the last row
 * comes the first. */
static void a_block_goes_on_around_the_end(void **state) {
    (void)state;
    test_driver *d = blocks(2.0, "2035-12-31");
    d->u = 0.75;
    assert_true(driver_run(d, 0));
    for (size_t t = 0; t < d->count; t++)
        assert_true(driver_at(d, t, 5) == history[(5 + t) % ROWS]);
    driver_close(d);
}

/* u below 1 / block begins at floor(u block 7): here 0.3 x 2.5 x 7 = 5.25. */
static void a_new_block_begins_where_the_uniform_says(void **state) {
    (void)state;
    test_driver *d = blocks(2.5, "2035-12-31");
    d->u = 0.3;
    assert_true(driver_run(d, 0));
    assert_true(driver_at(d, 0, 0) == history[2]); /* 0.3 x 7 */
    for (size_t t = 1; t < d->count; t++)
        assert_true(driver_at(d, t, 0) == history[5]);
    d->u = 0x1p-33;
    assert_true(driver_run(d, 0) && driver_at(d, 9, 0) == history[0]);
    d->u = 0.4 - 0x1p-53;
    assert_true(driver_run(d, 0) && driver_at(d, 9, 0) == history[ROWS - 1]);
    driver_close(d);
}

/* How often a block begins: 1 in `block`, whatever the row. */
static void blocks_have_their_mean_length(void **state) {
    (void)state;
    test_driver *d = blocks(4.0, "2125-12-31");
    double breaks = 0.0, steps = 0.0;
    for (size_t s = 0; s < 4; s++) {
        assert_true(driver_run(d, s * ENT_SLICE));
        for (size_t t = 1; t < d->count; t++)
            for (size_t i = 0; i < ENT_SLICE; i++) {
                size_t before = row_of(driver_at(d, t - 1, i));
                breaks += row_of(driver_at(d, t, i)) != (before + 1) % ROWS;
                steps += 1.0;
            }
    }
    /* A new block begins at the next row by chance, too: one time in seven. */
    double p = 0.25 * 6.0 / 7.0;
    assert_true(fabs(breaks / steps - p) < 4.5 * sqrt(p * (1 - p) / steps));
    driver_close(d);
}

static void resampled_changes_multiply(void **state) {
    (void)state;
    test_driver *d = blocks(1.0, "2027-12-31");
    entry_choose(d->about, "as", "changes");
    driver_set(d, "initial", 10.0);
    d->u = 0.5; /* row 3 of 6 changes, in both periods */
    assert_true(driver_run(d, 0));
    assert_true(driver_at(d, 0, 0) == 10.0 * (6.0 / 3.0));
    assert_true(driver_at(d, 1, 0) == 10.0 * (6.0 / 3.0) * (6.0 / 3.0));
    driver_close(d);
}

static void changes_need_numbers_above_0(void **state) {
    (void)state;
    static const double zero[] = {1.0, 0.0, 2.0};
    test_driver *d = driver_open("replay", "2026-01-01", "2026-12-31", ENT_YEARLY);
    entry_data(d->about, "data", zero, 3);
    entry_choose(d->about, "as", "changes");
    driver_set(d, "initial", 1.0);
    assert_false(driver_run(d, 0));
    entry_expect_problem(d->about, "E0735");
    driver_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_come_as_they_are),
        cmocka_unit_test(a_short_series_must_be_repeated),
        cmocka_unit_test(changes_start_from_a_value_of_today),
        cmocka_unit_test(fields_that_do_nothing_are_refused),
        cmocka_unit_test(a_block_goes_on_around_the_end),
        cmocka_unit_test(a_new_block_begins_where_the_uniform_says),
        cmocka_unit_test(blocks_have_their_mean_length),
        cmocka_unit_test(resampled_changes_multiply),
        cmocka_unit_test(changes_need_numbers_above_0),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
