/* Names that the text spells in two ways: sources/spelling.
 *
 * Looked at are speakers called by one word that stands behind no other capital anywhere ("Wrenly said", no "Ann
 * Wrenly"), so that readers have not been told who that is: another full name in the text with the same consonants, a
 * slip or two away, is likely meant. And full names with one first name whose last names are as near: each is compared
 * with the one met last, no more. Words a lexicon knows are no slips. */
#include "rules/spelling.h"

#include "base/nearest.h"
#include "base/sort.h"
#include "doc/lexicon.h"

/* LEAST_BYTES: shorter names differ by a slip too often. From LONG_BYTES on two letters may differ. MOST_ALIKE: of more
 * speakers with the same consonants the rest is left alone, so that the cost stays linear. */
enum { LEAST_BYTES = 5, LONG_BYTES = 6, LEAST_CONSONANTS = 2, LATEST_SLOTS = 1024, MOST_ALIKE = 8 };

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

/* The first letter and the consonants behind it, none twice running: "Kottis" and "Kotits" are alike. 0 for words too
 * short to tell. */
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

static bool is_unknown(const dixit_token *word)
{
  return word_bits(word) == 0 && word_topics(word) == 0;
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
  bool own = run->voices[last] == 0 && mention->kind == DIXIT_MENTION_NAME;
  return is_unknown(name) && own && name->kind == DIXIT_WORD && name->flags & DIXIT_TOKEN_CAPITAL ? last : DIXIT_NONE;
}

spellings spellings_collect(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  spellings self = {.count = 0};
  if (!rule_is_on(run, RULE_SOURCES_SPELLING))
    return self;
  size_t most = doc->kind == DIXIT_KIND_ACADEMIC ? 0 : doc->sources.count; /* studies go by last names alone */
  self.items = arena_get(run->scratch, most * sizeof *self.items);
  self.sorted = arena_get(run->scratch, most * sizeof *self.sorted);
  self.latest = arena_get_zeroed(run->scratch, LATEST_SLOTS * sizeof *self.latest);
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
  return numbers_from(self->sorted, 0, self->count, (uint64_t)key << 32);
}

/* Is one a slip of the other? */
static bool is_slip(dixit_text a, dixit_text b)
{
  uint32_t most = a.length >= LONG_BYTES && b.length >= LONG_BYTES ? 2 : 1;
  return word_distance(a, b) <= most;
}

static void report(rule_run *run, uint32_t token, uint32_t elsewhere)
{
  const dixit_doc *doc = run->doc;
  dixit_span here = token_span(&doc->tokens.items[token]), other = token_span(&doc->tokens.items[elsewhere]);
  const char *meant = rule_excerpt(run, other);
  if (!rule_report(run, RULE_SOURCES_SPELLING, here, "\"%s\" here, \"%s\" elsewhere: which spelling is right?",
                   rule_excerpt(run, here), meant))
    return;
  rule_relate(run, other, "the other spelling");
  rule_fix(run, here, meant, "Spell the name as elsewhere");
}

/* A speaker's last name, or one like it. */
static void meet_last_name(const dixit_doc *doc, spellings *self, uint32_t token)
{
  uint32_t key = consonant_key(token_text(doc, token)), hash = doc->tokens.items[token].hash;
  uint32_t first = find_key(self, key);
  for (uint32_t i = first; i < self->count && i < first + MOST_ALIKE && self->sorted[i] >> 32 == key; i++) {
    spelling *found = &self->items[(uint32_t)self->sorted[i]];
    if (doc->tokens.items[found->token].hash == hash)
      found->introduced = true;
    else if (found->other == DIXIT_NONE && is_slip(token_text(doc, found->token), token_text(doc, token)))
      found->other = token;
  }
}

/* "Ann Wrenley" and "Ann Wrenly": of two last names behind one first name, the one that is a slip, or DIXIT_NONE. */
static uint32_t slip_of(const dixit_doc *doc, uint32_t before, uint32_t token)
{
  const dixit_token *tokens = doc->tokens.items;
  dixit_text a = token_text(doc, before), b = token_text(doc, token);
  if (tokens[before].hash == tokens[token].hash || tokens[before - 1].hash != tokens[token - 1].hash)
    return DIXIT_NONE;
  uint32_t key = consonant_key(a);
  if (!key || key != consonant_key(b) || !is_slip(a, b))
    return DIXIT_NONE;
  if (is_unknown(&tokens[token]))
    return token;
  return is_unknown(&tokens[before]) ? before : DIXIT_NONE;
}

static void meet_whole_name(rule_run *run, spellings *self, uint32_t token)
{
  const dixit_doc *doc = run->doc;
  uint32_t initial = (unsigned char)ascii_lower(doc->text[doc->tokens.items[token].start]);
  uint32_t *latest = &self->latest[(doc->tokens.items[token - 1].hash + initial * 31) % LATEST_SLOTS];
  uint32_t slip = *latest && *latest != DIXIT_NONE ? slip_of(doc, *latest, token) : DIXIT_NONE;
  if (slip != DIXIT_NONE)
    report(run, slip, slip == token ? *latest : token);
  if (*latest != DIXIT_NONE)
    *latest = slip == DIXIT_NONE ? token : DIXIT_NONE; /* told once */
}

void spellings_meet(rule_run *run, spellings *self, uint32_t token)
{
  if (initial_bit(run->doc, &run->doc->tokens.items[token]) & self->initials)
    meet_last_name(run->doc, self, token);
  bool person = word_is(&run->doc->tokens.items[token - 1], WORD_MALE_NAME | WORD_FEMALE_NAME);
  if (self->latest && person && run->voices[token] == 0)
    meet_whole_name(run, self, token);
}

static bool is_slip_of_name(const spelling *self)
{
  return self->other != DIXIT_NONE && !self->introduced;
}

bool spellings_tell_of(const spellings *self, uint32_t token)
{
  for (uint32_t i = 0; i < self->count; i++)
    if (self->items[i].token == token)
      return is_slip_of_name(&self->items[i]);
  return false;
}

void spellings_report(rule_run *run, const spellings *self)
{
  for (uint32_t i = 0; i < self->count; i++)
    if (is_slip_of_name(&self->items[i]))
      report(run, self->items[i].token, self->items[i].other);
}
