/* From bytes to lines and columns, and back.
 *
 * Lines are found once, by memchr. Columns are counted when they are asked for, from the start of the line. Since a
 * line may be a megabyte long and hold ten thousand findings, counts in lines longer than STEP start from waypoints:
 * every STEP bytes, how many units stand before it, filled from the front as far as they are needed; and from where the
 * last count ended, as findings come in order.
 *
 * What counts as one: an invalid byte, each half of CR LF, a byte order mark, NUL. Grapheme clusters are those of
 * UAX #29 (utf8proc), except that a cluster never holds an invalid byte or a CR LF. Inside a character or a cluster
 * only what has ended is counted, so its bytes have the column of its first. */
#include "doc/lines.h"

#include "base/rows.h"
#include "base/utf8.h"

enum { STEP = 1024, COUNTED_UNITS = 3 };

/* A count on its way through the text. byte: where a character starts. count: units that ended up to there.
 * state: of the grapheme rules between the characters around `byte`; 0 when what came before does not matter. */
typedef struct walk {
  uint32_t byte;
  uint32_t count;
  int32_t state;
} walk;

/* The last count in a long line. line: the line's start. before: units before the line. at: where the count ended. */
typedef struct recent_count {
  uint32_t line;
  uint32_t before;
  walk at;
} recent_count;

/* The last span asked for: its line, where that starts, and counts up to both ends. */
typedef struct recent_span {
  uint32_t near;
  uint32_t line;
  uint32_t unit;
  walk first;
  walk last;
} recent_span;

/* waypoints[unit - 1][n]: at the last character that starts at or before n * STEP. filled: how many are known. */
struct line_counts {
  walk *waypoints[COUNTED_UNITS];
  uint32_t filled[COUNTED_UNITS];
  recent_count recent[COUNTED_UNITS];
  recent_span span;
};

/* ---- the index ---- */

static bool add_line(dixit_doc *doc, uint32_t start)
{
  uint32_t *line = ARRAY_ADD(&doc->memory, doc->lines);
  if (!line)
    return false;
  *line = start;
  return true;
}

/* Where `byte` stands next, from `at` on; the text's length when it does not. */
static uint32_t seek(const dixit_doc *doc, uint32_t at, char byte)
{
  const char *found = memchr(doc->text + at, byte, doc->length - at);
  return found ? (uint32_t)(found - doc->text) : doc->length;
}

static void find_lines(dixit_doc *doc)
{
  uint32_t lf = seek(doc, 0, '\n'), cr = seek(doc, 0, '\r');
  if (!add_line(doc, 0))
    return;
  while (lf < doc->length || cr < doc->length) {
    uint32_t start = (lf < cr ? lf : cr) + 1;
    if (cr < lf && doc->text[start] == '\n') /* at the worst the NUL behind the text */
      start++;
    if (!add_line(doc, start))
      return;
    if (lf < start)
      lf = seek(doc, start, '\n');
    if (cr < start)
      cr = seek(doc, start, '\r');
  }
}

static void make_counts(dixit_doc *doc)
{
  size_t steps = doc->length / STEP + 1;
  struct line_counts *counts = arena_get_zeroed(&doc->memory, sizeof *counts);
  walk *waypoints = arena_get(&doc->memory, COUNTED_UNITS * steps * sizeof *waypoints);
  if (!counts || !waypoints)
    return;
  for (size_t i = 0; i < COUNTED_UNITS; i++)
    counts->waypoints[i] = waypoints + i * steps;
  doc->counts = counts;
}

void lines_index(dixit_doc *doc)
{
  find_lines(doc);
  make_counts(doc);
}

uint32_t lines_find(const dixit_doc *doc, uint32_t byte)
{
  uint32_t low = 0, high = doc->lines.count; /* line `low` starts at or before byte, line `high` after it */
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (doc->lines.items[middle] <= byte)
      low = middle;
    else
      high = middle;
  }
  return low;
}

uint32_t lines_end(const dixit_doc *doc, uint32_t line)
{
  if (line + 1 >= doc->lines.count)
    return doc->length;
  uint32_t start = doc->lines.items[line], end = doc->lines.items[line + 1] - 1;
  bool two = end > start && doc->text[end] == '\n' && doc->text[end - 1] == '\r';
  return two ? end - 1 : end;
}

/* ---- counting ---- */

