#!/usr/bin/env python3
"""Compares `QILU edition sensitivity PKG --json` with the reference computed on each changed package.

    python3 sensitivity_check.py QILU_BINARY PKG

The changed packages: the public weight at every per cent from 0 to 100; each dimension weight at every per cent, the
other three in exact proportion (1 - x) / (1 - w), through a changed rules.json where they are decimals of at most 12
places; each judge's sheets left out of scores.csv. Per cents that the product does not mention are its own result.
"""

import json
import subprocess
import sys

sys.dont_write_bytecode = True

from dataclasses import replace
from fractions import Fraction

from edition_reference import byte_order, compute_files, compute_inputs, plain
from package_reader import COLUMNS, DIMENSIONS, Fault, load_folder, read_package, table


def with_rules(files, section, values):
    """The package with another section of weights in its rules.json."""
    rules = json.loads(files["rules.json"].decode("utf-8-sig"))
    rules[section] = {name: plain(value) for name, value in values.items()}
    return {**files, "rules.json": json.dumps(rules).encode()}


def without_judge(files, expert):
    columns = COLUMNS["scores.csv"]
    quoted = lambda text: '"' + text.replace('"', '""') + '"'  # noqa: E731
    rows = [[row[c] for c in columns] for _, row in table(files, "scores.csv") if row["expert"] != expert]
    lines = [",".join(quoted(text) for text in row) + "\n" for row in [columns] + rows]
    return {**files, "scores.csv": "".join(lines).encode("utf-8")}


def outcome(compute):
    """(named, great) as sets, or "error" where the decisions no longer stand."""
    try:
        stages = compute().stages
    except Fault:
        return "error"
    return frozenset(stages["named"].passed()), frozenset(stages["great"].passed())


def is_decimal(value):
    """Whether the contract can write it: at most 12 decimals."""
    return value * 10**12 % 1 == 0


def scaled_weights(weights, dimension, percent):
    """The four weights with one set to the per cent and the others in proportion; the others must not all be 0."""
    target = Fraction(percent, 100)
    factor = (1 - target) / (1 - weights[dimension])
    return {name: target if name == dimension else factor * weights[name] for name in DIMENSIONS}


def weights_outcome(files, inputs, weights):
    """Through a changed rules.json where the contract can write the weights, else with the exact fractions."""
    if all(is_decimal(value) for value in weights.values()):
        return outcome(lambda: compute_files(with_rules(files, "dimensionWeights", weights)))
    return outcome(lambda: compute_inputs(replace(inputs, rules=replace(inputs.rules, weights=weights))))


def reference_outcomes(files):
    """{("public", p): …, ("dimension", name, p): …, ("judge", expert): …}, each (named, great) or "error"."""
    inputs = read_package(files)
    found = {}
    for percent in range(101):
        public = Fraction(percent, 100)
        changed = with_rules(files, "composite", {"expert": 1 - public, "public": public})
        found["public", percent] = outcome(lambda: compute_files(changed))
    for name in DIMENSIONS:
        for percent in range(101) if inputs.rules.weights[name] != 1 else ():
            weights = scaled_weights(inputs.rules.weights, name, percent)
            found["dimension", name, percent] = weights_outcome(files, inputs, weights)
    for expert in inputs.experts:
        found["judge", expert] = outcome(lambda: compute_files(without_judge(files, expert)))
    return found


# --- the product's answer -------------------------------------------------------------------------------------------


def changed_outcome(change, base, problems):
    """The outcome that one change of the product's JSON tells of."""
    if "fault" in change:
        return "error"
    sets = []
    for list_name, before in zip(("named", "great"), base):
        enter, leave = change[list_name]["enter"], change[list_name]["leave"]
        for names in (enter, leave):
            if names != sorted(set(names), key=byte_order):
                problems.append(f"not in byte order, or repeated: {names}")
        if set(enter) & before or set(leave) - before:
            problems.append(f"enters though in, or leaves though out: {change}")
        sets.append((before - set(leave)) | set(enter))
    if tuple(sets) == base:
        problems.append(f"a change that changes nothing: {change}")
    return tuple(sets)


def read_changes(changes, key, base, found, problems):
    """Spreads ranges of per cents over single ones; they must rise and not overlap."""
    last = -1
    for change in changes:
        if not last < change["from"] <= change["to"] <= 100:
            problems.append(f"{key}: a range out of order: {change['from']} to {change['to']}")
        last = change["to"]
        for percent in range(change["from"], change["to"] + 1):
            found[(*key, percent)] = changed_outcome(change, base, problems)


def product_outcomes(text, base):
    """The product's JSON in the form of `reference_outcomes`, holding only what it says; and what is wrong with it."""
    answer, found, problems = json.loads(text), {}, []
    read_changes(answer["publicVote"], ("public",), base, found, problems)
    for name, changes in answer["dimensions"].items():
        read_changes(changes, ("dimension", name), base, found, problems)
    if sorted(answer["dimensions"]) != sorted(DIMENSIONS):
        problems.append("not the four dimensions")
    for judge in answer["judges"]:
        found["judge", judge["expert"]] = changed_outcome(judge, base, problems)
    return found, problems


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    binary, package = arguments
    files = load_folder(package)
    base = outcome(lambda: compute_files(files))
    if base == "error":
        sys.exit("the package itself cannot be computed")
    wanted = reference_outcomes(files)
    command = [binary, "edition", "sensitivity", package, "--json"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        print(f"exit code {run.returncode}: {run.stderr.strip()}")
        return 1
    found, problems = product_outcomes(run.stdout, base)
    wrong = [key for key in wanted if wanted[key] != found.get(key, base)]
    problems += [f"{key}: expected {wanted[key]}, found {found.get(key, base)}" for key in wrong]
    problems += [f"{key}: the reference knows no such case" for key in found if key not in wanted]
    for problem in dict.fromkeys(problems):
        print(problem)
    print(f"{len(wanted) - len(wrong)} passed, {len(set(problems))} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
