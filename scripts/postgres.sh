#!/usr/bin/env bash
# A PostgreSQL of its own for tests and measurements, on a socket in FOLDER and no port:
#   scripts/postgres.sh start FOLDER [setting=value …]   prints its address
#   scripts/postgres.sh follow FOLDER FIRST [setting=value …]   the same, as a standby of FIRST's
#   scripts/postgres.sh promote FOLDER   makes a standby the one that is written to
#   scripts/postgres.sh stop FOLDER
set -euo pipefail
command=$1
folder=$2
shift 2
binaries=$(pg_config --bindir)

# PostgreSQL refuses to run as root.
as_user=()
if [ "$(id -u)" -eq 0 ]; then as_user=(runuser -u postgres --); fi

if [ "$command" = start ] || [ "$command" = follow ]; then
  mkdir -p "$folder"
  chmod 755 "$folder"
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder"; fi
fi
if [ "$command" = follow ]; then
  "${as_user[@]}" "$binaries/pg_basebackup" -h "$1" -U linli -D "$folder/data" -R -c fast
  shift
  command=start
fi

case $command in
  start)
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
  promote)
    "${as_user[@]}" "$binaries/pg_ctl" -D "$folder/data" -w promote >/dev/null
    ;;
  stop)
    "${as_user[@]}" "$binaries/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    ;;
  *)
    echo "Say start, follow, promote or stop." >&2
    exit 2
    ;;
esac
