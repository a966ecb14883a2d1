/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test-model.c - the model's grammar, its built-in tables, how layers override
 */
#include "model/intern.h"
#include "model/model.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct model *model;

static void setup(void)
{
	model = model_new();
}

static void teardown(void)
{
	model_free(model);
}

TestSuite(model, .init = setup, .fini = teardown);

static const struct model_call *find(const char *name)
{
	return model_call(model, intern(name));
}

static const struct model_op *find_op(const char *record, const char *field)
{
	return model_op(model, intern(record), intern(field));
}

static void add(const char *text)
{
	char *error = NULL;
	int ret = model_add_text(model, "user.model", text, &error);

	cr_assert_eq(ret, 0, "%s", error ? error : "no message");
	cr_assert_null(error);
}

/* The text is refused with a message that begins with @where and holds @what. */
static void refuse(const char *text, const char *where, const char *what)
{
	char *error = NULL;
	int ret = model_add_text(model, "user.model", text, &error);

	cr_expect_eq(ret, -EINVAL, "accepted: %s", text);
	cr_assert_not_null(error, "no message: %s", text);
	cr_expect_eq(strncmp(error, where, strlen(where)), 0, "%s", error);
	cr_expect_not_null(strstr(error, what), "%s", error);
	cr_expect_null(strchr(error, '\n'), "%s", error);
	free(error);
}

Test(model, words_are_distinct)
{
	for (int i = 0; i < EFFECT_COUNT; i++)
		for (int j = 0; j < i; j++)
			cr_expect_str_neq(effect_word(i), effect_word(j));
	for (int i = 0; i < ROLE_COUNT; i++)
		for (int j = 0; j < i; j++)
			cr_expect_str_neq(role_word(i), role_word(j));
	for (int i = 0; i < RETURNS_COUNT; i++)
		for (int j = 0; j < i; j++)
			cr_expect_str_neq(returns_word(i), returns_word(j));
	cr_expect_str_eq(context_word(CONTEXT_HARDIRQ), "hardirq");
	cr_expect(context_may_sleep(CONTEXT_SLEEPABLE));
	cr_expect_not(context_may_sleep(CONTEXT_CALLBACK));
	cr_expect_eq(effect_group(EFFECT_TERMINATE_SYNC), GROUP_API);
	cr_expect_str_eq(effect_word(EFFECT_COUNT), "?");
}

Test(model, builtin_calls)
{
	const struct model_call *call = find("dmaengine_terminate_sync");

	cr_assert_not_null(call);
	cr_expect_eq(call->effect, EFFECT_TERMINATE_SYNC);
	cr_expect_eq(call->role_arg[ROLE_CHAN], 0);
	cr_expect_eq(call->role_arg[ROLE_DESC], -1);
	cr_expect_eq(call->returns, RETURNS_ERRNO);
	cr_expect(call->sleeps);
	cr_expect_null(call->next);

	call = find("dma_device.device_prep_dma_cyclic");
	cr_assert_not_null(call);
	cr_expect_eq(call->effect, EFFECT_PREP);
	cr_expect_eq(call->role_arg[ROLE_ADDR], 1);

	call = find("uart_port_lock_irqsave");
	cr_assert_not_null(call);
	cr_expect_eq(call->lock_class, LOCK_SPIN);
	cr_expect_str_eq(call->lock.record, "uart_port");
	cr_expect_str_eq(call->lock.field, "lock");

	call = find("mmc_request_done");
	cr_assert_not_null(call);
	cr_expect_eq(call->effect, EFFECT_GIVE_BACK);
	cr_expect_str_eq(call->memory.record, "mmc_data");
	cr_expect_null(find("no_such_function_anywhere"));
}

Test(model, profiled_allocation_is_the_allocation)
{
	cr_expect_eq(find("kzalloc_noprof"), find("kzalloc"));
	cr_expect_null(find("_noprof"));
	cr_expect_null(find("nothing_noprof"));
}

Test(model, one_call_may_have_several_effects)
{
	const struct model_call *call = find("spi_finalize_current_transfer");
	int count = 0;

	for (; call; call = call->next, count++)
		cr_expect_eq(call->effect, EFFECT_GIVE_BACK);
	cr_expect_gt(count, 1);
}

Test(model, builtin_registers)
{
	const struct model_register *reg;

	reg = model_register(model, intern("request_threaded_irq"));
	cr_assert_not_null(reg);
	cr_expect_eq(reg->arg, 1);
	cr_expect_eq(reg->context, CONTEXT_HARDIRQ);
	cr_assert_not_null(reg->next);
	cr_expect_eq(reg->next->arg, 2);
	cr_expect_eq(reg->next->context, CONTEXT_SLEEPABLE);
	cr_expect_eq(reg->next->data, 5);
	cr_expect_null(reg->next->next);
}

