#!/bin/sh
# `make run`: reads the examples into a ledger and prints the register, what slipped, one whole thread, and the books.
set -eu
here=$(dirname "$0")
mkdir -p out
export SERVANDA_LEDGER=out/examples.db
rm -f out/examples.db out/examples.db-wal out/examples.db-shm

servanda read "$here"/csto/*.md "$here"/csto/notes/*.md > out/examples.txt
printf '\nTHE REGISTER\n\n' && servanda register --as-of 2025-12-31
printf '\nWHAT SLIPPED\n\n' && servanda slipped --as-of 2025-12-31
printf '\nONE THREAD\n\n' && servanda thread Cobalt --as-of 2025-12-31
printf '\nThe assertions are in out/examples.txt, the ledger is %s.\n' "$SERVANDA_LEDGER"

servanda brief CSTO --year 2021 --as-of 2022-02-02 --out out/briefing.pdf 2>/dev/null
servanda brief CSTO --year 2021 --as-of 2022-02-02 --out out/briefing.html 2>/dev/null
printf '\nThe briefing "results of 2021 and tasks for 2022" is out/briefing.pdf, and out/briefing.html for the screen.\n'

printf '\nTHE BOOKS\n'
for book in instruments statements activities bodies; do
  printf '\n' && servanda book "$book" --as-of 2025-12-31
done
printf '\nONE MATRIX\n\n' && servanda matrix "Peacekeeping Activities" --as-of 2025-12-31
