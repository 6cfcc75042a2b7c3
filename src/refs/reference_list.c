/* A heading of its words ("References", "Works Cited" ...), then paragraphs or list items up to the next heading. A
 * work is "Family, I., Family, I., & Family, I. (2014a). Title ..." and the like: names, a year within the first bytes,
 * the rest. What is not so is counted as odd: whoever asks decides whether the list can be understood at all. */
#include "refs/reference_list.h"

#include "refs/dates.h"

enum { YEAR_WITHIN = 400, YEAR_FIRST = 1500, YEAR_LAST = 2099 };

static const char *const titles[] = {"references",     "bibliography", "works cited", "literature cited",
                                     "reference list", "literature",   "cited works"};

static bool is_word_byte(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

bool listed_year_read(const dixit_doc *doc, uint32_t at, uint32_t end, listed_year *out)
{
  const char *text = doc->text;
  int32_t number = 0;
  if (end - at < 4 || (at > 0 && (is_word_byte(text[at - 1]) || strchr("-.$/#:", text[at - 1]))))
    return false;
  for (uint32_t i = at; i < at + 4; i++) {
    if (!ascii_is_digit(text[i]))
      return false;
    number = number * 10 + (text[i] - '0');
  }
  uint32_t after = at + 4;
  char letter = after < end && text[after] >= 'a' && text[after] <= 'z' ? text[after++] : '\0';
  if (number < YEAR_FIRST || number > YEAR_LAST || (after < end && (is_word_byte(text[after]) || text[after] == '-')))
    return false;
  *out = (listed_year){span_of(at, after), number, letter};
  return true;
}

/* ---- entries ---- */

/* The number before a work: "[3]", "3." */
static uint32_t read_label(const dixit_doc *doc, uint32_t *at, uint32_t end)
{
  uint32_t start = *at, number = 0;
  bool bracket = start < end && doc->text[start] == '[';
  uint32_t i = start + bracket;
  for (; i < end && ascii_is_digit(doc->text[i]) && i - start < 5; i++)
    number = number * 10 + (uint32_t)(doc->text[i] - '0');
  if (i == start + bracket || i >= end || doc->text[i] != (bracket ? ']' : '.'))
    return 0;
  for (i++; i < end && (unsigned char)doc->text[i] <= ' '; i++)
    ;
  *at = i;
  return number;
}

/* "J.", "J. R.", "J.-P." behind a family name: the byte after it; `at` when there is none. */
static uint32_t skip_initials(const char *text, uint32_t at, uint32_t end)
{
  while (at < end) {
    uint32_t first = at;
    while (first < end && (text[first] == ' ' || text[first] == '-'))
      first++;
    if (first + 1 >= end || !(text[first] >= 'A' && text[first] <= 'Z') || text[first + 1] != '.')
      return at;
    at = first + 2;
  }
  return at;
}

/* People in "Family, I., Family, I., & Family, I."; 0 where it is written otherwise. */
static uint32_t count_authors(const dixit_doc *doc, dixit_span authors)
{
  const char *text = doc->text;
  uint32_t count = 0, at = authors.start;
  while (at < authors.end) {
    const char *comma = memchr(text + at, ',', authors.end - at);
    uint32_t initials = comma ? (uint32_t)(comma - text) + 1 : authors.end;
    uint32_t after = skip_initials(text, initials, authors.end);
    if (!comma || after == initials)
      return 0;
    count++;
    for (at = after; at < authors.end && strchr(", &;", text[at]); at++)
      ;
    if (authors.end - at > 4 && memcmp(text + at, "and ", 4) == 0)
      at += 4;
  }
  return count;
}

static dixit_span trim_name(const dixit_doc *doc, uint32_t start, uint32_t end)
{
  while (start < end && !is_word_byte(doc->text[start]))
    start++;
  while (end > start && !is_word_byte(doc->text[end - 1]))
    end--;
  return span_of(start, end);
}

/* Where the first author's family name, or an organisation's name, ends. */
static uint32_t name_end(const dixit_doc *doc, dixit_span authors)
{
  for (uint32_t i = authors.start; i < authors.end; i++)
    if (doc->text[i] == ',' || doc->text[i] == ';' || doc->text[i] == '&' ||
        (doc->text[i] == '.' && i > authors.start + 3))
      return i;
  return authors.end;
}

static bool read_work(const dixit_doc *doc, dixit_span paragraph, listed_work *out)
{
  uint32_t at = paragraph.start, last = paragraph.end - at > YEAR_WITHIN ? at + YEAR_WITHIN : paragraph.end;
  *out = (listed_work){.span = paragraph};
  out->label = read_label(doc, &at, paragraph.end);
  if (at >= paragraph.end || !is_word_byte(doc->text[at]) || ascii_is_digit(doc->text[at]))
    return false;
  for (uint32_t i = at; i < last; i++) {
    if (!listed_year_read(doc, i, paragraph.end, &out->year))
      continue;
    out->authors = trim_name(doc, at, i);
    out->authors.end += out->authors.end < i && doc->text[out->authors.end] == '.'; /* of the last initial */
    out->name = trim_name(doc, at, name_end(doc, span_of(at, i)));
    out->author_count = count_authors(doc, out->authors);
    return !span_is_empty(out->name);
  }
  return out->label != 0;
}

/* ---- the list ---- */

static bool is_title(const dixit_doc *doc, const dixit_block *block)
{
  dixit_span words = trim_name(doc, block->span.start, block->span.end);
  dixit_text text = doc_slice(doc, words);
  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
    if (text_equal_folded(text, text_from(titles[i])))
      return true;
  return false;
}

static bool is_prose(const dixit_block *block)
{
  return block->run_count && (block->kind == DIXIT_PARAGRAPH || block->kind == DIXIT_TITLE);
}

/* In a numbered list the number stands before the paragraph, in its item. */
static uint32_t item_label(const dixit_doc *doc, const dixit_block *block)
{
  const dixit_block *item = block->parent == DIXIT_NONE ? NULL : &doc->blocks.items[block->parent];
  uint32_t at = item ? item->span.start : 0;
  return item && item->kind == DIXIT_LIST_ITEM ? read_label(doc, &at, item->span.end) : 0;
}

static void add_paragraph(const dixit_doc *doc, arena *scratch, const dixit_block *block, dixit_span part,
                          reference_list *out)
{
  listed_work found;
  bool fine = read_work(doc, part, &found);
  if (part.start == block->span.start && !found.label)
    found.label = item_label(doc, block);
  listed_work *added = fine || found.label ? ARRAY_ADD(scratch, out->works) : NULL;
  out->odd += !added;
  if (added)
    *added = found;
}

/* Lists without blank lines between works: a line that begins like one begins one. */
static void add_lines(const dixit_doc *doc, arena *scratch, const dixit_block *block, reference_list *out)
{
  uint32_t start = block->span.start;
  for (uint32_t at = start; at < block->span.end; at++) {
    listed_work next;
    if (doc->text[at] != '\n' || at + 1 >= block->span.end)
      continue;
    uint32_t comma = at + 1;
    while (comma < block->span.end && comma - at < 30 && is_word_byte(doc->text[comma]))
      comma++;
    bool begins = doc->text[comma] == ',' && skip_initials(doc->text, comma + 1, block->span.end) > comma + 1;
    if (!begins && doc->text[at + 1] != '[')
      continue;
    if (!read_work(doc, span_of(at + 1, block->span.end), &next))
      continue;
    add_paragraph(doc, scratch, block, span_of(start, at), out);
    start = at + 1;
  }
  add_paragraph(doc, scratch, block, span_of(start, block->span.end), out);
}

bool reference_list_read(const dixit_doc *doc, arena *scratch, reference_list *out)
{
  uint32_t heading = DIXIT_NONE, i;
  memset(out, 0, sizeof *out);
  for (i = 0; i < doc->blocks.count; i++)
    if ((doc->blocks.items[i].kind == DIXIT_HEADING || is_prose(&doc->blocks.items[i])) &&
        is_title(doc, &doc->blocks.items[i]))
      heading = i;
  if (heading == DIXIT_NONE)
    return false;
  out->heading = doc->blocks.items[heading].span;
  out->span = out->heading;
  for (i = heading + 1; i < doc->blocks.count && doc->blocks.items[i].kind != DIXIT_HEADING; i++) {
    out->span.end = doc->blocks.items[i].span.end > out->span.end ? doc->blocks.items[i].span.end : out->span.end;
    if (is_prose(&doc->blocks.items[i]))
      add_lines(doc, scratch, &doc->blocks.items[i], out);
  }
  return out->works.count > 0;
}
