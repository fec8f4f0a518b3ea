"""The real program on a free port and a temporary data folder, for the scripts beside this file."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

PATIENCE = 300


class Program:
    """The real program on a free port, restartable on the same data folder."""

    def __init__(self, binary, models, environment=None, keep=None):
        """On a temporary data folder, or on the folder `keep`, which stays."""
        self.binary = binary
        self.keep = keep
        self.folder = Path(keep or tempfile.mkdtemp(prefix="chatbox-"))
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / "models").exists():
            (self.folder / "models").symlink_to(Path(models).resolve() / "models")
        self.environment = os.environ | {"CHATBOX__LOG__LEVEL": "error"} | (environment or {})
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [self.binary, "--data", self.folder, "serve", "--port", "0", "--single-user"],
            stdout=subprocess.PIPE, text=True, env=self.environment,
        )
        line = self.process.stdout.readline()
        if "http://" not in line:
            raise SystemExit(f"the program did not start: {line!r}")
        self.host = line.split("http://")[1].strip()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def restart(self):
        self.kill()
        self.start()

    def close(self):
        self.kill()
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self):
        return http.client.HTTPConnection(self.host, timeout=PATIENCE)

    def call(self, method, path, body=None, headers=None):
        connection = self.connect()
        try:
            if isinstance(body, (dict, list)):
                body, headers = json.dumps(body), {"content-type": "application/json"} | (headers or {})
            connection.request(method, "/api/v1" + path, body, headers or {})
            response = connection.getresponse()
            data = response.read()
        finally:
            connection.close()
        if response.status >= 300:
            raise SystemExit(f"{method} {path}: {response.status} {data[:300]!r}")
        return json.loads(data) if data else None

    def events(self, method, path, body=None):
        """The frames of a run as they come, until its stream ends; raises what the connection raises."""
        connection = self.connect()
        try:
            connection.request(method, "/api/v1" + path, body and json.dumps(body), {"content-type": "application/json"})
            for line in connection.getresponse():
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])
        finally:
            connection.close()

    def ask(self, question, collections=()):
        """The frames of the answer to a question in a new conversation."""
        conversation = self.call("POST", "/conversations", {"collections": list(collections)})["id"]
        return self.events("POST", f"/conversations/{conversation}/messages", {"text": question})

    def children(self):
        listed = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for path in listed for child in path.read_text().split()]

    def cpu_seconds(self):
        """Processor time of the server and its children so far."""
        ticks = 0
        for pid in [self.process.pid, *self.children()]:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def documents(self):
        items, cursor = [], ""
        while True:
            page = self.call("GET", f"/documents?limit=200{cursor}")
            items += page["items"]
            if "next" not in page:
                return items
            cursor = "&cursor=" + page["next"]


def multipart(files):
    parts = [
        f'--limit\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n{text}\r\n' for name, text in files
    ]
    return "".join(parts) + "--limit--\r\n", {"content-type": "multipart/form-data; boundary=limit"}


def settled(program, patience=PATIENCE):
    """Waits until no document is being worked on."""
    begun = time.monotonic()
    while time.monotonic() - begun < patience:
        snapshot = program.call("GET", "/ingestion")
        if snapshot["running"] + snapshot["queued"] == 0:
            return
        time.sleep(0.1)
    raise SystemExit(f"ingestion did not end within {patience} seconds")
