/* Trains the claim scorer (marks/claim_weights.c) from labelled sentences and raw text.
 *
 *     meson setup build -Dtrain=true && ninja -C build
 *     cd ../shared/eval
 *     build/src/train/train-claims src/marks/claim_weights.c \
 *         claims/{claimbuster,policlaim}.train.jsonl \
 *         --text claims/wiki_weasel.train.jsonl quotes/{polnear,gum,pdnc,litbank}.train.jsonl
 *
 * Labelled lines are {"source","text","context","label","meta":{"fold","strict"}}; raw lines have a "text". With
 * `--hold FOLD` that fold of ClaimBuster is kept out, of the raw text too, and the figures on it are printed; build
 * again and score_claims.py gives them for the program itself.
 *
 * The model is linear: sum of weights of words and pairs over a power of their number, plus shape weights, plus an
 * intercept for each source of sentences that is forgotten afterwards, since sources differ in what share they label.
 * Besides its own weight each word has that of its base form and the part its vector (vectors.c) explains: they are
 * added up at the end, which is how words the labels never show get a weight. Pairs that occur once have none. Of the
 * words or pairs that fall into one slot of the tables the one that matters most has it; the others lose their weight.
 *
 * Trained by AdaGrad with L2, the later passes averaged; in each step a share of the words and pairs is left out, so
 * that none is relied on alone (dropout, Srivastava and others 2014); labels several people agreed on ("strict") count
 * double. Probabilities are calibrated (Platt 1999) on ClaimBuster sentences held out in turn; the threshold is the
 * lowest that comes within chance of the best F1 there. What the score of the sentence before (the "context") adds is
 * learnt last, on the same predictions. */
#define _POSIX_C_SOURCE 200809L /* getline */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/sort.h"
#include "doc/lexicon.h"
#include "train/claim_figures.h"
#include "train/vectors.h"

enum { SOURCES = 2, PASSES = 40, PARTS = 5, NO_FOLD = -1, LEAST_PAIRS = 2, LEMMAS = 1 << 16, PAIR_LIMIT = 1 << 18 };

/* Features: words by the row of their vector, base forms, pairs. */
enum { FEATURE_LEMMA = VECTOR_WORDS, FEATURE_PAIR = FEATURE_LEMMA + LEMMAS, FEATURES = FEATURE_PAIR + PAIR_LIMIT };

static const float rate = 0.1f, decay = 1e-3f, shape_value = 0.6f, vector_value = 2, agreed_weight = 2,
                   unfolded_weight = 1.5f, left_out = 0.4f;

/* A sentence; words, pairs, shapes and features lie in the shared lists of the lesson, from the first on. value: what a
 * feature counts. */
typedef struct sentence_features {
  uint32_t word;
  uint32_t word_count;
  uint32_t pair;
  uint32_t pair_count;
  uint32_t shape;
  uint32_t shape_count;
  uint32_t feature;
  uint32_t feature_count;
  float value;
} sentence_features;

/* One labelled text. Of several sentences the one that scores highest counts, as in the program. before: the sentence
 * before it, or DIXIT_NONE. */
typedef struct item {
  uint32_t sentence;
  uint32_t sentence_count;
  uint32_t before;
  int fold;
  uint8_t source;
  bool label;
  float weight;
} item;

typedef struct weights {
  float features[FEATURES];
  float shapes[CLAIM_SHAPE_COUNT];
  float vector[VECTOR_SIZE];
  float sources[SOURCES];
} weights;

enum { WEIGHT_COUNT = sizeof(weights) / sizeof(float) };

/* A word or pair, and which one. */
typedef struct numbered_key {
  uint32_t key;
  uint32_t number;
  uint32_t count;
} numbered_key;

/* word_keys, pair_keys: sorted. word_slots, pair_slots: for each slot of the tables the key whose weight it holds. */
typedef ARRAY(uint32_t) numbers;

typedef struct lesson {
  arena memory;
  dixit_engine *engine;
  int held;
  uint64_t random;
  ARRAY(item) items;
  ARRAY(sentence_features) sentences;
  numbers words;
  numbers pairs;
  numbers shapes;
  numbers features;
  float *sentence_vectors;
  word_vectors vectors;
  numbered_key *word_keys;
  numbered_key *pair_keys;
  uint32_t pair_count;
  uint32_t word_slots[CLAIM_WORDS];
  uint32_t pair_slots[CLAIM_PAIRS];
  weights *current;
  weights *squares;
  weights *average;
} lesson;

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

