#!/bin/sh
# Charts from results.json: the same as from the scenario, or a mistake that says what is wrong.
# usage: tests/cli/results.sh BUILD_DIR

. tests/support/program.sh
deal=tests/cli/deal.yaml results="$work/results.json"
mkdir "$work/a" "$work/b"
run 0 run $deal --paths 2000 --set assumptions.cap_total.value=35bn --json && cp "$work/out" "$results"
verdict 'results to draw from'
from_both() { # from_both NAME.ENDING ARGUMENTS...: the charts' files are the same
    name=$1
    shift
    run 0 plot "$results" "$@" -o "$work/a/$name" &&
        run 0 plot $deal --paths 2000 --set assumptions.cap_total.value=35bn "$@" -o "$work/b/$name" &&
        diff -r "$work/a" "$work/b" >"$work/said"
}
from_both fan.svg --chart fan --series revenue; verdict 'a fan, byte for byte'
from_both fan.pdf --chart fan --series share.cumulative --agreement old --theme dark
verdict 'as PDF, of another version'
from_both flag.svg --chart fan --series share.capped; verdict 'a flag over time'

kinds=$("$entente" help plot | sed -n '/^A chart is one of/,/^$/s/^  \([a-z]*\): .*/\1/p')
for kind in $kinds; do
    run 0 plot "$results" --chart "$kind" -o "$work/$kind.svg" && [ -s "$work/$kind.csv" ]
    verdict "$kind"
done
run 0 plot "$results" --chart histogram --metric paid -o "$work/paid.svg" &&
    grep -q 'Drawn from 201 quantiles' "$work/paid.svg" && grep -q 'exactly' "$work/paid.csv"
verdict 'a histogram says what it is drawn from, and keeps the cap apart'
run 0 plot $deal --paths 2000 --keep 100 --chart histogram --metric paid -o "$work/kept.svg" &&
    grep -q 'Drawn from 201 quantiles' "$work/kept.svg"
verdict 'so does one of values that were not kept'
run 2 plot "$results" --chart fan --series revnue -o "$work/x.svg" && err E0811 && err 'did you mean revenue?'
verdict 'a name that the results do not hold'

# A series is named by its formula
doubled="$work/doubled.yaml" twice='revenue * 2' lines='max(revenue, 1bn USD/year)
    > 30bn USD/year'
sed "s/^series: \[/&'$twice', \"max(revenue, 1bn USD\\/year)\\\\n    > 30bn USD\\/year\", /" $deal >"$doubled"
run 0 run "$doubled" --paths 500 -o "$work/doubled"; verdict 'series that are formulas'
for series in "$twice" "$lines"; do
    run 0 plot "$work/doubled/results.json" --chart fan --series "$series" -o "$work/a/formula.svg" &&
        run 0 plot "$doubled" --paths 500 --chart fan --series "$series" -o "$work/b/formula.svg" &&
        diff -r "$work/a" "$work/b" >"$work/said"
    verdict 'one drawn from the results, byte for byte'
done

# What asks for another run
for option in '--paths 100' '--seed 1' '--base-case' '--set a=b' '--where capped' '--keep 5' '--threads 1'; do
    # shellcheck disable=SC2086  # two words
    run 2 plot "$results" --chart fan $option -o "$work/x.svg" &&
        err "${option%% *} has no effect" && err 'give the scenario'
    verdict "no $option"
done

# Files that are none, cut or edited
wrong() { # wrong CODE NAME TEXT...: drawing from the file ends so, with these words
    exit=$1 name=$2
    shift 2
    run "$exit" plot "$work/$name" --chart fan -o "$work/x.svg" || return 1
    for words; do err "$words" || return 1; done
    [ ! -e "$work/x.svg" ]
}
wrong 4 nowhere.json 'error[E0101]' 'nowhere.json'; verdict 'no such file: 4'
head -c 5000 "$results" >"$work/cut.json"
wrong 3 cut.json 'error[E0821]' 'it ends before its last brackets' "$work/cut.json:" 'entente run FILE -o FOLDER'
verdict 'a file that was cut off, with its place'
cp $deal "$work/deal.json"
wrong 3 deal.json 'error[E0821]' 'deal.json:1:'; verdict 'YAML under the name of results'
echo '{"entente": 1, "title": "A deal"}' >"$work/scenario.json"
wrong 3 scenario.json 'error[E0822]' 'ends in .yaml'; verdict 'a scenario written as JSON'
sed 's/"format": 1,/"format": 2,/' "$results" >"$work/newer.json"
wrong 3 newer.json 'error[E0822]' 'it is of format 2, not 1'; verdict 'another format'
sed '/"currency"/d' "$results" >"$work/less.json"
wrong 3 less.json 'error[E0823]' 'currency is missing' 'at: scenario.currency'; verdict 'a member less'
sed 's/"step": "quarter"/"step": 4/' "$results" >"$work/type.json"
wrong 3 type.json 'error[E0823]' 'a number where a text is expected' 'at: scenario.step'
verdict 'a member of another type'
sed 's/"end": "2031-12-31"/"end": "2032-12-31"/' "$results" >"$work/longer.json"
wrong 3 longer.json 'error[E0824]' '24 periods, but the horizon has 28' 'at: periods'
verdict 'parts that contradict one another'
run 3 run "$results" && err 'these are results of a run: `entente plot` draws them'
verdict 'results are no scenario'
sed 's/^\( *\)"sampled": \[/&0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /' "$results" \
    >"$work/more.json"
wrong 3 more.json 'error[E0824]' 'at most 20 are shown one by one' 'at: run.sampled'
verdict 'more paths one by one than there are'
exit $status
