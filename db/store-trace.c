/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store-trace.c - rows of a traced run
 */
#include "db/store-internal.h"
#include "db/store-trace.h"

#include <errno.h>

/* Times and threads that there were none of. */
static struct store_value number_if_any(int64_t value)
{
	return value < 0 ? (struct store_value){ .kind = VALUE_NULL } :
			   store_number(value);
}

static struct store_value number_if_not_0(int64_t value)
{
	return value ? store_number(value) :
		       (struct store_value){ .kind = VALUE_NULL };
}

/* Addresses are 64 bits; what is above the middle is negative to SQLite. */
static struct store_value address(uint64_t value)
{
	return store_number((int64_t)value);
}

int store_add_trace(struct store *store, int64_t run, const struct store_trace *trace)
{
	return STORE_INSERT(store, INSERT_TRACE,
		"INSERT INTO trace (run, identity, folder, schedule, pfn_kind,"
		" cpu_access, ended, timeout, duration, begun, damaged, untraced,"
		" engine, fault_kind)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		store_number(run), store_text(trace->identity),
		store_text(trace->folder), store_text(trace->schedule),
		store_text(trace->pfn_kind), store_text(trace->cpu_access),
		store_text(trace->ended), store_number(trace->timeout),
		store_number(trace->duration), store_number(trace->begun),
		store_number(trace->damaged), store_number(trace->untraced),
		store_number(trace->engine), store_text(trace->fault_kind));
}

int store_add_untraced(struct store *store, int64_t run, const struct store_untraced *untraced)
{
	return STORE_INSERT(store, INSERT_UNTRACED,
		"INSERT INTO untraced (run, path, reason, times)"
		" VALUES (?, ?, ?, ?)",
		store_number(run), store_text(untraced->path),
		store_text(untraced->reason), store_number(untraced->times));
}

int store_add_process(struct store *store, int64_t run, const struct store_process *process)
{
	return STORE_INSERT(store, INSERT_PROCESS,
		"INSERT INTO process (run, number, parent, image, pid)"
		" VALUES (?, ?, ?, ?, ?)",
		store_number(run), store_number(process->number),
		store_number(process->parent), store_number(process->image),
		store_number(process->pid));
}

int store_add_thread(struct store *store, int64_t run, const struct store_thread *thread)
{
	return STORE_INSERT(store, INSERT_THREAD,
		"INSERT INTO thread (run, number, process, tid, name)"
		" VALUES (?, ?, ?, ?, ?)",
		store_number(run), store_number(thread->number),
		store_number(thread->process), store_number(thread->tid),
		store_text(thread->name));
}

int store_add_image(struct store *store, int64_t run, const struct store_image *image)
{
	return STORE_INSERT(store, INSERT_IMAGE,
		"INSERT INTO image (run, image, start, end, base, build_id, path)"
		" VALUES (?, ?, ?, ?, ?, ?, ?)",
		store_number(run), store_number(image->image),
		address(image->start), address(image->end), address(image->base),
		store_text(image->build_id), store_text(image->path));
}

int store_add_frame(struct store *store, int64_t run, const struct store_frame *frame,
		    int64_t *ret_frame)
{
	int code = STORE_INSERT(store, INSERT_FRAME,
		"INSERT INTO frame (run, function, file, line, module, offset,"
		" inside) VALUES (?, ?, ?, ?, ?, ?, ?)",
		store_number(run), store_text(frame->function),
		store_text(frame->file), store_number(frame->line),
		store_text(frame->module), address(frame->offset),
		store_number(frame->inside));

	if (!code)
		*ret_frame = sqlite3_last_insert_rowid(store->db);
	return code;
}

int store_add_stack(struct store *store, int64_t run, int64_t number, int64_t depth,
		    int64_t frame)
{
	return STORE_INSERT(store, INSERT_STACK,
		"INSERT INTO stack (run, number, depth, frame)"
		" VALUES (?, ?, ?, ?)",
		store_number(run), store_number(number), store_number(depth),
		store_number(frame));
}

int store_add_event_kind(struct store *store, int64_t kind, const char *name)
{
	return STORE_INSERT(store, INSERT_EVENT_KIND,
		"INSERT OR IGNORE INTO event_kind (kind, name) VALUES (?, ?)",
		store_number(kind), store_text(name));
}

int store_add_device(struct store *store, int64_t run, const struct store_device *device)
{
	return STORE_INSERT(store, INSERT_DEVICE,
		"INSERT INTO device (run, number, address, name)"
		" VALUES (?, ?, ?, ?)",
		store_number(run), store_number(device->number),
		address(device->address), store_text(device->name));
}

int store_add_channel(struct store *store, int64_t run, const struct store_channel *channel)
{
	return STORE_INSERT(store, INSERT_CHANNEL,
		"INSERT INTO channel (run, number, device, name, requested_at,"
		" released_at, requested_by, request_stack)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		store_number(run), store_number(channel->number),
		store_number(channel->device), store_text(channel->name),
		number_if_any(channel->requested_at),
		number_if_any(channel->released_at),
		store_number(channel->requested_by),
		store_number(channel->request_stack));
}

