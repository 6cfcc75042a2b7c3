#include "unit/hard_text.h"

#include <string.h>

uint32_t hard_random(uint64_t *seed)
{
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*seed >> 33);
}

size_t hard_text(uint64_t *seed, char *out, size_t pieces)
{
  static const char *const hard[] = {
    "\n", "\r", "\r\n", "\n\n", " ", "  ", "a", "Words, more words. ", "\t", "\xEF\xBB\xBF", "\xE2\x80\xA8", "\xC2\x85",
    "\xCC\x81",         /* combining acute */
    "\xC3\xA9",         /* e acute */
    "\xF0\x9F\x91\xA9", /* woman */
    "\xE2\x80\x8D",     /* zero-width joiner */
    "\xEF\xB8\x8F",     /* variation selector */
    "\xF0\x9F\x8F\xBD", /* skin tone */
    "\xF0\x9F\x87\xA9", /* regional indicator */
    "\xE1\x84\x80", "\xE1\x85\xA1", "\xE1\x86\xA8", "\xEA\xB0\x80", /* Hangul L, V, T, LV */
    "\xE0\xA4\x95", "\xE0\xA5\x8D",                                 /* Devanagari ka, virama */
    "\xE2\x80\x9C", "\xE2\x80\x9D", "\"", "'", "\xEF\xBF\xBD",
    "\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x91", "\xF5", "\xFF", "\xC0\xAF", "\xED\xA0\x80",
    "- ", "1. ", "---", "# ", "> ", ".", "?", ":", ",",
    "*", "**", "_", "`", "[", "](", ")", "[^1]", "[^1]: ", "^[", "[@key]", "&amp;", "<!--", "-->", "|", "\\",
    "$", "```\n",
    "Ann Lee", " said", " said that ", "he ", "He ", "according to ", "critics say ", " told ", ", who ", 
    "the mayor ", "12% ",
    "\"It is closed,\" Ann Lee said. ", "<!-- dixit-disable -->", "Mr. ", "they ", "told reporters",
  };
  size_t length = 0;
  for (size_t i = 0; i < pieces; i++) {
    uint32_t number = hard_random(seed);
    if (number % 31 == 0) {
      out[length++] = (char)(number >> 8); /* any byte, NUL too */
      continue;
    }
    const char *piece = hard[(number >> 5) % (sizeof hard / sizeof *hard)];
    size_t size = strlen(piece);
    memcpy(out + length, piece, size);
    length += size;
  }
  return length;
}
