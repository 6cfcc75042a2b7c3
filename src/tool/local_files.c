/* Looked for beside the document: targets of links that have a file's ending, files a text includes, and the field
 * `file` of bibliography entries, as JabRef ("description:path:type", separated by ";") and Zotero write it. Names that
 * lead out of the document's folder are not looked for, nor are pages of a site (.html, no ending): nobody knows where
 * they are made. */
#include "tool/local_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

enum { PATH_ROOM = 4096, ENDING_MOST = 5 };

typedef struct checker {
  const char *path;
  const dixit_doc *doc;
  dixit_finding *items;
  size_t count;
  size_t room;
  bool failed;
} checker;

/* ---- findings ---- */

static void add(checker *self, const dixit_finding *finding)
{
  if (self->failed)
    return;
  if (self->count == self->room) {
    size_t room = self->room * 2;
    dixit_finding *grown = realloc(self->items, room * sizeof *grown);
    if (!grown) {
      self->failed = true;
      return;
    }
    self->items = grown;
    self->room = room;
  }
  self->items[self->count++] = *finding;
}

static void add_missing(checker *self, dixit_span span)
{
  dixit_finding finding = {.span = span, .rule = "files/missing", .severity = DIXIT_WARNING};
  finding.message = "This file is not there: correct its name, or add it.";
  add(self, &finding);
}

static int compare_findings(const void *left, const void *right)
{
  const dixit_finding *a = left, *b = right;
  if (a->span.start != b->span.start)
    return a->span.start < b->span.start ? -1 : 1;
  return strcmp(a->rule, b->rule);
}

/* ---- names ---- */

static bool leads_out(dixit_text name)
{
  for (size_t i = 0; i + 1 < name.length; i++)
    if (name.bytes[i] == '.' && name.bytes[i + 1] == '.')
      return true;
  return name.length == 0 || strchr("/\\#?~$", name.bytes[0]) || memchr(name.bytes, '\0', name.length) ||
         memchr(name.bytes, ':', name.length) || memchr(name.bytes, '{', name.length);
}

/* ".pdf", ".txt" ..., but nothing that a program makes a page of. */
static bool has_file_ending(dixit_text name)
{
  size_t dot = name.length;
  while (dot > 0 && name.bytes[dot - 1] != '.' && name.bytes[dot - 1] != '/')
    dot--;
  dixit_text ending = text_of(name.bytes + dot, name.length - dot);
  bool plain = dot > 1 && name.bytes[dot - 1] == '.' && ending.length >= 2 && ending.length <= ENDING_MOST;
  for (size_t i = 0; i < ending.length; i++)
    plain = plain && (ascii_is_letter(ending.bytes[i]) || ascii_is_digit(ending.bytes[i]));
  return plain && !text_equal_folded(ending, text_from("html")) && !text_equal_folded(ending, text_from("htm")) &&
         !text_equal_folded(ending, text_from("php"));
}

/* The path of a name beside the document, %20 and the like resolved; false when it is too long. */
static bool make_path(const checker *self, dixit_text name, const char *ending, char out[PATH_ROOM])
{
  const char *slash = strrchr(self->path, '/');
  size_t length = slash ? (size_t)(slash - self->path) + 1 : 0;
  if (length + name.length + strlen(ending) >= PATH_ROOM)
    return false;
  memcpy(out, self->path, length);
  for (size_t i = 0; i < name.length; i++) {
    bool room = name.bytes[i] == '%' && i + 2 < name.length;
    int high = room ? ascii_hex_value(name.bytes[i + 1]) : -1, low = room ? ascii_hex_value(name.bytes[i + 2]) : -1;
    bool coded = high > 0 && low >= 0;
    out[length++] = coded ? (char)(high * 16 + low) : name.bytes[i];
    i += coded ? 2 : 0;
  }
  strcpy(out + length, ending);
  return true;
}

static bool is_there(const checker *self, dixit_text name, const char *ending)
{
  char path[PATH_ROOM];
  return !make_path(self, name, ending, path) || access(path, F_OK) == 0;
}

/* Without a fragment or query. */
static dixit_text bare(dixit_text name)
{
  for (size_t i = 0; i < name.length; i++)
    if (name.bytes[i] == '#' || name.bytes[i] == '?')
      name.length = i;
  return name;
}

static void check_name(checker *self, dixit_span span)
{
  dixit_text name = bare(dixit_doc_slice(self->doc, span));
  if (!leads_out(name) && has_file_ending(name) && !is_there(self, name, ""))
    add_missing(self, span);
}

/* ---- where names stand ---- */

static void check_links(checker *self)
{
  size_t count;
  const dixit_citation *citations = dixit_doc_citations(self->doc, &count);
  for (size_t i = 0; i < count; i++)
    if (citations[i].kind == DIXIT_CITE_LINK)
      check_name(self, citations[i].key);
  const dixit_reference *references = dixit_doc_references(self->doc, &count);
  for (size_t i = 0; i < count; i++)
    if (references[i].kind == DIXIT_REF_LINK)
      check_name(self, references[i].content);
}

/* LaTeX leaves ".tex" out. */
static void check_included(checker *self)
{
  size_t count;
  const dixit_file *files = dixit_doc_files(self->doc, &count);
  for (size_t i = 0; i < count; i++) {
    dixit_text name = dixit_doc_slice(self->doc, files[i].name);
    if (files[i].kind == DIXIT_FILE_INCLUDED && !leads_out(name) && !is_there(self, name, "") &&
        !is_there(self, name, ".tex"))
      add_missing(self, files[i].name);
  }
}

/* One of several, separated by ";": the part between colons that has a file's ending. */
static void check_attachment(checker *self, uint32_t start, uint32_t end)
{
  dixit_text all = dixit_doc_text(self->doc);
  uint32_t from = start;
  for (uint32_t at = start; at <= end; at++) {
    if (at < end && all.bytes[at] != ':')
      continue;
    dixit_text part = text_of(all.bytes + from, at - from);
    if (has_file_ending(part)) {
      check_name(self, (dixit_span){from, at});
      return;
    }
    from = at + 1;
  }
}

static void check_attachments(checker *self)
{
  size_t count;
  dixit_text all = dixit_doc_text(self->doc);
  const dixit_field *fields = dixit_doc_fields(self->doc, &count);
  for (size_t i = 0; i < count; i++) {
    dixit_span value = fields[i].value;
    if (!text_equal_folded(dixit_doc_slice(self->doc, fields[i].name), text_from("file")))
      continue;
    for (uint32_t at = value.start, from = at; at <= value.end; at++)
      if (at == value.end || all.bytes[at] == ';') {
        check_attachment(self, from, at);
        from = at + 1;
      }
  }
}

dixit_finding *local_files_check(const char *path, const dixit_doc *doc, const dixit_finding *findings, size_t *count)
{
  checker self = {.path = path, .doc = doc, .room = *count + 16};
  self.items = malloc(self.room * sizeof *self.items);
  self.failed = !self.items;
  for (size_t i = 0; i < *count && !self.failed; i++)
    add(&self, &findings[i]);
  check_links(&self);
  check_included(&self);
  check_attachments(&self);
  if (self.failed) {
    free(self.items);
    return NULL;
  }
  if (self.count > *count)
    qsort(self.items, self.count, sizeof *self.items, compare_findings);
  *count = self.count;
  return self.items;
}
