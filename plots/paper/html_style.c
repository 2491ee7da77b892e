/* The style sheet: for screens of any width, for paper, for readers who prefer dark. */
#include <inttypes.h>
#include <string.h>

#include "plots/paper/writers.h"

static const char *const rules[] = {
    "*{box-sizing:border-box}",
    "html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}",
    "body{margin:0 auto;padding:0 1rem 4rem;max-width:72rem;background:var(--page);"
    "color:var(--ink);font:1rem/1.55 system-ui,-apple-system,\"Segoe UI\",\"DejaVu "
    "Sans\","
    "Arial,sans-serif;overflow-wrap:break-word}",
    "header,main>section{max-width:72rem}",
    "h1{font-size:clamp(1.6rem,5vw,2.4rem);line-height:1.15;margin:2.5rem 0 .5rem}",
    "header p{color:var(--muted);font-size:1.05rem;margin:0 0 1.5rem;max-width:46rem}",
    "h2{font-size:1.5rem;line-height:1.2;margin:3rem 0 1rem;padding-top:.8rem;"
    "border-top:2px solid var(--ink)}",
    "h3{font-size:1.15rem;line-height:1.3;margin:2rem 0 .6rem}",
    "p,li{max-width:46rem}",
    "ul{padding-left:1.3rem}li{margin:.35rem 0}",
    "a{color:var(--link)}a:focus-visible,summary:focus-visible,[tabindex]:focus-visible"
    "{outline:3px solid var(--link);outline-offset:2px}",
    ".skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:.5rem;padding:.5rem "
    "1rem;background:var(--ink);color:var(--page);z-index:1}",
    ".out{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);"
    "white-space:nowrap}",
    "nav{border:1px solid var(--grid);border-radius:.3rem;padding:1rem 1.2rem}",
    "nav p{font-weight:600;margin:0}nav ul{columns:2 20rem;margin:.4rem 0 0}nav ul "
    "ul{columns:auto;margin:0;font-size:.92rem}nav li{margin:0 0 "
    ".2rem;break-inside:avoid-"
    "column}",
    "code{font-family:ui-monospace,\"DejaVu Sans "
    "Mono\",Menlo,Consolas,monospace;font-size:"
    ".9em}",
    "pre{overflow-x:auto;padding:.8rem 1rem;border:1px solid "
    "var(--grid);border-radius:.3rem}",
    ".box{overflow-x:auto;margin:1rem 0 1.5rem}",
    "table{border-collapse:collapse;font-size:.9rem;line-height:1.4;font-variant-numeric:"
    "tabular-nums}",
    "table.wordy{min-width:54rem}",
    "caption{text-align:left;font-weight:600;padding:.2rem 0 .5rem;color:var(--ink)}",
    "th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem "
    "0;border-bottom:1px solid var(--grid)}",
    "thead th,thead td{border-bottom:2px solid "
    "var(--muted);vertical-align:bottom;color:var(--muted);font-weight:600}",
    "tbody th{font-weight:500}",
    "table:not(.wordy) td{white-space:nowrap}",
    "th.n,td.n{text-align:right}td.n:has(+.e){padding-right:.3rem}td.e{padding-left:0;"
    "color:var(--muted)}",
    "figure{margin:1.5rem 0 2rem;border:1px solid var(--grid);border-radius:.3rem;"
    "padding:.5rem;max-width:50rem}",
    "figure svg{display:block;width:100%;height:auto}",
    "figure .only{overflow-x:auto}figure .only svg{min-width:34rem}",
    "figure .narrow{display:none}",
    "figcaption{font-size:.9rem;padding:.3rem .5rem 0;color:var(--muted)}"
    "figcaption p{margin:.4rem 0}summary{cursor:pointer}",
    "@media(max-width:37.5rem){body{padding:0 .8rem "
    "3rem}figure{padding:0;border:0}figure "
    ".wide{display:none}figure .narrow{display:block}}",
    "@page{size:A4;margin:16mm 15mm 18mm}",
    "@media print{body{padding:0;max-width:none;font-size:10pt}.skip{display:none}"
    "h1{margin-top:0}h2{break-before:page;margin-top:0}h2,h3,caption{break-after:avoid}"
    "header,nav{break-inside:avoid}p,li{max-width:none;orphans:3;widows:3}"
    "figure,tr{break-inside:avoid}figure{max-width:none;border:0;padding:0}"
    "figure .wide{display:block}figure .narrow{display:none}"
    ".box,pre{overflow:visible}pre{white-space:pre-wrap}"
    "table{font-size:7.5pt;width:100%}table.wordy{min-width:0}thead{display:table-header-"
    "group}table:not(.wordy) td{white-space:normal}th,td{padding:.15rem .4rem .15rem 0}"
    "a{color:inherit}nav a{text-decoration:none}}",
    NULL};

