/* Not a YAML parser: lines are looked at one by one, which is enough for settings that are names of files. */
#include "doc/front_matter.h"

#include "doc/markdown_lines.h"

dixit_span front_matter_span(const dixit_doc *doc)
{
  uint32_t start, end = front_matter_end(text_of(doc->text, doc->length), &start);
  return end ? span_of(start, end) : span_of(0, 0);
}

static uint32_t line_end(const dixit_doc *doc, uint32_t at, uint32_t end)
{
  while (at < end && doc->text[at] != '\n' && doc->text[at] != '\r')
    at++;
  return at;
}

static bool goes_on(char c)
{
  return ascii_is_blank(c) || c == '-' || c == '\n' || c == '\r';
}

bool front_matter_find(const dixit_doc *doc, const char *name, dixit_span *value)
{
  dixit_span front = front_matter_span(doc);
  size_t length = strlen(name);
  for (uint32_t at = front.start, end; at < front.end; at = end + 1) {
    end = line_end(doc, at, front.end);
    if (end - at <= length || memcmp(doc->text + at, name, length) != 0)
      continue;
    uint32_t after = at + (uint32_t)length;
    while (after < end && ascii_is_blank(doc->text[after]))
      after++;
    if (after == end || (doc->text[after] != ':' && doc->text[after] != '='))
      continue;
    while (end + 1 < front.end && goes_on(doc->text[end + 1]) && doc->text[end + 1] != '-')
      end = line_end(doc, end + 1, front.end);
    while (end + 2 < front.end && doc->text[end + 1] == '-' && ascii_is_blank(doc->text[end + 2]))
      end = line_end(doc, end + 1, front.end);
    *value = span_of(after + 1, end);
    return true;
  }
  return false;
}

static bool is_around(char c)
{
  return (unsigned char)c <= ' ' || c == '[' || c == ']' || c == ',' || c == '"' || c == '\'';
}

bool front_matter_item(const dixit_doc *doc, dixit_span value, uint32_t *at, dixit_span *item)
{
  const char *text = doc->text;
  while (*at < value.end &&
         (is_around(text[*at]) || (text[*at] == '-' && *at + 1 < value.end && ascii_is_blank(text[*at + 1])) ||
          text[*at] == '|' || text[*at] == '>'))
    ++*at;
  uint32_t first = *at;
  while (*at < value.end && text[*at] != '\n' && text[*at] != '\r' && text[*at] != ',' && text[*at] != ']' &&
         text[*at] != '"')
    ++*at;
  uint32_t end = *at;
  while (end > first && is_around(text[end - 1]))
    end--;
  *item = span_of(first, end);
  return end > first;
}

void front_matter_read_files(dixit_doc *doc)
{
  dixit_span value, item;
  if (!front_matter_find(doc, "bibliography", &value))
    return;
  for (uint32_t at = value.start; front_matter_item(doc, value, &at, &item);) {
    dixit_file *file = ARRAY_ADD(&doc->memory, doc->files);
    if (!file)
      return;
    file->name = item;
    file->kind = DIXIT_FILE_BIBLIOGRAPHY;
  }
}
