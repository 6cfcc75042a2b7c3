/* Rules about a bibliography as a whole: its form, its keys, and what entries take from each other. */
#include "base/utf8.h"
#include "doc/labels.h"
#include "refs/bibliographies.h"
#include "refs/fields.h"
#include "refs/values.h"
#include "rules/rule.h"

/* ---- form ---- */

/* By bib_problem_kind. */
static const char *const problem_messages[] = {
  "This value is not closed: what follows was read as if it were. Put the missing brace or mark at its end.",
  "This entry is not closed: put the missing brace at its end.",
  "A comma is missing here, before the next field.",
  "A value is missing here: write it in braces after the \"=\".",
  "This is no field (name = {value}) and is passed over: correct it, or take it away.",
  "This field stands outside any entry: the entry before was closed by a brace too many.",
  "This entry has no key, so nothing can cite it: put one before the first comma.",
};

static void check_macros(rule_run *run)
{
  dixit_doc *doc = run->doc;
  value_reader reader;
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  if (value_reader_init(&reader, doc, &scratch)) {
    for (uint32_t i = 0; i < doc->fields.count; i++) {
      const dixit_field *field = &doc->fields.items[i];
      uint32_t at = field->value.start;
      bool standard;
      for (dixit_span name; value_next_macro(doc, field, &at, &name);)
        if (value_macro_find(&reader, doc_slice(doc, name), &standard) == DIXIT_NONE && !standard)
          rule_report(run, RULE_REFERENCES_UNDEFINED_MACRO, name,
                      "No @string defines \"%s\": define it, or put braces around the words.", rule_excerpt(run, name));
    }
  }
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}

void check_bibliography_form(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->problems.count; i++)
    rule_report(run, RULE_REFERENCES_SYNTAX, doc->problems.items[i].span, "%s",
                problem_messages[doc->problems.items[i].kind]);
  check_macros(run);
}

/* ---- keys ---- */

static bool is_key_character(uint32_t code)
{
  if (code < 0x80)
    return code > ' ' && !strchr("\"#%'(),={}\\~\x7F", (int)code);
  return utf8_classify(code) != UTF8_BLANK && utf8_classify(code) != UTF8_IGNORED;
}

/* The first character of the key that cannot stand there; empty when all can. Apostrophes and brackets may. */
static dixit_span bad_character(const dixit_doc *doc, dixit_span key)
{
  for (uint32_t at = key.start; at < key.end;) {
    utf8_char c = utf8_decode(doc->text, key.end, at);
    if (!is_key_character(c.code) && c.code != '\'' && c.code != '(' && c.code != ')')
      return span_of(at, at + c.length);
    at += c.length;
  }
  return span_of(key.end, key.end);
}

/* A copy to the letter may go, with its line end. */
static void report_duplicate(rule_run *run, const dixit_reference *reference, const dixit_reference *first)
{
  const dixit_doc *doc = run->doc;
  bool copy = text_equal(doc_slice(doc, reference->span), doc_slice(doc, first->span)) &&
              reference->span.start != first->span.start;
  bool told = copy ? rule_report(run, RULE_REFERENCES_DUPLICATE_KEY, reference->key,
                                 "This entry is here for the second time: take it away.")
                   : rule_report(run, RULE_REFERENCES_DUPLICATE_KEY, reference->key,
                                 "The key \"%s\" is taken: give one of the two entries another.",
                                 rule_excerpt(run, reference->key));
  if (!told)
    return;
  rule_relate(run, first->key, "the other entry");
  uint32_t end = reference->span.end;
  if (copy)
    rule_mend(run, span_of(reference->span.start, end + (end < doc->length && doc->text[end] == '\n')), "",
              "take the copy away");
}

static void check_key(rule_run *run, const dixit_reference *reference)
{
  const dixit_doc *doc = run->doc;
  dixit_span bad = bad_character(doc, reference->key);
  if (reference->duplicate_of != DIXIT_NONE)
    report_duplicate(run, reference, &doc->references.items[reference->duplicate_of]);
  if (!span_is_empty(bad) && doc->format == DIXIT_BIBTEX) /* elsewhere keys may be addresses: "@{https://a.org/?b=c}" */
    rule_report(run, RULE_REFERENCES_BAD_KEY, reference->key,
                "The key has %s in it, which a citation cannot hold: leave it out.",
                (unsigned char)doc->text[bad.start] <= ' ' ? "a blank" : rule_excerpt(run, bad));
}

void check_bibliography_keys(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->references.count; i++)
    if (doc->references.items[i].kind == DIXIT_REF_ENTRY)
      check_key(run, &doc->references.items[i]);
}

/* ---- targets ---- */

/* A field that names other entries, and the place in its list. */
typedef struct target_list {
  const dixit_field *field;
  uint32_t at;
} target_list;

static bool next_target(const dixit_doc *doc, target_list *self, dixit_span *key)
{
  const char *text = doc->text;
  uint32_t end = self->field->value.end;
  while (self->at < end && (text[self->at] == ',' || (unsigned char)text[self->at] <= ' '))
    self->at++;
  uint32_t first = self->at;
  while (self->at < end && text[self->at] != ',')
    self->at++;
  uint32_t last = self->at;
  while (last > first && (unsigned char)text[last - 1] <= ' ')
    last--;
  *key = span_of(first, last);
  return last > first;
}

