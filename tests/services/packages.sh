#!/usr/bin/env bash
# Wheel and sdist twice, the same bytes; each extra by itself in a clean environment, with the newest versions that are allowed, or with LOWEST=1 the lowest declared.
set -euo pipefail
root=$(pwd)
python=${PYTHON:-.venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m release.build "$work/one" >/dev/null
"$python" -m release.build "$work/two" >/dev/null
(cd "$work/one" && sha256sum ./*) >"$work/sums"
(cd "$work/two" && sha256sum --check --quiet "$work/sums")
echo "built twice, the same bytes:"; cat "$work/sums"
wheel=$(ls "$work"/one/*.whl)
constraints=()
if [ -n "${LOWEST:-}" ]; then "$python" -m release.dependencies lowest >"$work/lowest.txt"; constraints=(-c "$work/lowest.txt"); fi
base=0
for extra in "" ${EXTRAS:-web pdf tables postgresql cluster}; do
  venv="$work/venv-${extra:-none}"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet "${constraints[@]}" "$wheel${extra:+[$extra]}"
  size=$(du -sm "$venv" | cut -f1)
  [ -n "$extra" ] || base=$size
  (cd "$work" && "$venv/bin/lagebild" doctor >"$work/doctor.txt") || { cat "$work/doctor.txt"; exit 1; }
  if [ -n "$extra" ]; then ! grep -q "extra $extra: not installed" "$work/doctor.txt" || { echo "$extra is not there"; exit 1; }; fi
  (cd "$work" && "$venv/bin/lagebild" read "$root/examples/hafenstadt.txt" --date 2024-03-14 --format jsonl >"$work/line.json")
  echo "${extra:-without extras}: $size MB, $((size - base)) MB more"
  rm -rf "$venv"
done
echo "1 passed, 0 failed"
