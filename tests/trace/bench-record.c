/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench-record.c - what a record costs
 *
 *   bench-record FOLDER			prints lines "name value", in ns; makes its trace there
 *   bench-record FOLDER malloc N	N times malloc() and free(), for another tool to look at
 *
 * Eight functions deep, as a driver is below its module's init. What the calls cost
 * without a recorder is taken off. The program feeds the recorder as dmacheck run does:
 * it makes room ahead, in a process of its own.
 */
#include "runtime/record/clock.h"
#include "runtime/record/format.h"

#include <dmacheck/event.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	RECORDS = 2000000,
	CHUNKS = 16384,
	AHEAD = 64 << 20,
	POPULATE_WRITE = 23,	/* since Linux 5.14; libc may not name it */
	THREADS_MOST = 2,
};

/* ---- eight deep ------------------------------------------------------------------------ */

typedef void (*leaf_fn)(uint64_t number);

#define DEEPER(name, inner) \
	static __attribute__((noinline)) void name(leaf_fn leaf, uint64_t number) \
	{ \
		inner(leaf, number); \
		__asm__ volatile(""); \
	}

static __attribute__((noinline)) void level1(leaf_fn leaf, uint64_t number)
{
	leaf(number);
	__asm__ volatile("");
}

DEEPER(level2, level1)
DEEPER(level3, level2)
DEEPER(level4, level3)
DEEPER(level5, level4)

static __attribute__((noinline)) void leaf_record(uint64_t number)
{
	dmacheck_emit(MAP, .device = &leaf_record, .address = number << 12,
		      .dma_address = number << 13, .size = 4096, .direction = 1);
	__asm__ volatile("");
}

static __attribute__((noinline)) void leaf_nothing(uint64_t number)
{
	const struct dmacheck_event event = { .kind = DMACHECK_MAP, .address = number };

	__asm__ volatile("" : : "r"(&event) : "memory");
}

static __attribute__((noinline)) void leaf_malloc(uint64_t number)
{
	void *volatile block = malloc(16 + number % 64);

	free(block);
}

static void repeat(leaf_fn leaf, uint64_t count)
{
	for (uint64_t i = 0; i < count; i++)
		level5(leaf, i);
}

/* ---- measuring ---------------------------------------------------------------------------- */

static double seconds(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* struct cost - ns a call; of threads the mean, and by the wall of all together */
struct cost {
	double cpu;
	double wall;
};

struct work {
	pthread_t thread;
	leaf_fn leaf;
	double cpu;
};

static void *work_run(void *data)
{
	struct work *work = data;
	double begun = seconds(CLOCK_THREAD_CPUTIME_ID);

	repeat(work->leaf, RECORDS);
	work->cpu = seconds(CLOCK_THREAD_CPUTIME_ID) - begun;
	return NULL;
}

static struct cost measure(leaf_fn leaf, int threads)
{
	struct work works[THREADS_MOST];
	double begun = seconds(CLOCK_MONOTONIC);
	struct cost cost = { 0 };

	for (int i = 0; i < threads; i++) {
		works[i].leaf = leaf;
		pthread_create(&works[i].thread, NULL, work_run, &works[i]);
	}
	for (int i = 0; i < threads; i++) {
		pthread_join(works[i].thread, NULL);
		cost.cpu += works[i].cpu / threads / RECORDS * 1e9;
	}
	cost.wall = (seconds(CLOCK_MONOTONIC) - begun) / threads / RECORDS * 1e9;
	return cost;
}

static void measure_all(void)
{
	for (int threads = 1; threads <= THREADS_MOST; threads++) {
		struct cost alone = measure(leaf_nothing, threads);
		struct cost recorded = measure(leaf_record, threads);
		const char *name = threads == 1 ? "record" : "record2";

		printf("%s-ns %.1f\n", name, recorded.cpu - alone.cpu);
		printf("%s-wall-ns %.1f\n", name, recorded.wall);
	}
}

/* ---- the trace -------------------------------------------------------------------------- */

static void fail(const char *what)
{
	perror(what);
	exit(2);
}

static struct record_header *trace_make(const char *folder, int *ret_fd)
{
	struct record_header header = {
		.magic = RECORD_MAGIC, .version = RECORD_VERSION, .order = RECORD_ORDER,
		.limit = RECORD_HEADER + (uint64_t)CHUNKS * RECORD_CHUNK, .next = RECORD_HEADER,
		.ready = RECORD_HEADER, .clock_start = record_clock(),
		.time_start = record_clock_ns(), .starter = (uint32_t)getpid(),
	};
	char path[PATH_MAX];
	void *mapped;

	snprintf(path, sizeof(path), "%s/" RECORD_FILE, folder);
	*ret_fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (*ret_fd < 0 || ftruncate(*ret_fd, (off_t)header.limit) ||
	    pwrite(*ret_fd, &header, sizeof(header), 0) != sizeof(header))
		fail(path);
	mapped = mmap(NULL, header.limit, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE,
		      *ret_fd, 0);
	if (mapped == MAP_FAILED || madvise(mapped, header.limit, MADV_RANDOM))
		fail("mmap");
	return mapped;
}

/* Until it is killed. */
static void trace_supply(struct record_header *header, int fd)
{
	for (uint64_t ready = RECORD_HEADER;; usleep(1000)) {
		uint64_t wanted = __atomic_load_n(&header->next, __ATOMIC_RELAXED) + AHEAD;

		while (ready < wanted && ready + (1 << 20) < header->limit) {
			if (fallocate(fd, 0, (off_t)ready, 1 << 20) ||
			    madvise((char *)header + ready, 1 << 20, POPULATE_WRITE))
				fail("no room for the trace");
			ready += 1 << 20;
			__atomic_store_n(&header->ready, ready, __ATOMIC_RELEASE);
		}
	}
}

static int run_recorded(const char *program, const char *folder)
{
	int fd, status;
	struct record_header *header = trace_make(folder, &fd);
	pid_t supply = fork(), child;

	if (!supply)
		trace_supply(header, fd);
	while (__atomic_load_n(&header->ready, __ATOMIC_ACQUIRE) < AHEAD / 2)
		usleep(1000);
	child = fork();
	if (!child) {
		setenv("DMACHECK_TRACE", folder, 1);
		setenv("LD_PRELOAD", SHIM, 1);
		execl(program, program, folder, "recorded", NULL);
		fail(program);
	}
	waitpid(child, &status, 0);
	kill(supply, SIGKILL);
	waitpid(supply, NULL, 0);
	if (header->lost)
		fprintf(stderr, "%llu records were lost\n", (unsigned long long)header->lost);
	return WIFEXITED(status) && !header->lost ? WEXITSTATUS(status) : 2;
}

int main(int argc, char **argv)
{
	if (argc == 4 && !strcmp(argv[2], "malloc")) {
		repeat(leaf_malloc, strtoull(argv[3], NULL, 0));
		return 0;
	}
	if (argc == 3 && !strcmp(argv[2], "recorded")) {
		measure_all();
		return 0;
	}
	return argc == 2 ? run_recorded("/proc/self/exe", argv[1]) : 2;
}
