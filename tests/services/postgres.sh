#!/usr/bin/env bash
# The store's tests on a PostgreSQL of their own: Debian's package, a fresh cluster in a temporary folder, a socket and no network.
set -euo pipefail
root=$(pwd)
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
find_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true; }
bin=$(find_bin)
if [ -z "$bin" ]; then
  as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
  bin=$(find_bin)
fi
work=$(mktemp -d /tmp/lagebild-postgres.XXXXXX)
chmod 755 "$work"
run=()
if [ "$(id -u)" = 0 ]; then chown postgres "$work"; run=(runuser -u postgres --); fi
cd "$work"
stop() { "${run[@]}" "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"; }
trap stop EXIT
"${run[@]}" "$bin/initdb" -D "$work/data" -U lagebild --auth=trust -E UTF8 --locale=C.UTF-8 >"$work/init.log"
printf "listen_addresses = ''\nunix_socket_directories = '%s'\nport = 54329\nfsync = off\n" "$work" >>"$work/data/postgresql.conf"
"${run[@]}" "$bin/pg_ctl" -D "$work/data" -w -l "$work/data/log" start >/dev/null
cd "$root"
export LAGEBILD_TEST_POSTGRES="postgresql://lagebild@/postgres?host=$work&port=54329"
export LAGEBILD_TEST_POSTGRES_CONTROL="${run[*]} $bin/pg_ctl -D $work/data -l $work/data/log"
export PATH="$bin:$PATH"
if [ $# -gt 0 ]; then "${PYTHON:-.venv/bin/python}" -m pytest -q "$@"; exit; fi
"${PYTHON:-.venv/bin/python}" -m pytest -q tests/store tests/scenario tests/cluster
"${PYTHON:-.venv/bin/python}" -m pytest -q tests/services/database
