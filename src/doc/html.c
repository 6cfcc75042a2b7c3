/* HTML to blocks, runs, citations and references.
 *
 * Tags are read by the rules of the HTML standard (html_scan.c) and kept in a stack of open elements; of the rules by
 * which browsers mend a page (13.2.6) there are those that move the borders of paragraphs: tags that end others, end
 * tags that were forgotten or belong to nothing. Why no library: libxml2 loses the places of bytes, gumbo stops the
 * program where memory is out, and lexbor is in few distributions; and no tree is needed here, only what is open.
 *
 * Of a page that says what it is about (main, article), only that is read. Navigation, asides, headers and footers of
 * the site, forms' fields and hidden elements are no prose. <q> leaves the marks it prints, as characters that stand
 * for its tags. What is hidden and what is a footnote is in html_hints.c. Reports dixit made are not read. Scripts are
 * not run. */
#include "doc/entities.h"
#include "doc/html_elements.h"
#include "doc/html_hints.h"
#include "doc/html_scan.h"
#include "doc/markdown_scan.h"
#include "doc/prose.h"
#include "doc/reader.h"

enum { DEPTH_LIMIT = 200, MARK_LIMIT = 300, CONTENT_SHARE = 4 };

/* An open element. around: how prose stood before it. start: of its tag. block, reference: what it made, or
 * DIXIT_NONE. */
typedef struct open_element {
  const html_element *element;
  prose around;
  dixit_span name;
  uint32_t start;
  uint32_t block;
  uint32_t reference;
  uint32_t silent;
  uint32_t content;
} open_element;

/* deep: open elements the stack has no room for. silent: how many of the open ones have no prose. content: how many are
 * what the page is about; it is `framed` when only those are read. quotes: how many <q>. */
typedef struct parser {
  dixit_doc *doc;
  html_text text;
  prose out;
  open_element stack[DEPTH_LIMIT];
  uint32_t count;
  uint32_t deep;
  uint32_t silent;
  uint32_t content;
  uint32_t quotes;
  bool framed;
} parser;

static bool is_silent(const parser *self)
{
  return self->silent || (self->framed && !self->content);
}

static uint32_t role_bit(uint8_t role)
{
  return UINT32_C(1) << role;
}

static const uint32_t blocks_mask =
  1u << HTML_BLOCK | 1u << HTML_CONTENT | 1u << HTML_HEADER | 1u << HTML_FOOTER | 1u << HTML_PARAGRAPH |
  1u << HTML_HEADING | 1u << HTML_LIST | 1u << HTML_ITEM | 1u << HTML_QUOTE | 1u << HTML_TABLE | 1u << HTML_ROW |
  1u << HTML_CELL | 1u << HTML_CAPTION | 1u << HTML_CODE | 1u << HTML_LINE;

static bool is_block(const html_element *element)
{
  return (blocks_mask & role_bit(element->role)) != 0;
}

/* ---- closing ---- */

/* The marks a <q> prints: double outside, single inside. */
static uint32_t quotation_mark(uint32_t depth, bool closing)
{
  return (depth % 2 ? 0x2018 : 0x201C) + closing;
}

/* What an element leaves where it ends, at the end tag's bytes (none when there is no tag). */
static void end_element(parser *self, const open_element *closed, dixit_span tag)
{
  bool silent = is_silent(self);
  switch (closed->element->role) {
  case HTML_LINK:
    if (self->out.link != closed->around.link && self->out.link != DIXIT_NONE)
      self->doc->citations.items[self->out.link].span.end = tag.end;
    break;
  case HTML_Q:
    self->quotes--;
    if (!silent)
      prose_char(&self->out, tag.start, tag.end, quotation_mark(self->quotes, true));
    break;
  case HTML_NOUN:
    if (!silent)
      prose_opaque(&self->out, closed->start, tag.end);
    break;
  case HTML_CODE:
    if (!silent)
      prose_block(&self->out, DIXIT_CODE, closed->start, tag.end);
    break;
  }
}

