#include "cli/load.h"

#include <stdlib.h>

#include "cli/messages.h"
#include "cli/progress.h"
#include "cli/warnings.h"
#include "model/engine/lint.h"
#include "scenarios/scenarios.h"

ent_plan_options ent_load_plan_options(const ent_options *o) {
    const char *isa = getenv("ENTENTE_ISA"); /* for tests: results do not depend on it */
    return (ent_plan_options){
        .where = o->where, .series = o->series, .isa = isa == NULL || !*isa ? NULL : isa};
}

ent_status ent_load_check_charts(ent_loaded *loaded, const ent_chart_request *request) {
    ent_results preview;
    if (request == NULL && loaded->scenario->charts.count == 0)
        return ENT_OK;
    ent_plan_preview(loaded->plan, &preview);
    const ent_status status =
        request == NULL ? ent_charts_check_listed_names(&preview, &loaded->problems)
                        : ent_charts_check_names(&preview, request, &loaded->problems);
    ent_arena_free(&preview.arena);
    return status;
}

static ent_status load(const ent_options *o, bool whole, ent_loaded *loaded) {
    *loaded = (ent_loaded){0};
    const ent_read_options read = {o->overrides, o->override_count};
    const ent_status status =
        ent_scenario_read(o->words[0], &read, &loaded->scenario, &loaded->problems);
    if (status != ENT_OK)
        return ent_loaded_verdict(o, loaded, status);
    ent_plan_options plan = ent_load_plan_options(o);
    plan.inputs = whole;
    ent_status compiled =
        ent_plan_compile(loaded->scenario, &plan, &loaded->plan, &loaded->problems);
    if (compiled == ENT_OK)
        ent_plan_lint(loaded->plan, &loaded->problems);
    const ent_status listed =
        ent_charts_check_listed(loaded->scenario, &loaded->problems);
    compiled = compiled == ENT_OK ? listed : compiled;
    if (compiled == ENT_OK && whole)
        compiled = ent_load_check_charts(loaded, NULL);
    return ent_loaded_verdict(o, loaded, compiled);
}

ent_status ent_load(const ent_options *o, ent_loaded *loaded) {
    return load(o, false, loaded);
}

ent_status ent_load_whole(const ent_options *o, ent_loaded *loaded) {
    return load(o, true, loaded);
}

ent_status ent_loaded_verdict(const ent_options *o, ent_loaded *loaded,
                              ent_status status) {
    const bool promoted = ent_warnings_apply(o, &loaded->problems);
    return promoted && (status == ENT_OK || status == ENT_IMPRECISE) ? ENT_INVALID
                                                                     : status;
}

void ent_loaded_report(const ent_options *o, ent_loaded *loaded) {
    ent_messages_print(o, &loaded->problems);
    ent_problems_free(&loaded->problems);
}

void ent_loaded_free(ent_loaded *loaded) {
    ent_problems_free(&loaded->problems);
    ent_plan_free(loaded->plan);
    ent_scenario_free(loaded->scenario);
    *loaded = (ent_loaded){0};
}

ent_run_options ent_load_run_options(const ent_options *o) {
    return (ent_run_options){.paths = o->paths.value,
                             .seed = o->seed.value,
                             .seed_given = o->seed.given,
                             .keep = o->keep.value,
                             .threads = (unsigned)o->threads.value,
                             .base_case = o->base_case};
}

ent_status ent_load_run(const ent_options *o, ent_loaded *loaded, ent_results **results) {
    ent_run_options options = ent_load_run_options(o);
    ent_progress progress;
    ent_progress_begin(&progress, o->quiet, &options);
    const ent_status status = ent_run(loaded->plan, &options, results, &loaded->problems);
    ent_progress_end(&progress);
    if (status == ENT_OK)
        ent_results_lint(*results, &loaded->problems);
    if (status == ENT_OK && (*results)->paths < (*results)->asked)
        ent_message_note(o, "stopped early: %llu of %llu futures",
                         (unsigned long long)(*results)->paths,
                         (unsigned long long)(*results)->asked);
    return status;
}

ent_status ent_load_check_where(const ent_results *r, ent_problems *problems) {
    if (r->where == NULL || r->where_count > 0)
        return ENT_OK;
    ent_problem_add(problems, "E0910", (ent_place){0}, NULL,
                    "none of %llu futures meets the condition %s",
                    (unsigned long long)r->paths, r->where);
    return ENT_FAILED;
}
