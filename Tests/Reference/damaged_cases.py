"""The cases of damaged_editions.py: (name, {file: bytes}, [allowed (file, line, column)]), no place if lawful."""

import json

from package_reader import COLUMNS

RULES = {
    "edition": "2031",
    "caps": {"candidate": 5, "nominee": 3, "named": 2, "great": 1},
    "dimensionWeights": {"spirit": "0.25", "craft": "0.25", "leading": "0.25", "contribution": "0.25"},
    "panel": {"minimumSheets": 2, "trimFrom": 3},
    "vote": {"enabled": True, "method": "rank", "channelWeights": {"web": "0.5"}},
    "composite": {"expert": "0.80", "public": "0.20"},
    "floors": {"preliminary": "50.00"},
}
# N06 and N07 are equal behind the line, N08 follows, N10 is below the floor, N09 unqualified; N02 leaves a place to
# N06. Of the candidates N05 has too few sheets.
TABLES = {
    "nominations.csv": [
        "nomination,name,employer_credit_code,region,channel,qualification,reason",
        *[f"N{number:02d},sample {number},CODE{number},3701,unit,qualified," for number in range(1, 9)],
        "N09,sample 9,,3701,self,unqualified,retired",
        "N10,sample 10,,3701,joint,qualified,",
    ],
    "preliminary.csv": ["nomination,reviewer,score"]
    + [f"N{n:02d},R1,{s}" for n, s in enumerate([95, 92, 90, 88, 86, 80, 80, 75, 60, 40], 1)],
    "experts.csv": ["expert,name,employer_credit_code", "E1,judge 1,CODE1", "E2,judge 2,", "E3,judge 3,CODEX"],
    "recusals.csv": ["expert,nomination,kind", "E1,N03,kinship", "E2,N08,other"],
    "scores.csv": ["expert,nomination,spirit,craft,leading,contribution"]
    + [f"E{e},{n},{79 + e},70,75.5,{91 - e}" for n in ("N01", "N03", "N04", "N06") for e in (1, 2, 3)]
    + ["E1,N05,60,60,60,60"],
    "votes.csv": ["nomination,channel,votes", "N03,web,100", "N03,app,20", "N04,web,130", "N06,web,0"],
    "decisions.csv": [
        "stage,nomination,decision,position,document,reason",
        "candidate,N02,remove,,paper 1,objection upheld",
        "candidate,N06,order,1,paper 2,vote",
        "candidate,N07,order,2,paper 2,vote",
        "candidate,N06,substitute,,paper 3,vote",
        "nominee,N01,remove,,paper 4,objection upheld",
    ],
}


def as_bytes(rows, line_end="\n"):
    return "".join(row + line_end for row in rows).encode("utf-8")


def good():
    files = {name: as_bytes(rows) for name, rows in TABLES.items()}
    return {**files, "rules.json": json.dumps(RULES, indent=1).encode()}


class Cases:
    def __init__(self):
        self.found = []

    def add(self, name, files, *places):
        self.found.append((name, files, list(places)))

    def bytes(self, name, file, data, *places):
        """The good package with other bytes for one file (None: without it)."""
        files = {**good(), file: data}
        self.add(name, {key: value for key, value in files.items() if value is not None}, *places)

    def rows(self, name, file, rows, *places):
        self.bytes(name, file, as_bytes(rows), *places)

    def row(self, name, file, line, text, column, *others):
        """The good package with another text in one line, which must then be refused there."""
        rows = list(TABLES[file])
        rows[line - 1] = text
        self.rows(name, file, rows, *[(file, line, c) for c in (column, *others)])

    def value(self, name, file, line, column, text, *others):
        """The good package with another value in one field (line 1 is the header)."""
        fields = TABLES[file][line - 1].split(",")
        fields[COLUMNS[file].index(column)] = text
        self.row(name, file, line, ",".join(fields), column, *others)

    def more(self, name, file, rows, column, *others):
        """The good package with further rows at the end of one file; the last one must be refused."""
        line = len(TABLES[file]) + len(rows)
        self.rows(name, file, TABLES[file] + rows, *[(file, line, c) for c in (column, *others)])

    def rules(self, name, change, *paths):
        """The good package with changed rules; no path means that it is lawful."""
        rules = json.loads(json.dumps(RULES))
        change(rules)
        self.rules_text(name, json.dumps(rules, indent=1), *paths)

    def rules_text(self, name, text, *paths):
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        self.bytes(name, "rules.json", data, *[("rules.json", line, path) for line, path in paths])


