/* Learns word clusters (data/clusters.txt) from raw text: words that stand between the same words go together, so
 * that a rare verb is treated like the frequent ones around it.
 *
 *     build/src/train/train-clusters src/data/clusters.txt FILE.jsonl...      each line has a "text"
 *
 * The exchange algorithm (Kneser and Ney 1993; Martin, Liermann and Ney 1998): every word is moved, in turn, to the
 * class that makes a class bigram model of the text likeliest, until little moves. Its score is the sum of n log n over
 * class bigrams, less twice that over classes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "doc/document.h"
#include "marks/clusters.h"
#include "train/json_lines.h"

enum { WORD_LIMIT = 20000, LEAST_COUNT = 4, CLASSES = CLUSTER_COUNT, PASSES = 12, LOG_TABLE = 1 << 20 };

/* One distinct word. following, preceding: counts by word id, as pairs in a shared list. */
typedef struct vocabulary_word {
  uint32_t hash;
  uint32_t count;
  uint32_t class;
} vocabulary_word;

typedef struct bigram {
  uint32_t left;
  uint32_t right;
  uint32_t count;
} bigram;

typedef struct corpus_words {
  dixit_engine *engine;
  arena memory;
  ARRAY(uint32_t) hashes;  /* the text: word hashes, 0 between sentences */
  ARRAY(vocabulary_word) words;
  ARRAY(bigram) by_left;   /* sorted by left word, then right */
  ARRAY(bigram) by_right;  /* sorted by right word, then left */
  uint32_t *left_start;
  uint32_t *right_start;
} corpus_words;

static double logs[LOG_TABLE];
static int64_t pair_counts[CLASSES][CLASSES], class_counts[CLASSES];

static double n_log_n(int64_t n)
{
  return n <= 0 ? 0 : n < LOG_TABLE ? logs[n] : (double)n * log((double)n);
}

/* ---- text ---- */

static void add_hash(corpus_words *self, uint32_t hash)
{
  uint32_t *slot = ARRAY_ADD(&self->memory, self->hashes);
  if (slot)
    *slot = hash;
}

static void read_text(corpus_words *self, const char *text)
{
  dixit_doc_options options = {.size = sizeof options, .format = DIXIT_PLAIN};
  dixit_doc *doc;
  if (dixit_doc_new(&doc, self->engine, text, strlen(text), &options, NULL) != DIXIT_OK)
    return;
  for (uint32_t s = 0; s < doc->sentences.count; s++) {
    const dixit_sentence *sentence = &doc->sentences.items[s];
    add_hash(self, 0);
    for (uint32_t i = 0; i < sentence->token_count; i++)
      add_hash(self, cluster_key(&doc->tokens.items[sentence->first_token + i]));
  }
  dixit_doc_free(doc);
}

static void read_line(void *payload, json_t *line)
{
  corpus_words *self = payload;
  const char *text = json_string_value(json_object_get(line, "text"));
  if (text)
    read_text(self, text);
}

/* ---- vocabulary and bigrams ---- */