/* Close the innermost element. */
static void pop(parser *self, dixit_span tag)
{
  const open_element *closed = &self->stack[--self->count];
  bool block = is_block(closed->element) || closed->block != DIXIT_NONE;
  if (block)
    prose_close(&self->out);
  self->silent = closed->silent;
  self->content = closed->content;
  end_element(self, closed, tag);
  if (closed->block != DIXIT_NONE)
    self->doc->blocks.items[closed->block].span.end = tag.end;
  if (closed->reference != DIXIT_NONE) {
    self->doc->references.items[closed->reference].span.end = tag.end;
    self->doc->references.items[closed->reference].content.end = tag.start;
  }
  if (block) {
    self->out = closed->around;
    self->out.block = DIXIT_NONE;
  } else {
    self->out.flags = closed->around.flags;
    self->out.link = closed->around.link;
  }
}

/* Close the innermost element of these roles and all within, unless one of `barriers` stands in between. */
static void close_roles(parser *self, uint32_t roles, uint32_t barriers, uint32_t at)
{
  for (uint32_t i = self->count; i > 0 && !self->deep; i--) {
    uint32_t bit = role_bit(self->stack[i - 1].element->role);
    if (roles & bit) {
      while (self->count >= i)
        pop(self, span_of(at, at));
      return;
    }
    if (barriers & bit)
      return;
  }
}

/* Elements that end where another starts. */
static void close_before(parser *self, const html_element *element, uint32_t at)
{
  static const uint32_t table = 1u << HTML_TABLE, cells = 1u << HTML_TABLE | 1u << HTML_CELL;
  if (is_block(element))
    close_roles(self, role_bit(HTML_PARAGRAPH), cells, at);
  if (element->role == HTML_ITEM)
    close_roles(self, role_bit(HTML_ITEM), role_bit(HTML_LIST) | cells, at);
  if (element->role == HTML_ROW)
    close_roles(self, role_bit(HTML_ROW), table, at);
  if (element->role == HTML_CELL)
    close_roles(self, role_bit(HTML_CELL), table | role_bit(HTML_ROW), at);
}

static bool crosses_cells(const html_element *element)
{
  return element->role == HTML_TABLE || element->role == HTML_ROW || element->role == HTML_CELL;
}

static void read_end_tag(parser *self, const html_tag *tag, uint32_t at)
{
  dixit_text name = html_slice(&self->text, tag->name);
  const html_element *element = html_element_find(name);
  if (self->deep && !html_is_empty(element)) {
    self->deep--;
    return;
  }
  for (uint32_t i = self->count; i > 0; i--) {
    const open_element *open = &self->stack[i - 1];
    if (!text_equal_folded(html_slice(&self->text, open->name), name)) {
      if (crosses_cells(open->element) && element->role != HTML_TABLE && !crosses_cells(element))
        return;
      continue;
    }
    while (self->count > i)
      pop(self, span_of(at, at));
    pop(self, span_of(at, tag->end));
    return;
  }
}

static bool is_in_quotation(const parser *self)
{
  for (uint32_t i = self->count; i > 0; i--)
    if (self->stack[i - 1].element->role == HTML_QUOTE)
      return true;
  return false;
}

/* Has an element of this role no prose here? */
static bool is_skipped(const parser *self, const html_element *element)
{
  switch (element->role) {
  case HTML_SKIP:
  case HTML_NOUN:
  case HTML_CODE: return true;
  case HTML_HEADER: return !self->content;
  case HTML_FOOTER: return !is_in_quotation(self);
  default: return false;
  }
}

/* ---- opening ---- */

static uint32_t add_container(parser *self, open_element *opened, dixit_block_kind kind, dixit_span tag)
{
  opened->block = prose_block(&self->out, kind, tag.start, tag.end);
  if (opened->block != DIXIT_NONE)
    self->out.parent = opened->block;
  return opened->block;
}