def structure(cases):
    cases.bytes("missing-file-rules", "rules.json", None, ("rules.json", None, ""))
    for file, columns in COLUMNS.items():
        stem = file[:-4]
        cases.bytes(f"missing-file-{stem}", file, None, (file, None, ""))
        cases.bytes(f"empty-file-{stem}", file, b"", (file, 1, ""))
        for index, column in enumerate(columns):
            cut = [",".join(f for i, f in enumerate(row.split(",")) if i != index) for row in TABLES[file]]
            cases.rows(f"missing-column-{stem}-{column}", file, cut, (file, 1, column))
        for column in (columns[0], columns[-1]):
            twice = [TABLES[file][0] + "," + column] + [row + ",x" for row in TABLES[file][1:]]
            cases.rows(f"repeated-column-{stem}-{column}", file, twice, (file, 1, column))
        rows = TABLES[file]
        cases.rows(f"extra-field-{stem}", file, [rows[0], rows[1] + ",more", *rows[2:]], (file, 2, ""))
        cases.rows(f"field-missing-{stem}", file, [*rows[:2], rows[2].rpartition(",")[0], *rows[3:]], (file, 3, ""))
        cases.rows(f"blank-line-middle-{stem}", file, [*rows[:2], "", *rows[2:]], (file, 3, ""))
        cases.rows(f"blank-line-end-{stem}", file, [*rows, ""], (file, len(rows) + 1, ""))
    rows = TABLES["votes.csv"]
    cases.bytes("blank-line-crlf", "votes.csv", as_bytes(rows[:3] + [""] + rows[3:], "\r\n"), ("votes.csv", 4, ""))
    cases.rows("blank-line-before-header", "votes.csv", [""] + rows, ("votes.csv", 1, ""))
    cases.rows("line-of-spaces", "votes.csv", rows + ["  "], ("votes.csv", 6, ""))
    cases.bytes("empty-file-with-bom", "votes.csv", b"\xef\xbb\xbf", ("votes.csv", 1, ""))
    other = ["Nomination,channel,votes"] + rows[1:]
    cases.rows("header-in-other-case", "votes.csv", other, ("votes.csv", 1, "nomination"))
    cases.rows("header-with-space", "votes.csv", ["nomination, channel,votes"] + rows[1:], ("votes.csv", 1, "channel"))
    cases.rows("header-semicolons", "votes.csv", [r.replace(",", ";") for r in rows], ("votes.csv", 1, "nomination"))


def quotes(cases):
    rows = TABLES["nominations.csv"]
    tail = ",CODE2,3701,unit,qualified,"
    shapes = {
        "quote-inside-field": 'sam"ple',
        "quote-at-end-of-field": 'sample"',
        "text-after-quote": '"sam"ple',
        "space-after-quote": '"sample" ',
        "space-before-quote": ' "sample"',
        "quote-escaped-by-backslash": '"sam\\"ple"',
        "three-quotes": '"sample"""x',
    }
    for name, text in shapes.items():
        cases.row(name, "nominations.csv", 3, "N02," + text + tail, "name")
    cases.row("quote-never-closed", "nominations.csv", 3, 'N02,"sample' + tail, "name")
    cases.row("quote-alone", "nominations.csv", len(rows), 'N10,"', "name")
    cases.row("quote-closed-lines-later", "nominations.csv", 3, 'N02,"sample 2' + tail + "\n\nx\"y", "name")
    cases.row("bare-cr-in-field", "nominations.csv", 3, "N02,sam\rple" + tail, "name")
    cases.row("bare-cr-after-quote", "nominations.csv", 3, 'N02,"sam"\rple' + tail, "name")
    cases.row("cr-cr-lf", "nominations.csv", 3, rows[2] + "\r\r", "reason")
    cases.bytes("bare-cr-as-line-end", "votes.csv", as_bytes(TABLES["votes.csv"], "\r"), ("votes.csv", 1, ""))
    cases.rows("bad-quote-in-header", "votes.csv", ['nomination,"channel"x,votes'], ("votes.csv", 1, ""))
    multi = [rows[0], rows[1].replace("sample 1", '"sample\n\n1"'), rows[2].replace("unit", "post"), *rows[3:]]
    cases.rows("line-after-multiline-field", "nominations.csv", multi, ("nominations.csv", 5, "channel"))
    crlf = as_bytes(multi, "\r\n").replace(b"sample\n\n1", b"sample\r\n\r\n1")
    cases.bytes("line-after-multiline-crlf", "nominations.csv", crlf, ("nominations.csv", 5, "channel"))
    begins = [*rows[:3], rows[3].replace("sample 3", '"sample\n3"').replace("unit", "post"), *rows[4:]]
    cases.rows("line-where-the-row-begins", "nominations.csv", begins, ("nominations.csv", 4, "channel"))


