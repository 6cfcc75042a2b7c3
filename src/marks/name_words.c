/* Which words are names, and how far a name goes: capitals tell, where they tell anything.
 *
 * In the middle of a sentence a capital is a name's, unless weekdays, months or pronouns have it. At the start of one
 * it proves nothing; there a word is a name that is one elsewhere in the text, that the lexicon has among given names,
 * or that what follows shows to be one. In headlines all words have capitals, and the lexicon alone tells. */
#include "marks/name_words.h"

#include "doc/lexicon.h"

enum { HEADLINE_LIMIT = 60 /* tokens */ };

/* ---- a whole text's ---- */

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

void names_learn(const dixit_doc *doc, name_set *names)
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

bool block_is_headline(const dixit_doc *doc, uint32_t block)
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

/* ---- one word ---- */

static bool is_function_word(const dixit_token *token)
{
  return word_is(token, FUNCTION_WORDS);
}

static bool is_sentence_start(const block_words *self, uint32_t i)
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
static bool is_small_in_headline(const block_words *self, const dixit_token *token)
{
  return self->headline && !word_is(token, WORD_MALE_NAME | WORD_FEMALE_NAME | WORD_TITLE) &&
         (is_function_word(token) || word_is(token, WORD_VERB | WORD_SPEECH | WORD_ADVERB));
}

static bool is_unknown(const dixit_token *token)
{
  return word_bits(token) == 0 && word_brief(token)->cluster == 0;
}

/* A word nothing is known of, and no plural: at a sentence's start, before a verb, a name ("Brandt stood up"). */
static bool is_rare(const block_words *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
  return is_unknown(token) && self->doc->text[token->end - 1] != 's';
}

/* "Alder, 54, said": an age proves a name. "Alder, a welder", "Alder, who lives there", "Alder (Labour)": so does an
 * aside behind a word that nothing is known of, unless it is an adverb ("Bizarrely, a ..."). */
static bool is_set_off(const block_words *self, uint32_t i)
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
static bool is_before_role(const block_words *self, uint32_t i)
{
  if (i + 2 >= self->end)
    return false;
  const dixit_token *role = &self->tokens[i + 1];
  return role->kind == DIXIT_WORD && word_is(role, WORD_ROLE) && !word_is(role, WORD_VERB) &&
         !(role->flags & DIXIT_TOKEN_CAPITAL) && role[1].kind == DIXIT_WORD && role[1].flags & DIXIT_TOKEN_CAPITAL &&
         !word_is(&self->tokens[i], WORD_SPEECH | WORD_TITLE | WORD_ROLE);
}

/* Does a verb, no form of "be", follow token `i`, an adverb between them or not: "Ruiz also told"? */
static bool acts(const block_words *self, uint32_t i)
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

bool capital_is_name(const block_words *self, uint32_t i)
{
  const dixit_token *token = &self->tokens[i];
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

/* ---- a whole name ---- */

/* Small words inside names: Ludwig van Beethoven. */
static bool is_particle(const block_words *self, uint32_t i)
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

/* "of", "for", "on" between the capitals of an organisation or office: Department of Justice, Secretary of State. */
static bool is_name_link(const block_words *self, uint32_t i)
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

/* A capital that can stand in a name; the verbs of headlines ("Cruz Slams ...") cannot. */
static bool is_capital_word(const block_words *self, const dixit_token *token)
{
  if (token->kind != DIXIT_WORD || !(token->flags & DIXIT_TOKEN_CAPITAL) || is_small_in_headline(self, token))
    return false;
  uint64_t bits = word_bits(token);
  if (bits & WORD_SPEECH && bits & (WORD_VERB_THIRD | WORD_VERB_PAST) && !(bits & NOUNS))
    return false;
  return !(bits & (WORD_PRONOUN | WORD_MONTH | WORD_WEEKDAY));
}

/* "Harrow & Sons": the sign between two names of a company. */
static bool is_ampersand(const block_words *self, uint32_t i)
{
  return self->tokens[i].kind == DIXIT_SYMBOL && self->tokens[i].hash == '&' && i > self->first && i + 1 < self->end &&
         self->tokens[i - 1].flags & DIXIT_TOKEN_CAPITAL && self->tokens[i + 1].flags & DIXIT_TOKEN_CAPITAL;
}

/* How many tokens from `i` on carry on a name: none, a word of it, or what links it to its next word, with that. */
static uint32_t name_goes_on(const block_words *self, uint32_t i)
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

uint32_t read_name(const block_words *self, uint32_t i, uint32_t *seen)
{
  for (uint32_t more; i < self->end && (more = name_goes_on(self, i)) > 0;)
    while (more-- > 0)
      *seen |= self->places[i++ - self->first].traits;
  return i;
}
