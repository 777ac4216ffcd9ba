# Two commands do everything: `make run` and `make test`. Both make the environment from the lock files first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CASE ?= cases/yalu
OUT ?= out

.PHONY: run test check lock bench docs clean

run: $(VENV)/.run-ready
	$(BIN)/contraflow run $(CASE) --out $(OUT) --overwrite

test: $(VENV)/.test-ready
	tools/services.sh
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/.test-ready
	$(BIN)/ruff format --check src tests tools benchmarks docs/examples
	$(BIN)/ruff check src tests tools benchmarks docs/examples
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/measure.py

bench: $(VENV)/.run-ready
	$(BIN)/python -m benchmarks

docs: $(VENV)/.run-ready
	$(BIN)/python tools/codebook.py

# maintainers only: resolve the ranges of pyproject.toml anew
lock: $(VENV)/.test-ready
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

$(VENV)/bin/python:
	PYTHON=$(PYTHON) tools/environment.sh $(VENV)

$(VENV)/.run-ready: requirements.lock pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.test-ready: requirements-dev.lock $(VENV)/.run-ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) $(OUT)
