#!/bin/sh
# The completion scripts: read by their shells, with every command and option, and bash completes.
# usage: tests/cli/completion.sh BUILD_DIR

. tests/support/program.sh
cd "$work" || exit 1

"$entente" --help | sed -n '/^Commands$/,/^$/s/^  \([a-z]*\) .*/\1/p' >commands
while read -r command; do
    "$entente" help "$command" | sed -n "/^Options\$/,\$s/^ .*--\([a-z-]*\) .*/$command \1/p"
done <commands >options
[ "$(wc -l <commands)" -gt 5 ] && [ "$(wc -l <options)" -gt 50 ]
verdict 'there are commands and options'

# The options of a command, as each script writes them.
bash_has() { grep -q "^ *$1) words=\".*--$2 " bash; }
zsh_has() { sed -n "/^    $1)\$/,/;;/p" zsh | grep -q -- "--$2[=[}]"; }
fish_has() { grep -q "seen_subcommand_from $1' -l $2 " fish; }
for shell in bash zsh fish; do
    "$entente" completion $shell >$shell 2>said && [ ! -s said ]; verdict "$shell: printed"
    : >said
    while read -r command option; do
        ${shell}_has "$command" "$option" || echo "no --$option of $command" >>said
    done <options
    while read -r command; do
        grep -qw -- "$command" $shell || echo "no $command" >>said
    done <commands
    [ ! -s said ]; verdict "$shell: every command and option is there"
    if command -v $shell >/dev/null; then
        $shell -n $shell >said 2>&1; verdict "$shell reads it"
    fi
done

# completes WORDS... WANTED: bash offers WANTED for the last of the words
cat >ask <<'ASK'
source ./bash
COMP_WORDS=("${@:1:$#-1}")
COMP_CWORD=$(($# - 2))
_entente entente "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
echo "${COMPREPLY[*]}" >said
[ "${COMPREPLY[*]}" = "${@: -1}" ]
ASK
completes() { bash ask entente "$@"; }
if command -v bash >/dev/null; then
    completes tra trace; verdict 'a command'
    completes run --base --base-case; verdict 'an option'
    completes kinds first_r first_rights; verdict 'a kind'
    completes init --template roy royalty; verdict 'a template'
    completes run deal ''; verdict 'a file is left to the shell'
    completes schema --paths ''; verdict 'no option of another command'
fi
exit $status
