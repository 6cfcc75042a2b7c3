/* Rules about the words in bibliography entries: names, titles, and signs that do not belong there. */
#include "base/utf8.h"
#include "doc/entities.h"
#include "refs/bibliographies.h"
#include "refs/fields.h"
#include "refs/names.h"
#include "refs/values.h"
#include "rules/rule.h"

typedef struct wording_run {
  rule_run *run;
  value_reader reader;
  const dixit_field *field;
  dixit_text raw;    /* as it stands */
  dixit_text value;  /* as it reads */
} wording_run;

static bool is_blank(char c)
{
  return (unsigned char)c <= ' ';
}

static dixit_span span_at(const wording_run *self, size_t start, size_t end)
{
  uint32_t base = self->field->value.start;
  return span_of(base + (uint32_t)start, base + (uint32_t)end);
}

static bool is_one_of(dixit_text text, const char *const *words, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (text_equal_folded(text, text_from(words[i])))
      return true;
  return false;
}

#define IS_ONE_OF(text, words) is_one_of(text, words, sizeof(words) / sizeof *(words))

/* ---- names ---- */

/* By name_fault. */
static const char *const name_messages[] = {
  "",
  "There is nobody here: an \"and\" has no name on one of its sides.",
  "One name has at most two commas: put \"and\" between people.",
  "This name begins or ends with a comma: take it away, or write the rest.",
  "Write \"and others\" for \"et al.\"; programs read this as part of a name.",
  "Put \"and\" between people, not \";\".",
  "Put \"and\" between people, not \"&\".",
  "This name has no letter in it.",
};

/* What programs put where a page names no author. */
static const char *const generic_names[] = {
  "staff", "staff writer", "staff writers", "staff reporter", "admin", "administrator", "anonymous", "anon", "anon.",
  "author", "authors", "unknown", "unknown author", "no author", "n/a", "na", "none", "editor", "editors",
  "contributor", "contributors", "user", "guest", "webmaster", "news desk", "newsroom", "correspondent", "reporter",
  "various", "various authors", "not available",
};

static dixit_text without_braces(dixit_text name)
{
  while (name.length >= 2 && name.bytes[0] == '{' && name.bytes[name.length - 1] == '}')
    name = text_of(name.bytes + 1, name.length - 2);
  return name;
}

/* Names in parts (CSL) are told at the whole list: only what they come to is looked at. */
static void check_names(wording_run *self)
{
  size_t at = 0;
  dixit_text list = self->field->flags ? self->value : self->raw;
  for (dixit_span name; list.length && name_next(list, &at, &name);) {
    dixit_text text = text_of(list.bytes + name.start, span_length(name));
    name_fault fault = self->field->flags || self->run->doc->format == DIXIT_MEDIAWIKI ? NAME_FINE : name_check(text);
    bool empty = span_is_empty(name);
    dixit_span place = empty || self->field->flags ? self->field->value : span_at(self, name.start, name.end);
    if (fault != NAME_FINE)
      rule_report(self->run, RULE_REFERENCES_BAD_NAME, place, "%s", name_messages[fault]);
    else if (IS_ONE_OF(without_braces(text), generic_names))
      rule_report(self->run, RULE_REFERENCES_GENERIC_NAME, place,
                  "\"%.*s\" is nobody: name the person or the organisation, or leave the field out.",
                  (int)without_braces(text).length, without_braces(text).bytes);
    if (empty)
      return;
  }
}

/* ---- titles ---- */

/* What programs read from pages that were gone, or were no page. */
static const char *const generic_titles[] = {
  "archived copy", "archive copy", "wayback machine", "internet archive wayback machine", "page not found", "404",
  "404 not found", "404 error", "not found", "error 404", "403 forbidden", "forbidden", "access denied", "error",
  "home", "home page", "homepage", "index", "login", "log in", "sign in", "untitled", "untitled document", "no title",
  "title", "unknown", "unknown title", "n/a", "just a moment...", "are you a robot?",
  "attention required! | cloudflare", "redirecting...", "loading...", "subscribe to read", "website is offline",
  "domain for sale", "captcha", "bloomberg - are you a robot?", "usurped title", "new page 1",
};

static bool is_generic_title(dixit_text title)
{
  while (title.length && (title.bytes[title.length - 1] == '.' || is_blank(title.bytes[title.length - 1])))
    title.length--;
  return IS_ONE_OF(title, generic_titles) ||
         (title.length && title.bytes[title.length - 1] != '.' && text_equal_folded(title, text_from("just a moment")));
}

/* Round and square brackets without a partner; *at is where. Emoticons and "1)" lists are rare in titles. */
static bool has_lone_bracket(dixit_text title, size_t *at)
{
  static const char pairs[] = "()[]";
  for (size_t kind = 0; kind < 4; kind += 2) {
    int depth = 0;
    size_t open = 0;
    for (size_t i = 0; i < title.length; i++) {
      if (title.bytes[i] == pairs[kind] && depth++ == 0)
        open = i;
      if (title.bytes[i] == pairs[kind + 1] && depth-- == 0) {
        *at = i;
        return true;
      }
    }
    if (depth > 0) {
      *at = open;
      return true;
    }
  }
  return false;
}

