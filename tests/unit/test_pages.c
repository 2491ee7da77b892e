/* Memory in large pages: zeroed, aligned, whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/pages.h"

static void much_comes_in_whole_large_pages(void **state) {
    (void)state;
    const size_t large = ENT_PAGES_LARGE, much = ENT_PAGES_MUCH;
    assert_int_equal(ent_pages_round(1), 1);
    assert_int_equal(ent_pages_round(large + 1), large + 1);
    assert_int_equal(ent_pages_round(much - 1), much - 1);
    assert_int_equal(ent_pages_round(much), much);
    assert_int_equal(ent_pages_round(much + 1), much + large);
}

static void memory_is_zeroed_aligned_and_as_large_as_rounded(void **state) {
    (void)state;
    const size_t much = ENT_PAGES_MUCH;
    const size_t sizes[] = {0, 1, 4095, 100000, much - 1, much, much + 17};
    unsigned char *taken[sizeof sizes / sizeof *sizes];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const size_t bytes = ent_pages_round(sizes[i]);
        taken[i] = ent_pages_take(sizes[i]);
        assert_non_null(taken[i]);
        assert_int_equal((uintptr_t)taken[i] % 64, 0);
        for (size_t k = 0; k < bytes; k++)
            if (taken[i][k])
                fail_msg("byte %zu of %zu is not 0", k, bytes);
        memset(taken[i], (int)i + 1, bytes);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const size_t bytes = ent_pages_round(sizes[i]);
        for (size_t k = 0; k < bytes; k++)
            if (taken[i][k] != i + 1)
                fail_msg("byte %zu of %zu was overwritten", k, bytes);
        ent_pages_free(taken[i], sizes[i]);
    }
    ent_pages_free(NULL, 5 * much);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(much_comes_in_whole_large_pages),
        cmocka_unit_test(memory_is_zeroed_aligned_and_as_large_as_rounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
