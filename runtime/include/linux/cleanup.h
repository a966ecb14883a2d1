/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cleanup.h - what is given up when a variable's scope ends
 *
 * A class is a type with a constructor and a destructor. A guard is a class
 * whose constructor takes a lock; the classes of locks stand with their locks.
 */
#ifndef _LINUX_CLEANUP_H
#define _LINUX_CLEANUP_H

#include <linux/compiler.h>
#include <stdbool.h>

#ifndef __cleanup
#define __cleanup(function) __attribute__((__cleanup__(function)))
#endif

#define DMACHECK_PASTE_(a, b) a##b
#define DMACHECK_PASTE(a, b) DMACHECK_PASTE_(a, b)
#ifndef __UNIQUE_ID
#define __UNIQUE_ID(prefix) \
	DMACHECK_PASTE(DMACHECK_PASTE(__unique_, prefix), __COUNTER__)
#endif

/* Pointers: the statement _free sees the value as _T. */
#define DEFINE_FREE(_name, _type, _free) \
	static __attribute__((__unused__)) inline void __free_##_name(void *p) \
	{ \
		_type _T = *(_type *)p; \
		_free; \
	}

#define __free(_name) __cleanup(__free_##_name)

#define __get_and_null(p, nullvalue) \
	({ \
		__auto_type __slot = &(p); \
		__auto_type __value = *__slot; \
		*__slot = (nullvalue); \
		__value; \
	})

#define no_free_ptr(p) \
	((__typeof__(p))dmacheck_must_use((const void *)__get_and_null(p, NULL)))
#define return_ptr(p) return no_free_ptr(p)
#define retain_and_null_ptr(p) ((void)__get_and_null(p, NULL))

static inline __attribute__((__unused__, __warn_unused_result__))
const void *dmacheck_must_use(const void *value)
{
	return value;
}

/* Classes: _exit sees the object as _T. */
#define DEFINE_CLASS(_name, _type, _exit, _init, ...) \
	typedef _type class_##_name##_t; \
	static __attribute__((__unused__)) inline void \
	class_##_name##_destructor(_type *p) \
	{ \
		_type _T = *p; \
		_exit; \
	} \
	static __attribute__((__unused__)) inline _type \
	class_##_name##_constructor(__VA_ARGS__) \
	{ \
		_type t = _init; \
		return t; \
	}

#define EXTEND_CLASS(_name, ext, _init, ...) \
	typedef class_##_name##_t class_##_name##ext##_t; \
	static __attribute__((__unused__)) inline void \
	class_##_name##ext##_destructor(class_##_name##_t *p) \
	{ \
		class_##_name##_destructor(p); \
	} \
	static __attribute__((__unused__)) inline class_##_name##_t \
	class_##_name##ext##_constructor(__VA_ARGS__) \
	{ \
		class_##_name##_t t = _init; \
		return t; \
	}

#define CLASS(_name, var) \
	class_##_name##_t var __cleanup(class_##_name##_destructor) = \
		class_##_name##_constructor

#define __scoped_class(_name, var, _label, ...) \
	for (CLASS(_name, var)(__VA_ARGS__); ; ({ goto _label; })) \
		if (0) { \
_label: \
			break; \
		} else

