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

# --- Cloud reseller: five years that are known, with a loss in the second -----------------------------
# year, resale a year, serving cost over sales, the vendor's own compute, what it has committed itself to
cat >years <<'END'
2027 200 0.60 100 80
2028 300 1.10 110 120
2029 500 0.50 150 160
2030 700 0.45 190 200
2031 900 0.40 150 200
END
course() { # course COLUMN UNIT SUFFIX: a driver that steps with the years
    printf '{kind: curve, unit: "%s", interpolation: step, extend: flat, points: {' "$2"
    awk -v column="$1" -v suffix="$3" '
        { printf "%s%s-01-01: %s%s", (NR > 1 ? ", " : ""), $1, $column, suffix }' years
    printf '}}\n'
}
event() { # event DAY: a driver that is 1 from that day on
    echo "{kind: curve, interpolation: step, extend: flat, points: {2027-01-01: 0, $1: 1}}"
}
resale_known() { # resale_known TAKEOVER: the file that lays that course over the scenario
    cat <<END
entente: 1
extends: cloud-reseller.yaml
correlations: []
drivers:
  plan: $(course 2 USD/year m)
  serving_cost: $(course 3 1)
  own_compute: $(course 4 USD/year m)
  demand: {kind: constant, value: 1}
  rival_deal: $(event 2029-04-01)
  takeover: $(event "$1")
END
}
# Losses are carried to later profit.  The other cloud's 45% count from the tenth quarter on.  When the
# cloud leaves, after LAST quarters, 40% of its customers follow at a margin of 45%, and of that year's
# commitment the part for DAYS of its 365 days is owed.
resale_schedule() { # resale_schedule LAST DAYS
    awk -v last="$1" -v days="$2" '
        function max(a, b) { return a > b ? a : b }
        function receive(vendor, cloud) {
            for_vendor += vendor / 1.12 ^ (q / 4); for_cloud += cloud / 1.09 ^ (q / 4)
        }
        function owed(year,    final) {
            final = 2027 + int((last - 1) / 4)
            return year > final ? 0 : sum[year] * (year == final ? days / 365 : 1)
        }
        function settle(version, favoured, of_sales, committed,
                        here, sales, profit, loss, paid, all, carried, missing, short) {
            for_vendor = for_cloud = 0
            for (q = 1; q <= 20; q++) {
                y = 2027 + int((q - 1) / 4)
                here = q <= last
                sales = here * plan[y] / 4
                profit = sales * (1 - cost[y])
                paid = (favoured && q >= 10 ? 0.45 : 0.5) * max(profit - loss, 0)
                loss = max(loss - profit, 0)
                if (of_sales) paid = 0.28 * sales
                all += paid
                if (q % 4 == 1) bought = 0
                bought += here * compute[y] / 4
                missing = 0
                if (committed && q % 4 == 0) {
                    missing = max(owed(y) - bought - carried, 0)
                    carried = max(bought - owed(y), 0)
                    short += missing
                }
                receive(paid - here * compute[y] / 4 - missing + !here * plan[y] / 4 * 0.4 * 0.45,
                        profit - paid + here * compute[y] / 4 + missing)
            }
            printf "%s npv.vendor %.6f\n%s npv.cloud %.6f\n%s shared %.6f\n%s deficiency %.6f\n",
                version, for_vendor * 1e6, version, for_cloud * 1e6, version, all * 1e6, version, short * 1e6
        }
        { plan[$1] = $2; cost[$1] = $3; compute[$1] = $4; sum[$1] = $5 }
        END { settle("gross_profit", 0, 0, 1); settle("most_favoured", 1, 0, 1)
              settle("of_sales", 0, 1, 1); settle("uncommitted", 0, 0, 0) }' years
}
resale() { # resale TAKEOVER LEFT
    resale_known "$1" >known.yaml
    base_case known.yaml --set assumptions.reach.value=1 --set assumptions.rival_rate.value=45% && meets &&
        grep -qx "gross_profit left $2" got
}
# By hand: 20 carried out of 2027 are enough for 2028; then 10, 10 and 50 are missing.
resale_schedule 20 365 >expected && resale 2036-01-01 0 && grep -qx 'gross_profit deficiency 70000000' got
verdict 'cloud-reseller: a loss carried, the most-favoured rate, three years that fall short'
# Bought in the third quarter of 2029: over a year after that quarter's end, 273 days into 2030.
resale_schedule 15 273 >expected && resale 2029-07-01 1
verdict 'cloud-reseller: the cloud leaves a year after the vendor is bought'
# A deal within five years, 1 - exp(-25% x 5), at a rate below 50%, 5/6 of the triangle.
stochastic cloud-reseller.yaml most_favoured favoured 0.594579
verdict 'cloud-reseller: another cloud gets a better rate as often as the two chances say'

