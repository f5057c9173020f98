#!/usr/bin/env python3
"""Ends a server in the worst moments and looks whether everything that it had acknowledged is there.

crash.py PROGRAM [--debug PROGRAM] [--points N] [--kills N] [--seed N] [--cc CC]

Each client keeps, outside of the server, the numbers of the forms whose start was acknowledged, each under an
Idempotency-Key. After each end: no acknowledged form is missing, none stands twice for one key, nothing is there that
nobody asked for, the storage is whole, the audit chain too, `qilu check` finds nothing, and the next server is there
within a second. The faults come from faultio.c, a library that is loaded before the others: death at the n-th write or
flush with everything undone that was not flushed, a full disk, a flush that fails. The control is a database that does
not flush its commits (only the debug build has that switch): with it acknowledged forms must be lost.

The last line is `N passed, M failed`.
"""

import argparse
import concurrent.futures
import glob
import http.client
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from installation import Client, Count, EDITION, Installation, Server, open_edition

CLIENTS = 6


def start_forms(port, token, unit, acknowledged, unknown, stop, name, limit=10**9):
    """Starts form after form until told to stop or the server is gone."""
    client = Client(port, token, timeout=15)
    count = 0
    while not stop.is_set() and count < limit:
        key = f"{name}-{count}"
        count += 1
        body = {"unit": unit, "channel": "unit"}
        try:
            status, _, answer = client.send(
                "POST", f"/editions/{EDITION}/forms", body, {"Idempotency-Key": key})
        except (OSError, http.client.HTTPException, ValueError):
            unknown.append(key)
            return
        if status == 200:
            acknowledged[key] = answer["number"]
        else:
            unknown.append(key)
            if answer.get("code") in ("database.full", "database.unknown-outcome", "database.io"):
                return


class Load:
    """Clients that write side by side until the server goes."""

    def __init__(self, server, token, unit, name):
        self.acknowledged, self.unknown, self.stop = {}, [], threading.Event()
        self.pool = concurrent.futures.ThreadPoolExecutor(CLIENTS)
        self.work = [
            self.pool.submit(
                start_forms, server.port, token, unit, self.acknowledged, self.unknown, self.stop, f"{name}-{number}")
            for number in range(CLIENTS)
        ]

    def end(self):
        self.stop.set()
        for work in self.work:
            work.result()
        self.pool.shutdown()


def look(made, acknowledged, what):
    """What is left, seen from outside: with SQLite itself, then with the program."""
    for leftover in glob.glob(made.database + "-shm"):
        os.unlink(leftover)
    database = sqlite3.connect(made.database)
    whole = database.execute("PRAGMA integrity_check").fetchone()[0]
    numbers = [row[0] for row in database.execute("SELECT number FROM nomination_form")]
    events = database.execute("SELECT count(*) FROM audit_event WHERE operation = 'form start'").fetchone()[0]
    kept = database.execute(
        "SELECT count(*) FROM idempotency_record WHERE operation = 'form start' AND is_refusal = 0").fetchone()[0]
    database.close()
    missing = set(acknowledged.values()) - set(numbers)
    good = Count.expect(whole == "ok", f"{what}: the storage is damaged: {whole}")
    good &= Count.expect(not missing, f"{what}: {len(missing)} of {len(acknowledged)} acknowledged forms are lost")
    good &= Count.expect(len(set(acknowledged.values())) == len(acknowledged), f"{what}: a number was given twice")
    good &= Count.expect(
        len(numbers) == events == kept, f"{what}: {len(numbers)} forms, {events} events, {kept} kept answers")
    return good, missing


def check_program(made, what):
    for words in (("check",), ("audit", "verify")):
        code, told = made.code(*words, actor="head")
        Count.expect(code == 0, f"{what}: qilu {' '.join(words)}: {told[-400:]}")


