#!/usr/bin/env bash
# What the wheel in dist/ stands on with all extras, in a clean environment: licences, and the software bill of materials (CycloneDX, JSON).
set -euo pipefail
python=${PYTHON:-.venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
install() { # FOLDER REQUIREMENT: into an environment that holds nothing else, not even pip
  "$python" -m venv --without-pip "$1"
  "$python" -m pip --python "$1/bin/python" install --quiet --no-compile "$2"
}
install "$work/venv" "$(ls -t dist/*.whl | head -1)[web,pdf,tables,postgresql,cluster]"
"$work/venv/bin/python" -m release.dependencies licences >dist/licences.txt || { grep WRONG dist/licences.txt; exit 1; }
install "$work/tool" 'cyclonedx-bom>=7,<8'
"$work/tool/bin/cyclonedx-py" environment --output-reproducible --of JSON --pyproject pyproject.toml -o dist/materials.json "$work/venv/bin/python"
echo "dist/licences.txt: $(grep -c '^ok' dist/licences.txt) packages; dist/materials.json"
