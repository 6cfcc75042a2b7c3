/* Tables of reStructuredText, drawn with signs or written with commas. A cell is what stands of it in one line. */
#include "doc/rst_tables.h"

#include "doc/rst_scan.h"

enum { COLUMNS = 32 };

static void read_cell(outline *base, uint32_t start, uint32_t end)
{
  dixit_span words = outline_trim(base, span_of(start, end));
  if (!span_is_empty(words))
    outline_leaf(base, DIXIT_TABLE_CELL, 0, words);
}

static bool open_table(outline *base, dixit_span line)
{
  return outline_open(base, DIXIT_TABLE, span_of(line.start, line.end), 0);
}

/* ---- drawn with signs ---- */

bool rst_read_grid(outline *base, dixit_span line)
{
  if (!outline_starts(base, line, "+-") || !open_table(base, line))
    return false;
  for (base->line++; !outline_is_blank(base, base->line); base->line++) {
    dixit_span row = outline_words(base, base->line);
    uint32_t from = row.start;
    if (base->doc->text[row.start] == '+')
      continue;
    if (base->doc->text[row.start] != '|')
      break;
    for (uint32_t at = row.start + 1; at < row.end; at++)
      if (base->doc->text[at] == '|') {
        read_cell(base, from + 1, at);
        from = at;
      }
    base->reach = row.end;
  }
  outline_close(base);
  return true;
}

/* Where columns start, from the line's start; how many there are. */
static uint32_t find_columns(const outline *base, dixit_span border, uint32_t *columns)
{
  uint32_t count = 0;
  for (uint32_t at = border.start; at < border.end && count < COLUMNS; at++)
    if (base->doc->text[at] == '=' && (at == border.start || base->doc->text[at - 1] == ' '))
      columns[count++] = at - border.start;
  return count;
}

static void read_simple_row(outline *base, dixit_span row, const uint32_t *columns, uint32_t count)
{
  for (uint32_t i = 0; i < count && row.start + columns[i] < row.end; i++) {
    uint32_t end = i + 1 < count && row.start + columns[i + 1] < row.end ? row.start + columns[i + 1] : row.end;
    read_cell(base, row.start + columns[i], end);
  }
  base->reach = row.end;
}

bool rst_read_simple_table(outline *base, dixit_span line, uint32_t indent)
{
  uint32_t columns[COLUMNS], borders = 1, last = 0;
  uint32_t count = rst_is_table_border(base, line) ? find_columns(base, line, columns) : 0;
  for (uint32_t i = base->line + 1; count && outline_has(base, i) && borders < 3; i++) {
    if (rst_is_table_border(base, outline_words(base, i))) {
      borders++;
      last = i;
      if (outline_is_blank(base, i + 1))
        break;
    }
  }
  if (!last || !open_table(base, line))
    return false;
  for (base->line++; base->line <= last; base->line++) {
    dixit_span row = outline_words(base, base->line);
    uint32_t start = base->doc->lines.items[base->line] + indent;
    bool signs = rst_is_table_border(base, row) || rst_scan_adornment(base, row) == '-';
    if (!signs && !span_is_empty(row))
      read_simple_row(base, span_of(start < row.start ? start : row.start, row.end), columns, count);
    else if (signs)
      base->reach = row.end;
  }
  outline_close(base);
  return true;
}

/* ---- values between commas ---- */

/* A line of values with commas between, in quotation marks where they hold some. */
static void read_csv_row(outline *base, dixit_span row)
{
  const char *text = base->doc->text;
  for (uint32_t at = row.start; at < row.end; at++) {
    while (at < row.end && text[at] == ' ')
      at++;
    bool marked = at < row.end && text[at] == '"';
    uint32_t first = at + marked, last = first;
    while (last < row.end && text[last] != (marked ? '"' : ','))
      last++;
    read_cell(base, first, last);
    for (at = last; at < row.end && text[at] != ',';)
      at++;
  }
}

void rst_read_csv(outline *base, dixit_span line, uint32_t indent, dixit_span caption)
{
  uint32_t reach = 0, end = rst_skip_body(base, base->line + 1, indent, &reach);
  bool open = open_table(base, line);
  if (!span_is_empty(caption))
    outline_leaf(base, DIXIT_CAPTION, 0, caption);
  base->line++;
  rst_skip_options(base, indent);
  for (; base->line < end; base->line++)
    if (!outline_is_blank(base, base->line))
      read_csv_row(base, outline_words(base, base->line));
  base->reach = reach > base->reach ? reach : base->reach;
  if (open)
    outline_close(base);
}