def restart(made, token, unit, load, what):
    """The next server is there at once; what was acknowledged is answered as before, the rest may be repeated."""
    server = Server(made)
    Count.expect(server.is_listening and server.seconds_to_start < 1.0, f"{what}: restart took {server.seconds_to_start:.2f} s")
    client = Client(server.port, token)
    body = {"unit": unit, "channel": "unit"}
    again = random.Random(1).sample(sorted(load.acknowledged), min(5, len(load.acknowledged))) + load.unknown[:3]
    for key in again:
        status, headers, answer = client.send("POST", f"/editions/{EDITION}/forms", body, {"Idempotency-Key": key})
        expected = load.acknowledged.get(key)
        Count.expect(
            status == 200 and expected in (None, answer["number"]), f"{what}: {key} answers {status} {answer}")
        if expected:
            Count.expect(headers["Idempotency-Replayed"] == "true", f"{what}: {key} was done again")
        load.acknowledged[key] = answer.get("number")
    Count.expect(server.stop() == 0, f"{what}: the server did not end well")


def kills(template, token, unit, rounds, folder, numbers):
    for number in range(rounds):
        made = template.copy(os.path.join(folder, f"kill-{number}"))
        server = Server(made)
        load = Load(server, token, unit, f"k{number}")
        time.sleep(numbers.uniform(0.05, 0.6))
        server.kill()
        load.end()
        what = f"kill {number}"
        look(made, load.acknowledged, what)
        restart(made, token, unit, load, what)
        look(made, load.acknowledged, what + ", after the restart")
        check_program(made, what)
        shutil.rmtree(made.folder)
    print(f"kill -9 at {rounds} moments under load", flush=True)


