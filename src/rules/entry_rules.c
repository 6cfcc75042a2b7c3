/* Rules about the fields an entry has, by biblatex's data model (src/data/bibliography). */
#include <stdio.h>

#include "base/rows.h"
#include "doc/labels.h"
#include "refs/bibliographies.h"
#include "refs/fields.h"
#include "refs/vocabulary.h"
#include "rules/rule.h"
#include "rules/template_parameters.h"

/* An entry and the sets of its fields: its own, and with those it inherits. open: it inherits from entries that inherit
 * themselves, or are not there, so nothing can be said to be missing. */
typedef struct entry_view {
  rule_run *run;
  const dixit_entry *entry;
  field_set own;
  field_set all;
  bool open;
} entry_view;

static const dixit_field *fields_of(const dixit_doc *doc, const dixit_entry *entry)
{
  return doc->fields.items + entry->first_field;
}

static bool is_empty(const dixit_doc *doc, const dixit_field *field)
{
  for (uint32_t at = field->value.start; at < field->value.end; at++)
    if ((unsigned char)doc->text[at] > ' ' && doc->text[at] != '{' && doc->text[at] != '}')
      return false;
  return true;
}

/* CSL and RIS have one name for what is several fields in BibTeX. */
static void widen(field_set *fields)
{
  static const uint16_t pairs[][2] = {
    {FIELD_JOURNALTITLE, FIELD_BOOKTITLE}, {FIELD_PUBLISHER, FIELD_INSTITUTION}, {FIELD_EID, FIELD_NUMBER}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (field_set_has(fields, pairs[i][0]))
      field_set_add(fields, pairs[i][1]);
}

static void collect_own(const dixit_doc *doc, const dixit_entry *entry, field_set *out)
{
  for (uint32_t i = 0; i < entry->field_count; i++)
    if (!is_empty(doc, &fields_of(doc, entry)[i]))
      field_set_add(out, fields_of(doc, entry)[i].field);
  if (doc->format != DIXIT_BIBTEX)
    widen(out);
}

/* ---- inheritance ---- */

static const dixit_entry *find_entry(const dixit_doc *doc, dixit_text key)
{
  uint32_t reference = label_find(&doc->labels, doc, DIXIT_REF_ENTRY, key);
  if (reference == DIXIT_NONE)
    return NULL;
  uint32_t low = records_from(doc->entries.items, doc->entries.count, sizeof *doc->entries.items,
                              doc->references.items[reference].span.start);
  return low < doc->entries.count ? &doc->entries.items[low] : NULL;
}

/* What a child takes from the entry its crossref names: biblatex's default inheritance, widened to what any type
 * may. */
static void inherit(entry_view *self, const dixit_entry *parent)
{
  static const uint16_t titles[] = {FIELD_BOOKTITLE, FIELD_MAINTITLE, FIELD_JOURNALTITLE, FIELD_ISSUETITLE};
  collect_own(self->run->doc, parent, &self->all);
  for (size_t i = 0; field_set_has(&self->all, FIELD_TITLE) && i < sizeof titles / sizeof *titles; i++)
    field_set_add(&self->all, titles[i]);
  self->open = self->open || bib_entry_field(self->run->doc, parent, FIELD_CROSSREF) ||
               bib_entry_field(self->run->doc, parent, FIELD_XDATA);
}

static void collect_all(entry_view *self)
{
  static const uint16_t links[] = {FIELD_CROSSREF, FIELD_XDATA};
  const dixit_doc *doc = self->run->doc;
  self->all = self->own;
  for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
    const dixit_field *link = bib_entry_field(doc, self->entry, links[i]);
    if (!link)
      continue;
    const dixit_entry *parent = find_entry(doc, doc_slice(doc, link->value));
    self->open = self->open || !parent; /* a list of several, or none */
    if (parent)
      inherit(self, parent);
  }
}

/* ---- the type ---- */

