#!/bin/sh
# Every command's outcome: exit codes, what goes to stdout and what to stderr, which files appear.
# usage: tests/cli/commands.sh BUILD_DIR

. tests/support/program.sh
deal=tests/cli/deal.yaml
sed 's/multiple: .*/broken: total(revenue) \/ total(share.forgone)/' $deal >"$work/broken.yaml"
printf 'entente: 1\ntitle: x\n' >"$work/wrong.yaml"

# What is shown of a run: a version, some metrics; what is the same in every version, once
run 0 run $deal --paths 500 --set 'metrics.multiple=total(revenue)' && out 'The same in every version' &&
    [ "$(grep -c '^  multiple ' "$work/out")" = 1 ] && [ "$(grep -c '^  paid ' "$work/out")" = 3 ]
verdict 'a metric of the world alone is shown once'
run 0 run $deal --paths 500 --agreement new --metric paid,cap_date && out 'new: Amended' &&
    ! out 'old: As signed' && ! out npv. && ! out '  multiple ' && ! out 'to studio' && ! out Next
verdict 'run shows the version and the metrics that are asked for'
run 0 run $deal --paths 500 --agreement new --csv && mv "$work/out" "$work/some" &&
    run 0 run $deal --paths 500 --csv && cmp -s "$work/out" "$work/some"
verdict 'data formats hold everything'
run 2 run $deal --agreement nw && err 'no agreement nw' && [ ! -s "$work/out" ]
verdict 'a version that is not there'
run 2 run $deal --metric paid,pad && err 'did you mean paid?' && [ ! -s "$work/out" ]
verdict 'a metric that is not there'

sed '/^baseline:/d' $deal >"$work/two.yaml"
run 0 run "$work/two.yaml" --paths 500 && out 'What new changes against old, future by future:' &&
    out "entente run $work/two.yaml --set baseline=old" &&
    run 0 run "$work/two.yaml" --paths 500 --set baseline=old && out 'Differences: new minus old' && ! out 'changes against'
verdict 'two versions without a baseline: it says how they are compared'

# What a failed run points to
run 1 trace "$work/broken.yaml" --path 0 && out 'no number' && err E0901 && err metrics.broken &&
    err 'broken: total(revenue) / total(share.forgone)'
verdict 'a path without a number is traced as far as it goes'

# A link is followed before it is trusted
mkdir -p "$work/inside" && cp $deal "$work/outside.yaml" && ln -s ../outside.yaml "$work/inside/link.yaml"
printf 'entente: 1\nextends: link.yaml\n' >"$work/inside/deal.yaml"
run 3 check "$work/inside/deal.yaml" && err E0606; verdict 'a link does not lead out of the folder'

# 0: fine
run 0 --version && out 'entente ' && out 'GSL ' && silent err; verdict 'version on stdout'
run 0 --help && out 'Examples' && silent err; verdict 'help on stdout'
for command in check run trace plot kinds schema init completion help; do
    run 0 help $command && out "Usage: entente $command" && out Examples; verdict "help $command"
    run 0 $command -h && out "Usage: entente $command" && ! out Examples
    verdict "$command -h is short"
done
run 0 check $deal && out 'nothing wrong' && silent err; verdict 'check says what a run will do'
run 0 check $deal --json && out '"periods": 24'; verdict 'check --json'
run 0 run $deal --paths 500 && out 'Differences: new minus old' && silent err
verdict 'run: data on stdout, no progress without a terminal'
run 0 run $deal --paths 500 --csv && [ "$(head -1 "$work/out" | cut -d, -f1-6)" = \
    agreement,metric,unit,n,mean,se ] && out 'new - old,npv.studio,USD,500,'; verdict 'run --csv'
run 0 run $deal --paths 500 --md && out '| npv.studio |' && out '# A studio'; verdict 'run --md'
run 0 run $deal --base-case && out 'One path, the base case' && ! out '±'; verdict 'run --base-case'
run 0 run $deal --base-case && ! out 'Dates: medians' && ! out ' points'
verdict 'a base case: yes and no, no word of medians'
run 0 run scenarios/lessons/capped-share.yaml --paths 5k && out '. 1 year, ' && ! out '$0.00' &&
    out ' $0   +$'; verdict 'one year, and nothing is $0'
