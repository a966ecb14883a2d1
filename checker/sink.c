/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink.c - what the sinks share: who is shown, and how many are not
 */
#include "checker/sink.h"

bool finding_is_shown(const struct finding *finding,
		      const struct sink_options *options)
{
	return !finding->suppressed && finding->confidence >= options->least;
}

bool finding_has_data(const struct finding *finding)
{
	return finding->context || finding->replacement || finding->reason;
}

struct hidden report_hidden(const struct report *report,
			    const struct sink_options *options)
{
	struct hidden hidden = { 0 };

	for (size_t i = 0; i < report->finding_count; i++) {
		const struct finding *finding = &report->findings[i];

		if (finding->suppressed)
			hidden.suppressed++;
		else if (!finding_is_shown(finding, options))
			hidden.below++;
	}
	return hidden;
}

int report_status(const struct report *report,
		  const struct sink_options *options)
{
	for (size_t i = 0; i < report->finding_count; i++) {
		const struct finding *finding = &report->findings[i];

		if (finding_is_shown(finding, options) &&
		    finding->severity > SEVERITY_NOTE)
			return 1;
	}
	return 0;
}
