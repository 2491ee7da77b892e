#!/bin/sh
# Charts of sampled futures against results.json of the same run, and `--path`.
# usage: tests/cli/charts_paths.sh BUILD_DIR

. tests/support/charts.sh
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3'; exit 0; }
beside || exit 1

draw $deal paths --series revenue && says 'Revenue in one future: $' && says '; 20 futures end from $' &&
    holds "all([float(r['future_%d' % p]) for r in rows] == s('revenue')['sample'][i]
                for i, p in enumerate(run['sampled']))" &&
    holds "[float(r['told']) for r in rows] == s('revenue')['sample'][told('revenue')]"
verdict 'twenty futures, and the one that ends nearest the median'
draw $deal paths --series share.paid --path 8 && says 'future 8 begins at' && shows_part 'entente trace --path 8' &&
    holds "[float(r['told']) for r in rows] == s('share.paid')['sample'][8]" &&
    holds "[r['period_end'] for r in rows if 'capped' in r['events']] == [e('share.capped')['sample'][8]]"
verdict '--path N: that one, with its events where they come'
"$entente" trace $deal --path 8 >"$work/trace" 2>&1
day=$(sed -n 's/^  *\([0-9-]*\)  *share.capped .*/\1/p' "$work/trace")
[ -n "$day" ] && grep -q "^$day,.*share: capped" "$work/c.csv"
verdict 'the trace of that path says the same'
draw $deal paths --series share.paid && says ' in all; 20 futures range from $' && holds "'\$%.3gbn in all;' % (sum(float(r['told'])
    for r in rows) / 1e9) in open('$work/c.alt.txt').read()"
verdict 'a flow is told by its sum'
draw $deal paths --series 'net(studio)' && says "Studio's net cash in one future: "
verdict 'net(studio) has the party in its name'
draw $deal paths --series revenue --where 'paid > 20bn USD' && holds "len(rows[0]) == 23" && shows_part 'Only futures where paid &gt; 20bn USD'
verdict 'under a condition: the first futures in which it holds'
draw $deal paths --series revenue --base-case && says 'Revenue in the base case: $' && holds "len(rows[0]) == 4"
verdict 'the base case is one path'
refused E0811 $deal paths --series revenue --path 77 && err 'has no sampled path "77"'
verdict 'a path that was not kept: told, and no file'
refused E0812 $deal paths --series share.capped && err 'draw its fan' && refused E0816 $deal paths --series revenue --metric paid &&
    ! run 0 plot $deal --chart fan --series revenue --path 3 -o "$work/c.svg" && err 'takes no --path'
verdict 'what cannot be drawn so is refused'
exit $status
