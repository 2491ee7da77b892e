#!/bin/sh
# Who may include what, and who may touch the outside world (README, "How it works").
# usage: tests/layers.sh [BUILD_DIR [ROOT]]; without ROOT it also tests itself on planted faults.

self=$0
[ $# -lt 2 ] || cd "$2" || exit 1
count=0 status=0

verdict() { # verdict NAME FINDINGS: one TAP line, and what was found
    count=$((count + 1))
    [ -z "$2" ] && { echo "ok $count - $1"; return; }
    status=1
    echo "not ok $count - $1"
    echo "$2" | sed 's/^/# /'
}

# Every include as `includer<TAB>header`, quotes and brackets kept.
includes() {
    find model scenarios plots cli -name '*.[ch]' -exec grep -HE '^ *# *include' {} + 2>/dev/null |
        sed 's/: *# *include */	/; s/[>"][^>"]*$//' | sort
}
all=$(includes)

# only HOME HEADER: a library's header (a pattern) has one home.  The program as a whole may ask GSL
# for its version and switch off its error handler.
only() {
    verdict "only $1 uses $2" "$(echo "$all" | grep -E "	[<\"]($2)" |
        grep -vE "^$1/|gsl_(version|errno)\.h")"
}
# below FOLDER ALLOWED: the folder's own includes name only the folders allowed.
below() {
    verdict "$1 builds on nothing but $2" "$(echo "$all" | grep "^$1/" | grep '	"' |
        grep -vE "	\"($2)/")"
}
# face FOLDER: others reach it through the header with its name, and what that header includes.
face() {
    public=$(echo "$all" | grep "^$1/$1.h	\"" | sed 's/.*	"//'; echo "$1/$1.h")
    verdict "others use only the public headers of $1" "$(echo "$all" | grep -v "^$1/" |
        grep "	\"$1/" | while IFS='	' read -r file header; do
        echo "$public" | grep -qxF "${header#\"}" || echo "$file	$header"
    done)"
}
# never PATTERN WHAT: model/ does no such thing; its one last word is out of memory (arena.c).
never() {
    verdict "model $2" "$(grep -rnE "(^|[^a-z_.>])($1)" model --include='*.[ch]' 2>/dev/null |
        grep -vE '^model/arena.c:[0-9]*: .*(stderr|exit)|^[^:]*:[0-9]*: *(/?\*|/\*)')"
}

only scenarios/reader 'yaml\.h'
only plots '(cairo|pango|fontconfig|hb|ft2build)'
only plots/module 'dlfcn\.h'
only cli 'jansson\.h'
only model 'gsl/'
below model model
below scenarios 'model|scenarios'
below plots 'model|plots'
below cli 'model|scenarios|plots|cli'
verdict 'model/world and model/contract know nothing above them' "$(echo "$all" |
    grep -E '^model/world/.*"model/(contract|engine)/|^model/contract/.*"model/engine/')"
for folder in model scenarios plots; do face $folder; done
never '(f|fd|fre|p)?open *\(|creat *\(|tmpfile *\(|remove *\(|rename *\(|unlink *\(' 'opens no file'
never '(v?printf|puts|putchar|perror) *\(|stdout|stderr' 'prints nothing unasked'
never '(exit|_Exit|quick_exit|system|setlocale) *\(' 'neither ends nor changes the process'

[ $# -lt 2 ] || exit $status

# Each planted line must be caught, whichever rule does it.
root=$(mktemp -d) || exit 1
trap 'rm -rf "$root"' EXIT
here=$(cd "$(dirname "$self")" && pwd)/$(basename "$self")
while IFS='|' read -r file line; do
    rm -rf "${root:?}"/*
    mkdir -p "$root/model/world" "$root/scenarios/studies" "$root/plots" "$root/cli" \
        "$root/model/contract" "$root/$(dirname "$file")"
    echo "$line" >"$root/$file"
    found=$(sh "$here" . "$root" | grep -c '^not ok')
    verdict "caught in $file: $line" "$([ "$found" != 0 ] || echo 'not caught')"
done <<'PLANTED'
model/a.c|#include <cairo/cairo.h>
model/a.c|#include "scenarios/scenarios.h"
model/a.c|    FILE *f = fopen(name, "r");
model/a.c|    printf("hello");
model/a.c|    fputs("hello", stderr);
model/a.c|    exit(1);
model/world/a.c|#include "model/contract/clause.h"
scenarios/studies/a.c|#include <yaml.h>
scenarios/studies/a.c|#include "plots/plots.h"
plots/a.c|#include "scenarios/scenarios.h"
plots/a.c|#include "model/engine/inner.h"
plots/a.c|#include <jansson.h>
plots/a.c|#include <dlfcn.h>
cli/a.c|#include <gsl/gsl_rng.h>
cli/a.c|#include "tests/support/a.h"
cli/a.c|#include "plots/scene.h"
PLANTED
rm -rf "${root:?}"/* && mkdir -p "$root/model"
echo 'fprintf(out, "x"); /* fopen */' >"$root/model/a.c"
verdict 'a given FILE may be written to' "$(sh "$here" . "$root" | grep '^not ok')"
exit $status
