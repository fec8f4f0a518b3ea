"""What the trials of files and of attacks share: uploading, waiting, asking, watching the program's processes, one line per case."""

import json
import re
import signal
import subprocess
import threading
import time
import unicodedata
from pathlib import Path

from program import PATIENCE, Program

MEGABYTE = 1 << 20
# How long after its end a program may take to be gone with all its children.
GRACE = 15
# What a person gets to read when a file is refused.
REFUSALS = {"unsupported", "encrypted", "needs_ocr", "broken", "empty", "too_large"}


class Watch(threading.Thread):
    """Looks at the program and its children fifty times a second: memory of each, and which processes there ever were."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server
        self.seen = {}
        self.most = {}
        self.peaks = {}
        self.total = 0
        self.high = {}
        self.stopped = threading.Event()
        self.lock = threading.Lock()
        self.start()

    def run(self):
        while not self.stopped.wait(0.02):
            self.look()

    def look(self):
        with self.lock:
            total = 0
            for pid in [self.server, *descendants(self.server)]:
                try:
                    role = "server" if pid == self.server else role_of(pid)
                    status = fields(Path(f"/proc/{pid}/status").read_text())
                    born = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
                except (OSError, IndexError):
                    continue
                if role is None or "VmRSS" not in status:
                    continue
                resident, high = in_bytes(status["VmRSS"]), in_bytes(status["VmHWM"])
                self.seen[pid] = born
                total += resident
                # A peak between two looks shows as a new high-water mark.
                peak = high if high > self.high.get(pid, high) else resident
                self.high[pid] = high
                self.peaks[role] = max(self.peaks.get(role, 0), peak)
                self.most[role] = max(self.most.get(role, 0), high)
            self.total = max(self.total, total)

    def begin(self):
        """Forgets the peaks so far, for those of one file; the highest of all stay."""
        self.look()
        with self.lock:
            self.peaks = {}

    def peak(self, role):
        self.look()
        return self.peaks.get(role, 0) // MEGABYTE

    def left(self):
        """Processes of the program that are still there, dead ones that nobody collected included."""
        return [pid for pid, born in self.seen.items() if stat_of(pid) == born]

    def stop(self):
        self.stopped.set()
        self.join()


def descendants(pid):
    try:
        children = [int(child) for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()]
    except OSError:
        return []
    return [found for child in children for found in [child, *descendants(child)]]


def role_of(pid):
    """`extract` and the like; none for a child that is only being started."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return words[words.index(b"worker") + 1].decode() if b"worker" in words else None


def stat_of(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except OSError:
        return None


def fields(text):
    return dict(line.split(":", 1) for line in text.splitlines() if ":" in line)


def in_bytes(value):
    return int(value.split()[0]) * 1024


class Report:
    """One line per case; counts what is right, wrong, and what cannot be judged yet."""

    def __init__(self):
        self.right, self.wrong, self.pending = 0, [], []
        self.slowest = ("", 0.0)

    def line(self, ok, name, outcome, expected, seconds, note=""):
        if ok is None:
            self.pending.append(name)
        elif ok:
            self.right += 1
        else:
            self.wrong.append(name)
        if seconds > self.slowest[1]:
            self.slowest = (name, seconds)
        mark = {None: "not yet", True: "ok", False: "NOT OK"}[ok]
        print(f"{mark:7} {shown(name):58} {outcome:22} expected {expected:28} {seconds:6.1f} s  {note}".rstrip(), flush=True)

    def counts(self):
        name, seconds = self.slowest
        return {
            "cases": self.right + len(self.wrong), "right": self.right, "wrong": len(self.wrong), "not_yet": len(self.pending),
            "slowest": shown(name), "slowest_seconds": round(seconds, 1),
        }


def shown(name):
    """A name that keeps to its line: hostile ones hold line ends and direction marks."""
    clean = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in name)
    return clean if len(clean) <= 58 else clean[:55] + "..."


