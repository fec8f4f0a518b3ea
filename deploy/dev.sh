#!/usr/bin/env bash
# Server and page that reload on change: the page through Vite on port 5173, for a single user; the server rebuilt when a Rust source changes. Arguments go
# to the program (--data FOLDER).
set -euo pipefail
cd "$(dirname "$0")/.."
program="${CARGO_TARGET_DIR:-target}/release/chatbox"
server=0 page=0
stop() {
  trap - EXIT INT TERM
  if [ "$server" != 0 ]; then kill "$server" 2>/dev/null || true; fi
  if [ "$page" != 0 ]; then kill "$page" 2>/dev/null || true; fi
  wait
}
trap stop EXIT INT TERM
(cd web && exec npm run --silent dev) &
page=$!
changed() { find crates Cargo.toml Cargo.lock -newer "$stamp" -type f \( -name '*.rs' -o -name '*.toml' -o -name '*.md' -o -name '*.yaml' \) -print -quit; }
stamp="$(mktemp)"
while true; do
  touch "$stamp"
  if cargo build --release -p chatbox && "$program" "$@" models pull --missing; then
    "$program" "$@" serve --single-user &
    server=$!
  fi
  while [ -z "$(changed)" ]; do
    sleep 1
    kill -0 "$page" 2>/dev/null || exit 1
  done
  if [ "$server" != 0 ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=0
  fi
done
