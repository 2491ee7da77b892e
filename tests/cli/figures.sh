#!/bin/sh
# The figures in scenarios/figures/ show what the program computes today (`make figures` draws them
# anew): their numbers and descriptions are compared, not the drawings, which depend on fonts.
# usage: tests/cli/figures.sh BUILD_DIR

entente=${ENTENTE:-$PWD/$1/entente} flagship=scenarios/openai-microsoft.yaml count=0 status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

figure() { # figure NAME ARGUMENTS...
    name=$1
    shift
    count=$((count + 1))
    if "$entente" plot $flagship "$@" --quiet -o "$work/$name.svg" >"$work/log" 2>&1 &&
        diff "scenarios/figures/$name.csv" "$work/$name.csv" >"$work/log" &&
        diff "scenarios/figures/$name.alt.txt" "$work/$name.alt.txt" >"$work/log" &&
        grep -q '<svg' "scenarios/figures/$name.svg"; then
        echo "ok $count - $name is up to date"
    else
        status=1
        echo "not ok $count - $name is up to date (make figures draws it anew)"
        sed 's/^/# /' "$work/log" | head -8
    fi
}

figure revenue --chart fan --series revenue
figure share_to_date --chart fan --series share_to_date
figure microsoft_gain --chart histogram --metric microsoft_gain
figure cap_date --chart histogram --metric cap_date
exit $status
