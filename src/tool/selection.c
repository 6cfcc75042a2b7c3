/* Findings picked one by one, in their order. Lines are counted as git does, by LF, in one pass over the text. */
#include "tool/selection.h"

#include <stdio.h>
#include <stdlib.h>

static bool check_options(const settings *options)
{
  const char *problem = NULL;
  bool picks = options->baseline || options->since;
  if (options->write_baseline && (picks || options->fix || options->diff))
    problem = "--write-baseline stands alone: it records all findings as they are";
  else if (picks && (options->fix || options->diff))
    problem = "--fix and --diff go with neither --baseline nor --since: edits move what those know";
  if (problem)
    fprintf(stderr, "dixit: %s\n", problem);
  return !problem;
}

bool selection_open(selection *self, const settings *options)
{
  *self = (selection){.known = NULL};
  if (!check_options(options))
    return false;
  if (options->write_baseline && !(self->record = baseline_new(options->write_baseline)))
    return false;
  if (options->baseline && !(self->known = baseline_read(options->baseline)))
    return false;
  return !options->since || (self->since = changes_since(options->since)) != NULL;
}

void selection_free(selection *self)
{
  baseline_free(self->known);
  baseline_free(self->record);
  changes_free(self->since);
  free(self->picked);
}

/* ---- picking ---- */

/* Counts lines from left to right. */
typedef struct line_counter {
  dixit_text text;
  size_t at;
  uint32_t line;
} line_counter;

static uint32_t line_at(line_counter *self, size_t byte)
{
  for (const char *end; self->at < byte; self->line++) {
    end = memchr(self->text.bytes + self->at, '\n', byte - self->at);
    if (!end)
      break;
    self->at = (size_t)(end - self->text.bytes) + 1;
  }
  return self->line;
}

/* Does one of the sorted ranges reach into lines first to last? */
static bool has_changed(const file_changes *changed, uint32_t first, uint32_t last)
{
  size_t low = 0, high = changed->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (changed->ranges[middle].last < first)
      low = middle + 1;
    else
      high = middle;
  }
  return low < changed->count && changed->ranges[low].first <= last;
}

/* Keep the `count` findings at `findings` that stand on changed lines; how many. */
static size_t keep_changed(dixit_finding *findings, size_t count, const dixit_doc *doc, const file_changes *changed)
{
  line_counter lines = {.text = dixit_doc_text(doc), .line = 1};
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t first = line_at(&lines, findings[i].span.start);
    line_counter ahead = lines;
    if (changed->all || has_changed(changed, first, line_at(&ahead, findings[i].span.end)))
      findings[kept++] = findings[i];
  }
  return kept;
}

static size_t keep_unknown(dixit_finding *findings, size_t count, const dixit_doc *doc, baseline *known,
                           const char *path)
{
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (!baseline_take(known, path, findings[i].rule, dixit_doc_slice(doc, findings[i].span)))
      findings[kept++] = findings[i];
  return kept;
}

static const char *record(selection *self, const char *path, const dixit_doc *doc, const dixit_finding *findings,
                          size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!baseline_add(self->record, path, findings[i].rule, dixit_doc_slice(doc, findings[i].span)))
      return "out of memory";
  self->recorded += count;
  return NULL;
}

/* A copy of all findings, to pick from. */
static bool copy_findings(selection *self, const dixit_finding *all, size_t count)
{
  if (count > self->capacity) {
    dixit_finding *grown = realloc(self->picked, count * sizeof *grown);
    if (!grown)
      return false;
    self->picked = grown;
    self->capacity = count;
  }
  if (count)
    memcpy(self->picked, all, count * sizeof *all);
  return true;
}

const dixit_finding *selection_pick(selection *self, const char *path, const char *shown, const dixit_doc *doc,
                                    const dixit_finding *all, size_t *count, const char **error)
{
  bool is_file = strcmp(path, "-") != 0;
  const char *name = is_file ? path : shown;
  *error = self->record ? record(self, name, doc, all, *count) : NULL;
  if (!self->known && !self->since)
    return all;
  file_changes changed = {.all = true};
  if (self->since)
    changed = is_file ? changes_find(self->since, path) : (file_changes){.outside = true};
  if (changed.outside)
    *error = "not in the git repository of this folder, so --since cannot tell what is new";
  if (!*error && !copy_findings(self, all, *count))
    *error = "out of memory";
  if (*error) {
    *count = 0;
    return NULL;
  }
  size_t found = *count;
  if (self->since)
    *count = keep_changed(self->picked, *count, doc, &changed);
  if (self->known)
    *count = keep_unknown(self->picked, *count, doc, self->known, name);
  self->passed_over += found - *count;
  return self->picked;
}

void selection_tell(const selection *self)
{
  const char *why = !self->since  ? "that the baseline knows"
                    : self->known ? "that the baseline knows or on lines that have not changed"
                                  : "on lines that have not changed";
  if (self->passed_over)
    fprintf(stderr, "dixit: %llu more finding%s %s\n", (unsigned long long)self->passed_over,
            self->passed_over == 1 ? "" : "s", why);
}

bool selection_write(const selection *self)
{
  if (!self->record)
    return true;
  if (!baseline_write(self->record))
    return false;
  fprintf(stderr, "dixit: %llu finding%s recorded\n", (unsigned long long)self->recorded,
          self->recorded == 1 ? "" : "s");
  return true;
}