def encodings(cases):
    rows = TABLES["nominations.csv"]

    def damaged(name, raw):
        data = as_bytes(rows).replace(b"sample 4", b"sample " + raw)
        cases.bytes(name, "nominations.csv", data, ("nominations.csv", 5, "name"))

    damaged("gb18030", "\u6837\u672c".encode("gb18030"))
    damaged("gb18030-four-bytes", "\U00020bb7".encode("gb18030"))
    damaged("latin-1", b"\xe9")
    damaged("overlong-slash", b"\xc0\xaf")
    damaged("overlong-three-bytes", b"\xe0\x80\xaf")
    damaged("overlong-four-bytes", b"\xf0\x80\x80\xaf")
    damaged("overlong-nul", b"\xc0\x80")
    damaged("surrogate-high", b"\xed\xa0\x80")
    damaged("surrogate-pair-cesu-8", b"\xed\xa1\x82\xed\xbe\xb7")
    damaged("beyond-unicode", b"\xf4\x90\x80\x80")
    damaged("byte-ff", b"\xff")
    damaged("lone-continuation", b"\x80")
    damaged("cut-sequence", b"\xe6\xa0")
    unknown = ["nomination,channel,votes,note", "N03,web,100,ok", "N04,web,130,\u00e9"]
    data = as_bytes(unknown).replace("\u00e9".encode(), b"\xe9")
    cases.bytes("bad-bytes-in-unknown-column", "votes.csv", data, ("votes.csv", 3, "note"), ("votes.csv", 3, ""))
    cut = as_bytes(TABLES["votes.csv"] + ["N06,app,1"])[:-1] + "\u9f50".encode()[:2]
    cases.bytes("cut-sequence-at-end-of-file", "votes.csv", cut, ("votes.csv", 6, "votes"))
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        raw = "".join(row + "\n" for row in rows).encode(name)
        columns = [""] if name in ("utf-16", "utf-32") else ["nomination", ""]
        cases.bytes("encoding-" + name, "nominations.csv", raw, *[("nominations.csv", 1, c) for c in columns])
    cases.bytes("two-boms", "votes.csv", b"\xef\xbb\xbf" * 2 + good()["votes.csv"], ("votes.csv", 1, "nomination"))
    cases.row("row-over-1-mb", "nominations.csv", 3, rows[2].replace("sample 2", "x" * 1_200_000), "")
    lines = '"' + "x,\n" * 400_000 + '"'
    cases.row("row-over-1-mb-quoted", "nominations.csv", 3, rows[2].replace("sample 2", lines), "")
    cases.row("row-over-1-mb-of-fields", "nominations.csv", 3, rows[2] + "," * 1_200_000, "")
    cases.rows("header-over-1-mb", "votes.csv", [TABLES["votes.csv"][0] + "," + "x" * 1_200_000], ("votes.csv", 1, ""))


SCORE_SHAPES = {
    "100.001": "100.001", "100.01": "100.01", "101": "101", "999": "999", "1000": "1000", "nan": "NaN", "inf": "inf",
    "8e1": "8e1", "minus": "-1", "minus-zero": "-0", "plus": "+1", "space-before": " 80", "space-after": "80 ",
    "point-last": "80.", "point-first": ".5", "empty": "", "three-decimals": "80.123", "two-points": "8.0.0",
    "hex": "0x50", "underscore": "8_0", "letter": "8o", "fullwidth": "\uff18\uff10", "arabic-indic": "\u0668\u0660",
    "fullwidth-point": "80\uff0e5", "tab": "80\t", "nbsp": "80\u00a0", "null-byte": "80\u0000",
    "combining": "80\u0301", "0080": "0080", "decimal-comma": '"80,5"', "line-end": '"80\n"', "percent": "80%",
}  # fmt: skip


