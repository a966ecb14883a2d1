/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz-main.c - runs a fuzz target without a fuzzer
 *
 * `make check` gives each target some thousand mutations of real input, the
 * same ones every time. With files as arguments it runs those: a crash found
 * by libFuzzer, whose entry point the targets share, is tried again this way.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef FUZZ_SEEDS
#define FUZZ_SEEDS "tests/fuzz"
#endif

enum { SEED_MAX = 64, SIZE_MAX_BYTES = 1 << 16, ROUNDS = 3000, CHANGES = 6 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** struct seed - one real input */
struct seed {
	uint8_t *data;
	size_t size;
};

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static int seed_read(struct seed *seed, const char *path)
{
	FILE *in = fopen(path, "rb");

	if (!in)
		return -1;
	seed->data = malloc(SIZE_MAX_BYTES);
	if (!seed->data)
		abort();
	seed->size = fread(seed->data, 1, SIZE_MAX_BYTES, in);
	fclose(in);
	return 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static size_t seeds_read(struct seed *seeds)
{
	const char *top = getenv("srcdir");
	struct dirent **names;
	char folder[4096], path[8192];
	size_t count = 0;
	int found;

	snprintf(folder, sizeof(folder), "%s/%s", top ? top : ".", FUZZ_SEEDS);
	found = scandir(folder, &names, NULL, by_name);
	for (int i = 0; i < found; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]->d_name);
		if (names[i]->d_name[0] != '.' && count < SEED_MAX &&
		    !seed_read(&seeds[count], path))
			count++;
		free(names[i]);
	}
	if (found >= 0)
		free(names);
	return count;
}

/* Takes a piece of a seed and changes some bytes: to others of it, or to any. */
static size_t mutate(const struct seed *seed, uint8_t *data, uint32_t *state)
{
	size_t from, size;

	if (!seed->size)
		return 0;
	from = next_random(state) % seed->size;
	size = next_random(state) % (seed->size - from) + 1;
	if (next_random(state) % 2 && size > 400)
		size = 400;
	memcpy(data, seed->data + from, size);
	for (uint32_t i = next_random(state) % CHANGES; i > 0; i--) {
		uint32_t byte = next_random(state);

		data[next_random(state) % size] =
			byte % 3 ? seed->data[byte % seed->size] : byte >> 8;
	}
	return size;
}

static int run_rounds(void)
{
	static uint8_t data[SIZE_MAX_BYTES];
	struct seed seeds[SEED_MAX];
	size_t count = seeds_read(seeds);
	uint32_t state = 1;

	if (!count) {
		fprintf(stderr, "no seeds in %s: set srcdir\n", FUZZ_SEEDS);
		return 1;
	}
	LLVMFuzzerTestOneInput(data, 0);
	for (size_t i = 0; i < count; i++)
		LLVMFuzzerTestOneInput(seeds[i].data, seeds[i].size);
	for (int i = 0; i < ROUNDS; i++) {
		size_t size = mutate(&seeds[i % count], data, &state);

		LLVMFuzzerTestOneInput(data, size);
	}
	for (size_t i = 0; i < count; i++)
		free(seeds[i].data);
	return 0;
}

int main(int argc, char **argv)
{
	struct seed seed;

	if (argc == 1)
		return run_rounds();
	for (int i = 1; i < argc; i++) {
		if (seed_read(&seed, argv[i])) {
			perror(argv[i]);
			return 2;
		}
		LLVMFuzzerTestOneInput(seed.data, seed.size);
		free(seed.data);
	}
	return 0;
}
