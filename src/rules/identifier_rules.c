/* Rules about identifiers and addresses in bibliography entries: refs/identifiers.c and refs/urls.c say what is wrong,
 * this file where and what to do. */
#include <stdio.h>

#include "refs/bibliographies.h"
#include "refs/catalogues.h"
#include "refs/fields.h"
#include "refs/identifiers.h"
#include "refs/urls.h"
#include "refs/values.h"
#include "rules/rule.h"

typedef struct identifier_run {
  rule_run *run;
  value_reader reader;
  const dixit_entry *entry;
  const dixit_field *field;
  dixit_text value;
} identifier_run;

/* By identifier_fault, for identifiers made of digits. */
static const char *const digit_faults[] = {
    "",
    "has too many or too few digits",
    "has a character in it that cannot stand there",
    "has a wrong digit: its check digit does not fit",
    "cannot start so",
    "names a number or month that does not exist",
    "has something stuck to its end",
};

/* Part of the value in the document; the whole when the value is not the document's own text. */
static dixit_span place_of(const identifier_run *self, dixit_span part)
{
  const char *text = self->run->doc->text;
  bool own = self->value.bytes >= text && self->value.bytes + self->value.length <= text + self->run->doc->length;
  uint32_t start = own ? (uint32_t)(self->value.bytes - text) : 0;
  return own ? span_of(start + part.start, start + part.end) : self->field->value;
}

static dixit_span whole(const identifier_run *self)
{
  return span_of(0, (uint32_t)self->value.length);
}

static void report_digits(identifier_run *self, uint32_t rule, const char *name, dixit_span part,
                          const identifier_check *check)
{
  if (check->fault == IDENTIFIER_FINE)
    return;
  dixit_span place = place_of(self, part);
  const char *meant = check->meant;
  bool told = meant[0]
                  ? rule_report(self->run, rule, place, "This %s %s: is %s meant?", name, digit_faults[check->fault],
                                meant)
                  : rule_report(self->run, rule, place, "This %s %s: look it up.", name, digit_faults[check->fault]);
  if (told && meant[0])
    rule_fix(self->run, place, meant, "correct it");
}

static dixit_text slice(dixit_text text, dixit_span span)
{
  return text_of(text.bytes + span.start, span_length(span));
}

/* Two numbers of ten and thirteen digits whose cores differ by one digit, or by two exchanged, were meant to be one. */
static void check_pair(identifier_run *self, dixit_text a, dixit_text b, dixit_span place)
{
  char left[14], right[14];
  size_t differ = 0;
  if (!isbn_normalize(a, left) || !isbn_normalize(b, right))
    return;
  for (size_t i = 3; i < 12; i++)
    differ += left[i] != right[i];
  if (differ == 1 || differ == 2)
    rule_report(self->run, RULE_REFERENCES_BAD_ISBN, place,
                "These two ISBNs are all but one: one of them has a wrong digit, or belongs to another volume. Look it "
                "up.");
}

static void check_other_isbn(identifier_run *self)
{
  const dixit_field *other = bib_entry_field(self->run->doc, self->entry, FIELD_ISBN);
  if (self->field->field == FIELD_ISBN13 && other)
    check_pair(self, doc_slice(self->run->doc, other->value), self->value, self->field->value);
}

static void check_isbns(identifier_run *self)
{
  dixit_span parts[IDENTIFIERS_IN_LIST];
  uint32_t count = isbn_split(self->value, parts);
  for (uint32_t i = 0; i < count; i++) {
    identifier_check check = isbn_check(slice(self->value, parts[i]));
    report_digits(self, RULE_REFERENCES_BAD_ISBN, "ISBN", parts[i], &check);
  }
  check_other_isbn(self);
  if (count == 0 && self->value.length) {
    identifier_check check = {.fault = IDENTIFIER_LENGTH, .meant = ""};
    report_digits(self, RULE_REFERENCES_BAD_ISBN, "ISBN", whole(self), &check);
  }
}

static void check_issns(identifier_run *self)
{
  size_t start = 0;
  for (size_t at = 0; at <= self->value.length; at++) {
    char c = at < self->value.length ? self->value.bytes[at] : ',';
    if (c != ',' && c != ';' && c != '/' && !((c == ' ') && at - start >= 8))
      continue;
    dixit_span part = span_of((uint32_t)start, (uint32_t)at);
    while (part.start < part.end && self->value.bytes[part.start] == ' ')
      part.start++;
    identifier_check check = issn_check(slice(self->value, part));
    if (!span_is_empty(part))
      report_digits(self, RULE_REFERENCES_BAD_ISSN, "ISSN", part, &check);
    start = at + 1;
  }
}

static void check_doi(identifier_run *self)
{
  identifier_check check = doi_check(self->value);
  rule_run *run = self->run;
  dixit_span place = self->field->value;
  if (check.fault == IDENTIFIER_FINE)
    return;
  bool told = check.meant[0]
                  ? rule_report(run, RULE_REFERENCES_BAD_DOI, place,
                                "Write the DOI alone, as %s: what stands around it breaks the link.", check.meant)
                  : rule_report(run, RULE_REFERENCES_BAD_DOI, place,
                                check.fault == IDENTIFIER_CHARACTER ? "A DOI has no blanks, dashes or other such "
                                                                      "characters in it: look it up."
                                                                    : "A DOI has the form 10.1234/name: look it up.");
  if (told && check.meant[0])
    rule_mend(run, place, check.meant, "write the DOI alone");
}

/* Which archive `eprint` belongs to: what eprinttype says; arXiv where nothing does and it has arXiv's form or class.
 */
