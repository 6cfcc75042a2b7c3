/* Columns by cluster: the widest character of a cluster gives its width (UAX #29 clusters, East Asian widths as
 * utf8proc has them); a cluster asked to be shown as an emoji, and a flag, take two. Terminals differ over the newest
 * emoji: then an underline is off by one, nothing worse. */
#include "sink/display.h"

#include "base/utf8.h"

/* CLUSTER_LIMIT: a longer pile of combining marks is cut into several clusters, so that no cluster is out of hand. */
enum { TAB_COLUMNS = 4, EMOJI_SELECTOR = 0xFE0F, CLUSTER_LIMIT = 64 };

static bool is_flag_letter(uint32_t code)
{
  return code >= 0x1F1E6 && code <= 0x1F1FF;
}

/* Marks that change the direction of what follows (UAX #9), and Unicode's own line ends. */
static bool is_unruly(uint32_t code)
{
  return code == 0x200E || code == 0x200F || code == 0x061C || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0x2028 || code == 0x2029;
}

/* What is shown instead of a character, or NULL when it is shown itself. */
static const char *stand_in(utf8_char c)
{
  if (c.code == '\t')
    return "    ";
  if (c.code == UTF8_INVALID || is_unruly(c.code) || c.code < 0x20 || (c.code >= 0x7F && c.code < 0xA0))
    return "\xEF\xBF\xBD"; /* U+FFFD */
  return NULL;
}

static uint32_t character_columns(utf8_char c)
{
  if (c.code == '\t')
    return TAB_COLUMNS;
  if (stand_in(c))
    return 1;
  int columns = utf8_width(c.code);
  return columns > 0 ? (uint32_t)columns : 0;
}

/* A letter or sign of ASCII before another byte of ASCII is a cluster, without a look at any table. */
static bool is_plain(dixit_text text, size_t at)
{
  unsigned char byte = (unsigned char)text.bytes[at];
  return byte >= 0x20 && byte < 0x7F && (at + 1 == text.length || (unsigned char)text.bytes[at + 1] < 0x80);
}

display_cluster display_next(dixit_text text, size_t at)
{
  if (is_plain(text, at))
    return (display_cluster){at + 1, 1};
  utf8_char c = utf8_decode(text.bytes, text.length, at);
  display_cluster cluster = {at + c.length, character_columns(c)};
  int32_t state = 0;
  while (cluster.end < text.length && cluster.end - at < CLUSTER_LIMIT && !stand_in(c)) {
    utf8_char next = utf8_decode(text.bytes, text.length, cluster.end);
    if (stand_in(next) || utf8_grapheme_break(c.code, next.code, &state))
      break;
    uint32_t columns = character_columns(next);
    if (next.code == EMOJI_SELECTOR || is_flag_letter(next.code))
      columns = 2;
    if (columns > cluster.columns)
      cluster.columns = columns;
    cluster.end += next.length;
    c = next;
  }
  return cluster;
}

uint32_t display_columns(dixit_text text, uint32_t most)
{
  uint32_t columns = 0;
  for (size_t at = 0; at < text.length && columns <= most;) {
    display_cluster cluster = display_next(text, at);
    columns += cluster.columns;
    at = cluster.end;
  }
  return columns;
}

void display_add(buffer *out, dixit_text text)
{
  for (size_t at = 0; at < text.length;) {
    utf8_char c = utf8_decode(text.bytes, text.length, at);
    const char *instead = stand_in(c);
    if (instead)
      buffer_add_string(out, instead);
    else
      buffer_add(out, text.bytes + at, c.length);
    at += c.length;
  }
}
