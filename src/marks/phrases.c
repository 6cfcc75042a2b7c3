/* Noun phrases without a parser: the lexicon says what can stand in one, capitals say what is a name (name_words.c).
 *
 * A phrase starts at a determiner, possessor, number, title, role or capital, runs over modifiers, and ends before the
 * first verb, preposition, conjunction, adverb or sign. Its last word is its head. What is missed: bare plurals that
 * the lexicon does not know ("Beekeepers said"); the speaker step takes any clause's first words for those. */
#include "marks/phrases.h"

#include "doc/lexicon.h"

enum { PHRASE_LIMIT = 16 /* tokens */ };

/* seen: the traits of the words of the phrase being read together, and of its possessors. known: the token last proven
 * to be a name, or DIXIT_NONE. */
typedef struct scanner {
  block_words words;
  phrase_list *out;
  uint32_t seen;
  uint32_t known;
} scanner;

static char gender_of(const scanner *self, const phrase *found)
{
  const block_words *words = &self->words;
  for (uint32_t i = found->first; self->seen & TRAIT_GENDERED && i < found->end; i++) {
    if (i + 1 < found->end && word_is(&words->tokens[i + 1], WORD_POSSESSIVE))
      continue;
    if (i == found->first && found->flags & PHRASE_OWNED)
      continue;
    if (word_is(&words->tokens[i], WORD_MALE))
      return 'm';
    if (word_is(&words->tokens[i], WORD_FEMALE))
      return 'f';
  }
  if (found->kind != PHRASE_NAME)
    return 0;
  const dixit_token *first = &words->tokens[found->name];
  bool male = word_is(first, WORD_MALE_NAME), female = word_is(first, WORD_FEMALE_NAME);
  return male == female ? 0 : male ? 'm' : 'f';
}

static bool is_plural_word(const block_words *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  if (has_trait(self, i, TRAIT_CROWD))
    return true;
  if (has_trait(self, i, TRAIT_ONE) || token->end - token->start < 4)
    return false;
  const char *end = self->doc->text + token->end;
  return end[-1] == 's' && end[-2] != 's' && end[-2] != 'u' && end[-2] != 'i';
}

static bool has_ampersand(const block_words *self, const phrase *found)
{
  for (uint32_t i = found->name + 1; i < found->head; i++)
    if (self->tokens[i].kind == DIXIT_SYMBOL)
      return true;
  return false;
}

static uint8_t kind_of_name(const block_words *self, const phrase *found)
{
  const dixit_token *head = &self->tokens[found->head];
  bool company = word_is(head, WORD_ORGANIZATION | WORD_COMPANY_SUFFIX) && !(found->flags & PHRASE_TITLED);
  bool acronym = head->flags & DIXIT_TOKEN_UPPER && found->head == found->name;
  return company || acronym || has_ampersand(self, found) ? PHRASE_ORGANIZATION : PHRASE_NAME;
}

static void add_phrase(scanner *self, phrase *found, bool named)
{
  const block_words *words = &self->words;
  found->kind = named ? kind_of_name(words, found) : word_brief(&words->tokens[found->head])->heads;
  bool plural = !named && is_plural_word(words, found->head);
  bool defined = has_trait(words, found->first, TRAIT_DEFINES) | ((found->flags & PHRASE_OWNED) != 0);
  bool indefinite = has_trait(words, found->first, TRAIT_INDEFINITE | TRAIT_NUMBER) | (plural & !defined);
  found->flags |= plural ? PHRASE_PLURAL : 0;
  found->flags |= !named & indefinite ? PHRASE_INDEFINITE : 0;
  found->flags |= words->tokens[found->first].flags & DIXIT_TOKEN_QUOTED ? PHRASE_QUOTED : 0;
  found->gender = gender_of(self, found);
  if (ARRAY_ROOM(&words->doc->memory, *self->out, 1))
    self->out->items[self->out->count++] = *found;
}

static void add_pronoun(scanner *self, uint32_t i)
{
  const dixit_token *token = &self->words.tokens[i];
  phrase *slot = ARRAY_ADD(&self->words.doc->memory, *self->out);
  if (!slot)
    return;
  *slot = (phrase){.first = i, .end = i + 1, .head = i, .name = i, .kind = PHRASE_PRONOUN};
  slot->gender = word_is(token, WORD_MALE) ? 'm' : word_is(token, WORD_FEMALE) ? 'f' : 0;
  slot->flags = token->flags & DIXIT_TOKEN_QUOTED ? PHRASE_QUOTED : 0;
  if (word_is(token, WORD_GROUP) || (token->end - token->start == 4 && word_is(token, WORD_SUBJECT_PRONOUN)))
    slot->flags |= PHRASE_PLURAL; /* "they" is the only subject pronoun of four letters */
}

/* "Ruiz allowed ...", "Ruiz saying ...", "Ruiz hopes that ...": behind a name, what ends in -ed is its verb, an act of
 * speaking in -ing too, and what may be a verb where an object or a clause begins behind it. */
