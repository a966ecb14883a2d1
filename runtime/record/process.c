// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * process.c - what belongs to one process, and is gone in a child of fork()
 *
 *	fork(), clone()            wiped by the system: a new number, new chunks
 *	vfork(), clone(CLONE_VM)   shared: the records are the parent's
 *	exec                       everything is new, the program's number too
 *
 * No hook of fork() is needed, and none could be: the system call may be made
 * directly, or by a signal handler in the middle of a record.
 */
#include "runtime/record/process.h"

#include <sys/mman.h>
#include <sys/prctl.h>

#include "runtime/record/system.h"

static struct process *process;		/* atomic; stays, its contents do not */

/* Copied by fork(): the number of the process that was here last, and the program's. */
static uint32_t last_process;		/* atomic */
static uint32_t image;			/* atomic */

static void *map_memory(size_t size)
{
	long result = system_call(SYS_mmap, NULL, size, PROT_READ | PROT_WRITE,
				  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (result < 0 && result > -4096)
		return NULL;
	system_call(SYS_madvise, result, size, MADV_DONTDUMP);
	return (void *)result;
}

void *process_memory(size_t size)
{
	void *memory = map_memory(size);

	if (memory && system_call(SYS_madvise, memory, size, MADV_WIPEONFORK)) {
		system_call(SYS_munmap, memory, size);
		return NULL;
	}
	return memory;
}

void *process_table(size_t size)
{
	void *memory = map_memory(size);

	if (memory)
		system_call(SYS_madvise, memory, size, MADV_NOHUGEPAGE);
	return memory;
}

struct process *process_get(void)
{
	struct process *expected = NULL, *mine = __atomic_load_n(&process, __ATOMIC_ACQUIRE);

	if (mine)
		return mine;
	mine = process_memory(RECORD_HEADER);
	if (!mine)
		return NULL;
	if (__atomic_compare_exchange_n(&process, &expected, mine, false, __ATOMIC_ACQ_REL,
					__ATOMIC_ACQUIRE))
		return mine;
	system_call(SYS_munmap, mine, RECORD_HEADER);
	return expected;
}

void process_note(void)
{
	struct process *mine = process_get();

	if (mine)
		__atomic_store_n(&mine->pid, (uint32_t)system_call(SYS_getpid), __ATOMIC_RELAXED);
}

bool process_is_lent(void)
{
	const struct process *mine = __atomic_load_n(&process, __ATOMIC_ACQUIRE);
	uint32_t pid = mine ? __atomic_load_n(&mine->pid, __ATOMIC_RELAXED) : 0;

	return pid && pid != (uint32_t)system_call(SYS_getpid);
}

bool process_known(void)
{
	const struct process *mine = __atomic_load_n(&process, __ATOMIC_ACQUIRE);

	return mine && __atomic_load_n(&mine->identity, __ATOMIC_RELAXED);
}

/* Two threads may come at once: the number of the second is not used. */
static uint64_t process_identity(struct process *mine, struct record_header *header)
{
	uint64_t identity = __atomic_load_n(&mine->identity, __ATOMIC_ACQUIRE);
	uint32_t parent, number;

	if (identity)
		return identity;
	parent = __atomic_load_n(&last_process, __ATOMIC_RELAXED);
	number = file_number(&header->processes);
	if (!__atomic_load_n(&mine->pid, __ATOMIC_RELAXED))
		process_note();
	if (!__atomic_compare_exchange_n(&mine->identity, &identity,
					 (uint64_t)number << 32 | parent, false, __ATOMIC_ACQ_REL,
					 __ATOMIC_ACQUIRE))
		return identity;
	__atomic_store_n(&last_process, number, __ATOMIC_RELAXED);
	return (uint64_t)number << 32 | parent;
}

static uint32_t process_image(struct record_header *header)
{
	uint32_t number = __atomic_load_n(&image, __ATOMIC_RELAXED), mine;

	if (number)
		return number;
	mine = file_number(&header->images);
	if (__atomic_compare_exchange_n(&image, &number, mine, false, __ATOMIC_RELAXED,
					__ATOMIC_RELAXED))
		return mine;
	return number;
}

struct record_chunk *process_chunk(struct record_header *header, uint32_t thread, bool touch,
				   enum file_lack *ret_lack)
{
	struct process *mine = process_get();
	struct record_chunk *chunk;
	uint64_t identity;

	*ret_lack = FILE_MEMORY;
	chunk = mine ? file_chunk(header, touch, ret_lack) : NULL;
	if (!chunk)
		return NULL;
	identity = process_identity(mine, header);
	chunk->process = (uint32_t)(identity >> 32);
	chunk->parent = (uint32_t)identity;
	chunk->image = process_image(header);
	chunk->thread = thread;
	chunk->pid = __atomic_load_n(&mine->pid, __ATOMIC_RELAXED);
	chunk->tid = (uint32_t)system_call(SYS_gettid);
	system_call(SYS_prctl, PR_GET_NAME, chunk->name);
	return chunk;
}
