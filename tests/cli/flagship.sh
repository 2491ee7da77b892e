#!/bin/sh
# The flagship against what has been reported: the plan's revenue and cash, when the cap binds, what
# is forgone; and each version's terms against the others.  usage: tests/cli/flagship.sh BUILD_DIR

. tests/support/program.sh
flagship=scenarios/openai-microsoft.yaml on_plan=scenarios/openai-on-plan.yaml

table() { # table FILE ARGUMENTS...: the table that the following lines look into
    run 0 run "$@" --quiet --csv && mv "$work/out" "$work/table"
}
field() { # field AGREEMENT METRIC COLUMN
    awk -F, -v a="$1" -v m="$2" -v c="$3" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        $1 == a && $2 == m { print $at[c] }' "$work/table"
}
near() { # near AGREEMENT METRIC WANTED WITHIN
    got=$(field "$1" "$2" mean)
    echo "$1: $2 is $got, not $3 within $4" >"$work/said"
    [ -n "$got" ] && awk -v g="$got" -v w="$3" -v e="$4" 'BEGIN { exit !(g - w <= e && w - g <= e) }'
}
date_of() { # date_of AGREEMENT METRIC DATE: the median
    got=$(field "$1" "$2" p50)
    echo "$1: $2 is $got, not $3" >"$work/said"
    [ "$got" = "$3" ]
}
clean() { # clean FILE: no error, no warning
    run 0 check "$1" && silent err
}

