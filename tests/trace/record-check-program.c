/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record-check-program.c - makes the file of a trace for the recorder, and looks at what it wrote
 *
 *   record-check make FOLDER CHUNKS READY	a file of CHUNKS chunks, the first READY with room
 *   record-check read FOLDER			what is in it, as "name value" lines
 *   record-check events FOLDER			the events in their order, a line each
 *   record-check stack FOLDER KIND		return addresses of the last event of KIND
 *
 * Written from dmacheck-record(5), apart from what reads traces. "wrong" counts what must
 * never be: a number twice, a record that is torn, a piece that does not hold. Records of
 * kind map are the test programs' own: all their words follow from the first.
 */
#include "runtime/record/clock.h"
#include "runtime/record/format.h"

#include <dmacheck/event.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/trace/record-known.h"

static const char *const kinds[] = {
	"none",
#define EVENT(id, name, fields) name,
#include <dmacheck/events.def>
#undef EVENT
};

enum field { NONE, DEVICE, CHANNEL, OBJECT, ADDRESS, DMA, SIZE, VALUE, NAME };

static const uint8_t layout[DMACHECK_EVENT_COUNT][RECORD_WORDS] = {
#define FIELDS(kind, a, b, c, d, e) [DMACHECK_##kind] = { a, b, c, d, e },
#include "runtime/record/fields.def"
#undef FIELDS
};

enum { THREADS = 1 << 20 };

static const uint8_t *bytes;
static const struct record_header *header;
static uint64_t sequence;			/* as it was at the start: somebody may be writing */
static uint64_t wrong, records, chunks[RECORD_CHUNK_IMAGES + 1], of_kind[DMACHECK_EVENT_COUNT];
static uint8_t *numbers;			/* seen, by number */
static const struct record **in_order;		/* by number */
static bool processes[THREADS], threads[THREADS];
static uint64_t images, deepest;

/* By the number of a known event: the last process that had it. A fork may give two. */
enum { KNOWN = 1 << 24 };
static uint32_t *known_process;
static uint64_t distinct;

static void complain(const char *what, uint64_t where)
{
	if (wrong++ < 20)
		fprintf(stderr, "at %#llx: %s\n", (unsigned long long)where, what);
}

static void fail(const char *what)
{
	perror(what);
	exit(2);
}

/* ---- make ------------------------------------------------------------------------------ */

static void make(const char *folder, uint64_t size, uint64_t ready)
{
	struct record_header made = {
		.magic = RECORD_MAGIC, .version = RECORD_VERSION, .order = RECORD_ORDER,
		.limit = RECORD_HEADER + size * RECORD_CHUNK, .next = RECORD_HEADER,
		.ready = RECORD_HEADER + ready * RECORD_CHUNK,
		.clock_start = record_clock(), .time_start = record_clock_ns(),
		.starter = (uint32_t)getpid(),
	};
	char path[4096];
	int fd;

	if (mkdir(folder, 0700) && errno != EEXIST)
		fail(folder);
	snprintf(path, sizeof(path), "%s/" RECORD_FILE, folder);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || ftruncate(fd, (off_t)made.limit) ||
	    fallocate(fd, 0, 0, (off_t)made.ready) ||
	    pwrite(fd, &made, sizeof(made), 0) != sizeof(made))
		fail(path);
	close(fd);
}

/* ---- read ------------------------------------------------------------------------------ */

static const struct record_chunk *chunk_of(uint64_t offset)
{
	uint64_t base = (offset - RECORD_HEADER) / RECORD_CHUNK * RECORD_CHUNK + RECORD_HEADER;

	return (const void *)(bytes + base);
}

/* Whether a piece of @size bytes is whole at @offset, in a chunk of @kind. */
static bool piece_holds(uint64_t offset, uint64_t size, enum record_chunk_kind kind)
{
	uint64_t place = (offset - RECORD_HEADER) % RECORD_CHUNK;

	return offset >= RECORD_HEADER && offset < header->next && offset % 8 == 0 &&
	       chunk_of(offset)->kind == kind && place >= RECORD_SIZE &&
	       place - RECORD_SIZE + size <= chunk_of(offset)->used;
}

static void stack_read(uint64_t offset)
{
	const struct record_stack *stack = (const void *)(bytes + offset);

	if (!piece_holds(offset, sizeof(*stack) + 8, RECORD_CHUNK_STACKS) || !stack->count ||
	    stack->count > RECORD_FRAMES ||
	    !piece_holds(offset, sizeof(*stack) + 8 * stack->count, RECORD_CHUNK_STACKS)) {
		complain("no stack", offset);
		return;
	}
	if (stack->count > deepest)
		deepest = stack->count;
	for (uint32_t i = 0; i < stack->count; i++)
		/* a call of nothing crashes at 0 */
		if (i && !stack->addresses[i])
			complain("a stack with a hole", offset);
}

