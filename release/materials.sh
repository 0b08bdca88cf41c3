#!/usr/bin/env bash
# What the wheel in dist/ stands on with all extras, in a clean environment: licences, and the software bill of materials (CycloneDX, JSON).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet "$(ls dist/*.whl)[web,pdf,tables,postgresql,cluster]"
"$work/venv/bin/python" -m release.dependencies licences >dist/licences.txt || { grep WRONG dist/licences.txt; exit 1; }
python3 -m venv "$work/tool"
"$work/tool/bin/python" -m pip install --quiet 'cyclonedx-bom>=7,<8'
"$work/tool/bin/cyclonedx-py" environment --output-reproducible --of JSON -o dist/materials.json "$work/venv/bin/python"
echo "dist/licences.txt dist/materials.json"