static void check_type(entry_view *self)
{
  rule_run *run = self->run;
  dixit_span place = self->entry->type;
  dixit_text type = doc_slice(run->doc, place);
  bool custom = type.length == 7 && text_equal_folded(text_of(type.bytes, 6), text_from("custom"));
  if (self->entry->type_row || custom || type.length == 0 || !rule_is_on(run, RULE_REFERENCES_UNKNOWN_TYPE))
    return;
  const char *sign = run->doc->format == DIXIT_BIBTEX ? "@" : "", *name = rule_excerpt(run, place);
  const char *meant = type.length < 4 ? NULL : vocabulary_type_meant(run->doc, name);
  if (meant && rule_report(run, RULE_REFERENCES_UNKNOWN_TYPE, place, "There is no type %s%s: is %s%s meant?", sign,
                           name, sign, meant))
    rule_fix(run, place, meant, "correct the type");
  else if (!meant)
    rule_report(run, RULE_REFERENCES_UNKNOWN_TYPE, place,
                "There is no type %s%s, and programs set it as any other: choose one that exists.", sign, name);
}

/* "author, editor or year": what the document calls the fields in a set; "" when it has no names for them. */
static void list_names(const dixit_doc *doc, const field_set *set, char *out, size_t size)
{
  size_t length = 0;
  out[0] = '\0';
  for (uint16_t i = 1; i < FIELD_COUNT; i++) {
    const char *name = field_set_has(set, i) ? vocabulary_field(doc, i) : NULL;
    if (!name || length + strlen(name) + 5 > size)
      continue;
    length += (size_t)snprintf(out + length, size - length, "%s%s", length ? " or " : "", name);
  }
}

/* "author = {Ministry of Works}": a report's author is its institution, unless the family name of a person comes
 * first. */
static bool is_corporate(const entry_view *self)
{
  const dixit_doc *doc = self->run->doc;
  const dixit_field *author = bib_entry_field(doc, self->entry, FIELD_AUTHOR);
  return author && !memchr(doc->text + author->value.start, ',', span_length(author->value));
}

/* What appears in newspapers and magazines, which biblatex tells by "entrysubtype", is often unsigned. */
static void report_need(const entry_view *self, const field_set *need)
{
  char names[120];
  bool author = field_set_has(need, FIELD_AUTHOR) && !field_set_has(need, FIELD_TITLE);
  uint32_t rule = author ? RULE_REFERENCES_NO_AUTHOR : RULE_REFERENCES_MISSING_FIELD;
  if ((author && field_set_has(&self->all, FIELD_ENTRYSUBTYPE)) ||
      (field_set_has(need, FIELD_INSTITUTION) && is_corporate(self)))
    return;
  list_names(self->run->doc, need, names, sizeof names);
  if (names[0])
    rule_report(self->run, rule, self->entry->type, "This %s has no %s: add it.",
                rule_excerpt(self->run, self->entry->type), names);
}

static void check_needed(const entry_view *self)
{
  const bib_type *type = &bib_types[self->entry->type_row];
  if (self->open || !self->entry->type_row)
    return;
  for (uint32_t i = 0; i < type->need_count; i++)
    if (!field_sets_meet(&type->needs[i], &self->all))
      report_need(self, &type->needs[i]);
}

static bool is_allowed(const bib_type *type, const dixit_field *field)
{
  return field->field == FIELD_UNKNOWN || field_set_has(&type->allows, field->field);
}

static void check_allowed(entry_view *self)
{
  const dixit_doc *doc = self->run->doc;
  const bib_type *type = &bib_types[self->entry->type_row];
  if (!rule_is_on(self->run, RULE_REFERENCES_FIELD_NOT_FOR_TYPE) || !self->entry->type_row ||
      doc->format != DIXIT_BIBTEX)
    return;
  for (uint32_t i = 0; i < self->entry->field_count; i++) {
    const dixit_field *field = &fields_of(doc, self->entry)[i];
    if (!is_allowed(type, field))
      rule_report(self->run, RULE_REFERENCES_FIELD_NOT_FOR_TYPE, field->name,
                  "@%s has no use for \"%s\": it will not be shown. Is the type right?", type->name,
                  rule_excerpt(self->run, field->name));
  }
}

/* ---- single fields ---- */

/* An entry of more fields than any has is compared in part only: this keeps the whole linear. */
enum { FIELDS_COMPARED = 200 };

