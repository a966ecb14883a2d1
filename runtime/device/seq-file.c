/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * seq-file.c - text that is made record by record
 *
 * fs/seq_file.c. The whole text is made by a read of the first byte, into a buffer
 * that doubles until it fits; reading on copies from it.
 */
#include <linux/seq_file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/module.h>

int seq_open(struct file *file, const struct seq_operations *op)
{
	struct seq_file *m;

	WARN_ON(file->private_data);
	m = kzalloc(sizeof(*m), GFP_KERNEL);
	if (!m)
		return -ENOMEM;
	mutex_init(&m->lock);
	m->op = op;
	m->file = file;
	file->private_data = m;
	return 0;
}

static int show_all(struct seq_file *m)
{
	loff_t pos = 0;
	void *record;
	int ret = 0;

	m->count = 0;
	record = m->op->start(m, &pos);
	while (record && !IS_ERR(record) && !seq_has_overflowed(m)) {
		size_t before = m->count;

		ret = m->op->show(m, record);
		if (ret == SEQ_SKIP) {
			m->count = before;
			ret = 0;
		}
		if (ret < 0)
			break;
		record = m->op->next(m, record, &pos);
	}
	m->op->stop(m, record);
	return ret < 0 ? ret : IS_ERR(record) ? PTR_ERR(record) : 0;
}

static int fill(struct seq_file *m)
{
	size_t size = PAGE_SIZE;
	int ret;

	for (;; size *= 2) {
		m->buf = kvmalloc(size, GFP_KERNEL);
		if (!m->buf)
			return -ENOMEM;
		m->size = size;
		ret = show_all(m);
		if (ret >= 0 && !seq_has_overflowed(m))
			return 0;
		kvfree(m->buf);
		m->buf = NULL;
		if (ret < 0)
			return ret;
	}
}

static void forget(struct seq_file *m)
{
	kvfree(m->buf);
	m->buf = NULL;
}

/* Who begins anew gets what is there now. */
ssize_t seq_read(struct file *file, char __user *buf, size_t size, loff_t *pos)
{
	struct seq_file *m = file->private_data;
	ssize_t ret = 0;

	mutex_lock(&m->lock);
	if (!*pos)
		forget(m);
	if (!m->buf)
		ret = fill(m);
	if (!ret && *pos < (loff_t)m->count) {
		ret = min_t(size_t, size, m->count - *pos);
		if (copy_to_user(buf, m->buf + *pos, ret))
			ret = -EFAULT;
		else
			*pos += ret;
	}
	mutex_unlock(&m->lock);
	return ret;
}

loff_t seq_lseek(struct file *file, loff_t offset, int whence)
{
	struct seq_file *m = file->private_data;

	if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence != SEEK_SET)
		return -EINVAL;
	if (offset < 0)
		return -EINVAL;
	if (!offset) {
		mutex_lock(&m->lock);
		forget(m);
		mutex_unlock(&m->lock);
	}
	file->f_pos = offset;
	return offset;
}

int seq_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;

	kvfree(m->buf);
	kfree(m);
	return 0;
}

static void *single_start(struct seq_file *m, loff_t *pos)
{
	return *pos ? NULL : SEQ_START_TOKEN;
}

static void *single_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return NULL;
}

static void single_stop(struct seq_file *m, void *v)
{
}

int single_open(struct file *file, int (*show)(struct seq_file *m, void *v), void *data)
{
	struct seq_operations *op = kzalloc(sizeof(*op), GFP_KERNEL);
	int ret;

	if (!op)
		return -ENOMEM;
	op->start = single_start;
	op->next = single_next;
	op->stop = single_stop;
	op->show = show;
	ret = seq_open(file, op);
	if (ret)
		kfree(op);
	else
		((struct seq_file *)file->private_data)->private = data;
	return ret;
}

int single_release(struct inode *inode, struct file *file)
{
	const struct seq_operations *op = ((struct seq_file *)file->private_data)->op;
	int ret = seq_release(inode, file);

	kfree(op);
	return ret;
}

static void overflow(struct seq_file *m)
{
	m->count = m->size;
}

int seq_write(struct seq_file *m, const void *data, size_t length)
{
	if (m->count + length >= m->size) {
		overflow(m);
		return -1;
	}
	memcpy(m->buf + m->count, data, length);
	m->count += length;
	return 0;
}

void seq_vprintf(struct seq_file *m, const char *fmt, va_list arguments)
{
	int length;

	if (m->count >= m->size)
		return;
	length = vsnprintf(m->buf + m->count, m->size - m->count, fmt, arguments);
	if (m->count + length < m->size)
		m->count += length;
	else
		overflow(m);
}

void seq_printf(struct seq_file *m, const char *fmt, ...)
{
	va_list arguments;

	va_start(arguments, fmt);
	seq_vprintf(m, fmt, arguments);
	va_end(arguments);
}

void seq_putc(struct seq_file *m, char c)
{
	seq_write(m, &c, 1);
}

void seq_puts(struct seq_file *m, const char *s)
{
	seq_write(m, s, strlen(s));
}

void seq_put_decimal_ull(struct seq_file *m, const char *delimiter, unsigned long long number)
{
	seq_printf(m, "%s%llu", delimiter ? delimiter : "", number);
}

void seq_hex_dump(struct seq_file *m, const char *prefix, int prefix_type, int rowsize,
		  int groupsize, const void *data, size_t length, bool ascii)
{
	char line[32 * 3 + 2 + 32 + 1];
	size_t i;

	if (rowsize != 16 && rowsize != 32)
		rowsize = 16;
	for (i = 0; i < length; i += rowsize) {
		hex_dump_to_buffer(data + i, length - i, rowsize, groupsize, line, sizeof(line),
				   ascii);
		seq_puts(m, prefix);
		if (prefix_type == DUMP_PREFIX_ADDRESS)
			seq_printf(m, "%p: ", data + i);
		else if (prefix_type == DUMP_PREFIX_OFFSET)
			seq_printf(m, "%.8zx: ", i);
		seq_puts(m, line);
		seq_putc(m, '\n');
	}
}

struct list_head *seq_list_start(struct list_head *head, loff_t pos)
{
	struct list_head *entry;

	list_for_each(entry, head)
		if (pos-- == 0)
			return entry;
	return NULL;
}

struct list_head *seq_list_start_head(struct list_head *head, loff_t pos)
{
	return pos ? seq_list_start(head, pos - 1) : head;
}

struct list_head *seq_list_next(void *v, struct list_head *head, loff_t *pos)
{
	struct list_head *next = ((struct list_head *)v)->next;

	++*pos;
	return next == head ? NULL : next;
}
