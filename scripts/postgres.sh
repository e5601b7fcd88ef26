#!/usr/bin/env bash
# A PostgreSQL of its own for tests and measurements, on a socket in FOLDER and no port:
#   scripts/postgres.sh start FOLDER [setting=value …]   prints its address
#   scripts/postgres.sh stop FOLDER
set -euo pipefail
command=$1
folder=$2
shift 2
binaries=$(pg_config --bindir)

# PostgreSQL refuses to run as root.
as_user=()
if [ "$(id -u)" -eq 0 ]; then as_user=(runuser -u postgres --); fi

case $command in
  start)
    mkdir -p "$folder"
    chmod 755 "$folder"
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder"; fi
    if [ ! -d "$folder/data" ]; then
      "${as_user[@]}" "$binaries/initdb" -D "$folder/data" -U linli --auth trust --encoding UTF8 \
        --locale C >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
    fi
    settings=(-c "listen_addresses=" -c "unix_socket_directories=$folder")
    for setting in "$@"; do settings+=(-c "$setting"); done
    "${as_user[@]}" "$binaries/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 \
      -o "$(printf '%q ' "${settings[@]}")" start >"$folder/start.log" 2>&1 </dev/null ||
      { cat "$folder/start.log" "$folder/server.log" >&2; exit 1; }
    echo "postgres:///postgres?host=$folder&user=linli"
    ;;
  stop)
    "${as_user[@]}" "$binaries/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    ;;
  *)
    echo "Say start or stop." >&2
    exit 2
    ;;
esac