Test(model, builtin_ops)
{
	const struct model_op *op = find_op("uart_ops", "stop_tx");

	cr_assert_not_null(op);
	cr_expect_eq(op->context, CONTEXT_ATOMIC);
	cr_expect_str_eq(op->lock[0].record, "uart_port");
	cr_expect_null(op->lock[1].record);
	op = find_op("spi_driver", "probe");
	cr_assert_not_null(op);
	cr_expect_str_eq(op->op.field, "*");
	cr_expect_eq(find_op("snd_soc_dai_ops", "hw_free")->context,
		     CONTEXT_SLEEPABLE);
	cr_expect_eq(find_op("snd_soc_dai_ops", "trigger")->context,
		     CONTEXT_ATOMIC);
	cr_expect_null(find_op("no_such_struct", "probe"));
}

Test(model, builtin_pairs)
{
	const struct model_pair *pairs;
	bool found = false;
	size_t count;

	pairs = model_pairs(model, &count);
	cr_expect_gt(count, 50);
	for (size_t i = 0; i < count; i++)
		found |= !strcmp(pairs[i].acquire.record, "uart_ops") &&
			 !strcmp(pairs[i].acquire.field, "startup") &&
			 !strcmp(pairs[i].release.field, "shutdown");
	cr_expect(found);
}

Test(model, api_names_are_sorted_client_names)
{
	const char *const *names;
	size_t count;

	names = model_api_names(model, &count);
	cr_assert_gt(count, 50);
	for (size_t i = 0; i < count; i++) {
		if (i)
			cr_expect_lt(strcmp(names[i - 1], names[i]), 0);
		cr_expect_null(strchr(names[i], '.'), "%s", names[i]);
		cr_expect(model_is_api(model, intern(names[i])));
		cr_expect_str_neq(names[i], "dma_async_device_register");
	}
	cr_expect(model_is_api(model, intern("dma_async_device_register")));
	cr_expect_not(model_is_api(model, intern("kfree")));
}

Test(model, argument_keys)
{
	add("call three none 2=chan\n"
	    "call named none arg2=chan arg15=obj\n"
	    "call placed none arg=- arg=obj arg=chan\n");
	cr_expect_eq(find("three")->role_arg[ROLE_CHAN], 2);
	cr_expect_eq(find("named")->role_arg[ROLE_CHAN], 2);
	cr_expect_eq(find("named")->role_arg[ROLE_OBJ], 15);
	cr_expect_eq(find("placed")->role_arg[ROLE_CHAN], 2);
	cr_expect_eq(find("placed")->role_arg[ROLE_OBJ], 1);
}

Test(model, flags_and_locks)
{
	add("call a sleep sleeps\ncall b none may-sleep opaque\n"
	    "call c lock 1=lock lock=mutex lock=host.lock sleeps returns=true\n"
	    "free d arg=3 memory=request.buffer\n");
	cr_expect(find("a")->sleeps);
	cr_expect(find("b")->may_sleep && find("b")->opaque);
	cr_expect_not(find("b")->sleeps);
	cr_expect_eq(find("c")->lock_class, LOCK_MUTEX);
	cr_expect_str_eq(find("c")->lock.field, "lock");
	cr_expect_eq(find("c")->returns, RETURNS_TRUE);
	cr_expect_eq(find("d")->effect, EFFECT_FREE);
	cr_expect_eq(find("d")->role_arg[ROLE_MEM], 3);
	cr_expect_str_eq(find("d")->memory.record, "request");
}

Test(model, a_later_text_overrides)
{
	add("call dmaengine_terminate_sync none\n"
	    "ops uart_ops.stop_tx sleepable\n"
	    "register request_threaded_irq arg=9 softirq\n"
	    "call kfree give-back 0=mem\ncall kfree none\n");
	cr_expect_eq(find("dmaengine_terminate_sync")->effect, EFFECT_NONE);
	cr_expect_not(model_is_api(model, intern("dmaengine_terminate_sync")));
	cr_expect_eq(find_op("uart_ops", "stop_tx")->context, CONTEXT_SLEEPABLE);
	cr_expect_null(find_op("uart_ops", "stop_tx")->lock[0].record);
	cr_expect_eq(model_register(model, intern("request_threaded_irq"))->arg, 9);
	cr_expect_null(model_register(model, intern("request_threaded_irq"))->next);
	cr_expect_eq(find("kfree")->effect, EFFECT_GIVE_BACK);
	cr_assert_not_null(find("kfree")->next);
	cr_expect_null(find("kfree")->next->next);
}

Test(model, a_new_api_name_is_listed)
{
	const char *const *names;
	size_t before, count;
	bool found = false;

	model_api_names(model, &before);
	add("call my_dma_stop terminate-async 0=chan\n");
	names = model_api_names(model, &count);
	cr_expect_eq(count, before + 1);
	for (size_t i = 0; i < count; i++)
		found |= !strcmp(names[i], "my_dma_stop");
	cr_expect(found);
}

