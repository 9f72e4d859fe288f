# Every command works from a clean clone. `make demo` runs the main job, `make check` is what CI runs.
SHELL := /bin/bash
# The system's own Python where it is new enough: its makers let their compiler learn from running it. One that was built on this
# machine by a manager of versions seldom knows that, and the check takes a sixth longer.
PYTHON ?= $(or $(shell /usr/bin/python3 -c 'import ensurepip, sys; sys.version_info < (3, 11) or print(sys.executable)' 2>/dev/null),python3)
BIN := .venv/bin
UV := $(shell command -v uv || echo .uv/bin/uv)
STAMP := .venv/.ready

# Bytecode is kept whatever the machine says: every process that is started would compile everything again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test check bench system lock format clean

setup: $(STAMP)

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv

$(STAMP): requirements.lock pyproject.toml $(if $(findstring .uv,$(UV)),.uv/bin/uv)
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: setup
	$(BIN)/monosashi demo

# The pure rooms: no database, no browser; a minute at most.
test: setup
	$(BIN)/pytest -q -n 2 --dist loadgroup -m "not slow" tests

check: setup
	$(BIN)/python scripts/check.py

bench: setup
	$(BIN)/python -m benchmarks

# Debian packages, as root.
system:
	scripts/install_system_packages

# The lock carries hashes and no address: exported, then the resolver's own file is thrown away.
lock:
	$(UV) lock --quiet
	$(UV) export --quiet --frozen --all-groups --all-extras --no-emit-project --no-header --no-annotate --output-file requirements.lock
	rm -f uv.lock

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv .uv build dist
