/* Noun phrases without a parser: the lexicon says what can stand in one, capitals say what is a name.
 *
 * A phrase starts at a determiner, possessor, number, title, role or capital, runs over modifiers, and ends before the
 * first verb, preposition, conjunction, adverb or sign. Its last word is its head. What is missed: bare plurals that
 * the lexicon does not know ("Beekeepers said"); the speaker step takes any clause's first words for those. */
#include "marks/phrases.h"

#include "doc/lexicon.h"

enum { PHRASE_LIMIT = 16, HEADLINE_LIMIT = 60 /* tokens */ };

/* names: capitalised words known. places: of the block's tokens. first, end: of the block's tokens. headline: capitals
 * tell nothing there. seen: the traits of the words of the phrase being read together, and of its possessors. known: the
 * token last proven to be a name, or DIXIT_NONE. */
typedef struct scanner {
  dixit_doc *doc;
  const name_set *names;
  const dixit_token *tokens;
  const token_place *places;
  uint32_t first;
  uint32_t end;
  phrase_list *out;
  bool headline;
  uint32_t seen;
  uint32_t known;
} scanner;

/* ---- words that are names ---- */

static uint32_t name_bit(uint32_t hash)
{
  return (hash ^ hash >> 16) & (NAME_SET_BITS - 1);
}

static bool name_set_has(const name_set *names, uint32_t hash)
{
  uint32_t bit = name_bit(hash);
  return names->words[bit / 64] >> (bit % 64) & 1;
}

/* A capital that a sentence's start does not explain, or that stands behind such a one, a title or a given name.
 * `known`: the word before it is such a capital. */
static bool is_inner_capital(const dixit_token *tokens, uint32_t i, bool known)
{
  if (!(tokens[i].flags & DIXIT_TOKEN_CAPITAL) || tokens[i].kind != DIXIT_WORD)
    return false;
  const dixit_token *before = &tokens[i - 1];
  if (before->kind != DIXIT_WORD)
    return before->kind == DIXIT_COMMA;
  bool named = word_is(before, WORD_TITLE | WORD_MALE_NAME | WORD_FEMALE_NAME) && !word_is(before, WORD_MODAL);
  return known || named || !(before->flags & (DIXIT_TOKEN_CAPITAL | DIXIT_TOKEN_ABBREVIATED));
}

void phrases_learn_names(const dixit_doc *doc, name_set *names)
{
  memset(names, 0, sizeof *names);
  for (uint32_t b = 0; b < doc->blocks.count; b++) {
    const dixit_block *block = &doc->blocks.items[b];
    bool known = false;
    for (uint32_t i = block->first_token + 1; i < block->first_token + block->token_count; i++) {
      known = is_inner_capital(doc->tokens.items, i, known);
      if (!known)
        continue;
      uint32_t bit = name_bit(doc->tokens.items[i].hash);
      names->words[bit / 64] |= UINT64_C(1) << (bit % 64);
    }
  }
}

bool phrases_in_headline(const dixit_doc *doc, uint32_t block)
{
  const dixit_block *b = &doc->blocks.items[block];
  bool heading = b->kind == DIXIT_HEADING || b->kind == DIXIT_TITLE;
  uint32_t words = 0, small = 0;
  if (b->token_count > HEADLINE_LIMIT)
    return false;
  for (uint32_t i = b->first_token; i < b->first_token + b->token_count && (heading || !small); i++) {
    const dixit_token *token = &doc->tokens.items[i];
    bool tells = token->end - token->start > 3 || word_is(token, WORD_VERB);
    if (token->kind != DIXIT_WORD || !tells || token->flags & DIXIT_TOKEN_QUOTED)
      continue;
    words++;
    small += !(token->flags & DIXIT_TOKEN_CAPITAL);
  }
  return heading ? words > 2 && small * 4 <= words : words > 3 && !small;
}

/* ---- classes of words ---- */

/* Has token `i` one of these traits? */
static bool has_trait(const scanner *self, uint32_t i, uint32_t traits)
{
  return (self->places[i - self->first].traits & traits) != 0;
}

static bool is_function_word(const dixit_token *token)
{
  return word_is(token, FUNCTION_WORDS);
}

