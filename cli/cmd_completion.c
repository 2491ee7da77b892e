/* Completion scripts for shells, from the tables of commands and options. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/reference.h"
#include "cli/templates.h"

/* ---- What may stand where ---- */

static bool takes_file(const ent_command *c) {
    return strstr(c->words, "FILE") != NULL;
}

static bool is_path(const ent_option_words *o) {
    return o->argument != NULL && strcmp(o->argument, "PATH") == 0;
}

static void put_commands(FILE *to) {
    for (size_t i = 0; ent_commands[i] != NULL; i++)
        fprintf(to, "%s%s", i == 0 ? "" : " ", ent_commands[i]->name);
}

static void put_kinds(FILE *to) {
    ent_topic topic;
    for (size_t i = 0; ent_topic_at(i, &topic); i++)
        fprintf(to, "%s%s", i == 0 ? "" : " ", topic.kind->name);
}

static void put_templates(FILE *to) {
    for (const ent_template *t = ent_templates; t->name != NULL; t++)
        fprintf(to, "%s%s", t == ent_templates ? "" : " ", t->name);
}

static void put_colors(FILE *to) {
    fputs("auto always never", to);
}

static void put_forms(FILE *to) {
    fputs("human json", to);
}

static void put_shells(FILE *to) {
    fputs("bash zsh fish", to);
}

typedef void put_list(FILE *);

/* The words that an option or a command can be followed by, where they are known. */
static const struct {
    const char *name; /* of an option, or the words of a command */
    bool option;
    put_list *put;
} lists[] = {{"color", true, put_colors},         {"template", true, put_templates},
             {"message-format", true, put_forms}, {"[KIND]", false, put_kinds},
             {"[COMMAND]", false, put_commands},  {"SHELL", false, put_shells}};
enum { LISTS = sizeof lists / sizeof *lists };

static put_list *list_of(const char *name) {
    for (size_t i = 0; i < LISTS; i++)
        if (strcmp(lists[i].name, name) == 0)
            return lists[i].put;
    return NULL;
}

/* A text between single quotes; characters of `special` get a backslash. */
static void put_quoted(const char *text, const char *special, FILE *to) {
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            fputs("'\\''", to);
        else
            fprintf(to, "%s%c", strchr(special, *text) == NULL ? "" : "\\", *text);
    }
}

/* ---- bash ---- */

static void bash_options(FILE *to) {
    for (size_t i = 0; ent_commands[i] != NULL; i++) {
        ent_option_words o;
        fprintf(to, "        %s) words=\"", ent_commands[i]->name);
        for (size_t at = 0; ent_options_next(ent_commands[i], &at, &o);)
            fprintf(to, "--%s ", o.name);
        fputs("\" ;;\n", to);
    }
}

static void bash_words(FILE *to) {
    for (size_t i = 0; ent_commands[i] != NULL; i++) {
        put_list *put = list_of(ent_commands[i]->words);
        if (put == NULL)
            continue;
        fprintf(to, "        %s) words=\"", ent_commands[i]->name);
        put(to);
        fputs("\" ;;\n", to);
    }
}

static void bash(FILE *to) {
    fputs("# bash completion for entente; made by `entente completion bash`\n"
          "_entente() {\n"
          "    local words=\n"
          "    COMPREPLY=()\n"
          "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
          "        words=\"",
          to);
    put_commands(to);
    fputs(" --help --version\"\n", to);
    for (size_t i = 0; i < LISTS; i++) {
        if (!lists[i].option)
            continue;
        fprintf(to, "    elif [ \"$3\" = --%s ]; then\n        words=\"", lists[i].name);
        lists[i].put(to);
        fputs("\"\n", to);
    }
    fputs("    elif [ \"${2#-}\" != \"$2\" ]; then\n"
          "        case ${COMP_WORDS[1]} in\n",
          to);
    bash_options(to);
    fputs("        esac\n    else\n        case ${COMP_WORDS[1]} in\n", to);
    bash_words(to);
    fputs("        esac\n"
          "    fi\n"
          "    # Without words of ours, readline offers files.\n"
          "    [ -z \"$words\" ] || mapfile -t COMPREPLY < <(compgen -W \"$words\" -- "
          "\"$2\")\n"
          "}\n"
          "complete -o default -F _entente entente\n",
          to);
}

/* ---- zsh ---- */

static void zsh_option(const ent_option_words *o, FILE *to) {
    const char *sign = o->argument == NULL ? "" : "=";
    fputs(" \\\n            ", to);
    if (o->letter != 0)
        fprintf(to, "'(-%c --%s)'{-%c%s,--%s%s}'[", o->letter, o->name, o->letter,
                o->argument == NULL ? "" : "+", o->name, sign);
    else
        fprintf(to, "'*--%s%s[", o->name, sign);
    put_quoted(o->help, "[]", to);
    fputc(']', to);
    if (o->argument != NULL) {
        put_list *put = list_of(o->name);
        fprintf(to, ":%s:", o->argument);
        if (put != NULL) {
            fputc('(', to);
            put(to);
            fputc(')', to);
        } else if (is_path(o)) {
            fputs("_files", to);
        }
    }
    fputc('\'', to);
}

