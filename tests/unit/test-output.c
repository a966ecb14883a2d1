/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-output.c - a report is written whole or not at all
 */
#include "db/print/output.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/output.XXXXXX";

static void folder_make(void)
{
	cr_assert(mkdtemp(folder) && !chdir(folder));
}

static void folder_remove(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	cr_assert(!chdir("/") && !system(command));
}

TestSuite(output, .init = folder_make, .fini = folder_remove);

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	cr_assert(file);
	fputs(text, file);
	fclose(file);
}

static void expect_text(const char *path, const char *expected)
{
	char text[64] = "";
	FILE *file = fopen(path, "r");

	cr_assert(file, "%s is missing", path);
	cr_assert(fread(text, 1, sizeof(text) - 1, file) || !*expected);
	fclose(file);
	cr_expect_str_eq(text, expected);
}

static int count_entries(void)
{
	DIR *dir = opendir(".");
	int count = 0;

	while (readdir(dir))
		count++;
	closedir(dir);
	return count - 2;
}

static void expect_error(int code, int expected, char **error)
{
	cr_expect_eq(code, expected, "%s", strerror(-code));
	cr_assert(*error);
	cr_expect(!strchr(*error, '\n') && strchr(*error, ';'), "%s", *error);
	free(*error);
	*error = NULL;
}

Test(output, makes_a_file_with_the_umask)
{
	struct output output;
	struct stat status;
	char *error = NULL;

	umask(027);
	cr_assert_eq(output_open("new.json", &output, &error), 0);
	fputs("text", output.stream);
	cr_expect_eq(count_entries(), 0, "something is there before the end");
	cr_assert_eq(output_finish(&output, 0, &error), 0);
	expect_text("new.json", "text");
	cr_assert(!stat("new.json", &status));
	cr_expect_eq(status.st_mode & 07777, 0640);
	cr_expect_eq(count_entries(), 1);
}

Test(output, replaces_a_file_and_keeps_its_mode)
{
	struct output output;
	struct stat status;
	char *error = NULL;

	put("old", "before");
	chmod("old", 0604);
	cr_assert(!symlink("old", "link"));
	cr_assert_eq(output_open("link", &output, &error), 0);
	fputs("after", output.stream);
	fflush(output.stream);
	expect_text("old", "before");
	cr_assert_eq(output_finish(&output, 0, &error), 0);
	expect_text("old", "after");
	cr_assert(!lstat("link", &status) && S_ISLNK(status.st_mode));
	cr_assert(!stat("old", &status));
	cr_expect_eq(status.st_mode & 07777, 0604);
	cr_expect_eq(count_entries(), 2);
}

Test(output, leaves_everything_as_it_was_when_the_sink_failed)
{
	struct output output;
	char *error = NULL;

	put("old", "before");
	cr_assert_eq(output_open("old", &output, &error), 0);
	fputs("half", output.stream);
	expect_error(output_finish(&output, -ENOMEM, &error), -ENOMEM, &error);
	cr_assert_eq(output_open("new", &output, &error), 0);
	output_discard(&output);
	expect_text("old", "before");
	cr_expect_eq(count_entries(), 1);
}

Test(output, full_device)
{
	struct output output;
	char *error = NULL;

	cr_assert_eq(output_open("/dev/full", &output, &error), 0);
	fputs("text", output.stream);
	expect_error(output_finish(&output, 0, &error), -ENOSPC, &error);
}

/* A file size limit fails a regular file's write as a full disk does. */
Test(output, full_disk)
{
	struct rlimit limit = { 4096, 4096 };
	struct output output;
	char *error = NULL;

	put("old", "before");
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(output_open("old", &output, &error), 0);
	cr_assert(!setrlimit(RLIMIT_FSIZE, &limit));
	for (int i = 0; i < 100000; i++)
		fputs("text", output.stream);
	expect_error(output_finish(&output, 0, &error), -EFBIG, &error);
	expect_text("old", "before");
	cr_expect_eq(count_entries(), 1);
}

Test(output, reader_who_went_away)
{
	struct output output;
	char *error = NULL;
	int ends[2];

	cr_assert(!pipe(ends) && dup2(ends[1], STDOUT_FILENO) >= 0);
	close(ends[0]);
	cr_assert_eq(output_open(NULL, &output, &error), 0);
	fputs("text", output.stream);
	expect_error(output_finish(&output, 0, &error), -EPIPE, &error);
}

Test(output, closed_standard_output)
{
	struct output output;
	char *error = NULL;

	close(STDOUT_FILENO);
	expect_error(output_open(NULL, &output, &error), -EBADF, &error);
}

Test(output, folders_and_missing_folders)
{
	struct output output;
	char *error = NULL;

	expect_error(output_open(".", &output, &error), -EISDIR, &error);
	expect_error(output_open("none/", &output, &error), -EISDIR, &error);
	expect_error(output_open("none/x", &output, &error), -ENOENT, &error);
	expect_error(output_open("", &output, &error), -ENOENT, &error);
	cr_expect_eq(count_entries(), 0);
}

Test(output, read_only_folder_and_file)
{
	struct output output;
	char *error = NULL;

	put("locked", "before");
	chmod("locked", 0444);
	mkdir("folder", 0555);
	if (!geteuid())
		cr_assert(!chown(".", 65534, 65534) && !chown("folder", 65534, 65534) &&
			  !setresuid(65534, 65534, 65534));
	expect_error(output_open("folder/x", &output, &error), -EACCES, &error);
	expect_error(output_open("locked", &output, &error), -EACCES, &error);
	expect_text("locked", "before");
}
