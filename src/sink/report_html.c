/* html: one page that needs nothing but itself: each text with its quotations, speakers, claims and support, who speaks
 * in it and how much, how much of it is vouched for, and the findings.
 *
 * Files are written as they come; a table of them stands behind the last, and the page's style and script put it first.
 * The page is markup of src/data/html filled in here, in html_text.c and html_panel.c; all that comes from a text or a
 * path goes through xml_text(). */
#include <stdio.h>

#include "marks/stages.h"
#include "sink/html.h"

/* What the table of files keeps of each. */
typedef struct html_row {
  const char *path;
  dixit_coverage coverage;
  uint64_t findings;
} html_row;

struct html_index {
  ARRAY(html_row) rows;
};

static uint64_t percent(uint64_t part, uint64_t whole)
{
  return whole ? part * 100 / whole : 100; /* 100 means all, so never rounded up */
}

void report_html_begin(dixit_report *self)
{
  self->index = arena_get_zeroed(&self->memory, sizeof *self->index);
  html_page_begin(&self->out, text_from(dixit_version()));
}

static void remember(dixit_report *self, const report_file *file)
{
  const char *path = arena_copy(&self->memory, file->path, strlen(file->path));
  html_row *row = self->index && path ? ARRAY_ADD(&self->memory, self->index->rows) : NULL;
  if (row)
    *row = (html_row){path, dixit_doc_coverage(file->doc), file->count};
}

void report_html_add(dixit_report *self, const report_file *file)
{
  arena scratch;
  arena_init(&scratch, &self->memory.allocator);
  self->memory.failed |= !annotations_get(file->doc);
  html_file page = {.out = &self->out, .file = file, .doc = file->doc, .scratch = &scratch, .unit = self->unit};
  page.number = (uint32_t)self->totals.files + 1;
  html_rank_sources(&page);
  html_file_begin(&self->out, page.number, text_from(file->path));
  html_add_coverage(&page);
  html_file_body(&self->out, text_from(file->path));
  html_add_text(&page);
  html_text_end(&self->out);
  html_add_panel(&page);
  html_file_end(&self->out);
  remember(self, file);
  self->memory.failed |= scratch.failed;
  arena_done(&scratch);
}

static void add_row(dixit_report *self, const html_row *row, uint32_t number)
{
  char coverage[8] = "\xE2\x80\x93"; /* – */
  uint64_t share = percent(row->coverage.supported, row->coverage.claims);
  if (row->coverage.claims)
    snprintf(coverage, sizeof coverage, "%u%%", (unsigned)share);
  html_index_row(&self->out, number, text_from(row->path), text_from(coverage), row->coverage.claims ? share : 0,
                 row->coverage.claims, row->findings);
}

static void add_index(dixit_report *self)
{
  const report_totals *totals = &self->totals;
  html_index_begin(&self->out, percent(totals->supported, totals->claims), totals->supported, totals->claims,
                   totals->files, totals->findings);
  for (uint32_t i = 0; i < self->index->rows.count; i++)
    add_row(self, &self->index->rows.items[i], i + 1);
  html_index_end(&self->out);
}

void report_html_finish(dixit_report *self)
{
  if (self->index && self->totals.files > 1)
    add_index(self);
  html_page_end(&self->out, text_from(dixit_version()));
}
