#!/usr/bin/env python3
"""Runs `QILU edition compute` on every package of a folder and compares with the expected results beside it.

    python3 compare.py QILU_BINARY DIR [--jobs N] [--only NAME]

Expected results must be the same bytes. An expected error must end with exit code 1, write nothing, and name
`file:line:column:` on stderr: `file:` for a missing file, `file:line:` where the column is left open, and for
rules.json the path in place of the column, with any line. Prints each disagreement and `N passed, M failed`.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

LIMIT = 120  # seconds for one package


def read(path):
    with open(path, "rb") as stream:
        return stream.read()


def location_pattern(place):
    """A pattern for the place of a fault as a message begins to name it."""
    start = r"(?:^|[\s/\"'(\[])" + re.escape(place["file"]) + ":"
    if place["line"] is None:
        return start
    # The contract names a fault of rules.json by the path of the key alone.
    line = r"(?:\d+:)?" if place["file"] == "rules.json" else f"{place['line']}:"
    column = re.escape(place["column"]) + ":" if place["column"] else ""
    return f"{start}{line}{column}"


def error_difference(expected, run, output):
    if run.returncode != 1:
        return f"exit code {run.returncode} instead of 1"
    if os.path.exists(output) and (not os.path.isdir(output) or os.listdir(output)):
        return "something was written"
    places = [expected, *expected.get("alternatives", ())]
    if any(re.search(location_pattern(place), run.stderr, re.MULTILINE) for place in places):
        return None
    place = ":".join(str(expected[part]) for part in ("file", "line", "column"))
    return f"expected {place}, stderr: {run.stderr.strip()[:300]}"


def first_difference(expected, found):
    rows, others = expected.split(b"\n"), found.split(b"\n")
    for number, (row, other) in enumerate(zip(rows, others), 1):
        if row != other:
            return f"line {number}: expected {row!r}, found {other!r}"
    return f"{len(rows)} lines expected, {len(others)} found"


def results_difference(folder, names, run, output):
    if run.returncode != 0:
        return f"exit code {run.returncode} instead of 0, stderr: {run.stderr.strip()[:300]}"
    written = os.path.join(output, "results")
    extra = sorted(set(os.listdir(written) if os.path.isdir(written) else []) - set(names))
    if extra:
        return "unexpected result files: " + ", ".join(extra)
    for name in sorted(names):
        path = os.path.join(written, name)
        if not os.path.exists(path):
            return f"{name} was not written"
        wanted, found = read(os.path.join(folder, name)), read(path)
        if wanted != found:
            return f"{name}: {first_difference(wanted, found)}"
    return None


def difference(binary, package):
    """What is wrong with one package's run, None if nothing."""
    expected = os.path.join(package, "expected")
    with tempfile.TemporaryDirectory() as scratch:
        output = os.path.join(scratch, "output")
        command = [binary, "edition", "compute", package, "--output", output]
        try:
            run = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return f"no end after {LIMIT} s"
        names = os.listdir(expected)
        if "error.json" in names:
            return error_difference(json.loads(read(os.path.join(expected, "error.json"))), run, output)
        return results_difference(expected, names, run, output)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", help="the one package to compare")
    options = parser.parse_args()
    names = [options.only] if options.only else sorted(os.listdir(options.folder))
    names = [name for name in names if os.path.isdir(os.path.join(options.folder, name, "expected"))]
    if not names:
        sys.exit(f"{options.folder} holds no packages")
    packages = [os.path.join(options.folder, name) for name in names]
    with ThreadPoolExecutor(options.jobs) as pool:
        found = list(pool.map(lambda package: difference(os.path.abspath(options.binary), package), packages))
    for name, wrong in zip(names, found):
        if wrong:
            print(f"{name}: {wrong}")
    failed = len([wrong for wrong in found if wrong])
    print(f"{len(found) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
