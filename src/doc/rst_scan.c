/* By the reStructuredText Markup Specification of docutils. */
#include "doc/rst_scan.h"

#include "doc/markdown_scan.h"

enum { NUMBER_LIMIT = 9, ROMAN_LIMIT = 8, FIELD_LIMIT = 80, LABEL_LIMIT = 80, NAME_LIMIT = 80 };

static char byte_at(const outline *self, dixit_span line, uint32_t at)
{
  return at < line.end ? self->doc->text[at] : '\0';
}

static bool is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\0';
}

static uint32_t skip_blanks(const outline *self, uint32_t at, uint32_t end)
{
  while (at < end && is_space(self->doc->text[at]))
    at++;
  return at;
}

/* ---- items ---- */

/* Past digits, one letter, a Roman number or "#"; `at` when there is none. */
static uint32_t skip_number(const outline *self, dixit_span line, uint32_t at)
{
  uint32_t end = at;
  while (end - at < NUMBER_LIMIT && ascii_is_digit(byte_at(self, line, end)))
    end++;
  if (end > at)
    return end;
  while (end - at < ROMAN_LIMIT && byte_at(self, line, end) && strchr("ivxlcdmIVXLCDM", byte_at(self, line, end)))
    end++;
  if (end > at + 1)
    return end;
  return ascii_is_letter(byte_at(self, line, at)) || byte_at(self, line, at) == '#' ? at + 1 : at;
}

static rst_marker scan_enumerator(const outline *self, dixit_span line)
{
  bool bracket = byte_at(self, line, line.start) == '(';
  uint32_t first = line.start + bracket, end = skip_number(self, line, first);
  char sign = byte_at(self, line, end);
  if (end == first || (sign != ')' && (sign != '.' || bracket)) || !is_space(byte_at(self, line, end + 1)))
    return (rst_marker){0, 0};
  return (rst_marker){bracket ? '(' : (unsigned char)sign, skip_blanks(self, end + 1, line.end)};
}

/* Bullets that are no ASCII: U+2022, U+2023, U+2043. */
static uint32_t wide_bullet(const outline *self, dixit_span line)
{
  static const char *const bullets[] = {"\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x81\x83"};
  for (uint32_t i = 0; i < 3; i++)
    if (outline_starts(self, line, bullets[i]) && is_space(byte_at(self, line, line.start + 3)))
      return 0x100 + i;
  return 0;
}

rst_marker rst_scan_marker(const outline *self, dixit_span line)
{
  char sign = byte_at(self, line, line.start);
  if ((sign == '*' || sign == '-' || sign == '+') && is_space(byte_at(self, line, line.start + 1)))
    return (rst_marker){(unsigned char)sign, skip_blanks(self, line.start + 1, line.end)};
  uint32_t wide = wide_bullet(self, line);
  if (wide)
    return (rst_marker){wide, skip_blanks(self, line.start + 3, line.end)};
  return scan_enumerator(self, line);
}

uint32_t rst_scan_field(const outline *self, dixit_span line)
{
  if (byte_at(self, line, line.start) != ':' || is_space(byte_at(self, line, line.start + 1)))
    return 0;
  for (uint32_t at = line.start + 1; at < line.end && at - line.start < FIELD_LIMIT; at++) {
    char c = self->doc->text[at];
    if (c == '`')
      return 0;
    if (c == ':' && self->doc->text[at - 1] != '\\' && at > line.start + 1 && is_space(byte_at(self, line, at + 1)))
      return skip_blanks(self, at + 1, line.end);
  }
  return 0;
}

/* ---- lines of signs ---- */

char rst_scan_adornment(const outline *self, dixit_span line)
{
  char sign = byte_at(self, line, line.start);
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
  if (byte_at(self, line, line.start) != '=')
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
  return skip_blanks(self, line.start + 2 < line.end ? line.start + 2 : line.end, line.end);
}

static bool is_name_byte(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c) || scan_is_one_of(c, "-_+.:");
}

/* Past "|name|" and blanks. */
static uint32_t skip_substitution(const outline *self, uint32_t at, dixit_span line)
{
  uint32_t end = at + 1;
  if (byte_at(self, line, at) != '|')
    return at;
  while (end < line.end && end - at < LABEL_LIMIT && self->doc->text[end] != '|')
    end++;
  return byte_at(self, line, end) == '|' ? skip_blanks(self, end + 1, line.end) : at;
}

uint32_t rst_scan_directive(const outline *self, dixit_span line, dixit_span *name)
{
  uint32_t at = skip_substitution(self, skip_dots(self, line), line), end = at;
  while (end < line.end && end - at < NAME_LIMIT && is_name_byte(self->doc->text[end]))
    end++;
  if (end < at + 3 || self->doc->text[end - 1] != ':' || self->doc->text[end - 2] != ':' ||
      !is_space(byte_at(self, line, end)))
    return 0;
  *name = span_of(at, end - 2);
  return skip_blanks(self, end, line.end);
}

uint32_t rst_scan_label(const outline *self, dixit_span line, dixit_span *label)
{
  uint32_t at = skip_dots(self, line), end = at + 1;
  if (byte_at(self, line, at) != '[')
    return 0;
  while (end < line.end && end - at < LABEL_LIMIT && self->doc->text[end] != ']' && !is_space(self->doc->text[end]))
    end++;
  *label = span_of(at + 1, end);
  return end > at + 1 && byte_at(self, line, end) == ']' ? skip_blanks(self, end + 1, line.end) : 0;
}

bool rst_scan_target(const outline *self, dixit_span line, dixit_span *name, dixit_span *target)
{
  uint32_t at = skip_dots(self, line);
  if (byte_at(self, line, at) != '_' || is_space(byte_at(self, line, at + 1)))
    return false;
  bool quoted = byte_at(self, line, ++at) == '`';
  uint32_t end = at += quoted;
  while (end < line.end && (self->doc->text[end] != ':' || self->doc->text[end - 1] == '\\' ||
                            (quoted && self->doc->text[end - 1] != '`') || !is_space(byte_at(self, line, end + 1))))
    end++;
  if (end >= line.end || end == at)
    return false;
  *name = span_of(at, end > at + quoted ? end - quoted : at);
  *target = span_of(skip_blanks(self, end + 1, line.end), line.end);
  return true;
}
