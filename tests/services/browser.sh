#!/usr/bin/env bash
# The pages in a real browser: Debian's Chromium, headless, driven by Playwright.
set -euo pipefail
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
if [ ! -x /usr/bin/chromium ]; then
  as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-dejavu-core >/dev/null
fi
python=${PYTHON:-.venv/bin/python}
"$python" -c "import playwright" 2>/dev/null || "$python" -m pip install --quiet 'playwright>=1.49,<2'
LAGEBILD_TEST_BROWSER=/usr/bin/chromium "$python" -m pytest -q tests/services/browser "$@"
