/* human: findings as people read them, each with the place it speaks of, and a summary.
 *
 *   warning: Name who said this. [quotes/unattributed]
 *     --> story.txt:5:231
 *      |
 *    5 | …met in the town hall. “We have asked for this money since the spring.” Nobody on the…
 *      |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *      = help: ...
 *
 * Related places stand in the same excerpt, in reading order, underlined with '-' and labelled. A place of several
 * lines shows its first and last, and the middle one when there are three. */
#include <stdio.h>

#include "base/utf8.h"
#include "sink/display.h"
#include "sink/excerpt.h"
#include "sink/report_format.h"

/* ---- colour ---- */

typedef enum paint {
  PAINT_NONE, PAINT_BOLD, PAINT_GUTTER, PAINT_INFO, PAINT_WARNING, PAINT_ERROR, PAINT_FIRM, PAINT_WEAK, PAINT_OPEN
} paint;

static const paint severity_paint[REPORT_SEVERITIES] = {PAINT_NONE, PAINT_INFO, PAINT_WARNING, PAINT_ERROR};

static void set_paint(dixit_report *self, paint color)
{
  static const char *const sequences[] = {"\x1b[0m",    "\x1b[1m",    "\x1b[1;34m", "\x1b[1;36m", "\x1b[1;33m",
                                          "\x1b[1;31m", "\x1b[32m",   "\x1b[33m",   "\x1b[2m"};
  if (self->color)
    buffer_add_string(&self->out, sequences[color]);
}

static void add_painted(dixit_report *self, paint color, const char *string)
{
  set_paint(self, color);
  buffer_add_string(&self->out, string);
  set_paint(self, PAINT_NONE);
}

/* ---- excerpts ---- */

/* One place to show: the finding's own (label NULL) or a related one. */
typedef struct place {
  dixit_span span;
  const char *label;
} place;

/* doc: what the places are in. gutter: columns of the line numbers. color: of the finding's underline. line: shown
 * last, from 1; 0 at first. seen: what was shown of it, so that the next mark there needs no second showing. */
typedef struct view {
  dixit_report *report;
  const dixit_doc *doc;
  paint color;
  uint32_t gutter;
  uint32_t line;
  dixit_span seen;
} view;

enum { MOST_RELATED = 8, GUTTER_EXTRA = 3 };

static void add_repeated(buffer *out, char c, uint32_t times)
{
  while (times-- > 0)
    buffer_add_char(out, c);
}

/* The gutter's part of a line: a line's number, or blanks for 0. */
static void add_gutter(const view *self, uint32_t line, const char *sign)
{
  char number[16] = "";
  if (line)
    snprintf(number, sizeof number, "%u", line);
  set_paint(self->report, PAINT_GUTTER);
  buffer_add_format(&self->report->out, "%*s %s", (int)self->gutter, number, sign);
  set_paint(self->report, PAINT_NONE);
}

static void add_empty_gutter(const view *self)
{
  add_gutter(self, 0, "|");
  buffer_add_char(&self->report->out, '\n');
}

static void add_parts(const view *self, const excerpt *shown)
{
  buffer_add_char(&self->report->out, ' ');
  for (size_t i = 0; i < shown->count; i++)
    display_add(&self->report->out, shown->parts[i].text);
  buffer_add_char(&self->report->out, '\n');
}

static void add_underline(const view *self, const excerpt *shown, const char *label)
{
  buffer *out = &self->report->out;
  uint32_t before = 0, marked = 0;
  bool seen = false;
  for (size_t i = 0; i < shown->count; i++) {
    uint32_t columns = display_columns(shown->parts[i].text, UINT32_MAX);
    seen |= shown->parts[i].marked;
    if (shown->parts[i].marked)
      marked += columns;
    else if (!seen)
      before += columns;
  }
  add_gutter(self, 0, "|");
  add_repeated(out, ' ', before + 1);
  set_paint(self->report, label ? PAINT_GUTTER : self->color);
  add_repeated(out, label ? '-' : '^', marked ? marked : 1);
  if (label && *label) {
    buffer_add_char(out, ' ');
    display_add(out, text_from(label));
  }
  set_paint(self->report, PAINT_NONE);
  buffer_add_char(out, '\n');
}

/* The mark's part of one line, without the blanks before its words. */
static dixit_span clip_mark(const view *self, dixit_span line, dixit_span mark)
{
  const char *text = dixit_doc_text(self->doc).bytes;
  if (mark.start < line.start)
    mark.start = line.start;
  if (mark.end > line.end)
    mark.end = line.end;
  while (mark.start + 1 < mark.end && ascii_is_blank(text[mark.start]))
    mark.start++;
  return mark;
}

