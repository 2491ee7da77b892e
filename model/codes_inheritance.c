/* Inheritance, overrides and agreements (E06xx). */
#include "model/codes.h"

const ent_code ent_codes_inheritance[] = {
    {"E0601", "an override that cannot be read",
     "An override is a dotted path, `=` and a value: `--set "
     "agreements.first.clauses.share.rate=15%`."},
    {"E0602", "an override reaches nothing",
     "The path leads to nothing that the scenario has, so the run would silently be "
     "the one without it. A field that is not given yet may be set; its entry must be "
     "there."},
    {"E0603", "`none` drops nothing",
     "`none` drops an entry that is inherited, and none of this name is. Probably one "
     "of the two names has a slip."},
    {"E0604", "agreements based on one another",
     "Following `based_on` leads back to the same agreement. One of them must stand "
     "alone."},
    {"E0606", "a file outside the folder",
     "A scenario may extend files, and read tables, in its own folder or below it, by "
     "a relative path without `..`. So a scenario that is passed on cannot reach into "
     "other folders."},
    {"E0607", "too many files extend one another",
     "A chain of `extends` may have 8 files. More usually means that a file extends "
     "itself."},
    {"E0608", "no agreement to run",
     "A scenario needs at least one agreement that is not `abstract`."},
    {"E0609", "the baseline is abstract",
     "An abstract agreement only serves as a base for others and is never run, so "
     "nothing can be compared with it."},
    {"E0610", "too many agreements or clauses",
     "A scenario may hold 100 agreements, with 2,000 clauses and flows in all, "
     "inherited ones counted. It bounds memory."},
    {"E0612", "a sweep without values",
     "`--vary` names a term as `--set` does and the values it is to take: a list "
     "(20bn,38bn,60bn) or a range with the number of points (20bn:60bn:5). Several "
     "terms, with semicolons between them, are varied one at a time."},
    {NULL, NULL, NULL},
};
