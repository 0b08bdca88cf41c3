#!/usr/bin/env bash
# The store's tests on a PostgreSQL of their own.
set -euo pipefail
. "$(dirname "$0")/server.sh"
start_server "$(mktemp -d /tmp/lagebild-postgres.XXXXXX)"
trap stop_server EXIT
export LAGEBILD_TEST_POSTGRES=$server LAGEBILD_TEST_POSTGRES_CONTROL=$control PATH="$bin:$PATH"
if [ $# -gt 0 ]; then "${PYTHON:-.venv/bin/python}" -m pytest -q "$@"; exit; fi
"${PYTHON:-.venv/bin/python}" -m pytest -q tests/store tests/scenario tests/cluster
"${PYTHON:-.venv/bin/python}" -m pytest -q tests/services/database
