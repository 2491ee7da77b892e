#!/bin/sh
# Charts that a scenario lists: drawn into a folder by plot, beside the results by run, and again from
# results.json.
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
exit $status