def values(cases):
    for name, text in SCORE_SHAPES.items():
        cases.row(f"score-{name}", "preliminary.csv", 4, f"N03,R1,{text}", "score")
    for column in ("spirit", "craft", "leading", "contribution"):
        for text in ("", "100.001", "NaN"):
            cases.value(f"sheet-{column}-{text or 'empty'}", "scores.csv", 3, column, text)
    votes = ["", "-1", "+1", "1.0", "1e3", " 1", "1 ", "1000000000000", "\uff11", "NaN", '"1,000"', "0x1", "\u0661"]
    for number, text in enumerate(votes, 1):
        cases.row(f"votes-form-{number:02d}", "votes.csv", 3, f"N03,app,{text}", "votes")
    cases.more("ignored-score-still-checked", "scores.csv", ["E2,N09,60,60,60,8e1"], "contribution")
    cases.more("ignored-votes-still-checked", "votes.csv", ["N09,web,-1"], "votes")
    cases.more("ignored-preliminary-still-checked", "preliminary.csv", ["N09,R2,100.01"], "score")
    cases.value("channel-other", "nominations.csv", 4, "channel", "post")
    cases.value("channel-other-case", "nominations.csv", 4, "channel", "Unit")
    cases.value("channel-empty", "nominations.csv", 4, "channel", "")
    cases.value("qualification-other", "nominations.csv", 4, "qualification", "yes")
    cases.value("qualification-space", "nominations.csv", 4, "qualification", "qualified ")
    cases.value("qualification-empty", "nominations.csv", 4, "qualification", "")
    cases.value("reason-empty-when-unqualified", "nominations.csv", 10, "reason", "")
    cases.value("recusal-kind-other", "recusals.csv", 2, "kind", "friend")
    cases.value("recusal-kind-empty", "recusals.csv", 2, "kind", "")


def references(cases):
    cases.value("key-empty-nomination", "nominations.csv", 4, "nomination", "")
    cases.value("key-empty-expert", "experts.csv", 3, "expert", "")
    cases.more("duplicate-nomination", "nominations.csv", [TABLES["nominations.csv"][3]], "nomination")
    cases.more("duplicate-expert", "experts.csv", ["E1,other,"], "expert")
    cases.more("duplicate-preliminary", "preliminary.csv", ["N03,R1,70"], "nomination", "reviewer")
    cases.more("duplicate-recusal", "recusals.csv", ["E1,N03,other"], "expert", "nomination")
    cases.more("duplicate-sheet", "scores.csv", ["E1,N03,1,1,1,1"], "expert", "nomination")
    cases.more("duplicate-ignored-sheet", "scores.csv", ["E2,N08,1,1,1,1", "E2,N08,1,1,1,1"], "expert", "nomination")
    cases.more("duplicate-votes", "votes.csv", ["N03,web,1"], "nomination", "channel")
    again = TABLES["decisions.csv"][1]
    cases.more("decision-remove-twice", "decisions.csv", [again], "nomination", "stage", "decision")
    again = "candidate,N06,order,7,p,r"
    cases.more("decision-order-twice", "decisions.csv", [again], "nomination", "stage", "decision")
    for file in ("preliminary.csv", "recusals.csv", "scores.csv", "votes.csv", "decisions.csv"):
        for name, text in (("unknown", "N99"), ("empty", ""), ("case", "n03"), ("space", "N03 "), ("bom", "\ufeffN03")):
            cases.value(f"nomination-{name}-{file[:-4]}", file, 2, "nomination", text)
    for file in ("recusals.csv", "scores.csv"):
        for name, text in (("unknown", "E9"), ("empty", ""), ("case", "e1"), ("fullwidth", "E\uff11")):
            cases.value(f"expert-{name}-{file[:-4]}", file, 2, "expert", text)
    for file in ("preliminary.csv", "votes.csv"):
        files = good()
        files["nominations.csv"] = files["nominations.csv"].replace(b"N03", "\u00e9".encode())
        files["recusals.csv"] = files["recusals.csv"].replace(b"N03", "\u00e9".encode())
        files["scores.csv"] = files["scores.csv"].replace(b"N03", "\u00e9".encode())
        files["preliminary.csv"] = files["preliminary.csv"].replace(b"N03", "\u00e9".encode())
        files["votes.csv"] = files["votes.csv"].replace(b"N03", "\u00e9".encode())
        line = 4 if file == "preliminary.csv" else 2
        rows = files[file].decode().splitlines()
        rows[line - 1] = rows[line - 1].replace("\u00e9", "e\u0301")
        cases.add(f"nomination-decomposed-{file[:-4]}", {**files, file: as_bytes(rows)}, (file, line, "nomination"))


