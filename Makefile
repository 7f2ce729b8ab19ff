# Two commands matter: `make run` and `make test`. Each sets up what is missing first; a second start takes
# a moment. Whatever a package index needs (mirror, certificates) is pip's own configuration, never ours.
SHELL := /bin/bash
PYTHON := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format bench soak notices sbom

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

setup: ## everything that run, test and lint need
	@packaging/setup.sh test

run: ## open the window; with no display, run the demonstration into ./demo-output
	@packaging/setup.sh run
	@packaging/run.sh $(ARGS)

test: ## every test, on a virtual screen (ARGS="tests/store -k undo" for some of them)
	@packaging/setup.sh test
	@packaging/test.sh $(ARGS)

lint: ## style, format, which way imports run, types, licences
	@packaging/setup.sh python
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/lint-imports --no-logo
	$(PYTHON) -m mypy
	$(PYTHON) -m mypy --platform win32 --no-warn-unreachable
	$(PYTHON) packaging/licences.py check

format: ## put the code in order
	@packaging/setup.sh python
	$(PYTHON) -m ruff check --fix-only .
	$(PYTHON) -m ruff format .

bench: ## ratios against a reference measured in the same run
	@packaging/setup.sh test
	@packaging/test.sh -n 0 -m bench -s tests/bench $(ARGS)

soak: ## the full counts: kills, seeds, rows (long)
	@packaging/setup.sh test
	@SANGKIEN_SOAK=1 packaging/test.sh -m soak $(ARGS)

notices: ## write THIRD-PARTY-NOTICES.md again after a library came or went
	@packaging/setup.sh python
	$(PYTHON) packaging/licences.py write

sbom: ## write build/sbom.cdx.json, the list of what the program is made of
	@packaging/setup.sh python
	$(PYTHON) packaging/sbom.py
