#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Make the configure script from a checkout.
set -e
cd "$(dirname "$0")"
mkdir -p m4
exec autoreconf --install --force "$@"
