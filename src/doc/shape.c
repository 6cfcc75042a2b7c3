/* Shapes of lines. Agency style for datelines and bylines: place in capitals, then region, date and agency, then a dash
 * ("RENO, Nev. (XYZ) — "); "By" and names. Words are few and in tables; months and weekdays are the lexicon's. */
#include "doc/shape.h"

#include "base/utf8.h"
#include "doc/lexicon.h"

enum {
  TITLE_WIDTH = 120,
  HEADING_WIDTH = 70,
  HEADING_WORDS = 12,
  BYLINE_WIDTH = 100,
  DATE_WIDTH = 60,
  DATELINE_BYTES = 100,
  DATELINE_WORDS = 10,
  PLACE_WORDS = 4,   /* in capitals, at most */
  PLACE_LETTERS = 4, /* in capitals, at least */
  AGENCY_BYTES = 40,
  REST_BYTES = 20 /* of prose behind a dateline, at least */
};

/* ---- characters and words ---- */

static utf8_char char_at(dixit_text text, size_t at)
{
  return utf8_decode(text.bytes, text.length, at);
}

/* The last character before `end`, which is not 0. */
static utf8_char char_before(dixit_text text, size_t end)
{
  return char_at(text, utf8_start(text.bytes, end, end - 1));
}

static dixit_text text_from_byte(dixit_text text, size_t start)
{
  return text_of(text.bytes + start, text.length - start);
}

