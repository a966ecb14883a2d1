/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * process.h - what belongs to one process, and is gone in a child of fork()
 */
#ifndef DMACHECK_RECORD_PROCESS_H
#define DMACHECK_RECORD_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/record/file.h"

/**
 * struct process - zeros in a child of fork(), however it came to be
 * @identity: its number << 32 | that of its parent; 0: it has recorded nothing
 * @pid: of the process whose memory this is, 0: not known yet
 * @next_writer: room for the next struct writer, 0: none
 * @idle_writer: the last one given back: address >> 6, under a count of changes in the
 *	upper 22 bits
 * @looking: somebody looks at the images
 * @lending: somebody has changed the environment for a moment
 *
 * All of it is atomic.
 */
struct process {
	uint64_t identity;
	uint32_t pid;
	uint32_t looking;
	uint32_t lending;
	uintptr_t next_writer;
	uint64_t idle_writer;
};

/* Return: NULL without memory. Context: signals blocked at the first call. */
struct process *process_get(void);

/* Notes the pid, before there may be a child that shares the memory. */
void process_note(void);

/* Whether the calling process has recorded something. */
bool process_known(void);

/* Whether it is a child of vfork() that is seen here, in the memory of its parent. */
bool process_is_lent(void);

/**
 * process_chunk() - take a chunk, and say whose it is
 * @thread: number; 0: the process's
 * @touch: all of it will be used soon: it is got into memory at once
 * @ret_lack: why there is none
 *
 * Context: signals blocked.
 * Return: all is written but the kind, see process_chunk_begin().
 */
struct record_chunk *process_chunk(struct record_header *header, uint32_t thread, bool touch,
				   enum file_lack *ret_lack);

static inline void process_chunk_begin(struct record_chunk *chunk, enum record_chunk_kind kind)
{
	__atomic_store_n(&chunk->kind, kind, __ATOMIC_RELEASE);
}

/* Memory that is zeros after a fork. Return: NULL without memory. */
void *process_memory(size_t size);

/* Memory that a fork copies. Return: NULL without memory. */
void *process_table(size_t size);

#endif /* DMACHECK_RECORD_PROCESS_H */
