/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * chardev.c - character devices by number, and what their file operations use
 *
 * fs/char_dev.c, drivers/char/misc.c, fs/libfs.c. Numbers are real and refused
 * when taken; no process opens them, but a test may call the operations.
 */
#include "runtime/kernel/raw.h"

#include <linux/cdev.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "runtime/kernel/fault.h"

enum { FIRST_DYNAMIC_MAJOR = 511, FIRST_DYNAMIC_MINOR = 256 };

struct region {
	struct region *next;
	dev_t first;
	unsigned int count;
};

/* By chardev_lock. */
static struct raw_lock chardev_lock = RAW_LOCK_INIT;
static struct region *regions;
static LIST_HEAD(misc_devices);

/* chardev_lock held */
static bool region_free(dev_t first, unsigned int count)
{
	struct region *region;

	for (region = regions; region; region = region->next)
		if (first < region->first + region->count && region->first < first + count)
			return false;
	return true;
}

/* chardev_lock held; a major of which no number is taken */
static dev_t dynamic_major(void)
{
	unsigned int major;

	for (major = FIRST_DYNAMIC_MAJOR; major > 0; major--)
		if (region_free(MKDEV(major, 0), MINORMASK))
			break;
	return MKDEV(major, 0);
}

static int region_add(dev_t *first, unsigned int count, bool dynamic)
{
	struct region *region = engine_zalloc(sizeof(*region));
	bool is_free;

	if (!region)
		return -ENOMEM;
	raw_lock(&chardev_lock);
	if (dynamic)
		*first += dynamic_major();
	is_free = region_free(*first, count);
	if (is_free) {
		region->first = *first;
		region->count = count;
		region->next = regions;
		regions = region;
	}
	raw_unlock(&chardev_lock);
	if (is_free)
		return 0;
	engine_free(region);
	return -EBUSY;
}

int register_chrdev_region(dev_t first, unsigned int count, const char *name)
{
	return region_add(&first, count, false);
}

int alloc_chrdev_region(dev_t *dev, unsigned int first, unsigned int count, const char *name)
{
	dev_t number = MKDEV(0, first);
	int ret = region_add(&number, count, true);

	if (!ret)
		*dev = number;
	return ret;
}

void unregister_chrdev_region(dev_t first, unsigned int count)
{
	struct region **link, *region;

	raw_lock(&chardev_lock);
	for (link = &regions; (region = *link); link = &region->next) {
		if (region->first == first && region->count == count) {
			*link = region->next;
			break;
		}
	}
	raw_unlock(&chardev_lock);
	engine_free(region);
}

static void cdev_static_release(struct kobject *kobj)
{
}

static void cdev_dynamic_release(struct kobject *kobj)
{
	kfree(container_of(kobj, struct cdev, kobj));
}

static const struct kobj_type cdev_static = { .release = cdev_static_release };
static const struct kobj_type cdev_dynamic = { .release = cdev_dynamic_release };

void cdev_init(struct cdev *cdev, const struct file_operations *ops)
{
	*cdev = (struct cdev){ .ops = ops };
	INIT_LIST_HEAD(&cdev->list);
	kobject_init(&cdev->kobj, &cdev_static);
}

struct cdev *cdev_alloc(void)
{
	struct cdev *cdev = kzalloc(sizeof(*cdev), GFP_KERNEL);

	if (!cdev)
		return NULL;
	INIT_LIST_HEAD(&cdev->list);
	kobject_init(&cdev->kobj, &cdev_dynamic);
	return cdev;
}

int cdev_add(struct cdev *cdev, dev_t dev, unsigned int count)
{
	cdev->dev = dev;
	cdev->count = count;
	return 0;
}

void cdev_del(struct cdev *cdev)
{
	kobject_put(&cdev->kobj);
}

int cdev_device_add(struct cdev *cdev, struct device *dev)
{
	int ret = dev->devt ? cdev_add(cdev, dev->devt, 1) : 0;

	if (!ret)
		ret = device_add(dev);
	if (ret && dev->devt)
		cdev_del(cdev);
	return ret;
}

void cdev_device_del(struct cdev *cdev, struct device *dev)
{
	device_del(dev);
	if (dev->devt)
		cdev_del(cdev);
}

/* chardev_lock held */
static bool minor_taken(int minor)
{
	struct miscdevice *misc;

	list_for_each_entry(misc, &misc_devices, list)
		if (misc->minor == minor)
			return true;
	return false;
}

static int misc_list(struct miscdevice *misc)
{
	int minor = misc->minor, ret = 0;

	raw_lock(&chardev_lock);
	if (minor == MISC_DYNAMIC_MINOR)
		for (minor = FIRST_DYNAMIC_MINOR; minor_taken(minor); )
			minor++;
	else if (minor_taken(minor))
		ret = -EBUSY;
	if (!ret) {
		misc->minor = minor;
		list_add(&misc->list, &misc_devices);
	}
	raw_unlock(&chardev_lock);
	return ret;
}

static void misc_unlist(struct miscdevice *misc)
{
	raw_lock(&chardev_lock);
	list_del(&misc->list);
	if (misc->minor >= FIRST_DYNAMIC_MINOR)
		misc->minor = MISC_DYNAMIC_MINOR;
	raw_unlock(&chardev_lock);
}

int misc_register(struct miscdevice *misc)
{
	int ret = misc_list(misc);

	if (ret)
		return ret;
	misc->this_device = device_create_with_groups(NULL, misc->parent,
						      MKDEV(MISC_MAJOR, misc->minor), misc,
						      misc->groups, "%s", misc->name);
	if (!IS_ERR(misc->this_device))
		return 0;
	misc_unlist(misc);
	return PTR_ERR(misc->this_device);
}

void misc_deregister(struct miscdevice *misc)
{
	device_unregister(misc->this_device);
	misc_unlist(misc);
}

loff_t noop_llseek(struct file *file, loff_t offset, int whence)
{
	return file->f_pos;
}

loff_t no_llseek(struct file *file, loff_t offset, int whence)
{
	return -ESPIPE;
}

loff_t default_llseek(struct file *file, loff_t offset, int whence)
{
	if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence == SEEK_END)
		offset += file_inode(file)->i_size;
	if (offset < 0)
		return -EINVAL;
	file->f_pos = offset;
	return offset;
}

int simple_open(struct inode *inode, struct file *file)
{
	if (inode->i_private)
		file->private_data = inode->i_private;
	return 0;
}

int nonseekable_open(struct inode *inode, struct file *file)
{
	file->f_mode &= ~FMODE_LSEEK;
	return 0;
}

int stream_open(struct inode *inode, struct file *file)
{
	return nonseekable_open(inode, file);
}

ssize_t simple_read_from_buffer(void __user *to, size_t count, loff_t *pos, const void *from,
				size_t available)
{
	size_t left;

	if (*pos < 0)
		return -EINVAL;
	if ((size_t)*pos >= available || !count)
		return 0;
	if (count > available - *pos)
		count = available - *pos;
	left = copy_to_user(to, (const char *)from + *pos, count);
	if (left == count)
		return -EFAULT;
	*pos += count - left;
	return count - left;
}

ssize_t simple_write_to_buffer(void *to, size_t available, loff_t *pos, const void __user *from,
			       size_t count)
{
	size_t left;

	if (*pos < 0)
		return -EINVAL;
	if ((size_t)*pos >= available || !count)
		return 0;
	if (count > available - *pos)
		count = available - *pos;
	left = copy_from_user((char *)to + *pos, from, count);
	if (left == count)
		return -EFAULT;
	*pos += count - left;
	return count - left;
}
