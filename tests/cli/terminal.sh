#!/bin/sh
# Pictures in tables: on a terminal of UTF-8, and nowhere else.
# usage: tests/cli/terminal.sh BUILD_DIR

. tests/support/program.sh
deal=tests/cli/deal.yaml
plain="$work/plain"
"$entente" run $deal --paths 2000 >"$plain"
same() { cmp "$work/out" "$plain" >"$work/said" 2>&1; }
drawn() { out '█' && out 'the median over time'; }
export LC_ALL=C.UTF-8 TERM=xterm
unset NO_COLOR

run 0 run $deal --paths 2000 && same; verdict 'nothing of the kind in a file'
run 0 run $deal --paths 2000 --color always && drawn; verdict 'where colours are, there are pictures'
LC_ALL=C run 0 run $deal --paths 2000 --color always && ! drawn; verdict 'not where characters are not UTF-8'
(unset LC_ALL LC_CTYPE; LANG=en_US.utf8 run 0 run $deal --paths 2000 --color always && drawn)
verdict 'LANG says so too'
(LC_ALL='' LC_CTYPE=C LANG=en_US.UTF-8 run 0 run $deal --paths 2000 --color always && ! drawn)
verdict 'LC_CTYPE comes before LANG'
run 0 run $deal --paths 2000 --md --color always && ! out '█'; verdict 'none in Markdown'
run 0 run $deal --base-case --color always && out 'the base case over time' && ! out '1% to 99%'
verdict 'one path has a course and no distribution'
run 0 run scenarios/lessons/capped-share.yaml --paths 2000 --color always && ! out 'over time'
verdict 'one period has no course'

# On a terminal of 80 columns, by script(1), which not every system has.
on_terminal() { # on_terminal COMMAND: what it prints there, without colours
    script -qec "stty cols 80; $1" /dev/null </dev/null | tr -d '\r' | sed 's/\x1b\[[0-9;]*[mK]//g' \
        >"$work/out"
}
on_terminal true 2>/dev/null || { echo "ok $((count + 1)) # SKIP there is no script(1)"; exit $status; }
on_terminal "'$entente' run $deal --paths 2000 --quiet" && drawn; verdict 'a terminal shows them'
[ "$(sed '/^Next/,$d' "$work/out" | wc -L)" -le 80 ]; verdict 'it fits into 80 columns'
for switch in NO_COLOR=1 TERM=dumb LC_ALL=POSIX; do
    on_terminal "env $switch '$entente' run $deal --paths 2000 --quiet" && ! drawn
    verdict "$switch: none"
done
on_terminal "'$entente' run $deal --paths 2000 --quiet --color never" && ! drawn; verdict '--color never: none'
exit $status
