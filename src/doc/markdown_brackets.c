/* CommonMark 0.31 section 6.3 by the algorithm of its appendix ("look for link or image"), with Pandoc's inline notes,
 * spans with attributes and groups of citations.
 *
 * "[@a](url)" and "[@a][label]" with a defined label are links, "[@a]" is a citation, as in Pandoc. A link to a label
 * that nobody defines is text, as everywhere, but leaves a citation that points nowhere. */
#include "doc/markdown_brackets.h"

#include "doc/markdown_emphasis.h"
#include "doc/markdown_scan.h"

enum { LABEL_LIMIT = 999 };

/* What follows the "]": where it ends, and what it points to. */
typedef struct target {
  size_t end;
  dixit_span key;
  dixit_citation_kind kind;
  md_bracket bracket;
} target;

void bracket_open(md_inline *self, md_bracket kind, size_t start, size_t end)
{
  md_opener *opener = ARRAY_ADD(self->scratch, self->openers);
  md_item *item = opener ? item_add(self, ITEM_OPEN, start, end) : NULL;
  if (!item)
    return;
  if (self->openers.count > 1)
    opener[-1].bracket_after = true;
  opener->item = self->items.count - 1;
  opener->delimiter = self->last_delimiter;
  opener->keys = self->key_count;
  opener->kind = kind;
  opener->active = true;
}

static bool is_blank_span(dixit_text text, dixit_span span)
{
  return scan_blanks(text, span.start) >= span.end;
}

static dixit_text view_slice(const md_inline *self, dixit_span span)
{
  return text_of(self->view.text.bytes + span.start, span_length(span));
}

static bool is_defined(const md_inline *self, dixit_span label)
{
  return label_find(&self->labels, self->doc, DIXIT_REF_LINK, view_slice(self, label)) != DIXIT_NONE;
}

static char byte_at(const md_inline *self, size_t at)
{
  return at < self->view.text.length ? self->view.text.bytes[at] : '\0';
}

/* The label a reference link has: the second brackets', or the words themselves when those are empty or missing.
 * *end: of the whole link. False when there can be none. */
static bool find_label(const md_inline *self, const md_opener *opener, size_t at, dixit_span *label, size_t *end)
{
  dixit_span words = span_of(self->items.items[opener->item].end, (uint32_t)at);
  size_t second = byte_at(self, at + 1) == '[' ? scan_label(self->view.text, at + 1, label) : 0;
  if (second && self->view.text.bytes[label->start] == '^') /* a footnote follows */
    second = 0;
  *end = second ? second : at + 1;
  if (second && !is_blank_span(self->view.text, *label))
    return true;
  if (second && !span_is_empty(*label))
    *end = at + 1;
  *label = words;
  return !opener->bracket_after && span_length(words) <= LABEL_LIMIT && !is_blank_span(self->view.text, words);
}

/* Might "[words][label]" have been meant as a link? Not after a word ("a[i][j]") or another bracket. */
static bool looks_meant(const md_inline *self, const md_opener *opener, dixit_span label)
{
  uint32_t start = self->items.items[opener->item].start;
  char before = start ? byte_at(self, start - 1) : ' ';
  bool letters = false;
  for (uint32_t i = label.start; i < label.end; i++)
    letters = letters || (unsigned char)byte_at(self, i) >= 0x80 || !scan_is_punctuation(byte_at(self, i));
  return opener->kind == BRACKET_LINK && letters && (ascii_is_space(before) || scan_is_one_of(before, "(*_\"'-"));
}

static target find_target(const md_inline *self, const md_opener *opener, size_t at)
{
  target found = {0, {0, 0}, DIXIT_CITE_LINK, opener->kind};
  dixit_span label;
  size_t end;
  if (byte_at(self, at + 1) == '(')
    found.end = scan_target(self->view.text, at + 1, &found.key);
  if (found.end)
    return found;
  bool labelled = find_label(self, opener, at, &label, &end);
  bool own_words = label.start == self->items.items[opener->item].end;
  found.end = at + 1;
  if (self->key_count > opener->keys && (!labelled || own_words || !is_defined(self, label))) {
    found.bracket = BRACKET_CITATIONS;
  } else if (labelled && is_defined(self, label)) {
    found = (target){end, label, DIXIT_CITE_REFERENCE_LINK, opener->kind};
  } else if (byte_at(self, at + 1) == '{' && scan_attributes(self->view.text, at + 1)) {
    found.bracket = BRACKET_SPAN;
    found.end = scan_attributes(self->view.text, at + 1);
  } else if (labelled && end > at + 1 && looks_meant(self, opener, label)) {
    found = (target){end, label, DIXIT_CITE_REFERENCE_LINK, BRACKET_UNDEFINED};
  } else {
    found.bracket = BRACKET_TEXT;
  }
  return found;
}

