# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced behind tap.sh by tests that need PostgreSQL: servers of their own on loopback, which go
# with the scratch folder.
#
#   pg_start a          a server with a database tm in UTF-8; its port is then $(pg_port a)
#   pg_url a            postgresql://tester@127.0.0.1:PORT/tm
#   pg_sql a "SELECT …" rows, fields apart by |
#   pg_stop a immediate (or fast); pg_again a starts it once more
#
# Passwords are asked for (scram-sha-256); PGPASSWORD holds the one of everybody.

PG_BIN=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$PG_BIN/initdb" ] || PG_BIN=$(dirname "$(command -v initdb 2>/dev/null)" 2>/dev/null)
PGPASSWORD=open-sesame PGSSLMODE=disable PGUSER=tester
export PGPASSWORD PGSSLMODE PGUSER
unset PGHOST PGPORT PGDATABASE PGSERVICE
PG_NAMES=

pg_missing() { # why there is no server, or nothing
    if [ ! -x "$PG_BIN/initdb" ] || [ ! -x "$PG_BIN/psql" ]; then
        echo "no PostgreSQL server (Debian package postgresql)"
    elif [ "$(id -u)" -eq 0 ] && ! command -v runuser >/dev/null; then
        echo "PostgreSQL does not run as root, and there is no runuser"
    fi
}

# PostgreSQL does not run as root.
pg_as() {
    if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u nobody -- "$@"); else "$@"; fi
}

pg_stop() { # name, fast|immediate
    pg_as "$PG_BIN/pg_ctl" -D "$PG_ROOT/$1" -m "$2" -w stop >/dev/null 2>&1
}

pg_end() {
    [ -z "${pid:-}" ] || kill -9 "$pid" 2>/dev/null # what serve.sh started
    for _name in $PG_NAMES; do pg_stop "$_name" immediate; done
    rm -rf "$T" "${PG_ROOT:-$T}"
}

pg_port() { cat "$T/$1.port"; }
pg_url() { echo "postgresql://tester@127.0.0.1:$(pg_port "$1")/tm"; }
pg_sql() { # name, SQL
    "$PG_BIN/psql" -XAtq -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(pg_port "$1")" -d tm -c "$2"
}

# The folder of the servers, which nobody must be able to reach: in the scratch folder where the
# folders above it let him, else among the temporary files.
pg_root() {
    chmod 755 "$T"
    PG_ROOT=$T/servers
    if ! pg_as ls "$T" >/dev/null 2>&1; then PG_ROOT=$(mktemp -d -p /tmp) || exit 99; fi
    mkdir -p "$PG_ROOT"
    [ "$(id -u)" -ne 0 ] || chown nobody "$PG_ROOT"
    printf '%s\n' "$PGPASSWORD" >"$PG_ROOT/password"
    chmod 644 "$PG_ROOT/password"
    trap pg_end EXIT
}

# fsync is off unless PG_FSYNC is on: what is tested is the death of processes, not of machines.
pg_again() { # name
    pg_as "$PG_BIN/pg_ctl" -D "$PG_ROOT/$1" -l "$PG_ROOT/$1.log" -w -t 60 \
        -o "-p $(pg_port "$1") -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=${PG_FSYNC:-off}" \
        start >/dev/null 2>&1
}

pg_start() { # name
    [ -n "${PG_ROOT:-}" ] || pg_root
    pg_as "$PG_BIN/initdb" -D "$PG_ROOT/$1" -U tester -A scram-sha-256 --pwfile="$PG_ROOT/password" \
        -E UTF8 --locale=C.UTF-8 -N >"$T/$1.initdb" 2>&1 || return 1
    PG_NAMES="$PG_NAMES $1"
    _tries=0
    while [ $_tries -lt 10 ]; do # another program may have the port
        echo $((20000 + ($$ * 7 + _tries * 131 + $(echo "$PG_NAMES" | wc -w)) % 30000)) >"$T/$1.port"
        if pg_again "$1"; then
            "$PG_BIN/createdb" -h 127.0.0.1 -p "$(pg_port "$1")" -T template0 -E UTF8 tm && return 0
        fi
        _tries=$((_tries + 1))
    done
    return 1
}
