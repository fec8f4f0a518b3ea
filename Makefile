# Chatbox: `make run` starts it, `make test` tests it; both set up whatever is missing. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help

export CARGO_TARGET_DIR ?= $(CURDIR)/target
# Without AVX2 the build falls back to what every x86-64 processor has (the default is in .cargo/config.toml).
ifeq ($(shell uname -m),x86_64)
ifeq ($(shell grep -c -m1 avx2 /proc/cpuinfo 2>/dev/null),0)
export RUSTFLAGS ?= -C target-cpu=x86-64
endif
endif

BIN := $(CARGO_TARGET_DIR)/release/chatbox
DATA ?=
DATA_FLAG := $(if $(DATA_DIR),--data $(DATA_DIR),)
EVAL_DATA ?= $(CARGO_TARGET_DIR)/eval/$(notdir $(abspath $(DATA)))
TEST_MODELS ?= $(CARGO_TARGET_DIR)/test-models
PAGE := web/dist/index.html
SETUP := deploy/setup.sh
BENCH = python3 evals/bench.py --binary $(BIN) --models $(TEST_MODELS) $(if $(DATA),--corpus $(DATA))

help: ## lists the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: ## sets up what building and running needs (Debian packages, page, program, models)
	@$(SETUP) build
	$(MAKE) --no-print-directory $(BIN)
	$(BIN) $(DATA_FLAG) models pull --missing

run: ## sets up what is missing and starts the server
	@if ! $(BIN) $(DATA_FLAG) doctor --quiet 2>/dev/null || ! $(MAKE) --no-print-directory -q $(BIN) 2>/dev/null; then
		$(MAKE) --no-print-directory install
	fi
	exec $(BIN) $(DATA_FLAG) serve $(ARGS)

dev: ## server and page reload on change
	@$(SETUP) dev
	$(MAKE) --no-print-directory page
	exec deploy/dev.sh $(DATA_FLAG)

# The page is built into the program, so it comes first.
SOURCES = $(shell git ls-files 'crates/*.rs' 'crates/**/*.rs' 'crates/*.toml' 'crates/**/*.md' 'crates/**/*.yaml' Cargo.toml Cargo.lock 2>/dev/null)
$(BIN): $(SOURCES) $(PAGE)
	@echo "Building Chatbox; the first time this compiles everything and takes a while."
	cargo build --release -p chatbox
	touch $@

page: $(PAGE) ## builds the page
$(PAGE): $(shell git ls-files web ':!web/e2e' 2>/dev/null)
	@echo "Building the page."
	cd web
	[ -d node_modules ] && [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-fund --no-audit
	npm run --silent build

generate: $(BIN) ## renews openapi.json and the page's types of it
	$(BIN) openapi > openapi.json
	cd web && npm run --silent api:gen

# Python tools, each list in an environment of its own: linters, and what people run today as the yardstick of `bench ingest`.
LINTERS := $(CARGO_TARGET_DIR)/linters
PIPELINE := $(CARGO_TARGET_DIR)/python-pipeline
API_TOOLS := $(CARGO_TARGET_DIR)/api-tools
$(LINTERS)/ready: deploy/linters.txt
$(PIPELINE)/ready: evals/python_pipeline.txt
$(API_TOOLS)/ready: evals/api_tools.txt
$(LINTERS)/ready $(PIPELINE)/ready $(API_TOOLS)/ready:
	@python3 -m venv $(@D)
	$(@D)/bin/pip install -q -r $<
	touch $@

lint: $(PAGE) $(LINTERS)/ready ## formatting, clippy, licences and sources of dependencies, Dockerfile, the page's linter
	cargo fmt --all --check
	cargo clippy -q --release --workspace --all-targets -- -D warnings
	cargo fetch -q
	PATH="$(LINTERS)/bin:$$PATH" cargo deny --offline check licenses bans sources
	$(LINTERS)/bin/hadolint --ignore DL3008 deploy/Dockerfile
	cd web && npm run --silent lint && npm run --silent typecheck

# Everything is built in one go, with the tests' choice of features; the program under test is the one built there.
test: ## sets up and runs all tests
	$(SETUP) test
	$(MAKE) --no-print-directory page
	cargo fmt --all --check
	cargo test -q --release --workspace --no-run
	$(BIN) --data $(TEST_MODELS) models pull --missing
	export CHATBOX_TEST_MODELS=$(TEST_MODELS)/models CHATBOX_BIN=$(BIN)
	cargo test -q --release --workspace
	cd web
	npm run --silent lint
	npm run --silent typecheck
	npm run --silent test
	npm run --silent size
	npm run --silent api:check
	npm run --silent e2e

eval: $(BIN) models ## one measurement: make -s eval NAME=retrieval|answers|abstain|citations|files|security DATA=DIR, or NAME=api
	@case "$(NAME)" in
		api)
			$(MAKE) --no-print-directory $(API_TOOLS)/ready
			exec python3 evals/api.py --binary $(BIN) --models $(TEST_MODELS) --tool $(API_TOOLS)/bin/schemathesis $(ARGS) ;;
		files) exec python3 evals/files.py $(DATA) --binary $(BIN) --models $(TEST_MODELS) $(ARGS) ;;
		security)
			$(SETUP) test
			[ -d web/node_modules ] || (cd web && npm ci --no-fund --no-audit >&2)
			exec python3 evals/security.py $(DATA) --binary $(BIN) --models $(TEST_MODELS) --page web $(ARGS) ;;
	esac
	mkdir -p $(EVAL_DATA) && ln -sfn $(TEST_MODELS)/models $(EVAL_DATA)/models
	$(BIN) --data $(EVAL_DATA) eval $(NAME) --documents $(DATA) $(ARGS)

