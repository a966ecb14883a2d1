/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * main.c - the program behind "dmacheck finish"
 *
 *   finish FOLDER          its trace into its database
 *   finish --orphans DB    for report and query: all that nobody finished
 *   finish --check DB      for run: whether a run can go there at all
 */
#include "db/finish/answer.h"
#include "db/finish/dump.h"
#include "db/finish/finish.h"
#include "db/finish/orphan.h"
#include "db/print/command.h"
#include "db/print/output.h"
#include "db/store.h"
#include "db/trace/trace.h"
#include "model/fail.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum mode { MODE_FINISH, MODE_ORPHANS, MODE_CHECK };

/* struct request - the command line */
struct request {
	struct finish_options options;
	enum mode mode;
	enum dump dump;
	bool json;
};

static int set_db(void *data, const char *value, char **ret_error)
{
	struct request *request = data;

	(void)ret_error;
	request->options.database = value;
	return 0;
}

static int set_keep(void *data, const char *value, char **ret_error)
{
	struct request *request = data;

	(void)value;
	(void)ret_error;
	request->options.keep = true;
	return 0;
}

static int set_stats(void *data, const char *value, char **ret_error)
{
	struct request *request = data;

	(void)value;
	(void)ret_error;
	request->options.stats = true;
	return 0;
}

static int set_json(void *data, const char *value, char **ret_error)
{
	struct request *request = data;

	(void)value;
	(void)ret_error;
	request->json = true;
	return 0;
}

static int set_orphans(void *data, const char *value, char **ret_error)
{
	struct request *request = data;

	(void)value;
	(void)ret_error;
	request->mode = MODE_ORPHANS;
	return 0;
}

static int set_check(void *data, const char *value, char **ret_error)
{
	struct request *request = data;

	(void)value;
	(void)ret_error;
	request->mode = MODE_CHECK;
	return 0;
}

static int set_dump(void *data, const char *value, char **ret_error)
{
	struct request *request = data;

	return dump_parse(value, &request->dump) ?
		fail(ret_error, -EINVAL, "--dump takes record or judge, not '%s'", value) : 0;
}

static const struct command_option options[] = {
	{ "db", 0, "FILE", set_db, "Where it goes",
	  "another database than the one the run was made for" },
	{ "keep", 0, NULL, set_keep, NULL, "keep FOLDER" },
	{ "orphans", 0, NULL, set_orphans, "For other programs of dmacheck",
	  "the word is a database: finish all traces beside it\nthat nobody writes any more" },
	{ "check", 0, NULL, set_check, NULL,
	  "the word is a database: say whether a run can go there" },
	{ "json", 0, NULL, set_json, NULL, "say in a line of JSON how it went" },
	{ "dump", 0, "STAGE", set_dump, "Looking inside",
	  "print what a stage sees, and finish nothing:\nrecord or judge" },
	{ "stats", 0, NULL, set_stats, NULL, "say how long each part took" },
};

static const struct command finish_command = {
	.name = "finish",
	.usage = "[OPTION...] FOLDER",
	.about = "Brings the trace that a killed dmacheck run left into its database.\n",
	.options = options,
	.option_count = sizeof(options) / sizeof(*options),
	.ending = "Exit status: 0 nothing found, 1 violations, 2 trouble.\n",
};

static void complain(char *error)
{
	command_complain(&finish_command, error);
}

/* A file that somebody cuts while it is mapped. */
static void bus_error(int number)
{
	static const char text[] =
		"dmacheck finish: the trace cannot be read any more: was it cut, or is the disk damaged?\n";

	(void)number;
	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(STATUS_TROUBLE);
	_exit(STATUS_TROUBLE);
}

