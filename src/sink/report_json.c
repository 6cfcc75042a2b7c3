/* json: one object with all files, written as they come.
 *
 *   {"version":1,"files":[{"path":...,"coverage":{...},"findings":[...]}]}
 *
 * start and end are bytes, lines and columns in the unit asked for. A path that is not UTF-8 has U+FFFD where it is
 * not. */
#include "base/json.h"
#include "sink/finding_json.h"
#include "sink/report_format.h"

void report_json_begin(dixit_report *self)
{
  buffer_add_string(&self->out, "{\"version\":1,\"files\":[");
}

void report_json_add(dixit_report *self, const report_file *file)
{
  buffer *out = &self->out;
  buffer_add_string(out, self->totals.files ? ",\n{" : "\n{");
  json_key_string(out, "path", file->path);
  coverage_json(out, file->doc);
  json_key(out, "findings");
  buffer_add_char(out, '[');
  for (size_t i = 0; i < file->count; i++) {
    if (i > 0)
      buffer_add_char(out, ',');
    finding_json(out, file->doc, &file->findings[i], self->unit);
  }
  buffer_add_string(out, "]}");
}

void report_json_finish(dixit_report *self)
{
  buffer_add_string(&self->out, "\n]}\n");
}
