#!/usr/bin/env python3
"""Speed and memory of the real program, figure by figure; the machine is named first.

    bench.py start  --binary PATH --models DATA_FOLDER
    bench.py ingest --binary PATH --models DATA_FOLDER --python PYTHON [--corpus BEIR_FOLDER] [--documents 1000]
    bench.py chat   --binary PATH --models DATA_FOLDER [--corpus BEIR_FOLDER] [--documents 1000]
    bench.py search --binary PATH --models DATA_FOLDER [--corpus BEIR_FOLDER] [--passages 10000] [--keep FOLDER]

`ingest` runs python_pipeline.py in turn with the program on the same texts; PYTHON has its packages. Without a corpus the texts are
made of invented words. The last line of standard output is one JSON object. Needs nothing but Python's standard library itself.
"""

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import threading
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


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def start(arguments):
    """Time to ready, and memory idle and with the embedding model."""
    times = []
    for _ in range(5):
        begun = time.monotonic()
        program = Program(arguments.binary, arguments.models)
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
    upload(program, [("a.txt", "The ferry leaves at nine.")])
    program.call("POST", "/search", {"query": "ferry"})
    time.sleep(2)
    pids = [program.process.pid, *program.children()]
    # `chatbox worker KIND …`
    kind = lambda pid: "server" if pid == program.process.pid else Path(f"/proc/{pid}/cmdline").read_text().split("\0")[2]
    loaded = {kind(pid): rss(pid) for pid in pids}
    program.close()
    return {
        "ready_seconds_median": round(statistics.median(times), 3),
        "idle_rss_mb": round(idle, 1),
        "loaded_rss_mb": round(sum(loaded.values()), 1),
        "loaded_parts_mb": {name: round(size, 1) for name, size in loaded.items()},
    }


