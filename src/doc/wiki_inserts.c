/* Notes and templates of wikitext: what stands for something that is written elsewhere, or is nothing a reader sees.
 *
 * Templates are not expanded: wiki_templates.c says which hold prose, quotations, notes, works or requests for sources;
 * all others take a noun's place within a line and are nothing on lines of their own. Names of notes are compared as
 * they stand: to MediaWiki "A b" and "A_b" are two. The fields of works get their meaning in refs/cs1.c. */
#include "doc/wiki_inserts.h"

#include "doc/wiki_templates.h"

enum { TAG_LIMIT = 500 };

/* ---- notes ---- */

/* A note with words, named or not; one without is used again. */
static void add_note(wiki_parser *self, dixit_span span, dixit_span name, dixit_span words, bool defined)
{
  bool named = !span_is_empty(name);
  dixit_citation_kind kind = named ? DIXIT_CITE_FOOTNOTE : DIXIT_CITE_INLINE_NOTE;
  if (!self->defining && (named || defined))
    prose_cite(&self->out, kind, span, named ? name : words, !self->silent);
  if (!defined)
    return;
  prose_reference(&self->out, named ? DIXIT_REF_FOOTNOTE : DIXIT_REF_NOTE, span,
                  named ? name : span_of(words.start, words.start), words);
  wiki_queue_note(self, span, words);
}

/* The ">" of the tag at `at`, or NULL. */
static const char *find_tag_end(const wiki_parser *self, uint32_t at)
{
  uint32_t left = self->text.length - at;
  return memchr(self->text.bytes + at, '>', left < TAG_LIMIT ? left : TAG_LIMIT);
}

uint32_t wiki_read_ref(wiki_parser *self, uint32_t at)
{
  const char *close = find_tag_end(self, at);
  uint32_t start, after = close ? (uint32_t)(close - self->text.bytes) + 1 : 0;
  if (!close)
    return at + 1;
  dixit_span name = wiki_attribute(&self->text, at + 4, after - 1, "name");
  if (close[-1] == '/') {
    add_note(self, span_of(at, after), name, span_of(after, after), false);
    return after;
  }
  uint32_t end = wiki_find_end(&self->text, after, "</ref>", WIKI_REF_BIT, &start);
  if (!end)
    return after;
  add_note(self, span_of(at, end), name, span_of(after, start), true);
  return end;
}

uint32_t wiki_read_references(wiki_parser *self, uint32_t at)
{
  const char *close = find_tag_end(self, at);
  uint32_t start, after = close ? (uint32_t)(close - self->text.bytes) + 1 : 0;
  if (!close || close[-1] == '/')
    return close ? after : at + 1;
  uint32_t end = wiki_find_end(&self->text, after, "</references>", WIKI_REFERENCES_BIT, &start);
  if (!end)
    return after;
  self->defining++;
  wiki_read_silently(self, span_of(after, start));
  self->defining--;
  return end;
}

/* ---- templates ---- */

/* The value of a parameter by number or by one of three names; empty when there is none. */
static dixit_span find_parameter(wiki_parser *self, wiki_parameters all, uint32_t number, const char *const names[3])
{
  wiki_parameter one;
  dixit_span found = span_of(all.end, all.end);
  while (wiki_next_parameter(&self->text, &all, &one)) {
    bool named = false;
    for (int i = 0; i < 3 && names[i]; i++)
      named = named || text_equal_folded(wiki_slice(self, one.name), text_from(names[i]));
    if ((named || (number && one.number == number)) && !span_is_empty(one.value) && span_is_empty(found))
      found = one.value;
  }
  return found;
}

static void read_parameters_silently(wiki_parser *self, wiki_parameters all)
{
  wiki_parameter one;
  while (wiki_next_parameter(&self->text, &all, &one))
    wiki_read_silently(self, one.value);
}

/* A work: its parameters are fields, whose meaning refs/cs1.c knows. */
static void add_entry(wiki_parser *self, dixit_span span, dixit_span name, wiki_parameters all)
{
  dixit_doc *doc = self->doc;
  dixit_entry *entry = ARRAY_ADD(&doc->memory, doc->entries);
  if (!entry)
    return;
  uint32_t index = doc->entries.count - 1;
  *entry = (dixit_entry){.span = span, .type = name, .key = span_of(name.end, name.end), .reference = DIXIT_NONE};
  entry->first_field = doc->fields.count;
  for (wiki_parameter one; wiki_next_parameter(&self->text, &all, &one);) {
    if (span_is_empty(one.name) || span_is_empty(one.value))
      continue;
    dixit_field *field = ARRAY_ADD(&doc->memory, doc->fields);
    if (!field)
      return;
    *field = (dixit_field){.name = one.name, .value = one.value, .entry = index};
    field->span = span_of(one.name.start, one.value.end);
    doc->entries.items[index].field_count++;
  }
}

