/* Raw text to word vectors.
 *
 * Phases: (1) the vocabulary; (2) how often each word stands beside each frequent one, left and right, next to it and
 * farther away; (3) positive pointwise mutual information, contexts smoothed by the power 3/4 (Levy, Goldberg and Dagan
 * 2015); (4) the VECTOR_HALF largest singular directions by randomized subspace iteration (Halko, Martinsson and Tropp
 * 2011), weighted by the root of their singular value. (2) to (4) are done for each half of the vectors. */
#include "train/vectors.h"

#include <math.h>
#include <stdlib.h>

#include "base/sort.h"

enum { LEAST_COUNT = 4, CONTEXT_WORDS = 3000, SIDES = 4, ITERATIONS = 3 };
enum { CONTEXTS = CONTEXT_WORDS * SIDES, RANK = VECTOR_HALF, HALVES = VECTOR_SIZE / VECTOR_HALF };

/* How far each half of a vector looks. */
static const uint32_t reaches[HALVES] = {4, 15};

/* A sparse matrix by rows. */
typedef struct sparse {
  uint32_t row_count;
  uint32_t *starts;
  uint32_t *columns;
  float *values;
} sparse;

/* ---- (1) vocabulary ---- */

/* Sort the text's words by how often they occur; *ids gets, for each token, its row or DIXIT_NONE. */
static bool number_words(word_vectors *self, uint32_t *ids)
{
  uint32_t length = self->text.count, distinct = 0;
  uint64_t *places = arena_get(&self->memory, length * sizeof *places);
  uint64_t *scratch = arena_get(&self->memory, length * sizeof *scratch);
  uint64_t *ranks = arena_get(&self->memory, length * sizeof *ranks);
  uint32_t *first = arena_get(&self->memory, length * sizeof *first);
  if (!places || !scratch || !ranks || !first)
    return false;
  for (uint32_t i = 0; i < length; i++)
    places[i] = (uint64_t)self->text.items[i] << 32 | i;
  sort_numbers(places, scratch, length);
  for (uint32_t i = 0, end; i < length; i = end) {
    for (end = i + 1; end < length && places[end] >> 32 == places[i] >> 32; end++)
      continue;
    first[distinct] = i;
    if (places[i] >> 32 != 0 && end - i >= LEAST_COUNT)
      ranks[self->count++] = (uint64_t)(UINT32_MAX - (end - i)) << 32 | distinct;
    distinct++;
  }
  sort_numbers(ranks, scratch, self->count);
  if (self->count > VECTOR_WORDS)
    self->count = VECTOR_WORDS;
  self->keys = arena_get(&self->memory, self->count * sizeof *self->keys);
  if (!self->keys)
    return false;
  memset(ids, 0xFF, length * sizeof *ids);
  for (uint32_t row = 0; row < self->count; row++) {
    uint64_t key = places[first[(uint32_t)ranks[row]]] >> 32;
    self->keys[row] = (uint32_t)key;
    for (uint32_t at = first[(uint32_t)ranks[row]]; at < length && places[at] >> 32 == key; at++)
      ids[(uint32_t)places[at]] = row;
  }
  return true;
}

/* ---- (2) neighbours ---- */

static void add_pair(uint64_t *pairs, size_t *count, uint32_t row, uint32_t context, uint32_t side)
{
  if (row != DIXIT_NONE && context < CONTEXT_WORDS)
    pairs[(*count)++] = (uint64_t)row << 32 | (side * CONTEXT_WORDS + context);
}

static size_t collect_pairs(const word_vectors *self, const uint32_t *ids, uint32_t reach, uint64_t *pairs)
{
  size_t count = 0;
  for (uint32_t i = 0; i < self->text.count; i++) {
    for (uint32_t step = 1; step <= reach && i + step < self->text.count && self->text.items[i + step]; step++) {
      uint32_t side = step == 1 ? 0 : 2;
      add_pair(pairs, &count, ids[i], ids[i + step], side);
      add_pair(pairs, &count, ids[i + step], ids[i], side + 1);
    }
  }
  return count;
}

