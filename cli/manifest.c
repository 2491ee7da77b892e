#include "cli/manifest.h"

#include <sys/utsname.h>
#include <time.h>

#include "cli/json.h"
#include "cli/version.h"

static json_t *command_line(const ent_options *o) {
    json_t *list = json_array();
    for (int i = 0; i < o->argc; i++)
        json_array_append_new(list, ent_json_text(o->argv[i]));
    return list;
}

static json_t *overrides(const ent_scenario *scenario) {
    json_t *list = json_array();
    for (size_t i = 0; i < scenario->override_count; i++)
        json_array_append_new(list, ent_json_text(scenario->overrides[i]));
    return list;
}

static json_t *build(void) {
    json_t *object = json_object(), *libraries = json_object();
    json_object_set_new(object, "compiler", json_string(ent_compiler()));
    json_object_set_new(object, "flags", json_string(ent_build_flags()));
    for (const ent_library *l = ent_libraries(); l->name != NULL; l++)
        json_object_set_new(libraries, l->name, json_string(l->version));
    json_object_set_new(object, "libraries", libraries);
    return object;
}

static json_t *machine(const ent_results *r) {
    json_t *object = json_object();
    const ent_plan_size size = ent_plan_measure(r->plan);
    struct utsname name;
    if (uname(&name) == 0) {
        json_object_set_new(object, "system", ent_json_text(name.sysname));
        json_object_set_new(object, "processor", ent_json_text(name.machine));
    }
    json_object_set_new(object, "instruction_set", ent_json_text(size.isa));
    json_object_set_new(object, "threads", json_integer(r->threads));
    json_object_set_new(object, "not_portable", ent_json_text(size.not_portable));
    return object;
}

static json_t *timing(const ent_results *r) {
    json_t *object = json_object();
    char text[32] = "";
    const time_t now = time(NULL);
    struct tm parts;
    if (gmtime_r(&now, &parts) != NULL)
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    json_object_set_new(object, "finished", json_string(text));
    json_object_set_new(object, "seconds", ent_json_number(r->seconds));
    return object;
}

json_t *ent_manifest(const ent_options *o, const ent_results *r) {
    json_t *object = json_object();
    json_object_set_new(object, "entente", json_string(ENT_VERSION));
    json_object_set_new(object, "command", command_line(o));
    json_object_set_new(object, "scenario", ent_json_text(o->words[0]));
    json_object_set_new(object, "sha256", json_string(r->scenario->sha256));
    json_object_set_new(object, "overrides", overrides(r->scenario));
    json_object_set_new(object, "paths", ent_json_count(r->paths));
    json_object_set_new(object, "asked", ent_json_count(r->asked));
    json_object_set_new(object, "seed", ent_json_count(r->seed));
    json_object_set_new(object, "build", build());
    json_object_set_new(object, "machine", machine(r));
    json_object_set_new(object, "time", timing(r));
    return object;
}
