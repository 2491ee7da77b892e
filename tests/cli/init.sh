#!/bin/sh
# The starter scenarios of `entente init`: each is its file, runs without a warning, and fits a page;
# nothing that is there is replaced.  usage: tests/cli/init.sh BUILD_DIR

. tests/support/program.sh
templates=$PWD/scenarios/templates
cd "$work" || exit 1

"$entente" help init >help
for file in "$templates"/*.yaml; do
    name=$(basename "$file" .yaml)
    "$entente" init --template "$name" 2>err | cmp - "$file" >out; verdict "$name is its file"
    sed -n 2p "$file" | grep -q "^# $name: "; verdict "$name says in one line what it is about"
    awk 'length > 120 { exit 1 } END { if (NR > 80) exit 1 }' "$file"
    verdict "$name fits a page"
    grep -q "^  $name: " help && grep -q -- "--template NAME.*$name" help
    verdict "help init tells of $name"
    "$entente" init --template "$name" -o "$name-deal.yaml" >out 2>err && [ ! -s out ] &&
        grep -q "next: entente check $name-deal.yaml" err &&
        ! grep -q " $name.yaml" "$name-deal.yaml"
    verdict "$name in a file of another name, which its comments know"
    "$entente" check "$name-deal.yaml" >out 2>err && [ ! -s err ]; verdict "$name: nothing is wrong"
    "$entente" run "$name-deal.yaml" --paths 2k >out 2>err && [ ! -s err ] && grep -q '^Next' out
    verdict "$name runs"
    # The commands that its own comments suggest, with fewer futures.
    sed -n 's/^#   \(entente [^ ].*[^ ]\)   *[^ ].*/\1/p' "$name-deal.yaml" |
        sed 's/entente run .*/& --paths 2k/' >commands
    mkdir -p bin && ln -sf "$entente" bin/entente
    { [ "$name" = blank ] || [ -s commands ]; } &&
        PATH=$PWD/bin:$PATH sh -e commands >out 2>err && [ ! -s err ]
    verdict "$name: the commands in its comments work"
done

"$entente" init >out 2>err && cmp -s out "$templates/royalty.yaml"; verdict 'royalty if none is named'
echo mine >deal.yaml
"$entente" init -o deal.yaml >out 2>err
[ $? = 4 ] && [ "$(cat deal.yaml)" = mine ] && grep -q E0814 err; verdict 'what is there stays: 4'
"$entente" init deal.yaml >out 2>err
[ $? = 2 ] && grep -qx 'help: to write into it: entente init -o deal.yaml' err
verdict 'a file without -o: 2, and what was meant'
"$entente" init -o nowhere/deal.yaml >out 2>err
[ $? = 4 ] && [ ! -e nowhere ]; verdict 'a folder that is not there: 4'
"$entente" init --template lease >out 2>err
[ $? = 2 ] && grep -q 'blank, reseller, royalty, take-or-pay' err; verdict 'unknown template: 2'
exit $status
