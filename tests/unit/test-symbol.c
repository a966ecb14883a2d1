/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-symbol.c - names of addresses, of this very program
 */
#include "db/trace/symbol.h"
#include "tests/trace/writer.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/symbol.XXXXXX";
static struct trace *trace;
static struct symbols *symbols;

static void write_trace(void (*images)(struct writer *writer))
{
	struct writer writer;
	char *error = NULL;

	cr_assert(mkstemp(path) >= 0);
	writer_open(&writer, path, RECORD_HEADER + 2 * RECORD_CHUNK);
	images(&writer);
	writer_close(&writer, path);
	cr_assert_eq(trace_open(path, &trace, &error), 0, "%s", error);
	unlink(path);
	symbols = symbols_new(trace);
}

static void release(void)
{
	if (symbols)
		symbols_free(symbols);
	if (trace)
		trace_close(trace);
}

TestSuite(symbol, .fini = release);

/* A return address is behind the call: this is right behind the function's begin. */
static uint64_t address_in(const void *function)
{
	return (uint64_t)(uintptr_t)function + 2;
}

__attribute__((noinline)) static int some_function(int number)
{
	return number * 3 + (int)getpid();
}

Test(symbol, a_function_of_this_program)
{
	const struct symbol_frame *frames;

	write_trace(writer_self);
	cr_assert_gt(some_function(1), 0);
	cr_assert_eq(symbols_find(symbols, 1, 0, address_in(some_function), &frames), 1);
	cr_expect_str_eq(frames->function, "some_function");
	cr_expect_str_eq(symbol_basename(frames->file), "test-symbol.c");
	cr_expect_gt(frames->line, 0);
	cr_expect(strstr(frames->module, "test-symbol"), "%s", frames->module);
	cr_expect_not(frames->inside);
	cr_expect(frames->client);
}

#if defined(__x86_64__) && defined(__GNUC__)
static inline __attribute__((always_inline)) uint64_t inner(void)
{
	uint64_t here;

	__asm__ volatile("lea 0(%%rip), %0" : "=r"(here));
	return here;
}

__attribute__((noinline)) static uint64_t outer(void)
{
	return inner();
}

Test(symbol, inlined_functions_come_first)
{
	const struct symbol_frame *frames;
	size_t count;

	write_trace(writer_self);
	count = symbols_find(symbols, 1, 0, outer(), &frames);
	cr_assert_eq(count, 2, "%zu", count);
	cr_expect_str_eq(frames[0].function, "inner");
	cr_expect_str_eq(frames[1].function, "outer");
	cr_expect_gt(frames[1].line, frames[0].line);
	cr_expect_str_eq(frames[1].file, frames[0].file);
	cr_expect_eq(frames[0].offset, frames[1].offset);
}
#endif

Test(symbol, the_c_library_is_no_client)
{
	const struct symbol_frame *frames;

	write_trace(writer_self);
	cr_assert_gt(symbols_find(symbols, 1, 0, address_in(getenv), &frames), 0);
	cr_expect_not(frames->client);
	cr_expect_not(frames->inside);
}

Test(symbol, what_is_in_no_file)
{
	const struct symbol_frame *frames;

	write_trace(writer_self);
	cr_assert_eq(symbols_find(symbols, 1, 0, 0x1234, &frames), 1);
	cr_expect_str_eq(frames->function, "");
	cr_expect_str_eq(frames->module, "");
	cr_expect_eq(frames->offset, 0x1234);
	/* an image of another program */
	cr_assert_eq(symbols_find(symbols, 7, 0, address_in(some_function), &frames), 1);
	cr_expect_str_eq(frames->module, "");
}

/* Without a build-id a file that is newer than the run may be another one. */
static void image_newer(struct writer *writer)
{
	char self[4096] = "";

	cr_assert(readlink("/proc/self/exe", self, sizeof(self) - 1) > 0);
	writer_image(writer, self, 0x10000, 0x10000, 0x90000);
	writer_image(writer, "/nowhere/libdmacheck-some.so", 0x100000, 0x100000, 0x200000);
	writer_image(writer, "relative", 0x300000, 0x300000, 0x400000);
}

Test(symbol, files_that_are_gone_or_others)
{
	const struct symbol_frame *frames;

	write_trace(image_newer);
	cr_assert_eq(symbols_find(symbols, 1, 0, 0x12345, &frames), 1);
	cr_expect_str_eq(frames->function, "");
	cr_expect_str_eq(frames->file, "");
	cr_expect(strstr(frames->module, "test-symbol"), "%s", frames->module);
	cr_expect_eq(frames->offset, 0x2345);
	cr_assert_eq(symbols_find(symbols, 1, 0, 0x100010, &frames), 1);
	cr_expect_str_eq(frames->module, "/nowhere/libdmacheck-some.so");
	cr_expect(frames->inside);
	cr_assert_eq(symbols_find(symbols, 1, 0, 0x300010, &frames), 1);
	cr_expect_str_eq(frames->module, "relative");
}

/* A library takes the place of another: who was there is a matter of time. */
static void images_in_turn(struct writer *writer)
{
	writer_image(writer, "/nowhere/first.so", 0x100000, 0x100000, 0x200000);
	writer->tick += 5000;
	writer_image(writer, "/nowhere/second.so", 0x100000, 0x100000, 0x200000);
}

Test(symbol, a_later_image_replaces_one)
{
	const struct symbol_frame *frames;

	write_trace(images_in_turn);
	symbols_find(symbols, 1, 4999, 0x100010, &frames);
	cr_expect_str_eq(frames->module, "/nowhere/first.so");
	symbols_find(symbols, 1, 5000, 0x100010, &frames);
	cr_expect_str_eq(frames->module, "/nowhere/second.so");
}
