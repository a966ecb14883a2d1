/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serial_core.h - serial ports; some operations run under the port's lock */
#ifndef DMACHECK_TEST_SERIAL_CORE_H
#define DMACHECK_TEST_SERIAL_CORE_H

#include <linux/device.h>
#include <linux/spinlock.h>

struct uart_port;
struct ktermios;

struct circ_buf {
	char *buf;
	int head;
	int tail;
};

struct uart_state {
	struct circ_buf xmit;
};

struct uart_ops {
	unsigned int (*tx_empty)(struct uart_port *port);
	void (*stop_tx)(struct uart_port *port);
	void (*start_tx)(struct uart_port *port);
	void (*throttle)(struct uart_port *port);
	void (*unthrottle)(struct uart_port *port);
	void (*stop_rx)(struct uart_port *port);
	int (*startup)(struct uart_port *port);
	void (*shutdown)(struct uart_port *port);
	void (*flush_buffer)(struct uart_port *port);
	void (*set_termios)(struct uart_port *port, struct ktermios *new,
			    const struct ktermios *old);
};

struct uart_port {
	spinlock_t lock;
	unsigned long iobase;
	void __iomem *membase;
	unsigned int irq;
	struct uart_state *state;
	struct device *dev;
	const struct uart_ops *ops;
	void *private_data;
};

struct uart_driver {
	const char *driver_name;
};

static inline void uart_port_lock(struct uart_port *up)
{
	spin_lock(&up->lock);
}

static inline void uart_port_lock_irq(struct uart_port *up)
{
	spin_lock_irq(&up->lock);
}

static inline void uart_port_lock_irqsave(struct uart_port *up, unsigned long *flags)
{
	spin_lock_irqsave(&up->lock, *flags);
}

static inline void uart_port_unlock(struct uart_port *up)
{
	spin_unlock(&up->lock);
}

static inline void uart_port_unlock_irq(struct uart_port *up)
{
	spin_unlock_irq(&up->lock);
}

static inline void uart_port_unlock_irqrestore(struct uart_port *up, unsigned long flags)
{
	spin_unlock_irqrestore(&up->lock, flags);
}

void uart_write_wakeup(struct uart_port *port);
int uart_add_one_port(struct uart_driver *driver, struct uart_port *port);
void uart_remove_one_port(struct uart_driver *driver, struct uart_port *port);

#endif
