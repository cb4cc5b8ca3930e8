# shellcheck shell=sh
# Sourced after tap.sh by scripts that ask a server.

pid=
trap '[ -z "$pid" ] || kill -9 $pid 2>/dev/null; rm -rf "$T"' EXIT

# serve OPTION...: start a server on a free port (or where --listen says); its address without the
# last slash is in $url, its process in $pid, what it says in serve.log.
serve() {
    : >serve.log # not what the last one said
    tmem serve --listen=127.0.0.1:0 "$@" 2>serve.log &
    pid=$!
    _n=0
    until grep -q 'listening on' serve.log || [ $_n -ge 400 ]; do
        _n=$((_n + 1))
        sleep 0.05
    done
    url=$(sed -n 's/.*listening on \(.*\)\/$/\1/p' serve.log)
}

# stop [SIGNAL]: end it; its exit status is in $stopped.
stop() {
    kill -"${1:-TERM}" $pid
    wait $pid
    stopped=$?
    pid=
}

# get OPTION... URL: the answer; code: its status, and the body in the file body.
get() { curl -gsS -m 20 "$@"; }
code() { curl -gsS -m 20 -o body -w '%{http_code}' "$@"; }
