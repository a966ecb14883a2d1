/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * derive-access.c - the CPU touches mapped bytes, or asserts that a page is idle
 *
 * Ownership is by bytes: what was synced for the CPU is the CPU's, in the same
 * mapping other bytes may be the device's.
 */
#include "db/replay/mapping.h"

/* Mappings of a page that are looked at when it is asserted to be idle. */
enum { ASSERT_MAPPINGS = 64 };

struct access {
	enum rule_event what;
	uint64_t address;
	uint64_t size;
	const char *detail;
};

/* The bytes of @access that are of @mapping. Return: false: none. */
static bool access_part(const struct access *access, const struct mapping *mapping,
			uint64_t *ret_start, uint64_t *ret_end)
{
	uint64_t start = access->address, end = span_end(start, access->size);
	uint64_t mapped_end = span_end(mapping->address, mapping->size);

	if (start < mapping->address)
		start = mapping->address;
	if (end > mapped_end)
		end = mapped_end;
	if (start >= end)
		return false;
	*ret_start = start - mapping->address;
	*ret_end = end - mapping->address;
	return true;
}

static void access_judge(struct replay *replay, struct mapping *mapping,
			 const struct access *access)
{
	struct occasion occasion = { .detail = access->detail };
	uint64_t start, end;

	if (!access_part(access, mapping, &start, &end))
		return;
	if (owner_is_device(mapping, start, end))
		occasion.facts = FACT(DEVICE_OWNED);
	occasion.address = mapping->address + start;
	occasion.size = end - start;
	occasion.pfn = mapping_pfn(replay, mapping, occasion.address);
	judge(replay, &mapping->thing, access->what, &occasion);
}

/*
 * Since the process forked, a page is shared with the child: who writes first gets
 * another one. Whether the child still has it only frames can tell.
 */
static void fork_judge(struct replay *replay, struct mapping *mapping,
		       const struct trace_event *event)
{
	const struct step *forked = &world_process(&replay->world, event->process)->forked;
	const struct occasion occasion = {
		.address = event->address, .size = event->size,
		.pfn = mapping_pfn(replay, mapping, event->address),
		.also = forked, .detail = "written after a fork",
		.doubt = "page frames were not read",
	};

	if (!replay->run.pfn_real && forked->event > mapping->thing.origin.event)
		judge(replay, &mapping->thing, EVENT_MOVE, &occasion);
}

/* With --cpu-access=page: other bytes of a page of the mapping that is named. */
static void access_page(struct replay *replay, const struct trace_event *event,
			enum rule_event what)
{
	struct mapping *mapping = mapping_in_page(replay, event);
	const struct occasion occasion = {
		.facts = FACT(SAME_PAGE), .address = event->address, .size = event->size,
		.detail = event->name, .doubt = "only pages were looked at",
	};

	if (mapping)
		judge(replay, &mapping->thing, what, &occasion);
}

/* The mapping is named by its DMA address; one access may be of several. */
static void access_derive(struct replay *replay, const struct trace_event *event,
			  enum rule_event what)
{
	const struct access access = { what, event->address, event->size, event->name };
	struct mapping *mapping;

	if (event->type) {
		access_page(replay, event, what);
		return;
	}
	mapping = mapping_at(replay, event->process, event->device, event->dma_address);
	if (!mapping)
		return;
	access_judge(replay, mapping, &access);
	if (what == EVENT_CPU_WRITE)
		fork_judge(replay, mapping, event);
}

void derive_cpu_read(struct replay *replay, const struct trace_event *event)
{
	access_derive(replay, event, EVENT_CPU_READ);
}

void derive_cpu_write(struct replay *replay, const struct trace_event *event)
{
	access_derive(replay, event, EVENT_CPU_WRITE);
}

/* The event names one mapping of the page; the question is about all of them. */
void derive_assert_active(struct replay *replay, const struct trace_event *event)
{
	const struct access access = { EVENT_ASSERT, event->address & -(uint64_t)PAGE_SIZE,
				       PAGE_SIZE, NULL };
	struct mapping *mapping = NULL;

	for (int i = 0; i < ASSERT_MAPPINGS; i++) {
		mapping = mapping_next(replay, event->process, access.address,
				       access.size, mapping);
		if (!mapping)
			break;
		access_judge(replay, mapping, &access);
	}
}
