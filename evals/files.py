#!/usr/bin/env python3
"""Adds real files of many formats to the real program and holds each one's outcome against the data set's manifest.

    files.py FOLDER --binary PATH --models DATA_FOLDER [--only TEXT]

All files go in as one folder, then each alone while memory and time are watched. What we read must come in with its text; what is locked,
broken, empty or a picture must be refused with the right reason; formats we do not read yet must be named and refused. The last line of
standard output is one JSON object; the exit code is 1 if anything is not right. Needs nothing but Python's standard library.
"""

import argparse
import collections
import html
import json
import re
import sys
import time
import unicodedata
from pathlib import Path

from trial import REFUSALS, Trial, outcome_of, rubbish, says_what_to_do, squeezed

# Formats that are read today; the others must be refused by name.
READ = {"txt", "md", "html", "pdf", "docx", "csv", "tsv", "json", "tex", "py", "rs", "js"}
# Of these the words are the file's own.
PLAIN = {"txt", "csv", "tsv", "py", "rs", "js"}
# The manifest's words and ours.
CODES = {"needs-ocr": "needs_ocr", "encrypted": "encrypted", "broken": "broken", "empty": "empty"}
# Share of the expected words that must be found. The expected texts are other programs' output, which keep what we leave out on purpose:
# navigation of web pages, running heads of each page, the words beside pictures.
RECALL = 0.85
# Characters beside the count of pdftotext, for files without an expected text.
LEAST_CHARACTERS = 0.6
# Of 1,000 characters, how many may be none that a document means.
RUBBISH = 0.01
# The program's own defaults: memory and seconds of one reader; then what the server itself may hold.
READER_MB = 1024
SECONDS = 60
SERVER_MB = 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="holds MANIFEST.jsonl and the files")
    parser.add_argument("--binary", required=True)
    parser.add_argument("--models", required=True, help="a data folder with installed models")
    parser.add_argument("--only", default="", help="only files whose path contains this")
    arguments = parser.parse_args()
    lines = (arguments.folder / "MANIFEST.jsonl").read_text().splitlines()
    entries = [entry for entry in map(json.loads, filter(str.strip, lines)) if arguments.only in entry["file"]]
    trial = Trial(arguments.binary, arguments.models)
    try:
        metrics = run(trial, arguments.folder, entries)
    finally:
        trial.program.close()
    print(json.dumps({"name": "files", "metrics": metrics}))
    sys.exit(1 if metrics["wrong"] else 0)


def run(trial, folder, entries):
    together = as_folder(trial, folder, entries)
    alone = trial.collection("One by one")
    recalls, kinds = [], collections.Counter()
    for entry in entries:
        document, seconds = trial.try_one(alone, entry["file"], (folder / entry["file"]).read_bytes())
        text = trial.text(document) if document["state"] == "ready" else ""
        verdict = Verdict(entry, document, text, folder)
        reader, server = trial.watch.peak("extract"), trial.watch.peak("server")
        verdict.hold(seconds <= SECONDS, f"took longer than {SECONDS} s")
        verdict.hold(reader <= READER_MB, f"its reader took more than {READER_MB} MB")
        verdict.hold(server <= SERVER_MB, f"the server took more than {SERVER_MB} MB")
        verdict.hold(trial.is_alive(), "the server is not alive")
        verdict.hold(together.get(entry["file"]) == outcome_of(document), f"in the folder it was {together.get(entry['file'])}")
        note = f"reader {reader} MB, server {server} MB {'; '.join(verdict.notes + verdict.wrong)}"
        trial.report.line(not verdict.wrong, entry["file"], outcome_of(document), verdict.expected, seconds, note)
        kinds["read" if document["state"] == "ready" else "refused"] += 1
        recalls += [verdict.recall] if verdict.recall is not None else []
    trial.still_works()
    trial.end()
    recall = {"token_recall_mean": round(sum(recalls) / len(recalls), 4), "token_recall_least": round(min(recalls), 4)} if recalls else {}
    return {"files": len(entries), **kinds, **trial.report.counts(), **recall, **trial.memory()}