static void put_variables(const ent_theme *theme, FILE *to) {
    const struct {
        const char *name;
        uint32_t colour;
    } variables[] = {{"page", theme->page},
                     {"ink", theme->ink},
                     {"muted", theme->muted},
                     {"grid", theme->grid},
                     {"link", theme->hues[0]}};
    fputs(":root{", to);
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        fprintf(to, "--%s:#%06" PRIX32 ";", variables[i].name, variables[i].colour);
    fputc('}', to);
}

/* ---- Charts in the dark ---- */

static void put_rule(const char *class, const char *property, uint32_t light,
                     uint32_t dark, FILE *to) {
    if (light != dark)
        fprintf(to, ".%s[%s=\"#%06" PRIX32 "\"]{%s:#%06" PRIX32 "}\n", class, property,
                light, property, dark);
}

/* A mark's class and its colour in the one theme say what it is in the other. */
static void put_mark(const ent_paper *document, const ent_scene *scene,
                     const ent_scene_item *item, FILE *to) {
    ent_look look = scene->look;
    const ent_style light = ent_style_of(&look, item->role, item->hue);
    look.theme = document->dark;
    const ent_style dark = ent_style_of(&look, item->role, item->hue);
    const char *class = ent_role_name(item->role);
    if (light.filled)
        put_rule(class, "fill", light.fill, dark.fill, to);
    if (light.stroked)
        put_rule(class, "stroke", light.stroke, dark.stroke, to);
}

/* Enough for every role and hue that charts use. */
enum { MARKS_MOST = 1024 };
typedef struct {
    size_t count;
    struct {
        ent_role role;
        int hue;
    } list[MARKS_MOST];
} marks;

static bool is_new(marks *seen, const ent_scene_item *item) {
    for (size_t i = 0; i < seen->count; i++)
        if (seen->list[i].role == item->role && seen->list[i].hue == item->hue)
            return false;
    if (seen->count < MARKS_MOST) {
        seen->list[seen->count].role = item->role;
        seen->list[seen->count++].hue = item->hue;
    }
    return true;
}

static void put_marks(const ent_paper *document, marks *seen, const ent_scene *scene,
                      FILE *to) {
    for (size_t i = 0; scene != NULL && i < scene->count; i++)
        if (is_new(seen, &scene->items[i]))
            put_mark(document, scene, &scene->items[i], to);
}

static void put_all_marks(const ent_paper *document, FILE *to) {
    marks seen = {.count = 0};
    for (size_t b = 0; b < document->count; b++) {
        put_marks(document, &seen, document->blocks[b].scene, to);
        put_marks(document, &seen, document->blocks[b].narrow, to);
    }
}

void ent_html_style(const ent_paper *document, FILE *to) {
    put_variables(document->theme, to);
    fputc('\n', to);
    for (size_t i = 0; rules[i] != NULL; i++)
        fprintf(to, "%s\n", rules[i]);
    if (document->dark == NULL)
        return;
    fputs("@media screen and (prefers-color-scheme:dark){\n", to);
    put_variables(document->dark, to);
    fputc('\n', to);
    put_all_marks(document, to);
    fputs("}\n", to);
}
