#!/bin/sh
# Warnings silenced and promoted, and messages as JSON.
# usage: tests/cli/messages.sh BUILD_DIR

. tests/support/program.sh
late=tests/errors/commitment_after_horizon/scenario.yaml
twice=tests/errors/duplicate_key/scenario.yaml

run 0 check $late && err 'warning[W0720]' && out 'nothing wrong'; verdict 'a warning stops nothing'
run 0 check $late -W no-W0720 && silent err; verdict '-W no-CODE silences it'
run 0 check $late -Wno-W0720 && silent err; verdict 'written together too, as compilers have it'
run 0 check $late --warning=no-W0720 && silent err; verdict 'and in full'
run 0 check $late -W no-W0701 && err 'warning[W0720]'; verdict 'another code silences another warning'
run 3 check $late -W error && err 'error[W0720]' && err '1 error' && silent out
verdict '-W error: a warning is a mistake'
run 3 run $late -W error=W0720 --paths 100 && err 'error[W0720]' && silent out
verdict '-W error=CODE: and the scenario never runs'
run 0 check $late -W error=W0701; verdict 'another code promotes another warning'
run 0 check $late -W error -W no-error=W0720 && err 'warning[W0720]'
verdict 'the last rule counts: no longer a mistake'
run 0 check $late -W error -W no-W0720 && silent err; verdict 'what is silenced is no mistake'
run 3 check $late -W no-W0720 -W W0720 -W error; verdict 'the last rule counts: shown again'
run 0 check $late --quiet && silent err; verdict '--quiet hides warnings'
run 3 check $late --quiet -W error && err W0720; verdict 'but no promoted one'
run 2 check $late -W no-W0721x && err 'did you mean W0721?'; verdict 'a slip in a code: 2'
run 2 check $late -W no-E0108 && err 'only warnings'; verdict 'errors cannot be silenced: 2'
run 2 check $late -W loud && err 'no such warning'; verdict 'a rule that means nothing: 2'
run 0 check $late --json -W no-W0720 && out '"warnings": 0'; verdict 'what is silenced is not counted'

# After a run
sed -e 's/^  paid: .*/&\n  rich: total(share.paid) > 900bn USD\n  rich_day: first(share.cumulative > 900bn USD)/' \
    -e 's/rate: rate/rate: rate\n        cap: 900bn/' tests/errors/override_at_the_top/scenario.yaml >"$work/idle.yaml"
run 0 run "$work/idle.yaml" --paths 2000 && err 'warning[W0901]' && err 'warning[W0902]' &&
    err 'rich_day never comes in 2000 futures' && err 'rich does not hold in any of 2000 futures'
verdict 'a cap that is never reached, and what never is'
run 0 run "$work/idle.yaml" --paths 900 && silent err; verdict 'a short run cannot tell'
run 0 run "$work/idle.yaml" --paths 2000 -W no-W0901 -W no-W0902 --json && silent err &&
    out '"code": "W0901"' && out '"path": "agreements.first.clauses.share.cap"'
verdict 'the results say it too, whatever is silenced'
run 3 run "$work/idle.yaml" --paths 2000 -W error=W0901 -o "$work/idle" && out 'npv.maker' &&
    err 'error[W0901]' && [ -s "$work/idle/results.json" ]
verdict 'promoted after a run: everything is written, and the exit code is 3'
run 0 run "$work/idle.yaml" --paths 2000 --set agreements.first.clauses.share.cap=1bn \
    -W no-W0902 && silent err; verdict 'a cap that is reached is no matter'

# JSON: one object a line, whose bytes are where it says.
run 3 check $twice --message-format json && [ "$(grep -c '^{.*}$' "$work/err")" = \
    "$(wc -l <"$work/err")" ] && err '"code":"E0108"' && err '"level":"error"'
verdict 'every line is an object'
number() { sed -n "1s/.*\"$1\":\([0-9]*\).*/\1/p" "$work/err"; }
piece() { # piece FILE: the bytes that the first message is about
    dd if="$1" bs=1 skip="$(number byte_start)" count=$(($(number byte_end) - $(number byte_start))) \
        2>/dev/null
}
run 0 check $late --message-format json && err '"level":"warning"' && err '"help":"' &&
    err '"path":"agreements.first.clauses.volume.until"' && [ "$(piece $late)" = 2028-03-31 ] &&
    [ "$(number line)" = 19 ] && [ "$(number column)" = 16 ] && [ "$(number end_column)" = 26 ]
verdict 'bytes, line and columns lead to the value'
{ echo '# Gedächtnis – ☂'; cat $late; } >"$work/wide.yaml"
run 0 check "$work/wide.yaml" --message-format json && [ "$(piece "$work/wide.yaml")" = 2028-03-31 ]
verdict 'bytes are bytes, whatever stands before'
run 0 run tests/cli/deal.yaml --paths 200 -o "$work/o" --message-format json &&
    err '{"level":"note","message":"results, tables and charts are in '
verdict 'notes are objects too'
run 3 check $twice --message-format json && grep -q '"labels":\[{"label":"first given here","file":' \
    "$work/err"; verdict 'second places are labels'
run 2 check $late --message-format xml && err 'human or json'; verdict 'another form: 2'
exit $status
