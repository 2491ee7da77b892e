#!/bin/sh
# What charts say: titles where the file has them, names where it has none, nothing twice.
# usage: tests/cli/charts.sh BUILD_DIR

. tests/support/charts.sh
sed 's/share: {kind/share: {title: A fifth of revenue, kind/' $deal >"$work/titled.yaml"

draw $deal fan --series revenue &&
    says 'Revenue in Q4 2031: ' && says ': Amended: USD a year, in each quarter.'
verdict 'a rate: its title in the headline, agreement, unit and measure below'
sed 's/end: [0-9-]*, step: quarter/end: 2026-03-31, step: day/' $deal >"$work/daily.yaml" &&
    draw "$work/daily.yaml" fan --series revenue && says 'Revenue on 31 Mar 2026: '
verdict 'a day is on, not in'
draw $deal fan --series revenue --title 'Mine' &&
    says ': Amended: Revenue, USD a year, in each quarter.'
verdict 'under a title of your own the subtitle says what is shown'
draw $deal fan --series share.paid && says 'Share, what is paid, highest in Q' &&
    says ': Amended: USD per quarter.' && says 'Marked: share ends, 31 Dec 2030.'
verdict 'an output goes by its words, a clause without a title by its name'
draw "$work/titled.yaml" fan --series share.cumulative &&
    says 'A fifth of revenue, payable so far in Q4 2031' &&
    says ': Amended: USD, at the end of each quarter.' &&
    says 'Marked: A fifth of revenue ends, 31 Dec 2030.' && ! says share.
verdict 'a clause with a title goes by it, in headline and mark'
"$entente" plot $deal --paths 500 --chart fan --series revenue --title "$(printf 'Odd \315\270')" \
    -o "$work/c.svg" 2>"$work/err" && grep -q 'warning\[W0801\]: no font has 1 character of' "$work/err"
verdict 'a character that no font has is told'
draw $deal fan --series share.capped &&
    says ': Amended: share of futures at the end of each quarter.'
verdict 'a flag is a share of futures'
draw $deal histogram --metric paid && says 'Total paid: ' &&
    says ': Amended: USD, distribution over the simulated futures.' && ! says 'paid,'
verdict 'a metric: its title once, then agreement and unit'
draw $deal histogram --metric paid --title Mine && says ': Amended: Total paid, USD, '
verdict 'a metric under a title of your own'
draw $deal histogram --metric multiple &&
    says 'multiple: ' && says ': Amended: distribution over'
verdict 'a pure number has no unit'
draw $deal histogram --metric cap_date && says 'Cap reached: ' &&
    says ': Amended: distribution over'
verdict 'a date has no unit'

# Outlines: nothing is left to a reader's fonts, and screen readers still have their words.
drawn() { "$entente" plot $deal --paths 500 --quiet --chart fan --series revenue "$@"; }
drawn --outline-text -o "$work/c.svg" && ! grep -q '<text' "$work/c.svg" &&
    grep -q '<path d="M' "$work/c.svg" && grep -q '<title id="c-title">Revenue' "$work/c.svg" &&
    cp "$work/c.svg" "$work/first.svg" && drawn --outline-text -o "$work/c.svg" &&
    cmp "$work/c.svg" "$work/first.svg"
verdict '--outline-text: an SVG without text elements, the same bytes again'
drawn -o "$work/plain.pdf" && drawn --outline-text -o "$work/outline.pdf" &&
    grep -qa /FontDescriptor "$work/plain.pdf" && ! grep -qa /FontDescriptor "$work/outline.pdf"
verdict '--outline-text: a PDF without fonts'
exit $status
