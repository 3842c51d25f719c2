#!/bin/sh
# The whole suite. Brings the programs that some groups of tests need where it may (as root, on Debian);
# a group whose program is not at hand is named at the end.
set -eu
bin=${BIN:-.venv/bin}

bring() {  # program, its Debian packages
  command -v "$1" >/dev/null 2>&1 && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 0
  echo "bringing $1 for the tests" >&2
  apt-get install -qq -y --no-install-recommends $2 >/dev/null 2>&1 ||
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends $2; } >/dev/null 2>&1 ||
    echo "$1 could not be brought" >&2
}

bring chromium "chromium fonts-dejavu-core"
bring tesseract "tesseract-ocr"
# axe-core looks for barriers on the pages; it is MPL-2.0, so it is installed for the tests and never kept with the source.
if command -v npm >/dev/null 2>&1 && ! [ tests/node_modules/.package-lock.json -nt tests/package-lock.json ]; then
  (cd tests && npm ci --silent) || echo "axe-core could not be brought" >&2
fi
exec "$bin/python" -m pytest -q -n 2 --dist loadscope "$@"
