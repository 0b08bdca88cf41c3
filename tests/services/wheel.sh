#!/usr/bin/env bash
# Build the wheel, install it into a clean environment and use it from there with the network cut off.
set -euo pipefail
root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/python -m build --wheel --outdir "$work" . >"$work/build.log" 2>&1 || { tail -20 "$work/build.log"; exit 1; }
size=$(du -m "$work"/*.whl | cut -f1)
test "$size" -lt 90 || { echo "the wheel has $size MB"; exit 1; }
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet "$work"/*.whl
installed=$(du -sm "$work/venv" | cut -f1)
test "$installed" -lt 500 || { echo "installed: $installed MB"; exit 1; }
cd "$work"
export HOME="$work" PYTHONDONTWRITEBYTECODE=1
offline=()
if unshare --net true 2>/dev/null; then
    offline=(unshare --net)
else # without the right to do that, every socket of Python is refused
    mkdir closed
    printf 'import socket\n\n\ndef refused(*a, **k):\n    raise OSError("no network here")\n\n\nsocket.socket.connect = refused\nsocket.getaddrinfo = refused\n' >closed/sitecustomize.py
    export PYTHONPATH="$work/closed"
fi
"${offline[@]}" venv/bin/lagebild doctor
"${offline[@]}" venv/bin/lagebild read "$root/examples/hafenstadt.txt" --date 2024-03-14 >picture.txt
"${offline[@]}" venv/bin/lagebild read "$root/examples/hafenstadt.txt" --date 2024-03-14 --format jsonl >line.json
venv/bin/python - <<'PY'
import json

line = json.load(open("line.json", encoding="utf8"))
kinds = {s["kind"] for s in line["statements"]}
assert kinds == {"event", "figure", "status", "position", "question"}, kinds
assert "≥ 400" in open("picture.txt", encoding="utf8").read()
PY
echo "wheel ${size} MB, installed ${installed} MB"
echo "1 passed, 0 failed"
