/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz-trace.c - the file of a trace in which anything may be changed
 *
 * A sound file of some chunks is made once. The input says where to cut it and which
 * bytes to change, so that most of what is read is nearly right:
 *   4 bytes: length; then for each change 4 bytes: place, 1: how, 8: what
 * Some places are drawn to where headers are, since most of the file is records.
 */
#include "db/trace/symbol.h"
#include "db/trace/trace.h"
#include "tests/trace/writer.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* struct base - a sound file: its bytes, and a file to write others into */
static struct base {
	uint8_t *bytes;
	size_t size;
	int fd;
	char path[64];
} base;

static void base_write(const char *path)
{
	struct writer writer;
	uint64_t addresses[] = { 0x401010, 0x402020, 0x7f0000001000 }, word;
	uint32_t stack;

	writer_open(&writer, path, RECORD_HEADER + 8 * RECORD_CHUNK);
	writer_image(&writer, "/nowhere/program", 0, 0x400000, 0x500000);
	writer_image(&writer, "/nowhere/library.so", 0x7f0000000000, 0x7f0000000000,
		     0x7f0000100000);
	word = writer_word(&writer, "dma0chan0");
	writer_word(&writer, "bad \377 bytes");
	stack = writer_stack(&writer, addresses, 3);
	for (unsigned int kind = 1; kind < DMACHECK_EVENT_COUNT; kind++)
		writer_event(&writer, 1 + kind % 2, &(struct dmacheck_event){
			.kind = kind, .address = 0x1000, .size = 64,
			.value = 1 }, word, stack);
	writer_close(&writer, path);
}

static void base_make(void)
{
	FILE *in;

	base.fd = memfd_create("trace", 0);
	snprintf(base.path, sizeof(base.path), "/proc/self/fd/%d", base.fd);
	base_write(base.path);
	in = fopen(base.path, "r");
	base.bytes = calloc(8, RECORD_CHUNK);
	if (!in || !base.bytes)
		abort();
	base.size = fread(base.bytes, 1, 8ul * RECORD_CHUNK, in);
	fclose(in);
}

static uint64_t take(const uint8_t **data, size_t *left, size_t count)
{
	uint64_t value = 0;

	if (count > *left)
		count = *left;
	memcpy(&value, *data, count);
	*data += count;
	*left -= count;
	return value;
}

/* A third in the file's header, a third in some chunk's first words. */
static size_t place_of(uint64_t word)
{
	size_t chunks = (base.size - RECORD_HEADER) / RECORD_CHUNK;

	switch (word % 3) {
	case 0:
		return word / 3 % sizeof(struct record_header);
	case 1:
		return RECORD_HEADER + word / 3 % chunks * RECORD_CHUNK +
		       word / 3 / chunks % 512;
	default:
		return word / 3 % base.size;
	}
}

static void change(uint8_t *bytes, size_t place, uint8_t how, uint64_t what)
{
	size_t count = how & 8 ? 8 : 1;

	if (place + count > base.size)
		return;
	if (how & 16) /* a number not far from what is there */
		what = bytes[place] + what % 17 - 8;
	memcpy(bytes + place, &what, count);
}

static void read_symbols(struct trace *trace, uint32_t stack, struct symbols *symbols)
{
	const struct symbol_frame *frames;
	const uint64_t *addresses;
	size_t count = trace_stack(trace, stack, &addresses);

	for (size_t i = 0; i < count; i++)
		symbols_find(symbols, trace_stack_image(trace, stack), 0,
			     addresses[i], &frames);
}

static void read_all(void)
{
	struct trace_event event;
	struct trace *trace;
	struct symbols *symbols;
	char *error = NULL;
	size_t events = 0;

	if (trace_open(base.path, &trace, &error)) {
		if (!error || strchr(error, '\n'))
			abort();
		free(error);
		return;
	}
	symbols = symbols_new(trace);
	while (trace_next(trace, &event)) {
		/* a byte that is no UTF-8 has become three */
		if (event.name && strlen(event.name) > 3 * RECORD_WORD_SIZE)
			abort();
		if (events++ < 8)
			read_symbols(trace, event.stack, symbols);
	}
	symbols_free(symbols);
	trace_close(trace);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t *bytes;
	size_t length;

	if (!base.bytes)
		base_make();
	if (!bytes)
		bytes = malloc(base.size);
	if (!bytes)
		abort();
	memcpy(bytes, base.bytes, base.size);
	length = take(&data, &size, 4);
	length = length % 4 ? base.size : length / 4 % (base.size + 1);
	while (size) {
		size_t place = place_of(take(&data, &size, 4));
		uint8_t how = (uint8_t)take(&data, &size, 1);

		change(bytes, place, how, take(&data, &size, 8));
	}
	if (ftruncate(base.fd, 0) || pwrite(base.fd, bytes, length, 0) != (ssize_t)length)
		abort();
	read_all();
	return 0;
}
