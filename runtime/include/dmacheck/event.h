/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * event.h - the one door from the engine to a recorder
 *
 * Everything the engine does that a rule may ask about passes dmacheck_event().
 * In libdmacheck-kernel it does nothing; a preloaded library that defines the
 * same name records. It is always called through the PLT.
 */
#ifndef DMACHECK_EVENT_H
#define DMACHECK_EVENT_H

enum dmacheck_event_kind {
	DMACHECK_EVENT_NONE,
#define EVENT(id, name, fields) DMACHECK_##id,
#include <dmacheck/events.def>
#undef EVENT
	DMACHECK_EVENT_COUNT
};

/* Kinds of mapping: the field type of map, unmap and sync events. */
enum dmacheck_map_type {
	DMACHECK_MAPPED_SINGLE,
	DMACHECK_MAPPED_PAGE,
	DMACHECK_MAPPED_SG,
	DMACHECK_MAPPED_COHERENT,
	DMACHECK_MAPPED_NONCOHERENT,
	DMACHECK_MAPPED_RESOURCE,
};

/* Which call: the field type of terminate, synchronize and refused events. */
enum dmacheck_call {
	DMACHECK_TERMINATE_ALL,
	DMACHECK_TERMINATE_ASYNC,
	DMACHECK_TERMINATE_SYNC,
	DMACHECK_SYNCHRONIZE,
	DMACHECK_RELEASE,
};

/* What is wrong with memory that is mapped: the field type of map-bad. */
enum dmacheck_bad {
	DMACHECK_BAD_STACK,
	DMACHECK_BAD_VMALLOC,
	DMACHECK_BAD_CONSTANT,	/* code or read-only data */
	DMACHECK_BAD_INVALID,	/* no memory at all */
	DMACHECK_BAD_LONG,	/* a segment longer than the device takes */
	DMACHECK_BAD_BOUNDARY,	/* a segment across a boundary of the device */
};

/* Why a program cannot be traced: the field value of exec. */
enum dmacheck_untraced {
	DMACHECK_TRACED,
	DMACHECK_STATIC,	/* no dynamic linker that would load the recorder */
	DMACHECK_SETUID,	/* the dynamic linker ignores preloads */
	DMACHECK_FOREIGN,	/* of another architecture */
};

enum {
	/* DEVICE_REGISTER */
	DMACHECK_HAS_RELEASE = 1u << 0,
	DMACHECK_HAS_SYNCHRONIZE = 1u << 1,
	/* STATUS: the channel was running, its residue is not reliable */
	DMACHECK_UNRELIABLE = 1u << 2,
	/* LOCK: a sleeping one */
	DMACHECK_SLEEPING = 1u << 3,
	/* SUBMIT: the client may submit the descriptor again */
	DMACHECK_REUSABLE = 1u << 4,
	/* LOCK: taken by a call that does not wait for it */
	DMACHECK_TRIED = 1u << 5,
	/* UNMAP: the provider does it, who is done with the transfer */
	DMACHECK_BY_PROVIDER = 1u << 6,
	/* SLEEP, SYNC_BEGIN, CALLBACK_BEGIN, REFUSED: where the call was made */
	DMACHECK_IN_HARDIRQ = 1u << 8,
	DMACHECK_IN_SOFTIRQ = 1u << 9,
	DMACHECK_IN_CALLBACK = 1u << 10,
	DMACHECK_IRQS_OFF = 1u << 11,
	DMACHECK_LOCK_HELD = 1u << 12,
	DMACHECK_PREEMPT_OFF = 1u << 13,
	DMACHECK_IN_RCU = 1u << 14,
	/* SLEEP: inside a provider's device_terminate_all */
	DMACHECK_IN_TERMINATE = 1u << 15,
};

/**
 * struct dmacheck_event - one fact, valid while dmacheck_event() runs
 *
 * Pointers are identities, not to be followed, but for @name, which is a
 * string. A field that its kind does not list is 0.
 * @size: bytes, unless the kind says otherwise
 * @caller: return address in the client, NULL where the stack tells it
 */
struct dmacheck_event {
	unsigned int kind;
	unsigned int flags;
	const void *device;
	const void *channel;
	const void *object;
	unsigned long long address;
	unsigned long long dma_address;
	unsigned long long size;
	long long value;
	unsigned int type;
	unsigned int direction;
	const void *caller;
	const char *name;
};

/**
 * dmacheck_event() - tell a recorder what happened
 * @event: borrowed for the call
 *
 * Context: any; called with locks of the engine held where that gives the
 * order of events. A recorder must not call back into the engine, allocate,
 * or block.
 */
void dmacheck_event(const struct dmacheck_event *event);

/**
 * dmacheck_recorder_setting() - an option of the engine that dmacheck run was given
 * @name: of its environment variable, which the recorder has taken out
 *
 * Only a recorder defines it.
 * Return: its value, or NULL.
 */
const char *dmacheck_recorder_setting(const char *name) __attribute__((weak));

/*
 * Non-zero while a recorder is loaded: it sets it before main(). The engine then
 * leaves it to the recorder to tell the user, and prints none of the kernel's
 * words about misuse itself.
 */
extern int dmacheck_recording;

/* dmacheck_emit(KIND, .field = value, ...) */
#define dmacheck_emit(id, ...) \
	dmacheck_event(&(const struct dmacheck_event){ \
		.kind = DMACHECK_##id, ##__VA_ARGS__ })

#endif /* DMACHECK_EVENT_H */
