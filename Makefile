# Two commands on a fresh machine: `make demo` and `make test`. Both set up everything they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo-library
BENCH := .venv-bench
DATA ?= ../shared/data

.PHONY: demo test check bench bench-search bench-clauses bench-characters bench-pages bench-copies bench-engine bench-engine-1m bench-attacks clean

demo: $(VENV)/.ready
	$(BIN)/tiaowen --library $(DEMO) add raw || test $$? -eq 3
	$(BIN)/tiaowen --library $(DEMO) search --limit 3 "salary reform"
	$(BIN)/tiaowen --library $(DEMO) search --limit 3 医联体

test: $(VENV)/.test-ready check
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(VENV)/.test-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.ready
	$(BIN)/python -m benchmarks.cold_search

# What a text says and cites: outline, numbers, versions, citations. Reads ../shared/data, or the folder given as DATA=…
bench-clauses: $(VENV)/.test-ready
	$(BIN)/python -m benchmarks.clauses --data $(DATA)
	$(BIN)/python -m benchmarks.doc_numbers --data $(DATA)
	$(BIN)/python -m benchmarks.versions --data $(DATA)
	$(BIN)/python -m benchmarks.citations --data $(DATA)
	$(BIN)/python -m benchmarks.citation_lookup --data $(DATA)

# Garbled characters, charset and language, with ftfy, chardet, charset-normalizer and langdetect in the same run.
bench-characters: $(VENV)/.test-ready
	$(BIN)/python -m benchmarks.characters --data $(DATA)
	$(BIN)/python -m benchmarks.charset --data $(DATA)

# Ranking and search across languages, with Whoosh and jieba's own analyser in the same run. Takes 20 minutes.
bench-search: $(VENV)/.test-ready
	$(BIN)/python -m benchmarks.search_quality --data $(DATA)
	$(BIN)/python -m benchmarks.alignment --data $(DATA)
	$(BIN)/python -m benchmarks.query_language

# Crashes at every change to the disk, flipped bits, many writers at once, hostile queries. Takes an hour; QUICK=--quick tries a twentieth.
bench-attacks: $(VENV)/.test-ready
	$(BIN)/python -m benchmarks.attacks $(QUICK)

# Broken pages, with trafilatura, readability-lxml and resiliparse in the same run, in an environment of their own. SHOW=--show prints misses.
bench-pages: $(BENCH)/.ready
	$(BENCH)/bin/python -m benchmarks.pages --data $(DATA) $(SHOW)

# Copies, cuts, versions and translations, restored text, with datasketch and rensa in the same run. PAGES=60 takes a fifth of the time.
bench-copies: $(BENCH)/.ready
	$(BENCH)/bin/python -m benchmarks.copies --data $(DATA) --pages $(or $(PAGES),300) $(SHOW)
	$(BENCH)/bin/python -m benchmarks.translations --data $(DATA) $(SHOW)
	$(BENCH)/bin/python -m benchmarks.restoration --data $(DATA) --pages $(or $(PAGES),600) $(SHOW)

# The index's files and searcher, with stock Whoosh, SQLite FTS5 and tantivy in the same run. CLAUSES="10000" takes a minute.
bench-engine: $(BENCH)/.ready
	$(BENCH)/bin/python -m benchmarks.engine --data $(DATA) --clauses $(or $(CLAUSES),10000 100000)

# The same of a million clauses: all that there are, and these again with other words here and there. Takes an hour, and 4 GB of memory.
bench-engine-1m: $(BENCH)/.ready
	$(BENCH)/bin/python -m benchmarks.engine --data $(DATA) --clauses 1000000

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.test-ready: pyproject.toml $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

# pip 23 fails on packages that spell lxml[html_clean] and lxml[html-clean]: take a newer one first.
$(BENCH)/.ready: pyproject.toml
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=24'
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@

clean:
	rm -rf $(VENV) $(BENCH) $(DEMO) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