static void add_line(view *self, uint32_t number, dixit_span mark, const char *label)
{
  dixit_span line = dixit_doc_line(self->doc, number);
  uint32_t columns = self->report->columns - self->gutter - GUTTER_EXTRA;
  if (self->line && number != self->line + 1 && number != self->line) {
    add_painted(self->report, PAINT_GUTTER, "...");
    buffer_add_char(&self->report->out, '\n');
  }
  excerpt shown = excerpt_make(dixit_doc_text(self->doc), line, clip_mark(self, line, mark), columns);
  bool again = shown.shown.start == self->seen.start && shown.shown.end == self->seen.end;
  if (number != self->line || !again || span_is_empty(shown.shown)) {
    add_gutter(self, number, "|");
    add_parts(self, &shown);
  }
  add_underline(self, &shown, label);
  self->line = number;
  self->seen = shown.shown;
}

static uint32_t line_of(const view *self, uint32_t byte)
{
  return dixit_doc_position(self->doc, byte, DIXIT_BYTES).line;
}

static void add_place(view *self, const place *shown)
{
  uint32_t first = line_of(self, shown->span.start), last = line_of(self, shown->span.end);
  if (last > first && dixit_doc_line(self->doc, last).start == shown->span.end)
    last--; /* it ends with a line end */
  const char *middle_label = shown->label ? "" : NULL;
  if (first < last)
    add_line(self, first, shown->span, middle_label);
  if (last - first == 2)
    add_line(self, first + 1, shown->span, middle_label);
  add_line(self, last, shown->span, shown->label);
}

/* The finding's place and the related ones, sorted by where they start; how many. */
static size_t collect_places(const dixit_doc *doc, const dixit_finding *finding, place places[MOST_RELATED + 1])
{
  const dixit_related *related = dixit_doc_related(doc, NULL) + finding->first_related;
  size_t count = 0;
  places[count++] = (place){finding->span, NULL};
  for (uint32_t i = 0; i < finding->related_count && i < MOST_RELATED; i++) {
    size_t at = count++;
    for (; at > 0 && places[at - 1].span.start > related[i].span.start; at--)
      places[at] = places[at - 1];
    places[at] = (place){related[i].span, related[i].message};
  }
  return count;
}

static uint32_t count_digits(uint32_t number)
{
  uint32_t digits = 1;
  while (number /= 10)
    digits++;
  return digits;
}

/* ---- findings ---- */

static void add_head(dixit_report *self, const dixit_finding *finding)
{
  add_painted(self, severity_paint[finding->severity], dixit_severity_name(finding->severity));
  set_paint(self, PAINT_BOLD);
  buffer_add_string(&self->out, ": ");
  display_add(&self->out, text_from(finding->message));
  set_paint(self, PAINT_NONE);
  buffer_add_format(&self->out, " [%s]\n", finding->rule);
}

static void add_location(const view *self, const char *path, uint32_t byte)
{
  dixit_position at = dixit_doc_position(self->doc, byte, (dixit_unit)self->report->unit);
  buffer *out = &self->report->out;
  add_repeated(out, ' ', self->gutter);
  add_painted(self->report, PAINT_GUTTER, "-->");
  buffer_add_char(out, ' ');
  display_add(out, text_from(path));
  buffer_add_format(out, ":%u:%u\n", at.line, at.column);
}

static void begin_note(const view *self, const char *head)
{
  add_gutter(self, 0, "=");
  add_painted(self->report, PAINT_BOLD, head);
  buffer_add_string(&self->report->out, ": ");
}

static void add_edit(const view *self, const dixit_fix *fix)
{
  buffer *out = &self->report->out;
  display_add(out, text_from(fix->label));
  if (*fix->replacement) {
    buffer_add_string(out, ": ");
    display_add(out, text_from(fix->replacement));
  }
}

/* Safe edits belong together: the first speaks for all. */
static void add_safe_fixes(const view *self, const dixit_fix *fixes, uint32_t count)
{
  uint32_t first = count, safe = 0;
  for (uint32_t i = count; i-- > 0;) {
    first = fixes[i].safe ? i : first;
    safe += fixes[i].safe;
  }
  if (!safe)
    return;
  begin_note(self, " fix");
  if (safe == 1)
    add_edit(self, &fixes[first]);
  else
    display_add(&self->report->out, text_from(fixes[first].label));
  buffer_add_string(&self->report->out, " (--fix)\n");
}

static void add_fixes(const view *self, const dixit_finding *finding)
{
  const dixit_fix *fixes = dixit_doc_fixes(self->doc, NULL) + finding->first_fix;
  add_safe_fixes(self, fixes, finding->fix_count);
  for (uint32_t i = 0; i < finding->fix_count; i++) {
    if (fixes[i].safe)
      continue;
    begin_note(self, " help");
    add_edit(self, &fixes[i]);
    buffer_add_char(&self->report->out, '\n');
  }
}

