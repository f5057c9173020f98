#!/usr/bin/env python3
"""An independent, slow reference of the edition calculation, written from the contract of the edition package alone.

    python3 edition_reference.py compute FOLDER OUT

writes OUT/results/ and exits 0, or writes nothing, prints `file:line:column: message` and exits 1.
"""

import json
import os
import sys

sys.dont_write_bytecode = True

from dataclasses import dataclass, field
from fractions import Fraction

from package_reader import DIMENSIONS, STAGES, Fault, load_folder, read_package


def byte_order(text):
    return text.encode("utf-8")


def rounded(value):
    """Half up to two decimals; no value here is negative."""
    return Fraction((value * 100 + Fraction(1, 2)).__floor__(), 100)


def mean(values):
    return sum(values, Fraction(0)) / len(values)


# --- the cut --------------------------------------------------------------------------------------------------------


@dataclass
class Group:
    """Entrants equal in all keys, in the order they stand; `start` is the number of entrants before them."""

    members: list
    keys: tuple
    start: int
    ordered: bool
    unresolved: bool = False

    def end(self):
        return self.start + len(self.members)


@dataclass
class Stage:
    """One cut and everything that led to it."""

    name: str
    cap: int
    keys: dict  # entrant: keys, or None
    groups: list = field(default_factory=list)
    by_rank: list = field(default_factory=list)  # the removed ones included
    removed: set = field(default_factory=set)
    below_floor: set = field(default_factory=set)
    substitutes: list = field(default_factory=list)
    emptied: int = 0

    def group_of(self, nomination):
        return next((group for group in self.groups if nomination in group.members), None)

    def blocks(self):
        """Those who passed by rank, then the substitutes, both in rank order."""
        return [n for n in self.by_rank if n not in self.removed], self.substitutes

    def passed(self):
        kept, substitutes = self.blocks()
        return kept + substitutes

    def left_groups(self):
        """(group, its left members in order) for every group that has any."""
        for group in self.groups:
            left = [n for n in group.members if n not in self.by_rank and n not in self.removed]
            if left:
                yield group, left

    def reason(self, nomination):
        if nomination in self.removed:
            return "removed"
        if self.keys[nomination] is None:
            return "too_few_sheets"
        if nomination in self.below_floor:
            return "below_floor"
        return "unresolved_tie" if self.group_of(nomination).unresolved else "below_line"

    def reasons(self):
        passed = set(self.passed())
        return {n: self.reason(n) for n in self.keys if n not in passed}

    def ranked_rows(self):
        """(rank, nomination) as the results show them."""
        rows = []
        for block in self.blocks():
            first = {}
            for nomination in block:
                group, number = self.group_of(nomination), len(rows) + 1
                rank = number if group.ordered else first.setdefault(group.keys, number)
                rows.append((rank, nomination))
        return rows


def make_groups(stage, decisions):
    positions = {d.nomination: d.position for d in decisions if d.decision == "order"}
    ranked = {}
    for nomination, keys in stage.keys.items():
        if keys is not None and nomination not in stage.below_floor:
            ranked.setdefault(keys, []).append(nomination)
    start = 0
    for keys in sorted(ranked, reverse=True):
        members = sorted(ranked[keys], key=byte_order)
        given = [positions[n] for n in members if n in positions]
        ordered = len(given) == len(members) and len(set(given)) == len(given)
        if ordered:
            members.sort(key=lambda n: positions[n])
        stage.groups.append(Group(members, keys, start, ordered))
        start += len(members)


def pass_by_rank(stage):
    for group in stage.groups:
        inside = group.start < stage.cap < group.end()
        if inside and not group.ordered:
            group.unresolved = True
        elif group.start < stage.cap:
            stage.by_rank += group.members[: stage.cap - group.start]


def wrong_substitutes(stage, chosen):
    """The chosen substitutes that may not be: not left at all, or not exactly the first ones left."""
    left_groups = list(stage.left_groups())
    left = {n for _, members in left_groups for n in members}
    wrong = [n for n in chosen if n not in left]
    open_before = False  # somebody further ahead was left out
    for group, members in left_groups:
        picked = [n for n in members if n in chosen]
        if open_before:
            wrong += picked
        elif len(picked) < len(members):
            open_before = True
            first = members[: len(picked)] if group.ordered else []
            wrong += [n for n in picked if n not in first]
    return wrong


def decision_fault(faults):
    """The first fault by line, the other locations of the same stage as alternatives (any may be met first)."""
    places = []
    for line, message in faults:
        for column in ("nomination", "decision"):
            places.append(("decisions.csv", line, column))
    return Fault(*places[0], faults[0][1], places[1:])


def check_entrants(stage, decisions):
    faults = [(d.line, "not an entrant of this stage") for d in decisions if d.nomination not in stage.keys]
    if faults:
        raise decision_fault(faults)


