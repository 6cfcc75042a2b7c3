/* Rules about how values are written: what TeX and programs make of them. Faults are wording_rules.c's; most of these
 * are matters of care, off unless asked for. */
#include "base/utf8.h"
#include "refs/bibliographies.h"
#include "refs/dates.h"
#include "refs/fields.h"
#include "refs/names.h"
#include "refs/values.h"
#include "rules/rule.h"

/* A field of a BibTeX file: raw as it stands, value as it reads. */
typedef struct form_run {
  rule_run *run;
  value_reader reader;
  const dixit_entry *entry;
  const dixit_field *field;
  dixit_text raw;
  dixit_text value;
  uint8_t kind;
} form_run;

static dixit_span place_at(const form_run *self, size_t start, size_t end)
{
  uint32_t base = self->field->value.start;
  return span_of(base + (uint32_t)start, base + (uint32_t)end);
}

/* ---- characters ---- */

/* A letter and a mark that make one character: told once a field, with the whole value composed as the fix. */
static bool composes(dixit_text text, size_t at, uint32_t *composed, size_t *length)
{
  utf8_char letter = utf8_decode(text.bytes, text.length, at);
  if (at + letter.length >= text.length || (unsigned char)text.bytes[at + letter.length] < 0xCC)
    return false;
  utf8_char mark = utf8_decode(text.bytes, text.length, at + letter.length);
  if (mark.code < 0x300 || mark.code > 0x36F)
    return false;
  *composed = utf8_compose(letter.code, mark.code);
  *length = letter.length + mark.length;
  return *composed != letter.code;
}

static void check_composed(form_run *self)
{
  uint32_t composed;
  size_t length;
  for (size_t at = 0; at < self->raw.length; at++) {
    if (((unsigned char)self->raw.bytes[at] & 0xC0) == 0x80 || !composes(self->raw, at, &composed, &length))
      continue;
    char fixed[5] = "";
    fixed[utf8_encode(composed, fixed)] = '\0';
    dixit_span place = place_at(self, at, at + length);
    if (rule_report(self->run, RULE_REFERENCES_NOT_COMPOSED, place,
                    "This is a letter and an accent apart; write them as one character, \"%s\", or searches miss it.",
                    fixed))
      rule_mend(self->run, place, fixed, "write one character");
    return;
  }
}

/* UTF-8 read as Latin-1 and saved as UTF-8: the two bytes of a letter have become two letters. */
static bool is_twice_encoded(dixit_text text, size_t at, utf8_char first, uint32_t *meant, size_t *length)
{
  if ((first.code != 0xC2 && first.code != 0xC3) || at + first.length >= text.length)
    return false;
  utf8_char second = utf8_decode(text.bytes, text.length, at + first.length);
  *meant = (first.code & 0x1F) << 6 | (second.code & 0x3F);
  *length = first.length + second.length;
  return second.code >= 0x80 && second.code < 0xC0;
}

static bool report_encoding(form_run *self, size_t at, utf8_char c)
{
  uint32_t meant;
  size_t length;
  if (c.code == UTF8_INVALID && c.length == 1) {
    rule_report(self->run, RULE_REFERENCES_BAD_ENCODING, place_at(self, at, at + 1),
                "This byte is not UTF-8: save the file anew in UTF-8.");
    return true;
  }
  if (!is_twice_encoded(self->raw, at, c, &meant, &length))
    return false;
  char fixed[5] = "";
  fixed[utf8_encode(meant, fixed)] = '\0';
  dixit_span place = place_at(self, at, at + length);
  if (rule_report(self->run, RULE_REFERENCES_BAD_ENCODING, place, "This letter was encoded twice: is \"%s\" meant?",
                  fixed))
    rule_fix(self->run, place, fixed, "write the letter");
  return true;
}

/* The first fault of the encoding, and the first character beyond ASCII. */
static void check_encoding(form_run *self)
{
  bool told = false;
  for (size_t at = 0; at < self->raw.length;) {
    if ((unsigned char)self->raw.bytes[at] < 0x80) {
      at++;
      continue;
    }
    utf8_char c = utf8_decode(self->raw.bytes, self->raw.length, at);
    if (report_encoding(self, at, c))
      return;
    if (!told && self->run->doc->format == DIXIT_BIBTEX)
      rule_report(self->run, RULE_REFERENCES_NOT_ASCII, place_at(self, at, at + c.length),
                  "BibTeX sorts and cuts this character wrongly: write it as TeX does, or use biber.");
    told = true;
    at += c.length;
  }
}

/* ---- TeX ---- */

/* A "$" without partner; "_" and "^" outside mathematics; "%". *at is where, *sign which. */
static bool find_tex_fault(dixit_text raw, size_t *at, char *sign)
{
  size_t open = 0;
  bool math = false;
  for (size_t i = 0; i < raw.length; i++) {
    char c = raw.bytes[i];
    if (c == '\\') {
      i++;
    } else if (c == '$') {
      math = !math;
      open = i;
    } else if (c == '%' || (!math && (c == '_' || c == '^'))) {
      *at = i;
      *sign = c;
      return true;
    }
  }
  *at = open;
  *sign = '$';
  return math;
}

