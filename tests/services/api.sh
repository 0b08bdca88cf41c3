#!/usr/bin/env bash
# The HTTP API against its own description, with requests that Schemathesis makes up.
set -euo pipefail
python=${PYTHON:-.venv/bin/python}
"$python" -c "import schemathesis" 2>/dev/null || "$python" -m pip install --quiet 'schemathesis>=4,<5'
LAGEBILD_TEST_API=1 "$python" -m pytest -q tests/services/api "$@"