/* How many of the first `length` bytes are ASCII before one is not. */
static uint32_t ascii_run(const char *bytes, uint32_t length)
{
  uint32_t run = 0;
  for (; length - run >= 8; run += 8) {
    uint64_t high = text_eight(bytes + run) & UINT64_C(0x8080808080808080);
    if (high)
      return run + bits_ones(~high) / 8;
  }
  while (run < length && (unsigned char)bytes[run] < 0x80)
    run++;
  return run;
}

static bool is_invalid(utf8_char c)
{
  return c.length == 1 && c.code >= 0x80;
}

/* Does a cluster end between `left` and the character at `at`? */
static bool cluster_ends(const dixit_doc *doc, utf8_char left, uint32_t at, int32_t *state)
{
  if (at == doc->length)
    return true;
  utf8_char right = utf8_decode(doc->text, doc->length, at);
  bool ascii = left.code < 0x80 && right.code < 0x80;
  if (!ascii && !is_invalid(left) && !is_invalid(right))
    return utf8_grapheme_break(left.code, right.code, state);
  *state = 0;
  return true;
}

static walk walk_character(const dixit_doc *doc, walk from, uint32_t unit)
{
  utf8_char c = utf8_decode(doc->text, doc->length, from.byte);
  walk to = {from.byte + c.length, from.count + 1, from.state};
  if (unit == DIXIT_UTF16 && c.code > 0xFFFF)
    to.count++;
  if (unit == DIXIT_GRAPHEMES && !cluster_ends(doc, c, to.byte, &to.state))
    to.count--;
  return to;
}

/* Pass as many ASCII characters as can be told to be a unit each. */
static walk walk_ascii(const dixit_doc *doc, walk from, uint32_t unit, uint32_t most)
{
  uint32_t run = ascii_run(doc->text + from.byte, most);
  uint32_t next = from.byte + run;
  if (run && unit == DIXIT_GRAPHEMES && next < doc->length && (unsigned char)doc->text[next] >= 0x80)
    run--;
  return run ? (walk){from.byte + run, from.count + run, 0} : from;
}

/* Walk on while neither byte `end` nor `count` is passed; stop as soon as the count is reached. */
static walk walk_on(const dixit_doc *doc, walk at, uint32_t unit, uint32_t end, uint32_t count)
{
  while (at.byte < end && at.count < count) {
    uint32_t bytes = end - at.byte, units = count - at.count;
    at = walk_ascii(doc, at, unit, bytes < units ? bytes : units);
    if (at.byte >= end || at.count >= count)
      break;
    walk next = walk_character(doc, at, unit);
    if (next.byte > end || next.count > count)
      break;
    at = next;
  }
  return at;
}

/* Waypoint `index` of a counted unit. */
static walk waypoint_get(const dixit_doc *doc, uint32_t index, uint32_t unit)
{
  walk *waypoints = doc->counts->waypoints[unit - 1];
  uint32_t *filled = &doc->counts->filled[unit - 1];
  while (*filled <= index) {
    walk before = *filled ? waypoints[*filled - 1] : (walk){0, 0, 0};
    waypoints[*filled] = walk_on(doc, before, unit, *filled * STEP, UINT32_MAX);
    ++*filled;
  }
  return waypoints[index];
}

/* Units of the text before `byte`. */
static uint32_t count_all(const dixit_doc *doc, uint32_t byte, uint32_t unit)
{
  return walk_on(doc, waypoint_get(doc, byte / STEP, unit), unit, byte, UINT32_MAX).count;
}

/* Units between the start of a long line and a byte of it, from the nearest place where the count is known. */
static uint32_t count_in_long_line(const dixit_doc *doc, uint32_t start, uint32_t byte, uint32_t unit)
{
  recent_count *recent = &doc->counts->recent[unit - 1];
  if (recent->line != start)
    *recent = (recent_count){start, count_all(doc, start, unit), {0, 0, 0}};
  walk from = waypoint_get(doc, byte / STEP, unit);
  if (recent->at.byte > from.byte && recent->at.byte <= byte)
    from = recent->at;
  recent->at = walk_on(doc, from, unit, byte, UINT32_MAX);
  return recent->at.count - recent->before;
}

static bool is_counted(uint32_t unit)
{
  return unit >= DIXIT_CHARS && unit <= DIXIT_GRAPHEMES;
}

