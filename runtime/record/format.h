/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * format.h - the file a traced program writes into, dmacheck-record(5)
 *
 *   +--------+---------+---------+---------+----
 *   | header | chunk 1 | chunk 2 | chunk 3 | ...      one file a run
 *   +--------+---------+---------+---------+----
 *               |
 *               +-- chunk header, then of one kind:
 *                     records   of one thread at a time, 64 bytes each
 *                     stacks    return addresses, of a process and its forks
 *                     words     text, likewise
 *                     images    what is mapped where, of one process
 *
 * The file is mapped, shared, by every process of the run; writers share nothing
 * but three counters in the header. Whoever needs room takes the next chunk. Each
 * piece becomes valid by its last store, so at any moment the file is whole: a
 * reader takes what is valid and skips what is not.
 *
 * Numbers are in the machine's byte order; offsets are from the start of the file.
 */
#ifndef DMACHECK_RECORD_FORMAT_H
#define DMACHECK_RECORD_FORMAT_H

#include <stdint.h>

#define RECORD_MAGIC "dmacheck trace\n"	/* 16 bytes with its end */

enum {
	RECORD_VERSION = 1,
	RECORD_HEADER = 4096,		/* bytes of the header */
	RECORD_CHUNK = 1 << 16,		/* bytes of a chunk, which it is aligned to, behind the header */
	RECORD_SIZE = 64,		/* bytes of a record, and of a chunk's header */
	RECORD_WORDS = 5,		/* of a record */
	RECORD_SLOTS = RECORD_CHUNK / RECORD_SIZE - 1, /* records of a chunk */
	RECORD_FRAMES = 32,		/* return addresses of a stack, at most */
};

/* What a chunk holds. */
enum record_chunk_kind {
	RECORD_CHUNK_NONE,		/* taken, not begun */
	RECORD_CHUNK_RECORDS,
	RECORD_CHUNK_STACKS,
	RECORD_CHUNK_WORDS,
	RECORD_CHUNK_IMAGES,
};

/**
 * struct record_header - the first RECORD_HEADER bytes of the file
 * @magic: RECORD_MAGIC
 * @order: RECORD_ORDER in the writer's byte order
 * @limit: bytes that the file may have; a chunk that would end behind is lost
 * @ready: bytes from the start that have room on the disk, so that a store there
 *	cannot fail; who needs more makes room first (atomic, grows)
 * @next: offset of the chunk to be taken next (atomic)
 * @sequence: number of the last record begun, from 1 (atomic)
 * @lost: records that found no room (atomic)
 * @processes, @images, @threads: the last number given out (atomic)
 * @first_lost: number of the first of them, 0: none is lost (atomic)
 * @closed: not 0: the trace is over although processes of the run may live; who sees
 *	it begins nothing more (atomic)
 * @clock_start: the counter that stamps records when @time_start was read
 * @time_start: CLOCK_MONOTONIC in ns
 * @clock_end, @time_end: the same, later: together they give the counter's rate.
 *	Written anew every second or so by whoever supplies; 0: never
 * @started: CLOCK_REALTIME in ns, at the start of the run
 * @starter: process that made the file
 */
struct record_header {
	char magic[16];
	uint32_t version;
	uint32_t order;
	uint64_t limit;
	uint64_t clock_start;
	uint64_t time_start;
	uint64_t started;
	uint32_t starter;
	uint32_t reserved;
	uint64_t clock_end __attribute__((aligned(64)));
	uint64_t time_end;
	uint64_t next __attribute__((aligned(64)));
	uint64_t ready;
	uint64_t lost;
	uint32_t processes;
	uint32_t images;
	uint32_t threads;
	uint32_t closed;
	uint64_t first_lost;
	uint64_t sequence __attribute__((aligned(64)));
};

#define RECORD_ORDER 0x01020304u

