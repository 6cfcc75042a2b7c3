/* CommonMark 0.31 section 4 and 5.2, GFM 4.10 (tables), Pandoc and kramdown where they add lines of their own. */
#include "doc/markdown_lines.h"

#include <stdlib.h>

#include "doc/markdown_scan.h"

enum { TAB_STOP = 4, FENCE_LEAST = 3, NUMBER_LIMIT = 9 };

static uint32_t skip_blanks(const char *text, uint32_t at, uint32_t end)
{
  while (at < end && ascii_is_blank(text[at]))
    at++;
  return at;
}

static uint32_t trim_end(const char *text, uint32_t at, uint32_t end)
{
  while (end > at && ascii_is_blank(text[end - 1]))
    end--;
  return end;
}

static uint32_t skip_char(const char *text, uint32_t at, uint32_t end, char c)
{
  while (at < end && text[at] == c)
    at++;
  return at;
}

uint32_t line_indent(const line_cursor *self, uint32_t *first)
{
  uint32_t at = self->at, column = self->column;
  for (; at < self->end && ascii_is_blank(self->text[at]); at++)
    column += self->text[at] == '\t' ? TAB_STOP - column % TAB_STOP : 1;
  *first = at;
  return column - self->column;
}

void line_advance(line_cursor *self, uint32_t columns)
{
  while (columns && self->at < self->end && ascii_is_blank(self->text[self->at])) {
    uint32_t width = self->text[self->at] == '\t' ? TAB_STOP - self->column % TAB_STOP : 1;
    if (width <= columns)
      self->at++;
    else
      width = columns;
    self->column += width;
    columns -= width;
  }
}

/* ---- rules, headings, fences ---- */

bool line_is_rule(const char *text, uint32_t at, uint32_t end)
{
  char mark = at < end ? text[at] : '\0';
  uint32_t count = 0;
  if (mark != '*' && mark != '-' && mark != '_')
    return false;
  for (; at < end; at++) {
    if (text[at] == mark)
      count++;
    else if (!ascii_is_blank(text[at]))
      return false;
  }
  return count >= 3;
}

uint32_t line_without_attributes(const char *text, uint32_t at, uint32_t end)
{
  uint32_t open = end = trim_end(text, at, end);
  if (end == at || text[end - 1] != '}')
    return end;
  while (open > at && text[open - 1] != '{')
    open--;
  bool found = open > at + 1 && ascii_is_blank(text[open - 2]) && scan_attributes(text_of(text, end), open - 1) == end;
  return found ? trim_end(text, at, open - 1) : end;
}

/* Takes the "{#id}" and the "###" off a heading's end. */
static uint32_t heading_end(const char *text, uint32_t at, uint32_t end)
{
  end = line_without_attributes(text, at, end);
  uint32_t hashes = end;
  while (hashes > at && text[hashes - 1] == '#')
    hashes--;
  if (hashes < end && (hashes == at || ascii_is_blank(text[hashes - 1])))
    end = trim_end(text, at, hashes);
  return end;
}

uint8_t line_heading(const char *text, uint32_t at, uint32_t end, dixit_span *words)
{
  uint32_t after = skip_char(text, at, end, '#');
  if (after == at || after - at > 6 || (after < end && !ascii_is_blank(text[after])))
    return 0;
  uint32_t first = skip_blanks(text, after, end);
  *words = span_of(first, heading_end(text, first, end));
  return (uint8_t)(after - at);
}

uint8_t line_underline(const char *text, uint32_t at, uint32_t end)
{
  char mark = at < end ? text[at] : '\0';
  if (mark != '=' && mark != '-')
    return 0;
  if (skip_blanks(text, skip_char(text, at, end, mark), end) < end)
    return 0;
  return mark == '=' ? 1 : 2;
}

uint32_t line_fence(const char *text, uint32_t at, uint32_t end)
{
  char mark = at < end ? text[at] : '\0';
  if (mark != '`' && mark != '~')
    return 0;
  uint32_t after = skip_char(text, at, end, mark);
  if (after - at < FENCE_LEAST)
    return 0;
  return mark == '`' && memchr(text + after, '`', end - after) ? 0 : after - at;
}

bool line_closes_fence(const char *text, uint32_t at, uint32_t end, char mark, uint32_t count)
{
  uint32_t after = skip_char(text, at, end, mark);
  return after - at >= count && skip_blanks(text, after, end) == end;
}

/* ---- HTML blocks ---- */

/* Sorted. */
static const char *const block_tags[] = {
  "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
  "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame",
  "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link",
  "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section",
  "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
};

static const char *const verbatim_tags[] = {"pre", "script", "style", "textarea"};