/* "{{sfn|Brandt|Ruiz|1901|p=3}}": names and year are the key, up to the last parameter without a name. */
static void add_short(wiki_parser *self, dixit_span span, wiki_parameters all)
{
  static const char *const locators[3] = {"p", "pp", "loc"};
  dixit_span key = span_of(span.end, span.end), locator = find_parameter(self, all, 0, locators);
  for (wiki_parameter one; wiki_next_parameter(&self->text, &all, &one);) {
    if (!one.number || span_is_empty(one.value))
      continue;
    key = span_of(one.number > 1 && key.start < one.value.start ? key.start : one.value.start, one.value.end);
  }
  if (span_is_empty(key))
    return;
  uint32_t index = prose_cite(&self->out, DIXIT_CITE_SHORT, span, key, !self->silent);
  if (index != DIXIT_NONE && !span_is_empty(locator))
    self->doc->citations.items[index].locator = locator;
}

/* "{{refn|words|name=a}}". */
static void add_note_template(wiki_parser *self, dixit_span span, wiki_parameters all, uint32_t argument)
{
  static const char *const names[3] = {"name", NULL}, *const texts[3] = {"text", "1", NULL};
  dixit_span words = find_parameter(self, all, argument, texts);
  add_note(self, span, find_parameter(self, all, 0, names), words, !span_is_empty(words));
}

/* "{{r|a|b}}": each name is a note used again. */
static void add_reuses(wiki_parser *self, wiki_parameters all)
{
  for (wiki_parameter one; wiki_next_parameter(&self->text, &all, &one);)
    if (one.number && !span_is_empty(one.value) && !self->defining)
      prose_cite(&self->out, DIXIT_CITE_FOOTNOTE, one.value, one.value, !self->silent);
}

static void read_reference_list(wiki_parser *self, wiki_parameters all)
{
  static const char *const names[3] = {"refs", "notes", NULL};
  self->defining++;
  wiki_read_silently(self, find_parameter(self, all, 0, names));
  self->defining--;
}

/* A block quotation, and a paragraph that says who said so. */
static void read_quotation(wiki_parser *self, dixit_span span, wiki_parameters all, uint32_t argument)
{
  static const char *const texts[3] = {"text", "quote", "quotation"}, *const authors[3] = {"author", "by", "sign"};
  dixit_span words = find_parameter(self, all, argument, texts);
  dixit_span author = find_parameter(self, all, argument + 1, authors);
  uint32_t parent = self->out.parent;
  if (self->silent || span_is_empty(words)) {
    read_parameters_silently(self, all);
    return;
  }
  wiki_end_paragraph(self);
  uint32_t block = prose_block(&self->out, DIXIT_BLOCK_QUOTE, span.start, span.end);
  if (block == DIXIT_NONE)
    return;
  self->out.parent = block;
  self->out.quoted++;
  wiki_read_inside(self, words, true);
  self->out.quoted--;
  if (author.start >= words.end)
    wiki_read_inside(self, author, false);
  self->out.parent = parent;
  wiki_end_paragraph(self);
}

uint32_t wiki_read_template(wiki_parser *self, uint32_t open, uint32_t close, bool alone)
{
  wiki_parameters all;
  dixit_span span = span_of(open, close + 2), name = wiki_template(&self->text, open, close, &all);
  const wiki_template_row *row = wiki_template_find(wiki_slice(self, name));
  dixit_span *tag;
  switch (row->kind) {
  case WIKI_SKIP: break;
  case WIKI_TEXT:
    all.number = 0;
    if (row->argument)
      self->read_part(self, find_parameter(self, all, row->argument, (const char *const[3]){NULL}), false);
    break;
  case WIKI_QUOTE: read_quotation(self, span, all, row->argument); break;
  case WIKI_CITE:
    add_entry(self, span, name, all);
    if (!alone)
      wiki_noun(self, open, close + 2);
    break;
  case WIKI_SHORT: add_short(self, span, all); break;
  case WIKI_NOTE: add_note_template(self, span, all, row->argument); break;
  case WIKI_REUSE: add_reuses(self, all); break;
  case WIKI_REFERENCES: read_reference_list(self, all); break;
  case WIKI_CLEANUP:
    tag = ARRAY_ADD(&self->doc->memory, self->doc->cleanup_tags);
    if (tag)
      *tag = span;
    break;
  default:
    read_parameters_silently(self, all);
    if (!alone)
      wiki_noun(self, open, close + 2);
  }
  return close + 2;
}
