#!/usr/bin/env bash
# Archives on Ray, with two workers on this machine, and DuckDB over what comes out.
set -euo pipefail
[ -n "${PYTHON:-}" ] || .venv/bin/python -m pip install --quiet --editable ".[cluster]"
export LAGEBILD_THREADS=1 RAY_USAGE_STATS_ENABLED=0 RAY_worker_niceness=0 LAGEBILD_TEST_RAY=1
"${PYTHON:-.venv/bin/python}" -m pytest -q tests/services/cluster "$@"
