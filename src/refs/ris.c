/* RIS files to entries and fields: "TY  - BOOK", a field a line, "ER  - ".
 *
 * Research Information Systems' format as EndNote, Zotero and publishers write it. A tag may be repeated: one author a
 * line. A line without tag goes on with the value before it. Blanks around the dash may be missing; an entry that is
 * not closed ends where the next starts; a field before the first entry is told as standing outside. The key is the
 * value of ID, where there is one. */
#include "refs/ris.h"

#include <stdio.h>

#include "refs/bibliographies.h"
#include "refs/fields.h"

/* T2 and SN are decided by the type and the value, see row_of(). Where several tags are one field, the first names
 * it. */
static const bib_name tags[] = {
  {"AU", FIELD_AUTHOR}, {"A1", FIELD_AUTHOR}, {"A2", FIELD_EDITOR}, {"ED", FIELD_EDITOR}, {"A3", FIELD_OTHER},
  {"A4", FIELD_TRANSLATOR}, {"TI", FIELD_TITLE}, {"T1", FIELD_TITLE}, {"CT", FIELD_TITLE}, {"BT", FIELD_BOOKTITLE},
  {"T2", FIELD_JOURNALTITLE}, {"JO", FIELD_JOURNALTITLE}, {"JF", FIELD_JOURNALTITLE}, {"JA", FIELD_SHORTJOURNAL},
  {"J2", FIELD_SHORTJOURNAL}, {"J1", FIELD_SHORTJOURNAL}, {"T3", FIELD_SERIES}, {"PY", FIELD_YEAR}, {"Y1", FIELD_DATE},
  {"DA", FIELD_DATE}, {"Y2", FIELD_URLDATE}, {"RD", FIELD_OTHER}, {"VL", FIELD_VOLUME}, {"VO", FIELD_VOLUME},
  {"IS", FIELD_NUMBER}, {"CP", FIELD_NUMBER}, {"SP", FIELD_PAGES}, {"EP", FIELD_LASTPAGE}, {"SN", FIELD_ISSN},
  {"DO", FIELD_DOI}, {"UR", FIELD_URL}, {"L1", FIELD_FILE}, {"L2", FIELD_OTHER}, {"L3", FIELD_OTHER},
  {"L4", FIELD_OTHER}, {"LK", FIELD_URL}, {"PB", FIELD_PUBLISHER}, {"CY", FIELD_LOCATION}, {"PP", FIELD_LOCATION},
  {"AB", FIELD_ABSTRACT}, {"N2", FIELD_ABSTRACT}, {"N1", FIELD_NOTE}, {"KW", FIELD_KEYWORDS}, {"ET", FIELD_EDITION},
  {"LA", FIELD_LANGUAGE}, {"ID", FIELD_OTHER}, {"TY", FIELD_OTHER}, {"M1", FIELD_OTHER}, {"M2", FIELD_OTHER},
  {"M3", FIELD_TYPE}, {"NV", FIELD_VOLUMES}, {"SE", FIELD_CHAPTER}, {"ST", FIELD_SHORTTITLE}, {"TT", FIELD_OTHER},
  {"TA", FIELD_OTHER}, {"RP", FIELD_OTHER}, {"RN", FIELD_NOTE}, {"RI", FIELD_OTHER}, {"AD", FIELD_OTHER},
  {"AN", FIELD_OTHER}, {"AV", FIELD_OTHER}, {"CA", FIELD_OTHER}, {"CN", FIELD_OTHER}, {"DB", FIELD_OTHER},
  {"DP", FIELD_OTHER}, {"DS", FIELD_OTHER}, {"C1", FIELD_OTHER}, {"C2", FIELD_OTHER}, {"C3", FIELD_OTHER},
  {"C4", FIELD_OTHER}, {"C5", FIELD_OTHER}, {"C6", FIELD_OTHER}, {"C7", FIELD_OTHER}, {"C8", FIELD_OTHER},
  {"OP", FIELD_OTHER}, {"PA", FIELD_OTHER}, {"SV", FIELD_OTHER}, {"U1", FIELD_OTHER}, {"U2", FIELD_OTHER},
  {"U3", FIELD_OTHER}, {"U4", FIELD_OTHER}, {"U5", FIELD_OTHER}, {"WT", FIELD_OTHER}, {"WV", FIELD_OTHER},
  {"YR", FIELD_YEAR},      {"ER", FIELD_OTHER},
};

