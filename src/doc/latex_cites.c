/* Options and keys as natbib and biblatex have them, quotations as csquotes has them. Keys of one list are a citation
 * each. */
#include "doc/latex_cites.h"

enum { ROUND_LIMIT = 300 };

static void add_files(latex_parser *self, dixit_span list, dixit_file_kind kind)
{
  dixit_span name;
  for (uint32_t at = list.start; prose_next_part(self->doc, list, ',', &at, &name);)
    prose_file(self->doc, name, kind);
}

/* A key with "% ..." before or behind it. */
static dixit_span without_comment(const latex_parser *self, dixit_span key)
{
  const char *text = self->text.bytes;
  while (key.start < key.end && (text[key.start] == '%' || (unsigned char)text[key.start] <= ' ')) {
    const char *end = text[key.start] == '%' ? memchr(text + key.start, '\n', span_length(key)) : text + key.start;
    key.start = end ? (uint32_t)(end - text) + 1 : key.end;
  }
  const char *comment = memchr(text + key.start, '%', span_length(key));
  key.end = comment ? (uint32_t)(comment - text) : key.end;
  while (key.end > key.start && (unsigned char)text[key.end - 1] <= ' ')
    key.end--;
  return key;
}

static void add_keys(latex_parser *self, uint32_t start, dixit_span keys, dixit_span locator, uint32_t end,
                     uint8_t flags)
{
  dixit_span part;
  bool silent = (flags & DIXIT_CITATION_SILENT) != 0;
  for (uint32_t at = keys.start; prose_next_part(self->doc, keys, ',', &at, &part);) {
    dixit_span key = without_comment(self, part);
    uint32_t next = at;
    dixit_span behind;
    bool last = !prose_next_part(self->doc, keys, ',', &next, &behind);
    uint32_t until = last ? end : at + 1;
    if (span_is_empty(key))
      continue;
    uint32_t index = prose_cite(&self->out, DIXIT_CITE_KEY, span_of(start, until), key, !silent);
    if (index == DIXIT_NONE)
      return;
    self->doc->citations.items[index].flags = flags;
    if (last && !span_is_empty(locator))
      self->doc->citations.items[index].locator = locator;
    start = until;
  }
}

uint32_t latex_read_keys(latex_parser *self, uint32_t start, uint32_t at, uint8_t flags)
{
  dixit_span locator = span_of(at, at), keys;
  uint32_t after = at;
  for (int i = 0; i < 2; i++) {
    dixit_span option;
    uint32_t next = latex_skip_option(&self->text, latex_skip_blanks(&self->text, after), &option);
    if (span_is_empty(option) && latex_byte(self, latex_skip_blanks(&self->text, after)) != '[')
      break;
    locator = option;
    after = next;
  }
  uint32_t end = latex_skip_argument(&self->text, after, &keys);
  if (end == after)
    return at;
  if (!self->silent || (flags & DIXIT_CITATION_SILENT))
    add_keys(self, start, keys, locator, end, flags);
  return end;
}

uint32_t latex_read_cite(latex_parser *self, uint32_t start, uint32_t at, const latex_command *command)
{
  dixit_span skipped;
  for (uint32_t i = 0; i < command->count; i++)
    at = latex_skip_argument(&self->text, latex_skip_option(&self->text, at, &skipped), &skipped);
  return latex_read_keys(self, start, at, 0);
}

/* The commands that cite in an option: "\textquote[{\cite[3]{key}}]{...}". */
static void read_option(latex_parser *self, dixit_span option)
{
  for (uint32_t at = option.start; at < option.end;) {
    uint32_t start = at, end = latex_byte(self, at) == '\\' ? latex_skip_name(&self->text, at + 1) : at;
    at = end > at + 1 ? end : at + 1;
    if (end <= start + 1)
      continue;
    const latex_command *command = latex_command_find(latex_slice(self, span_of(start + 1, end)));
    if (command->action == LATEX_CITE)
      at = latex_read_cite(self, start, at, command);
    else if (command->action == LATEX_CITE_IN_TEXT)
      at = latex_read_keys(self, start, at, 0);
  }
}

static uint32_t skip_round(const latex_parser *self, uint32_t at)
{
  if (latex_byte(self, at) != '(')
    return at;
  for (uint32_t i = at + 1; i < self->text.length && i - at < ROUND_LIMIT && self->text.bytes[i] != '('; i++)
    if (self->text.bytes[i] == ')')
      return i + 1;
  return at;
}

uint32_t latex_read_cites(latex_parser *self, uint32_t start, uint32_t at)
{
  at = skip_round(self, skip_round(self, at));
  for (;;) {
    uint32_t end = latex_read_keys(self, start, at, 0);
    if (end == at)
      return at;
    start = at = end;
    if (latex_byte(self, at) != '[' && latex_byte(self, at) != '{')
      return at;
  }
}