/* How blocks of the kinds 2 to 5 and 8 start and end. */
static const struct {
  const char *start;
  const char *end;
  uint8_t kind;
} html_pairs[] = {
  {"<!--", "-->", 2},
  {"<?", "?>", 3},
  {"<![CDATA[", "]]>", 5},
  {"{% highlight", "endhighlight", 8},
  {"{{< highlight", "/highlight", 8},
};

static int compare_tag(const void *key, const void *row)
{
  return strcmp(key, *(const char *const *)row);
}

/* The name from `at`, in lower case; its length, 0 when it is none or too long for any block's tag. */
static uint32_t read_name(const char *text, uint32_t at, uint32_t end, char name[16])
{
  uint32_t length = 0;
  while (at + length < end && (ascii_is_letter(text[at + length]) || ascii_is_digit(text[at + length]))) {
    if (length == 15)
      return 0;
    name[length] = ascii_lower(text[at + length]);
    length++;
  }
  name[length] = '\0';
  return length;
}

static bool starts_with(const char *text, uint32_t at, uint32_t end, const char *start)
{
  size_t length = strlen(start);
  return end - at >= length && memcmp(text + at, start, length) == 0;
}

/* Kinds 1 and 6, by the tag's name. */
static uint8_t html_by_name(const char *text, uint32_t at, uint32_t end)
{
  char name[16];
  bool closing = at < end && text[at] == '/';
  uint32_t first = at + closing;
  uint32_t length = read_name(text, first, end, name);
  if (!length)
    return 0;
  uint32_t after = first + length;
  char next = after < end ? text[after] : ' ';
  if (!closing && (ascii_is_blank(next) || next == '>') &&
      bsearch(name, verbatim_tags, sizeof verbatim_tags / sizeof *verbatim_tags, sizeof *verbatim_tags, compare_tag))
    return 1;
  if (!(ascii_is_blank(next) || next == '>' || starts_with(text, after, end, "/>")))
    return 0;
  return bsearch(name, block_tags, sizeof block_tags / sizeof *block_tags, sizeof *block_tags, compare_tag) ? 6 : 0;
}

uint8_t line_html(const char *text, uint32_t at, uint32_t end)
{
  for (size_t i = 0; i < sizeof html_pairs / sizeof *html_pairs; i++)
    if (starts_with(text, at, end, html_pairs[i].start))
      return html_pairs[i].kind;
  if (text[at] != '<' || at + 1 >= end)
    return 0;
  if (text[at + 1] == '!' && at + 2 < end && ascii_is_letter(text[at + 2]))
    return 4;
  uint8_t kind = html_by_name(text, at + 1, end);
  if (kind)
    return kind;
  size_t tag = scan_tag(text_of(text, end), at);
  return tag && skip_blanks(text, (uint32_t)tag, end) == end ? 7 : 0;
}

static bool has_closing_tag(const char *text, uint32_t at, uint32_t end)
{
  for (const char *found; at < end && (found = memchr(text + at, '<', end - at)) != NULL;) {
    char name[16];
    at = (uint32_t)(found - text) + 1;
    if (at >= end || text[at] != '/')
      continue;
    uint32_t length = read_name(text, at + 1, end, name);
    if (at + 1 + length < end && text[at + 1 + length] == '>' &&
        bsearch(name, verbatim_tags, sizeof verbatim_tags / sizeof *verbatim_tags, sizeof *verbatim_tags, compare_tag))
      return true;
  }
  return false;
}

bool line_ends_html(const char *text, uint32_t at, uint32_t end, uint8_t kind)
{
  if (kind == 1)
    return has_closing_tag(text, at, end);
  if (kind == 4)
    return memchr(text + at, '>', end - at) != NULL;
  for (size_t i = 0; i < sizeof html_pairs / sizeof *html_pairs; i++)
    if (html_pairs[i].kind == kind && scan_until(text_of(text, end), at, html_pairs[i].end))
      return true;
  return false;
}

/* ---- lists, notes, tables ---- */

bool line_list_marker(const char *text, uint32_t at, uint32_t end, line_marker *marker)
{
  uint32_t first = at;
  marker->number = 1;
  if (at < end && ascii_is_digit(text[at])) {
    for (marker->number = 0; at < end && at - first < NUMBER_LIMIT && ascii_is_digit(text[at]); at++)
      marker->number = marker->number * 10 + (uint32_t)(text[at] - '0');
    if (at >= end || (text[at] != '.' && text[at] != ')'))
      return false;
  } else if (at >= end || (text[at] != '-' && text[at] != '+' && text[at] != '*')) {
    return false;
  }
  marker->mark = text[at];
  marker->end = at + 1;
  return marker->end == end || ascii_is_blank(text[marker->end]);
}

