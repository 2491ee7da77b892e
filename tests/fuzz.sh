#!/bin/sh
# Runs the fuzz programs, SECONDS in all.  usage: tests/fuzz.sh BUILD_DIR SECONDS PROGRAM...
#
# Seeds are the shipped scenarios, the wrong ones and tables of tests/errors, and what lies in tests/fuzz.
# What it learns stays in BUILD_DIR/corpus for the next run; an input that breaks something is left
# in BUILD_DIR/found, and the exit code is 1.

build=${1:?usage: tests/fuzz.sh BUILD_DIR SECONDS PROGRAM...} seconds=$2
shift 2
[ $# != 0 ] || { echo "fuzz: there is no fuzz program" >&2; exit 1; }
status=0
seconds=$((seconds / $#))

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

for program in "$@"; do
    name=$(basename "$program")
    seeds=$build/seeds/$name corpus=$build/corpus/$name found=$build/found/$name
    mkdir -p "$seeds" "$corpus" "$found"
    plant "$name" "$seeds"
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
