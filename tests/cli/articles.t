#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Short news items put into house style: what must change, what must stay, what must be reported.
. "$TILMACH_SRC/tests/lib/tap.sh"

"$TILMACH_BUILD/tests/articles/articles" --tap "$TILMACH_SRC"/tests/articles/*-[0-9][0-9].txt