static bool holds_command(dixit_text raw, const char *command)
{
  size_t length = strlen(command);
  for (size_t at = 0; at + length <= raw.length; at++)
    if (raw.bytes[at] == '\\' && memcmp(raw.bytes + at, command, length) == 0)
      return true;
  return false;
}

static void check_tex(form_run *self)
{
  size_t at;
  char sign;
  bool looked_into = self->kind == KIND_TITLE || self->kind == KIND_TEXT || self->kind == KIND_NAMES ||
                     self->kind == KIND_LIST;
  if (!looked_into || holds_command(self->raw, "\\url") || holds_command(self->raw, "\\href") ||
      holds_command(self->raw, "\\ensuremath") || !find_tex_fault(self->raw, &at, &sign))
    return;
  rule_report(self->run, RULE_REFERENCES_TEX_SYNTAX, place_at(self, at, at + 1),
              sign == '$'   ? "This \"$\" has no partner: TeX stops here. Write \\$ for the money, or close the "
                              "mathematics."
              : sign == '%' ? "TeX takes the rest of the line for a comment: write \\%%."
                            : "TeX stops at \"%c\" outside of mathematics: write \\%c, or put $...$ around it.",
              sign, sign);
}

/* ---- capitals ---- */

static bool is_upper(char c)
{
  return c >= 'A' && c <= 'Z';
}

static bool is_letter_at(dixit_text text, size_t at)
{
  return at < text.length && (ascii_is_letter(text.bytes[at]) || (unsigned char)text.bytes[at] >= 0x80);
}

/* "DNA", "eBay", "McKinley" outside of braces: a style that sets titles in small letters spoils them. */
static void check_capitals(form_run *self)
{
  int depth = 0;
  for (size_t at = 0; at < self->raw.length; at++) {
    char c = self->raw.bytes[at];
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (depth || !is_upper(c) || at == 0 || !is_letter_at(self->raw, at - 1))
      continue;
    size_t first = at, last = at;
    while (first > 0 && is_letter_at(self->raw, first - 1))
      first--;
    while (is_letter_at(self->raw, last))
      last++;
    if (self->raw.bytes[first - (first > 0)] != '\\' || first == 0)
      rule_report(self->run, RULE_REFERENCES_UNPROTECTED_CAPITAL, place_at(self, first, last),
                  "Styles that set titles in small letters spoil this word: put braces around it.");
    return;
  }
}

/* "howpublished" and "note" begin a sentence of their own. */
static void check_small_letter(form_run *self)
{
  char c = self->raw.length ? self->raw.bytes[0] : '\0';
  if ((self->field->field == FIELD_HOWPUBLISHED || self->field->field == FIELD_NOTE) && c >= 'a' && c <= 'z')
    rule_report(self->run, RULE_REFERENCES_SMALL_LETTER, place_at(self, 0, 1),
                "Styles put this behind a full stop: begin with a capital.");
}

/* ---- editions, months, pages ---- */

static bool is_number(dixit_text text)
{
  for (size_t i = 0; i < text.length; i++)
    if (!ascii_is_digit(text.bytes[i]))
      return false;
  return text.length > 0;
}

static void check_edition(form_run *self)
{
  static const char *const first[] = {"1", "1st", "first"};
  for (size_t i = 0; i < sizeof first / sizeof *first; i++)
    if (text_equal_folded(self->value, text_from(first[i]))) {
      rule_report(self->run, RULE_REFERENCES_BAD_EDITION, self->field->value,
                  "A first edition is not named: leave the field out.");
      return;
    }
  char c = self->value.length ? self->value.bytes[0] : '\0';
  if (c >= 'a' && c <= 'z')
    rule_report(self->run, RULE_REFERENCES_BAD_EDITION, self->field->value,
                "Write the edition with a capital (\"Second\") or, for biblatex, as a number (2).");
}

/* Not a macro, nor a number: the style cannot translate or shorten it. */
static void check_month(form_run *self)
{
  static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  char fixed[4] = "";
  int32_t month = month_find(self->value);
  if ((self->field->flags & DIXIT_FIELD_MACRO) || !month || is_number(self->value))
    return;
  memcpy(fixed, names + (month - 1) * 3, 3);
  rule_report(self->run, RULE_REFERENCES_MONTH_FORM, self->field->value,
              "Write the month as the macro %s, without braces: then styles shorten and translate it.", fixed);
}

