#!/usr/bin/env python3
"""Small random editions that between them hold every case of the calculation, with the results the reference finds.

    python3 random_editions.py --seed S --count N --out DIR

writes DIR/0001/ … each a package, with `expected/` holding either the result files or `error.json`
({file, line, column, alternatives}); prints how often each feature appeared. The same seed gives the same bytes.
"""

import argparse
import json
import os
import random
import sys

sys.dont_write_bytecode = True

from collections import Counter
from fractions import Fraction

from edition_features import features
from edition_reference import byte_order, compute_files, results, two_decimals, write_files
from package_reader import COLUMNS, DIMENSIONS, STAGES, Fault

# Keys whose byte order differs from the order of a locale, of UTF-16 or of Unicode normalisation, and keys that are
# the same to a reader that normalises, folds case or trims.
ODD_TEXTS = (
    ["\u00e9", "e\u0301", "z", "Z", "a", "A", "\U00020bb7", "\uff5a", "\ufb01", "fi", "\u00c5", "\u212b", "A\u030a"]
    + ["\u9f50", "\u4e01", "\u1100\u1161", "\uac00", "10", "9", "09", "a,b", 'say "x"', "two\nlines", "two\r\nlines"]
    + ["one\rreturn", " lead", "trail ", " ", "\t", "=1+1", "-", '"', '""', ",", "\ufeffmark", "\u00df", "ss", "\u0130"]
    + ["i\u0307", "\u00a0", "\u3000", "\uf900", "\u8c48", "a\u0323\u0307", "a\u0307\u0323", "\u1ea1\u0307"]
    + ["\U0001f9f5"]
)
CODES = ["", "", "91370000SAMPLE001X", "91370000SAMPLE001x", "91370000SAMPLE002Y", " ", "\u00e9", "e\u0301"]
CHANNELS = ["web", "app", "sms", "\u00e9", "e\u0301", "\u5fae\u4fe1"]
UNKNOWN = ["note", "\u5907\u6ce8", "Nomination", "nomination ", "", "score\u0301", "EXPERT", '"', "a,b"]
EXTREME_VOTES = "999999999999"
EXTREME_WEIGHT = "999999999.999999999999"


