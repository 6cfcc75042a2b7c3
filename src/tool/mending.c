/* Rounds of edits. In a round, an edit claims its bytes, and an insertion the gap between two, so that what overlaps is
 * seen in time linear in the edits. Where each byte came from is kept along, which makes a diff of any number of rounds
 * a matter of reading it off (diff.c). */
#include "tool/mending.h"

#include <stdlib.h>
#include <string.h>

/* A rule whose edits find it again and again would go on for ever. */
enum { MOST_ROUNDS = 32 };

/* taken: bit 2n is the gap before byte n, bit 2n + 1 that byte. */
typedef struct round {
  const dixit_doc *doc;
  dixit_text text;
  uint8_t *taken;
  mending_edit *edits;
  size_t count;
} round;

/* ---- which edits ---- */

/* The bits an edit claims: its bytes and the gaps between them, or the one gap. */
static void claimed(dixit_span span, size_t *first, size_t *last)
{
  bool insertion = span_is_empty(span);
  *first = 2 * (size_t)span.start + !insertion;
  *last = insertion ? *first : 2 * (size_t)span.end - 1;
}

static bool is_free(const round *self, dixit_span span)
{
  size_t first, last;
  claimed(span, &first, &last);
  for (size_t bit = first; bit <= last; bit++)
    if (self->taken[bit / 8] >> bit % 8 & 1)
      return false;
  return true;
}

static void claim(round *self, dixit_span span)
{
  size_t first, last;
  claimed(span, &first, &last);
  for (size_t bit = first; bit <= last; bit++)
    self->taken[bit / 8] |= (uint8_t)(1u << bit % 8);
}

static bool changes(const round *self, const dixit_fix *fix)
{
  return !text_is(dixit_doc_slice(self->doc, fix->span), fix->replacement);
}

/* All safe edits of the finding, or none when one of them is in the way of an earlier finding's. */
static void take_finding(round *self, const dixit_finding *finding)
{
  const dixit_fix *fixes = dixit_doc_fixes(self->doc, NULL) + finding->first_fix;
  for (uint32_t i = 0; i < finding->fix_count; i++)
    if (fixes[i].safe && !is_free(self, fixes[i].span))
      return;
  for (uint32_t i = 0; i < finding->fix_count; i++) {
    if (!fixes[i].safe || !changes(self, &fixes[i]) || !is_free(self, fixes[i].span))
      continue;
    claim(self, fixes[i].span);
    self->edits[self->count++] = (mending_edit){fixes[i].span, fixes[i].replacement};
  }
}

/* By start; an insertion before what is replaced from there on. No two are equal: both would claim the same. */
static int compare_edits(const void *a, const void *b)
{
  dixit_span left = ((const mending_edit *)a)->span, right = ((const mending_edit *)b)->span;
  if (left.start != right.start)
    return left.start < right.start ? -1 : 1;
  return left.end < right.end ? -1 : left.end > right.end;
}

/* Collect the round's edits; false when memory is out. */
static bool round_collect(round *self, const dixit_doc *doc)
{
  size_t finding_count, fix_count;
  const dixit_finding *findings = dixit_doc_findings(doc, &finding_count);
  dixit_doc_fixes(doc, &fix_count);
  *self = (round){.doc = doc, .text = dixit_doc_text(doc)};
  self->taken = calloc(self->text.length / 4 + 1, 1);
  self->edits = malloc((fix_count + 1) * sizeof *self->edits);
  if (!self->taken || !self->edits)
    return false;
  for (size_t i = 0; i < finding_count; i++)
    take_finding(self, &findings[i]);
  qsort(self->edits, self->count, sizeof *self->edits, compare_edits);
  return true;
}

static void round_free(round *self)
{
  free(self->taken);
  free(self->edits);
}

mending_edit *mending_edits_of(const dixit_doc *doc, const dixit_finding *finding, size_t *count)
{
  const dixit_fix *fixes = dixit_doc_fixes(doc, NULL) + finding->first_fix;
  mending_edit *edits = malloc(((size_t)finding->fix_count + 1) * sizeof *edits);
  *count = 0;
  for (uint32_t i = 0; edits && i < finding->fix_count; i++)
    if (fixes[i].safe)
      edits[(*count)++] = (mending_edit){fixes[i].span, fixes[i].replacement};
  if (*count > 1)
    qsort(edits, *count, sizeof *edits, compare_edits);
  return edits;
}

