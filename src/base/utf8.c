/* Decoding by Unicode table 3-7 (well-formed byte sequences); properties from utf8proc. */
#include "base/utf8.h"

#include <utf8proc.h>

/* Sequence by lead byte: how long, and the range of its second byte. */
static uint32_t sequence_length(unsigned char lead, unsigned char *low, unsigned char *high)
{
  *low = 0x80;
  *high = 0xBF;
  if (lead < 0xC2 || lead > 0xF4)
    return 1;
  if (lead < 0xE0)
    return 2;
  if (lead < 0xF0) {
    if (lead == 0xE0)
      *low = 0xA0;
    if (lead == 0xED)
      *high = 0x9F;
    return 3;
  }
  if (lead == 0xF0)
    *low = 0x90;
  if (lead == 0xF4)
    *high = 0x8F;
  return 4;
}

utf8_char utf8_decode_long(const char *bytes, size_t length, size_t at)
{
  static const unsigned char lead_bits[5] = {0, 0, 0x1F, 0x0F, 0x07};
  const unsigned char *p = (const unsigned char *)bytes + at;
  unsigned char low, high;
  uint32_t n = sequence_length(p[0], &low, &high);
  utf8_char invalid = {UTF8_INVALID, 1};
  if (n == 1 || length - at < n || p[1] < low || p[1] > high)
    return invalid;
  uint32_t code = p[0] & lead_bits[n];
  for (uint32_t i = 1; i < n; i++) {
    if ((p[i] & 0xC0) != 0x80)
      return invalid;
    code = code << 6 | (p[i] & 0x3Fu);
  }
  return (utf8_char){code, n};
}

utf8_char utf8_decode(const char *bytes, size_t length, size_t at)
{
  unsigned char lead = (unsigned char)bytes[at];
  if (lead < 0x80)
    return (utf8_char){lead, 1};
  return utf8_decode_long(bytes, length, at);
}

size_t utf8_start(const char *bytes, size_t length, size_t at)
{
  if (at >= length)
    return length;
  for (size_t back = 1; back <= 3 && back <= at; back++) {
    unsigned char byte = (unsigned char)bytes[at - back + 1];
    if ((byte & 0xC0) != 0x80)
      return at;
    utf8_char c = utf8_decode(bytes, length, at - back);
    if (c.length > back)
      return at - back;
  }
  return at;
}

uint32_t utf8_encode(uint32_t code, char out[4])
{
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
    code = UTF8_INVALID;
  return (uint32_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)out);
}

utf8_class utf8_classify(uint32_t code)
{
  if (code == UTF8_INVALID)
    return UTF8_OTHER;
  switch (utf8proc_category((utf8proc_int32_t)code)) {
  case UTF8PROC_CATEGORY_LU:
  case UTF8PROC_CATEGORY_LT:
    return UTF8_UPPER;
  case UTF8PROC_CATEGORY_LL:
  case UTF8PROC_CATEGORY_LM:
  case UTF8PROC_CATEGORY_LO:
  case UTF8PROC_CATEGORY_MC:
  case UTF8PROC_CATEGORY_ME:
    return UTF8_LETTER;
  case UTF8PROC_CATEGORY_MN:
    return code >= 0xFE00 && code <= 0xFE0F ? UTF8_IGNORED : UTF8_LETTER;
  case UTF8PROC_CATEGORY_ND:
    return UTF8_DIGIT;
  case UTF8PROC_CATEGORY_ZS:
  case UTF8PROC_CATEGORY_ZL:
  case UTF8PROC_CATEGORY_ZP:
    return UTF8_BLANK;
  case UTF8PROC_CATEGORY_CF:
    return UTF8_IGNORED;
  case UTF8PROC_CATEGORY_CC:
    return code == 0x85 || (code >= 0x09 && code <= 0x0D) ? UTF8_BLANK : UTF8_OTHER;
  default:
    return UTF8_OTHER;
  }
}

uint32_t utf8_lower(uint32_t code)
{
  return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

bool utf8_is_lower(uint32_t code)
{
  if (code < 0x80)
    return code >= 'a' && code <= 'z';
  return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LL;
}

uint32_t utf8_base(uint32_t code)
{
  utf8proc_int32_t parts[8];
  int class = 0;
  utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, 8, UTF8PROC_DECOMPOSE, &class);
  return count > 0 && count <= 8 ? (uint32_t)parts[0] : code;
}

uint32_t utf8_compose(uint32_t letter, uint32_t mark)
{
  utf8proc_int32_t parts[2] = {(utf8proc_int32_t)letter, (utf8proc_int32_t)mark};
  utf8proc_ssize_t count = utf8proc_normalize_utf32(parts, 2, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  return count == 1 ? (uint32_t)parts[0] : letter;
}

int utf8_width(uint32_t code)
{
  return utf8proc_charwidth((utf8proc_int32_t)code);
}

bool utf8_grapheme_break(uint32_t left, uint32_t right, int32_t *state)
{
  return utf8proc_grapheme_break_stateful((utf8proc_int32_t)left, (utf8proc_int32_t)right, state);
}
