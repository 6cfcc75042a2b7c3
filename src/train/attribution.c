/* Trains the weights of attribution (marks/model_weights.c) from annotated documents.
 *
 *     meson setup build -Dtrain=true && ninja -C build
 *     build/src/train/train-attribution src/marks/model_weights.c \
 *         ../shared/eval/quotes/{polnear,gum,pdnc,litbank}.train.jsonl --dev ../shared/eval/quotes/polnear.dev.jsonl
 *
 * Files behind --dev are not learnt from: the share of right decisions on them is printed.
 *
 * A file's lines are {"id","source","text","quotes":[{start,end,type,speaker,cue,group,cue_class,entity}]}. Each
 * document is analysed with a teacher: every decision comes with its options, the annotation says which is right, and
 * analysis goes on from the right answer. Decisions the annotation says nothing about are not learnt from. */
#include <stdio.h>
#include <stdlib.h>

#include "engine.h"
#include "train/instances.h"
#include "train/json_lines.h"

/* What a source annotates. */
typedef struct corpus {
  const char *source;
  bool paraphrase;  /* indirect and mixed speech */
  bool all_quotes;  /* marks without annotation quote nobody */
  bool characters;  /* speakers are characters with aliases */
  float weight;
} corpus;

static const corpus corpora[] = {
  {"PolNeAR", true, true, false, 1.0f},
  {"GUM", false, false, false, 1.0f},
  {"PDNC", false, true, true, 0.35f},
  {"LitBank", false, true, true, 0.7f},
};

typedef struct gold_quote {
  dixit_span span;
  dixit_span speaker; /* empty: none */
  dixit_span cue;
  const char *type;
  const char *group;
  bool speech;
  json_t *entity;
} gold_quote;

typedef struct lesson {
  instances *collected;
  const corpus *corpus;
  ARRAY(gold_quote) gold;
  ARRAY(dixit_span) scare;
  arena memory;
} lesson;

/* ---- reading ---- */

static dixit_span read_span(json_t *object)
{
  if (!json_is_object(object))
    return (dixit_span){0, 0};
  return (dixit_span){(uint32_t)json_integer_value(json_object_get(object, "start")),
                      (uint32_t)json_integer_value(json_object_get(object, "end"))};
}

static void read_gold(lesson *self, json_t *document)
{
  size_t i;
  json_t *entry;
  json_array_foreach(json_object_get(document, "quotes"), i, entry)
  {
    gold_quote *gold = ARRAY_ADD(&self->memory, self->gold);
    if (!gold)
      return;
    gold->span = read_span(entry);
    gold->speaker = read_span(json_object_get(entry, "speaker"));
    gold->cue = read_span(json_object_get(entry, "cue"));
    gold->type = json_string_value(json_object_get(entry, "type"));
    gold->group = json_string_value(json_object_get(entry, "group"));
    const char *cue_class = json_string_value(json_object_get(entry, "cue_class"));
    gold->speech = !cue_class || strcmp(cue_class, "speech") == 0;
    gold->entity = json_object_get(entry, "entity");
  }
  json_array_foreach(json_object_get(document, "scare"), i, entry)
  {
    dixit_span *scare = ARRAY_ADD(&self->memory, self->scare);
    if (scare)
      *scare = read_span(entry);
  }
}

/* ---- spans ---- */

static uint32_t shared_bytes(dixit_span a, dixit_span b)
{
  uint32_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;
  return end > start ? end - start : 0;
}

static double iou(dixit_span a, dixit_span b)
{
  uint32_t common = shared_bytes(a, b);
  return common ? (double)common / (span_length(a) + span_length(b) - common) : 0;
}

static const gold_quote *best_gold(const lesson *self, dixit_span span, double (*measure)(dixit_span, dixit_span))
{
  const gold_quote *best = NULL;
  double most = 0;
  for (uint32_t i = 0; i < self->gold.count; i++) {
    double value = measure(self->gold.items[i].span, span);
    if (value > most) {
      most = value;
      best = &self->gold.items[i];
    }
  }
  return best;
}

/* The share of `inner` that `outer` covers. */
static double cover(dixit_span outer, dixit_span inner)
{
  return span_length(inner) ? (double)shared_bytes(outer, inner) / span_length(inner) : 0;
}

static const gold_quote *gold_of_quote(const lesson *self, dixit_span span)
{
  const gold_quote *gold = best_gold(self, span, iou);
  if (gold && iou(gold->span, span) >= 0.5)
    return gold;
  gold = best_gold(self, span, cover);
  return gold && cover(gold->span, span) >= 0.8 ? gold : NULL;
}

/* ---- answers ---- */

enum { UNKNOWN = -1 };