static const char *word_read(uint64_t offset, uint32_t *ret_size)
{
	const struct record_word *word = (const void *)(bytes + offset);

	if (!piece_holds(offset, sizeof(*word) + 1, RECORD_CHUNK_WORDS) || !word->size ||
	    word->size > RECORD_WORD_SIZE ||
	    !piece_holds(offset, sizeof(*word) + word->size, RECORD_CHUNK_WORDS)) {
		complain("no word", offset);
		return NULL;
	}
	*ret_size = word->size;
	return word->text;
}

static void number_read(uint64_t number, uint64_t offset)
{
	if (!number || number > sequence)
		complain("a number that was not given out", offset);
	else if (numbers[number]++)
		complain("a number twice", offset);
}

static void known_count(uint64_t number, uint32_t process, uint64_t offset)
{
	if (number >= KNOWN)
		return;
	if (known_process[number] == process)
		complain("the same event twice", offset);
	distinct += !known_process[number];
	known_process[number] = process;
}

static void known_read(const struct record *record, uint64_t offset)
{
	const struct known known = known_of(record->words[0]);

	known_count(record->words[0], chunk_of(offset)->process, offset);

	if (RECORD_TYPE(record->head) != known.type ||
	    RECORD_DIRECTION(record->head) != known.direction ||
	    record->flags != known.flags || record->words[1] != known.address ||
	    record->words[2] != known.dma_address || record->words[3] != known.size ||
	    (int64_t)record->words[4] != known.value)
		complain("a torn record", offset);
}

static void message_read(const struct record *record, uint64_t offset)
{
	uint32_t size = 0;
	const char *text = word_read(record->words[0], &size);

	if (text && size >= 5 && !memcmp(text, "word ", 5) && text[size - 1] != '.')
		complain("a torn word", offset);
}

static void record_read(const struct record *record)
{
	uint64_t offset = (uint64_t)((const uint8_t *)record - bytes);
	uint64_t head = __atomic_load_n(&record->head, __ATOMIC_ACQUIRE);
	unsigned int kind = RECORD_KIND(head);

	if (!kind || kind >= DMACHECK_EVENT_COUNT) {
		complain("no kind", offset);
		return;
	}
	records++;
	of_kind[kind]++;
	if (RECORD_NUMBER(head) <= sequence)
		in_order[RECORD_NUMBER(head)] = record;
	number_read(RECORD_NUMBER(head), offset);
	if (record->time < header->clock_start)
		complain("earlier than the start", offset);
	if (record->stack)
		stack_read((uint64_t)record->stack * 8);
	if (kind == DMACHECK_MAP)
		known_read(record, offset);
	if (kind == DMACHECK_ENGINE_MESSAGE && record->words[0])
		message_read(record, offset);
}

static void thread_read(uint64_t thread, uint64_t offset)
{
	if (!thread || thread > header->threads || thread >= THREADS)
		complain("no such thread", offset);
	else
		threads[thread] = true;
}

static void records_read(const struct record_chunk *chunk, uint64_t offset)
{
	const struct record *slots = (const void *)(chunk + 1);
	uint32_t owners = 0;
	bool used = false;

	for (int i = 0; i < RECORD_SLOTS; i++) {
		if (!slots[i].head)
			continue;
		used = true;
		if (slots[i].head == RECORD_OWNER) {
			owners++;
			thread_read(slots[i].words[0], offset + 64 + 64 * (uint64_t)i);
			if (!slots[i].words[1])
				complain("an owner without a tid", offset + 64 + 64 * (uint64_t)i);
			continue;
		}
		record_read(&slots[i]);
	}
	if (used)
		thread_read(chunk->thread, offset);
	if (owners > chunk->owners)
		complain("owners not counted", offset);
}

static void images_read(const struct record_chunk *chunk, uint64_t offset)
{
	uint32_t at = 0;

	while (at < chunk->used) {
		const struct record_image *image = (const void *)((const char *)(chunk + 1) + at);

		if (image->size <= sizeof(*image) || image->size % 8 ||
		    at + image->size > chunk->used || image->start >= image->end ||
		    !memchr(image->path, 0, image->size - sizeof(*image))) {
			complain("no image", offset + at);
			return;
		}
		images++;
		at += image->size;
	}
}

