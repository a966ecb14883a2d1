/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-trace.c - the file of a trace: read, damaged, cut
 */
#include "db/trace/trace.h"
#include "tests/trace/writer.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static char folder[] = "/tmp/trace.XXXXXX";

static void folder_make(void)
{
	cr_assert(mkdtemp(folder) && !chdir(folder));
}

static void folder_remove(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	cr_assert(!chdir("/") && !system(command));
}

TestSuite(trace, .init = folder_make, .fini = folder_remove);

static struct trace *open_good(void)
{
	struct trace *trace = NULL;
	char *error = NULL;

	cr_assert_eq(trace_open("records", &trace, &error), 0, "%s", error);
	return trace;
}

static void expect_refused(int expected, const char *words)
{
	struct trace *trace;
	char *error = NULL;
	int code = trace_open("records", &trace, &error);

	cr_assert_eq(code, expected, "%d: %s", code, error);
	cr_expect(strstr(error, words) && !strchr(error, '\n'), "%s", error);
	free(error);
}

static void patch(size_t offset, const void *bytes, size_t size)
{
	FILE *file = fopen("records", "r+");

	cr_assert(file && !fseek(file, (long)offset, SEEK_SET) &&
		  fwrite(bytes, size, 1, file) == 1 && !fclose(file));
}

#define POINTER(number) ((const void *)(uintptr_t)(number))

static void write_map(struct writer *writer, uint32_t thread, uint32_t stack)
{
	writer_event(writer, thread, &(struct dmacheck_event){
		.kind = DMACHECK_MAP, .type = DMACHECK_MAPPED_SG, .direction = 2,
		.flags = 7, .device = POINTER(0x1000), .address = 0x2000,
		.dma_address = ~0ull, .size = 64, .value = -3 }, 0, stack);
}

Test(trace, an_event_has_all_its_fields)
{
	const uint64_t addresses[] = { 0x401000, 0x402000 }, *found;
	struct trace_event event;
	struct writer writer;
	struct trace *trace;

	writer_open(&writer, "records", 1 << 20);
	write_map(&writer, 3, writer_stack(&writer, addresses, 2));
	writer_event(&writer, 1, &(struct dmacheck_event){
		.kind = DMACHECK_CALLBACK_BEGIN, .channel = POINTER(1),
		.object = POINTER(2), .address = 3, .value = 4,
		.flags = DMACHECK_IN_SOFTIRQ }, writer_word(&writer, "a lock"), 0);
	writer_event(&writer, 1, &(struct dmacheck_event){
		.kind = DMACHECK_DEVICE_WRITE, .device = POINTER(1),
		.channel = POINTER(2), .dma_address = 3, .address = 4, .size = 5,
		.value = -14 }, 0, 0);
	writer_close(&writer, "records");
	trace = open_good();

	cr_assert(trace_next(trace, &event));
	cr_expect_eq(event.number, 1);
	cr_expect_eq(event.time, 1000);
	cr_expect_eq(event.process, 1);
	cr_expect_eq(event.thread, 3);
	cr_expect_eq(event.kind, DMACHECK_MAP);
	cr_expect_eq(event.type, DMACHECK_MAPPED_SG);
	cr_expect_eq(event.direction, 2);
	cr_expect_eq(event.flags, 7);
	cr_expect_eq(event.device, 0x1000);
	cr_expect_eq(event.address, 0x2000);
	cr_expect_eq(event.dma_address, UINT64_MAX);
	cr_expect_eq(event.size, 64);
	cr_expect_eq(event.value, -3);
	cr_expect_null(event.name);
	cr_expect_eq(trace_stack(trace, event.stack, &found), 2);
	cr_expect_arr_eq(found, addresses, sizeof(addresses));
	cr_expect_eq(trace_stack_image(trace, event.stack), 1);

	cr_assert(trace_next(trace, &event));
	cr_expect_str_eq(event.name, "a lock");
	cr_expect_eq(event.flags, DMACHECK_IN_SOFTIRQ);
	cr_expect_eq(event.object, 2);
	cr_expect_eq(event.stack, 0);

	cr_assert(trace_next(trace, &event));
	cr_expect_eq(event.value, -14);
	cr_expect_eq(event.flags, 0);
	cr_expect_not(trace_next(trace, &event));
	trace_rewind(trace);
	cr_expect(trace_next(trace, &event) && event.number == 1);
	trace_close(trace);
}

