/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record-known.h - events whose fields all follow from one number
 */
#ifndef DMACHECK_TESTS_TRACE_RECORD_KNOWN_H
#define DMACHECK_TESTS_TRACE_RECORD_KNOWN_H

#include <stdint.h>

/* struct known - the fields of a map event but for its device, which is the number */
struct known {
	uint8_t type;
	uint8_t direction;
	uint32_t flags;
	uint64_t address;
	uint64_t dma_address;
	uint64_t size;
	int64_t value;
};

static inline uint64_t known_mix(uint64_t number, uint64_t salt)
{
	number = (number ^ salt) * 0xd6e8feb86659fd93;
	number = (number ^ number >> 32) * 0xd6e8feb86659fd93;
	return number ^ number >> 32;
}

static inline struct known known_of(uint64_t number)
{
	return (struct known){
		.type = (uint8_t)known_mix(number, 1), .direction = (uint8_t)known_mix(number, 2),
		.flags = (uint32_t)known_mix(number, 3), .address = known_mix(number, 4),
		.dma_address = known_mix(number, 5), .size = known_mix(number, 6),
		.value = (int64_t)known_mix(number, 7),
	};
}

#endif /* DMACHECK_TESTS_TRACE_RECORD_KNOWN_H */
