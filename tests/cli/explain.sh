#!/bin/sh
# What `explain` says: its JSON is what cli/explain.schema.json says, every name and every code can
# be explained, inherited and overridden terms tell where they come from.
# usage: tests/cli/explain.sh BUILD_DIR

. tests/support/program.sh
deal=tests/cli/deal.yaml all=tests/cli/everything.yaml
flagship=scenarios/openai-microsoft.yaml
python=
for candidate in python3 /usr/bin/python3; do
    [ -n "$python" ] || ! "$candidate" -c 'import jsonschema' 2>/dev/null || python=$candidate
done

explain() { # explain CODE ARGUMENTS...
    wanted=$1
    shift
    run "$wanted" explain "$@"
}

# ---- The shape of its JSON ----
shape() { # shape ARGUMENTS...: as the schema says
    [ -n "$python" ] || { count=$((count + 1)); echo "ok $count - $* # SKIP no validator (make deps)"; return; }
    explain 0 "$@" --json && "$python" tests/support/validate.py cli/explain.schema.json "$work/out" \
        >"$work/err" 2>&1
    verdict "the JSON of: $*"
}
for file in scenarios/*.yaml scenarios/lessons/*.yaml $deal $all; do shape "$file"; done
shape $deal --agreement new --set agreements.new.clauses.share.enabled=false
shape $deal share.paid
shape $flagship microsoft_gain
shape $deal --diff old new
shape $flagship --diff apr-2026 oct-2025
shape E0208
if [ -n "$python" ]; then
    explain 0 $deal --json && sed 's/"sentence"/"phrase"/' "$work/out" >"$work/spoilt" &&
        ! "$python" tests/support/validate.py cli/explain.schema.json "$work/spoilt" >"$work/err" 2>&1
    verdict 'the schema can say no'
fi

# ---- Everything that has a name can be explained ----
explain 0 $all --json
names=$(awk -F'"' '/^  "sources"/ { exit } $2 == "title" && name != "" { print name } { name = "" }
    $2 == "name" { name = $4 }' "$work/out" | sort -u)
failed=
for name in $names share1.paid first_look.alive; do
    case $name in base | more) continue ;; esac
    explain 0 $all --agreement base "$name" || failed="$failed $name"
done
[ "$(echo "$names" | wc -l)" -gt 30 ] && [ -z "$failed" ]; verdict "every name of everything.yaml:$failed"
failed=
for row in $(grep -oh '"[EW][0-9]\{4\}", *"\|^ *{"[EW][0-9]\{4\}"' model/codes_*.c | grep -o '[EW][0-9]\{4\}'); do
    explain 0 "$row" && out "$row: " || failed="$failed $row"
done
[ -z "$failed" ]; verdict "every code:$failed"
explain 2 E9999 && err 'there is no code E9999'; verdict 'a code that is none: 2'

# ---- Where terms come from ----
explain 0 $deal --agreement new && out 'From old: from, to, base, rate, until, source' &&
    ! out 'old: As signed'; verdict 'an inherited term says from where, and one agreement stands alone'
explain 0 $deal --set agreements.old.clauses.share.rate=15% --agreement new && out 'From --set: rate' &&
    out 'From old: from, to, base, until, source' && out '15% of revenue'; verdict 'so does a term that is set'
cp $deal "$work/base.yaml"
printf 'entente: 1\nextends: base.yaml\nagreements:\n  new: {clauses: {share: {annual_cap: 2bn}}}\n' \
    >"$work/child.yaml"
explain 0 "$work/child.yaml" --agreement new && out "base.yaml: cap, paid_to_date" &&
    out 'at most $2bn a year'; verdict 'and one of a file that is extended'

# ---- What is wrong ----
explain 2 $deal shrae && err 'did you mean share?'; verdict 'an unknown name: 2'
explain 2 $deal --agreement nwe && err 'did you mean new?'; verdict 'an unknown agreement: 2'
explain 2 $deal --diff old && err '--diff A B'; verdict 'a difference of one: 2'
explain 2 $deal --diff old nwe && err 'did you mean new?'; verdict 'a difference with nothing: 2'
explain 2 $deal --diff old new --agreement old && err 'exclude each other'; verdict 'both at once: 2'
explain 3 $deal --set assumptions.cap_total.value=x && err E0206; verdict 'a wrong scenario: 3'
explain 4 "$work/none.yaml"; verdict 'no such file: 4'

# ---- Text fits a page ----
explain 0 $flagship && [ -z "$(grep -v 'https*:' "$work/out" | sed '/^ *clause  *from/,/^$/d' |
    LC_ALL=C.UTF-8 awk 'length($0) > 100')" ]; verdict 'no line of text is wider than 100 columns'
explain 0 $flagship --md && ! grep -q "$(printf '\033')" "$work/out" && out '| share_rate | 20% |'
verdict 'Markdown has the register as a table'
exit $status
