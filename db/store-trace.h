/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-trace.h - rows of a traced run; what they mean is in schema-2.sql
 *
 *   store_open -> store_find_trace -> store_add_run -> store_add_trace
 *     -> store_add_events -> the others, in any order -> store_close
 */
#ifndef DMACHECK_STORE_TRACE_H
#define DMACHECK_STORE_TRACE_H

#include "db/store.h"

/* struct store_trace - @ended: NULL: it was cut short */
struct store_trace {
	const char *identity;
	const char *folder;
	const char *schedule;
	const char *pfn_kind;
	const char *cpu_access;
	const char *ended;
	bool timeout;
	int64_t duration;
	int64_t begun;
	int64_t damaged;
	int64_t untraced;
	bool engine;
	const char *fault_kind; /* NULL: none */
};

struct store_untraced {
	const char *path;
	const char *reason;
	int64_t times;
};

struct store_process {
	int64_t number;
	int64_t parent;
	int64_t image;
	int64_t pid;
};

struct store_thread {
	int64_t number;
	int64_t process;
	int64_t tid;
	const char *name;
};

struct store_image {
	int64_t image;
	uint64_t start;
	uint64_t end;
	uint64_t base;
	const char *build_id;
	const char *path;
};

struct store_frame {
	const char *function;
	const char *file;
	int64_t line;
	const char *module;
	uint64_t offset;
	bool inside;
};

struct store_device {
	int64_t number;
	uint64_t address;
	const char *name;
};

/* struct store_channel - times of -1 are NULL, here and below */
struct store_channel {
	int64_t number;
	int64_t device;
	const char *name;
	int64_t requested_at;
	int64_t released_at;
	int64_t requested_by;
	int64_t request_stack;
};

struct store_mapping {
	int64_t number;
	int64_t device;
	const char *kind;
	uint64_t address;
	uint64_t dma_address;
	uint64_t pfn;
	const char *pfn_kind;
	uint64_t size;
	const char *direction;
	int64_t mapped_at;
	int64_t mapped_by;
	int64_t unmapped_at;
	int64_t unmapped_by;
	int64_t map_stack;
	int64_t unmap_stack;
};

struct store_overlap {
	int64_t mapping;
	int64_t other;
	uint64_t address;
	uint64_t bytes;
};

/* struct store_descriptor - @cookie: NULL: it has none */
struct store_descriptor {
	int64_t number;
	int64_t channel;
	const int64_t *cookie;
	const char *kind;
	uint64_t size;
	int64_t prepared_at;
	int64_t submitted_at;
	int64_t issued_at;
	int64_t completed_at;
	int64_t terminated_at;
	int64_t callback_at;
};

/* struct store_violation - @mapping: 0 is NULL; @reason: "" unless inconclusive */
struct store_violation {
	const char *rule;
	const char *verdict;
	const char *reason;
	const char *severity;
	const char *confidence;
	const char *fingerprint;
	const char *message;
	uint64_t address;
	uint64_t pfn;
	uint64_t size;
	int64_t device;
	int64_t channel;
	int64_t mapping;
	int64_t thread;
	int64_t time;
	int64_t stack;
	int64_t event;
	int64_t occurrences;
};

struct store_step {
	int64_t step; /* from 1 */
	int64_t time;
	int64_t thread;
	int64_t stack;
	const char *message;
};

struct store_crash {
	int64_t process;
	int64_t thread;
	int64_t time;
	int64_t signal;
	uint64_t address;
	int64_t stack;
	const char *after;
};

struct store_message {
	int64_t time;
	int64_t thread;
	int64_t stack;
	const char *text;
	int64_t occurrences;
};

struct store_loss {
	int64_t time;
	int64_t thread;
	int64_t records;
	const char *reason;
};

/**
 * store_find_trace() - whether a recording is in the database already
 *
 * Return: 0, -ENOENT, or another negative errno.
 */
int store_find_trace(struct store *store, const char *identity, int64_t *ret_run,
		     char **ret_error);

/**
 * store_set_run() - what only the events of a run tell, after store_add_run()
 * @seed, @fault: NULL if there is none
 */
int store_set_run(struct store *store, int64_t run, const int64_t *seed, const int64_t *fault);

/* Each adds one row, as those of store.h do. */
int store_add_trace(struct store *store, int64_t run, const struct store_trace *trace);
int store_add_untraced(struct store *store, int64_t run, const struct store_untraced *untraced);
int store_add_process(struct store *store, int64_t run, const struct store_process *process);
int store_add_thread(struct store *store, int64_t run, const struct store_thread *thread);
int store_add_image(struct store *store, int64_t run, const struct store_image *image);
int store_add_frame(struct store *store, int64_t run, const struct store_frame *frame,
		    int64_t *ret_frame);
int store_add_stack(struct store *store, int64_t run, int64_t number, int64_t depth,
		    int64_t frame);
/** store_add_event_kind() - the name of a kind; nothing if it has one */
int store_add_event_kind(struct store *store, int64_t kind, const char *name);
int store_add_device(struct store *store, int64_t run, const struct store_device *device);
int store_add_channel(struct store *store, int64_t run, const struct store_channel *channel);
/* Of mappings and descriptors the texts are not copied, but constant. */
int store_add_mapping(struct store *store, int64_t run, const struct store_mapping *mapping);
int store_add_overlap(struct store *store, int64_t run, const struct store_overlap *overlap);
int store_add_descriptor(struct store *store, int64_t run,
			 const struct store_descriptor *descriptor);
int store_add_violation(struct store *store, int64_t run,
			const struct store_violation *violation, int64_t *ret_violation);
int store_add_step(struct store *store, int64_t violation, const struct store_step *step);
int store_add_crash(struct store *store, int64_t run, const struct store_crash *crash);
int store_add_message(struct store *store, int64_t run, const struct store_message *message);
int store_add_loss(struct store *store, int64_t run, const struct store_loss *loss);

/* The fields of an event that are NULL unless its kind has them. */
enum store_field {
	STORE_DEVICE,
	STORE_CHANNEL,
	STORE_OBJECT,
	STORE_ADDRESS,
	STORE_DMA_ADDRESS,
	STORE_SIZE,
	STORE_VALUE,
	STORE_FIELDS
};

/**
 * struct store_event - one event
 * @has: bits 1 << enum store_field
 * @name: borrowed until the next one; NULL: none
 */
struct store_event {
	int64_t number;
	int64_t time;
	int64_t thread;
	int64_t kind;
	int64_t type;
	int64_t direction;
	int64_t flags;
	unsigned int has;
	uint64_t fields[STORE_FIELDS];
	const char *name;
	int64_t stack;
};

/**
 * struct store_events - where events come from, in order of their numbers
 * @count: how many, about
 * @next: whether there is one more
 */
struct store_events {
	void *data;
	uint64_t count;
	bool (*next)(void *data, struct store_event *ret_event);
};

/**
 * store_expect() - so many events will come, with all that follows from them
 *
 * Where they are many beside those that are there, the indexes of the large tables
 * are made anew when the store is closed: to put row by row in its place takes
 * several times as long.
 */
int store_expect(struct store *store, uint64_t events);

/** store_add_events() - all events of a run at once */
int store_add_events(struct store *store, int64_t run, const struct store_events *events);

#endif