static const bib_name types[] = {
  {"ABST", TYPE_MISC}, {"ADVS", TYPE_MISC}, {"AGGR", TYPE_DATASET}, {"ANCIENT", TYPE_MISC}, {"ART", TYPE_ARTWORK},
  {"BILL", TYPE_LEGISLATION}, {"BLOG", TYPE_ONLINE}, {"BOOK", TYPE_BOOK}, {"CASE", TYPE_JURISDICTION},
  {"CHAP", TYPE_INCOLLECTION},
  {"CHART", TYPE_MISC}, {"CLSWK", TYPE_MISC}, {"COMP", TYPE_SOFTWARE}, {"CONF", TYPE_MISC},
  {"CPAPER", TYPE_INPROCEEDINGS},
  {"CTLG", TYPE_MISC}, {"DATA", TYPE_DATASET}, {"DBASE", TYPE_DATASET}, {"DICT", TYPE_MISC}, {"EBOOK", TYPE_BOOK},
  {"ECHAP", TYPE_INCOLLECTION}, {"EDBOOK", TYPE_COLLECTION}, {"EJOUR", TYPE_ARTICLE}, {"ELEC", TYPE_ONLINE},
  {"ENCYC", TYPE_MISC},
  {"EQUA", TYPE_MISC}, {"FIGURE", TYPE_MISC}, {"GEN", TYPE_MISC}, {"GOVDOC", TYPE_MISC}, {"GRANT", TYPE_MISC},
  {"HEAR", TYPE_MISC}, {"ICOMM", TYPE_LETTER}, {"INPR", TYPE_MISC}, {"INTV", TYPE_MISC}, {"JFULL", TYPE_PERIODICAL},
  {"JOUR", TYPE_ARTICLE}, {"LEGAL", TYPE_LEGAL}, {"MANSCPT", TYPE_UNPUBLISHED}, {"MAP", TYPE_MISC},
  {"MGZN", TYPE_ARTICLE},
  {"MPCT", TYPE_MOVIE}, {"MULTI", TYPE_MISC}, {"MUSIC", TYPE_MUSIC}, {"NEWS", TYPE_ARTICLE}, {"PAMP", TYPE_BOOKLET},
  {"PAT", TYPE_PATENT}, {"PCOMM", TYPE_LETTER}, {"POD", TYPE_MISC}, {"PRESS", TYPE_MISC}, {"RPRT", TYPE_REPORT},
  {"SER", TYPE_MISC}, {"SLIDE", TYPE_MISC}, {"SOUND", TYPE_AUDIO}, {"STAND", TYPE_STANDARD}, {"STAT", TYPE_LEGISLATION},
  {"STD", TYPE_STANDARD}, {"THES", TYPE_THESIS}, {"UNBILL", TYPE_LEGISLATION}, {"UNPB", TYPE_UNPUBLISHED},
  {"VIDEO", TYPE_VIDEO},
  {"WEB", TYPE_ONLINE},
};

enum { TAGS = sizeof tags / sizeof *tags, TYPES = sizeof types / sizeof *types, TAG_LENGTH = 2, ISSN_DIGITS = 8 };

const char *ris_field_name(uint16_t row)
{
  for (size_t i = 0; i < TAGS; i++)
    if (tags[i].row == row)
      return tags[i].name;
  return NULL;
}

/* ---- lines ---- */

