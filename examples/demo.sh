#!/bin/sh
# `make demo FILE=path`: the same on a text of your own. What follows the file goes to `servanda read`.
set -eu
mkdir -p out
export SERVANDA_LEDGER=out/demo.db
rm -f out/demo.db out/demo.db-wal out/demo.db-shm

servanda read "$@" > out/demo.txt
printf '\nTHE REGISTER\n\n' && servanda register
printf '\nWHAT SLIPPED\n\n' && servanda slipped
longest=$(servanda threads --json | python -c '
import json, sys
def assertions(thread): return sum(len(owed["assertions"]) for owed in thread["undertakings"])
print(max(map(json.loads, sys.stdin), key=assertions, default={"id": ""})["id"])')
if [ -n "$longest" ]; then printf '\nONE THREAD\n\n' && servanda thread "$longest"; fi
printf '\nThe assertions are in out/demo.txt, the ledger is %s.\n' "$SERVANDA_LEDGER"
