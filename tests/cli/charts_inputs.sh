#!/bin/sh
# Charts of what moves the answer: what they say, and that their numbers are the run's.
# usage: tests/cli/charts_inputs.sh BUILD_DIR

. tests/support/charts.sh

# member AGREEMENT METRIC INPUT low|high: its mean in results.json, found by indentation
member() {
    awk -v a="    \"$1\": {" -v m="        \"$2\": {" -v i="            \"$3\": {" -v e="              \"$4\": {" '
        $0 == a { in_a = 1 } in_a && $0 == m { in_m = 1 } in_m && $0 == i { in_i = 1 }
        in_i && $0 == e { getline; gsub(/[^0-9.e+-]/, "", $2); print $2; exit }' "$work/run/results.json"
}

beside
verdict 'a run to hold the charts against'
draw $deal tornado --metric paid && says 'Total paid: noise moves it most, from $' &&
    says ': Amended: mean in USD over the lowest and highest tenth of each uncertain input.' &&
    [ "$(field "$work/c.csv" 5 ^attainment,)" = "$(member new paid attainment low)" ] &&
    [ "$(field "$work/c.csv" 7 ^attainment,)" = "$(member new paid attainment high)" ] &&
    [ "$(field "$work/c.csv" 7 ^noise,)" = "$(member new paid noise high)" ]
verdict 'tornado: the tenths that the run finds'
cp "$work/c.svg" "$work/first.svg" && "$entente" plot "$work/run/results.json" --chart tornado --quiet --metric paid -o "$work/c.svg" &&
    cmp "$work/c.svg" "$work/first.svg"
verdict "tornado: the same from results.json"
draw $deal tornado && says "Studio's net present value: noise moves it most, from " &&
    [ "$(field "$work/c.csv" 5 ^noise,)" = "$(member new npv.studio noise low)" ]
verdict 'tornado: the first metric'
draw $deal tornado --metric cap_date --agreement new && says 'Cap reached: noise moves its odds most' &&
    says ': Amended: share of futures over'
verdict 'tornado: of a date the share of futures in which it comes'
draw $deal tornado --metric cap_date --agreement old && says 'Cap reached is the same whatever the inputs'
verdict 'tornado: what nothing moves'
draw $deal tornado --where 'paid > 20bn USD' && says 'Amended'
verdict 'tornado: of some futures'
refused 'did you mean paid?' $deal tornado --metric pad
verdict 'tornado: a metric it does not know'
refused 'metrics: {paid: total(share.paid)}' $deal tornado --metric total.share.paid
verdict 'tornado: a total that is known in sum'
refused 'it takes 20 futures to have tenths, this run has 10' $deal tornado --paths 10
verdict 'tornado: too few futures'
refused 'were not kept one by one' $deal tornado --keep 100
verdict 'tornado: values that were not kept'
refused 'needs many futures' $deal tornado --base-case
verdict 'tornado: one path has no tenths'
sed 's/{distribution: lognormal, p10: 0.6, p90: 1.2/{value: 1/; s/volatility: 25%/volatility: 0%/' \
    $deal >"$work/certain.yaml" &&
    refused 'nothing is uncertain' "$work/certain.yaml" tornado
verdict 'tornado: nothing uncertain'

# A sweep's line: its numbers are those of the table, differences where there is a baseline.
cap=assumptions.cap_total.value
swept() { # swept ARGUMENTS...
    rm -f "$work"/c.*
    "$entente" sweep $deal --paths 500 --quiet -o "$work/c.svg" "$@" >"$work/out" 2>"$work/err" &&
        cp "$work/c.alt.txt" "$work/said"
}
mean() { # mean SWITCHES...: of Total paid with a cap of 40bn
    "$entente" run $deal --paths 500 --quiet --set $cap=40bn --json >"$work/run/results.json"
}
swept --vary $cap=20bn,40bn,60bn --metric paid --agreement old && says 'Total paid: $26' &&
    says 'As signed: Total paid, USD, over cap total.' && mean &&
    [ "$(grep ^40000000000, "$work/c.csv" | cut -d, -f2)" = "$(awk '/"old": {/ { a = 1 } a && /"paid": {/ { m = 1 }
        m && /"mean":/ { gsub(/,/, "", $2); print $2; exit }' "$work/run/results.json")" ]
verdict 'sweep: of the baseline the metric itself'
swept --vary $cap=20bn,40bn,60bn --metric paid &&
    says "Total paid changes by −\$11.5bn at \$20bn, by −\$500m at \$60bn" &&
    says 'Amended against As signed: difference of Total paid, USD' && [ "$(wc -l <"$work/c.csv")" = 4 ]
verdict 'sweep: a line over the values'
swept --vary agreements.new.clauses.share.cap=20bn,50bn --metric cap_date && says 'Cap reached: 8' &&
    says 'share of futures, over share: cap. At $20bn: '
verdict 'sweep: of a date the share of futures in which it comes'
swept --vary assumptions.before.use=nothing,inception && says 'over before. nothing: $'
verdict 'sweep: readings by their names'
swept --vary "$cap=20bn; drivers.noise.drift=5%" --metric paid --agreement new &&
    says "Total paid: −\$11.5bn with $cap=20bn, −\$5.1bn as it stands"
verdict 'sweep: several terms'
! swept --vary $cap=20bn,40bn --metric paid,cap_date && err 'shows one metric' && nothing
verdict 'sweep: a chart of two metrics'
! "$entente" sweep $deal --vary $cap=20bn -o "$work/c.xyz" 2>"$work/err" && err 'does not end like a chart'
verdict 'sweep: an ending it does not know, before anything is run'
! "$entente" sweep $deal --vary $cap=20bn --size slide 2>"$work/err" && err 'only with -o'
verdict 'sweep: a size without a chart'
exit $status