static uint8_t field_kind(const dixit_field *field)
{
  return bib_fields[field->field].kind;
}

static bool names_entries(const dixit_field *field)
{
  return (field_kind(field) == KIND_KEY || field_kind(field) == KIND_KEYS) && field->field != FIELD_IDS &&
         field->field != FIELD_ENTRYSET;
}

static void check_targets(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->fields.count; i++) {
    target_list list = {&doc->fields.items[i], doc->fields.items[i].value.start};
    if (!names_entries(list.field) || list.field->flags)
      continue;
    for (dixit_span key; next_target(doc, &list, &key);)
      if (label_find(&doc->labels, doc, DIXIT_REF_ENTRY, doc_slice(doc, key)) == DIXIT_NONE)
        rule_report(run, RULE_REFERENCES_MISSING_TARGET, key,
                    "There is no entry \"%s\" to take fields from: add it, or correct the key.",
                    rule_excerpt(run, key));
  }
}

/* ---- loops ---- */

/* An entry being followed: the field and the place in it that come next. */
typedef struct step {
  uint32_t entry;
  uint32_t field;
  uint32_t at;
} step;

enum { LOOP_NEW = 0, LOOP_OPEN = 1, LOOP_DONE = 2 };

/* owner: the entry of each reference. state: LOOP_... of each entry. */
typedef struct loop_search {
  rule_run *run;
  arena scratch;
  uint32_t *owner;
  uint8_t *state;
  ARRAY(step) steps;
} loop_search;

static bool inherits(const dixit_field *field)
{
  return field->field == FIELD_CROSSREF || field->field == FIELD_XDATA;
}

/* The next entry the step leads to, with the key that names it; DIXIT_NONE when there is none left. */
static uint32_t follow(const loop_search *self, step *from, dixit_span *key)
{
  const dixit_doc *doc = self->run->doc;
  const dixit_entry *entry = &doc->entries.items[from->entry];
  for (; from->field < entry->field_count; from->field++, from->at = 0) {
    target_list list = {&doc->fields.items[entry->first_field + from->field], from->at};
    if (!inherits(list.field) || list.field->flags)
      continue;
    list.at = list.at ? list.at : list.field->value.start;
    while (next_target(doc, &list, key)) {
      from->at = list.at;
      uint32_t reference = label_find(&doc->labels, doc, DIXIT_REF_ENTRY, doc_slice(doc, *key));
      if (reference != DIXIT_NONE && self->owner[reference] != DIXIT_NONE)
        return self->owner[reference];
    }
  }
  return DIXIT_NONE;
}

static void enter(loop_search *self, uint32_t entry)
{
  step *added = ARRAY_ADD(&self->scratch, self->steps);
  self->state[entry] = LOOP_OPEN;
  if (added)
    added->entry = entry;
}

/* Depth first; an entry met while it is still open closes a circle. */
static void search_from(loop_search *self, uint32_t entry)
{
  dixit_span key;
  enter(self, entry);
  while (self->steps.count && !self->scratch.failed) {
    step *last = &self->steps.items[self->steps.count - 1];
    uint32_t next = follow(self, last, &key);
    if (next == DIXIT_NONE) {
      self->state[last->entry] = LOOP_DONE;
      self->steps.count--;
    } else if (self->state[next] == LOOP_NEW) {
      enter(self, next);
    } else if (self->state[next] == LOOP_OPEN &&
               rule_report(self->run, RULE_REFERENCES_LOOP, key,
                           "This closes a circle: \"%s\" takes its fields, by way of others, from this entry. Take one "
                           "of the links away.", rule_excerpt(self->run, key))) {
      rule_relate(self->run, self->run->doc->entries.items[next].key, "the circle starts here");
    }
  }
}

/* Which entry each reference belongs to: further names of an entry are references too. */
static void find_owners(loop_search *self)
{
  const dixit_doc *doc = self->run->doc;
  for (uint32_t i = 0; i < doc->references.count; i++)
    self->owner[i] = DIXIT_NONE;
  for (uint32_t i = 0; i < doc->entries.count; i++)
    if (doc->entries.items[i].reference != DIXIT_NONE)
      self->owner[doc->entries.items[i].reference] = i;
  for (uint32_t i = 1; i < doc->references.count; i++)
    if (self->owner[i] == DIXIT_NONE && doc->references.items[i].span.start == doc->references.items[i - 1].span.start)
      self->owner[i] = self->owner[i - 1];
}

static void check_loops(rule_run *run)
{
  dixit_doc *doc = run->doc;
  loop_search self = {.run = run};
  arena_init(&self.scratch, &doc->memory.allocator);
  self.owner = arena_get(&self.scratch, ((size_t)doc->references.count + 1) * sizeof *self.owner);
  self.state = arena_get_zeroed(&self.scratch, (size_t)doc->entries.count + 1);
  if (self.owner && self.state) {
    find_owners(&self);
    for (uint32_t i = 0; i < doc->entries.count; i++)
      if (self.state[i] == LOOP_NEW)
        search_from(&self, i);
  }
  doc->memory.failed = doc->memory.failed || self.scratch.failed;
  arena_done(&self.scratch);
}

void check_bibliography_targets(rule_run *run)
{
  if (run->doc->entries.count == 0)
    return;
  check_targets(run);
  check_loops(run);
}
