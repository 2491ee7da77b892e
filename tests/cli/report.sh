#!/bin/sh
# Reports: what they say, in each form; what is refused, and when; the same bytes each time.
# usage: tests/cli/report.sh BUILD_DIR; with UPDATE=1 it writes the golden report: read it before it is
# committed.

. tests/support/program.sh
deal=tests/cli/deal.yaml
golden=tests/golden/cli/report.md

skip() { # skip NAME REASON
    count=$((count + 1))
    echo "ok $count - $1 # SKIP $2"
}
has() { grep -qF -- "$2" "$1"; }

# ---- Markdown: every word

run 0 report $deal --paths 2000 -o "$work/deal.md" && err 'the report is in'
verdict 'Markdown is written'
# The words of figures are their own tests' matter.
awk '/^!\[/ { skip = 4 } skip-- <= 0' "$work/deal.md" >"$work/words.md"
[ -z "$UPDATE" ] || cp "$work/words.md" $golden
diff $golden "$work/words.md" >"$work/said"
verdict 'word for word as it was read'
pictures=$(sed -n 's/^!\[.*](<\(.*\)>)$/\1/p' "$work/deal.md")
[ -n "$pictures" ] && for picture in $pictures; do [ -s "$work/$picture" ] || exit 1; done
verdict 'its figures are beside it'

# What the words say is what the tables of run say.
run 0 run $deal --paths 2000 --csv && cp "$work/out" "$work/summary.csv"
awk -F, '$2 == "npv.distributor" && $1 ~ /new/ { found = 1 } END { exit !found }' "$work/summary.csv"
verdict 'run knows the numbers that the words tell'
has "$work/deal.md" '**Amended instead of As signed**, on the same futures:' &&
    has "$work/deal.md" '- **Studio** gains ' && has "$work/deal.md" '- **Distributor** loses '
verdict 'the cap is a gain for the one who pays and a loss for the other'
has "$work/deal.md" 'Sources differ on 1 of the 3 assumptions' &&
    has "$work/deal.md" '1 of the 3 assumptions is judgement'
verdict 'what is disputed and judged is counted'
has "$work/deal.md" '| **Dropped.** |' && has "$work/deal.md" '**Changed.**'
verdict 'terms that differ say so in words'
command=$(sed -n 's/^entente report \(.*\) -o deal.md$/\1/p' "$work/deal.md")
# shellcheck disable=SC2086  # the words of a command
mkdir "$work/again" && run 0 report $command -o "$work/again/deal.md" &&
    diff "$work/again/deal.md" "$work/deal.md" >"$work/said"
verdict 'the command that it gives repeats it'
run 0 report $deal --paths 900 --seed 5 --keep 100 -W no-W0701 --theme dark --title "Today's" \
    --where 'paid > 10bn USD' --set assumptions.before.use=nothing -o "$work/all.md" --quiet &&
    command=$(sed -n 's/^entente \(report .*\) -o all.md$/\1/p' "$work/all.md") && [ -n "$command" ] &&
    eval "\"\$entente\" $command --quiet -o \"\$work/again/all.md\"" &&
    diff "$work/again/all.md" "$work/all.md" >"$work/said" &&
    for option in paths seed keep where set theme title; do
        case $command in *" --$option "*) ;; *) echo "$option" >"$work/said" && false ;; esac || break
    done
verdict 'with every option that changes what it says'

# ---- HTML: one file, well made

run 0 report $deal --paths 2000 -o "$work/deal.html" --title 'A <deal> & "more"'
verdict 'HTML is written'
has "$work/deal.html" '<title>A &lt;deal&gt; &amp; &quot;more&quot;</title>' &&
    has "$work/deal.html" '<html lang="en">' && has "$work/deal.html" '<meta name="description"' &&
    has "$work/deal.html" 'class="skip" href="#main"' && has "$work/deal.html" '<main id="main">'
verdict 'title, language, description and a way past the contents'
! grep -E '<(script|iframe|img|object)|@import|url\(|[^a]  *href="http|src=' "$work/deal.html" >"$work/said"
verdict 'nothing is loaded and nothing is run'
grep -o ' id="[^"]*"' "$work/deal.html" | sort | uniq -d >"$work/said"
silent said
verdict 'every id is there once'
grep -o 'href="#[^"]*"' "$work/deal.html" | sed 's/href="#\(.*\)"/ id="\1"/' | sort -u |
    while read -r id; do has "$work/deal.html" "$id" || echo "$id"; done >"$work/said"
