/* checkstyle: the XML of Checkstyle, as far as its readers (Jenkins, reviewdog, IDEs) go:
 *
 *   <checkstyle version="4.3"><file name="..."><error line column severity message source/></file></checkstyle>
 *
 * There is no schema; severities are error, warning and info, which are ours. A file without findings is named too. */
#include "base/xml.h"
#include "sink/report_format.h"

void report_checkstyle_begin(dixit_report *self)
{
  buffer_add_string(&self->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
}

static void add_error(dixit_report *self, const dixit_doc *doc, const dixit_finding *finding)
{
  buffer *out = &self->out;
  dixit_position at = dixit_doc_position(doc, finding->span.start, (dixit_unit)self->unit);
  buffer_add_format(out, "<error line=\"%u\" column=\"%u\" severity=\"%s\" message=\"", at.line, at.column,
                    dixit_severity_name(finding->severity));
  xml_string(out, finding->message);
  buffer_add_string(out, "\" source=\"dixit.");
  xml_string(out, finding->rule);
  buffer_add_string(out, "\"/>\n");
}

void report_checkstyle_add(dixit_report *self, const report_file *file)
{
  buffer_add_string(&self->out, "<file name=\"");
  xml_string(&self->out, file->path);
  buffer_add_string(&self->out, "\">\n");
  for (size_t i = 0; i < file->count; i++)
    add_error(self, file->doc, &file->findings[i]);
  buffer_add_string(&self->out, "</file>\n");
}

void report_checkstyle_finish(dixit_report *self)
{
  buffer_add_string(&self->out, "</checkstyle>\n");
}