def decision_forms(cases):
    file = "decisions.csv"
    for text in ("0", "01", "", "-1", "1.0", "1000000000", " 1", "first", "+1"):
        cases.value(f"position-order-{text.replace(' ', 'space-') or 'empty'}", file, 3, "position", text)
    cases.value("position-with-remove", file, 2, "position", "1")
    cases.value("position-with-substitute", file, 5, "position", "1")
    cases.value("position-space-with-remove", file, 2, "position", " ")
    cases.value("document-empty", file, 2, "document", "")
    cases.value("decision-reason-empty", file, 2, "reason", "")
    cases.value("stage-other", file, 2, "stage", "final")
    cases.value("stage-other-case", file, 2, "stage", "Candidate")
    cases.value("stage-empty", file, 2, "stage", "")
    cases.value("decision-other", file, 2, "decision", "strike")
    cases.value("decision-empty", file, 2, "decision", "")


def decided(cases, name, rows, line):
    """Decisions in place of the good ones; the line is one whose nomination or decision is refused, None if lawful."""
    header = TABLES["decisions.csv"][0]
    texts = [row if row.count(",") > 4 else row + ",paper,sample" for row in rows]
    places = [("decisions.csv", line, column) for column in ("nomination", "decision")] if line else []
    cases.rows(name, "decisions.csv", [header] + texts, *places)


def decision_faults(cases):
    gone, first, second = "candidate,N02,remove,", "candidate,N06,order,1", "candidate,N07,order,2"
    decided(cases, "decision-about-unqualified", [gone, "candidate,N09,remove,"], 3)
    decided(cases, "decision-about-removed-earlier", [gone, "nominee,N02,remove,"], 3)
    decided(cases, "decision-about-not-passed-earlier", ["nominee,N08,order,1"], 2)
    decided(cases, "decision-about-not-named", ["great,N06,remove,"], 2)
    decided(cases, "decision-named-removed-at-nominee", ["nominee,N01,remove,", "named,N01,order,3"], 3)
    decided(cases, "substitute-without-removal", ["candidate,N08,substitute,"], 2)
    both = ["candidate,N06,substitute,", "candidate,N07,substitute,"]
    decided(cases, "substitutes-too-many", [gone, first, second, *both], 6)
    decided(cases, "substitute-of-passer", [gone, "candidate,N01,substitute,"], 3)
    decided(cases, "substitute-of-removed", [gone, "candidate,N02,substitute,"], 3)
    decided(cases, "substitute-of-removed-behind", [gone, "candidate,N06,remove,", "candidate,N06,substitute,"], 4)
    decided(cases, "substitute-below-floor", [gone, "candidate,N10,substitute,"], 3)
    decided(cases, "substitute-without-keys", ["nominee,N01,remove,", "nominee,N05,substitute,"], 3)
    decided(cases, "substitute-not-first-left", [gone, "candidate,N08,substitute,"], 3)
    decided(cases, "substitute-not-first-of-ordered", [gone, first, second, "candidate,N07,substitute,"], 5)
    decided(cases, "substitute-of-unordered", [gone, "candidate,N06,substitute,"], 3)
    decided(cases, "substitute-of-half-ordered", [gone, first, "candidate,N06,substitute,"], 4)
    equal = [first, "candidate,N07,order,1"]
    decided(cases, "substitute-of-equally-ordered", [gone, *equal, "candidate,N06,substitute,"], 5)
    below = ["candidate,N10,remove,", "candidate,N06,substitute,"]
    decided(cases, "removal-below-floor-empties-nothing", [first, second, *below], 5)
    behind = ["candidate,N08,remove,", "candidate,N06,substitute,"]
    decided(cases, "removal-behind-the-line-empties-nothing", [first, second, *behind], 5)
    decided(cases, "order-that-decides-nothing", ["candidate,N08,order,5", "candidate,N01,order,5"], None)
    decided(cases, "equal-positions-are-no-error", equal, None)
    decided(cases, "order-of-the-removed", [gone, "candidate,N02,order,1"], None)
    decided(cases, "removed-member-leaves-one", [gone, "candidate,N07,remove,", "candidate,N06,substitute,"], None)
    pair = ["candidate,N01,remove,", gone, "candidate,N07,substitute,", "candidate,N06,substitute,"]
    decided(cases, "whole-unordered-group-substituted", pair, None)


