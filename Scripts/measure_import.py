"""The import of raw ballots into an edition beside peers that keep every counted choice durably: Scripts/measure-ballots.

The peers are a program in C with SQLite that commits every 10,000 choices (Scripts/peers/c_import.c, mode 4: a crash loses
nothing acknowledged) and the sqlite3 shell (Scripts/peers/sqlite_import.sql). Ours also keeps the files as handed over,
digests them, and records the hand-over with its audit event. Each round begins with a copy of the same installation.
"""

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PEERS = os.path.join(ROOT, "Scripts", "peers")
SAMPLE = os.path.join(ROOT, "Samples", "edition-2026")
# The nominees of the sample edition; the peers are told.
NOMINEES = 100
CHANNELS = ["wechat", "web", "app", "sms", "kiosk"]


def voting_edition(program, folder):
    """The sample edition, taken from its files to the vote."""
    os.makedirs(folder)
    edition = os.path.join(folder, "edition")
    shutil.copytree(SAMPLE, edition)
    rules = os.path.join(edition, "rules.json")
    content = json.load(open(rules, encoding="utf-8"))
    for channel in CHANNELS:
        content["vote"].setdefault("channelWeights", {}).setdefault(channel, "1")
    json.dump(content, open(rules, "w", encoding="utf-8"), ensure_ascii=False)
    environment = dict(os.environ, QILU_DATABASE="qilu.db")

    def qilu(line, by="clerk"):
        told = subprocess.run(
            [program, *line.split(), "--as", by], cwd=folder, env=environment, capture_output=True, check=False)
        if told.returncode != 0:
            raise SystemExit(f"{line}: {told.stdout.decode()[-400:]} {told.stderr.decode()[-400:]}")

    def decisions(stage):
        with open(os.path.join(edition, "decisions.csv"), encoding="utf-8") as file:
            header, *rows = file.read().splitlines()
        rows = [row for row in rows if row.startswith(stage + ",")]
        with open(os.path.join(folder, stage + ".csv"), "w", encoding="utf-8") as file:
            file.write("\n".join([header, *rows]) + "\n")
        if rows:
            qilu(f"decision import 2026 {stage}.csv")

    def confirmed(stage):
        qilu(f"list compute 2026 {stage}")
        qilu(f"list submit 2026 {stage}")
        qilu(f"list confirm 2026 {stage}", "head")

    subprocess.run(
        [program, "init", "admin", "--display-name", "admin"], cwd=folder, env=environment, check=True,
        stdout=subprocess.DEVNULL)
    for name, role in (("clerk", "office_operator"), ("head", "second_confirmer")):
        qilu(f"actor create {name} --display-name {name}", "admin")
        qilu(f"role grant {name} {role}", "admin")
    for kind in ("employer", "unit", "expert"):
        qilu(f"{kind} import edition/registry/{kind}s.csv")
    qilu("edition create 2026 --year 2026 --organiser 37 --rules edition/rules.json")
    qilu("edition open 2026", "head")
    qilu("nomination import 2026 edition/nominations.csv")
    qilu("panel import 2026 edition/experts.csv")
    qilu("edition advance 2026 --to PRELIM_REVIEW")
    qilu("review import 2026 edition/preliminary.csv")
    decisions("candidate")
    confirmed("candidate")
    qilu("edition advance 2026 --to EXPERT_REVIEW")
    qilu("recusal import 2026 edition/recusals.csv")
    qilu("score import 2026 edition/scores.csv")
    decisions("nominee")
    confirmed("nominee")
    qilu("edition advance 2026 --to DISPLAY")
    qilu("deed import 2026 edition/registry/deeds.csv")
    qilu("deed approve 2026 --consent-seen", "head")
    qilu("edition advance 2026 --to VOTING")
    with open(os.path.join(SAMPLE, "results", "nominees.csv"), encoding="utf-8") as file:
        nominees = sorted(row["nomination"] for row in csv.DictReader(file))
    if len(nominees) != NOMINEES:
        raise SystemExit(f"the sample has {len(nominees)} nominees")
    with open(os.path.join(folder, "ballot-rules.json"), "w", encoding="utf-8") as file:
        json.dump({
            "candidates": NOMINEES, "channels": CHANNELS, "oncePer": "edition", "opens": "2026-05-01T00:00:00Z",
            "closes": "2026-05-15T00:00:00Z", "nominations": nominees}, file)


