#include "cli/command_line.h"

#include <string.h>

void ent_shell_word_print(const char *word, FILE *to) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-./=:,+%@";
    if (*word != '\0' && word[strspn(word, plain)] == '\0') {
        fputs(word, to);
        return;
    }
    fputc('\'', to);
    for (; *word != '\0'; word++) {
        if (*word == '\'')
            fputs("'\\''", to);
        else
            fputc(*word, to);
    }
    fputc('\'', to);
}

/* An option of the run that gave these results; nothing if it was not given. */
static void print_option(const char *name, const char *value, FILE *to) {
    if (value == NULL)
        return;
    fprintf(to, " --%s ", name);
    ent_shell_word_print(value, to);
}

static void print_number(const char *name, uint64_t value, uint64_t standard, FILE *to) {
    if (value != standard)
        fprintf(to, " --%s %llu", name, (unsigned long long)value);
}

void ent_command_line_print(const ent_results *r, const ent_command_words *words,
                            FILE *to) {
    fprintf(to, "entente %s ", words->command);
    ent_shell_word_print(strcmp(words->file, "-") == 0 ? "FILE" : words->file, to);
    if (words->rest != NULL)
        fprintf(to, " %s", words->rest);
    for (size_t i = 0; i < r->scenario->override_count; i++)
        print_option("set", r->scenario->overrides[i], to);
    if (words->runs && r->base_case)
        fputs(" --base-case", to);
    if (words->runs) {
        print_option("where", r->where, to);
        if (!r->base_case)
            print_number("paths", r->asked, r->scenario->paths, to);
        print_number("keep", r->keep, 0, to);
    }
    print_number("seed", r->seed, r->scenario->seed, to);
}
