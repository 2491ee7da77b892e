/* Times commands against each other: usage: stopwatch ROUNDS COMMAND...
 *
 * Each COMMAND is one argument, split at blanks (no quoting).  A round runs every command once, one
 * after the other, so that whatever else the machine does falls on all of them alike.  For each
 * command it prints its median wall time in milliseconds and its largest resident set in megabytes.
 * A command that fails ends it with exit code 1. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MAX = 99, COMMANDS_MAX = 32, WORDS_MAX = 32 };

typedef struct {
    char *words[WORDS_MAX + 1];
    double milliseconds[ROUNDS_MAX];
    double megabytes;
} command;

static void command_split(command *c, char *line) {
    size_t count = 0;
    for (char *word = strtok(line, " "); word && count < WORDS_MAX;
         word = strtok(NULL, " "))
        c->words[count++] = word;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static int command_time(command *c, int round) {
    const double begun = now();
    const pid_t child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        execvp(c->words[0], c->words);
        perror(c->words[0]);
        _exit(127);
    }
    int status = 0;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0) {
        fprintf(stderr, "stopwatch: %s failed\n", c->words[0]);
        return 1;
    }
    c->milliseconds[round] = now() - begun;
    const double megabytes = (double)used.ru_maxrss / 1024; /* Linux counts kilobytes */
    if (c->megabytes < megabytes)
        c->megabytes = megabytes;
    return 0;
}

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    const int rounds = argc > 2 ? atoi(argv[1]) : 0, count = argc - 2;
    if (rounds < 1 || rounds > ROUNDS_MAX || count > COMMANDS_MAX) {
        fprintf(stderr, "usage: stopwatch ROUNDS COMMAND...\n");
        return 2;
    }
    static command commands[COMMANDS_MAX];
    for (int i = 0; i < count; i++)
        command_split(&commands[i], argv[i + 2]);
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < count; i++)
            if (command_time(&commands[i], round) != 0)
                return 1;
    for (int i = 0; i < count; i++) {
        qsort(commands[i].milliseconds, (size_t)rounds, sizeof(double), ascending);
        printf("%.3f %.1f\n", commands[i].milliseconds[rounds / 2],
               commands[i].megabytes);
    }
    return 0;
}
