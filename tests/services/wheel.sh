#!/usr/bin/env bash
# Build the wheel, install it into a clean environment and read the example from there with the network cut off.
set -euo pipefail
root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/python -m build --wheel --outdir "$work" . >"$work/build.log" 2>&1 || { tail -20 "$work/build.log"; exit 1; }
size=$(du -m "$work"/*.whl | cut -f1)
test "$size" -lt 90
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet "$work"/*.whl
cd "$work"
offline=()
if unshare --net true 2>/dev/null; then offline=(unshare --net); else echo "the network could not be cut off here"; fi
"${offline[@]}" "$work/venv/bin/lagebild" read "$root/examples/hafenstadt.txt" --date 2024-03-14 --format jsonl >"$work/line.json"
"$work/venv/bin/python" - "$work/line.json" <<'PY'
import json
import sys

line = json.load(open(sys.argv[1], encoding="utf8"))
kinds = {s["kind"] for s in line["statements"]}
assert kinds == {"event", "figure", "status", "position", "question"}, kinds
PY
installed=$(du -sm "$work/venv" | cut -f1)
test "$installed" -lt 500
echo "wheel ${size} MB, installed ${installed} MB"
echo "1 passed, 0 failed"
