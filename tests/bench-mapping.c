/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench-mapping.c - a million mappings: what one costs, and what the question costs
 *
 *	bench-mapping [COUNT]
 *
 * Prints "NAME VALUE" lines. One page in 16 is left out: these idle ones, in no
 * order, are asked about, with and without a thread that maps and unmaps beside. In
 * CPU time of the asking thread.
 * The memory behind the mappings is never touched, so that all growth of the
 * resident size is the engine's.
 */
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <linux/dma-debug.h>
#include <linux/dma-mapping.h>
#include <linux/mm.h>
#include <linux/platform_device.h>
#include <dmacheck/active.h>

enum { GROUP = 16, LOOKUPS = 1 << 20, TRIES = 16, BESIDE = 64 };

static struct device *device;
static char *memory;
static size_t pages, beside;	/* the pages behind are the other thread's */
static dma_addr_t *addresses;
static bool stop;

/* Of this thread's CPU time. */
static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec + now.tv_nsec * 1e-9;
}

/* In bytes, of all that is not a file's. */
static size_t resident(void)
{
	unsigned long size, all, shared;
	FILE *file = fopen("/proc/self/statm", "r");

	if (!file || fscanf(file, "%lu %lu %lu", &size, &all, &shared) != 3)
		exit(2);
	fclose(file);
	return (all - shared) * PAGE_SIZE;
}

static void map_all(size_t count)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++, at++) {
		if (at % GROUP == GROUP - 1)
			at++;
		addresses[i] = dma_map_single(device, memory + at * PAGE_SIZE, PAGE_SIZE,
					      DMA_TO_DEVICE);
		if (dma_mapping_error(device, addresses[i])) {
			fprintf(stderr, "mapping %zu failed\n", i);
			exit(2);
		}
	}
}

static void unmap_all(size_t count)
{
	for (size_t i = 0; i < count; i++)
		dma_unmap_single(device, addresses[i], PAGE_SIZE, DMA_TO_DEVICE);
}

/* Return: ns each. Steps of an odd number of groups visit them all, in no order. */
static double lookups(void)
{
	size_t groups = pages / GROUP, group = 0;
	double start = seconds();

	for (int i = 0; i < LOOKUPS; i++) {
		debug_dma_assert_idle(virt_to_page(memory +
				      (group * GROUP + GROUP - 1) * PAGE_SIZE));
		group += 40503;
		while (group >= groups)
			group -= groups;
	}
	return (seconds() - start) * 1e9 / LOOKUPS;
}

/* Of several tries, the one that a quarter of them beat: others use the machine too. */
static double quiet_lookups(void)
{
	double sorted[TRIES];

	for (int i = 0; i < TRIES; i++) {
		double value = lookups();
		int at = i;

		for (; at && sorted[at - 1] > value; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = value;
	}
	return sorted[TRIES / 4];
}

static void *map_beside(void *unused)
{
	while (!__atomic_load_n(&stop, __ATOMIC_RELAXED))
		for (int i = 0; i < BESIDE; i++) {
			dma_addr_t address = dma_map_single(device,
				memory + (beside + i) * PAGE_SIZE, PAGE_SIZE, DMA_FROM_DEVICE);

			if (dma_mapping_error(device, address))
				exit(2);
			dma_unmap_single(device, address, PAGE_SIZE, DMA_FROM_DEVICE);
		}
	return NULL;
}

static double lookups_beside(void)
{
	pthread_t thread;
	double value;

	if (pthread_create(&thread, NULL, map_beside, NULL))
		exit(2);
	value = quiet_lookups();
	__atomic_store_n(&stop, true, __ATOMIC_RELAXED);
	pthread_join(thread, NULL);
	return value;
}

static void prepare(size_t count)
{
	struct platform_device *pdev;

	pages = count / (GROUP - 1) * GROUP + GROUP;
	beside = pages;
	memory = mmap(NULL, (pages + BESIDE) * PAGE_SIZE, PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	addresses = calloc(count, sizeof(*addresses));
	pdev = platform_device_register_simple("bench", PLATFORM_DEVID_NONE, NULL, 0);
	if (memory == MAP_FAILED || !addresses || IS_ERR(pdev) ||
	    dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(64)))
		exit(2);
	device = &pdev->dev;
	/* what the first mapping costs is not what one of many costs */
	memset(addresses, 1, count * sizeof(*addresses));
	map_all(1);
	unmap_all(1);
}

int main(int argc, char **argv)
{
	size_t count = argc > 1 ? strtoul(argv[1], NULL, 0) : 1000000;
	size_t before;
	double start;

	prepare(count);
	before = resident();
	start = seconds();
	map_all(count);
	printf("map-ns %.1f\n", (seconds() - start) * 1e9 / count);
	printf("bytes %.1f\n", (double)(resident() - before) / count);
	if (dmacheck_mapping_count(device) != count)
		return 2;
	printf("assert-ns %.2f\n", quiet_lookups());
	printf("assert-beside-ns %.2f\n", lookups_beside());
	start = seconds();
	unmap_all(count);
	printf("unmap-ns %.1f\n", (seconds() - start) * 1e9 / count);
	return dmacheck_mapping_count(device) ? 2 : 0;
}