bench: $(BIN) models ## speed and memory, all or one: make -s bench [NAME=start|ingest|chat|search|sockets|page|auth] [DATA=BEIR_FOLDER]
	for name in $(or $(NAME),start ingest chat search sockets); do
		case $$name in
			sockets) CHATBOX_BIN=$(BIN) CHATBOX_TEST_MODELS=$(TEST_MODELS)/models cargo bench -q -p chatbox --bench sockets ;;
			auth) cargo bench -q --workspace --bench requests ;;
			page) cd web && CHATBOX_BIN=$(BIN) CHATBOX_TEST_MODELS=$(TEST_MODELS)/models node scripts/speed.mjs $(ARGS) ;;
			ingest) $(MAKE) --no-print-directory $(PIPELINE)/ready
				$(BENCH) --python $(PIPELINE)/bin/python $(ARGS) ingest ;;
			search) for size in $(or $(PASSAGES),10000 100000); do $(BENCH) --passages $$size $(ARGS) search; done ;;
			*) $(BENCH) $(ARGS) $$name ;;
		esac
	done

lighthouse: $(BIN) models ## Lighthouse over the main pages, desktop and phone
	@$(SETUP) test
	[ -d $(CARGO_TARGET_DIR)/lighthouse/node_modules ] || npm install --no-fund --no-audit --silent --prefix $(CARGO_TARGET_DIR)/lighthouse lighthouse@12.8.2
	export CHATBOX_BIN=$(BIN) CHATBOX_TEST_MODELS=$(TEST_MODELS)/models
	LIGHTHOUSE=$(CARGO_TARGET_DIR)/lighthouse/node_modules/lighthouse/cli/index.js node web/scripts/lighthouse.mjs

screenshots: $(BIN) models ## every page and state, light and dark, three widths: make screenshots [OUT=FOLDER]
	@$(SETUP) test
	cd web && CHATBOX_BIN=$(BIN) CHATBOX_TEST_MODELS=$(TEST_MODELS)/models node scripts/screenshots.mjs $(or $(OUT),$(CARGO_TARGET_DIR)/screenshots)

chaos: $(BIN) models ## kills the program in the middle: make -s chaos NAME=ingest RUNS=100
	@python3 evals/chaos.py $(NAME) --runs $(or $(RUNS),100) --binary $(BIN) --models $(TEST_MODELS) $(ARGS)

models: $(BIN)
	@$(BIN) --data $(TEST_MODELS) models pull --missing

stop: ## stops the server of the default data folder
	$(BIN) $(DATA_FLAG) stop

clean: ## removes what was built; keeps data and models
	rm -rf web/dist web/node_modules
	cargo clean

.PHONY: models help install run dev page generate lint test eval bench lighthouse screenshots chaos stop clean
