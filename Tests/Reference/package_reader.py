"""Reads an edition package as the contract describes it: bytes in, checked values out, or the first fault.

Part of the slow reference implementation; it shares nothing with the product and uses the standard library only.
"""

import os
import re
from dataclasses import dataclass, field
from fractions import Fraction

ROW_LIMIT = 1_000_000  # bytes of one row without its line end
DIMENSIONS = ("spirit", "craft", "leading", "contribution")
STAGES = ("candidate", "nominee", "named", "great")

COLUMNS = {
    "nominations.csv": ("nomination", "name", "employer_credit_code", "region", "channel", "qualification", "reason"),
    "preliminary.csv": ("nomination", "reviewer", "score"),
    "experts.csv": ("expert", "name", "employer_credit_code"),
    "recusals.csv": ("expert", "nomination", "kind"),
    "scores.csv": ("expert", "nomination") + DIMENSIONS,
    "votes.csv": ("nomination", "channel", "votes"),
    "decisions.csv": ("stage", "nomination", "decision", "position", "document", "reason"),
}
INPUT_FILES = ("rules.json",) + tuple(COLUMNS)

SCORE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")
VOTES = re.compile(r"[0-9]{1,12}")
DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,12})?")
POSITION = re.compile(r"[1-9][0-9]{0,8}")
INTEGER = re.compile(r"0|[1-9][0-9]*")
JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


class Fault(Exception):
    """A refused package: where it is wrong.

    `line` is None for a missing file; `column` is "" where the contract leaves open which column is meant (a blank
    line, a row with a field too many). `alternatives` are other locations (file, line, column) the wording allows.
    """

    def __init__(self, file, line, column, message, alternatives=()):
        super().__init__(message)
        self.file, self.line, self.column, self.message = file, line, column, message
        self.alternatives = tuple(alternatives)

    def location(self):
        return {"file": self.file, "line": self.line, "column": self.column}

    def record(self):
        others = [dict(zip(("file", "line", "column"), other)) for other in self.alternatives]
        return {**self.location(), "alternatives": others}

    def __str__(self):
        parts = [self.file] + ([] if self.line is None else [str(self.line), self.column or "*"])
        return ":".join(parts) + ": " + self.message


# --- CSV ------------------------------------------------------------------------------------------------------------


def end_of_line(data, at):
    """The length of the line end at `at`: 0 where there is none."""
    if data[at : at + 1] == b"\n":
        return 1
    return 2 if data[at : at + 2] == b"\r\n" else 0


def read_field(data, at, fail):
    """One RFC 4180 field from `at`; returns its bytes and where it ended."""
    if data[at : at + 1] == b'"':
        parts = []
        at += 1
        while True:
            quote = data.find(b'"', at)
            if quote < 0:
                fail("a quoted field is not closed", len(data))
            parts.append(data[at:quote])
            if data[quote + 1 : quote + 2] != b'"':
                break
            parts.append(b'"')
            at = quote + 2
        at = quote + 1
        if at < len(data) and data[at : at + 1] != b"," and not end_of_line(data, at):
            fail("text after a closing quote", at)
        return b"".join(parts), at
    found = re.compile(rb'[,"\r\n]').search(data, at)
    end = found.start() if found else len(data)
    if data[end : end + 1] == b'"':
        fail("a quote inside a field without quotes", end)
    if data[end : end + 1] == b"\r" and not end_of_line(data, end):
        fail("a CR that ends no line", end)
    return data[at:end], end


def raw_rows(data, file, header):
    """Yields (line, fields as bytes) of every row. `header` is filled by the caller after the first row."""
    at, line = 0, 1
    while at < len(data):
        start, first_line, fields = at, line, []

        def fail(message, position):
            if position - start > ROW_LIMIT:
                raise Fault(file, first_line, "", "a row longer than 1 MB")
            raise Fault(file, first_line, header[len(fields)] if len(fields) < len(header) else "", message)

        if end_of_line(data, at):
            raise Fault(file, line, "", "a blank line")
        while True:
            value, at = read_field(data, at, fail)
            fields.append(value)
            if at - start > ROW_LIMIT:
                raise Fault(file, first_line, "", "a row longer than 1 MB")
            if data[at : at + 1] != b",":
                break
            at += 1
        at += end_of_line(data, at)
        line += data.count(b"\n", start, at)
        yield first_line, fields


def decode_fields(fields, file, line, header):
    texts = []
    for index, value in enumerate(fields):
        try:
            texts.append(value.decode("utf-8"))
        except UnicodeDecodeError:
            raise Fault(file, line, header[index] if index < len(header) else "", "bytes that are not UTF-8") from None
    return texts


