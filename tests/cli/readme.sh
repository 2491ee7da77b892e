#!/bin/sh
# The pages say what the program says: this runs the commands they show and compares.  With --update
# their outputs are written anew.  usage: tests/cli/readme.sh BUILD_DIR [--update]
#
# A command stands in a line `<!-- run: COMMAND -->` before the fenced block of its output, or in a
# block ```console behind `$ `, where it goes on after a line that ends in a backslash.
build=${1:?usage: tests/cli/readme.sh BUILD_DIR [--update]}
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
PATH=$PWD/$build:$PATH
export PATH

# A page with the output of every command of it, run anew.
blocks() {
    awk '
        function output(command) {
            while ((command | getline line) > 0) print line
            close(command)
        }
        /^<!-- run: .* -->$/ {
            print
            command = $0
            sub(/^<!-- run: /, "", command)
            sub(/ -->$/, " 2>\\&1", command)
            getline
            print
            output(command)
            while ((getline line) > 0 && line != "```") {}
            print "```"
            next
        }
        /^```console$/ { console = 1; print; next }
        console && /^```$/ { console = 0 }
        console && /^[$] / {
            print
            command = substr($0, 3)
            while (command ~ /\\$/ && (getline line) > 0) {
                print line
                command = command "\n" line
            }
            output("{ " command "\n} 2>&1")
            next
        }
        !console { print }' "$1"
}

number=0
for page in README.md scenarios/README.md scenarios/openai-microsoft.md; do
    number=$((number + 1))
    blocks "$page" >"$work/page"
    if [ "$2" = --update ]; then
        cp "$work/page" "$page"
    elif diff -u "$page" "$work/page" >"$work/diff"; then
        echo "ok $number - $page shows what the program prints"
    else
        sed 's/^/# /' "$work/diff"
        echo "not ok $number - $page shows what the program prints (make readme writes it anew)"
    fi
done
