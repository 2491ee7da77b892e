#!/bin/sh
# Runs each fuzz program for some seconds.  usage: tests/fuzz.sh BUILD_DIR SECONDS PROGRAM...
#
# Seeds are the shipped scenarios, the wrong ones of tests/errors and what lies in tests/fuzz/seeds.
# What it learns stays in BUILD_DIR/corpus for the next run; an input that breaks something is left
# in BUILD_DIR/found, and the exit code is 1.

build=${1:?usage: tests/fuzz.sh BUILD_DIR SECONDS PROGRAM...} seconds=$2
shift 2
[ $# != 0 ] || { echo "fuzz: there is no fuzz program" >&2; exit 1; }
status=0
for program in "$@"; do
    name=$(basename "$program")
    seeds=$build/seeds/$name corpus=$build/corpus/$name found=$build/found/$name
    mkdir -p "$seeds" "$corpus" "$found"
    for file in scenarios/*.yaml scenarios/lessons/*.yaml tests/errors/*/*.yaml \
        tests/fuzz/seeds/*; do
        [ -f "$file" ] && cp "$file" "$seeds/$(echo "$file" | tr / -)"
    done
    if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
        -verbosity=0 -print_final_stats=1 \
        -artifact_prefix="$found/" "$corpus" "$seeds" 2>"$build/$name.log"; then
        tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log")
        echo "ok - $name: $tried inputs in $seconds s"
    else
        echo "not ok - $name: the input is in $found"
        cat "$build/$name.log"
        status=1
    fi
done
exit $status
