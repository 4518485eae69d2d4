# Every target works on a machine with git, make and Python 3.11 or later; uv is used where it is installed.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Containers often set it for the sake of their size; each of the hundreds of commands that tests run would compile all anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help site published check review gate links-external content content-tests scope pr serve test quick portable unit browser-tests test-sources score bench linear lint browser audit mutants flips mutations kills packets sbom docs dist releasable installed containerfile sessions renderers outlines messages lock clean

PYTHON ?= python3
CHANGE ?= .
PORT ?= 8000
BASE ?= main
FORMAT ?= text
UV := $(shell command -v uv 2>/dev/null)
# where Windows has the programs of an environment
PROGRAMS := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
BIN := .venv/$(PROGRAMS)
STAMP := .venv/.stamp
RENDERERS := build/venv-renderers
TOOLS := build/venv-tools
LOCKED := --universal --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' --quiet
# The tests without a build, a process or a browser: nearly half of all, in half a minute.
QUICK := $(addprefix tests/,parse reading relate values verify test_broken_sites.py test_load.py test_sealing.py test_folding.py)
# Those that make nothing that Windows cannot make, such as a pipe or a file 'aux.md', and two builds.
PORTABLE := $(filter-out tests/test_load.py,$(QUICK)) \
  tests/test_any_system.py::test_files_with_the_line_ends_of_windows_make_the_same_site
# What is done to the content alone, and to a pull request; a step that fails does not keep the others from being run.
CONTENT := check site review content-tests
PR := review gate check site content-tests lint unit installed containerfile browser-tests
PUBLISHED = $(if $(wildcard build/published.xml),--published build/published.xml)

help: ## list the targets
	@awk -F ':.* ## ' '/^[a-z-]+:.* ## / {printf "%-16s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(STAMP) ## build the site into build/site
	$(BIN)/druzhba-kb build --format $(FORMAT) $(if $(SITE_URL),--site-url "$$SITE_URL" $(PUBLISHED))

published: ## fetch the sitemap of the site at SITE_URL, none of whose addresses make site may lose then
	@mkdir -p build; rm -f build/published.xml; [ -n "$${SITE_URL:-}" ] || { echo "SITE_URL is not set"; exit 0; }; \
	  at="$${SITE_URL%/}/sitemap.xml"; \
	  code=$$(curl --silent --show-error --location --output build/published.xml --write-out '%{http_code}' "$$at"); \
	  case "$$code" in 200) echo "$$at is in build/published.xml";; \
	    404) rm build/published.xml; echo "nothing is published at $$at yet";; \
	    *) rm build/published.xml; echo "$$at answers $$code, expected 200 or 404" >&2; exit 1;; esac

check: $(STAMP) ## check the content and write nothing (FORMAT=github for notes beside the lines)
	$(BIN)/druzhba-kb check --format $(FORMAT)

review: $(STAMP) ## say what has changed since BASE (main): facts, evidence, pages, links (FORMAT=markdown, json)
	@$(BIN)/druzhba-kb review "$(BASE)" --format $(FORMAT)

# In continuous integration this runs in a checkout of BASE, so that a change is judged by a program that it cannot change.
gate: $(STAMP) ## name what changed since BASE (main), in the folder CHANGE (this one), that only somebody with the texts can judge
	$(BIN)/druzhba-kb --root "$(CHANGE)" check --against "$(BASE)" --format $(FORMAT)

links-external: $(STAMP) ## report which links to other hosts still answer, by lychee.toml; a dead one is no failure
	@$(BIN)/lychee --config lychee.toml --preprocess tools/unarchived articles entities $(wildcard references) mkdocs.yml || [ $$? -eq 2 ]

content: $(STAMP) ## do all that is done to a change of articles/, entities/, references/ or translations/ alone, since BASE (main)
	@$(call each,$(CONTENT))

content-tests: $(STAMP) ## run the tests of the content that ships with the engine
	$(BIN)/python -m pytest tests/content

scope: ## say whether more than articles/, entities/, references/ and translations/ has changed since BASE (main): engine=true or engine=false
	@git diff --quiet "$(BASE)...HEAD" -- . ':!articles' ':!entities' ':!references' ':!translations' && echo engine=false || echo engine=true

