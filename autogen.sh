#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# autogen.sh - make configure in a fresh checkout
#
# The folder for the helper scripts is not kept in the repository, and the TAP
# driver is not installed by itself before the first run of automake.
set -eu
cd "$(dirname "$0")"
mkdir -p build-aux
exec autoreconf --force --install
