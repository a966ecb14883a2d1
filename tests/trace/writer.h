/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * writer.h - makes the file of a trace, for tests of what reads it
 *
 * Written from dmacheck-record(5), apart from the recorder. One program writes all:
 * threads are numbers.
 */
#ifndef DMACHECK_TESTS_TRACE_WRITER_H
#define DMACHECK_TESTS_TRACE_WRITER_H

#include "runtime/record/format.h"

#include <dmacheck/event.h>
#include <stddef.h>
#include <stdint.h>

enum { WRITER_THREADS = 16 };

/* struct place - where the next piece of a kind goes; @chunk: 0: nowhere yet */
struct place {
	uint64_t chunk;
	uint64_t used;
};

/**
 * struct writer - a file that is being written
 * @bytes: mapped, as many as the limit in @header
 * @process, @image: of what is written from now on
 * @tick: the counter, in ns; each event adds 1000
 */
struct writer {
	uint8_t *bytes;
	struct record_header *header;
	uint32_t process;
	uint32_t image;
	uint64_t tick;
	struct place words;
	struct place stacks;
	struct place images;
	struct place threads[WRITER_THREADS + 1];
};

/* writer_open() - ends the program where it cannot; @limit: bytes, at least a chunk */
void writer_open(struct writer *writer, const char *path, uint64_t limit);
/* writer_close() - cut the file behind its last chunk, and let go of it */
void writer_close(struct writer *writer, const char *path);

uint64_t writer_word(struct writer *writer, const char *text);
uint32_t writer_stack(struct writer *writer, const uint64_t *addresses, uint32_t count);
/* writer_image() - of this very program if @path is NULL */
void writer_image(struct writer *writer, const char *path, uint64_t base,
		  uint64_t start, uint64_t end);
/* writer_self() - the images of the program that calls it */
void writer_self(struct writer *writer);

/**
 * writer_event() - one record
 * @thread: from 1 to WRITER_THREADS
 * @word: what writer_word() gave for the name, 0: none
 *
 * Where there is no more room it is counted as lost.
 */
void writer_event(struct writer *writer, uint32_t thread, const struct dmacheck_event *event,
		  uint64_t word, uint32_t stack);

#endif
