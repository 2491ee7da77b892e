#!/bin/sh
# What `run --json` and `sweep --json` print is what cli/results.schema.json and
# cli/sweep.schema.json say.
# usage: tests/cli/schema.sh BUILD_DIR

entente=${ENTENTE:-$1/entente} schema=cli/results.schema.json count=0 status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
python=
for candidate in python3 /usr/bin/python3; do
    [ -n "$python" ] || ! "$candidate" -c 'import jsonschema' 2>/dev/null || python=$candidate
done
[ -n "$python" ] || { echo 'ok 1 # SKIP there is no JSON Schema validator (make deps)'; exit 0; }

verdict() { # verdict NAME EXIT_CODE WANTED: one TAP line; 0 is yes, anything else no
    count=$((count + 1))
    if { [ "$2" = 0 ] && [ "$3" = yes ]; } || { [ "$2" != 0 ] && [ "$3" = no ]; }; then
        echo "ok $count - $1"
    else
        status=1
        echo "not ok $count - $1"
        sed 's/^/# /' "$work/said"
    fi
}
valid() { "$python" tests/support/validate.py $schema "$1" >"$work/said" 2>&1; }

# run NAME ARGUMENTS...: the run's JSON is valid
run() {
    name=$1
    shift
    "$entente" run "$@" --json --quiet >"$work/run.json" 2>"$work/said" && valid "$work/run.json"
    verdict "$name" $? yes
}

for file in scenarios/*.yaml scenarios/lessons/*.yaml; do
    [ -f "$file" ] && run "$file" "$file" --paths 2000
done
run 'the base case' scenarios/openai-microsoft.yaml --base-case
run 'one path' scenarios/yardstick.yaml --paths 1
run 'with fewer values kept' scenarios/yardstick.yaml --paths 2000 --keep 100
run 'with an override' scenarios/yardstick.yaml --paths 500 --seed 7

sweep() { # sweep NAME ARGUMENTS...: the sweep's JSON is valid
    name=$1
    shift
    "$entente" sweep "$@" --json --quiet >"$work/sweep.json" 2>"$work/said" &&
        "$python" tests/support/validate.py cli/sweep.schema.json "$work/sweep.json" >"$work/said" 2>&1
    verdict "$name" $? yes
}
sweep 'a term swept' scenarios/lessons/capped-share.yaml --paths 500 \
    --vary agreements.capped.clauses.share.cap=20m,none
sweep 'several terms' scenarios/openai-microsoft.yaml --paths 200 \
    --vary 'assumptions.total_cap.value=20bn; assumptions.old_share_until.use=to_2030'
"$python" -c "
import json, sys
d = json.load(open(sys.argv[1]))
d['points'][1].pop('differences')
json.dump(d, open(sys.argv[2], 'w'))" "$work/sweep.json" "$work/spoilt.json"
"$python" tests/support/validate.py cli/sweep.schema.json "$work/spoilt.json" >"$work/said" 2>&1
verdict 'refused: a sweep without differences' $? no

# The schema can say no.  Each edit spoils the last valid document.
spoil() { # spoil NAME PYTHON: `d` is the document
    "$python" -c "
import json, sys
d = json.load(open(sys.argv[1]))
a = next(iter(d['agreements'].values()))
m = next(iter(a['metrics'].values()))
$2
json.dump(d, open(sys.argv[2], 'w'))" "$work/run.json" "$work/spoilt.json" 2>"$work/said" || {
        verdict "spoilt: $1 (could not be written)" 1 yes
        return
    }
    valid "$work/spoilt.json"
    verdict "refused: $1" $? no
}
spoil 'an unknown key' 'd["surprise"] = 1'
spoil 'a mean that is a text' 'm["mean"] = "26"'
spoil 'a metric without a median' 'del m["p50"]'
spoil '200 quantiles' 'm["quantiles"].pop()'
spoil 'NaN' 'm["sd"] = float("nan")'
spoil 'minus zero' 'm["se"] = -0.0'
spoil 'a probability above 1' 'never = dict.fromkeys(["p5", "p50", "p95"])
a["events"] = {"e": {"probability": 2, "se": 0, "by_period": [], "when": never}}'
exit $status
