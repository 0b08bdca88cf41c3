#!/usr/bin/env bash
# Wheel and sdist twice, the same bytes; each extra by itself in a clean environment, asked by doctor and used once,
# with the newest versions that are allowed, or with LOWEST=1 the lowest declared.
set -euo pipefail
root=$(pwd)
export RAY_worker_niceness=0 RAY_USAGE_STATS_ENABLED=0
python=${PYTHON:-.venv/bin/python}
work=$(mktemp -d)
. tests/services/server.sh
held=
trap '[ -z "$held" ] || stop_server; rm -rf "$work"' EXIT
if [ -n "${WHEEL:-}" ]; then wheel=$(realpath "$WHEEL"); else
  for n in one two; do "$python" -m release.build "$work/$n" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }; done
  (cd "$work/one" && sha256sum ./*) >"$work/sums"
  (cd "$work/two" && sha256sum --check --quiet "$work/sums")
  echo "built twice in $SECONDS s, the same bytes:"; cat "$work/sums"
  wheel=$(ls "$work"/one/*.whl)
fi
constraints=()
if [ -n "${LOWEST:-}" ]; then "$python" -m release.dependencies lowest >"$work/lowest.txt"; constraints=(-c "$work/lowest.txt"); fi
base=0 count=0
for extra in "" ${EXTRAS:-web pdf tables postgresql cluster}; do
  began=$SECONDS venv="$work/venv-${extra:-none}" place="$work/use-${extra:-none}"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet "${constraints[@]}" "$wheel${extra:+[$extra]}"
  size=$(du -sm "$venv" | cut -f1)
  [ -n "$extra" ] || base=$size
  mkdir "$place" && cd "$place"
  "$venv/bin/lagebild" doctor >doctor.txt || { cat doctor.txt; exit 1; }
  if [ -n "$extra" ]; then ! grep -q "extra $extra: not installed" doctor.txt || { echo "$extra is not there"; exit 1; }; fi
  case $extra in postgres*) start_server "$(mktemp -d /tmp/lagebild-postgres.XXXXXX)"; export LAGEBILD_USE_POSTGRES=$server ;; esac
  LAGEBILD_STORE="sqlite:///$place/store.db" XDG_CONFIG_HOME="$place" "$venv/bin/python" "$root/tests/services/use.py" "$extra" "$root/examples"
  case $extra in postgres*) stop_server; held= ;; esac
  cd "$root"
  echo "${extra:-without extras}: $size MB, $((size - base)) MB more; installed, asked and used in $((SECONDS - began)) s"
  rm -rf "$venv" "$place"
  count=$((count + 1))
done
echo "$count passed, 0 failed"