# --- Franchise: openings that are known ---------------------------------------------------------------
# One a quarter in the north.  In the south the first year's schedule is met a quarter late, in time, the
# second's half a year late: lost from the tenth quarter on.
north='1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1'
south='1 0 0 0 1 0 0 0 1 1 1 0 0 1 1 1 1 1 1 1 0 1'
openings() { # openings N... : a driver that steps with the quarters
    printf '{kind: curve, interpolation: step, extend: flat, points: {'
    for n in "$@" 0; do echo "$n"; done |
        awk '{ printf "%s%d-%02d-01: %s", (NR > 1 ? ", " : ""), 2027 + int((NR - 1) / 4), (NR - 1) % 4 * 3 + 1, $1 }'
    printf '}}\n'
}
# shellcheck disable=SC2086
cat >known.yaml <<END
entente: 1
extends: franchise.yaml
drivers:
  openings_north: $(openings $north)
  openings_south: $(openings $south)
END
franchise_schedule() { # franchise_schedule SALES_OF_AN_OUTLET (thousands)
    awk -v sales="$1" -v north="$north" -v south="$south" '
        function min(a, b) { return a < b ? a : b }
        # A territory of its own; both add up in the totals of the version.
        function territory(place, lost_from, cut,    q, had, opened, rivals, turnover, due, paid, year) {
            for (q = 1; q <= 40; q++) {
                opened = min(had + count[place, q], 12) - had
                had += opened
                rivals = q < lost_from ? 0 : min(2 * (q - lost_from + 1) / 4, 6)
                turnover = had * sales / 4 * (1 - 0.03 * rivals)
                paid = due = 0.06 * (q < lost_from ? 1 : 1 - cut) * turnover
                year += due
                if (q % 4 == 0) { # from the second year on, 200 at least
                    if (q > 4 && year < 200) paid += 200 - year
                    year = 0
                }
                royalties += paid; topped += paid - due
                franchisor += (paid + 40 * opened + 0.06 * rivals * sales / 4) / 1.09 ^ (q / 4)
                franchisee += (0.18 * turnover - paid - 490 * opened) / 1.12 ^ (q / 4)
            }
        }
        function settle(version, north_from, south_from, cut) {
            franchisor = franchisee = royalties = topped = 0
            territory(1, north_from, cut); territory(2, south_from, cut)
            printf "%s npv.franchisor %.6f\n%s npv.franchisee %.6f\n%s royalties %.6f\n%s topped_up %.6f\n",
                version, franchisor * 1e3, version, franchisee * 1e3, version, royalties * 1e3, version, topped * 1e3
        }
        BEGIN {
            n = split(north, given, " "); for (i = 1; i <= n; i++) count[1, i] = given[i]
            n = split(south, given, " "); for (i = 1; i <= n; i++) count[2, i] = given[i]
            settle("signed", 99, 10, 0); settle("protected", 99, 99, 0)
            settle("halved", 99, 10, 0.5); settle("open", 1, 1, 0.5)
        }'
}
for sales in 1200 700; do
    franchise_schedule $sales >expected &&
        base_case known.yaml --set "assumptions.outlet_sales.value=${sales}k USD/year" && meets &&
        [ "$(awk '$1 == "signed" && $2 ~ /^lost_ever/ { printf "%s ", $3 }' got)" = '0 1 ' ]
    verdict "franchise: fees, minimum and rivals where south is lost, outlets sell ${sales}k"
done
# Lost where openings up to a quarter after the k-th year's end number less than 2k, for some k to 5.
lost() { # lost RATE: by the distribution of openings over those quarters
    awk -v mean="$(awk -v rate="$1" 'BEGIN { print rate / 4 }')" '
        BEGIN {
            alive[0] = 1
            for (q = 1; q <= 21; q++) {
                for (n = 0; n <= 60; n++) {
                    after[n] = 0; chance = exp(-mean)
                    for (k = 0; k <= n; k++) { after[n] += alive[n - k] * chance; chance *= mean / (k + 1) }
                }
                for (n = 0; n <= 60; n++) alive[n] = q > 4 && q % 4 == 1 && n < (q - 1) / 2 ? 0 : after[n]
            }
            for (n = 0; n <= 60; n++) kept += alive[n]
            printf "%.9f\n", 1 - kept
        }'
}
stochastic franchise.yaml signed lost_ever_north "$(lost 3.2)"
verdict 'franchise: north is lost as often as the openings fall short'
stochastic franchise.yaml signed lost_ever_south "$(lost 2.6)"
verdict 'franchise: south too'

# --- What the heads of the files suggest ---------------------------------------------------------------
ln -s . scenarios # whole commands name the folder
for file in *.yaml; do
    # `#   --set PATH=VALUE    why` or a whole command, which may go on in a line that is further in:
    # they end at a gap of two spaces or with the line.
    awk -v run="run $file --paths 1000 " '
        /^[^#]/ { exit }
        /^#   (  )?--/ || /^#   entente / {
            printf "%s%s", (!count++ ? "" : /^#     / ? " " : "\n"), (/^#   --/ ? run : "")
            sub(/^# +(entente )?/, ""); sub(/  .*/, ""); printf "%s", $0
        }
        END { if (count) print "" }' "$file" >suggested
    [ -s suggested ] || continue
    : >said
    while read -r arguments; do
        # shellcheck disable=SC2086 # eval takes the quotes of the line
        eval "\"\$entente\" $arguments" >out 2>err </dev/null ||
            { echo "$arguments: $(head -1 err)"; } >>said
    done <suggested
    [ ! -s said ]
    verdict "$file: what its head suggests can be run"
done
exit $status
