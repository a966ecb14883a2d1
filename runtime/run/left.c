/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * left.c - processes that write the trace although COMMAND has ended
 *
 * Each chunk names the process that took it. One that is still alive has the file of
 * records mapped: a pid that was used again has not.
 */
#include "runtime/run/left.h"

#include "model/memory.h"

#include <inttypes.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	WAITS = 100,
	WAIT_NS = 10000000,
	PROCESSES_MOST = 1 << 20,
};

/* The end of the path of records: mkdtemp() made it unlike any other. */
static const char *tail_of(const struct folder *folder)
{
	return strrchr(folder->path, '.');
}

/* Deleted or not, the line of a mapped file has its path. */
static bool has_mapped(uint32_t pid, const char *tail)
{
	char path[64], *line = NULL;
	bool found = false;
	size_t room = 0;
	FILE *maps;

	snprintf(path, sizeof(path), "/proc/%" PRIu32 "/maps", pid);
	maps = fopen(path, "re");
	if (!maps)
		return false;
	snprintf(path, sizeof(path), "%s/" RECORD_FILE, tail);
	while (!found && getline(&line, &room, maps) > 0)
		found = strstr(line, path) != NULL;
	free(line);
	fclose(maps);
	return found;
}

/* Return: the process of the chunk at @offset, 0 if it is an earlier one's. */
static uint32_t new_pid(const struct record_header *header, uint64_t offset, bool *seen,
			uint32_t processes)
{
	const struct record_chunk *chunk = (const void *)((const char *)header + offset);
	uint32_t process;

	if (!__atomic_load_n(&chunk->kind, __ATOMIC_ACQUIRE))
		return 0;
	process = chunk->process;
	if (process > processes || seen[process])
		return 0;
	seen[process] = true;
	return chunk->pid;
}

static uint64_t least(uint64_t left, uint64_t right)
{
	return left < right ? left : right;
}

size_t left_signal(const struct folder *folder, int number)
{
	const struct record_header *header = folder->header;
	uint32_t processes = (uint32_t)least(header->processes, PROCESSES_MOST);
	uint64_t next = least(__atomic_load_n(&header->next, __ATOMIC_RELAXED), header->limit);
	bool *seen = memory_array(processes + 1, sizeof(*seen));
	size_t count = 0;

	for (uint64_t offset = RECORD_HEADER; offset + RECORD_CHUNK <= next;
	     offset += RECORD_CHUNK) {
		uint32_t pid = new_pid(header, offset, seen, processes);

		/* what a damaged trace names is signalled only if it has it mapped, too */
		if (!pid || pid == (uint32_t)getpid() || !has_mapped(pid, tail_of(folder)))
			continue;
		count++;
		if (number)
			kill((pid_t)pid, number);
	}
	free(seen);
	return count;
}

size_t left_close(struct folder *folder)
{
	const struct timespec wait = { .tv_nsec = WAIT_NS };
	size_t count;

	for (int i = 0; (count = left_signal(folder, 0)) && i < WAITS; i++)
		nanosleep(&wait, NULL);
	__atomic_store_n(&folder->header->closed, 1, __ATOMIC_RELEASE);
	return count;
}