# --- The plan of February 2026 ------------------------------------------------------------------------
clean $on_plan
verdict 'the plan has nothing to warn of'
table $on_plan
verdict 'the plan runs'
while read -r year revenue cash; do
    near oct-2025 "revenue_$year" "${revenue}e9" "$(awk "BEGIN { print $revenue * 1e6 }")"
    verdict "revenue of $year is ${revenue}bn"
    near oct-2025 "cash_$year" "${cash}e9" "$(awk "BEGIN { print ${cash#-} * 2e7 }")"
    verdict "cash of $year under October's terms is ${cash}bn"
    near oct-2025 "other_$year" 27.5e9 22.5e9
    verdict "other costs of $year balance it between 5 and 50bn"
done <<END
2026 30 -25
2027 62 -57
2028 112 -85
2029 187 -51
2030 284 39
END
near oct-2025 compute_to_2030 600e9 1e6
verdict 'compute to 2030 is 600bn'
near oct-2025 left_for_others 10.8e9 0.05e9
verdict '665bn of compute would leave 11bn a year'
near oct-2025 share_paid 135e9 0.05e9
verdict 'uncapped, 135bn would be paid'
date_of apr-2026 cap_date 2028-12-31
verdict 'the cap binds in the last quarter of 2028'
near apr-2026 share_paid 38e9 1e3
verdict '38bn is paid'
near apr-2026 forgone 97.0e9 0.5e9
verdict '97.0bn is forgone'
near apr-2026 effective_rate 0.0563 0.00005
verdict 'that is 5.63% of revenue'

# --- The main file without uncertainty, multi-cloud sales, AGI ------------------------------------------
for reading in calendar_2026 effective_date inception; do
    table $flagship --base-case --set assumptions.attainment.value=1 --set drivers.noise.volatility=0% \
        --set assumptions.new_reach.value=0% --set assumptions.migrating.value=0% \
        --set assumptions.panel_agrees.value=0 --set assumptions.counted_before.use=$reading &&
        date_of apr-2026 cap_date 2028-12-31
    verdict "at plan the cap binds in the last quarter of 2028, counted by $reading"
done

# --- The versions -------------------------------------------------------------------------------------
clean $flagship
verdict 'the flagship has nothing to warn of'
table $flagship --paths 4096
verdict 'the flagship runs'
near exclusive-2023 stake_multiple 0 0 && near rofr-2025 stake_multiple 0 0
verdict 'no stake before October 2025'
near exclusive-2023 drawn_in_full 0 0 && near rofr-2025 drawn_in_full 0 0
verdict 'no commitment before October 2025'
near apr-2026 first_rights_2030 1 0 && near oct-2025 first_rights_2030 0 0
verdict 'the right to ship first came in April 2026, and does not lapse for good'
for version in exclusive-2023 rofr-2025 oct-2025; do
    near $version forgone 0 0 || break
done
verdict 'only April 2026 has a cap'

# What one version adds to another is the gain of its amendment, on every future.
gain=$(awk -v a="$(field oct-2025 npv.microsoft mean)" -v b="$(field rofr-2025 npv.microsoft mean)" \
    'BEGIN { printf "%.17g", a - b }')
near apr-2026 microsoft_october "$gain" 1e3
verdict "October 2025's gain is the same seen from any version"

# Each reading changes what it speaks of, in the direction it must.
share() { # share PATH=VALUE VERSION: what is paid
    table $flagship --paths 4096 --set "$1" && field "$2" share_paid mean
}
above() { echo "$1 is not above $2" >"$work/said"; awk -v a="$1" -v b="$2" 'BEGIN { exit !(a > b) }'; }
base=$(field oct-2025 share_paid mean)
above "$(share assumptions.old_share_until.use=until_agi oct-2025)" "$base"
verdict 'the old share is more without an end in 2030'
above "$base" "$(share assumptions.ads_shared.use=not_shared oct-2025)"
verdict 'and less without advertising'
above "$base" "$(share assumptions.plan_vintage.use=third_quarter_2025 oct-2025)"
verdict 'and less on the older plan'
above "$(share assumptions.agi_judge.use=microsoft oct-2025)" "$base"
verdict 'and more if Microsoft judged AGI'
table $flagship --paths 4096 && old=$(field exclusive-2023 agi_by_2030 mean) &&
    table $flagship --paths 4096 --set assumptions.agi_profit_test.use=profits &&
    above "$old" "$(field exclusive-2023 agi_by_2030 mean)"
verdict 'a test of profits delays AGI before October 2025'
table $flagship --paths 4096 && kept=$(field apr-2026 no_release_by_2030 mean) &&
    table $flagship --paths 4096 --set assumptions.forfeiture.use=for_good &&
    alive=$(field apr-2026 first_rights_2030 mean) &&
    ! above "$kept" "$alive" && above "$(awk "BEGIN { print $kept + 0.03 }")" "$alive"
verdict 'with forfeiture, the right outlives only a release of the last quarter'

# No reading is idle: each that is not in use changes some number.
table $flagship --paths 512 && mv "$work/table" "$work/in_use"
for reading in counted_before=effective_date counted_before=inception old_share_until=until_agi \
    plan_vintage=third_quarter_2025 ads_shared=not_shared agi_judge=microsoft agi_profit_test=profits \
    profit_step=at_92bn losses_before=net forfeiture=for_good carve_out=or commitment_until=six_years \
    stake_at_start=draft_prospectus stake_at_start=after_round money_in=funded \
    other_cloud_price=tenth_more ipo_delay=mid_2027 day_one_move=intraday; do
    table $flagship --paths 512 --set "assumptions.${reading%=*}.use=${reading#*=}" &&
        ! cmp -s "$work/table" "$work/in_use"
    verdict "the reading $reading changes something"
done

# --- The variants: each runs, and moves what it says it tests --------------------------------------------
variant() { # variant NAME: its table, after that of the flagship's own numbers
    clean "scenarios/$1.yaml" && table "scenarios/$1.yaml" --paths 4096
    verdict "$1 runs, and has nothing to warn of"
}
table $flagship --paths 4096
drawn=$(field apr-2026 drawn_in_full mean) never=$(field apr-2026 cap_date never)
shared=$(field oct-2025 share_paid mean) alone=$(field exclusive-2023 npv.openai mean)
gain=$(field apr-2026 openai_gain mean)
variant openai-slower
above "$drawn" "$(field apr-2026 drawn_in_full mean)" && above "$(field apr-2026 cap_date never)" "$never"
verdict 'slower, the cap binds less often and the commitment is drawn in full less often'
variant agi-2028
near oct-2025 agi_by_2030 1 0 && above "$shared" "$(field oct-2025 share_paid mean)" &&
    near apr-2026 share_paid 36.6e9 0.2e9
verdict 'AGI in 2028 ends the old share, not the new'
variant capacity-crunch
above "$alone" "$(field exclusive-2023 npv.openai mean)" && above "$kept" "$(field apr-2026 no_release_by_2030 mean)"
verdict 'short of capacity, exclusive compute is dear and launches are released'
variant azure-willing
near apr-2026 no_release_by_2030 1 0 && above "$(field apr-2026 drawn_in_full mean)" "$drawn"
verdict 'able and willing, Azure loses no launch'
mv "$work/table" "$work/and" && table scenarios/azure-willing.yaml --paths 4096 --set assumptions.carve_out.use=or &&
    cmp "$work/table" "$work/and" >"$work/said"
verdict 'and the carve-out does not matter'
variant counterfactual-no-amendment
above "$(field apr-2026 openai_gain mean)" "$gain"
verdict 'a quarrel that is sure makes the amendment worth more to OpenAI'
exit $status
