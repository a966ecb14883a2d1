/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rules-main.c - the program behind "dmacheck rules" and "dmacheck explain"
 *
 * Both print the registry: one as a list, one a single rule in full. The front
 * door names the subcommand in argv[0], "dmacheck-rules" or "dmacheck-explain".
 */
#include "db/print/json.h"
#include "checker/lesson.h"
#include "db/print/output.h"
#include "model/fail.h"
#include "model/rule.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_USAGE = 2, TEXT_WIDTH = 78 };

enum { OPTION_FORMAT = 256, OPTION_HELP, OPTION_VERSION };

/* The detectors' letters in the catalogue, and their names. */
static const struct detector {
	unsigned int bit;
	char letter;
	const char *name;
} detectors[] = {
	{ DETECTOR_CHECKER, 'S', "checker" },
	{ DETECTOR_CONVERT, 'C', "convert" },
	{ DETECTOR_PATCH, 'P', "patch" },
	{ DETECTOR_RUNTIME, 'R', "runtime" },
};

enum { DETECTOR_COUNT = sizeof(detectors) / sizeof(*detectors) };

/* ---- rules: the list ---- */

static void rule_row(const struct rule *rule, FILE *out)
{
	char letters[DETECTOR_COUNT + 1] = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < DETECTOR_COUNT; i++) {
		if (rule->detectors & detectors[i].bit)
			letters[count++] = detectors[i].letter;
	}
	fprintf(out, "  %-30s %-8s %-4s %s\n", rule->slug,
		severity_word(rule->severity), letters, rule->summary);
}

static int rules_text(FILE *out)
{
	const char *group = "";

	for (size_t i = 0; i < rule_count; i++) {
		if (strcmp(rules[i]->group, group))
			fprintf(out, "%s\n", rules[i]->group);
		group = rules[i]->group;
		rule_row(rules[i], out);
	}
	fputs("Detectors: S checker, C convert, P semantic patch, R runtime.\n"
	      "\"dmacheck explain SLUG\" tells all about one rule.\n",
	      out);
	return output_flush(out);
}

static json_t *rule_json(const struct rule *rule)
{
	json_t *item = json_object_new();
	json_t *names = json_array_new();

	for (size_t i = 0; i < DETECTOR_COUNT; i++) {
		if (rule->detectors & detectors[i].bit)
			json_push_text(names, detectors[i].name);
	}
	json_add_text(item, "slug", rule->slug);
	json_add_text(item, "group", rule->group);
	json_add_text(item, "severity", severity_word(rule->severity));
	json_add(item, "detectors", names);
	json_add_text(item, "summary", rule->summary);
	json_add_text(item, "contract", rule->contract);
	json_add_text(item, "repair", rule->repair);
	json_add_text(item, "limits", rule->limits);
	return item;
}

static int rules_json(FILE *out)
{
	json_t *root = json_object_new();
	json_t *list = json_array_new();

	for (size_t i = 0; i < rule_count; i++)
		json_push(list, rule_json(rules[i]));
	json_add(root, "rules", list);
	return json_print(root, out);
}

/* ---- explain: one rule ---- */

/* Paragraphs, folded at the width of a page; line ends in the text stay. */
static void print_folded(const char *text, FILE *out)
{
	size_t column = 0;

	while (*text) {
		size_t length = strcspn(text, " \n");

		if (column && column + 1 + length > TEXT_WIDTH) {
			fputc('\n', out);
			column = 0;
		}
		column += (size_t)fprintf(out, "%s%.*s", column ? " " : "  ",
					  (int)length, text);
		text += length;
		if (*text == '\n') {
			fputc('\n', out);
			column = 0;
		}
		text += *text != '\0';
	}
	fputc('\n', out);
}

static void print_section(const char *title, const char *text, FILE *out)
{
	if (!text || !*text)
		return;
	fprintf(out, "\n%s\n", title);
	print_folded(text, out);
}

static void print_edge(const struct rule *rule, const struct rule_edge *edge,
		       FILE *out)
{
	const char *guard = edge->guard == GUARD_ALWAYS ? "" :
							  guard_word(edge->guard);

	fprintf(out, "  %-14s %-16s %-17s ", rule->states[edge->from],
		rule_event_word(edge->event), guard);
	if (edge->report)
		fprintf(out, "%-14s %s: %s\n", rule->states[edge->to],
			confidence_word(edge->confidence), edge->report);
	else
		fprintf(out, "%s\n", rule->states[edge->to]);
}

static void print_automaton(const struct rule *rule, FILE *out)
{
	if (!rule->edge_count)
		return;
	fprintf(out, "\nAutomaton (%%s is the object; it begins as %s)\n",
		rule->states[0]);
	fprintf(out, "  %-14s %-16s %-17s %-14s %s\n", "state", "event", "if",
		"next", "report");
	for (size_t i = 0; i < rule->edge_count; i++)
		print_edge(rule, &rule->edges[i], out);
}

/* Where the examples are: installed, or as tests of a checkout say. */
static const char *data_folder(void)
{
	const char *folder = getenv("DMACHECK_DATA");

	return folder && *folder ? folder : PKGDATADIR;
}

