# To be sourced: a PostgreSQL of one's own, Debian's package, a fresh cluster in a temporary folder, a socket and no network.
# start_server FOLDER sets `server`, the start of an address, and `control`; stop_server ends it.
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
find_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true; }
start_server() {
  bin=$(find_bin)
  if [ -z "$bin" ]; then
    as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
    bin=$(find_bin)
  fi
  held=$1
  mkdir -p "$held" && chmod 755 "$held"
  as_server=()
  if [ "$(id -u)" = 0 ]; then chown postgres "$held"; as_server=(runuser -u postgres --); fi
  (cd "$held" && "${as_server[@]}" "$bin/initdb" -D "$held/data" -U lagebild --auth=trust -E UTF8 --locale=C.UTF-8 >"$held/init.log")
  printf "listen_addresses = ''\nunix_socket_directories = '%s'\nport = 54329\nfsync = off\n" "$held" >>"$held/data/postgresql.conf"
  (cd "$held" && "${as_server[@]}" "$bin/pg_ctl" -D "$held/data" -w -l "$held/data/log" start >/dev/null)
  server="postgresql://lagebild@/postgres?host=$held&port=54329"
  control="${as_server[*]} $bin/pg_ctl -D $held/data -l $held/data/log"
}
stop_server() { (cd "$held" && "${as_server[@]}" "$bin/pg_ctl" -D "$held/data" -m immediate stop >/dev/null 2>&1) || true; rm -rf "$held"; }