Test(trace, kinds_have_names_and_fields)
{
	for (unsigned int kind = 1; kind < DMACHECK_EVENT_COUNT; kind++)
		cr_expect_str_neq(trace_kind_word(kind), "?");
	cr_expect_str_eq(trace_kind_word(0), "?");
	cr_expect_str_eq(trace_kind_word(4000), "?");
	cr_expect_eq(trace_kind_fields(DMACHECK_ISSUE), TRACE_CHANNEL);
	cr_expect_eq(trace_kind_fields(DMACHECK_DEVICE_READ),
		     TRACE_DEVICE | TRACE_CHANNEL | TRACE_DMA_ADDRESS |
		     TRACE_ADDRESS | TRACE_SIZE | TRACE_VALUE);
	cr_expect_eq(trace_kind_fields(4000), 0);
}

Test(trace, threads_in_turn_are_put_in_order)
{
	struct trace_event event;
	struct trace_counts counts;
	struct writer writer;
	struct trace *trace;
	const struct trace_thread *threads;
	const struct trace_process *processes;

	writer_open(&writer, "records", 2 << 20);
	for (int i = 0; i < 5000; i++)
		write_map(&writer, 1 + (uint32_t)(i * i) % 7, 0);
	writer_close(&writer, "records");
	trace = open_good();
	for (uint64_t number = 1; number <= 5000; number++) {
		cr_assert(trace_next(trace, &event));
		cr_assert_eq(event.number, number);
		cr_assert_eq(event.time, 1000 * (int64_t)number);
	}
	cr_expect_not(trace_next(trace, &event));
	trace_counts(trace, &counts);
	cr_expect_eq(counts.records, 5000);
	cr_expect_eq(counts.begun, 5000);
	cr_expect_eq(counts.damaged, 0);
	cr_expect_eq(counts.lost, 0);
	cr_expect_eq(counts.first_loss, 0);
	cr_expect_not(counts.clock_guessed);
	cr_assert_eq(trace_threads(trace, &threads), 4);
	cr_expect_eq(threads[1].number, 2);
	cr_expect_eq(threads[1].tid, 102);
	cr_expect_str_eq(threads[1].name, "thread-2");
	cr_assert_eq(trace_processes(trace, &processes), 1);
	cr_expect_eq(processes[0].pid, 101);
	trace_close(trace);
}

Test(trace, records_that_were_not_finished_are_gaps)
{
	struct trace_event event;
	struct trace_counts counts;
	struct writer writer;
	struct trace *trace;
	struct record *record;

	writer_open(&writer, "records", 1 << 20);
	for (int i = 0; i < 4; i++)
		write_map(&writer, 1, 0);
	record = (void *)(writer.bytes + writer.threads[1].chunk + 2 * RECORD_SIZE);
	record->head = 0;
	writer_close(&writer, "records");
	trace = open_good();
	trace_counts(trace, &counts);
	cr_expect_eq(counts.records, 3);
	cr_expect_eq(counts.begun, 4);
	cr_expect_eq(counts.first_loss, 0);
	cr_assert(trace_next(trace, &event) && trace_next(trace, &event));
	cr_expect_eq(event.number, 3);
	trace_close(trace);
}