def prepare_peers(folder):
    """The C program and the script of the shell, for as many nominees as the edition has."""
    with open(os.path.join(PEERS, "c_import.c"), encoding="utf-8") as file:
        source = file.read()
    if "c>160" not in source:
        raise SystemExit("c_import.c has changed")
    with open(os.path.join(folder, "c_import.c"), "w", encoding="utf-8") as file:
        file.write(source.replace("c>160", f"c>{NOMINEES}"))
    subprocess.run(
        ["cc", "-O2", "-o", os.path.join(folder, "c_import"), os.path.join(folder, "c_import.c"), "-lsqlite3"], check=True)


def measure_import(program, folder, rows, rounds, generator, run, median, verdict):
    """Runs all in turn; the shell, which takes longest, once."""
    origin, path = os.path.join(folder, "origin"), os.path.join(folder, f"{rows}.csv")
    voting_edition(program, origin)
    prepare_peers(folder)
    command = generator(path, rows)
    command[command.index("--candidates") + 1] = str(NOMINEES)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(PEERS, "sqlite_import.sql"), encoding="utf-8") as file:
        script = file.read().replace("@CSV@", path).replace("BETWEEN 1 AND 160", f"BETWEEN 1 AND {NOMINEES}")
    with open(os.path.join(folder, "import.sql"), "w", encoding="utf-8") as file:
        file.write(script)
    print(f"import of {rows:,} rows, {os.path.getsize(path) / 1e6:.0f} MB, every counted choice kept durably")
    seen = {"qilu": [], "c_import mode 4": [], "sqlite3 shell": []}
    environment = dict(os.environ, QILU_DATABASE="qilu.db")
    for number in range(rounds):
        house, database = os.path.join(folder, "house"), os.path.join(folder, "peer.db")
        shutil.rmtree(house, ignore_errors=True)
        shutil.copytree(origin, house)
        os.sync()
        seen["qilu"].append(run(
            [program, "ballots", "import", "2026", path, "--rules", "ballot-rules.json", "--as", "clerk"], cwd=house,
            env=environment))
        for name, peer in (
                ("c_import mode 4", [os.path.join(folder, "c_import"), path, database, "4"]),
                ("sqlite3 shell", ["sh", "-c", f"exec sqlite3 '{database}' <'{folder}/import.sql' 2>'{folder}/shell.log'"])):
            if name == "sqlite3 shell" and number > 0:
                continue
            for ending in ("", "-wal", "-shm"):
                if os.path.exists(database + ending):
                    os.unlink(database + ending)
            os.sync()
            seen[name].append(run(peer))
    middle = {name: [median(one[place] for one in values) for place in range(3)] for name, values in seen.items()}
    for name, (wall, cpu, memory) in middle.items():
        print(f"  {name:<16} {wall:6.2f} s  CPU {cpu:6.2f} s  {rows / wall / 1e6:6.2f} M rows/s  {memory:6.0f} MB anonymous")
    check_import(house, path, verdict)
    ours = middle["qilu"][0]
    ratio = ours / middle["c_import mode 4"][0]
    verdict("wall time to c_import mode 4", f"{ratio:.2f}", "at most 1", ratio <= 1)
    ratio = ours / middle["sqlite3 shell"][0]
    verdict("wall time to the sqlite3 shell", f"{ratio:.3f}", "at most a sixth", ratio <= 1 / 6)
    os.unlink(path)


def check_import(house, path, verdict):
    """Votes and kept choices against what the generator knows."""
    truth = json.load(open(path + ".truth.json", encoding="utf-8"))
    database = sqlite3.connect(os.path.join(house, "qilu.db"))
    with open(os.path.join(house, "ballot-rules.json"), encoding="utf-8") as file:
        nominations = json.load(file)["nominations"]
    votes = dict(database.execute("SELECT nomination, sum(votes) FROM vote_tally GROUP BY nomination"))
    right = [[place + 1, votes.get(name, 0)] for place, name in enumerate(nominations)] == truth["per_candidate"]
    verdict("the edition's votes are the generator's", right, "True", right)
    (digest, read), = database.execute("SELECT choices, rows_read FROM ballot_count")
    kept, step, empty = 0, 32 << 15, bytes(32)
    with open(os.path.join(house, "qilu.db.evidence", digest[:2], digest), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        while part := file.read(step):
            kept += sum(part[place:place + 32] != empty for place in range(0, len(part), 32))
    right = kept == truth["kinds"]["ok"] and size == 32 * read == 32 * truth["rows"]
    verdict("a record is kept of every counted choice and of no other row", right, "True", right)


if __name__ == "__main__":
    sys.exit("see Scripts/measure-ballots --import")
