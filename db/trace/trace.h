/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace.h - the file of a traced run, read: dmacheck-record(5)
 *
 *   trace_open -> trace_next ... -> trace_close
 *
 * The file may come from a program that was killed, from a full disk or from
 * somebody else: every offset in it is checked, what is not valid is skipped and
 * counted. Nothing here includes SQLite or a rule.
 */
#ifndef DMACHECK_TRACE_H
#define DMACHECK_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct trace;

/**
 * struct trace_event - one event, in the order of the run
 * @number: of the record, from 1; gaps are records that were begun and never
 *	finished
 * @time: ns since the start of the run
 * @process, @thread: numbers in the run, from 1
 * @kind: enum dmacheck_event_kind
 * @stack: a number of trace_stack(), 0: none; the same stack may have several
 * @name: borrowed from the trace, NULL: none
 *
 * The other fields are those of struct dmacheck_event.
 */
struct trace_event {
	uint64_t number;
	int64_t time;
	uint32_t process;
	uint32_t thread;
	uint32_t kind;
	uint32_t type;
	uint32_t direction;
	uint32_t flags;
	uint64_t device;
	uint64_t channel;
	uint64_t object;
	uint64_t address;
	uint64_t dma_address;
	uint64_t size;
	int64_t value;
	uint32_t stack;
	const char *name;
};

/* struct trace_process - @parent: 0: started by dmacheck */
struct trace_process {
	uint32_t number;
	uint32_t parent;
	uint32_t image;
	uint32_t pid;
};

struct trace_thread {
	uint32_t number;
	uint32_t process;
	uint32_t tid;
	const char *name;
};

/* struct trace_image - a file with code; see struct record_image */
struct trace_image {
	uint32_t image;
	uint64_t base;
	uint64_t start;
	uint64_t end;
	int64_t time;
	const uint8_t *build_id;
	size_t build_id_size;
	const char *path;
};

/**
 * struct trace_counts - how whole it is
 * @records: that trace_next() gives
 * @begun: numbers given out; what is more than @records was not finished
 * @lost: that found no room, by the writers' own count
 * @damaged: chunks, records and images that make no sense and were skipped
 * @first_loss: number of the first record after which something is missing
 *	because there was no room; 0: none is. A record that a killed thread had begun is
 *	no loss: nothing of that thread came after it.
 * @clock_guessed: the file does not say how fast its counter runs; this machine's
 *	was taken, or 1 ns a tick
 */
struct trace_counts {
	uint64_t records;
	uint64_t begun;
	uint64_t lost;
	uint64_t damaged;
	uint64_t first_loss;
	bool clock_guessed;
};

/**
 * trace_open() - read what there is
 * @path: the file
 * @ret_error: one line, owned by the caller
 *
 * The file is mapped, and must not be written any more. Takes 4 bytes of memory a
 * record, to put them in order.
 * Return: 0; -EINVAL for a file that is not ours or of another version or byte
 * order; -ENODATA for one that was made and never begun; or another negative errno.
 */
int trace_open(const char *path, struct trace **ret_trace, char **ret_error);
void trace_close(struct trace *trace);

void trace_counts(const struct trace *trace, struct trace_counts *ret_counts);
/* When the run began, CLOCK_REALTIME in ns. */
int64_t trace_started(const struct trace *trace);
enum { TRACE_IDENTITY = 48 };
/* Tells it from every other recording: words of hex. */
void trace_identity(const struct trace *trace, char ret_identity[TRACE_IDENTITY]);

/**
 * trace_next() - the events one after the other, by number
 *
 * Return: whether there was one; after the last, trace_rewind() starts again.
 */
bool trace_next(struct trace *trace, struct trace_event *ret_event);
void trace_rewind(struct trace *trace);

/* The fields that some kinds have and others do not: what trace_kind_fields() gives. */
enum trace_field {
	TRACE_DEVICE = 1 << 0,
	TRACE_CHANNEL = 1 << 1,
	TRACE_OBJECT = 1 << 2,
	TRACE_ADDRESS = 1 << 3,
	TRACE_DMA_ADDRESS = 1 << 4,
	TRACE_SIZE = 1 << 5,
	TRACE_VALUE = 1 << 6,
	TRACE_NAME = 1 << 7,
};

/**
 * trace_stack() - the return addresses of a stack, innermost first
 * Return: how many; 0 if it is not valid.
 */
size_t trace_stack(const struct trace *trace, uint32_t stack,
		   const uint64_t **ret_addresses);

/* Which program's images a stack is in: struct trace_image's @image; 0: not valid. */
uint32_t trace_stack_image(const struct trace *trace, uint32_t stack);

/* Arrays that live as long as the trace, by number; images by program and time. */
size_t trace_processes(const struct trace *trace, const struct trace_process **ret_processes);
size_t trace_threads(const struct trace *trace, const struct trace_thread **ret_threads);
size_t trace_images(const struct trace *trace, const struct trace_image **ret_images);

/* The word for a kind of event, "?" for none. */
const char *trace_kind_word(unsigned int kind);
/* Which fields it has: bits of enum trace_field. */
unsigned int trace_kind_fields(unsigned int kind);

#endif /* DMACHECK_TRACE_H */
