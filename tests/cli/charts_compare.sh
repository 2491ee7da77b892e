#!/bin/sh
# Charts that compare versions against results.json of the same run: titles, numbers, refusals.
# usage: tests/cli/charts_compare.sh BUILD_DIR

. tests/support/charts.sh
paths=4000
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3'; exit 0; }
beside || exit 1

draw $deal difference && says 'Studio gains in ' && says 'Amended against As signed: net present value' &&
    shows Distributor && holds "len(rows) == 2" &&
    holds "all(near(rows[0][k], diff['npv.studio'][k]) for k in ('mean', 'p5', 'p50', 'p95', 'positive'))" &&
    holds "all(near(rows[1][k], diff['npv.distributor'][k]) for k in ('mean', 'se', 'p5', 'zero'))"
verdict 'difference: every party against the baseline, future by future'
draw $deal difference --metric paid && says 'Total paid: lower in ' && shows lower &&
    holds "len(rows) == 1 and near(rows[0]['p50'], diff['paid']['p50'])"
verdict 'difference: one metric'
refused E0812 $deal difference --metric cap_date && err 'come in both versions' &&
    refused E0812 $deal difference --metric capped && err 'draw a dumbbell' &&
    refused E0812 $deal difference --agreement old && err 'the baseline itself' &&
    refused E0811 $deal difference --metric pai && err 'did you mean paid?' &&
    refused E0816 $deal difference --series revenue && refused E0816 $deal difference --base-case
verdict 'difference: what it cannot show it refuses'
sed '/^baseline/d' $deal >"$work/none.yaml"
refused 'names no baseline' "$work/none.yaml" difference
verdict 'difference: without a baseline there is none'

draw $deal dumbbell && says "Studio's net present value: \$" && says ' under As signed, $' && says ' Total paid: ' &&
    holds "near([r for r in rows if r['metric'].startswith('Studio')][1]['middle'], a('new')['metrics']['npv.studio']['p50'])"
verdict 'dumbbell: the metric that moves most leads'
draw $deal dumbbell --metric paid,cap_date,capped && says 'Total paid: $' && shows never && shows '&lt;0.08%' &&
    holds "len(rows) == 6 and rows[2]['low'] == 'never' and rows[3]['unit'] == 'date'" &&
    holds "rows[3]['low'] == a('new')['metrics']['cap_date']['p10']" &&
    holds "near(rows[1]['low'], a('new')['metrics']['paid']['p10']) and near(rows[5]['middle'], a('new')['metrics']['capped']['mean'])"
verdict 'dumbbell: amounts, dates and shares, each on its own axis'
draw $deal dumbbell --from new --agreement new --metric paid && holds "len(rows) == 1" &&
    draw $deal dumbbell --from new --agreement old --metric paid && holds "[r['version'] for r in rows] == ['Amended', 'As signed']"
verdict 'dumbbell: from one version to another'
refused E0811 $deal dumbbell --metric paid,caped && err 'did you mean capped?' &&
    refused E0811 $deal dumbbell --from knew && err 'did you mean new?' && refused E0816 $deal dumbbell --base-case
verdict 'dumbbell: what is not there it refuses'

draw $deal waterfall && says 'Studio: $102.0bn in all; of its clauses “share” weighs most, ' &&
    holds "near(sum(steps()), a('new')['metrics']['npv.studio']['mean'])" &&
    holds "near(rows[-1]['low'], a('new')['metrics']['npv.studio']['p5'])" &&
    holds "near(rows[1]['value'], a('new')['clauses']['share']['npv']['studio']['mean'])"
verdict 'waterfall: clauses and flows add up to the net present value'
draw $deal waterfall --from old && says 'Studio gains $' && says 'From As signed to Amended: ' &&
    holds "near(sum(steps()), diff['npv.studio']['mean'])" &&
    holds "near(rows[-1]['high'] and float(rows[-1]['high']) - float(rows[-1]['value']), diff['npv.studio']['p95'] - diff['npv.studio']['mean'])"
verdict 'waterfall: from one version to another, closing on the paired difference'
draw $deal waterfall --party distributor --from new --agreement old && says 'Distributor gains $' &&
    holds "near(sum(steps()), a('old')['metrics']['npv.distributor']['mean'] - a('new')['metrics']['npv.distributor']['mean'])" &&
    holds "rows[-1]['low'] == ''"
verdict 'waterfall: without a paired difference it has no interval'
draw $deal waterfall --base-case && ! says 'in the mean' && ! says forecast && holds "rows[-1]['low'] == ''"
verdict 'waterfall: of one future'
refused E0811 $deal waterfall --party studios && err 'did you mean studio?' &&
    refused E0812 $deal waterfall --from new && err 'to itself nothing changes' && refused E0816 $deal waterfall --metric paid
verdict 'waterfall: what it cannot show it refuses'
draw $deal waterfall --from old --paths 1 && says "Studio: nothing changes its net present value" && holds "len(rows) == 2"
verdict 'waterfall: nothing changes'
sed 's/, discount: 12%//' $deal >"$work/rateless.yaml"
refused 'studio has no discount rate' "$work/rateless.yaml" waterfall
verdict 'waterfall: a party without a discount rate has no present value'
exit $status
