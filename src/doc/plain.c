/* Plain text to blocks: paragraphs by blank lines, or one a line.
 *
 *   1. cut     Lines between blank lines are a group. A group is hard-wrapped text, and becomes one paragraph, or
 *              holds one paragraph a line: the places where its lines break tell. Where a line of wrapped text ends
 *              is an accident: the next word did not fit, and sentences go on. Where paragraphs end, sentences end
 *              and room is left.
 *   2. label   The first lines may be a title, bylines and a date; short lines that stand alone between paragraphs
 *              are headings; lines with markers that agree with each other are lists.
 *   3. emit    Drafts become blocks and runs. A line break inside a paragraph stays inside its run: it reads as a
 *              blank.
 *
 * All guesses lean to the paragraph: prose taken for a heading would be lost to every later stage. Nothing here
 * knows underlining, indentation as structure or any markup; that is what Markdown is for. */
#include "doc/lines.h"
#include "doc/reader.h"
#include "doc/shape.h"

enum {
  WRAP_LIMIT = 100,   /* a few lines alone may be wrapped at this width or less */
  WRAP_SAMPLE = 1024, /* lines looked at to learn the document's width */
  WRAP_LINES = 8,     /* lines it takes to learn it */
  TITLE_LINES = 3,
  HEADER_DRAFTS = 8,  /* title, bylines and dates stand within so many */
  HEADINGS_IN_A_ROW = 2,
  PROSE_WIDTH = 80    /* a line of this width is prose, whatever it ends with */
};

/* A line that is not blank, without blanks at its ends. width: known when its group has other lines. indent: bytes
 * before it. */
typedef struct plain_line {
  dixit_span span;
  uint32_t width;
  uint32_t indent;
} plain_line;

/* A block to be. lines: how many it has. marker: of a list item, sign 0 when there is none. */
typedef struct plain_draft {
  dixit_span span;
  uint32_t lines;
  uint8_t kind;
  shape_marker marker;
} plain_draft;

/* The widths of a document's lines. measured: have they been looked at? most: 19 of 20 are no wider. wrapped: so
 * many come near it that the text must be wrapped there. */
typedef struct plain_widths {
  bool measured;
  bool wrapped;
  uint32_t most;
} plain_widths;

/* scratch: drafts and lines, gone when the reader ends. group: the lines of the current group. */
typedef struct plain {
  dixit_doc *doc;
  arena scratch;
  ARRAY(plain_line) group;
  ARRAY(plain_draft) drafts;
  plain_widths widths;
} plain;

static dixit_text draft_text(const plain *self, const plain_draft *draft)
{
  return doc_slice(self->doc, draft->span);
}

static dixit_text line_text(const plain *self, uint32_t index)
{
  return doc_slice(self->doc, self->group.items[index].span);
}

/* ---- 1. cut ---- */

/* The line without its blanks; empty when it is blank. */
static dixit_span trimmed_line(const dixit_doc *doc, uint32_t index)
{
  return shape_trim(doc->text, span_of(doc->lines.items[index], lines_end(doc, index)));
}

/* Look at lines taken evenly over the document. */
static plain_widths measure_widths(const dixit_doc *doc)
{
  uint32_t lines_of_width[SHAPE_WIDEST + 1] = {0}, count = 0, most = 0, passed = 0, near = 0;
  uint32_t step = doc->lines.count / WRAP_SAMPLE + 1;
  for (uint32_t i = 0; i < doc->lines.count; i += step) {
    dixit_span span = trimmed_line(doc, i);
    if (span_is_empty(span))
      continue;
    lines_of_width[shape_width(doc_slice(doc, span))]++;
    count++;
  }
  while (most < SHAPE_WIDEST && passed * 20 < count * 19)
    passed += lines_of_width[++most];
  for (uint32_t width = most - most / 8; width <= most; width++)
    near += lines_of_width[width];
  bool wrapped = count >= WRAP_LINES && most < SHAPE_WIDEST && near * 4 >= count;
  return (plain_widths){true, wrapped, most};
}