int store_add_mapping(struct store *store, int64_t run, const struct store_mapping *mapping)
{
	bool ended = mapping->unmapped_at >= 0;
	const struct store_value values[] = {
		store_number(run), store_number(mapping->number),
		store_number(mapping->device), store_text(mapping->kind),
		address(mapping->address), address(mapping->dma_address),
		address(mapping->pfn), store_text(mapping->pfn_kind),
		address(mapping->size), store_text(mapping->direction),
		store_number(mapping->mapped_at), store_number(mapping->mapped_by),
		number_if_any(mapping->unmapped_at),
		number_if_any(ended ? mapping->unmapped_by : -1),
		store_number(mapping->map_stack),
		number_if_any(ended ? mapping->unmap_stack : -1),
	};

	return store_batch(store, BATCH_MAPPING, values, 16);
}

int store_add_overlap(struct store *store, int64_t run, const struct store_overlap *overlap)
{
	return STORE_INSERT(store, INSERT_OVERLAP,
		"INSERT OR IGNORE INTO overlap (run, mapping, other, address, bytes)"
		" VALUES (?, ?, ?, ?, ?)",
		store_number(run), store_number(overlap->mapping),
		store_number(overlap->other), address(overlap->address),
		address(overlap->bytes));
}

int store_add_descriptor(struct store *store, int64_t run,
			 const struct store_descriptor *descriptor)
{
	const struct store_value values[] = {
		store_number(run), store_number(descriptor->number),
		store_number(descriptor->channel),
		store_number_or_null(descriptor->cookie),
		store_text(descriptor->kind), address(descriptor->size),
		store_number(descriptor->prepared_at),
		number_if_any(descriptor->submitted_at),
		number_if_any(descriptor->issued_at),
		number_if_any(descriptor->completed_at),
		number_if_any(descriptor->terminated_at),
		number_if_any(descriptor->callback_at),
	};

	return store_batch(store, BATCH_DESCRIPTOR, values, 12);
}

int store_add_violation(struct store *store, int64_t run,
			const struct store_violation *violation, int64_t *ret_violation)
{
	int code = STORE_INSERT(store, INSERT_VIOLATION,
		"INSERT INTO violation (run, rule, verdict, reason, severity,"
		" confidence, fingerprint, message, address, pfn, size, device,"
		" channel, mapping, thread, time, stack, event, occurrences)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		store_number(run), store_text(violation->rule),
		store_text(violation->verdict), store_text(violation->reason),
		store_text(violation->severity),
		store_text(violation->confidence),
		store_text(violation->fingerprint),
		store_text(violation->message), address(violation->address),
		address(violation->pfn), address(violation->size),
		store_number(violation->device),
		store_number(violation->channel),
		number_if_not_0(violation->mapping),
		store_number(violation->thread), store_number(violation->time),
		store_number(violation->stack), store_number(violation->event),
		store_number(violation->occurrences));

	if (!code)
		*ret_violation = sqlite3_last_insert_rowid(store->db);
	return code;
}

int store_add_step(struct store *store, int64_t violation, const struct store_step *step)
{
	return STORE_INSERT(store, INSERT_STEP,
		"INSERT INTO step (violation, step, time, thread, stack, message)"
		" VALUES (?, ?, ?, ?, ?, ?)",
		store_number(violation), store_number(step->step),
		store_number(step->time), store_number(step->thread),
		store_number(step->stack), store_text(step->message));
}

int store_add_crash(struct store *store, int64_t run, const struct store_crash *crash)
{
	return STORE_INSERT(store, INSERT_CRASH,
		"INSERT INTO crash (run, process, thread, time, signal, address,"
		" stack, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		store_number(run), store_number(crash->process),
		store_number(crash->thread), store_number(crash->time),
		store_number(crash->signal), address(crash->address),
		store_number(crash->stack), store_text(crash->after));
}

int store_add_message(struct store *store, int64_t run, const struct store_message *message)
{
	return STORE_INSERT(store, INSERT_MESSAGE,
		"INSERT INTO message (run, time, thread, stack, text, occurrences)"
		" VALUES (?, ?, ?, ?, ?, ?)",
		store_number(run), store_number(message->time),
		store_number(message->thread), store_number(message->stack),
		store_text(message->text), store_number(message->occurrences));
}

int store_add_loss(struct store *store, int64_t run, const struct store_loss *loss)
{
	return STORE_INSERT(store, INSERT_LOSS,
		"INSERT INTO loss (run, time, thread, records, reason)"
		" VALUES (?, ?, ?, ?, ?)",
		store_number(run), store_number(loss->time),
		store_number(loss->thread), store_number(loss->records),
		store_text(loss->reason));
}

int store_set_run(struct store *store, int64_t run, const int64_t *seed, const int64_t *fault)
{
	return STORE_INSERT(store, UPDATE_RUN,
		"UPDATE run SET seed = ?, fault = ? WHERE id = ?",
		store_number_or_null(seed), store_number_or_null(fault),
		store_number(run));
}

int store_find_trace(struct store *store, const char *identity, int64_t *ret_run,
		     char **ret_error)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(store->db,
		"SELECT run FROM trace WHERE identity = ?", -1, &statement, NULL);

	if (!code)
		code = sqlite3_bind_text(statement, 1, identity, -1, SQLITE_STATIC);
	if (!code)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*ret_run = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	if (code == SQLITE_DONE)
		return -ENOENT;
	return code == SQLITE_ROW ? 0 : store_fail(store, code, ret_error);
}
