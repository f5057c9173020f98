"""Small random hand-overs of raw ballots: rules, and files with everything that a platform may do wrong.

Each hand-over that is not refused holds rows of all nine classes. A seed makes the same ones for ever.
"""

import ctypes
import gzip
import random
from datetime import datetime, timedelta, timezone

import ballot_reference as reference

CHANNELS = ["wechat", "web", "app", "sms", "kiosk", "微信", "a,b", 'x"y', '"q"', "wechat-mini", "r\rt", "web2"]
TEXTS = [b"", b" ", b"B1", b"\xff\xfe", b"null", b"-1", b"1.0", b"+1", b"\x00", "１".encode(), b"''"]


def zstd(data):
    library = ctypes.CDLL("libzstd.so.1")
    library.ZSTD_compressBound.restype = ctypes.c_size_t
    library.ZSTD_compress.restype = ctypes.c_size_t
    room = ctypes.create_string_buffer(library.ZSTD_compressBound(ctypes.c_size_t(len(data))))
    size = library.ZSTD_compress(room, ctypes.c_size_t(len(room)), data, ctypes.c_size_t(len(data)), 3)
    return room.raw[:size]


class HandOver:
    """Rules and files of one random case."""

    def __init__(self, number):
        self.random = random.Random(number)
        self.rules = self.make_rules()
        self.pool = [f"B{self.random.randrange(10 ** 10):010d}".encode() for _ in range(4)]
        start = self.random.randrange(10 ** 9)
        self.pool += [f"B{start + i:010d}".encode() for i in range(60)]
        self.files, self.refused = [], False
        while True:
            names = [f"{i + 1}{self.random.choice(['.csv', '.csv.gz', ' 甲.csv', ',.csv'])}" for i in range(self.random.choice([1, 1, 2, 3]))]
            self.files = [(name, self.pack(self.make_file())) for name in names]
            if self.random.random() < 0.05:
                self.spoil()
            try:
                self.expected, classes = reference.count(self.rules, self.files)
            except reference.Refused as refusal:
                self.expected, self.refused = None, str(refusal)
                return
            if all(classes[name] for name in reference.CLASSES):
                return

    def chance(self, share):
        return self.random.random() < share

    def make_rules(self):
        choose = self.random
        opens = datetime(2026, 5, 1, tzinfo=timezone.utc) + timedelta(seconds=choose.choice([0, 1800, 57_600, choose.randrange(10 ** 6)]))
        if self.chance(0.1):
            opens = datetime(choose.choice([1992, 9000, 2024]), 2, 28, 15, 59, 59, tzinfo=timezone.utc)
        self.window = [opens, opens + timedelta(seconds=choose.choice([1, 3600, 86_400, 200_000]))]
        self.voters = [f"{choose.getrandbits(128):032x}".encode() for _ in range(choose.choice([2, 3, 5, 9]))] + [b"0" * 32]
        count = choose.choice([1, 2, 3, 5, 160])
        rules = {
            "candidates": count, "channels": choose.sample(CHANNELS, choose.randrange(1, 5)),
            "opens": self.window[0].strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0"),
            "closes": self.window[1].strftime("%Y-%m-%dT%H:%M:%SZ"),
            "oncePer": choose.choice(["edition", "day"]), "picksPerDay": choose.choice([1, 1, 2, 3]),
            "voidedVoters": [{"voter": self.voters[0].decode(), "document": "d", "reason": "r"}],
        }
        if self.chance(0.7):
            rules["nominations"] = [f"N{i:03d}" if self.chance(0.8) else f"甲,{i}" for i in range(count)]
            choose.shuffle(rules["nominations"])
        if self.chance(0.3):
            rules["nominations"] = [str(i) for i in range(count)]
        self.picks = [str(choose.randrange(1, count + 1)).encode() for _ in range(3)]
        return rules

    # --- fields

    def good_row(self):
        span = int((self.window[1] - self.window[0]).total_seconds())
        moment = self.window[0] + timedelta(seconds=self.random.choice([0, span - 1, self.random.randrange(span)]))
        return [
            self.random.choice(self.pool), self.random.choice(self.voters),
            self.random.choice(self.picks) if self.chance(0.9) else str(self.random.randrange(1, self.rules["candidates"] + 1)).encode(),
            self.random.choice(self.rules["channels"]).encode(), moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode(),
        ]

    def bad_value(self, place, value):
        choices = [
            [value[:-1], value + b"0", b"b" + value[1:], value[:5] + b"x" + value[6:], b" " + value],
            [value.upper() + b"", value[:-1], value + b"0", value[:-1] + b"g", value[:-1] + b"F", b"\xc3\xa9" + value[2:]],
            [b"0", b"00", b"01", str(self.rules["candidates"] + 1).encode(), b"999999999", b"1000000000", b"1e1", b"12345678"],
            [b"fax", b"", value + b" ", value.upper() + b"X", b"\xff", b"\xe4\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"a\xc0\x80", "渠道".encode()],
            self.bad_times(value),
        ][place]
        return self.random.choice(choices + TEXTS if self.chance(0.2) else choices)

    def bad_times(self, value):
        after = self.window[1].strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        before = (self.window[0] - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return [
            after, before, after, before, b"2026-02-29T00:00:00Z", b"2024-02-29T00:00:00Z", b"0000-01-01T00:00:00Z",
            b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59Z", value[:11] + b"24:00:00Z", value[:11] + b"12:60:00Z",
            value[:11] + b"12:00:60Z", value[:-1] + b"z", value[:-1], value + b"Z", value.replace(b"T", b" "), b"2026-13-01T00:00:00Z",
            b"2026-5-01T00:00:000Z", b"2026-04-31T00:00:00Z", value[:13] + b"." + value[14:], value[:10] + b"T0\xef\xbc\x90:00:00Z"]

    # --- lines

    def quoted(self, value):
        return b'"' + value.replace(b'"', b'""') + b'"'

    def line(self, order):
        row = self.good_row()
        if self.chance(0.3):
            place = self.random.randrange(5)
            row[place] = self.bad_value(place, row[place])
        if self.chance(0.03):
            place = self.random.randrange(5)
            row[place] = self.bad_value(place, row[place])
        fields = [row[place] for place in order]
        fields = [self.quoted(field) if self.must_quote(field) or self.chance(0.05) else field for field in fields]
        line = b",".join(fields)
        if self.chance(0.08):
            line = self.damaged(line)
        return line

    def must_quote(self, field):
        return (b"," in field or field.startswith(b'"')) and self.chance(0.9)

    def damaged(self, line):
        place = self.random.randrange(len(line) + 1)
        return self.random.choice([
            b"", b"\r", b",", line + b",", line[:place], line[:place] + b'"' + line[place:], line.replace(b",", b"", 1),
            line[:place] + b"\n" + line[place:], b'"' + line, line + b'"', line + b"\r", b"\xef\xbb\xbf" + line,
            line[:place] + b"\x00" + line[place + 1:], b",,,,", b'"",,,,', line.replace(b",", b",,", 1), b"x" * 3000,
            b'"' + line.replace(b",", b'","') + b'"', line.replace(b",", b'"",', 1), line[:place] + b"\r" + line[place:],
        ])

    def make_file(self):
        order = list(range(5))
        if self.chance(0.3):
            self.random.shuffle(order)
        names = [reference.FIELDS[place].encode() for place in order]
        header = b",".join(self.quoted(name) if self.chance(0.1) else name for name in names)
        ends = self.random.choice([[b"\n"], [b"\r\n"], [b"\n", b"\r\n"]])
        content = (b"\xef\xbb\xbf" if self.chance(0.2) else b"") + header + self.random.choice(ends)
        for _ in range(self.random.choice([0, 3, 40, 80, 80])):
            content += self.line(order) + self.random.choice(ends)
        tail = self.random.random()
        if tail < 0.3:
            content = content[:-1]
        elif tail < 0.6:
            content += self.random.choice([b"\n", b"\r\n", b"\r", b"\n\n", b"\r\n\r\n", b"\n\r", b"\n\n\n"])
        return content

    def pack(self, content):
        kind = self.random.random()
        if kind < 0.6:
            return content
        cut = sorted(self.random.randrange(len(content) + 1) for _ in range(self.random.choice([0, 0, 1, 3])))
        pieces = [content[start:end] for start, end in zip([0, *cut], [*cut, len(content)])]
        if kind < 0.8:
            return b"".join(gzip.compress(piece, mtime=0) for piece in pieces)
        skipped = b"\x5a\x2a\x4d\x18\x03\x00\x00\x00abc" if self.chance(0.2) else b""
        return skipped + b"".join(zstd(piece) for piece in pieces)

    def spoil(self):
        """Makes it a hand-over that is refused, or nearly."""
        place = self.random.randrange(len(self.files))
        name, data = self.files[place]
        plain = b"ballot_id,voter_hash,candidate_no,channel,timestamp\n" + b"".join(self.line(range(5)) + b"\n" for _ in range(3))
        self.files[place] = (name, self.random.choice([
            b"", b"\n" + data, data[1:], b"ballot_id,voter_hash\n", plain.replace(b"channel", b"Channel", 1),
            plain.replace(b"channel", b"ballot_id", 1), plain.replace(b"_id,", b"_id, ", 1), gzip.compress(plain)[:-3],
            gzip.compress(plain) + b"x", zstd(plain)[:-1], zstd(plain) + b"x", gzip.compress(gzip.compress(plain)),
            b"\xef\xbb\xbf\xef\xbb\xbf" + plain, plain[:51], gzip.compress(b""), b"\x1f\x8b", b"\x28\xb5\x2f\xfd",
        ]))
        if self.chance(0.3):
            self.files.append(("again.csv", self.random.choice([data, gzip.compress(data), plain])))
            if self.chance(0.5):
                self.files.append(("again2.csv", gzip.compress(plain)))


class SignalHandOver:
    """A larger hand-over with a burst, a nominee whose voters choose nobody else, and a channel that is unlike the others."""

    def __init__(self, number):
        choose = random.Random(number)
        opens = datetime(2026, 5, 1, choose.choice([0, 3]), choose.choice([0, 30]), tzinfo=timezone.utc)
        closes = opens + timedelta(hours=choose.choice([5, 6, 30]), minutes=choose.choice([0, 10]))
        span = int((closes - opens).total_seconds())
        self.rules = {
            "candidates": 4, "channels": ["web", "app", "sms"], "oncePer": choose.choice(["edition", "day"]),
            "opens": opens.strftime("%Y-%m-%dT%H:%M:%SZ"), "closes": closes.strftime("%Y-%m-%dT%H:%M:%SZ")}
        rows, burst = [], choose.randrange(0, span - 900)
        for voter in range(26_000):
            alone = choose.random() < 0.3
            sms = choose.random() < 0.42
            picks = [3] if alone else choose.sample([1, 2] if sms else [1, 2, 4], 2)
            for pick in picks:
                moment = burst + choose.randrange(900) if pick == 3 and choose.random() < 0.95 else choose.randrange(span)
                channel = "sms" if sms else choose.choice(["web", "app"])
                rows.append((voter, pick, channel, opens + timedelta(seconds=moment)))
        choose.shuffle(rows)
        content = b"ballot_id,voter_hash,candidate_no,channel,timestamp\n" + b"".join(
            f"B{place:010d},{voter:032x},{pick},{channel},{moment:%Y-%m-%dT%H:%M:%SZ}\n".encode()
            for place, (voter, pick, channel, moment) in enumerate(rows))
        self.files, self.refused = [("large.csv", content)], False
        self.expected, _ = reference.count(self.rules, self.files)