def power_cut(template, token, unit, fault, point, seed, folder, variables=None):
    """One power cut at a point; answers how many acknowledged forms are lost."""
    made = template.copy(os.path.join(folder, f"cut-{point}-{seed}"))
    drop = "100" if seed % 2 else "50"
    faults = {
        "FIO_MATCH": "qilu.db", "FIO_CRASH_AT": str(point), "FIO_POWER": "1", "FIO_DROP": drop, "FIO_SEED": str(seed),
        "FIO_TORN": str(seed % 3 // 2), **(variables or {}),
    }
    server = Server(made, preload=fault, variables=faults)
    load = None
    if server.is_listening:
        load = Load(server, token, unit, f"p{point}")
        deadline = time.monotonic() + 20
        while server.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
    server.kill()
    acknowledged, unknown = {}, []
    if load:
        load.end()
        acknowledged, unknown = load.acknowledged, load.unknown
    return made, acknowledged, unknown


def power_cuts(template, token, unit, fault, points, folder, numbers):
    acknowledged_in_all = 0
    for number in range(points):
        point, seed = numbers.randint(1, 900), numbers.randint(1, 10**6)
        made, acknowledged, unknown = power_cut(template, token, unit, fault, point, seed, folder)
        what = f"power cut {number} at write {point}, seed {seed}"
        look(made, acknowledged, what)
        acknowledged_in_all += len(acknowledged)
        if number % 10 == 0:
            load = argparse.Namespace(acknowledged=acknowledged, unknown=unknown)
            restart(made, token, unit, load, what)
            check_program(made, what)
        shutil.rmtree(made.folder)
    Count.expect(acknowledged_in_all > points, "too few forms were acknowledged before the cuts to show anything")
    print(f"power cut at {points} points: {acknowledged_in_all} acknowledged forms, all there", flush=True)


def power_control(template, token, unit, fault, debug, folder, numbers):
    """Without flushed commits acknowledged forms are lost: the test can see it."""
    lost = 0
    for number in range(12):
        made, acknowledged, _ = power_cut(
            Installation(debug, template.folder), token, unit, fault, numbers.randint(200, 900),
            2 * numbers.randint(1, 10**6) + 1, folder, {"QILU_TEST_SYNCHRONOUS": "NORMAL"})
        for leftover in glob.glob(made.database + "-shm"):
            os.unlink(leftover)
        database = sqlite3.connect(made.database)
        found = {row[0] for row in database.execute("SELECT number FROM nomination_form")}
        database.close()
        lost += len(set(acknowledged.values()) - found)
        shutil.rmtree(made.folder)
    Count.expect(lost > 0, "the control with synchronous=NORMAL lost nothing: this test would not see a loss")
    print(f"control with synchronous=NORMAL: {lost} acknowledged forms lost, as it must be", flush=True)


def full_disk(template, token, unit, fault, folder):
    made = template.copy(os.path.join(folder, "full"))
    size = os.path.getsize(made.database)
    server = Server(made, preload=fault, variables={"FIO_MATCH": "qilu.db", "FIO_ENOSPC": str(size + 400_000)})
    load = Load(server, token, unit, "full")
    deadline = time.monotonic() + 30
    while not all(work.done() for work in load.work) and time.monotonic() < deadline:
        time.sleep(0.05)
    load.end()
    Count.expect(len(load.unknown) > 0 and len(load.acknowledged) > 0, "the disk never was full")
    status, _, answer = Client(server.port, token).send("GET", f"/editions/{EDITION}/forms?limit=1")
    Count.expect(status == 200, f"a full disk: reading answers {status} {answer}")
    server.kill()
    look(made, load.acknowledged, "full disk")
    restart(made, token, unit, load, "full disk")
    check_program(made, "full disk")
    print(f"disk full after {len(load.acknowledged)} forms: all there, reading goes on", flush=True)


def failed_flush(template, token, unit, fault, folder):
    for number in (30, 55, 80):
        made = template.copy(os.path.join(folder, f"flush-{number}"))
        server = Server(made, preload=fault, variables={"FIO_MATCH": "qilu.db", "FIO_EIO_SYNC": str(number)})
        client = Client(server.port, token)
        acknowledged, unknown = {}, []
        for count in range(200):
            key = f"f{number}-{count}"
            status, _, answer = client.send(
                "POST", f"/editions/{EDITION}/forms", {"unit": unit, "channel": "unit"}, {"Idempotency-Key": key})
            if status == 200:
                acknowledged[key] = answer["number"]
            else:
                unknown.append((key, status, answer["code"]))
        what = f"flush {number} failed"
        Count.expect(
            any(code == "database.unknown-outcome" and status == 503 for _, status, code in unknown),
            f"{what}: nobody was told that the outcome is unknown: {unknown[:3]}")
        # The key of an act of unknown outcome may be repeated, and then its form is there once.
        for key, _, _ in unknown:
            status, _, answer = client.send(
                "POST", f"/editions/{EDITION}/forms", {"unit": unit, "channel": "unit"}, {"Idempotency-Key": key})
            Count.expect(status == 200, f"{what}: {key} cannot be repeated: {status} {answer}")
            acknowledged[key] = answer.get("number")
        Count.expect(len(set(acknowledged.values())) == 200, f"{what}: {len(set(acknowledged.values()))} forms for 200 keys")
        server.kill()
        look(made, acknowledged, what)
        check_program(made, what)
    print("a failed flush is told as unknown and can be repeated", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--debug", help="the debug build, for the control")
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=20260423)
    parser.add_argument("--cc", default="cc")
    options = parser.parse_args()
    numbers = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        fault = os.path.join(folder, "faultio.so")
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "faultio.c")
        subprocess.run([options.cc, "-shared", "-fPIC", "-O2", "-w", source, "-ldl", "-lpthread", "-o", fault], check=True)
        template, token, unit = open_edition(options.program, os.path.join(folder, "template"))
        kills(template, token, unit, options.kills, folder, numbers)
        power_cuts(template, token, unit, fault, options.points, folder, numbers)
        if options.debug:
            power_control(template, token, unit, fault, options.debug, folder, numbers)
        full_disk(template, token, unit, fault, folder)
        failed_flush(template, token, unit, fault, folder)
    print(f"{Count.passed} passed, {Count.failed} failed")
    return 1 if Count.failed else 0


if __name__ == "__main__":
    sys.exit(main())
