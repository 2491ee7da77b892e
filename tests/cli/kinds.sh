#!/bin/sh
# `entente kinds`: the example of each kind can be copied into a scenario that is right.
# usage: tests/cli/kinds.sh BUILD_DIR

entente=${ENTENTE:-$PWD/$1/entente} count=0 status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# What stands before the example, and after it.  The examples of clauses name these quantities;
# a new name is added here.
cat >before <<'BEFORE'
entente: 1
title: An example
currency: USD
horizon: {start: 2026-04-27, end: 2027-12-31, step: quarter}
parties:
  alpha: {discount: 10%}
  beta: {discount: 8%}
BEFORE
cat >names <<'NAMES'
quantities:
  revenue: {formula: 10bn USD/year, unit: USD/year}
  costs: {formula: 4bn USD/year, unit: USD/year}
  licensed_sales: {formula: 3bn USD/year, unit: USD/year}
  spend: {formula: 5bn USD/year, unit: USD/year}
  ipo: t > 1.5 years
  cloud_spend: {formula: 5bn USD/year, unit: USD/year}
  equity_value: {formula: 90bn USD, unit: USD}
  launches: "2"
  capacity: "1"
  able: t > 1 years
  willing: t > 1 years
  lead_days: "40"
  value_per_lead_day: {formula: 1m USD, unit: USD}
  agi: t > 1.2 years
  approval: t > 0.8 years
  panel_agrees: t > 0.5 years
NAMES
# An entry of another section may stand beside it.
cat >clauses <<'CLAUSES'
agreements:
  one:
    clauses:
      royalty: {kind: revenue_share, from: beta, to: alpha, base: revenue, rate: 5%}
CLAUSES

entente_checks() { "$entente" check example.yaml -W no-W0708 >said 2>&1; }
for group in Clauses Drivers Distributions; do
    "$entente" kinds | sed -n "/^$group (/,/^\$/s/^  \([a-z][a-z_]*\)  .*/\1/p" | grep -v '^kind$' >kinds
    [ -s kinds ] || { echo "not ok - there are no $group"; exit 1; }
    while read -r kind; do
        "$entente" kinds "$kind" | sed -n '/^  my_/,/^$/p' >example
        case $group in
        Clauses) { cat before names clauses; sed 's/^/    /' example; } ;;
        Drivers) { cat before; echo drivers:; cat example; cat names clauses; } ;;
        *) { cat before; echo assumptions:; cat example; cat names clauses; } ;;
        esac >example.yaml
        count=$((count + 1))
        if [ -s example ] && entente_checks; then
            echo "ok $count - $kind"
        else
            status=1
            echo "not ok $count - $kind"
            sed 's/^/# /' said | head -12
        fi
    done <kinds
done
exit $status