pr: $(STAMP) ## do all that is done to a pull request into BASE (main), the review first
	@$(call each,$(PR))

serve: $(STAMP) ## show a preview, drafts included, at http://127.0.0.1:8000 (PORT=… for another port)
	$(BIN)/druzhba-kb serve --port $(PORT)

# One file's tests share built sites, so they stay together; the files as they come, since those of the fewest tests, which
# xdist would run last, are among the longest.
SIDE_BY_SIDE := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test: lint browser ## run every check of the code and all tests, the browser's included
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

quick: $(STAMP) ## run the tests of reading, relating and verifying: nearly half of all, in half a minute
	$(BIN)/python -m pytest $(QUICK)

portable: $(STAMP) ## run the tests that need no Linux: nearly all of quick, and two builds
	PYTHONUTF8=1 $(BIN)/python -m pytest $(PORTABLE)

unit: $(STAMP) ## run the tests of the engine that need no browser
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not browser" --ignore=tests/content

browser-tests: browser ## run the tests in a real browser
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m browser

test-sources: $(STAMP) ## run the tests that need the raw articles (DRUZHBA_SOURCES=folder)
	@[ -d "$${DRUZHBA_SOURCES:-}" ] || { echo "set DRUZHBA_SOURCES to the folder of the raw articles" >&2; exit 2; }
	$(BIN)/python -m pytest -m sources

score: $(STAMP) ## print how well import, suggest and the proof of values do on labelled cases (ARGS=-v names each fault)
	$(BIN)/python -m tests.score $(ARGS)

bench: $(STAMP) ## measure check and build on invented bases, beside MkDocs (ARGS="--sizes 100,1000 --runs 3", or --quick)
	$(BIN)/python -m benchmarks.run $(ARGS)

linear: $(STAMP) ## measure each command on hostile texts of 50 kB to 1 MB (ARGS="--command import --case blank --limit 3")
	$(BIN)/python -m benchmarks.linear $(ARGS)

lint: $(STAMP) ## check style, types and workflows
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy --platform darwin
	$(BIN)/mypy --platform win32
	$(BIN)/zizmor --offline --no-progress --quiet .github
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*.yml

browser: $(STAMP) ## find a Chromium or Chrome for the tests, or fetch Playwright's
	$(BIN)/python tests/browser.py

audit: site ## check site, data and schemas with public validators: see docs/maintaining.md (needs node, npm and Java)
	$(call environment,$(TOOLS),locks/tools.lock)
	$(TOOLS)/bin/python -m tests.data_audit
	$(BIN)/python -m tests.audit

mutants: $(STAMP) ## let the tests find mutants of the code, 90 % of a sample at least (ARGS="--sample 600 --seed 1"; hours)
	$(call environment,$(TOOLS),locks/tools.lock)
	$(TOOLS)/bin/python tools/mutants.py --python $(BIN)/python --leave-out tests/content tests/test_serve.py $(ARGS)

flips: $(STAMP) ## change a byte of what builds have left, 100 times in build/ and 100 in the site, and build (ARGS="--number 10")
	$(BIN)/python -m tests.flips $(ARGS)

mutations: $(STAMP) ## put 2,000 changed files of content through check and 1,000 raw articles through import (ARGS="--only import")
	$(BIN)/python -m tests.mutations $(ARGS)

kills: $(STAMP) ## kill each command that writes at each of its steps on the disk, and fill the disk there (ARGS="rename seal")
	$(BIN)/python -m tests.kills $(ARGS)

packets: $(STAMP) ## change 1,000 bytes of proof packets, one at a time, and let verify.py find each (ARGS=100)
	$(BIN)/python -m tests.packet_flips $(ARGS)

sbom: ## write build/sbom.json, a CycloneDX list of all that requirements.lock installs, with its hashes, for a release
	$(call environment,$(TOOLS),locks/tools.lock)
	$(TOOLS)/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o build/sbom.json

dist: $(STAMP) ## build the source archive and the wheel into dist/
	rm -rf dist
	$(BIN)/python -m hatchling build --directory dist

