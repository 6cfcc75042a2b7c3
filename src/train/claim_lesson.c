/* The sentences the claim scorer learns from, and what of them has weights: words with a vector, base forms, pairs that
 * occur more than once. Labels several people agreed on ("strict") count double. */
#include "train/claim_lesson.h"

#include <stdlib.h>

#include "base/sort.h"
#include "doc/lexicon.h"
#include "train/json_lines.h"

enum { LEAST_PAIRS = 2 };

static const float agreed_weight = 2, unfolded_weight = 2.25f;

/* ---- reading ---- */

static dixit_doc *analyse(const lesson *self, const char *text)
{
  dixit_doc_options options = {.size = sizeof options, .format = DIXIT_PLAIN};
  dixit_doc *doc = NULL;
  if (text)
    dixit_doc_new(&doc, self->engine, text, strlen(text), &options, NULL);
  return doc;
}

/* Raw text: its tokens' keys, then a 0. */
static void read_text(lesson *self, const char *text)
{
  dixit_doc *doc = analyse(self, text);
  for (uint32_t i = 0; doc && i <= doc->tokens.count; i++) {
    uint32_t *key = ARRAY_ADD(&self->vectors.memory, self->vectors.text);
    if (key && i < doc->tokens.count)
      *key = claim_token_key(doc, &doc->tokens.items[i]);
  }
  dixit_doc_free(doc);
}

static void add_number(lesson *self, numbers *list, uint32_t number)
{
  uint32_t *added = ARRAY_ADD(&self->memory, *list);
  if (added)
    *added = number;
}

static void copy_sentence(lesson *self, const dixit_doc *doc, uint32_t sentence)
{
  static claim_sentence read;
  static claim_features found;
  sentence_features *added = ARRAY_ADD(&self->memory, self->sentences);
  if (!added)
    return;
  claim_sentence_read(&read, doc, sentence);
  claim_features_find(&read, &found);
  *added = (sentence_features){.word = self->words.count, .word_count = read.key_count, .pair = self->pairs.count,
                               .shape = self->shapes.count, .shape_count = found.shape_count};
  added->value = claim_feature_value(&read, &found);
  for (uint32_t i = 0; i < read.key_count; i++) {
    uint32_t pairs[2];
    claim_neighbours(&read, i, pairs);
    add_number(self, &self->words, read.keys[i]);
    add_number(self, &self->pairs, pairs[0]);
    add_number(self, &self->pairs, pairs[1]);
  }
  for (uint32_t i = 0; i < found.pair_count; i++)
    add_number(self, &self->pairs, found.pairs[i]);
  added->pair_count = self->pairs.count - added->pair;
  for (uint32_t i = 0; i < found.shape_count; i++)
    add_number(self, &self->shapes, found.shapes[i]);
}

/* The last sentence of what stands before a labelled text, or DIXIT_NONE. */
static uint32_t copy_before(lesson *self, const char *text)
{
  dixit_doc *doc = analyse(self, text);
  uint32_t copied = self->sentences.count, count = doc ? doc->sentences.count : 0;
  if (count > 0)
    copy_sentence(self, doc, count - 1);
  dixit_doc_free(doc);
  return count > 0 ? copied : DIXIT_NONE;
}

static void read_labelled(void *payload, json_t *line)
{
  lesson *self = payload;
  json_t *meta = json_object_get(line, "meta"), *fold = json_object_get(meta, "fold");
  const char *text = json_string_value(json_object_get(line, "text"));
  bool held = fold && json_integer_value(fold) == self->held;
  if (!held) {
    read_text(self, text);
    read_text(self, json_string_value(json_object_get(line, "context")));
  }
  dixit_doc *doc = analyse(self, text);
  lesson_item *added = doc ? ARRAY_ADD(&self->memory, self->items) : NULL;
  if (added) {
    added->label = json_integer_value(json_object_get(line, "label")) != 0;
    added->source = fold ? 0 : 1;
    added->fold = fold ? (int)json_integer_value(fold) : NO_FOLD;
    added->weight = fold ? json_object_get(meta, "strict") ? agreed_weight : 1 : unfolded_weight;
    added->before = copy_before(self, json_string_value(json_object_get(line, "context")));
    added->sentence = self->sentences.count;
    added->sentence_count = doc->sentences.count;
    for (uint32_t i = 0; i < doc->sentences.count; i++)
      copy_sentence(self, doc, i);
  }
  dixit_doc_free(doc);
}

static void read_raw(void *payload, json_t *line)
{
  lesson *self = payload;
  read_text(self, json_string_value(json_object_get(line, "text")));
}

int lesson_read(lesson *self, const char *path, bool labelled)
{
  return json_lines_read(path, labelled ? read_labelled : read_raw, self);
}

bool lesson_holds(const lesson *self, const lesson_item *one, int part)
{
  if (one->fold == NO_FOLD)
    return false;
  return one->fold == self->held || (part < PARTS && one->fold % PARTS == part);
}

