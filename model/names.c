/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names.c - the words of the model's enums
 *
 * Each list is written once, in its .def file; this is where it becomes text.
 */
#include "model/model.h"

static const struct {
	const char *word;
	const char *sentence;
	enum effect_group group;
} effects[] = {
#define EFFECT(name, word, group, sentence) { word, sentence, GROUP_##group },
#include "model/effects.def"
#undef EFFECT
};

static const char *const roles[] = {
#define ROLE(name, word) word,
#include "model/roles.def"
#undef ROLE
};

static const char *const returns[] = {
#define RETURNS(name, word) word,
#include "model/returns.def"
#undef RETURNS
};

static const struct {
	const char *word;
	const char *phrase;
	bool may_sleep;
} contexts[] = {
#define CONTEXT(name, word, may_sleep, phrase) { word, phrase, may_sleep },
#include "model/contexts.def"
#undef CONTEXT
};

/** effect_word() - as a model row spells it. Return: static text. */
const char *effect_word(enum effect effect)
{
	return effect < EFFECT_COUNT ? effects[effect].word : "?";
}

/** effect_sentence() - for the note of a path. Return: static, "%s" is the object. */
const char *effect_sentence(enum effect effect)
{
	return effect < EFFECT_COUNT ? effects[effect].sentence : "?";
}

/** effect_group() - which part of the alphabet it belongs to */
enum effect_group effect_group(enum effect effect)
{
	return effect < EFFECT_COUNT ? effects[effect].group : GROUP_VALUE;
}

/** role_word() - as a model row spells it. Return: static text. */
const char *role_word(enum role role)
{
	return role < ROLE_COUNT ? roles[role] : "?";
}

/** returns_word() - as a model row spells it. Return: static text. */
const char *returns_word(enum returns value)
{
	return value < RETURNS_COUNT ? returns[value] : "?";
}

/** context_word() - as a model row spells it. Return: static text. */
const char *context_word(enum context_kind context)
{
	return context < CONTEXT_COUNT ? contexts[context].word : "?";
}

/** context_phrase() - for messages. Return: static text. */
const char *context_phrase(enum context_kind context)
{
	return context < CONTEXT_COUNT ? contexts[context].phrase : "?";
}

/** context_may_sleep() - nothing in the context itself forbids sleeping */
bool context_may_sleep(enum context_kind context)
{
	return context < CONTEXT_COUNT && contexts[context].may_sleep;
}