def rules_objects(cases):
    places = {"": [], "caps": ["caps"], "dimensionWeights": ["dimensionWeights"], "panel": ["panel"], "vote": ["vote"]}
    places.update({"composite": ["composite"], "floors": ["floors"]})

    def inner(rules, path):
        for key in path:
            rules = rules[key]
        return rules

    for path, steps in places.items():
        dotted = path + "." if path else ""
        change = lambda rules: inner(rules, steps).update(extra=1)  # noqa: E731, called at once
        cases.rules(f"rules-unknown-key-{path or 'top'}", change, (1, dotted + "extra"))
        node = inner(RULES, steps)
        optional = {"vote": ["channelWeights"], "floors": list(node), "": ["floors"]}.get(path, [])
        for key in node:
            lawful = key in optional
            place = [] if lawful else [(1, dotted + key)]
            cases.rules(f"rules-without-{dotted}{key}", lambda rules: inner(rules, steps).pop(key), *place)
            change = lambda rules: inner(rules, steps).update({key: None})  # noqa: E731
            cases.rules(f"rules-null-{dotted}{key}", change, (1, dotted + key))
    cases.rules("rules-key-in-other-case", lambda rules: rules.update(Edition="x"), (1, "Edition"))


def replaced(old, new):
    text = json.dumps(RULES, indent=1)
    if text.count(old) != 1:
        raise ValueError(f"{old} is not there exactly once")
    return text.replace(old, new)


def rules_values(cases):
    def put(name, section, key, value, *path):
        place = (1, path[0] if path else f"{section}.{key}")
        cases.rules(name, lambda rules: rules[section].update({key: value}), place)

    cases.rules("rules-edition-empty", lambda rules: rules.update(edition=""), (1, "edition"))
    cases.rules("rules-edition-number", lambda rules: rules.update(edition=2031), (1, "edition"))
    for number, value in enumerate([-1, "5", 1.5, True, [], {}], 1):
        put(f"rules-cap-{number}", "caps", "named", value)
    put("rules-minimum-sheets-0", "panel", "minimumSheets", 0)
    put("rules-minimum-sheets-text", "panel", "minimumSheets", "2")
    put("rules-trim-from-2", "panel", "trimFrom", 2)
    put("rules-method-other", "vote", "method", "median")
    put("rules-method-other-case", "vote", "method", "Rank")
    put("rules-enabled-text", "vote", "enabled", "true")
    put("rules-enabled-number", "vote", "enabled", 1)
    put("rules-channel-weights-list", "vote", "channelWeights", [])
    for name, value in {"number": 0.5, "negative": "-0.5", "13-decimals": "0.5000000000000", "empty": ""}.items():
        put(f"rules-channel-weight-{name}", "vote", "channelWeights", {"web": value}, "vote.channelWeights.web")
    bad = {"number": 0.25, "13-decimals": "0.2500000000000", "point": ".25", "exponent": "25e-2", "plus": "+0.25"}
    bad.update({"space": " 0.25", "point-last": "0.", "comma": "0,25", "fullwidth": "\uff10.25", "fraction": "1/4"})
    bad.update({"10-digits": "0000000000.25", "nan": "NaN", "line-end": "0.25\n"})
    for name, value in bad.items():
        put(f"rules-weight-{name}", "dimensionWeights", "craft", value)
        put(f"rules-floor-{name}", "floors", "expert", value)
    put("rules-composite-number", "composite", "expert", 0.8)
    put("rules-weights-sum-below-1", "dimensionWeights", "craft", "0.249999999999", "dimensionWeights")
    put("rules-weights-sum-above-1", "dimensionWeights", "craft", "0.250000000001", "dimensionWeights")
    put("rules-composite-sum", "composite", "public", "0.200000000001", "composite")
    put("rules-composite-sum-2", "composite", "public", "1.20", "composite")
    put("rules-floor-unknown", "floors", "nominee", "50")
    for section in ("caps", "dimensionWeights", "panel", "vote", "composite", "floors"):
        cases.rules(f"rules-{section}-text", lambda rules: rules.update({section: "x"}), (1, section))