releasable: $(STAMP) ## say what speaks against a release as TAG (v0.2.0) out of the repository REPOSITORY (its address)
	TAG="$${TAG:-}" REPOSITORY="$${REPOSITORY:-}" $(BIN)/python -m tools.release

installed: dist ## install the wheel with the oldest pip and the newest, and have it start, check and build a knowledge base
	tools/installed $(PYTHON)

containerfile: ## check the Containerfile
	$(call environment,$(TOOLS),locks/tools.lock)
	$(TOOLS)/bin/hadolint Containerfile

docs: $(STAMP) ## write docs/commands.md, codes.md and file-format.md anew from what the program says
	$(BIN)/python -m tools.manual
	$(BIN)/python -m tools.reference

messages: $(STAMP) ## bring the catalogues of the interface up to date with the templates, scripts and modules
	$(BIN)/python -m tools.messages

sessions: $(STAMP) ## record the guides' walks anew as guides/*.cast, for asciinema
	$(call environment,$(TOOLS),locks/tools.lock)
	for guide in editor adopter; do \
	  $(TOOLS)/bin/asciinema rec --quiet --overwrite --cols 110 --rows 32 --idle-time-limit 2 --env TERM \
	    --command "$(BIN)/python -m tests.guided $$guide.md" guides/$$guide.cast; done

renderers: browser ## let ProperDocs and Zensical make the same pages, and put these through the tests in a browser
	$(call environment,$(RENDERERS),locks/renderers.lock)
	export PYTHONPATH="$$(echo $(RENDERERS)/lib/python*/site-packages)"; \
	  $(BIN)/python -m tests.renderers properdocs zensical; \
	  for name in properdocs zensical; do DRUZHBA_RENDERER=$$name $(BIN)/python -m pytest $(SIDE_BY_SIDE) tests/browser; done

outlines: ## make the outlines of the map anew from npm's world-atlas (needs npm)
	mkdir -p build && cd build && npm pack --silent world-atlas@2.0.2
	$(PYTHON) tools/outlines.py build/world-atlas-2.0.2.tgz

lock: ## write all locks anew from pyproject.toml and locks/package.json (needs uv and npm)
	uv pip compile pyproject.toml --extra dev $(LOCKED) --output-file requirements.lock
	for group in renderers tools; do \
	  uv pip compile --group $$group --constraint requirements.lock $(LOCKED) --output-file locks/$$group.lock; done
	npm install --prefix locks --package-lock-only --ignore-scripts --silent

clean: ## remove what is generated, the environment included; sources/ stays
	rm -rf build dist .venv .cache .lycheecache .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Make each target, the next one too where one fails, and print a table; a failure fails it all.
each = failed=; table=; for step in $(1); do \
    printf '\n== make %s\n' "$$step"; began=$$SECONDS; \
    $(MAKE) --no-print-directory "$$step" && word=passed || { word=FAILED; failed=1; }; \
    table+=$$(printf '%-8s%-16s%5d s' "$$word" "$$step" "$$((SECONDS - began))")$$'\n'; \
  done; printf '\n%s' "$$table"; [ -z "$$failed" ]

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is not Python 3.11 or later; name one that is: make PYTHON=python3.12" >&2; exit 2; }
	$(call environment,.venv,requirements.lock)
	$(call install,.venv,--no-deps --no-build-isolation --editable .)
	@touch $@

# Nothing is installed but under a hash that a lock names.
environment = $(call venv,$(1)) && $(call install,$(1),--require-hashes -r $(2))
ifdef UV
venv = [ -x $(1)/$(PROGRAMS)/python ] || uv venv --quiet --python $(PYTHON) $(1)
install = uv pip install --quiet --python $(1)/$(PROGRAMS)/python $(2)
else
venv = [ -x $(1)/$(PROGRAMS)/pip ] || $(PYTHON) -m venv $(1) || \
  { echo "$(PYTHON) makes no environment; on Debian it needs the package python3-venv" >&2; exit 2; }
install = $(1)/$(PROGRAMS)/python -m pip install --quiet --disable-pip-version-check $(2)
endif