/* Units between the start of a line and a byte of the same line. */
static uint32_t count_in_line(const dixit_doc *doc, uint32_t start, uint32_t byte, uint32_t unit)
{
  if (byte - start > STEP)
    return count_in_long_line(doc, start, byte, unit);
  return walk_on(doc, (walk){start, 0, 0}, unit, byte, UINT32_MAX).count;
}

uint32_t lines_count(const dixit_doc *doc, uint32_t start, uint32_t end, uint32_t unit)
{
  if (!is_counted(unit))
    return end - start;
  uint32_t line = doc->lines.items[lines_find(doc, end)];
  if (start < line)
    return count_all(doc, end, unit) - count_all(doc, start, unit);
  return count_in_line(doc, line, end, unit) - count_in_line(doc, line, start, unit);
}

/* ---- positions ---- */

dixit_position lines_position(const dixit_doc *doc, uint32_t byte, uint32_t unit)
{
  if (byte > doc->length)
    byte = doc->length;
  uint32_t line = lines_find(doc, byte), start = doc->lines.items[line];
  uint32_t before = is_counted(unit) ? count_in_line(doc, start, byte, unit)
                                     : (uint32_t)utf8_start(doc->text, doc->length, byte) - start;
  return (dixit_position){line + 1, before + 1};
}

/* Where to begin to count in the line that starts at `start`: at the last span, where that does not lie behind. */
static walk walk_from_recent(const recent_span *recent, uint32_t start, uint32_t byte, uint32_t unit)
{
  bool known = recent->line == start && recent->unit == unit;
  if (known && recent->last.byte <= byte)
    return recent->last;
  return known && recent->first.byte <= byte ? recent->first : (walk){start, 0, 0};
}

void lines_ends(const dixit_doc *doc, dixit_span span, uint32_t unit, dixit_position ends[2])
{
  recent_span *recent = &doc->counts->span;
  uint32_t *near = &recent->near, count = doc->lines.count;
  uint32_t line = *near = records_near(doc->lines.items, count, sizeof *doc->lines.items, span.start + 1, *near) - 1;
  uint32_t start = doc->lines.items[line], next = line + 1 < count ? doc->lines.items[line + 1] : doc->length;
  if (span.start > span.end || span.end >= next || span.end - start > STEP || !is_counted(unit)) {
    ends[0] = lines_position(doc, span.start, unit);
    ends[1] = lines_position(doc, span.end, unit);
    return;
  }
  walk first = walk_on(doc, walk_from_recent(recent, start, span.start, unit), unit, span.start, UINT32_MAX);
  walk last = walk_on(doc, first, unit, span.end, UINT32_MAX);
  *recent = (recent_span){line, start, unit, first, last};
  ends[0] = (dixit_position){line + 1, first.count + 1};
  ends[1] = (dixit_position){line + 1, last.count + 1};
}

/* Where to start walking for `units` of a line: its start, or the last waypoint in it with fewer units before it. */
static walk walk_from(const dixit_doc *doc, uint32_t start, uint32_t end, uint32_t units, uint32_t unit)
{
  if (units <= STEP)
    return (walk){start, 0, 0};
  uint32_t before = count_all(doc, start, unit);
  uint32_t low = start / STEP + 1, high = end / STEP + 1; /* waypoint `low` has fewer units before it, `high` has not */
  waypoint_get(doc, end / STEP, unit);
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (waypoint_get(doc, middle, unit).count - before < units)
      low = middle;
    else
      high = middle;
  }
  walk waypoint = waypoint_get(doc, low, unit);
  return (walk){waypoint.byte, waypoint.count - before, waypoint.state};
}

uint32_t lines_offset(const dixit_doc *doc, dixit_position position, uint32_t unit)
{
  if (position.line == 0)
    return 0;
  if (position.line > doc->lines.count)
    return doc->length;
  uint32_t start = doc->lines.items[position.line - 1], end = lines_end(doc, position.line - 1);
  uint32_t units = position.column ? position.column - 1 : 0;
  if (units >= end - start) /* no unit is shorter than a byte */
    return end;
  if (!is_counted(unit))
    return (uint32_t)utf8_start(doc->text, doc->length, start + units);
  return walk_on(doc, walk_from(doc, start, end, units, unit), unit, end, units).byte;
}
