#!/bin/sh
# The program and its module: linked without what draws, which is found when it is needed, and only then.
# usage: tests/cli/drawing.sh BUILD_DIR

. tests/support/program.sh
module=$(dirname "$entente")/entente-drawing.so deal=tests/cli/deal.yaml
draw() { run 0 plot $deal --paths 500 --chart fan --series revenue -o "$1"; }

! grep -qa 'libcairo\|libpango' "$entente" && grep -qa libcairo "$module"
verdict 'the module is linked with cairo, the program is not'
draw "$work/here.pdf" && draw "$work/here.png"; verdict 'beside the program it is found'

# The program alone.  A deal that cannot be simulated tells whether somebody tried.
whole=$entente entente=$work/bin/entente
mkdir "$work/bin" && cp "$whole" "$entente" &&
    sed 's/multiple: .*/broken: total(revenue) \/ total(share.forgone)/' $deal >"$work/broken.yaml"
run 0 check $deal && run 0 run $deal --paths 500 --json && run 0 trace $deal --path 1 &&
    run 0 sweep $deal --paths 500 --vary assumptions.cap_total.value=20bn,30bn &&
    run 0 --version && out 'cairo ' && out 'Pango '
verdict 'without the module, what draws nothing works'
refused() { # refused ARGUMENTS...: exit 4, E0809, nothing simulated, printed or written
    rm -rf "$work/out.d" && run 4 "$@" && err 'error[E0809]: the part that draws cannot be loaded' &&
        ! err E0901 && silent out && [ ! -e "$work/out.d" ] && [ -z "$(find "$work" -name 'x*')" ]
}
refused plot "$work/broken.yaml" --chart fan --series revenue -o "$work/x.svg" &&
    refused run "$work/broken.yaml" -o "$work/out.d" &&
    refused report "$work/broken.yaml" -o "$work/x.md" && refused report "$work/broken.yaml" -o "$work/x.pdf" &&
    refused sweep "$work/broken.yaml" --vary assumptions.cap_total.value=20bn,30bn -o "$work/x.png"
verdict 'plot, run -o, report and sweep -o say so before they simulate'
{ cat $deal && printf 'charts:\n  revenue: {chart: fan, series: revenue}\n'; } >"$work/listed.yaml"
refused plot "$work/listed.yaml" -o "$work/out.d"; verdict 'nor is there a folder for charts'
run 2 plot $deal --chart pie -o "$work/x.svg" && err E0815; verdict 'a slip of the command line comes first'

[ "$(uname)" != Linux ] || {
    refused plot $deal --chart fan --series revenue -o "$work/x.svg" &&
        diff - "$work/err" >"$work/said" <<'SAID'
error[E0809]: the part that draws cannot be loaded: entente-drawing.so: cannot open shared object file: No such file or directory
  = help: `make install` puts it into PREFIX/lib/entente; the program in PREFIX/bin finds it there, or beside itself

1 error
SAID
    verdict 'in these words'
}

# made SOURCE: another module beside the program
made() {
    echo "$1" >"$work/module.c" &&
        ${CC:-cc} -std=c11 -I. -D_POSIX_C_SOURCE=200809L -fPIC -shared -o "$work/bin/entente-drawing.so" \
            "$work/module.c" >"$work/said" 2>&1
}
made '#include "plots/module/drawing_module.h"
const ent_drawing_module ent_drawing_functions = {.version = "9.9.9"};' && refused run $deal -o "$work/out.d" &&
    err ': entente-drawing.so is of version 9.9.9, the program of '
verdict 'one of another version is refused'
version=$("$whole" --version | sed -n 's/^entente \([^ ]*\).*/\1/p')
other() { # other MEMBERS: a module of this version
    made "#include \"plots/module/drawing_module.h\"
const ent_drawing_module ent_drawing_functions = {.version = \"$version\", $1};" &&
        refused run $deal -o "$work/out.d" &&
        err ': entente-drawing.so is of another build than the program'
}
other '.size = sizeof ent_drawing_functions, .build = "1-2"'; verdict 'so is one of another build'
other '.size = 8, .build = (const char *)1'; verdict 'and one with another table, of which no more is read'
made 'extern const int something_else; const int something_else = 1;' && refused run $deal -o "$work/out.d" &&
    err ent_drawing_functions
verdict 'so is a library that is something else'
echo 'no library' >"$work/bin/entente-drawing.so" && refused run $deal -o "$work/out.d" &&
    err entente-drawing.so
verdict 'and a file that is none'
rm "$work/bin/entente-drawing.so"

# As installed, and called through a link.
mkdir -p "$work/lib/entente" && cp "$module" "$work/lib/entente" && draw "$work/there.pdf" &&
    draw "$work/there.png" && cmp "$work/here.pdf" "$work/there.pdf" >"$work/said" &&
    cmp "$work/here.png" "$work/there.png" >"$work/said"
verdict 'it is found in ../lib/entente, and draws the same'
ln -s bin/entente "$work/linked" && entente=$work/linked && draw "$work/linked.pdf" &&
    cmp "$work/here.pdf" "$work/linked.pdf" >"$work/said"
verdict 'also through a link to the program'
exit $status
