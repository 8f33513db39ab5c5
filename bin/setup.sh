# Read by the other scripts of this folder: messages, Python, the environment in .venv.
# Not to be run by itself.

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Print the first Python that is new enough; fail in one line where there is none.
find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$python" -c 'import ensurepip, venv' 2>/dev/null ||
                fail "$python has no venv module: install it (Debian, Ubuntu: apt install python3-venv)."
            printf '%s\n' "$python"
            return
        fi
    done
    fail 'Python 3.11 or newer is missing: install it (Debian, Ubuntu: apt install python3 python3-venv).'
}

# make_environment LOCK: .venv holds what LOCK lists. A stamp tells whether it already does.
make_environment() {
    stamp=".venv/installed-$1"
    wanted=$(cksum <"$1")
    if [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null; then
        [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    else
        python=$(find_python) || exit 1
        say 'Making the Python environment in .venv …'
        "$python" -m venv --clear .venv || fail 'the environment in .venv could not be made.'
    fi
    say "Installing what $1 lists …"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$1" ||
        fail "what $1 lists could not be installed; is the network there?"
    # What the tests need holds what serving needs, in the same versions.
    [ "$1" = requirements.txt ] || cksum <requirements.txt >.venv/installed-requirements.txt
    printf '%s\n' "$wanted" >"$stamp"
}