/* A line: its tag and value. value: trimmed; the whole line where there is no tag. */
typedef struct ris_line {
  dixit_span whole;
  dixit_span tag;
  dixit_span value;
} ris_line;

static dixit_span trim(const char *text, uint32_t start, uint32_t end)
{
  while (start < end && (unsigned char)text[start] <= ' ')
    start++;
  while (end > start && (unsigned char)text[end - 1] <= ' ')
    end--;
  return span_of(start, end);
}

static bool is_tag_letter(char c)
{
  return (c >= 'A' && c <= 'Z') || ascii_is_digit(c);
}

/* "TY  - BOOK" between start and end; one blank before the dash, or none behind it, will do. */
static ris_line read_line(const char *text, uint32_t start, uint32_t end)
{
  ris_line line = {trim(text, start, end), {start, start}, trim(text, start, end)};
  uint32_t at = line.whole.start;
  if (end - at < TAG_LENGTH + 2 || !is_tag_letter(text[at]) || !is_tag_letter(text[at + 1]) || ascii_is_digit(text[at]))
    return line;
  uint32_t dash = at + TAG_LENGTH;
  while (dash < end && text[dash] == ' ')
    dash++;
  if (dash == at + TAG_LENGTH || dash == end || text[dash] != '-')
    return line;
  line.tag = span_of(at, at + TAG_LENGTH);
  line.value = trim(text, dash + 1, end);
  line.value = span_is_empty(line.value) ? span_of(dash + 1, dash + 1) : line.value;
  return line;
}

static uint32_t line_end(const char *text, uint32_t at, uint32_t end)
{
  while (at < end && text[at] != '\n' && text[at] != '\r')
    at++;
  return at;
}

/* ---- entries ---- */

/* outside: a field without entry has been told of since the last entry ended. */
typedef struct parser {
  dixit_doc *doc;
  bool entry;
  bool outside;
} parser;

static dixit_entry *last_entry(const parser *self)
{
  return &self->doc->entries.items[self->doc->entries.count - 1];
}

static void close_entry(parser *self, uint32_t end)
{
  last_entry(self)->span.end = end;
  bib_entry_finish(self->doc);
  self->entry = false;
  self->outside = false;
}

static void close_unclosed(parser *self)
{
  if (!self->entry)
    return;
  dixit_span whole = last_entry(self)->span;
  bib_problem_add(self->doc, BIB_UNCLOSED_ENTRY, span_of(whole.start, whole.start + TAG_LENGTH));
  close_entry(self, whole.end);
}

static void open_entry(parser *self, const ris_line *line)
{
  close_unclosed(self);
  dixit_entry *entry = bib_entry_add(self->doc, DIXIT_ENTRY_WORK, line->whole);
  self->entry = entry != NULL;
  if (!entry)
    return;
  entry->type = line->value;
  entry->type_row = (uint8_t)bib_name_find(types, TYPES, doc_slice(self->doc, line->value));
}

static uint32_t count_digits(dixit_text text)
{
  uint32_t count = 0;
  for (size_t i = 0; i < text.length; i++)
    count += ascii_is_digit(text.bytes[i]) || text.bytes[i] == 'X';
  return count;
}

/* The field a line is: T2 is the book or the proceedings a part stands in, SN is either number, PY may be a date. */
static uint16_t row_of(const parser *self, const ris_line *line)
{
  uint16_t row = bib_name_find(tags, TAGS, doc_slice(self->doc, line->tag));
  dixit_text value = doc_slice(self->doc, line->value);
  uint8_t type = last_entry(self)->type_row;
  if (row == FIELD_JOURNALTITLE && (type == TYPE_INCOLLECTION || type == TYPE_INPROCEEDINGS))
    return FIELD_BOOKTITLE;
  if (row == FIELD_JOURNALTITLE && type != TYPE_ARTICLE && type != TYPE_REVIEW)
    return FIELD_SERIES;
  if (row == FIELD_ISSN && count_digits(value) > ISSN_DIGITS)
    return FIELD_ISBN;
  if (row == FIELD_YEAR && memchr(value.bytes, '/', value.length))
    return FIELD_DATE;
  return row;
}

