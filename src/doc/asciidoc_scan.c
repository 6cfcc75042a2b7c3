/* By Asciidoctor 2. */
#include "doc/asciidoc_scan.h"

#include "doc/markdown_scan.h"

enum { MARKER_LIMIT = 9, TERM_LIMIT = 300 };

uint32_t asciidoc_count(const outline *base, dixit_span line, char sign)
{
  uint32_t at = line.start;
  while (at < line.end && base->doc->text[at] == sign)
    at++;
  return at - line.start;
}

/* ---- fences ---- */

asciidoc_fence asciidoc_scan_fence(const outline *base, dixit_span line)
{
  static const char signs[] = "-.+/_=*",
                    kinds[] = {FENCE_CODE, FENCE_CODE, FENCE_MATH, FENCE_SKIP, FENCE_QUOTE, FENCE_OPEN, FENCE_OPEN};
  char sign = outline_byte(base, line, line.start);
  const char *found = sign ? strchr(signs, sign) : NULL;
  uint32_t count = asciidoc_count(base, line, sign);
  if (sign == '`' && count == 3)
    return FENCE_CODE;
  if (!found || count != span_length(line))
    return FENCE_NONE;
  if (sign == '-' && count == 2)
    return FENCE_OPEN;
  return count >= FENCE_LEAST ? (asciidoc_fence)kinds[found - signs] : FENCE_NONE;
}

uint32_t asciidoc_fence_tag(const outline *base, dixit_span line)
{
  return UINT32_C(1) << 31 | (uint32_t)(unsigned char)base->doc->text[line.start] << 16 | (span_length(line) & 0xFFFF);
}

bool asciidoc_is_fence_tag(uint32_t tag)
{
  return tag >> 31;
}

/* ---- items ---- */

uint32_t asciidoc_scan_marker(const outline *base, dixit_span line, uint32_t *words)
{
  char sign = outline_byte(base, line, line.start);
  uint32_t count = 1, at = line.start;
  if (sign == '*' || sign == '.' || sign == '-')
    at += count = asciidoc_count(base, line, sign);
  else if (sign == '<') {
    while (at - line.start < MARKER_LIMIT && outline_byte(base, line, at) != '>' && outline_byte(base, line, at))
      at++;
    at += outline_byte(base, line, at) == '>';
  } else {
    while (at - line.start < MARKER_LIMIT && ascii_is_digit(outline_byte(base, line, at)))
      at++;
    if (at == line.start && ascii_is_letter(sign))
      at++;
    if (at == line.start || outline_byte(base, line, at++) != '.')
      return 0;
    sign = '1';
  }
  *words = outline_skip_blanks(base, at, line.end);
  bool fits = at > line.start && outline_is_gap(outline_byte(base, line, at)) && *words < line.end;
  return fits && count < 7 && (sign != '-' || count == 1) ? (uint32_t)(unsigned char)sign << 4 | count : 0;
}

uint32_t asciidoc_scan_term(const outline *base, dixit_span line, uint32_t *words)
{
  uint32_t limit = line.end - line.start > TERM_LIMIT ? line.start + TERM_LIMIT : line.end;
  for (uint32_t at = line.start + 1; at + 1 < limit; at++) {
    char c = base->doc->text[at];
    if ((c != ':' && c != ';') || base->doc->text[at + 1] != c)
      continue;
    uint32_t after = at;
    while (outline_byte(base, line, after) == c)
      after++;
    if (!outline_is_gap(outline_byte(base, line, after)) || outline_is_gap(base->doc->text[at - 1]))
      continue;
    *words = outline_skip_blanks(base, after, line.end);
    return at;
  }
  return 0;
}

/* ---- single lines ---- */

bool asciidoc_starts_word(const outline *base, dixit_span line)
{
  char c = outline_byte(base, line, line.start);
  return ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

uint32_t asciidoc_scan_condition(const outline *base, dixit_span line)
{
  static const char *const names[] = {"ifdef::", "ifndef::", "ifeval::", "endif::"};
  bool found = false;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    found = found || outline_starts(base, line, names[i]);
  if (!found || base->doc->text[line.end - 1] != ']')
    return 0;
  dixit_text text = outline_slice(base, line);
  const char *open = memchr(text.bytes, '[', text.length);
  bool words = open && !outline_starts(base, line, "ifeval") && open[1] != ']';
  return words ? line.start + (uint32_t)(open - text.bytes) + 1 : line.end;
}

uint32_t asciidoc_skip_label(const outline *base, dixit_span line, uint32_t start)
{
  static const char *const labels[] = {"NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "};
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
    if (outline_starts(base, span_of(start, line.end), labels[i]))
      return outline_skip_blanks(base, start + (uint32_t)strlen(labels[i]), line.end);
  return start;
}

/* ---- tables ---- */

uint32_t asciidoc_skip_cell_look(const outline *base, uint32_t first, uint32_t bar)
{
  uint32_t at = bar;
  while (at > first && bar - at < MARKER_LIMIT &&
         (ascii_is_digit(base->doc->text[at - 1]) || scan_is_one_of(base->doc->text[at - 1], "+*.<^>adehlmsv")))
    at--;
  return at == first || (unsigned char)base->doc->text[at - 1] <= ' ' ? at : bar;
}
