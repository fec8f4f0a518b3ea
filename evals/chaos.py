#!/usr/bin/env python3
"""Kills Chatbox with kill -9 in the middle of its work, again and again, and counts what was lost or doubled.

    chaos.py ingest --runs 100 --binary PATH --models DATA_FOLDER     kills while files come in
    chaos.py stream --runs 100 --binary PATH --models DATA_FOLDER     kills while answers stream

The last line of standard output is one JSON object. Needs nothing but Python's standard library.
"""

import argparse
import http.client
import http.server
import json
import random
import sys
import threading
import time

from program import PATIENCE, Program, multipart


def sentence(rng, subject):
    verbs = ["measured", "reported", "described", "compared", "recorded", "observed"]
    things = ["tide", "granary", "viaduct", "orchard", "furnace", "glacier", "loom", "harbour", "archive", "quarry"]
    return f"{subject} {rng.choice(verbs)} the {rng.choice(things)} near the {rng.choice(things)} in {rng.randint(1700, 2020)}."


def text_of(number, version):
    rng = random.Random(f"{number}/{version}")
    head = f"Report {number} of expedition Q{number}Z, version {version}."
    return head + " " + " ".join(sentence(rng, f"Party {n} of expedition Q{number}Z") for n in range(12))


def ingest(program, runs, count, rng):
    """Uploads files (new versions once all are in) while the program is killed; then checks each document."""
    collection = program.call("POST", "/collections", {"name": "Chaos"})["id"]
    versions = {}
    kills = 0
    lock = threading.Lock()
    done = threading.Event()

    def upload():
        """Sends batches for as long as kills go on; what was acknowledged counts."""
        order = 0
        while not done.is_set():
            version, start = divmod(order, count)
            batch = [(number % count, version) for number in range(start, min(start + 10, count))]
            body, headers = multipart([(f"report-{number}.txt", text_of(number, version)) for number, version in batch])
            try:
                answer = program.call("POST", f"/collections/{collection}/documents", body.encode(), headers)
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(0.05)
                continue
            assert not answer["rejected"], answer
            with lock:
                versions.update(dict(batch))
            order += len(batch)
            if order % count == 0:
                wait_until_settled(program, done)

    thread = threading.Thread(target=upload, daemon=True)
    thread.start()
    while kills < runs:
        time.sleep(rng.uniform(0.02, 1.0))
        program.restart()
        kills += 1
    done.set()
    thread.join(PATIENCE)
    # The batch under way at the last kill may be in without an answer: send every file's newest version once more.
    for start in range(0, count, 50):
        numbers = range(start, min(start + 50, count))
        body, headers = multipart([(f"report-{n}.txt", text_of(n, versions.get(n, 0))) for n in numbers])
        program.call("POST", f"/collections/{collection}/documents", body.encode(), headers)
        versions |= {n: versions.get(n, 0) for n in numbers}
    wait_until_settled(program, threading.Event())
    return check_documents(program, versions, kills)


def wait_until_settled(program, done):
    begun = time.monotonic()
    while not done.is_set() and time.monotonic() - begun < PATIENCE:
        try:
            if not any(d["state"] in ("queued", "processing") for d in program.documents()):
                return
        except (OSError, http.client.HTTPException, ValueError):
            pass
        time.sleep(0.2)


def check_documents(program, versions, kills):
    documents = program.documents()
    paths = [document["path"] for document in documents]
    lost, wrong, doubled_hits = 0, 0, 0
    by_path = {document["path"]: document for document in documents}
    for number, version in versions.items():
        document = by_path.get(f"report-{number}.txt")
        if document is None or document["state"] != "ready":
            lost += 1
            continue
        text = program.call("GET", f"/documents/{document['id']}/text")["text"]
        wrong += text.strip() != text_of(number, version).strip()
        filters = {"documents": [document["id"]]}
        hits = program.call("POST", "/search", {"query": f"expedition Q{number}Z", "limit": 100, "filters": filters})["hits"]
        chunks = [hit["chunk"] for hit in hits]
        places = [(hit["start"], hit["end"]) for hit in hits]
        doubled_hits += len(places) - len(set(places)) + len(chunks) - len(set(chunks))
        lost += len(chunks) != document["chunks"]
    begun = time.monotonic()
    expected = sum(document["chunks"] for document in documents)
    # Replaced versions leave the index in the background.
    while (indexed := program.call("GET", "/status")["indexed_chunks"]) != expected and time.monotonic() - begun < 60:
        time.sleep(0.5)
    return {
        "kills": kills, "documents": len(versions), "lost": lost, "wrong_content": wrong,
        "doubled_documents": len(paths) - len(set(paths)), "doubled_passages": doubled_hits,
        "chunks": expected, "index_entries": indexed,
    }


