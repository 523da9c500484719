# Thin: each line calls a real tool. UV installs what requirements.lock names into .venv.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv --quiet

.PHONY: run test lint bench campaign relevance messages lock help

run: catalogue/translations/.compiled ## set up, harvest the sample partners, serve at http://localhost:5000
	$(BIN)/catalogue demo
	$(BIN)/catalogue serve

test: catalogue/translations/.compiled ## set up, check style, types and architecture, run every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: .venv/installed ## mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/installed ## measure search beside its peers, and imports of 10,000 courses
	$(UV) pip install --python $(BIN)/python -e ".[bench]"
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.importing
	$(BIN)/python -m tests.benchmarks.extraction

campaign: .venv/installed ## try for hours to lose data or stop the catalogue: kills, damages, mutated input
	$(BIN)/python -m tests.campaign

relevance: .venv/installed ## measure how good the answers are, beside plain Whoosh
	$(BIN)/python -m tests.relevance
	$(BIN)/python -m tests.relevance.conditions

messages: .venv/installed ## bring the translation catalogues to what the code and templates say
	$(BIN)/pybabel --quiet extract --mapping catalogue/translations/babel.cfg --keyword N_ --keyword _l --no-location --omit-header --output catalogue/translations/messages.pot .
	$(BIN)/pybabel --quiet update --input-file catalogue/translations/messages.pot --output-dir catalogue/translations --no-fuzzy-matching --ignore-obsolete --width 110

lock: ## resolve the newest versions inside pyproject.toml's ranges
	uv pip compile --universal --python-version 3.11 --extra semantic --extra test --extra postgres --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements.lock pyproject.toml

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	$(UV) pip install --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --python $(BIN)/python --no-deps -e .
	touch $@

catalogue/translations/.compiled: .venv/installed $(wildcard catalogue/translations/*/LC_MESSAGES/messages.po)
	$(BIN)/pybabel --quiet compile --directory catalogue/translations
	touch $@