static uint32_t first_word_width(dixit_text text)
{
  size_t end = 0;
  while (end < text.length && text.bytes[end] != ' ' && text.bytes[end] != '\t')
    end++;
  return shape_width(text_of(text.bytes, end));
}

/* The width that line `index` would have had with the first word of the next line. */
static uint32_t width_with_next(const plain *self, uint32_t index)
{
  return self->group.items[index].width + 1 + first_word_width(line_text(self, index + 1));
}

static bool ends_sentence(dixit_text text)
{
  shape_end end = shape_ending(text);
  return end == SHAPE_STOP || end == SHAPE_CALL || end == SHAPE_COLON;
}

static uint32_t widest(const plain *self, uint32_t first)
{
  uint32_t width = 0;
  for (uint32_t i = first; i < self->group.count; i++)
    if (self->group.items[i].width > width)
      width = self->group.items[i].width;
  return width;
}

/* The width up to which a line of a group this wide leaves room, so that its break is no accident: wrapping by hand
 * leaves an eighth free. Where nothing is wrapped, all lines do. */
static uint32_t find_room(const plain *self, uint32_t width)
{
  uint32_t wrap = width > self->widths.most ? width : self->widths.most;
  bool wrapped = wrap <= WRAP_LIMIT || (self->widths.wrapped && width <= self->widths.most + self->widths.most / 8);
  return wrapped ? wrap - wrap / 8 : UINT32_MAX;
}

/* Are the lines of the group, from `first` on, paragraphs of their own? They are when more than half of the breaks
 * between them leave room and so are meant, or when nearly all end sentences, which wrapping does one time in five.
 * Of long lines those that end no sentence count too: they may be headings. */
static bool is_line_a_paragraph(plain *self, uint32_t first)
{
  if (self->group.count - first < 2)
    return true;
  if (!self->widths.measured)
    self->widths = measure_widths(self->doc);
  uint32_t width = widest(self, first), room = find_room(self, width);
  uint32_t breaks = self->group.count - first - 1, meant = 0, ended = 0;
  for (uint32_t i = first; i < first + breaks; i++) {
    if (shape_starts_lower(line_text(self, i + 1)))
      continue;
    bool ends = ends_sentence(line_text(self, i));
    ended += ends;
    meant += (ends || width > WRAP_LIMIT) && width_with_next(self, i) <= room;
  }
  return 2 * meant > breaks || (breaks >= 3 && 4 * ended > 3 * breaks);
}

/* Lines `first` to `end` - 1 of the group as one draft. */
static void add_draft(plain *self, uint32_t first, uint32_t end)
{
  plain_draft *draft = ARRAY_ADD(&self->scratch, self->drafts);
  if (!draft)
    return;
  draft->span = span_of(self->group.items[first].span.start, self->group.items[end - 1].span.end);
  draft->lines = end - first;
  draft->kind = DIXIT_PARAGRAPH;
  draft->marker = shape_find_marker(line_text(self, first));
  if (draft->lines == 1 && shape_is_rule(line_text(self, first)))
    draft->kind = DIXIT_RULE_LINE;
}

/* How a wrapped group is laid out. indent: the least of its lines. room: a line that ends a sentence and would not
 * have been wider with the next word ends a paragraph. */
typedef struct plain_layout {
  uint32_t indent;
  uint32_t room;
} plain_layout;

/* Programs fill each line as far as words fit, so room for one more word says enough; people do not, and a quarter
 * of the line has to be free. */
static plain_layout find_layout(const plain *self, uint32_t first)
{
  uint32_t wrap = widest(self, first), indent = UINT32_MAX, filled = 0, broken = 0;
  for (uint32_t i = first; i < self->group.count; i++) {
    if (self->group.items[i].indent < indent)
      indent = self->group.items[i].indent;
    if (i + 1 < self->group.count && !ends_sentence(line_text(self, i))) {
      broken++;
      filled += width_with_next(self, i) > wrap;
    }
  }
  bool greedy = broken >= WRAP_LINES && filled * 10 >= broken * 9;
  return (plain_layout){indent, greedy ? wrap : wrap - wrap / 4};
}

