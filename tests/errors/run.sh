#!/bin/sh
# Mistakes and what is said about them.  Each folder holds a scenario with one mistake, the expected
# words on stderr, and the exit code in the last line.  `args`, if there, holds further arguments, one a
# line.  Run from the root: tests/errors/run.sh BUILD_DIR [--accept]
#
# --accept writes the words as they are now: read the difference before committing it.
root=$(pwd)
cd "$(dirname "$0")" || exit 1
program=${ENTENTE:-$1/entente}
case $program in /*) ;; *) program=$root/$program ;; esac
if [ ! -x "$program" ]; then
    echo "not ok - there is a program to run"
    exit 1
fi
failed=0
actual=$(mktemp) || exit 1
trap 'rm -f "$actual"' EXIT

for folder in */; do
    name=${folder%/}
    [ -f "$name/scenario.yaml" ] || continue
    (
        cd "$name" || exit 1
        set -- check scenario.yaml
        if [ -f args ]; then
            while IFS= read -r argument; do
                set -- "$@" "$argument"
            done <args
        fi
        "$program" "$@" 2>&1 >/dev/null </dev/null
        echo "exit $?"
    ) >"$actual"
    if [ "$2" = --accept ]; then
        cp "$actual" "$name/expected.txt"
    elif difference=$(diff -u "$name/expected.txt" "$actual"); then
        echo "ok - $name"
    else
        echo "not ok - $name"
        echo "$difference" | sed 's/^/# /'
        failed=1
    fi
done

# Every code that the sources use is explained, and every explanation is of a code they use.
cd "$root" || exit 1
used=$(grep -rhoE '"[EW][0-9]{4}"' model scenarios plots cli --include='*.c' \
    --exclude='codes*.c' | tr -d '"' | sort -u)
told=$(grep -hoE '"[EW][0-9]{4}"' model/codes*.c | tr -d '"' | sort -u)
if [ "$used" = "$told" ]; then
    echo "ok - every code is explained"
else
    echo "not ok - every code is explained"
    echo "# used but not explained: $(echo "$used" | grep -vxF "$told" | tr '\n' ' ')"
    echo "# explained but not used: $(echo "$told" | grep -vxF "$used" | tr '\n' ' ')"
    failed=1
fi
exit $failed
