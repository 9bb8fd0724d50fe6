# `make demo` and `make test` need nothing but Debian's python3 (3.11 to 3.13, with venv), make and git.
# NEWSLOOM_DATA names a folder of labelled evaluation data for `make bench`; it is not part of the project.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test check bench lock clean

setup: $(VENV)/.done

$(VENV)/.done: pyproject.toml requirements.lock
	@test -x "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed: apt-get install python3 python3-venv"; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is needed: apt-get install python3-venv"; exit 2; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	$(BIN)/newsloom demo

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy scheduler.py

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

# What only the benchmarks need (the peers, the plots) has a lock of its own, so that nobody else installs it.
$(VENV)/.bench: $(VENV)/.done benchmarks/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r benchmarks/requirements.lock
	touch $@

# The lock file is complete, so nothing is resolved anew (--no-deps); it holds for every Python and platform that pyproject.toml names.
# What pyproject.toml overrides to no platform at all is left out of it.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --extra postgres --extra dev --output-file requirements.lock pyproject.toml
	awk "/^[a-z]/ { kept = ! /'never'/ } kept" requirements.lock > requirements.new && mv requirements.new requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --constraint requirements.lock --extra bench --output-file benchmarks/requirements.lock pyproject.toml
	@echo "hatchling is in the lock through the dev extra: the build needs no network of its own"

clean:
	rm -rf $(VENV) .cache build dist demo-newsroom
