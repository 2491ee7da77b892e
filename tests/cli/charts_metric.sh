#!/bin/sh
# Charts of one metric against results.json of the same run: titles, thresholds, numbers.
# usage: tests/cli/charts_metric.sh BUILD_DIR

. tests/support/charts.sh
paths=4000
command -v python3 >/dev/null || { echo '1..0 # SKIP there is no python3'; exit 0; }
beside || exit 1

draw $deal cdf --metric paid && says 'USD, share of futures at or below each value' &&
    holds "rows[-1]['share_at_or_below'] == '1' and near(rows[-1]['value'], m('paid')['max'])" &&
    holds "near(rows[-1]['share_below'], 1 - m('paid')['atoms'][0]['probability'], 1e-9)"
verdict 'cdf: it ends at the greatest value, with a jump as high as its point mass'
draw $deal cdf --metric cap_date && holds "near(rows[-1]['share_below'], 1 - m('cap_date')['never'], 1e-9)" &&
    holds "rows[-1]['what'] == 'never' and rows[-1]['value'] == ''"
verdict 'cdf: of a date it ends where never begins'
draw $deal cdf --metric paid --threshold 20bn && says 'Total paid: above $20bn in ' &&
    holds "[r for r in rows if r['what'] == 'threshold'][0]['value'] == '20000000000'"
verdict 'cdf: a threshold is in the title and among the numbers'
draw $deal cdf --metric paid --threshold 25.2bn && says 'above $25.2bn in less than 1% of futures' &&
    shows 'all at or below $25.2bn' && draw $deal dots --metric paid --threshold 25.2bn &&
    says '0 of 50 above $25.2bn' && draw $deal histogram --metric paid --threshold 25.2bn &&
    says 'Above $25.2bn: <0.08%.'
verdict 'a cap that rounding exceeds is not exceeded'
draw $deal convergence --metric paid --keep 100 && holds "[r['futures'] for r in rows] == ['1024', '2048', '4000']" &&
    holds "near(rows[0]['mean'], m('paid')['running']['mean'][5])"
verdict 'convergence: values that are not kept are told after doubled blocks'
draw $deal histogram --metric cap_date --threshold 2029-12-31 && says 'Cap reached: by Q4 2029 in '
verdict 'histogram: a date by the threshold'
draw $deal dots --metric paid && holds "len(rows) == 50" &&
    holds "near(rows[24]['value'], m('paid')['quantiles'][98]) and rows[24]['quantile'] == '0.49'" &&
    holds "near(rows[0]['value'], m('paid')['p1'])" && [ "$(grep -c '<circle' "$work/c.svg")" = 50 ]
verdict 'dots: fifty quantiles'
draw $deal dots --metric cap_date --threshold 2029-12-31 &&
    hits=$(awk -F, '$4 == 1' "$work/c.csv" | wc -l) && shows "$((hits)) of 50 by Q4 2029"
verdict 'dots: the odds that are shown are those of the numbers'
draw $deal convergence --metric paid && says 'Total paid: the mean settles at $21.24bn, ±$0.15bn' && says 'after 4,000 futures' &&
    holds "[int(r['futures']) for r in rows] == m('paid')['running']['n']" &&
    holds "near(rows[-1]['mean'], m('paid')['mean']) and near(rows[-1]['standard_error'], m('paid')['se'])"
verdict 'convergence: it ends at the mean of the run'
draw $deal convergence --metric capped && says 'share of the futures simulated so far' &&
    draw $deal convergence --metric cap_date && says 'mean day over the futures so far in which it comes' &&
    refused E0812 $deal convergence --metric paid --paths 20
verdict 'convergence: of a yes or no a share, of a date a day, of twenty futures nothing'
draw $deal dots --metric npv.studio --threshold '-1.5bn USD' && says 'above −$1.5bn in '
verdict 'a negative threshold, with its unit'
odd=
for bad in 2029-12-31 38zn 20% '5 EUR'; do
    refused E0817 $deal cdf --metric paid --threshold "$bad" && err 'paid is in USD' || odd="$odd $bad"
done
[ -z "$odd" ]
verdict 'a threshold that is no amount: told, and no file'
refused E0817 $deal cdf --metric cap_date --threshold 38bn && err 'write a day, such as 2028-12-31'
verdict 'a threshold that is no day'
refused E0812 $deal dots --metric capped && refused 'did you mean paid?' $deal cdf --metric piad &&
    refused E0910 $deal fan --series revenue --where 'paid > 1000bn USD' && ! err E0804 &&
    refused E0816 $deal fan --threshold 3 && refused E0816 $deal dots --base-case
verdict 'what cannot be drawn so is refused'

# Told before a future is simulated: here every future fails
fails="$work/fails.yaml"
sed 's/^  capped: .*/&\n  broken: 1 \/ (paid - paid)/' $deal >"$fails"
refused E0901 "$fails" cdf --metric paid && refused E0811 "$fails" cdf --metric piad && refused E0301 "$fails" fan --series revnue &&
    refused E0811 "$fails" ledger --party studios && refused E0812 "$fails" histogram --metric capped &&
    refused E0812 "$fails" difference --metric capped && refused E0812 "$fails" paths --series share.capped &&
    refused E0817 "$fails" dots --metric cap_date --threshold 38bn && refused E0817 "$fails" cdf --metric paid --threshold 2028-12-31
verdict 'what is wrong with the names of a chart is told before the run'
exit $status
