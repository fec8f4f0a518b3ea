#!/usr/bin/env python3
"""What people run today, as a yardstick: onnxruntime + chromadb over the same texts with the same model file.

    python_pipeline.py --model MODEL.onnx [--corpus BEIR_FOLDER] [--documents 1000]

Needs the packages in python_pipeline.txt. Texts are cut into pieces of at most 200 word pieces with an overlap of 20,
embedded in batches of 32 sorted by length, and added to a persistent collection. The last line is one JSON object.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path

import chromadb
import numpy as np
import onnxruntime
from tokenizers import BertWordPieceTokenizer

from bench import documents, machine, read_corpus

PIECE, OVERLAP, BATCH, WINDOW = 200, 20, 32, 256
VOCABULARY = Path(__file__).parent.parent / "crates/local/assets/vocab.txt"


def pieces(tokenizer, text):
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = encoding.offsets
    for start in range(0, max(len(offsets), 1), PIECE - OVERLAP):
        part = offsets[start : start + PIECE]
        if part:
            yield text[part[0][0] : part[-1][1]]
        if start + PIECE >= len(offsets):
            break


def embed(session, tokenizer, texts):
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    vectors = [None] * len(texts)
    names = {field.name for field in session.get_inputs()}
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        encodings = tokenizer.encode_batch([texts[number] for number in batch])
        ids = np.array([encoding.ids for encoding in encodings], dtype=np.int64)
        mask = np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = session.run(None, {name: value for name, value in inputs.items() if name in names})[0]
        if hidden.ndim == 3:
            weights = mask[..., None].astype(np.float32)
            hidden = (hidden * weights).sum(1) / weights.sum(1)
        hidden /= np.linalg.norm(hidden, axis=1, keepdims=True)
        for number, vector in zip(batch, hidden):
            vectors[number] = vector
    return vectors


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--corpus")
    parser.add_argument("--documents", type=int, default=1000)
    arguments = parser.parse_args()
    print(machine())
    files = documents(read_corpus(arguments.corpus)[0], arguments.documents)
    tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    cutter = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    tokenizer.enable_truncation(WINDOW)
    tokenizer.enable_padding()
    session = onnxruntime.InferenceSession(arguments.model)
    with tempfile.TemporaryDirectory() as folder:
        collection = chromadb.PersistentClient(folder).create_collection("bench")
        begun, chunks = time.monotonic(), 0
        for at in range(0, len(files), 100):
            cut = [(f"{name}#{n}", piece) for name, text in files[at : at + 100] for n, piece in enumerate(pieces(cutter, text))]
            texts = [piece for _, piece in cut]
            collection.add(ids=[name for name, _ in cut], documents=texts, embeddings=embed(session, tokenizer, texts))
            chunks += len(cut)
        seconds = time.monotonic() - begun
    print(json.dumps({
        "name": "python_pipeline", "documents": len(files), "chunks": chunks, "seconds": round(seconds, 1),
        "documents_per_second": round(len(files) / seconds, 1), "chunks_per_second": round(chunks / seconds, 1),
    }))


if __name__ == "__main__":
    main()
