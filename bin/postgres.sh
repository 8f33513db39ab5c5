# Read by bin/test: finds a PostgreSQL server for the tests, or starts one in a temporary directory.
# Not to be run by itself.

postgres_folder=
POSTGRES_LOCAL=postgres://postgres@127.0.0.1:5432/postgres

# Whether a server answers at $1 and lets us make databases with an ICU locale.
postgres_answers() {
    .venv/bin/python - "$1" 2>/dev/null <<'PYTHON'
import sys
import psycopg2

with psycopg2.connect(sys.argv[1], connect_timeout=3) as connection, connection.cursor() as cursor:
    cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
    may_create = cursor.fetchone()[0]
    cursor.execute("SELECT count(*) FROM pg_collation WHERE collprovider = 'i'")
    sys.exit(not (may_create and cursor.fetchone()[0] and connection.server_version >= 150000))
PYTHON
}

# Set POSTGRES_URL: TEST_POSTGRES_URL, else the server on 127.0.0.1:5432, else one of our own.
find_postgres() {
    if [ -n "${TEST_POSTGRES_URL:-}" ]; then
        postgres_answers "$TEST_POSTGRES_URL" ||
            fail 'TEST_POSTGRES_URL does not answer, may not make databases, or is older than PostgreSQL 15.'
        POSTGRES_URL=$TEST_POSTGRES_URL
    elif postgres_answers "$POSTGRES_LOCAL"; then
        POSTGRES_URL=$POSTGRES_LOCAL
    else
        start_postgres
    fi
}

# Print the folder of the newest programs that are installed; nothing where there are none.
postgres_programs() {
    for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) /usr/local/bin /usr/bin; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            printf '%s\n' "$folder"
            return
        fi
    done
}

# PostgreSQL refuses to run as root: there it runs as the user that its package made.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        su -s /bin/sh postgres -c "$*"
    else
        sh -c "$*"
    fi
}

start_postgres() {
    [ -n "$(postgres_programs)" ] || install_packages PostgreSQL postgresql
    programs=$(postgres_programs)
    [ -n "$programs" ] || fail 'PostgreSQL is missing: install it (Debian, Ubuntu: apt install postgresql).'
    postgres_folder=$(mktemp -d)
    trap stop_postgres EXIT
    trap 'exit 130' INT TERM
    [ "$(id -u)" != 0 ] || chown postgres "$postgres_folder"
    port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    say "Starting PostgreSQL ($programs) in $postgres_folder …"
    as_postgres "$programs/initdb -D $postgres_folder/data -U postgres -A trust -E UTF8 --locale=C" \
        >"$postgres_folder.log" 2>&1 || fail "PostgreSQL could not be set up; see $postgres_folder.log."
    as_postgres "cd / && $programs/pg_ctl -D $postgres_folder/data -l $postgres_folder/server.log -w \
        -o '-c port=$port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_folder' start" \
        >>"$postgres_folder.log" 2>&1 || fail "PostgreSQL did not start; see $postgres_folder.log."
    POSTGRES_URL=postgres://postgres@127.0.0.1:$port/postgres
}

stop_postgres() {
    as_postgres "cd / && $programs/pg_ctl -D $postgres_folder/data -m fast -w stop" >/dev/null 2>&1 || true
    rm -rf "$postgres_folder" "$postgres_folder.log"
}
