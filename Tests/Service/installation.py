"""An installation of its own for a test of the service: an open edition, people with tokens, and a server on loopback.

Nothing here is shared with the program: it is used as a person and a client use it, by its commands and over HTTP.
"""

import http.client
import json
import os
import shutil
import signal
import subprocess
import time

EDITION = "2026"


class Failure(Exception):
    """A step that had to be done was not."""


class Count:
    """What was expected and came, and what did not."""

    passed = 0
    failed = 0

    @classmethod
    def expect(cls, holds, what):
        if holds:
            cls.passed += 1
        else:
            cls.failed += 1
            print("FAILED:", what, flush=True)
        return holds


class Installation:
    """A folder with a database, and the program that works on it."""

    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = os.path.abspath(folder)
        self.database = os.path.join(self.folder, "qilu.db")
        os.makedirs(self.folder, exist_ok=True)

    def environment(self, **more):
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {**kept, "LANG": "C.UTF-8", "QILU_DATABASE": self.database, **more}

    def run(self, *words, actor=None, check=True):
        """Runs a command; answers its output."""
        more = {"QILU_ACTOR": actor} if actor else {}
        done = subprocess.run(
            [self.program, *words], cwd=self.folder, env=self.environment(**more), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False)
        if check and done.returncode != 0:
            raise Failure(f"qilu {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def code(self, *words, actor=None):
        """Runs a command; answers its exit code and all that it said."""
        more = {"QILU_ACTOR": actor} if actor else {}
        done = subprocess.run(
            [self.program, *words], cwd=self.folder, env=self.environment(**more), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def actor(self, name, *roles):
        """Makes somebody who acts."""
        self.run("actor", "create", name, "--display-name", name, actor="admin")
        for role in roles:
            self.run("role", "grant", name, role, actor="admin")

    def token(self, actor):
        """A token with all that the actor may do, made on the machine."""
        self.tokens = getattr(self, "tokens", 0) + 1
        answer = json.loads(self.run("token", "create", f"test-{self.tokens}-{os.getpid()}", "--scope", "all", "--days", "30", "--json", actor=actor))
        return answer["token"]

    def copy(self, folder):
        """Another installation that is the same."""
        shutil.copytree(self.folder, folder)
        return Installation(self.program, folder)


def open_edition(program, folder, nominations=40):
    """An installation with an open edition in which a clerk can start forms; answers it and the clerk's token."""
    made = Installation(program, folder)
    made.run("init", "admin", "--display-name", "admin")
    made.actor("clerk", "office_operator")
    made.actor("head", "second_confirmer")
    made.actor("zhao", "nominating_clerk")
    made.run("sample", "edition", "--output", "year", "--nominations", str(nominations))
    made.run("employer", "import", "year/registry/employers.csv", actor="clerk")
    made.run("unit", "import", "year/registry/units.csv", actor="clerk")
    made.run("edition", "create", EDITION, "--year", "2026", "--organiser", "37", "--rules", "year/rules.json", actor="clerk")
    made.run("edition", "open", EDITION, actor="head")
    unit = base_unit(made)
    made.run("actor", "bind", "zhao", "--unit", unit, actor="admin")
    return made, made.token("zhao"), unit


def base_unit(made):
    """The code of a unit of the lowest level."""
    units = json.loads(made.run("unit", "list", "--json", actor="clerk"))["units"]
    return next(unit["code"] for unit in units if unit["tier"] == "base")


class Server:
    """A running `qilu serve` on a port that the system chose."""

    def __init__(self, made, *options, preload=None, variables=None, patience=20):
        environment = made.environment(**(variables or {}))
        if preload:
            environment["LD_PRELOAD"] = preload
        self.process = subprocess.Popen(
            [made.program, "serve", "--port", "0", "--rate-limit", "0", "--quiet-requests", *options],
            cwd=made.folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)
        self.port = None
        started = time.monotonic()
        for line in self.process.stderr:
            if '"listening"' in line:
                self.port = int(json.loads(line)["port"])
                break
            if time.monotonic() - started > patience:
                break
        self.seconds_to_start = time.monotonic() - started

    @property
    def is_listening(self):
        return self.port is not None

    def stop(self):
        """Ends it gracefully; answers the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def kill(self):
        """Ends it as a power cut would."""
        self.process.kill()
        return self.wait()

    def wait(self):
        self.process.stderr.close()
        return self.process.wait(60)


class Client:
    """A connection of somebody with a token."""

    def __init__(self, port, token=None, timeout=30):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.token = token

    def send(self, method, path, body=None, headers=None):
        """Sends a request; answers status, headers and the JSON body."""
        all_headers = dict(headers or {})
        if self.token:
            all_headers["Authorization"] = "Bearer " + self.token
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            all_headers["Content-Type"] = "application/json"
        self.connection.request(method, "/api/v1" + path, data, all_headers)
        answer = self.connection.getresponse()
        content = answer.read()
        return answer.status, answer.headers, json.loads(content) if content else None

    def close(self):
        self.connection.close()
