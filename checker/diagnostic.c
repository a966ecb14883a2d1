/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * diagnostic.c - findings in order, each once, with a fingerprint
 *
 * A fingerprint names a finding over time: it is made of the rule, the file,
 * the function and the message, not of line numbers; equal ones in a function
 * are numbered in their order.
 */
#include "checker/diagnostic.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int compare_numbers(unsigned int left, unsigned int right)
{
	return (left > right) - (left < right);
}

static int compare_places(const struct place *left, const struct place *right)
{
	int order = strcmp(left->file, right->file);

	if (!order)
		order = compare_numbers(left->line, right->line);
	if (!order)
		order = compare_numbers(left->column, right->column);
	return order ? order : strcmp(left->function, right->function);
}

static int compare_notes(const struct finding *left, const struct finding *right)
{
	int order = (left->note_count > right->note_count) -
		    (left->note_count < right->note_count);

	for (size_t i = 0; i < left->note_count && !order; i++) {
		order = compare_places(&left->notes[i].at, &right->notes[i].at);
		if (!order)
			order = strcmp(left->notes[i].message,
				       right->notes[i].message);
	}
	return order;
}

/* By place and rule; of one place the surest comes first, then the shortest. */
static int compare_findings(const void *a, const void *b)
{
	const struct finding *left = a, *right = b;
	int order = compare_places(&left->at, &right->at);

	if (!order)
		order = strcmp(left->rule->slug, right->rule->slug);
	if (!order)
		order = (int)right->confidence - (int)left->confidence;
	if (!order)
		order = compare_notes(left, right);
	return order ? order : strcmp(left->message, right->message);
}

static bool same_finding(const struct finding *left, const struct finding *right)
{
	return left->rule == right->rule &&
	       compare_places(&left->at, &right->at) == 0;
}

/* FNV-1a over 128 bits: not for secrets, only to tell findings apart. */
static unsigned __int128 hash_text(unsigned __int128 hash, const char *text)
{
	const unsigned __int128 prime = ((unsigned __int128)1 << 88) + 0x13b;

	do {
		hash ^= (unsigned char)*text;
		hash *= prime;
	} while (*text++);
	return hash;
}

static void print_hash(unsigned __int128 hash, char *fingerprint)
{
	for (int i = 31; i >= 0; i--) {
		fingerprint[i] = "0123456789abcdef"[(unsigned int)(hash & 15)];
		hash >>= 4;
	}
	fingerprint[32] = '\0';
}

static bool same_words(const struct finding *left, const struct finding *right)
{
	return left->rule == right->rule &&
	       strcmp(left->at.file, right->at.file) == 0 &&
	       strcmp(left->at.function, right->at.function) == 0 &&
	       strcmp(left->message, right->message) == 0;
}

static void fingerprint(struct finding *findings, size_t index)
{
	struct finding *finding = &findings[index];
	unsigned __int128 hash =
		((unsigned __int128)0x6c62272e07bb0142ULL << 64) |
		0x62b821756295c58dULL;
	char number[24];
	size_t ordinal = 0;

	for (size_t i = 0; i < index; i++)
		ordinal += same_words(&findings[i], finding);
	hash = hash_text(hash, finding->rule->slug);
	hash = hash_text(hash, finding->at.file);
	hash = hash_text(hash, finding->at.function);
	hash = hash_text(hash, finding->message);
	snprintf(number, sizeof(number), "%zu", ordinal);
	print_hash(hash_text(hash, number), finding->fingerprint);
}

void report_take_findings(struct report *report, struct finding *findings,
			  size_t count)
{
	size_t kept = 0;

	if (count)
		qsort(findings, count, sizeof(*findings), compare_findings);
	for (size_t i = 0; i < count; i++) {
		if (kept && same_finding(&findings[kept - 1], &findings[i]))
			continue;
		findings[kept++] = findings[i];
	}
	for (size_t i = 0; i < kept; i++)
		fingerprint(findings, i);
	report->findings = arena_copy(&report->arena, findings,
				      kept * sizeof(*findings));
	report->finding_count = kept;
}