static int compare_hashes(const void *a, const void *b)
{
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static int compare_counts(const void *a, const void *b)
{
  const vocabulary_word *x = a, *y = b;
  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static int compare_word_hashes(const void *a, const void *b)
{
  const vocabulary_word *x = a, *y = b;
  return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* The frequent words, sorted by hash; classes by rank at first. */
static void count_words(corpus_words *self)
{
  uint32_t count = self->hashes.count;
  uint32_t *sorted = arena_get(&self->memory, (count + 1) * sizeof *sorted);
  memcpy(sorted, self->hashes.items, count * sizeof *sorted);
  qsort(sorted, count, sizeof *sorted, compare_hashes);
  for (uint32_t i = 0, end; i < count; i = end) {
    for (end = i; end < count && sorted[end] == sorted[i];)
      end++;
    vocabulary_word *word = sorted[i] && end - i >= LEAST_COUNT ? ARRAY_ADD(&self->memory, self->words) : NULL;
    if (word)
      *word = (vocabulary_word){sorted[i], end - i, 0};
  }
  qsort(self->words.items, self->words.count, sizeof *self->words.items, compare_counts);
  if (self->words.count > WORD_LIMIT)
    self->words.count = WORD_LIMIT;
  for (uint32_t i = 0; i < self->words.count; i++)
    self->words.items[i].class = 1 + (i < CLASSES - 1 ? i : i % (CLASSES - 1));
  qsort(self->words.items, self->words.count, sizeof *self->words.items, compare_word_hashes);
}

/* The id of a word: its place; rare words and sentence ends have the id behind the last. */
static uint32_t word_id(const corpus_words *self, uint32_t hash)
{
  vocabulary_word wanted = {.hash = hash};
  vocabulary_word *found = bsearch(&wanted, self->words.items, self->words.count, sizeof wanted, compare_word_hashes);
  return found ? (uint32_t)(found - self->words.items) : self->words.count;
}

static int compare_left(const void *a, const void *b)
{
  const bigram *x = a, *y = b;
  if (x->left != y->left)
    return x->left < y->left ? -1 : 1;
  return x->right < y->right ? -1 : x->right > y->right;
}

static int compare_right(const void *a, const void *b)
{
  const bigram *x = a, *y = b;
  if (x->right != y->right)
    return x->right < y->right ? -1 : 1;
  return x->left < y->left ? -1 : x->left > y->left;
}

static void count_bigrams(corpus_words *self)
{
  uint32_t count = self->hashes.count, n = 0;
  bigram *all = arena_get(&self->memory, (count + 1) * sizeof *all);
  uint32_t before = self->words.count;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t id = word_id(self, self->hashes.items[i]);
    all[n++] = (bigram){before, id, 1};
    before = id;
  }
  qsort(all, n, sizeof *all, compare_left);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (kept && compare_left(&all[kept - 1], &all[i]) == 0)
      all[kept - 1].count++;
    else
      all[kept++] = all[i];
  }
  bigram *other = arena_get(&self->memory, (kept + 1) * sizeof *other);
  memcpy(other, all, kept * sizeof *other);
  qsort(other, kept, sizeof *other, compare_right);
  self->by_left.items = all;
  self->by_right.items = other;
  self->by_left.count = self->by_right.count = kept;
  self->left_start = arena_get_zeroed(&self->memory, (self->words.count + 2) * sizeof *self->left_start);
  self->right_start = arena_get_zeroed(&self->memory, (self->words.count + 2) * sizeof *self->right_start);
  for (uint32_t i = 0; i < kept; i++) {
    self->left_start[all[i].left + 1] = i + 1;
    self->right_start[other[i].right + 1] = i + 1;
  }
  for (uint32_t i = 1; i <= self->words.count + 1; i++) {
    if (self->left_start[i] < self->left_start[i - 1])
      self->left_start[i] = self->left_start[i - 1];
    if (self->right_start[i] < self->right_start[i - 1])
      self->right_start[i] = self->right_start[i - 1];
  }
}

/* ---- exchange ---- */

static uint32_t class_of(const corpus_words *self, uint32_t id)
{
  return id < self->words.count ? self->words.items[id].class : 0;
}

/* How often each class follows and precedes one word; `own`: the word follows itself. */
typedef struct neighbours {
  int64_t after[CLASSES];
  int64_t before[CLASSES];
  int64_t own;
} neighbours;

static void gather(const corpus_words *self, uint32_t id, neighbours *out)
{
  memset(out, 0, sizeof *out);
  for (uint32_t i = self->left_start[id]; i < self->left_start[id + 1]; i++) {
    const bigram *b = &self->by_left.items[i];
    if (b->right == id)
      out->own = b->count;
    else
      out->after[class_of(self, b->right)] += b->count;
  }
  for (uint32_t i = self->right_start[id]; i < self->right_start[id + 1]; i++)
    if (self->by_right.items[i].left != id)
      out->before[class_of(self, self->by_right.items[i].left)] += self->by_right.items[i].count;
}

/* Put a word's counts into class `c` (sign 1) or take them out (-1). */
static void shift(uint32_t c, const neighbours *near, int64_t count, int sign)
{
  for (uint32_t k = 0; k < CLASSES; k++) {
    pair_counts[c][k] += sign * near->after[k];
    pair_counts[k][c] += sign * near->before[k];
  }
  pair_counts[c][c] += sign * near->own;
  class_counts[c] += sign * count;
}

/* What the score gains when a word that is in no class joins class `c`. */
static double gain(uint32_t c, const neighbours *near, int64_t count)
{
  double total = -2 * (n_log_n(class_counts[c] + count) - n_log_n(class_counts[c]));
  for (uint32_t k = 0; k < CLASSES; k++) {
    if (k == c)
      continue;
    if (near->after[k])
      total += n_log_n(pair_counts[c][k] + near->after[k]) - n_log_n(pair_counts[c][k]);
    if (near->before[k])
      total += n_log_n(pair_counts[k][c] + near->before[k]) - n_log_n(pair_counts[k][c]);
  }
  int64_t inner = near->after[c] + near->before[c] + near->own;
  return total + n_log_n(pair_counts[c][c] + inner) - n_log_n(pair_counts[c][c]);
}

static uint32_t exchange_all(corpus_words *self)
{
  uint32_t moved = 0;
  neighbours near;
  for (uint32_t id = 0; id < self->words.count; id++) {
    vocabulary_word *word = &self->words.items[id];
    uint32_t best = word->class;
    gather(self, id, &near);
    shift(word->class, &near, word->count, -1);
    double most = gain(word->class, &near, word->count);
    for (uint32_t c = 1; c < CLASSES; c++) {
      double value = c == word->class ? most : gain(c, &near, word->count);
      if (value > most + 1e-9) {
        most = value;
        best = c;
      }
    }
    moved += best != word->class;
    word->class = best;
    shift(best, &near, word->count, 1);
  }
  return moved;
}

static void count_classes(const corpus_words *self)
{
  for (uint32_t i = 0; i < self->by_left.count; i++) {
    const bigram *b = &self->by_left.items[i];
    pair_counts[class_of(self, b->left)][class_of(self, b->right)] += b->count;
    class_counts[class_of(self, b->right)] += b->count;
  }
}

/* ---- the table ---- */

/* The words lose their order by hash. */
static int write_table(corpus_words *self, const char *path)
{
  FILE *out = fopen(path, "w");
  if (!out)
    return 1;
  qsort(self->words.items, self->words.count, sizeof *self->words.items, compare_counts);
  fprintf(
      out,
      "# Generated by src/train/clusters.c: do not edit. Hashes of words and the cluster of each, the most frequent "
      "first.");
  for (uint32_t i = 0; i < self->words.count; i++)
    fprintf(out, "%c%08x:%u", i % 9 ? ' ' : '\n', self->words.items[i].hash, self->words.items[i].class);
  fputc('\n', out);
  return fclose(out) != 0;
}

int main(int count, char **arguments)
{
  corpus_words words = {.hashes = {0}};
  if (count < 3) {
    fprintf(stderr, "usage: train-clusters OUT.txt FILE.jsonl...\n");
    return 2;
  }
  arena_init(&words.memory, NULL);
  if (dixit_engine_new(&words.engine, NULL, NULL) != DIXIT_OK)
    return 2;
  for (int i = 2; i < count; i++)
    if (json_lines_read(arguments[i], read_line, &words))
      return 2;
  for (int64_t n = 1; n < LOG_TABLE; n++)
    logs[n] = (double)n * log((double)n);
  count_words(&words);
  count_bigrams(&words);
  count_classes(&words);
  printf("%u tokens, %u words, %u bigrams\n", words.hashes.count, words.words.count, words.by_left.count);
  for (int pass = 1; pass <= PASSES; pass++) {
    uint32_t moved = exchange_all(&words);
    printf("pass %d: %u moved\n", pass, moved);
    if (moved * 200 < words.words.count)
      break;
  }
  int status = write_table(&words, arguments[1]);
  arena_done(&words.memory);
  dixit_engine_free(words.engine);
  return status ? 2 : 0;
}
