/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace.c - opening the file of a traced run, and closing it
 */
#include "db/trace/trace-internal.h"
#include "model/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Places of records are numbers of 32 bits. */
static const uint64_t size_most = (uint64_t)UINT32_MAX * RECORD_SIZE;

static int check_header(const struct trace *trace, const char *path, char **ret_error)
{
	static const char magic[16] = RECORD_MAGIC, none[16];
	const struct record_header *header = trace_header(trace);

	if (!trace->size ||
	    (trace->size >= sizeof(magic) && !memcmp(trace->bytes, none, sizeof(none))))
		return fail(ret_error, -ENODATA,
			    "%s was never begun: nothing was run", path);
	if (trace->size < sizeof(magic) ||
	    memcmp(trace->bytes, magic, sizeof(magic)))
		return fail(ret_error, -EINVAL,
			    "%s is not a trace; name a folder that dmacheck run made",
			    path);
	if (trace->size < RECORD_HEADER)
		return fail(ret_error, -EINVAL,
			    "%s is damaged: its end is missing; run again", path);
	if (header->order != RECORD_ORDER)
		return fail(ret_error, -EINVAL,
			    "%s was recorded on a machine of another byte order; finish it there",
			    path);
	if (header->version != RECORD_VERSION)
		return fail(ret_error, -EINVAL,
			    "%s is a trace of version %u, this dmacheck knows %d; finish it with the dmacheck that recorded it",
			    path, header->version, RECORD_VERSION);
	return 0;
}

static int map(struct trace *trace, int fd, const char *path, char **ret_error)
{
	struct stat status;
	void *bytes;

	if (fstat(fd, &status))
		return fail(ret_error, -errno, "cannot read %s: %s", path,
			    strerror(errno));
	if (!S_ISREG(status.st_mode))
		return fail(ret_error, -EINVAL,
			    "%s is not an ordinary file; name a folder that dmacheck run made",
			    path);
	trace->size = (size_t)status.st_size;
	if (!trace->size)
		return 0;
	bytes = mmap(NULL, trace->size, PROT_READ, MAP_SHARED, fd, 0);
	if (bytes == MAP_FAILED)
		return fail(ret_error, -errno, "cannot map %s: %s", path,
			    strerror(errno));
	trace->bytes = bytes;
	trace->mapped = trace->size;
	return 0;
}

/*
 * The file is as long as it may get; what was taken of it is said by a counter that
 * goes on counting where there is no more room.
 */
static int measure(struct trace *trace, const char *path, char **ret_error)
{
	const struct record_header *header = trace_header(trace);

	if (header->next >= RECORD_HEADER && header->next < trace->size)
		trace->size = header->next;
	if (trace->size > size_most)
		return fail(ret_error, -EFBIG,
			    "%s has more than 256 GiB of records; trace less with --max-size",
			    path);
	/* a chunk whose header is cut is none */
	trace->chunks = (trace->size - RECORD_HEADER + RECORD_CHUNK - RECORD_SIZE) /
			RECORD_CHUNK;
	trace->counts.begun = header->sequence;
	trace->counts.lost = header->lost;
	trace->counts.clock_guessed = !clock_init(&trace->clock, header);
	return 0;
}

static int read_all(struct trace *trace, int fd, const char *path, char **ret_error)
{
	int code = map(trace, fd, path, ret_error);

	if (!code)
		code = check_header(trace, path, ret_error);
	if (!code)
		code = measure(trace, path, ret_error);
	if (!code && trace_scan(trace))
		code = fail(ret_error, -ENOMEM, "%s has more records than memory can order",
			    path);
	return code;
}

int trace_open(const char *path, struct trace **ret_trace, char **ret_error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct trace *trace;
	int code;

	if (fd < 0)
		return fail(ret_error, -errno, "cannot read %s: %s", path,
			    strerror(errno));
	trace = calloc(1, sizeof(*trace));
	if (!trace) {
		close(fd);
		return fail(ret_error, -ENOMEM, "out of memory");
	}
	arena_init(&trace->arena);
	code = read_all(trace, fd, path, ret_error);
	close(fd);
	if (code)
		trace_close(trace);
	else
		*ret_trace = trace;
	return code;
}

void trace_close(struct trace *trace)
{
	if (trace->mapped)
		munmap((void *)trace->bytes, trace->mapped);
	free(trace->order);
	free(trace->processes);
	free(trace->threads);
	free(trace->images);
	free(trace->owners);
	arena_release(&trace->arena);
	free(trace);
}

void trace_counts(const struct trace *trace, struct trace_counts *ret_counts)
{
	*ret_counts = trace->counts;
}

int64_t trace_started(const struct trace *trace)
{
	return (int64_t)trace_header(trace)->started;
}

/* Two starters have different counters, or different numbers. */
void trace_identity(const struct trace *trace, char ret_identity[TRACE_IDENTITY])
{
	const struct record_header *header = trace_header(trace);

	snprintf(ret_identity, TRACE_IDENTITY, "%016" PRIx64 "-%016" PRIx64 "-%08" PRIx32,
		 header->started, header->clock_start, header->starter);
}

size_t trace_processes(const struct trace *trace,
		       const struct trace_process **ret_processes)
{
	*ret_processes = trace->processes;
	return trace->process_count;
}

size_t trace_threads(const struct trace *trace, const struct trace_thread **ret_threads)
{
	*ret_threads = trace->threads;
	return trace->thread_count;
}

size_t trace_images(const struct trace *trace, const struct trace_image **ret_images)
{
	*ret_images = trace->images;
	return trace->image_count;
}
