/* line: a finding a line, as compilers write them and as editors, grep and problem matchers read them. */
#include "sink/display.h"
#include "sink/report_format.h"

void report_line_add(dixit_report *self, const report_file *file)
{
  for (size_t i = 0; i < file->count; i++) {
    const dixit_finding *finding = &file->findings[i];
    dixit_position at = dixit_doc_position(file->doc, finding->span.start, (dixit_unit)self->unit);
    display_add(&self->out, text_from(file->path));
    buffer_add_format(&self->out, ":%u:%u: %s: ", at.line, at.column, dixit_severity_name(finding->severity));
    display_add(&self->out, text_from(finding->message));
    buffer_add_format(&self->out, " [%s]\n", finding->rule);
  }
}
