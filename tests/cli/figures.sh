#!/bin/sh
# The figures in scenarios/figures/ show what the program computes today (`make figures` draws them
# anew): their numbers and descriptions are compared, not the drawings, which depend on fonts.
# usage: tests/cli/figures.sh BUILD_DIR

entente=${ENTENTE:-$PWD/$1/entente} flagship=scenarios/openai-microsoft.yaml count=0 status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

"$entente" plot $flagship --quiet -o "$work/drawn" >"$work/log" 2>&1
for figure in "$work"/drawn/*.svg; do
    name=$(basename "$figure" .svg) count=$((count + 1))
    if diff "scenarios/figures/$name.csv" "$work/drawn/$name.csv" >"$work/log" 2>&1 &&
        diff "scenarios/figures/$name.alt.txt" "$work/drawn/$name.alt.txt" >"$work/log" 2>&1 &&
        grep -q '<svg' "scenarios/figures/$name.svg"; then
        echo "ok $count - $name is up to date"
    else
        status=1
        echo "not ok $count - $name is up to date (make figures draws it anew)"
        sed 's/^/# /' "$work/log" | head -8
    fi
done
for figure in scenarios/figures/*.svg; do
    name=$(basename "$figure" .svg)
    [ -f "$work/drawn/$name.svg" ] && continue
    status=1 count=$((count + 1))
    echo "not ok $count - $name is among the charts that the flagship lists"
done
exit $status