static bool is_sentence_start(const scanner *self, uint32_t i)
{
  if (i == self->first)
    return true;
  uint8_t before = self->tokens[i - 1].kind;
  /* behind a quotation without a stop of its own the sentence goes on: Robert “Bobby” Gates */
  if (before == DIXIT_MARK)
    return i < self->first + 3 || self->tokens[i - 2].kind != DIXIT_WORD;
  return before == DIXIT_STOP || before == DIXIT_COLON || before == DIXIT_DASH || before == DIXIT_OPEN;
}

/* In a headline, a verb or small word may have a capital and is a verb or small word. */
static bool is_small_in_headline(const scanner *self, const dixit_token *token)
{
  return self->headline && !word_is(token, WORD_MALE_NAME | WORD_FEMALE_NAME | WORD_TITLE) &&
         (is_function_word(token) || word_is(token, WORD_VERB | WORD_SPEECH | WORD_ADVERB));
}

static bool is_unknown(const dixit_token *token)
{
  return word_bits(token) == 0 && word_brief(token)->cluster == 0;
}

/* A word nothing is known of, and no plural: at a sentence's start, before a verb, a name ("Brandt stood up"). */
static bool is_rare(const scanner *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  return is_unknown(token) && self->doc->text[token->end - 1] != 's';
}

/* "Alder, 54, said": an age proves a name. "Alder, a welder", "Alder, who lives there", "Alder (Labour)": so does an
 * aside behind a word that nothing is known of, unless it is an adverb ("Bizarrely, a ..."). */
static bool is_set_off(const scanner *self, uint32_t i)
{
  if (i + 3 >= self->end)
    return false;
  const dixit_token *next = &self->tokens[i + 1];
  if (next->kind == DIXIT_COMMA && next[1].kind == DIXIT_NUMBER && next[2].kind == DIXIT_COMMA)
    return true;
  if (!is_unknown(&self->tokens[i]) || word_brief(&self->tokens[i])->parts[0] == PART_LY)
    return false;
  uint8_t opens = word_brief(&next[1])->parts[0];
  bool apposed = opens == PART_DETERMINER || opens == PART_RELATIVE || opens == PART_ING ||
                 opens == PART_SPEECH_ING || opens == PART_PREPOSITION || opens == PART_SUBORDINATOR;
  return next->kind == DIXIT_OPEN || (next->kind == DIXIT_COMMA && next[1].kind == DIXIT_WORD && apposed);
}

/* "Opposition leader Ana Ruiz": a word before a role that a name follows opens the phrase, whatever else it may be. */
static bool is_before_role(const scanner *self, uint32_t i)
{
  if (i + 2 >= self->end)
    return false;
  const dixit_token *role = &self->tokens[i + 1];
  return role->kind == DIXIT_WORD && word_is(role, WORD_ROLE) && !word_is(role, WORD_VERB) &&
         !(role->flags & DIXIT_TOKEN_CAPITAL) && role[1].kind == DIXIT_WORD && role[1].flags & DIXIT_TOKEN_CAPITAL &&
         !word_is(&self->tokens[i], WORD_SPEECH | WORD_TITLE | WORD_ROLE);
}

/* Does a verb, no form of "be", follow token `i`, an adverb between them or not: "Ruiz also told"? */
static bool acts(const scanner *self, uint32_t i)
{
  uint32_t next = i + 1;
  if (next + 1 < self->end && word_is(&self->tokens[next], WORD_ADVERB))
    next++;
  if (next >= self->end || self->tokens[next].kind != DIXIT_WORD)
    return false;
  const dixit_token *verb = &self->tokens[next];
  bool finite = word_is(verb, WORD_VERB_PAST | WORD_VERB_THIRD | WORD_HAVE | WORD_MODAL | WORD_AUXILIARY);
  return (finite && !word_is(verb, WORD_BE)) || word_brief(verb)->parts[0] == PART_ED;
}

