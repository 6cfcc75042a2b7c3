/* junit: the XML of JUnit as build servers read it: a file is a test suite, a finding a test case in it.
 *
 *   <testsuites><testsuite name="story.md" tests="1" failures="1" errors="0" ...>
 *   <testcase classname="story.md" name="quotes/unattributed 5:12" time="0"><failure type="warning" message="...">
 *
 * Errors and warnings have failed; what is no more than information has passed and says so in its output. A file
 * without findings is one case that passed, so that it is seen to have been looked at. */
#include "base/xml.h"
#include "sink/report_format.h"

void report_junit_begin(dixit_report *self)
{
  buffer_add_string(&self->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dixit\">\n");
}

static bool is_failure(const dixit_finding *finding)
{
  return finding->severity >= DIXIT_WARNING;
}

static void begin_suite(dixit_report *self, const report_file *file)
{
  size_t failures = 0;
  for (size_t i = 0; i < file->count; i++)
    failures += is_failure(&file->findings[i]);
  buffer_add_string(&self->out, "<testsuite name=\"");
  xml_string(&self->out, file->path);
  buffer_add_format(&self->out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"0\" time=\"0\">\n",
                    file->count ? file->count : 1, failures);
}

static void begin_case(dixit_report *self, const report_file *file, const char *name)
{
  buffer_add_string(&self->out, "<testcase classname=\"");
  xml_string(&self->out, file->path);
  buffer_add_string(&self->out, "\" name=\"");
  xml_string(&self->out, name);
}

static void add_message(buffer *out, const char *path, dixit_position at, const char *message)
{
  xml_string(out, path);
  buffer_add_format(out, ":%u:%u: ", at.line, at.column);
  xml_string(out, message);
}

static void add_case(dixit_report *self, const report_file *file, const dixit_finding *finding)
{
  buffer *out = &self->out;
  dixit_position at = dixit_doc_position(file->doc, finding->span.start, (dixit_unit)self->unit);
  begin_case(self, file, finding->rule);
  buffer_add_format(out, " %u:%u\" time=\"0\">", at.line, at.column);
  if (is_failure(finding)) {
    buffer_add_format(out, "<failure type=\"%s\" message=\"", dixit_severity_name(finding->severity));
    xml_string(out, finding->message);
    buffer_add_string(out, "\">");
    add_message(out, file->path, at, finding->message);
    buffer_add_string(out, "</failure>");
  } else {
    buffer_add_string(out, "<system-out>");
    add_message(out, file->path, at, finding->message);
    buffer_add_string(out, "</system-out>");
  }
  buffer_add_string(out, "</testcase>\n");
}

void report_junit_add(dixit_report *self, const report_file *file)
{
  begin_suite(self, file);
  for (size_t i = 0; i < file->count; i++)
    add_case(self, file, &file->findings[i]);
  if (!file->count) {
    begin_case(self, file, "no findings");
    buffer_add_string(&self->out, "\" time=\"0\"/>\n");
  }
  buffer_add_string(&self->out, "</testsuite>\n");
}

void report_junit_finish(dixit_report *self)
{
  buffer_add_string(&self->out, "</testsuites>\n");
}
