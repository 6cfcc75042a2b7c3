/* Comments that switch rules off, here as Markdown, HTML and wikitext write them (doc/format_signs.c has the others):
 *
 *     <!-- dixit-disable RULE... -->            from here on
 *     <!-- dixit-enable RULE... -->             on again
 *     <!-- dixit-disable-line RULE... -->       on this line
 *     <!-- dixit-disable-next-line RULE... -->  on the next
 *
 * RULE is an id, or "category/" followed by "*"; none means all. A comment of LaTeX is one that begins a line. Plain
 * text has no comments: there, configuration and the command line switch rules off.
 *
 * Phases: read the comments into entries, one a name; sort them by where they begin to hold; sweep findings and
 * entries together, keeping for each rule the entry that holds. So the cost does not depend on how many overlap. */
#include "rules/suppress.h"

#include <stdlib.h>

#include "doc/lines.h"
#include "engine.h"

typedef enum entry_kind { ENTRY_RANGE, ENTRY_ENABLE, ENTRY_LINE, ENTRY_NEXT_LINE } entry_kind;

/* One name of one comment. It holds for rules [first, last) of findings that start in [start, end). */
typedef struct entry {
  dixit_span span; /* the name; the whole comment when it has none */
  uint32_t start;
  uint32_t end;
  uint32_t first;
  uint32_t last;
  uint8_t kind;
  bool used;
} entry;

typedef struct entries {
  rule_run *run;
  ARRAY(entry) list;
} entries;

/* ---- reading ---- */

static const struct {
  const char *word;
  entry_kind kind;
} directives[] = {
  {"dixit-disable", ENTRY_RANGE},
  {"dixit-enable", ENTRY_ENABLE},
  {"dixit-disable-line", ENTRY_LINE},
  {"dixit-disable-next-line", ENTRY_NEXT_LINE},
};

static bool is_gap(char c)
{
  return c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r';
}

/* The next word of a comment from *at on; empty at the end. */
static dixit_span next_word(const dixit_doc *doc, uint32_t *at, uint32_t end)
{
  while (*at < end && is_gap(doc->text[*at]))
    (*at)++;
  uint32_t start = *at;
  while (*at < end && !is_gap(doc->text[*at]))
    (*at)++;
  return span_of(start, *at);
}

/* The rules a name means, as a range: a category's stand together. Empty when it means none. */
static void entry_resolve(entry *self, const dixit_engine *engine, dixit_text name)
{
  uint32_t count = rule_count(engine);
  if (name.length && name.bytes[name.length - 1] == '*') {
    while (self->first < count && strncmp(rule_id(engine, self->first), name.bytes, name.length - 1) != 0)
      self->first++;
    self->last = self->first;
    while (self->last < count && strncmp(rule_id(engine, self->last), name.bytes, name.length - 1) == 0)
      self->last++;
    return;
  }
  int rule = rule_find(engine, name);
  self->first = rule < 0 ? 0 : (uint32_t)rule;
  self->last = rule < 0 ? 0 : (uint32_t)rule + 1;
}

/* Where an entry holds, from its comment and kind. */
static void entry_place(const dixit_doc *doc, entry *self, dixit_span comment)
{
  self->start = comment.end;
  self->end = doc->length;
  if (self->kind < ENTRY_LINE)
    return;
  uint32_t line = self->kind == ENTRY_LINE ? lines_find(doc, comment.start) : lines_find(doc, comment.end) + 1;
  self->start = line < doc->lines.count ? doc->lines.items[line] : doc->length;
  self->end = line + 1 < doc->lines.count ? doc->lines.items[line + 1] : doc->length;
}

static void entry_add(entries *self, dixit_span comment, dixit_span name, entry_kind kind)
{
  dixit_doc *doc = self->run->doc;
  entry item = {.span = span_is_empty(name) ? comment : name, .last = rule_count(doc->engine), .kind = (uint8_t)kind};
  if (!span_is_empty(name))
    entry_resolve(&item, doc->engine, doc_slice(doc, name));
  if (item.first == item.last) {
    rule_report(self->run, RULE_SUPPRESSIONS_UNKNOWN, name,
                "There is no rule \"%s\", so this comment does nothing for it: `dixit rules` lists them.",
                rule_excerpt(self->run, name));
    return;
  }
  entry_place(doc, &item, comment);
  entry *added = ARRAY_ADD(&doc->memory, self->list);
  if (added)
    *added = item;
}

