/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-record.c - the recorder's parts: layout, slots, stacks, words, the environment
 */
#include "runtime/record/clock.h"
#include "runtime/record/file.h"
#include "runtime/record/pack.h"
#include "runtime/record/piece.h"
#include "runtime/record/process.h"
#include "runtime/record/walk.h"
#include "runtime/shim/environment.h"
#include "runtime/shim/program.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- what of an event is kept ----------------------------------------------------------- */

enum field { NONE, DEVICE, CHANNEL, OBJECT, ADDRESS, DMA, SIZE, VALUE, NAME };

static const unsigned char fields[DMACHECK_EVENT_COUNT][RECORD_WORDS] = {
#define FIELDS(kind, a, b, c, d, e) [DMACHECK_##kind] = { a, b, c, d, e },
#include "runtime/record/fields.def"
#undef FIELDS
};

Test(record, every_kind_keeps_its_fields)
{
	static const uint64_t wanted[] = {
		[NONE] = 0, [DEVICE] = 0x1111, [CHANNEL] = 0x2222, [OBJECT] = 0x3333,
		[ADDRESS] = 0x4444444444444444, [DMA] = 0x5555555555555555,
		[SIZE] = 0x6666666666666666, [VALUE] = (uint64_t)-7, [NAME] = 0x8888,
	};

	for (unsigned int kind = 1; kind < DMACHECK_EVENT_COUNT; kind++) {
		const struct dmacheck_event event = {
			.kind = kind, .flags = 0x9999, .device = (void *)wanted[DEVICE],
			.channel = (void *)wanted[CHANNEL], .object = (void *)wanted[OBJECT],
			.address = wanted[ADDRESS], .dma_address = wanted[DMA],
			.size = wanted[SIZE], .value = -7, .name = "name",
		};
		bool has_flags = kind != DMACHECK_DEVICE_READ && kind != DMACHECK_DEVICE_WRITE;
		struct record record = { 0 };

		pack_words(&record, &event, wanted[NAME]);
		for (int i = 0; i < RECORD_WORDS; i++)
			cr_expect_eq(record.words[i], wanted[fields[kind][i]], "kind %u word %d",
				     kind, i);
		cr_expect_eq(record.flags, has_flags ? 0x9999 : (uint32_t)-7, "kind %u", kind);
	}
}

Test(record, head_has_all_parts)
{
	uint64_t head = RECORD_HEAD(0xabcdef0123, 61, 7, 3);

	cr_expect_eq(RECORD_NUMBER(head), 0xabcdef0123);
	cr_expect_eq(RECORD_KIND(head), 61);
	cr_expect_eq(RECORD_TYPE(head), 7);
	cr_expect_eq(RECORD_DIRECTION(head), 3);
	/* an owner is no kind that there is */
	cr_expect_eq(RECORD_NUMBER(RECORD_OWNER), 0);
	cr_expect_geq(RECORD_KIND(RECORD_OWNER), DMACHECK_EVENT_COUNT);
}

/* ---- slots --------------------------------------------------------------------------------- */

static alignas(RECORD_CHUNK) char chunk[RECORD_CHUNK];

Test(record, a_chunk_has_its_slots_once)
{
	static struct writer writer;
	struct record *slots = (struct record *)(chunk + RECORD_SIZE);

	cr_expect_null(writer_reserve(&writer), "without a chunk");
	writer.cursor = (uintptr_t)slots;
	for (int i = 0; i < RECORD_SLOTS - 1; i++) {
		cr_expect_null(writer_reserve_last(&writer));
		cr_assert_eq(writer_reserve(&writer), &slots[i], "slot %d", i);
	}
	cr_expect_null(writer_reserve(&writer), "full");
	cr_expect_eq(writer_reserve_last(&writer), &slots[RECORD_SLOTS - 1]);
	cr_expect_null(writer_reserve_last(&writer), "once");
	cr_expect_null(writer_reserve(&writer), "full");
	cr_expect_eq((char *)file_chunk_of(writer.cursor - 1), chunk);
}

Test(record, a_reservation_that_comes_second_takes_the_next)
{
	uintptr_t cursor = 64, seen = 0;

	cr_expect_not(cursor_move(&cursor, &seen, 128));
	cr_expect_eq(seen, 64);
	cr_expect(cursor_move(&cursor, &seen, 128));
	cr_expect_eq(cursor, 128);
}