silent said
verdict 'every link within leads somewhere'
[ "$(grep -c '<svg' "$work/deal.html")" -gt "$(grep -c '<figure' "$work/deal.html")" ]
verdict 'figures come wide and narrow'
has "$work/deal.html" 'prefers-color-scheme:dark' && has "$work/deal.html" '@media print'
verdict 'it follows the reader into the dark and onto paper'
run 0 report $deal --paths 2000 --theme dark -o "$work/dark.html" &&
    ! has "$work/dark.html" prefers-color-scheme && has "$work/dark.html" '--page:#14191F'
verdict 'or stays in the theme that is asked for'
if command -v tidy >/dev/null; then
    tidy -q -e "$work/deal.html" >"$work/said" 2>&1
    [ $? -lt 2 ] && ! grep -i 'missing\|unescaped\|discarding\|not allowed\|duplicate' "$work/said"
    verdict 'tidy finds no error'
else
    skip 'tidy finds no error' 'tidy is not installed'
fi

# ---- PDF: pages

run 0 report $deal --paths 2000 -o "$work/deal.pdf" && [ "$(head -c 5 "$work/deal.pdf")" = '%PDF-' ]
verdict 'PDF is written'
if command -v pdftotext >/dev/null; then
    pdftotext -layout "$work/deal.pdf" "$work/deal.txt"
    pages=$(tr -cd '\f' <"$work/deal.txt" | wc -c | tr -d ' ')
    [ "$pages" -gt 2 ] && has "$work/deal.txt" "page 1 of $pages" && has "$work/deal.txt" "page $pages of $pages"
    verdict 'pages are numbered to the last'
    for heading in Summary 'Terms side by side' Results Figures 'Assumptions and sources' Diagnostics \
        'How to repeat this'; do
        [ "$(grep -cF "$heading" "$work/deal.txt")" -ge 2 ] || echo "$heading"
    done >"$work/said"
    silent said
    verdict 'each section is in the contents and in its place'
else
    skip 'pages are numbered to the last' 'pdftotext is not installed'
fi
for form in md html pdf; do
    cp "$work/deal.$form" "$work/first"
    title='A <deal> & "more"'
    [ $form = html ] || title=
    run 0 report $deal --paths 2000 --threads 1 -o "$work/deal.$form" ${title:+--title "$title"} &&
        cmp -s "$work/deal.$form" "$work/first"
    verdict "the same bytes again: $form"
done

# ---- Other runs

run 0 report tests/cli/studio.yaml --base-case -o "$work/base.md" &&
    has "$work/base.md" 'One path was computed' && ! grep '±' "$work/base.md" >"$work/said"
verdict 'the base case has no errors to tell'
run 0 report $deal --paths 2000 --where 'paid > 25bn USD' -o "$work/where.md" &&
    has "$work/where.md" '**Conditional**: only the '
verdict 'a condition is told before anything else is believed'
run 1 report $deal --paths 2000 --where 'paid > 900tn USD' -o "$work/none.html" && err E0910 &&
    [ ! -e "$work/none.html" ]
verdict 'a condition that no future meets: 1, and no file'
run 0 report $deal --paths 2000 --set assumptions.cap_total.value=10bn -o "$work/set.md" &&
    has "$work/set.md" '**Changed from the file**: `assumptions.cap_total.value=10bn`'
verdict 'so is what was changed'

# ---- What is refused, before anything is simulated

run 2 report $deal && err '`report` needs -o'; verdict 'without -o: 2'
run 2 report $deal --paths 200m -o "$work/x.doc" && err E0813 && err '.html, NAME.pdf or NAME.md'
verdict 'an unknown ending: 2'
run 2 report $deal --paths 200m -o "$work/x.html" --theme blue && err E0802
verdict 'an unknown theme: 2'
run 4 report $deal --paths 200m -o "$work/none/x.html" && err E0807
verdict 'a folder that is not there: 4'
[ "$(find "$work" -name 'x.*' -o -name '*.tmp' -o -name '*.partial*')" = '' ]
verdict 'and no file is left'
exit $status
