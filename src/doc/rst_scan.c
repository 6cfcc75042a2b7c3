/* By the reStructuredText Markup Specification of docutils. */
#include "doc/rst_scan.h"

#include "doc/markdown_scan.h"

enum { NUMBER_LIMIT = 9, ROMAN_LIMIT = 8, FIELD_LIMIT = 80, LABEL_LIMIT = 80, NAME_LIMIT = 80 };

/* ---- items ---- */

/* Past digits, one letter, a Roman number or "#"; `at` when there is none. */
static uint32_t skip_number(const outline *self, dixit_span line, uint32_t at)
{
  uint32_t end = at;
  while (end - at < NUMBER_LIMIT && ascii_is_digit(outline_byte(self, line, end)))
    end++;
  if (end > at)
    return end;
  while (end - at < ROMAN_LIMIT && scan_is_one_of(outline_byte(self, line, end), "ivxlcdmIVXLCDM"))
    end++;
  if (end > at + 1)
    return end;
  return ascii_is_letter(outline_byte(self, line, at)) || outline_byte(self, line, at) == '#' ? at + 1 : at;
}

static rst_marker scan_enumerator(const outline *self, dixit_span line)
{
  bool bracket = outline_byte(self, line, line.start) == '(';
  uint32_t first = line.start + bracket, end = skip_number(self, line, first);
  char sign = outline_byte(self, line, end);
  if (end == first || (sign != ')' && (sign != '.' || bracket)) || !outline_is_gap(outline_byte(self, line, end + 1)))
    return (rst_marker){0, 0};
  return (rst_marker){bracket ? '(' : (unsigned char)sign, outline_skip_blanks(self, end + 1, line.end)};
}

/* Bullets that are no ASCII: U+2022, U+2023, U+2043. */
static uint32_t wide_bullet(const outline *self, dixit_span line)
{
  static const char *const bullets[] = {"\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x81\x83"};
  for (uint32_t i = 0; i < 3; i++)
    if (outline_starts(self, line, bullets[i]) && outline_is_gap(outline_byte(self, line, line.start + 3)))
      return 0x100 + i;
  return 0;
}

rst_marker rst_scan_marker(const outline *self, dixit_span line)
{
  char sign = outline_byte(self, line, line.start);
  if ((sign == '*' || sign == '-' || sign == '+') && outline_is_gap(outline_byte(self, line, line.start + 1)))
    return (rst_marker){(unsigned char)sign, outline_skip_blanks(self, line.start + 1, line.end)};
  uint32_t wide = wide_bullet(self, line);
  if (wide)
    return (rst_marker){wide, outline_skip_blanks(self, line.start + 3, line.end)};
  return scan_enumerator(self, line);
}

uint32_t rst_scan_field(const outline *self, dixit_span line)
{
  if (outline_byte(self, line, line.start) != ':' || outline_is_gap(outline_byte(self, line, line.start + 1)))
    return 0;
  for (uint32_t at = line.start + 1; at < line.end && at - line.start < FIELD_LIMIT; at++) {
    char c = self->doc->text[at];
    if (c == '`')
      return 0;
    if (c == ':' && self->doc->text[at - 1] != '\\' && at > line.start + 1 &&
        outline_is_gap(outline_byte(self, line, at + 1)))
      return outline_skip_blanks(self, at + 1, line.end);
  }
  return 0;
}

/* ---- lines of signs ---- */

char rst_scan_adornment(const outline *self, dixit_span line)
{
  char sign = outline_byte(self, line, line.start);
  if (!scan_is_punctuation(sign))
    return '\0';
  for (uint32_t at = line.start; at < line.end; at++)
    if (self->doc->text[at] != sign)
      return '\0';
  return sign;
}

bool rst_is_table_border(const outline *self, dixit_span line)
{
  bool gap = false;
  if (outline_byte(self, line, line.start) != '=')
    return false;
  for (uint32_t at = line.start; at < line.end; at++) {
    char c = self->doc->text[at];
    if (c != '=' && c != ' ')
      return false;
    gap = gap || c == ' ';
  }
  return gap;
}