def invented(rng):
    """A text of about the length of an abstract; ranks of its words are distributed as in a language (Zipf)."""

    def word():
        rank = int(2000 ** rng.random())
        return SYLLABLES[rank % 13] + SYLLABLES[rank // 13 % 13] + SYLLABLES[rank // 169 % 13]

    return " ".join(" ".join(word() for _ in range(rng.randint(8, 24))).capitalize() + "." for _ in range(10))


SYLLABLES = ["ra", "ten", "mo", "lis", "ku", "ber", "na", "sol", "ti", "gra", "ve", "don", "phy"]


def read_corpus(folder):
    """Texts and queries."""
    if folder is None:
        rng = random.Random(1)
        texts = [invented(rng) for _ in range(5000)]
        return texts, [" ".join(text.split()[3:11]) for text in texts[:1000]]
    rows = [json.loads(line) for line in (Path(folder) / "corpus.jsonl").read_text().splitlines()]
    queries = [json.loads(line)["text"] for line in (Path(folder) / "queries.jsonl").read_text().splitlines()]
    return [f"{row.get('title', '')}\n\n{row['text']}" for row in rows], queries


def documents(texts, count):
    """As many documents as wanted, no two alike."""
    return [(f"{number}.txt", f"{texts[number % len(texts)]}\n\nCopy {number}.") for number in range(count)]


def passages(texts, count):
    """Documents of one passage each: two sentences from two texts, so that many can be embedded in a reasonable time."""
    rng = random.Random(1)
    sentences = [part.strip() for text in texts for part in text.replace("\n", " ").split(". ") if len(part) > 60]
    return [(f"{number}.txt", f"{rng.choice(sentences)}. {rng.choice(sentences)}.") for number in range(count)]


def upload(program, files, name="Bench"):
    """Adds the files to a new collection and waits until all are searchable; returns seconds and chunks."""
    collection = program.call("POST", "/collections", {"name": name})["id"]
    begun = time.monotonic()
    for at in range(0, len(files), 100):
        body, headers = multipart(files[at : at + 100])
        program.call("POST", f"/collections/{collection}/documents", body.encode(), headers)
    settled(program, patience=6 * 3600)
    return time.monotonic() - begun, program.call("GET", "/status")["indexed_chunks"]


def ingest(arguments):
    """Documents and chunks per second beside the same texts through onnxruntime and chromadb, in turn."""
    texts, _ = read_corpus(arguments.corpus)
    files = documents(texts, arguments.documents)
    model = Path(arguments.models) / "models/all-minilm-l6-v2/model.onnx"
    pipeline = [arguments.python, Path(__file__).parent / "python_pipeline.py", "--model", model, "--documents", str(arguments.documents)]
    pipeline += ["--corpus", arguments.corpus] if arguments.corpus else []
    ours, theirs = [], []
    for _ in range(arguments.rounds):
        program = Program(arguments.binary, arguments.models)
        try:
            seconds, chunks = upload(program, files)
        finally:
            program.close()
        ours.append({"documents_per_second": round(len(files) / seconds, 1), "chunks_per_second": round(chunks / seconds, 1), "chunks": chunks})
        ran = subprocess.run(pipeline, stdout=subprocess.PIPE, text=True, check=True)
        theirs.append(json.loads(ran.stdout.splitlines()[-1]))
    middle = lambda rows, key: statistics.median(row[key] for row in rows)
    keys = ["documents_per_second", "chunks_per_second", "chunks"]
    return {
        "documents": len(files), "rounds": arguments.rounds,
        "chatbox": {key: middle(ours, key) for key in keys}, "python_pipeline": {key: middle(theirs, key) for key in keys},
        "documents_ratio": round(middle(ours, keys[0]) / middle(theirs, keys[0]), 2),
        "chunks_ratio": round(middle(ours, keys[1]) / middle(theirs, keys[1]), 2),
    }


def chat(arguments):
    """Answers of the embedded model while nothing else happens, and while documents come in."""
    texts, queries = read_corpus(arguments.corpus)
    few = min(200, arguments.documents)
    files = documents(texts, few + arguments.documents)
    program = Program(arguments.binary, arguments.models)
    try:
        upload(program, files[:few])
        quiet(program)
        result = {"documents_before": few, "documents_coming_in": arguments.documents}
        result["quiet"] = answer_times(program, queries[:50], lambda: True)
        coming = threading.Thread(target=upload, args=(program, files[few:], "More"))
        begun = time.monotonic()
        coming.start()
        result["busy"] = answer_times(program, queries[50:], coming.is_alive)
        coming.join()
        return result | {"busy_seconds": round(time.monotonic() - begun, 1)}
    finally:
        program.close()


def answer_times(program, questions, is_wanted):
    """Seconds to the first words of an answer and to its end, one question after the other while more are wanted."""
    first, whole = [], []
    for question in questions:
        if not is_wanted():
            break
        asked, told = time.monotonic(), None
        for frame in program.ask(question):
            if frame["event"]["type"] == "delta" and told is None:
                told = time.monotonic() - asked
        whole.append(time.monotonic() - asked)
        first.append(told or whole[-1])
    times = {"first_words": first, "whole_answer": whole}
    return {"answers": len(whole)} | {
        f"{name}_ms": {"p50": round(percentile(values, 0.5) * 1000), "p95": round(percentile(values, 0.95) * 1000)}
        for name, values in times.items()
    }


def quiet(program, patience=6 * 3600):
    """Waits until background work (sentence vectors, index upkeep) leaves the processors alone."""
    begun, still = time.monotonic(), 0
    while time.monotonic() - begun < patience and still < 5:
        before = program.cpu_seconds()
        time.sleep(2)
        still = still + 1 if program.cpu_seconds() - before < 0.1 else 0


def search(arguments):
    """Search times over HTTP: right after ingestion, while sentence vectors are still being computed, and when all is quiet."""
    texts, queries = read_corpus(arguments.corpus)
    files = passages(texts, arguments.passages)
    program = Program(arguments.binary, arguments.models, keep=arguments.keep)
    try:
        result = {"documents": len(files)}
        if program.call("GET", "/status")["indexed_chunks"] == 0:
            seconds, chunks = upload(program, files)
            result |= {"ingest_seconds": round(seconds, 1), "chunks_per_second": round(chunks / seconds, 1)}
            result["busy"] = search_times(program, queries)
        quiet(program)
        result["quiet"] = search_times(program, queries)
        chunks = program.call("GET", "/status")["indexed_chunks"]
        return result | {"chunks": chunks, "server_rss_mb": round(rss(program.process.pid), 1)}
    finally:
        program.close()


def search_times(program, queries):
    connection, wall, inside = program.connect(), [], []
    for query in (queries * 5)[:1000]:
        body = json.dumps({"query": query[:2000]})
        asked = time.monotonic()
        connection.request("POST", "/api/v1/search", body, {"content-type": "application/json"})
        answer = json.loads(connection.getresponse().read())
        wall.append((time.monotonic() - asked) * 1000)
        inside.append(answer["timings"])
    connection.close()
    stage = lambda name, part: round(percentile([timing[name] for timing in inside], part), 2)
    return {
        "searches": len(wall), "ms_p50": round(percentile(wall, 0.5), 2), "ms_p95": round(percentile(wall, 0.95), 2),
        "stages_ms": {name: {"p50": stage(name, 0.5), "p95": stage(name, 0.95)} for name in inside[0]},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=["start", "ingest", "chat", "search"])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--models", required=True, help="a data folder with installed models")
    parser.add_argument("--corpus", help="a folder in BEIR's layout")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--keep", help="`search` only: a data folder that stays, so that the next run need not fill it again")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--python", default=sys.executable)
    arguments = parser.parse_args()
    print(machine(), flush=True)
    result = {"start": start, "ingest": ingest, "chat": chat, "search": search}[arguments.name](arguments)
    print(json.dumps({"name": arguments.name} | result))


if __name__ == "__main__":
    main()
