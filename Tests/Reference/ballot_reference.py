"""A slow counter of raw ballots, written from the article on ballots alone: bytes of files in, the files of a count out.

Part of the reference implementation; it shares nothing with the product. zstd is unpacked by libzstd through ctypes,
since Python's standard library has it only from 3.14 on.
"""

import ctypes
import hashlib
import json
import re
import zlib
from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone
from fractions import Fraction

FIELDS = ("ballot_id", "voter_hash", "candidate_no", "channel", "timestamp")
CLASSES = (
    "malformed", "unknown_candidate", "unknown_channel", "outside_window", "repeated_ballot", "voided_voter",
    "repeated_choice", "over_daily_limit", "counted")
LISTED = 1000
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AHEAD = timedelta(hours=8)


class Refused(Exception):
    """A file that refuses the call; its name."""


# --- bytes


def unpack_gzip(data):
    whole = b""
    while data:
        member = zlib.decompressobj(31)
        try:
            whole += member.decompress(data) + member.flush()
        except zlib.error:
            return None
        if not member.eof:
            return None
        data = member.unused_data
    return whole


def unpack_zstd(data):
    library = ctypes.CDLL("libzstd.so.1")
    library.ZSTD_findFrameCompressedSize.restype = ctypes.c_size_t
    library.ZSTD_decompress.restype = ctypes.c_size_t
    library.ZSTD_isError.argtypes = [ctypes.c_size_t]
    whole = b""
    while data:
        size = library.ZSTD_findFrameCompressedSize(data, ctypes.c_size_t(len(data)))
        if library.ZSTD_isError(size):
            return None
        room = ctypes.create_string_buffer(1 << 20)
        made = library.ZSTD_decompress(room, ctypes.c_size_t(len(room)), data[:size], ctypes.c_size_t(size))
        if library.ZSTD_isError(made):
            return None
        whole += room.raw[:made]
        data = data[size:]
    return whole


def unpack(data):
    """The content of a file; None where it is broken."""
    if data[:2] == b"\x1f\x8b":
        return unpack_gzip(data)
    if data[:4] == b"\x28\xb5\x2f\xfd" or (data[1:4] == b"\x2a\x4d\x18" and data[0] >> 4 == 5):
        return unpack_zstd(data)
    return data


# --- rows


def split_fields(line):
    """The fields of a row without its line end; None where the quotes are wrong."""
    fields, rest = [], line
    while True:
        if rest.startswith(b'"'):
            found = re.match(rb'"((?:[^"]|"")*)"(?=,|$(?![\r\n]))', rest, re.DOTALL)
            if not found or (found.end() < len(rest) and rest[found.end():found.end() + 1] != b","):
                return None
            fields.append(found.group(1).replace(b'""', b'"'))
            rest = rest[found.end():]
        else:
            comma = rest.find(b",")
            end = len(rest) if comma < 0 else comma
            fields.append(rest[:end])
            rest = rest[end:]
        if not rest:
            return fields
        rest = rest[1:]


def lines_of(content):
    """Header and rows: each without LF, and without the CR before that."""
    lines = content.split(b"\n")
    unterminated = lines.pop()
    lines = [line[:-1] if line.endswith(b"\r") else line for line in lines]
    if unterminated:
        lines.append(unterminated)
    header, rows = (lines[0] if lines else b""), lines[1:]
    if rows and (rows[-1] == b"" or (unterminated == b"\r" and rows[-1] == b"\r")):
        rows.pop()
    return header, rows


