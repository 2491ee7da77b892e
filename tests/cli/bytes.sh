#!/bin/sh
# The same bytes from any number of threads, any instruction set and any compiler.
# usage: tests/cli/bytes.sh BUILD_DIR

entente=${ENTENTE:-$PWD/$1/entente} count=0 status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# same NAME FILE COMMAND...: the command prints what the reference for FILE holds
same() {
    name=$1 reference=$2
    shift 2
    count=$((count + 1))
    if "$@" >"$work/out" 2>"$work/err" && [ -s "$work/out" ] && cmp -s "$work/out" "$reference"; then
        echo "ok $count - $name"
    else
        status=1
        echo "not ok $count - $name"
        { cat "$work/err" && diff "$reference" "$work/out"; } | cut -c1-200 | head -20 | sed 's/^/# /'
    fi
}

# Which compiler built the program under test does not matter: the other one is held against it.
others=
for compiler in gcc clang; do
    command -v $compiler >/dev/null || continue
    make -s CC=$compiler MODE=release all >"$work/make" 2>&1 || {
        cat "$work/make"
        echo "not ok - $compiler builds the program"
        exit 1
    }
    case $compiler in
    clang) others="$others build/release-clang" ;;
    *) others="$others build/release" ;;
    esac
done

# Forcing an instruction set means something only if the program takes it.
sets=
for set in baseline v3 v4; do
    case $set in
    v3) grep -qw avx2 /proc/cpuinfo 2>/dev/null || continue ;;
    v4) grep -qw avx512f /proc/cpuinfo 2>/dev/null || continue ;;
    esac
    [ "$set" = baseline ] || [ "$(uname -m)" = x86_64 ] || continue
    sets="$sets $set"
    count=$((count + 1))
    if ENTENTE_ISA=$set "$entente" check scenarios/yardstick.yaml 2>&1 | grep -qF "($set)"; then
        echo "ok $count - ENTENTE_ISA=$set is taken"
    else
        echo "not ok $count - ENTENTE_ISA=$set is taken"
        status=1
    fi
done

# everywhere NAME ARGUMENTS...: the same from threads, instruction sets and compilers
reference=$work/reference.json
everywhere() {
    what=$1
    shift
    set -- "$@" --json --quiet
    "$entente" "$@" --threads 1 >"$reference" 2>/dev/null
    for threads in 2 7; do
        same "$what: $threads threads" "$reference" "$entente" "$@" --threads $threads
    done
    for set in $sets; do
        same "$what: $set" "$reference" env ENTENTE_ISA="$set" "$entente" "$@"
    done
    for build in $others; do
        [ "$PWD/$build/entente" = "$entente" ] ||
            same "$what: $build" "$reference" "$build/entente" "$@"
    done
}

# 5,000 paths: whole blocks and a part of one.
file=tests/cli/everything.yaml # every kind of clause and driver
everywhere "$file streamed" run $file --paths 5000 --keep 100
everywhere "$file where booms == 1" run $file --paths 5000 --where 'booms == 1'
everywhere "$file, the base case" run $file --base-case
for file in scenarios/*.yaml scenarios/lessons/*.yaml tests/cli/everything.yaml; do
    [ ! -f "$file" ] || everywhere "$file" run "$file" --paths 5000
done
set -- run "$file" --paths 5000 --json --quiet

# The test can fail: another seed is not the same.
if "$entente" "$@" --seed 987654321 2>/dev/null | cmp -s - "$reference"; then
    echo "not ok $((count + 1)) - another seed gives other bytes"
    status=1
else
    echo "ok $((count + 1)) - another seed gives other bytes"
fi
exit $status
