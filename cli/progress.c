#include "cli/progress.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/figure.h"

#define BAR_WIDTH 30
#define FIRST_SHOWN 0.4 /* seconds: shorter runs show nothing */
#define SHOWN_EVERY 0.1

/* The one thing in the program that changes without an owner: a signal handler can reach
 * nothing else.  Atomic, because the workers read it. */
static atomic_int interrupted;

static void on_interrupt(int number) {
    (void)number;
    atomic_store(&interrupted, 1);
}

static double seconds_since(const struct timespec *began) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - began->tv_sec) +
           1e-9 * (double)(now.tv_nsec - began->tv_nsec);
}

static bool asked_to_stop(void *context, uint64_t blocks) {
    const ent_progress *p = context;
    /* One block always runs, so that there is something to show. */
    if (blocks == 0)
        return false;
    return atomic_load(&interrupted) != 0 ||
           (p->stop_after > 0 && blocks >= p->stop_after);
}

static void show(ent_progress *p, double elapsed, uint64_t done, uint64_t paths) {
    const double share = (double)done / (double)paths;
    const int filled = (int)(share * BAR_WIDTH);
    char left[ENT_FORMAT_SIZE], of[ENT_FORMAT_SIZE];
    ent_figure_seconds(share > 0 ? elapsed * (1 - share) / share : 0, left);
    fprintf(stderr, "\r\033[K%3.0f%% [%.*s%*s] of %s futures, %s left", 100 * share,
            filled, "##############################", BAR_WIDTH - filled, "",
            ent_format_count(paths, of, sizeof of), left);
    p->shown = true;
    p->shown_at = elapsed;
}

static void on_progress(void *context, uint64_t done, uint64_t paths) {
    ent_progress *p = context;
    const double elapsed = seconds_since(&p->began);
    if (elapsed >= FIRST_SHOWN && elapsed - p->shown_at >= SHOWN_EVERY)
        show(p, elapsed, done, paths);
}

static void handle_interrupts(void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL); /* a job that is told to end keeps what it has */
}

void ent_progress_begin(ent_progress *p, bool quiet, ent_run_options *options) {
    const char *terminal = getenv("TERM"), *stop = getenv("ENTENTE_STOP_AFTER");
    *p = (ent_progress){.visible = !quiet && isatty(STDERR_FILENO) == 1 &&
                                   !(terminal != NULL && strcmp(terminal, "dumb") == 0)};
    p->stop_after = stop == NULL ? 0 : strtoull(stop, NULL, 10);
    clock_gettime(CLOCK_MONOTONIC, &p->began);
    options->stop = asked_to_stop;
    options->progress = p->visible ? on_progress : NULL;
    options->context = p;
    handle_interrupts(on_interrupt, (int)(SA_RESTART | SA_RESETHAND));
}

void ent_progress_end(ent_progress *p) {
    if (p->shown)
        fputs("\r\033[K", stderr);
    handle_interrupts(SIG_DFL, 0);
}