uint32_t latex_read_nocite(latex_parser *self, uint32_t start, uint32_t at)
{
  dixit_span keys;
  uint32_t end = latex_skip_argument(&self->text, at, &keys);
  if (end > at && text_is(latex_slice(self, keys), "*"))
    self->doc->all_cited = true;
  else if (end > at)
    add_keys(self, start, keys, span_of(at, at), end, DIXIT_CITATION_SILENT);
  return end;
}

/* What the mark and the text of a note have in common: the number, or "footnote" in the names of both commands. */
static dixit_span mark_key(uint32_t start, uint32_t at, dixit_span number)
{
  enum { MARK_LENGTH = 4 }; /* of "mark" and "text" */
  return span_is_empty(number) ? span_of(start + 1, at - MARK_LENGTH) : number;
}

uint32_t latex_read_footnote(latex_parser *self, uint32_t start, uint32_t at, bool here)
{
  dixit_span option, words;
  uint32_t after = latex_skip_option(&self->text, at, &option);
  uint32_t end = latex_skip_argument(&self->text, after, &words);
  if (end == at || self->silent)
    return end;
  latex_note *waiting = self->depth < LATEX_DEPTH_LIMIT ? ARRAY_ADD(&self->scratch, self->notes) : NULL;
  if (!waiting)
    return end;
  dixit_span key = here ? span_of(words.start, words.start) : mark_key(start, at, option);
  *waiting = (latex_note){span_of(start, end), key, words};
  if (here)
    prose_cite(&self->out, DIXIT_CITE_INLINE_NOTE, span_of(start, end), words, true);
  return end;
}

uint32_t latex_read_mark(latex_parser *self, uint32_t start, uint32_t at)
{
  dixit_span number;
  uint32_t end = latex_skip_option(&self->text, at, &number);
  if (!self->silent)
    prose_cite(&self->out, DIXIT_CITE_INLINE_NOTE, span_of(start, end), mark_key(start, at, number), true);
  return end;
}

uint32_t latex_read_link(latex_parser *self, uint32_t start, uint32_t at)
{
  dixit_span option, address, words;
  at = latex_skip_option(&self->text, at, &option);
  uint32_t end = latex_skip_argument(&self->text, at, &address);
  uint32_t whole = latex_skip_argument(&self->text, end, &words);
  if (end == at || whole == end || self->silent)
    return end;
  uint32_t link = prose_cite(&self->out, DIXIT_CITE_LINK, span_of(start, whole), address, false);
  latex_push_group(self, 0, 0, link);
  return words.start;
}

uint32_t latex_read_url(latex_parser *self, uint32_t start, uint32_t at)
{
  dixit_span address;
  uint32_t end = latex_skip_argument(&self->text, at, &address);
  if (end > at && !self->silent)
    prose_cite(&self->out, DIXIT_CITE_URL, span_of(start, end), address, true);
  return end;
}

uint32_t latex_read_quote(latex_parser *self, uint32_t start, uint32_t at, const latex_command *command)
{
  dixit_span skipped;
  for (uint32_t i = 0; i < command->count; i++)
    at = latex_skip_argument(&self->text, at, &skipped);
  if (command->action == LATEX_CITE_QUOTE) {
    at = latex_read_keys(self, start, at, 0);
    start = at;
  }
  for (int i = 0; i < 2; i++) {
    at = latex_skip_option(&self->text, at, &skipped);
    read_option(self, skipped);
  }
  uint32_t open = latex_skip_blanks(&self->text, at);
  if (latex_byte(self, open) != '{' || latex_close(&self->text, open) == DIXIT_NONE)
    return at;
  bool inner = self->quotes % 2 == 1;
  latex_char(self, start, open + 1, inner ? 0x2018 : 0x201C);
  latex_push_group(self, 0, inner ? 0x2019 : 0x201D, DIXIT_NONE);
  return open + 1;
}

uint32_t latex_read_bibitem(latex_parser *self, uint32_t start, uint32_t at)
{
  dixit_span label, key;
  uint32_t end = latex_skip_argument(&self->text, latex_skip_option(&self->text, at, &label), &key);
  latex_close_reference(self, start);
  if (!span_is_empty(key) && prose_reference(&self->out, DIXIT_REF_ENTRY, span_of(start, end), key, span_of(end, end)))
    self->reference = self->doc->references.count - 1;
  return end;
}

uint32_t latex_read_files(latex_parser *self, uint32_t at, dixit_file_kind kind)
{
  dixit_span option, names;
  at = latex_skip_option(&self->text, at, &option);
  uint32_t end = latex_skip_argument(&self->text, at, &names);
  if (end > at)
    add_files(self, names, kind);
  return end;
}
