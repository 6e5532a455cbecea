# Everything here sets itself up: a .venv in the project, with the versions of requirements.lock.
# Another Python beside it: make PYTHON=python3.13 VENV=.venv-3.13 test
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TESTS ?= tests/unit tests/faults tests/replay
BACKOFF := $(VENV)/python-backoff

.PHONY: help demo test test-backoff check check-generated generate spec-diff spec-pull record reliability bench lock clean properties exactly-once soak
.DEFAULT_GOAL := help

help: ## what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

demo: $(READY) ## the reference example against a sandbox, healthy and with faults
	@$(BIN)/python -m examples.demo

test: $(READY) ## all tests
	$(BIN)/python -m pytest

test-backoff: $(READY) ## the client's tests with python-backoff in place of backoff
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target $(BACKOFF) python-backoff==3.0.0
	PYTHONPATH=$(BACKOFF) $(BIN)/python -c 'import backoff; assert "$(BACKOFF)" in backoff.__file__, backoff.__file__'
	PYTHONPATH=$(BACKOFF) $(BIN)/python -m pytest -q $(TESTS)

properties: $(READY) ## 10,000 schedules of faults in virtual time, other ones each time, and what they held
	ATLAS_SCHEDULES=10000 ATLAS_PROPERTIES_REPORT=docs/properties.md $(BIN)/python -m pytest -q -s --hypothesis-show-statistics tests/properties/test_one_logic.py

check: $(READY) ## ruff, mypy strict, pyright, and that imports point one way
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/basedpyright
	$(BIN)/python -m pytest -q tests/unit/test_architecture.py

check-generated: $(READY) ## that generated/ is what openapi/ makes, untouched
	$(BIN)/python -m tools.check_generated

generate: $(READY) ## generated/ anew from openapi/; or OUT=<folder> from SPEC=<file or address> of another service
	@$(if $(SPEC),$(if $(OUT),,echo 'make generate SPEC=<file or address> OUT=<folder> [PACKAGE=<name>] [OVERLAY=<file>]' >&2; exit 2))
	@$(BIN)/python -m $(if $(SPEC),atlas_codegen '$(SPEC)' --output '$(OUT)' $(if $(PACKAGE),--package '$(PACKAGE)') $(if $(OVERLAY),--overlay '$(OVERLAY)'),tools.generate)

spec-diff: $(READY) ## what changed for Python users: BASE=<revision or file>, FORMAT=markdown
	@$(if $(BASE),,echo 'make spec-diff BASE=<revision or file>' >&2; exit 2)
	@$(BIN)/python -m tools.spec_diff '$(BASE)' --format $(or $(FORMAT),text)

spec-pull: $(READY) ## the service's document of today: URL=<its openapi.json>, or FILE=<a copy>
	@$(if $(URL)$(FILE),,echo 'make spec-pull URL=<its openapi.json>, or FILE=<a copy>' >&2; exit 2)
	@$(BIN)/python -m tools.spec_pull $(if $(URL),--url '$(URL)',--file '$(FILE)')

record: $(READY) ## all cassettes anew, from a sandbox
	rm -f cassettes/sandbox/*.yaml
	$(BIN)/python -m pytest -q tests/replay/test_recorded_calls.py -k 'not async' --record-mode=rewrite
	$(BIN)/python -m pytest -q tests/replay

reliability: $(READY) ## every fault of the table in docs/reliability.md, and that file anew
	ATLAS_RELIABILITY_REPORT=docs/reliability.md $(BIN)/python -m pytest -q tests/reliability

bench: $(READY) ## how fast the sandbox answers
	$(BIN)/python benchmarks/sandbox.py

exactly-once: $(READY) ## 20,000 writes through lost answers, resets and a kill: nothing lost, nothing twice
	$(BIN)/python -m tests.load.exactly_once --write docs/exactly-once.md

soak: $(READY) ## 40,000 calls with faults, 1,000 cancels, 1,000 waiters: nothing is left behind
	$(BIN)/python -m tests.load.soak --write docs/soak.md

lock: $(READY) ## requirements.lock anew
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/python -m uv pip compile pyproject.toml --extra dev --extra sandbox --universal --python-version 3.11 \
		--generate-hashes --no-header --quiet --output-file requirements.lock

clean: ## forget the environment and all caches
	rm -rf .venv .venv-* .mypy_cache .pytest_cache .ruff_cache dist

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "atlas-resilient needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