static int print_lesson(const struct rule *rule, FILE *out)
{
	char *folder, *lesson = NULL;
	size_t size;
	FILE *memory = open_memstream(&lesson, &size);
	int code = memory ? 0 : -ENOMEM;

	if (!code && asprintf(&folder, "%s/rules/%s", data_folder(), rule->slug) < 0)
		code = -ENOMEM;
	else if (!code) {
		code = lesson_print(folder, memory);
		free(folder);
	}
	if (memory && fclose(memory) && !code)
		code = -ENOMEM;
	if (!code && *lesson)
		fprintf(out, "\nExample (- is wrong, + is right)\n%s", lesson);
	free(lesson);
	return code;
}

static void print_detectors(const struct rule *rule, FILE *out)
{
	const char *gap = "";

	fprintf(out, "%s, group %s, found by: ", severity_word(rule->severity),
		rule->group);
	for (size_t i = 0; i < DETECTOR_COUNT; i++) {
		if (!(rule->detectors & detectors[i].bit))
			continue;
		fprintf(out, "%s%s", gap, detectors[i].name);
		gap = ", ";
	}
	fputc('\n', out);
}

static int explain(const struct rule *rule, FILE *out)
{
	int code;

	fprintf(out, "%s: %s\n", rule->slug, rule->summary);
	print_detectors(rule, out);
	print_section("Contract", rule->contract, out);
	print_automaton(rule, out);
	code = print_lesson(rule, out);
	if (code)
		return code;
	print_section("Repair", rule->repair, out);
	print_section("Limits", rule->limits, out);
	return output_flush(out);
}

/* ---- the command lines ---- */

/**
 * struct request - what the command line asks for
 * @command: "rules" or "explain"
 * @rule: of explain
 */
struct request {
	const char *command;
	bool json;
	bool help;
	bool version;
	const struct rule *rule;
};

static int usage(const struct request *request, const char *what,
		 const char *word, char **ret_error)
{
	return fail(ret_error, -EINVAL, "%s%s; see \"dmacheck %s --help\"", what,
		    word, request->command);
}

static int take_option(struct request *request, int option, char **argv,
		       char **ret_error)
{
	char letter[3] = { '-', (char)optopt, '\0' };
	bool is_letter = optopt > 0 && optopt < OPTION_FORMAT;

	switch (option) {
	case OPTION_FORMAT:
		request->json = !strcmp(optarg, "json");
		if (request->json || !strcmp(optarg, "text"))
			return 0;
		return fail(ret_error, -EINVAL,
			    "--format: unknown format \"%s\"; use text or json",
			    optarg);
	case OPTION_HELP:
		request->help = true;
		return 0;
	case OPTION_VERSION:
		request->version = true;
		return 0;
	case ':':
		return usage(request, argv[optind - 1], " needs a value", ret_error);
	default:
		return usage(request, "unknown option ",
			     is_letter ? letter : argv[optind - 1], ret_error);
	}
}

static int take_words(struct request *request, char **words, char **ret_error)
{
	bool one = !strcmp(request->command, "explain");

	if (one && !*words)
		return usage(request, "name a rule, for example ",
			     rule_count ? rules[0]->slug : "SLUG", ret_error);
	if (one) {
		request->rule = rule_find(*words);
		if (!request->rule)
			return fail(ret_error, -EINVAL,
				    "no rule is called \"%s\"; \"dmacheck rules\" lists them",
				    *words);
		words++;
	}
	if (*words)
		return usage(request, "unexpected ", *words, ret_error);
	return 0;
}

static int request_parse(struct request *request, int argc, char **argv,
			 char **ret_error)
{
	static const struct option both[] = {
		{ "help", no_argument, NULL, OPTION_HELP },
		{ "version", no_argument, NULL, OPTION_VERSION },
		{ "format", required_argument, NULL, OPTION_FORMAT },
		{ 0 },
	};
	static const struct option only[] = {
		{ "help", no_argument, NULL, OPTION_HELP },
		{ "version", no_argument, NULL, OPTION_VERSION },
		{ 0 },
	};
	bool list = !strcmp(request->command, "rules");
	int option, code = 0;

	opterr = 0;
	while (!code && (option = getopt_long(argc, argv, ":",
					      list ? both : only, NULL)) != -1)
		code = take_option(request, option, argv, ret_error);
	if (code || request->help || request->version)
		return code;
	return take_words(request, argv + optind, ret_error);
}

static int answer(const struct request *request, FILE *out)
{
	if (request->version) {
		fprintf(out, "dmacheck %s\n", PACKAGE_VERSION);
		return output_flush(out);
	}
	if (request->help) {
		fputs(request->command[0] == 'r' ?
			      "Usage: dmacheck rules [--format=text|json]\n"
			      "Lists the rules, in groups, with severity and detectors.\n" :
			      "Usage: dmacheck explain SLUG\n"
			      "Tells all about one rule: contract, automaton, example, repair, limits.\n",
		      out);
		return output_flush(out);
	}
	if (request->rule)
		return explain(request->rule, out);
	return request->json ? rules_json(out) : rules_text(out);
}

int main(int argc, char **argv)
{
	const char *dash = argv[0] ? strrchr(argv[0], '-') : NULL;
	bool one = dash && !strcmp(dash, "-explain");
	struct request request = { .command = one ? "explain" : "rules" };
	struct output output;
	char *error = NULL;
	int code = request_parse(&request, argc, argv, &error);

	if (!code)
		code = output_open(NULL, &output, &error);
	if (!code)
		code = output_finish(&output, answer(&request, output.stream),
				     &error);
	if (!code)
		return 0;
	fprintf(stderr, "dmacheck %s: %s\n", request.command, error);
	free(error);
	return EXIT_USAGE;
}