static void open_note(parser *self, open_element *opened, dixit_span tag, dixit_span key)
{
  if (add_container(self, opened, DIXIT_FOOTNOTE, tag) == DIXIT_NONE)
    return;
  if (prose_reference(&self->out, DIXIT_REF_FOOTNOTE, tag, key, span_of(tag.end, tag.end)))
    opened->reference = self->doc->references.count - 1;
}

/* Where somebody's words were read: <blockquote cite="...">. */
static void cite_origin(parser *self, const html_tag *tag, uint32_t start)
{
  dixit_span value;
  if (html_attribute(&self->text, tag, "cite", &value) && !prose_is_internal(html_slice(&self->text, value)))
    prose_cite(&self->out, DIXIT_CITE_LINK, span_of(start, tag->end), value, false);
}

static void open_link(parser *self, const html_tag *tag, uint32_t start)
{
  static const char *const others[] = {"javascript:", "mailto:", "tel:", "data:", "#"};
  dixit_span value;
  if (!html_attribute(&self->text, tag, "href", &value) || span_is_empty(value))
    return;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (text_starts_folded(html_slice(&self->text, value), others[i]))
      return;
  uint32_t index = prose_cite(&self->out, DIXIT_CITE_LINK, span_of(start, tag->end), value, false);
  if (index == DIXIT_NONE)
    return;
  self->out.link = index;
  if (prose_is_internal(html_slice(&self->text, value)))
    self->doc->citations.items[index].flags |= DIXIT_CITATION_INTERNAL;
}

/* What elements with words do to them. */
static void open_words(parser *self, open_element *opened, const html_tag *tag)
{
  dixit_span span = span_of(opened->start, tag->end);
  switch (opened->element->role) {
  case HTML_EMPHASIS: self->out.flags |= DIXIT_RUN_EMPHASIS; break;
  case HTML_STRONG: self->out.flags |= DIXIT_RUN_STRONG; break;
  case HTML_DELETED: self->out.flags |= DIXIT_RUN_DELETED; break;
  case HTML_LINK: open_link(self, tag, span.start); break;
  case HTML_Q:
    cite_origin(self, tag, span.start);
    prose_char(&self->out, span.start, span.end, quotation_mark(self->quotes, false));
    break;
  case HTML_PARAGRAPH:
    if (self->out.kind == DIXIT_TABLE_CELL) /* a table that only places the text */
      self->out.kind = DIXIT_PARAGRAPH;
    break;
  case HTML_HEADING:
    self->out.kind = DIXIT_HEADING;
    self->out.level = opened->element->level;
    break;
  case HTML_LIST: add_container(self, opened, DIXIT_LIST, span); break;
  case HTML_ITEM: add_container(self, opened, DIXIT_LIST_ITEM, span); break;
  case HTML_QUOTE:
    add_container(self, opened, DIXIT_BLOCK_QUOTE, span);
    cite_origin(self, tag, span.start);
    self->out.quoted++;
    break;
  case HTML_TABLE: add_container(self, opened, DIXIT_TABLE, span); break;
  case HTML_CELL: self->out.kind = DIXIT_TABLE_CELL; break;
  case HTML_CAPTION: self->out.kind = DIXIT_CAPTION; break;
  }
  if (html_attribute_has(&self->text, tag, "class", "byline") || html_attribute_has(&self->text, tag, "rel", "author"))
    self->out.kind = is_block(opened->element) ? DIXIT_BYLINE : self->out.kind;
}

/* An element of its own tag, which is put on the stack. */
static void open_tag(parser *self, const html_element *element, const html_tag *tag, uint32_t at)
{
  dixit_span key;
  close_before(self, element, at);
  if (is_block(element))
    prose_close(&self->out);
  if (self->count == DEPTH_LIMIT) {
    self->deep++;
    return;
  }
  open_element *opened = &self->stack[self->count];
  *opened = (open_element){.element = element, .around = self->out, .name = tag->name, .start = at};
  opened->block = opened->reference = DIXIT_NONE;
  opened->silent = self->silent;
  opened->content = self->content;
  bool note = !is_silent(self) && html_is_note(&self->text, tag, element, &key);
  self->content += element->role == HTML_CONTENT || html_attribute_is(&self->text, tag, "role", "main");
  self->silent += (is_skipped(self, element) && !note) || html_is_hidden(&self->text, tag);
  if (note && !is_silent(self))
    open_note(self, opened, span_of(at, tag->end), key);
  else if (!is_silent(self))
    open_words(self, opened, tag);
  self->quotes += element->role == HTML_Q;
  self->count++;
}