static void add_field(parser *self, const ris_line *line)
{
  uint16_t row = row_of(self, line);
  dixit_field *field = bib_field_add(self->doc, line->whole, line->tag, line->value, row);
  last_entry(self)->span.end = line->whole.end;
  if (field && bib_fields[row].kind == KIND_DATE)
    field->flags = DIXIT_FIELD_STRUCTURED;
  if (text_is(doc_slice(self->doc, line->tag), "ID"))
    last_entry(self)->key = line->value;
}

/* A line without tag: more of the value above, in an entry; else nothing. */
static void extend_field(parser *self, const ris_line *line)
{
  dixit_entry *entry = self->entry ? last_entry(self) : NULL;
  if (!entry || span_is_empty(line->whole) || entry->field_count == 0)
    return;
  dixit_field *field = &self->doc->fields.items[self->doc->fields.count - 1];
  field->value.end = field->span.end = entry->span.end = line->whole.end;
}

static void add_line(parser *self, const ris_line *line)
{
  dixit_text tag = doc_slice(self->doc, line->tag);
  if (tag.length == 0) {
    extend_field(self, line);
  } else if (text_is(tag, "TY")) {
    open_entry(self, line);
  } else if (text_is(tag, "ER")) {
    if (self->entry)
      close_entry(self, line->whole.end);
  } else if (self->entry) {
    add_field(self, line);
  } else if (!self->outside) {
    self->outside = true;
    bib_problem_add(self->doc, BIB_FIELD_OUTSIDE, line->tag);
  }
}

void ris_read(dixit_doc *doc)
{
  parser self = {.doc = doc};
  uint32_t at = doc->length >= 3 && memcmp(doc->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  for (uint32_t end; at < doc->length && !doc->memory.failed; at = end + 1) {
    end = line_end(doc->text, at, doc->length);
    ris_line line = read_line(doc->text, at, end);
    add_line(&self, &line);
  }
  close_unclosed(&self);
}

/* The first line with anything in it is "TY  - " and a type. */
bool ris_detect(dixit_text text)
{
  uint32_t length = (uint32_t)text.length, at = 0;
  while (at < length && (unsigned char)text.bytes[at] <= ' ')
    at++;
  ris_line line = read_line(text.bytes, at, line_end(text.bytes, at, length));
  return text_is(text_of(text.bytes + line.tag.start, span_length(line.tag)), "TY") &&
         bib_name_find(types, TYPES, text_of(text.bytes + line.value.start, span_length(line.value)));
}

/* ---- dates ---- */

size_t ris_date_write(dixit_text value, char *out, size_t size)
{
  unsigned parts[3] = {0, 0, 0};
  int count = 0;
  size_t at = 0;
  char text[40];
  for (; count < 3 && at < value.length && ascii_is_digit(value.bytes[at]); count++) {
    for (; at < value.length && ascii_is_digit(value.bytes[at]) && parts[count] < 100000; at++)
      parts[count] = parts[count] * 10 + (unsigned)(value.bytes[at] - '0');
    at += at < value.length && value.bytes[at] == '/';
  }
  bool fine = count && (at == value.length || value.bytes[at] == '/' || value.bytes[at - 1] == '/');
  if (!fine) {
    size_t length = value.length < size ? value.length : size;
    memcpy(out, value.bytes, length);
    return length;
  }
  int length = snprintf(text, sizeof text, count == 1 ? "%04u" : count == 2 ? "%04u-%02u" : "%04u-%02u-%02u", parts[0],
                        parts[1], parts[2]);
  size_t written = (size_t)length < size ? (size_t)length : size;
  memcpy(out, text, written);
  return written;
}
