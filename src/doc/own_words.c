/* Words of a user's own. A class is named in the plural, as a list of words is. A verb stands for all its forms: it is
 * given by its base form, from which the others are made as for a regular verb (data/words/verbs.txt), or by four of
 * them. */
#include "doc/own_words.h"

#include <string.h>

#include "base/error.h"
#include "base/nearest.h"
#include "base/utf8.h"

enum { FORMS = 4, WORD_ROOM = 64 };

static const char *const class_names[] = {
  "abbreviations", "cue_nouns", "cue_verbs", "documents",    "groups",
  "organizations", "roles",     "titles",    "vague_groups", NULL,
};

/* In the order of their names. models: the built-in word for each form; of a class that is no verb's one for words, and
 * one for words that end in a full stop. */
static const struct word_class {
  bool verb;
  const char *models[FORMS];
} classes[] = {
  {false, {NULL, "approx."}},
  {false, {"assertion", NULL}},
  {true, {"explain", "explains", "explained", "explaining"}},
  {false, {"memo", NULL}},
  {false, {"respondents", NULL}},
  {false, {"kremlin", NULL}},
  {false, {"lawyer", NULL}},
  {false, {"commissioner", "supt."}},
  {false, {"skeptics", NULL}},
};

enum { CLASS_COUNT = sizeof classes / sizeof *classes };

const char *const *dixit_word_classes(void)
{
  return class_names;
}

static dixit_status find_class(const char *name, const struct word_class **out, dixit_error *error)
{
  for (size_t i = 0; i < CLASS_COUNT; i++) {
    *out = &classes[i];
    if (strcmp(class_names[i], name) == 0)
      return DIXIT_OK;
  }
  const char *meant = nearest_word(name, class_names, CLASS_COUNT);
  if (meant)
    return error_fail(error, DIXIT_BAD_OPTION, "there is no class of words \"%.60s\": is \"%s\" meant?", name, meant);
  return error_fail(error, DIXIT_BAD_OPTION,
                    "there is no class of words \"%.60s\": there are abbreviations, cue_nouns, cue_verbs, documents, "
                    "groups, organizations, roles, titles and vague_groups", name);
}

/* ---- words ---- */

/* As the tokenizer hashes a word: its lower-case letters. */
static uint32_t hash_word(dixit_text word)
{
  uint32_t hash = LEXICON_HASH_BASIS;
  for (size_t at = 0; at < word.length;) {
    char bytes[4];
    utf8_char c = utf8_decode(word.bytes, word.length, at);
    uint32_t length = utf8_encode(utf8_lower(c.code), bytes);
    for (uint32_t i = 0; i < length; i++)
      hash = lexicon_hash_byte(hash, (unsigned char)bytes[i]);
    at += c.length;
  }
  return hash;
}

/* One word, as the tokenizer has them: letters, digits and what may stand between them. */
static bool is_word(dixit_text word)
{
  for (size_t at = 0; at < word.length;) {
    utf8_char c = utf8_decode(word.bytes, word.length, at);
    utf8_class class = utf8_classify(c.code);
    bool inner = at && c.code < 0x80 && c.code && strchr("-'.", (int)c.code);
    if (!inner && class != UTF8_LETTER && class != UTF8_UPPER && class != UTF8_DIGIT)
      return false;
    at += c.length;
  }
  return word.length > 0 && word.length < WORD_ROOM - 4;
}

static void add(own_words *self, dixit_text word, const char *model)
{
  uint32_t hash = hash_word(word), at = hash & self->mask;
  while (self->slots[at].hash && self->slots[at].hash != hash)
    at = (at + 1) & self->mask;
  self->slots[at] = (lexicon_slot){hash, lexicon_find(lexicon_hash(text_from(model)))};
}

/* ---- verbs ---- */

static bool is_vowel(char c)
{
  return strchr("aeiou", c) != NULL;
}

static bool ends_with(dixit_text word, const char *ending)
{
  size_t length = strlen(ending);
  return word.length >= length && memcmp(word.bytes + word.length - length, ending, length) == 0;
}