static void copy_sentence(lesson *self, const dixit_doc *doc, const dixit_sentence *sentence)
{
  static claim_sentence read;
  static claim_features found;
  sentence_features *added = ARRAY_ADD(&self->memory, self->sentences);
  if (!added)
    return;
  claim_sentence_read(&read, doc, sentence->first_token, sentence->token_count);
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
    copy_sentence(self, doc, &doc->sentences.items[count - 1]);
  dixit_doc_free(doc);
  return count > 0 ? copied : DIXIT_NONE;
}

static void read_labelled(lesson *self, json_t *line)
{
  json_t *meta = json_object_get(line, "meta"), *fold = json_object_get(meta, "fold");
  const char *text = json_string_value(json_object_get(line, "text"));
  bool held = fold && json_integer_value(fold) == self->held;
  if (!held) {
    read_text(self, text);
    read_text(self, json_string_value(json_object_get(line, "context")));
  }
  dixit_doc *doc = analyse(self, text);
  item *added = doc ? ARRAY_ADD(&self->memory, self->items) : NULL;
  if (added) {
    added->label = json_integer_value(json_object_get(line, "label")) != 0;
    added->source = fold ? 0 : 1;
    added->fold = fold ? (int)json_integer_value(fold) : NO_FOLD;
    added->weight = fold ? json_object_get(meta, "strict") ? agreed_weight : 1 : unfolded_weight;
    added->before = copy_before(self, json_string_value(json_object_get(line, "context")));
    added->sentence = self->sentences.count;
    added->sentence_count = doc->sentences.count;
    for (uint32_t i = 0; i < doc->sentences.count; i++)
      copy_sentence(self, doc, &doc->sentences.items[i]);
  }
  dixit_doc_free(doc);
}

static int read_file(lesson *self, const char *path, bool labelled)
{
  FILE *file = fopen(path, "r");
  char *bytes = NULL;
  size_t size = 0;
  if (!file) {
    perror(path);
    return 1;
  }
  while (getline(&bytes, &size, file) > 0) {
    json_t *line = json_loads(bytes, 0, NULL);
    if (labelled)
      read_labelled(self, line);
    else
      read_text(self, json_string_value(json_object_get(line, "text")));
    json_decref(line);
  }
  free(bytes);
  fclose(file);
  return 0;
}

/* ---- which words and pairs have weights ---- */

/* Is the item kept out when `part` of PARTS is held (or, with part PARTS, only the held fold)? */
static bool is_held(const lesson *self, const item *one, int part)
{
  if (one->fold == NO_FOLD)
    return false;
  return one->fold == self->held || (part < PARTS && one->fold % PARTS == part);
}

static int compare_keys(const void *left, const void *right)
{
  const numbered_key *a = left, *b = right;
  return (a->key > b->key) - (a->key < b->key);
}

