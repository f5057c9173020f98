#!/usr/bin/env python3
"""Lets people do, through a running server, everything that its description offers, and asks it what it answered.

everything.py PROGRAM [--cc CC]

The stories are those of Scripts/run and Scripts/selection, a year of the province from files and a small edition of a
city through people's hands, with what they do not meet beside them. Everybody signs in with a password of his own, who
administers, confirms or heads the committee also with a second factor. What is done for the first time goes by the
command line with `--server`, then by requests as the description tells them.

Held: each operation of the description was answered 2xx, by the server's own count, and was done to its end by people of
every role that may (of those that everybody may, by anybody); each that is for roles with a second factor alone was
refused without one (403); nothing was answered 5xx; the lists are the known ones; the installation and its trail are
sound. The control is an operation that is kept for the end: until then the server's count must lack it, and nothing
else. The samples have fixed days of 2026, so that it runs on any later day. The last line is `N passed, M failed`.
"""

import argparse
import base64
import csv
import datetime
import filecmp
import glob
import hashlib
import hmac
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.parse
import urllib.request

from installation import Client, Count, Failure, Installation, Server

# Operations that no story can meet, each with its reason. One that was answered all the same fails the test.
EXCEPTIONS = {}
# Kept for the end, as the control.
LAST = "session end"
# Roles that count with a second factor alone.
TIERS = ("province", "city", "base")
FINANCE = {f"{tier}_finance_{duty}" for tier in TIERS for duty in ("preparer", "reviewer", "cashier")}
STRONG = {"administrator", "second_confirmer", "committee_head", "vote_auditor"} | FINANCE
# Acts that no token is good for: without the second factor they are asked for in a session that has none yet.
SESSIONS_ALONE = {
    "actor create": {"name": "deputy", "displayName": "示例·deputy"}, "role grant": {"actor": "deputy", "role": "auditor"},
    "role confirm": {"actor": "deputy", "role": "auditor"}, "password reset": {"name": "deputy"},
    "totp remove": {"name": "deputy", "reason": "样例"},
}
CITY, NEXT, LATER = "jinan-2026", "jinan-2027", "jinan-2028"
UNITS = ("J00049", "J00162", "J00173", "J00055")
SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Samples")
# A number that is drawn in public is of a later day: the next server lives on the morrow.
MORROW = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
int clock_gettime(clockid_t clock, struct timespec *moment) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int failed = real(clock, moment);
  if (!failed && clock == CLOCK_REALTIME) moment->tv_sec += 86400;
  return failed;
}
"""


class Authenticator:
    """What shows one-time codes: RFC 6238 with HMAC-SHA-1, steps of 30 seconds, 6 digits."""

    def __init__(self, secret):
        self.key = base64.b32decode(secret + "=" * (-len(secret) % 8))
        self.used = 0

    def code(self, ahead=0):
        """A code that was not shown yet; waits where even the next step's was, which the server takes too."""
        step = max(self.used + 1, self.step(ahead))
        while step > self.step(ahead) + 1:
            time.sleep(0.2)
        self.used = step
        digest = hmac.new(self.key, struct.pack(">Q", step), hashlib.sha1).digest()
        place = digest[-1] & 15
        return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 10**6:06}"

    @staticmethod
    def step(ahead):
        return int(time.time() + ahead) // 30


class House:
    """The installation, its server of today, what the server describes, and what people did to its end."""

    def __init__(self, program, folder, cc):
        self.made, self.cc = Installation(program, folder), cc
        self.people = {}
        # The roles as which each operation was done to its end, with what it was asked for, and the way by which.
        self.done, self.asked, self.commanded = {}, {}, set()
        self.refused_weak = set()
        self.answers = {}
        self.ahead = 0
        listed = json.loads(self.made.run("operation", "list", "--json"))["operations"]
        self.listed = {entry["name"]: entry for entry in listed if entry["reach"] == "everywhere"}
        # What everybody may, is listed with all roles.
        self.roles = set().union(*(entry["roles"] for entry in self.listed.values()))
        self.strong = {name for name, entry in self.listed.items() if entry["roles"] and set(entry["roles"]) <= STRONG}

    def open(self, **options):
        self.server = Server(self.made, "--connections-per-address", "1000", **options)
        if not self.server.is_listening:
            raise Failure("the server does not listen")
        self.routes = {}
        for path, methods in self.get("/api/v1/openapi.json")["paths"].items():
            for method, route in methods.items():
                # form-show, role-list-pending: the thing is the first word.
                self.routes[route["operationId"].replace("-", " ", 1)] = (method.upper(), path, route)

    def close(self):
        """Keeps what the server counted, and ends it."""
        self.count()
        for person in self.people.values():
            person.leave()
        Count.expect(self.server.stop() == 0, "the server did not end well")

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.server.port}{path}") as answer:
            content = answer.read().decode()
        return json.loads(content) if path.endswith(".json") else content

    def count(self):
        """The server's own count; answers the operations that some server answered 2xx."""
        self.answers[self.server.port, self.ahead] = re.findall(
            r'qilu_http_requests_total\{operation="([^"]*)",status="(\d+)"\} (\d+)', self.get("/metrics"))
        return {name for series in self.answers.values() for name, status, _ in series if status[0] == "2"}

    def roles_apart(self, operation):
        """The roles that may do an operation, where not everybody may."""
        roles = set(self.listed[operation]["roles"])
        return sorted(roles) if roles != self.roles else []

    def missing(self):
        """The described operations that no server answered 2xx."""
        return set(self.routes) - self.count()

    def person(self, name, *roles, second="deputy"):
        """Somebody to whom an administrator gives an account with roles, a second person confirms them, and who signs in."""
        admin, second = self.people["admin"], self.people[second]
        admin.run("actor", "create", name, "--display-name", f"示例·{name}")
        for role in roles:
            admin.run("role", "grant", name, role)
        for grant in second.run("role", "list-pending")["pending"]:
            second.run("role", "confirm", grant["actor"], grant["role"])
        return Person(self, name, roles).begin(admin.run("password", "reset", name)["startPassword"])

    def path(self, *parts):
        return os.path.join(self.made.folder, *parts)


