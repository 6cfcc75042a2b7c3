/* Documents to traits: what is counted, per what, in one pass over the tokens of the document's start.
 *
 * Traits of wording count outside quotation marks only: they tell how the writer speaks. */
#include "marks/kind_traits.h"

#include "doc/lexicon.h"
#include "doc/shape.h"
#include "marks/sections.h"

typedef enum trait_unit { ONCE, WORDS, SENTENCES, PARAGRAPHS } trait_unit;

#define TRAIT_ROW(name, unit, most) {#name, unit, most},
static const struct {
  const char *name;
  trait_unit unit;
  float most;
} traits[] = {KIND_TRAITS(TRAIT_ROW)};

/* Words outside quotations that count by a class of the lexicon. */
static const struct {
  uint64_t bits;
  uint64_t topics;
  kind_trait trait;
} counted_words[] = {
  {WORD_SECOND_PERSON, 0, TRAIT_reader}, {WORD_VERB_PAST, 0, TRAIT_past}, {WORD_VERB_THIRD, 0, TRAIT_present},
  {WORD_MODAL, 0, TRAIT_modal},          {WORD_WEEKDAY, 0, TRAIT_days},   {0, TOPIC_ADDRESS, TRAIT_address},
  {0, TOPIC_SCIENCE, TRAIT_research},
};

typedef struct measuring {
  const dixit_doc *doc;
  uint32_t end;                 /* the token behind the last that is looked at */
  float counts[TRAIT_COUNT];
  float units[PARAGRAPHS + 1];  /* by a trait_unit */
} measuring;

/* ---- tokens ---- */

static bool is_year(dixit_text text)
{
  return text.length >= 4 && (text.bytes[0] == '1' || text.bytes[0] == '2') && ascii_is_digit(text.bytes[1]) &&
         ascii_is_digit(text.bytes[2]) && ascii_is_digit(text.bytes[3]) &&
         (text.length == 4 || !ascii_is_digit(text.bytes[4]));
}

/* A number: of a year, and whether a bracket closes behind it that opened with a name or before it. */
static void count_number(measuring *self, uint32_t at)
{
  const dixit_token *tokens = self->doc->tokens.items;
  bool year = is_year(token_text(self->doc, at)), closed = at + 1 < self->end && tokens[at + 1].kind == DIXIT_CLOSE;
  self->counts[TRAIT_numbers]++;
  self->counts[TRAIT_years] += year;
  if (!closed || at < 2)
    return;
  bool behind_name = tokens[at - 1].flags & DIXIT_TOKEN_CAPITAL || tokens[at - 1].kind == DIXIT_COMMA;
  bool square = closed && self->doc->text[tokens[at + 1].start] == ']';
  self->counts[TRAIT_years_cited] += year ? behind_name : square;
}

/* "we", "us", "our": all of the first person that does not start with an i or an m. */
static bool is_plural(const dixit_doc *doc, const dixit_token *token)
{
  char first = ascii_lower(doc->text[token->start]);
  return first == 'w' || first == 'u' || first == 'o';
}

static void count_person(measuring *self, const dixit_token *token)
{
  if (word_is(token, WORD_FIRST_PERSON))
    self->counts[is_plural(self->doc, token) ? TRAIT_plural : TRAIT_singular]++;
  else if (word_is(token, WORD_PRONOUN | WORD_POSSESSIVE) && word_is(token, WORD_MALE | WORD_FEMALE))
    self->counts[TRAIT_persons]++;
}

static void count_word(measuring *self, uint32_t at, bool first)
{
  const dixit_token *token = &self->doc->tokens.items[at];
  bool capital = token->flags & DIXIT_TOKEN_CAPITAL;
  uint64_t bits = word_bits(token), topics = word_topics(token);
  self->counts[TRAIT_names] += !first && capital && !(bits & (WORD_FIRST_PERSON | WORD_MONTH | WORD_WEEKDAY));
  if (!(bits | topics))
    return;
  count_person(self, token);
  for (size_t i = 0; i < sizeof counted_words / sizeof *counted_words; i++)
    self->counts[counted_words[i].trait] += (bits & counted_words[i].bits) || (topics & counted_words[i].topics);
}

static void count_tokens(measuring *self, const dixit_sentence *sentence)
{
  uint32_t end = sentence->first_token + sentence->token_count;
  for (uint32_t i = sentence->first_token; i < end; i++) {
    const dixit_token *token = &self->doc->tokens.items[i];
    bool word = token->kind == DIXIT_WORD || token->kind == DIXIT_NUMBER;
    self->units[WORDS] += word;
    if (token->flags & DIXIT_TOKEN_QUOTED)
      self->counts[TRAIT_quoted] += word;
    else if (token->kind == DIXIT_WORD)
      count_word(self, i, i == sentence->first_token);
    else if (token->kind == DIXIT_NUMBER)
      count_number(self, i);
  }
}

/* ---- sentences and blocks ---- */

/* "Ada Lane (born 1815) was an engineer", "A mill is a machine": within its first words, a form of be before an
 * article. */
