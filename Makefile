# Everything is done from here; `make` alone lists what there is.
PYTHON ?= python3
ENMUSUBI_HOME ?= $(CURDIR)/.enmusubi
# How torch is installed. To choose a build: make setup TORCH_INSTALL="--index-url ADDRESS torch==VERSION"
TORCH_INSTALL ?= $(shell sed -n 's/.*"\(torch==[^"]*\)".*/\1/p' pyproject.toml)
# Tests as root install what they need of the system with apt-get; SYSTEM_PARTS=no leaves the system alone.
SYSTEM_PARTS ?= yes
# What `make lock` hands to pip-compile, such as --upgrade or --upgrade-package=flask.
LOCK_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCKED := install --quiet --no-deps --require-hashes --no-build-isolation
BRIEF_JA := 日本のコスメブランドの新作リップを紹介してくれるクリエイター
BRIEF_EN := Cafés and specialty coffee creators for a new cold brew launch

export ENMUSUBI_HOME
# They would mix other packages with those of .venv.
unexport PYTHONPATH PYTHONHOME
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo serve test check format vendor lock system

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.set-up ## make .venv with everything Enmusubi runs on

# The mark .unfinished stands while packages change: a set-up that was cut short starts from an empty .venv.
$(VENV)/.set-up: pyproject.toml requirements.lock
	@$(PYTHON) scripts/setup/check_python.py
	@if [ -e $(VENV)/.unfinished ] || ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		echo "Making $(VENV) ..."; $(PYTHON) -m venv --clear $(VENV); fi
	@touch $(VENV)/.unfinished
	@echo "Installing $(TORCH_INSTALL) ..."
	@$(PIP) install --quiet $(TORCH_INSTALL)
	@echo "Installing what is in requirements.lock ..."
	@sed -n '/^setuptools==/,/# via/p' requirements.lock > $(VENV)/builder.txt
	@$(PIP) $(LOCKED) -r $(VENV)/builder.txt
	@$(PIP) $(LOCKED) -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(PIP) check
	@rm -f $(VENV)/.unfinished
	@touch $@

$(VENV)/.set-up-test: $(VENV)/.set-up requirements-test.lock
	@echo "Installing what is in requirements-test.lock ..."
	@$(PIP) $(LOCKED) -r requirements-test.lock
	@$(PIP) check
	@touch $@

demo: setup ## set up, import the sample, index it, answer a Japanese and an English brief
	@$(BIN)/python -m scripts.demo_data "$(ENMUSUBI_HOME)/sample"
	$(BIN)/enmusubi import "$(ENMUSUBI_HOME)/sample/creators.jsonl"
	$(BIN)/enmusubi index
	$(BIN)/enmusubi match --brief "$(BRIEF_JA)" --limit 10
	$(BIN)/enmusubi match --brief "$(BRIEF_EN)" --limit 10
	@echo; echo "Open the page: run 'make serve', then visit http://127.0.0.1:8000"

serve: setup ## serve the page at http://127.0.0.1:8000
	$(BIN)/enmusubi serve

test: $(VENV)/.set-up-test system check ## set up and run all checks

system: $(VENV)/.set-up-test ## look for (as root: install) the Chromium, PostgreSQL and fonts that tests use
	@SYSTEM_PARTS=$(SYSTEM_PARTS) sh scripts/setup/system_parts.sh

check: $(VENV)/.set-up-test ## run all checks with what is there
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest </dev/null  # small matrices gain nothing of more

format: $(VENV)/.set-up-test ## put the code into its one form
	$(BIN)/ruff check --select I --fix .
	$(BIN)/ruff format .

vendor: setup ## fetch the scripts of the page again and compare their checksums
	$(BIN)/python -m scripts.vendor

lock: ## write the lock files anew from pyproject.toml (Python 3.11)
	@$(PYTHON) -m venv --clear .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check "pip-tools>=7.6,<8"
	@.venv-lock/bin/python scripts/setup/lock.py $(LOCK_ARGS)
