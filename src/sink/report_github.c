/* github: workflow commands of GitHub Actions, which show findings on the lines of a pull request:
 *
 *   ::warning file=story.md,line=5,endLine=5,col=12,endColumn=40,title=quotes/unattributed::Name who said this.
 *
 * Columns are left out where a finding spans several lines: annotations have none there. In values %, CR and LF are
 * written as %25, %0D and %0A, in properties colon and comma too (actions/toolkit, command.ts). Other control
 * characters and bytes that are not UTF-8 become U+FFFD. */
#include "base/utf8.h"
#include "sink/display.h"
#include "sink/report_format.h"

static void add_escaped(buffer *out, const char *value, const char *escaped)
{
  dixit_text text = text_from(value);
  for (size_t at = 0; at < text.length;) {
    utf8_char c = utf8_decode(text.bytes, text.length, at);
    if (c.code < 0x80 && strchr(escaped, (int)c.code))
      buffer_add_format(out, "%%%02X", c.code);
    else
      display_add(out, text_of(text.bytes + at, c.length));
    at += c.length;
  }
}

static void add_property(buffer *out, const char *name, const char *value)
{
  buffer_add_string(out, name);
  add_escaped(out, value, "%\r\n:,");
}

static void add_place(dixit_report *self, const dixit_doc *doc, dixit_span span)
{
  dixit_position start = dixit_doc_position(doc, span.start, (dixit_unit)self->unit);
  dixit_position end = dixit_doc_position(doc, span.end, (dixit_unit)self->unit);
  buffer_add_format(&self->out, ",line=%u,endLine=%u", start.line, end.line);
  if (start.line == end.line)
    buffer_add_format(&self->out, ",col=%u,endColumn=%u", start.column, end.column);
}

void report_github_add(dixit_report *self, const report_file *file)
{
  static const char *const commands[REPORT_SEVERITIES] = {"notice", "notice", "warning", "error"};
  buffer *out = &self->out;
  for (size_t i = 0; i < file->count; i++) {
    const dixit_finding *finding = &file->findings[i];
    buffer_add_format(out, "::%s ", commands[finding->severity]);
    add_property(out, "file=", file->path);
    add_place(self, file->doc, finding->span);
    add_property(out, ",title=", finding->rule);
    buffer_add_string(out, "::");
    add_escaped(out, finding->message, "%\r\n");
    buffer_add_char(out, '\n');
  }
}