def rules_text(cases):
    text = json.dumps(RULES, indent=1)
    edition = replaced('"edition": "2031"', '"edition": "1", "edition": "2"')
    cases.rules_text("rules-repeated-key-top", edition, (1, "edition"))
    cases.rules_text("rules-repeated-key-nested", replaced('"great": 1', '"great": 1, "great": 1'), (1, "caps.great"))
    web = "vote.channelWeights.web"
    cases.rules_text("rules-repeated-channel", replaced('"web": "0.5"', '"web": "0.5", "web": "0.5"'), (1, web))
    cases.rules_text("rules-repeated-escaped", replaced('"web": "0.5"', '"web": "0.5", "\\u0077eb": "0.5"'), (1, web))
    not_json = {
        "empty": "", "array": "[]", "word": "rules", "cut": text[:-2], "trailing-comma": text[:-2] + ",\n}",
        "comment": "// rules\n" + text, "single-quotes": text.replace('"', "'"), "two-values": text + text,
        "text-after": text + "x", "nan": replaced('"great": 1', '"great": NaN'), "string": '"rules"', "null": "null",
        "leading-zero": replaced('"great": 1', '"great": 01'), "plus": replaced('"great": 1', '"great": +1'),
        "control": replaced("2031", "20\t31"), "escape": replaced("2031", "20\\x31"),
        "hex": replaced("2031", "\\u12g4"),
        "bare-key": replaced('"great"', "great"), "no-colon": replaced('"great": 1', '"great" 1'),
    }  # fmt: skip
    for name, damaged in not_json.items():
        cases.rules_text("rules-not-json-" + name, damaged, (1, ""))
    cases.rules_text("rules-utf-16", text.encode("utf-16"), (1, ""))
    cases.rules_text("rules-bad-bytes", replaced("2031", "\u00e9").encode("latin-1"), (1, ""))
    cases.rules_text("rules-deep", '{"edition":' + "[" * 300 + "]" * 300 + text[1:], (1, ""))
    cases.rules_text("rules-with-bom", b"\xef\xbb\xbf" + text.encode())
    cases.rules_text("rules-crlf", text.replace("\n", "\r\n"))
    cases.rules_text("rules-escapes", replaced("edition", "\\u0065dition").replace("rank", "ran\\u006b"))
    cases.rules_text("rules-escaped-pair", replaced("2031", "\\ud842\\udfb7"))
    two = '"\u00e9": "0.5", "e\u0301": "2"'
    cases.rules_text("rules-channels-canonically-equal", replaced('"web": "0.5"', two))


def vote_off(cases):
    off = {**RULES, "vote": {"enabled": False, "method": "rank"}}
    files = {**good(), "rules.json": json.dumps(off).encode()}
    cases.add("vote-off-with-rows", files, ("votes.csv", 2, ""))
    cases.add("vote-off-header-only", {**files, "votes.csv": b"nomination,channel,votes\n"})
    cases.add("vote-off-no-file", {name: data for name, data in files.items() if name != "votes.csv"})


def lawful(cases):
    cases.add("good", good())
    tables = lambda change: {**good(), **{name: change(rows) for name, rows in TABLES.items()}}  # noqa: E731
    cases.add("good-bom", tables(lambda rows: b"\xef\xbb\xbf" + as_bytes(rows)))
    cases.add("good-bom-quoted", tables(lambda rows: b"\xef\xbb\xbf" + quoted_rows(rows)))
    cases.add("good-crlf", tables(lambda rows: as_bytes(rows, "\r\n")))
    cases.add("good-crlf-bom-no-end", tables(lambda rows: b"\xef\xbb\xbf" + as_bytes(rows, "\r\n")[:-2]))
    cases.add("good-no-end", tables(lambda rows: as_bytes(rows)[:-1]))
    ends = ("\n", "\r\n")
    cases.add("good-mixed-line-ends", tables(lambda rows: b"".join(as_bytes([r], ends[len(r) % 2]) for r in rows)))
    cases.add("good-columns-turned", tables(lambda rows: as_bytes([",".join(r.split(",")[::-1]) for r in rows])))
    cases.add("good-unknown-columns", tables(lambda rows: as_bytes(["x," + row + ",y" for row in rows])))
    cases.add("good-no-rows", tables(lambda rows: as_bytes(rows[:1])))
    long = good()["nominations.csv"].replace(b"sample 4", b"x" * 990_000)
    cases.bytes("good-row-under-1-mb", "nominations.csv", long)
    forms = ["N08,R2,000", "N08,R3,0", "N08,R4,100", "N08,R5,100.00", "N08,R6,0.5", "N08,R7,080.50", "N08,R8,99.99"]
    cases.rows("good-score-forms", "preliminary.csv", TABLES["preliminary.csv"] + forms)
    cases.rows("good-votes-forms", "votes.csv", TABLES["votes.csv"] + ["N04,sms,000000000000", "N06,app,999999999999"])
    keys = ["N08,r1,1", "N08,R1 ,2", "N08,\u00e9,3", "N08,e\u0301,4", 'N08,"R1\n",5']
    cases.rows("good-keys-apart-by-bytes", "preliminary.csv", TABLES["preliminary.csv"] + keys)
    zero = json.dumps({**RULES, "caps": dict.fromkeys(RULES["caps"], 0)}).encode()
    undecided = as_bytes(TABLES["decisions.csv"][:1])
    cases.add("good-zero-caps", {**good(), "rules.json": zero, "decisions.csv": undecided})