/* The base form without its last `cut` letters, and `ending`. */
static void add_form(own_words *self, dixit_text base, size_t cut, const char *ending, const char *model)
{
  char form[WORD_ROOM];
  size_t stem = base.length - cut;
  memcpy(form, base.bytes, stem);
  strcpy(form + stem, ending);
  add(self, text_from(form), model);
}

/* deny, denies, denied, denying; state, states, stated, stating */
static void add_regular(own_words *self, const struct word_class *class, dixit_text base)
{
  static const char *const hissing[] = {"s", "x", "z", "ch", "sh"};
  char last = base.bytes[base.length - 1], before = base.length > 1 ? base.bytes[base.length - 2] : 'a';
  bool ies = last == 'y' && !is_vowel(before), silent = last == 'e' && before != 'e', hisses = false;
  for (size_t i = 0; i < sizeof hissing / sizeof *hissing; i++)
    hisses |= ends_with(base, hissing[i]);
  add(self, base, class->models[0]);
  add_form(self, base, ies, ies ? "ies" : hisses ? "es" : "s", class->models[1]);
  add_form(self, base, ies || last == 'e', ies ? "ied" : "ed", class->models[2]);
  add_form(self, base, silent, "ing", class->models[3]);
}

/* The words of `entry`, blanks between them, each in *forms; how many, at most FORMS + 1. */
static uint32_t split(const char *entry, dixit_text forms[FORMS + 1])
{
  uint32_t count = 0;
  for (const char *at = entry + strspn(entry, " "); *at && count <= FORMS; at += strspn(at, " ")) {
    size_t length = strcspn(at, " ");
    forms[count++] = text_of(at, length);
    at += length;
  }
  return count;
}

static dixit_status add_entry(own_words *self, const dixit_word *entry, dixit_error *error)
{
  const struct word_class *class;
  dixit_text forms[FORMS + 1];
  uint32_t count = split(entry->word, forms);
  dixit_status status = find_class(entry->class_name, &class, error);
  if (status != DIXIT_OK)
    return status;
  for (uint32_t i = 0; i < count || i == 0; i++)
    if (i == count || !is_word(forms[i]))
      return error_fail(error, DIXIT_BAD_OPTION, "\"%.80s\" is no word: letters, digits, \"-\", \"'\" and \".\"",
                        entry->word);
  if (count != 1 && !(class->verb && count == FORMS))
    return error_fail(error, DIXIT_BAD_OPTION, "\"%.80s\": %s", entry->word,
                      class->verb ? "give a verb's base form, or four: \"go goes went going\""
                                  : "give one word at a time");
  bool dotted = ends_with(forms[0], ".");
  const char *model = class->models[!class->verb && dotted];
  if (!class->verb && !model)
    return error_fail(error, DIXIT_BAD_OPTION, "\"%.80s\": %s", entry->word,
                      dotted ? "only abbreviations and titles end in a full stop"
                             : "an abbreviation ends in a full stop");
  if (class->verb && count == 1)
    add_regular(self, class, forms[0]);
  for (uint32_t i = 0; i < count && (!class->verb || count == FORMS); i++)
    add(self, forms[i], class->verb ? class->models[i] : model);
  return DIXIT_OK;
}

dixit_status own_words_init(own_words *self, arena *memory, const dixit_word *words, uint32_t count, dixit_error *error)
{
  uint32_t room = 16;
  *self = (own_words){NULL, 0};
  if (count == 0)
    return DIXIT_OK;
  if (count > UINT32_MAX / 64)
    return error_no_memory(error);
  while (room < count * FORMS * 2)
    room *= 2;
  self->slots = arena_get_zeroed(memory, room * sizeof *self->slots);
  self->mask = room - 1;
  if (!self->slots)
    return error_no_memory(error);
  for (uint32_t i = 0; i < count; i++) {
    if (!words[i].class_name || !words[i].word)
      return error_fail(error, DIXIT_BAD_ARGUMENT, "a word or its class is NULL");
    dixit_status status = add_entry(self, &words[i], error);
    if (status != DIXIT_OK)
      return status;
  }
  return DIXIT_OK;
}