/* ---- marks ---- */

static uint32_t skip_blanks(const parser *self, uint32_t at)
{
  return (uint32_t)scan_blanks(self->text.text, at);
}

/* The byte after "</a>", if it stands near; 0 when it does not. *words: what is before it. */
static uint32_t find_link_end(const parser *self, const html_tag *tag, dixit_span *words)
{
  html_text near = self->text;
  if (near.text.length > tag->end + MARK_LIMIT)
    near.text.length = tag->end + MARK_LIMIT;
  uint32_t end = html_find_end(&near, tag->end, text_from("a"));
  const char *close = end < near.text.length ? memchr(near.text.bytes + end, '>', near.text.length - end) : NULL;
  *words = span_of(tag->end, end);
  return close ? (uint32_t)(close - near.text.bytes) + 1 : 0;
}

static bool is_noteref(const parser *self, const html_tag *tag, dixit_span words)
{
  bool raised = self->count && self->stack[self->count - 1].element->role == HTML_SUP;
  return raised || text_starts_folded(html_slice(&self->text, words), "<sup") ||
         html_attribute_is(&self->text, tag, "role", "doc-noteref") ||
         html_attribute_has(&self->text, tag, "class", "footnote-ref") ||
         html_attribute_has(&self->text, tag, "class", "footnote");
}

/* Links that are a marker and no words: a footnote's mark, a bare address. The byte after them, 0 for others. */
static uint32_t read_marker(parser *self, const html_tag *tag, uint32_t at)
{
  dixit_span target, words;
  uint32_t end = find_link_end(self, tag, &words);
  if (!end || is_silent(self) || html_is_hidden(&self->text, tag) || !html_attribute(&self->text, tag, "href", &target))
    return 0;
  if (span_length(target) > 1 && self->text.text.bytes[target.start] == '#') {
    if (!is_noteref(self, tag, words))
      return 0;
    prose_cite(&self->out, DIXIT_CITE_FOOTNOTE, span_of(at, end), span_of(target.start + 1, target.end), true);
    return end;
  }
  uint32_t first = skip_blanks(self, words.start);
  dixit_text shown = html_slice(&self->text, span_of(first < words.end ? first : words.end, words.end));
  bool address = text_starts_folded(shown, "http://") || text_starts_folded(shown, "https://") ||
                 text_starts_folded(shown, "www.");
  if (!address || memchr(shown.bytes, '<', shown.length))
    return 0;
  prose_cite(&self->out, DIXIT_CITE_LINK, span_of(at, end), target, true);
  return end;
}

/* Two breaks in a row end a paragraph. */
static void read_break(parser *self, uint32_t at, uint32_t end)
{
  uint32_t next = skip_blanks(self, end);
  html_tag tag;
  if (is_silent(self))
    return;
  if (next < self->text.text.length && self->text.text.bytes[next] == '<' && html_scan_tag(&self->text, next, &tag) &&
      html_element_find(html_slice(&self->text, tag.name))->role == HTML_BREAK)
    prose_close(&self->out);
  else
    prose_blank(&self->out, at, end);
}

/* ---- the text from left to right ---- */