static void add_finding(dixit_report *self, const report_file *file, const dixit_finding *finding)
{
  place places[MOST_RELATED + 1];
  size_t count = collect_places(file->doc, finding, places);
  view shown = {.report = self, .doc = file->doc, .color = severity_paint[finding->severity]};
  uint32_t last = 0;
  for (size_t i = 0; i < count; i++)
    if (places[i].span.end > last)
      last = places[i].span.end;
  shown.gutter = count_digits(line_of(&shown, last)) + 1;
  add_head(self, finding);
  add_location(&shown, file->path, finding->span.start);
  add_empty_gutter(&shown);
  for (size_t i = 0; i < count; i++)
    add_place(&shown, &places[i]);
  if (finding->related_count > MOST_RELATED) {
    add_gutter(&shown, 0, "=");
    buffer_add_format(&self->out, " and %u more places\n", finding->related_count - MOST_RELATED);
  }
  add_fixes(&shown, finding);
  buffer_add_char(&self->out, '\n');
}

void report_human_add(dixit_report *self, const report_file *file)
{
  for (size_t i = 0; i < file->count; i++)
    add_finding(self, file, &file->findings[i]);
}

/* ---- the summary ---- */

/* "4 warnings"; with a comma before it when something stands there already. */
static void add_count(dixit_report *self, uint64_t count, const char *noun, const char *ending, bool *first)
{
  if (!count)
    return;
  buffer_add_string(&self->out, *first ? "" : ", ");
  buffer_add_number(&self->out, count);
  buffer_add_char(&self->out, ' ');
  buffer_add_string(&self->out, noun);
  buffer_add_string(&self->out, count == 1 ? "" : ending);
  *first = false;
}

/* " (3 named, 1 citation)". */
static void add_support(dixit_report *self)
{
  bool first = true;
  for (uint32_t support = DIXIT_SUPPORT_NAMED; support <= DIXIT_SUPPORT_CITATION; support++) {
    if (!self->totals.by_support[support])
      continue;
    buffer_add_string(&self->out, first ? " (" : ", ");
    buffer_add_number(&self->out, self->totals.by_support[support]);
    buffer_add_char(&self->out, ' ');
    buffer_add_string(&self->out, dixit_support_name(support));
    first = false;
  }
  buffer_add_string(&self->out, first ? "" : ")");
}

static void add_coverage(dixit_report *self)
{
  const report_totals *totals = &self->totals;
  bool first = true;
  if (!totals->claims) {
    buffer_add_string(&self->out, "no claims");
    return;
  }
  add_count(self, totals->claims, "claim", "s", &first);
  buffer_add_string(&self->out, ", ");
  buffer_add_number(&self->out, totals->supported);
  buffer_add_string(&self->out, " supported");
  add_support(self);
  buffer_add_string(&self->out, ": source coverage ");
  buffer_add_number(&self->out, totals->supported * 100 / totals->claims); /* 100% means all, so never rounded up */
  buffer_add_char(&self->out, '%');
}

/* On terminals a bar shows what the line above counts: vouched for by somebody or something named, by nobody in
 * particular, by nothing. */
static void add_bar(dixit_report *self)
{
  enum { MOST_CELLS = 60 };
  static const struct {
    paint color;
    const char *cell;
  } looks[] = {{PAINT_FIRM, "\xE2\x96\x88"}, {PAINT_WEAK, "\xE2\x96\x92"}, {PAINT_OPEN, "\xE2\x96\x91"}};
  const report_totals *totals = &self->totals;
  uint64_t cells = self->columns < MOST_CELLS ? self->columns : MOST_CELLS, cell = 0;
  uint64_t weak = totals->by_support[DIXIT_SUPPORT_ANONYMOUS] + totals->by_support[DIXIT_SUPPORT_VAGUE];
  const uint64_t ends[] = {totals->supported - weak, totals->supported, totals->claims};
  if (!self->color || !totals->claims)
    return;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    set_paint(self, looks[i].color);
    for (; cell < cells * ends[i] / totals->claims; cell++)
      buffer_add_string(&self->out, looks[i].cell);
    set_paint(self, PAINT_NONE);
  }
  buffer_add_char(&self->out, '\n');
}

void report_human_finish(dixit_report *self)
{
  const report_totals *totals = &self->totals;
  bool first = true;
  if (!totals->files)
    return;
  if (!totals->findings)
    buffer_add_string(&self->out, "no findings");
  add_count(self, totals->by_severity[DIXIT_ERROR], "error", "s", &first);
  add_count(self, totals->by_severity[DIXIT_WARNING], "warning", "s", &first);
  add_count(self, totals->by_severity[DIXIT_INFO], "info", "", &first);
  if (totals->files > 1)
    buffer_add_format(&self->out, " in %llu files", (unsigned long long)totals->files);
  buffer_add_string(&self->out, "; ");
  add_coverage(self);
  buffer_add_char(&self->out, '\n');
  add_bar(self);
  if (totals->mendable)
    buffer_add_format(&self->out, "--fix mends %llu of them, --diff shows how\n", (unsigned long long)totals->mendable);
}