/* "12-15", "12 to 15", "12–15" in BibTeX: only "--" is set as a range everywhere. */
static void check_pages(form_run *self)
{
  dixit_text text = self->value;
  for (size_t i = 1; i + 1 < text.length; i++) {
    bool hyphen = text.bytes[i] == '-' && text.bytes[i - 1] != '-' && text.bytes[i + 1] != '-';
    bool to = i + 4 < text.length && memcmp(text.bytes + i, " to ", 4) == 0;
    bool dash = i + 3 < text.length && memcmp(text.bytes + i, "\xE2\x80\x93", 3) == 0;
    if ((!hyphen && !to && !dash) || !ascii_is_digit(text.bytes[i - 1]))
      continue;
    rule_report(self->run, RULE_REFERENCES_PAGES_FORM, self->field->value,
                "Write a range of pages with two hyphens: 12--15.");
    return;
  }
}

/* ---- titles of books and proceedings ---- */

/* A title that breaks off before what it is of. */
static void check_end(form_run *self)
{
  static const char *const ends[] = {
      "conference on", "proceedings of", "proceedings of the", "symposium on", "workshop on",
      "journal of",    "handbook of",    "transactions on",    "advances in",  "international conference on"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    size_t length = strlen(ends[i]);
    if (!text_ends_folded(self->value, ends[i]))
      continue;
    uint32_t end = self->field->value.end, start = self->field->value.start;
    rule_report(self->run, RULE_REFERENCES_BAD_TITLE,
                span_of(end - start > length ? end - (uint32_t)length : start, end),
                "This title breaks off: write what comes behind \"%s\".", ends[i]);
    return;
  }
}

/* "pp. 12-15" in the title of the whole: the part's pages. */
static void check_pages_in_title(form_run *self)
{
  for (size_t at = 1; at + 4 < self->raw.length; at++) {
    if (memcmp(self->raw.bytes + at, "pp.", 3) != 0 || ascii_is_letter(self->raw.bytes[at - 1]))
      continue;
    size_t digit = at + 3;
    while (digit < self->raw.length && (self->raw.bytes[digit] == ' ' || self->raw.bytes[digit] == '~'))
      digit++;
    if (digit == self->raw.length || !ascii_is_digit(self->raw.bytes[digit]))
      continue;
    rule_report(self->run, RULE_REFERENCES_BAD_TITLE, place_at(self, at, self->raw.length),
                "Pages are no part of a title: put them into the field pages.");
    return;
  }
}

/* The year of the meeting: the field date has it. */
static void check_year_in_title(form_run *self)
{
  for (size_t at = 0; at + 4 <= self->raw.length; at++) {
    dixit_text digits = text_of(self->raw.bytes + at, 4);
    bool inside = (at > 0 && ascii_is_digit(self->raw.bytes[at - 1])) ||
                  (at + 4 < self->raw.length && ascii_is_digit(self->raw.bytes[at + 4]));
    if (inside || !is_number(digits) || (memcmp(digits.bytes, "19", 2) != 0 && memcmp(digits.bytes, "20", 2) != 0))
      continue;
    rule_report(self->run, RULE_REFERENCES_BOOKTITLE_YEAR, place_at(self, at, at + 4),
                "The year stands in the date already: leave it out of the title of the whole, or put it into "
                "eventdate.");
    return;
  }
}

static void check_whole(form_run *self)
{
  check_end(self);
  if (self->field->field != FIELD_BOOKTITLE)
    return;
  check_pages_in_title(self);
  check_year_in_title(self);
}

/* ---- fields ---- */

static void check_form(form_run *self)
{
  bool macro = (self->field->flags & DIXIT_FIELD_MACRO) != 0, plain = self->field->flags == 0;
  if (plain) {
    check_composed(self);
    check_encoding(self);
  }
  if (self->run->doc->format != DIXIT_BIBTEX)
    return;
  if (plain)
    check_tex(self);
  switch (self->field->field) {
  case FIELD_TITLE:
    if (plain)
      check_capitals(self);
    break;
  case FIELD_BOOKTITLE: case FIELD_JOURNALTITLE:
    if (plain)
      check_whole(self);
    break;
  case FIELD_EDITION: check_edition(self); break;
  case FIELD_MONTH: check_month(self); break;
  case FIELD_PAGES: check_pages(self); break;
  default:
    if (!macro)
      check_small_letter(self);
  }
}

void check_entry_forms(rule_run *run)
{
  dixit_doc *doc = run->doc;
  form_run self = {.run = run};
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  if (doc->entries.count && value_reader_init(&self.reader, doc, &scratch)) {
    for (uint32_t i = 0; i < doc->fields.count; i++) {
      self.field = &doc->fields.items[i];
      self.entry = &doc->entries.items[self.field->entry];
      self.kind = bib_fields[self.field->field].kind;
      if (self.entry->kind != DIXIT_ENTRY_WORK || self.kind == KIND_VERBATIM || self.field->field == FIELD_UNKNOWN)
        continue;
      self.raw = doc_slice(doc, self.field->value);
      self.value = value_read(&self.reader, self.field);
      check_form(&self);
    }
  }
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