def quoted_rows(rows):
    return as_bytes([",".join(f'"{text}"' for text in row.split(",")) for row in rows])


def with_rule_lines(found):
    """In rules.json only the file and the path are laid down; the line is the one the reference gives."""
    from edition_reference import compute_files
    from package_reader import Fault

    done = []
    for name, files, places in found:
        if places and places[0][0] == "rules.json" and places[0][1] is not None:
            try:
                compute_files(files)
            except Fault as fault:
                places = [("rules.json", fault.line, path) for _, _, path in places]
        done.append((name, files, places))
    return done


def cases():
    every = Cases()
    parts = (structure, quotes, encodings, values, references, decision_forms, decision_faults)
    for part in parts + (rules_objects, rules_values, rules_text, vote_off, lawful):
        part(every)
    return with_rule_lines(every.found)


def huge_cases():
    """Lines of 90 MB, plain and inside quotes that never close."""
    every = Cases()
    rows = TABLES["nominations.csv"]
    every.row("huge-line", "nominations.csv", 3, rows[2].replace("sample 2", "x" * 90_000_000), "")
    every.row("huge-quoted", "nominations.csv", 3, 'N02,"' + "x" * 90_000_000, "")
    every.row("huge-quoted-lines", "nominations.csv", 3, 'N02,"' + "x,y\n" * 22_500_000, "")
    every.row("huge-line-of-fields", "nominations.csv", 3, "N02" + "," * 90_000_000, "")
    return every.found


def ambiguous_cases():
    """Cases about which the contract is silent, as the reference reads it."""
    every = Cases()
    unknown = [TABLES["votes.csv"][0] + ",note,note"] + [row + ",x,y" for row in TABLES["votes.csv"][1:]]
    every.rows("silent-repeated-unknown-column", "votes.csv", unknown, ("votes.csv", 1, "note"))
    every.row("silent-reviewer-empty", "preliminary.csv", 4, "N03,,90", "reviewer")
    every.row("silent-vote-channel-empty", "votes.csv", 2, "N03,,100", "channel")
    every.bytes("silent-cr-at-end-of-file", "votes.csv", good()["votes.csv"][:-1] + b"\r", ("votes.csv", 5, "votes"))
    every.rules_text("silent-integer-with-point", replaced('"great": 1', '"great": 1.0'), (1, "caps.great"))
    every.rules_text("silent-integer-with-exponent", replaced('"great": 1', '"great": 1e0'), (1, "caps.great"))
    every.rules_text("silent-integer-minus-zero", replaced('"great": 1', '"great": -0'), (1, "caps.great"))
    every.rules_text("silent-lone-surrogate", replaced("2031", "\\ud800"), (1, ""))
    every.rules_text("silent-channel-name-empty", replaced('"web": "0.5"', '"": "0.5"'))
    every.rules_text("silent-cap-of-30-digits", replaced('"great": 1', '"great": ' + "9" * 30))
    off = {**RULES, "vote": {"enabled": False, "method": "rank"}}
    files = {**good(), "rules.json": json.dumps(off).encode()}
    every.add("silent-vote-off-empty-file", {**files, "votes.csv": b""}, ("votes.csv", 1, ""))
    every.bytes("silent-nul-in-name", "nominations.csv", good()["nominations.csv"].replace(b"sample 4", b"a\0b"))
    return with_rule_lines(every.found)