static bool has_extension(const dixit_doc *doc, const dixit_field *field)
{
  dixit_text name = doc_slice(doc, field->name);
  return memchr(name.bytes, '+', name.length) || memchr(name.bytes, '-', name.length) ||
         memchr(name.bytes, '_', name.length);
}

static bool has_named(const entry_view *self, const char *name)
{
  const dixit_doc *doc = self->run->doc;
  for (uint32_t i = 0; i < self->entry->field_count && i < FIELDS_COMPARED; i++)
    if (text_equal_folded(doc_slice(doc, fields_of(doc, self->entry)[i].name), text_from(name)))
      return true;
  return false;
}

static void check_name(entry_view *self, const dixit_field *field)
{
  rule_run *run = self->run;
  if (field->field || has_extension(run->doc, field) || !rule_is_on(run, RULE_REFERENCES_UNKNOWN_FIELD))
    return;
  const char *name = rule_excerpt(run, field->name), *meant = vocabulary_field_meant(run->doc, name);
  if (!meant || has_named(self, meant))
    return;
  if (rule_report(run, RULE_REFERENCES_UNKNOWN_FIELD, field->name, "There is no field \"%s\": is \"%s\" meant?", name,
                  meant))
    rule_fix(run, field->name, meant, "correct the name");
}

static bool same_name(const dixit_doc *doc, const dixit_field *a, const dixit_field *b)
{
  return text_equal_folded(doc_slice(doc, a->name), doc_slice(doc, b->name));
}

/* BibTeX, too, lets an entry have several lists of keywords. RIS repeats tags as it likes, but these. */
static bool may_repeat(const dixit_doc *doc, const dixit_field *field)
{
  static const uint16_t single[] = {FIELD_TITLE, FIELD_VOLUME, FIELD_PAGES, FIELD_LASTPAGE, FIELD_DOI};
  for (size_t i = 0; doc->format == DIXIT_RIS && i < sizeof single / sizeof *single; i++)
    if (field->field == single[i])
      return false;
  return doc->format == DIXIT_RIS || field->field == FIELD_KEYWORDS;
}

/* Two fields of one name, or (BibTeX) two names of one field. */
static void check_repeated(entry_view *self, const dixit_field *field)
{
  rule_run *run = self->run;
  if (may_repeat(run->doc, field))
    return;
  for (const dixit_field *other = fields_of(run->doc, self->entry); other < field; other++) {
    bool same = same_name(run->doc, field, other);
    if (other->field != field->field || (!same && run->doc->format != DIXIT_BIBTEX))
      continue;
    if (!same && field->field == FIELD_LOCATION) /* BibTeX: where the event was, and where the publisher is */
      return;
    uint32_t rule = same ? RULE_REFERENCES_REPEATED_FIELD : RULE_REFERENCES_CONFLICTING_FIELDS;
    if (rule_report(run, rule, field->name, "\"%s\" is here for the second time: keep the one that is right.",
                    rule_excerpt(run, field->name)))
      rule_relate(run, other->name, "the first");
    return;
  }
}

/* A field that says nothing without another: one of `others`, ended by 0. */
static const struct {
  uint16_t field;
  uint16_t others[4];
} dependent[] = {
  {FIELD_URLDATE, {FIELD_URL, FIELD_DOI, FIELD_EPRINT, FIELD_HOWPUBLISHED}},
  {FIELD_ARCHIVEDATE, {FIELD_ARCHIVEURL, FIELD_URL}},
  {FIELD_ARCHIVEURL, {FIELD_URL}},
  {FIELD_EPRINTTYPE, {FIELD_EPRINT, FIELD_ARXIV}},
  {FIELD_EPRINTCLASS, {FIELD_EPRINT, FIELD_ARXIV}},
  {FIELD_EDITORTYPE, {FIELD_EDITOR}},
  {FIELD_AUTHORTYPE, {FIELD_AUTHOR}},
  {FIELD_SUBTITLE, {FIELD_TITLE}},
  {FIELD_BOOKSUBTITLE, {FIELD_BOOKTITLE}},
  {FIELD_JOURNALSUBTITLE, {FIELD_JOURNALTITLE}},
  {FIELD_MONTH, {FIELD_YEAR, FIELD_DATE}},
  {FIELD_DAY, {FIELD_MONTH, FIELD_DATE}},
  {FIELD_LASTPAGE, {FIELD_PAGES}},
};