/* A capitalised word that is (part of) a name. At a sentence's start a capital alone proves nothing. */
static bool is_name_word(const scanner *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  if (token->kind != DIXIT_WORD || !(token->flags & DIXIT_TOKEN_CAPITAL))
    return false;
  if (word_is(token, WORD_MONTH | WORD_WEEKDAY) && !(token->flags & DIXIT_TOKEN_UPPER))
    return false;
  if (is_small_in_headline(self, token))
    return false;
  if (!is_sentence_start(self, i))
    return !word_is(token, WORD_PRONOUN) || token->flags & DIXIT_TOKEN_UPPER;
  if (word_is(token, WORD_MALE_NAME | WORD_FEMALE_NAME) || token->flags & (DIXIT_TOKEN_UPPER | DIXIT_TOKEN_ABBREVIATED))
    return !is_function_word(token);
  if (is_function_word(token))
    return word_is(token, WORD_TITLE);
  if (is_before_role(self, i))
    return true;
  if (word_is(token, WORD_VERB | PEOPLE))
    return word_is(token, WORD_TITLE);
  if (name_set_has(self->names, token->hash))
    return true;
  const dixit_token *next = i + 1 < self->end ? &self->tokens[i + 1] : token;
  if ((acts(self, i) && is_rare(self, i)) || is_set_off(self, i))
    return true;
  return (next->flags & DIXIT_TOKEN_CAPITAL && next != token) || word_is(next, WORD_SPEECH | WORD_POSSESSIVE);
}

/* Small words inside names: Ludwig van Beethoven. */
static bool is_particle(const scanner *self, uint32_t i)
{
  static const char *const particles[] = {"de",  "la", "van", "von", "der", "bin", "al",
                                          "del", "di", "da",  "el",  "du",  "le"};
  const dixit_token *token = &self->tokens[i];
  bool before_name = i + 1 < self->end && self->tokens[i + 1].flags & DIXIT_TOKEN_CAPITAL;
  if (!before_name || token->kind != DIXIT_WORD || token->end - token->start > 3)
    return false;
  dixit_text text = token_text(self->doc, i);
  for (size_t k = 0; k < sizeof particles / sizeof *particles; k++)
    if (text_is(text, particles[k]))
      return true;
  return false;
}

/* "of", "for", "and" between the capitals of an organisation or office: Department of Justice, Secretary of State. */
static bool is_name_link(const scanner *self, uint32_t i)
{
  if (i + 1 >= self->end || i == self->first || !word_is(&self->tokens[i], WORD_PREPOSITION))
    return false;
  dixit_text text = token_text(self->doc, i); /* not "in": the University in Tarn */
  if (!text_is(text, "of") && !text_is(text, "for") && !text_is(text, "on"))
    return false;
  uint32_t next = i + 1;
  if (word_is(&self->tokens[next], WORD_DEFINITE) && next + 1 < self->end)
    next++;
  return word_is(&self->tokens[i - 1], WORD_ORGANIZATION | WORD_TITLE) &&
         self->tokens[i - 1].flags & DIXIT_TOKEN_CAPITAL && self->tokens[next].flags & DIXIT_TOKEN_CAPITAL &&
         self->tokens[next].kind == DIXIT_WORD && !word_is(&self->tokens[next], WORD_MONTH | WORD_WEEKDAY);
}

/* ---- phrases ---- */

static char gender_of(const scanner *self, const phrase *found)
{
  for (uint32_t i = found->first; self->seen & TRAIT_GENDERED && i < found->end; i++) {
    if (i + 1 < found->end && word_is(&self->tokens[i + 1], WORD_POSSESSIVE))
      continue;
    if (i == found->first && found->flags & PHRASE_OWNED)
      continue;
    if (word_is(&self->tokens[i], WORD_MALE))
      return 'm';
    if (word_is(&self->tokens[i], WORD_FEMALE))
      return 'f';
  }
  if (found->kind != PHRASE_NAME)
    return 0;
  const dixit_token *first = &self->tokens[found->name];
  bool male = word_is(first, WORD_MALE_NAME), female = word_is(first, WORD_FEMALE_NAME);
  return male == female ? 0 : male ? 'm' : 'f';
}

static bool is_plural_word(const scanner *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  if (has_trait(self, i, TRAIT_CROWD))
    return true;
  if (has_trait(self, i, TRAIT_ONE) || token->end - token->start < 4)
    return false;
  const char *end = self->doc->text + token->end;
  return end[-1] == 's' && end[-2] != 's' && end[-2] != 'u' && end[-2] != 'i';
}

