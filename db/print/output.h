/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * output.h - where a report goes: standard output, or a file whole or not at all
 *
 *   output_open -> a sink prints to output.stream -> output_finish
 */
#ifndef DMACHECK_OUTPUT_H
#define DMACHECK_OUTPUT_H

#include <stdio.h>

/**
 * struct output - an open destination
 * @stream: what a sink prints to
 * @path: as given to output_open(); borrowed
 * @target: the file that is replaced at the end, or NULL where the stream
 *	writes in place (standard output, a device, a pipe); owned
 * @temporary: the name that holds the new contents, or NULL while they have
 *	none; owned
 */
struct output {
	FILE *stream;
	const char *path;
	char *target;
	char *temporary;
};

/**
 * output_open() - make sure that the report can be written, before the work
 * @path: of -o, borrowed until output_finish(); NULL is standard output
 * @ret_output: filled on success; output_finish() or output_discard() it
 * @ret_error: one line, owned by the caller
 *
 * A file that exists keeps its contents until output_finish() and its mode
 * for ever; a symbolic link stays a link and its aim is replaced. The new
 * contents have no name before they are complete (where the file system can do
 * that), so a killed program leaves nothing behind.
 *
 * Context: ignores SIGPIPE from here on, so that a reader who went away is an
 * error like any other.
 * Return: 0 or a negative errno.
 */
int output_open(const char *path, struct output *ret_output, char **ret_error);

/**
 * output_finish() - bring the report into place and let go of the destination
 * @status: what the sink returned; negative discards the output
 *
 * Return: 0, or the negative errno of whatever failed first; the file that was
 * there before is then untouched.
 */
int output_finish(struct output *output, int status, char **ret_error);

/** output_discard() - leave everything as it was */
void output_discard(struct output *output);

/**
 * output_flush() - what a sink ends with
 *
 * Return: 0, or the negative errno of a write to @stream that failed.
 */
int output_flush(FILE *stream);

#endif