/* ---- stacks --------------------------------------------------------------------------------- */

/* A stack by hand: frame @i lies above frame @i - 1 and returns to 0x1000 + i. */
enum { DEPTH = 40 };

struct stack {
	struct frame_record frames[DEPTH];
};

static void stack_make(struct stack *stack, struct writer *writer)
{
	for (int i = 0; i < DEPTH; i++)
		stack->frames[i] = (struct frame_record){
			i + 1 < DEPTH ? (uintptr_t)&stack->frames[i + 1] : 0, 0x1000 + (uintptr_t)i
		};
	*writer = (struct writer){ .low = (uintptr_t)stack, .high = (uintptr_t)(stack + 1) };
}

Test(record, a_walk_follows_the_frames)
{
	static struct writer writer;
	struct stack stack;
	struct frames frames;

	stack_make(&stack, &writer);
	walk_stack(&writer, NULL, &stack.frames[DEPTH - 3], &frames);
	cr_assert_eq(frames.count, 3);
	cr_expect_eq(frames.addresses[0], 0x1000 + DEPTH - 3);
	cr_expect_eq(frames.addresses[2], 0x1000 + DEPTH - 1);
	walk_stack(&writer, NULL, &stack.frames[0], &frames);
	cr_expect_eq(frames.count, RECORD_FRAMES);
}

Test(record, a_walk_begins_with_the_caller)
{
	static struct writer writer;
	struct stack stack;
	struct frames frames;

	stack_make(&stack, &writer);
	walk_stack(&writer, (void *)0x1005, &stack.frames[0], &frames);
	cr_expect_eq(frames.addresses[0], 0x1005);
	cr_expect_eq(frames.addresses[1], 0x1006);
	/* it is not near: alone */
	walk_stack(&writer, (void *)0x1023, &stack.frames[0], &frames);
	cr_assert_eq(frames.count, 1);
	cr_expect_eq(frames.addresses[0], 0x1023);
	walk_stack(&writer, (void *)0x7777, &stack.frames[DEPTH - 2], &frames);
	cr_assert_eq(frames.count, 1);
	cr_expect_eq(frames.addresses[0], 0x7777);
}

Test(record, a_walk_believes_no_frame_that_leads_astray)
{
	static struct writer writer;
	const uintptr_t astray[] = { 0, 1, UINTPTR_MAX, UINTPTR_MAX - 15, 0x1000 };
	struct stack stack;
	struct frames frames;

	stack_make(&stack, &writer);
	for (size_t i = 0; i < sizeof(astray) / sizeof(*astray); i++) {
		stack.frames[2].above = astray[i];
		walk_stack(&writer, NULL, &stack.frames[0], &frames);
		cr_expect_eq(frames.count, 3, "%#lx", astray[i]);
	}
	/* back, to itself, not aligned, to the very end */
	stack.frames[2].above = (uintptr_t)&stack.frames[1];
	walk_stack(&writer, NULL, &stack.frames[0], &frames);
	cr_expect_eq(frames.count, 3);
	stack.frames[2].above = (uintptr_t)&stack.frames[2];
	walk_stack(&writer, NULL, &stack.frames[0], &frames);
	cr_expect_eq(frames.count, 3);
	stack.frames[2].above = (uintptr_t)&stack.frames[3] + 4;
	walk_stack(&writer, NULL, &stack.frames[0], &frames);
	cr_expect_eq(frames.count, 3);
	stack.frames[2].above = writer.high - 8;
	walk_stack(&writer, NULL, &stack.frames[0], &frames);
	cr_expect_eq(frames.count, 3);
}

