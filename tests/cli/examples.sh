#!/bin/sh
# Every example in every help text does what it says.  The examples' deal.yaml and its names stand
# for whatever the reader has; here they are those of shipped scenarios.
# usage: tests/cli/examples.sh BUILD_DIR

entente=${ENTENTE:-$PWD/$1/entente} count=0 status=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cp -r scenarios "$work/scenarios"
# Enough futures to show that it works, also where an example asks for more.
sed 's/^paths: 100000/paths: 1000/' scenarios/openai-microsoft.yaml >"$work/deal.yaml"
mkdir "$work/bin" && ln -s "$entente" "$work/bin/entente"
PATH=$work/bin:$PATH
export PATH
cd "$work" || exit 1
entente run deal.yaml --quiet -o out >/dev/null # an example plots what it leaves

# The commands between the headings, without what is said of them.
examples() { sed -n '/^Examples$/,/^$/s/^  \(entente .*[^ ]\)   *[^ ].*/\1/p' "$@"; }

entente --help >help
for command in $(sed -n '/^Commands$/,/^$/s/^  \([a-z]*\) .*/\1/p' help); do
    entente help "$command" >"help.$command"
    count=$((count + 1))
    if [ -n "$(examples "help.$command")" ]; then
        echo "ok $count - help $command has examples"
    else
        status=1
        echo "not ok $count - help $command has examples"
    fi
done
examples help help.* | sed "s/run \(.*\) --paths 1m/run \1 --paths 1k/" >list
while read -r line; do
    count=$((count + 1))
    if sh -c "$line" >printed 2>err </dev/null && ! grep -q '^warning\|^error' err; then
        echo "ok $count - $line"
    else
        status=1
        echo "not ok $count - $line"
        sed 's/^/# /' err | head -12
    fi
done <list
exit $status
