/* line: a finding a line, as compilers write them and as editors, grep and problem matchers read them. */
#include "sink/display.h"
#include "sink/report_format.h"

void report_line_add(dixit_report *self, const char *path, const dixit_doc *doc)
{
  size_t count;
  const dixit_finding *findings = dixit_doc_findings(doc, &count);
  for (size_t i = 0; i < count; i++) {
    dixit_position at = dixit_doc_position(doc, findings[i].span.start, (dixit_unit)self->unit);
    display_add(&self->out, text_from(path));
    buffer_add_format(&self->out, ":%u:%u: %s: ", at.line, at.column, dixit_severity_name(findings[i].severity));
    display_add(&self->out, text_from(findings[i].message));
    buffer_add_format(&self->out, " [%s]\n", findings[i].rule);
  }
}
