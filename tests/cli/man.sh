#!/bin/sh
# The manual pages: no fault that mandoc sees, every command, option, kind, section and function is
# there, and the worked formulas run.  usage: tests/cli/man.sh BUILD_DIR

. tests/support/program.sh
root=$PWD
cd "$work" || exit 1

"$entente" help --man >entente.1 2>said && [ ! -s said ]; verdict 'entente(1) is printed'
"$entente" kinds --man >entente-scenario.5 2>said && [ ! -s said ]
verdict 'entente-scenario(5) is printed'

for page in entente.1 entente-scenario.5; do
    ! LC_ALL=C grep -n '[^ -~]' $page >said; verdict "$page: plain letters only"
    if command -v mandoc >/dev/null; then
        # A page made from tables has no date of its own.
        mandoc -Tlint -Wwarning $page 2>&1 | grep -v 'missing date' >said
        [ ! -s said ]; verdict "$page: mandoc finds no fault"
        mandoc -Tascii $page | col -b >"$page.txt"
    elif command -v groff >/dev/null; then
        groff -man -ww -Tascii -P-c $page >"$page.txt" 2>said && [ ! -s said ]
        verdict "$page: groff finds no fault"
    else
        echo 'ok # SKIP there is neither mandoc nor groff (make deps)'
    fi
done

# all PAGE WHAT: every word of standard input is a term of the page; and there are some
all() {
    : >said
    sed 's/-/\\\\-/g' >words
    while read -r word; do
        grep -qE "^(\.SS |\\\\fB)(\\\\-[a-zA-Z], )?$word( |\$|\\\\)" "$1" || echo "no $word" >>said
    done <words
    [ -s words ] && [ ! -s said ]
    verdict "$1 has every $2"
}
"$entente" --help >help
sed -n '/^Commands$/,/^$/s/^  \([a-z]*\) .*/\1/p' help >commands
all entente.1 command <commands
while read -r command; do
    "$entente" help "$command" | sed -n '/^Options$/,$s/^ .*\(--[a-z-]*\) .*/\1/p'
done <commands | sort -u >options
all entente.1 option <options
"$entente" kinds --csv | grep -v '^kind,' | cut -d, -f1 | sed '/^$/d' >kinds
all entente-scenario.5 'kind and section' <kinds
while read -r kind; do "$entente" kinds "$kind" --csv; done <kinds | grep -v '^field,' |
    sed -n 's/^\([a-z][a-z0-9_]*\),.*/\1/p' | sort -u >fields
all entente-scenario.5 field <fields
sed -n '/ent_function_names(void)/,/NULL}/s/"\([a-z]*\)"/\n\1\n/gp' \
    "$root/model/engine/functions.c" | grep -x '[a-z]*' | sort -u >functions
[ -s functions ] || echo 'not found' >functions
: >said
while read -r name; do
    grep -qE "^\\\\fB(a )?$name(\\(| |\\\\)" entente-scenario.5 || echo "no $name" >>said
done <functions
[ "$(wc -l <functions)" -gt 30 ] && [ ! -s said ]; verdict 'every function and word is explained'

# Worked formulas: each line stands in a scenario that runs, with the answers known.
sed -n '/^\.SH WORKED FORMULAS/,/^\.SH SECTIONS/p' entente-scenario.5 | sed -n '/^\.nf/,/^\.fi/p' |
    grep -v '^\.' | sed 's/\\-/-/g; s/\\(ha/^/g; s/\\(dq/"/g; s/\\(aq/'"'"'/g' >worked
: >said
while IFS= read -r line; do
    grep -qF -- "$line" "$root/scenarios/lessons/formulas.yaml" || echo "not in formulas.yaml: $line" >>said
done <worked
[ "$(wc -l <worked)" -ge 6 ] && [ ! -s said ]; verdict 'every worked formula is in a scenario'
"$entente" run "$root/scenarios/lessons/formulas.yaml" --csv >table 2>said && [ ! -s said ]
verdict 'which runs'
mean() { awk -F, -v m="$1" '$1 == "favoured" && $2 == m { print $5 }' table; }
near() { # near METRIC TRUTH: within 4.5 standard errors
    awk -F, -v m="$1" -v truth="$2" '
        $1 == "favoured" && $2 == m { found = 1; off = $5 - truth; if (off * off > (4.5 * $6) ^ 2) exit 1 }
        END { exit !found }' table
}
# 2m x sum of exp(2.5% q / 4) / 4 over the 20 quarter ends q.
echo "fees $(mean fees), latch $(mean stays_crossed), peak $(mean above_peak)" >said
awk -v x="$(mean fees)" 'BEGIN { exit !(x > 10685198.03 && x < 10685198.04) }'
verdict 'the indexed fee adds up'
[ "$(mean stays_crossed)" = 1 ]; verdict 'the latch holds'
# The lesson's own answers: E[min(12%, X)] of a normal X, and the first of two hazards in 3.5 years.
near rate_2027 0.1107389; verdict 'the most-favoured rate is the mean of a minimum'
near over_early 0.217296; verdict 'the first of several has the sum of the rates'
[ "$(mean above_peak)" = 0 ]; verdict 'the high-water mark is the highest'
exit $status
