/* By Help:Citation Style 1: names of parameters that are one slip away from one there is, and archived copies of which
 * half is said. Values are looked at elsewhere (template_dates.c, form_rules.c). */
#include "rules/template_parameters.h"

#include <stdio.h>

#include "refs/cs1_names.h"
#include "refs/urls.h"

enum { PARAMETERS_COMPARED = 100, DATE_ROOM = 64 };

/* The first of the entry's parameters with one of two names, or NULL. */
static const dixit_field *find(const dixit_doc *doc, const dixit_entry *entry, const char *name, const char *other)
{
  for (uint32_t i = 0; i < entry->field_count && i < PARAMETERS_COMPARED; i++) {
    const dixit_field *field = &doc->fields.items[entry->first_field + i];
    dixit_text written = doc_slice(doc, field->name);
    if (text_equal_folded(written, text_from(name)) || text_equal_folded(written, text_from(other)))
      return field;
  }
  return NULL;
}

static void check_name(rule_run *run, const dixit_entry *entry, const dixit_field *field)
{
  char meant[CS1_NAME_ROOM];
  if (!cs1_name_meant(doc_slice(run->doc, field->name), meant) || find(run->doc, entry, meant, meant))
    return;
  if (rule_report(run, RULE_REFERENCES_UNKNOWN_FIELD, field->name, "There is no parameter \"%s\": is \"%s\" meant?",
                  rule_excerpt(run, field->name), meant))
    rule_fix(run, field->name, meant, "correct the name");
}

/* Addresses of the larger archives say when the copy was made. */
static void report_undated(rule_run *run, const dixit_field *url)
{
  char date[DATE_ROOM];
  date_value archived = url_check(doc_slice(run->doc, url->value)).archived;
  if (!archived.day) {
    rule_report(run, RULE_REFERENCES_LONE_FIELD, url->name, "Say when the copy was made: add \"archive-date\".");
    return;
  }
  snprintf(date, sizeof date, " |archive-date=%04d-%02d-%02d", (int)archived.year, (int)archived.month,
           (int)archived.day);
  if (rule_report(run, RULE_REFERENCES_LONE_FIELD, url->name,
                  "Say when the copy was made: add \"%s\", which its address has.", date + 2))
    rule_fix(run, span_of(url->value.end, url->value.end), date, "add the date");
}

static void check_archive(rule_run *run, const dixit_entry *entry)
{
  const dixit_field *url = find(run->doc, entry, "archive-url", "archiveurl");
  const dixit_field *date = find(run->doc, entry, "archive-date", "archivedate");
  if (url && !date)
    report_undated(run, url);
  if (date && !url)
    rule_report(run, RULE_REFERENCES_LONE_FIELD, date->name,
                "\"%s\" says nothing without \"archive-url\": add that, or leave this out.",
                rule_excerpt(run, date->name));
}

/* "{{Internetquelle}}" has German ones. */
void check_template_parameters(rule_run *run, const dixit_entry *entry)
{
  const dixit_doc *doc = run->doc;
  if (!text_starts_folded(doc_slice(doc, entry->type), "cit"))
    return;
  for (uint32_t i = 0; i < entry->field_count && i < PARAMETERS_COMPARED; i++)
    check_name(run, entry, &doc->fields.items[entry->first_field + i]);
  check_archive(run, entry);
}