/* Sorted pairs to a matrix of counts. */
static bool count_pairs(word_vectors *self, const uint64_t *pairs, size_t count, sparse *matrix)
{
  size_t distinct = 0;
  for (size_t i = 0; i < count; i++)
    distinct += i == 0 || pairs[i] != pairs[i - 1];
  matrix->row_count = self->count;
  matrix->starts = arena_get_zeroed(&self->memory, (self->count + 1) * sizeof *matrix->starts);
  matrix->columns = arena_get(&self->memory, distinct * sizeof *matrix->columns);
  matrix->values = arena_get(&self->memory, distinct * sizeof *matrix->values);
  if (!matrix->starts || !matrix->columns || !matrix->values)
    return false;
  size_t at = 0;
  for (size_t i = 0, end; i < count; i = end, at++) {
    for (end = i + 1; end < count && pairs[end] == pairs[i]; end++)
      continue;
    matrix->columns[at] = (uint32_t)pairs[i];
    matrix->values[at] = (float)(end - i);
    matrix->starts[(pairs[i] >> 32) + 1]++;
  }
  for (uint32_t row = 0; row < self->count; row++)
    matrix->starts[row + 1] += matrix->starts[row];
  return true;
}

/* ---- (3) mutual information ---- */

static void weigh(sparse *matrix, double *columns)
{
  double all = 0;
  memset(columns, 0, CONTEXTS * sizeof *columns);
  for (uint32_t i = 0; i < matrix->starts[matrix->row_count]; i++)
    columns[matrix->columns[i]] += matrix->values[i];
  for (uint32_t i = 0; i < CONTEXTS; i++)
    all += columns[i] = pow(columns[i], 0.75);
  for (uint32_t row = 0; row < matrix->row_count; row++) {
    double total = 0;
    for (uint32_t i = matrix->starts[row]; i < matrix->starts[row + 1]; i++)
      total += matrix->values[i];
    for (uint32_t i = matrix->starts[row]; i < matrix->starts[row + 1]; i++) {
      double information = log(matrix->values[i] / (total * columns[matrix->columns[i]] / all));
      matrix->values[i] = information > 0 ? (float)information : 0;
    }
  }
}

/* ---- (4) singular directions; dense matrices are rows of RANK floats ---- */

static void multiply(const sparse *matrix, const float *right, float *product)
{
  memset(product, 0, matrix->row_count * (size_t)RANK * sizeof *product);
  for (uint32_t row = 0; row < matrix->row_count; row++)
    for (uint32_t i = matrix->starts[row]; i < matrix->starts[row + 1]; i++)
      for (uint32_t k = 0; k < RANK; k++)
        product[row * (size_t)RANK + k] += matrix->values[i] * right[matrix->columns[i] * (size_t)RANK + k];
}

static void multiply_transposed(const sparse *matrix, const float *left, float *product)
{
  memset(product, 0, CONTEXTS * (size_t)RANK * sizeof *product);
  for (uint32_t row = 0; row < matrix->row_count; row++)
    for (uint32_t i = matrix->starts[row]; i < matrix->starts[row + 1]; i++)
      for (uint32_t k = 0; k < RANK; k++)
        product[matrix->columns[i] * (size_t)RANK + k] += matrix->values[i] * left[row * (size_t)RANK + k];
}

/* Make the columns orthogonal and of length 1 (modified Gram and Schmidt). */
static void orthogonalize(float *matrix, uint32_t rows)
{
  for (uint32_t k = 0; k < RANK; k++) {
    for (uint32_t j = 0; j <= k; j++) {
      double product = 0;
      for (uint32_t i = 0; i < rows; i++)
        product += (double)matrix[i * (size_t)RANK + j] * matrix[i * (size_t)RANK + k];
      float factor = (float)(j < k ? product : 1 / sqrt(product + 1e-20));
      for (uint32_t i = 0; i < rows; i++) {
        float *cell = &matrix[i * (size_t)RANK + k];
        *cell = j < k ? *cell - factor * matrix[i * (size_t)RANK + j] : *cell * factor;
      }
    }
  }
}

/* One rotation of Jacobi's method: clears cell (p, q) of the symmetric matrix. */
static void rotate(double *matrix, double *vectors, uint32_t p, uint32_t q)
{
  double apq = matrix[p * RANK + q];
  if (fabs(apq) < 1e-12)
    return;
  double theta = (matrix[q * RANK + q] - matrix[p * RANK + p]) / (2 * apq);
  double t = (theta < 0 ? -1 : 1) / (fabs(theta) + sqrt(theta * theta + 1));
  double c = 1 / sqrt(t * t + 1), s = t * c;
  for (uint32_t k = 0; k < RANK; k++) {
    double kp = matrix[k * RANK + p], kq = matrix[k * RANK + q];
    matrix[k * RANK + p] = c * kp - s * kq;
    matrix[k * RANK + q] = s * kp + c * kq;
  }
  for (uint32_t k = 0; k < RANK; k++) {
    double pk = matrix[p * RANK + k], qk = matrix[q * RANK + k];
    matrix[p * RANK + k] = c * pk - s * qk;
    matrix[q * RANK + k] = s * pk + c * qk;
    double vp = vectors[k * RANK + p], vq = vectors[k * RANK + q];
    vectors[k * RANK + p] = c * vp - s * vq;
    vectors[k * RANK + q] = s * vp + c * vq;
  }
}

