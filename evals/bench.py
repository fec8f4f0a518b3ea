#!/usr/bin/env python3
"""Speed and memory of the real program, figure by figure; the machine is named first.

    bench.py start  --binary PATH --models DATA_FOLDER
    bench.py search --binary PATH --models DATA_FOLDER --corpus BEIR_FOLDER [--documents 10000]

The last line of standard output is one JSON object. Needs nothing but Python's standard library.
"""

import argparse
import json
import os
import platform
import statistics
import time
from pathlib import Path

from program import Program, multipart, settled


def machine():
    names = [line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    return f"{names[0]} × {os.cpu_count()}, {platform.system()} {platform.release()}"


def rss(pid):
    """Resident memory of a process in MB."""
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def children(pid):
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in listed for child in path.read_text().split()]


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def start(binary, models, _arguments):
    """Time to ready, and memory idle and with the embedding model."""
    times = []
    for _ in range(5):
        begun = time.monotonic()
        program = Program(binary, models)
        while True:
            connection = program.connect()
            connection.request("GET", "/readyz")
            status = connection.getresponse().status
            connection.close()
            if status == 200:
                break
        times.append(time.monotonic() - begun)
        if len(times) < 5:
            program.close()
    time.sleep(2)
    idle = rss(program.process.pid)
    collection = program.call("POST", "/collections", {"name": "Bench"})["id"]
    body, headers = multipart([("a.txt", "The ferry leaves at nine.")])
    program.call("POST", f"/collections/{collection}/documents", body.encode(), headers)
    settled(program)
    program.call("POST", "/search", {"query": "ferry"})
    time.sleep(2)
    pids = [program.process.pid, *children(program.process.pid)]
    loaded = {Path(f"/proc/{pid}/cmdline").read_text().split("\0")[4:5][0] if pid != pids[0] else "server": rss(pid) for pid in pids}
    program.close()
    return {
        "ready_seconds_median": round(statistics.median(times), 3),
        "idle_rss_mb": round(idle, 1),
        "loaded_rss_mb": round(sum(loaded.values()), 1),
        "loaded_parts_mb": {name: round(size, 1) for name, size in loaded.items()},
    }


def read_corpus(folder, count):
    lines = (Path(folder) / "corpus.jsonl").read_text().splitlines()
    rows = [json.loads(line) for line in lines]
    queries = [json.loads(line)["text"] for line in (Path(folder) / "queries.jsonl").read_text().splitlines()]
    texts = [f"{row.get('title', '')}\n\n{row['text']}" for row in rows]
    return [(f"{number}.txt", texts[number % len(texts)] + f"\n\nCopy {number}.") for number in range(count)], queries


def search(binary, models, arguments):
    """Ingestion rate, then search times over HTTP."""
    files, queries = read_corpus(arguments.corpus, arguments.documents)
    program = Program(binary, models)
    try:
        collection = program.call("POST", "/collections", {"name": "Bench"})["id"]
        begun = time.monotonic()
        for at in range(0, len(files), 100):
            body, headers = multipart(files[at : at + 100])
            program.call("POST", f"/collections/{collection}/documents", body.encode(), headers)
        uploaded = time.monotonic() - begun
        settled(program, patience=6 * 3600)
        seconds = time.monotonic() - begun
        chunks = program.call("GET", "/status")["indexed_chunks"]
        connection, wall, inside = program.connect(), [], []
        for query in (queries * 5)[:1000]:
            body = json.dumps({"query": query[:2000]})
            asked = time.monotonic()
            connection.request("POST", "/api/v1/search", body, {"content-type": "application/json"})
            answer = json.loads(connection.getresponse().read())
            wall.append((time.monotonic() - asked) * 1000)
            inside.append(answer["timings"])
        stage = lambda name, part: round(percentile([timing[name] for timing in inside], part), 2)
        return {
            "documents": len(files), "chunks": chunks, "upload_seconds": round(uploaded, 1),
            "ingest_seconds": round(seconds, 1), "documents_per_second": round(len(files) / seconds, 1),
            "chunks_per_second": round(chunks / seconds, 1), "searches": len(wall),
            "search_ms_p50": round(percentile(wall, 0.5), 2), "search_ms_p95": round(percentile(wall, 0.95), 2),
            "stages_ms": {name: {"p50": stage(name, 0.5), "p95": stage(name, 0.95)} for name in inside[0]},
            "server_rss_mb": round(rss(program.process.pid), 1),
        }
    finally:
        program.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=["start", "search"])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--models", required=True, help="a data folder with installed models")
    parser.add_argument("--corpus", help="a folder in BEIR's layout (search)")
    parser.add_argument("--documents", type=int, default=10_000)
    arguments = parser.parse_args()
    print(machine())
    result = {"start": start, "search": search}[arguments.name](arguments.binary, arguments.models, arguments)
    print(json.dumps({"name": arguments.name} | result))


if __name__ == "__main__":
    main()
