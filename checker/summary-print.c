/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary-print.c - a summary as text, for --dump=summary
 */
#include "checker/summary.h"

static void print_signs(uint8_t signs, FILE *out)
{
	if (signs == SIGN_ANY)
		return;
	fputs(" [", out);
	if (signs & SIGN_NEGATIVE)
		fputc('-', out);
	if (signs & SIGN_ZERO)
		fputc('0', out);
	if (signs & SIGN_POSITIVE)
		fputc('+', out);
	fputc(']', out);
}

static void print_locks(const struct locks *locks, FILE *out)
{
	for (uint8_t i = 0; i < locks->held_count; i++)
		fprintf(out, " +%s", locks->held[i].key);
	for (uint8_t i = 0; i < locks->dropped_count; i++)
		fprintf(out, " -%s", locks->dropped[i].key);
}

static void print_step(const struct step *step, const struct function *function,
		       FILE *out)
{
	const struct event *event = step->event;

	fprintf(out, "    %u: %s", event->line, effect_word(event->effect));
	if (event->object) {
		fputc(' ', out);
		value_print(event->object, function, out);
	}
	if (event->memory) {
		fputs(" memory ", out);
		value_print(event->memory, function, out);
	}
	print_signs(step->signs, out);
	for (event = event->inner; event; event = event->inner)
		fprintf(out, " in %s:%u", event->function->name, event->line);
	fputc('\n', out);
}

static void print_outcome(const struct outcome *outcome,
			  const struct function *function, FILE *out)
{
	fprintf(out, "  way to line %u", outcome->exit_line);
	if (outcome->returned) {
		fputs(" returns ", out);
		value_print(outcome->returned, function, out);
		print_signs(outcome->returned_signs, out);
	}
	print_locks(outcome->locks, out);
	if (outcome->slept)
		fprintf(out, " slept at %u", outcome->slept->line);
	fputc('\n', out);
	for (size_t i = 0; i < outcome->assumed_count; i++) {
		fputs("    if ", out);
		value_print(outcome->assumed[i].value, function, out);
		print_signs(outcome->assumed[i].signs, out);
		if (outcome->assumed[i].is_equal)
			fprintf(out, " == %lld",
				(long long)outcome->assumed[i].equal);
		fputc('\n', out);
	}
	for (size_t i = 0; i < outcome->step_count; i++)
		print_step(&outcome->steps[i], function, out);
}

static void print_site(const struct site *site, const struct function *function,
		       FILE *out)
{
	fprintf(out, "  site %u: ", site->inst->line);
	if (site->row)
		fputs(effect_word(site->row->effect), out);
	else
		fputs(site->callee->function->name, out);
	if (site->object) {
		fputc(' ', out);
		value_print(site->object, function, out);
	}
	print_locks(site->locks, out);
	if (site->slept_always)
		fputs(" slept", out);
	fputc('\n', out);
}

void summary_dump(const struct summary *summary, FILE *out)
{
	const struct function *function = summary->node->function;

	fprintf(out, "summary %s", function->name);
	for (int i = 0; i < SPEC_PARAMS; i++)
		if (summary->spec.known & (1u << i))
			fprintf(out, " %s=%lld", function->params[i]->name,
				(long long)summary->spec.number[i]);
	fprintf(out, "%s\n", summary->joined ? " joined" : "");
	if (summary->error)
		fprintf(out, "  not analysed: %s\n", summary->error);
	for (size_t i = 0; i < summary->outcome_count; i++)
		print_outcome(&summary->outcomes[i], function, out);
	for (size_t i = 0; i < summary->site_count; i++)
		print_site(&summary->sites[i], function, out);
}