uint32_t rst_width(const outline *self, dixit_span line)
{
  uint32_t width = 0;
  for (uint32_t at = line.start; at < line.end; at++)
    width += ((unsigned char)self->doc->text[at] & 0xC0) != 0x80;
  return width;
}

/* ---- explicit markup ---- */

/* What stands behind "..", or the line's end. */
static uint32_t skip_dots(const outline *self, dixit_span line)
{
  return outline_skip_blanks(self, line.start + 2 < line.end ? line.start + 2 : line.end, line.end);
}

static bool is_name_byte(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c) || scan_is_one_of(c, "-_+.:");
}

/* Past "|name|" and blanks. */
static uint32_t skip_substitution(const outline *self, uint32_t at, dixit_span line)
{
  uint32_t end = at + 1;
  if (outline_byte(self, line, at) != '|')
    return at;
  while (end < line.end && end - at < LABEL_LIMIT && self->doc->text[end] != '|')
    end++;
  return outline_byte(self, line, end) == '|' ? outline_skip_blanks(self, end + 1, line.end) : at;
}

uint32_t rst_scan_directive(const outline *self, dixit_span line, dixit_span *name)
{
  uint32_t at = skip_substitution(self, skip_dots(self, line), line), end = at;
  while (end < line.end && end - at < NAME_LIMIT && is_name_byte(self->doc->text[end]))
    end++;
  if (end < at + 3 || self->doc->text[end - 1] != ':' || self->doc->text[end - 2] != ':' ||
      !outline_is_gap(outline_byte(self, line, end)))
    return 0;
  *name = span_of(at, end - 2);
  return outline_skip_blanks(self, end, line.end);
}

uint32_t rst_scan_label(const outline *self, dixit_span line, dixit_span *label)
{
  uint32_t at = skip_dots(self, line), end = at + 1;
  if (outline_byte(self, line, at) != '[')
    return 0;
  while (end < line.end && end - at < LABEL_LIMIT && self->doc->text[end] != ']' &&
         !outline_is_gap(self->doc->text[end]))
    end++;
  *label = span_of(at + 1, end);
  return end > at + 1 && outline_byte(self, line, end) == ']' ? outline_skip_blanks(self, end + 1, line.end) : 0;
}

/* Does the ":" at `at` end a target's name? */
static bool ends_name(const outline *self, dixit_span line, uint32_t at, bool quoted)
{
  const char *text = self->doc->text;
  return text[at] == ':' && text[at - 1] != '\\' && (!quoted || text[at - 1] == '`') &&
         outline_is_gap(outline_byte(self, line, at + 1));
}

bool rst_scan_target(const outline *self, dixit_span line, dixit_span *name, dixit_span *target)
{
  uint32_t at = skip_dots(self, line);
  if (outline_byte(self, line, at) != '_' || outline_is_gap(outline_byte(self, line, at + 1)))
    return false;
  bool quoted = outline_byte(self, line, ++at) == '`';
  uint32_t end = at += quoted;
  while (end < line.end && !ends_name(self, line, end, quoted))
    end++;
  if (end >= line.end || end == at)
    return false;
  *name = span_of(at, end > at + quoted ? end - quoted : at);
  *target = span_of(outline_skip_blanks(self, end + 1, line.end), line.end);
  return true;
}

/* ---- what belongs to a line ---- */

uint32_t rst_skip_body(const outline *self, uint32_t line, uint32_t indent, uint32_t *last)
{
  uint32_t after = line;
  for (uint32_t i = line; outline_has(self, i); i++) {
    if (outline_is_blank(self, i))
      continue;
    if (outline_indent(self, i) <= indent)
      break;
    *last = outline_words(self, i).end;
    after = i + 1;
  }
  return after;
}

void rst_skip_options(outline *self, uint32_t indent)
{
  while (!outline_is_blank(self, self->line) && outline_indent(self, self->line) > indent &&
         rst_scan_field(self, outline_words(self, self->line)))
    self->line++;
}