static void chunk_read(uint64_t offset)
{
	const struct record_chunk *chunk = (const void *)(bytes + offset);

	if (chunk->kind > RECORD_CHUNK_IMAGES) {
		complain("no kind of chunk", offset);
		return;
	}
	chunks[chunk->kind]++;
	if (!chunk->kind)
		return;
	if (!chunk->process || chunk->process > header->processes ||
	    chunk->process >= THREADS || !chunk->pid || !chunk->tid || !chunk->image ||
	    chunk->image > header->images || chunk->parent == chunk->process)
		complain("nobody's chunk", offset);
	else
		processes[chunk->process] = true;
	if (chunk->used > RECORD_CHUNK - RECORD_SIZE)
		complain("more than a chunk", offset);
	if (chunk->kind == RECORD_CHUNK_RECORDS)
		records_read(chunk, offset);
	if (chunk->kind == RECORD_CHUNK_IMAGES)
		images_read(chunk, offset);
}

static unsigned int count_of(const bool *seen)
{
	unsigned int count = 0;

	for (int i = 0; i < THREADS; i++)
		count += seen[i];
	return count;
}

static void map_file(const char *folder)
{
	struct stat status;
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s/" RECORD_FILE, folder);
	fd = open(path, O_RDONLY);
	if (fd < 0 || fstat(fd, &status))
		fail(path);
	bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (bytes == MAP_FAILED)
		fail(path);
	header = (const void *)bytes;
	sequence = __atomic_load_n(&header->sequence, __ATOMIC_RELAXED);
	if (header->next > header->limit || header->next > header->ready)
		complain("more taken than there is", header->next);
	numbers = calloc(sequence + 1, 1);
	known_process = calloc(KNOWN, sizeof(*known_process));
	in_order = calloc(sequence + 1, sizeof(*in_order));
	if (!numbers || !known_process || !in_order)
		fail("calloc");
}

static void print(const char *name, uint64_t value)
{
	printf("%s %llu\n", name, (unsigned long long)value);
}

static void read_all(const char *folder)
{
	map_file(folder);
	for (uint64_t offset = RECORD_HEADER; offset + RECORD_CHUNK <= header->next;
	     offset += RECORD_CHUNK)
		chunk_read(offset);
}

static void print_name(uint64_t offset)
{
	uint32_t size = 0;
	const char *text = offset ? word_read(offset, &size) : NULL;

	if (text)
		printf(" name=%.*s", (int)size, text);
}

/* Without addresses, which are others each time. */
static void event_print(const struct record *record)
{
	unsigned int kind = RECORD_KIND(record->head);

	printf("%s", kinds[kind]);
	for (int i = 0; i < RECORD_WORDS; i++) {
		if (layout[kind][i] == SIZE)
			printf(" size=%llu", (unsigned long long)record->words[i]);
		if (layout[kind][i] == VALUE)
			printf(" value=%lld", (long long)record->words[i]);
		if (layout[kind][i] == NAME)
			print_name(record->words[i]);
	}
	if (RECORD_TYPE(record->head))
		printf(" type=%u", RECORD_TYPE(record->head));
	putchar('\n');
}

static void print_events(void)
{
	for (uint64_t number = 1; number <= sequence; number++)
		if (in_order[number])
			event_print(in_order[number]);
}

static void print_stack(const char *kind)
{
	const struct record_stack *stack;
	uint64_t number = sequence;

	while (number && (!in_order[number] ||
			  strcmp(kinds[RECORD_KIND(in_order[number]->head)], kind)))
		number--;
	if (!number || !in_order[number]->stack)
		return;
	stack = (const void *)(bytes + (uint64_t)in_order[number]->stack * 8);
	for (uint32_t i = 0; i < stack->count; i++)
		printf("%#llx\n", (unsigned long long)stack->addresses[i]);
}

static void print_counts(void)
{
	print("records", records);
	print("begun", sequence);
	print("losses", header->lost);
	print("unfinished", sequence - records - header->lost + of_kind[DMACHECK_LOST]);
	print("first-lost", header->first_lost);
	print("processes", count_of(processes));
	print("threads", count_of(threads));
	print("distinct", distinct);
	print("images", images);
	print("deepest", deepest);
	print("chunks", (header->next - RECORD_HEADER) / RECORD_CHUNK);
	print("chunks-of-records", chunks[RECORD_CHUNK_RECORDS]);
	for (int i = 1; i < DMACHECK_EVENT_COUNT; i++)
		if (of_kind[i])
			print(kinds[i], of_kind[i]);
	print("wrong", wrong);
}

int main(int argc, char **argv)
{
	if (argc == 5 && !strcmp(argv[1], "make"))
		make(argv[2], strtoull(argv[3], NULL, 0), strtoull(argv[4], NULL, 0));
	else if (argc < 3)
		return 2;
	else
		read_all(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "read"))
		print_counts();
	else if (argc == 3 && !strcmp(argv[1], "events"))
		print_events();
	else if (argc == 4 && !strcmp(argv[1], "stack"))
		print_stack(argv[3]);
	else if (argc != 5)
		return 2;
	return wrong != 0;
}
