# Everything runs in .venv, made from the locked versions. Needs Python 3.11+ and make.
#
#   make demo        build, install into a new folder, run the demo there
#   make test        all tests
#   make check       format, lint, types, import contracts, tests
#   make format      put the code into its form
#   make catalogue   collect the texts for translators and compile the catalogues
#   make lock        pin dependencies again (UPGRADE=--upgrade: to their newest versions)
#   make clean       remove what these made

PYTHON ?= python3
PYTEST_ARGS ?= -n auto --maxprocesses 4
BIN := .venv/bin
READY := .venv/.ready
PIP := -m pip -qq --disable-pip-version-check

# The demo's own environment holds the built wheel and nothing of the checkout.
DEMO := demo-output
DEMO_BIN := $(abspath $(DEMO)/environment/bin)
DEMO_READY := $(DEMO)/environment/.ready

LOCALE := src/tender_flow/i18n/locale
UV_COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header $(UPGRADE)

.PHONY: demo test check static format wheel catalogue lock clean

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tender-flow needs Python 3.11 or newer")'
	@echo "Making .venv from requirements-dev.lock. This takes about a minute."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python $(PIP) install --require-hashes -r requirements-dev.lock
	@$(BIN)/python $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

test: $(READY)
	$(BIN)/pytest $(PYTEST_ARGS)

check: static test

static: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

wheel: $(READY)
	@rm -rf dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . > /dev/null
	@ls dist/*.whl

$(DEMO_READY): requirements.lock
	@$(PYTHON) -m venv $(DEMO)/environment
	@$(DEMO_BIN)/python $(PIP) install --require-hashes -r requirements.lock
	@touch $@

# $(DEMO)/run is new each time: the demo of before makes room.
demo: wheel $(DEMO_READY)
	@$(DEMO_BIN)/python $(PIP) install --no-deps --force-reinstall dist/*.whl
	@rm -rf $(DEMO)/run && mkdir $(DEMO)/run
	@cd $(DEMO)/run && if $(DEMO_BIN)/tender-flow demo --help > /dev/null 2>&1; \
		then $(DEMO_BIN)/tender-flow demo; \
		else echo "The demo stops here: this version has no demo yet. What there is:" \
			&& $(DEMO_BIN)/tender-flow --help; fi

catalogue: $(READY)
	$(BIN)/pybabel --quiet extract --keyword N_ --add-location file --sort-by-file \
		--project tender-flow --version alpha \
		--header-comment "# Texts of tender-flow, collected by: make catalogue" --output $(LOCALE)/tender_flow.pot src/tender_flow
	$(BIN)/pybabel --quiet update --domain tender_flow --input-file $(LOCALE)/tender_flow.pot \
		--output-dir $(LOCALE) --no-fuzzy-matching --ignore-obsolete
	$(BIN)/pybabel --quiet compile --domain tender_flow --directory $(LOCALE)

lock: $(READY)
	$(BIN)/python $(PIP) install uv
	$(UV_COMPILE) --output-file requirements.lock > /dev/null
	$(UV_COMPILE) --group dev --extra postgresql --constraint requirements.lock \
		--output-file requirements-dev.lock > /dev/null

clean:
	rm -rf .venv dist $(DEMO) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
