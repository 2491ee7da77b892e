#!/bin/sh
# Charts that compare versions against results.json of the same run: titles, numbers, refusals.
# usage: tests/cli/charts_compare.sh BUILD_DIR

. tests/support/program.sh
deal=tests/cli/deal.yaml paths=4000
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3'; exit 0; }
"$entente" run $deal --paths $paths --quiet -o "$work/run" >/dev/null || exit 1

# draw KIND ARGUMENTS...: a chart, its words and numbers at hand
draw() {
    kind=$1
    shift
    rm -f "$work"/c.*
    "$entente" plot $deal --paths $paths --quiet --chart "$kind" "$@" -o "$work/c.svg" 2>"$work/err" &&
        cp "$work/c.alt.txt" "$work/said"
}
# refused CODE KIND ARGUMENTS...: with this message, and no file is left
refused() {
    wanted=$1
    shift
    ! draw "$@" && err "$wanted" && [ ! -e "$work/c.svg" ] && [ ! -e "$work/c.csv" ]
}
says() { grep -qF -- "$1" "$work/c.alt.txt"; }
shows() { grep -qF -- ">$1<" "$work/c.svg"; }
# holds EXPRESSION: of a(NAME), an agreement of results.json, diff, its differences, and rows, the
# lines of the chart's CSV
holds() {
    python3 - "$work/run/results.json" "$work/c.csv" "$1" >>"$work/said" 2>&1 <<'END'
import csv, json, math, sys
results = json.load(open(sys.argv[1]))
rows = list(csv.DictReader(open(sys.argv[2])))
diff = results['differences']['new - old']
def a(name):
    return results['agreements'][name]
def near(x, y, part=1e-9):
    return abs(float(x) - y) <= part * abs(y)
def steps(what='step'):
    return [float(r['value']) for r in rows if r['what'] == what]
if not eval(sys.argv[3]):
    sys.exit('not so: ' + sys.argv[3])
END
}

draw difference && says 'Studio gains in ' && says 'Amended against As signed: net present value' &&
    shows Distributor && holds "len(rows) == 2" &&
    holds "all(near(rows[0][k], diff['npv.studio'][k]) for k in ('mean', 'p5', 'p50', 'p95', 'positive'))" &&
    holds "all(near(rows[1][k], diff['npv.distributor'][k]) for k in ('mean', 'se', 'p5', 'zero'))"
verdict 'difference: every party against the baseline, future by future'
draw difference --metric paid && says 'Total paid: lower in ' && shows lower &&
    holds "len(rows) == 1 and near(rows[0]['p50'], diff['paid']['p50'])"
verdict 'difference: one metric'
refused E0812 difference --metric cap_date && err 'come in both versions' &&
    refused E0812 difference --metric capped && err 'draw a dumbbell' &&
    refused E0812 difference --agreement old && err 'the baseline itself' &&
    refused E0811 difference --metric pai && err 'did you mean paid?' &&
    refused E0816 difference --series revenue && refused E0816 difference --base-case
verdict 'difference: what it cannot show it refuses'
sed '/^baseline/d' $deal >"$work/none.yaml"
! "$entente" plot "$work/none.yaml" --paths 500 --chart difference -o "$work/n.svg" 2>"$work/err" &&
    err 'names no baseline' && [ ! -e "$work/n.svg" ]
verdict 'difference: without a baseline there is none'

draw dumbbell && says "Studio's net present value: \$" && says ' under As signed, $' && says ' Total paid: ' &&
    holds "near([r for r in rows if r['metric'].startswith('Studio')][1]['middle'], a('new')['metrics']['npv.studio']['p50'])"
verdict 'dumbbell: the metric that moves most leads'
draw dumbbell --metric paid,cap_date,capped && says 'Total paid: $' && shows never && shows '&lt;0.08%' &&
    holds "len(rows) == 6 and rows[2]['low'] == 'never' and rows[3]['unit'] == 'date'" &&
    holds "rows[3]['low'] == a('new')['metrics']['cap_date']['p10']" &&
    holds "near(rows[1]['low'], a('new')['metrics']['paid']['p10']) and near(rows[5]['middle'], a('new')['metrics']['capped']['mean'])"
verdict 'dumbbell: amounts, dates and shares, each on its own axis'
draw dumbbell --from new --agreement new --metric paid && holds "len(rows) == 1" &&
    draw dumbbell --from new --agreement old --metric paid && holds "[r['version'] for r in rows] == ['Amended', 'As signed']"
verdict 'dumbbell: from one version to another'
refused E0811 dumbbell --metric paid,caped && err 'did you mean capped?' &&
    refused E0811 dumbbell --from knew && err 'did you mean new?' && refused E0816 dumbbell --base-case
verdict 'dumbbell: what is not there it refuses'

draw waterfall && says 'Studio: $102.0bn in all; of its clauses “share” weighs most, ' &&
    holds "near(sum(steps()), a('new')['metrics']['npv.studio']['mean'])" &&
    holds "near(rows[-1]['low'], a('new')['metrics']['npv.studio']['p5'])" &&
    holds "near(rows[1]['value'], a('new')['clauses']['share']['npv']['studio']['mean'])"
verdict 'waterfall: clauses and flows add up to the net present value'
draw waterfall --from old && says 'Studio gains $' && says 'From As signed to Amended: ' &&
    holds "near(sum(steps()), diff['npv.studio']['mean'])" &&
    holds "near(rows[-1]['high'] and float(rows[-1]['high']) - float(rows[-1]['value']), diff['npv.studio']['p95'] - diff['npv.studio']['mean'])"
verdict 'waterfall: from one version to another, closing on the paired difference'
draw waterfall --party distributor --from new --agreement old && says 'Distributor gains $' &&
    holds "near(sum(steps()), a('old')['metrics']['npv.distributor']['mean'] - a('new')['metrics']['npv.distributor']['mean'])" &&
    holds "rows[-1]['low'] == ''"
verdict 'waterfall: without a paired difference it has no interval'
draw waterfall --base-case && ! says 'in the mean' && ! says forecast && holds "rows[-1]['low'] == ''"
verdict 'waterfall: of one future'
refused E0811 waterfall --party studios && err 'did you mean studio?' &&
    refused E0812 waterfall --from new && err 'to itself nothing changes' && refused E0816 waterfall --metric paid
verdict 'waterfall: what it cannot show it refuses'
draw waterfall --from old --paths 1 && says "Studio: nothing changes its net present value" && holds "len(rows) == 2"
verdict 'waterfall: nothing changes'
sed 's/, discount: 12%//' $deal >"$work/rateless.yaml"
! "$entente" plot "$work/rateless.yaml" --paths 500 --chart waterfall -o "$work/n.svg" 2>"$work/err" &&
    err 'studio has no discount rate' && [ ! -e "$work/n.svg" ]
verdict 'waterfall: a party without a discount rate has no present value'
exit $status
