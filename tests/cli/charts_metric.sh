#!/bin/sh
# Charts of one metric against results.json of the same run: titles, thresholds, numbers.
# usage: tests/cli/charts_metric.sh BUILD_DIR

. tests/support/program.sh
deal=tests/cli/deal.yaml paths=4000
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3'; exit 0; }
"$entente" run $deal --paths $paths --quiet -o "$work/run" >/dev/null || exit 1

# draw KIND ARGUMENTS...: a chart of the new version, its words and numbers at hand
draw() {
    kind=$1
    shift
    rm -f "$work"/c.*
    "$entente" plot $deal --paths $paths --quiet --chart "$kind" "$@" -o "$work/c.svg" 2>"$work/err" &&
        cp "$work/c.alt.txt" "$work/said"
}
says() { grep -qF -- "$1" "$work/c.alt.txt"; }
shows() { grep -qF -- ">$1<" "$work/c.svg"; }
# holds EXPRESSION: of m(NAME), a metric of results.json, and rows, the lines of the chart's CSV
holds() {
    python3 - "$work/run/results.json" "$work/c.csv" "$1" >>"$work/said" 2>&1 <<'END'
import csv, json, sys
results = json.load(open(sys.argv[1]))
rows = list(csv.DictReader(open(sys.argv[2])))
def m(name, agreement='new'):
    return results['agreements'][agreement]['metrics'][name]
def near(a, b, part=1e-12):
    return abs(float(a) - b) <= part * abs(b)
if not eval(sys.argv[3]):
    sys.exit('not so: ' + sys.argv[3])
END
}

draw cdf --metric paid && says 'USD, share of futures at or below each value' &&
    holds "rows[-1]['share_at_or_below'] == '1' and near(rows[-1]['value'], m('paid')['max'])" &&
    holds "near(rows[-1]['share_below'], 1 - m('paid')['atoms'][0]['probability'], 1e-9)"
verdict 'cdf: it ends at the greatest value, with a jump as high as its point mass'
draw cdf --metric cap_date && holds "near(rows[-1]['share_below'], 1 - m('cap_date')['never'], 1e-9)" &&
    holds "rows[-1]['what'] == 'never' and rows[-1]['value'] == ''"
verdict 'cdf: of a date it ends where never begins'
draw cdf --metric paid --threshold 20bn && says 'Total paid: above $20bn in ' &&
    holds "[r for r in rows if r['what'] == 'threshold'][0]['value'] == '20000000000'"
verdict 'cdf: a threshold is in the title and among the numbers'
draw cdf --metric paid --threshold 25.2bn && says 'above $25.2bn in less than 1% of futures' &&
    shows 'all at or below $25.2bn' && draw dots --metric paid --threshold 25.2bn &&
    says '0 of 50 above $25.2bn' && draw histogram --metric paid --threshold 25.2bn &&
    says 'Above $25.2bn: <0.08%.'
verdict 'a cap that rounding exceeds is not exceeded'
draw convergence --metric paid --keep 100 && holds "[r['futures'] for r in rows] == ['1024', '2048', '4000']" &&
    holds "near(rows[0]['mean'], m('paid')['running']['mean'][5])"
verdict 'convergence: values that are not kept are told after doubled blocks'
draw histogram --metric cap_date --threshold 2029-12-31 && says 'Cap reached: by Q4 2029 in '
verdict 'histogram: a date by the threshold'
draw dots --metric paid && holds "len(rows) == 50" &&
    holds "near(rows[24]['value'], m('paid')['quantiles'][98]) and rows[24]['quantile'] == '0.49'" &&
    holds "near(rows[0]['value'], m('paid')['p1'])" && [ "$(grep -c '<circle' "$work/c.svg")" = 50 ]
verdict 'dots: fifty quantiles'
draw dots --metric cap_date --threshold 2029-12-31 &&
    hits=$(awk -F, '$4 == 1' "$work/c.csv" | wc -l) && shows "$((hits)) of 50 by Q4 2029"
verdict 'dots: the odds that are shown are those of the numbers'
draw convergence --metric paid && says 'Total paid: the mean settles at $21.24bn, ±$0.15bn' && says 'after 4,000 futures' &&
    holds "[int(r['futures']) for r in rows] == m('paid')['running']['n']" &&
    holds "near(rows[-1]['mean'], m('paid')['mean']) and near(rows[-1]['standard_error'], m('paid')['se'])"
verdict 'convergence: it ends at the mean of the run'
draw convergence --metric capped && says 'share of the futures simulated so far' &&
    draw convergence --metric cap_date && says 'mean day over the futures so far in which it comes' &&
    ! draw convergence --metric paid --paths 20 && err E0812
verdict 'convergence: of a yes or no a share, of a date a day, of twenty futures nothing'
draw dots --metric npv.studio --threshold '-1.5bn USD' && says 'above −$1.5bn in '
verdict 'a negative threshold, with its unit'
for bad in 2029-12-31 38zn 20% '5 EUR'; do
    ! draw cdf --metric paid --threshold "$bad" && err E0817 && err 'paid is in USD' && [ ! -e "$work/c.svg" ] || break
    bad=
done
[ -z "$bad" ]
verdict 'a threshold that is no amount: told, and no file'
! draw cdf --metric cap_date --threshold 38bn && err E0817 && err 'as in --threshold 2028-12-31'
verdict 'a threshold that is no day'
! draw dots --metric capped && err E0812 && ! draw cdf --metric piad && err 'did you mean paid?' &&
    ! draw fan --series revenue --where 'paid > 1000bn USD' && err E0910 && ! err E0804 &&
    ! draw fan --threshold 3 && err E0816 && ! draw dots --base-case && err E0816
verdict 'what cannot be drawn so is refused'
exit $status
