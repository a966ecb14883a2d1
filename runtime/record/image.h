/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * image.h - which file the code at an address is from
 */
#ifndef DMACHECK_RECORD_IMAGE_H
#define DMACHECK_RECORD_IMAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/record/file.h"
#include "runtime/record/piece.h"

/* Looks at what is loaded. Context: not in a signal handler, if it can be helped. */
void image_look(void);

/**
 * image_trim() - for a stack that is new
 * @frames: loses at its end what is no code of a file: there the walk was astray
 *
 * Looks again if something was loaded since, and has the trace know what is loaded.
 */
void image_trim(struct record_header *header, struct frames *frames);

/* Whether code of ours is at @address: it tells about itself. */
bool image_is_ours(const void *address);

/* Whether code of any file is at @address. */
bool image_has(uintptr_t address);

#endif /* DMACHECK_RECORD_IMAGE_H */
