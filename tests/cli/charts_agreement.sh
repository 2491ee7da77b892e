#!/bin/sh
# Charts of the agreement: what they say, and that their numbers are the run's.
# usage: tests/cli/charts_agreement.sh BUILD_DIR

. tests/support/charts.sh

beside
verdict 'a run to hold the charts against'

draw $deal survival && says 'share: capped in 42% of futures, most often in ' &&
    says ': Amended: share of futures in which it has happened, by the end of each quarter.' &&
    [ "$(field "$work/c.csv" 2 2031-12-31)" = \
        "$(field "$work/run/events.csv" 4 new,share.capped,2031-12-31)" ]
verdict 'survival: the share of futures that the run counts'
shows 'share ends' && draw $deal survival --series share.capped &&
    says 'share: capped'
verdict 'survival: an event by its name, and its last day'
refused 'did you mean share.capped?' $deal survival --series share.caped
verdict 'survival: a name it does not know'
refused 'no event of old comes in some futures' $deal survival --agreement old &&
    err 'name one with --series, such as share.capped'
verdict 'survival: nothing that is uncertain'
refused 'needs many futures' $deal survival --base-case
verdict 'survival: one path has no shares'

sum() { # sum ENTRY: over the years
    awk -F, -v entry="$1" '$2 == entry { s += $3 } END { printf "%.0f", s / 1e6 }' "$work/c.csv"
}
total() { # total CLAUSE
    awk -F, -v clause="$1" '$1 == "new" && $4 == clause { printf "%.0f", $7 / 1e6 }' \
        "$work/run/transfers.csv"
}
draw $deal ledger --party distributor && says 'Distributor receives $21.1bn by 2031, all as share' &&
    [ "$(sum share)" = "$(total share)" ] && [ "$(sum net)" = "$(total share)" ]
verdict 'ledger: the years add up to the transfers'
draw $deal ledger && says 'Studio receives ' && says 'more than it pays by 2031' &&
    [ "$(sum net)" = "$(($(total sales) - $(total share)))" ]
verdict 'ledger: the first party, its net'
refused 'did you mean studio?' $deal ledger --party stuido
verdict 'ledger: a party it does not know'
draw $deal ledger --base-case --agreement old && ! says 'not a forecast'
verdict 'ledger: the base case, which is no simulation'
draw $deal fan --series revenue --base-case && says 'Revenue in Q4 2031: ' && says ' in the base case' && ! says '80%' &&
    grep -q '>The base case, every draw at its median: no forecast' "$work/c.svg"
verdict 'fan: the base case has no range of futures'
lng=scenarios/lng-take-or-pay.yaml
draw $lng fan --series oil && says 'Oil price in Q4 2036: '
verdict 'fan: a driver has its own title'
draw $lng difference --agreement make_up_carry &&
    title=$(sed -n '1s/.*Utility gains in \([0-9.]*%\).*/\1/p' "$work/c.alt.txt") &&
    lane=$(sed -n 's:.*>\([0-9.]*%\)</text>.*:\1:p' "$work/c.svg" | head -1) &&
    [ "$title" = "$(printf '%.0f%%' "${lane%\%}")" ]
verdict 'difference: the title has the whole percents of the lane'
drug=scenarios/drug-licence.yaml
draw $drug fan --series royalty.paid && says 'Royalty, what is paid, highest in Q' &&
    [ "$(awk -F, 'NR > 1 && $7 > most { most = $7; at = substr($1, 1, 4) } END { print at }' \
        "$work/c.csv")" = "$(sed -n '1s/.*highest in Q[1-4] \(20[0-9]*\):.*/\1/p' "$work/c.alt.txt")" ]
verdict 'fan: of what has run out by the end the highest period is told'
draw $drug fan --series approved && says 'Approval: in 1' && grep -q '>share 1[0-9.]*%<' "$work/c.svg"
verdict 'fan: the line of a yes or no is a share'
draw $drug fan --base-case && says 'Net sales in every quarter: $0 a year in the base case' &&
    says 'The base case begins at $0 a year' && grep -q '>base case \$0<' "$work/c.svg" &&
    ! grep -qi median "$work/c.csv"
verdict 'fan: the base case is no median'
draw $deal fan --series revenue --paths 2 && says ', mean of 2 futures' && ! says '80%' && ! says 'median' &&
    [ "$(sed -n 1p "$work/c.csv")" = 'period_end,value' ]
verdict 'fan: two futures have a mean and no bands'
draw $deal fan --series revenue --paths 10 && says '80% of futures' && says 'median'
verdict 'fan: ten futures have bands'
for kind in fan paths flows ledger waterfall; do
    draw $drug $kind --paths 1 && ! says '% of' && ! says 'median' && ! says 'mean'
    verdict "$kind: one future has no shares, median or mean"
