# shellcheck shell=sh
# What the scripts on charts share; they say `. tests/support/charts.sh` first.
#
# The chart is $work/c.svg, its numbers are $work/c.csv, its description $work/c.alt.txt.

. tests/support/program.sh
deal=tests/cli/deal.yaml paths=500

# beside: a run of the deal in $work/run, to hold the charts against
beside() { "$entente" run $deal --paths $paths --quiet -o "$work/run" >"$work/out" 2>"$work/err"; }
# draw FILE KIND ARGUMENTS...: the chart; nothing is left of the one before
draw() {
    rm -f "$work"/c.*
    file=$1 kind=$2
    shift 2
    "$entente" plot "$file" --chart "$kind" --paths $paths --quiet -o "$work/c.svg" "$@" \
        2>"$work/err" && cp "$work/c.alt.txt" "$work/said"
}
nothing() { [ ! -e "$work/c.svg" ] && [ ! -e "$work/c.csv" ] && [ ! -e "$work/c.alt.txt" ]; }
# refused WORDS FILE KIND ARGUMENTS...: in these words, and no file is left
refused() {
    words=$1
    shift
    ! draw "$@" && err "$words" && nothing
}
says() { grep -qF -- "$1" "$work/c.alt.txt"; } # the description has these words
shows() { grep -qF -- ">$1<" "$work/c.svg"; } # the picture has this text, all of it
shows_part() { grep -qF -- "$1" "$work/c.svg"; } # a text in it has these words
field() { grep -- "$3" "$1" | cut -d, -f"$2"; } # field FILE COLUMN PATTERN: of that line of a CSV
# holds EXPRESSION: of the run beside and the chart's numbers; see tests/support/holds.py
holds() {
    python3 tests/support/holds.py "$work/run/results.json" "$work/c.csv" "$1" >>"$work/said" 2>&1
}