static bool is_ascii_blank(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_blank(uint32_t code)
{
  if (code < 0x80)
    return is_ascii_blank((char)code);
  return code == 0xFEFF || utf8_classify(code) == UTF8_BLANK;
}

static bool is_any_of(char c, const char *signs)
{
  return c != '\0' && strchr(signs, c) != NULL;
}

/* Is it one of these signs? No list holds letters or digits, which are asked about most. */
static bool is_one_of(uint32_t code, const uint32_t *codes)
{
  if (code < 0x80 && (ascii_is_letter((char)code) || ascii_is_digit((char)code)))
    return false;
  while (*codes && *codes != code)
    codes++;
  return *codes != 0;
}

dixit_span shape_trim(const char *bytes, dixit_span span)
{
  dixit_text text = text_of(bytes, span.end);
  while (span.start < span.end) {
    utf8_char c = char_at(text, span.start);
    if (!is_blank(c.code))
      break;
    span.start += c.length;
  }
  while (span.end > span.start) {
    utf8_char c = char_before(text, span.end);
    if (!is_blank(c.code))
      break;
    span.end -= c.length;
  }
  return span;
}

uint32_t shape_width(dixit_text line)
{
  if (line.length > 4 * SHAPE_WIDEST)
    return SHAPE_WIDEST;
  uint32_t width = (uint32_t)line.length;
  size_t at = 0;
  for (uint64_t eight; at + sizeof eight <= line.length; at += sizeof eight) {
    memcpy(&eight, line.bytes + at, sizeof eight);
    uint64_t continued = eight >> 7 & ~eight >> 6 & UINT64_C(0x0101010101010101); /* 10xxxxxx: a bit for each byte */
    width -= (uint32_t)(continued * UINT64_C(0x0101010101010101) >> 56);           /* their sum */
  }
  for (; at < line.length; at++)
    width -= ((unsigned char)line.bytes[at] & 0xC0) == 0x80;
  return width < SHAPE_WIDEST ? width : SHAPE_WIDEST;
}

bool shape_is_wider(dixit_text line, uint32_t width)
{
  return line.length > width && (line.length > 4 * width || shape_width(line) > width);
}

/* The next word of `rest`, which goes past it; false when there is none. */
static bool next_word(dixit_text *rest, dixit_text *word)
{
  size_t start = 0;
  while (start < rest->length && is_ascii_blank(rest->bytes[start]))
    start++;
  size_t end = start;
  while (end < rest->length && !is_ascii_blank(rest->bytes[end]))
    end++;
  *word = text_of(rest->bytes + start, end - start);
  *rest = text_from_byte(*rest, end);
  return word->length > 0;
}

static bool is_upper(uint32_t code)
{
  return code < 0x80 ? code >= 'A' && code <= 'Z' : utf8_classify(code) == UTF8_UPPER;
}

static bool starts_upper(dixit_text text)
{
  return text.length > 0 && is_upper(char_at(text, 0).code);
}

static bool starts_with_digit(dixit_text text)
{
  return text.length > 0 && ascii_is_digit(text.bytes[0]);
}

bool shape_starts_lower(dixit_text line)
{
  return line.length > 0 && utf8_is_lower(char_at(line, 0).code);
}

/* ASCII is enough to tell capitals from prose. */
static bool has_lower(dixit_text text, size_t within)
{
  size_t at = 0;
  while (at < within && !(text.bytes[at] >= 'a' && text.bytes[at] <= 'z'))
    at++;
  return at < within;
}

static bool is_listed(dixit_text word, const char *const *words)
{
  while (*words && !text_equal_folded(word, text_from(*words)))
    words++;
  return *words != NULL;
}

/* The word without commas, full stops and brackets around it. */
static dixit_text bare_word(dixit_text word)
{
  while (word.length && is_any_of(word.bytes[word.length - 1], ",.;:|()[]"))
    word.length--;
  while (word.length && is_any_of(word.bytes[0], "([|"))
    word = text_from_byte(word, 1);
  return word;
}

/* ---- ends ---- */

static bool is_closing(uint32_t code)
{
  static const uint32_t closing[] = {'"',  '\'', ')',  ']',    '}',    '*',    '_',    0x2019, 0x201D,
                                     0x201C, 0xBB, 0xAB, 0x203A, 0x2039, 0x300D, 0x300F, 0};
  return is_one_of(code, closing);
}

/* The length without a citation's number at the end, "[12]". */
static size_t without_citation(dixit_text line, size_t length)
{
  size_t at = length;
  if (at == 0 || line.bytes[at - 1] != ']')
    return length;
  do
    at--;
  while (at > 0 && ascii_is_digit(line.bytes[at - 1]));
  return at > 0 && at < length - 1 && line.bytes[at - 1] == '[' ? at - 1 : length;
}

/* The length without what may stand behind a sentence's last sign. */
static size_t without_closing(dixit_text line)
{
  size_t length = line.length;
  while (length > 0) {
    utf8_char last = char_before(line, length);
    size_t shorter = without_citation(line, length);
    if (shorter == length && (is_closing(last.code) || is_blank(last.code)))
      shorter -= last.length;
    if (shorter == length)
      break;
    length = shorter;
  }
  return length;
}

shape_end shape_ending(dixit_text line)
{
  static const uint32_t stops[] = {'.', 0x2026, 0x3002, 0xFF0E, 0x0964, 0x06D4, 0};
  static const uint32_t calls[] = {'?', '!', 0xFF1F, 0xFF01, 0x203D, 0x061F, 0};
  static const uint32_t commas[] = {',', ';', '-', 0x2013, 0x2014, 0xFF0C, 0xFF1B, 0x3001, 0};
  size_t length = without_closing(line);
  if (length == 0)
    return SHAPE_OPEN;
  uint32_t last = char_before(line, length).code;
  if (is_one_of(last, stops))
    return SHAPE_STOP;
  if (is_one_of(last, calls))
    return SHAPE_CALL;
  if (is_one_of(last, commas))
    return SHAPE_COMMA;
  return last == ':' || last == 0xFF1A ? SHAPE_COLON : SHAPE_OPEN;
}

/* ---- rules and lists ---- */

bool shape_is_rule(dixit_text line)
{
  static const uint32_t signs[] = {'-', '*', '_', '=', '~', '#', '+', '.', 0x2013, 0x2014, 0x2022, 0xB7, 0};
  if (line.length < 3)
    return false;
  utf8_char sign = char_at(line, 0), c;
  uint32_t count = 0;
  if (!is_one_of(sign.code, signs))
    return false;
  for (size_t at = 0; at < line.length; at += c.length) {
    c = char_at(line, at);
    count += c.code == sign.code;
    if (c.code != sign.code && !is_blank(c.code))
      return false;
  }
  return count >= 3;
}

static uint32_t blanks_at(dixit_text line, size_t at)
{
  size_t end = at;
  while (end < line.length && ascii_is_blank(line.bytes[end]))
    end++;
  return (uint32_t)(end - at);
}

static shape_marker numbered_marker(dixit_text line)
{
  uint32_t number = 0;
  size_t at = 0;
  while (at < line.length && at < 3 && ascii_is_digit(line.bytes[at]))
    number = number * 10 + (uint32_t)(line.bytes[at++] - '0');
  if (at >= line.length || (line.bytes[at] != '.' && line.bytes[at] != ')'))
    return (shape_marker){0};
  uint32_t blanks = blanks_at(line, at + 1);
  return blanks ? (shape_marker){(unsigned char)line.bytes[at], number, (uint32_t)at + 1 + blanks} : (shape_marker){0};
}

shape_marker shape_find_marker(dixit_text line)
{
  static const uint32_t bullets[] = {'-', '*', '+', 0x2022, 0x2023, 0x25CF, 0x25E6, 0x25AA, 0x2043, 0xB7, 0};
  if (starts_with_digit(line))
    return numbered_marker(line);
  if (line.length == 0 || ascii_is_letter(line.bytes[0]))
    return (shape_marker){0};
  utf8_char first = char_at(line, 0);
  uint32_t blanks = is_one_of(first.code, bullets) ? blanks_at(line, first.length) : 0;
  return blanks ? (shape_marker){first.code, 0, first.length + blanks} : (shape_marker){0};
}

/* ---- dates, bylines, titles ---- */

static bool is_year(dixit_text word)
{
  return word.length == 4 && (word.bytes[0] == '1' || word.bytes[0] == '2') && ascii_is_digit(word.bytes[1]) &&
         ascii_is_digit(word.bytes[2]) && ascii_is_digit(word.bytes[3]);
}

/* 04/08/2025, 2025-04-08, 8.4.2025, also with a time behind. */
static bool is_full_date(dixit_text word)
{
  uint32_t numbers = 0;
  for (size_t at = 0; at < word.length && numbers < 3; at++) {
    if (!ascii_is_digit(word.bytes[at]))
      return false;
    while (at < word.length && ascii_is_digit(word.bytes[at]))
      at++;
    numbers++;
    if (numbers < 3 && (at >= word.length || !is_any_of(word.bytes[at], "./-")))
      return false;
  }
  return numbers == 3;
}

static bool is_date_word(dixit_text word)
{
  static const char *const words[] = {
    "updated", "published", "posted", "first", "last", "modified", "on",  "at",  "the", "of", "am", "pm",
    "a.m.",    "p.m.",      "et",     "est",   "edt",  "pt",       "pst", "pdt", "gmt", "utc", "bst", "cet",
    "uhr",     "den",       "um",     "le",    "el",   "de",       NULL,
  };
  uint64_t bits = lexicon_rows[lexicon_find(lexicon_hash(word))].bits;
  return bits & (WORD_MONTH | WORD_WEEKDAY) || is_listed(word, words) || is_listed(bare_word(word), words);
}

bool shape_is_date(dixit_text line)
{
  if (shape_is_wider(line, DATE_WIDTH))
    return false;
  dixit_text word;
  uint32_t numbers = 0, unknown = 0;
  bool dated = false;
  while (next_word(&line, &word)) {
    dixit_text bare = bare_word(word);
    dated = dated || is_year(bare) || is_full_date(bare);
    if (starts_with_digit(bare))
      numbers++;
    else if (bare.length > 0 && !is_date_word(word) && !is_date_word(bare))
      unknown++;
  }
  return dated && unknown <= (numbers == 2); /* with day and year, one may be a month of another language */
}

/* Words that stand between names. */
static bool joins_names(dixit_text word)
{
  static const char *const words[] = {
    "and", "und", "et", "y",  "of", "for", "the", "de", "la", "du", "von", "van",
    "der", "in",  "&",  "|", "-",  "/",   "–",   "—",  "·",  "•",  NULL,
  };
  return is_listed(word, words);
}

/* "Ann", "J.", "ann@example.org"; no "I" and no "Chapter:". */
static bool is_name(dixit_text word)
{
  if (memchr(word.bytes, '@', word.length))
    return true;
  return starts_upper(bare_word(word)) && word.length > 1 && word.bytes[word.length - 1] != ':';
}

static bool are_names(dixit_text line)
{
  if (shape_is_wider(line, BYLINE_WIDTH) || shape_ending(line) != SHAPE_OPEN || !starts_upper(line))
    return false;
  dixit_text word;
  uint32_t names = 0;
  while (next_word(&line, &word)) {
    if (!is_name(word) && !joins_names(word))
      return false;
    names++;
  }
  return names >= 2 && names <= HEADING_WORDS;
}

bool shape_is_names(dixit_text line)
{
  return are_names(line) && has_lower(line, line.length);
}

/* "Ann Ode, 3 May 2021": what stands before the sign behind which there is nothing but a date; else all of it. */
static dixit_text before_date(dixit_text line)
{
  for (size_t at = 0; at < line.length && !shape_is_wider(line, BYLINE_WIDTH); at++)
    if ((line.bytes[at] == ',' || line.bytes[at] == '|') &&
        shape_is_date(text_trimmed(text_of(line.bytes + at + 1, line.length - at - 1))))
      return text_trimmed(text_of(line.bytes, at));
  return line;
}

bool shape_is_byline(dixit_text line)
{
  static const char *const words[] = {"by", "von", "par", "por", NULL};
  dixit_text word;
  if (!next_word(&line, &word) || !is_listed(word, words))
    return false;
  dixit_text names = text_from_byte(line, blanks_at(line, 0));
  return are_names(names) || are_names(before_date(names));
}

/* A title may ask or call, but not in quotation marks: that is dialogue. */
bool shape_may_be_title(dixit_text line)
{
  if (line.length == 0 || shape_is_wider(line, TITLE_WIDTH) || shape_starts_lower(line))
    return false;
  char last = line.bytes[line.length - 1];
  return shape_ending(line) == SHAPE_OPEN || ((last == '?' || last == '!') && !is_closing(char_at(line, 0).code));
}

bool shape_may_be_heading(dixit_text line)
{
  if (shape_is_wider(line, HEADING_WIDTH) || (!starts_upper(line) && !starts_with_digit(line)) ||
      shape_ending(line) != SHAPE_OPEN)
    return false;
  dixit_text word;
  uint32_t words = 0;
  while (next_word(&line, &word))
    words++;
  return words <= HEADING_WORDS;
}

/* ---- datelines ---- */

/* Bytes of the dash at `at`: — or – anywhere, - and -- between blanks or behind a bracket, -- anywhere; or 0. */
static size_t dash_at(dixit_text text, size_t at)
{
  const char *p = text.bytes + at;
  size_t left = text.length - at;
  if (left >= 3 && p[0] == '\xE2' && p[1] == '\x80' && (p[2] == '\x93' || p[2] == '\x94'))
    return 3;
  if (left >= 2 && p[0] == '-' && p[1] == '-')
    return 2;
  return left >= 2 && p[0] == '-' && p[1] == ' ' && at > 0 && p[-1] == ' ' ? 1 : 0;
}

/* Where the first dash outside brackets stands, or the length when a sign no dateline has comes first. */
static size_t find_dash(dixit_text text)
{
  bool inside = false;
  for (size_t at = 0; at < text.length; at++) {
    char c = text.bytes[at];
    if (c == '"' || c == '?' || c == '!' || c == ';' || c == ':')
      break;
    inside = c == '(' || (inside && c != ')');
    if (!inside && (c == '-' || c == '\xE2') && dash_at(text, at))
      return at;
  }
  return text.length;
}

/* Most paragraphs have no dateline, and their first bytes tell: no capitals, no bracket. */
static bool may_have_dateline(dixit_text window)
{
  if (window.length < 2 || (!starts_upper(window) && window.bytes[0] != '('))
    return false;
  bool second_is_lower = window.bytes[1] >= 'a' && window.bytes[1] <= 'z';
  return !second_is_lower || memchr(window.bytes, '(', window.length) != NULL;
}

/* Does the head end with a short bracket, "(XYZ)"? Then its length is made shorter by it. */
static bool take_agency(dixit_text *head)
{
  if (head->length == 0 || head->bytes[head->length - 1] != ')')
    return false;
  size_t at = head->length - 1;
  while (at > 0 && head->bytes[at] != '(' && head->length - at < AGENCY_BYTES)
    at--;
  if (head->bytes[at] != '(')
    return false;
  head->length = at;
  return true;
}

/* Letters of the word; 0 when one is lower case. */
static uint32_t capitals(dixit_text word)
{
  uint32_t count = 0;
  utf8_char c;
  for (size_t at = 0; at < word.length; at += c.length) {
    c = char_at(word, at);
    if (utf8_is_lower(c.code))
      return 0;
    count += is_upper(c.code);
  }
  return count;
}

/* Do all words look like places, dates or numbers? Without an agency the first ones must be a place in capitals. */
static bool is_place(dixit_text head, bool agency)
{
  dixit_text word;
  uint32_t words = 0, letters = 0, leading = 0;
  while (next_word(&head, &word)) {
    uint32_t in_word = leading == words ? capitals(word) : 0;
    letters += in_word;
    leading += in_word > 0;
    words++;
    if (!starts_upper(word) && !starts_with_digit(word))
      return false;
  }
  return words <= DATELINE_WORDS && (agency || (letters >= PLACE_LETTERS && leading <= PLACE_WORDS));
}

/* Does prose begin here, in capitals only at its start? */
static bool is_prose(dixit_text rest)
{
  return rest.length >= REST_BYTES && !shape_starts_lower(rest) && has_lower(rest, REST_BYTES);
}

uint32_t shape_dateline(dixit_text paragraph)
{
  dixit_text window = text_of(paragraph.bytes, paragraph.length < DATELINE_BYTES ? paragraph.length : DATELINE_BYTES);
  if (!may_have_dateline(window))
    return 0;
  size_t dash = find_dash(window);
  if (dash == window.length)
    return 0;
  dixit_text head = text_of(window.bytes, shape_trim(window.bytes, span_of(0, (uint32_t)dash)).end);
  bool agency = take_agency(&head);
  if (!is_place(head, agency))
    return 0;
  size_t end = dash + dash_at(window, dash);
  end += blanks_at(paragraph, end);
  return is_prose(text_from_byte(paragraph, end)) ? (uint32_t)end : 0;
}
