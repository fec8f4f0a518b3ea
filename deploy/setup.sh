#!/usr/bin/env bash
# Installs what is missing for: build | dev | test. Asks for sudo only when something is missing and we are not root.
set -euo pipefail

build_packages=(build-essential cmake clang libclang-dev pkg-config git)
test_packages=(chromium pebble postgresql poppler-utils prometheus sqlite3)

has_program() { command -v "$1" >/dev/null 2>&1; }

need_rust() {
  has_program cargo || { echo "Rust is missing: install it from https://rustup.rs and open a new shell." >&2; exit 1; }
}

need_node() {
  local major=0
  has_program node && major="$(node -p 'process.versions.node.split(".")[0]')"
  [ "$major" -ge 20 ] || { echo "Node.js 20 or newer is missing: install the packages nodejs and npm, or see https://nodejs.org." >&2; exit 1; }
}

need_python() {
  python3 -m pip --version >/dev/null 2>&1 || { echo "Python 3 with pip is missing: install the packages python3 and python3-pip (it resolves the model packages)." >&2; exit 1; }
}

install_missing() {
  has_program dpkg-query || { echo "This is no Debian or Ubuntu: make sure these are installed: $*" >&2; return 0; }
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    has_program sudo || { echo "Please install as root: apt-get install ${missing[*]}" >&2; exit 1; }
    echo "These packages are missing and need sudo: ${missing[*]}" >&2
    sudo=(sudo)
  fi
  "${sudo[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

need_rust
need_node
need_python
case "${1:-}" in
  build | dev) install_missing "${build_packages[@]}" ;;
  test) install_missing "${build_packages[@]}" "${test_packages[@]}" ;;
  *) echo "usage: setup.sh build|dev|test" >&2; exit 2 ;;
esac
