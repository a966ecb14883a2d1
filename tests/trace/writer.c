/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * writer.c - makes the file of a trace, for tests of what reads it
 */
#include "tests/trace/writer.h"

#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum field { NONE, DEVICE, CHANNEL, OBJECT, ADDRESS, DMA, SIZE, VALUE, NAME };

static const uint8_t layout[DMACHECK_EVENT_COUNT][RECORD_WORDS] = {
#define FIELDS(kind, a, b, c, d, e) [DMACHECK_##kind] = { a, b, c, d, e },
#include "runtime/record/fields.def"
#undef FIELDS
};

static _Noreturn void stop(const char *what)
{
	perror(what);
	exit(99);
}

void writer_open(struct writer *writer, const char *path, uint64_t limit)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	limit -= (limit - RECORD_HEADER) % RECORD_CHUNK;
	if (fd < 0 || ftruncate(fd, (off_t)limit))
		stop(path);
	*writer = (struct writer){ .process = 1, .image = 1 };
	writer->bytes = mmap(NULL, limit, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (writer->bytes == MAP_FAILED)
		stop(path);
	close(fd);
	writer->header = (void *)writer->bytes;
	*writer->header = (struct record_header){
		.magic = RECORD_MAGIC,
		.version = RECORD_VERSION,
		.order = RECORD_ORDER,
		.limit = limit,
		.started = 1738324800000000000u, /* 2025-01-31T12:00:00Z */
		.starter = 4242,
		.clock_start = 5000,
		.time_start = 1000000,
		.next = RECORD_HEADER,
		.ready = limit,
		.processes = 1,
		.images = 1,
	};
	writer->tick = writer->header->clock_start;
}

void writer_close(struct writer *writer, const char *path)
{
	struct record_header *header = writer->header;
	uint64_t limit = header->limit;
	uint64_t end = header->next < limit ? header->next : limit;

	header->clock_end = writer->tick + 1000000;
	header->time_end = header->time_start + header->clock_end -
			   header->clock_start;
	munmap(writer->bytes, limit);
	if (truncate(path, (off_t)end))
		stop(path);
}

static uint64_t chunk_take(struct writer *writer, enum record_chunk_kind kind,
			   uint32_t thread)
{
	uint64_t offset = writer->header->next;
	struct record_chunk *chunk = (void *)(writer->bytes + offset);

	writer->header->next += RECORD_CHUNK;
	if (offset + RECORD_CHUNK > writer->header->limit)
		return 0;
	*chunk = (struct record_chunk){
		.kind = kind,
		.process = writer->process,
		.image = writer->image,
		.thread = thread,
		.parent = writer->process - 1,
		.pid = 100 + writer->process,
		.tid = 100 + thread,
	};
	if (thread)
		snprintf(chunk->name, sizeof(chunk->name), "thread-%u",
			 thread % 1000);
	if (thread > writer->header->threads)
		writer->header->threads = thread;
	return offset;
}

/* Room for a piece of @size bytes; 0: there is none. */
static uint64_t piece_take(struct writer *writer, struct place *place,
			   enum record_chunk_kind kind, size_t size)
{
	uint64_t offset;

	size = (size + 7) / 8 * 8;
	if (!place->chunk || place->used + size > RECORD_CHUNK - RECORD_SIZE) {
		place->chunk = chunk_take(writer, kind, 0);
		place->used = 0;
	}
	if (!place->chunk)
		return 0;
	offset = place->chunk + RECORD_SIZE + place->used;
	place->used += size;
	((struct record_chunk *)(writer->bytes + place->chunk))->used =
		(uint32_t)place->used;
	return offset;
}

uint64_t writer_word(struct writer *writer, const char *text)
{
	size_t size = strlen(text);
	uint64_t offset = piece_take(writer, &writer->words, RECORD_CHUNK_WORDS,
				     sizeof(struct record_word) + size);
	struct record_word *word = (void *)(writer->bytes + offset);

	if (offset) {
		word->size = (uint32_t)size;
		memcpy(word->text, text, size);
	}
	return offset;
}

uint32_t writer_stack(struct writer *writer, const uint64_t *addresses, uint32_t count)
{
	uint64_t offset = piece_take(writer, &writer->stacks, RECORD_CHUNK_STACKS,
				     sizeof(struct record_stack) +
				     count * sizeof(*addresses));
	struct record_stack *stack = (void *)(writer->bytes + offset);

	if (offset) {
		stack->count = count;
		memcpy(stack->addresses, addresses, count * sizeof(*addresses));
	}
	return (uint32_t)(offset / 8);
}