static bool defines(const dixit_doc *doc, const dixit_sentence *sentence)
{
  static const uint64_t another = WORD_VERB_PAST | WORD_VERB_THIRD | WORD_MODAL | WORD_FIRST_PERSON;
  const dixit_token *tokens = &doc->tokens.items[sentence->first_token];
  uint32_t limit = sentence->token_count < 40 ? sentence->token_count : 40, depth = 0;
  for (uint32_t i = 1; i + 1 < limit; i++) {
    depth += tokens[i].kind == DIXIT_OPEN;
    depth -= tokens[i].kind == DIXIT_CLOSE && depth > 0;
    if (depth)
      continue;
    if (word_is(&tokens[i], WORD_BE))
      return word_is(&tokens[i + 1], WORD_DETERMINER) && !word_is(&tokens[i + 1], WORD_NEGATION);
    if (tokens[i].kind == DIXIT_MARK || word_is(&tokens[i], another))
      return false;
  }
  return false;
}

static void count_sentence(measuring *self, const dixit_sentence *sentence)
{
  const dixit_token *last = &self->doc->tokens.items[sentence->first_token + sentence->token_count - 1];
  self->units[SENTENCES]++;
  self->counts[TRAIT_questions] += last->kind == DIXIT_STOP && last->hash == '?' && !(last->flags & DIXIT_TOKEN_QUOTED);
  count_tokens(self, sentence);
}

static void count_paragraph(measuring *self, const dixit_block *block)
{
  const dixit_doc *doc = self->doc;
  if (block->sentence_count == 0)
    return;
  const dixit_sentence *first = &doc->sentences.items[block->first_sentence];
  if (self->units[PARAGRAPHS] < 2) {
    self->counts[TRAIT_dateline] += shape_dateline(doc_slice(doc, block->span)) > 0;
    self->counts[TRAIT_definition] += defines(doc, first);
  }
  self->units[PARAGRAPHS]++;
  self->counts[TRAIT_dialogue] += doc->tokens.items[block->first_token].kind == DIXIT_MARK;
  for (uint32_t i = 0; i < block->sentence_count; i++)
    if (first[i].token_count)
      count_sentence(self, &first[i]);
}

static void count_section(measuring *self, section_kind kind)
{
  bool study = kind == SECTION_ABSTRACT || kind == SECTION_METHODS || kind == SECTION_RESULTS || kind == SECTION_STUDY;
  self->counts[TRAIT_study_sections] += study;
  self->counts[TRAIT_entry_sections] += kind == SECTION_ENTRY || kind == SECTION_REFERENCES;
  self->counts[TRAIT_chapters] += kind == SECTION_CHAPTER;
}

/* Headings count wherever they stand: the references come last. */
static void count_block(measuring *self, uint32_t at)
{
  const dixit_block *block = &self->doc->blocks.items[at];
  bool near = block->first_token < self->end;
  if (block->kind == DIXIT_HEADING) {
    count_section(self, section_of(self->doc, at));
    self->counts[TRAIT_headings] += near;
  }
  self->counts[TRAIT_byline] += block->kind == DIXIT_BYLINE;
  if (near && block->kind == DIXIT_PARAGRAPH)
    count_paragraph(self, block);
}

static void count_marks(measuring *self, uint32_t last)
{
  const dixit_doc *doc = self->doc;
  for (uint32_t i = 0; i < doc->citations.count && doc->citations.items[i].span.start < last; i++)
    self->counts[doc->citations.items[i].kind >= DIXIT_CITE_LINK ? TRAIT_links : TRAIT_citations]++;
  for (uint32_t i = 0; i < doc->attributions.count && doc->attributions.items[i].span.start < last; i++)
    self->counts[TRAIT_attributed] += doc->attributions.items[i].type != DIXIT_DIRECT;
}

void kind_traits_measure(const dixit_doc *doc, kind_traits *self)
{
  measuring found = {.doc = doc, .end = doc->tokens.count < KIND_TOKENS ? doc->tokens.count : KIND_TOKENS};
  found.units[ONCE] = 1;
  found.counts[TRAIT_latex] = doc->format == DIXIT_LATEX;
  found.counts[TRAIT_wikitext] = doc->format == DIXIT_MEDIAWIKI;
  for (uint32_t i = 0; i < doc->blocks.count; i++)
    count_block(&found, i);
  count_marks(&found, found.end ? doc->tokens.items[found.end - 1].end : 0);
  found.counts[TRAIT_paragraph_length] = found.units[WORDS];
  self->words = (uint32_t)found.units[WORDS];
  for (uint32_t i = 0; i < TRAIT_COUNT; i++) {
    float unit = found.units[traits[i].unit], value = unit > 0 ? found.counts[i] / unit / traits[i].most : 0;
    self->values[i] = value < 1 ? value : 1;
  }
}

const char *kind_trait_name(uint32_t trait)
{
  return trait < TRAIT_COUNT ? traits[trait].name : "?";
}