/* Inside a wrapped group: does a paragraph end with line `index`? When the next one is indented, or when a sentence
 * ends and room is left. */
static bool is_cut(const plain *self, uint32_t index, const plain_layout *layout)
{
  dixit_text text = line_text(self, index), next = line_text(self, index + 1);
  if (shape_is_rule(text) || shape_is_rule(next))
    return true;
  if (shape_starts_lower(next))
    return false;
  bool room = width_with_next(self, index) <= layout->room;
  bool indented = self->group.items[index + 1].indent >= layout->indent + 2;
  return (room && indented) || ((room || indented) && ends_sentence(text));
}

/* Do two or more lines of the group start with this marker's sign? */
static bool is_list_sign(const plain *self, uint32_t first, uint32_t sign)
{
  uint32_t count = 0;
  for (uint32_t i = first; i < self->group.count && count < 2; i++)
    count += shape_find_marker(line_text(self, i)).sign == sign;
  return count >= 2;
}

/* The sign that starts the items of the group's list, or 0. */
static uint32_t find_list_sign(const plain *self, uint32_t first)
{
  for (uint32_t i = first; i < self->group.count; i++) {
    uint32_t sign = shape_find_marker(line_text(self, i)).sign;
    if (sign)
      return is_list_sign(self, i, sign) ? sign : 0;
  }
  return 0;
}

static void cut_wrapped(plain *self, uint32_t first)
{
  const plain_layout layout = find_layout(self, first);
  uint32_t sign = find_list_sign(self, first), start = first;
  for (uint32_t i = first; i + 1 < self->group.count; i++) {
    bool item = sign && shape_find_marker(line_text(self, i + 1)).sign == sign;
    if (!item && !is_cut(self, i, &layout))
      continue;
    add_draft(self, start, i + 1);
    start = i + 1;
  }
  if (start < self->group.count)
    add_draft(self, start, self->group.count);
}

static void cut_lines(plain *self, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++)
    add_draft(self, i, i + 1);
}

/* How many lines at the start of the document's first group are no prose although no blank line says so: a title with
 * bylines and dates under it, or a title above paragraphs of one line each. */
static uint32_t count_header_lines(plain *self)
{
  uint32_t end = 1;
  bool signed_or_dated = false;
  if (self->group.count < 2 || shape_width(line_text(self, 0)) >= SHAPE_WIDEST)
    return 0;
  for (; end < self->group.count && end < HEADER_DRAFTS; end++) {
    bool certain = shape_is_date(line_text(self, end)) || shape_is_byline(line_text(self, end));
    if (!certain && !shape_is_names(line_text(self, end)))
      break;
    signed_or_dated = signed_or_dated || certain;
  }
  if (signed_or_dated)
    return end;
  bool title = shape_may_be_title(line_text(self, 0)) && self->group.count > 2;
  return title && is_line_a_paragraph(self, 1) ? 1 : 0;
}

static void measure_group(plain *self)
{
  for (uint32_t i = 0; i < self->group.count; i++)
    self->group.items[i].width = shape_width(line_text(self, i));
}

static void cut_group(plain *self)
{
  if (self->group.count > 1)
    measure_group(self);
  uint32_t first = self->drafts.count == 0 ? count_header_lines(self) : 0;
  cut_lines(self, 0, first);
  if (is_line_a_paragraph(self, first))
    cut_lines(self, first, self->group.count);
  else
    cut_wrapped(self, first);
  self->group.count = 0;
}

static void add_line(plain *self, uint32_t start, dixit_span span)
{
  plain_line *line = ARRAY_ADD(&self->scratch, self->group);
  if (!line)
    return;
  line->span = span;
  line->indent = span.start - start;
}

