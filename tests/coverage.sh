#!/bin/sh
# Line coverage of a folder after a run of a coverage build.
# usage: tests/coverage.sh BUILD_DIR FOLDER PERCENT
#
# A hot file is compiled once for each instruction set, and the machine at hand may not run them
# all; so lines are counted by source: a line is covered if any copy ran.  Fails below PERCENT.

[ $# = 3 ] || { echo "usage: tests/coverage.sh BUILD_DIR FOLDER PERCENT" >&2; exit 2; }
find "$1/$2" -name '*.gcno' | sort | while read -r notes; do
    gcov -t -r -o "${notes%.gcno}.o" "${notes%.gcno}.o" 2>/dev/null
done | awk -v folder="$2/" -v least="$3" '
{
    split($0, part, ":")
    count = part[1]
    line = part[2] + 0
    gsub(/[ *]/, "", count)
}
line == 0 { if (part[3] == "Source") file = part[4]; next }
count == "-" || index(file, folder) != 1 || file !~ /\.c$/ { next }
{
    place = file ":" line
    if (!(place in seen)) { seen[place] = 1; lines[file]++; total++ }
    if (count !~ /^[#=]/ && !(place in ran)) { ran[place] = 1; hits[file]++; hit++ }
}
END {
    if (total == 0) { print "no coverage found"; exit 1 }
    for (f in lines)
        printf "%6.1f%% %5d lines  %s\n", 100 * hits[f] / lines[f], lines[f], f | "sort -n"
    close("sort -n")
    share = 100 * hit / total
    printf "%6.1f%% of %d lines of %s covered, %d%% asked\n", share, total, folder, least
    exit share < least
}'
