/* The JSON Schema of a scenario. */
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/schema.h"

static ent_status run(const ent_options *o) {
    (void)o;
    json_t *schema = ent_schema_scenario();
    ent_json_write(schema, stdout);
    json_decref(schema);
    return ENT_OK;
}

static const ent_example examples[] = {
    {"schema > scenario.schema.json", "beside the scenario, where editors look for it"},
    {NULL, NULL}};

const ent_command ent_command_schema = {
    .name = "schema",
    .words = "",
    .help = "Print the JSON Schema of a scenario, for editors",
    .about =
        "JSON Schema, draft-07, made from the tables that the program itself reads by: "
        "every section, kind and field with its type, range, choices, default and "
        "meaning. Editors use it to complete and to check while you type.\n"
        "With the YAML language server (VS Code, Neovim, Emacs and others), write it "
        "beside the scenario and begin the scenario with\n"
        "  # yaml-language-server: $schema=scenario.schema.json\n"
        "What takes more than the shape of the file (names, units, dates, cycles), "
        "`entente check` finds.\n",
    .examples = examples,
    .run = run,
};
