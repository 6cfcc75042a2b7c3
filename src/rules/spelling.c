/* A speaker whose last name the text spells in two ways: sources/spelling.
 *
 * Looked at are speakers called by one word that stands behind no other capital anywhere ("Sweeny said", no "Steve
 * Sweeny"), so that readers have not been told who that is. Another full name in the text with the same consonants, a
 * slip or two away, is likely meant. Words a lexicon knows are no slips. */
#include "rules/spelling.h"

#include "base/nearest.h"
#include "base/sort.h"
#include "doc/lexicon.h"

/* LEAST_BYTES: shorter names differ by a slip too often. From LONG_BYTES on two letters may differ. */
enum { LEAST_BYTES = 5, LONG_BYTES = 6, LEAST_CONSONANTS = 2 };

/* A speaker's last name. key: of its consonants. other: the last token of the full name it may be a slip of, or
 * DIXIT_NONE. */
struct spelling {
  uint32_t token;
  uint32_t key;
  uint32_t other;
  bool introduced; /* the word ends a full name too */
};

static bool is_vowel(char c)
{
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* The first letter and the consonants behind it, each once where it is doubled: "Keidis" and "Kiedis" are alike. 0 for
 * words too short to tell. */
static uint32_t consonant_key(dixit_text word)
{
  uint32_t key = LEXICON_HASH_BASIS, consonants = 0;
  char last = '\0';
  for (size_t i = 0; i < word.length; i++) {
    char c = ascii_lower(word.bytes[i]);
    if (i > 0 && (is_vowel(c) || c == last))
      continue;
    key = lexicon_hash_byte(key, (unsigned char)c);
    last = c;
    consonants++;
  }
  return word.length < LEAST_BYTES || consonants < LEAST_CONSONANTS ? 0 : key;
}

/* A bit for the letter a word begins with; other letters share theirs. */
static uint32_t initial_bit(const dixit_doc *doc, const dixit_token *token)
{
  return (uint32_t)1 << (ascii_lower(doc->text[token->start]) & 31);
}

/* A title or titles and one word no lexicon knows: that word, or DIXIT_NONE. */
static uint32_t lone_name(const rule_run *run, const dixit_source *source)
{
  const dixit_doc *doc = run->doc;
  if (source->kind != DIXIT_SOURCE_NAMED || source->member_count || source->plural || source->quote_count == 0 ||
      source->first_mention == DIXIT_NONE)
    return DIXIT_NONE;
  const dixit_mention *mention = &doc->mentions.items[source->first_mention];
  uint32_t last = mention->first_token + mention->token_count - 1;
  const dixit_token *name = &doc->tokens.items[last];
  for (uint32_t i = mention->first_token; i < last; i++)
    if (!word_is(&doc->tokens.items[i], WORD_TITLE))
      return DIXIT_NONE;
  bool unknown = word_bits(name) == 0 && word_topics(name) == 0;
  bool own = run->voices[last] == 0 && mention->kind == DIXIT_MENTION_NAME;
  return unknown && own && name->kind == DIXIT_WORD && name->flags & DIXIT_TOKEN_CAPITAL ? last : DIXIT_NONE;
}

spellings spellings_collect(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  size_t most = rule_is_on(run, RULE_SOURCES_SPELLING) ? doc->sources.count : 0;
  spellings self = {.items = arena_get(run->scratch, most * sizeof *self.items),
                    .sorted = arena_get(run->scratch, most * sizeof *self.sorted)};
  uint64_t *room = arena_get(run->scratch, most * sizeof *room);
  if (!self.items || !self.sorted || !room)
    return self;
  for (uint32_t i = 0; i < most; i++) {
    uint32_t token = lone_name(run, &doc->sources.items[i]);
    uint32_t key = token == DIXIT_NONE ? 0 : consonant_key(token_text(doc, token));
    if (!key)
      continue;
    self.items[self.count] = (spelling){token, key, DIXIT_NONE, false};
    self.sorted[self.count] = (uint64_t)key << 32 | self.count;
    self.initials |= initial_bit(doc, &doc->tokens.items[token]);
    self.count++;
  }
  sort_numbers(self.sorted, room, self.count);
  return self;
}

/* The first of the sorted spellings whose key is not below `key`. */
static uint32_t find_key(const spellings *self, uint32_t key)
{
  uint32_t low = 0, high = self->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (self->sorted[middle] >> 32 < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Is one a slip of the other? */
static bool is_slip(dixit_text a, dixit_text b)
{
  uint32_t most = a.length >= LONG_BYTES && b.length >= LONG_BYTES ? 2 : 1;
  return word_distance(a, b) <= most;
}

void spellings_meet(const dixit_doc *doc, spellings *self, uint32_t token)
{
  if (!(initial_bit(doc, &doc->tokens.items[token]) & self->initials))
    return;
  uint32_t key = consonant_key(token_text(doc, token)), hash = doc->tokens.items[token].hash;
  for (uint32_t i = find_key(self, key); i < self->count && self->sorted[i] >> 32 == key; i++) {
    spelling *found = &self->items[(uint32_t)self->sorted[i]];
    if (doc->tokens.items[found->token].hash == hash)
      found->introduced = true;
    else if (found->other == DIXIT_NONE && is_slip(token_text(doc, found->token), token_text(doc, token)))
      found->other = token;
  }
}

static void report(rule_run *run, const spelling *self)
{
  const dixit_doc *doc = run->doc;
  dixit_span here = token_span(&doc->tokens.items[self->token]);
  dixit_span other = token_span(&doc->tokens.items[self->other]);
  const char *meant = rule_excerpt(run, other);
  if (!rule_report(run, RULE_SOURCES_SPELLING, here, "\"%s\" here, \"%s\" elsewhere: which spelling is right?",
                   rule_excerpt(run, here), meant))
    return;
  rule_relate(run, other, "the other spelling");
  rule_fix(run, here, meant, "Spell the name as elsewhere");
}

void spellings_report(rule_run *run, const spellings *self)
{
  for (uint32_t i = 0; i < self->count; i++)
    if (self->items[i].other != DIXIT_NONE && !self->items[i].introduced)
      report(run, &self->items[i]);
}
