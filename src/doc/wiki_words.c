/* What a sign within a line of wikitext begins: links, emphasis, tags, characters by name, addresses; notes and
 * templates by wiki_inserts.c. */
#include "doc/wiki_words.h"

#include "doc/entities.h"
#include "doc/markdown_scan.h"
#include "doc/wiki_inserts.h"

enum { LINK_LIMIT = 2000 };

/* ---- links ---- */

/* Files, categories and the same page in other languages are no prose. */
static bool is_no_link(dixit_text target)
{
  static const char *const starts[] = {"file:", "image:", "category:", "media:", "bild:", "datei:", "kategorie:"};
  const char *colon = memchr(target.bytes, ':', target.length);
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (text_starts_folded(target, starts[i]))
      return true;
  size_t length = colon ? (size_t)(colon - target.bytes) : 0;
  for (size_t i = 0; i < length; i++)
    if (target.bytes[i] < 'a' || target.bytes[i] > 'z')
      return false;
  return length == 2 || length == 3;
}

/* "[[target|words]]": the words, which are the target where there are none. Words in a picture's caption are none. */
static uint32_t read_wiki_link(wiki_parser *self, uint32_t open, uint32_t close)
{
  wiki_parameters all = {open + 1, close, 0};
  wiki_parameter target, words;
  bool some = wiki_next_parameter(&self->text, &all, &target);
  dixit_span shown = some ? wiki_trim(&self->text, span_of(open + 2, all.at)) : span_of(open, open);
  if (is_no_link(wiki_slice(self, shown))) {
    while (wiki_next_parameter(&self->text, &all, &words))
      wiki_read_silently(self, words.value);
    return close + 2;
  }
  if (all.at < close)
    shown = span_of(all.at + 1, close);
  uint8_t flags = self->out.flags;
  self->out.flags |= DIXIT_RUN_LINK;
  self->read_part(self, shown, false);
  self->out.flags = flags;
  return close + 2;
}

static bool is_address(dixit_text text)
{
  static const char *const starts[] = {"http://", "https://", "//", "ftp://"};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (text_starts_folded(text, starts[i]))
      return true;
  return false;
}

/* "[https://example.org words]". */
static uint32_t read_web_link(wiki_parser *self, uint32_t at, uint32_t end)
{
  dixit_text rest = text_of(self->text.bytes + at + 1, end - at - 1);
  if (!is_address(rest))
    return at;
  uint32_t last = at + 1, line = wiki_line_end(self, at, end - at < LINK_LIMIT ? end : at + LINK_LIMIT);
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
  self->read_part(self, words, false);
  self->out.link = around;
  return stop + 1;
}

/* ---- signs ---- */

/* "''", "'''", "'''''"; a single one is text, and so is the first of four. */
static uint32_t read_apostrophes(wiki_parser *self, uint32_t at)
{
  uint32_t count = 1;
  while (wiki_byte(self, at + count) == '\'')
    count++;
  uint32_t text = count == 1 ? 1 : count == 4 ? 1 : count > 5 ? count - 5 : 0;
  wiki_words(self, at, at + text);
  count -= text;
  if (count == 2 || count == 5)
    self->out.flags ^= DIXIT_RUN_EMPHASIS;
  if (count == 3 || count == 5)
    self->out.flags ^= DIXIT_RUN_STRONG;
  return at + text + count;
}

static uint32_t read_tag(wiki_parser *self, uint32_t at, uint32_t end)
{
  bool noun;
  if (wiki_is_tag(&self->text, at, "<ref"))
    return wiki_read_ref(self, at);
  if (wiki_is_tag(&self->text, at, "<references"))
    return wiki_read_references(self, at);
  uint32_t raw = wiki_skip_raw(&self->text, at, &noun);
  if (raw) {
    if (noun)
      wiki_noun(self, at, raw);
    return raw;
  }
  size_t tag = scan_tag(text_of(self->text.bytes, end), at);
  if (!tag) {
    wiki_words(self, at, at + 1);
    return at + 1;
  }
  if (wiki_is_tag(&self->text, at, "<br") && !self->silent)
    prose_blank(&self->out, at, (uint32_t)tag);
  return (uint32_t)tag;
}

static uint32_t read_entity(wiki_parser *self, uint32_t at, uint32_t end)
{
  uint32_t codes[2];
  size_t after = entity_scan(text_of(self->text.bytes, end), at, codes);
  if (!after) {
    wiki_words(self, at, at + 1);
    return at + 1;
  }
  if (!self->silent)
    prose_entity(&self->out, at, (uint32_t)after, codes);
  return (uint32_t)after;
}

uint32_t wiki_read_url(wiki_parser *self, uint32_t from, uint32_t at, uint32_t end)
{
  size_t start, stop = scan_url_at_colon(text_of(self->text.bytes, end), from, at, &start);
  if (!stop)
    return at;
  dixit_span url = span_of((uint32_t)start, (uint32_t)stop);
  wiki_words(self, from, url.start);
  prose_cite(&self->out, DIXIT_CITE_URL, url, url, !self->silent);
  return url.end;
}

/* "{{...}}", "[[...]]", "[https://...]"; `at` when it is none of them. */
static uint32_t read_bracket(wiki_parser *self, uint32_t at, uint32_t end)
{
  bool brace = self->text.bytes[at] == '{';
  uint32_t close = wiki_byte(self, at + 1) == self->text.bytes[at] ? wiki_close(&self->text, at) : DIXIT_NONE;
  if (close != DIXIT_NONE && close < end)
    return brace ? wiki_read_template(self, at, close, false) : read_wiki_link(self, at, close);
  return brace ? at : read_web_link(self, at, end);
}

/* "__NOTOC__"; `at` when it is none. */
static uint32_t skip_magic_word(const wiki_parser *self, uint32_t at, uint32_t end)
{
  uint32_t after = at + 2;
  if (wiki_byte(self, at + 1) != '_')
    return at;
  while (after < end && self->text.bytes[after] >= 'A' && self->text.bytes[after] <= 'Z')
    after++;
  bool closed = wiki_byte(self, after) == '_' && wiki_byte(self, after + 1) == '_';
  return closed && after > at + 2 ? after + 2 : at;
}

uint32_t wiki_read_special(wiki_parser *self, uint32_t at, uint32_t end)
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
  wiki_words(self, at, at + 1);
  return at + 1;
}
