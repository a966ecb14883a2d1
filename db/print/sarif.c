/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sarif.c - what all reports in SARIF 2.1.0 share: the tool, its rules, places
 */
#include "db/print/sarif.h"

#include "db/print/uri.h"

#include <stdlib.h>
#include <string.h>

json_t *sarif_message(const char *text)
{
	json_t *message = json_object_new();

	json_add_text(message, "text", text);
	return message;
}

json_t *sarif_array(json_t *item)
{
	json_t *array = json_array_new();

	json_push(array, item);
	return array;
}

/* SARIF's levels are our severities' words. */
static json_t *configuration_json(const struct rule *rule)
{
	json_t *configuration = json_object_new();

	json_add_text(configuration, "level", severity_word(rule->severity));
	return configuration;
}

static json_t *help_json(const struct rule *rule)
{
	json_t *help = json_object_new();

	json_add_format(help, "text", "%s\n\nLimits: %s", rule->repair,
			rule->limits);
	return help;
}

static json_t *rule_json(const struct rule *rule)
{
	json_t *item = json_object_new();
	json_t *properties = json_object_new();
	json_t *tags = json_array_new();

	json_push_text(tags, rule->group);
	json_add(properties, "tags", tags);
	json_add_text(item, "id", rule->slug);
	json_add(item, "shortDescription", sarif_message(rule->summary));
	json_add(item, "fullDescription", sarif_message(rule->contract));
	json_add(item, "help", help_json(rule));
	json_add(item, "defaultConfiguration", configuration_json(rule));
	json_add(item, "properties", properties);
	return item;
}

json_t *sarif_tool(void)
{
	json_t *tool = json_object_new();
	json_t *driver = json_object_new();
	json_t *list = json_array_new();

	for (size_t i = 0; i < rule_count; i++)
		json_push(list, rule_json(rules[i]));
	json_add_text(driver, "name", "dmacheck");
	json_add_text(driver, "version", PACKAGE_VERSION);
	json_add(driver, "rules", list);
	json_add(tool, "driver", driver);
	return tool;
}

static json_t *artifact_json(const struct sarif_place *place)
{
	json_t *artifact = json_object_new();
	bool absolute = *place->file == '/';
	char *uri = absolute ? uri_file(place->file, false) :
			       uri_relative(place->file);

	json_add_text(artifact, "uri", uri);
	if (!absolute && place->base)
		json_add_text(artifact, "uriBaseId", place->base);
	free(uri);
	return artifact;
}

static json_t *region_json(const struct sarif_place *place)
{
	json_t *region = json_object_new();

	json_add_number(region, "startLine", place->line);
	if (place->column)
		json_add_number(region, "startColumn", place->column);
	return region;
}

static json_t *function_json(const char *function)
{
	json_t *item = json_object_new();

	json_add_text(item, "name", function);
	json_add_text(item, "kind", "function");
	return item;
}

json_t *sarif_location(const struct sarif_place *place, const char *message)
{
	json_t *location = json_object_new();
	json_t *physical = json_object_new();

	json_add(physical, "artifactLocation", artifact_json(place));
	if (place->line)
		json_add(physical, "region", region_json(place));
	json_add(location, "physicalLocation", physical);
	if (place->function && *place->function)
		json_add(location, "logicalLocations",
			 sarif_array(function_json(place->function)));
	if (message)
		json_add(location, "message", sarif_message(message));
	return location;
}

json_t *sarif_flow(json_t *locations)
{
	json_t *thread = json_object_new();
	json_t *flow = json_object_new();
	json_t *steps = json_array_new();
	json_t *location;
	size_t i;

	json_array_foreach(locations, i, location) {
		json_t *step = json_object_new();

		json_add(step, "location", json_incref(location));
		json_push(steps, step);
	}
	json_decref(locations);
	json_add(thread, "locations", steps);
	json_add(flow, "threadFlows", sarif_array(thread));
	return sarif_array(flow);
}

/* The registry's index, or rule_count for a rule from outside of it. */
static size_t rule_index(const char *slug)
{
	size_t i = 0;

	while (i < rule_count && strcmp(rules[i]->slug, slug))
		i++;
	return i;
}

json_t *sarif_result(const char *slug, const char *level, const char *message,
		     const char *fingerprint)
{
	json_t *result = json_object_new();
	json_t *prints = json_object_new();
	size_t index = rule_index(slug);

	json_add_text(result, "ruleId", slug);
	if (index < rule_count)
		json_add_number(result, "ruleIndex", index);
	json_add_text(result, "level", level);
	json_add(result, "message", sarif_message(message));
	json_add_text(prints, "dmacheck/v1", fingerprint);
	json_add(result, "partialFingerprints", prints);
	return result;
}

int sarif_print(json_t *run, FILE *out)
{
	json_t *root = json_object_new();

	json_add_text(root, "$schema",
		      "https://json.schemastore.org/sarif-2.1.0.json");
	json_add_text(root, "version", "2.1.0");
	json_add(root, "runs", sarif_array(run));
	return json_print(root, out);
}
