/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dmacheck.c - the front door: picks the subcommand's program, nothing else
 *
 *   dmacheck COMMAND ARG... -> libexec/dmacheck/dmacheck-PROGRAM ARG...
 *
 * Each half of the tool is a program of its own, so that none links what
 * another one needs.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_USAGE = 2 };

/**
 * struct command - one row of the list
 * @program: which does it, behind "dmacheck-"; it finds @name in argv[0]
 * @group: opens a heading of --help; in the order of the data flow
 */
struct command {
	const char *name;
	const char *program;
	const char *group;
	const char *summary;
};

static const struct command commands[] = {
	{ "lint", "lint", "Check sources",
	  "find misuse of the DMA engine API in drivers" },
	{ "cc", "cc", "Run driver code in userspace",
	  "compile it against the reference DMA engine" },
	{ "run", "run", NULL, "trace a program and report what it did wrong" },
	{ "finish", "finish", "Look at what was recorded",
	  "bring an orphaned trace into its database" },
	{ "report", "report", NULL, "print the violations of a database" },
	{ "query", "query", NULL, "ask a database a question" },
	{ "diff", "report", NULL, "compare two databases" },
	{ "merge", "merge", NULL, "join databases" },
	{ "rules", "rules", "Look up rules", "list the rules" },
	{ "explain", "rules", NULL, "tell all about one rule" },
};

enum { COMMAND_COUNT = sizeof(commands) / sizeof(*commands) };

static const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	}
	return NULL;
}

static void print_help(void)
{
	puts("Usage: dmacheck COMMAND [ARG...]\n"
	     "Finds misuse of the Linux DMA engine client API.");
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (commands[i].group)
			printf("%s:\n", commands[i].group);
		printf("  %-10s %s\n", commands[i].name, commands[i].summary);
	}
	puts("\"dmacheck COMMAND --help\" and the manual page dmacheck-COMMAND tell more.\n"
	     "--help and --version print this text and the version.");
}

/* Return: the exit status, 2 where standard output took not all of it. */
static int printed(void)
{
	if (!fflush(stdout) && !ferror(stdout))
		return 0;
	fprintf(stderr, "dmacheck: cannot write standard output: %s\n",
		strerror(errno));
	return EXIT_USAGE;
}

/*
 * Without these three open, the next file opened would become standard output
 * and be written to as such. Opened for reading, they still refuse a write.
 * Only run has to know that they were closed: what it runs finds them so.
 */
static void open_standard_files(const char *command)
{
	int flags = O_RDONLY | (strcmp(command, "run") ? 0 : O_CLOEXEC);

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", flags) != fd)
			exit(EXIT_USAGE);
	}
}

/* Replaces this program if @folder holds the command's; else returns. */
static void run_in(const char *folder, const struct command *command, char **argv)
{
	char path[PATH_MAX], name[64];
	int length = snprintf(path, sizeof(path), "%s/dmacheck-%s", folder,
			      command->program);

	if (length < 0 || (size_t)length >= sizeof(path)) {
		errno = ENAMETOOLONG;
		return;
	}
	snprintf(name, sizeof(name), "dmacheck-%s", command->name);
	argv[0] = name;
	execv(path, argv);
}

/* A checkout that was built and not installed has all programs side by side. */
static void run_beside(const struct command *command, char **argv)
{
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	if (length <= 0)
		return;
	self[length] = '\0';
	slash = strrchr(self, '/');
	if (!slash)
		return;
	*slash = '\0';
	run_in(self, command, argv);
}

static int run(const struct command *command, char **argv)
{
	const char *folder = getenv("DMACHECK_LIBEXEC");

	if (!folder || !*folder) {
		run_beside(command, argv);
		folder = PKGLIBEXECDIR;
	}
	run_in(folder, command, argv);
	fprintf(stderr,
		"dmacheck: cannot run %s/dmacheck-%s: %s; install dmacheck again, or set DMACHECK_LIBEXEC\n",
		folder, command->program, strerror(errno));
	return EXIT_USAGE;
}

int main(int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : "";
	const struct command *command = command_find(word);

	open_standard_files(word);
	if (command)
		return run(command, argv + 1);
	if (!strcmp(word, "--help")) {
		print_help();
		return printed();
	}
	if (!strcmp(word, "--version")) {
		printf("dmacheck %s\n", PACKAGE_VERSION);
		return printed();
	}
	if (*word)
		fprintf(stderr, "dmacheck: unknown command \"%s\"; \"dmacheck --help\" lists them\n",
			word);
	else
		fputs("dmacheck: name a command; \"dmacheck --help\" lists them\n",
		      stderr);
	return EXIT_USAGE;
}