static numbered_key *find_key(numbered_key *keys, uint32_t count, uint32_t key)
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
    numbered_key *found = find_key(self->word_keys, vectors->count, vectors->text.items[i]);
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
    const item *one = &self->items.items[i];
    for (uint32_t j = 0; j < one->sentence_count && !is_held(self, one, PARTS); j++) {
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

/* The base form of a word by its key, which is its hash spread over 32 bits. */
static uint32_t lemma_of(uint32_t key)
{
  return lexicon_rows[lexicon_find(claim_key_hash(key))].lemma;
}

static void resolve_word(lesson *self, const sentence_features *one, uint32_t key, float *vector)
{
  const numbered_key *word = find_key(self->word_keys, self->vectors.count, key);
  uint32_t lemma = lemma_of(key);
  if (!word)
    return;
  add_number(self, &self->features, word->number);
  if (lemma)
    add_number(self, &self->features, FEATURE_LEMMA + lemma);
  for (uint32_t k = 0; k < VECTOR_SIZE; k++)
    vector[k] += vector_value * one->value * self->vectors.rows[word->number * (size_t)VECTOR_SIZE + k];
}

/* A sentence's words and pairs that have weights; the vectors of its words are summed. */
static void resolve(lesson *self, sentence_features *one, float *vector)
{
  one->feature = self->features.count;
  for (uint32_t i = 0; i < one->word_count; i++)
    resolve_word(self, one, self->words.items[one->word + i], vector);
  for (uint32_t i = 0; i < one->pair_count; i++) {
    const numbered_key *pair = find_key(self->pair_keys, self->pair_count, self->pairs.items[one->pair + i]);
    if (pair)
      add_number(self, &self->features, FEATURE_PAIR + pair->number);
  }
  one->feature_count = self->features.count - one->feature;
}

static bool resolve_all(lesson *self)
{
  size_t size = self->sentences.count * (size_t)VECTOR_SIZE * sizeof *self->sentence_vectors;
  self->sentence_vectors = arena_get_zeroed(&self->memory, size);
  if (!self->sentence_vectors || !number_words(self) || !number_pairs(self))
    return false;
  for (uint32_t i = 0; i < self->sentences.count; i++)
    resolve(self, &self->sentences.items[i], self->sentence_vectors + i * (size_t)VECTOR_SIZE);
  return !self->memory.failed;
}

/* ---- training ---- */

static const float *vector_of(const lesson *self, uint32_t sentence)
{
  return self->sentence_vectors + sentence * (size_t)VECTOR_SIZE;
}

/* What shapes and vector add to a sentence's logit. */
static float predict_rest(const lesson *self, const weights *w, uint32_t index)
{
  float shapes = 0, vector = 0;
  const sentence_features *one = &self->sentences.items[index];
  const float *sentence = vector_of(self, index);
  for (uint32_t i = 0; i < one->shape_count; i++)
    shapes += w->shapes[self->shapes.items[one->shape + i]];
  for (uint32_t k = 0; k < VECTOR_SIZE; k++)
    vector += w->vector[k] * sentence[k];
  return shapes * shape_value + vector;
}

/* The logit of a sentence without its source's intercept. */
static float predict_sentence(const lesson *self, const weights *w, uint32_t index)
{
  float sum = 0;
  const sentence_features *one = &self->sentences.items[index];
  for (uint32_t i = 0; i < one->feature_count; i++)
    sum += w->features[self->features.items[one->feature + i]];
  return sum * one->value + predict_rest(self, w, index);
}

/* The greatest logit among a text's sentences; *best tells which. */
static float predict(const lesson *self, const weights *w, const item *one, uint32_t *best)
{
  float top = -100;
  *best = one->sentence;
  for (uint32_t i = 0; i < one->sentence_count; i++) {
    float logit = predict_sentence(self, w, one->sentence + i);
    if (logit > top) {
      top = logit;
      *best = one->sentence + i;
    }
  }
  return top;
}

static void step(float *weight, float *square, float gradient, float floor)
{
  *square += gradient * gradient;
  *weight -= rate * gradient / sqrtf(*square + floor);
}

static uint32_t draw(uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

/* Some of a sentence's features, in `kept`. */
static uint32_t leave_out(lesson *self, const sentence_features *one, uint32_t *kept)
{
  uint32_t count = 0, limit = (uint32_t)(left_out * (float)(1u << 31));
  for (uint32_t i = 0; i < one->feature_count; i++)
    if (draw(&self->random) >= limit)
      kept[count++] = self->features.items[one->feature + i];
  return count;
}

static void learn(lesson *self, const item *text)
{
  static uint32_t kept[CLAIM_TOKEN_LIMIT * 4 + CLAIM_PAIR_LIMIT];
  weights *w = self->current, *squares = self->squares;
  uint32_t best;
  predict(self, w, text, &best);
  const sentence_features *one = &self->sentences.items[best];
  const float *sentence = vector_of(self, best);
  uint32_t count = leave_out(self, one, kept);
  float value = one->value / (1 - left_out), sum = 0;
  for (uint32_t i = 0; i < count; i++)
    sum += w->features[kept[i]];
  float logit = sum * value + predict_rest(self, w, best) + w->sources[text->source];
  float error = (1 / (1 + expf(-logit)) - (float)text->label) * text->weight;
  for (uint32_t i = 0; i < count; i++)
    step(&w->features[kept[i]], &squares->features[kept[i]], error * value + decay * w->features[kept[i]], 1e-4f);
  for (uint32_t i = 0; i < one->shape_count; i++) {
    uint32_t shape = self->shapes.items[one->shape + i];
    step(&w->shapes[shape], &squares->shapes[shape], error * shape_value + decay * w->shapes[shape], 1e-4f);
  }
  for (uint32_t k = 0; k < VECTOR_SIZE; k++)
    step(&w->vector[k], &squares->vector[k], error * sentence[k], 1e-2f);
  step(&w->sources[text->source], &squares->sources[text->source], error, 1e-2f);
}

static void shuffle(uint32_t *order, uint32_t count, uint64_t *state)
{
  for (uint32_t i = count; i > 1; i--) {
    uint32_t j = draw(state) % i;
    uint32_t swapped = order[i - 1];
    order[i - 1] = order[j];
    order[j] = swapped;
  }
}

/* Learn from all items that are not held; the result is in `average`. */
static void train(lesson *self, int part)
{
  float *current = (float *)self->current, *average = (float *)self->average;
  uint32_t *order = malloc(self->items.count * sizeof *order), count = 0;
  self->random = 1;
  memset(self->current, 0, sizeof *self->current);
  memset(self->squares, 0, sizeof *self->squares);
  memset(self->average, 0, sizeof *self->average);
  for (uint32_t i = 0; order && i < self->items.count; i++)
    if (!is_held(self, &self->items.items[i], part) && self->items.items[i].sentence_count)
      order[count++] = i;
  for (uint32_t pass = 0; pass < PASSES; pass++) {
    shuffle(order, count, &self->random);
    for (uint32_t i = 0; i < count; i++)
      learn(self, &self->items.items[order[i]]);
    for (uint32_t i = 0; pass >= PASSES / 2 && i < WEIGHT_COUNT; i++)
      average[i] += current[i] / (PASSES - PASSES / 2);
  }
  free(order);
}

/* ---- what fits into the tables ---- */

/* Add up what a word's own weight, its base form and its vector say. */
static void fold_words(lesson *self)
{
  weights *w = self->average;
  for (uint32_t row = 0; row < self->vectors.count; row++) {
    uint32_t lemma = lemma_of(self->vectors.keys[row]);
    for (uint32_t k = 0; k < VECTOR_SIZE; k++)
      w->features[row] += vector_value * w->vector[k] * self->vectors.rows[row * (size_t)VECTOR_SIZE + k];
    w->features[row] += lemma ? w->features[FEATURE_LEMMA + lemma] : 0;
  }
  memset(w->vector, 0, sizeof w->vector);
  memset(w->features + FEATURE_LEMMA, 0, LEMMAS * sizeof *w->features);
}

/* Give each slot to the key that matters most: by how much its weight moves the scores of all sentences. The weights of
 * others become 0. */
static void fill_slots(const numbered_key *keys, uint32_t count, float *features, uint32_t bits, uint32_t *slots)
{
  static float most[CLAIM_WORDS > CLAIM_PAIRS ? CLAIM_WORDS : CLAIM_PAIRS];
  static uint32_t owners[CLAIM_WORDS > CLAIM_PAIRS ? CLAIM_WORDS : CLAIM_PAIRS];
  memset(most, 0, sizeof most);
  memset(slots, 0, sizeof *slots << bits);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t slot = keys[i].key >> (32 - bits);
    float *weight = &features[keys[i].number], matters = *weight * *weight * (float)keys[i].count;
    if (matters <= most[slot]) {
      *weight = 0;
      continue;
    }
    if (most[slot] > 0)
      features[owners[slot]] = 0;
    most[slot] = matters;
    owners[slot] = keys[i].number;
    slots[slot] = keys[i].key;
  }
}

/* Make the weights those that are shipped. */
static void finish(lesson *self)
{
  float *features = self->average->features;
  fold_words(self);
  fill_slots(self->word_keys, self->vectors.count, features, CLAIM_WORD_BITS, self->word_slots);
  fill_slots(self->pair_keys, self->pair_count, features + FEATURE_PAIR, CLAIM_PAIR_BITS, self->pair_slots);
}

/* ---- calibration ---- */

static uint32_t collect(const lesson *self, int part, bool held_fold, outcome *outcomes)
{
  uint32_t count = 0, best;
  for (uint32_t i = 0; i < self->items.count; i++) {
    const item *one = &self->items.items[i];
    if (one->fold == NO_FOLD || (one->fold == self->held) != held_fold || (!held_fold && one->fold % PARTS != part))
      continue;
    outcome *added = &outcomes[count++];
    *added = (outcome){.label = one->label, .follows = one->before != DIXIT_NONE && one->sentence_count == 1};
    added->score = predict(self, self->average, one, &best);
    added->before = added->follows ? predict_sentence(self, self->average, one->before) : 0;
  }
  return count;
}

static void find_calibration(lesson *self, outcome *outcomes, claim_model *model)
{
  uint32_t count = 0;
  for (int part = 0; part < PARTS; part++) {
    train(self, part);
    finish(self);
    count += collect(self, part, false, outcomes + count);
  }
  float threshold = figures_print(outcomes, count, "held out in turn");
  figures_calibrate(outcomes, count, model);
  model->threshold = 1 / (1 + expf(-(model->scale * threshold + model->offset)));
  figures_print_shipped(outcomes, count, model);
  figures_print_reliability(outcomes, count, model);
  figures_calibrate_before(outcomes, count, model);
  figures_add_before(outcomes, count, model);
  figures_print(outcomes, count, "beside the sentence before");
}

/* ---- writing ---- */

/* Slots: the weight in steps, and the bits that tell its key. */
static void write_slots(FILE *file, const uint32_t *slots, uint32_t slot_count, numbered_key *keys, uint32_t count,
                        const float *features, float scale)
{
  for (uint32_t i = 0; i < slot_count; i++) {
    const numbered_key *found = slots[i] ? find_key(keys, count, slots[i]) : NULL;
    float steps = found ? features[found->number] / scale : 0;
    uint32_t low = (uint32_t)lrintf(fmaxf(-127, fminf(127, steps))) & 0xFF;
    fprintf(file, "%u,%s", claim_check(slots[i]) | low, i % 24 == 23 ? "\n" : "");
  }
}

static int write_weights(const lesson *self, claim_model *model, const char *path)
{
  FILE *file = fopen(path, "w");
  const float *features = self->average->features;
  float top = 0;
  if (!file) {
    perror(path);
    return 1;
  }
  for (uint32_t i = 0; i < FEATURES; i++)
    top = fmaxf(top, fabsf(features[i]));
  model->slot_scale = top / 127 / 2; /* the few largest are cut, so that the many small ones keep their steps */
  fprintf(file, "/* Generated by src/train/claims.c: do not edit. */\n#include \"marks/claim_model.h\"\n\n");
  fprintf(file, "const claim_model claim_model_shipped = {%.8ff, %.6ff, %.6ff, %.4ff, %.4ff, %.4ff};\n\n",
          model->slot_scale, model->scale, model->offset, model->before_scale, model->before_offset, model->threshold);
  fprintf(file, "const int16_t claim_shape_weights[CLAIM_SHAPE_COUNT] = {\n");
  for (uint32_t i = 0; i < CLAIM_SHAPE_COUNT; i++)
    fprintf(file, "%ld,%s", lrintf(self->average->shapes[i] * shape_value * 1000), i % 20 == 19 ? "\n" : "");
  fprintf(file, "\n};\n\nconst uint16_t claim_word_weights[CLAIM_WORDS] = {\n");
  write_slots(file, self->word_slots, CLAIM_WORDS, self->word_keys, self->vectors.count, features, model->slot_scale);
  fprintf(file, "\n};\n\nconst uint16_t claim_pair_weights[CLAIM_PAIRS] = {\n");
  write_slots(file, self->pair_slots, CLAIM_PAIRS, self->pair_keys, self->pair_count, features + FEATURE_PAIR,
              model->slot_scale);
  fprintf(file, "\n};\n");
  return fclose(file) != 0;
}

/* ---- the run ---- */

static int read_files(lesson *self, int count, char **arguments)
{
  bool labelled = true;
  for (int i = 2; i < count; i++) {
    if (strcmp(arguments[i], "--text") == 0)
      labelled = false;
    else if (strcmp(arguments[i], "--hold") == 0 && i + 1 < count)
      self->held = atoi(arguments[++i]);
    else if (read_file(self, arguments[i], labelled))
      return 1;
  }
  return 0;
}

static int run(lesson *self, int count, char **arguments)
{
  claim_model model;
  self->current = arena_get(&self->memory, sizeof *self->current);
  self->squares = arena_get(&self->memory, sizeof *self->squares);
  self->average = arena_get(&self->memory, sizeof *self->average);
  if (!self->current || !self->squares || !self->average || read_files(self, count, arguments))
    return 2;
  outcome *outcomes = arena_get(&self->memory, (self->items.count + 1) * sizeof *outcomes);
  if (!outcomes || !vectors_learn(&self->vectors) || !resolve_all(self))
    return 2;
  find_calibration(self, outcomes, &model);
  train(self, PARTS);
  finish(self);
  if (self->held != NO_FOLD) {
    uint32_t count_held = collect(self, PARTS, true, outcomes);
    figures_print(outcomes, count_held, "held fold");
    figures_print_shipped(outcomes, count_held, &model);
  }
  return write_weights(self, &model, arguments[1]) ? 2 : 0;
}

int main(int count, char **arguments)
{
  static lesson self = {.held = NO_FOLD};
  if (count < 3) {
    fprintf(stderr, "usage: train-claims OUT.c [--hold FOLD] LABELLED.jsonl... [--text RAW.jsonl...]\n");
    return 2;
  }
  arena_init(&self.memory, NULL);
  arena_init(&self.vectors.memory, NULL);
  if (dixit_engine_new(&self.engine, NULL, NULL) != DIXIT_OK)
    return 2;
  int status = run(&self, count, arguments);
  dixit_engine_free(self.engine);
  arena_done(&self.memory);
  arena_done(&self.vectors.memory);
  return status;
}