Test(trace, what_found_no_room_is_counted)
{
	struct trace_counts counts;
	struct writer writer;
	struct trace *trace;

	writer_open(&writer, "records", RECORD_HEADER + RECORD_CHUNK);
	for (int i = 0; i < RECORD_SLOTS + 10; i++)
		write_map(&writer, 1, 0);
	writer.header->first_lost = RECORD_SLOTS + 1;
	writer_close(&writer, "records");
	trace = open_good();
	trace_counts(trace, &counts);
	cr_expect_eq(counts.records, RECORD_SLOTS);
	cr_expect_eq(counts.lost, 10);
	cr_expect_eq(counts.first_loss, RECORD_SLOTS + 1);
	trace_close(trace);
}

/* The writer was killed between counting and saying which. */
Test(trace, a_loss_of_which_nothing_is_known_is_taken_early)
{
	struct trace_counts counts;
	struct writer writer;
	struct trace *trace;

	writer_open(&writer, "records", RECORD_HEADER + 3 * RECORD_CHUNK);
	for (int i = 0; i < 2 * RECORD_SLOTS + 10; i++)
		write_map(&writer, 1, 0);
	writer.header->lost = 1;
	writer_close(&writer, "records");
	trace = open_good();
	trace_counts(trace, &counts);
	cr_expect_eq(counts.first_loss, 2 * RECORD_SLOTS + 1);
	trace_close(trace);
}

Test(trace, a_chunk_may_have_several_owners)
{
	struct record_chunk *chunk;
	struct record *records;
	struct trace_event event;
	struct writer writer;
	struct trace *trace;
	const struct trace_thread *threads;

	writer_open(&writer, "records", 1 << 20);
	for (int i = 0; i < 5; i++)
		write_map(&writer, 1, 0);
	chunk = (void *)(writer.bytes + writer.threads[1].chunk);
	records = (void *)(chunk + 1);
	chunk->owners = 1;
	records[2].head = RECORD_OWNER;
	records[2].words[0] = 9;
	records[2].words[1] = 909;
	strcpy((char *)&records[2].words[2], "late");
	writer_close(&writer, "records");
	trace = open_good();
	cr_assert(trace_next(trace, &event) && trace_next(trace, &event));
	cr_expect_eq(event.thread, 1);
	cr_assert(trace_next(trace, &event));
	cr_expect_eq(event.number, 4);
	cr_expect_eq(event.thread, 9);
	cr_assert_eq(trace_threads(trace, &threads), 2);
	cr_expect_str_eq(threads[1].name, "late");
	cr_expect_eq(threads[1].tid, 909);
	trace_close(trace);
}

Test(trace, words_that_are_no_utf8_are_mended)
{
	struct trace_event event;
	struct writer writer;
	struct trace *trace;

	writer_open(&writer, "records", 1 << 20);
	writer_event(&writer, 1, &(struct dmacheck_event){ .kind = DMACHECK_MODULE_EXIT },
		     writer_word(&writer, "x\377y"), 0);
	writer_close(&writer, "records");
	trace = open_good();
	cr_assert(trace_next(trace, &event));
	cr_expect_str_eq(event.name, "x\357\277\275y");
	trace_close(trace);
}

Test(trace, a_counter_of_unknown_rate)
{
	const uint64_t none[2] = { 0 };
	struct trace_counts counts;
	struct trace_event event;
	struct writer writer;
	struct trace *trace;

	writer_open(&writer, "records", 1 << 20);
	write_map(&writer, 1, 0);
	writer_close(&writer, "records");
	patch(offsetof(struct record_header, clock_end), none, sizeof(none));
	trace = open_good();
	trace_counts(trace, &counts);
	cr_expect(counts.clock_guessed);
	cr_assert(trace_next(trace, &event));
	cr_expect(event.time > 0);
	trace_close(trace);
}

/* ---- what is not ours --------------------------------------------------------------- */

