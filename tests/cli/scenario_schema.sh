#!/bin/sh
# What `entente schema` prints says of scenarios what the reader says of them: every shipped one is
# valid, wrong ones are not.  Judged by ajv, which knows nothing of this project.
# usage: tests/cli/scenario_schema.sh BUILD_DIR

entente=${ENTENTE:-$1/entente} modules=$PWD/build/npm
if ! command -v node >/dev/null || [ ! -d "$modules/node_modules" ]; then
    echo 'ok 1 # SKIP there is no validator (make deps)'
    exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"$entente" schema >"$work/schema.json" || { echo 'not ok 1 - entente schema'; exit 1; }
node tests/support/validate_scenarios.mjs "$modules" "$work/schema.json" tests/errors \
    scenarios/*.yaml scenarios/*/*.yaml tests/cli/*.yaml tests/golden/cli/*.yaml