/**
 * struct record_chunk - the first RECORD_SIZE bytes of a chunk
 * @kind: enum record_chunk_kind; stored last (release)
 * @process: number of the process, from 1: a pid may be used again
 * @image: number of the program it runs, from 1: a new one at each exec
 * @thread: number of the thread, from 1; 0 for chunks of a process
 * @parent: number of the process that forked this one, 0: unknown
 * @pid, @tid: as the kernel names them
 * @used: bytes of the payload that are taken (atomic, grows). What is taken is valid
 *	by its first member, which is stored last: 0 is nothing. Of records 0.
 * @name: of the thread, when the chunk was taken; ends in 0
 * @owners: of records: how many slots are RECORD_OWNER (atomic)
 */
struct record_chunk {
	uint32_t kind;
	uint32_t process;
	uint32_t image;
	uint32_t thread;
	uint32_t parent;
	uint32_t pid;
	uint32_t tid;
	uint32_t used;
	char name[16];
	uint32_t owners;
	uint32_t reserved[3];
};

/**
 * struct record - one event
 * @head: 0: not written. Else, stored last (release): bits 63..24 the record's
 *	number in the run, from 1; 23..16 kind, a row of events.def; 15..8 type;
 *	7..0 direction
 * @time: of the counter, see struct record_header
 * @flags: of the event; of device-read and device-write its value
 * @stack: where the stack is, offset / 8; 0: none
 * @words: the fields that fields.def lists for the kind, in its order
 */
struct record {
	uint64_t head;
	uint64_t time;
	uint32_t flags;
	uint32_t stack;
	uint64_t words[RECORD_WORDS];
};

/*
 * A head that is no event's: the slots behind this one are another thread's, for the
 * one before has ended. Words: number of the thread, tid, and in two of them the name.
 */
#define RECORD_OWNER		((uint64_t)0xff << 16)

#define RECORD_HEAD(number, kind, type, direction) \
	((uint64_t)(number) << 24 | (uint64_t)(uint8_t)(kind) << 16 | \
	 (uint64_t)(uint8_t)(type) << 8 | (uint8_t)(direction))
#define RECORD_NUMBER(head)	((head) >> 24)
#define RECORD_KIND(head)	((uint8_t)((head) >> 16))
#define RECORD_TYPE(head)	((uint8_t)((head) >> 8))
#define RECORD_DIRECTION(head)	((uint8_t)(head))

/**
 * struct record_stack - return addresses, innermost first; in a chunk of stacks
 *
 * At a multiple of 8. Written before the number that names it is stored anywhere;
 * @count is stored last.
 */
struct record_stack {
	uint32_t count;		/* 1..RECORD_FRAMES */
	uint32_t reserved;
	uint64_t addresses[];
};

/**
 * struct record_word - text; in a chunk of words, at a multiple of 8
 * @size: bytes of the text, without an end; stored last, so no word is empty
 */
struct record_word {
	uint32_t size;
	char text[];
};

/* What is longer is cut: a word fits its chunk. */
enum { RECORD_WORD_SIZE = 4000 };

/**
 * struct record_image - a file with code in an address space, at a multiple of 8
 * @size: bytes of this entry, with path, a multiple of 8; stored last
 * @base: what is to be added to the file's own addresses
 * @start, @end: of the loaded segments
 * @time: of the counter when it was seen: a later one replaces what overlaps
 * @build_id: NT_GNU_BUILD_ID, the first @build_id_size bytes count
 * @path: ends in 0
 */
struct record_image {
	uint32_t size;
	uint32_t build_id_size;
	uint64_t base;
	uint64_t start;
	uint64_t end;
	uint64_t time;
	uint8_t build_id[24];
	char path[];
};

/*
 * Beside the file, in the folder of the trace:
 *   records   this file
 *   run.json  what was run, written by dmacheck run before it starts anything:
 *             { "version": 1, "database": absolute path, "command": [...],
 *               "folder": working directory, "started": ISO 8601 UTC,
 *               "seed": N, "schedule": word, "fault": N or null, "pfn": word,
 *               "cpu_access": word, "tool": version of dmacheck }
 *   end.json  how it ended: { "status": N, "signal": N or null, "ended": ISO 8601,
 *             "timeout": bool }. Without it the run was cut short.
 * finish removes the folder when everything is in the database.
 */
#define RECORD_FILE "records"
#define RECORD_RUN_FILE "run.json"
#define RECORD_END_FILE "end.json"

#endif /* DMACHECK_RECORD_FORMAT_H */