def check_header(file, header):
    for name in header:
        if header.count(name) > 1:
            raise Fault(file, 1, name, "a repeated column")
    for name in COLUMNS[file]:
        if name not in header:
            raise Fault(file, 1, name, "a missing column")


def table(files, file):
    """Yields (line, {column: text}) of every row after the header, all columns of the contract and no others."""
    if file not in files:
        raise Fault(file, None, "", "a missing file")
    data = files[file]
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    header = []
    if not data:
        raise Fault(file, 1, "", "no header")
    for line, fields in raw_rows(data, file, header):
        texts = decode_fields(fields, file, line, header)
        if not header:
            check_header(file, texts)
            header.extend(texts)
            continue
        if len(texts) != len(header):
            raise Fault(file, line, "", f"{len(texts)} fields instead of {len(header)}")
        row = dict(zip(header, texts))
        yield line, {name: row[name] for name in COLUMNS[file]}


# --- JSON -----------------------------------------------------------------------------------------------------------


@dataclass
class Node:
    """A JSON value with the line it begins on. `kind`: object, array, string, number, true, false, null."""

    kind: str
    value: object
    line: int


class JSONReader:
    """Strict RFC 8259, refusing repeated keys by their path."""

    def __init__(self, text):
        self.text, self.at = text, 0

    def line(self):
        return self.text.count("\n", 0, self.at) + 1

    def fail(self, message, path=""):
        raise Fault("rules.json", self.line(), path, message)

    def space(self):
        while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
            self.at += 1

    def take(self, mark):
        self.space()
        if not self.text.startswith(mark, self.at):
            return False
        self.at += len(mark)
        return True

    def document(self):
        node = self.value("")
        self.space()
        if self.at != len(self.text):
            self.fail("text after the JSON value")
        return node

    def value(self, path):
        self.space()
        line = self.line()
        for word in ("true", "false", "null"):
            if self.take(word):
                return Node(word, None, line)
        if self.take("{"):
            return Node("object", self.members(path), line)
        if self.take("["):
            return Node("array", self.elements(path), line)
        if self.text[self.at : self.at + 1] == '"':
            return Node("string", self.string(), line)
        number = JSON_NUMBER.match(self.text, self.at)
        if not number:
            self.fail("not JSON")
        self.at = number.end()
        return Node("number", number.group(), line)

    def members(self, path):
        found = {}
        if self.take("}"):
            return found
        while True:
            self.space()
            key = self.string()
            inner = f"{path}.{key}" if path else key
            if key in found:
                self.fail("a repeated key", inner)
            if not self.take(":"):
                self.fail("not JSON")
            found[key] = self.value(inner)
            if self.take("}"):
                return found
            if not self.take(","):
                self.fail("not JSON")

    def elements(self, path):
        found = []
        if self.take("]"):
            return found
        while True:
            found.append(self.value(path))
            if self.take("]"):
                return found
            if not self.take(","):
                self.fail("not JSON")

    def string(self):
        if self.text[self.at : self.at + 1] != '"':
            self.fail("not JSON")
        self.at += 1
        units = bytearray()  # UTF-16, so that pairs of \u escapes join and lone ones are found
        while True:
            char = self.text[self.at : self.at + 1]
            if char == "" or char < " ":
                self.fail("not JSON")
            self.at += 1
            if char == '"':
                break
            if char == "\\":
                units += self.escape()
            else:
                units += char.encode("utf-16-be")
        try:
            return units.decode("utf-16-be")
        except UnicodeDecodeError:
            self.fail("half a surrogate pair")

    def escape(self):
        char = self.text[self.at : self.at + 1]
        self.at += 1
        plain = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
        if char in plain:
            return plain[char].encode("utf-16-be")
        digits = self.text[self.at : self.at + 4]
        if char != "u" or not re.fullmatch("[0-9a-fA-F]{4}", digits):
            self.fail("not JSON")
        self.at += 4
        return bytes.fromhex(digits)


# --- rules.json -----------------------------------------------------------------------------------------------------


@dataclass
class Rules:
    edition: str
    caps: dict
    weights: dict
    minimum_sheets: int
    trim_from: int
    vote: bool
    method: str
    channel_weights: dict
    expert_weight: Fraction
    public_weight: Fraction
    floors: dict


