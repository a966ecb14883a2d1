/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report.h - what a database says of its traced runs, ready to be printed
 *
 *   database -> load -> struct report -> group -> text, json, sarif, html
 *
 * Printers read it and nothing else. Everything lives in its arena, strings are
 * never NULL.
 */
#ifndef DMACHECK_REPORT_H
#define DMACHECK_REPORT_H

#include "model/arena.h"
#include "model/rule.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* struct maybe - a number that may be unknown */
struct maybe {
	bool known;
	int64_t value;
};

/**
 * struct frame - a function somebody was in
 * @function, @file, @module: "" if unknown
 * @line: 0: unknown
 * @offset: in @module
 * @inside: of dmacheck's own libraries
 */
struct frame {
	const char *function;
	const char *file;
	const char *module;
	int64_t line;
	int64_t offset;
	bool inside;
};

/* struct stack - innermost first */
struct stack {
	const struct frame **frames;
	size_t count;
};

/* struct thread - who; @name may be "" */
struct thread {
	int64_t number;
	int64_t tid;
	int64_t pid;
	const char *name;
};

enum span_kind { SPAN_TRANSFER, SPAN_MAPPING };

/**
 * struct span - a bar of a picture
 * @lane: what it belongs to: a channel or a device
 * @until: unknown: it had not ended when the run did
 * @begun: of a transfer: when it was issued
 * @number: of the descriptor or mapping
 */
struct span {
	enum span_kind kind;
	const char *lane;
	int64_t number;
	int64_t from;
	struct maybe begun;
	struct maybe until;
	bool aborted;
	const char *direction;
	uint64_t address;
	uint64_t size;
};

/**
 * struct timeline - what went on at a time, by kind, lane and beginning
 * @more: there was more than can be looked at
 */
struct timeline {
	int64_t from;
	int64_t until;
	struct span *spans;
	size_t span_count;
	bool more;
};

/**
 * struct untraced - a program that could not be traced, and how often it ran
 * @reason: static, setuid or foreign
 */
struct untraced {
	const char *program;
	const char *reason;
	int64_t times;
};

/**
 * struct report_run - one run
 * @traced: the database has all of it; else what follows @lost is empty
 * @engine: a program had the DMA engine in it
 * @fault_kind: of the call that was made to fail, "" if none was
 * @ended: "": the recording was cut short
 * @untraced_count: programs that could not be traced; @untraced names them
 * @violations, @inconclusive, @crashes: of those shown
 * @timeline: of all of it, if asked for and something is shown; else NULL
 */
struct report_run {
	int64_t id;
	const char *started;
	const char *command;
	const char *version;
	struct maybe seed;
	struct maybe fault;
	struct maybe status;
	int64_t records;
	int64_t lost;
	bool traced;
	const char *folder;
	const char *schedule;
	const char *pfn_kind;
	const char *cpu_access;
	const char *ended;
	bool timeout;
	bool engine;
	int64_t begun;
	int64_t damaged;
	int64_t untraced_count;
	struct untraced *untraced;
	size_t untraced_named;
	const char *fault_kind;
	int64_t duration;
	size_t violations;
	size_t inconclusive;
	size_t crashes;
	const struct timeline *timeline;
};

/* struct mapping - what was mapped; @unmapped_at unknown: it still was at the end */
struct mapping {
	int64_t number;
	const char *device;
	const char *kind;
	const char *direction;
	const char *pfn_kind;
	uint64_t address;
	uint64_t dma_address;
	uint64_t pfn;
	uint64_t size;
	int64_t mapped_at;
	struct thread mapped_by;
	struct stack map_stack;
	struct maybe unmapped_at;
	struct stack unmap_stack;
};

/* struct step - of the way to a violation, in reading order */
struct step {
	int64_t time;
	struct thread thread;
	struct stack stack;
	const char *message;
};

/**
 * struct violation - a rule was broken, or may have been
 * @inconclusive: @reason says why
 * @device, @channel: names, "" if none
 * @channel_number: 0: none
 * @mapping: NULL: none
 * @timeline: of its channel and its bytes, if asked for, else NULL
 */
struct violation {
	const struct report_run *run;
	const char *rule;
	bool inconclusive;
	const char *reason;
	const char *severity_word;
	enum severity severity;
	enum confidence confidence;
	const char *fingerprint;
	const char *message;
	uint64_t address;
	uint64_t pfn;
	uint64_t size;
	const char *device;
	const char *channel;
	int64_t channel_number;
	const struct mapping *mapping;
	struct thread thread;
	int64_t time;
	struct stack stack;
	int64_t occurrences;
	struct step *steps;
	size_t step_count;
	const struct timeline *timeline;
};

/* struct crash - a thread that a signal ended; @after: what had failed, or "" */
struct crash {
	const struct report_run *run;
	struct thread thread;
	int64_t time;
	int64_t signal;
	uint64_t address;
	struct stack stack;
	const char *after;
};

/* struct loss - a part of the trace that is missing */
struct loss {
	const struct report_run *run;
	int64_t time;
	struct thread thread;
	int64_t records;
	const char *reason;
};

