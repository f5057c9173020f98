#!/usr/bin/env python3
"""Throws requests at a running server that are made from its own description, and holds its answers against it.

contract.py PROGRAM SCHEMATHESIS [--seed N] [--examples N]

SCHEMATHESIS is that program's path. One run has a fixed seed, one a random seed, which is printed. Held: no answer of
5xx, no status and no content type that the description lacks, no body that breaks its schema; and the server goes on.
The control is a description in which one answer's schema was changed: that must be found. The last line is
`N passed, M failed`, requests counted.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request

from installation import Client, Server, open_edition

CHECKS = "not_a_server_error,status_code_conformance,response_schema_conformance,content_type_conformance"
# What would end the very token with which is asked, or the sessions of who asks; asked last, with a token of its own.
ENDING = ("/tokens/{id}/revoke", "/actors/{name}/sessions/end")
# Roles of one person who meets as many operations as one person may.
ROLES = ("office_operator", "qualification_reviewer", "nominating_clerk", "union_clerk", "objection_handler")


def run(program, description, server, token, seed, examples, *more):
    """One run; answers how many requests passed, how many did not, and all that was said."""
    command = [
        program, "run", description, "--url", f"http://127.0.0.1:{server.port}/api/v1", "-H", f"Authorization: Bearer {token}",
        "--max-examples", str(examples), "--continue-on-failure", "--checks", CHECKS, "--no-color", "--phases",
        "coverage,fuzzing", *more,
    ]
    if seed is not None:
        command += ["--seed", str(seed)]
    # It keeps what it found in the folder in which it runs.
    done = subprocess.run(command, cwd=os.path.dirname(description), capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    passed = sum(int(number) for number in re.findall(r"(\d+) passed", told)[-1:])
    failed = sum(int(number) for number in re.findall(r"(\d+) found \d+ unique failures|(\d+) failed", told)[-1:] for number in number if number)
    return passed, failed if failed else int(done.returncode != 0), told


def changed(description, folder):
    """The description with an answer that says what the server does not."""
    document = json.loads(description)
    answer = document["paths"]["/editions"]["get"]["responses"]["200"]["content"]["application/json"]
    answer["schema"]["properties"]["total"] = {"type": "string"}
    document["paths"] = {"/editions": {"get": document["paths"]["/editions"]["get"]}}
    path = os.path.join(folder, "changed.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file)
    return path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("schemathesis")
    parser.add_argument("--seed", type=int, default=20260423)
    parser.add_argument("--examples", type=int, default=10)
    options = parser.parse_args()
    schemathesis = os.path.abspath(options.schemathesis)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        made, _, _ = open_edition(options.program, os.path.join(folder, "installation"))
        made.actor("everybody", *ROLES)
        token = made.token("everybody")
        server = Server(made)
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/api/v1/openapi.json") as answer:
            description = answer.read()
        path = os.path.join(folder, "openapi.json")
        with open(path, "wb") as file:
            file.write(description)
        for seed in (options.seed, None):
            without = [word for path_ in ENDING for word in ("--exclude-path", path_)]
            good, bad, told = run(schemathesis, path, server, token, seed, options.examples, *without)
            print(f"seed {seed or 'of chance'}: {good} requests passed, {bad} failed", *re.findall(r"Seed: \d+", told))
            if bad:
                print(told[-6000:])
            passed, failed = passed + good, failed + bad
        status, _, _ = Client(server.port, token).send("GET", "/editions")
        if status != 200:
            print(f"FAILED: the token did not last, its last answer is {status}")
            failed += 1
        alone = [word for path_ in ENDING for word in ("--include-path", path_)]
        good, bad, told = run(schemathesis, path, server, made.token("zhao"), options.seed, options.examples, *alone)
        print(f"what ends sign-ins: {good} requests passed, {bad} failed")
        passed, failed = passed + good, failed + bad
        _, found, _ = run(schemathesis, changed(description, folder), server, token, options.seed, 2)
        if not found:
            print("FAILED: the control, a changed description, was not found")
            failed += 1
        if server.process.poll() is not None or server.stop() != 0:
            print("FAILED: the server did not go on, or did not end well")
            failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
