#!/bin/sh
# The README says what the program says.  After each line `<!-- run: COMMAND -->` stands a fenced
# block with that command's output: this runs the commands and compares.  With --update the blocks
# are written anew.  usage: tests/cli/readme.sh BUILD_DIR [--update]
build=${1:?usage: tests/cli/readme.sh BUILD_DIR [--update]}
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
PATH=$PWD/$build:$PATH
export PATH

# Every run block of a file, as shown (--shown) or with its commands run anew (default).
blocks() {
    awk -v run="$2" '
        /^<!-- run: .* -->$/ {
            print
            command = $0
            sub(/^<!-- run: /, "", command)
            sub(/ -->$/, " 2>\\&1", command)
            getline fence
            print fence
            if (run) while ((command | getline line) > 0) print line
            while ((getline line) > 0 && line != "```") if (!run) print line
            print "```"
            next
        }
        { print }' "$1"
}

number=0
for page in README.md scenarios/README.md; do
    number=$((number + 1))
    grep -q '^<!-- run: ' "$page" || { echo "ok $number - $page shows no output"; continue; }
    blocks "$page" 1 >"$work/page"
    if [ "$2" = --update ]; then
        cp "$work/page" "$page"
    elif diff -u "$page" "$work/page" >"$work/diff"; then
        echo "ok $number - $page shows what the program prints"
    else
        sed 's/^/# /' "$work/diff"
        echo "not ok $number - $page shows what the program prints (make readme writes it anew)"
    fi
done