class Trial:
    """The program under test with its watch and its report."""

    def __init__(self, binary, models, environment=None):
        self.program = Program(binary, models, environment)
        self.watch = Watch(self.program.process.pid)
        self.report = Report()

    def collection(self, name):
        return self.program.call("POST", "/collections", {"name": name})["id"]

    def upload(self, collection, files):
        """Uploads (name, bytes) pairs in one request; names go out as browsers send them."""
        body, headers = form(files)
        return self.program.call("POST", f"/collections/{collection}/documents", body, headers)

    def try_one(self, collection, name, data, patience=PATIENCE):
        """Uploads one file alone and waits for its end: the document (or the refusal in its shape) and the seconds it took."""
        self.watch.begin()
        begun = time.monotonic()
        answer = self.upload(collection, [(name, data)])
        if answer["rejected"]:
            problem = answer["rejected"][0]["problem"]
            code = problem["type"].removeprefix("urn:chatbox:").replace("-", "_")
            refused = {"state": "rejected", "problem": {"code": code, "detail": problem["detail"], "hint": problem["hint"]}}
            return refused, time.monotonic() - begun
        document = self.wait(answer["documents"][0]["document"]["id"], patience)
        return document, time.monotonic() - begun

    def wait(self, document, patience=PATIENCE):
        begun = time.monotonic()
        while True:
            found = self.program.call("GET", f"/documents/{document}")
            if found["state"] in ("ready", "failed", "cancelled"):
                return found
            if time.monotonic() - begun > patience:
                return found
            time.sleep(0.02)

    def text(self, document):
        return self.program.call("GET", f"/documents/{document['id']}/text")["text"]

    def is_alive(self):
        """`/healthz` and `/readyz`, each within five seconds."""
        return self.program.process.poll() is None and all(self.answers(path) for path in ("/healthz", "/readyz"))

    def answers(self, path):
        connection = self.program.connect()
        connection.timeout = 5
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def ask(self, question, collections):
        """The message that answers, from the end of the stream."""
        for frame in self.program.ask(question, collections):
            if frame["event"]["type"] == "finished":
                return frame["event"]["message"]
        raise SystemExit(f"no answer to {question!r}")

    def still_works(self):
        """After everything: an ordinary document comes in, and a question about it is answered from it."""
        begun = time.monotonic()
        collection = self.collection("Afterwards")
        text = "The lighthouse at Corran Point was built in 1893. Its lamp burned paraffin until the winter of 1931."
        document, _ = self.try_one(collection, "lighthouse.txt", text.encode())
        answer = self.ask("When was the lighthouse at Corran Point built?", [collection])["content"]
        ok = document["state"] == "ready" and "1893" in answer and self.is_alive()
        outcome = f"{document['state']}, {'answered' if '1893' in answer else 'NOT answered'}"
        self.report.line(ok, "an ordinary document and a question", outcome, "ready, answered", time.monotonic() - begun)

    def end(self):
        """Stops the program as a person does; nothing of it may be left."""
        begun = time.monotonic()
        self.watch.look()
        self.watch.stop()
        self.program.process.send_signal(signal.SIGTERM)
        try:
            self.program.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            pass
        left = self.watch.left()
        while left and time.monotonic() - begun < GRACE:
            time.sleep(0.1)
            left = self.watch.left()
        ok = self.program.process.poll() == 0 and not left
        outcome = "all gone" if not left else f"left: {left}"
        self.report.line(ok, "processes after the end", outcome, "all gone", time.monotonic() - begun)
        self.program.close()

    def memory(self):
        """Highest resident megabytes of each kind of process, and of all at one time."""
        most = {f"{role}_peak_mb": size // MEGABYTE for role, size in sorted(self.watch.most.items())}
        return most | {"all_processes_peak_mb": self.watch.total // MEGABYTE}


def form(files):
    """Multipart as browsers write it (HTML standard, 4.10.22.7): quotes and line ends of a name are percent-encoded."""
    mark = b"trial-of-files-7f3a"
    parts = []
    for name, data in files:
        clean = name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22").encode("utf-8", "surrogatepass")
        head = b'Content-Disposition: form-data; name="file"; filename="' + clean + b'"\r\n\r\n'
        parts.append(b"--" + mark + b"\r\n" + head + data + b"\r\n")
    return b"".join(parts) + b"--" + mark + b"--\r\n", {"content-type": f"multipart/form-data; boundary={mark.decode()}"}


def says_what_to_do(document):
    problem = document.get("problem") or {}
    return all(len(problem.get(key) or "") > 10 for key in ("detail", "hint"))


def outcome_of(document):
    problem = document.get("problem")
    return f"{document['state']} {problem['code']}" if problem else document["state"]


def rubbish(text):
    """Share of characters that no document means: replacement characters, private use, controls."""
    odd = sum(unicodedata.category(char) in ("Co", "Cn", "Cs") or char == "\ufffd" or (char < " " and char not in "\n\t") for char in text)
    return odd / max(1, len(text))


def squeezed(text):
    return re.sub(r"\s+", " ", text).strip()