/* Lines are looked at where they begin and end, far apart: those that come are fetched meanwhile. */
enum { LINES_AHEAD = 8 };

static void cut(plain *self)
{
  const dixit_doc *doc = self->doc;
  for (uint32_t i = 0; i < doc->lines.count; i++) {
    if (i + LINES_AHEAD < doc->lines.count)
      memory_foresee(doc->text + doc->lines.items[i + LINES_AHEAD]);
    dixit_span span = trimmed_line(doc, i);
    if (!span_is_empty(span))
      add_line(self, doc->lines.items[i], span);
    else if (self->group.count > 0)
      cut_group(self);
  }
  if (self->group.count > 0)
    cut_group(self);
}

/* ---- 2. label ---- */

static bool is_prose(const plain *self, uint32_t index)
{
  const plain_draft *draft = &self->drafts.items[index];
  if (draft->kind != DIXIT_PARAGRAPH)
    return false;
  dixit_text text = draft_text(self, draft);
  return draft->lines > TITLE_LINES || shape_is_wider(text, PROSE_WIDTH) || ends_sentence(text);
}

static bool is_signature(dixit_text text)
{
  return shape_is_date(text) || shape_is_byline(text);
}

/* The title is the first draft, when prose follows and it looks like one or stands above a byline or date. */
static bool is_title(const plain *self)
{
  const plain_draft *first = &self->drafts.items[0];
  dixit_text text = draft_text(self, first);
  bool prose = false;
  for (uint32_t i = 1; i < self->drafts.count && i <= HEADER_DRAFTS && !prose; i++)
    prose = is_prose(self, i);
  if (!prose || first->lines > TITLE_LINES || first->kind != DIXIT_PARAGRAPH || first->marker.sign)
    return false;
  return shape_may_be_title(text) || (first->lines == 1 && is_signature(draft_text(self, first + 1)));
}

static void label_header(plain *self)
{
  if (self->drafts.count < 2)
    return;
  plain_draft *drafts = self->drafts.items;
  bool titled = !is_signature(draft_text(self, drafts)) && is_title(self);
  if (titled)
    drafts[0].kind = DIXIT_TITLE;
  for (uint32_t i = titled; i + 1 < self->drafts.count && i < HEADER_DRAFTS; i++) {
    dixit_text text = draft_text(self, &drafts[i]);
    if (!is_signature(text) && !(titled && shape_is_names(text)))
      break;
    drafts[i].kind = DIXIT_BYLINE;
  }
}

static bool may_be_heading(const plain *self, uint32_t index)
{
  const plain_draft *draft = &self->drafts.items[index];
  return draft->kind == DIXIT_PARAGRAPH && draft->lines == 1 && draft->marker.sign == 0 &&
         shape_may_be_heading(draft_text(self, draft));
}

/* Headings stand between other drafts, one or two in a row, with prose behind them and no colon before. */
static void label_headings(plain *self)
{
  plain_draft *drafts = self->drafts.items;
  for (uint32_t i = 1, end; i < self->drafts.count; i = end + 1) {
    for (end = i; end < self->drafts.count && may_be_heading(self, end);)
      end++;
    if (end == i || end - i > HEADINGS_IN_A_ROW || end == self->drafts.count || !is_prose(self, end))
      continue;
    if (shape_ending(draft_text(self, &drafts[i - 1])) == SHAPE_COLON)
      continue;
    for (uint32_t heading = i; heading < end; heading++)
      drafts[heading].kind = DIXIT_HEADING;
  }
}

static bool continues_list(const plain_draft *item, const plain_draft *next)
{
  bool counted = item->marker.sign == '.' || item->marker.sign == ')';
  if (next->kind != item->kind || next->marker.sign != item->marker.sign)
    return false;
  return !counted || next->marker.number == item->marker.number + 1;
}