Test(record, bounds_are_those_of_the_stack_in_use)
{
	static struct writer writer;
	uintptr_t here = (uintptr_t)__builtin_frame_address(0);
	char *elsewhere = mmap(NULL, 1 << 16, PROT_READ | PROT_WRITE,
			       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	cr_expect(walk_inside(&writer, here));
	cr_expect(here >= writer.low && here < writer.high);
	cr_expect_not(walk_inside(&writer, (uintptr_t)elsewhere + 4096));
	cr_expect(walk_inside(&writer, here));
	cr_expect(walk_readable((uintptr_t)elsewhere));
	cr_assert_eq(mprotect(elsewhere, 4096, PROT_NONE), 0);
	cr_expect_not(walk_readable((uintptr_t)elsewhere));
	cr_expect_not(walk_readable(8));
}

Test(record, stacks_differ_in_their_hash)
{
	static struct writer writer;
	struct stack stack;
	struct frames frames;
	uint64_t hashes[DEPTH + 1];

	stack_make(&stack, &writer);
	for (int i = 0; i < DEPTH; i++)
		hashes[i] = walk_stack(&writer, NULL, &stack.frames[i], &frames);
	stack.frames[DEPTH - 1].address++;
	hashes[DEPTH] = walk_stack(&writer, NULL, &stack.frames[DEPTH - 1], &frames);
	for (int i = 0; i <= DEPTH; i++) {
		cr_expect_neq(hashes[i], 0);
		for (int j = 0; j < i; j++)
			cr_expect_neq(hashes[i], hashes[j], "%d and %d", i, j);
	}
}

/* ---- a file ---------------------------------------------------------------------------------- */

static char folder[] = "/tmp/record.XXXXXX";

static void folder_make(void)
{
	cr_assert(mkdtemp(folder) != NULL);
}

static void folder_remove(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	cr_assert(!system(command));
}

static struct record_header good_header(void)
{
	return (struct record_header){
		.magic = RECORD_MAGIC, .version = RECORD_VERSION, .order = RECORD_ORDER,
		.limit = RECORD_HEADER + 8 * RECORD_CHUNK, .next = RECORD_HEADER,
		.ready = RECORD_HEADER + 4 * RECORD_CHUNK, .clock_start = record_clock(),
	};
}

static void file_make(const struct record_header *header)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "%s/records", folder);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	cr_assert(fd >= 0 && !ftruncate(fd, RECORD_HEADER + 8 * RECORD_CHUNK) &&
		  !posix_fallocate(fd, 0, RECORD_HEADER + 4 * RECORD_CHUNK) &&
		  write(fd, header, sizeof(*header)) == sizeof(*header));
	close(fd);
}

TestSuite(record_file, .init = folder_make, .fini = folder_remove);

Test(record_file, what_is_no_trace_is_left_alone)
{
	struct record_header header = good_header();

	cr_expect_not(file_attach("/nowhere"));
	cr_expect_not(file_attach(folder), "no file");
	header.magic[3] = 'x';
	file_make(&header);
	cr_expect_not(file_attach(folder), "magic");
	header = good_header();
	header.version++;
	file_make(&header);
	cr_expect_not(file_attach(folder), "version");
	header = good_header();
	header.order = 0x04030201;
	file_make(&header);
	cr_expect_not(file_attach(folder), "order");
	header = good_header();
	header.limit += RECORD_CHUNK;
	file_make(&header);
	cr_expect_not(file_attach(folder), "longer than the file");
	header = good_header();
	header.closed = 1;
	file_make(&header);
	cr_expect_not(file_attach(folder), "closed");
	cr_expect_null(file_header());
}

Test(record_file, chunks_are_given_out_once_and_up_to_the_limit)
{
	struct record_header header = good_header();
	enum file_lack lack = FILE_LACKS;
	struct record_chunk *last = NULL;

	file_make(&header);
	cr_assert(file_attach(folder));
	cr_expect(file_attach("/nowhere"), "the first one stays");
	for (int i = 0; i < 8; i++) {
		struct record_chunk *taken = file_chunk(file_header(), i % 2, &lack);

		cr_assert_not_null(taken);
		cr_expect_eq((uintptr_t)taken % RECORD_CHUNK, 0);
		cr_expect_eq(file_offset(file_header(), taken),
			     RECORD_HEADER + (uint64_t)i * RECORD_CHUNK);
		memset(taken, 1, RECORD_CHUNK);
		cr_expect_neq(taken, last);
		last = taken;
	}
	/* the last four had no room before */
	cr_expect_eq(file_header()->ready, file_header()->limit);
	cr_expect_null(file_chunk(file_header(), false, &lack));
	cr_expect_eq(lack, FILE_LIMIT);
	cr_expect_eq(file_header()->next, file_header()->limit);
}

Test(record_file, the_first_loss_is_the_one_with_the_lowest_number)
{
	struct record_header header = { 0 };

	file_lost(&header, 9);
	file_lost(&header, 7);
	file_lost(&header, 8);
	cr_expect_eq(header.lost, 3);
	cr_expect_eq(header.first_lost, 7);
}