/* Eigenvectors of a symmetric matrix, as columns; its diagonal becomes the eigenvalues. */
static void diagonalize(double *matrix, double *vectors)
{
  for (uint32_t i = 0; i < RANK * RANK; i++)
    vectors[i] = i % (RANK + 1) == 0;
  for (uint32_t sweep = 0; sweep < 12; sweep++)
    for (uint32_t p = 0; p < RANK; p++)
      for (uint32_t q = p + 1; q < RANK; q++)
        rotate(matrix, vectors, p, q);
}

/* The rows of basis * vectors, each direction weighted by the fourth root of its eigenvalue, made length 1. */
static void write_rows(word_vectors *self, uint32_t half, const float *basis, const double *values,
                       const double *vectors)
{
  for (uint32_t row = 0; row < self->count; row++) {
    float *out = self->rows + row * (size_t)VECTOR_SIZE + half * RANK;
    double square = 1e-12;
    for (uint32_t k = 0; k < RANK; k++) {
      double sum = 0;
      for (uint32_t j = 0; j < RANK; j++)
        sum += basis[row * (size_t)RANK + j] * vectors[j * RANK + k];
      double value = values[k * RANK + k];
      out[k] = (float)(sum * (value > 0 ? sqrt(sqrt(value)) : 0));
      square += (double)out[k] * out[k];
    }
    for (uint32_t k = 0; k < RANK; k++)
      out[k] = (float)(out[k] / sqrt(square));
  }
}

static bool decompose(word_vectors *self, uint32_t half, const sparse *matrix)
{
  static double gram[RANK * RANK], vectors[RANK * RANK];
  float *left = arena_get(&self->memory, self->count * (size_t)RANK * sizeof *left);
  float *right = arena_get(&self->memory, CONTEXTS * (size_t)RANK * sizeof *right);
  if (!left || !right)
    return false;
  uint32_t random = 1;
  for (size_t i = 0; i < CONTEXTS * (size_t)RANK; i++) {
    random = random * 1664525u + 1013904223u;
    right[i] = (float)(random >> 8) / (1 << 24) - 0.5f;
  }
  for (uint32_t i = 0; i <= ITERATIONS; i++) {
    orthogonalize(right, CONTEXTS);
    multiply(matrix, right, left);
    orthogonalize(left, self->count);
    multiply_transposed(matrix, left, right);
  }
  for (uint32_t p = 0; p < RANK; p++)
    for (uint32_t q = 0; q < RANK; q++) {
      double sum = 0;
      for (uint32_t i = 0; i < CONTEXTS; i++)
        sum += (double)right[i * (size_t)RANK + p] * right[i * (size_t)RANK + q];
      gram[p * RANK + q] = sum;
    }
  diagonalize(gram, vectors);
  write_rows(self, half, left, gram, vectors);
  return true;
}

static bool learn_half(word_vectors *self, const uint32_t *ids, uint32_t half)
{
  sparse matrix = {0, NULL, NULL, NULL};
  size_t limit = (size_t)self->text.count * reaches[half] * 2;
  uint64_t *pairs = malloc(limit * sizeof *pairs), *scratch = malloc(limit * sizeof *scratch);
  double *columns = arena_get(&self->memory, CONTEXTS * sizeof *columns);
  bool done = pairs && scratch && columns;
  if (done) {
    size_t count = collect_pairs(self, ids, reaches[half], pairs);
    sort_numbers(pairs, scratch, count);
    done = count_pairs(self, pairs, count, &matrix);
  }
  free(pairs);
  free(scratch);
  if (!done)
    return false;
  weigh(&matrix, columns);
  return decompose(self, half, &matrix);
}

bool vectors_learn(word_vectors *self)
{
  uint32_t *ids = arena_get(&self->memory, self->text.count * sizeof *ids);
  if (!ids || !number_words(self, ids))
    return false;
  self->rows = arena_get(&self->memory, self->count * (size_t)VECTOR_SIZE * sizeof *self->rows);
  for (uint32_t half = 0; half < HALVES; half++)
    if (!self->rows || !learn_half(self, ids, half))
      return false;
  return true;
}