static void zsh_command(const ent_command *c, FILE *to) {
    ent_option_words o;
    put_list *put = list_of(c->words);
    fprintf(to, "    %s)\n        _arguments", c->name);
    for (size_t at = 0; ent_options_next(c, &at, &o);)
        zsh_option(&o, to);
    if (put != NULL) {
        fputs(" \\\n            '1:word:(", to);
        put(to);
        fputs(")'", to);
    } else if (takes_file(c)) {
        fputs(" \\\n            '*:scenario:_files'", to);
    }
    fputs("\n        ;;\n", to);
}

static void zsh(FILE *to) {
    fputs("#compdef entente\n"
          "# zsh completion for entente; made by `entente completion zsh`\n"
          "_entente() {\n"
          "    local -a commands\n"
          "    commands=(\n",
          to);
    for (size_t i = 0; ent_commands[i] != NULL; i++) {
        fprintf(to, "        '%s:", ent_commands[i]->name);
        put_quoted(ent_commands[i]->help, "", to);
        fputs("'\n", to);
    }
    fputs("    )\n"
          "    if (( CURRENT == 2 )); then\n"
          "        _describe command commands\n"
          "        return\n"
          "    fi\n"
          "    shift words\n"
          "    (( CURRENT-- ))\n"
          "    case $words[1] in\n",
          to);
    for (size_t i = 0; ent_commands[i] != NULL; i++)
        zsh_command(ent_commands[i], to);
    fputs("    esac\n"
          "}\n"
          "if [ \"$funcstack[1]\" = _entente ]; then\n"
          "    _entente \"$@\"\n"
          "else\n"
          "    compdef _entente entente\n"
          "fi\n",
          to);
}

/* ---- fish ---- */

static void fish_option(const char *command, const ent_option_words *o, FILE *to) {
    put_list *put = list_of(o->name);
    fprintf(to, "complete -c entente -n '__fish_seen_subcommand_from %s' -l %s", command,
            o->name);
    if (o->letter != 0)
        fprintf(to, " -s %c", o->letter);
    if (o->argument != NULL)
        fputs(is_path(o) ? " -r -F" : " -x", to);
    if (put != NULL) {
        fputs(" -a '", to);
        put(to);
        fputc('\'', to);
    }
    fputs(" -d '", to);
    put_quoted(o->help, "", to);
    fputs("'\n", to);
}

static void fish_command(const ent_command *c, FILE *to) {
    ent_option_words o;
    put_list *put = list_of(c->words);
    fprintf(to, "complete -c entente -n __fish_use_subcommand -a %s -d '", c->name);
    put_quoted(c->help, "", to);
    fputs("'\n", to);
    if (takes_file(c))
        fprintf(to, "complete -c entente -n '__fish_seen_subcommand_from %s' -F\n",
                c->name);
    if (put != NULL) {
        fprintf(to, "complete -c entente -n '__fish_seen_subcommand_from %s' -a '",
                c->name);
        put(to);
        fputs("'\n", to);
    }
    for (size_t at = 0; ent_options_next(c, &at, &o);)
        fish_option(c->name, &o, to);
}

static void fish(FILE *to) {
    fputs("# fish completion for entente; made by `entente completion fish`\n"
          "complete -c entente -f\n",
          to);
    for (size_t i = 0; ent_commands[i] != NULL; i++)
        fish_command(ent_commands[i], to);
}

/* ---- The command ---- */

static ent_status run(const ent_options *o) {
    static const struct {
        const char *name;
        put_list *print;
    } shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
        if (o->word_count == 1 && strcmp(shells[i].name, o->words[0]) == 0) {
            shells[i].print(stdout);
            return ENT_OK;
        }
    const char *help = "entente completion bash, zsh or fish";
    if (o->word_count == 0)
        return ent_usage_error(help, "`completion` needs a shell's name");
    return ent_usage_error(help, "there is no script for %s", o->words[0]);
}

static const ent_example examples[] = {
    {"completion bash", "a script to be read by bash: source <(entente completion bash)"},
    {"completion fish", "for ~/.config/fish/completions/entente.fish"},
    {NULL, NULL}};

const ent_command ent_command_completion = {
    .name = "completion",
    .words = "SHELL",
    .most = 1,
    .help = "Print a completion script for bash, zsh or fish",
    .about = "Commands, options, kinds and templates, completed by the tab key. `make "
             "install` puts the scripts where the shells look for them.\n",
    .examples = examples,
    .run = run,
};
