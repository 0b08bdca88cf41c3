PYTHON ?= python3
BIN = .venv/bin
READY = .venv/.ready
DEV = .venv/.dev

.PHONY: picture test test-services fuzz packages lowest dist bench bench-store bench-pages lint wheel clean

picture: $(READY)  ## set up, read the example report and print its picture
	$(BIN)/lagebild read examples/hafenstadt.txt --date 2024-03-14

test: $(DEV)  ## everything that needs no root, server or network
	$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q

test-services: $(DEV)  ## what is built in clean environments, each extra by itself; PostgreSQL, a browser and Ray of our own
	bash tests/services/packages.sh
	bash tests/services/postgres.sh
	bash tests/services/browser.sh
	bash tests/services/api.sh
	bash tests/services/cluster.sh

packages: $(DEV)  ## wheel and sdist twice, the same bytes; without extras and with each by itself in a clean environment
	bash tests/services/packages.sh

lowest: $(DEV)  ## every extra in a clean environment with the lowest versions that are declared
	LOWEST=1 bash tests/services/packages.sh

dist: $(DEV)  ## wheel and sdist, the same bytes from the same commit; the bill of materials and the licences of what they stand on
	$(BIN)/python -m release.build dist
	bash release/materials.sh

bench: $(DEV)  ## what reading costs beside the bare encoder, in one run
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.processes

bench-store: $(DEV)  ## a store of 200,000 documents: adding one, pictures, search, changes, the file's size
	$(BIN)/python -m benchmarks.store

bench-pages: $(DEV)  ## pages over a store of 200,000 documents: their first answers, and fifty readers at once
	$(BIN)/python -m benchmarks.pages

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(DEV): $(READY)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv build dist *.egg-info

fuzz: $(DEV)  ## an hour of bytes of every kind into every parser; guided by coverage where atheris can be installed
	$(BIN)/python -m pip install --quiet 'atheris>=2.3' || true
	$(BIN)/python -m tests.fuzz
