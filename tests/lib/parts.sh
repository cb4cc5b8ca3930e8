# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run_parts FOLDER [NAME]...: every script of the folder but run.sh in turn, or those named; the
# status is 1 where one fails.
run_parts() {
    _folder=$1 _rc=0
    shift
    for _part in "$_folder"/*.sh; do
        _name=$(basename "$_part" .sh)
        [ "$_name" = run ] && continue
        [ $# -eq 0 ] || case " $* " in *" $_name "*) ;; *) continue ;; esac
        echo "== $_name"
        sh "$_part" || _rc=1
    done
    return $_rc
}
