#!/bin/sh
# Charts that a scenario lists: drawn into a folder by plot, beside the results by run, and again from
# results.json; what is left out of them; all files of the scenarios that are shipped.
# usage: tests/cli/listed.sh BUILD_DIR

. tests/support/program.sh
deal="$work/deal.yaml" plain=tests/cli/deal.yaml
{
    cat tests/cli/deal.yaml
    printf 'charts:\n  revenue: {chart: fan, series: revenue, theme: dark}\n'
    printf '  odds: {chart: histogram, metric: paid, threshold: 20bn, size: square, title: Mine}\n'
    printf '  gains: {chart: difference, agreement: new}\n'
} >"$deal"

run 0 plot "$deal" --paths 500 -o "$work/figures" && err 'the charts are in' &&
    [ "$(cd "$work/figures" && echo *)" = "gains.alt.txt gains.csv gains.svg odds.alt.txt odds.csv \
odds.svg revenue.alt.txt revenue.csv revenue.svg" ]
verdict 'each in a file of its name, with numbers and description'
run 0 plot "$deal" --paths 500 --chart fan --series revenue --theme dark -o "$work/revenue.svg" &&
    cmp "$work/revenue.svg" "$work/figures/revenue.svg" >"$work/said"
verdict 'the same bytes as drawn alone'
grep -q '>Mine<' "$work/figures/odds.svg" && grep -q 'Above $20bn' "$work/figures/odds.alt.txt"
verdict 'with its own title and threshold'
run 0 plot "$deal" --paths 500 --theme print --size one-column -o "$work/print" &&
    grep -q 'width="255.12pt"' "$work/print/odds.svg" && ! cmp -s "$work/print/revenue.svg" "$work/figures/revenue.svg"
verdict 'size and theme of the command line come first'
run 0 run "$deal" --paths 500 -o "$work/done" && cmp "$work/done/revenue.svg" "$work/figures/revenue.svg" >"$work/said" &&
    [ ! -e "$work/done/fan.svg" ]
verdict 'run -o draws them instead of its own choice'
run 0 plot "$work/done/results.json" -o "$work/again" && cmp "$work/again/gains.svg" "$work/figures/gains.svg" >"$work/said" &&
    [ -s "$work/again/odds.svg" ]
verdict 'results.json knows them too'
run 0 run "$deal" --base-case -o "$work/one" && [ -s "$work/one/revenue.svg" ] && [ ! -e "$work/one/odds.svg" ]
verdict 'of one path, those that need many are left out'
sed 's/chart: difference/chart: fan, series: share.payd/' "$deal" >"$work/slip.yaml"
run 3 plot "$work/slip.yaml" --paths 500 -o "$work/slip" && err 'charts.gains.series' &&
    err 'did you mean share.paid?' && [ ! -e "$work/slip" ]
verdict 'a series that is not kept is told with its place, before anything is simulated'

run 3 report "$work/slip.yaml" --paths 500 -o "$work/slip.html" && err 'charts.gains.series' && [ ! -e "$work/slip.html" ]
verdict 'nor is there a report without it'
run 0 report "$deal" --paths 500 -o "$work/deal.html" && grep -q '>Mine<' "$work/deal.html" &&
    ! grep -q 'id="survival' "$work/deal.html"
verdict 'a report shows the listed ones'

run 2 plot $plain -o "$work/none" && err 'the scenario lists no charts' && [ ! -e "$work/none" ]
verdict 'a scenario without a list'
run 2 plot "$deal" -o "$work/x.svg" && err 'a chart in one file needs --chart'; verdict 'no file for several charts'
run 2 plot "$deal" && err '`plot` needs -o'; verdict 'nor nowhere'
run 2 plot "$deal" --series revenue -o "$work/x" && err '--series needs --chart'; verdict 'no series without a chart'

# What the run has nothing to show for
never="$work/never.yaml"
sed 's/odds: .*/odds: {chart: histogram, metric: cap_date}/' "$deal" >"$never"
run 0 run "$never" --paths 500 --set assumptions.cap_total.value=900bn -o "$work/rest" &&
    err 'warning[W0802]: the chart odds is left out: cap_date comes in no future' && err 'at: charts.odds' &&
    [ "$(grep -c W0802 "$work/err")" = 1 ] && [ "$(grep -o W0802 "$work/rest/report.html" | wc -l)" = 1 ]
verdict 'a date that never comes is left out with one warning'
[ -s "$work/rest/revenue.svg" ] && [ -s "$work/rest/gains.svg" ] && [ ! -e "$work/rest/odds.svg" ] &&
    [ -s "$work/rest/report.html" ] && [ -s "$work/rest/manifest.json" ]
verdict 'the other charts, the report and the manifest are there'
run 0 run "$never" --paths 500 --set assumptions.cap_total.value=900bn -W no-W0802 -o "$work/still" && ! err W0802 &&
    ! grep -q 'left out' "$work/still/report.html" && grep -q -- '-W no-W0802' "$work/still/report.html"
verdict 'silenced, it is in no text, and the command that repeats the report says so'
run 3 run "$never" --paths 500 --set assumptions.cap_total.value=900bn -W error=W0802 -o "$work/strict" &&
    [ -s "$work/strict/report.html" ] && [ -s "$work/strict/manifest.json" ]
verdict 'as a mistake it costs neither of them'
run 0 report "$never" --paths 500 --set assumptions.cap_total.value=900bn -o "$work/never.md" && err W0802 &&
    grep -q W0802 "$work/never.md" && [ "$(grep -c '^!\[' "$work/never.md")" -ge 2 ]
verdict 'a report goes without it too'
run 0 plot "$never" --paths 500 --set assumptions.cap_total.value=900bn -o "$work/most" && err W0802 &&
    [ -s "$work/most/gains.svg" ] && run 0 plot "$work/rest/results.json" -o "$work/most" && err W0802
verdict 'so does plot, from the scenario and from results'
for kind in histogram cdf dots; do
    run 2 plot "$never" --paths 500 --set assumptions.cap_total.value=900bn --chart $kind --metric cap_date \
        -o "$work/never.svg" && err 'error[E0812]: cap_date comes in no future' && [ ! -e "$work/never.svg" ]
    verdict "asked for alone, it is told: $kind"
done
sed -e '/^charts:/,$d' -e '/^  paid: /d' "$deal" >"$work/unlisted.yaml"
run 0 run "$work/unlisted.yaml" --paths 500 --set assumptions.cap_total.value=900bn -o "$work/next" &&
    grep -q multiple "$work/next/histogram.alt.txt"
verdict 'unlisted, the next metric that has a distribution is drawn'
long=$(printf '%03000d' 7 | tr 0 ' ' | sed 's/ /so /g')
sed "s/title: Mine/title: \"$long\"/" "$deal" >"$work/long.yaml"
run 3 run "$work/long.yaml" --paths 500 -o "$work/long" && err E0806 && [ -s "$work/long/report.html" ] &&
    [ -s "$work/long/manifest.json" ] && [ -s "$work/long/gains.svg" ]
verdict 'one without room fails, after the others, the report and the manifest'

# The scenarios that are shipped
for scenario in scenarios/*.yaml; do
    run 0 run "$scenario" --paths 256 -o "$work/shipped" && [ -s "$work/shipped/manifest.json" ]
    verdict "$scenario with all its files"
    rm -rf "$work/shipped"
done
exit $status
