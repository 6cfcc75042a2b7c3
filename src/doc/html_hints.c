/* By WAI-ARIA, its module for digital publishing (DPUB-ARIA), and the names pandoc, MediaWiki and others give to
 * footnotes. Styles are not looked at, but for "display: none" in a tag itself. */
#include "doc/html_hints.h"

#include "doc/markdown_scan.h"

enum { HEAD_LIMIT = 1000 };

bool html_is_hidden(const html_text *self, const html_tag *tag)
{
  static const char *const roles[] = {"navigation", "banner",  "contentinfo", "complementary", "search", "menu",
                                      "dialog",     "toolbar", "alert",       "doc-backlink",  "doc-toc"};
  dixit_span value;
  if (html_attribute(self, tag, "hidden", &value) || html_attribute_is(self, tag, "aria-hidden", "true"))
    return true;
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
    if (html_attribute_is(self, tag, "role", roles[i]))
      return true;
  if (html_attribute_has(self, tag, "class", "footnote-back") ||
      html_attribute_has(self, tag, "class", "mw-cite-backlink"))
    return true;
  dixit_text style = html_attribute(self, tag, "style", &value) ? html_slice(self, value) : text_of(NULL, 0);
  return scan_until(style, 0, "display:none") || scan_until(style, 0, "display: none");
}

/* "n1", "note12", "en3": what hand-written pages call the items of a list of notes. */
static bool is_numbered_note(dixit_text name)
{
  static const char *const starts[] = {"note", "en", "n"};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
    size_t at = strlen(starts[i]);
    if (name.length <= at || !text_starts_folded(name, starts[i]))
      continue;
    while (at < name.length && ascii_is_digit(name.bytes[at]))
      at++;
    if (at == name.length)
      return true;
  }
  return false;
}

bool html_is_note(const html_text *self, const html_tag *tag, const html_element *element, dixit_span *key)
{
  static const char *const names[] = {"fn", "ftn", "footnote", "endnote", "cite_note", "note-"};
  static const char *const marks[] = {"fnref", "footnote-ref", "footnoteref", "footnote-anchor"};
  if (!html_attribute(self, tag, "id", key) || span_is_empty(*key))
    return false;
  if (html_attribute_is(self, tag, "role", "doc-footnote") ||
      html_attribute_is(self, tag, "role", "doc-endnote"))
    return true;
  if (element->role != HTML_ITEM && element->role != HTML_PARAGRAPH && element->role != HTML_BLOCK)
    return false;
  if (element->role == HTML_ITEM && is_numbered_note(html_slice(self, *key)))
    return true;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (text_starts_folded(html_slice(self, *key), marks[i]))
      return false;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    dixit_text name = html_slice(self, *key);
    size_t length = strlen(names[i]);
    bool numbered = name.length > length && (!ascii_is_letter(name.bytes[length]) || element->role == HTML_ITEM);
    if (text_starts_folded(name, names[i]) && numbered)
      return true;
  }
  return false;
}

bool html_is_report(const html_text *self)
{
  size_t length = self->text.length;
  dixit_text head = text_of(self->text.bytes, length < HEAD_LIMIT ? length : HEAD_LIMIT);
  return scan_until(head, 0, "<meta name=\"generator\" content=\"dixit ") != 0;
}

void html_count_content(html_text text, uint32_t *inside, uint32_t *all)
{
  uint32_t depth = 0, length = (uint32_t)text.text.length;
  html_tag tag;
  *inside = *all = 0;
  for (uint32_t at = 0; at < length;) {
    const char *open = memchr(text.text.bytes + at, '<', length - at);
    uint32_t next = open ? (uint32_t)(open - text.text.bytes) : length;
    *all += next - at;
    *inside += depth ? next - at : 0;
    uint32_t after = next < length ? html_skip_comment(&text, next) : length;
    if (after == 0 && html_scan_tag(&text, next, &tag)) {
      dixit_text name = text_of(text.text.bytes + tag.name.start, span_length(tag.name));
      const html_element *element = html_element_find(name);
      after = element->role == HTML_RAW && !tag.closing ? html_find_end(&text, tag.end, name) : tag.end;
      if (element->role == HTML_CONTENT)
        depth = tag.closing ? depth - (depth > 0) : depth + 1;
    }
    at = after ? after : next + 1;
  }
}