static bool is_arxiv(const identifier_run *self)
{
  const dixit_doc *doc = self->run->doc;
  const dixit_field *type = bib_entry_field(doc, self->entry, FIELD_EPRINTTYPE);
  if (type)
    return text_equal_folded(doc_slice(doc, type->value), text_from("arxiv"));
  dixit_text value = self->value;
  return value.length > 6 && text_equal_folded(text_of(value.bytes, 6), text_from("arxiv:"));
}

static void check_eprint(identifier_run *self)
{
  static const struct {
    const char *name;
    identifier_check (*check)(dixit_text);
  } archives[] = {{"arxiv", arxiv_check}, {"pubmed", pmid_check}, {"hdl", handle_check}};
  static const char *const names[] = {"arXiv identifier", "PubMed number", "Handle"};
  const dixit_doc *doc = self->run->doc;
  const dixit_field *type = bib_entry_field(doc, self->entry, FIELD_EPRINTTYPE);
  dixit_text archive = type ? doc_slice(doc, type->value) : text_from(is_arxiv(self) ? "arxiv" : "");
  for (size_t i = 0; i < sizeof archives / sizeof *archives; i++) {
    if (!text_equal_folded(archive, text_from(archives[i].name)))
      continue;
    identifier_check check = archives[i].check(self->value);
    report_digits(self, RULE_REFERENCES_BAD_EPRINT, names[i], whole(self), &check);
  }
}

static void check_with(identifier_run *self, const char *name, identifier_check (*function)(dixit_text))
{
  identifier_check check = function(self->value);
  report_digits(self, RULE_REFERENCES_BAD_EPRINT, name, whole(self), &check);
}

static void check_catalogue(identifier_run *self)
{
  const catalogue *found = catalogue_find(self->field->field);
  if (!found)
    return;
  identifier_check check = found->check(self->value);
  report_digits(self, RULE_REFERENCES_BAD_NUMBER, found->name, whole(self), &check);
}

/* By url_fault. */
static const char *const url_messages[] = {
  "",
  "A web address starts with https:// or http://: put the right one there.",
  "This address has no host that the web knows: correct it.",
  "This address has a blank in it: write %20, or take away what follows.",
  "This address leads to a file or page of your own computer: nobody else can open it.",
  "This is an archived copy of an archived copy: give the address of the page itself.",
  "The date in the archive's address does not exist: correct it.",
  "Something is stuck to the end of this address: take it away.",
};

/* By url_weakness. */
static const char *const weakness_messages[] = {
  "",
  "This part of the address only tells who sent the reader there: take it away.",
  "This part of the address belongs to one visit and will not work again: take it away.",
  "Services that shorten addresses come and go: give the address they lead to.",
};

static void check_weakness(identifier_run *self)
{
  dixit_span part;
  url_weakness weakness = url_find_weakness(self->value, &part);
  if (weakness == URL_STRONG)
    return;
  dixit_span place = place_of(self, part);
  if (rule_report(self->run, RULE_REFERENCES_FRAGILE_URL, place, "%s", weakness_messages[weakness]) &&
      weakness == URL_TRACKING && place.end == self->field->value.end)
    rule_fix(self->run, place, "", "take it away");
}

static void check_url(identifier_run *self)
{
  url_check_result result = url_check(self->value);
  rule_run *run = self->run;
  if (result.fault == URL_FINE) {
    check_weakness(self);
    return;
  }
  dixit_span place = place_of(self, whole(self));
  if (rule_report(run, RULE_REFERENCES_BAD_URL, place, "%s", url_messages[result.fault]) && result.meant)
    rule_fix(run, span_of(place.start, place.start + (uint32_t)result.meant_length), result.meant, "correct the start");
}

static void check_field(identifier_run *self)
{
  switch (bib_fields[self->field->field].kind) {
  case KIND_ISBN: check_isbns(self); break;
  case KIND_ISSN: check_issns(self); break;
  case KIND_DOI: check_doi(self); break;
  case KIND_URL: check_url(self); break;
  case KIND_EPRINT:
    if (self->field->field == FIELD_ARXIV)
      check_with(self, "arXiv identifier", arxiv_check);
    else
      check_eprint(self);
    break;
  case KIND_PMID: check_with(self, "PubMed number", pmid_check); break;
  case KIND_PMCID: check_with(self, "PubMed Central number", pmcid_check); break;
  case KIND_HANDLE: check_with(self, "Handle", handle_check); break;
  default: check_catalogue(self);
  }
}

static bool is_identifier(const dixit_field *field)
{
  switch (bib_fields[field->field].kind) {
  case KIND_ISBN: case KIND_ISSN: case KIND_DOI: case KIND_URL: case KIND_EPRINT: case KIND_PMID: case KIND_PMCID:
  case KIND_HANDLE: case KIND_CATALOGUE:
    return true;
  default:
    return false;
  }
}

void check_entry_identifiers(rule_run *run)
{
  dixit_doc *doc = run->doc;
  identifier_run self = {.run = run};
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  if (doc->entries.count && value_reader_init(&self.reader, doc, &scratch)) {
    for (uint32_t i = 0; i < doc->fields.count; i++) {
      self.field = &doc->fields.items[i];
      self.entry = &doc->entries.items[self.field->entry];
      if (!is_identifier(self.field) || span_is_empty(self.field->value))
        continue;
      bool url = bib_fields[self.field->field].kind == KIND_URL;
      self.value = url && !self.field->flags ? doc_slice(doc, self.field->value) : value_read(&self.reader, self.field);
      check_field(&self);
    }
  }
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