run 0 check scenarios/lessons/capped-share.yaml && out ', 1 period' && ! out '1 periods' &&
    run 0 check scenarios/yardstick.yaml && ! out 'assumptions'; verdict 'check counts in plain words'
run 2 compare $deal && err '`entente run` compares' && run 2 run $deal --baseline old && err '--set baseline=NAME'
verdict 'a word that is called otherwise here'
run 0 run $deal --paths 500 --where 'capped' && out 'futures (' && out 'where capped'
verdict 'run --where says how many futures are left'
run 0 run $deal --paths 500 --where 'in("old", paid) > 26bn USD and paid < 26bn USD' && out 'futures (' &&
    run 1 run $deal --paths 500 --where 'paid > 26bn USD' && err 'none of 500 futures'
verdict 'the condition may read another agreement: only the newer one has a cap'
run 0 run $deal --paths 500 --set assumptions.cap_total.value=60bn &&
    out 'With --set assumptions.cap_total.value=60bn'; verdict 'an override is named'
run 0 run $deal --paths 500 && out 'Disputed terms are read so: before as inception'
verdict 'the reading in use is named'
"$entente" run - --paths 500 <$deal >"$work/out" 2>"$work/err" && out 'Differences'
verdict 'a scenario from standard input'
run 0 run $deal --paths 500 --color always && out "$(printf '\033[1m')"; verdict '--color always'
run 0 kinds && out revenue_share && out gbm && out lognormal && out assumption; verdict kinds
run 0 kinds revenue_share && out 'annual_cap' && out 'from `from` to `to`'; verdict 'kinds KIND'

run 0 run $deal --paths 5k --seed 9 --set 'assumptions.cap_total.value=7 bn' --where 'paid > 1bn USD' &&
    out "plot $deal --chart histogram" && out "--set 'assumptions.cap_total.value=7 bn'" &&
    out "--where 'paid > 1bn USD' --paths 5000 --seed 9"; verdict 'what is suggested keeps the options'
run 0 run $deal --paths 1 && out '--path 0' && ! out '--path 7'; verdict 'no path is suggested that is not there'
run 0 run $deal --paths 2000 && eval "run 0 $(sed -n 's/^  entente trace/trace/p' "$work/out")" &&
    out 'share.capped'; verdict 'the path that is suggested shows the event'

# 1: the run failed
run 1 run "$work/broken.yaml" --paths 100 && err 'error[E0901]' && err 'entente trace' && silent out
verdict 'a formula without a number ends the run: 1'
run 1 run $deal --paths 500 --where 'paid > 900bn USD' && err 'none of 500 futures'
verdict 'a condition that holds nowhere: 1'
run 1 run $deal --paths 500 --where 'paid > 900bn USD' -o "$work/empty" && err '1 error' &&
    [ -s "$work/empty/manifest.json" ] && [ ! -e "$work/empty/fan.svg" ]
verdict 'nor has it charts or a report'
for chart in timeline ledger histogram; do
    run 1 plot $deal --paths 500 --where 'paid > 900bn USD' --chart $chart -o "$work/empty.svg" &&
        err 'none of 500 futures' && [ ! -e "$work/empty.svg" ]
    verdict "nor a chart of its own: $chart"
done

# 2: usage
run 2 && err Commands && silent out; verdict 'no command: 2, help on stderr'
run 2 rnu && err 'did you mean `entente run`'; verdict 'a slip in the command: 2'
run 2 compare $deal && err 'there is no command `compare`'; verdict 'what is not built: 2'
run 2 run $deal --pahts 3 && err 'did you mean --paths?'; verdict 'a slip in an option: 2'
run 2 run && err 'needs a scenario file'; verdict 'no file: 2'
run 2 trace $deal && err '--path'; verdict 'trace without a path: 2'
run 2 trace $deal --path 0 --agreement nwe && err 'did you mean new?'; verdict 'unknown agreement: 2'
run 2 plot $deal --chart fan && err '-o NAME.svg'; verdict 'plot without -o: 2'
run 2 plot $deal --chart pie -o x.svg && err E0815 && err 'there is: fan, '
verdict 'unknown chart: 2'
run 2 plot $deal --chart fan --metric paid -o x.svg && err E0816 &&
    err 'it takes --series and --agreement'
