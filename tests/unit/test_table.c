/* Tables as text, on terminals of any width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "cli/table.h"

static void fill(ent_table *t) {
    ent_table_column(t, "metric", ENT_COLUMN_TEXT);
    ent_table_column(t, "mean", ENT_COLUMN_NUMBER);
    ent_table_column(t, "", ENT_COLUMN_ERROR);
    ent_table_column(t, "median", ENT_COLUMN_NUMBER);
    ent_table_column(t, "nothing", ENT_COLUMN_TEXT);
    ent_table_column(t, "remark", ENT_COLUMN_TEXT);
    const char *const cells[] = {"paid", "$12.3m", "± 0.2", "$11m", "", "a cap",
                                 "kept", "$1bn",   "± 3",   "$9m",  "", "none"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        ent_table_put(t, "%s", cells[i]);
}

static const char *printed(size_t room) {
    static char text[2000];
    ent_table t = {0};
    FILE *file = tmpfile();
    assert_non_null(file);
    fill(&t);
    ent_table_print_within(&t, room, false, file);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    ent_table_free(&t);
    return text;
}

static const char whole[] = "  metric     mean         median   remark\n"
                            "  paid     $12.3m ± 0.2     $11m   a cap\n"
                            "  kept       $1bn ± 3        $9m   none\n";

static void with_room_it_is_one_block(void **state) {
    (void)state;
    assert_string_equal(printed(0), whole);
    assert_string_equal(printed(200), whole);
    assert_string_equal(printed(41), whole); /* as wide as its longest line */
}

static void without_room_it_is_cut_between_columns(void **state) {
    (void)state;
    assert_string_equal(printed(40), "  metric     mean         median\n"
                                     "  paid     $12.3m ± 0.2     $11m\n"
                                     "  kept       $1bn ± 3        $9m\n"
                                     "\n"
                                     "  metric   remark\n"
                                     "  paid     a cap\n"
                                     "  kept     none\n");
    assert_string_equal(printed(1), "  metric     mean\n"
                                    "  paid     $12.3m ± 0.2\n"
                                    "  kept       $1bn ± 3\n"
                                    "\n"
                                    "  metric   median\n"
                                    "  paid       $11m\n"
                                    "  kept        $9m\n"
                                    "\n"
                                    "  metric   remark\n"
                                    "  paid     a cap\n"
                                    "  kept     none\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_room_it_is_one_block),
        cmocka_unit_test(without_room_it_is_cut_between_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
