/* entente: the program.  Finds the command, reads its options, runs it, returns its exit
 * code. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <gsl/gsl_errno.h>

#include "cli/options.h"

static ent_status run_command(const ent_command *command, const ent_options *o) {
    if (o->version) {
        ent_version_print(stdout);
        return ENT_OK;
    }
    if (o->help) {
        ent_help_command(command, o->usage, stdout);
        return ENT_OK;
    }
    return command->run(o);
}

static ent_status run_without_command(const ent_options *o) {
    if (o->version)
        ent_version_print(stdout);
    else
        ent_help_print(o->help ? stdout : stderr);
    return o->version || o->help ? ENT_OK : ENT_USAGE;
}

static ent_status unknown_command(const char *name) {
    const char *near = ent_command_nearest(name);
    const char *instead = ent_help_instead(name);
    char help[160] = "entente --help lists the commands";
    if (instead != NULL)
        snprintf(help, sizeof help, "%s", instead);
    else if (near != NULL)
        snprintf(help, sizeof help, "did you mean `entente %s`?", near);
    return ent_usage_error(help, "there is no command `%s`", name);
}

/* What was printed is only fine if it arrived. */
static ent_status flush(ent_status status) {
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return status;
    fprintf(stderr, "error: cannot write to standard output: %s\n", strerror(errno));
    return ENT_FILE;
}

int main(int argc, char **argv) {
    /* GSL's own handler ends the program; its functions return their errors here. */
    gsl_set_error_handler_off();
    const ent_command *command = NULL;
    if (argc > 1 && argv[1][0] != '-' && (command = ent_command_named(argv[1])) == NULL)
        return (int)unknown_command(argv[1]);
    ent_options o;
    ent_status status = ent_options_read(&o, command, argc, argv);
    if (status == ENT_OK)
        status = command == NULL ? run_without_command(&o) : run_command(command, &o);
    ent_options_free(&o);
    return (int)flush(status);
}