class RulesReader:
    def __init__(self, root):
        self.root = root

    def fail(self, path, message, node=None):
        raise Fault("rules.json", node.line if node else 1, path, message)

    def members(self, node, path, required, optional=()):
        """The members of an object that must hold all `required` keys and may hold `optional` ones, none else."""
        if node.kind != "object":
            self.fail(path, "must be an object", node)
        for key, inner in node.value.items():
            if key not in required and key not in optional:
                self.fail(f"{path}.{key}" if path else key, "an unknown key", inner)
        for key in required:
            if key not in node.value:
                self.fail(f"{path}.{key}" if path else key, "a missing key", node)
        return node.value

    def decimal(self, node, path):
        if node.kind != "string" or not DECIMAL.fullmatch(node.value):
            self.fail(path, "must be a decimal string", node)
        return Fraction(node.value)

    def integer(self, node, path, least):
        if node.kind != "number" or not INTEGER.fullmatch(node.value) or int(node.value) < least:
            self.fail(path, f"must be an integer of at least {least}", node)
        return int(node.value)

    def decimals(self, node, path, keys):
        members = self.members(node, path, keys)
        values = {key: self.decimal(members[key], f"{path}.{key}") for key in keys}
        if sum(values.values()) != 1:
            self.fail(path, "the weights do not sum to 1", node)
        return values

    def read(self):
        required = ("edition", "caps", "dimensionWeights", "panel", "vote", "composite")
        top = self.members(self.root, "", required, ("floors",))
        if top["edition"].kind != "string" or not top["edition"].value:
            self.fail("edition", "must be a string that is not empty", top["edition"])
        caps = self.members(top["caps"], "caps", STAGES)
        panel = self.members(top["panel"], "panel", ("minimumSheets", "trimFrom"))
        vote = self.members(top["vote"], "vote", ("enabled", "method"), ("channelWeights",))
        if vote["enabled"].kind not in ("true", "false"):
            self.fail("vote.enabled", "must be true or false", vote["enabled"])
        if vote["method"].kind != "string" or vote["method"].value not in ("rank", "share"):
            self.fail("vote.method", "must be rank or share", vote["method"])
        composite = self.decimals(top["composite"], "composite", ("expert", "public"))
        return Rules(
            edition=top["edition"].value,
            caps={stage: self.integer(caps[stage], f"caps.{stage}", 0) for stage in STAGES},
            weights=self.decimals(top["dimensionWeights"], "dimensionWeights", DIMENSIONS),
            minimum_sheets=self.integer(panel["minimumSheets"], "panel.minimumSheets", 1),
            trim_from=self.integer(panel["trimFrom"], "panel.trimFrom", 3),
            vote=vote["enabled"].kind == "true",
            method=vote["method"].value,
            channel_weights=self.channel_weights(vote.get("channelWeights")),
            expert_weight=composite["expert"],
            public_weight=composite["public"],
            floors=self.floors(top.get("floors")),
        )

    def channel_weights(self, node):
        if node is None:
            return {}
        path = "vote.channelWeights"
        if node.kind != "object":
            self.fail(path, "must be an object", node)
        return {channel: self.decimal(inner, f"{path}.{channel}") for channel, inner in node.value.items()}

    def floors(self, node):
        """The floors by stage; the file names them preliminary, expert, named and great."""
        if node is None:
            return {}
        names = dict(zip(("preliminary", "expert", "named", "great"), STAGES))
        members = self.members(node, "floors", (), tuple(names))
        return {names[key]: self.decimal(inner, f"floors.{key}") for key, inner in members.items()}


def read_rules(files):
    if "rules.json" not in files:
        raise Fault("rules.json", None, "", "a missing file")
    data = files["rules.json"]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Fault("rules.json", line, "", "bytes that are not UTF-8") from None
    return RulesReader(JSONReader(text).document()).read()


# --- the package ----------------------------------------------------------------------------------------------------


@dataclass
class Decision:
    line: int
    stage: str
    nomination: str
    decision: str
    position: int | None


@dataclass
class Inputs:
    rules: Rules
    nominations: dict = field(default_factory=dict)  # nomination: (employer code, qualified)
    preliminary: dict = field(default_factory=dict)  # nomination: [score]
    experts: dict = field(default_factory=dict)  # expert: employer code
    recusals: set = field(default_factory=set)  # (expert, nomination)
    scores: dict = field(default_factory=dict)  # (expert, nomination): {dimension: score}
    votes: dict = field(default_factory=dict)  # (nomination, channel): votes
    decisions: list = field(default_factory=list)  # in the order of the file