/* One mark alone makes no list: "1914. That was the year" and a dash before an afterthought are prose. */
static void label_lists(plain *self)
{
  for (uint32_t i = 0, end; i < self->drafts.count; i = end) {
    plain_draft *first = &self->drafts.items[i];
    end = i + 1;
    if (first->marker.sign == 0 || first->kind != DIXIT_PARAGRAPH)
      continue;
    while (end < self->drafts.count && continues_list(&self->drafts.items[end - 1], &self->drafts.items[end]))
      end++;
    for (uint32_t item = i; item < end && end - i > 1; item++)
      self->drafts.items[item].kind = DIXIT_LIST_ITEM;
  }
}

/* ---- 3. emit ---- */

static uint32_t emit_block(dixit_doc *doc, dixit_span span, uint8_t kind, uint32_t parent)
{
  dixit_block *block = ARRAY_ADD(&doc->memory, doc->blocks);
  if (!block)
    return DIXIT_NONE;
  block->span = span;
  block->parent = parent;
  block->first_run = doc->runs.count;
  block->kind = kind;
  block->level = kind == DIXIT_HEADING;
  return doc->blocks.count - 1;
}

/* A block whose bytes are all prose. */
static void emit_prose(dixit_doc *doc, dixit_span span, uint8_t kind, uint32_t parent)
{
  uint32_t block = emit_block(doc, span, kind, parent);
  dixit_run *run = block == DIXIT_NONE ? NULL : ARRAY_ADD(&doc->memory, doc->runs);
  if (!run)
    return;
  run->span = span;
  run->block = block;
  doc->blocks.items[block].run_count = 1;
}

static void emit_paragraph(dixit_doc *doc, dixit_span span)
{
  uint32_t dateline = shape_dateline(doc_slice(doc, span));
  if (dateline) {
    dixit_span place = shape_trim(doc->text, span_of(span.start, span.start + dateline));
    emit_prose(doc, place, DIXIT_BYLINE, DIXIT_NONE);
    span.start += dateline;
  }
  emit_prose(doc, span, DIXIT_PARAGRAPH, DIXIT_NONE);
}

/* The list that starts with draft `first`; returns the draft behind it. */
static uint32_t emit_list(plain *self, uint32_t first)
{
  const plain_draft *drafts = self->drafts.items;
  uint32_t end = first + 1;
  while (end < self->drafts.count && continues_list(&drafts[end - 1], &drafts[end]))
    end++;
  dixit_span span = span_of(drafts[first].span.start, drafts[end - 1].span.end);
  uint32_t list = emit_block(self->doc, span, DIXIT_LIST, DIXIT_NONE);
  for (uint32_t i = first; i < end; i++) {
    uint32_t item = emit_block(self->doc, drafts[i].span, DIXIT_LIST_ITEM, list);
    dixit_span words = span_of(drafts[i].span.start + drafts[i].marker.length, drafts[i].span.end);
    emit_prose(self->doc, words, DIXIT_PARAGRAPH, item);
  }
  return end;
}

static void emit(plain *self)
{
  for (uint32_t i = 0; i < self->drafts.count;) {
    const plain_draft *draft = &self->drafts.items[i];
    if (draft->kind == DIXIT_LIST_ITEM) {
      i = emit_list(self, i);
      continue;
    }
    if (draft->kind == DIXIT_RULE_LINE)
      emit_block(self->doc, draft->span, DIXIT_RULE_LINE, DIXIT_NONE);
    else if (draft->kind == DIXIT_PARAGRAPH)
      emit_paragraph(self->doc, draft->span);
    else
      emit_prose(self->doc, draft->span, draft->kind, DIXIT_NONE);
    i++;
  }
}

void reader_plain(dixit_doc *doc)
{
  plain self = {.doc = doc};
  arena_init(&self.scratch, &doc->memory.allocator);
  cut(&self);
  label_header(&self);
  label_headings(&self);
  label_lists(&self);
  emit(&self);
  doc->memory.failed = doc->memory.failed || self.scratch.failed;
  arena_done(&self.scratch);
}
