/* Wikitext (MediaWiki) to blocks, runs, citations, references, entries and clean-up tags.
 *
 * Templates are not expanded: wiki_templates.c says which hold prose, quotations, notes, works or requests for sources;
 * all others take a noun's place within a line and are nothing on lines of their own. Notes are looked for everywhere,
 * in the parameters of templates too, and read after their paragraph. Names of notes are compared as they stand: to
 * MediaWiki "A b" and "A_b" are two. The fields of works get their meaning in refs/cs1.c. */
#include "doc/entities.h"
#include "doc/markdown_scan.h"
#include "doc/prose.h"
#include "doc/reader.h"
#include "doc/wiki_scan.h"
#include "doc/wiki_templates.h"

enum { DEPTH_LIMIT = 8, NESTING_LIMIT = 40, TABLE_LIMIT = 20, TAG_LIMIT = 500, LINK_LIMIT = 2000 };

/* A note that waits for its paragraph's end. */
typedef struct note {
  dixit_span span;
  dixit_span words;
} note;

typedef struct parser {
  dixit_doc *doc;
  arena scratch;
  wiki_text text;
  prose out;
  ARRAY(note) notes;
  uint32_t tables[TABLE_LIMIT];
  uint32_t table_count;
  uint32_t table_base; /* tables below it are those around the part being read */
  uint32_t list;
  uint32_t item;
  uint32_t depth;
  uint32_t nesting;    /* of read_part in itself */
  uint32_t silent;     /* within parameters that are no prose */
  uint32_t defining;   /* within <references>: notes are defined, not cited */
} parser;

static void read_part(parser *self, dixit_span part, bool lines);
static uint32_t read_template(parser *self, uint32_t open, uint32_t close, bool alone);

static char byte_at(const parser *self, uint32_t at)
{
  return at < self->text.length ? self->text.bytes[at] : '\0';
}

static dixit_text slice(const parser *self, dixit_span span)
{
  return text_of(self->text.bytes + span.start, span_length(span));
}

static uint32_t line_end(const parser *self, uint32_t at, uint32_t end)
{
  const char *feed = at < end ? memchr(self->text.bytes + at, '\n', end - at) : NULL;
  return feed ? (uint32_t)(feed - self->text.bytes) : end;
}

/* ---- paragraphs and notes ---- */

static void add_text(parser *self, uint32_t start, uint32_t end)
{
  if (!self->silent && start < end)
    prose_text(&self->out, start, end);
}

static void add_noun(parser *self, uint32_t start, uint32_t end)
{
  if (!self->silent)
    prose_opaque(&self->out, start, end);
}

static void close_list(parser *self, uint32_t at);
static void close_table(parser *self, uint32_t at);

/* Words that are a leaf of their own or stand in a container; the state around them stays. */
static void read_inside(parser *self, dixit_span words, bool lines)
{
  prose around = self->out;
  uint32_t list = self->list, item = self->item, base = self->table_base;
  if (self->depth >= DEPTH_LIMIT)
    return;
  self->depth++;
  self->list = self->item = DIXIT_NONE;
  self->table_base = self->table_count;
  self->out.flags = 0;
  self->out.link = DIXIT_NONE;
  read_part(self, words, lines);
  close_list(self, words.end);
  while (self->table_count > self->table_base)
    close_table(self, words.end);
  prose_close(&self->out);
  self->list = list;
  self->item = item;
  self->table_base = base;
  self->depth--;
  around.block = DIXIT_NONE;
  self->out = around;
}

static void read_silently(parser *self, dixit_span words)
{
  if (self->depth >= DEPTH_LIMIT || span_is_empty(words))
    return;
  self->depth++;
  self->silent++;
  read_part(self, words, false);
  self->silent--;
  self->depth--;
}

static void read_note(parser *self, const note *waiting)
{
  uint32_t parent = self->out.parent;
  uint8_t kind = self->out.kind;
  uint32_t block = prose_block(&self->out, DIXIT_FOOTNOTE, waiting->span.start, waiting->span.end);
  if (block == DIXIT_NONE)
    return;
  self->out.parent = block;
  self->out.kind = DIXIT_PARAGRAPH;
  read_inside(self, waiting->words, false);
  self->out.parent = parent;
  self->out.kind = kind;
}

