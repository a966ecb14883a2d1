/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run-json.c - what was run, and how it ended: run.json and end.json
 *
 * They may have been edited. What is missing is empty; what is of another kind than
 * it should be counts as missing.
 */
#include "db/finish/run-json.h"
#include "db/finish/folder.h"
#include "db/print/json.h"
#include "model/fail.h"
#include "runtime/record/format.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* More than any command line. */
enum { SIZE_MOST = 16 << 20 };

static int read_whole(int fd, char **ret_text, size_t *ret_size)
{
	char *text = malloc(SIZE_MOST);
	size_t size = 0;
	ssize_t got;

	if (!text)
		return -ENOMEM;
	do {
		got = pread(fd, text + size, SIZE_MOST - size, (off_t)size);
		size += got > 0 ? (size_t)got : 0;
	} while (got > 0 && size < SIZE_MOST);
	if (got < 0 || size == SIZE_MOST) {
		free(text);
		return got < 0 ? -EIO : -EFBIG;
	}
	*ret_text = text;
	*ret_size = size;
	return 0;
}

static int parse(const struct folder *folder, const char *name, int fd, json_t **ret_root,
		 char **ret_error)
{
	json_error_t wrong;
	char *text;
	size_t size;
	int code = read_whole(fd, &text, &size);

	if (code)
		return fail(ret_error, code, "cannot read %s/%s: %s", folder->path,
			    name, strerror(-code));
	*ret_root = json_loadb(text, size, JSON_ALLOW_NUL, &wrong);
	free(text);
	if (!*ret_root)
		return fail(ret_error, -EINVAL,
			    "%s/%s is damaged, line %d: %s; mend it, or remove the folder",
			    folder->path, name, wrong.line, wrong.text);
	return 0;
}

static const char *word(struct folder *folder, const json_t *root, const char *key)
{
	const char *text = json_string_value(json_object_get(root, key));

	return arena_strdup(&folder->arena, text ? text : "");
}

static bool is_plain(const char *text)
{
	return *text && !text[strspn(text, "abcdefghijklmnopqrstuvwxyz"
				     "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "0123456789_@%+=:,./-")];
}

/* Words as a shell would take them. */
static void quote(FILE *out, const char *text)
{
	if (is_plain(text)) {
		fputs(text, out);
		return;
	}
	putc('\'', out);
	for (; *text; text++) {
		if (*text == '\'')
			fputs("'\\''", out);
		else
			putc(*text, out);
	}
	putc('\'', out);
}

static const char *command_line(struct folder *folder, const json_t *words)
{
	char *text = NULL;
	const char *kept;
	size_t size, i;
	FILE *out = open_memstream(&text, &size);
	const json_t *at;

	if (!out)
		return "";
	json_array_foreach(words, i, at) {
		if (i)
			putc(' ', out);
		quote(out, json_is_string(at) ? json_string_value(at) : "");
	}
	fclose(out);
	kept = arena_strdup(&folder->arena, text ? text : "");
	free(text);
	return kept;
}

static void run_fill(struct folder *folder, const json_t *root)
{
	folder->database = word(folder, root, "database");
	folder->command = command_line(folder, json_object_get(root, "command"));
	folder->working = word(folder, root, "folder");
	folder->started = word(folder, root, "started");
	folder->schedule = word(folder, root, "schedule");
	folder->cpu_access = word(folder, root, "cpu_access");
	folder->tool = word(folder, root, "tool");
	folder->seed = json_integer_value(json_object_get(root, "seed"));
	folder->fault = json_integer_value(json_object_get(root, "fault"));
	folder->pfn_real = !strcmp(word(folder, root, "pfn"), "real");
}

static void end_fill(struct folder *folder, const json_t *root)
{
	const json_t *status = json_object_get(root, "status");
	const json_t *signal = json_object_get(root, "signal");

	folder->ended = word(folder, root, "ended");
	folder->timeout = json_is_true(json_object_get(root, "timeout"));
	if (json_is_integer(status))
		folder->status = json_integer_value(status);
	else if (json_is_integer(signal))
		folder->status = 128 + json_integer_value(signal);
}

int run_json_read(struct folder *folder, char **ret_error)
{
	json_t *root;
	int code = parse(folder, RECORD_RUN_FILE, folder->run, &root, ret_error);
	int end;

	if (code)
		return code;
	run_fill(folder, root);
	if (json_integer_value(json_object_get(root, "version")) != RECORD_VERSION)
		code = fail(ret_error, -EINVAL,
			    "%s/" RECORD_RUN_FILE " is of another version; finish it with the dmacheck that recorded it",
			    folder->path);
	json_decref(root);
	end = openat(folder->fd, RECORD_END_FILE, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (code || end < 0)
		return code;
	code = parse(folder, RECORD_END_FILE, end, &root, ret_error);
	close(end);
	if (code)
		return code;
	end_fill(folder, root);
	json_decref(root);
	return 0;
}