class Edition:
    """One package in the making: rows of text by file, and the rules."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.rows = {name: [] for name in COLUMNS}
        self.rules = {}
        self.focus = set(self.random.choices(STAGES, (2, 2, 3, 4), k=self.random.randint(1, 3)))

    def chance(self, share):
        return self.random.random() < share

    def compute(self):
        return compute_files(self.plain_files())

    def plain_files(self):
        files = {name: table_bytes(columns, self.rows[name]) for name, columns in COLUMNS.items()}
        files["rules.json"] = json.dumps(self.rules).encode()
        return files


def quoted(text, force=False):
    if force or any(c in text for c in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def table_bytes(columns, rows, order=None, line_end="\n", force=lambda: False):
    order = order or list(range(len(columns)))
    lines = [",".join(quoted(row[i], force()) for i in order) for row in [columns] + rows]
    return (line_end.join(lines) + line_end).encode("utf-8")


# --- rules ----------------------------------------------------------------------------------------------------------


def decimal_text(units, edition):
    """`units` of 10^-12 as a decimal string, in one of the forms the grammar allows."""
    whole, rest = divmod(units, 10**12)
    digits = f"{rest:012d}".rstrip("0")
    if edition.chance(0.2):
        digits = digits.ljust(edition.random.randint(len(digits), 12), "0")
    lead = "0" * edition.random.randint(1, 3) if edition.chance(0.03) else ""
    return f"{lead}{whole}" + (f".{digits}" if digits else "")


def weights(edition, count):
    """`count` decimal strings that sum to 1."""
    draw = edition.random.random()
    one = 10**12
    if draw < 0.2:
        parts = [0] * count
        parts[edition.random.randrange(count)] = one
    elif draw < 0.45:
        cuts = sorted(edition.random.randint(0, one) for _ in range(count - 1))
        parts = [b - a for a, b in zip([0] + cuts, cuts + [one])]
    elif draw < 0.7 and count == 4:
        parts = [one // 4] * 4
    else:
        cuts = sorted(edition.random.randint(0, 20) * one // 20 for _ in range(count - 1))
        parts = [b - a for a, b in zip([0] + cuts, cuts + [one])]
    return [decimal_text(part, edition) for part in parts]


def make_caps(edition, count):
    pick = edition.random
    if edition.chance(0.15):
        return {stage: pick.choice([0, 1, 2, 3, count, count + 5, 999999999]) for stage in STAGES}
    caps = {}
    for stage, share in zip(STAGES, (0.8, 0.7, 0.55, 0.3)):
        wide = stage not in edition.focus and edition.chance(0.6)
        caps[stage] = count + pick.randint(0, 3) if wide else max(0, round(count * share) + pick.randint(-2, 1))
    return caps


def make_rules(edition, count):
    pick = edition.random
    vote = {"enabled": not edition.chance(0.15), "method": pick.choice(["rank", "share"])}
    if edition.chance(0.5):
        channels = pick.sample(CHANNELS, pick.randint(0, 4))
        choices = ["0", "1", "0.5", "2", "0.000000000001", "0.333333333333", "1.10"]
        vote["channelWeights"] = {channel: pick.choice(choices) for channel in channels}
    edition.rules = {
        "edition": pick.choice(["2031", "\u6837\u672c\u5c4a", "sample \u00e9"]),
        "caps": make_caps(edition, count),
        "dimensionWeights": dict(zip(DIMENSIONS, weights(edition, 4))),
        "panel": {"minimumSheets": pick.choice([1, 1, 1, 2, 3]), "trimFrom": pick.choice([3, 3, 4, 5, 9])},
        "vote": vote,
        "composite": dict(zip(("expert", "public"), weights(edition, 2))),
    }
    if edition.chance(0.05):
        edition.rules["floors"] = {}


# --- tables ---------------------------------------------------------------------------------------------------------


def keys(edition, prefix, count):
    odd_share = edition.random.choice([0, 0.3, 0.8])
    found = []
    while len(found) < count:
        text = f"{prefix}{len(found) + 1:02d}"
        if edition.chance(odd_share):
            text = edition.random.choice(ODD_TEXTS) + ("" if edition.chance(0.6) else edition.random.choice(ODD_TEXTS))
        if text not in found:
            found.append(text)
    return found


def score_text(edition, cents):
    text = f"{cents // 100}" + (f".{cents % 100:02d}" if cents % 100 else "")
    if edition.chance(0.1):
        text = edition.random.choice([two_decimals(Fraction(cents, 100)), text.zfill(3)])
    return text if len(text.split(".")[0]) <= 3 else text.lstrip("0")


def make_nominations(edition, names):
    for index, nomination in enumerate(names):
        unfit = edition.chance(0.1)
        reason = "not in service" if unfit else edition.random.choice(["", "", "ignored"])
        row = [nomination, f"\u6837\u672c{index + 1}", edition.random.choice(CODES), "3701"]
        row += [edition.random.choice(["unit", "self", "joint"]), "unqualified" if unfit else "qualified", reason]
        edition.rows["nominations.csv"].append(row)


def make_preliminary(edition, names):
    pool = edition.random.sample([0, 5000, 6000, 7050, 8000, 8025, 9000, 9999, 10000], edition.random.randint(1, 4))
    reviewers = ["R1", "r1", "\u00e9", "e\u0301"][: edition.random.randint(1, 4)]
    for nomination in names:
        if edition.chance(0.05):
            continue
        for reviewer in edition.random.sample(reviewers, edition.random.randint(1, len(reviewers))):
            score = score_text(edition, edition.random.choice(pool))
            edition.rows["preliminary.csv"].append([nomination, reviewer, score])


def make_sheets(edition, names, experts):
    """Few different profiles, so that whole tuples of keys are equal; some sheets permute one (equal totals)."""
    pick = edition.random
    for index, expert in enumerate(experts):
        edition.rows["experts.csv"].append([expert, f"\u8bc4\u59d4{index + 1}", pick.choice(CODES)])
    values = pick.sample([0, 4000, 6000, 7000, 7550, 8000, 8333, 9000, 10000], 4)
    profiles = [[pick.choice(values) for _ in DIMENSIONS] for _ in range(pick.randint(1, 4))]
    stray = pick.choice([0, 0.1, 0.4])
    for nomination in names:
        profile = pick.choice(profiles)
        present = pick.choice([1, 1, 0.9, 0.6])
        for expert in experts:
            if edition.chance(0.04):
                kind = pick.choice(["employer", "kinship", "mentorship", "other"])
                edition.rows["recusals.csv"].append([expert, nomination, kind])
            if not edition.chance(present):
                continue
            sheet = list(profile)
            if edition.chance(stray):
                pick.shuffle(sheet)
            if edition.chance(stray / 2):
                sheet[pick.randrange(4)] = pick.choice(values)
            edition.rows["scores.csv"].append([expert, nomination, *(score_text(edition, s) for s in sheet)])


def make_votes(edition, names):
    if not edition.rules["vote"]["enabled"]:
        return
    pick = edition.random
    if edition.chance(0.06):
        return make_extreme_votes(edition, names)
    pool = pick.sample(["0", "0", "1", "2", "7", "100", "0100", "1000", EXTREME_VOTES], pick.randint(1, 4))
    for nomination in names:
        if edition.chance(0.15):
            continue
        for channel in pick.sample(CHANNELS, pick.choice([1, 1, 2, 4])):
            edition.rows["votes.csv"].append([nomination, channel, pick.choice(pool)])


def make_extreme_votes(edition, names):
    """The largest weights and votes there are, in twenty channels: sums beyond 10^34 units of 10^-12."""
    channels = [f"channel {number}" for number in range(20)]
    edition.rules["vote"]["channelWeights"] = {channel: EXTREME_WEIGHT for channel in channels}
    edition.rules["vote"]["method"] = edition.random.choice(["share", "share", "rank"])
    for nomination in names:
        for channel in channels:
            votes = EXTREME_VOTES if edition.chance(0.9) else "999999999998"
            edition.rows["votes.csv"].append([nomination, channel, votes])


# --- decisions ------------------------------------------------------------------------------------------------------


def decide(edition, stage, nomination, decision, position=""):
    document = "\u6837\u672c\u30142031\u3015" + str(len(edition.rows["decisions.csv"]) + 1)
    edition.rows["decisions.csv"].append([stage, nomination, decision, str(position), document, "sample"])


def choose_floor(edition, stage):
    """A floor at, just above or just below a low value of the stage's first key."""
    values = [keys[0] for keys in stage.keys.values() if keys is not None]
    if not values or not edition.chance(0.35 if stage.name in edition.focus else 0.12):
        return
    low = sorted(values)[: max(1, len(values) // 2)]
    units = int(edition.random.choice(low) * 10**12) + edition.random.choice([0, 0, 0, 1, -1])
    name = dict(zip(STAGES, ("preliminary", "expert", "named", "great")))[stage.name]
    edition.rules.setdefault("floors", {})[name] = decimal_text(max(units, 0), edition)


def choose_cap(edition, stage):
    """Often moves the line into a tied group."""
    groups = [group for group in stage.groups if len(group.members) > 1 and group.end() > 1]
    if groups and stage.name in edition.focus and edition.chance(0.75):
        group = max(edition.random.choices(groups, k=2), key=lambda group: group.start)
        edition.rules["caps"][stage.name] = edition.random.randint(group.start + 1, group.end() - 1)


def order_group(edition, stage, group):
    draw = edition.random.random()
    if draw > (0.75 if stage.name in edition.focus else 0.95):
        return
    positions = edition.random.sample(range(1, 30), len(group.members))
    if edition.chance(0.1):
        positions[0] = 999999999
    if draw > 0.65:
        positions[-1] = positions[0]
    members = group.members[:-1] if draw < 0.1 else group.members
    for nomination, position in zip(members, positions):
        decide(edition, stage.name, nomination, "order", position)


def choose_removals(edition, stage):
    line_groups = [g for g in stage.groups if g.start < stage.cap < g.end()]
    ahead = [n for g in stage.groups if g.end() <= stage.cap for n in g.members]
    pools = [(ahead, 0.55, 3), ([n for g in line_groups for n in g.members], 0.35, 2), (list(stage.keys), 0.2, 1)]
    pools.append(([n for n in stage.keys if stage.group_of(n) is None], 0.3, 1))  # below the floor or without keys
    chosen, eager = [], 1 if stage.name in edition.focus else 0.3
    for pool, share, most in pools:
        if pool and edition.chance(share * eager):
            chosen += edition.random.sample(pool, min(len(pool), edition.random.randint(1, most)))
    if len(set(chosen)) < len(stage.keys):
        for nomination in dict.fromkeys(chosen):
            decide(edition, stage.name, nomination, "remove")


def choose_orders(edition, stage):
    for group in stage.groups:
        at_line = group.start < stage.cap < group.end()
        if len(group.members) > 1 and (at_line or edition.chance(0.35)):
            order_group(edition, stage, group)
        elif edition.chance(0.03):
            decide(edition, stage.name, group.members[0], "order", 1)


def lawful_counts(stage):
    """How many of the first ones left may be substitutes, and who they are."""
    firsts, lawful = [], []
    for group, members in stage.left_groups():
        steps = range(1, len(members) + 1) if group.ordered else [len(members)]
        lawful += [firsts + members[:step] for step in steps]
        firsts = firsts + members
    return [chosen for chosen in lawful if len(chosen) <= stage.emptied]


def choose_substitutes(edition, stage):
    """Lawful ones, or now and then part of an unordered group: then the edition is an error and it returns False."""
    lawful = lawful_counts(stage)
    if lawful and edition.chance(0.75):
        for nomination in edition.random.choice(lawful):
            decide(edition, stage.name, nomination, "substitute")
    left = list(stage.left_groups())
    if lawful or not left or not stage.emptied or not edition.chance(0.12):
        return True
    decide(edition, stage.name, edition.random.choice(left[0][1]), "substitute")
    return False


def make_decisions(edition):
    """Decisions stage by stage, each knowing what the reference makes of those before; False for an error."""
    for name in STAGES:
        choose_floor(edition, edition.compute().stages[name])
        choose_cap(edition, edition.compute().stages[name])
        stage = edition.compute().stages[name]
        choose_removals(edition, stage)
        choose_orders(edition, stage)
        if not choose_substitutes(edition, edition.compute().stages[name]):
            return False
    return True


# --- wrong decisions ------------------------------------------------------------------------------------------------


def wrong_decisions(outcome):
    """Decisions that would each be refused, by what is wrong with them."""
    found = {}
    strangers = [n for n in outcome.inputs.nominations if n not in outcome.stages["candidate"].keys]
    for name, stage in outcome.stages.items():
        found.setdefault("not_an_entrant", []).extend((name, n, "remove") for n in strangers)
        strangers = strangers + list(stage.reasons())
        left = list(stage.left_groups())
        lawful = left and (left[0][0].ordered or len(left[0][1]) == 1)
        room = stage.emptied > len(stage.substitutes)
        by_fault = {
            "substitute_of_passer": [n for n in stage.by_rank if n not in stage.removed],
            "substitute_of_removed": stage.removed,
            "substitute_below_floor": stage.below_floor - stage.removed,
            "substitute_without_keys": [n for n, keys in stage.keys.items() if keys is None and n not in stage.removed],
            "substitute_not_first_left": [n for _, members in left[1:] for n in members] if room else [],
            "substitute_of_unordered_part": left[0][1][:1] if room and left and not lawful else [],
            "too_many_substitutes": left[0][1][:1] if lawful and not room else [],
        }
        for fault, names in by_fault.items():
            taken = set(stage.substitutes)
            found.setdefault(fault, []).extend((name, n, "substitute") for n in sorted(names) if n not in taken)
    return {fault: choices for fault, choices in found.items() if choices}


def spoil(edition):
    choices = wrong_decisions(edition.compute())
    if not choices:
        return
    stage, nomination, decision = edition.random.choice(choices[edition.random.choice(sorted(choices))])
    rows = edition.rows["decisions.csv"]
    if [stage, nomination, decision] not in [row[:3] for row in rows]:
        decide(edition, stage, nomination, decision)
        rows.insert(edition.random.randint(0, len(rows)), rows.pop())


# --- bytes ----------------------------------------------------------------------------------------------------------


def styled_table(edition, columns, rows):
    columns = list(columns)
    rows = [list(row) for row in rows]
    edition.random.shuffle(rows)
    if edition.chance(0.3):
        for extra in edition.random.sample(UNKNOWN, edition.random.randint(1, 2)):
            columns.append(extra)
            for row in rows:
                row.append(edition.random.choice(["", "NaN", "x", 'a "b", c', "line\nbreak"]))
    order = list(range(len(columns)))
    if edition.chance(0.3):
        edition.random.shuffle(order)
    every = edition.random.choice([0, 0, 0.3, 1])
    line_end = edition.random.choice(["\n", "\n", "\r\n"])
    data = table_bytes(columns, rows, order, line_end, lambda: edition.chance(every))
    if edition.chance(0.2):
        data = data[: -len(line_end)]
    return (b"\xef\xbb\xbf" if edition.chance(0.25) else b"") + data


def styled_rules(edition):
    def shuffled(value):
        if not isinstance(value, dict):
            return value
        names = list(value)
        edition.random.shuffle(names)
        return {name: shuffled(value[name]) for name in names}

    rules = shuffled(edition.rules) if edition.chance(0.4) else edition.rules
    indent = edition.random.choice([None, 1, 2])
    text = json.dumps(rules, indent=indent, ensure_ascii=edition.chance(0.5))
    return text.replace("\n", "\r\n" if edition.chance(0.2) else "\n").encode("utf-8")


def styled_files(edition):
    """The bytes of the package, each file in a style of its own."""
    files = {name: styled_table(edition, COLUMNS[name], edition.rows[name]) for name in COLUMNS}
    if not edition.rules["vote"]["enabled"] and edition.chance(0.5):
        del files["votes.csv"]
    files["rules.json"] = styled_rules(edition)
    return files


def make_files(seed):
    """The input files of one random edition."""
    edition = Edition(seed)
    count = edition.random.choice([0, 1, 3, 6, 8, 10, 12, 16, 20, 24] if edition.chance(0.2) else [8, 12, 16, 20])
    names = keys(edition, "N", count)
    experts = keys(edition, "E", edition.random.choice([2, 3, 4, 5, 6, 8]))
    make_rules(edition, count)
    make_nominations(edition, names)
    make_preliminary(edition, names)
    make_sheets(edition, names, experts)
    make_votes(edition, names)
    sound = make_decisions(edition)
    if sound and edition.chance(0.1):
        spoil(edition)
    return styled_files(edition)


def expected_files(files):
    """The files of `expected/`, and the features the package holds."""
    try:
        outcome = compute_files(files)
    except Fault as fault:
        record = json.dumps(fault.record(), indent=2, ensure_ascii=False).encode()
        return {"error.json": record}, {"error": 1, "error: " + fault.message: 1}
    return results(outcome), features(outcome)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    packages, times = Counter(), Counter()
    for number in range(1, options.count + 1):
        files = make_files(f"{options.seed}/{number}")
        expected, found = expected_files(files)
        folder = os.path.join(options.out, f"{number:04d}")
        write_files(folder, files)
        write_files(os.path.join(folder, "expected"), expected)
        packages.update({name: 1 for name, amount in found.items() if amount})
        times.update(found)
    print(f"{options.count} packages, {options.count - packages['error']} compute")
    for name in sorted(packages, key=byte_order):
        print(f"  {name}: in {packages[name]} packages, {times[name]} times")


if __name__ == "__main__":
    main()