static void write_small(void)
{
	const uint64_t addresses[] = { 0x401000, 0x402000 };
	struct writer writer;
	uint32_t stack;

	writer_open(&writer, "records", RECORD_HEADER + 5 * RECORD_CHUNK);
	writer_image(&writer, "/nowhere/program", 0, 0x400000, 0x500000);
	stack = writer_stack(&writer, addresses, 2);
	for (uint32_t i = 0; i < 20; i++)
		writer_event(&writer, 1 + i % 2, &(struct dmacheck_event){
			.kind = DMACHECK_LOCK, .object = POINTER(i) },
			writer_word(&writer, "lock"), stack);
	writer_close(&writer, "records");
}

Test(trace, foreign_files)
{
	const uint32_t other_order = 0x04030201, other_version = 7;

	expect_refused(-ENOENT, "records");
	fclose(fopen("records", "w"));
	expect_refused(-ENODATA, "nothing was run");
	cr_assert(!truncate("records", 100000));
	expect_refused(-ENODATA, "nothing was run");
	patch(0, "#!/bin/sh\nexit 0\n# a program\n", 28);
	expect_refused(-EINVAL, "not a trace");
	write_small();
	patch(offsetof(struct record_header, order), &other_order, 4);
	expect_refused(-EINVAL, "byte order");
	write_small();
	patch(offsetof(struct record_header, version), &other_version, 4);
	expect_refused(-EINVAL, "version 7");
}

/* Whatever is read of a damaged file is read to its end. */
static size_t read_all(void)
{
	struct trace *trace;
	struct trace_event event;
	const uint64_t *addresses;
	char *error = NULL;
	size_t count = 0;

	if (trace_open("records", &trace, &error)) {
		cr_assert(error && !strchr(error, '\n'), "%s", error);
		free(error);
		return 0;
	}
	while (trace_next(trace, &event)) {
		count++;
		trace_stack(trace, event.stack, &addresses);
	}
	trace_close(trace);
	return count;
}

Test(trace, cut_at_every_length, .timeout = 120)
{
	const long size = RECORD_HEADER + 5 * RECORD_CHUNK;
	size_t count = 20, now;

	write_small();
	cr_assert_eq(read_all(), 20);
	for (long length = size - 1; length >= 0; length--) {
		long place = (length - RECORD_HEADER) % RECORD_CHUNK;

		/* behind what is written a chunk has only zeros */
		if (length > RECORD_HEADER && place > 2048 && length % 4096)
			continue;
		cr_assert(!truncate("records", length));
		now = read_all();
		cr_assert_leq(now, count, "%ld", length);
		count = now;
	}
	cr_expect_eq(count, 0);
}

/* A gigabyte that a header promises is not taken. */
Test(trace, sizes_are_not_believed)
{
	const uint64_t huge = ~0ull, number = RECORD_HEAD(1ull << 39, DMACHECK_ISSUE, 0, 0);
	struct rusage usage;

	write_small();
	patch(offsetof(struct record_header, next), &huge, 8);
	cr_expect_eq(read_all(), 20);
	patch(offsetof(struct record_header, sequence), &huge, 8);
	cr_expect_eq(read_all(), 20);
	patch(offsetof(struct record_header, limit), &huge, 8);
	cr_expect_eq(read_all(), 20);
	patch(offsetof(struct record_header, threads), &huge, 4);
	patch(offsetof(struct record_header, images), &huge, 4);
	cr_expect_eq(read_all(), 20);
	/* the first thread's chunk is the fourth: images, stacks, words came before */
	patch(RECORD_HEADER + 3 * RECORD_CHUNK + RECORD_SIZE, &number, 8);
	cr_expect_eq(read_all(), 20);
	/* and the same number twice: one of them counts */
	patch(RECORD_HEADER + 3 * RECORD_CHUNK + 2 * RECORD_SIZE, &number, 8);
	cr_expect_eq(read_all(), 19);
	cr_assert(!getrusage(RUSAGE_SELF, &usage));
	cr_expect_lt(usage.ru_maxrss, 300 << 10, "%ld KiB", usage.ru_maxrss);
}