def substitute(stage, decisions):
    chosen = {d.nomination: d.line for d in decisions if d.decision == "substitute"}
    wrong = wrong_substitutes(stage, chosen)
    faults = sorted((chosen[n], "not the next in rank, or may not be a substitute") for n in wrong)
    if len(chosen) > stage.emptied:
        faults.append((max(chosen.values()), "more substitutes than emptied places"))
    if faults:
        raise decision_fault(faults)
    for _, members in stage.left_groups():
        stage.substitutes += [n for n in members if n in chosen]


def cut(name, keys, inputs):
    stage = Stage(name, inputs.rules.caps[name], keys)
    decisions = [d for d in inputs.decisions if d.stage == name]
    check_entrants(stage, decisions)
    floor = inputs.rules.floors.get(name)
    stage.below_floor = {n for n, k in keys.items() if k is not None and floor is not None and k[0] < floor}
    stage.removed = {d.nomination for d in decisions if d.decision == "remove"}
    make_groups(stage, decisions)
    pass_by_rank(stage)
    stage.emptied = len([n for n in stage.by_rank if n in stage.removed])
    substitute(stage, decisions)
    return stage


# --- the figures ----------------------------------------------------------------------------------------------------


@dataclass
class Panel:
    """What the sheets say of one candidate. `counting` are the experts, `kept` those left after trimming."""

    counting: list
    kept: list
    expert: Fraction | None = None
    means: dict = field(default_factory=dict)


def sheet_counts(inputs, expert, nomination):
    code, _ = inputs.nominations[nomination]
    same_employer = code != "" and code == inputs.experts[expert]
    return (expert, nomination) not in inputs.recusals and not same_employer


def trimmed(totals):
    """The experts without one highest and one lowest total."""
    kept = sorted(totals, key=byte_order)
    highest = max(totals[e] for e in kept)
    kept.remove([e for e in kept if totals[e] == highest][-1])
    lowest = min(totals[e] for e in kept)
    kept.remove([e for e in kept if totals[e] == lowest][0])
    return kept


def panel_of(inputs, nomination):
    rules = inputs.rules
    sheets = {e: sheet for (e, n), sheet in inputs.scores.items() if n == nomination and sheet_counts(inputs, e, n)}
    totals = {e: sum(rules.weights[d] * sheet[d] for d in DIMENSIONS) for e, sheet in sheets.items()}
    if len(sheets) < rules.minimum_sheets:
        return Panel(list(sheets), [])
    kept = trimmed(totals) if len(sheets) >= rules.trim_from else list(sheets)
    means = {d: rounded(mean([sheets[e][d] for e in kept])) for d in DIMENSIONS}
    return Panel(list(sheets), kept, rounded(mean([totals[e] for e in kept])), means)


def panel_keys(panel):
    return None if panel.expert is None else (panel.expert, panel.means["contribution"], panel.means["craft"])


def weighted_votes(inputs, entrants):
    totals = {n: Fraction(0) for n in entrants}
    for (nomination, channel), votes in inputs.votes.items():
        if nomination in totals:
            totals[nomination] += inputs.rules.channel_weights.get(channel, Fraction(1)) * votes
    return totals


def public_scores(rules, votes):
    if not rules.vote or not any(votes.values()):
        return {n: Fraction(0) for n in votes}
    if rules.method == "share":
        highest = max(votes.values())
        return {n: rounded(100 * count / highest) for n, count in votes.items()}
    voted = [count for count in votes.values() if count > 0]
    scores = {}
    for nomination, count in votes.items():
        rank = 1 + len([other for other in voted if other > count])
        scores[nomination] = rounded(Fraction(100 * (len(voted) - rank + 1), len(voted))) if count else Fraction(0)
    return scores


def composites(rules, panels, public):
    if not rules.vote:
        return {n: panels[n].expert for n in public}
    return {n: rounded(rules.expert_weight * panels[n].expert + rules.public_weight * public[n]) for n in public}


@dataclass
class Outcome:
    inputs: object
    stages: dict
    panels: dict
    votes: dict
    public: dict
    composite: dict
    warnings: list


def compute_inputs(inputs):
    """The whole edition from inputs that `read_package` has checked; a `Fault` where a decision cannot stand."""
    rules, stages = inputs.rules, {}
    qualified = [n for n, (_, fit) in inputs.nominations.items() if fit]
    scores = {n: inputs.preliminary.get(n, []) for n in qualified}
    keys = {n: (rounded(mean(found)) if found else Fraction(0),) for n, found in scores.items()}
    stages["candidate"] = cut("candidate", keys, inputs)

    panels = {n: panel_of(inputs, n) for n in stages["candidate"].passed()}
    stages["nominee"] = cut("nominee", {n: panel_keys(p) for n, p in panels.items()}, inputs)

    nominees = stages["nominee"].passed()
    votes = weighted_votes(inputs, nominees)
    public = public_scores(rules, votes)
    composite = composites(rules, panels, public)
    stages["named"] = cut("named", {n: (composite[n], *panel_keys(panels[n])) for n in nominees}, inputs)

    named = stages["named"].passed()
    stages["great"] = cut("great", {n: stages["named"].keys[n] for n in named}, inputs)
    return Outcome(inputs, stages, panels, votes, public, composite, channel_warnings(inputs))


