"""Validates JSON against a draft-07 schema, which may name parts of others beside it: validate.py SCHEMA FILE...

Stricter than JSON readers usually are: NaN, Infinity and -0 are refused.  Exit code 0: all valid.
"""
import json
import pathlib
import sys

from jsonschema import Draft7Validator, RefResolver, validators


def refuse(word):
    raise ValueError(f"{word} is no number here")


def number(text):
    value = float(text)
    if value == 0 and text.startswith("-"):
        refuse(text)
    return value


def integer(text):
    if text == "-0":
        refuse(text)
    return int(text)


def unique(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError(f"a name twice among {names[:5]}")
    return dict(pairs)


def alike(schema, root):
    """Whether it treats all numbers alike, and so needs to see only one of a list."""
    if "$ref" in schema:
        named = root.get("definitions", {}).get(schema["$ref"].removeprefix("#/definitions/"))
        return named is not None and alike(named, root)
    return (schema.keys() <= {"type", "anyOf", "pattern", "description"}
            and "integer" not in schema.get("type", ())
            and all(alike(s, root) for s in schema.get("anyOf", ())))


def quick(root, resolver):
    """The library's validator; of a list of numbers it looks at one of each type."""
    whole = Draft7Validator.VALIDATORS["items"]

    def items(validator, wanted, document, schema):
        if isinstance(document, list) and isinstance(wanted, dict) and alike(wanted, root):
            one = {type(x): x for x in document}
            if one.keys() <= {int, float, type(None)} and not any(
                    whole(validator, wanted, list(one.values()), schema)):
                return
        yield from whole(validator, wanted, document, schema)

    return validators.extend(Draft7Validator, {"items": items})(root, resolver=resolver)


def problems(validator, path):
    try:
        with open(path, encoding="utf-8") as file:
            document = json.load(file, parse_constant=refuse, parse_float=number,
                                 parse_int=integer, object_pairs_hook=unique)
    except ValueError as error:
        return [str(error)]
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}"
            for e in validator.iter_errors(document)]


def main(schema, *paths):
    with open(schema, encoding="utf-8") as file:
        content = json.load(file)
    Draft7Validator.check_schema(content)
    validator = quick(content, RefResolver(pathlib.Path(schema).resolve().as_uri(), content))
    found = [f"{path}: {text}" for path in paths for text in problems(validator, path)]
    print("\n".join(found[:20]), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
