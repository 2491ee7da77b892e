#!/bin/sh
# `sweep`: each point is what `run --set` gives, and a mistake comes before the work.
# usage: tests/cli/sweep.sh BUILD_DIR

. tests/support/program.sh
deal=tests/cli/deal.yaml

sweep() { # sweep CODE ARGUMENTS...
    wanted=$1
    shift
    run "$wanted" sweep "$@" --paths 2000
}

# same PATH VALUE...: the points of a sweep are the runs with --set
same() {
    path=$1
    shift
    list=$(IFS=,; echo "$*")
    sweep 0 $deal --vary "$path=$list" --csv || return 1
    mv "$work/out" "$work/swept"
    : >"$work/runs"
    for value in "$@"; do
        "$entente" run $deal --set "$path=$value" --paths 2000 --csv 2>"$work/err" |
            sed "1d; s/^/$value,/" >>"$work/runs"
    done
    sed 1d "$work/swept" | cmp -s - "$work/runs"
}
same assumptions.cap_total.value 20bn 30bn 60bn; verdict 'a sweep of a value is its runs'
same assumptions.before.use nothing inception; verdict 'a sweep of readings is its runs'
same agreements.new.clauses.share.cap 20bn none; verdict 'none clears a field'
same parties.studio.discount 8% 12%; verdict 'a field outside assumptions'

sweep 0 $deal --vary assumptions.cap_total.value=20bn:60bn:5 && out '  20bn ' && out '  30bn ' &&
    out '  60bn ' && [ "$(grep -c 'future by future' "$work/out")" = 2 ]
verdict 'a range, one table for each party'
sweep 0 $deal --vary agreements.old.clauses.share.rate=10%:20%:3 --metric paid && out '  15% ' &&
    out 'paid: new minus old' && ! out npv.studio; verdict 'a range of percentages, one metric'
sweep 0 scenarios/lng-take-or-pay.yaml --metric lost \
    --vary 'agreements.make_up.clauses.commitment.make_up_expiry=1 years:5 years:3' &&
    out '  1 years ' && out '  3 years ' && out '  5 years '; verdict 'a range of spans'
sweep 0 scenarios/lng-take-or-pay.yaml --metric lost \
    --vary 'assumptions.supply_cost.value=5 USD/MMBtu:6 USD/MMBtu:2' && out '  5 USD/MMBtu '
verdict 'a range with a unit'
sweep 2 $deal --vary 'assumptions.cap_total.value=20bn USD:40bn:3' && err 'differ in their unit'
verdict 'the ends of a range have one unit'
sweep 0 $deal --vary drivers.noise.drift=-10%:10%:3 --metric paid && out '  -10% ' && out '  0% '
verdict 'a range through zero'
sweep 0 $deal --vary 'quantities.revenue.formula="max(attainment * noise, 1) * 20bn USD/year","min(attainment * noise, 1) * 20bn USD/year"' \
    --metric paid; verdict 'a comma in brackets does not separate'
sweep 0 scenarios/yardstick.yaml --vary agreements.capped.clauses.share.cap=20bn,30bn &&
    out 'npv.licensor: capped' && ! out minus; verdict 'without a baseline, the versions themselves'
sweep 0 $deal --vary assumptions.cap_total.value=20bn,30bn --md && out '| 20bn |' && out '# A studio'
verdict Markdown
sweep 0 $deal --vary assumptions.cap_total.value=20bn,30bn --json && out '"vary": "assumptions.cap_total.value"' &&
    out '"value": "30bn"' && out '"overrides": []'; verdict JSON
sweep 0 $deal --vary assumptions.cap_total.value=20bn,30bn --base-case && ! out '±'; verdict 'the base case'
for threads in 1 2 7; do
    "$entente" sweep $deal --vary assumptions.cap_total.value=20bn,30bn --paths 5k --json \
        --threads $threads >"$work/$threads" 2>"$work/err" || break
done
cmp -s "$work/1" "$work/2" && cmp -s "$work/1" "$work/7"; verdict 'the same bytes on any number of threads'

# Several terms, one at a time: each row is a run, the first one that of the file.
sweep 0 $deal --agreement new --metric paid --csv \
    --vary 'assumptions.cap_total.value=20bn; assumptions.before.use=inception' &&
    mv "$work/out" "$work/swept" && : >"$work/runs" &&
    for set in '' assumptions.cap_total.value=20bn assumptions.before.use=inception; do
        "$entente" run $deal ${set:+--set "$set"} --paths 2000 --csv 2>"$work/err" |
            sed "1d; s/^/${set:-as it stands},/" >>"$work/runs"
    done && sed 1d "$work/swept" | cmp -s - "$work/runs"; verdict 'several terms are their runs'
