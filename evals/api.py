"""Calls every operation of the OpenAPI document with what fits it and what does not: no answer may be a fault of the server or one that is
not documented. `make eval NAME=api`."""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import urllib.request
from pathlib import Path

# What ends the session that asks, or goes on for ever.
LEFT_OUT = r"(auth/sign-out|auth/sessions|accounts/\{id\}/password|/ws$|runs/\{id\}/events)"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--models", required=True)
    parser.add_argument("--tool", required=True, help="the schemathesis program")
    parser.add_argument("--examples", default="30", help="calls of each operation and phase")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="chatbox-api-"))
    (folder / "models").symlink_to(Path(args.models).resolve() / "models")
    process = subprocess.Popen(
        [args.binary, "--data", folder, "serve", "--port", "0"],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"CHATBOX__LOG__LEVEL": "error"},
    )
    try:
        url = process.stdout.readline().split()[-1]
        token = set_up(url, process.stdout.readline().strip().split("#")[1])
        code = subprocess.call([
            args.tool, "run", f"{url}/openapi.json", "--header", f"Authorization: Bearer {token}",
            "--checks", "not_a_server_error,status_code_conformance,content_type_conformance",
            "--max-examples", args.examples, "--workers", "2", "--exclude-path-regex", LEFT_OUT, "--suppress-health-check", "all",
        ])
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
    raise SystemExit(code)


def set_up(url, secret):
    """The access token of the owner."""
    body = {"secret": secret, "email": "owner@example.org", "name": "Owner", "password": "correct horse", "tokens": True}
    request = urllib.request.Request(f"{url}/api/v1/auth/setup", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["access"]


if __name__ == "__main__":
    main()
