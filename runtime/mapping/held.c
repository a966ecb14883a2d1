/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * held.c - which mapping an object keeps: its DMA address is in it, and where its
 * memory is
 *
 * Both must be there: a DMA address that was left behind may be another mapping's by
 * now, the memory then is another too.
 */
#include <linux/mm.h>
#include <runtime/kernel/counted.h>
#include "mapping.h"

/* Below are small numbers, above are pointers. */
#define DMA_LEAST	(1ull << MAPPING_PAGE_SHIFT)
#define DMA_END		(1ull << 44)

/* Other threads may write there, and what lies there need not have been written. */
#define NOT_CHECKED	__attribute__((no_sanitize_thread))

static __thread uintptr_t failed;	/* the memory of the last map that did */

static NOT_CHECKED uint64_t word_at(const uint64_t *word)
{
	return __atomic_load_n(word, __ATOMIC_RELAXED);
}

static bool has_word(const uint64_t *words, size_t count, uint64_t wanted)
{
	for (size_t i = 0; i < count; i++)
		if (word_at(&words[i]) == wanted)
			return true;
	return false;
}

/* Whether it names the memory, or has it within itself. */
static bool names_memory(const uint64_t *words, size_t count, uintptr_t address)
{
	if (address - (uintptr_t)words < count * sizeof(*words))
		return true;
	return has_word(words, count, address) ||
	       has_word(words, count, (uintptr_t)virt_to_page((void *)address));
}

static bool is_mapping(uint64_t dma_address, uintptr_t *ret_address)
{
	uint32_t number;
	bool exact = false;

	mapping_lock();
	number = space_lookup(dma_address);
	if (number) {
		*ret_address = mapping_entry(number)->address;
		exact = mapping_entry(number)->dma_address == dma_address;
	}
	mapping_unlock();
	return exact;
}

static bool keeps(const uint64_t *words, size_t count, uint64_t word)
{
	uintptr_t address = failed;

	if (word != DMA_MAPPING_ERROR &&
	    (word < DMA_LEAST || word >= DMA_END || !is_mapping(word, &address)))
		return false;
	return address && names_memory(words, count, address);
}

static uint64_t held_look(const void *block, size_t size)
{
	const uint64_t *words = block;
	size_t count = size / sizeof(*words);

	for (size_t i = 0; i < count; i++) {
		uint64_t word = word_at(&words[i]);

		if (word && keeps(words, count, word))
			return word;
	}
	return 0;
}

void held_begin(void)
{
	counted_look = held_look;
}

void held_failed(uintptr_t address)
{
	failed = address;
	held_begin();	/* it may be the first map of all */
}