class ScriptedModel(http.server.BaseHTTPRequestHandler):
    """An OpenAI-compatible endpoint that writes numbered words at a steady pace."""

    protocol_version = "HTTP/1.1"
    words = 60
    pace = 0.02

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        try:
            for word in range(self.words):
                time.sleep(self.pace)
                self.write(json.dumps({"choices": [{"index": 0, "delta": {"content": f"word{word} "}}]}))
            self.write("[DONE]")
        except OSError:
            pass
        self.close_connection = True

    def write(self, data):
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_):
        pass


def read_events(program, method, path, body, seen):
    """Appends events to `seen` until the stream ends or breaks; true when it ended with `finished`."""
    try:
        for frame in program.events(method, path, body):
            seen.append(frame)
            if frame["event"]["type"] == "finished":
                return True
    except (OSError, http.client.HTTPException, ValueError):
        pass
    return False


def stream(program, runs, _count, rng):
    """Kills while an answer streams; a reader that comes back must see every event it saw before, and the whole answer."""
    kills = conversations = lost = doubled = incomplete = failed = 0
    while kills < runs:
        conversations += 1
        conversation = program.call("POST", "/conversations", {})["id"]
        seen, finished, asked = [], False, False
        for _ in range(2):
            if kills == runs:
                break
            killer = threading.Timer(rng.uniform(0.05, 1.2), program.process.kill)
            killer.start()
            if not seen and not asked:
                path, body, method = f"/conversations/{conversation}/messages", {"text": "Count, please."}, "POST"
                asked = True
            elif seen:
                path, body, method = f"/runs/{seen[0]['run']}/events?after={seen[-1]['seq']}", None, "GET"
            else:
                killer.join()
                program.restart()
                kills += 1
                break
            finished = read_events(program, method, path, body, seen)
            killer.join()
            program.restart()
            kills += 1
            if finished:
                break
        if not seen:
            continue
        run = seen[0]["run"]
        if not finished:
            read_events(program, "GET", f"/runs/{run}/events?after={seen[-1]['seq']}", None, seen)
        log = []
        read_events(program, "GET", f"/runs/{run}/events", None, log)
        numbers = [event["seq"] for event in seen]
        doubled += len(numbers) - len(set(numbers))
        stored = {event["seq"]: event for event in log}
        lost += sum(stored.get(event["seq"]) != event for event in seen) + (numbers != list(range(1, len(numbers) + 1)))
        last = log[-1]["event"]
        if last["type"] != "finished":
            incomplete += 1
            continue
        content = ""
        for event in (entry["event"] for entry in log):
            content = "" if event["type"] == "started" else content + event.get("text", "") if event["type"] == "delta" else content
        incomplete += content != last["message"]["content"]
        failed += last["message"]["state"] != "complete"
    return {
        "kills": kills, "conversations": conversations, "events_lost": lost, "events_doubled": doubled,
        "answers_incomplete": incomplete, "answers_failed": failed,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=["ingest", "stream"])
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--models", required=True, help="a data folder with installed models")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    environment = {}
    if arguments.name == "stream":
        model = http.server.ThreadingHTTPServer(("127.0.0.1", 0), ScriptedModel)
        threading.Thread(target=model.serve_forever, daemon=True).start()
        base_url = f"http://127.0.0.1:{model.server_port}/v1"
        environment = {"CHATBOX__PROVIDER__BASE_URL": base_url, "CHATBOX__PROVIDER__MODEL": "scripted"}
    program = Program(arguments.binary, arguments.models, environment)
    begun = time.monotonic()
    try:
        result = {"ingest": ingest, "stream": stream}[arguments.name](program, arguments.runs, arguments.files, rng)
    finally:
        program.close()
    result = {"name": arguments.name} | result | {"seconds": round(time.monotonic() - begun, 1)}
    print(json.dumps(result))
    bad = [key for key in result if key not in HARMLESS and result[key]]
    sys.exit(1 if bad or result.get("chunks") != result.get("index_entries") else 0)


HARMLESS = {"name", "kills", "documents", "chunks", "index_entries", "conversations", "seconds"}

if __name__ == "__main__":
    main()