static bool is_verb_of_name(const block_words *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  const char *end = self->doc->text + token->end;
  if (i == self->first || !(self->tokens[i - 1].flags & DIXIT_TOKEN_CAPITAL) || token->flags & DIXIT_TOKEN_CAPITAL)
    return false;
  bool past = end[-1] == 'd' && end[-2] == 'e', says = end[-1] == 'g' && word_is(token, WORD_SPEECH);
  if (token->end - token->start > 3 && (past || says))
    return true;
  return word_is(token, WORD_VERB_THIRD) && !word_is(token, PEOPLE | WORD_TITLE) && i + 1 < self->end &&
         word_is(&self->tokens[i + 1], WORD_THAT | WORD_TO | WORD_DETERMINER | WORD_PRONOUN);
}

/* "officials familiar with ...", "people close to ...": the adjective follows its noun. */
static bool is_postposed(const block_words *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  return i > self->first && !(token->flags & DIXIT_TOKEN_CAPITAL) && word_is(&self->tokens[i - 1], WORD_GROUP) &&
         i + 1 < self->end && word_is(&self->tokens[i + 1], WORD_PREPOSITION | WORD_TO);
}

/* Can `i`, which has no capital, carry on a phrase that has begun: a modifier or noun, no verb and no small word? */
static bool is_modifier(const block_words *self, uint32_t i)
{
  if (has_trait(self, i, TRAIT_CARRIES | TRAIT_NUMBER | TRAIT_OPAQUE))
    return true;
  return has_trait(self, i, TRAIT_MODIFIES) && !is_verb_of_name(self, i) && !is_postposed(self, i);
}

/* "reports Reuters", "reports the Gazette": a noun that is a verb as well, before a name and after a sign, is the
 * verb. */
static bool may_be_verb(const block_words *self, uint32_t i)
{
  if (!has_trait(self, i, TRAIT_TURNS_VERB) || self->tokens[i].flags & DIXIT_TOKEN_CAPITAL)
    return false;
  uint32_t name = i + 1 < self->end && word_is(&self->tokens[i + 1], WORD_DEFINITE) ? i + 2 : i + 1;
  return name < self->end && self->tokens[name].flags & DIXIT_TOKEN_CAPITAL && i > self->first &&
         self->tokens[i - 1].kind != DIXIT_WORD;
}

/* "Alder, 54, said", "(3 May)": a number between commas is somebody's age, one before a month the day. */
static bool is_age_or_day(const block_words *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  if (i == self->first || i + 1 >= self->end || token->kind != DIXIT_NUMBER || token->end - token->start > 2)
    return false;
  bool day = token[1].kind == DIXIT_WORD && word_is(&token[1], WORD_MONTH) && token[1].flags & DIXIT_TOKEN_CAPITAL;
  return day || (token[-1].kind == DIXIT_COMMA && token[1].kind == DIXIT_COMMA);
}

/* "heard that Ruiz had told": before a name, "that" begins a clause and no phrase. */
static bool begins_clause(const block_words *self, uint32_t i)
{
  return word_is(&self->tokens[i], WORD_THAT) && i + 1 < self->end &&
         self->tokens[i + 1].flags & DIXIT_TOKEN_CAPITAL && self->tokens[i + 1].kind == DIXIT_WORD;
}

static bool starts_phrase(scanner *self, uint32_t i)
{
  const block_words *words = &self->words;
  if (has_trait(words, i, TRAIT_NUMBER))
    return !is_age_or_day(words, i);
  if (words->tokens[i].kind != DIXIT_WORD || may_be_verb(words, i) || begins_clause(words, i))
    return false;
  if (has_trait(words, i, TRAIT_STARTS))
    return true;
  bool name = is_name_word(words, i);
  self->known = name ? i : self->known;
  return name;
}

/* Set the head of the phrase from `start` to `end`, and whether it is a name. */
static bool choose_head(const scanner *self, phrase *found, uint32_t start, uint32_t end)
{
  const block_words *words = &self->words;
  bool named = false;
  found->head = end - 1;
  found->name = end - 1;
  if (!(self->seen & (TRAIT_CAPITAL | TRAIT_ENTITLES)))
    return false;
  for (uint32_t i = start; i < end; i++) {
    const dixit_token *token = &words->tokens[i];
    bool plain_title = word_is(token, WORD_TITLE) && i + 1 < end, capital = token->flags & DIXIT_TOKEN_CAPITAL;
    bool role = word_is(token, WORD_ROLE) && i + 1 < end && words->tokens[i + 1].flags & DIXIT_TOKEN_CAPITAL;
    if (plain_title || role)
      found->flags |= PHRASE_TITLED;
    if ((plain_title && capital) || (role && !capital))
      named = false; /* "Harbour Secretary Ann Lee", "Rovers captain Bo Ruiz": the name starts behind the title */
    if (!named && !plain_title && (i == self->known || is_name_word(words, i))) {
      found->name = i;
      named = true;
      if (!(self->seen & TRAIT_ENTITLES))
        break; /* no title will come that tells otherwise */
    }
  }
  const dixit_token *head = &words->tokens[found->head];
  return named && (head->flags & DIXIT_TOKEN_CAPITAL || word_is(head, WORD_COMPANY_SUFFIX));
}