static bool has_ampersand(const scanner *self, const phrase *found)
{
  for (uint32_t i = found->name + 1; i < found->head; i++)
    if (self->tokens[i].kind == DIXIT_SYMBOL)
      return true;
  return false;
}

static uint8_t kind_of_name(const scanner *self, const phrase *found)
{
  const dixit_token *head = &self->tokens[found->head];
  bool company = word_is(head, WORD_ORGANIZATION | WORD_COMPANY_SUFFIX) && !(found->flags & PHRASE_TITLED);
  bool acronym = head->flags & DIXIT_TOKEN_UPPER && found->head == found->name;
  return company || acronym || has_ampersand(self, found) ? PHRASE_ORGANIZATION : PHRASE_NAME;
}

static void add_phrase(scanner *self, phrase *found, bool named)
{
  found->kind = named ? kind_of_name(self, found) : word_brief(&self->tokens[found->head])->heads;
  bool plural = !named && is_plural_word(self, found->head);
  bool defined = has_trait(self, found->first, TRAIT_DEFINES) | ((found->flags & PHRASE_OWNED) != 0);
  bool indefinite = has_trait(self, found->first, TRAIT_INDEFINITE | TRAIT_NUMBER) | (plural & !defined);
  found->flags |= plural ? PHRASE_PLURAL : 0;
  found->flags |= !named & indefinite ? PHRASE_INDEFINITE : 0;
  found->flags |= self->tokens[found->first].flags & DIXIT_TOKEN_QUOTED ? PHRASE_QUOTED : 0;
  found->gender = gender_of(self, found);
  if (ARRAY_ROOM(&self->doc->memory, *self->out, 1))
    self->out->items[self->out->count++] = *found;
}

static void add_pronoun(scanner *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  phrase *slot = ARRAY_ADD(&self->doc->memory, *self->out);
  if (!slot)
    return;
  *slot = (phrase){.first = i, .end = i + 1, .head = i, .name = i, .kind = PHRASE_PRONOUN};
  slot->gender = word_is(token, WORD_MALE) ? 'm' : word_is(token, WORD_FEMALE) ? 'f' : 0;
  slot->flags = token->flags & DIXIT_TOKEN_QUOTED ? PHRASE_QUOTED : 0;
  if (word_is(token, WORD_GROUP) || (token->end - token->start == 4 && word_is(token, WORD_SUBJECT_PRONOUN)))
    slot->flags |= PHRASE_PLURAL; /* "they" is the only subject pronoun of four letters */
}

/* A capital that can stand in a name; the verbs of headlines ("Cruz Slams ...") cannot. */
static bool is_capital_word(const scanner *self, const dixit_token *token)
{
  if (token->kind != DIXIT_WORD || !(token->flags & DIXIT_TOKEN_CAPITAL) || is_small_in_headline(self, token))
    return false;
  uint64_t bits = word_bits(token);
  if (bits & WORD_SPEECH && bits & (WORD_VERB_THIRD | WORD_VERB_PAST) && !(bits & NOUNS))
    return false;
  return !(bits & (WORD_PRONOUN | WORD_MONTH | WORD_WEEKDAY));
}

/* "Harrow & Sons": the sign between two names of a company. */
static bool is_ampersand(const scanner *self, uint32_t i)
{
  return self->tokens[i].kind == DIXIT_SYMBOL && self->tokens[i].hash == '&' && i > self->first && i + 1 < self->end &&
         self->tokens[i - 1].flags & DIXIT_TOKEN_CAPITAL && self->tokens[i + 1].flags & DIXIT_TOKEN_CAPITAL;
}

/* How many tokens from `i` on carry on a name: none, a word of it, or what links it to its next word, with that. */
static uint32_t name_goes_on(const scanner *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  if (is_capital_word(self, token) || is_particle(self, i) || word_is(token, WORD_COMPANY_SUFFIX))
    return 1;
  if (is_ampersand(self, i))
    return 2;
  if (is_name_link(self, i))
    return word_is(&self->tokens[i + 1], WORD_DEFINITE) ? 3 : 2;
  return 0;
}