/* A start tag; the byte to go on from. */
static uint32_t read_start_tag(parser *self, const html_tag *tag, uint32_t at)
{
  const html_element *element = html_element_find(html_slice(&self->text, tag->name));
  uint32_t end = element->role == HTML_LINK ? read_marker(self, tag, at) : 0;
  if (end)
    return end;
  switch (element->role) {
  case HTML_RAW: return html_find_end(&self->text, tag->end, html_slice(&self->text, tag->name));
  case HTML_BREAK: read_break(self, at, tag->end); break;
  case HTML_LINE:
    close_before(self, element, at);
    if (!is_silent(self))
      prose_block(&self->out, DIXIT_RULE_LINE, at, tag->end);
    break;
  case HTML_IMAGE:
    if (!is_silent(self) && self->out.block != DIXIT_NONE)
      prose_opaque(&self->out, at, tag->end);
    break;
  case HTML_EMPTY: break;
  default: open_tag(self, element, tag, at);
  }
  return tag->end;
}

/* What starts with "<". */
static uint32_t read_markup(parser *self, uint32_t at)
{
  html_tag tag;
  uint32_t end = html_skip_comment(&self->text, at);
  if (end)
    return end;
  if (!html_scan_tag(&self->text, at, &tag)) {
    if (!is_silent(self))
      prose_text(&self->out, at, at + 1);
    return at + 1;
  }
  if (!tag.closing)
    return read_start_tag(self, &tag, at);
  read_end_tag(self, &tag, at);
  return tag.end;
}

static uint32_t read_entity(parser *self, uint32_t at)
{
  uint32_t codes[2];
  uint32_t end = (uint32_t)entity_scan(self->text.text, at, codes);
  if (!is_silent(self) && end)
    prose_entity(&self->out, at, end, codes);
  else if (!is_silent(self))
    prose_text(&self->out, at, at + 1);
  return end ? end : at + 1;
}

/* Text up to the next "<" or "&"; bare addresses in it are citations. */
static uint32_t read_text(parser *self, uint32_t at)
{
  uint32_t from = at, end = at;
  while (end < self->text.text.length && self->text.text.bytes[end] != '<' && self->text.text.bytes[end] != '&')
    end++;
  while (!is_silent(self) && self->out.link == DIXIT_NONE && at < end) {
    const char *colon = memchr(self->text.text.bytes + at, ':', end - at);
    size_t start;
    if (!colon)
      break;
    at = (uint32_t)(colon - self->text.text.bytes);
    uint32_t stop = (uint32_t)scan_url_at_colon(text_of(self->text.text.bytes, end), from, at, &start);
    if (!stop) {
      at++;
      continue;
    }
    prose_text(&self->out, from, (uint32_t)start);
    prose_cite(&self->out, DIXIT_CITE_URL, span_of((uint32_t)start, stop), span_of((uint32_t)start, stop), true);
    from = at = stop;
  }
  if (!is_silent(self))
    prose_text(&self->out, from, end);
  return end;
}

void reader_html(dixit_doc *doc)
{
  parser self = {.doc = doc};
  uint32_t inside, all, at = 0;
  html_text_init(&self.text, text_of(doc->text, doc->length));
  if (html_is_report(&self.text))
    return;
  prose_init(&self.out, doc);
  html_count_content(self.text, &inside, &all);
  self.framed = inside >= all / CONTENT_SHARE && inside > 0;
  if (doc->length >= 3 && memcmp(doc->text, "\xEF\xBB\xBF", 3) == 0)
    at = 3;
  while (at < doc->length && !doc->memory.failed) {
    char c = doc->text[at];
    at = c == '<' ? read_markup(&self, at) : c == '&' ? read_entity(&self, at) : read_text(&self, at);
  }
  while (self.count)
    pop(&self, span_of(doc->length, doc->length));
  prose_close(&self.out);
}

/* It starts with a declaration, a comment or an element of a page, and closes several. */
bool html_detect(dixit_text text)
{
  static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body"};
  static const char *const ends[] = {"</p>", "</div>", "</h1>", "</h2>", "</a>", "</li>", "</article>", "</section>"};
  size_t at = scan_blanks(text, 0);
  text = text_of(text.bytes + at, text.length - at);
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (text_starts_folded(text, starts[i]))
      return true;
  if (text.length == 0 || text.bytes[0] != '<')
    return false;
  return scan_count(text, ends, sizeof ends / sizeof *ends) >= 2;
}