mending_edit *mending_collect(const dixit_doc *doc, size_t *count)
{
  round now;
  bool fine = round_collect(&now, doc);
  mending_edit *edits = fine ? now.edits : NULL;
  *count = fine ? now.count : 0;
  if (fine)
    now.edits = NULL;
  round_free(&now);
  return edits;
}

/* ---- making them ---- */

static size_t length_after(const round *self)
{
  size_t length = self->text.length;
  for (size_t i = 0; i < self->count; i++)
    length = length + strlen(self->edits[i].replacement) - span_length(self->edits[i].span);
  return length;
}

/* The text with the edits, and where its bytes come from, in the places of the round before. */
static bool round_make(const round *self, mending *all)
{
  size_t length = length_after(self), at = 0, from = 0;
  char *text = malloc(length + 1);
  uint32_t *origins = malloc((length + 1) * sizeof *origins);
  if (!text || !origins || length >= UINT32_MAX) {
    free(text);
    free(origins);
    return false;
  }
  for (size_t i = 0; i <= self->count; i++) {
    size_t until = i < self->count ? self->edits[i].span.start : self->text.length;
    memcpy(text + at, all->after + from, until - from);
    memcpy(origins + at, all->origins + from, (until - from) * sizeof *origins);
    at += until - from;
    if (i == self->count)
      break;
    size_t incoming = strlen(self->edits[i].replacement);
    memcpy(text + at, self->edits[i].replacement, incoming);
    memset(origins + at, 0xFF, incoming * sizeof *origins); /* DIXIT_NONE */
    at += incoming;
    from = self->edits[i].span.end;
  }
  free(all->after);
  free(all->origins);
  all->after = text;
  all->after_length = length;
  all->origins = origins;
  return true;
}

/* ---- all rounds ---- */

static bool mending_init(mending *self, const dixit_doc *doc)
{
  dixit_text text = dixit_doc_text(doc);
  *self = (mending){.before_length = text.length, .after_length = text.length};
  self->before = malloc(text.length + 1);
  self->after = malloc(text.length + 1);
  self->origins = malloc((text.length + 1) * sizeof *self->origins);
  if (!self->before || !self->after || !self->origins)
    return false;
  memcpy(self->before, text.bytes, text.length);
  memcpy(self->after, text.bytes, text.length);
  for (size_t i = 0; i < text.length; i++)
    self->origins[i] = (uint32_t)i;
  return true;
}

/* Put `text` in place of the document's. */
static bool set_text(dixit_doc *doc, const char *text, size_t length, dixit_error *error)
{
  dixit_span all = {0, (uint32_t)dixit_doc_text(doc).length};
  return dixit_doc_edit(doc, all, text, length, error) == DIXIT_OK;
}

/* One round. *edits: how many it made. */
static bool run_round(mending *self, dixit_doc *doc, size_t *edits, dixit_error *error)
{
  round now;
  bool fine = round_collect(&now, doc);
  *edits = fine ? now.count : 0;
  fine = fine && (now.count == 0 || round_make(&now, self));
  round_free(&now);
  return fine && (*edits == 0 || set_text(doc, self->after, self->after_length, error));
}

/* Back to the text as it was. */
static bool give_up(mending *self, dixit_doc *doc, dixit_error *error)
{
  self->restless = true;
  self->edits = 0;
  return set_text(doc, self->before, self->before_length, error);
}

bool mending_run(mending *self, dixit_doc *doc, dixit_error *error)
{
  *error = (dixit_error){DIXIT_NO_MEMORY, DIXIT_NONE, "out of memory"};
  if (!mending_init(self, doc))
    return false;
  for (int i = 0; i < MOST_ROUNDS; i++) {
    size_t edits;
    if (!run_round(self, doc, &edits, error))
      return false;
    self->edits += edits;
    if (!edits)
      return true;
  }
  return give_up(self, doc, error);
}

void mending_free(mending *self)
{
  free(self->before);
  free(self->after);
  free(self->origins);
  *self = (mending){0};
}