verdict 'a fan of a metric: 2'
run 2 plot $deal --chart histogram --base-case -o x.svg && err E0816
verdict 'a histogram of one path: 2'
run 2 plot $deal --chart fan -o "$work/x.gif" && err E0813; verdict 'unknown ending: 2'
run 2 plot $deal --chart fan -o "$work/x.svg" --size huge && err E0801; verdict 'unknown size: 2'
run 3 plot $deal --paths 500 --chart fan --series revnue -o "$work/x.svg" && err -- --series:1:1 &&
    err 'did you mean revenue?'; verdict 'unknown series: 3'
run 0 plot $deal --paths 500 --chart fan --series noise -o "$work/x.svg" &&
    run 0 plot $deal --paths 500 --chart fan --series 'max(noise, attainment)' -o "$work/x.svg"
kept=$?
rm -f "$work"/x.*
[ $kept = 0 ]
verdict 'a series that the scenario does not keep, and a formula'
run 2 plot $deal --paths 500 --chart histogram --metric capped -o "$work/x.svg" && err E0812
verdict 'a histogram of yes and no: 2'
run 2 kinds gbn && err 'did you mean gbm?'; verdict 'unknown kind: 2'
[ ! -e "$work/x.svg" ] && [ ! -e "$work/x.gif" ]; verdict 'no chart is left behind'

# 3: the scenario is wrong
run 3 check "$work/wrong.yaml" && err 'error[E0' && silent out; verdict 'check finds mistakes: 3'
run 3 run "$work/wrong.yaml" && silent out; verdict 'a wrong scenario never runs: 3'
run 3 run $deal --set assumptions.cap_totl.value=1 && err 'did you mean `cap_total`'
verdict 'an override that reaches nothing: 3'
run 3 run scenarios/yardstick.yaml --set quantities.x=1 && err 'no `quantities`' &&
    ! err 'did you mean `quantities`'; verdict 'an override of a section that is not there: 3'
run 3 run $deal --where 'pad > 1' && err 'did you mean paid?'; verdict 'a wrong condition: 3'

# 4: files
run 4 run "$work/nothing.yaml" && err 'No such file'; verdict 'no such file: 4'
run 4 run $deal --paths 500 -o "$work/broken.yaml/out" && silent out
verdict 'a folder that cannot be made: 4, before the work'
run 4 plot $deal --paths 500 --chart fan -o "$work/none/x.svg"; verdict 'a chart nowhere: 4'
if [ -w /dev/full ]; then
    "$entente" run $deal --paths 500 >/dev/full 2>"$work/err"
    [ $? = 4 ] && err 'cannot write to standard output'; verdict 'a full disk behind stdout: 4'
fi

# 5: stopped early
export ENTENTE_STOP_AFTER=2
run 5 run $deal && out 'PARTIAL: stopped after 2,048 of 20,000' && err 'stopped early'
verdict 'a partial run says so: 5'
run 5 run $deal --json && out '"partial": true' && out '"asked": 20000' && out '"paths": 2048'
verdict 'a partial run says so in JSON'
run 5 run $deal --csv && out ',new' || [ "$(tail -1 "$work/out" | tail -c 3)" = ,1 ]
verdict 'a partial run says so in CSV'
run 5 run $deal -o "$work/partial" --quiet && silent err &&
    grep -q 'PARTIAL' "$work/partial/summary.md" && grep -q 'Partial' "$work/partial/fan.svg" &&
    grep -q '"asked": 20000' "$work/partial/manifest.json"; verdict 'a partial run says so in every file'
run 5 run $deal --json && cp "$work/out" "$work/first" && unset ENTENTE_STOP_AFTER &&
    run 0 run $deal --paths 2048 --json && sed '/"asked"/d; /"partial"/d' "$work/out" >"$work/a" &&
    sed '/"asked"/d; /"partial"/d' "$work/first" >"$work/b" && cmp -s "$work/a" "$work/b"
verdict 'a partial run has the numbers of a short one'
unset ENTENTE_STOP_AFTER