static const struct record_word *word_at(uint64_t place)
{
	return (const void *)((char *)file_header() + place);
}

Test(record_file, words_are_written_once)
{
	struct record_header header = good_header();
	static struct writer writer, other;
	char text[RECORD_WORD_SIZE + 10], again[] = "schedule";
	uint64_t place, far;

	file_make(&header);
	cr_assert(file_attach(folder));
	place = piece_word(file_header(), &writer, "schedule");
	cr_assert_neq(place, 0);
	cr_expect_eq(word_at(place)->size, 8);
	cr_expect_eq(memcmp(word_at(place)->text, "schedule", 8), 0);
	cr_expect_eq(piece_word(file_header(), &writer, again), place);
	cr_expect_eq(piece_word(file_header(), &other, again), place, "another thread");
	again[7] = 'f';
	cr_expect_neq(piece_word(file_header(), &writer, again), place, "another text");
	cr_expect_neq(piece_word(file_header(), &writer, "schedul"), place);
	cr_expect_eq(piece_word(file_header(), &writer, ""), 0);

	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	far = piece_word(file_header(), &writer, text);
	cr_assert_neq(far, 0);
	cr_expect_eq(word_at(far)->size, RECORD_WORD_SIZE);
}

Test(record_file, a_thread_forgets_and_the_process_knows)
{
	struct record_header header = good_header();
	static struct writer writer;
	uint64_t places[2000];
	char text[16];

	file_make(&header);
	cr_assert(file_attach(folder));
	for (int i = 0; i < 2000; i++) {
		snprintf(text, sizeof(text), "word %d", i);
		places[i] = piece_word(file_header(), &writer, text);
		cr_assert_neq(places[i], 0, "word %d", i);
	}
	for (int i = 0; i < 2000; i++) {
		snprintf(text, sizeof(text), "word %d", i);
		cr_expect_eq(piece_word(file_header(), &writer, text), places[i]);
	}
}

/* ---- the environment ---------------------------------------------------------------------------- */

static char shim_preload[] = "LD_PRELOAD=/somewhere/libdmacheck-shim.so:/of/mine.so";
static char shim_alone[] = "LD_PRELOAD=/somewhere/libdmacheck-shim.so";
static char not_ours[] = "LD_PRELOAD=/of/mine.so:/somewhere/libdmacheck-shim.so";
static char trace[] = "DMACHECK_TRACE=/some/where";
static char undo[] = "DMACHECK_TRACE_ENV=DMACHECK_SEED=5\nDMACHECK_FAULT";
static char seed[] = "DMACHECK_SEED=7";
static char fault[] = "DMACHECK_FAULT=3";
static char home[] = "HOME=/home";
static char longer[] = "LD_PRELOADED=no";

static void environment_is(char *const *entries)
{
	size_t i;

	for (i = 0; entries[i] && environ[i]; i++)
		cr_expect_str_eq(environ[i], entries[i]);
	cr_expect_null(entries[i], "%s is missing", entries[i]);
	cr_expect_null(environ[i], "%s is left", environ[i]);
}

Test(record_environment, what_is_ours_is_taken_out)
{
	char *entries[] = { longer, shim_preload, home, trace, seed, undo, fault, NULL };

	environ = entries;
	cr_expect_str_eq(environment_folder(), "/some/where");
	environment_hide();
	environment_is((char *[]){ longer, (char *)"LD_PRELOAD=/of/mine.so", home,
				   (char *)"DMACHECK_SEED=5", NULL });
	cr_expect_str_eq(environment_folder(), "/some/where");
	cr_expect_str_eq(dmacheck_recorder_setting("DMACHECK_SEED"), "7");
	cr_expect_str_eq(dmacheck_recorder_setting("DMACHECK_FAULT"), "3");
	cr_expect_null(dmacheck_recorder_setting("DMACHECK_PFN"));
	cr_expect_null(dmacheck_recorder_setting("DMACHECK_SEE"));
}

Test(record_environment, alone_it_leaves_nothing)
{
	char *entries[] = { shim_alone, trace, NULL };

	environ = entries;
	environment_hide();
	cr_expect_null(environ[0]);
}

Test(record_environment, what_is_not_ours_stays)
{
	char *entries[] = { not_ours, seed, NULL };

	environ = entries;
	cr_expect_null(environment_folder());
	environment_hide();
	environment_is((char *[]){ not_ours, seed, NULL });
}

