/* A starter scenario, to be changed line by line. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/templates.h"

static const char standard[] = "royalty";

static const ent_template *template_named(const char *name) {
    for (const ent_template *t = ent_templates; t->name != NULL; t++)
        if (strcmp(t->name, name) == 0)
            return t;
    return NULL;
}

static ent_status unknown_template(const char *name) {
    char list[240] = "the templates are ";
    for (const ent_template *t = ent_templates; t->name != NULL; t++) {
        const size_t used = strlen(list);
        snprintf(list + used, sizeof list - used, "%s%s", t == ent_templates ? "" : ", ",
                 t->name);
    }
    return ent_usage_error(list, "--template %s: there is no such template", name);
}

/* The template's lines; where they call the file NAME.yaml, it is called `file`. */
static void write_template(const ent_template *t, const char *file, FILE *to) {
    char own[80];
    snprintf(own, sizeof own, "%s.yaml", t->name);
    for (const char *const *line = t->lines; *line != NULL; line++) {
        const char *from = *line, *at;
        for (; file != NULL && (at = strstr(from, own)) != NULL; from = at + strlen(own))
            fprintf(to, "%.*s%s", (int)(at - from), from, file);
        fputs(from, to);
    }
}

/* A scenario is somebody's work: unlike results, it is never replaced. */
static ent_status write_file(const ent_template *t, const char *path,
                             ent_problems *problems) {
    ent_output file;
    if (access(path, F_OK) == 0) {
        ent_problem_add(problems, "E0814", (ent_place){0}, NULL, "%s is there already",
                        path)
            ->help = "choose another name, or move the file away";
        return ENT_FILE;
    }
    const ent_status status = ent_output_open(&file, NULL, path, problems);
    if (status != ENT_OK)
        return status;
    write_template(t, path, file.to);
    return ent_output_close(&file, problems);
}

static ent_status run(const ent_options *o) {
    const char *name = o->template_name == NULL ? standard : o->template_name;
    const ent_template *t = template_named(name);
    if (t == NULL)
        return unknown_template(name);
    if (o->output == NULL) {
        write_template(t, NULL, stdout);
        return ENT_OK;
    }
    ent_problems problems = {0};
    const ent_status status = write_file(t, o->output, &problems);
    ent_messages_print(o, &problems);
    ent_problems_free(&problems);
    if (status == ENT_OK)
        fprintf(stderr, "next: entente check %s\n", o->output);
    return status;
}

static const ent_example examples[] = {
    {"init -o my-deal.yaml", "a royalty, ready to run"},
    {"init --template take-or-pay", "another one, to look at"},
    {"init --template blank > empty.yaml", "the least that runs"},
    {NULL, NULL}};

const ent_command ent_command_init = {
    .name = "init",
    .words = "",
    .help = "Print a commented scenario to begin with",
    .about = "A page that runs as it is and explains the format where it stands: "
             "parties, assumptions, drivers, quantities, flows, agreements, metrics.\n"
             "  royalty: a share of uncertain sales with a cap, and an amendment\n"
             "  take-or-pay: a buyer commits to a sum each year and pays what it has not "
             "bought, with or without make-up\n"
             "  reseller: a platform pays a vendor a share and may lose its "
             "exclusivity\n"
             "  blank: the smallest scenario that runs, with a line for every section\n"
             "With -o it is written to a new file. A file that is there already is "
             "never replaced.\n",
    .examples = examples,
    .run = run,
};
