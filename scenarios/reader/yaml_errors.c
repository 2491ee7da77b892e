/* What libyaml says, in words for people who write agreements. */
#include <string.h>

#include "scenarios/reader/tree.h"

static const struct {
    const char *theirs; /* the beginning of libyaml's words */
    const char *ours, *help;
    const char
        *noticed; /* the place to tell is where it began; label of where it was noticed */
} wordings[] = {
    {"mapping values are not allowed", "a `:` inside a value that is not quoted",
     "put the whole value in quotes; or is the indentation of this line wrong?"},
    {"could not find expected ':'", "a key without a `:` behind it",
     "write `key: value`, and quote a value that goes on over several lines"},
    {"did not find expected key", "this line does not fit the lines above it",
     "give keys that belong together the same indentation, and quote texts that hold "
     "quotes"},
    {"did not find expected ',' or '}'", "this `{` is not closed",
     "put a `,` between two entries and a `}` at the end; quote a value that holds `{ } "
     "[ ] ,`",
     "something else stands here"},
    {"did not find expected ',' or ']'", "this `[` is not closed",
     "put a `,` between two items and a `]` at the end", "something else stands here"},
    {"did not find expected '-' indicator", "this line does not fit the list above it",
     "begin every item of the list with `- `, at the same indentation"},
    {"block sequence entries are not allowed", "a `- ` item where no list can begin",
     "start the list on a line of its own"},
    {"found character that cannot start any token",
     "a value must not begin with this character", "put the value in quotes"},
    {"found unexpected end of stream", "this quote is never closed", "close the quote",
     "the text goes on to here"},
    {"found unexpected document indicator", "this quote is never closed",
     "close the quote", "the text goes on to here"},
    {"found unknown escape character", "a `\\` that means nothing inside double quotes",
     "write `\\\\`, or use single quotes"},
    {"found unexpected ':'", "a `:` that does not belong here",
     "put the value in quotes"},
    {"did not find expected <document start>",
     "this line does not fit the lines above it",
     "give keys that belong together the same indentation"},
    {"did not find expected node content", "a value is missing here", NULL},
};

void ent_yaml_complain(const char *problem, ent_place at, ent_place context,
                       ent_problems *problems) {
    for (size_t i = 0; i < sizeof wordings / sizeof wordings[0]; i++) {
        if (strncmp(problem, wordings[i].theirs, strlen(wordings[i].theirs)) != 0) {
            continue;
        }
        bool begun = wordings[i].noticed != NULL && context.line != 0;
        ent_problem *told = ent_problem_add(problems, "E0107", begun ? context : at, NULL,
                                            "%s", wordings[i].ours);
        told->help = wordings[i].help;
        if (begun) {
            ent_problem_also(told, at, wordings[i].noticed);
        } else if (context.line != 0 && context.line != at.line) {
            ent_problem_also(told, context, "begun here");
        }
        return;
    }
    ent_problem_add(problems, "E0107", at, NULL, "this is not YAML: %s", problem);
}

void ent_yaml_twice(const ent_yaml_pair *first, ent_place again, const ent_trail *trail,
                    ent_problems *problems) {
    char path[ENT_TRAIL_SIZE];
    ent_problem *problem = ent_problem_add(problems, "E0108", again,
                                           ent_trail_write(trail, first->key, path),
                                           "`%s` is given twice", first->key);
    ent_problem_also(problem, first->at, "first given here");
    problem->help = "keep one of the two";
}
