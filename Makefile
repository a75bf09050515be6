# `make help` lists the targets. Everything is installed into .venv, once: the stamps in it say what is there.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null)
PIP    := $(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)
DEMO   := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo test lint docs format train train-reader bench clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

demo: $(VENV)/.reports  ## build a record from examples/, write the review of China in 2024, audit two reviews
	@mkdir -p $(DEMO)
	@$(BIN)/communique add examples/china-2023 examples/china-2024 --db $(DEMO)/china.db
	@$(BIN)/communique review --about CHN --year 2024 --db $(DEMO)/china.db --output $(DEMO)/china-2024.html
	@for year in 2023 2024; do $(BIN)/communique audit examples/reviews/china-$$year.txt --db $(DEMO)/china.db \
	  --format html --output $(DEMO)/audit-$$year.html || exit 1; done
	@echo "Open in a browser:"
	@echo "  $(DEMO)/china-2024.html   China's diplomacy in 2024, written from the record, with charts"
	@echo "  $(DEMO)/audit-2023.html   a review of 2023, claim by claim"
	@echo "  $(DEMO)/audit-2024.html   a review of 2024, claim by claim"
	@echo "The record is $(DEMO)/china.db: $(BIN)/communique events --between CHN RUS --db $(DEMO)/china.db"

# One thread a process: pytest runs one process a core, and what coding costs beside parsing is asked of one core.
test: lint  ## run what CI runs: lint, types, layers, tests
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest

lint: $(VENV)/.dev  ## check style, types and layers
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "not formatted: run make format"; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: $(VENV)/.dev  ## format the code
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

docs: $(VENV)/.dev  ## write the generated references anew
	@$(BIN)/python scripts/build_cli_docs.py
	@$(BIN)/python scripts/build_datasets_docs.py
	@$(BIN)/python scripts/build_knowledge_docs.py
	@$(BIN)/python scripts/build_lexicon_docs.py
	@$(BIN)/python scripts/build_chart.py
	@$(BIN)/python scripts/refresh_readme.py

train: .venv-train/.train  ## train the English model from ../shared/treebank, put it into the package, score it
	@.venv-train/bin/python -m training.train --output build/model.pt
	@.venv-train/bin/python -m training.export build/model.pt src/communique/language/data/english.npz
	@.venv-train/bin/python -m benchmarks parsing

train-reader: .venv-train/.train  ## train the learned reader from training/events/passages, put it into the package
	@.venv-train/bin/python -m training.events.examples training/events/passages build/examples.pickle
	@.venv-train/bin/python -m training.events.train build/examples.pickle build/reader.pt
	@.venv-train/bin/python -m training.events.export build/reader.pt src/communique/coding/learned/data/reader.npz

bench: $(VENV)/.dev  ## measure speed and accuracy
	@$(BIN)/python -m benchmarks

clean:  ## remove the virtual environment and what was built
	@rm -rf $(VENV) .venv-train build dist

# A Debian without python3-venv has no ensurepip: the pip of the system then fills the environment.
$(BIN)/python:
	@$(if $(UV),$(UV) venv --quiet --python $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV) 2>/dev/null \
	  || { $(PYTHON) -m venv --clear --without-pip $(VENV) && $(PYTHON) -m pip --quiet --python $@ install pip; })

$(VENV)/.core: pyproject.toml | $(BIN)/python
	@echo "Installing communique into $(VENV) (first run only) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.reports: pyproject.toml | $(BIN)/python
	@echo "Installing communique and what draws charts into $(VENV) (first run only) ..."
	@$(PIP) --editable '.[reports]'
	@touch $@ $(VENV)/.core

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	@echo "Installing communique and its tests into $(VENV) (first run only) ..."
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.core $(VENV)/.reports

# Torch gets an environment of its own: where it is installed, spaCy imports it too, which takes seconds.
.venv-train/.train: pyproject.toml
	@echo "Installing communique and what training needs into .venv-train (first run only) ..."
	@$(MAKE) --no-print-directory VENV=.venv-train .venv-train/bin/python
	@$(subst $(BIN)/,.venv-train/bin/,$(PIP)) --editable '.[train]'
	@echo '*' > .venv-train/.gitignore
	@touch $@