/* The name that starts at `i`: past its last word. */
static uint32_t read_name(scanner *self, uint32_t i)
{
  for (uint32_t more; i < self->end && (more = name_goes_on(self, i)) > 0;)
    while (more-- > 0)
      self->seen |= self->places[i++ - self->first].traits;
  return i;
}

/* "Ruiz allowed ...", "Ruiz saying ...", "Ruiz hopes that ...": behind a name, what ends in -ed is its verb, an act of
 * speaking in -ing too, and what may be a verb where an object or a clause begins behind it. */
static bool is_verb_of_name(const scanner *self, uint32_t i)
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
static bool is_postposed(const scanner *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  return i > self->first && !(token->flags & DIXIT_TOKEN_CAPITAL) && word_is(&self->tokens[i - 1], WORD_GROUP) &&
         i + 1 < self->end && word_is(&self->tokens[i + 1], WORD_PREPOSITION | WORD_TO);
}

/* Can `i`, which has no capital, carry on a phrase that has begun: a modifier or noun, no verb and no small word? */
static bool is_modifier(const scanner *self, uint32_t i)
{
  if (has_trait(self, i, TRAIT_CARRIES | TRAIT_NUMBER | TRAIT_OPAQUE))
    return true;
  return has_trait(self, i, TRAIT_MODIFIES) && !is_verb_of_name(self, i) && !is_postposed(self, i);
}

/* "reports Reuters", "reports the Gazette": a noun that is a verb as well, before a name and after a sign, is the
 * verb. */
static bool may_be_verb(const scanner *self, uint32_t i)
{
  if (!has_trait(self, i, TRAIT_TURNS_VERB) || self->tokens[i].flags & DIXIT_TOKEN_CAPITAL)
    return false;
  uint32_t name = i + 1 < self->end && word_is(&self->tokens[i + 1], WORD_DEFINITE) ? i + 2 : i + 1;
  return name < self->end && self->tokens[name].flags & DIXIT_TOKEN_CAPITAL && i > self->first &&
         self->tokens[i - 1].kind != DIXIT_WORD;
}

/* "Alder, 54, said", "(3 May)": a number between commas is somebody's age, one before a month the day. */
static bool is_age_or_day(const scanner *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  if (i == self->first || i + 1 >= self->end || token->kind != DIXIT_NUMBER || token->end - token->start > 2)
    return false;
  bool day = token[1].kind == DIXIT_WORD && word_is(&token[1], WORD_MONTH) && token[1].flags & DIXIT_TOKEN_CAPITAL;
  return day || (token[-1].kind == DIXIT_COMMA && token[1].kind == DIXIT_COMMA);
}

/* "heard that Ruiz had told": before a name, "that" begins a clause and no phrase. */
static bool begins_clause(const scanner *self, uint32_t i)
{
  return word_is(&self->tokens[i], WORD_THAT) && i + 1 < self->end &&
         self->tokens[i + 1].flags & DIXIT_TOKEN_CAPITAL && self->tokens[i + 1].kind == DIXIT_WORD;
}

static bool starts_phrase(scanner *self, uint32_t i)
{
  if (has_trait(self, i, TRAIT_NUMBER))
    return !is_age_or_day(self, i);
  if (self->tokens[i].kind != DIXIT_WORD || may_be_verb(self, i) || begins_clause(self, i))
    return false;
  if (has_trait(self, i, TRAIT_STARTS))
    return true;
  bool name = is_name_word(self, i);
  self->known = name ? i : self->known;
  return name;
}

/* Set the head of the phrase from `start` to `end`, and whether it is a name. */
static bool choose_head(const scanner *self, phrase *found, uint32_t start, uint32_t end)
{
  bool named = false;
  found->head = end - 1;
  found->name = end - 1;
  if (!(self->seen & (TRAIT_CAPITAL | TRAIT_ENTITLES)))
    return false;
  for (uint32_t i = start; i < end; i++) {
    const dixit_token *token = &self->tokens[i];
    bool plain_title = word_is(token, WORD_TITLE) && i + 1 < end, capital = token->flags & DIXIT_TOKEN_CAPITAL;
    bool role = word_is(token, WORD_ROLE) && i + 1 < end && self->tokens[i + 1].flags & DIXIT_TOKEN_CAPITAL;
    if (plain_title || role)
      found->flags |= PHRASE_TITLED;
    if ((plain_title && capital) || (role && !capital))
      named = false; /* "Harbour Secretary Ann Lee", "Rovers captain Bo Ruiz": the name starts behind the title */
    if (!named && !plain_title && (i == self->known || is_name_word(self, i))) {
      found->name = i;
      named = true;
      if (!(self->seen & TRAIT_ENTITLES))
        break; /* no title will come that tells otherwise */
    }
  }
  const dixit_token *head = &self->tokens[found->head];
  return named && (head->flags & DIXIT_TOKEN_CAPITAL || word_is(head, WORD_COMPANY_SUFFIX));
}

