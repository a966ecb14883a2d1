# SPDX-License-Identifier: GPL-2.0-or-later
"""sarif-validate.py - holds a SARIF log against the schema and against itself

Usage: sarif-validate.py SCHEMA LOG...

The schema cannot say that an index points at the right rule, that a URI is
encoded, or that a base is defined, so that is checked here.
Exit status: 0 valid, 1 not, 77 (skip) without the jsonschema module.
"""
import json
import re
import sys

try:
    import jsonschema
except ImportError:
    print("python3 has no jsonschema module (package python3-jsonschema)")
    sys.exit(77)

URI = re.compile(r"(?:file:///|(?![A-Za-z][A-Za-z0-9+.-]*:))"
                 r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+")


def artifacts(node):
    """Every artifactLocation below a node."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "artifactLocation":
                yield value
            yield from artifacts(value)
    elif isinstance(node, list):
        for value in node:
            yield from artifacts(value)


def problems(run):
    rules = run["tool"]["driver"]["rules"]
    bases = run.get("originalUriBaseIds", {})
    for result in run["results"]:
        index = result.get("ruleIndex")
        if index is not None and rules[index]["id"] != result["ruleId"]:
            yield f"ruleIndex {index} is not {result['ruleId']}"
        if not result["partialFingerprints"]:
            yield "a result has no fingerprint"
    for artifact in artifacts(run):
        if not URI.fullmatch(artifact["uri"]):
            yield f"not a URI: {artifact['uri']}"
        if artifact.get("uriBaseId", "SRCROOT") not in bases and "uriBaseId" in artifact:
            yield f"no such base: {artifact['uriBaseId']}"
    for name, base in bases.items():
        if not URI.fullmatch(base["uri"]) or not base["uri"].endswith("/"):
            yield f"{name} is no folder's URI: {base['uri']}"


def main(schema_path, *log_paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.validators.validator_for(schema)(schema)
    failed = False
    for path in log_paths:
        with open(path, encoding="utf-8") as file:
            log = json.load(file)
        found = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
                 for error in validator.iter_errors(log)]
        for run in log["runs"]:
            found += problems(run)
        for line in found:
            print(f"{path}: {line}")
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