static void end_paragraph(parser *self)
{
  prose_close(&self->out);
  self->out.flags = 0;
  self->out.link = DIXIT_NONE;
  if (self->depth || self->silent)
    return;
  for (uint32_t i = 0; i < self->notes.count && !self->scratch.failed; i++) { /* grows: notes in notes */
    note waiting = self->notes.items[i];
    read_note(self, &waiting);
  }
  self->notes.count = 0;
}

static void queue_note(parser *self, dixit_span span, dixit_span words)
{
  note *waiting = ARRAY_ADD(&self->scratch, self->notes);
  if (waiting)
    *waiting = (note){span, words};
}

/* ---- notes ---- */

/* A note with words, named or not; one without is used again. */
static void add_note(parser *self, dixit_span span, dixit_span name, dixit_span words, bool defined)
{
  bool named = !span_is_empty(name);
  dixit_citation_kind kind = named ? DIXIT_CITE_FOOTNOTE : DIXIT_CITE_INLINE_NOTE;
  if (!self->defining && (named || defined))
    prose_cite(&self->out, kind, span, named ? name : words, !self->silent);
  if (!defined)
    return;
  prose_reference(&self->out, named ? DIXIT_REF_FOOTNOTE : DIXIT_REF_NOTE, span,
                  named ? name : span_of(words.start, words.start), words);
  queue_note(self, span, words);
}

/* The ">" of the tag at `at`, or NULL. */
static const char *find_tag_end(const parser *self, uint32_t at)
{
  uint32_t left = self->text.length - at;
  return memchr(self->text.bytes + at, '>', left < TAG_LIMIT ? left : TAG_LIMIT);
}

/* "<ref name=a>words</ref>", "<ref name=a />". */
static uint32_t read_ref(parser *self, uint32_t at)
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

/* Notes between "<references>" and "</references>" are only defined. */
static uint32_t read_references(parser *self, uint32_t at)
{
  const char *close = find_tag_end(self, at);
  uint32_t start, after = close ? (uint32_t)(close - self->text.bytes) + 1 : 0;
  if (!close || close[-1] == '/')
    return close ? after : at + 1;
  uint32_t end = wiki_find_end(&self->text, after, "</references>", WIKI_REFERENCES_BIT, &start);
  if (!end)
    return after;
  self->defining++;
  read_silently(self, span_of(after, start));
  self->defining--;
  return end;
}

/* ---- templates ---- */

/* The value of a parameter by number or by one of three names; empty when there is none. */
static dixit_span find_parameter(parser *self, wiki_parameters all, uint32_t number, const char *const names[3])
{
  wiki_parameter one;
  dixit_span found = span_of(all.end, all.end);
  while (wiki_next_parameter(&self->text, &all, &one)) {
    bool named = false;
    for (int i = 0; i < 3 && names[i]; i++)
      named = named || text_equal_folded(slice(self, one.name), text_from(names[i]));
    if ((named || (number && one.number == number)) && !span_is_empty(one.value) && span_is_empty(found))
      found = one.value;
  }
  return found;
}

static void read_parameters_silently(parser *self, wiki_parameters all)
{
  wiki_parameter one;
  while (wiki_next_parameter(&self->text, &all, &one))
    read_silently(self, one.value);
}

/* A work: its parameters are fields, whose meaning refs/cs1.c knows. */
static void add_entry(parser *self, dixit_span span, dixit_span name, wiki_parameters all)
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
static void add_short(parser *self, dixit_span span, wiki_parameters all)
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
static void add_note_template(parser *self, dixit_span span, wiki_parameters all, uint32_t argument)
{
  static const char *const names[3] = {"name", NULL}, *const texts[3] = {"text", "1", NULL};
  dixit_span words = find_parameter(self, all, argument, texts);
  add_note(self, span, find_parameter(self, all, 0, names), words, !span_is_empty(words));
}

/* "{{r|a|b}}": each name is a note used again. */
static void add_reuses(parser *self, wiki_parameters all)
{
  for (wiki_parameter one; wiki_next_parameter(&self->text, &all, &one);)
    if (one.number && !span_is_empty(one.value) && !self->defining)
      prose_cite(&self->out, DIXIT_CITE_FOOTNOTE, one.value, one.value, !self->silent);
}

static void read_reference_list(parser *self, wiki_parameters all)
{
  static const char *const names[3] = {"refs", "notes", NULL};
  self->defining++;
  read_silently(self, find_parameter(self, all, 0, names));
  self->defining--;
}