uint32_t line_footnote(const char *text, uint32_t at, uint32_t end, dixit_span *label)
{
  if (!starts_with(text, at, end, "[^"))
    return 0;
  uint32_t after = (uint32_t)scan_label(text_of(text, end), at, label);
  if (!after || after >= end || text[after] != ':' || span_length(*label) < 2)
    return 0;
  label->start++;
  for (uint32_t i = label->start; i < label->end; i++)
    if (ascii_is_blank(text[i]))
      return 0;
  return after + 1;
}

bool line_is_markup(const char *text, uint32_t at, uint32_t end)
{
  end = trim_end(text, at, end);
  if (starts_with(text, at, end, ":::"))
    return true;
  if (text[at] == '{')
    return scan_attributes(text_of(text, end), at) == end;
  if (text[at] == '(') /* MyST's "(target)=" */
    return end - at > 3 && text[end - 1] == '=' && text[end - 2] == ')' && !memchr(text + at, ' ', end - at);
  return end - at == 8 && starts_with(text, at, end, "\\newpage");
}

uint32_t line_alert(const char *text, uint32_t at, uint32_t end)
{
  if (!starts_with(text, at, end, "[!"))
    return 0;
  uint32_t after = at + 2;
  while (after < end && ascii_is_letter(text[after]))
    after++;
  if (after == at + 2 || after >= end || text[after] != ']')
    return 0;
  after++;
  if (after < end && (text[after] == '+' || text[after] == '-')) /* folded or not, in Obsidian */
    after++;
  return after == end || ascii_is_blank(text[after]) ? after : 0;
}

uint32_t line_table_columns(const char *text, uint32_t at, uint32_t end)
{
  uint32_t columns = 0;
  bool pipe = at < end && text[at] == '|';
  end = trim_end(text, at, end);
  for (at += pipe; at < end; columns++) {
    at = skip_blanks(text, at, end);
    at += at < end && text[at] == ':';
    uint32_t dashes = skip_char(text, at, end, '-');
    if (dashes == at)
      return 0;
    at = dashes + (dashes < end && text[dashes] == ':');
    at = skip_blanks(text, at, end);
    if (at < end && text[at] != '|')
      return 0;
    pipe = pipe || at < end;
    at++;
  }
  return pipe ? columns : 0;
}

/* ---- front matter ---- */

static uint32_t line_end(dixit_text text, uint32_t at)
{
  while (at < text.length && text.bytes[at] != '\n' && text.bytes[at] != '\r')
    at++;
  return at;
}

static uint32_t next_line(dixit_text text, uint32_t end)
{
  end += end < text.length && text.bytes[end] == '\r';
  return end + (end < text.length && text.bytes[end] == '\n');
}

static bool line_equals(dixit_text text, uint32_t at, uint32_t end, const char *string)
{
  return text_is(text_of(text.bytes + at, trim_end(text.bytes, at, end) - at), string);
}

/* "key:", "key =" or a comment: what data looks like and prose does not. */
static bool is_setting(dixit_text text, uint32_t at, uint32_t end, char separator)
{
  uint32_t after = at;
  if (at < end && text.bytes[at] == '#')
    return true;
  while (after < end && (ascii_is_letter(text.bytes[after]) || ascii_is_digit(text.bytes[after]) ||
                         scan_is_one_of(text.bytes[after], "_-.\"'")))
    after++;
  after = separator == '=' ? skip_blanks(text.bytes, after, end) : after;
  return after > at && after < end && text.bytes[after] == separator &&
         (separator == '=' || after + 1 == end || ascii_is_blank(text.bytes[after + 1]));
}

/* The byte after comments and blank lines that start at `at`. */
static uint32_t skip_comments(dixit_text text, uint32_t at)
{
  while (starts_with(text.bytes, at, (uint32_t)text.length, "<!--")) {
    size_t end = scan_until(text, at + 4, "-->");
    if (!end)
      return at;
    at = (uint32_t)scan_blanks(text, end);
  }
  return at;
}

uint32_t front_matter_end(dixit_text text, uint32_t *start)
{
  uint32_t bom = starts_with(text.bytes, 0, (uint32_t)text.length, "\xEF\xBB\xBF") ? 3 : 0;
  uint32_t at = *start = skip_comments(text, bom);
  uint32_t end = line_end(text, at);
  bool toml = line_equals(text, at, end, "+++");
  bool setting = false;
  if (!toml && !line_equals(text, at, end, "---"))
    return 0;
  while (end < text.length) {
    at = next_line(text, end);
    end = line_end(text, at);
    bool closes = toml ? line_equals(text, at, end, "+++")
                       : line_equals(text, at, end, "---") || line_equals(text, at, end, "...");
    if (closes)
      return setting ? end : 0;
    setting = setting || is_setting(text, at, end, toml ? '=' : ':');
  }
  return 0;
}
