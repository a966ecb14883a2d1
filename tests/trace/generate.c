/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * generate.c - the trace of a run that did what dmatest does, of any length
 *
 * Usage: generate FOLDER DATABASE RECORDS [SEED]
 * Threads with a channel each map two buffers, copy, wait for the callback, unmap;
 * now and then they look at their buffers. Nothing in it is wrong. For figures of
 * what comes after a run.
 */
#include "tests/trace/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { THREADS = 4, BUFFERS = 32, SIZE = 8192, STACKS = 24, PAGE = 4096 };

/* struct generator - @left: records to be written */
struct generator {
	struct writer writer;
	uint64_t left;
	uint32_t random;
	uint32_t stacks[STACKS];
	int64_t cookies[THREADS];
};

static uint32_t next_random(struct generator *generator)
{
	uint32_t *state = &generator->random;

	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static void tell(struct generator *generator, uint32_t thread, uint32_t stack,
		 struct dmacheck_event event)
{
	if (!generator->left)
		return;
	generator->left--;
	writer_event(&generator->writer, thread + 1, &event, 0,
		     generator->stacks[stack]);
}

#define TELL(thread, stack, id, ...) \
	tell(generator, (thread), (stack), (struct dmacheck_event){ \
		.kind = DMACHECK_##id, __VA_ARGS__ })

static const void *device_of(uint32_t thread)
{
	return (const void *)(uintptr_t)(0x5581c0de0000 + thread % 2 * 0x400);
}

static const void *channel_of(uint32_t thread)
{
	return (const void *)(uintptr_t)(0x5581c0df0000 + thread * 0x100);
}

static void channel_begin(struct generator *generator, uint32_t thread)
{
	TELL(thread, 0, CHANNEL_REQUEST, .channel = channel_of(thread),
	     .device = device_of(thread));
}

static void transfer(struct generator *generator, uint32_t thread)
{
	const void *device = device_of(thread), *channel = channel_of(thread);
	uint64_t pick = next_random(generator) % BUFFERS + thread * BUFFERS;
	uint64_t from = 0x7f3a00000000 + pick * 4 * SIZE, to = from + 2 * SIZE;
	uint64_t size = next_random(generator) % SIZE + 1;
	uint64_t dma = 0x10000000 + pick * 4 * SIZE, dma_to = dma + 2 * SIZE;
	const void *descriptor = (const void *)(uintptr_t)(0x5581c1000000 + pick * 0xc0);
	int64_t cookie = ++generator->cookies[thread];

	TELL(thread, 1, MAP, .device = device, .type = DMACHECK_MAPPED_PAGE,
	     .direction = 1, .address = from, .dma_address = dma, .size = size,
	     .value = (long long)(from / PAGE));
	TELL(thread, 2, MAP_CHECKED, .device = device, .dma_address = dma);
	TELL(thread, 3, MAP, .device = device, .type = DMACHECK_MAPPED_PAGE,
	     .direction = 2, .address = to, .dma_address = dma_to, .size = size,
	     .value = (long long)(to / PAGE));
	TELL(thread, 4, MAP_CHECKED, .device = device, .dma_address = dma_to);
	TELL(thread, 5, PREP, .channel = channel, .object = descriptor, .size = size,
	     .value = 1);
	TELL(thread, 5, PREP_BUFFER, .channel = channel, .object = descriptor,
	     .dma_address = dma, .size = size, .direction = 1);
	TELL(thread, 5, PREP_BUFFER, .channel = channel, .object = descriptor,
	     .dma_address = dma_to, .size = size, .direction = 2);
	TELL(thread, 6, SUBMIT, .channel = channel, .object = descriptor,
	     .value = cookie, .address = 0x7f3affff0000, .type = 1);
	TELL(thread, 7, ISSUE, .channel = channel);
	for (uint64_t at = 0; at < size; at += PAGE) {
		uint64_t part = size - at < PAGE ? size - at : PAGE;

		TELL(thread, 8, DEVICE_READ, .device = device, .channel = channel,
		     .dma_address = dma + at, .address = from + at, .size = part);
		TELL(thread, 9, DEVICE_WRITE, .device = device, .channel = channel,
		     .dma_address = dma_to + at, .address = to + at, .size = part);
	}
	TELL(thread, 10, COMPLETE, .channel = channel, .object = descriptor,
	     .value = cookie);
	TELL(thread, 11, CALLBACK_BEGIN, .channel = channel, .object = descriptor,
	     .address = 0x5581c0d01234, .value = cookie);
	TELL(thread, 11, CALLBACK_END, .channel = channel, .object = descriptor,
	     .value = cookie);
	TELL(thread, 10, DESC_FREE, .channel = channel, .object = descriptor);
	TELL(thread, 12, UNMAP, .device = device, .type = DMACHECK_MAPPED_PAGE,
	     .direction = 1, .dma_address = dma, .size = size);
	TELL(thread, 13, UNMAP, .device = device, .type = DMACHECK_MAPPED_PAGE,
	     .direction = 2, .dma_address = dma_to, .size = size);
}

/* Stacks of eight frames in this very program, for somebody to find names in. */
static void stacks_make(struct generator *generator)
{
	static const void *const functions[] = {
		transfer, channel_begin, tell, device_of, channel_of, next_random,
		writer_event, writer_stack,
	};
	uint64_t frames[8];

	for (uint32_t i = 0; i < STACKS; i++) {
		for (uint32_t j = 0; j < 8; j++)
			frames[j] = (uintptr_t)functions[(i + j) % 8] + 5 + i / 8;
		generator->stacks[i] = writer_stack(&generator->writer, frames, 8);
	}
}

static void json_write(const char *folder, const char *name, const char *format,
		       const char *database)
{
	char path[4096];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	out = fopen(path, "w");
	if (!out) {
		perror(path);
		exit(99);
	}
	fprintf(out, format, database, folder);
	fclose(out);
}

static void records_write(struct generator *generator, const char *path, uint64_t records)
{
	uint64_t chunks = records / RECORD_SLOTS + 2 * THREADS + 8;

	generator->left = records;
	writer_open(&generator->writer, path, RECORD_HEADER + chunks * RECORD_CHUNK);
	generator->writer.header->started += records + generator->random;
	writer_self(&generator->writer);
	stacks_make(generator);
	for (uint32_t thread = 0; thread < THREADS; thread++)
		channel_begin(generator, thread);
	while (generator->left)
		transfer(generator, next_random(generator) % THREADS);
	writer_close(&generator->writer, path);
}

int main(int argc, char **argv)
{
	struct generator generator = { .random = 1 };
	char path[4096];

	if (argc < 4) {
		fprintf(stderr, "usage: generate FOLDER DATABASE RECORDS [SEED]\n");
		return 2;
	}
	if (argc > 4)
		generator.random = (uint32_t)strtoul(argv[4], NULL, 10) + 1;
	mkdir(argv[1], 0700);
	json_write(argv[1], RECORD_RUN_FILE,
		   "{ \"version\": 1, \"database\": \"%s\", \"command\": [\"generate\"],"
		   " \"folder\": \"%s\", \"started\": \"2025-01-31T12:00:00Z\","
		   " \"seed\": 1, \"schedule\": \"weakest\", \"fault\": null,"
		   " \"pfn\": \"virtual\", \"cpu_access\": \"byte\", \"tool\": \"test\" }\n",
		   argv[2]);
	json_write(argv[1], RECORD_END_FILE,
		   "{ \"status\": 0, \"signal\": null, \"ended\": \"2025-01-31T12:00:10Z\","
		   " \"timeout\": false }\n", argv[2]);
	snprintf(path, sizeof(path), "%s/" RECORD_FILE, argv[1]);
	records_write(&generator, path, strtoull(argv[3], NULL, 10));
	return 0;
}