/* A block quotation, and a paragraph that says who said so. */
static void read_quotation(parser *self, dixit_span span, wiki_parameters all, uint32_t argument)
{
  static const char *const texts[3] = {"text", "quote", "quotation"}, *const authors[3] = {"author", "by", "sign"};
  dixit_span words = find_parameter(self, all, argument, texts);
  dixit_span author = find_parameter(self, all, argument + 1, authors);
  uint32_t parent = self->out.parent;
  if (self->silent || span_is_empty(words)) {
    read_parameters_silently(self, all);
    return;
  }
  end_paragraph(self);
  uint32_t block = prose_block(&self->out, DIXIT_BLOCK_QUOTE, span.start, span.end);
  if (block == DIXIT_NONE)
    return;
  self->out.parent = block;
  self->out.quoted++;
  read_inside(self, words, true);
  self->out.quoted--;
  if (author.start >= words.end)
    read_inside(self, author, false);
  self->out.parent = parent;
  end_paragraph(self);
}

/* A template in its braces; the byte after it. `alone`: it stands on lines of its own. */
static uint32_t read_template(parser *self, uint32_t open, uint32_t close, bool alone)
{
  wiki_parameters all;
  dixit_span span = span_of(open, close + 2), name = wiki_template(&self->text, open, close, &all);
  const wiki_template_row *row = wiki_template_find(slice(self, name));
  dixit_span *tag;
  switch (row->kind) {
  case WIKI_SKIP: break;
  case WIKI_TEXT:
    all.number = 0;
    if (row->argument)
      read_part(self, find_parameter(self, all, row->argument, (const char *const[3]){NULL}), false);
    break;
  case WIKI_QUOTE: read_quotation(self, span, all, row->argument); break;
  case WIKI_CITE:
    add_entry(self, span, name, all);
    if (!alone)
      add_noun(self, open, close + 2);
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
      add_noun(self, open, close + 2);
  }
  return close + 2;
}

/* ---- links ---- */

static bool starts_folded(dixit_text text, const char *start)
{
  size_t length = strlen(start);
  return text.length >= length && text_equal_folded(text_of(text.bytes, length), text_from(start));
}

/* Files, categories and the same page in other languages are no prose. */
static bool is_no_link(dixit_text target)
{
  static const char *const starts[] = {"file:", "image:", "category:", "media:", "bild:", "datei:", "kategorie:"};
  const char *colon = memchr(target.bytes, ':', target.length);
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (starts_folded(target, starts[i]))
      return true;
  size_t length = colon ? (size_t)(colon - target.bytes) : 0;
  for (size_t i = 0; i < length; i++)
    if (target.bytes[i] < 'a' || target.bytes[i] > 'z')
      return false;
  return length == 2 || length == 3;
}

/* "[[target|words]]": the words, which are the target where there are none. Words in a picture's caption are none. */
static uint32_t read_wiki_link(parser *self, uint32_t open, uint32_t close)
{
  wiki_parameters all = {open + 1, close, 0};
  wiki_parameter target, words;
  bool some = wiki_next_parameter(&self->text, &all, &target);
  dixit_span shown = some ? wiki_trim(&self->text, span_of(open + 2, all.at)) : span_of(open, open);
  if (is_no_link(slice(self, shown))) {
    while (wiki_next_parameter(&self->text, &all, &words))
      read_silently(self, words.value);
    return close + 2;
  }
  if (all.at < close)
    shown = span_of(all.at + 1, close);
  uint8_t flags = self->out.flags;
  self->out.flags |= DIXIT_RUN_LINK;
  read_part(self, shown, false);
  self->out.flags = flags;
  return close + 2;
}

static bool is_address(dixit_text text)
{
  static const char *const starts[] = {"http://", "https://", "//", "ftp://"};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (starts_folded(text, starts[i]))
      return true;
  return false;
}

/* "[https://example.org words]". */
static uint32_t read_web_link(parser *self, uint32_t at, uint32_t end)
{
  dixit_text rest = text_of(self->text.bytes + at + 1, end - at - 1);
  if (!is_address(rest))
    return at;
  uint32_t last = at + 1, line = line_end(self, at, end - at < LINK_LIMIT ? end : at + LINK_LIMIT);
  const char *close = memchr(self->text.bytes + at, ']', line - at);
  if (!close)
    return at;
  uint32_t stop = (uint32_t)(close - self->text.bytes);
  while (last < stop && (unsigned char)self->text.bytes[last] > ' ')
    last++;
  dixit_span words = wiki_trim(&self->text, span_of(last, stop)), address = span_of(at + 1, last);
  if (span_is_empty(words)) {
    prose_cite(&self->out, DIXIT_CITE_URL, span_of(at, stop + 1), address, !self->silent);
    return stop + 1;
  }
  uint32_t around = self->out.link;
  self->out.link = prose_cite(&self->out, DIXIT_CITE_LINK, span_of(at, stop + 1), address, false);
  read_part(self, words, false);
  self->out.link = around;
  return stop + 1;
}

