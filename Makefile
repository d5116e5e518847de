# Two commands are all a newcomer needs: `make run` and `make test`. Everything else serves those who change the code.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
PORT ?= 8000
# Compiled modules are kept beside their sources, whatever the machine's habit: else each process compiles them anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: setup run test test-postgres check check-types check-rest format bench reference picture lock clean

setup: .venv/.ready ## the environment, the styles, the database, the frameworks
	@$(BIN)/overwinter setup

run: .venv/.ready ## set up and serve a demo winter at http://127.0.0.1:8000
	@$(BIN)/overwinter run --port $(PORT)

test: .venv/.ready-dev ## all tests on SQLite, the browser's journeys among them
	@$(BIN)/python -m overwinter.design.build
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

test-postgres: .venv/.ready-dev ## the same tests on a PostgreSQL: DATABASE_URL's, or one started from a package
	@$(BIN)/python -m overwinter.design.build
	@$(BIN)/python -m tests.support.postgres -- $(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

check: .venv/.ready-dev ## format, lint, types, import contracts, templates, migrations
	@$(BIN)/python -m overwinter.design.build
	@$(MAKE) --no-print-directory --jobs 2 check-types check-rest

check-types: .venv/.ready-dev
	@$(BIN)/mypy

check-rest: .venv/.ready-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports
	@$(BIN)/djlint overwinter --lint --quiet
	@$(BIN)/overwinter manage makemigrations --check --dry-run
	@$(BIN)/overwinter manage check --fail-level WARNING
	@$(BIN)/overwinter framework check
	@$(BIN)/overwinter measures check

format: .venv/.ready-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .venv/.ready-dev ## pages at 1 and at 150 councils; reading beside other tools; matching; a long workbook; returns of 26,000 (PART=peers for one)
	@$(BIN)/python -m bench $(PART)

reference: .venv/.ready ## write docs/reference from the program: settings, thresholds, commands, states, routes, permissions
	@$(BIN)/python -m overwinter.config.reference

picture: .venv/.ready-dev ## take the README's picture anew from a demo that runs at PORT
	@$(BIN)/python -m docs.pictures.take --port $(PORT)

lock: .venv/bin/uv ## the hashed requirements, from pyproject.toml
	@$(UV) pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 pyproject.toml --group build -o requirements/run.txt
	@$(UV) pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 pyproject.toml --group build --group dev -o requirements/dev.txt
	@$(UV) pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 --group peers -o requirements/peers.txt

wheel: .venv/.ready ## one file to install elsewhere, with the styles, the typeface and the catalogue in it
	@$(BIN)/python -m overwinter.design.build
	@$(UV) build -q --wheel --no-build-isolation -o dist

clean: ## forget the environment, the styles and the demo
	rm -rf .venv build node_modules var

.venv/bin/uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Overwinter needs Python 3.11 or newer; set PYTHON=python3.11")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/.ready: .venv/bin/uv requirements/run.txt pyproject.toml
	@$(UV) pip install -q --require-hashes -r requirements/run.txt
	@$(UV) pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.ready-dev: .venv/.ready requirements/dev.txt
	@$(UV) pip install -q --require-hashes -r requirements/dev.txt
	@touch $@
