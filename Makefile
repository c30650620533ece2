# つなぐ台帳: what one can do here. `make` alone lists it.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help ready demo test check fix journeys bench schema diagrams lock reset clean

PY := .venv/bin/python
LOCAL := $(PY) -m fujisawa_care.local

help: ## この一覧
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

ready:
	@python=$${PYTHON:-$$(for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	    "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; \
	  done)}; python=$${python:-python3}; \
	command -v "$$python" >/dev/null || { echo "Python がありません。Python 3.11 以上を入れてください。" >&2; exit 1; }; \
	"$$python" fujisawa_care/local/venv.py

demo: ready ## 見本の街を動かす（PORT=8000、RESET=1 ではじめから）
	@exec $(LOCAL) demo

test: ready ## すべての試験（ARGS="tests/cases -k 受け止め" で一部）
	@exec $(PY) -m pytest --no-header -q -n $${WORKERS:-logical} --dist loadgroup $(ARGS)

check: ready ## 書き方・型・部屋の上下・移行の検査
	@exec $(LOCAL) check

fix: ready ## 書き方を直せるだけ直す
	@$(PY) -m ruff check --fix -q . ; $(PY) -m ruff format . ; $(PY) -m djlint --reformat --quiet templates

journeys: ready ## 画面の試験だけ（Chromium で）
	@exec $(PY) -m pytest --no-header -q tests/journeys $(ARGS)

bench: ready ## 速さを測って docs/performance.md に書く
	@exec $(LOCAL) bench

schema: ready ## OpenAPI を docs/openapi.yaml に書き出す
	@exec $(LOCAL) schema

diagrams: ready ## 状態の図を docs/states.md に書き出す
	@exec $(LOCAL) diagrams

lock: ready ## pyproject.toml から requirements.txt を作り直す（uv がいります）
	@uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --quiet \
	  --no-header --no-emit-index-url --no-emit-find-links --annotation-style line -o requirements.txt

reset: ## 見本の街のデータを消す（var/）
	@if kill -0 $$(cut -d ' ' -f 1 var/lock 2>/dev/null) 2>/dev/null; then \
	  echo "見本の街が動いています。先に止めてください。" >&2; exit 1; fi
	@rm -rf var && echo "var/ を消しました"

clean: ## 作られたものをすべて消す（.venv も）
	@rm -rf .venv staticfiles test-results .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
