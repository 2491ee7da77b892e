#!/bin/sh
# tests/VALIDATION.md says what the programs of tests/verify find: the lines that they wrote in this
# `make check`, or write now where there are none of this build.  With --update the page is written
# anew.  usage: tests/cli/validation.sh BUILD_DIR [--update]
build=${1:?usage: tests/cli/validation.sh BUILD_DIR [--update]}
cd "$(dirname "$0")/../.." || exit 1
page=tests/VALIDATION.md
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
tab=$(printf '\t')

: >"$work/rows"
for source in tests/verify/*.c; do
    program=$build/${source%.c} rows=$build/${source%.c}.cases
    [ -x "$program" ] || { echo "ok 1 # SKIP $program is not built"; exit 0; }
    if [ -z "$(find "$rows" -newer "$program" 2>/dev/null)" ]; then
        rm -f "$rows"
        ENT_CASES=$rows "$program" >"$work/said" 2>&1 || {
            rm -f "$rows"
            sed 's/^/# /' "$work/said"
            echo "not ok 1 - $source holds"
            exit 1
        }
    fi
    name=$(basename "$source" .c)
    sed "s/^/$(echo "${name#test_}" | tr _ ' ')$tab/" "$rows" >>"$work/rows"
done

cat >"$work/page" <<'END'
# Validation

What `entente` finds where the answer is known: from a closed form, a published table, or another
program. Each line is an assertion of a program in `tests/verify/`; the table is written by the assertion
itself (`make validation`), and `make check` fails when it is not current.

**Expected** is what the source says. **Obtained** has the digits that its error leaves. The last column
is the distance in standard errors of the simulation, at a fixed seed; 4.5 would fail (where the source
is rounded: 4.5 and half a unit of its last digit). Without a standard error nothing was simulated: the
last column then says how closely the answer must be met.

END
awk -F'\t' '
    $7 ~ /^[-+]/ || $7 == "0.00" {
        simulated++
        z = $7 < 0 ? -$7 : $7 + 0
        if (z > 1) one++
        if (z > 2) two++
        if (z > most) most = z
    }
    END {
        printf "%d cases. Of the %d simulated ones %.0f%% lie beyond one standard error (chance alone: 32%%), ",
            NR, simulated, 100 * one / simulated
        printf "%.1f%% beyond two (4.6%%); the farthest is %.2f away. ", 100 * two / simulated, most
        print "Cases whose drivers have the same name share their draws."
    }' "$work/rows" >>"$work/page"
awk -F'\t' '
    $1 != section {
        section = $1
        printf "\n## %s%s\n\n", toupper(substr(section, 1, 1)), substr(section, 2)
        print "| case | source | expected | obtained | standard error | distance |"
        print "|---|---|---:|---:|---:|---:|"
    }
    { printf "| %s | %s | %s | %s | %s | %s |\n", $2, $3, $4, $5, $6, $7 }' "$work/rows" >>"$work/page"

if [ "$2" = --update ]; then
    cp "$work/page" $page && echo "$page: $(wc -l <"$work/rows") cases"
elif diff -u $page "$work/page" >"$work/diff"; then
    echo "ok 1 - $page is what the programs find"
else
    sed 's/^/# /' "$work/diff"
    echo "not ok 1 - $page is what the programs find (make validation writes it anew)"
fi
