# shellcheck shell=sh disable=SC2034  # the scripts read what is set here
# What the scripts that run the program share; they say `. tests/support/program.sh` first.
#
# $entente is the program, $work a folder that goes with the script, $status its exit code at the end.
# What the last call printed is $work/out and $work/err; what a check has to say is $work/said.

entente=${ENTENTE:-$PWD/$1/entente} count=0 status=0
work=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

verdict() { # verdict NAME: the last command decides
    code=$?
    count=$((count + 1))
    [ $code = 0 ] && { echo "ok $count - $1"; return; }
    status=1
    echo "not ok $count - $1"
    for said in out err said; do
        [ -f "$work/$said" ] && sed "s/^/# $said: /" "$work/$said" | head -12
    done
}
run() { # run CODE ARGUMENTS...: true if the program ends with that code
    wanted=$1
    shift
    "$entente" "$@" >"$work/out" 2>"$work/err" </dev/null
    code=$?
    [ $code = "$wanted" ] || { echo "exit code $code, not $wanted" >>"$work/err"; return 1; }
}
out() { grep -qF -- "$1" "$work/out"; }
err() { grep -qF -- "$1" "$work/err"; }
silent() { [ ! -s "$work/$1" ]; }