/* Behind an article or possessive, what can be a verb is none: "a voice", "the planned bridge". */
static bool is_nominal(const block_words *self, uint32_t i)
{
  const uint64_t others = WORD_PRONOUN | WORD_QUANTIFIER | WORD_RELATIVE | WORD_NUMBER_WORD;
  return has_trait(self, i, TRAIT_PLAIN_VERB) && i > self->first &&
         word_is(&self->tokens[i - 1], WORD_DETERMINER) && !word_is(&self->tokens[i - 1], others);
}

/* The end of a phrase whose modifiers begin at `start`. */
static uint32_t read_modifiers(scanner *self, uint32_t start, uint32_t limit)
{
  const block_words *words = &self->words;
  uint32_t at = start;
  while (at < limit) {
    bool capital = has_trait(words, at, TRAIT_CAPITAL);
    uint32_t past = capital ? read_name(words, at, &self->seen) : at;
    if (past == at && (capital ? at > start : !is_modifier(words, at)))
      break;
    if (past == at)
      self->seen |= words->places[past++ - words->first].traits;
    at = past;
  }
  return at;
}

/* "Democrats successfully argued", "said his son calmly": an adverb before the verb or behind somebody ends no phrase.
 * Where the phrase from `start` to `end` does without it. */
static uint32_t without_adverb(const block_words *self, uint32_t start, uint32_t end)
{
  const dixit_token *last = &self->tokens[end - 1];
  bool adverb = end > start + 1 && last->kind == DIXIT_WORD && !(last->flags & DIXIT_TOKEN_CAPITAL) &&
                word_brief(last)->parts[0] == PART_LY;
  if (!adverb)
    return end;
  bool verb = end < self->end && word_is(&self->tokens[end], WORD_VERB_PAST | WORD_VERB_THIRD);
  bool somebody = last[-1].flags & DIXIT_TOKEN_CAPITAL || word_brief(&last[-1])->heads == PHRASE_ROLE;
  return verb || (somebody && (end == self->end || self->tokens[end].kind != DIXIT_WORD)) ? end - 1 : end;
}

/* Read one phrase at `i`; returns where to go on. `owner` is where a possessor before it began, or `i`. */
static uint32_t read_phrase(scanner *self, uint32_t i, uint32_t owner)
{
  const block_words *words = &self->words;
  phrase found = {.first = owner};
  uint32_t start = i, limit = i + PHRASE_LIMIT < words->end ? i + PHRASE_LIMIT : words->end;
  found.flags = (owner < i) | has_trait(words, i, TRAIT_POSSESSIVE) ? PHRASE_OWNED : 0;
  self->seen |= words->places[i - words->first].traits;
  while (start < limit && has_trait(words, start, TRAIT_LEADS))
    self->seen |= words->places[start++ - words->first].traits;
  self->seen |= words->places[start - words->first].traits;
  uint32_t modifiers = start + is_nominal(words, start);
  uint32_t at = has_trait(words, i, TRAIT_NO_NOUN) ? start : read_modifiers(self, modifiers, limit);
  if (at == start && !has_trait(words, start - (start > i), TRAIT_ALONE))
    return i + 1;
  if (at == start) {
    at = start > i ? start : i + 1;
    start = at - 1;
  }
  found.end = at = without_adverb(words, start, at);
  bool owns = has_trait(words, at, TRAIT_POSSESSIVE) && !(words->tokens[at].flags & DIXIT_TOKEN_SPACED);
  found.flags |= owns ? PHRASE_POSSESSIVE : 0;
  bool named = choose_head(self, &found, start, at);
  add_phrase(self, &found, named);
  if (owns && at + 1 < words->end && at + 1 - owner < PHRASE_LIMIT)
    return read_phrase(self, at + 1, owner);
  return at;
}

void phrases_find(dixit_doc *doc, const phrase_field *field, dixit_span tokens, phrase_list *out)
{
  const uint32_t begins = TRAIT_STARTS | TRAIT_SUBJECT | TRAIT_CAPITAL | TRAIT_NUMBER;
  const dixit_block *b = &doc->blocks.items[field->block];
  scanner self = {.out = out, .known = DIXIT_NONE};
  self.words = (block_words){.doc = doc, .names = field->names, .tokens = doc->tokens.items, .places = field->places,
                             .first = b->first_token, .end = b->first_token + b->token_count,
                             .headline = field->headline};
  for (uint32_t i = tokens.start; i < tokens.end;) {
    const dixit_token *token = &self.words.tokens[i];
    if (!has_trait(&self.words, i, begins))
      i++;
    else if (has_trait(&self.words, i, TRAIT_SUBJECT) &&
             !(token->flags & DIXIT_TOKEN_UPPER && token->end - token->start > 1))
      add_pronoun(&self, i++);
    else if (!starts_phrase(&self, i))
      i++;
    else {
      self.seen = 0;
      i = read_phrase(&self, i, i);
    }
  }
}

uint64_t phrase_head_bits(const dixit_doc *doc, const phrase *self)
{
  return word_bits(&doc->tokens.items[self->head]);
}