def instant(text):
    """A UTC instant, or None."""
    if not re.fullmatch(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", text):
        return None
    try:
        return datetime.strptime(text.decode(), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    except ValueError:
        return None


def bad_field(row):
    if not re.fullmatch(rb"B[0-9]{10}", row["ballot_id"]):
        return "ballot_id"
    if not re.fullmatch(rb"[0-9a-f]{32}", row["voter_hash"]):
        return "voter_hash"
    if not re.fullmatch(rb"0|[1-9][0-9]{0,8}", row["candidate_no"]):
        return "candidate_no"
    try:
        row["channel"].decode("utf-8")
    except UnicodeDecodeError:
        return "channel"
    if not row["channel"]:
        return "channel"
    if instant(row["timestamp"]) is None:
        return "timestamp"
    return None


class Count:
    """The state of a count, row by row."""

    def __init__(self, rules):
        self.rules = rules
        self.channels = {name.encode(): name for name in rules["channels"]}
        self.opens = instant(rules["opens"].encode())
        self.closes = instant(rules["closes"].encode())
        self.voided = {entry["voter"] for entry in rules.get("voidedVoters", [])}
        self.classes = Counter()
        self.by_day = Counter()
        self.hours = Counter()
        self.rejected = []
        self.ballots = set()
        self.choices = set()
        self.picks = Counter()
        self.voters = defaultdict(set)
        self.files = []

    def judge(self, row):
        """Class, bad field, and what tells the cell: channel, moment."""
        field = bad_field(row)
        if field:
            return "malformed", field, None
        number, moment = int(row["candidate_no"]), instant(row["timestamp"])
        if not 1 <= number <= self.rules["candidates"]:
            return "unknown_candidate", "", None
        if row["channel"] not in self.channels:
            return "unknown_channel", "", None
        if not self.opens <= moment < self.closes:
            return "outside_window", "", None
        cell = (self.channels[row["channel"]], moment)
        ballot, voter = row["ballot_id"], row["voter_hash"].decode()
        if ballot in self.ballots:
            return "repeated_ballot", "", cell
        self.ballots.add(ballot)
        if voter in self.voided:
            return "voided_voter", "", cell
        day = (moment + AHEAD).date()
        choice = (voter, number) if self.rules["oncePer"] == "edition" else (voter, number, day)
        if choice in self.choices:
            return "repeated_choice", "", cell
        if "picksPerDay" in self.rules and self.picks[voter, day] >= self.rules["picksPerDay"]:
            return "over_daily_limit", "", cell
        self.choices.add(choice)
        self.picks[voter, day] += 1
        self.voters[voter].add(number)
        hour = moment.replace(minute=0, second=0)
        self.hours[number, cell[0], hour] += 1
        return "counted", "", cell

    def read(self, name, data):
        content = unpack(data)
        if content is None:
            raise Refused(name)
        header, rows = lines_of(content[3:] if content.startswith(b"\xef\xbb\xbf") else content)
        names = [part[1:-1] if len(part) > 1 and part[:1] == part[-1:] == b'"' else part for part in header.split(b",")]
        if sorted(names) != sorted(field.encode() for field in FIELDS):
            raise Refused(name)
        digest = hashlib.sha256(data).hexdigest()
        inner = hashlib.sha256(content).hexdigest()
        if any(inner == file["inner"] or digest == file["sha256"] for file in self.files):
            raise Refused(name)
        for line, bytes_of_row in enumerate(rows, 2):
            fields = split_fields(bytes_of_row)
            if fields is None or len(fields) != 5 or bytes_of_row == b"":
                verdict, field, cell = "malformed", "columns", None
            else:
                verdict, field, cell = self.judge(dict(zip((part.decode() for part in names), fields)))
            self.classes[verdict] += 1
            if cell:
                self.by_day[verdict, cell[0], (cell[1] + AHEAD).date().isoformat()] += 1
            if verdict != "counted":
                self.rejected.append((name, line, verdict, field))
        self.files.append({"name": name, "bytes": len(data), "rows": len(rows), "sha256": digest, "inner": inner})

    # --- the files of the count

    def results(self, all_rejected=False):
        written = {
            "classes.csv": table(("class", "rows"), [(name, self.classes[name]) for name in CLASSES]),
            "classes_by_day.csv": table(
                ("class", "channel", "day", "rows"),
                [(*key, rows) for key, rows in sorted(
                    self.by_day.items(), key=lambda item: (CLASSES.index(item[0][0]), item[0][1].encode(), item[0][2]))]),
            "tally.csv": table(("candidate_no", "channel", "day", "votes"), self.tally()),
            "rejected.csv": table(("file", "line", "class", "field"), self.listed(all_rejected)),
            "signals.csv": table(("signal", "candidate_no", "subject", "value", "threshold"), self.signals()),
            "summary.json": self.summary(),
        }
        if "nominations" in self.rules:
            written["votes.csv"] = table(("nomination", "channel", "votes"), self.votes())
        return written

    def tally(self):
        sums = Counter()
        for (number, channel, hour), votes in self.hours.items():
            sums[number, channel.encode(), (hour + AHEAD).date().isoformat()] += votes
        return [(key[0], key[1].decode(), key[2], votes) for key, votes in sorted(sums.items())]

    def votes(self):
        sums = Counter()
        for (number, channel, _), votes in self.hours.items():
            sums[self.rules["nominations"][number - 1].encode(), channel.encode()] += votes
        return [(key[0].decode(), key[1].decode(), votes) for key, votes in sorted(sums.items())]

    def listed(self, all_rejected):
        seen, rows = Counter(), []
        for row in self.rejected:
            seen[row[2]] += 1
            if all_rejected or seen[row[2]] <= LISTED:
                rows.append(row)
        return rows

    def summary(self):
        value = {
            "read": sum(self.classes.values()), "classes": {name: self.classes[name] for name in CLASSES},
            "voters": len(self.voters),
            "files": [{key: file[key] for key in ("name", "bytes", "rows", "sha256")} for file in self.files],
        }
        return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()

    # --- signals

    def signals(self):
        return self.bursts() + self.single_choices() + self.channel_shares()

    def bursts(self):
        first = self.opens.replace(minute=0, second=0)
        hours, moment = [], first
        while moment < self.closes:
            hours.append(moment)
            moment += HOUR
        full = [hour for hour in hours if hour >= self.opens and hour + HOUR <= self.closes]
        if not full:
            return []
        sums, rows = Counter(), []
        for (number, _, hour), votes in self.hours.items():
            sums[number, hour] += votes
        for number in sorted({number for number, _ in sums}):
            counts = sorted(sums[number, hour] for hour in full)
            half = len(counts) // 2
            median = Fraction(counts[half]) if len(counts) % 2 else Fraction(counts[half - 1] + counts[half], 2)
            for hour in hours:
                votes = sums[number, hour]
                if votes >= 1000 and votes > 10 * median:
                    rows.append(
                        ("burst", number, hour.strftime("%Y-%m-%dT%H:%M:%SZ"), votes, max(1000, int(10 * median))))
        return rows

    def single_choices(self):
        chosen, sole = Counter(), Counter()
        for numbers in self.voters.values():
            chosen.update(numbers)
            if len(numbers) == 1:
                sole.update(numbers)
        rows = []
        overall = Fraction(sum(sole.values()), max(1, len(self.voters)))
        for number in sorted(chosen):
            share = Fraction(sole[number], chosen[number])
            if chosen[number] >= 1000 and share - overall >= Fraction(3, 10):
                rows.append(("single_choice", number, "", decimals(share), decimals(overall, 3000)))
        return rows

    def channel_shares(self):
        own, totals = Counter(), Counter()
        for (number, channel, _), votes in self.hours.items():
            own[number, channel] += votes
            totals[channel] += votes
        everything, rows = sum(totals.values()), []
        for number in sorted({number for number, _ in own}):
            votes = sum(own[number, channel] for channel in totals)
            for channel in sorted(totals, key=str.encode):
                if totals[channel] < 10_000 or totals[channel] == everything:
                    continue
                here = Fraction(own[number, channel], totals[channel])
                there = Fraction(votes - own[number, channel], everything - totals[channel])
                if abs(here - there) >= Fraction(1, 5):
                    rows.append(
                        ("channel_share", number, channel, decimals(here), decimals(there, 2000 if here > there else -2000)))
        return rows


def decimals(share, more=0):
    """Four decimals, rounded half up."""
    scaled = (2 * share.numerator * 10_000 + share.denominator) // (2 * share.denominator) + more
    sign, size = ("-", -scaled) if scaled < 0 else ("", scaled)
    return f"{sign}{size // 10_000}.{size % 10_000:04d}"


def table(header, rows):
    """CSV with LF; quotes where a field holds a comma, a quote, CR or LF."""
    def cell(value):
        text = str(value)
        return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text
    return "".join(",".join(cell(value) for value in row) + "\n" for row in [header, *rows]).encode()


def count(rules, files, all_rejected=False):
    """The files of a count of (name, bytes) in order. Raises Refused."""
    state = Count(rules)
    for name, data in files:
        state.read(name, data)
    return state.results(all_rejected), state.classes
