/* Folding is done character by character, on the fly: no copies. The capital and the small sharp s fold to "ss", as
 * full case folding has it; other characters that fold to several are left alone. */
#include "doc/labels.h"

#include "base/utf8.h"

/* Reads a label in folded form. pending: a second "s" is owed. */
typedef struct fold {
  dixit_text text;
  size_t at;
  bool pending;
} fold;

/* Blanks, and the ">" of block quotations after line ends, from `at` on. */
static size_t skip_blanks(dixit_text text, size_t at)
{
  bool line_end = false;
  while (at < text.length && (ascii_is_space(text.bytes[at]) || (line_end && text.bytes[at] == '>'))) {
    line_end = line_end || text.bytes[at] == '\n' || text.bytes[at] == '\r';
    at++;
  }
  return at;
}

static fold fold_of(dixit_text text)
{
  return (fold){text, skip_blanks(text, 0), false};
}

/* The next folded code point, or DIXIT_NONE at the end. */
static uint32_t fold_next(fold *self)
{
  enum { SMALL_SHARP_S = 0xDF, CAPITAL_SHARP_S = 0x1E9E };
  if (self->pending) {
    self->pending = false;
    return 's';
  }
  if (self->at >= self->text.length)
    return DIXIT_NONE;
  char c = self->text.bytes[self->at];
  if (ascii_is_space(c)) {
    self->at = skip_blanks(self->text, self->at);
    return self->at >= self->text.length ? DIXIT_NONE : ' ';
  }
  if ((unsigned char)c < 0x80) {
    self->at++;
    return (uint32_t)ascii_lower(c);
  }
  utf8_char wide = utf8_decode_long(self->text.bytes, self->text.length, self->at);
  self->at += wide.length;
  self->pending = wide.code == SMALL_SHARP_S || wide.code == CAPITAL_SHARP_S;
  return self->pending ? 's' : utf8_lower(wide.code);
}

bool label_equal(dixit_text a, dixit_text b)
{
  fold left = fold_of(a), right = fold_of(b);
  for (;;) {
    uint32_t code = fold_next(&left);
    if (code != fold_next(&right))
      return false;
    if (code == DIXIT_NONE)
      return true;
  }
}

/* MediaWiki takes names of notes as they stand. */
static bool is_folded(const dixit_doc *doc, uint32_t kind)
{
  return kind != DIXIT_REF_ENTRY && doc->format != DIXIT_MEDIAWIKI;
}

static uint64_t hash_add(uint64_t hash, uint32_t code)
{
  return (hash ^ code) * UINT64_C(0x100000001B3);
}

static uint32_t label_hash(const dixit_doc *doc, uint32_t kind, dixit_text label)
{
  uint64_t hash = hash_add(UINT64_C(0xCBF29CE484222325), kind);
  if (is_folded(doc, kind)) {
    fold folded = fold_of(label);
    for (uint32_t code; (code = fold_next(&folded)) != DIXIT_NONE;)
      hash = hash_add(hash, code);
  } else {
    for (size_t i = 0; i < label.length; i++)
      hash = hash_add(hash, (unsigned char)label.bytes[i]);
  }
  return (uint32_t)(hash ^ hash >> 32);
}

static bool matches(const dixit_doc *doc, const dixit_reference *reference, uint32_t kind, dixit_text label)
{
  if (reference->kind != kind)
    return false;
  dixit_text key = doc_slice(doc, reference->key);
  return is_folded(doc, kind) ? label_equal(key, label) : text_equal(key, label);
}

/* The slot where such a reference is, or the free one where it would be. */
static uint32_t find_slot(const label_table *self, const dixit_doc *doc, uint32_t kind, dixit_text label)
{
  uint32_t at = label_hash(doc, kind, label) & self->mask;
  while (self->slots[at] && !matches(doc, &doc->references.items[self->slots[at] - 1], kind, label))
    at = (at + 1) & self->mask;
  return at;
}

bool label_table_build(label_table *self, arena *scratch, const dixit_doc *doc)
{
  uint32_t size = 16;
  while (size / 2 < doc->references.count && size < UINT32_C(1) << 31)
    size *= 2;
  self->mask = size - 1;
  self->slots = arena_get_zeroed(scratch, (size_t)size * sizeof *self->slots);
  if (!self->slots)
    return false;
  for (uint32_t i = 0; i < doc->references.count; i++) {
    const dixit_reference *reference = &doc->references.items[i];
    uint32_t slot = find_slot(self, doc, reference->kind, doc_slice(doc, reference->key));
    if (!self->slots[slot])
      self->slots[slot] = i + 1;
  }
  return true;
}

uint32_t label_find(const label_table *self, const dixit_doc *doc, uint32_t kind, dixit_text label)
{
  return self->slots[find_slot(self, doc, kind, label)] - 1; /* 0 - 1 is DIXIT_NONE */
}