/* ---- inline ---- */

/* "''", "'''", "'''''"; a single one is text, and so is the first of four. */
static uint32_t read_apostrophes(parser *self, uint32_t at)
{
  uint32_t count = 1;
  while (byte_at(self, at + count) == '\'')
    count++;
  uint32_t text = count == 1 ? 1 : count == 4 ? 1 : count > 5 ? count - 5 : 0;
  add_text(self, at, at + text);
  count -= text;
  if (count == 2 || count == 5)
    self->out.flags ^= DIXIT_RUN_EMPHASIS;
  if (count == 3 || count == 5)
    self->out.flags ^= DIXIT_RUN_STRONG;
  return at + text + count;
}

static uint32_t read_tag(parser *self, uint32_t at, uint32_t end)
{
  bool noun;
  if (wiki_is_tag(&self->text, at, "<ref"))
    return read_ref(self, at);
  if (wiki_is_tag(&self->text, at, "<references"))
    return read_references(self, at);
  uint32_t raw = wiki_skip_raw(&self->text, at, &noun);
  if (raw) {
    if (noun)
      add_noun(self, at, raw);
    return raw;
  }
  size_t tag = scan_tag(text_of(self->text.bytes, end), at);
  if (!tag) {
    add_text(self, at, at + 1);
    return at + 1;
  }
  if (wiki_is_tag(&self->text, at, "<br") && !self->silent)
    prose_blank(&self->out, at, (uint32_t)tag);
  return (uint32_t)tag;
}

static uint32_t read_entity(parser *self, uint32_t at, uint32_t end)
{
  uint32_t codes[2];
  size_t after = entity_scan(text_of(self->text.bytes, end), at, codes);
  if (!after) {
    add_text(self, at, at + 1);
    return at + 1;
  }
  if (!self->silent)
    prose_entity(&self->out, at, (uint32_t)after, codes);
  return (uint32_t)after;
}

/* A bare "https://..." whose ":" is at `at`; `from` is where text not yet written begins. Returns `at` when it is
 * none. */
static uint32_t read_bare_url(parser *self, uint32_t from, uint32_t at, uint32_t end)
{
  size_t start, stop = scan_url_at_colon(text_of(self->text.bytes, end), from, at, &start);
  if (!stop)
    return at;
  dixit_span url = span_of((uint32_t)start, (uint32_t)stop);
  add_text(self, from, url.start);
  prose_cite(&self->out, DIXIT_CITE_URL, url, url, !self->silent);
  return url.end;
}

/* "{{...}}", "[[...]]", "[https://...]"; `at` when it is none of them. */
static uint32_t read_bracket(parser *self, uint32_t at, uint32_t end)
{
  bool brace = self->text.bytes[at] == '{';
  uint32_t close = byte_at(self, at + 1) == self->text.bytes[at] ? wiki_close(&self->text, at) : DIXIT_NONE;
  if (close != DIXIT_NONE && close < end)
    return brace ? read_template(self, at, close, false) : read_wiki_link(self, at, close);
  return brace ? at : read_web_link(self, at, end);
}

/* "__NOTOC__"; `at` when it is none. */
static uint32_t skip_magic_word(const parser *self, uint32_t at, uint32_t end)
{
  uint32_t after = at + 2;
  if (byte_at(self, at + 1) != '_')
    return at;
  while (after < end && self->text.bytes[after] >= 'A' && self->text.bytes[after] <= 'Z')
    after++;
  bool closed = byte_at(self, after) == '_' && byte_at(self, after + 1) == '_';
  return closed && after > at + 2 ? after + 2 : at;
}

/* What a sign begins; the byte after it. */
static uint32_t read_special(parser *self, uint32_t at, uint32_t end)
{
  uint32_t after = at;
  switch (self->text.bytes[at]) {
  case '\'': return read_apostrophes(self, at);
  case '<': return read_tag(self, at, end);
  case '&': return read_entity(self, at, end);
  case '{':
  case '[': after = read_bracket(self, at, end); break;
  case '_': after = skip_magic_word(self, at, end); break;
  }
  if (after > at)
    return after;
  add_text(self, at, at + 1);
  return at + 1;
}

