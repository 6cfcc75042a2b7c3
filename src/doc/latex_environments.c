/* What an environment is, latex_commands.c says; those without prose are skipped as a whole. */
#include "doc/latex_environments.h"

#include "doc/latex_cites.h"

uint32_t latex_skip_arguments(const latex_parser *self, uint32_t at, uint32_t count)
{
  dixit_span skipped;
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t next; (next = latex_skip_option(&self->text, at, &skipped)) > at;)
      at = next;
    uint32_t open = latex_skip_blanks(&self->text, at);
    if (latex_byte(self, open) == '\\') /* \newcommand\name */
      at = latex_skip_name(&self->text, open + 1);
    else
      at = latex_skip_argument(&self->text, at, &skipped);
  }
  return at;
}

static uint32_t skip_environment(latex_parser *self, uint32_t start, uint32_t at, dixit_text name, uint8_t kind,
                                 uint32_t row)
{
  uint32_t last;
  uint32_t end = self->absent >> row & 1 ? 0 : latex_find_end(&self->text, at, name, &last);
  if (!end) {
    self->absent |= UINT64_C(1) << row;
    return at;
  }
  if (self->silent)
    return end;
  if (kind == LATEX_MATH) {
    latex_noun(self, start, end);
  } else {
    latex_end_paragraph(self);
    prose_block(&self->out, DIXIT_CODE, start, end);
  }
  return end;
}

static dixit_text without_star(dixit_text name)
{
  return name.length && name.bytes[name.length - 1] == '*' ? text_of(name.bytes, name.length - 1) : name;
}

uint32_t latex_read_begin(latex_parser *self, uint32_t start, uint32_t at)
{
  dixit_span name, option;
  uint32_t arguments, row, end = latex_skip_argument(&self->text, at, &name);
  if (end == at)
    return at;
  uint8_t kind = (uint8_t)latex_environment_find(without_star(latex_slice(self, name)), &arguments, &row);
  if (kind == LATEX_VERBATIM_ENV || kind == LATEX_MATH)
    return skip_environment(self, start, end, latex_slice(self, name), kind, row);
  if (kind == LATEX_DOCUMENT) {
    self->silent = false;
    return end;
  }
  if (kind == LATEX_CITED_QUOTATION) {
    latex_open_environment(self, name, LATEX_QUOTATION, start);
    return latex_read_keys(self, end, end, 0);
  }
  end = latex_skip_arguments(self, latex_skip_option(&self->text, end, &option), arguments);
  latex_open_environment(self, name, kind, start);
  return end;
}

uint32_t latex_read_end(latex_parser *self, uint32_t start, uint32_t at)
{
  dixit_span name;
  uint32_t end = latex_skip_argument(&self->text, at, &name);
  if (end > at && text_is(latex_slice(self, name), "document"))
    self->ended = true;
  for (uint32_t i = self->environments; i > self->environment_base; i--) {
    if (!text_equal(latex_slice(self, self->stack[i - 1].name), latex_slice(self, name)))
      continue;
    while (self->environments > i) /* those that nobody has closed */
      latex_close_environment(self, start, start);
    latex_close_environment(self, start, end);
    break;
  }
  return end;
}

uint32_t latex_read_item(latex_parser *self, uint32_t start, uint32_t at)
{
  latex_open_block *list = self->environments > self->environment_base ? &self->stack[self->environments - 1] : NULL;
  dixit_span label;
  if (!list || list->kind != LATEX_LIST) {
    latex_end_paragraph(self);
    return at;
  }
  latex_close_item(self, list, start);
  self->out.parent = list->block;
  list->item = prose_block(&self->out, DIXIT_LIST_ITEM, start, at);
  self->out.parent = list->item;
  uint32_t end = latex_skip_option(&self->text, at, &label);
  if (!span_is_empty(label)) {
    latex_words(self, label.start, label.end);
    latex_blank(self, label.end, end);
  }
  return end;
}
