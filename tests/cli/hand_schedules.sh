#!/bin/sh
# The shipped deals against schedules that are worked out here, by hand or by awk, from the wording of
# the terms alone.  Each scenario is run on a course that this test fixes.  usage: hand_schedules.sh BUILD_DIR

. tests/support/program.sh
cp scenarios/*.yaml "$work"
cd "$work" || exit 1

# One path, every number at its median: `agreement metric value`, a line each.
base_case() { # base_case FILE ARGUMENTS...
    "$entente" run "$@" --base-case --csv 2>err </dev/null | awk -F, 'NR > 1 { print $1, $2, $5 }' >got
}

# meets: every line of `expected` is in `got`, to a billionth (or a thousandth of the currency)
meets() {
    awk 'NR == FNR { got[$1 " " $2] = $3; next }
         { key = $1 " " $2; off = got[key] - $3; size = $3 < 0 ? -$3 : $3
           if (!(key in got) || off * off > (1e-9 * size + 1e-3) ^ 2) {
               print key ": " got[key] ", not " $3; bad = 1 }
         }
         END { exit bad || !FNR }' got expected >said
}

# --- LNG: ten years of demand and oil, all years known ------------------------------------------------
courses() { # courses DEMAND... : the file that lays a known course over the scenario
    cat <<'END'
entente: 1
extends: lng-take-or-pay.yaml
correlations: []
drivers:
END
    printf '  demand: {kind: curve, interpolation: step, extend: flat, points: {'
    awk 'NR > 1 { printf ", " } { printf "%s-01-01: %s", $1, $2 }' years
    printf '}}\n  oil: {kind: curve, unit: USD/bbl, interpolation: step, extend: flat, points: {'
    awk 'NR > 1 { printf ", " } { printf "%s-01-01: %s USD/bbl", $1, $3 }' years
    printf '}}\n'
}
# year, demand over contract quantity, oil in that year (which sets the price of the next)
cat >years <<'END'
2027 1.00 60
2028 0.80 40
2029 0.70 110
2030 0.95 90
2031 1.00 72
2032 0.60 45
2033 0.85 95
2034 1.30 70
2035 1.05 80
2036 0.92 80
END
courses >known.yaml
# The oldest shortfall is made up first, in the years to its expiry; what is taken beyond the year's
# sum and needed for no make-up counts for the year after.  Sums are in millions.
lng_schedule() { # lng_schedule EXPIRY
    awk -v expiry="$1" '
        function min(a, b) { return a < b ? a : b }
        function max(a, b) { return a > b ? a : b }
        function price(oil,    within) {
            within = min(max(oil, 45), 95)
            return 0.6 + 0.125 * within + 0.06 * (oil - within)
        }
        function settle(version, make_up, carry,
                        y, spend, owed, excess, from, used, back, left, carried, n, npv, paid, made) {
            for (y = 2027; y <= 2036; y++) {
                spend = 52 * price(oil[y - 1]) * min(demand[y], 1.1)
                owed = 0.9 * 52 * price(oil[y - 1])
                left[y] = max(owed - spend - carried, 0)
                excess = max(spend - owed, 0)
                back = 0
                for (from = y - expiry; make_up && from < y; from++) {
                    used = min(left[from], excess)
                    left[from] -= used; excess -= used; back += used
                }
                carried = carry ? excess : 0
                for (n = 1; n <= 4; n++) npv -= spend / 4 / 1.08 ^ (y - 2027 + n / 4)
                npv -= (left[y] - back) / 1.08 ^ (y - 2026)
                paid += left[y]; made += back
            }
            printf "%s npv.buyer %.6f\n%s deficiency %.6f\n", version, npv * 1e6, version, paid * 1e6
            printf "%s made_up %.6f\n%s lost %.6f\n", version, made * 1e6, version, (paid - made) * 1e6
        }
        { demand[$1] = $2; oil[$1] = $3 }
        END { oil[2026] = 72
              settle("strict", 0, 0); settle("make_up", 1, 0); settle("make_up_carry", 1, 1) }' years
}
lng_schedule 5 >expected && base_case known.yaml && meets && grep -q '^strict deficiency 269685000' got
verdict 'lng-take-or-pay: ten years of an S-curve, deficiency, make-up and carry-forward'
lng_schedule 2 >expected &&
    base_case known.yaml --set 'agreements.make_up.clauses.commitment.make_up_expiry=2 years' &&
    meets && [ "$(awk '$1 $2 == "make_uplost" { print ($3 > 0) }' got)" = 1 ]
verdict 'lng-take-or-pay: what is not made up within two years is lost'

# --- Drug licence: a success whose course is known ----------------------------------------------------
# Two years each for phases 2 and 3, one for the review: approval at the end of 2031, and sales that
# rise to their peak in four years.  The patent lasts to the end of 2041.
drug_schedule() { # drug_schedule PEAK UPFRONT RATE RATE RATE APPROVAL VERSION (millions)
    awk -v peak="$1" -v upfront="$2" -v low="$3" -v middle="$4" -v high="$5" -v approval="$6" \
        -v version="$7" '
        function min(a, b) { return a < b ? a : b }
        function over(x, edge) { return x > edge ? x - edge : 0 }
        function royalty(sales) {
            return low * min(sales, 300) + middle * min(over(sales, 300), 450) + high * over(sales, 750)
        }
        function receive(amount, quarter) { received += amount; npv += amount / 1.13 ^ (quarter / 4) }
        BEGIN {
            receive(upfront, 1); receive(25, 8); receive(40, 16); receive(approval, 20)
            for (q = 21; q <= 60; q++) {
                rate = peak * min((q - 20) / 16, 1)
                if (rate > 500 && !first++) receive(50, q)
                if (rate > 1000 && !second++) receive(100, q)
                due = royalty(year + rate / 4) - royalty(year)
                year += rate / 4; paid += due
                if (q % 4 == 0) { # from the third year on the market, 5m a year at least
                    if (q > 28) { due += over(5, paid); paid += over(5, paid) }
                    royalties += paid; year = paid = 0
                }
                receive(due, q)
            }
            printf "%s royalties %.6f\n%s received %.6f\n%s npv.biotech %.6f\n",
                version, royalties * 1e6, version, received * 1e6, version, npv * 1e6
        }'
}
for peak in 1200 400 40; do
    {
        drug_schedule $peak 35 0.08 0.10 0.12 75 offered
        drug_schedule $peak 25 0.14 0.17 0.20 75 counter
        drug_schedule $peak 25 0.08 0.10 0.12 275 back_loaded
    } >expected
    base_case drug-licence.yaml --set assumptions.phase_2.value=1 --set drivers.course.volatility=0 \
        --set 'assumptions.phase_2_time.value=2 years' --set 'assumptions.phase_3_time.value=2 years' \
        --set 'assumptions.review_time.value=1 year' --set "assumptions.peak_sales.value=${peak}m USD/year" && meets
    verdict "drug-licence: milestones, yearly tiers and minimum with peak sales of ${peak}m"
done

stochastic() { # stochastic FILE AGREEMENT METRIC TRUTH: within 4.5 standard errors
    "$entente" run "$1" --csv 2>err </dev/null |
        awk -F, -v agreement="$2" -v metric="$3" -v truth="$4" '
            $1 == agreement && $2 == metric {
                off = $5 - truth; found = 1
                if (off * off > (4.5 * $6) ^ 2) { print $5 " +/- " $6 ", not " truth; bad = 1 }
            }
            END { exit bad || !found }' >said
}
# .289 x .578 x .906: every course of the three steps ends within the horizon
stochastic drug-licence.yaml offered approved_ever 0.151339
verdict 'drug-licence: approval is as likely as its three steps together'

# --- Publisher: a book whose sales are known ----------------------------------------------------------
# Publication on 1 March 2028, 31 of the quarter's 91 days; then whole quarters to the end of 2033.
book_schedule() { # book_schedule COPIES
    awk -v copies="$1" '
        function min(a, b) { return a < b ? a : b }
        function max(a, b) { return a > b ? a : b }
        function royalty(sold, first) {
            return 28 * (first * min(sold, 5000) + (first + 0.025) * min(max(sold - 5000, 0), 5000) \
                         + (first + 0.05) * max(sold - 10000, 0))
        }
        function receive(amount, quarter) { received += amount; npv += amount / 1.1 ^ (quarter / 4) }
        function show(version) {
            printf "%s received %.6f\n%s npv.author %.6f\n", version, received, version, npv
            received = npv = 0
        }
        function sold(q) { return q < 5 ? 0 : copies * (1 - exp(-0.9 * (q - 5 + 31 / 91) / 4)) }
        function contract(version, advance, first,    q) { # what the royalties exceed the advance by
            receive(advance / 2, 1); receive(advance / 2, 5)
            for (q = 5; q <= 28; q++)
                receive(max(royalty(sold(q), first) - advance, 0) \
                        - max(royalty(sold(q - 1), first) - advance, 0), q)
            show(version)
        }
        BEGIN {
            contract("advance", 60000, 0.10)
            contract("royalty", 10000, 0.15)
            for (q = 5; q <= 28; q++)
                receive(max(10 * sold(q) - 30000, 0) / 2 - max(10 * sold(q - 1) - 30000, 0) / 2, q)
            show("profit_share")
        }'
}
for copies in 2000 9000 40000; do
    book_schedule $copies >expected
    base_case publisher-advance.yaml --set "assumptions.copies.value=$copies copy" && meets
    verdict "publisher-advance: advance, escalator and profit share with $copies copies"
done
# 16,785.71 copies earn 60,000: 14,000 + 17,500 + 4.2 x 6,785.71.  Within the horizon 99.4763% of
# all copies are sold, so the book needs 16,874; of a lognormal with a median of 6,000 and one in
# ten above 30,000, that is 0.82336 standard deviations up.
stochastic publisher-advance.yaml advance earned_out 0.205150
verdict 'publisher-advance: the advance is earned out as often as the lognormal says'

# --- What the heads of the files suggest ---------------------------------------------------------------
for file in *.yaml; do
    # `#   --set PATH=VALUE    why`: the arguments end at a gap of two spaces or the line.
    sed -n '/^[^#]/q; s/^#   \(--.*\)/\1/; s/  .*//; /^--/p' "$file" >suggested
    [ -s suggested ] || continue
    : >said
    while read -r arguments; do
        # shellcheck disable=SC2086 # eval takes the quotes of the line
        eval "\"\$entente\" run $file --paths 1000 $arguments" >out 2>err </dev/null ||
            { echo "$arguments: $(head -1 err)"; } >>said
    done <suggested
    [ ! -s said ]
    verdict "$file: what its head suggests can be run"
done
exit $status