#define scoped_class(_name, var, ...) \
	__scoped_class(_name, var, __UNIQUE_ID(label), ##__VA_ARGS__)

/* Guards: *_lock_ptr() is NULL where a conditional one did not get its lock. */
#define __DEFINE_CLASS_IS_CONDITIONAL(_name, _is_cond) \
	static __attribute__((__unused__)) const bool \
	class_##_name##_is_conditional = _is_cond

#define DEFINE_GUARD(_name, _type, _lock, _unlock) \
	__DEFINE_CLASS_IS_CONDITIONAL(_name, false); \
	DEFINE_CLASS(_name, _type, if (_T) { _unlock; }, ({ _lock; _T; }), _type _T) \
	static __attribute__((__unused__)) inline void * \
	class_##_name##_lock_ptr(class_##_name##_t *_T) \
	{ \
		return (void *)(unsigned long)*_T; \
	}

#define DEFINE_GUARD_COND(_name, _ext, _condlock) \
	__DEFINE_CLASS_IS_CONDITIONAL(_name##_ext, true); \
	EXTEND_CLASS(_name, _ext, ({ void *_t = _T; if (_T && !(_condlock)) _t = NULL; _t; }), \
		     class_##_name##_t _T) \
	static __attribute__((__unused__)) inline void * \
	class_##_name##_ext##_lock_ptr(class_##_name##_t *_T) \
	{ \
		return class_##_name##_lock_ptr(_T); \
	}

#define guard(_name) CLASS(_name, __UNIQUE_ID(guard))

#define __guard_ptr(_name) class_##_name##_lock_ptr
#define __is_cond_ptr(_name) class_##_name##_is_conditional

#define __scoped_guard(_name, _label, ...) \
	for (CLASS(_name, scope)(__VA_ARGS__); \
	     __guard_ptr(_name)(&scope) || !__is_cond_ptr(_name); \
	     ({ goto _label; })) \
		if (0) { \
_label: \
			break; \
		} else

#define scoped_guard(_name, ...) \
	__scoped_guard(_name, __UNIQUE_ID(label), ##__VA_ARGS__)

#define __scoped_cond_guard(_name, _fail, _label, ...) \
	for (CLASS(_name, scope)(__VA_ARGS__); 1; ({ goto _label; })) \
		if (!__guard_ptr(_name)(&scope)) { \
			_fail; \
_label: \
			break; \
		} else

#define scoped_cond_guard(_name, _fail, ...) \
	__scoped_cond_guard(_name, _fail, __UNIQUE_ID(label), ##__VA_ARGS__)

/* Guards with more in them than the lock, such as the saved interrupt state. */
#define __DEFINE_UNLOCK_GUARD(_name, _type, _unlock, ...) \
	typedef struct { \
		_type *lock; \
		__VA_ARGS__; \
	} class_##_name##_t; \
	static __attribute__((__unused__)) inline void \
	class_##_name##_destructor(class_##_name##_t *_T) \
	{ \
		if (_T->lock) { \
			_unlock; \
		} \
	} \
	static __attribute__((__unused__)) inline void * \
	class_##_name##_lock_ptr(class_##_name##_t *_T) \
	{ \
		return (void *)(unsigned long)_T->lock; \
	}

#define __DEFINE_LOCK_GUARD_1(_name, _type, _lock) \
	static __attribute__((__unused__)) inline class_##_name##_t \
	class_##_name##_constructor(_type *l) \
	{ \
		class_##_name##_t _t = { .lock = l }, *_T = &_t; \
		_lock; \
		return _t; \
	}

#define __DEFINE_LOCK_GUARD_0(_name, _lock) \
	static __attribute__((__unused__)) inline class_##_name##_t \
	class_##_name##_constructor(void) \
	{ \
		class_##_name##_t _t = { .lock = (void *)1 }; \
		class_##_name##_t *_T __attribute__((__unused__)) = &_t; \
		_lock; \
		return _t; \
	}

#define DEFINE_LOCK_GUARD_1(_name, _type, _lock, _unlock, ...) \
	__DEFINE_CLASS_IS_CONDITIONAL(_name, false); \
	__DEFINE_UNLOCK_GUARD(_name, _type, _unlock, ##__VA_ARGS__) \
	__DEFINE_LOCK_GUARD_1(_name, _type, _lock)

#define DEFINE_LOCK_GUARD_0(_name, _lock, _unlock, ...) \
	__DEFINE_CLASS_IS_CONDITIONAL(_name, false); \
	__DEFINE_UNLOCK_GUARD(_name, void, _unlock, ##__VA_ARGS__) \
	__DEFINE_LOCK_GUARD_0(_name, _lock)

#define DEFINE_LOCK_GUARD_1_COND(_name, _ext, _condlock) \
	__DEFINE_CLASS_IS_CONDITIONAL(_name##_ext, true); \
	EXTEND_CLASS(_name, _ext, \
		     ({ class_##_name##_t _t = { .lock = l }, *_T = &_t; \
			if (_T->lock && !(_condlock)) \
				_T->lock = NULL; \
			_t; }), \
		     __typeof__(((class_##_name##_t *)NULL)->lock) l) \
	static __attribute__((__unused__)) inline void * \
	class_##_name##_ext##_lock_ptr(class_##_name##_t *_T) \
	{ \
		return class_##_name##_lock_ptr(_T); \
	}

#endif /* _LINUX_CLEANUP_H */
