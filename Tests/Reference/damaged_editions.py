#!/usr/bin/env python3
"""Damaged editions: from one small good package, a package per fault, and some odd but lawful ones.

    python3 damaged_editions.py --out DIR [--huge] [--ambiguous]

writes DIR/<case>/ with `expected/error.json` ({file, line, column, alternatives}) or, for lawful cases, the result
files, and DIR/cases.json. The expected locations are written here by hand; the reference must find the same.
An empty column stands for "the contract does not say which column". `--ambiguous` adds cases about which the contract
is silent, `--huge` a line of 90 MB.
"""

import argparse
import json
import os
import sys

sys.dont_write_bytecode = True

from damaged_cases import ambiguous_cases, cases, huge_cases
from edition_reference import compute_files, results, write_files
from package_reader import Fault


def expected_files(name, files, places):
    """`places` are the allowed (file, line, column), the first preferred; none for a lawful package."""
    try:
        outcome = compute_files(files)
    except Fault as fault:
        if (fault.file, fault.line, fault.column) not in places:
            sys.exit(f"{name}: the reference says {fault}, the case {places}")
        first, *others = [dict(zip(("file", "line", "column"), place)) for place in places]
        return {"error.json": json.dumps({**first, "alternatives": others}, indent=2).encode()}
    if places:
        sys.exit(f"{name}: the reference finds no fault, the case {places}")
    return results(outcome)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", required=True)
    parser.add_argument("--huge", action="store_true")
    parser.add_argument("--ambiguous", action="store_true")
    options = parser.parse_args()
    every = cases() + (huge_cases() if options.huge else []) + (ambiguous_cases() if options.ambiguous else [])
    manifest = []
    for name, files, places in every:
        folder = os.path.join(options.out, name)
        if os.path.exists(folder):
            sys.exit(f"{folder} is there already (or two cases bear one name)")
        expected = expected_files(name, files, places)
        write_files(folder, files)
        write_files(os.path.join(folder, "expected"), expected)
        places = [dict(zip(("file", "line", "column"), place)) for place in places]
        manifest.append({"case": name, "fault": places[0] if places else None, "alternatives": places[1:]})
    text = json.dumps(manifest, indent=2)
    write_files(options.out, {"cases.json": text.encode()})
    faulty = len([case for case in manifest if case["fault"]])
    print(f"{faulty} damaged packages, {len(manifest) - faulty} odd but lawful ones")


if __name__ == "__main__":
    main()