/* Behind an article or possessive, what can be a verb is none: "a voice", "the planned bridge". */
static bool is_nominal(const scanner *self, uint32_t i)
{
  const uint64_t others = WORD_PRONOUN | WORD_QUANTIFIER | WORD_RELATIVE | WORD_NUMBER_WORD;
  return has_trait(self, i, TRAIT_PLAIN_VERB) && i > self->first &&
         word_is(&self->tokens[i - 1], WORD_DETERMINER) && !word_is(&self->tokens[i - 1], others);
}

/* The end of a phrase whose modifiers begin at `start`. */
static uint32_t read_modifiers(scanner *self, uint32_t start, uint32_t limit)
{
  uint32_t at = start;
  while (at < limit) {
    bool capital = has_trait(self, at, TRAIT_CAPITAL);
    uint32_t past = capital ? read_name(self, at) : at;
    if (past == at && (capital ? at > start : !is_modifier(self, at)))
      break;
    if (past == at)
      self->seen |= self->places[past++ - self->first].traits;
    at = past;
  }
  return at;
}

/* "Democrats successfully argued", "said his son calmly": an adverb before the verb or behind somebody ends no phrase.
 * Where the phrase from `start` to `end` does
 * without it. */
static uint32_t without_adverb(const scanner *self, uint32_t start, uint32_t end)
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
  phrase found = {.first = owner};
  uint32_t start = i, limit = i + PHRASE_LIMIT < self->end ? i + PHRASE_LIMIT : self->end;
  found.flags = (owner < i) | has_trait(self, i, TRAIT_POSSESSIVE) ? PHRASE_OWNED : 0;
  self->seen |= self->places[i - self->first].traits;
  while (start < limit && has_trait(self, start, TRAIT_LEADS))
    self->seen |= self->places[start++ - self->first].traits;
  self->seen |= self->places[start - self->first].traits;
  uint32_t modifiers = start + is_nominal(self, start);
  uint32_t at = has_trait(self, i, TRAIT_NO_NOUN) ? start : read_modifiers(self, modifiers, limit);
  if (at == start && !has_trait(self, start - (start > i), TRAIT_ALONE))
    return i + 1;
  if (at == start) {
    at = start > i ? start : i + 1;
    start = at - 1;
  }
  found.end = at = without_adverb(self, start, at);
  bool owns = has_trait(self, at, TRAIT_POSSESSIVE) && !(self->tokens[at].flags & DIXIT_TOKEN_SPACED);
  found.flags |= owns ? PHRASE_POSSESSIVE : 0;
  bool named = choose_head(self, &found, start, at);
  add_phrase(self, &found, named);
  if (owns && at + 1 < self->end && at + 1 - owner < PHRASE_LIMIT)
    return read_phrase(self, at + 1, owner);
  return at;
}

void phrases_find(dixit_doc *doc, const phrase_field *field, dixit_span tokens, phrase_list *out)
{
  const uint32_t begins = TRAIT_STARTS | TRAIT_SUBJECT | TRAIT_CAPITAL | TRAIT_NUMBER;
  const dixit_block *b = &doc->blocks.items[field->block];
  scanner self = {.doc = doc, .names = field->names, .tokens = doc->tokens.items, .places = field->places,
                  .first = b->first_token, .end = b->first_token + b->token_count, .out = out,
                  .headline = field->headline, .known = DIXIT_NONE};
  for (uint32_t i = tokens.start; i < tokens.end;) {
    const dixit_token *token = &self.tokens[i];
    if (!has_trait(&self, i, begins))
      i++;
    else if (has_trait(&self, i, TRAIT_SUBJECT) &&
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