def as_folder(trial, folder, entries):
    """All files in one request, as a dropped folder sends them. The outcomes by path."""
    begun = time.monotonic()
    answer = trial.upload(trial.collection("Folder"), [(entry["file"], (folder / entry["file"]).read_bytes()) for entry in entries])
    outcomes = {}
    for item in answer["documents"]:
        document = trial.wait(item["document"]["id"])
        outcomes[document["path"]] = outcome_of(document)
    settled = all(outcome.split()[0] in ("ready", "failed") for outcome in outcomes.values())
    ok = len(outcomes) == len(entries) and not answer["rejected"] and settled and trial.is_alive()
    outcome = f"{len(outcomes)} of {len(entries)} taken in"
    trial.report.line(ok, "the whole folder in one request", outcome, "all, each with an end", time.monotonic() - begun)
    return outcomes


class Verdict:
    """What is wrong with one file's outcome."""

    def __init__(self, entry, document, text, folder):
        self.wrong, self.notes, self.recall = [], [], None
        right = self.right_outcomes(entry)
        self.expected = " or ".join(sorted(right))
        self.hold(outcome_of(document) in right, (document.get("problem") or {}).get("detail", "") or "wrong outcome")
        if document["state"] == "ready":
            self.hold_text(entry, text, folder)
        else:
            self.hold((document.get("problem") or {}).get("code") in REFUSALS, "not an outcome that a file may have")
            self.hold(says_what_to_do(document), "the refusal does not say what to do")
            self.notes.append((document.get("problem") or {}).get("detail", ""))

    def hold(self, ok, complaint):
        if not ok:
            self.wrong.append(complaint)

    def right_outcomes(self, entry):
        expect = entry["expect"]
        if entry["ext"] not in READ:
            # Named and refused; a more exact reason is as good.
            return {"failed unsupported"} | ({f"failed {CODES[expect]}"} if expect in CODES else set())
        if expect == "ok" and "password" in entry:
            self.notes.append("passwords cannot be given yet")
            return {"failed encrypted"}
        return {"ready"} if expect == "ok" else {f"failed {CODES[expect]}"}

    def hold_text(self, entry, text, folder):
        self.hold(rubbish(text) <= RUBBISH, f"{rubbish(text):.1%} of its text is rubbish")
        expected = expected_text(entry, folder)
        if expected is not None:
            wanted, found = words(expected), words(text)
            self.recall = sum((wanted & found).values()) / max(1, wanted.total())
            missing = " ".join((wanted - found).keys())[:60]
            self.notes.append(f"recall {self.recall:.3f}" + (f" (missing: {missing})" if self.recall < 0.97 else ""))
            self.hold(self.recall >= RECALL, f"less than {RECALL} of its words")
        elif entry.get("pdftotext_chars"):
            share = len(squeezed(text)) / entry["pdftotext_chars"]
            self.notes.append(f"{share:.2f} of pdftotext's characters")
            self.hold(share >= LEAST_CHARACTERS, "much of its text is missing")
        anchors = entry.get("anchors_verified") or entry.get("must_contain") or []
        plain = anchor(text)
        lost = [one for one in anchors if anchor(one) not in plain]
        if anchors:
            self.notes.append(f"anchors {len(anchors) - len(lost)}/{len(anchors)}")
        self.hold(not lost, f"without {lost}")
        self.hold(not any(one in text for one in entry.get("must_not_contain", [])), "holds what it must not")


def expected_text(entry, folder):
    """The manifest's, or that of plain text in the encoding its name or tags tell; none if nobody knows."""
    if "expected_text" in entry:
        return without_marks((folder / entry["expected_text"]).read_text())
    if entry["ext"] not in PLAIN:
        return None
    told = re.search(r"cp\d+|utf-16", " ".join([entry["file"], *entry["tags"]]))
    return (folder / entry["file"]).read_bytes().decode(told.group() if told else "utf-8-sig", "replace")


def without_marks(text):
    """Markdown's words without its marks: addresses, comments, signs of emphasis and formulas in TeX are no words of the document."""
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.DOTALL)
    text = re.sub(r"(\${1,2})[^$\n]*[\\^=][^$\n]*\1", " ", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^>]*>", " ", text)
    return html.unescape(text).replace("\\", "")


def words(text):
    """Words in compatible form, lower case; each sign of a script without spaces is a word."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return collections.Counter(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+", text))


def anchor(text):
    """For finding a phrase: no marks, one space between words."""
    return squeezed(re.sub(r"^#+\s|[*`]", "", without_marks(unicodedata.normalize("NFKC", text)), flags=re.MULTILINE))


if __name__ == "__main__":
    main()