class Person:
    """Somebody who acts through the server, by the command line and by requests of his own."""

    def __init__(self, house, name, roles):
        self.house, self.name, self.roles = house, name, set(roles)
        self.password = f"测试口令·{name} 的蓝色梯子"
        self.secret = self.weak = self.authenticator = self.client = None
        house.people[name] = self

    # Signing in

    def begin(self, start):
        """The first sign-in: with the password that an administrator gave, which is changed, then with a second factor."""
        answer = self.ask("session start", name=self.name, password=start)
        self.secret = answer["token"]
        self.expect(answer["mustSetPassword"], "a start password may be kept")
        self.refuse("job list", "sign-in.start-password", 403)
        # The session in which the password is set goes on.
        self.ask("password set", old=start, new=self.password)
        if self.roles & STRONG:
            self.sign_in()
            self.weak = self.ask("token create", name="before the second factor", scope=["all"])["token"]
            self.enrol()
            self.sign_in()
        return self

    def sign_in(self):
        """A session that is strong where the person has a second factor; the secret is kept for the command line."""
        more = {"code": self.authenticator.code(self.house.ahead)} if self.authenticator else {}
        self.secret = None
        answer = self.ask("session start", name=self.name, password=self.password, **more)
        self.secret = answer["token"]
        weak = bool(self.roles & STRONG) and not self.authenticator
        self.expect(answer["needsSecondFactor"] == weak, f"a second factor is asked for: {not weak}, roles {self.roles}")
        return self

    def enrol(self):
        answer = self.ask("totp enrol", password=self.password)
        self.authenticator = Authenticator(answer["secret"])
        self.ask("totp confirm", code=self.authenticator.code(self.house.ahead))

    def leave(self):
        if self.client:
            self.client.close()
        self.client = None

    # By the words of a command

    def run(self, *words):
        """Does what a command says; answers its output.

        The first time it goes by the command line, and where files come down; then as a request with the same values.
        """
        operation = " ".join(words[:2])
        fields = self.fields(operation, words[2:])
        if operation in self.house.strong and operation not in self.house.refused_weak and self.weak:
            self.try_weakly(operation, fields)
        if operation in self.house.commanded and "output" not in fields:
            return self.ask(operation, **fields)
        code, told = self.command(*words, "--json")
        if code != 0:
            raise Failure(f"{self.name}: qilu {' '.join(words)}: {code}\n{told}")
        self.house.commanded.add(operation)
        self.house.asked[operation] = fields
        self.did(operation)
        return json.loads(told)

    def command(self, *words):
        """Runs a command against the server; answers its exit code and all that it said."""
        made = self.house.made
        path = self.house.path("secrets", self.name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(self.secret + "\n")
        environment = made.environment(QILU_SERVER=f"http://127.0.0.1:{self.house.server.port}", QILU_TOKEN_FILE=path)
        del environment["QILU_DATABASE"]
        done = subprocess.run(
            [made.program, *words], cwd=made.folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def fields(self, operation, words):
        """The values that the words give: `--publicity-from DAY` by its name, the others in the order of the input."""
        schema = json.loads(self.house.listed[operation]["input"])
        kinds, fields, rest, words = schema["properties"], {}, [], list(words)
        while words:
            word = words.pop(0)
            if not word.startswith("--"):
                rest.append(word)
                continue
            name = re.sub("-(.)", lambda found: found[1].upper(), word[2:])
            if kinds[name]["type"] == "array" and kinds[name]["items"].get("format") != "path":
                fields.setdefault(name, []).append(words.pop(0))
            else:
                fields[name] = True if kinds[name]["type"] == "boolean" else words.pop(0)
        for name, kind in kinds.items():
            if name in schema["required"] and kind["type"] == "array" and kind["items"].get("format") != "path":
                fields.setdefault(name, [])
        places = [name for name in kinds if name in schema["required"] and name not in fields]
        fields.update(zip(places, rest, strict=True))
        for name, value in fields.items():
            if kinds[name]["type"] == "integer":
                fields[name] = int(value)
            elif kinds[name].get("format") == "path":
                fields[name] = pathlib.Path(self.house.path(value))
            elif kinds[name].get("items", {}).get("format") == "path":
                fields[name] = [pathlib.Path(self.house.path(value))]
        return fields

    def refused(self, code, *words):
        """A command that must be refused, or must find something."""
        status, told = self.command(*words, "--json")
        self.expect(status != 0 and code in told, f"qilu {' '.join(words)} tells no {code}: {status}\n{told}")

    def try_weakly(self, operation, fields):
        """What is for roles with a second factor alone, is refused once to the same person with a token made without it."""
        strong, self.secret = self.secret, self.weak
        if self.refuse(operation, "sign-in.second-factor", 403, **fields):
            self.house.refused_weak.add(operation)
        self.secret = strong

    # By requests

    @staticmethod
    def inline(path):
        return {"name": path.name, "base64": base64.b64encode(path.read_bytes()).decode()}

    def request(self, operation, fields):
        """Sends what the description tells of an operation; a path among the fields is a file to be sent."""
        method, path, _ = self.house.routes[operation]
        fields = dict(fields)
        for field in re.findall(r"\{(\w+)\}", path):
            path = path.replace("{" + field + "}", urllib.parse.quote(str(fields.pop(field)), safe=""))
        for field, value in fields.items():
            if isinstance(value, pathlib.Path):
                fields[field] = self.inline(value)
            elif isinstance(value, list) and value and isinstance(value[0], pathlib.Path):
                fields[field] = [self.inline(path) for path in value]
        if method == "GET" and fields:
            path, fields = path + "?" + urllib.parse.urlencode(fields), {}
        if not self.client:
            self.client = Client(self.house.server.port)
        self.client.token = self.secret
        return self.client.send(method, path, fields or None)

    def ask(self, operation, /, **fields):
        """A request that must be answered 2xx; answers the body."""
        status, headers, body = self.request(operation, fields)
        if status not in (200, 202) or headers["Qilu-Verdict"]:
            raise Failure(f"{self.name}: {operation} {sorted(fields)}: {status} {body}")
        self.did(operation)
        self.house.asked[operation] = fields
        return body

    def refuse(self, operation, code, status, /, **fields):
        """A request that must be refused."""
        given, _, body = self.request(operation, fields)
        return self.expect(given == status and body["code"] == code, f"{operation} is not refused as {code}: {given} {body}")

    # What is held

    def did(self, operation):
        self.house.done.setdefault(operation, set()).update(self.roles or {"nobody"})

    def expect(self, holds, what):
        return Count.expect(holds, f"{self.name}: {what}")


# --- people


def administrators(house):
    """The first administrator has his start password from the machine; all others have theirs over the wire."""
    start = json.loads(house.made.run("password", "reset", "admin", "--json", actor="admin"))["startPassword"]
    admin = Person(house, "admin", ["administrator"])
    admin.secret = admin.ask("session start", name="admin", password=start)["token"]
    admin.ask("password set", old=start, new=admin.password)
    # A password alone, even that of the only administrator, makes nobody an account.
    for operation, fields in SESSIONS_ALONE.items():
        if admin.refuse(operation, "sign-in.second-factor", 403, **fields):
            house.refused_weak.add(operation)
    admin.weak = admin.ask("token create", name="before the second factor", scope=["all"])["token"]
    admin.enrol()
    # The session in which the second factor was taken into use is a strong one from there.
    admin.ask("actor create", name="deputy", displayName="示例·deputy")
    admin.sign_in()
    # A second administrator makes two, whom some grants need; only on the machine does the first one act alone.
    house.made.run("role", "grant", "deputy", "administrator", actor="admin")
    Person(house, "deputy", ["administrator"]).begin(admin.ask("password reset", name="deputy")["startPassword"])



def office(house):
    for name, role in (("clerk", "office_operator"), ("head", "second_confirmer"), ("auditor", "auditor")):
        house.person(name, role)
    clerk = house.people["clerk"]
    for thing in ("employer", "unit", "expert"):
        clerk.run(thing, "import", f"edition/registry/{thing}s.csv")
        clerk.expect(clerk.run(thing, "list")[thing + "s"], f"there are no {thing}s")


def city_people(house):
    admin = house.people["admin"]
    for name, role in (
        ("unitclerk", "nominating_clerk"), ("unionclerk", "union_clerk"), ("cityclerk", "union_clerk"),
        ("qualifier", "qualification_reviewer"), ("chair", "committee_head"), ("handler", "objection_handler"),
        ("votes", "vote_auditor"),
        ("r01", "preliminary_reviewer"), ("r02", "preliminary_reviewer"), ("r03", "preliminary_reviewer"),
        ("e001", "expert"), ("e008", "expert"), ("e020", "expert"), ("e024", "expert"), ("e044", "expert"),
    ):
        house.person(name, role, second="head" if role == "expert" else "deputy")
    for unit in UNITS:
        admin.run("actor", "bind", "unitclerk", "--unit", unit)
        admin.run("actor", "bind", "unionclerk", "--unit", unit)
    admin.run("actor", "bind", "cityclerk", "--unit", "3701")
    for code in ("E001", "E008", "E020", "E024", "E044"):
        admin.run("actor", "bind", code.lower(), "--expert", code)
    admin.run("actor", "list")


# --- a year of the province, from files


def make_list(house, edition, stage):
    house.people["clerk"].run("list", "compute", edition, stage)
    house.people["clerk"].run("list", "submit", edition, stage)
    house.people["head"].run("list", "confirm", edition, stage)


def decisions(house, stage):
    """All decisions of a stage come from a file but one, which is recorded by itself."""
    clerk = house.people["clerk"]
    with open(house.path("edition/decisions.csv"), encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["stage"] == stage]
    *others, single = rows
    with open(house.path("decisions.csv"), "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, single.keys(), lineterminator="\n")
        table.writeheader()
        table.writerows(others)
    clerk.run("decision", "import", "2026", "decisions.csv")
    clerk.run(
        "decision", "record", "2026", stage, single["nomination"], "--kind", single["decision"], "--document",
        single["document"], "--reason", single["reason"], *(["--position", single["position"]] if single["position"] else []))


def province_year(house):
    clerk, head, auditor = (house.people[name] for name in ("clerk", "head", "auditor"))
    clerk.run("edition", "create", "2026", "--year", "2026", "--organiser", "37", "--rules", "edition/rules.json")
    head.run("edition", "open", "2026")
    clerk.run("nomination", "import", "2026", "edition/nominations.csv")
    clerk.run("panel", "import", "2026", "edition/experts.csv")
    clerk.run("edition", "advance", "2026", "--to", "PRELIM_REVIEW")
    clerk.run("review", "import", "2026", "edition/preliminary.csv")
    decisions(house, "candidate")
    make_list(house, "2026", "candidate")
    clerk.run("edition", "advance", "2026", "--to", "EXPERT_REVIEW")
    clerk.run("recusal", "import", "2026", "edition/recusals.csv")
    clerk.run("score", "import", "2026", "edition/scores.csv")
    decisions(house, "nominee")
    make_list(house, "2026", "nominee")
    auditor.run("decision", "list", "2026")
    clerk.run("edition", "advance", "2026", "--to", "DISPLAY")
    clerk.run("deed", "import", "2026", "edition/registry/deeds.csv")
    head.run("deed", "approve", "2026", "--consent-seen")
    clerk.run("edition", "advance", "2026", "--to", "VOTING")
    clerk.run("vote", "import", "2026", "edition/votes.csv")
    clerk.run("edition", "advance", "2026", "--to", "COMPOSITE")
    for stage in ("named", "great"):
        clerk.run("list", "compute", "2026", stage)
        clerk.run("list", "submit", "2026", stage)
    clerk.run("edition", "advance", "2026", "--to", "PUBLICITY")
    for stage in ("named", "great"):
        head.run("list", "confirm", "2026", stage)
    clerk.run(
        "publicity", "open", "2026", "--from", "2026-05-20", "--days", "5", "--medium", "示例日报", "--link",
        "https://example.invalid/list", "--document", "鲁工样〔2026〕2号")
    head.run("edition", "name", "2026", "--document", "鲁工样〔2026〕1号", "--date", "2026-05-29")
    province_results(house)


def province_results(house):
    clerk, head, auditor = (house.people[name] for name in ("clerk", "head", "auditor"))
    auditor.run("edition", "show", "2026")
    auditor.run("edition", "list")
    auditor.run("list", "show", "2026", "great")
    auditor.run("nomination", "list", "2026")
    auditor.run("naming", "list", "2026")
    great = clerk.run("taishan", "list", "2026")["great"][0]["nomination"]
    clerk.run("nomination", "explain", "2026", great)
    clerk.run(
        "taishan", "record", "2026", great, "--outcome", "recommended", "--on", "2026-06-10", "--document", "鲁工样〔2026〕9号")
    head.run("certificate", "issue", "2026", "--prefix", "样例证", "--on", "2026-05-29")
    export(house, "2026", "package", "edition")


def export(house, edition, folder, sample):
    """The package comes down, is found to be true on the machine, and holds the known lists."""
    for name in ("head", "auditor"):
        house.people[name].run("edition", "export", edition, "--output", f"{folder}-{name}")
    house.people["clerk"].run("edition", "export", edition, "--output", folder)
    code, told = house.made.code("edition", "verify", folder)
    Count.expect(code == 0, f"the package of {edition} is not true: {told[-400:]}")
    for table in ("candidates", "nominees", "named", "not_passed"):
        same = filecmp.cmp(house.path(folder, "results", table + ".csv"), house.path(sample, "results", table + ".csv"), False)
        Count.expect(same, f"{edition}: {table}.csv is another one")


# --- a small edition of a city, through people's hands


def city_draft(house):
    """The draft has two versions of its rules, a check of posts that is switched off and on, quotas and a rubric."""
    clerk, head, auditor = (house.people[name] for name in ("clerk", "head", "auditor"))
    clerk.run("past", "import", "selection/past-namings.csv")
    auditor.run("past", "list", "--year", "2018")
    clerk.run("veto", "import", "selection/veto.csv")
    auditor.run("veto", "list")
    clerk.run("mentorship", "import", "selection/mentorships.csv")
    auditor.run("mentorship", "list")
    clerk.run("edition", "create", CITY, "--year", "2026", "--organiser", "3701", "--rules", "selection/rules.json")
    clerk.run("edition", "rules", CITY, "--rules", "selection/rules.json")
    for position in ("off", "on"):
        clerk.run("eligibility", "switch", CITY, "--posts", position, "--reason", "样例：" + position)
    clerk.run("quota", "import", CITY, "selection/quotas.csv")
    house.people["cityclerk"].run("quota", "list", CITY)
    clerk.run("rubric", "set", CITY, "selection/rubric.csv")
    head.run("edition", "open", CITY)
    # The third reviewer comes without an account, which is named afterwards.
    text = pathlib.Path(house.path("selection/reviewers.csv")).read_text(encoding="utf-8")
    pathlib.Path(house.path("reviewers.csv")).write_text(text.replace(",r03", ","), encoding="utf-8")
    clerk.run("reviewer", "import", CITY, "reviewers.csv")
    clerk.run("reviewer", "appoint", CITY, "R03", "r03")
    auditor.run("reviewer", "list", CITY)


def fill_form(house, edition, number, file, unit, channel, by="unitclerk", conominator=None):
    """A form with everything that it needs, submitted; a paper that does not belong there is taken away again."""
    clerk, form = house.people[by], f"{edition}-{number}"
    clerk.run("form", "start", edition, "--unit", unit, "--channel", channel)
    clerk.run("form", "save", edition, form, f"selection/form-{file}.json")
    clerk.run("form", "attach", edition, form, "selection/papers/photo.png", "--kind", "photo")
    for kind in (
        "id_copy", "skill_certificate", "honour_certificate", "result_proof", "contract", "post_statement",
        "compliance_statement",
    ):
        clerk.run("form", "attach", edition, form, f"selection/papers/{kind.replace('_', '-')}.txt", "--kind", kind)
    for purpose in ("processing", "publication"):
        clerk.run(
            "form", "consent", edition, form, "--purpose", purpose, "--paper", "selection/papers/consent.txt", "--on",
            "2026-09-02")
    extra = clerk.run("form", "attach", edition, form, "selection/papers/contract.txt", "--kind", "other")["attachment"]
    clerk.run("form", "detach", edition, form, extra)
    for place in (1, 2, 3) if channel == "joint" else ():
        confirming = house.people[conominator] if conominator and place == 1 else clerk
        confirming.run(
            "form", "confirm", edition, form, "--place", str(place), "--paper", "selection/papers/confirmation.txt",
            "--on", "2026-09-02")
    clerk.run("form", "check", edition, form)
    clerk.run("form", "submit", edition, form)
    return form


def endorse(house, edition, form, *parties, by="unionclerk"):
    """The sealed opinions of these parties, the first of which showed the nominee to the colleagues."""
    publicity = (
        "--publicity-from", "2026-09-07", "--publicity-to", "2026-09-15", "--publicity-proof",
        "selection/papers/publicity-proof.txt")
    for party in parties:
        house.people[by].run(
            "form", "endorse", edition, form, "--party", party, "--opinion", "同意推荐", "--on", "2026-09-16", "--seal",
            f"selection/papers/seal-{party.replace('_', '-')}.txt", *publicity)
        publicity = ()


def city_forms(house):
    clerk, unit, union, qualifier = (house.people[name] for name in ("clerk", "unitclerk", "unionclerk", "qualifier"))
    first = fill_form(house, CITY, "0001", "unit", "J00049", "unit")
    # The union finds a fault; the unit corrects it and submits again.
    union.run("form", "return", CITY, first, "--reason", "样例：照片不清")
    unit.run("form", "show", CITY, first)
    unit.run("form", "attach", CITY, first, "selection/papers/photo.png", "--kind", "photo")
    unit.run("form", "submit", CITY, first)
    second = fill_form(house, CITY, "0002", "self", "J00162", "self")
    third = fill_form(house, CITY, "0003", "joint", "J00173", "joint")
    fourth = fill_form(house, CITY, "0004", "substitute", "J00055", "unit")
    clerk.run("date", "set", CITY, "filing_deadline", "--day", "2026-09-30")
    unit.run("form", "start", CITY, "--unit", "J00055", "--channel", "self")
    unit.refused("filing_deadline", "form", "submit", CITY, f"{CITY}-0005")
    clerk.run(
        "date", "extend", CITY, "filing_deadline", "--day", "2026-10-08", "--document", "样例〔2026〕11号", "--reason", "样例：系统维护")
    unit.run("date", "list", CITY)
    endorse(house, CITY, first, "unit", "base_union")
    endorse(house, CITY, second, "base_union")
    endorse(house, CITY, third, "unit", "base_union")
    endorse(house, CITY, fourth, "unit", "base_union")
    house.people["cityclerk"].run(
        "forward", "submit", CITY, "--unit", "3701", "--file", "selection/ranking.csv", "--document", "样例〔2026〕12号",
        "--opinion", "selection/papers/seal-city.txt")
    house.people["cityclerk"].run("forward", "show", CITY)
    unit.run("form", "list", CITY)
    for person in (qualifier, unit):
        person.run("form", "reveal", CITY, first, "--reason", "样例：核对身份证号")


def city_eligibility(house):
    clerk, qualifier, auditor = (house.people[name] for name in ("clerk", "qualifier", "auditor"))
    clerk.run("edition", "advance", CITY, "--to", "PRELIM_REVIEW")
    clerk.run("eligibility", "check", CITY, "--number", f"{CITY}-0003")
    qualifier.run(
        "eligibility", "judge", CITY, f"{CITY}-0003", "--check", "unit_veto", "--verdict", "pass", "--override",
        "--reason", "欠薪已清偿，不涉及本人", "--proof", "selection/papers/lifting.txt")
    for number in (1, 2, 3):
        qualifier.run("eligibility", "decide", CITY, f"{CITY}-000{number}", "--verdict", "qualified")
    clerk.run("eligibility", "settle", CITY)
    auditor.run("eligibility", "show", CITY, f"{CITY}-0003")
    auditor.run("structure", "show", CITY)


def city_reviews(house):
    """A reviewer is recused late and another takes the seat; a review is opened again; a list is returned once."""
    clerk, head, chair = (house.people[name] for name in ("clerk", "head", "chair"))
    clerk.run("panel", "assign", CITY, "candidate", "--per-nomination", "2", "--fields", "selection/fields.csv")
    reviews = [(item["judge"], item["nomination"]) for item in clerk.run("review", "list", CITY)["sheets"]]
    recused, nomination = reviews[0]
    judging = {reviewer for reviewer, judged in reviews if judged == nomination}
    (instead,) = {"R01", "R02", "R03"} - judging
    house.people[recused.lower()].run(
        "recusal", "declare", CITY, "candidate", recused, nomination, "--kind", "other", "--reason", "样例：曾共事")
    chair.run("panel", "supplement", CITY, "candidate", instead, nomination, "--reason", "样例：接替回避的评审员")
    chair.run("recusal", "list", CITY, "candidate")
    reviews[0] = (instead, nomination)
    for reviewer, nomination in reviews:
        person = house.people[reviewer.lower()]
        person.run("rubric", "show", CITY)
        person.run("review", "save", CITY, nomination, "--file", f"selection/marks-{nomination[-4:]}.csv")
        person.run("review", "submit", CITY, nomination)
    for opener in (chair, clerk):
        opener.run("review", "reopen", CITY, reviewer, nomination, "--reason", "样例：补充评语")
        person.run("review", "save", CITY, nomination, "--comment", f"样例：{opener.name}")
        person.run("review", "submit", CITY, nomination)
    person.run("review", "show", CITY, nomination)
    clerk.run("review", "progress", CITY)
    clerk.run("review", "lock", CITY)
    clerk.run("list", "compute", CITY, "candidate")
    clerk.run("list", "submit", CITY, "candidate")
    head.run("list", "return", CITY, "candidate", "--reason", "样例：再核对一次")
    make_list(house, CITY, "candidate")


def city_sheets(house):
    clerk, chair, e008 = (house.people[name] for name in ("clerk", "chair", "e008"))
    clerk.run("edition", "advance", CITY, "--to", "EXPERT_REVIEW")
    chair.run(
        "draw", "commit", CITY, "--places", "selection/places.csv", "--public-source", "样例彩票开奖号码", "--public-day",
        "2099-12-31")
    chair.refused("draw.too-early", "draw", "perform", CITY, "--public-number", "12345")
    clerk.run("panel", "import", CITY, "selection/panel.csv")
    chair.run("conflict", "detect", CITY, "nominee")
    chair.run(
        "conflict", "rule", CITY, "nominee", "E001", f"{CITY}-0002", "--match", "mentorship", "--ruling", "upheld",
        "--reason", "师徒协议有效")
    e008.run("recusal", "declare", CITY, "nominee", "E008", f"{CITY}-0001", "--kind", "kinship", "--reason", "亲属")
    chair.run(
        "panel", "assign", CITY, "nominee", "--per-nomination", "3", "--fields", "selection/fields.csv", "--exclusions",
        "selection/exclusions.csv")
    chair.run("panel", "show", CITY, "nominee")
    sheets = clerk.run("sheet", "list", CITY)["sheets"]
    # Of four experts three judge the third nomination; the fourth is recused from it by the head of the committee.
    (idle,) = {"E001", "E008", "E020", "E024"} - {sheet["judge"] for sheet in sheets if sheet["nomination"] == f"{CITY}-0003"}
    chair.run("recusal", "declare", CITY, "nominee", idle, f"{CITY}-0003", "--kind", "other", "--reason", "样例：曾共事")
    for sheet in sheets:
        expert, nomination = house.people[sheet["judge"].lower()], sheet["nomination"]
        expert.run(
            "sheet", "save", CITY, nomination, "--spirit", f"8{nomination[-1]}", "--craft", f"9{nomination[-1]}.5",
            "--leading", f"8{sheet['judge'][-1]}", "--contribution", "88", "--comment", "样例")
        expert.run("sheet", "submit", CITY, nomination)
    chair.run("sheet", "reopen", CITY, sheet["judge"], nomination, "--reason", "样例：补充评语")
    expert.run("sheet", "show", CITY, nomination)
    expert.run("sheet", "submit", CITY, nomination)
    clerk.run("sheet", "progress", CITY)
    chair.run("sheet", "lock", CITY)
    make_list(house, CITY, "nominee")


def city_vote(house):
    """Raw ballots whose totals are those of votes.csv once a machine's are taken out."""
    clerk, head, auditor, votes = (house.people[name] for name in ("clerk", "head", "auditor", "votes"))
    machine, rows = "f" * 32, ["ballot_id,voter_hash,candidate_no,channel,timestamp"]
    with open(house.path("selection/votes.csv"), encoding="utf-8") as file:
        for place, total in enumerate(csv.DictReader(file)):
            for vote in range(int(total["votes"]) + 1):
                voter = machine if vote == 0 else f"{len(rows):032x}"
                rows.append(f"B{len(rows):010},{voter},{place + 1},{total['channel']},2026-09-25T01:02:03Z")
    pathlib.Path(house.path("ballots.csv")).write_text("\n".join(rows) + "\n", encoding="utf-8")
    imported = ("ballots", "import", CITY, "ballots.csv", "--rules", "selection/ballot-rules.json")
    clerk.run(*imported)
    clerk.run(*imported, "--replace", "样例更正")
    clerk.refused("access.role-missing", "ballots", "tally", CITY)
    votes.run("ballots", "void", CITY, machine, "--document", "样例审〔2026〕1号", "--reason", "样例")
    clerk.refused("ballots.recount-first", "edition", "advance", CITY, "--to", "COMPOSITE")
    votes.run("ballots", "recount", CITY)
    for person in (clerk, head, auditor, votes):
        shown = person.run("ballots", "show", CITY)
        person.expect(shown["decisions"][0]["rows"] == 3, f"the decision excluded {shown['decisions']}")
    for person in (votes, head):
        tally = person.run("ballots", "tally", CITY)
        person.expect(sum(row["votes"] for row in tally["votes"]) == len(rows) - 4, f"the votes are {tally}")


def city_display(house):
    """Two deeds come from a file, the third by itself."""
    clerk, head, auditor = (house.people[name] for name in ("clerk", "head", "auditor"))
    clerk.run("edition", "advance", CITY, "--to", "DISPLAY")
    with open(house.path("selection/deeds.csv"), encoding="utf-8") as file:
        *others, single = file.read().splitlines()
    pathlib.Path(house.path("deeds.csv")).write_text("\n".join(others) + "\n", encoding="utf-8")
    nomination, medium, date, link, text = single.split(",")
    clerk.run("deed", "import", CITY, "deeds.csv")
    clerk.run("deed", "record", CITY, nomination, "--medium", medium, "--date", date, "--link", link, "--text", text)
    head.run("deed", "approve", CITY)
    auditor.run("deed", "list", CITY)
    clerk.run("edition", "advance", CITY, "--to", "VOTING")
    city_vote(house)
    clerk.run("edition", "advance", CITY, "--to", "COMPOSITE")
    for stage in ("named", "great"):
        clerk.run("list", "compute", CITY, stage)
        clerk.run("list", "submit", CITY, stage)
    clerk.run("edition", "advance", CITY, "--to", "INSPECTION")
    for number in (1, 2):
        clerk.run(
            "inspection", "record", CITY, f"{CITY}-000{number}", "--on", "2026-10-10", "--inspectors", "示例考察组",
            "--result", "passed", "--report", "selection/papers/inspection.txt")
    auditor.run("inspection", "list", CITY)
    clerk.run("edition", "advance", CITY, "--to", "PUBLICITY")
    for stage in ("named", "great"):
        head.run("list", "confirm", CITY, stage)


def city_publicity(house):
    clerk, head, handler = (house.people[name] for name in ("clerk", "head", "handler"))
    clerk.run(
        "publicity", "open", CITY, "--from", "2026-10-12", "--days", "5", "--medium", "示例日报", "--link",
        "https://example.invalid/jinan", "--document", "样例〔2026〕13号")
    clerk.run("publicity", "show", CITY)
    for name in ("clerk", "head", "qualifier", "auditor"):
        house.people[name].run("publicity", "export", CITY, "--output", f"publicity-{name}")
        Count.expect(glob.glob(house.path(f"publicity-{name}", "*")), f"the files of the publicity did not come down to {name}")
    clerk.run(
        "objection", "receive", CITY, f"{CITY}-0001", "--channel", "letter", "--objector", "person", "--on", "2026-10-14",
        "--name", "样本·异议人甲", "--phone", "13600000001", "--address", "示例市示例路1号", "--content",
        "selection/papers/objection-signed.txt")
    handler.run(
        "objection", "receive", CITY, f"{CITY}-0001", "--channel", "mail", "--objector", "anonymous", "--on", "2026-10-15",
        "--content", "selection/papers/objection-anonymous.txt")
    clerk.run("objection", "list", CITY)
    head.refused("naming.objection-open", "edition", "name", CITY, "--document", "样例〔2026〕14号", "--date", "2026-10-22")
    receipt = f"{CITY}-YY-001"
    clerk.run("objection", "assign", receipt, "--handler", "handler")
    handler.run("objection", "investigate", receipt)
    handler.run("objection", "reveal", receipt, "--reason", "样例：向异议人核实")
    handler.run(
        "objection", "decide", receipt, "--ruling", "dismissed", "--document", "样例〔2026〕15号", "--reason", "经核查排名属实",
        "--reply", "selection/papers/reply.txt")
    handler.run("objection", "show", receipt)


def city_naming(house):
    clerk, head, auditor = (house.people[name] for name in ("clerk", "head", "auditor"))
    head.run("edition", "name", CITY, "--document", "样例〔2026〕14号", "--date", "2026-10-22")
    head.run("certificate", "issue", CITY, "--prefix", "样例工匠证", "--on", "2026-10-23")
    number = auditor.run("certificate", "list", CITY)["certificates"][0]["number"]
    head.run("certificate", "replace", CITY, number, "--reason", "样例：证书遗失", "--on", "2026-10-28")
    head.run(
        "naming", "revoke", CITY, f"{CITY}-0001", "--cause", "fraud", "--document", "样例〔2026〕16号", "--reason",
        "样例：成果材料不实", "--on", "2026-10-30", "--proof", "selection/papers/ruling.txt")
    clerk.run("edition", "advance", CITY, "--to", "CLOSED")
    for number, state in (("0001", "REVOKED"), ("0002", "GREAT_NAMED")):
        auditor.expect(state in json.dumps(auditor.run("nomination", "show", CITY, f"{CITY}-{number}")), f"{number} is not {state}")
    export(house, CITY, "city-package", "selection")


# --- what the two stories do not meet


def citizen_number(digits):
    """A citizen ID of 17 digits and their check character (GB 11643); nobody's."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights)) % 11]


def nominee_form(house):
    """Somebody recommends himself by his own hand, and sees no other form."""
    own = json.loads(pathlib.Path(house.path("selection/form-self.json")).read_text(encoding="utf-8"))["name"]
    people = house.people["auditor"].run("person", "list")["people"]
    nominee = house.person("nominee", "individual_nominee")
    house.people["admin"].run(
        "actor", "bind", "nominee", "--person", next(item["id"] for item in people if item["name"] == own))
    form = fill_form(house, NEXT, "0003", "self", "J00162", "self", by="nominee")
    nominee.run("form", "show", NEXT, form)
    nominee.expect([item["number"] for item in nominee.run("form", "list", NEXT)["forms"]] == [form], "sees other forms")
    nominee.refuse("form show", "form.unknown", 404, edition=NEXT, number=f"{NEXT}-0001")
    return form


def next_edition(house):
    """Of the year after: nominees withdraw, first a consent, then the form, and substitutes move up; draws are committed."""
    clerk, head, unit, city, chair = (
        house.people[name] for name in ("clerk", "head", "unitclerk", "cityclerk", "chair"))
    for name in ("rules.json", "ranking.csv", "quotas.csv"):
        text = pathlib.Path(house.path("selection", name)).read_text(encoding="utf-8").replace(CITY, NEXT)
        if name == "ranking.csv":
            text = f"rank,nomination,kind\n1,{NEXT}-0001,primary\n2,{NEXT}-0002,substitute\n3,{NEXT}-0003,substitute\n"
        pathlib.Path(house.path("next-" + name)).write_text(text.replace("3701,3,1", "3701,1,2"), encoding="utf-8")
    clerk.run("edition", "create", NEXT, "--year", "2027", "--organiser", "3701", "--rules", "next-rules.json")
    clerk.run("quota", "import", NEXT, "next-quotas.csv")
    head.run("edition", "open", NEXT)
    first = fill_form(house, NEXT, "0001", "unit", "J00049", "unit")
    second = fill_form(house, NEXT, "0002", "substitute", "J00055", "unit")
    third = nominee_form(house)
    for form in (first, second):
        endorse(house, NEXT, form, "unit", "base_union")
    endorse(house, NEXT, third, "base_union")
    clerk.run(
        "forward", "submit", NEXT, "--unit", "3701", "--file", "next-ranking.csv", "--document", "样例〔2026〕21号", "--opinion",
        "selection/papers/seal-city.txt")
    # Each that is in place falls out: the city lets the first substitute move up, the office the second.
    for form, person, promoting in ((first, unit, city), (second, unit, clerk), (third, house.people["nominee"], None)):
        person.run("form", "revoke-consent", NEXT, form, "--purpose", "publication", "--on", "2026-10-01")
        person.run("form", "withdraw", NEXT, form, "--letter", "selection/papers/consent.txt", "--reason", "样例：本人申请退出")
        if promoting:
            promoting.run("forward", "promote", NEXT, "--unit", "3701", "--document", "样例〔2026〕22号", "--reason", "样例：正选退出")
    tomorrow = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date() + datetime.timedelta(days=1)
    # The office draws for the edition of the year after that one, which has nothing else.
    text = pathlib.Path(house.path("selection/rules.json")).read_text(encoding="utf-8").replace(CITY, LATER)
    pathlib.Path(house.path("later-rules.json")).write_text(text, encoding="utf-8")
    clerk.run("edition", "create", LATER, "--year", "2028", "--organiser", "3701", "--rules", "later-rules.json")
    head.run("edition", "open", LATER)
    for edition, person in ((NEXT, chair), (LATER, clerk)):
        person.run(
            "draw", "commit", edition, "--places", "selection/places.csv", "--public-source", "样例彩票开奖号码",
            "--public-day", tomorrow.isoformat())
    chair.refused("draw.too-early", "draw", "perform", NEXT, "--public-number", "12345")
    chair.run("draw", "show", NEXT)


def known_conominator(house):
    """A co-nominator confirms what he was entered for, on a form of the office, which may do all that a unit may."""
    admin, clerk = house.people["admin"], house.people["clerk"]
    joint = json.loads(pathlib.Path(house.path("selection/form-joint.json")).read_text(encoding="utf-8"))
    other = joint["co_nominators"][0]
    other["person"] = clerk.ask(
        "person register", name=other["name"], citizenNumber=citizen_number("37010219750101703"))["people"][0]["id"]
    text = json.dumps(joint, ensure_ascii=False)
    pathlib.Path(house.path("selection/form-known.json")).write_text(text, encoding="utf-8")
    conominator = house.person("conominator", "co_nominator")
    admin.run("actor", "bind", "conominator", "--person", other["person"])
    form = fill_form(house, NEXT, "0004", "known", "J00173", "joint", by="clerk", conominator="conominator")
    conominator.run("form", "show", NEXT, form)
    conominator.run("form", "list", NEXT)
    endorse(house, NEXT, form, "unit", by="clerk")
    clerk.run("form", "return", NEXT, form, "--reason", "样例：照片不清")
    clerk.run("form", "revoke-consent", NEXT, form, "--purpose", "publication", "--on", "2026-10-01")
    clerk.run("form", "withdraw", NEXT, form, "--letter", "selection/papers/consent.txt", "--reason", "样例：本人申请退出")


def registry(house):
    """A craftsman of earlier years enters the registry and reads his own entry; another person's values are erased."""
    admin, clerk, qualifier, head, auditor = (
        house.people[name] for name in ("admin", "clerk", "qualifier", "head", "auditor"))
    registered = clerk.ask("person register", name="样本·甲子7001", citizenNumber=citizen_number("37010219700101701"))
    person = registered["people"][0]["id"]
    clerk.run("craftsman", "enter", person, "--reason", "样例：往年命名")
    clerk.run(
        "title", "add", person, "--kind", "craftsman", "--level", "CITY", "--year", "2016", "--document", "样例〔2016〕1号")
    clerk.run("skill", "record", person, "--trade", "铸造工", "--grade", "technician")
    clerk.run("craftsman", "change", person, "--to", "SUSPENDED", "--reason", "样例：本人申请")
    auditor.run("craftsman", "list")
    craftsman = house.person("craftsman", "craftsman")
    admin.run("actor", "bind", "craftsman", "--person", person)
    craftsman.run("craftsman", "show", person)
    registered = qualifier.ask("person register", name="样本·乙丑7002", citizenNumber=citizen_number("37010219710101702"))
    other = registered["people"][0]["id"]
    auditor.run("person", "list")
    qualifier.run("person", "reveal", other, "--reason", "样例：核对原件")
    qualifier.run("person", "erase", other, "--reason", "样例：本人要求", "--document", "样例〔2026〕31号")
    head.run("person", "confirm-erasure", other)
    auditor.run("erasure", "list")
    auditor.run("evidence", "list")


def registrations(house):
    """Two pairs ask for accounts; union and office give one and refuse one. Then an account ends step by step."""
    admin, union, clerk = (house.people[name] for name in ("admin", "unionclerk", "clerk"))
    guest = Person(house, "registered", ["nominating_clerk"])
    asked = []
    for name in ("registered", "unwanted", "wanted", "stranger"):
        asked.append(guest.ask(
            "registration submit", name=name, kind="individual", displayName="样本·" + name, employer="示例机械0049有限公司",
            phone="13600000002", unit="J00049", role="nominating_clerk", password=guest.password)["registration"])
    union.run("registration", "list")
    for person, wanted, unwanted in ((union, *asked[:2]), (clerk, *asked[2:])):
        person.run("registration", "confirm", wanted)
        person.run("registration", "refuse", unwanted, "--reason", "样例：不是本单位的人")
    guest.sign_in()
    guest.run("form", "list", CITY)
    guest.run("session", "list")
    made = guest.ask("token create", name="reading", scope=["read"], days=1)
    guest.run("token", "list")
    guest.run("token", "revoke", made["id"])
    guest.run("session", "end-all", "registered")
    guest.refuse("form list", "sign-in.required", 401, edition=CITY)
    guest.sign_in()
    guest.enrol()
    admin.run("totp", "remove", "registered", "--reason", "样例：设备遗失")
    guest.authenticator = None
    guest.sign_in()
    admin.run("actor", "disable", "registered")
    guest.refuse("form list", "sign-in.required", 401, edition=CITY)
    admin.run("actor", "enable", "registered")
    guest.sign_in()
    admin.run("role", "revoke", "registered", "nominating_clerk")
    guest.roles.clear()
    guest.sign_in()
    guest.refuse("form list", "access.role-missing", 403, edition=CITY)


def readers(house):
    """What reads is asked, as it was in the stories, by every role that may and did not; what everybody may, is left out."""
    people = {role: person for person in house.people.values() for role in person.roles}
    for name, (method, _, _) in house.routes.items():
        for role in house.roles_apart(name) if method == "GET" else ():
            if role in house.done.get(name, ()):
                continue
            if not Count.expect(role in people and name in house.asked, f"nobody asks {name} as {role}"):
                continue
            status, _, body = people[role].request(name, house.asked[name])
            if people[role].expect(status == 200, f"{name} as {role} is answered {status} {body}"):
                people[role].did(name)
    house.people["admin"].run("actor", "release", "craftsman", "--person", house.asked["craftsman show"]["person"])
    house.people["craftsman"].refuse("craftsman show", "person.unknown", 404, **house.asked["craftsman show"])


def jobs(house):
    """Of some exports that are asked for at one moment the last is called off before its turn."""
    clerk = house.people["clerk"]
    for _ in range(10):
        asked = [clerk.ask("edition export", name="2026")["job"] for _ in range(5)]
        status, _, body = clerk.request("job cancel", {"job": asked[-1]})
        if status == 200:
            clerk.did("job cancel")
        else:
            clerk.expect(body["code"] == "job.ended", f"a job is not called off: {status} {body}")
        wait_for_jobs(clerk)
        if status == 200:
            break
    clerk.expect(clerk.ask("job show", job=asked[-1])["state"] == "CANCELLED", "the job is not called off")


def wait_for_jobs(clerk):
    deadline = time.monotonic() + 60
    while any(job["state"] in ("QUEUED", "RUNNING") for job in clerk.ask("job list")["jobs"]):
        if time.monotonic() > deadline:
            raise Failure("the jobs do not end")
        time.sleep(0.1)


# --- the books of the province, a city and a base union, from the last month of the older accounts on


def bookkeepers(house):
    admin = house.people["admin"]
    for tier, unit in zip(TIERS, ("37", "3701", UNITS[0])):
        for duty in ("preparer", "reviewer", "cashier"):
            house.person(f"{tier}{duty}", f"{tier}_finance_{duty}")
            admin.run("actor", "bind", f"{tier}{duty}", "--unit", unit)


def write(house, name, *lines):
    with open(house.path(name), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return name


def keep_books(house, tier, unit):
    preparer, reviewer, cashier = (house.people[tier + duty] for duty in ("preparer", "reviewer", "cashier"))
    reviewer.run("ledger", "open", unit, "--head", "示例主管", "--first-month", "2021-12")
    preparer.run("account", "add", unit, "10203", "--name", "专户")
    reviewer.run("account", "add", unit, "10204", "--name", "另一专户")
    opening = write(house, "opening.csv", "account,debit,credit", "102,7,", "331,,7")
    settle_opening(preparer, reviewer, preparer.run("opening", "import", unit, opening))
    preparer.run("year", "close", unit, "2021")
    reviewer.run("month", "close", unit, "2021-12")
    settle_opening(reviewer, reviewer, preparer.run("opening", "convert", unit, "--carried-over", "3"))
    lines = write(house, "lines.csv", "account,debit,credit,project", "102,50,,P-1", "40302,,50,P-1")
    vouchers = [
        preparer.run("voucher", "enter", unit, "--day", "2022-01-05", "--summary", "示例", "--lines", lines)["voucher"]
        for _ in range(4)]
    preparer.run("voucher", "void", vouchers[2], "--reason", "样例")
    reviewer.run("voucher", "void", vouchers[3], "--reason", "样例")
    preparer.refused("month.vouchers-waiting", "year", "close", unit, "2022")
    for voucher, poster in zip(vouchers[:2], (preparer, reviewer)):
        cashier.run("voucher", "cash", voucher)
        reviewer.run("voucher", "review", voucher)
        poster.run("voucher", "post", voucher)
    preparer.run("voucher", "reverse", vouchers[0], "--reason", "样例")
    settle_many(house, preparer, reviewer, cashier, unit)
    reviewer.run("month", "close", unit, "2022-01")
    reviewer.run("month", "reopen", unit, "2022-01", "--reason", "样例")
    preparer.run("month", "reopen", unit, "2022-01", "--reason", "样例")
    reviewer.run("month", "confirm-reopening", unit, "2022-01")
    return vouchers[1]


def settle_many(house, preparer, reviewer, cashier, unit):
    """Vouchers of a file, signed by lists; the preparer posts those of one month, the reviewer those of another."""
    rows = [
        row for number, day in enumerate(("2022-02-03", "2022-02-04", "2022-03-01"))
        for row in (f"{number},{day},示例,1,506,2,,,30201", f"{number},,,,102,,2,,")]
    many = write(house, "many.csv", "voucher,day,summary,attachments,account,debit,credit,project,economic_class", *rows)
    drafted = preparer.run("voucher", "import", unit, many)["vouchers"]
    preparer.refused("voucher-file.twice", "voucher", "import", unit, many)
    signed = write(house, "signed.csv", "voucher,total", *(f"{one['voucher']},{one['total']}" for one in drafted))
    cashier.run("voucher", "cash-listed", unit, signed)
    reviewer.run("voucher", "review-listed", unit, signed)
    for poster, month, count in ((preparer, "2022-02", 2), (reviewer, "2022-03", 1)):
        posted = poster.run("voucher", "post-all", unit, "--month", month)
        poster.expect(posted["posted"] == posted["last"] == count, f"posted otherwise: {posted}")


def settle_opening(poster, reviewer, drafts):
    for draft in drafts["vouchers"]:
        reviewer.run("voucher", "review", draft["voucher"])
        poster.run("voucher", "post", draft["voucher"])


def keep_bank(house, tier, unit):
    """The bank account of the ledger: its statement taken back and brought again, matched, paired, explained."""
    preparer, reviewer, cashier = (house.people[tier + duty] for duty in ("preparer", "reviewer", "cashier"))
    columns = write(house, "map.csv", "field,column", "day,d", "amount,a", "balance,b", "text,t")
    opening = ("bank", "open", unit, "--bank", "样例银行", "--tail", "1234", "--map", columns, "--since", "2022-01")
    preparer.run(*opening, "--account", "102")
    reviewer.run(*opening, "--account", "10203")
    preparer.run("bank", "change", unit, "--account", "10203", "--tail", "5678")
    reviewer.run("bank", "change", unit, "--account", "10203", "--bank", "另一样例银行")
    lines = write(
        house, "statement.csv", "d,a,b,t", "2022-01-05,50,57,示例", "2022-01-06,50,107,示例", "2022-01-07,-1,106,退汇",
        "2022-01-07,1,107,退汇")
    of_month = ("bank", "import", unit, lines, "--to", "2022-01-31", "--account", "102")
    cashier.run(*of_month)
    preparer.refused("bank.same-file", *of_month)
    reviewer.run("bank", "void", unit, "1", "--reason", "样例", "--account", "102")
    cashier.run(*of_month)
    preparer.run("bank", "void", unit, "2", "--reason", "样例", "--account", "102")
    preparer.run(*of_month)
    empty = write(house, "empty.csv", "d,a,b,t")
    cashier.run("bank", "import", unit, empty, "--to", "2022-01-31", "--closing", "0", "--account", "10203")
    made = preparer.run("bank", "match", unit, "--month", "2022-01", "--account", "102")
    preparer.expect(len(made["matches"]) == 2, f"the bank is matched otherwise: {made}")
    reviewer.run("bank", "match", unit, "--month", "2022-01")
    pair = ("bank", "pair", unit, "--bank-line", "3/4", "--bank-line", "3/5", "--reason", "退汇", "--account", "102")
    cashier.refused("access.role-missing", *pair)
    for person, other in ((preparer, reviewer), (reviewer, preparer)):
        match = person.run(*pair)["match"]
        other.run("bank", "unpair", unit, str(match), "--reason", "样例", "--account", "102")
    preparer.run("bank", "explain", unit, "3/4", "--words", "退汇", "--account", "102")
    reviewer.refused("month.bank-unexplained", "month", "close", unit, "2022-01")
    reviewer.run("bank", "explain", unit, "3/5", "--words", "退汇", "--account", "102")


def read_bank(reader, unit, number):
    reader.run("bank", "list", unit)
    statements = reader.run("bank", "statements", unit, "--account", "102")["statements"]
    reader.expect([item.get("voidReason") for item in statements] == ["样例", "样例", None], f"other statements: {statements}")
    of_month = (unit, "--month", "2022-01", "--account", "102")
    reader.expect(len(reader.run("bank", "matched", *of_month)["matches"]) == 2, "not two matches")
    reader.expect(len(reader.run("bank", "unmatched", *of_month)["bank"]) == 2, "not two lines are unmatched")
    table = reader.run("bank", "reconciliation", *of_month)
    reader.expect(table["isSettled"] and table["adjustedBank"] == "107.00", f"the bank is reconciled otherwise: {table}")
    exported = reader.run("bank", "export", *of_month, "--output", f"bank-{number}")
    reader.expect(os.path.exists(reader.house.path(exported["folder"], "unmatched.csv")), "the export lacks a file")


def read_books(reader, unit, voucher, number):
    reader.run("ledger", "list")
    reader.run("account", "list", unit)
    reader.run("voucher", "list", unit, "--month", "2022-01")
    shown = reader.run("voucher", "show", voucher)
    reader.expect(shown["capital"] == "人民币伍拾元整" and shown["number"] == 2, f"the voucher shows otherwise: {shown}")
    reader.run("month", "list", unit)
    balance = reader.run("books", "balance", unit, "--from", "2022-01")
    held = {line["account"]: line["closing"] for line in balance["lines"]}
    reader.expect(
        held == {"102": "107.00", "321": "-3.00", "32104": "-3.00", "322": "-4.00", "32205": "-4.00", "403": "-100.00",
                 "40302": "-100.00"}, f"the books hold otherwise: {held}")
    lines = reader.run("books", "account", unit, "102", "--from", "2022-01-01", "--to", "2022-01-31")
    reader.expect([line["balance"] for line in lines["rows"]] == ["57.00", "107.00"], f"the journal runs otherwise: {lines}")
    reader.expect(len(reader.run("books", "project", "P-1")["rows"]) >= 4, "the project has too few lines")
    for statement in ("sheet", "income"):
        reader.expect(reader.run("books", statement, unit, "2022-01")["isBalanced"], f"the {statement} is not balanced")
    spent = reader.run("books", "expense", unit, "--month", "2022-02")
    reader.expect(
        [(line["account"], line["nature"], line["economicClass"], line["monthAmount"]) for line in spent["lines"]]
        == [("506", "BASIC", "30201", "4.00")], f"spent otherwise: {spent}")
    reader.run("books", "check")
    exported = reader.run("books", "export", unit, "--format", "hledger", "--output", f"books-{number}")
    with open(house_file(reader, exported), encoding="utf-8") as file:
        reader.expect("(记-2) 示例" in file.read(), "the export lacks a voucher")


def house_file(reader, exported):
    return reader.house.path(exported["folder"], exported["file"])


def books(house):
    bookkeepers(house)
    number = 0
    for tier, unit in zip(TIERS, ("37", "3701", UNITS[0])):
        voucher = keep_books(house, tier, unit)
        keep_bank(house, tier, unit)
        readers_here = [tier + duty for duty in ("preparer", "reviewer", "cashier")] + ["auditor"]
        for name in readers_here:
            number += 1
            read_books(house.people[name], unit, voucher, number)
            read_bank(house.people[name], unit, number)
    changed = house.people["provincereviewer"].run(
        "ledger", "change", UNITS[0], "--profile", "STD_2021", "--document", "鲁工样〔2026〕9号")
    Count.expect(changed["subject"], "the ledger is not changed")


# --- the grants of the province's year: two that come down, are matched, spent and closed, and what goes beside them


def rows_of(house, *parts):
    with open(house.path(*parts), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def grants_at(house, city, number):
    """Some grants whose nominees work below a city, each with the code and the name of its base union."""
    units = {row["code"]: row for row in rows_of(house, "edition", "registry", "units.csv")}
    bases = {row["employer_credit_code"]: row for row in units.values() if row["tier"] == "base"}
    employers = {row["name"]: row["employer_credit_code"] for row in rows_of(house, "edition", "nominations.csv")}

    def below(code):
        while code and code != city:
            code = units[code]["parent"]
        return code == city

    found = []
    for grant in house.people["auditor"].ask("grant list")["grants"]:
        base = bases.get(employers[grant["person"]])
        if base and below(base["code"]) and not grant["isGreat"] and base["code"] not in [unit for _, unit, _ in found]:
            found.append((grant["grant"], base["code"], base["name"]))
    Count.expect(len(found) >= number, f"below {city} there are {len(found)} grants")
    return found[:number]


def settle(house, drafts, tier):
    """The vouchers of an act are signed, reviewed and posted."""
    for draft in drafts:
        house.people[tier + "cashier"].run("voucher", "cash", draft)
        house.people[tier + "reviewer"].run("voucher", "review", draft)
        house.people[tier + "reviewer"].run("voucher", "post", draft)


def book(house, grant, tier, step, day):
    drafted = house.people[tier + "preparer"].run("grant", "book", grant, "--step", step, "--on", day)
    settle(house, [draft["voucher"] for draft in drafted["vouchers"]], tier)


def one_payment(house, grant, day):
    """64 tries to pay a grant, half of them by a second process on the same database, draft one voucher (R-304)."""
    preparer, drafted = house.people["provincepreparer"], []

    def served():
        for _ in range(32):
            status, _, body = preparer.request("grant book", {"grant": grant, "step": "PROVINCE_PAYS", "on": day})
            drafted.extend(body["vouchers"] if status == 200 else [])

    def beside():
        for _ in range(32):
            code, told = house.made.code(
                "grant", "book", grant, "--step", "PROVINCE_PAYS", "--on", day, "--json", actor="provincepreparer")
            drafted.extend(json.loads(told)["vouchers"] if code == 0 else [])

    tries = [threading.Thread(target=one) for one in (served, beside)]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    Count.expect(len(drafted) == 1, f"64 tries drafted {len(drafted)} vouchers")
    preparer.did("grant book")
    settle(house, [draft["voucher"] for draft in drafted], "province")


def found_studio(house, person, grant, unit):
    members = write(house, "members.csv", "name,post", "样本·甲,技师", "样本·乙,")
    return person.run(
        "studio", "open", grant, "--unit", unit, "--name", "样例工作室", "--founded", "2025-03-01", "--field", "焊接",
        "--address", "样例路1号", "--members", members)["subject"]


def apply_for(house, grant, name):
    plan = write(house, "plan.csv", "category,amount", "EQUIPMENT,20000", "TALENT,30000")
    goals = write(house, "goals.csv", "goal,words", "1,完成一项工艺改进")
    house.people["basepreparer"].run(
        "grant", "apply", grant, "--plan", plan, "--goals", goals, "--bank", "样例银行", "--holder", name, "--account",
        "6222020000001234567")


def slip(house, words):
    house.slips = getattr(house, "slips", 0) + 1
    return write(house, f"slip-{house.slips}.txt", f"{words} {house.slips}")


def prove(house, grant, amount):
    """A proof whose money is in the books."""
    proof = house.people["basepreparer"].run(
        "matching", "submit", grant, "--amount", amount, "--paid-on", "2026-08-05", "--proof", slip(house, "样例回单"))
    settle(house, [proof["voucher"]], "base")
    return proof["matching"]


def proofs(house, grant, checker):
    """Proofs that a checker confirms and takes back, and one that he rejects; then the whole match."""
    checker = house.people[checker]
    small = prove(house, grant, "1.00")
    checker.run("matching", "confirm", small)
    checker.run("matching", "withdraw", small, "--reason", "样例")
    other = prove(house, grant, "2.00")
    checker.run("matching", "confirm", other)
    house.people["basepreparer"].run("matching", "withdraw", other, "--reason", "样例")
    checker.run("matching", "reject", prove(house, grant, "3.00"), "--reason", "样例")
    checker.run("matching", "confirm", prove(house, grant, "50000.00"))


def spend(house, grant, amount, day, is_other=False):
    preparer, reviewer = house.people["basepreparer"], house.people["basereviewer"]
    expense = preparer.run(
        "expense", "enter", grant, "--day", day, "--payee", "样例供应商", "--purpose", "奖金样例", "--amount", "1", "--category",
        "TALENT", "--source", "PROVINCE", "--proof", slip(house, "样例发票"))["expense"]
    preparer.run("expense", "change", expense, "--amount", amount, "--purpose", "学员奖金样例")
    preparer.run("expense", "submit", expense)
    reviewer.run("expense", "return", expense, "--reason", "样例")
    preparer.run("expense", "change", expense, "--invoice", "12345678")
    if is_other:
        preparer.run("expense", "change", expense, "--category", "OTHER", "--city-approval", "济工样〔2026〕3号")
    preparer.run("expense", "submit", expense)
    approver = house.people["cityreviewer"] if is_other else reviewer
    drafted = approver.run("expense", "approve", expense, "--reason", "样例：结业考核奖励，计划已列")
    settle(house, [draft["voucher"] for draft in drafted["vouchers"]], "base")
    return expense


def one_grant(house, grant, unit, name, checker, decider):
    """A grant from the application to its closing, which one checker and one decider see through."""
    preparer, checking = house.people["basepreparer"], house.people[checker]
    studio = found_studio(house, preparer, grant, unit)
    preparer.run("studio", "change", studio, "--field", "电气")
    preparer.run("studio", "record", studio, "--kind", "project", "--year", "2026", "--title", "样例项目")
    preparer.refused("plan.sum-differs", "grant", "apply", grant, "--plan", write(house, "p.csv", "category,amount", "TALENT,1"),
                     "--goals", write(house, "g.csv", "goal,words", "1,样例"), "--bank", "样例", "--holder", name, "--account",
                     "6222020000001234567")
    apply_for(house, grant, name)
    preparer.run("grant", "account", grant, "--bank", "样例银行", "--holder", name, "--account", "6222020000007654321")
    house.people[decider].run("grant", "decide", grant, "--decision", "approve", "--document", "鲁工样〔2026〕22号")
    preparer.run(
        "studio", "event", studio, "--event", "LEADER_CHANGED", "--on", "2026-06-30", "--reason", "退休", "--leader", "样本·新")
    house.people[decider].run("studio", "decide", studio, "--decision", "approve", "--document", "鲁工样〔2026〕23号")
    one_payment(house, grant, "2026-07-01")
    for tier, step, day in (("province", "PROVINCE_PAYS", "2026-07-01"), ("city", "CITY_RECEIVES", "2026-07-03"),
                            ("city", "CITY_PAYS", "2026-07-25"), ("base", "BASE_RECEIVES", "2026-07-28")):
        if tier != "province":
            book(house, grant, tier, step, day)
        last = house.people["auditor"].ask("grant show", grant=grant)["vouchers"][-1]["voucher"]
        back = house.people[tier + "preparer"].run("grant", "take-back", grant, "--voucher", last, "--reason", "日期有误")
        settle(house, [draft["voucher"] for draft in back["vouchers"]], tier)
        book(house, grant, tier, step, day)
    provincial = house.people["auditor"].ask("grant show", grant=grant)["vouchers"][0]["voucher"]
    house.people["provincepreparer"].refused(
        "grant.not-last-step", "grant", "take-back", grant, "--voucher", provincial, "--reason", "样例")
    house.people["provincepreparer"].refused(
        "grant.voucher-drafted", "grant", "book", grant, "--step", "PROVINCE_PAYS", "--on", "2026-07-01")
    proofs(house, grant, checker)
    # A spend is of a day on which the gate is open, and the match was confirmed just now.
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date().isoformat()
    reversed_one = spend(house, grant, "9000.00", today)
    red = preparer.run("expense", "reverse", reversed_one, "--reason", "退货")
    settle(house, [draft["voucher"] for draft in red["vouchers"]], "base")
    spend(house, grant, "1000.00", today, is_other=True)
    spend(house, grant, "49000.00", today)
    checking.run("grant", "inspect", grant, "--reason", "样例抽查")
    house.people["provincereviewer"].run(
        "grant", "conclude", grant, "--on", "2026-09-10", "--inspectors", "样本·检查", "--findings", "账实相符", "--result",
        "IN_ORDER")
    preparer.run(
        "grant", "publish", grant, "--from", "2026-09-11", "--through", "2026-09-17", "--place", "公开栏", "--photo",
        slip(house, "样例照片"))
    results = write(house, "results.csv", "goal,outcome,words", "1,REACHED,完成")
    checking.run("grant", "close", grant, "--results", results)
    shown = house.people["auditor"].run("grant", "show", grant)
    numbers = [shown[field] for field in ("state", "received", "spent", "matched", "account")]
    Count.expect(
        numbers == ["CLOSED", "50000.00", "50000.00", "50000.00", "****4321"], f"the grant stands otherwise: {numbers}")


def findings(house, checkers):
    for checker in checkers:
        house.people[checker].run("finding", "detect")
    found = house.people["auditor"].run("finding", "list", "--open")["findings"]
    kinds = {finding["kind"] for finding in found}
    Count.expect(
        {"RESTING_AT_CITY", "REPEATED_INVOICE", "WRONG_USE"} <= kinds, f"the supervision found otherwise: {sorted(kinds)}")
    of_city = [finding["finding"] for finding in found if finding["kind"] == "RESTING_AT_CITY"]
    of_base = [finding["finding"] for finding in found if finding["kind"] == "WRONG_USE"]
    house.people["citypreparer"].run("finding", "answer", of_city[0], "--words", "样例答复")
    house.people["basepreparer"].run("finding", "answer", of_base[0], "--words", "样例答复")
    house.people["cityreviewer"].refused(
        "finding.own-unit", "finding", "judge", of_city[0], "--to", "ACCEPTED", "--words", "样例结论")
    for finding, judge in zip((of_base[0], of_city[0]), checkers):
        house.people[judge].run("finding", "judge", finding, "--to", "ACCEPTED", "--words", "样例结论")


def read_grants(reader, number, grant, unit, studio):
    reader.run("studio", "list")
    reader.run("studio", "show", studio)
    reader.run("grant", "list", "--year", "2026")
    reader.run("grant", "show", grant)
    reader.run("grant", "calendar")
    reader.run("grant", "register", unit)
    reader.run("finding", "list")
    levels = reader.run("books", "levels", "--year", "2026")
    reader.expect(levels["basesReceived"] != "0.00" and not levels["differences"], f"the levels differ: {levels}")
    files = reader.run("grant", "report", "2026", "--output", f"grants-{number}")["files"]
    reader.expect(len(files) == 6 and files[0]["rows"] > 3, f"the reports are others: {files}")


def grants(house):
    clerk, head, admin = (house.people[name] for name in ("clerk", "head", "admin"))
    clerk.run("grant", "amounts", "2026", "--document", "鲁工样〔2026〕20号", "--preset", "2019")
    head.run("grant", "confirm-amounts", "2026")
    first, second, third, fourth = grants_at(house, "3701", 4)
    for grant, unit, _ in (first, second, third):
        for duty in ("preparer", "reviewer", "cashier"):
            admin.run("actor", "bind", f"base{duty}", "--unit", unit)
    admin.run("actor", "bind", "unitclerk", "--unit", fourth[1])
    admin.run("actor", "bind", "unitclerk", "--unit", first[1])
    for _, unit, _ in (first, second, third):
        house.people["basereviewer"].run("ledger", "open", unit, "--head", "示例主管", "--first-month", "2026-01")
    one_grant(house, *first, "cityreviewer", "head")
    one_grant(house, *second, "provincereviewer", "provincereviewer")
    by_office = found_studio(house, clerk, third[0], third[1])
    by_clerk = found_studio(house, house.people["unitclerk"], fourth[0], fourth[1])
    for person, studio in ((clerk, by_office), (house.people["unitclerk"], by_clerk)):
        person.run("studio", "change", studio, "--address", "样例路2号")
        person.run("studio", "record", studio, "--kind", "result", "--year", "2026", "--title", "样例成果")
    clerk.run("studio", "event", by_office, "--event", "CONFIRMED", "--on", "2026-09-01", "--reason", "年度复核", "--document",
              "鲁工样〔2026〕24号")
    head.run("studio", "event", by_clerk, "--event", "PLAQUE_REMOVED", "--on", "2026-09-02", "--reason", "单位关闭", "--document",
             "鲁工样〔2026〕25号")
    house.people["unitclerk"].run(
        "studio", "event", by_clerk, "--event", "LEADER_CHANGED", "--on", "2026-09-01", "--reason", "退休", "--leader", "样本·新")
    for name in ("provincecashier", "citycashier", "basepreparer"):
        shown = house.people[name].run("grant", "reveal", first[0], "--reason", "样例核对")
        Count.expect(shown["account"] == "6222020000007654321", f"the account is another one: {shown}")
    findings(house, ("cityreviewer", "provincereviewer"))
    earlier = write(
        house, "earlier.csv",
        "grant,year,person,great,unit,studio,amount,received_on,match_mode,matched,spent,match_spent,matched_on",
        f"QLGJ-2024-901,2024,样本·旧,0,{third[1]},样例旧工作室,50000,2024-07-15,M2,50000,20000,0,2024-08-01")
    house.people["provincepreparer"].run("grant", "import", earlier)
    brought = house.people["provincereviewer"].run("grant", "confirm-import")
    for draft in brought["vouchers"]:
        house.people["basereviewer"].run("voucher", "review", draft["voucher"])
        house.people["basereviewer"].run("voucher", "post", draft["voucher"])
    award = house.people["auditor"].run("naming", "list", "2026")["named"][0]["nomination"]
    house.people["provincepreparer"].run(
        "award", "record", "2026", award, "--on", "2026-07-01", "--tax", "0", "--basis", "样例")
    house.people["provincereviewer"].run("award", "confirm", "2026", award)
    for name in ("provincepreparer", "provincereviewer", "clerk", "auditor"):
        house.people[name].run("award", "list", "2026")
    names = [tier + duty for tier in TIERS for duty in ("preparer", "reviewer", "cashier")]
    studio = house.people["auditor"].run("grant", "show", first[0])["studio"]
    for number, name in enumerate(names + ["auditor", "clerk", "head", "unitclerk"]):
        read_grants(house.people[name], number, first[0], first[1], studio)


def trail(house):
    auditor = house.people["auditor"]
    auditor.run("audit", "list", "--last", "20")
    anchor = auditor.run("audit", "anchor")["anchor"]
    auditor.run("audit", "verify", "--anchor", anchor)


def morrow(house):
    """The next day, with sign-ins of that day: the public number is out, and the draw is made. The edition is called off."""
    library = house.path("morrow.so")
    with open(house.path("morrow.c"), "w", encoding="ascii") as file:
        file.write(MORROW)
    subprocess.run([house.cc, "-shared", "-fPIC", "-O2", "-w", house.path("morrow.c"), "-ldl", "-o", library], check=True)
    house.close()
    house.ahead = 86400
    house.open(preload=library)
    chair, clerk, auditor = (house.people[name] for name in ("chair", "clerk", "auditor"))
    chair.refuse("draw show", "sign-in.required", 401, edition=NEXT)
    for person in (chair, clerk, auditor):
        person.sign_in()
    for edition, person in ((NEXT, chair), (LATER, clerk)):
        person.run("draw", "perform", edition, "--public-number", "12345")
        drawn = auditor.run("draw", "show", edition)["draws"][-1]["drawn"]
        person.expect(len(drawn) == 5, f"not five were drawn: {drawn}")
    clerk.run("edition", "advance", NEXT, "--to", "CANCELLED", "--reason", "样例：只为演练")


# --- what is held at the end


def look(house):
    """Each described operation was answered; the control is the last one, which the server's count must lack at first."""
    described = set(house.routes)
    Count.expect(described == set(house.listed), f"the program lists other operations: {described ^ set(house.listed)}")
    for name, reason in EXCEPTIONS.items():
        Count.expect(name in described and name in house.missing(), f"{name} is no exception: {reason}")
    Count.expect(
        house.missing() - set(EXCEPTIONS) == {LAST},
        f"before the last operation, {LAST}, the count lacks: {sorted(house.missing() - set(EXCEPTIONS))}")
    house.people["clerk"].run(*LAST.split())
    missing = house.missing()
    for name in sorted(described - set(EXCEPTIONS)):
        Count.expect(name not in missing, f"{name} was never answered 2xx")
        Count.expect(name in house.done, f"nobody did {name} to its end")
        for role in house.roles_apart(name):
            Count.expect(role in house.done.get(name, ()), f"{name} was not done to its end as {role}")
    for name in sorted(house.strong):
        Count.expect(name in house.refused_weak, f"{name} was not refused without a second factor")
    answers = [answer for series in house.answers.values() for answer in series]
    for name, status, count in answers:
        Count.expect(status[0] != "5", f"{name} was answered {status}, {count} times")
    pairs = [role in house.done.get(name, ()) for name in described for role in house.roles_apart(name)]
    print(
        f"{len(described - missing)} of {len(described)} operations answered 2xx, {len(EXCEPTIONS)} exceptions;"
        f" {sum(pairs)} of {len(pairs)} pairs of operation and role that may; {len(house.refused_weak)} refused without a"
        f" second factor; {len(house.commanded)} by the command line, too;"
        f" {sum(int(count) for *_, count in answers)} requests", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--cc", default="cc")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        house = House(options.program, os.path.join(folder, "installation"), options.cc)
        os.mkdir(house.path("secrets"))
        shutil.copytree(os.path.join(SAMPLES, "edition-2026"), house.path("edition"))
        shutil.copytree(os.path.join(SAMPLES, "selection"), house.path("selection"))
        house.made.run("init", "admin", "--display-name", "系统管理员")
        house.open()
        stories = (
            administrators, office, province_year, city_people, city_draft, city_forms, city_eligibility, city_reviews,
            city_sheets, city_display, city_publicity, city_naming, next_edition, known_conominator, registry, registrations,
            books, grants, trail, readers, jobs, morrow, look,
        )
        try:
            began = time.monotonic()
            for story in stories:
                story(house)
                print(f"{time.monotonic() - began:5.1f} s  {story.__name__}", flush=True)
            house.close()
            for words in (("check",), ("audit", "verify")):
                code, told = house.made.code(*words, actor="auditor")
                Count.expect(code == 0, f"qilu {' '.join(words)}: {told[-400:]}")
        except Failure as failure:
            Count.expect(False, str(failure))
        except Exception:
            Count.expect(False, traceback.format_exc())
        finally:
            if house.server.process.poll() is None:
                house.server.stop()
    print(f"{Count.passed} passed, {Count.failed} failed")
    return 1 if Count.failed or not Count.passed else 0


if __name__ == "__main__":
    sys.exit(main())
