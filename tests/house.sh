#!/bin/sh
# The tools around the tests: the runner counts rightly, deps installs what is missing and no more.
# usage: tests/house.sh [BUILD_DIR]

here=$PWD count=0 status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

verdict() { # verdict NAME WANTED GOT: one TAP line
    count=$((count + 1))
    # shellcheck disable=SC2254  # WANTED is a pattern
    case $3 in
    $2) echo "ok $count - $1" ;;
    *)
        status=1
        printf 'not ok %d - %s\n# wanted: %s\n# got: %s\n' $count "$1" "$2" "$3"
        ;;
    esac
}

# ---- tests/run, on a tree of its own with one script as the only suite

mkdir -p "$work/tree/tests/cli" "$work/tree/tests/unit" "$work/tree/build"
cp tests/run "$work/tree/tests"
runs() { # runs SCRIPT: the runner's last line and its exit code
    echo "$1" >"$work/tree/tests/cli/suite.sh"
    (cd "$work/tree" && tests/run build >"$work/out" 2>&1; echo "$(tail -n 1 "$work/out"), $?")
}
verdict 'two that pass' '2 passed, 0 failed, 0' "$(runs 'echo ok 1; echo ok 2 - named')"
verdict 'one of two fails' '1 passed, 1 failed, 1' "$(runs 'echo ok 1; echo not ok 2; exit 1')"
verdict 'a failure counts whatever the exit code' '1 passed, 1 failed, 1' \
    "$(runs 'echo ok 1; echo not ok 2')"
verdict 'a bad end counts' '1 passed, 1 failed, 1' "$(runs 'echo ok 1; exit 3')"
verdict 'a crash counts' '1 passed, 1 failed, 1' "$(runs 'echo ok 1; kill -SEGV $$')"
verdict 'silence counts' '0 passed, 1 failed, 1' "$(runs true)"
verdict 'a skipped test counts neither way' '1 passed, 0 failed, 0' \
    "$(runs 'echo ok 1; echo "ok 2 # SKIP here"; echo "not ok 3 # SKIP here"')"
runs 'echo not ok 1; echo "the reason"' >/dev/null
verdict 'a failure is shown in full' '*the reason*' "$(cat "$work/out")"
for name in one two three; do echo "echo ok 1" >"$work/tree/tests/cli/$name.sh"; done
verdict 'words choose the suites' '2 passed, 0 failed' \
    "$(cd "$work/tree" && tests/run build cli/one two | tail -n 1)"
rm "$work/tree/tests/cli/"*.sh
(cd "$work/tree" && tests/run build >/dev/null)
verdict 'nothing to run is a failure' 1 $?
touch "$work/tree/tests/unit/test_gone.c"
verdict 'a program that was not built counts' '0 passed, 1 failed' \
    "$(cd "$work/tree" && tests/run build 2>&1 | tail -n 1)"
sh -c 'cd "$1" && tests/run nowhere' - "$work/tree" >/dev/null 2>&1
verdict 'without a build it is called wrongly' 2 $?

# ---- tests/deps, with a package manager that only notes what it is asked
# shellcheck disable=SC2016  # the scripts' own variables

mkdir "$work/bin"
script() { # script NAME LINE: a program of that name
    printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}
script pkg-config '[ -e "$DEPS_TEST/installed" ] && exit 0
case "$*" in *gsl* | *jansson*) exit 1 ;; esac'
script apt-get 'echo "$*" >>"$DEPS_TEST/asked"
case "$*" in *install*) touch "$DEPS_TEST/installed" ;; esac'
script sudo 'echo sudo >>"$DEPS_TEST/asked"; exec "$@"'
script fc-list 'echo a font'
script id 'echo "$DEPS_USER"'
script cc 'exit 0'
deps() { # deps USER: what it says and its exit code; what it asked for is left in `asked`
    : >"$work/asked"
    DEPS_TEST=$work DEPS_USER=$1 CC=cc PATH="$work/bin:$PATH" "$here/tests/deps" build 2>&1
    echo "exit $?"
}
touch "$work/installed"
verdict 'nothing missing: says so' "deps: everything for 'build' is there*exit 0" "$(deps 0)"
verdict 'nothing missing: asks for nothing' '' "$(cat "$work/asked")"
rm "$work/installed"
verdict 'says what is missing' '*missing: GSL, jansson*exit 0' "$(deps 0)"
verdict 'installs that and no more' '*--no-install-recommends libgsl-dev libjansson-dev' \
    "$(cat "$work/asked")"
verdict 'as root without sudo' '' "$(grep sudo "$work/asked")"
rm "$work/installed"
deps 1000 >/dev/null
verdict 'through sudo when not root' 'sudo*' "$(cat "$work/asked")"
rm "$work/installed"
script apt-get 'exit 1'
verdict 'an installation that fails is a failure' '*the installation failed*exit 1' "$(deps 0)"
script apt-get 'exit 0'
verdict 'so is one that brings nothing' '*still missing: GSL, jansson*exit 1' "$(deps 0)"
exit $status