/* ---- lines ---- */

static void close_list(parser *self, uint32_t at)
{
  if (self->list == DIXIT_NONE)
    return;
  end_paragraph(self);
  self->out.parent = self->doc->blocks.items[self->list].parent;
  self->doc->blocks.items[self->list].span.end = self->doc->blocks.items[self->item].span.end = at;
  self->list = self->item = DIXIT_NONE;
}

/* "* words", "# words", ": words", "; words": an item a line. */
static uint32_t open_item(parser *self, uint32_t at, uint32_t end)
{
  uint32_t words = at;
  while (words < end && scan_is_one_of(self->text.bytes[words], "*#:; "))
    words++;
  end_paragraph(self);
  if (self->list == DIXIT_NONE) {
    self->list = prose_block(&self->out, DIXIT_LIST, at, words);
    self->out.parent = self->list;
  } else {
    self->out.parent = self->list;
    self->doc->blocks.items[self->item].span.end = at;
  }
  self->item = prose_block(&self->out, DIXIT_LIST_ITEM, at, words);
  self->out.parent = self->item;
  return words;
}

/* "== words ==": the byte after its line, or `at`. */
static uint32_t read_heading(parser *self, uint32_t at, uint32_t end)
{
  uint32_t stop = line_end(self, at, end), level = 0;
  dixit_span line = wiki_trim(&self->text, span_of(at, stop));
  while (line.start + level < line.end && level < 6 && self->text.bytes[line.start + level] == '=')
    level++;
  if (span_length(line) < 2 * level + 1 || self->text.bytes[line.end - 1] != '=')
    return at;
  uint32_t last = line.end;
  while (last > line.start + level && line.end - last < level && self->text.bytes[last - 1] == '=')
    last--;
  end_paragraph(self);
  self->out.kind = DIXIT_HEADING;
  self->out.level = (uint8_t)level;
  read_inside(self, wiki_trim(&self->text, span_of(line.start + level, last)), false);
  self->out.kind = DIXIT_PARAGRAPH;
  self->out.level = 0;
  end_paragraph(self);
  return stop;
}

static uint32_t open_table(parser *self, uint32_t at, uint32_t end)
{
  uint32_t stop = line_end(self, at, end);
  if (self->table_count == TABLE_LIMIT)
    return stop;
  end_paragraph(self);
  uint32_t block = prose_block(&self->out, DIXIT_TABLE, at, at + 2);
  if (block == DIXIT_NONE)
    return stop;
  self->tables[self->table_count++] = block;
  self->out.parent = block;
  self->out.kind = DIXIT_TABLE_CELL;
  return stop;
}

static void close_table(parser *self, uint32_t at)
{
  end_paragraph(self);
  dixit_block *block = &self->doc->blocks.items[self->tables[--self->table_count]];
  block->span.end = at;
  self->out.parent = block->parent;
  self->out.kind = self->table_count ? DIXIT_TABLE_CELL : DIXIT_PARAGRAPH;
}

/* Past the attributes before a cell's words: "style=... | words". */
static uint32_t skip_cell_attributes(const parser *self, uint32_t at, uint32_t end)
{
  for (uint32_t i = at; i < end && !scan_is_one_of(self->text.bytes[i], "\n[{<"); i++)
    if (self->text.bytes[i] == '|')
      return byte_at(self, i + 1) == '|' ? at : i + 1;
  return at;
}

/* A line within a table; the place to go on from. */
static uint32_t read_table_line(parser *self, uint32_t at, uint32_t end)
{
  char next = byte_at(self, at + 1);
  if (self->text.bytes[at] == '|' && next == '}') {
    close_table(self, at + 2);
    return at + 2;
  }
  end_paragraph(self);
  if (self->text.bytes[at] == '|' && next == '-')
    return line_end(self, at, end);
  return skip_cell_attributes(self, at + 1 + (next == '+'), end);
}

/* A template on lines of its own: the byte after it, or `at`. */
static uint32_t read_lone_template(parser *self, uint32_t at, uint32_t end)
{
  uint32_t close = byte_at(self, at + 1) == '{' ? wiki_close(&self->text, at) : DIXIT_NONE, after = close + 2;
  if (close == DIXIT_NONE || close >= end)
    return at;
  while (after < end && (self->text.bytes[after] == ' ' || self->text.bytes[after] == '\r'))
    after++;
  if (after < end && self->text.bytes[after] != '\n')
    return at;
  end_paragraph(self);
  uint32_t last = read_template(self, at, close, true);
  end_paragraph(self);
  return last;
}

