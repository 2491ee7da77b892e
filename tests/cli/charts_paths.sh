#!/bin/sh
# Charts of sampled futures against results.json of the same run, and `--path`.
# usage: tests/cli/charts_paths.sh BUILD_DIR

. tests/support/program.sh
deal=tests/cli/deal.yaml
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3'; exit 0; }
"$entente" run $deal --paths 500 --quiet -o "$work/run" >/dev/null || exit 1

# draw SERIES ARGUMENTS...: a chart of the new version, its words and numbers at hand
draw() {
    series=$1
    shift
    rm -f "$work"/c.*
    "$entente" plot $deal --paths 500 --quiet --chart paths --series "$series" "$@" -o "$work/c.svg" \
        2>"$work/err" && cp "$work/c.alt.txt" "$work/said"
}
says() { grep -qF -- "$1" "$work/c.alt.txt"; }
shows() { grep -qF -- "$1" "$work/c.svg"; }
# holds EXPRESSION: of s(NAME), a series of results.json, e(NAME), an event, run, and rows of the CSV
holds() {
    python3 - "$work/run/results.json" "$work/c.csv" "$1" >>"$work/said" 2>&1 <<'END'
import csv, json, sys
results = json.load(open(sys.argv[1]))
rows = list(csv.DictReader(open(sys.argv[2])))
new, run = results['agreements']['new'], results['run']
s, e = new['series'].get, new['events'].get
def told(name):
    """The sample that ends nearest the median."""
    median = s(name)['p50'][-1]
    return min(range(20), key=lambda i: abs(s(name)['sample'][i][-1] - median))
if not eval(sys.argv[3]):
    sys.exit('not so: ' + sys.argv[3])
END
}

draw revenue && says 'Revenue in one future: $' && says '; 20 futures end from $' &&
    holds "all([float(r['future_%d' % p]) for r in rows] == s('revenue')['sample'][i]
                for i, p in enumerate(run['sampled']))" &&
    holds "[float(r['told']) for r in rows] == s('revenue')['sample'][told('revenue')]"
verdict 'twenty futures, and the one that ends nearest the median'
draw share.paid --path 8 && says 'future 8 begins at' && shows 'entente trace --path 8' &&
    holds "[float(r['told']) for r in rows] == s('share.paid')['sample'][8]" &&
    holds "[r['period_end'] for r in rows if 'capped' in r['events']] == [e('share.capped')['sample'][8]]"
verdict '--path N: that one, with its events where they come'
"$entente" trace $deal --path 8 >"$work/trace" 2>&1
day=$(sed -n 's/^  *\([0-9-]*\)  *share.capped .*/\1/p' "$work/trace")
[ -n "$day" ] && grep -q "^$day,.*share: capped" "$work/c.csv"
verdict 'the trace of that path says the same'
draw share.paid && says ' in all; 20 futures range from $' && holds "'\$%.3gbn in all;' % (sum(float(r['told'])
    for r in rows) / 1e9) in open('$work/c.alt.txt').read()"
verdict 'a flow is told by its sum'
draw 'net(studio)' && says "Studio's net cash in one future: "
verdict 'net(studio) has the party in its name'
draw revenue --where 'paid > 20bn USD' && holds "len(rows[0]) == 23" && shows 'Only futures where paid &gt; 20bn USD'
verdict 'under a condition: the first futures in which it holds'
draw revenue --base-case && says 'Revenue in the base case: $' && holds "len(rows[0]) == 4"
verdict 'the base case is one path'
! draw revenue --path 77 && err E0811 && err 'has no sampled path "77"' && [ ! -e "$work/c.svg" ]
verdict 'a path that was not kept: told, and no file'
! draw share.capped && err E0812 && err 'draw its fan' && ! draw revenue --metric paid && err E0816 &&
    ! run 0 plot $deal --chart fan --series revenue --path 3 -o "$work/c.svg" && err 'takes no --path'
verdict 'what cannot be drawn so is refused'
exit $status