# Ctrl-C and a polite kill, for real: enough work that the signal arrives in the middle.
for signal in INT TERM; do
    "$entente" run $deal --paths 200m >"$work/out" 2>"$work/err" &
    pid=$!
    sleep 1
    kill -$signal $pid
    wait $pid
    [ $? = 5 ] && out 'PARTIAL: stopped after'; verdict "SIG$signal gives what has been simulated"
done

# Files of -o
run 0 run $deal --paths 500 -o "$work/deep/er" && err 'are in' &&
    [ "$(ls "$work/deep/er" | tr '\n' ' ')" = "clauses.csv differences.csv events.csv fan.alt.txt \
fan.csv fan.svg histogram.alt.txt histogram.csv histogram.svg manifest.json metrics.csv \
report.html results.json series.csv summary.md transfers.csv " ]; verdict 'run -o writes these files and no other'
run 0 run $deal --paths 500 --json && cmp -s "$work/out" "$work/deep/er/results.json"
verdict 'results.json is what --json prints'
cp -r "$work/deep/er" "$work/again" && run 0 run $deal --paths 500 --threads 1 -o "$work/again" &&
    rm "$work/again/manifest.json" "$work/deep/er/manifest.json" &&
    diff -r "$work/again" "$work/deep/er" >"$work/out"
verdict 'again into the same folder: the same bytes in every file but the manifest'
for ending in svg pdf png; do
    run 0 plot $deal --paths 500 --chart fan --series revenue -o "$work/c.$ending" &&
        [ -s "$work/c.$ending" ] && [ -s "$work/c.csv" ] && [ -s "$work/c.alt.txt" ]
    verdict "plot -o c.$ending, with its data and description"
done
run 0 plot $deal --paths 500 --chart histogram --metric cap_date --title 'My own title' \
    --size one-column --theme print -o "$work/d.svg" && grep -q 'My own title' "$work/d.svg"
verdict 'plot takes size, theme and title'

# One future: the lines add up to the totals, to the last printed digit.
cat >"$work/add.awk" <<'END'
/^Totals/ { totals = 1 }
{ gsub(/−/, "-"); gsub(/[$,m]/, "") }
!totals && /^  [0-9]/ && NF >= 5 { net[$3] -= $5; net[$4] += $5; lines++ }
totals && $1 in net { if (sprintf("%.1f", net[$1]) != $2) wrong++; seen++ }
END { exit !(lines > 20 && seen == 3 && !wrong) }
END
run 0 trace $deal --path 7 --agreement new; sed 's/market/world/g' "$work/out" >"$work/path"
awk -f "$work/add.awk" "$work/path"; verdict 'trace: printed lines add up to printed totals'
run 0 trace $deal --path 7 --agreement new --csv && [ "$(head -1 "$work/out")" = \
    date,what,from,to,amount,kind ] && out 2026-03-31,sales,market,studio,; verdict 'trace --csv'
run 0 trace $deal --path 7 --json && out '"lines"' && out '"totals"'; verdict 'trace --json'
run 0 trace $deal --path 7 --series 'revenue, share.due,max(dt, dt)' --csv &&
    [ "$(head -1 "$work/out")" = 'date,revenue,share.due,"max(dt, dt)"' ] && [ "$(wc -l <"$work/out")" = 25 ] &&
    awk -F, 'NR > 1 && NR < 22 { d = $3 - 0.2 * $2 * $4; wrong += d > 1 || d < -1 } END { exit wrong > 0 }' "$work/out"
verdict 'trace --series: what a payment is computed from'
run 0 trace $deal --path 7 --series attainment,share.capped && out 'Series, period by period' && out '  2031-12-31   0.'
verdict 'trace --series, to read'
run 0 trace $deal --path 7 --series revenue --json && out '"unit": "USD/year"' && out '"2031-12-31"'
verdict 'trace --series --json'
run 0 trace $deal --base-case && out 'the base case'; verdict 'trace --base-case'
run 0 trace $deal --path 7 --seed 1 && cp "$work/out" "$work/a" && run 0 trace $deal --path 7 --seed 2 &&
    ! cmp -s "$work/a" "$work/out"; verdict 'another seed, another future'
exit $status
