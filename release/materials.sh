#!/usr/bin/env bash
# The software bill of materials (CycloneDX, JSON) of the wheel with all extras, in a clean environment.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet "$(ls dist/*.whl)[web,pdf,tables,postgresql,cluster]"
python3 -m venv "$work/tool"
"$work/tool/bin/python" -m pip install --quiet 'cyclonedx-bom>=7,<8'
"$work/tool/bin/cyclonedx-py" environment --output-reproducible --of JSON -o dist/materials.json "$work/venv/bin/python"
echo "dist/materials.json"
