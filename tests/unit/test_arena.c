/* The arena: zeroed, aligned, growing, reusable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/arena.h"

static void memory_is_zeroed_and_aligned(void **state) {
    (void)state;
    ent_arena arena = {0};
    static const size_t sizes[] = {1, 3, 8, 17, 4096, 70000, 5, 200000, 31};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        unsigned char *bytes = ent_arena_take(&arena, sizes[i], 1);
        assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i]; j++) {
            assert_int_equal(bytes[j], 0);
        }
        memset(bytes, 0xab, sizes[i]);
    }
    ent_arena_free(&arena);
}

static void pieces_do_not_overlap(void **state) {
    (void)state;
    ent_arena arena = {0};
    unsigned char *pieces[500];
    for (size_t i = 0; i < 500; i++) {
        pieces[i] = ent_arena_take(&arena, i * 7 % 1300 + 1, 1);
        memset(pieces[i], (int)(i % 251), i * 7 % 1300 + 1);
    }
    for (size_t i = 0; i < 500; i++) {
        for (size_t j = 0; j < i * 7 % 1300 + 1; j++) {
            assert_int_equal(pieces[i][j], i % 251);
        }
    }
    ent_arena_free(&arena);
}

static void texts_are_copied_and_ended(void **state) {
    (void)state;
    ent_arena arena = {0};
    char source[] = "revenue share";
    char *copy = ent_arena_text(&arena, source, 7);
    source[0] = 'X';
    assert_string_equal(copy, "revenue");
    assert_string_equal(ent_arena_text(&arena, "", 0), "");
    ent_arena_free(&arena);
}

static void lists_grow_and_keep_their_items(void **state) {
    (void)state;
    ent_arena arena = {0};
    int *list = NULL;
    for (size_t i = 0; i < 1000; i++) {
        list = ent_arena_grow(&arena, list, i, sizeof *list);
        list[i] = (int)i * 3;
    }
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(list[i], (int)i * 3);
    }
    ent_arena_free(&arena);
}

/* More than fits in a large page, of all sizes: chunks grow, and what is large goes its own way. */
static void large_and_many_pieces_do_not_overlap(void **state) {
    (void)state;
    enum { PIECES = 300 };
    ent_arena arena = {0};
    unsigned char *pieces[PIECES];
    size_t sizes[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        sizes[i] = i % 50 == 49 ? i * 20011 : i * 97 % 30011 + 1;
        pieces[i] = ent_arena_take(&arena, sizes[i], 1);
        assert_int_equal(pieces[i][0] | pieces[i][sizes[i] / 2] | pieces[i][sizes[i] - 1],
                         0);
        memset(pieces[i], (int)(i % 251), sizes[i]);
    }
    for (size_t i = 0; i < PIECES; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            if (pieces[i][j] != i % 251)
                fail_msg("piece %zu was overwritten", i);
    ent_arena_free(&arena);
}

static void a_freed_arena_is_ready_again(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_arena_free(&arena);
    assert_non_null(ent_arena_take(&arena, 0, 8));
    ent_arena_free(&arena);
    assert_null(arena.chunks);
    assert_non_null(ent_arena_take(&arena, 3, 8));
    ent_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(pieces_do_not_overlap),
        cmocka_unit_test(texts_are_copied_and_ended),
        cmocka_unit_test(lists_grow_and_keep_their_items),
        cmocka_unit_test(large_and_many_pieces_do_not_overlap),
        cmocka_unit_test(a_freed_arena_is_ready_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