const float *lesson_vector(const lesson *self, uint32_t sentence)
{
  return self->sentence_vectors + sentence * (size_t)VECTOR_SIZE;
}

/* ---- which words and pairs have weights ---- */

static int compare_keys(const void *left, const void *right)
{
  const numbered_key *a = left, *b = right;
  return (a->key > b->key) - (a->key < b->key);
}

numbered_key *lesson_find_key(numbered_key *keys, uint32_t count, uint32_t key)
{
  const numbered_key wanted = {key, 0, 0};
  return bsearch(&wanted, keys, count, sizeof *keys, compare_keys);
}

/* Words: those that have vectors. */
static bool number_words(lesson *self)
{
  const word_vectors *vectors = &self->vectors;
  self->word_keys = arena_get(&self->memory, (vectors->count + 1) * sizeof *self->word_keys);
  if (!self->word_keys)
    return false;
  for (uint32_t i = 0; i < vectors->count; i++)
    self->word_keys[i] = (numbered_key){vectors->keys[i], i, 0};
  qsort(self->word_keys, vectors->count, sizeof *self->word_keys, compare_keys);
  for (uint32_t i = 0; i < vectors->text.count; i++) {
    numbered_key *found = lesson_find_key(self->word_keys, vectors->count, vectors->text.items[i]);
    if (found)
      found->count++;
  }
  return true;
}

/* The pairs of all sentences that are not held. */
static uint32_t collect_pairs(const lesson *self, uint64_t *keys)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < self->items.count; i++) {
    const lesson_item *one = &self->items.items[i];
    for (uint32_t j = 0; j < one->sentence_count && !lesson_holds(self, one, PARTS); j++) {
      const sentence_features *sentence = &self->sentences.items[one->sentence + j];
      for (uint32_t k = 0; k < sentence->pair_count; k++)
        keys[count++] = self->pairs.items[sentence->pair + k];
    }
  }
  return count;
}

/* Pairs: those that occur LEAST_PAIRS times. */
static bool number_pairs(lesson *self)
{
  uint64_t *keys = arena_get(&self->memory, (self->pairs.count + 1) * sizeof *keys);
  uint64_t *scratch = arena_get(&self->memory, (self->pairs.count + 1) * sizeof *scratch);
  self->pair_keys = arena_get(&self->memory, PAIR_LIMIT * sizeof *self->pair_keys);
  if (!keys || !scratch || !self->pair_keys)
    return false;
  uint32_t count = collect_pairs(self, keys);
  sort_numbers(keys, scratch, count);
  for (uint32_t i = 0, end; i < count && self->pair_count < PAIR_LIMIT; i = end) {
    for (end = i + 1; end < count && keys[end] == keys[i]; end++)
      continue;
    if (end - i >= LEAST_PAIRS) {
      self->pair_keys[self->pair_count] = (numbered_key){(uint32_t)keys[i], self->pair_count, end - i};
      self->pair_count++;
    }
  }
  return true;
}

uint32_t lesson_lemma(uint32_t key)
{
  return lexicon_rows[lexicon_find(claim_key_hash(key))].lemma;
}

static void resolve_word(lesson *self, const sentence_features *one, uint32_t key, float *vector)
{
  const numbered_key *word = lesson_find_key(self->word_keys, self->vectors.count, key);
  uint32_t lemma = lesson_lemma(key);
  if (!word)
    return;
  add_number(self, &self->features, word->number);
  if (lemma)
    add_number(self, &self->features, FEATURE_LEMMA + lemma);
  for (uint32_t k = 0; k < VECTOR_SIZE; k++)
    vector[k] += lesson_vector_value * one->value * self->vectors.rows[word->number * (size_t)VECTOR_SIZE + k];
}

/* A sentence's words and pairs that have weights; the vectors of its words are summed. */
static void resolve(lesson *self, sentence_features *one, float *vector)
{
  one->feature = self->features.count;
  for (uint32_t i = 0; i < one->word_count; i++)
    resolve_word(self, one, self->words.items[one->word + i], vector);
  for (uint32_t i = 0; i < one->pair_count; i++) {
    const numbered_key *pair = lesson_find_key(self->pair_keys, self->pair_count, self->pairs.items[one->pair + i]);
    if (pair)
      add_number(self, &self->features, FEATURE_PAIR + pair->number);
  }
  one->feature_count = self->features.count - one->feature;
}

bool lesson_resolve(lesson *self)
{
  size_t size = self->sentences.count * (size_t)VECTOR_SIZE * sizeof *self->sentence_vectors;
  self->sentence_vectors = arena_get_zeroed(&self->memory, size);
  if (!self->sentence_vectors || !number_words(self) || !number_pairs(self))
    return false;
  for (uint32_t i = 0; i < self->sentences.count; i++)
    resolve(self, &self->sentences.items[i], self->sentence_vectors + i * (size_t)VECTOR_SIZE);
  return !self->memory.failed;
}