/* What starts a line; the place to go on from. */
static uint32_t read_line_start(parser *self, uint32_t at, uint32_t end)
{
  while (at < end && (self->text.bytes[at] == ' ' || self->text.bytes[at] == '\t' || self->text.bytes[at] == '\r'))
    at++;
  char c = at < end ? self->text.bytes[at] : '\n';
  uint32_t after = at;
  if (c != '*' && c != '#' && c != ':' && c != ';')
    close_list(self, at);
  if (c == '\n') {
    end_paragraph(self);
    return at;
  }
  if (c == '=')
    after = read_heading(self, at, end);
  else if (c == '{' && byte_at(self, at + 1) == '|')
    after = open_table(self, at, end);
  else if (c == '{')
    after = read_lone_template(self, at, end);
  else if (c == '-' && at + 4 <= end && memcmp(self->text.bytes + at, "----", 4) == 0)
    after = at + 4;
  if (after > at)
    return after;
  if (self->table_count > self->table_base && (c == '|' || c == '!'))
    return read_table_line(self, at, end);
  if (scan_is_one_of(c, "*#:;"))
    return open_item(self, at, end);
  return at;
}

static const uint8_t special[256] = {
  ['\''] = 1, ['<'] = 1, ['&'] = 1, ['{'] = 1, ['['] = 1, ['_'] = 1, [':'] = 1, ['|'] = 1, ['!'] = 1,
};

/* "||" and "!!" between cells of one line. */
static bool is_cell_end(const parser *self, uint32_t at)
{
  char c = self->text.bytes[at];
  return self->out.kind == DIXIT_TABLE_CELL && !self->silent && (c == '|' || c == '!') && byte_at(self, at + 1) == c;
}

/* A byte that may begin something; the place to go on from. `from` is where text not yet written begins: moved when
 * something was found. */
static uint32_t read_sign(parser *self, uint32_t *from, uint32_t at, uint32_t end)
{
  char c = self->text.bytes[at];
  uint32_t after;
  if (c == ':') {
    after = read_bare_url(self, *from, at, end);
    if (after == at)
      return at + 1;
  } else if (c == '|' || c == '!') {
    if (!is_cell_end(self, at))
      return at + 1;
    add_text(self, *from, at);
    end_paragraph(self);
    after = skip_cell_attributes(self, at + 2, end);
  } else {
    add_text(self, *from, at);
    after = read_special(self, at, end);
  }
  *from = after;
  return after;
}

static void read_part(parser *self, dixit_span part, bool lines)
{
  uint32_t at = part.start, from = at, length = self->text.length, absent = self->text.absent;
  bool start = lines;
  if (self->nesting == NESTING_LIMIT)
    return;
  self->nesting++;
  self->text.length = part.end; /* nothing in it reaches further */
  while (at < part.end && !self->scratch.failed && !self->doc->memory.failed) {
    unsigned char c = (unsigned char)self->text.bytes[at];
    if (start) {
      add_text(self, from, at);
      from = at = read_line_start(self, at, part.end);
      start = false;
    } else if (c == '\n') {
      start = lines;
      at++;
    } else {
      at = special[c] ? read_sign(self, &from, at, part.end) : at + 1;
    }
  }
  add_text(self, from, at < part.end ? at : part.end);
  self->text.length = length;
  self->text.absent = absent;
  self->nesting--;
}

void reader_wiki(dixit_doc *doc)
{
  parser self = {.doc = doc, .list = DIXIT_NONE, .item = DIXIT_NONE};
  arena_init(&self.scratch, &doc->memory.allocator);
  wiki_text_init(&self.text, doc, &self.scratch);
  prose_init(&self.out, doc);
  read_part(&self, span_of(0, doc->length), true);
  close_list(&self, doc->length);
  while (self.table_count)
    close_table(&self, doc->length);
  end_paragraph(&self);
  doc->memory.failed = doc->memory.failed || self.scratch.failed;
  arena_done(&self.scratch);
}

/* Templates, named notes, headings between equals signs, tables. */
bool wiki_detect(dixit_text text)
{
  static const char *const signs[] = {
    "<ref", "{{cite ", "{{Cite ", "\n==", "[[Category:", "{|", "{{Reflist", "{{reflist", "'''",
  };
  uint32_t found = 0;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    found += scan_until(text, 0, signs[i]) != 0;
  return found >= 3;
}