Test(model, blank_lines_comments_and_crlf)
{
	add("");
	add("\n\n  \t\n# nothing\n   # nothing\n");
	add("call crlf none 0=chan\r\n\r\n# end\r\n\tcall  tab\tnone # tail");
	cr_expect_eq(find("crlf")->role_arg[ROLE_CHAN], 0);
	cr_expect_not_null(find("tab"));
}

Test(model, refusals_name_the_line)
{
	refuse("\n\ncall x frobnicate\n", "user.model:3: ",
	       "unknown word 'frobnicate' (expected one of none, request,");
	refuse("cal x none", "user.model:1: ", "unknown word 'cal'");
	refuse("ops a.b dreamy", "user.model:1: ", "'dreamy' (expected one of sleepable,");
	refuse("call x none 0=what", "user.model:1: ", "'what'");
	refuse("call x none returns=what", "user.model:1: ", "'what'");
	refuse("call x none zero=chan", "user.model:1: ", "'zero'");
	refuse("call x none sleepy", "user.model:1: ", "'sleepy'");
	refuse("call x none 0=chan # fine\ncall y none 0\n", "user.model:2: ", "'0'");
	refuse("register f arg=1 softirq date=2", "user.model:1: ", "'date=2'");
	refuse("ops a.b atomic lok=a.b", "user.model:1: ", "'lok=a.b'");
	refuse("call x lock 0=lock lock=rope", "user.model:1: ", "'rope'");
}

Test(model, refusals_of_shape)
{
	refuse("call x", "user.model:1: ", "expected 'call NAME EFFECT");
	refuse("call 9x none", "user.model:1: ", "'9x'");
	refuse("call a.b.c none", "user.model:1: ", "STRUCT.FIELD");
	refuse("call a.* none", "user.model:1: ", "STRUCT.FIELD");
	refuse("call x none 16=chan", "user.model:1: ", "argument number");
	refuse("call x none 007=chan", "user.model:1: ", "argument number");
	refuse("call x none arg=obj arg=obj", "user.model:1: ", "given twice");
	refuse("call x none 0=chan 1=chan", "user.model:1: ", "given twice");
	refuse("call x lock", "user.model:1: ", "needs N=lock");
	refuse("call x free 0=obj", "user.model:1: ", "needs N=mem");
	refuse("call x none lock=a.b", "user.model:1: ", "without the effect");
	refuse("call x none memory=a.b", "user.model:1: ", "without the effect");
	refuse("ops probe sleepable", "user.model:1: ", "STRUCT.*");
	refuse("ops a.b", "user.model:1: ", "expected 'ops");
	refuse("ops a.b atomic lock=a.b lock=c.d lock=e.f", "user.model:1: ",
	       "more than 2 locks");
	refuse("register f softirq", "user.model:1: ", "expected 'register");
	refuse("register f arg=1 softirq data=1 x", "user.model:1: ",
	       "expected 'register");
	refuse("free f", "user.model:1: ", "expected 'free");
	refuse("free f 0=mem", "user.model:1: ", "expected 'free");
	refuse("free f arg=0 extra", "user.model:1: ", "'extra'");
	refuse("pair a.b", "user.model:1: ", "expected 'pair");
	refuse("pair a.b c.d e.f", "user.model:1: ", "expected 'pair");
	refuse("pair a.* c.d", "user.model:1: ", "STRUCT.FIELD");
}

Test(model, a_refused_text_changes_nothing)
{
	const struct model_call *before = find("dmaengine_terminate_sync");
	size_t pairs, pairs_after;

	model_pairs(model, &pairs);
	refuse("call dmaengine_terminate_sync none\npair a.b c.d\n"
	       "ops uart_ops.stop_tx sleepable\nnonsense\n",
	       "user.model:4: ", "'nonsense'");
	cr_expect_eq(find("dmaengine_terminate_sync"), before);
	cr_expect_eq(find_op("uart_ops", "stop_tx")->context, CONTEXT_ATOMIC);
	model_pairs(model, &pairs_after);
	cr_expect_eq(pairs_after, pairs);
}

Test(model, odd_bytes_are_shown_harmlessly)
{
	refuse("call x none \x01\x1b[31m\xff", "user.model:1: ", "'??[31m?'");
}

Test(model, very_long_lines)
{
	enum { LENGTH = 1 << 20 };
	char *text = malloc(LENGTH + 32);

	cr_assert_not_null(text);
	memset(text, ' ', LENGTH);
	strcpy(text + LENGTH, "call far none 0=chan");
	add(text);
	cr_expect_not_null(find("far"));
	memset(text, 'x', LENGTH);
	refuse(text, "user.model:1: ", "unknown word 'xxx");
	free(text);
}

Test(model, too_many_words)
{
	char text[512] = "call x none";

	for (int i = 0; i < 40; i++)
		strcat(text, " sleeps");
	refuse(text, "user.model:1: ", "more than 32 words");
}
