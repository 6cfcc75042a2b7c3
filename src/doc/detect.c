/* Is this text Markdown, where no file's name says so? Cautiously: prose is read as plain text unless its markup is
 * plain to see. */
#include "doc/reader.h"

enum { DETECT_SIGNS = 2 };

/* ATX headings, fences, footnote definitions and list markers at the start of a line; each kind counts once. */
typedef enum sign {
  SIGN_NONE = 0,
  SIGN_HEADING = 1,
  SIGN_FENCE = 2,
  SIGN_DEFINITION = 4,
  SIGN_LINK = 8,
  SIGN_FOOTNOTE = 16,
  SIGN_EMPHASIS = 32
} sign;

/* "# Words" to "###### Words". */
static bool is_atx_heading(dixit_text line)
{
  size_t level = 0;
  while (level < line.length && line.bytes[level] == '#')
    level++;
  bool spaced = level + 1 < line.length && line.bytes[level] == ' ' && line.bytes[level + 1] != ' ';
  return level >= 1 && level <= 6 && spaced;
}

/* "[label]: target", "[^1]: words". */
static bool is_definition(dixit_text line)
{
  if (!text_starts(line, "["))
    return false;
  const char *close = memchr(line.bytes, ']', line.length);
  size_t at = close ? (size_t)(close - line.bytes) : 0;
  return at > 1 && at + 2 < line.length && line.bytes[at + 1] == ':' && line.bytes[at + 2] == ' ';
}

static bool contains(dixit_text line, const char *words)
{
  size_t length = strlen(words);
  for (const char *at = line.bytes, *end = line.bytes + line.length; (size_t)(end - at) >= length; at++) {
    at = memchr(at, words[0], (size_t)(end - at) - length + 1);
    if (!at)
      return false;
    if (memcmp(at, words, length) == 0)
      return true;
  }
  return false;
}

static uint32_t signs_of(dixit_text line)
{
  uint32_t signs = 0;
  if (is_atx_heading(line))
    signs |= SIGN_HEADING;
  if (text_starts(line, "```") || text_starts(line, "~~~"))
    signs |= SIGN_FENCE;
  if (is_definition(line))
    signs |= SIGN_DEFINITION;
  if (contains(line, "](http") || contains(line, "](/") || contains(line, "](#"))
    signs |= SIGN_LINK;
  if (contains(line, "[^"))
    signs |= SIGN_FOOTNOTE;
  if (contains(line, "**"))
    signs |= SIGN_EMPHASIS;
  return signs;
}

/* Up to the line feed; *text goes past it. */
static dixit_text next_line(dixit_text *text)
{
  const char *end = memchr(text->bytes, '\n', text->length);
  size_t length = end ? (size_t)(end - text->bytes) : text->length, past = length + (end != NULL);
  dixit_text line = text_of(text->bytes, length && text->bytes[length - 1] == '\r' ? length - 1 : length);
  *text = text_of(text->bytes + past, text->length - past);
  return line;
}

/* YAML between lines of "---", with a "key:" at once; TOML between lines of "+++". */
static bool has_front_matter(dixit_text text)
{
  dixit_text fence = next_line(&text), key = next_line(&text);
  bool yaml = text_is(fence, "---"), toml = text_is(fence, "+++");
  if (!yaml && !toml)
    return false;
  if (yaml ? !contains(key, ":") : !contains(key, "="))
    return false;
  while (text.length > 0)
    if (text_equal(next_line(&text), fence))
      return true;
  return false;
}

bool markdown_detect(dixit_text text)
{
  uint32_t signs = 0, kinds = 0;
  if (has_front_matter(text))
    return true;
  while (text.length > 0)
    signs |= signs_of(next_line(&text));
  for (; signs; signs &= signs - 1)
    kinds++;
  return kinds >= DETECT_SIGNS;
}
