#!/bin/sh
# What the program prints, word for word.  Each NAME.args under tests/golden/cli holds a command
# line; NAME.txt what it prints on stdout, then on stderr, then its exit code.
# usage: tests/golden/cli.sh BUILD_DIR; with UPDATE=1 it writes what is printed now: read it before
# it is committed.

entente=${ENTENTE:-$PWD/$1/entente} count=0 status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# What `check` says of time and memory must not depend on the machine.
export ENTENTE_ISA=baseline

for args in tests/golden/cli/*.args; do
    name=$(basename "$args" .args) wanted=${args%.args}.txt
    count=$((count + 1))
    eval "set -- $(cat "$args")"
    "$entente" "$@" >"$work/got" 2>"$work/err" </dev/null
    code=$?
    [ ! -s "$work/err" ] || { echo '---- stderr'; cat "$work/err"; } >>"$work/got"
    [ $code = 0 ] || echo "---- exit code $code" >>"$work/got"
    [ -z "$UPDATE" ] || cp "$work/got" "$wanted"
    if cmp -s "$wanted" "$work/got"; then
        echo "ok $count - $name"
    else
        status=1
        echo "not ok $count - $name"
        diff "$wanted" "$work/got" | head -20 | sed 's/^/# /'
    fi
done
[ $count -gt 0 ] || { echo 'not ok - there is nothing to compare'; exit 1; }
exit $status
