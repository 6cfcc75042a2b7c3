/* STUB */
#include "doc/lines.h"
void lines_index(dixit_doc *doc) { uint32_t *l = ARRAY_ADD(&doc->memory, doc->lines); (void)l; for (uint32_t i = 0; i < doc->length; i++) if (doc->text[i] == '\n') { l = ARRAY_ADD(&doc->memory, doc->lines); if (l) *l = i + 1; } }
uint32_t lines_find(const dixit_doc *doc, uint32_t byte) { uint32_t i = 0; while (i + 1 < doc->lines.count && doc->lines.items[i + 1] <= byte) i++; return i; }
uint32_t lines_end(const dixit_doc *doc, uint32_t line) { return line + 1 < doc->lines.count ? doc->lines.items[line + 1] - 1 : doc->length; }
uint32_t lines_count(const dixit_doc *doc, uint32_t start, uint32_t end, uint32_t unit) { (void)doc; (void)unit; return end - start; }
dixit_position lines_position(const dixit_doc *doc, uint32_t byte, uint32_t unit) { uint32_t l = lines_find(doc, byte); (void)unit; return (dixit_position){l + 1, byte - doc->lines.items[l] + 1}; }
uint32_t lines_offset(const dixit_doc *doc, dixit_position p, uint32_t unit) { (void)unit; return p.line <= doc->lines.count ? doc->lines.items[p.line - 1] + p.column - 1 : doc->length; }