static int teach_quote(const lesson *self, const model_question *question)
{
  for (uint32_t i = 0; i < self->scare.count; i++)
    if (iou(self->scare.items[i], question->content) >= 0.5)
      return 0;
  const gold_quote *gold = gold_of_quote(self, question->content);
  if (!gold)
    return self->corpus->all_quotes ? 0 : UNKNOWN;
  return strcmp(gold->type, "direct") == 0 ? 1 : 2;
}

static bool is_alias(const gold_quote *gold, dixit_text name)
{
  size_t i;
  json_t *alias;
  json_array_foreach(json_object_get(gold->entity, "aliases"), i, alias)
  {
    const char *text = json_string_value(alias);
    if (text && text_equal_folded(text_from(text), name))
      return true;
  }
  return false;
}

static bool same_entity(const gold_quote *a, const gold_quote *b)
{
  const char *x = json_string_value(json_object_get(a->entity, "name"));
  const char *y = json_string_value(json_object_get(b->entity, "name"));
  return x && y && strcmp(x, y) == 0;
}

/* Does this mention speak the gold quotation: its own speaker, an alias, or the speaker of another by the same? */
static bool names_speaker(const lesson *self, const dixit_doc *doc, const gold_quote *gold, dixit_span mention)
{
  if (shared_bytes(gold->speaker, mention))
    return true;
  if (!gold->entity)
    return false;
  if (is_alias(gold, doc_slice(doc, mention)))
    return true;
  for (uint32_t i = 0; i < self->gold.count; i++)
    if (shared_bytes(self->gold.items[i].speaker, mention) && same_entity(&self->gold.items[i], gold))
      return true;
  return false;
}

/* Among the options that name the speaker: the one that overlaps the annotated words and starts nearest to them. */
static int pick_speaker(const lesson *self, const dixit_doc *doc, const gold_quote *gold,
                        const model_question *question)
{
  int best = UNKNOWN;
  uint32_t least = UINT32_MAX;
  for (uint32_t i = 0; i < question->options; i++) {
    dixit_span span = question->spans[i];
    if (span_is_empty(span) || !names_speaker(self, doc, gold, span))
      continue;
    uint32_t away = 1u << 24;
    if (shared_bytes(gold->speaker, span))
      away = span.start > gold->speaker.start ? span.start - gold->speaker.start : gold->speaker.start - span.start;
    if (away < least) {
      least = away;
      best = (int)i;
    }
  }
  return best;
}

static int teach_who(const lesson *self, const dixit_doc *doc, const model_question *question)
{
  const gold_quote *gold = gold_of_quote(self, question->content);
  if (!gold)
    return UNKNOWN;
  if (span_is_empty(gold->speaker) && !gold->entity)
    return (int)question->options - 1;
  return pick_speaker(self, doc, gold, question);
}

static const gold_quote *gold_of_cue(const lesson *self, dixit_span cue)
{
  for (uint32_t i = 0; i < self->gold.count; i++)
    if (strcmp(self->gold.items[i].type, "direct") != 0 && shared_bytes(self->gold.items[i].cue, cue))
      return &self->gold.items[i];
  return NULL;
}

/* Bit 1: content right of the cue; bit 2: left. As the options of MODEL_CUE. */
static int teach_cue(const lesson *self, const model_question *question)
{
  if (!self->corpus->paraphrase)
    return UNKNOWN;
  const gold_quote *found = gold_of_cue(self, question->cue);
  if (!found)
    return 0;
  int sides = 0;
  for (uint32_t i = 0; i < self->gold.count; i++) {
    const gold_quote *gold = &self->gold.items[i];
    if (strcmp(gold->group, found->group) == 0 && shared_bytes(gold->cue, found->cue))
      sides |= gold->span.start >= question->cue.end ? 1 : 2;
  }
  bool right = !span_is_empty(question->spans[1]), left = !span_is_empty(question->spans[2]);
  if (sides == 3 && !(left && right))
    sides = right ? 1 : 2;
  return (sides == 1 && !right) || (sides == 2 && !left) ? 0 : sides;
}

static int teach_edge(const lesson *self, const model_question *question)
{
  const gold_quote *found = gold_of_cue(self, question->cue);
  int best = UNKNOWN;
  double most = 0.3;
  for (uint32_t g = 0; found && g < self->gold.count; g++) {
    const gold_quote *gold = &self->gold.items[g];
    if (strcmp(gold->group, found->group) != 0 || !shared_bytes(gold->cue, found->cue))
      continue;
    for (uint32_t i = 0; i < question->options; i++) {
      double value = iou(gold->span, question->spans[i]);
      if (value > most) {
        most = value;
        best = (int)i;
      }
    }
  }
  return best;
}