static bool has_dollar(dixit_text text)
{
  return memchr(text.bytes, '$', text.length) != NULL;
}

static size_t find_url(dixit_text text)
{
  for (size_t at = 0; at + 9 < text.length; at++) {
    const char *found = memchr(text.bytes + at, ':', text.length - at);
    at = found ? (size_t)(found - text.bytes) : text.length;
    if (at >= 4 && at + 3 < text.length && text.bytes[at + 1] == '/' && text.bytes[at + 2] == '/') {
      size_t start = at - (ascii_lower(text.bytes[at - 1]) == 's' && at >= 5 ? 5 : 4);
      if (text_equal_folded(text_of(text.bytes + start, 4), text_from("http")))
        return start;
    }
  }
  return text.length;
}

static void check_title(wording_run *self)
{
  size_t at, url = find_url(self->raw);
  bool main = self->field->field == FIELD_TITLE || self->field->field == FIELD_BOOKTITLE ||
              self->field->field == FIELD_JOURNALTITLE;
  if (main && is_generic_title(self->value))
    rule_report(self->run, RULE_REFERENCES_GENERIC_TITLE, self->field->value,
                "This is what a program found, not a title: put the work's own title here.");
  if (url < self->raw.length && url > 0)
    rule_report(self->run, RULE_REFERENCES_BAD_TITLE, span_at(self, url, self->raw.length),
                "An address is no part of a title: put it into the field url.");
  else if (!has_dollar(self->raw) && has_lone_bracket(self->raw, &at))
    rule_report(self->run, RULE_REFERENCES_BAD_TITLE, span_at(self, at, at + 1), "This bracket has no partner.");
}

/* ---- words the style adds ---- */

/* field: where; start or end: the word it must not begin or end with. */
static const struct {
  uint16_t field;
  const char *start;
  const char *end;
} extra_words[] = {
  {FIELD_PAGES, "pp", NULL}, {FIELD_PAGES, "p.", NULL}, {FIELD_PAGES, "pages", NULL}, {FIELD_PAGES, "page", NULL},
  {FIELD_VOLUME, "vol", NULL}, {FIELD_VOLUME, "volume", NULL}, {FIELD_NUMBER, "no.", NULL},
  {FIELD_ISSUE, "issue", NULL}, {FIELD_ISSUE, "no.", NULL}, {FIELD_EDITION, NULL, "ed."}, {FIELD_EDITION, NULL, "ed"},
  {FIELD_EDITION, NULL, "edition"}, {FIELD_CHAPTER, "chapter", NULL}, {FIELD_CHAPTER, "ch.", NULL},
};

static bool starts_with_word(dixit_text text, const char *word)
{
  size_t length = strlen(word);
  return text.length > length && text_equal_folded(text_of(text.bytes, length), text_from(word)) &&
         (word[length - 1] == '.' || !ascii_is_letter(text.bytes[length]));
}

static bool ends_with_word(dixit_text text, const char *word)
{
  size_t length = strlen(word);
  return text.length > length && is_blank(text.bytes[text.length - length - 1]) &&
         text_equal_folded(text_of(text.bytes + text.length - length, length), text_from(word));
}

/* "2nd", "Fifth", "3": what stands before "edition" when it is the edition's number. */
static bool is_ordinal(dixit_text text)
{
  static const char *const words[] = {"first", "second",  "third",  "fourth", "fifth",
                                      "sixth", "seventh", "eighth", "ninth",  "tenth"};
  size_t end = 0;
  while (end < text.length && !is_blank(text.bytes[end]))
    end++;
  return (end && ascii_is_digit(text.bytes[0])) || IS_ONE_OF(text_of(text.bytes, end), words);
}

/* An address among publishers and places. */
static void check_address(wording_run *self)
{
  size_t url = find_url(self->raw);
  if (url < self->raw.length)
    rule_report(self->run, RULE_REFERENCES_EXTRA_TEXT, span_at(self, url, self->raw.length),
                "An address is no part of this field: put it into the field url.");
}

static void check_extra(wording_run *self)
{
  for (size_t i = 0; i < sizeof extra_words / sizeof *extra_words; i++) {
    if (extra_words[i].field != self->field->field)
      continue;
    bool found = extra_words[i].start ? starts_with_word(self->value, extra_words[i].start)
                                      : ends_with_word(self->value, extra_words[i].end) && is_ordinal(self->value);
    if (!found)
      continue;
    rule_report(self->run, RULE_REFERENCES_EXTRA_TEXT, self->field->value,
                "The style adds \"%s\" itself: leave it out here.",
                extra_words[i].start ? extra_words[i].start : extra_words[i].end);
    return;
  }
}

/* ---- signs of other languages ---- */

