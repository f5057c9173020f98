#!/usr/bin/env python3
"""Counts random hand-overs with `QILU ballots count` and with the reference, and compares every file byte for byte.

    python3 compare_ballots.py QILU_BINARY [--count N] [--seed N] [--debug BINARY] [--jobs N]

Each hand-over holds rows of all nine classes, or is refused; one that is refused must end with exit code 1, name the file
and write nothing. With a debug build the same is done with tiny blocks and with partitions on disk, and mistakes are
planted into the counter (Sources/Ballots/PlantedMistake.swift), each of which the comparison must find. Prints each
disagreement and `N passed, M failed`.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import random_ballots

LIMIT = 120  # seconds of one call


def call(binary, case, folder, words=(), variables=None):
    """Exit code, standard error, and the files that were written (None where there is no folder)."""
    for name, data in case.files:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    with open(os.path.join(folder, "rules.json"), "w", encoding="utf-8") as file:
        json.dump(case.rules, file, ensure_ascii=False)
    command = [binary, "ballots", "count", *(name for name, _ in case.files), "--rules", "rules.json", "--output", "out", *words]
    run = subprocess.run(
        command, cwd=folder, capture_output=True, timeout=LIMIT, env={**os.environ, "LANG": "en", **(variables or {})})
    output = os.path.join(folder, "out")
    if not os.path.isdir(output):
        written = None
    else:
        written = {name: open(os.path.join(output, name), "rb").read() for name in os.listdir(output)}
    left = set(os.listdir(folder)) - {name for name, _ in case.files} - {"rules.json", "out"}
    return run.returncode, run.stderr.decode(errors="replace"), written, left


def difference(binary, case, words=(), variables=None):
    """What is wrong with the program's count of a case; None if nothing."""
    with tempfile.TemporaryDirectory() as folder:
        code, error, written, left = call(binary, case, folder, words, variables)
    if left:
        return f"left behind: {sorted(left)}"
    if case.refused:
        if code != 1 or written is not None or case.refused not in error:
            return f"should be refused for {case.refused}, exit code {code}: {error.strip()[:200]}"
        return None
    if code != 0:
        return f"exit code {code}: {error.strip()[:300]}"
    for name in sorted(set(case.expected) | set(written)):
        if case.expected.get(name) != written.get(name):
            return f"{name}: {first_difference(case.expected.get(name), written.get(name))}"
    return None


def first_difference(wanted, found):
    if wanted is None or found is None:
        return "missing" if found is None else "not expected"
    for number, (left, right) in enumerate(zip(wanted.split(b"\n"), found.split(b"\n")), 1):
        if left != right:
            return f"line {number}: expected {left!r}, found {right!r}"
    return "one is longer"


def variants(binary, debug, number):
    """The ways in which a case is counted."""
    yield "", binary, ("--threads", str(number % 4 + 1)), {}
    if debug and number % 10 == 0:
        block = {"QILU_BLOCK_BYTES": str(128 + number % 700)}
        yield "tiny blocks", debug, ("--threads", str(number % 3 + 1)), block
        yield "partitions", debug, ("--threads", str(number % 3 + 1)), {**block, "QILU_PARTITIONS": "yes"}


def compare(binary, debug, number):
    case = random_ballots.HandOver(number)
    found = []
    for name, program, words, variables in variants(binary, debug, number):
        wrong = difference(program, case, words, variables)
        found.append(f"case {number} {name}: {wrong}" if wrong else None)
    return found


def signals(binary, number):
    """All three signals, with their figures."""
    case = random_ballots.SignalHandOver(number)
    table = case.expected["signals.csv"]
    lacking = [kind for kind in (b"burst", b"single_choice", b"channel_share") if kind not in table]
    wrong = f"the case holds no {lacking}" if lacking else difference(binary, case)
    return f"signals {number}: {wrong}" if wrong else None


def interrupted(binary, signal_number):
    """A count that is interrupted while it waits for its pipe leaves nothing behind."""
    case = random_ballots.SignalHandOver(1)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rules.json"), "w", encoding="utf-8") as file:
            json.dump(case.rules, file)
        run = subprocess.Popen(
            [binary, "ballots", "count", "-", "--rules", "rules.json", "--output", "out"], cwd=folder, stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            # A shell starts what stands in its background with SIGINT ignored, which children inherit.
            preexec_fn=lambda: signal.signal(signal_number, signal.SIG_DFL))
        run.stdin.write(case.files[0][1])
        run.stdin.flush()
        time.sleep(0.3)
        run.send_signal(signal_number)
        code = run.wait(LIMIT)
        run.stdin.close()
        left = sorted(set(os.listdir(folder)) - {"rules.json"})
    return f"signal {signal_number}: exit code {code}, left {left}" if left or code != -signal_number else None


def mistakes():
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Sources/Ballots/PlantedMistake.swift")
    with open(source, encoding="utf-8") as file:
        return re.findall(r"^  case (\w+)$", file.read(), re.MULTILINE)


def finds(debug, mistake, seed):
    """None where the comparison sees a mistake within some cases."""
    for number in range(seed, seed + 60):
        if difference(debug, random_ballots.HandOver(number), (), {"QILU_PLANTED_MISTAKE": mistake}):
            return None
    return f"nobody sees the planted mistake {mistake}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--debug", help="a debug build")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    debug = os.path.abspath(options.debug) if options.debug else None
    numbers = range(options.seed, options.seed + options.count)
    with ThreadPoolExecutor(options.jobs) as pool:
        found = [wrong for all_of_case in pool.map(lambda number: compare(binary, debug, number), numbers) for wrong in all_of_case]
        found += list(pool.map(lambda number: signals(binary, number), range(options.seed, options.seed + 4)))
        found += [interrupted(binary, number) for number in (signal.SIGINT, signal.SIGTERM)]
        if debug:
            planted = mistakes()
            found += [None] if len(planted) > 10 else ["the list of mistakes cannot be read"]
            found += list(pool.map(lambda mistake: finds(debug, mistake, options.seed), planted))
    failed = [wrong for wrong in found if wrong]
    print("\n".join(failed[:50]))
    print(f"{len(found) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
