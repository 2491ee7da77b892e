#!/bin/sh
# Times the program and holds it against its goals.  usage: tests/bench/run.sh BUILD_DIR [ROUNDS]
#
# All commands take turns in one run (stopwatch.c) and the medians of 5 rounds count.  The GSL program
# is yardstick_gsl.c.  Goals are ratios or times of a two-core machine; a row that misses its goal
# says so, and the exit code is 1.

build=${1:?usage: tests/bench/run.sh BUILD_DIR [ROUNDS]} rounds=${2-5}
entente=$build/entente gsl=$build/tests/bench/yardstick_gsl
files=$(mktemp -d) || exit 1
trap 'rm -rf "$files"' EXIT

cp scenarios/yardstick.yaml scenarios/openai-microsoft.yaml "$files" &&
    printf 'entente: 1\nextends: yardstick.yaml\nseries: []\n' >"$files/plain.yaml" || exit 1
# The same deal with 20 more shares of the same revenue, none of them watched: what a clause costs.
{
    printf 'entente: 1\nextends: plain.yaml\nagreements:\n  capped:\n    clauses:\n'
    for i in $(seq 20); do
        printf '      more%d: {kind: revenue_share, from: payer, to: licensor, base: revenue, rate: 1%%, cap: %dbn}\n' \
            "$i" "$i"
    done
} >"$files/clauses.yaml"
# The flagship's last two versions, without what the older two alone have.
cat >"$files/two.yaml" <<'TWO'
entente: 1
extends: openai-microsoft.yaml
agreements:
  exclusive-2023: {abstract: true}
  rofr-2025: {abstract: true}
assumptions: {agi_profit_test: none, losses_before: none, profit_step: none, new_capacity: none, match_rate: none}
quantities: {open_compute: none, azure_matches: none, operating_profit: none, profit_before_sharing: none,
             profit_to_date: none, profit_cap: none}
metrics: {microsoft_january: none, openai_january: none, microsoft_october: none, openai_october: none}
TWO
"$entente" check "$files/two.yaml" -W error --quiet >/dev/null || exit 1
run="$entente run --threads 1 --quiet"
flagship="$entente run --paths 100000 --threads 2 --quiet"

# What runs here: v4 needs AVX-512, v3 AVX2.
sets=
grep -qw avx2 /proc/cpuinfo 2>/dev/null && sets=v3
grep -qw avx512f /proc/cpuinfo 2>/dev/null && sets="$sets v4"

# Columns: name, what, goal, then the command.  A goal is ms<=N, MB<=N, ROW>=N (so many times
# faster than that row) or ROW+ns<=N (so many nanoseconds more than that row, a path, period and
# clause: 20 of them over 1,000,000 paths of 24 quarters).
list() {
    cat <<LIST
start|start-up, --version|ms<=10|$entente --version
check|check, flagship|ms<=50|$entente check scenarios/openai-microsoft.yaml
whole|yardstick, 100,000 paths, 1 thread, bands|ms<=40|$run $files/yardstick.yaml --paths 100000
flagship|flagship, 2 agreements, 100,000 paths, 2 threads|ms<=500 MB<=200|$flagship $files/two.yaml
four|flagship, 4 agreements, the same|MB<=200|$flagship $files/openai-microsoft.yaml
report|its report, 11 figures, HTML|ms<=3000|$entente report $files/openai-microsoft.yaml --paths 100000 --threads 2 --quiet -o $files/report.html
gsl|GSL: yardstick, 1,000,000 paths||$gsl 1000000
LIST
    for set in $sets; do
        goal=1.5 each=1000 # the goal for a clause is one of v4
        [ "$set" = v4 ] && goal=3 each=1.5
        plain="env ENTENTE_ISA=$set $run $files/plain.yaml --paths 1000000"
        echo "plain-$set|same, $set, series: []|gsl>=$goal|$plain"
        clauses="env ENTENTE_ISA=$set $run $files/clauses.yaml --paths 1000000"
        echo "clauses-$set|same, $set, 20 more clauses|plain-$set+ns<=$each|$clauses"
    done
    echo "gslbands|GSL: yardstick, 200,000 paths, stored and sorted||$gsl -b 200000"
    echo "bands|same, with bands|gslbands>=15|$run $files/yardstick.yaml --paths 200000"
}

list >"$files/list"
set --
while IFS='|' read -r _ _ _ command; do set -- "$@" "$command"; done <"$files/list"
"$build/tests/bench/stopwatch" "$rounds" "$@" >"$files/times" || exit 1
# One chart, in a process that has its fonts (fan.c).
cat >>"$files/list" <<'LIST'
svg|a fan, 1200 x 800, SVG, warm|ms<=8|
pdf|the same, PDF|ms<=4|
png|the same, PNG|ms<=60|
LIST
"$build/tests/bench/fan" "$files" >>"$files/times" || exit 1

paste -d'|' "$files/list" "$files/times" | awk -F'|' '
{
    split($5, measured, " ")
    ms[$1] = measured[1]
    verdict = ""
    count = split($3, goals, " ")
    for (i = 1; i <= count; i++) {
        split(goals[i], part, /[<>]=/)
        unit = part[1]
        if (unit == "ms") { ok = measured[1] <= part[2]; text = "<= " part[2] " ms" }
        else if (unit == "MB") { ok = measured[2] <= part[2]; text = "<= " part[2] " MB" }
        else if (sub(/\+ns$/, "", unit)) {
            each = (measured[1] - ms[unit]) * 1e6 / (1e6 * 24 * 20)
            ok = each <= part[2]
            text = sprintf("%s%.2f ns a clause", part[2] < 1000 ? "<= " part[2] " ns: " : "", each)
        } else {
            ratio = ms[unit] / measured[1]
            ok = ratio >= part[2]
            text = sprintf(">= %sx GSL: %.1fx", part[2], ratio)
        }
        verdict = verdict (i > 1 ? "; " : "") text (ok ? "" : " MISSED")
        missed += !ok
    }
    printf "%-52s %9.1f ms %7.1f MB  %s\n", $2, measured[1], measured[2], verdict
}
END { exit missed > 0 }'
