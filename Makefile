# Everything a person or a machine does with this checkout. Needs python3 (3.11 or newer, with venv) and make.
# Nothing is put on your PATH: the command is .venv/bin/onward.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
ASSETS := src/onward/static/vendor/SHA256SUMS
# two workers on two cores; `make test TESTS=tests/core PYTEST_OPTIONS=-x` for a part
TESTS ?=
WORKERS ?= 2
PYTEST_OPTIONS ?=
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) $(PYTEST_OPTIONS)

# Whoever has no home of their own (or none that may be written) gets one here, for the caches of uv and npm.
ifneq ($(shell test -n "$$HOME" && test -d "$$HOME" && test -w "$$HOME" && echo yes),yes)
export HOME := $(CURDIR)/.cache
$(shell mkdir -p "$(CURDIR)/.cache")
endif
# the machine's own certificate authorities count, as they do for pip
export UV_SYSTEM_CERTS ?= 1
unexport PYTHONHOME PYTHONPATH VIRTUAL_ENV

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev run db doctor test check fix messages bench lock chromium clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 12

# Set-up ---------------------------------------------------------------------------------------------------------

setup: $(VENV)/.stamp $(ASSETS) ## environment and web assets; other targets do it themselves
	@$(BIN)/python tools/messages.py compile

setup-dev: $(VENV)/.stamp-dev setup

$(UV): bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Onward needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.11'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo 'Python cannot make environments here. Install what is missing: apt-get install python3-venv'; exit 1; }
	@echo 'Making the environment, once.'
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r bootstrap.txt
	@touch $@

# Once somebody has tested here, the environment keeps the development packages.
$(VENV)/.stamp: requirements.txt requirements-dev.txt pyproject.toml tools/link.py | $(UV)
	@$(UV) pip sync -q --python $(BIN)/python --require-hashes --compile-bytecode \
	  $(if $(wildcard $(VENV)/.stamp-dev),requirements-dev.txt,requirements.txt)
	@$(BIN)/python tools/link.py
	@test ! -e $(VENV)/.stamp-dev || touch $(VENV)/.stamp-dev
	@touch $@

$(VENV)/.stamp-dev: $(VENV)/.stamp
	@test -e $@ || echo 'Adding what developers need, once.'
	@$(UV) pip sync -q --python $(BIN)/python --require-hashes --compile-bytecode requirements-dev.txt
	@$(BIN)/python tools/link.py
	@touch $@

$(ASSETS): package.json package-lock.json designsystemet.config.json requirements-assets.txt tools/assets.py | $(VENV)/.stamp
	@echo 'Fetching the web assets, once.'
	@$(BIN)/python tools/assets.py

# Running --------------------------------------------------------------------------------------------------------

run: setup ## start the demo on http://localhost:8000 (PORT, ONWARD_DATA)
	@$(BIN)/onward demo --stop-with-parent

db: setup ## psql in the database of the data folder
	@$(BIN)/onward manage dbshell

doctor: setup ## look over the installation
	@$(BIN)/onward doctor

# Checking -------------------------------------------------------------------------------------------------------

test: setup-dev chromium ## everything, with a real browser
	$(PYTEST) $(TESTS)

chromium: | $(VENV)/.stamp
	@$(BIN)/python tools/chromium.py

check: setup-dev ## format, lint, types, import order, migrations, translations, sizes
	@$(BIN)/python tools/check.py

fix: setup-dev ## mend what a machine can mend
	$(BIN)/ruff check --fix-only --exit-zero .
	$(BIN)/ruff format .
	$(BIN)/python tools/templates.py --fix

messages: setup-dev ## gather the texts to translate into src/onward/locale
	$(BIN)/python tools/messages.py update

bench: setup-dev ## measure (bench/)
	$(BIN)/python -m bench

lock: $(VENV)/.stamp-dev ## pin the dependencies of pyproject.toml anew
	$(BIN)/python tools/lock.py

clean: ## remove what make made; data/ stays
	rm -rf $(VENV) build node_modules src/onward/static/vendor .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
