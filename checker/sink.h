/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink.h - what the sinks share
 */
#ifndef DMACHECK_SINK_H
#define DMACHECK_SINK_H

#include "checker/diagnostic.h"

/**
 * struct hidden - findings that exist and are not shown
 * @below: under the confidence asked for, and not suppressed
 * @suppressed: allowed by a comment in the source
 */
struct hidden {
	size_t below;
	size_t suppressed;
};

struct hidden report_hidden(const struct report *report,
			    const struct sink_options *options);

/** report_status() - 1 if a warning or an error is shown, else 0 */
int report_status(const struct report *report,
		  const struct sink_options *options);

/** finding_has_data() - it tells context, replacement and reason */
bool finding_has_data(const struct finding *finding);

#endif
