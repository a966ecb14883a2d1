#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# virt-driver.sh - a driver on the engine's virtual channels serves its client
#
# A program of its own vchan.c and virt-dma.h; with the kernels' files the same driver
# runs in tests/kernel/virt-dma.test.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
: "${srcdir:=.}" "${DMACHECK:=./dmacheck}"

# shellcheck disable=SC2086 # options
"$DMACHECK" cc --module ${MODULE_FLAGS-} "-I$srcdir" "-I$srcdir/runtime/engine/private" \
	-o "$dir/program" "$srcdir/tests/runtime/virt-provider.c" \
	"$srcdir/runtime/engine/vchan.c"
for run in none:1 weakest:1 random:1 random:2 random:3 random:4 random:5; do
	if ! timeout 300 "$dir/program" "engine.schedule=${run%:*}" "engine.seed=${run#*:}" \
		2>"$dir/err" || grep -E 'FAIL|DMA-API|^BUG|^WARNING|^INFO' "$dir/err"; then
		echo "$run:"
		cat "$dir/err"
		exit 1
	fi
done
