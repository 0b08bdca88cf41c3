#!/usr/bin/env bash
# Wheel and sdist twice, the same bytes; the wheel without extras, used with the network cut off, then each extra by itself, all in clean
# environments, asked by doctor and used once, with the newest versions that are allowed, or with LOWEST=1 the lowest declared.
# EXTRAS="web pdf" for these alone, WHEEL=FILE for a wheel that is built already, LIMIT=SECONDS for each step (600), JOBS=NUMBER of extras at once (2).
set -euo pipefail
root=$(pwd)
export RAY_worker_niceness=0 RAY_USAGE_STATS_ENABLED=0 LIMIT=${LIMIT:-600} LAGEBILD_THREADS=1
python=$(realpath --no-symlinks "${PYTHON:-.venv/bin/python}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/services/server.sh
step() { # NAME COMMAND...: ended when it takes too long, and named when it fails
  local name=$1 code=0
  shift
  timeout --kill-after=20 "$LIMIT" "$@" || code=$?
  case $code in
    0) return 0 ;;
    124 | 137) echo "packages.sh: $name did not end within $LIMIT s" >&2 ;;
    *) echo "packages.sh: $name failed with $code" >&2 ;;
  esac
  return 1
}
if unshare --net true 2>/dev/null; then offline=(unshare --net); else # without the right to do that, every socket of Python is refused
  mkdir "$work/closed"
  printf 'import socket\n\n\ndef refused(*a, **k):\n    raise OSError("no network here")\n\n\nsocket.socket.connect = refused\nsocket.getaddrinfo = refused\n' >"$work/closed/sitecustomize.py"
  offline=(env PYTHONPATH="$work/closed")
fi
if [ -n "${WHEEL:-}" ]; then wheel=$(realpath "$WHEEL"); else
  for n in one two; do
    "$python" -m release.build "$work/$n" >"$work/$n.log" 2>&1 &
    [ "${JOBS:-2}" != 1 ] || wait
  done
  wait
  (cd "$work/one" && sha256sum ./*.whl ./*.gz) >"$work/sums" || { cat "$work/one.log"; exit 1; }
  (cd "$work/two" && sha256sum --check --quiet "$work/sums") || { cat "$work/two.log"; exit 1; }
  echo "built twice in $SECONDS s, the same bytes:"; cat "$work/sums"
  wheel=$(ls "$work"/one/*.whl)
fi
size=$(du -m "$wheel" | cut -f1)
test "$size" -lt 90 || { echo "packages.sh: the wheel has $size MB"; exit 1; }
constraints=() versions=newest
if [ -n "${LOWEST:-}" ]; then "$python" -m release.dependencies lowest >"$work/lowest.txt"; constraints=(-c "$work/lowest.txt") versions=lowest; fi
base=0
try() { # EXTRA: install, ask, use
  local extra=$1 named=${1:-without extras} began=$SECONDS venv="$work/venv-${1:-none}" place="$work/use-${1:-none}" installed size there
  "$python" -m venv --without-pip "$venv"
  step "installing $named" "$python" -m pip --python "$venv/bin/python" install --quiet --no-compile "${constraints[@]}" "$wheel${extra:+[$extra]}" 2>"$place.pip" ||
    { cat "$place.pip"; exit 1; }
  installed=$((SECONDS - began)) began=$SECONDS size=$(du -sm "$venv" | cut -f1)
  mkdir "$place" && cd "$place"
  there=(env HOME="$place" XDG_CONFIG_HOME="$place" LAGEBILD_STORE="sqlite:///$place/store.db")
  if [ -z "$extra" ]; then
    there+=("${offline[@]}") base=$size
    test "$size" -lt 450 || { echo "packages.sh: installed: $size MB"; exit 1; }
  fi
  step "doctor, $named," "${there[@]}" "$venv/bin/lagebild" doctor >doctor.txt || { cat doctor.txt; exit 1; }
  if [ -n "$extra" ]; then ! grep -q "extra $extra: not installed" doctor.txt || { echo "packages.sh: $extra is not there"; exit 1; }; fi
  case $extra in postgres*)
    held=
    trap stop_server EXIT
    start_server "$(mktemp -d /tmp/lagebild-postgres.XXXXXX)"
    export LAGEBILD_USE_POSTGRES=$server ;;
  esac
  step "the use, $named," "${there[@]}" "$venv/bin/python" "$root/tests/services/use.py" "$extra" "$root/examples"
  cd "$root"
  echo "$named, $versions: $size MB$([ "$base" = 0 ] || echo ", $((size - base)) MB more"); installed in $installed s, asked and used in $((SECONDS - began)) s"
  rm -rf "$venv" "$place"
}
extras=(${EXTRAS:-cluster postgresql web pdf tables}) passed=0 failed=0
if [ -z "${EXTRAS:-}" ]; then
  try ""
  passed=1
fi
for extra in "${extras[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "${JOBS:-2}" ]; do wait -n || true; done
  (try "$extra"; touch "$work/well-$extra") &
done
wait
for extra in "${extras[@]}"; do
  if [ -e "$work/well-$extra" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
echo "$passed passed, $failed failed"
test "$failed" = 0