/* Return: exit status, or a negative errno. */
static int say(const struct request *request, const char *database, int64_t run,
	       const char *identity, char **ret_error)
{
	struct answer answer;
	int code = answer_read(database, run, identity, &answer, ret_error);

	if (!code && request->json)
		code = answer_json(&answer, stdout, ret_error);
	else if (!code && answer_text(&answer, stdout))
		code = fail(ret_error, -EIO, "cannot write standard output");
	if (code)
		return code;
	return answer.violations || answer.messages ? STATUS_FOUND : STATUS_CLEAN;
}

/* Another finish has just done the work; say what it made of it. */
static int say_done(const struct request *request, const struct folder *folder,
		    char **ret_error)
{
	const char *database = request->options.database ? request->options.database :
							   folder->database;
	char identity[TRACE_IDENTITY], path[64];
	struct trace *trace;
	int code;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", folder->file);
	code = folder->file < 0 ?
		fail(ret_error, -ENOENT, "%s was finished meanwhile", folder->path) :
		trace_open(path, &trace, ret_error);
	if (code)
		return code;
	trace_identity(trace, identity);
	trace_close(trace);
	return say(request, database, 0, identity, ret_error);
}

static int say_empty(const struct request *request, const struct folder *folder,
		     char **ret_error)
{
	int code = request->options.keep ? 0 : folder_remove(folder, ret_error);

	if (code)
		return code;
	return fail(ret_error, -ENODATA, "%s: nothing was run in it%s", folder->path,
		    request->options.keep ? "" : "; it was removed");
}

static int finish_whole(const struct request *request, struct folder *folder,
			char **ret_error)
{
	const char *database = request->options.database ? request->options.database :
							   folder->database;
	int64_t run;
	int code;

	if (request->dump)
		return dump_print(folder, request->dump, stdout, ret_error);
	code = finish_folder(&request->options, folder, &run, ret_error);
	return code ? code : say(request, database, run, "", ret_error);
}

static int finish(const struct request *request, const char *path, char **ret_error)
{
	enum folder_state state;
	struct folder folder;
	int code = folder_open(path, &folder, &state, ret_error);

	if (!code) {
		switch (state) {
		case FOLDER_WHOLE:
			code = finish_whole(request, &folder, ret_error);
			break;
		case FOLDER_EMPTY:
			code = say_empty(request, &folder, ret_error);
			break;
		case FOLDER_DONE:
			code = say_done(request, &folder, ret_error);
			break;
		case FOLDER_RECORDING:
			code = fail(ret_error, -EBUSY,
				    "%s is still being recorded; wait until its dmacheck run ends",
				    path);
			break;
		}
	}
	folder_close(&folder);
	return code;
}

/* A database that another program is writing can be written later. */
static int check(const char *database, char **ret_error)
{
	struct store *store;
	int code = store_open(database, &store_schema, &store, ret_error);

	if (code == -EBUSY) {
		free(*ret_error);
		return 0;
	}
	return code ? code : store_close(store, false, NULL);
}

static int run(const struct request *request, const struct command_line *line, char **ret_error)
{
	if (!line->word_count)
		return command_usage(&finish_command, "name the folder of a trace", "", ret_error);
	if (line->word_count > 1)
		return command_usage(&finish_command, "one folder at a time, not ", line->words[1],
				     ret_error);
	switch (request->mode) {
	case MODE_ORPHANS:
		return orphans_finish(line->words[0], complain) ? STATUS_TROUBLE :
								  STATUS_CLEAN;
	case MODE_CHECK:
		return check(line->words[0], ret_error);
	default:
		return finish(request, line->words[0], ret_error);
	}
}

int main(int argc, char **argv)
{
	struct request request = { .mode = MODE_FINISH };
	struct command_line line;
	char *error = NULL;
	int status = command_parse(&finish_command, argc, argv, &request, &line, &error);

	signal(SIGBUS, bus_error);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	/* debug information comes from this machine or not at all */
	unsetenv("DEBUGINFOD_URLS");
	if (!status && (line.help || line.version))
		return command_answer(&finish_command, &line);
	if (!status)
		status = run(&request, &line, &error);
	return status < 0 ? command_complain(&finish_command, error) : status;
}