static bool is_tag(dixit_text text, size_t at, size_t *end)
{
  static const char *const tags[] = {"i",    "b", "em", "strong", "sub",        "sup",
                                     "span", "p", "br", "jats:p", "jats:title", "scp"};
  size_t first = at + 1 + (at + 1 < text.length && text.bytes[at + 1] == '/'), after = first;
  while (after < text.length && (ascii_is_letter(text.bytes[after]) || text.bytes[after] == ':'))
    after++;
  const char *close = memchr(text.bytes + after, '>', text.length - after < 80 ? text.length - after : 80);
  *end = close ? (size_t)(close - text.bytes) + 1 : 0;
  return close && IS_ONE_OF(text_of(text.bytes + first, after - first), tags);
}

static bool report_markup(wording_run *self, size_t start, size_t end, const char *message)
{
  return rule_report(self->run, RULE_REFERENCES_MARKUP, span_at(self, start, end), "%s", message);
}

/* The first sign that does not belong there; one a field is enough. */
static void check_markup(wording_run *self)
{
  dixit_text text = self->raw;
  uint32_t codes[2];
  size_t end;
  bool bibtex = self->run->doc->format == DIXIT_BIBTEX;
  if (self->run->doc->format == DIXIT_MEDIAWIKI) /* that is its own language */
    return;
  for (size_t at = 0; at < text.length; at++) {
    char c = text.bytes[at];
    bool escaped = at > 0 && text.bytes[at - 1] == '\\';
    if (c == '&' && !escaped && (end = entity_scan(text, at, codes)) != 0) {
      report_markup(self, at, end, "This is an HTML entity: write the character itself.");
      return;
    }
    if (c == '<' && bibtex && is_tag(text, at, &end)) {
      report_markup(self, at, end, "This is an HTML tag: write \\emph{} and the like, or leave it out.");
      return;
    }
    if (bibtex && !escaped && (c == '&' || c == '#') && !has_dollar(text)) {
      report_markup(self, at, at + 1,
                    c == '&' ? "TeX stops at a bare \"&\": write \\&." : "TeX stops at a bare \"#\": write \\#.");
      return;
    }
  }
}

static bool is_invisible(uint32_t code, uint32_t length)
{
  bool control = (code < 0x20 && code != '\n' && code != '\r' && code != '\t') || (code >= 0x7F && code < 0xA0);
  bool zero_width = code == 0x200B || code == 0x200E || code == 0x200F || code == 0xAD || code == 0xFEFF ||
                    code == 0x2060 || (code >= 0x202A && code <= 0x202E);
  return control || zero_width || code == 0xFFFC || (code == UTF8_INVALID && length == 3);
}

static void check_invisible(wording_run *self)
{
  dixit_text text = self->raw;
  for (size_t at = 0; at < text.length;) {
    unsigned char byte = (unsigned char)text.bytes[at];
    if (byte >= 0x20 && byte < 0x7F) {
      at++;
      continue;
    }
    utf8_char c = utf8_decode(text.bytes, text.length, at);
    if (is_invisible(c.code, c.length)) {
      rule_report(self->run, RULE_REFERENCES_INVISIBLE_CHARACTER, span_at(self, at, at + c.length),
                  c.code == UTF8_INVALID ? "A character was lost here: write it anew."
                                         : "There is a character here that cannot be seen (U+%04X): take it away.",
                  (unsigned)c.code);
      return;
    }
    at += c.length;
  }
}

/* ---- fields ---- */

static void check_field(wording_run *self)
{
  uint8_t kind = bib_fields[self->field->field].kind;
  if (!self->field->flags)
    check_invisible(self);
  if (kind == KIND_NAMES && (!self->field->flags || self->field->flags == DIXIT_FIELD_STRUCTURED))
    check_names(self);
  if (kind == KIND_TITLE && !self->field->flags)
    check_title(self);
  if (kind == KIND_TITLE || kind == KIND_TEXT || kind == KIND_NAMES || kind == KIND_LIST) {
    if (!self->field->flags && self->field->field != FIELD_HOWPUBLISHED && self->field->field != FIELD_NOTE)
      check_markup(self);
  }
  if (kind == KIND_LIST && !self->field->flags)
    check_address(self);
  check_extra(self);
}

void check_entry_words(rule_run *run)
{
  dixit_doc *doc = run->doc;
  wording_run self = {.run = run};
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  if (doc->entries.count && value_reader_init(&self.reader, doc, &scratch)) {
    for (uint32_t i = 0; i < doc->fields.count; i++) {
      self.field = &doc->fields.items[i];
      if (doc->entries.items[self.field->entry].kind != DIXIT_ENTRY_WORK || span_is_empty(self.field->value))
        continue;
      if (self.field->field == FIELD_UNKNOWN || bib_fields[self.field->field].kind == KIND_VERBATIM)
        continue;
      self.raw = doc_slice(doc, self.field->value);
      self.value = value_read(&self.reader, self.field);
      check_field(&self);
    }
  }
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
