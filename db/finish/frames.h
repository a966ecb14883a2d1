/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * frames.h - the stacks of a run, with names
 */
#ifndef DMACHECK_FINISH_FRAMES_H
#define DMACHECK_FINISH_FRAMES_H

#include "db/store-trace.h"
#include "db/trace/symbol.h"

struct frames;

/** frames_new() - @trace: borrowed. Return: owned by the caller. */
struct frames *frames_new(const struct trace *trace);
void frames_free(struct frames *frames);

/**
 * frames_note() - an event has a stack
 * @stack: 0 is none
 * @time: when it was taken
 */
void frames_note(struct frames *frames, uint32_t stack, int64_t time);

/**
 * frames_same() - whether two stacks are of the same program and addresses
 * @data: struct frames
 */
bool frames_same(void *data, uint32_t one, uint32_t other);

/**
 * frames_store() - the noted stacks and their frames become rows
 * Return: 0 or a negative errno, as store_add_...().
 */
int frames_store(struct frames *frames, struct store *store, int64_t run);

enum { FINGERPRINT = 33 };

/**
 * frames_fingerprint() - names a violation over runs and builds
 * @rule: its slug
 * @report: the words of the edge, without names and numbers
 * @stacks: where it was, and where what it broke began; 0 for none
 *
 * Made of the client's functions, not of addresses or lines. What is the same again
 * is told apart by how often it was asked for.
 */
void frames_fingerprint(struct frames *frames, const char *rule, const char *report,
			const uint32_t stacks[2], char ret_fingerprint[FINGERPRINT]);

/** frames_function() - the innermost function of the client, "" if none is known */
const char *frames_function(struct frames *frames, uint32_t stack);

#endif