done
refused 'needs many futures, this run shows one' $drug histogram --paths 1
verdict 'histogram: one future has no distribution'

draw $deal flows && says 'Studio pays Distributor $21.1bn by 2031, all as share' &&
    [ "$(field "$work/c.csv" 4 'Studio,Distributor,share')" = \
        "$(field "$work/run/transfers.csv" 7 '^new,studio,distributor,share')" ]
verdict 'flows: what the run moves between ledgers'
refused 'takes no --series' $deal flows --series revenue
verdict 'flows: what it does not take'

# The cap ends the share in the futures that the run counts, from the period after.
draw $deal timeline && says 'share: capped in 42% of futures, most often in late 2029' &&
    says '; until 31 Dec 2030.' &&
    [ "$(grep -c '^share,2026-01-01,2030-12-31,' "$work/c.csv")" = 24 ] &&
    [ "$(field "$work/c.csv" 5 ',2031-12-31,')" = 0 ] &&
    awk -v in_force="$(field "$work/c.csv" 5 '2030-12-31,2030-12-31,')" \
        -v capped="$(field "$work/run/events.csv" 4 new,share.capped,2030-09-30)" \
        'BEGIN { gap = in_force + capped - 1; exit !(gap < 1e-9 && gap > -1e-9) }'
verdict 'timeline: in force where the cap was not reached before'
draw $deal timeline --agreement old && says '1 of 2 clauses of As signed last to 2031' &&
    grep -q '>Arrows: it goes on.<' "$work/c.svg" &&
    says 'only: goes on beyond the end.'
verdict 'timeline: what nothing ends but its day'
sed 's/^      only: .*/&\n      bonus: {kind: milestone_payment, from: studio, to: distributor, amount: 1bn, trigger: attainment > 1}/' \
    $deal >"$work/bonus.yaml"
draw "$work/bonus.yaml" timeline --agreement old && says 'bonus: triggered in '
verdict 'timeline: where nothing is ended, what comes is the title'
cat >"$work/one.yaml" <<'END'
entente: 1
title: One clause
currency: USD
horizon: {start: 2026-01-01, end: 2031-12-31, step: quarter}
parties: {maker: {discount: 10%}, seller: {discount: 8%}}
drivers:
  sales: {kind: gbm, unit: USD/year, initial: 10bn, drift: 5%, volatility: 20%}
agreements:
  first:
    clauses:
      share: {kind: revenue_share, from: seller, to: maker, base: sales, rate: 20%, until: 2031-06-30}
series: [sales]
metrics:
  paid: total(share.paid)
  much: total(share.paid) > 10bn USD
END
draw "$work/one.yaml" timeline && says 'share ends on 30 Jun 2031'
verdict 'timeline: of one clause the day it ends on'
rm -f "$work"/c.*
"$entente" sweep "$work/one.yaml" --vary agreements.first.clauses.share.rate=1%,90% --metric much \
    --paths 500 -o "$work/c.svg" >"$work/out" 2>"$work/err" &&
    says 'much: less than 1% at 1%, all futures at 90%'
verdict 'a sweep of the odds says all of what'
draw $deal timeline --from old && says 'Amended drops 1 clause of As signed, adds 0 and changes when 1 ends' &&
    says 'only, As signed: not in Amended; goes on beyond the end.' &&
    [ "$(grep -c '^"share, Amended",' "$work/c.csv")" = 24 ]
verdict 'timeline: two versions, the clauses that differ'
refused 'did you mean old?' $deal timeline --from odl
verdict 'timeline: a version it does not know'
refused 'takes no --metric' $deal timeline --metric paid
verdict 'timeline: what it does not take'

# Value that is booked and not paid is left out, and said.
flagship=scenarios/openai-microsoft.yaml
draw $flagship flows && says 'OpenAI pays Microsoft $' &&
    ! grep -q "Microsoft's stake" "$work/c.csv" &&
    grep -q "Cash alone, without value that is only booked: .*Microsoft" "$work/c.svg"
verdict 'flows: cash alone'
draw $flagship ledger --party microsoft && says 'April 2026: USD a year by clause' &&
    ! grep -q "Microsoft's stake" "$work/c.csv" && shows_part 'from 27 Apr'
verdict 'ledger: cash alone, and a first year in part'
draw $flagship timeline --agreement oct-2025 && says 'Licence to research methods: ended in ' &&
    says '(AGI, declared by OpenAI and verified by a panel: effective); until 31 Dec 2030.' &&
    says 'Revenue share: ended in ' && says "Microsoft's stake: goes on beyond the end."
verdict 'timeline: ended by an event, or on a day that an assumption names'
draw $flagship timeline --from oct-2025 && says 'April 2026 drops 3 clauses of October 2025, adds 1 ' &&
    shows_part 'The same in both: Amazon'
verdict 'timeline: what the amendment changes'
exit $status
