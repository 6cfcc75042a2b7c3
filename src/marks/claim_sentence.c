/* Tokens of a sentence to counts, classes and keys, in one pass: of all that claims need, this is what every token
 * costs, so the loop has hardly a branch. */
#include "marks/claim_sentence.h"

#include "doc/lexicon.h"
#include "doc/sums.h"
#include "marks/view.h"

/* Keys of numbers: percentages, years, and the others by how many digits they have. */
enum { KEY_PERCENTAGE = 1, KEY_YEAR = 2, KEY_DIGITS = 3, DIGITS_LIMIT = 6 };

static uint32_t number_key(dixit_text text)
{
  uint32_t digits = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (text.bytes[i] == '%')
      return KEY_PERCENTAGE;
    digits += ascii_is_digit(text.bytes[i]);
  }
  if (digits == 4 && text.length == 4 && (text.bytes[0] == '1' || text.bytes[0] == '2'))
    return KEY_YEAR;
  return KEY_DIGITS + (digits < DIGITS_LIMIT ? digits : DIGITS_LIMIT);
}

uint32_t claim_token_key(const dixit_doc *doc, const dixit_token *token)
{
  if (token->kind != DIXIT_NUMBER)
    return claim_spread(token->hash);
  return claim_spread(number_key(token_text(doc, (uint32_t)(token - doc->tokens.items))));
}

static inline void classes_add(class_counts *self, uint64_t bits)
{
  uint64_t carry = self->ones & bits;
  self->ones ^= bits;
  self->fours |= self->twos & carry;
  self->twos ^= carry;
}

/* "I", "we": by their length. */
static void count_writers(claim_sentence *self)
{
  static const uint64_t writer = WORD_SUBJECT_PRONOUN | WORD_FIRST_PERSON;
  for (uint32_t i = 0; (self->bits & writer) == writer && i < self->count; i++) {
    const dixit_token *token = &self->tokens[i];
    if ((word_bits(token) & writer) == writer)
      *(token->end - token->start == 1 ? &self->i : &self->we) += 1;
  }
}

/* Signs have row 0, without classes, and go the same way as words. */
static void read_tokens(claim_sentence *self)
{
  class_counts classes = {0, 0, 0};
  uint32_t numbers = 0, names = 0, questions = 0, started = 0;
  for (uint32_t i = 0; i < self->count; i++) {
    const dixit_token *token = &self->tokens[i];
    uint64_t bits = word_bits(token);
    classes_add(&classes, bits);
    names += started & token->flags & DIXIT_TOKEN_CAPITAL & ((bits & WORD_FIRST_PERSON) == 0);
    started = token->kind != DIXIT_STOP;
    questions += token->hash == '?';
    uint32_t *key = &self->keys[i < CLAIM_TOKEN_LIMIT ? i : CLAIM_TOKEN_LIMIT];
    *key = claim_spread(token->hash);
    if (token->kind == DIXIT_NUMBER) {
      memory_foresee(self->doc->text + token->start);
      numbers++;
    }
  }
  self->numbers = numbers;
  self->names = names;
  self->questions = questions;
  self->classes = classes;
}

/* The keys of numbers, whose texts have been sent for; two zeros at the end. */
static void finish_keys(claim_sentence *self)
{
  for (uint32_t i = 0; self->numbers && i < self->key_count; i++)
    if (self->tokens[i].kind == DIXIT_NUMBER)
      self->keys[i] = claim_token_key(self->doc, &self->tokens[i]);
  self->keys[self->key_count] = self->keys[self->key_count + 1] = 0;
}

void claim_sentence_read(claim_sentence *self, const dixit_doc *doc, uint32_t sentence)
{
  const sentence_sum *sum = &doc->sums[sentence];
  self->doc = doc;
  self->first = doc->sentences.items[sentence].first_token;
  self->count = doc->sentences.items[sentence].token_count;
  self->tokens = doc->tokens.items + self->first;
  self->bits = sum->bits;
  self->topics = sum->topics;
  self->i = self->we = 0;
  self->key_count = self->count < CLAIM_TOKEN_LIMIT ? self->count : CLAIM_TOKEN_LIMIT;
  read_tokens(self);
  self->words = sum->words + self->numbers;
  count_writers(self);
  finish_keys(self);
}

bool claim_sentence_has_ed(const claim_sentence *self)
{
  for (uint32_t i = 0; i < self->count; i++)
    if (part_of(&self->tokens[i]) == PART_ED)
      return true;
  return false;
}