/* Hides it, and gives what is hidden to a program that @envp is for. */
static char **given(char **entries, char *const *envp)
{
	struct record_header header = good_header();
	size_t room;

	folder_make();
	file_make(&header);
	cr_assert(file_attach(folder));
	folder_remove();
	environ = entries;
	environment_hide();
	room = environment_room(envp);
	return room ? environment_fill(envp, malloc(room)) : NULL;
}

Test(record_environment, a_child_gets_it_again)
{
	char *entries[] = { shim_preload, home, trace, seed, undo, fault, NULL };

	environ = given(entries, (char *[]){ home, (char *)"LD_PRELOAD=/of/mine.so",
					     (char *)"DMACHECK_SEED=9", NULL });
	environment_is((char *[]){
		home, (char *)"LD_PRELOAD=/somewhere/libdmacheck-shim.so:/of/mine.so",
		(char *)"DMACHECK_SEED=7", trace,
		(char *)"DMACHECK_TRACE_ENV=DMACHECK_SEED=9\nDMACHECK_FAULT", fault, NULL });
	cr_expect_eq(environment_room(environ), 0, "it has it already");
}

Test(record_environment, a_child_without_any)
{
	char *entries[] = { shim_alone, trace, NULL };

	environ = given(entries, NULL);
	environment_is((char *[]){ (char *)"LD_PRELOAD=/somewhere/libdmacheck-shim.so", trace,
				   NULL });
}

/* ---- programs ------------------------------------------------------------------------------------ */

static enum dmacheck_untraced untraced(const char *path)
{
	int fd = program_open(AT_FDCWD, path);
	enum dmacheck_untraced found = program_untraced(fd);

	program_close(fd);
	return found;
}

static void write_file(const char *path, const char *text, size_t size)
{
	FILE *file = fopen(path, "w");

	cr_assert(file && fwrite(text, 1, size, file) == size && !fclose(file) &&
		  !chmod(path, 0755));
}

Test(record_file, programs_that_cannot_be_traced)
{
	static const unsigned char foreign[64] = "\177ELF\1\1\1\0";
	char path[64], script[256];

	cr_expect_eq(untraced("/bin/sh"), DMACHECK_TRACED);
	cr_expect_eq(program_open(AT_FDCWD, "/nowhere"), -EACCES);
	cr_expect_eq(program_open(AT_FDCWD, "/tmp"), -EACCES);
	snprintf(path, sizeof(path), "%s/foreign", folder);
	write_file(path, (const char *)foreign, sizeof(foreign));
	cr_expect_eq(untraced(path), DMACHECK_FOREIGN);
	snprintf(script, sizeof(script), "#! %s -x\n", path);
	snprintf(path, sizeof(path), "%s/script", folder);
	write_file(path, script, strlen(script));
	cr_expect_eq(untraced(path), DMACHECK_FOREIGN, "a script of it");
	write_file(path, "#!/bin/sh\n", 10);
	cr_expect_eq(untraced(path), DMACHECK_TRACED);
	/* one that runs itself */
	snprintf(script, sizeof(script), "#!%s\n", path);
	write_file(path, script, strlen(script));
	cr_expect_eq(untraced(path), DMACHECK_TRACED);
	write_file(path, "", 0);
	cr_expect_eq(untraced(path), DMACHECK_TRACED);
	write_file(path, "\177ELF", 4);
	cr_expect_eq(untraced(path), DMACHECK_TRACED);
}

Test(record_file, programs_are_searched_as_by_execvp)
{
	char path[PATH_MAX], list[128], own[64];
	char *entries[] = { list, NULL };

	snprintf(own, sizeof(own), "%s/record-sh", folder);
	write_file(own, "#!/bin/sh\n", 10);
	snprintf(list, sizeof(list), "PATH=/nowhere::%s:/bin", folder);
	environ = entries;
	cr_expect(program_search("record-sh", path));
	cr_expect_str_eq(path, own);
	cr_expect(program_search("sh", path));
	cr_expect_str_eq(path, "/bin/sh");
	cr_expect(program_search("./some/thing", path));
	cr_expect_str_eq(path, "./some/thing");
	cr_expect_not(program_search("no-such-program", path));
	cr_expect_not(program_search("", path));
}
