#!/usr/bin/env python3
"""Runs a command several times and prints the medians of CPU seconds, wall seconds and peak memory against limits.

measure.py --machine FOLDER                          a line about the machine; the disk is that of FOLDER
measure.py NAME RUNS CPU WALL MEMORY -- COMMAND …    CPU and WALL limits in seconds, MEMORY in MB (10^6 bytes); 0: none

`{n}` in the command is the number of the run, from 1. Peak memory is the kernel's own maximum of the resident set: it
is exact and counts mapped files and the program itself too, so it is never below what the program holds. RssAnon,
printed beside it, is sampled in one further run and leaves mapped files out. Exit 1: a limit missed, or a failed run.
"""

import os
import statistics
import subprocess
import sys
import time


def fsync_seconds(folder, rounds=50):
    """Median seconds of a flushed write of 4 KiB."""
    path = os.path.join(folder, "fsync-probe")
    times = []
    with open(path, "wb", buffering=0) as file:
        for _ in range(rounds):
            file.write(b"\0" * 4096)
            started = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - started)
    os.unlink(path)
    return statistics.median(times)


def print_machine(folder):
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    flush = fsync_seconds(folder) * 1e6
    print(f"machine: {os.cpu_count()} cores, load {load}, fsync of 4 KiB {flush:.0f} us, {time.strftime('%Y-%m-%d %H:%M')}")
    print(f"{'command':<12} {'runs':>4} {'CPU s':>8} {'wall s':>8} {'peak MB':>8} {'anon MB':>8}  limits")


def run_once(command, number):
    """CPU seconds, wall seconds and peak MB of one run."""
    words = [word.replace("{n}", str(number)) for word in command]
    started = time.perf_counter()
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{' '.join(words)}: failed with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024 / 1e6


def anonymous_peak(command, number):
    """The largest RssAnon in MB that was seen, asked every millisecond."""
    words = [word.replace("{n}", str(number)) for word in command]
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status", encoding="ascii", errors="replace") as status:
                for line in status:
                    if line.startswith("RssAnon:"):
                        peak = max(peak, int(line.split()[1]))
        except OSError:
            break
        time.sleep(0.001)
    process.wait()
    return peak * 1024 / 1e6


def measure(name, runs, cpu_limit, wall_limit, memory_limit, command):
    rows = [run_once(command, number) for number in range(1, runs + 1)]
    cpu, wall, memory = (statistics.median(column) for column in zip(*rows))
    verdicts = [
        f"{what} {'held' if value <= limit else 'MISSED'} (at most {limit:g} {unit})"
        for what, value, limit, unit in [
            ("CPU", cpu, cpu_limit, "s"), ("wall", wall, wall_limit, "s"), ("memory", memory, memory_limit, "MB")
        ]
        if limit > 0
    ]
    anonymous = anonymous_peak(command, runs + 1)
    print(
        f"{name:<12} {runs:>4} {cpu:>8.3f} {wall:>8.3f} {memory:>8.1f} {anonymous:>8.1f}  {', '.join(verdicts)}", flush=True)
    return any("MISSED" in verdict for verdict in verdicts)


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--machine":
        print_machine(arguments[1])
        return 0
    if len(arguments) < 7 or arguments[5] != "--":
        print(__doc__)
        return 2
    name, runs, limits, command = arguments[0], int(arguments[1]), map(float, arguments[2:5]), arguments[6:]
    return 1 if measure(name, runs, *limits, command) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