/* The option that starts where the annotated words right of the cue do. */
static int teach_opening(const lesson *self, const model_question *question)
{
  const gold_quote *found = gold_of_cue(self, question->cue);
  for (uint32_t g = 0; found && g < self->gold.count; g++) {
    const gold_quote *gold = &self->gold.items[g];
    if (strcmp(gold->group, found->group) != 0 || gold->span.start < question->cue.end)
      continue;
    for (uint32_t i = 0; i < question->options; i++)
      if (question->spans[i].start == gold->span.start)
        return (int)i;
    return UNKNOWN;
  }
  return UNKNOWN;
}

static int teach_speaker(const lesson *self, const dixit_doc *doc, const model_question *question)
{
  const gold_quote *gold = gold_of_cue(self, question->cue);
  if (!gold || span_is_empty(gold->speaker))
    return UNKNOWN;
  return pick_speaker(self, doc, gold, question);
}

static int teach_speech(const lesson *self, const model_question *question)
{
  const gold_quote *gold = gold_of_cue(self, question->cue);
  return gold ? gold->speech : UNKNOWN;
}

static int teach(void *ctx, const dixit_doc *doc, const model_question *question)
{
  lesson *self = ctx;
  int right = UNKNOWN, fallback = 0;
  switch (question->model) {
  case MODEL_QUOTE:
    right = teach_quote(self, question);
    fallback = 1;
    break;
  case MODEL_WHO:
    right = teach_who(self, doc, question);
    fallback = (int)question->options - 1;
    break;
  case MODEL_CUE:
    right = teach_cue(self, question);
    break;
  case MODEL_EDGE:
    right = teach_edge(self, question);
    fallback = (int)question->options - 1;
    break;
  case MODEL_OPENING:
    right = teach_opening(self, question);
    break;
  case MODEL_SPEAKER:
    right = teach_speaker(self, doc, question);
    break;
  case MODEL_SPEECH:
    right = teach_speech(self, question);
    break;
  default:
    break;
  }
  if (right == UNKNOWN)
    return fallback;
  if (question->options > 1)
    instances_add(self->collected, question, (uint32_t)right, self->corpus->weight);
  return right;
}

/* ---- documents ---- */

static const corpus *corpus_of(json_t *document)
{
  const char *source = json_string_value(json_object_get(document, "source"));
  for (size_t i = 0; source && i < sizeof corpora / sizeof *corpora; i++)
    if (strcmp(source, corpora[i].source) == 0)
      return &corpora[i];
  return NULL;
}

/* What documents are learnt into, and the engine that analyses them. */
typedef struct learner {
  instances *collected;
  dixit_engine *engine;
} learner;

static void learn_document(void *payload, json_t *document)
{
  const learner *learning = payload;
  lesson self = {.collected = learning->collected, .corpus = corpus_of(document)};
  const char *text = json_string_value(json_object_get(document, "text"));
  if (!self.corpus || !text)
    return;
  arena_init(&self.memory, NULL);
  read_gold(&self, document);
  model_teacher teacher = {teach, &self};
  dixit_doc_options options = {.size = sizeof options, .format = DIXIT_PLAIN};
  dixit_doc *doc;
  learning->engine->teacher = &teacher;
  if (dixit_doc_new(&doc, learning->engine, text, strlen(text), &options, NULL) == DIXIT_OK)
    dixit_doc_free(doc);
  arena_done(&self.memory);
}

int main(int count, char **arguments)
{
  static float weights[MODEL_TABLE_SIZE];
  instances sets[2] = {{.items = {0}}, {.items = {0}}};
  static const char *const names[2] = {"train", "dev"};
  learner learning = {.collected = sets};
  if (count < 3) {
    fprintf(stderr, "usage: train-attribution OUT.c FILE.jsonl... [--dev FILE.jsonl...]\n");
    return 2;
  }
  arena_init(&sets[0].memory, NULL);
  arena_init(&sets[1].memory, NULL);
  if (dixit_engine_new(&learning.engine, NULL, NULL) != DIXIT_OK)
    return 2;
  for (int i = 2; i < count; i++) {
    if (strcmp(arguments[i], "--dev") == 0)
      learning.collected = &sets[1];
    else if (json_lines_read(arguments[i], learn_document, &learning))
      return 2;
  }
  const training how = {.epochs = 8, .runs = 48, .l2 = 2e-3f};
  if (!instances_train(&sets[0], &how, weights))
    return 2;
  for (int i = 0; &sets[i] <= learning.collected; i++)
    instances_print_accuracy(&sets[i], weights, names[i]);
  int status = instances_write(weights, arguments[1]);
  dixit_engine_free(learning.engine);
  arena_done(&sets[0].memory);
  arena_done(&sets[1].memory);
  return status ? 2 : 0;
}