static void image_write(struct writer *writer, const char *path, uint64_t base,
			uint64_t start, uint64_t end, const uint8_t *build_id,
			uint32_t build_id_size)
{
	size_t size = (sizeof(struct record_image) + strlen(path) + 1 + 7) / 8 * 8;
	uint64_t offset = piece_take(writer, &writer->images, RECORD_CHUNK_IMAGES, size);
	struct record_image *image = (void *)(writer->bytes + offset);

	if (!offset)
		return;
	*image = (struct record_image){
		.size = (uint32_t)size,
		.build_id_size = build_id_size,
		.base = base,
		.start = start,
		.end = end,
		.time = writer->tick,
	};
	if (build_id_size)
		memcpy(image->build_id, build_id, build_id_size);
	strcpy(image->path, path);
}

void writer_image(struct writer *writer, const char *path, uint64_t base,
		  uint64_t start, uint64_t end)
{
	image_write(writer, path, base, start, end, NULL, 0);
}

/* The note of type 3 that a linker writes by the owner GNU. */
static const uint8_t *build_id_find(const struct dl_phdr_info *info, uint32_t *ret_size)
{
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *header = &info->dlpi_phdr[i];
		const uint8_t *at = (const void *)(info->dlpi_addr + header->p_vaddr);
		const uint8_t *end = at + header->p_memsz;

		while (header->p_type == PT_NOTE && at + sizeof(ElfW(Nhdr)) < end) {
			const ElfW(Nhdr) *note = (const void *)at;
			const uint8_t *name = at + sizeof(*note);
			const uint8_t *text = name + (note->n_namesz + 3) / 4 * 4;

			if (note->n_type == NT_GNU_BUILD_ID &&
			    note->n_namesz == 4 && !memcmp(name, "GNU", 4) &&
			    note->n_descsz <= 24) {
				*ret_size = note->n_descsz;
				return text;
			}
			at = text + (note->n_descsz + 3) / 4 * 4;
		}
	}
	*ret_size = 0;
	return NULL;
}

static int self_image(struct dl_phdr_info *info, size_t size, void *data)
{
	uint64_t start = UINT64_MAX, end = 0;
	uint32_t build_id_size;
	const uint8_t *build_id = build_id_find(info, &build_id_size);
	char path[4096] = "";

	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *header = &info->dlpi_phdr[i];
		uint64_t from = info->dlpi_addr + header->p_vaddr;

		if (header->p_type != PT_LOAD)
			continue;
		start = from < start ? from : start;
		end = from + header->p_memsz > end ? from + header->p_memsz : end;
	}
	if (*info->dlpi_name)
		snprintf(path, sizeof(path), "%s", info->dlpi_name);
	else if (readlink("/proc/self/exe", path, sizeof(path) - 1) < 0)
		stop("/proc/self/exe");
	image_write(data, path, info->dlpi_addr, start, end, build_id, build_id_size);
	return 0;
}

void writer_self(struct writer *writer)
{
	dl_iterate_phdr(self_image, writer);
}

static uint64_t word_of(const struct dmacheck_event *event, enum field field,
			uint64_t word)
{
	const uint64_t fields[] = {
		[NONE] = 0,
		[DEVICE] = (uintptr_t)event->device,
		[CHANNEL] = (uintptr_t)event->channel,
		[OBJECT] = (uintptr_t)event->object,
		[ADDRESS] = event->address,
		[DMA] = event->dma_address,
		[SIZE] = event->size,
		[VALUE] = (uint64_t)event->value,
		[NAME] = word,
	};

	return fields[field];
}

static struct record *slot_take(struct writer *writer, uint32_t thread)
{
	struct place *place = &writer->threads[thread];
	uint64_t offset;

	if (!place->chunk || place->used == RECORD_SLOTS) {
		offset = chunk_take(writer, RECORD_CHUNK_RECORDS, thread);
		if (!offset)
			return NULL;
		*place = (struct place){ .chunk = offset };
	}
	offset = place->chunk + ++place->used * RECORD_SIZE;
	return (void *)(writer->bytes + offset);
}

void writer_event(struct writer *writer, uint32_t thread, const struct dmacheck_event *event,
		  uint64_t word, uint32_t stack)
{
	struct record *record = slot_take(writer, thread);
	uint64_t number = ++writer->header->sequence;

	writer->tick += 1000;
	if (!record) {
		writer->header->lost++;
		return;
	}
	record->time = writer->tick;
	record->flags = event->flags;
	if (event->kind == DMACHECK_DEVICE_READ || event->kind == DMACHECK_DEVICE_WRITE)
		record->flags = (uint32_t)event->value;
	record->stack = stack;
	for (int i = 0; i < RECORD_WORDS; i++)
		record->words[i] = word_of(event, layout[event->kind][i], word);
	record->head = RECORD_HEAD(number, event->kind, event->type, event->direction);
}