class RowChecks:
    """The checks every table needs, each naming the file, the row's line and the column."""

    def __init__(self, file):
        self.file, self.seen = file, set()

    def fail(self, line, column, message, others=()):
        raise Fault(self.file, line, column, message, [(self.file, line, other) for other in others])

    def key(self, line, row, columns):
        for column in columns:
            if not row[column]:
                self.fail(line, column, "an empty key")
        key = tuple(row[column] for column in columns)
        if key in self.seen:
            self.fail(line, columns[0], "a duplicate key", columns[1:])
        self.seen.add(key)

    def known(self, line, row, column, known):
        if row[column] and row[column] not in known:
            self.fail(line, column, f"an unknown {column}")

    def one_of(self, line, row, column, values):
        if row[column] not in values:
            self.fail(line, column, "not one of " + ", ".join(values))

    def score(self, line, row, column):
        if not SCORE.fullmatch(row[column]) or Fraction(row[column]) > 100:
            self.fail(line, column, "not a score")
        return Fraction(row[column])


def read_nominations(files, inputs):
    checks = RowChecks("nominations.csv")
    for line, row in table(files, checks.file):
        checks.key(line, row, ("nomination",))
        checks.one_of(line, row, "channel", ("unit", "self", "joint"))
        checks.one_of(line, row, "qualification", ("qualified", "unqualified"))
        qualified = row["qualification"] == "qualified"
        if not qualified and not row["reason"]:
            checks.fail(line, "reason", "an unqualified nomination needs a reason")
        inputs.nominations[row["nomination"]] = (row["employer_credit_code"], qualified)


def read_preliminary(files, inputs):
    checks = RowChecks("preliminary.csv")
    for line, row in table(files, checks.file):
        checks.known(line, row, "nomination", inputs.nominations)
        checks.key(line, row, ("nomination", "reviewer"))
        inputs.preliminary.setdefault(row["nomination"], []).append(checks.score(line, row, "score"))


def read_experts(files, inputs):
    checks = RowChecks("experts.csv")
    for line, row in table(files, checks.file):
        checks.key(line, row, ("expert",))
        inputs.experts[row["expert"]] = row["employer_credit_code"]


def read_recusals(files, inputs):
    checks = RowChecks("recusals.csv")
    for line, row in table(files, checks.file):
        checks.known(line, row, "expert", inputs.experts)
        checks.known(line, row, "nomination", inputs.nominations)
        checks.key(line, row, ("expert", "nomination"))
        checks.one_of(line, row, "kind", ("employer", "kinship", "mentorship", "other"))
        inputs.recusals.add((row["expert"], row["nomination"]))


def read_scores(files, inputs):
    checks = RowChecks("scores.csv")
    for line, row in table(files, checks.file):
        checks.known(line, row, "expert", inputs.experts)
        checks.known(line, row, "nomination", inputs.nominations)
        checks.key(line, row, ("expert", "nomination"))
        sheet = {name: checks.score(line, row, name) for name in DIMENSIONS}
        inputs.scores[row["expert"], row["nomination"]] = sheet


def read_votes(files, inputs):
    checks = RowChecks("votes.csv")
    if not inputs.rules.vote and checks.file not in files:
        return
    for line, row in table(files, checks.file):
        if not inputs.rules.vote:
            checks.fail(line, "", "votes while the vote is off")
        checks.known(line, row, "nomination", inputs.nominations)
        checks.key(line, row, ("nomination", "channel"))
        if not VOTES.fullmatch(row["votes"]):
            checks.fail(line, "votes", "not a number of votes")
        inputs.votes[row["nomination"], row["channel"]] = int(row["votes"])


def read_decisions(files, inputs):
    checks = RowChecks("decisions.csv")
    for line, row in table(files, checks.file):
        checks.one_of(line, row, "stage", STAGES)
        checks.known(line, row, "nomination", inputs.nominations)
        checks.one_of(line, row, "decision", ("remove", "order", "substitute"))
        checks.key(line, row, ("stage", "nomination", "decision"))
        position = row["position"]
        if not POSITION.fullmatch(position) if row["decision"] == "order" else position:
            checks.fail(line, "position", "a position of the wrong form, or where none may stand")
        for column in ("document", "reason"):
            if not row[column]:
                checks.fail(line, column, "must not be empty")
        found = Decision(line, row["stage"], row["nomination"], row["decision"], int(position) if position else None)
        inputs.decisions.append(found)


def read_package(files):
    """Checks everything that needs no calculation. `files` maps names to bytes; the first fault is raised."""
    inputs = Inputs(read_rules(files))
    for read in (
        read_nominations,
        read_preliminary,
        read_experts,
        read_recusals,
        read_scores,
        read_votes,
        read_decisions,
    ):
        read(files, inputs)
    return inputs


def load_folder(folder):
    """The bytes of every input file that is there."""
    found = {}
    for name in INPUT_FILES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            with open(path, "rb") as stream:
                found[name] = stream.read()
    return found
