/* Roles are those of reStructuredText (rst_names.c): keys are a citation each, words are prose, all else takes a noun's
 * place. */
#include "doc/markdown_roles.h"

#include "doc/markdown_scan.h"
#include "doc/rst_names.h"

enum { NAME_LIMIT = 40, CONTENT_LIMIT = 300 };

/* "{name}`content`" at its brace: *name, *content; where it ends, or 0. */
static size_t scan_role(dixit_text text, size_t at, dixit_text *name, dixit_span *content)
{
  size_t end = at + 1;
  while (end - at < NAME_LIMIT &&
         (ascii_is_letter(text_byte(text, end)) || scan_is_one_of(text_byte(text, end), ":-_")))
    end++;
  if (end == at + 1 || text_byte(text, end) != '}' || text_byte(text, end + 1) != '`' ||
      text_byte(text, end + 2) == '`')
    return 0;
  size_t first = end + 2, left = text.length - first;
  const char *close = memchr(text.bytes + first, '`', left < CONTENT_LIMIT ? left : CONTENT_LIMIT);
  *name = text_of(text.bytes + at + 1, end - at - 1);
  *content = span_of((uint32_t)first, close ? (uint32_t)(close - text.bytes) : (uint32_t)first);
  return span_is_empty(*content) ? 0 : content->end + 1;
}

/* Keys between commas, a citation each; together they take the bytes from `at` to `end`. */
static void add_keys(md_inline *self, size_t at, dixit_span content, size_t end, uint8_t flags)
{
  const char *bytes = self->view.text.bytes;
  for (uint32_t first = content.start; first < content.end;) {
    const char *comma = memchr(bytes + first, ',', content.end - first);
    uint32_t last = comma ? (uint32_t)(comma - bytes) : content.end;
    dixit_span key = span_of(first, last);
    while (key.start < key.end && ascii_is_space(bytes[key.start]))
      key.start++;
    while (key.end > key.start && ascii_is_space(bytes[key.end - 1]))
      key.end--;
    size_t until = comma && last + 1 < content.end ? last + 1 : end;
    uint32_t index = span_is_empty(key) ? DIXIT_NONE : link_add(self, DIXIT_CITE_KEY, key, until);
    if (index != DIXIT_NONE) {
      self->links.items[index].flags = flags;
      md_item *item = item_add(self, ITEM_URL, at, until);
      if (item)
        item->link = index;
    }
    at = until;
    first = last + 1;
  }
}

/* What of "words <target>" is words; nothing when there is only a target. */
static dixit_span title_words(dixit_text text, dixit_span content)
{
  const char *open = memchr(text.bytes + content.start, '<', span_length(content));
  uint32_t end = open ? (uint32_t)(open - text.bytes) : content.start;
  while (end > content.start && ascii_is_space(text.bytes[end - 1]))
    end--;
  return span_of(content.start, end);
}

size_t role_read(md_inline *self, size_t at)
{
  dixit_text text = self->view.text, name;
  dixit_span content;
  size_t end = scan_role(text, at, &name, &content);
  if (!end)
    return 0;
  uint8_t kind = rst_role_find(name);
  if (kind == RST_CITE || kind == RST_CITE_IN_TEXT) {
    add_keys(self, at, content, end, kind == RST_CITE_IN_TEXT ? DIXIT_CITATION_IN_TEXT : 0);
    return end;
  }
  dixit_span words = kind == RST_TITLE ? title_words(text, content) : content;
  if (kind == RST_NOUN || span_is_empty(words)) {
    item_add(self, ITEM_OPAQUE, at, end);
    return end;
  }
  item_add(self, ITEM_SKIP, at, words.start); /* the words between the two are text */
  item_add(self, ITEM_SKIP, words.end, end);
  return end;
}
