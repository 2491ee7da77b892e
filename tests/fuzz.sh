#!/bin/sh
# Runs the fuzz programs, SECONDS of processor time in all.  usage: tests/fuzz.sh BUILD_DIR SECONDS
# PROGRAM...
#
# Seeds are the shipped scenarios, the wrong ones and tables of tests/errors, and what lies in tests/fuzz.
# What it learns stays in BUILD_DIR/corpus for the next run; an input that breaks something is left
# in BUILD_DIR/found, and the exit code is 1.

build=${1:?usage: tests/fuzz.sh BUILD_DIR SECONDS PROGRAM...} seconds=$2
shift 2
[ $# != 0 ] || { echo "fuzz: there is no fuzz program" >&2; exit 1; }
at_once=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
[ "$at_once" -le $# ] || at_once=$#
seconds=$((seconds / at_once)) # all run at once and share the processors

# plant NAME FOLDER: what the program begins from
plant() {
    case $1 in
    fuzz_csv) set -- "$2" tests/cli/*.csv tests/errors/*/*.csv ;;
    fuzz_formula)
        (cd "$2" && split -l 1 -a 4 - formula-) <tests/fuzz/formulas.txt
        return
        ;;
    *)
        set -- "$2" scenarios/*.yaml scenarios/lessons/*.yaml tests/errors/*/*.yaml \
            tests/fuzz/seeds/*
        ;;
    esac
    folder=$1
    shift
    for file in "$@"; do
        [ -f "$file" ] && cp "$file" "$folder/$(echo "$file" | tr / -)"
    done
}

fuzz() { # fuzz NAME PROGRAM
    seeds=$build/seeds/$1 corpus=$build/corpus/$1 found=$build/found/$1
    mkdir -p "$seeds" "$corpus" "$found"
    plant "$1" "$seeds"
    if "$2" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
        -verbosity=0 -print_final_stats=1 \
        -artifact_prefix="$found/" "$corpus" "$seeds" 2>"$build/$1.log"; then
        tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$1.log")
        echo "ok - $1: $tried inputs in $seconds s"
    else
        echo "not ok - $1: the input is in $found"
        cat "$build/$1.log"
    fi
}

for program in "$@"; do
    name=$(basename "$program")
    fuzz "$name" "$program" >"$build/$name.said" &
done
wait
status=0
for program in "$@"; do
    said=$build/$(basename "$program").said
    cat "$said"
    grep -q '^ok' "$said" || status=1
done
exit $status
