"""Counts what a computed edition exercised, so that a set of random editions can be judged by its coverage."""

from edition_reference import DIMENSIONS, STAGES, sheet_counts


def stage_features(stage, floor):
    name = stage.name
    found = {}

    def add(feature, amount=1):
        found[f"{name}: {feature}"] = found.get(f"{name}: {feature}", 0) + int(amount)

    for group in stage.groups:
        tied = len(group.members) > 1
        at_line = group.start < stage.cap < group.end()
        removed = [n for n in group.members if n in stage.removed]
        add("unresolved tie at the line", at_line and group.unresolved)
        add("ordered tie at the line", at_line and group.ordered)
        add("tie away from the line", tied and not at_line)
        add("ordered tie away from the line", tied and group.ordered and not at_line)
        add("unresolved tie with removed members", at_line and group.unresolved and bool(removed))
        add("ordered tie at the line with removed members", at_line and group.ordered and bool(removed))
        taken = [n for n in group.members if n in stage.substitutes]
        left = [n for n in group.members if n not in stage.by_rank and n not in stage.removed]
        add("part of a group substituted", bool(taken) and len(taken) < len(left))
        add("whole unordered group substituted", tied and len(taken) > 1 and not group.ordered)
        add("member of an unresolved tie substituted", group.unresolved and bool(taken))
    for reason in stage.reasons().values():
        add("reason " + reason)
    add("removed with a place", stage.emptied)
    add("removed without a place", len(stage.removed) - stage.emptied)
    add("substitute", len(stage.substitutes))
    add("several substitutes", len(stage.substitutes) > 1)
    add("equal to the floor", len([k for k in stage.keys.values() if k is not None and k[0] == floor]))
    add("cap 0 with entrants", stage.cap == 0 and bool(stage.keys))
    add("cap larger than the entrants", stage.cap > len(stage.keys))
    add("no entrants", not stage.keys)
    return found


def panel_features(outcome):
    rules, inputs = outcome.inputs.rules, outcome.inputs
    found = dict.fromkeys(("same employer", "both codes empty", "recused with a sheet", "trimmed"), 0)
    found.update(dict.fromkeys(("trimmed with equal highest", "trimmed with equal lowest", "all totals equal"), 0))
    for expert, nomination in inputs.scores:
        if nomination in outcome.panels:
            codes = inputs.nominations[nomination][0], inputs.experts[expert]
            found["both codes empty"] += codes == ("", "")
            found["same employer"] += codes[0] == codes[1] != ""
            recused = (expert, nomination) in inputs.recusals
            found["recused with a sheet"] += recused and (codes[0] != codes[1] or codes[0] == "")
            assert sheet_counts(inputs, expert, nomination) == (not recused and (codes[0] != codes[1] or not codes[0]))
    for nomination, panel in outcome.panels.items():
        if len(panel.counting) < rules.trim_from or not panel.kept:
            continue
        sheets = [inputs.scores[e, nomination] for e in panel.counting]
        totals = sorted(sum(rules.weights[d] * sheet[d] for d in DIMENSIONS) for sheet in sheets)
        found["trimmed"] += 1
        found["trimmed with equal highest"] += totals[-1] == totals[-2]
        found["trimmed with equal lowest"] += totals[0] == totals[1]
        found["all totals equal"] += totals[0] == totals[-1]
    return {f"panel: {name}": amount for name, amount in found.items()}


def rule_features(outcome):
    rules = outcome.inputs.rules
    caps = [rules.caps[stage] for stage in STAGES]
    weights = list(rules.weights.values()) + [rules.expert_weight, rules.public_weight]
    return {
        "rules: vote off": not rules.vote,
        "rules: method " + rules.method: rules.vote,
        "rules: channel weights": bool(rules.channel_weights) and rules.vote,
        "rules: channel weight without rows": bool(outcome.warnings),
        "rules: caps not falling": caps != sorted(caps, reverse=True),
        "rules: a weight of 1": 1 in weights,
        "rules: a weight of more than 6 decimals": any(weight * 10**6 % 1 for weight in weights),
        "rules: trimFrom 3": rules.trim_from == 3,
        "rules: minimumSheets 1": rules.minimum_sheets == 1,
        "rules: extreme votes": max(outcome.votes.values(), default=0) > 10**20,
        "rules: nobody has votes": bool(outcome.votes) and rules.vote and not any(outcome.votes.values()),
    }


def features(outcome):
    """{feature: how often} of one computed edition."""
    found = {}
    names = dict(zip(STAGES, STAGES))
    for name in names:
        found.update(stage_features(outcome.stages[name], outcome.inputs.rules.floors.get(name)))
    found.update(panel_features(outcome))
    found.update(rule_features(outcome))
    return {name: int(amount) for name, amount in found.items() if amount}
