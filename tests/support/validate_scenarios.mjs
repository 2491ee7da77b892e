// Holds scenarios against the schema that `entente schema` prints, with a YAML reader and a
// validator that know nothing of this project.  Prints TAP.
//
// usage: node validate_scenarios.mjs MODULES SCHEMA_COMMAND_OUTPUT ERRORS_FOLDER FILE...
//
// Every FILE must be valid.  Of the folders of ERRORS_FOLDER, those whose only fault is one of form
// must be refused, those with nothing but warnings accepted.  Examples and defaults in the schema
// must be valid where they stand.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, schemaFile, errors, ...files] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const Ajv = require("ajv").default;
const YAML = require("yaml");

let count = 0;
let failed = false;
function verdict(good, name, remarks = []) {
  count += 1;
  failed ||= !good;
  console.log(`${good ? "ok" : "not ok"} ${count} - ${name}`);
  if (!good) for (const remark of remarks.slice(0, 8)) console.log(`# ${remark}`);
}

const schema = JSON.parse(readFileSync(schemaFile, "utf8"));
// Strict: unknown keywords are errors.  A type may stand beside its ranges in another branch.
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
const valid = ajv.compile(schema); // also holds the schema against its meta-schema
const said = () => (valid.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
// The core schema of YAML 1.2: dates stay texts.
const read = (file) => YAML.parse(readFileSync(file, "utf8"), { logLevel: "error" });

verdict(schema.$schema === "http://json-schema.org/draft-07/schema#", "the schema is draft-07");
for (const file of files) verdict(valid(read(file)), `valid: ${file}`, said());

// Codes of mistakes of form, which a schema can see (E0216 needs a kind, E0219 a value ...).  A
// field may be missing (E0202) or exclude another (E0724, E0740) because of what a third one says, so
// those it can see are named.
const form = /^E02(01|04|05|06|08|10|13|15|16|18|19)$/;
const seen = ["missing_field", "missing_horizon", "rate_and_tiers", "neither_rate_nor_tiers",
  "commitment_with_two_amounts", "commitment_without_amount", "source_date_by_season"];
// Of form too, but only seen by following `based_on`.
const beyond = ["changes_nothing"];
let refused = 0;
for (const name of readdirSync(errors).sort()) {
  const file = `${errors}/${name}/scenario.yaml`;
  if (!existsSync(file) || existsSync(`${errors}/${name}/args`) || beyond.includes(name)) continue;
  const expected = readFileSync(`${errors}/${name}/expected.txt`, "utf8");
  const codes = [...new Set(expected.match(/(?<=\[)[EW]\d{4}(?=\])/g))];
  const elsewhere = /--> (?!\S*scenario\.yaml)/.test(expected); // a base, a CSV file
  if (codes.length === 0 || elsewhere) continue;
  if (seen.includes(name) || codes.every((code) => form.test(code))) {
    refused += 1;
    verdict(!valid(read(file)), `refused: ${name}`);
  } else if (codes.every((code) => code.startsWith("W"))) {
    verdict(valid(read(file)), `accepted with warnings: ${name}`, said());
  }
}
verdict(refused >= 12, `${refused} wrong files were refused`);

// Small edits of a valid file, each of which must be refused.
const spoilt = {
  "a clause of an unknown kind": "agreements.draft.clauses.royalty.kind=royalty",
  "a field of another kind": "agreements.draft.clauses.royalty.scope=films",
  "20 for 20%": "agreements.draft.clauses.royalty.rate=20",
  "a cap as a list": "agreements.draft.clauses.royalty.cap=[30m]",
  "a date that is none": "agreements.draft.clauses.royalty.until=next year",
  "a flag in words": "agreements.draft.clauses.royalty.enabled=yes",
  "an empty entry": "drivers.sales=~",
  "none where nothing is inherited": "agreements.draft.clauses.royalty=none",
  "a name in capitals": "parties.Studio={name: Studio}",
  "a step of a week": "horizon.step=week",
  "a horizon by name": "horizon.end=cap_date",
  "half a path": "paths=100.5",
  "a negative volatility": "drivers.sales.volatility=-0.3",
  "a section by another name": "driver={}",
};
for (const [name, edit] of Object.entries(spoilt)) {
  const document = read("tests/cli/studio.yaml");
  const [path, value] = [edit.slice(0, edit.indexOf("=")), edit.slice(edit.indexOf("=") + 1)];
  const keys = path.split(".");
  const last = keys.pop();
  keys.reduce((map, key) => map[key], document)[last] = YAML.parse(value);
  verdict(!valid(document), `refused: ${name}`);
}

// What a file that inherits may write besides.
const inheriting = "entente: 1\nextends: base.yaml\n";
for (const [name, text, good] of [
  ["a change needs no kind", "drivers: {sales: {volatility: 40%}}", true],
  ["an entry is dropped", "drivers: {sales: none}", true],
  ["a section is dropped", "series: none\ncorrelations: none\n", true],
  ["a field is cleared", "assumptions: {cap: {range: none}}", true],
  ["a change of a clause", "agreements: {new: {clauses: {royalty: {cap: none}}}}", true],
  ["a change still has fields of its own", "drivers: {sales: {volatlity: 40%}}", false],
  ["a kind still has its fields", "drivers: {sales: {kind: gbm, volatility: 40%}}", false],
])
  verdict(valid(YAML.parse(inheriting + text)) === good, `in a file that extends: ${name}`, said());

// Walks every part of the schema.
function walk(part, path, visit) {
  if (part === null || typeof part !== "object") return;
  visit(part, path);
  for (const [key, inner] of Object.entries(part)) walk(inner, `${path}/${key}`, visit);
}
const wrong = [];
let samples = 0;
walk(schema, "#", (part, path) => {
  if (Array.isArray(part) || path.endsWith("/properties")) return;
  const given = [...(Array.isArray(part.examples) ? part.examples : []),
                 ...("default" in part ? [part.default] : [])];
  if (given.length === 0) return;
  const { examples, default: standard, ...rest } = part;
  const check = ajv.compile({ ...rest, definitions: schema.definitions });
  for (const value of given) {
    samples += 1;
    if (!check(value)) wrong.push(`${path}: ${JSON.stringify(value)}`);
  }
});
verdict(samples > 50 && wrong.length === 0, "examples and defaults are valid where they stand", wrong);

const bare = [];
walk(schema, "#", (part, path) => {
  if (/\/properties\/[a-z_0-9]+$/.test(path) && /^#\/definitions\/[a-z_0-9]+\/properties/.test(path) &&
      !("const" in part) && !part.description) bare.push(path);
});
verdict(bare.length === 0, "every field is described", bare);
process.exit(failed ? 1 : 0);