/* A comment, if it speaks to us. `at` to `end` is what stands between its signs. */
static void read_comment(entries *self, dixit_span comment, uint32_t at, uint32_t end)
{
  const dixit_doc *doc = self->run->doc;
  dixit_text word = doc_slice(doc, next_word(doc, &at, end));
  for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
    if (!text_is(word, directives[i].word))
      continue;
    dixit_span name = next_word(doc, &at, end);
    do {
      entry_add(self, comment, name, directives[i].kind);
      name = next_word(doc, &at, end);
    } while (!span_is_empty(name));
    return;
  }
}

/* Is the byte prose, or code within prose? Then a comment there is shown to the reader, not hidden. */
static bool in_run(const dixit_doc *doc, uint32_t byte)
{
  uint32_t low = 0, high = doc->runs.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (doc->runs.items[middle].span.end <= byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low < doc->runs.count && doc->runs.items[low].span.start <= byte;
}

/* Does a block of code or the front matter hold the byte? `block` moves forward from comment to comment. */
static bool in_code(const dixit_doc *doc, uint32_t byte, uint32_t *block)
{
  while (*block + 1 < doc->blocks.count && doc->blocks.items[*block + 1].span.start <= byte)
    (*block)++;
  if (*block >= doc->blocks.count)
    return false;
  const dixit_block *last = &doc->blocks.items[*block];
  bool code = last->kind == DIXIT_CODE || last->kind == DIXIT_FRONT_MATTER || last->kind == DIXIT_MATH;
  return code && byte < last->span.end;
}

/* The next place of a mark at or after `at`, or the text's end. (No strstr: a text may hold NUL.) */
static uint32_t find_mark(const dixit_doc *doc, uint32_t at, const char *mark)
{
  size_t length = strlen(mark);
  while (at + length <= doc->length) {
    const char *found = memchr(doc->text + at, mark[0], doc->length - at - length + 1);
    if (!found)
      break;
    if (memcmp(found, mark, length) == 0)
      return (uint32_t)(found - doc->text);
    at = (uint32_t)(found - doc->text) + 1;
  }
  return doc->length;
}

/* A text in which comments end with their line: they are looked for where lines begin. */
static void read_line_comments(entries *self, dixit_text open)
{
  const dixit_doc *doc = self->run->doc;
  uint32_t block = 0;
  for (uint32_t i = 0; i < doc->lines.count; i++) {
    uint32_t start = doc->lines.items[i], end = lines_end(doc, i);
    while (start < end && ascii_is_blank(doc->text[start]))
      start++;
    bool opens = end - start > open.length && memcmp(doc->text + start, open.bytes, open.length) == 0;
    if (opens && !in_run(doc, start) && !in_code(doc, start, &block))
      read_comment(self, span_of(start, end), start + (uint32_t)open.length, end);
  }
}

static void read_closed_comments(entries *self, const char *open, const char *close)
{
  const dixit_doc *doc = self->run->doc;
  uint32_t block = 0;
  uint32_t at = find_mark(doc, 0, open);
  while (at < doc->length) {
    uint32_t next = at + (uint32_t)strlen(open);
    if (!in_run(doc, at) && !in_code(doc, at, &block)) {
      uint32_t end = find_mark(doc, next, close);
      if (end == doc->length)
        return;
      read_comment(self, span_of(at, end + (uint32_t)strlen(close)), next, end);
      next = end + (uint32_t)strlen(close);
    }
    at = find_mark(doc, next, open);
  }
}

/* reStructuredText has comments, though editors cannot put them anywhere. */
static dixit_text comment_open(const dixit_doc *doc)
{
  return text_from(doc->format == DIXIT_RST ? ".. " : dixit_format_signs_get(doc->format).comment_open);
}

static void read_comments(entries *self)
{
  dixit_format_signs signs = dixit_format_signs_get(self->run->doc->format);
  dixit_text open = comment_open(self->run->doc);
  if (*signs.comment_close)
    read_closed_comments(self, "<!--", "-->"); /* blanks within are nobody's duty */
  else
    read_line_comments(self, text_of(open.bytes, open.length - 1));
}

/* ---- applying ---- */

/* For each of `count` rules: 1 + the entry that holds, or 0. */
typedef struct sweep {
  const dixit_engine *engine;
  uint32_t count;
  uint32_t *range;
  uint32_t *line;
  uint32_t line_end; /* entries in `line` hold before this byte */
} sweep;

static int compare_entries(const void *left, const void *right)
{
  const entry *a = left, *b = right;
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  return (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

/* Entry number `at` begins to hold. Where one holds already, that one stays: the later is the superfluous one. */
static void sweep_enter(sweep *self, const entry *item, uint32_t at)
{
  bool whole_line = item->kind == ENTRY_LINE || item->kind == ENTRY_NEXT_LINE;
  if (whole_line && self->line_end != item->end) {
    memset(self->line, 0, self->count * sizeof *self->line);
    self->line_end = item->end;
  }
  uint32_t *held = whole_line ? self->line : self->range;
  for (uint32_t rule = item->first; rule < item->last; rule++) {
    if (item->kind == ENTRY_ENABLE)
      held[rule] = 0;
    else if (!held[rule])
      held[rule] = at + 1;
  }
}

/* 1 + the entry that suppresses a finding, or 0. */
static uint32_t sweep_find(const sweep *self, const dixit_finding *finding)
{
  uint32_t rule = (uint32_t)rule_find(self->engine, text_from(finding->rule));
  if (finding->span.start < self->line_end && self->line[rule])
    return self->line[rule];
  return self->range[rule];
}

/* Drop the first `count` findings' suppressed ones; those after them stay. */
static void drop_suppressed(entries *self, uint32_t count)
{
  dixit_doc *doc = self->run->doc;
  uint32_t rules = rule_count(doc->engine), next = 0, kept = 0;
  uint32_t *held = arena_get_zeroed(&doc->memory, 2 * rules * sizeof *held);
  if (!held)
    return;
  sweep state = {doc->engine, rules, held, held + rules, 0};
  for (uint32_t i = 0; i < doc->findings.count; i++) {
    dixit_finding finding = doc->findings.items[i];
    for (; i < count && next < self->list.count && self->list.items[next].start <= finding.span.start; next++)
      sweep_enter(&state, &self->list.items[next], next);
    uint32_t by = i < count ? sweep_find(&state, &finding) : 0;
    if (by)
      self->list.items[by - 1].used = true;
    else
      doc->findings.items[kept++] = finding;
  }
  doc->findings.count = kept;
}

/* A suppression of rules that are off anyway is nobody's mistake. */
static bool any_on(const rule_run *run, const entry *item)
{
  for (uint32_t rule = item->first; rule < item->last; rule++)
    if (rule_is_on(run, rule))
      return true;
  return false;
}

static void report_unused(entries *self)
{
  for (uint32_t i = 0; i < self->list.count; i++) {
    const entry *item = &self->list.items[i];
    if (item->used || item->kind == ENTRY_ENABLE || !any_on(self->run, item))
      continue;
    rule_report(self->run, RULE_SUPPRESSIONS_UNUSED, item->span,
                "This comment suppresses nothing: take it away, or the next finding here goes unseen.");
  }
}

bool suppressions_apply(rule_run *run)
{
  dixit_doc *doc = run->doc;
  if (!comment_open(doc).length)
    return false;
  entries self = {.run = run};
  uint32_t count = doc->findings.count;
  read_comments(&self);
  if (self.list.count) {
    qsort(self.list.items, self.list.count, sizeof *self.list.items, compare_entries);
    drop_suppressed(&self, count);
    report_unused(&self);
  }
  return doc->findings.count > 0;
}