sweep 0 $deal --agreement new --metric paid,npv.studio \
    --vary 'assumptions.cap_total.value=20bn; assumptions.before.use=inception' &&
    out 'new minus old' && out '  as it stands ' && out '  assumptions.cap_total.value=20bn ' &&
    grep -q '^  with  *npv.studio  *above 0  *paid  *above 0$' "$work/out" &&
    [ "$(grep -c 'future by future' "$work/out")" = 1 ]; verdict 'in one table'
sweep 0 $deal --vary 'assumptions.cap_total.value=20bn; assumptions.before.use=inception' --json &&
    out '"value": "as it stands"' && out '"overrides": []'; verdict 'and as JSON'
sweep 0 scenarios/yardstick.yaml --vary 'agreements.capped.clauses.share.cap=20bn; seed=3' &&
    grep -q '^  seed=3  *\$[0-9.]*bn ± ' "$work/out"; verdict 'without a baseline, what each is worth'

sweep 0 $deal --vary assumptions.cap_total.value=20bn,30bn --agreement old --metric paid &&
    out 'paid: old' && out '  20bn ' && ! out minus; verdict 'of the baseline, what it is worth itself'

# Mistakes
sweep 3 $deal --vary assumptions.cap_total.value=20bn,nonsense && err nonsense && [ ! -s "$work/out" ]
verdict 'a wrong last value stops it before the work'
sweep 3 $deal --vary assumptions.cap_totl.value=20bn && err 'did you mean'; verdict 'a term that is not there'
{ cat tests/cli/studio.yaml && seq -f '  m%g: total(royalty.paid)' 32; } >"$work/many.yaml"
all=$(seq -s, -f m%g 32)
for form in '' --md --csv; do
    # shellcheck disable=SC2086  # no form is no word
    sweep 0 "$work/many.yaml" --vary 'drivers.sales.drift=1%; seed=3' --metric "$all" $form && out m32
    verdict "as many metrics as are named $form"
done
sweep 2 $deal && err 'needs --vary'; verdict 'nothing to vary'
for wrong in nothing =20bn assumptions.cap_total.value= assumptions.cap_total.value=20bn,,30bn \
    assumptions.cap_total.value=20bn:30bn:1 assumptions.cap_total.value=20bn:30bn:5000 \
    assumptions.cap_total.value=20:30%:5; do
    sweep 2 $deal --vary "$wrong" && err E0612; verdict "refused: $wrong"
done
sweep 2 $deal --vary assumptions.cap_total.value=20bn --metric pad && err 'did you mean paid?'
verdict 'a metric that is not there'
sweep 2 $deal --vary assumptions.cap_total.value=20bn --agreement newer && err "no agreement newer"
verdict 'a version that is not there'
sweep 0 $deal --paths 500 --vary 'assumptions.cap_total.value=20bn; assumptions.before.use=nothing' &&
    cp "$work/out" "$work/one" && sweep 0 $deal --paths 500 --vary assumptions.cap_total.value=20bn \
    --vary assumptions.before.use=nothing && cmp -s "$work/one" "$work/out"
verdict 'two --vary are two terms, one at a time'
sed 's/^  capped: .*/&\n  broken: 1 \/ (paid - paid)/' $deal >"$work/fails.yaml" # every future fails
sweep 1 "$work/fails.yaml" --vary assumptions.cap_total.value=20bn --metric paid && err E0901 &&
    sweep 2 "$work/fails.yaml" --vary assumptions.cap_total.value=20bn --metric pad && err 'did you mean paid?' && ! err E0901 &&
    run 2 run "$work/fails.yaml" --metric pad && err 'did you mean paid?' && run 2 run "$work/fails.yaml" --agreement newer
verdict 'both are told before the run'
sweep 2 - --vary assumptions.cap_total.value=20bn && err 'once for each value'; verdict 'not from standard input'
ENTENTE_STOP_AFTER=1 "$entente" sweep $deal --vary assumptions.cap_total.value=20bn,30bn --paths 20k \
    >"$work/out" 2>"$work/err"
[ $? = 5 ] && out '  20bn ' && ! out '  30bn '; verdict 'a sweep that is stopped shows what it has: 5'

echo "1..$count"
exit $status