static bool has_any(const field_set *set, const uint16_t others[4])
{
  for (size_t i = 0; i < 4 && others[i]; i++)
    if (field_set_has(set, others[i]))
      return true;
  return false;
}

static void check_dependent(entry_view *self)
{
  rule_run *run = self->run;
  for (size_t i = 0; !self->open && i < sizeof dependent / sizeof *dependent; i++) {
    if (!field_set_has(&self->own, dependent[i].field) || has_any(&self->all, dependent[i].others))
      continue;
    const dixit_field *field = bib_entry_field(run->doc, self->entry, dependent[i].field);
    const char *needed = vocabulary_field(run->doc, dependent[i].others[0]);
    if (field && needed)
      rule_report(run, RULE_REFERENCES_LONE_FIELD, field->name,
                  "\"%s\" says nothing without \"%s\": add that, or leave this out.", rule_excerpt(run, field->name),
                  needed);
  }
}

/* Pairs of which an entry has one; when the values agree, nothing is lost. */
static const uint16_t exclusive[][2] = {
    {FIELD_DATE, FIELD_YEAR}, {FIELD_DATE, FIELD_MONTH}, {FIELD_ORIGDATE, FIELD_ORIGYEAR}};

static bool agree(const dixit_doc *doc, const dixit_field *date, const dixit_field *part)
{
  dixit_text whole = doc_slice(doc, date->value), year = doc_slice(doc, part->value);
  if (part->field == FIELD_MONTH)
    return true;
  return year.length && year.length <= whole.length && memcmp(whole.bytes, year.bytes, year.length) == 0;
}

static void check_exclusive(entry_view *self)
{
  rule_run *run = self->run;
  for (size_t i = 0; i < sizeof exclusive / sizeof *exclusive; i++) {
    if (!field_set_has(&self->own, exclusive[i][0]) || !field_set_has(&self->own, exclusive[i][1]))
      continue;
    const dixit_field *date = bib_entry_field(run->doc, self->entry, exclusive[i][0]);
    const dixit_field *part = bib_entry_field(run->doc, self->entry, exclusive[i][1]);
    if (!agree(run->doc, date, part) && rule_report(run, RULE_REFERENCES_CONFLICTING_FIELDS, part->name,
                                                    "\"%s\" and \"%s\" say different things: keep one.",
                                                    rule_excerpt(run, date->name), rule_excerpt(run, part->name)))
      rule_relate(run, date->name, "the other field");
  }
}

/* Where none was written at all, the file's form is at fault. */
static bool has_value(const dixit_doc *doc, const dixit_field *field)
{
  char before = doc->text[field->value.start - 1];
  return doc->format != DIXIT_BIBTEX || !span_is_empty(field->value) || before == '{' || before == '"';
}

static void check_fields(entry_view *self)
{
  const dixit_doc *doc = self->run->doc;
  for (uint32_t i = 0; i < self->entry->field_count; i++) {
    const dixit_field *field = &fields_of(doc, self->entry)[i];
    check_name(self, field);
    if (field->field && i < FIELDS_COMPARED)
      check_repeated(self, field);
    if (is_empty(doc, field) && has_value(doc, field))
      rule_report(self->run, RULE_REFERENCES_EMPTY_FIELD, field->name,
                  "\"%s\" has no value: write it, or take the field away.", rule_excerpt(self->run, field->name));
  }
}

void check_entry_fields(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; doc->format == DIXIT_MEDIAWIKI && i < doc->entries.count; i++)
    check_template_parameters(run, &doc->entries.items[i]);
  if (doc->format != DIXIT_BIBTEX) /* other formats have other types and fields */
    return;
  for (uint32_t i = 0; i < doc->entries.count; i++) {
    entry_view view = {.run = run, .entry = &doc->entries.items[i]};
    if (view.entry->kind != DIXIT_ENTRY_WORK)
      continue;
    collect_own(doc, view.entry, &view.own);
    collect_all(&view);
    check_type(&view);
    check_needed(&view);
    check_allowed(&view);
    check_fields(&view);
    check_exclusive(&view);
    check_dependent(&view);
  }
}