def channel_warnings(inputs):
    channels = {channel for _, channel in inputs.votes}
    idle = [c for c in inputs.rules.channel_weights if c not in channels] if inputs.rules.vote else []
    return [f"rules.json: vote.channelWeights.{channel}: no votes came by this channel" for channel in idle]


# --- the results ----------------------------------------------------------------------------------------------------


def two_decimals(value):
    cents = int(value * 100)
    return f"{cents // 100}.{cents % 100:02d}"


def plain(value):
    """An exact decimal of at most 12 places: no exponent, no trailing zeros, no point for a whole number."""
    units = int(value * 10**12)
    whole, rest = divmod(units, 10**12)
    return f"{whole}.{rest:012d}".rstrip("0").rstrip(".")


def csv_bytes(header, rows):
    lines = []
    for row in [header.split(",")] + rows:
        texts = [str(value) for value in row]
        quoted = ['"' + t.replace('"', '""') + '"' if any(c in t for c in ',"\r\n') else t for t in texts]
        lines.append(",".join(quoted) + "\n")
    return "".join(lines).encode("utf-8")


def candidate_rows(outcome):
    stage = outcome.stages["candidate"]
    return [(rank, n, two_decimals(stage.keys[n][0])) for rank, n in stage.ranked_rows()]


def nominee_rows(outcome):
    rows = []
    for rank, n in outcome.stages["nominee"].ranked_rows():
        panel = outcome.panels[n]
        means = [two_decimals(panel.means[d]) for d in DIMENSIONS]
        rows.append((rank, n, len(panel.counting), two_decimals(panel.expert), *means))
    return rows


def named_rows(outcome):
    great, rows = set(outcome.stages["great"].passed()), []
    for rank, n in outcome.stages["named"].ranked_rows():
        scores = two_decimals(outcome.public[n]), two_decimals(outcome.composite[n])
        expert = two_decimals(outcome.panels[n].expert)
        rows.append((rank, n, expert, plain(outcome.votes[n]), *scores, "yes" if n in great else "no"))
    return rows


def not_passed_rows(outcome):
    rows = []
    for name in STAGES:
        reasons = outcome.stages[name].reasons()
        if name == "candidate":
            reasons.update({n: "unqualified" for n, (_, fit) in outcome.inputs.nominations.items() if not fit})
        if name == "great":
            reasons = {n: reason for n, reason in reasons.items() if reason != "below_line"}
        rows += [(name, n, reasons[n]) for n in sorted(reasons, key=byte_order)]
    return rows


def summary(outcome):
    found = {}
    for name in STAGES:
        stage = outcome.stages[name]
        unresolved = [n for n, reason in stage.reasons().items() if reason == "unresolved_tie"]
        found[name] = {
            "entrants": len(stage.keys),
            "cap": stage.cap,
            "passed": len(stage.passed()),
            "empty": stage.cap - len(stage.passed()),
            "removed": stage.emptied - len(stage.substitutes),
            "unresolved": sorted(unresolved, key=byte_order),
        }
    return found


def results(outcome):
    """The result files by name, as the exact bytes the contract asks for."""
    nominee_header = "rank,nomination,sheets,expert,spirit,craft,leading,contribution"
    named_header = "rank,nomination,expert,votes,public,composite,great"
    return {
        "candidates.csv": csv_bytes("rank,nomination,preliminary", candidate_rows(outcome)),
        "nominees.csv": csv_bytes(nominee_header, nominee_rows(outcome)),
        "named.csv": csv_bytes(named_header, named_rows(outcome)),
        "not_passed.csv": csv_bytes("stage,nomination,reason", not_passed_rows(outcome)),
        "summary.json": json.dumps(summary(outcome), indent=2, ensure_ascii=False).encode("utf-8"),
    }


def compute_files(files):
    """The outcome of a package given as {name: bytes}."""
    return compute_inputs(read_package(files))


def write_files(folder, files):
    for name, data in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(data)


def main(arguments):
    if len(arguments) != 3 or arguments[0] != "compute":
        print(__doc__, file=sys.stderr)
        return 2
    try:
        outcome = compute_files(load_folder(arguments[1]))
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    for warning in outcome.warnings:
        print("warning: " + warning, file=sys.stderr)
    write_files(os.path.join(arguments[2], "results"), results(outcome))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
