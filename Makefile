# Everything a developer does, on a machine with Python (venv and pip) and make.
# `make` alone prints the targets.

PYTHON ?= python3
PORT ?= 8000
PROJECTS ?= 0
ARGS ?=

# uv lives in an environment of its own, because `uv sync` removes from .venv what the lock
# file doesn't name. Before version 1 its second number is the one that may break things.
UV_VERSION := 0.13
UV := .uv/bin/uv
UV_READY := .uv/ready-$(UV_VERSION)

# Two stages, so that the demo doesn't wait for the developers' tools.
RUN_READY := .venv/ready-to-run
DEV_READY := .venv/ready-to-develop

# An activated environment or a Python that uv fetched would make two machines differ.
unexport VIRTUAL_ENV
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
SYNC = UV_PYTHON="$$(.uv/bin/python -c 'import sys; print(sys._base_executable)')" $(UV) sync --frozen

# The settings of a public installation, whatever stands in the developer's environment.
PRODUCTION = env DEBUG=0 DEMO=0 TRUSTED_PROXIES=1 DATABASE_URL=sqlite://:memory: \
	ALLOWED_HOSTS=lan.example.se SITE_URL=https://lan.example.se \
	SECRET_KEY="$$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')"

.DEFAULT_GOAL := help
.PHONY: help setup install demo test readers relevance bench coverage lint format messages clean

help: ## Print this list.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

install: $(RUN_READY) ## Install what the site needs, and nothing else, into .venv.

setup: $(DEV_READY) ## Install what the site and its developers need, into .venv.

demo: $(RUN_READY) ## Serve the site with sample projects on this machine (PORT=8000 PROJECTS=0).
	@mkdir -p var
	@DEMO=1 DEBUG=0 DATABASE_URL=sqlite:///var/demo.sqlite3 SITE_URL=http://127.0.0.1:$(PORT) \
		ALLOWED_HOSTS= SECRET_KEY= TRUSTED_PROXIES=0 \
		.venv/bin/python manage.py demo --port $(PORT) --projects $(PROJECTS)

test: $(DEV_READY) ## Run all tests on SQLite, on PostgreSQL and in a browser (ARGS="-k slug").
	@.venv/bin/python -m tests.legs $(ARGS)

readers: $(DEV_READY) ## Open the files in LibreOffice, where it is, and compare with JSON.
	@command -v soffice >/dev/null || { \
		echo "NOT RUN: LibreOffice is not here" \
			"(on Debian: apt-get install --no-install-recommends libreoffice-calc)." >&2; exit 1; }
	@.venv/bin/pytest -q tests/readers/libreoffice.py $(ARGS)

relevance: $(DEV_READY) ## Say how well the search finds, beside the databases' own (ARGS=--order).
	@.venv/bin/python -m tests.loans.search $(ARGS)

bench: $(DEV_READY) ## Say what the search costs in a large register (ARGS="10000 --postgresql").
	@.venv/bin/python -m tests.bench $(ARGS)

coverage: $(DEV_READY) ## Say which branches the tests leave out (SQLite alone, no browser).
	@.venv/bin/pytest -q -n auto -m "not browser" --cov --cov-report=term-missing:skip-covered

lint: $(DEV_READY) ## Check style, lock file, migrations and the settings of production.
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	$(UV) lock --check --python .venv/bin/python
	@echo "manage.py makemigrations --check"
	@$(PRODUCTION) .venv/bin/python manage.py makemigrations --check --dry-run
	@echo "manage.py check --deploy"
	@$(PRODUCTION) .venv/bin/python manage.py check --deploy --fail-level WARNING

format: $(DEV_READY) ## Put the code into the agreed style.
	.venv/bin/ruff check --fix --exit-zero
	.venv/bin/ruff format

messages: $(DEV_READY) ## Compile the words of the interface (locale).
	.venv/bin/pybabel compile -d locale -D django

clean: ## Remove what make has made: environments, the demo's data, caches.
	rm -rf .venv .uv var staticfiles .pytest_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(UV_READY):
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no $(PYTHON) here: install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is $$($(PYTHON) --version 2>&1), and 3.11 or newer is needed:" \
			"name one that is, such as PYTHON=python3.12." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) lacks venv or pip: install them" \
			"(on Debian: apt-get install python3-venv)." >&2; exit 1; }
	@echo "Setting up uv in .uv"
	@$(PYTHON) -m venv --clear .uv
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv==$(UV_VERSION).*'
	@touch $@

# Leaves the developers' tools where they are, when they are.
$(RUN_READY): pyproject.toml uv.lock $(UV_READY)
	@$(SYNC) --no-dev --inexact
	@touch $@

$(DEV_READY): pyproject.toml uv.lock $(UV_READY)
	@$(SYNC)
	@touch $(RUN_READY) $@
