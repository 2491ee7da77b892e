#!/bin/sh
# Every number in the text of the flagship's document stands in an output that the document shows, or
# in the scenario's file; tests/cli/readme.sh holds the outputs to the program.  usage: tests/cli/document.sh BUILD_DIR

. tests/support/program.sh
document=scenarios/openai-microsoft.md scenario=scenarios/openai-microsoft.yaml

# Numbers as they are written, with their scale or per cent but without currency and sign.
numbers() { grep -oE '[0-9]+([.,][0-9]+)*(bn|tn|m|%)?' | tr -d , | sort -u; }
# The text: what is in no block, no `code` and no (link).
text() { sed '/^```/,/^```$/d; s/`[^`]*`//g; s/\](\([^)]*\))//g' "$1"; }
outputs() {
    awk '/^```console$/ { block = 1; next } /^```$/ { block = 0 }
        block && /^[$] / { command = 1 }
        block && !command { print }
        command && !/\\$/ { command = 0 }' "$1"
}
known() { { outputs "$1"; cat $scenario; } | numbers; }
unknown() { # unknown FILE: the numbers of its text that stand nowhere else
    known "$1" >"$work/known"
    text "$1" | numbers | grep -vxF -f "$work/known"
}

! unknown $document >"$work/said"
verdict 'each number of the text is in an output or in the scenario'
{ cat $document; echo 'It gains $987.65bn.'; } >"$work/wrong.md"
unknown "$work/wrong.md" >"$work/said" && grep -qx '987.65bn' "$work/said"
verdict 'a number that nothing shows is found'
[ "$(outputs $document | grep -c '±')" -gt 20 ] && [ "$(text $document | numbers | wc -l)" -gt 20 ]
verdict 'outputs and text are told apart'
words=$(wc -w <$document)
echo "$words words" >"$work/said"
[ "$words" -le 2400 ]
verdict 'it is short: four pages'
# What it says to --set is there to be set.
grep -oE '`--set [^`]*`' $document | tr -d '`"' | sed 's/ --set /\n/g; s/^--set //' | sort -u >"$work/sets"
[ -s "$work/sets" ] && (while read -r set; do
    "$entente" check $scenario --quiet --set "$set" || exit 1
done <"$work/sets") >"$work/said" 2>&1
verdict 'what it says to set can be set'
exit $status
