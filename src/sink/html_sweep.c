/* A stack for each channel. What begins is pushed; what has ended is taken away when it comes to the top, since spans
 * may overlap without being nested. So each span is pushed and popped once: linear, however deep. Where memory is out,
 * spans are missing, nothing else. */
#include "sink/html_sweep.h"

static sweep_channel channel_of(const dixit_annotation *annotation)
{
  static const sweep_channel channels[] = {
    [DIXIT_ANNOTATE_QUOTE] = SWEEP_SAID, [DIXIT_ANNOTATE_CONTENT] = SWEEP_SAID,
    [DIXIT_ANNOTATE_SPEAKER] = SWEEP_SPEAKER, [DIXIT_ANNOTATE_CUE] = SWEEP_CUE,
    [DIXIT_ANNOTATE_CLAIM] = SWEEP_CLAIM, [DIXIT_ANNOTATE_CITATION] = SWEEP_CITATION,
  };
  bool nobodys_words = annotation->kind == DIXIT_ANNOTATE_QUOTE && annotation->state == DIXIT_STATE_OTHER;
  return nobodys_words ? SWEEP_MARKED : channels[annotation->kind];
}

void html_sweep_init(html_sweep *self, const report_file *file, arena *scratch)
{
  memset(self, 0, sizeof *self);
  self->file = file;
  self->scratch = scratch;
  dixit_span all = {0, (uint32_t)dixit_doc_text(file->doc).length};
  self->annotations = dixit_doc_annotations(file->doc, all, &self->annotation_count);
}

static void push(html_sweep *self, sweep_channel channel, size_t index, dixit_span span, uint32_t at)
{
  sweep_item *item = span.end > at ? ARRAY_ADD(self->scratch, self->open[channel]) : NULL;
  if (item)
    *item = (sweep_item){(uint32_t)index, span.end};
}

void html_sweep_to(html_sweep *self, uint32_t at)
{
  for (; self->next < self->annotation_count && self->annotations[self->next].span.start <= at; self->next++) {
    const dixit_annotation *annotation = &self->annotations[self->next];
    push(self, channel_of(annotation), self->next, annotation->span, at);
  }
  const dixit_finding *findings = self->file->findings;
  for (; self->next_finding < self->file->count && findings[self->next_finding].span.start <= at; self->next_finding++)
    push(self, SWEEP_FINDING, self->next_finding, findings[self->next_finding].span, at);
  for (int channel = 0; channel < SWEEP_CHANNELS; channel++) {
    sweep_stack *open = &self->open[channel];
    while (open->count && open->items[open->count - 1].end <= at)
      open->count--;
  }
}

uint32_t html_sweep_edge(const html_sweep *self, uint32_t at, uint32_t limit)
{
  uint32_t edge = limit;
  if (self->next < self->annotation_count && self->annotations[self->next].span.start < edge)
    edge = self->annotations[self->next].span.start;
  if (self->next_finding < self->file->count && self->file->findings[self->next_finding].span.start < edge)
    edge = self->file->findings[self->next_finding].span.start;
  for (int channel = 0; channel < SWEEP_CHANNELS; channel++) {
    const sweep_stack *open = &self->open[channel];
    if (open->count && open->items[open->count - 1].end < edge)
      edge = open->items[open->count - 1].end;
  }
  return edge > at ? edge : limit;
}

uint32_t html_sweep_index(const html_sweep *self, sweep_channel channel)
{
  const sweep_stack *open = &self->open[channel];
  return open->count ? open->items[open->count - 1].index : DIXIT_NONE;
}

const dixit_annotation *html_sweep_annotation(const html_sweep *self, sweep_channel channel)
{
  uint32_t index = html_sweep_index(self, channel);
  return index == DIXIT_NONE ? NULL : &self->annotations[index];
}