/* struct message - what the engine said of misuse that no rule is about */
struct message {
	const struct report_run *run;
	struct thread thread;
	int64_t time;
	struct stack stack;
	const char *text;
	int64_t occurrences;
};

/**
 * struct report - of the runs that were asked for, in their order
 * @violations: those shown, by run and time
 * @below: how many were left out: less sure than asked for
 * @path: of the database, borrowed
 */
struct report {
	struct arena arena;
	const char *path;
	struct report_run *runs;
	size_t run_count;
	struct violation *violations;
	size_t violation_count;
	struct crash *crashes;
	size_t crash_count;
	struct message *messages;
	size_t message_count;
	struct loss *losses;
	size_t loss_count;
	size_t below;
};

/**
 * struct report_filter - what the user asked to see
 * @first, @last: runs; 0 and 0: all of traced programs
 * @rules: one flag per row of the registry, or NULL: all, also rules that this
 *	program does not know
 * @timelines: load what pictures need
 */
struct report_filter {
	int64_t first;
	int64_t last;
	enum confidence least;
	const bool *rules;
	bool timelines;
};

/**
 * report_load() - read what was asked for
 * @ret_report: report_release() it, also on failure
 *
 * Return: 0 or a negative errno: what cannot be read, and a run that is not there.
 */
int report_load(const char *path, const struct report_filter *filter,
		struct report *ret_report, char **ret_error);
void report_release(struct report *report);

/**
 * report_status() - the exit status
 * @strict: what is inconclusive or lost counts, if nothing else does
 */
int report_status(const struct report *report, bool strict);

/* struct sightings - the runs in which something showed, in their order */
struct sightings {
	const struct report_run **runs;
	size_t count;
};

/**
 * struct group - one fault of the program, in however many runs it shows
 * @best: the one to show: a violation rather than an inconclusive one, the surest,
 *	the first
 * @occurrences: in all runs
 */
struct group {
	const struct violation *best;
	int64_t occurrences;
	struct sightings seen;
};

/**
 * report_groups() - violations with the same fingerprint are one
 *
 * Return: in the order in which they first showed; lives as long as the report.
 */
struct group *report_groups(struct report *report, size_t *ret_count);

/**
 * struct batch - crashes, or messages, that are the same but for their run
 * @first: place of the first one in the report's list
 */
struct batch {
	size_t first;
	struct sightings seen;
};

/*
 * The same signal at the same place after the same failure; the same words at the
 * same place. Both live as long as the report.
 */
struct batch *report_crash_batches(struct report *report, size_t *ret_count);
struct batch *report_message_batches(struct report *report, size_t *ret_count);

/**
 * stack_place() - the innermost frame of the client, with a line if one has it
 *
 * Return: NULL if there is none.
 */
const struct frame *stack_place(const struct stack *stack);

/**
 * frame_is_shown() - to people
 * @place: stack_place() of its stack
 *
 * The client's frames, with lines where the place has one, and without the C
 * library's start of the program; all of them where the client is not there.
 */
bool frame_is_shown(const struct frame *frame, const struct frame *place);

/* violation_place() - where the reader is sent; NULL if nothing is known */
const struct frame *violation_place(const struct violation *violation);

/* run_reproduce() - the command that does it again; lives in @arena */
const char *run_reproduce(struct arena *arena, const struct report_run *run);

/* untraced_why() - in words, what a program's @reason means */
const char *untraced_why(const struct untraced *untraced);

/* signal_word() - "SIGSEGV"; lives in @arena */
const char *signal_word(struct arena *arena, int64_t signal);

/* thread_word() - its name, or its number; lives in @arena */
const char *thread_word(struct arena *arena, const struct thread *thread);

/* step_place() - likewise, of a step of its way */
const struct frame *step_place(const struct step *step);

/* time_between() - @until less @from; of absurd times the most there is */
int64_t time_between(int64_t from, int64_t until);

/* time_word() - 1.234 ms; lives in @arena */
const char *time_word(struct arena *arena, int64_t time);

/* plural() - "1 run", "2 runs"; lives in @arena */
const char *plural(struct arena *arena, uint64_t count, const char *thing);

/*
 * runs_word() - "1-3, 5"; neighbours in the report count as neighbours
 * faults_word() - "3 (prep), 7 (map)", or ""; "none needed" if it also shows without
 * fault_word() - "3 (prep)", of a run that has one
 */
const char *runs_word(struct arena *arena, const struct sightings *seen);
const char *faults_word(struct arena *arena, const struct sightings *seen);
const char *fault_word(struct arena *arena, const struct report_run *run);

/* summary_word() - the line that sums up; lives in the report's arena */
const char *summary_word(struct report *report, const struct group *groups, size_t count);

/* Printers. Return: 0, or the negative errno of the write that failed. */
int report_text(struct report *report, bool color, FILE *out);
int report_json(struct report *report, FILE *out);
int report_sarif(struct report *report, FILE *out);
int report_html(struct report *report, FILE *out);

#endif