/* There are no links in links. */
static void deactivate_openers(md_inline *self)
{
  for (uint32_t i = self->openers.count; i-- > 0;) {
    md_opener *opener = &self->openers.items[i];
    if (opener->kind != BRACKET_LINK)
      continue;
    if (!opener->active)
      return;
    opener->active = false;
  }
}

static size_t settle(md_inline *self, const md_opener *opener, size_t at, const target *found)
{
  if (found->bracket == BRACKET_LINK || found->bracket == BRACKET_UNDEFINED) {
    uint32_t link = link_add(self, found->kind, found->key, found->end);
    if (link == DIXIT_NONE)
      return at + 1;
    self->items.items[opener->item].link = link;
  }
  self->items.items[opener->item].bracket = (uint8_t)found->bracket;
  if (found->bracket == BRACKET_TEXT || found->bracket == BRACKET_UNDEFINED)
    return at + 1;
  emphasis_resolve(self, opener->delimiter);
  if (found->bracket == BRACKET_LINK)
    deactivate_openers(self);
  if (!item_add(self, ITEM_CLOSE, at, found->end))
    self->items.items[opener->item].bracket = BRACKET_TEXT;
  self->items.items[opener->item].value = self->items.count - 1;
  return found->end;
}

size_t bracket_close(md_inline *self, size_t at)
{
  if (self->openers.count == 0)
    return at + 1;
  md_opener opener = self->openers.items[--self->openers.count];
  target found = {at + 1, {0, 0}, DIXIT_CITE_INLINE_NOTE, opener.kind};
  if (opener.kind != BRACKET_NOTE)
    found = find_target(self, &opener, at);
  bool is_link = found.bracket == BRACKET_LINK || found.bracket == BRACKET_UNDEFINED;
  if (is_link && !opener.active)
    return at + 1;
  return settle(self, &opener, at, &found);
}

/* ---- locators ---- */

/* What a locator starts with, beside a digit (CSL's terms, in English). */
static const char *const locator_terms[] = {
  "p.", "pp.", "page", "pages", "ch.", "chap.", "chaps.", "chapter", "chapters", "sec.", "secs.", "section", "sections",
  "fig.", "figs.", "figure", "vol.", "vols.", "volume", "no.", "nos.", "n.", "nn.", "note", "v.", "vv.", "verse", "l.",
  "ll.", "line", "lines", "para.", "paras.", "paragraph", "art.", "bk.", "bks.", "book", "col.", "cols.", "column",
  "fol.", "fols.", "folio", "pt.", "pts.", "part", "parts", "s.v.", "s.vv.", "loc.", "\xC2\xA7", "\xC2\xB6", "{",
};

static bool starts_with_term(const char *bytes, size_t length)
{
  for (size_t i = 0; i < sizeof locator_terms / sizeof *locator_terms; i++) {
    size_t term = strlen(locator_terms[i]);
    if (length < term || memcmp(bytes, locator_terms[i], term) != 0)
      continue;
    bool open = length > term && ascii_is_letter(bytes[term - 1]) && ascii_is_letter(bytes[term]);
    if (!open)
      return true;
  }
  return false;
}

dixit_span locator_find(dixit_text text, size_t start, size_t end)
{
  while (start < end && (ascii_is_space(text.bytes[start]) || text.bytes[start] == ','))
    start++;
  while (end > start && ascii_is_space(text.bytes[end - 1]))
    end--;
  if (start < end && (ascii_is_digit(text.bytes[start]) || starts_with_term(text.bytes + start, end - start)))
    return span_of((uint32_t)start, (uint32_t)end);
  return span_of((uint32_t)end, (uint32_t)end);
}
