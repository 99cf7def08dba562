PYTHON ?= python3
BIN := .venv/bin
UV_VERSION := 0.13.9
DEV_TARGETS := test explore lint format types imports bench docs requirements wheel
export PYTHONUTF8 := 1
export VIRTUAL_ENV := $(CURDIR)/.venv

.DEFAULT_GOAL := help
.PHONY: help setup run clean $(DEV_TARGETS)

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/run.stamp ## an environment in .venv; afterwards the command is .venv/bin/biaozhun

run: .venv/run.stamp ## search standards on http://127.0.0.1:8000
	@$(BIN)/biaozhun demo --if-empty
	@$(BIN)/biaozhun serve $(ARGS)

test: .venv/dev.stamp ## everything that needs neither root nor services
	$(BIN)/pytest -m "not journey and not services" $(ARGS)

explore: .venv/dev.stamp ## the core's properties with thousands of new examples
	$(BIN)/pytest --hypothesis-profile=explore tests/core $(ARGS)

lint: .venv/dev.stamp imports ## ruff and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

imports: .venv/dev.stamp ## who may import whom
	$(BIN)/lint-imports --no-cache

format: .venv/dev.stamp ## put the code in its usual shape
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

types: .venv/dev.stamp ## mypy, strict
	$(BIN)/mypy

bench: .venv/dev.stamp ## ratios against named peers (SIZE=300000)
	$(BIN)/python -m bench $(ARGS)

docs: .venv/dev.stamp ## the manual, with its generated pages, in build/docs
	$(BIN)/python tools/reference_pages.py
	$(BIN)/python tools/life_cycles.py
	$(BIN)/mkdocs build --strict --quiet

wheel: .venv/dev.stamp ## dist/biaozhun-*.whl
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

requirements: .venv/dev.stamp ## write the hashed requirement files anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --group build -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --extra postgresql --group dev -o requirements-dev.txt

clean: ## remove what was built; the data directory stays
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# uv is pinned here, everything else in the requirement files. The developing set contains the
# running set, so one environment serves both and `make run` never takes the tools away again.
$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, for example: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/run.stamp: requirements.txt pyproject.toml $(BIN)/uv
	@test -e .venv/dev.stamp || $(BIN)/uv pip sync --quiet requirements.txt
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements-dev.txt pyproject.toml $(BIN)/uv
	@$(BIN)/uv pip sync --quiet requirements-dev.txt
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ .venv/run.stamp
