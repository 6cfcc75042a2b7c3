/* Where no claim stands.
 *
 * A table says which exemptions count in which kind of text. Those for all kinds are about the sentence alone: what
 * stands wholly in quotation marks is somebody else's claim, questions, instructions, fragments and suppositions
 * assert nothing, "it is unclear whether" reports that nobody knows, "declined to comment" that somebody was asked.
 * The others follow what editors of that kind ask for: an encyclopaedia's lead and a study's abstract sum up what is
 * sourced further down, a plot has the work for its source, a study is the source of its own methods and results, and
 * nobody but the writer can vouch for what the writer lived through. Categories after Redi and others, "Citation
 * Needed" (2019). */
#include "marks/claim_exempt.h"

#include "doc/company.h"
#include "doc/lexicon.h"
#include "marks/sections.h"

enum { FRAGMENT_WORDS = 5, ORDER_WORDS = 7, NEAR_START = 4, BODY_BITS = 1 << 15, SUMMARY_SHARE = 60 };

/* A sentence as the exemptions see it. */
typedef struct place {
  const dixit_doc *doc;
  const claim_sentence *sentence;
  const dixit_token *tokens;
  uint32_t count;
  uint32_t block;
} place;

/* ---- prose ---- */

bool claim_is_prose(const dixit_doc *doc, uint32_t block)
{
  const dixit_block *here = &doc->blocks.items[block];
  if (here->quoted || (here->kind != DIXIT_PARAGRAPH && here->kind != DIXIT_LIST_ITEM))
    return false;
  for (uint32_t up = here->parent, steps = 0; up != DIXIT_NONE && steps < 8; steps++) {
    if (doc->blocks.items[up].kind == DIXIT_FOOTNOTE || doc->blocks.items[up].kind == DIXIT_TABLE)
      return false;
    up = doc->blocks.items[up].parent;
  }
  return section_of(doc, block) != SECTION_REFERENCES;
}

/* ---- sentences that assert nothing ---- */

static bool is_quoted(const place *self)
{
  for (uint32_t i = 0; i < self->count; i++)
    if (!(self->tokens[i].flags & DIXIT_TOKEN_QUOTED) && self->tokens[i].kind != DIXIT_STOP &&
        self->tokens[i].kind != DIXIT_CITE)
      return false;
  return true;
}

static bool is_question(const place *self)
{
  for (uint32_t i = self->count; i > 0; i--) {
    const dixit_token *token = &self->tokens[i - 1];
    if (token->kind == DIXIT_STOP)
      return token->hash == '?';
    if (token->kind != DIXIT_MARK && token->kind != DIXIT_CLOSE && token->kind != DIXIT_CITE)
      return false;
  }
  return false;
}

static bool is_any(const place *self, uint32_t at, const char *const *words)
{
  if (at >= self->count)
    return false;
  dixit_text word = token_text(self->doc, self->sentence->first + at);
  for (; *words; words++)
    if (text_equal_folded(word, text_from(*words)))
      return true;
  return false;
}

/* "Open the door": the base form of a verb first, then what it is done to. "Never open it", "See also page 12". */
static bool is_instruction(const place *self)
{
  static const char *const urging[] = {"never", "please", "always", NULL}, *const doing[] = {"do", "don't", NULL};
  static const char *const see[] = {"see", NULL};
  if (is_any(self, 0, see) && self->tokens[self->count > 1].kind == DIXIT_WORD)
    return true;
  uint32_t verb = is_any(self, 0, urging) ? 1 : 0;
  if (is_any(self, 0, doing))
    verb = self->count > 2 && word_is(&self->tokens[1], WORD_NEGATION) ? 2 : 1;
  if (verb > 0) /* longer sentences go on with something else: "Don't worry, the mill has 40 men." */
    return verb < self->count && self->sentence->words <= ORDER_WORDS && word_is(&self->tokens[verb], WORD_VERB_BASE);
  return self->count > 1 && word_is(&self->tokens[0], WORD_VERB_BASE) &&
         !word_is(&self->tokens[0], WORD_AUXILIARY | WORD_MODAL) &&
         word_is(&self->tokens[1], WORD_DETERMINER | WORD_POSSESSIVE);
}

static bool ends_sentence(const place *self, uint32_t at)
{
  return at == self->count || self->tokens[at].kind == DIXIT_STOP || self->tokens[at].kind == DIXIT_CITE;
}

/* "Whether the mill was insured is disputed.", "How it burned remains open." */
static bool leaves_open(const place *self)
{
  static const char *const open[] = {"disputed", "debated", "contested", "open", NULL};
  if (!topic_is(&self->tokens[0], TOPIC_WHETHER))
    return false;
  uint32_t last = self->count;
  while (last > 1 && self->tokens[last - 1].kind != DIXIT_WORD)
    last--;
  return last > 1 && is_any(self, last - 1, open);
}

/* "It is unclear whether", "it was not known how", "The cause is not known.", "Nobody knows how". */
static bool reports_not_knowing(const place *self)
{
  bool negated = false;
  if (leaves_open(self))
    return true;
  if (!(self->sentence->topics & TOPIC_UNCLEAR))
    return false;
  for (uint32_t i = 0; i < self->count; i++) {
    const dixit_token *token = &self->tokens[i];
    negated = negated || word_is(token, WORD_NEGATION);
    if (!topic_is(token, TOPIC_UNCLEAR) || (topic_is(token, TOPIC_KNOWN) && !negated))
      continue;
    bool asks = i < NEAR_START * 2 && i + 1 < self->count && topic_is(&self->tokens[i + 1], TOPIC_WHETHER);
    if (asks || (i > 0 && ends_sentence(self, i + 1)))
      return true;
  }
  return false;
}

/* Behind "not", "not yet", "not been"? By hashes, which few tokens pass. */
static bool may_be_denied(const place *self, uint32_t at)
{
  uint32_t before = self->tokens[at - 1].hash;
  return before == lexicon_hash_literal("not") || before == lexicon_hash_literal("yet") ||
         before == lexicon_hash_literal("been");
}

/* "Did not return calls", "calls were not returned", "have not released the name". */
static bool withholds(const place *self)
{
  static const word_company rows[] = {
    {"return", "not", "calls|a call|messages|a message|emails|phone calls|repeated calls"},
    {"returned", "not|not been", NULL},
    {"released", "not|not yet", "the name|the names|his name|her name|their names|details|any details|a motive"},
    {"identified", "not been|not yet been|not", NULL},
    {"disclosed", "not been|not yet been|not", NULL},
  };
  dixit_span phrase;
  for (uint32_t i = 1; self->sentence->bits & WORD_NEGATION && i < self->count; i++) {
    if (!may_be_denied(self, i) || self->tokens[i].flags & DIXIT_TOKEN_QUOTED)
      continue;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
      if (company_stands(self->doc, self->sentence->first + i, &rows[k], &phrase))
        return true;
  }
  return false;
}

/* "The company did not respond", "would not say whether": reporters vouch for what they asked. */
static bool reports_silence(const place *self)
{
  uint32_t refused = UINT32_MAX;
  if (withholds(self))
    return true;
  if (!(self->sentence->topics & (TOPIC_SILENCE | TOPIC_WHETHER)))
    return false;
  for (uint32_t i = 0; i < self->count; i++) {
    const dixit_token *token = &self->tokens[i];
    if (token->flags & DIXIT_TOKEN_QUOTED)
      continue;
    if (word_is(token, WORD_NEGATION) || topic_is(token, TOPIC_REFUSAL))
      refused = i;
    if (refused == UINT32_MAX || i - refused > NEAR_START)
      continue;
    bool asked = word_is(token, WORD_SPEECH) && i + 1 < self->count && topic_is(&self->tokens[i + 1], TOPIC_WHETHER);
    if (topic_is(token, TOPIC_SILENCE) || asked)
      return true;
  }
  return false;
}

/* "The ministry gave three reasons:" before a list that gives them. */
static bool announces(const place *self)
{
  for (uint32_t i = self->count; i > 0; i--)
    if (self->tokens[i - 1].kind != DIXIT_CITE)
      return self->tokens[i - 1].kind == DIXIT_COLON;
  return false;
}

/* "Source: the census office, 2014." */
static bool is_source_line(const place *self)
{
  if (self->count < 2 || self->tokens[1].kind != DIXIT_COLON)
    return false;
  dixit_text word = token_text(self->doc, self->sentence->first);
  return text_equal_folded(word, text_from("source")) || text_equal_folded(word, text_from("sources"));
}

/* A few words without verb or number: "By Maya Lind", "A bad day for all." */
static bool is_fragment(const place *self)
{
  static const uint64_t verbs = WORD_VERB | WORD_BE | WORD_HAVE | WORD_AUXILIARY | WORD_MODAL;
  if (self->sentence->words > FRAGMENT_WORDS || self->sentence->bits & verbs || self->sentence->numbers)
    return false;
  return !claim_sentence_has_ed(self->sentence);
}

/* "Suppose the mill closed", "If the mill closed, we would know", "Had it closed in 1974, we would know". */
static bool supposes(const place *self)
{
  static const char *const had[] = {"had", NULL};
  if (topic_is(&self->tokens[0], TOPIC_SUPPOSITION))
    return true;
  if (is_any(self, 0, had))
    return (self->sentence->topics & TOPIC_WOULD) != 0;
  if (!topic_is(&self->tokens[0], TOPIC_SUPPOSING) || self->sentence->numbers)
    return false;
  return (self->sentence->topics & TOPIC_WOULD) != 0;
}

/* ---- what is known without a source ---- */

/* The first form of be within the first words, or 0. */
static uint32_t find_be(const place *self)
{
  for (uint32_t i = 1; i < self->count && i < 8; i++)
    if (word_is(&self->tokens[i], WORD_BE))
      return i;
  return 0;
}

/* "Lund is a town": the token of its verb when the sentence says what something is, without number, superlative or
 * judgement, and now; else 0. */
static uint32_t defines(const place *self)
{
  static const uint64_t contestable = WORD_NUMBER_WORD | WORD_MODAL | WORD_NEGATION;
  static const uint64_t contested = TOPIC_SUPERLATIVE | TOPIC_OPINION | TOPIC_COMPARATIVE | TOPIC_CAUSE |
                                    TOPIC_ACCUSATION | TOPIC_PEACOCK;
  if (self->sentence->numbers || self->sentence->bits & contestable || self->sentence->topics & contested)
    return 0;
  uint32_t be = find_be(self);
  if (!be || be + 2 >= self->count || word_is(&self->tokens[be], WORD_VERB_PAST) ||
      !word_is(&self->tokens[be + 1], WORD_DETERMINER))
    return 0;
  return be;
}

/* "Kalm Lighthouse is a lighthouse on the coast.": the sentence an article opens with. */
static bool is_opening(const place *self)
{
  enum { HEADINGS = 16 };
  uint32_t block = 0;
  while (block < self->block && block < HEADINGS && self->doc->blocks.items[block].kind != DIXIT_PARAGRAPH)
    block++;
  return block == self->block && self->sentence->first == self->doc->blocks.items[block].first_token && defines(self);
}

/* "A mill is a kind of machine", "Lyon is a city in France". */
static bool is_common_knowledge(const place *self)
{
  uint32_t be = defines(self);
  if (!be)
    return false;
  for (uint32_t i = be + 2; i + 1 < self->count && i <= be + NEAR_START; i++)
    if (topic_is(&self->tokens[i], TOPIC_SORT) && word_is(&self->tokens[i + 1], WORD_PREPOSITION))
      return true;
  return false;
}

/* ---- what the writer vouches for ---- */

/* Does the sentence start with somebody of the first person: "I", "In May we", "Our results"? */
static bool starts_with_writer(const place *self)
{
  for (uint32_t i = 0; i < self->count && i < NEAR_START; i++)
    if (word_is(&self->tokens[i], WORD_FIRST_PERSON) && !(self->tokens[i].flags & DIXIT_TOKEN_QUOTED))
      return true;
  return false;
}

/* Is any number something else than a year? */
static bool has_other_number(const place *self)
{
  for (uint32_t i = 0; self->sentence->numbers && i < self->count; i++) {
    if (self->tokens[i].kind != DIXIT_NUMBER)
      continue;
    dixit_text number = token_text(self->doc, self->sentence->first + i);
    if (number.length != 4 || (number.bytes[0] != '1' && number.bytes[0] != '2'))
      return true;
  }
  return false;
}

/* "I saw the mill burn", "I lived there until 1981": other numbers may come from elsewhere. */
static bool is_experience(const place *self)
{
  return starts_with_writer(self) && !has_other_number(self);
}

/* "Table 2", "Section 3.1", "Figure 4". */
static bool names_own_part(const place *self)
{
  static const char *const parts[] = {"table", "tables", "figure", "figures", "fig.", "section", "chapter", "appendix",
                                      NULL};
  for (uint32_t i = 0; self->sentence->numbers && i + 1 < self->count; i++)
    if (self->tokens[i + 1].kind == DIXIT_NUMBER && is_any(self, i, parts))
      return true;
  return false;
}

/* A study's methods and results, and what "we" did and "this paper" or its second table shows. */
static bool is_own_work(const place *self)
{
  enum { OPENING = 6 };
  section_kind section = section_of(self->doc, self->block);
  if (section == SECTION_METHODS || section == SECTION_RESULTS || starts_with_writer(self) || names_own_part(self))
    return true;
  for (uint32_t i = 0; i + 1 < self->count && i < OPENING; i++)
    if (topic_is(&self->tokens[i], TOPIC_THIS) && word_is(&self->tokens[i + 1], WORD_DOCUMENT))
      return true;
  return false;
}

/* "This article was first published in May." */
static bool is_about_itself(const place *self)
{
  static const char *const texts[] = {"article", "page", "story", "post", "list", "transcript", NULL};
  return topic_is(&self->tokens[0], TOPIC_THIS) && is_any(self, 1, texts);
}

static bool is_plot(const place *self)
{
  return section_of(self->doc, self->block) == SECTION_PLOT;
}

static bool is_narration(const place *self)
{
  (void)self;
  return true;
}

/* ---- summaries ---- */

static bool is_content(const dixit_token *token)
{
  static const uint64_t grammar = WORD_DETERMINER | WORD_PREPOSITION | WORD_CONJUNCTION | WORD_PRONOUN |
                                  WORD_POSSESSIVE | WORD_BE | WORD_HAVE | WORD_AUXILIARY | WORD_MODAL | WORD_RELATIVE |
                                  WORD_SUBORDINATOR | WORD_TO | WORD_THAT | WORD_NEGATION;
  return token->kind == DIXIT_NUMBER || (token->kind == DIXIT_WORD && !word_is(token, grammar));
}

static bool sums_up(const dixit_doc *doc, uint32_t block)
{
  section_kind section = section_of(doc, block);
  return section == SECTION_LEAD || section == SECTION_ABSTRACT;
}

/* The words of all that is no summary. */
static uint64_t *collect_body(const dixit_doc *doc, arena *memory)
{
  uint64_t *body = arena_get_zeroed(memory, BODY_BITS / 8);
  for (uint32_t i = 0; body && i < doc->blocks.count; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    if (sums_up(doc, i))
      continue;
    for (uint32_t t = block->first_token; t < block->first_token + block->token_count; t++) {
      uint32_t bit = doc->tokens.items[t].hash % BODY_BITS;
      body[bit / 64] |= UINT64_C(1) << bit % 64;
    }
  }
  return body;
}

/* A sentence of a lead or abstract most of whose words come again further down. */
static bool is_summary(claim_exemptions *exemptions, const place *self)
{
  uint32_t words = 0, again = 0;
  if (!sums_up(self->doc, self->block))
    return false;
  if (!exemptions->body)
    exemptions->body = collect_body(self->doc, exemptions->memory);
  if (!exemptions->body)
    return false;
  for (uint32_t i = 0; i < self->count; i++) {
    if (!is_content(&self->tokens[i]))
      continue;
    uint32_t bit = self->tokens[i].hash % BODY_BITS;
    words++;
    again += exemptions->body[bit / 64] >> bit % 64 & 1;
  }
  return again * 100 >= words * SUMMARY_SHARE;
}

/* ---- the table ---- */

enum {
  NEWS = 1 << DIXIT_KIND_NEWS,
  ENCYCLOPAEDIA = 1 << DIXIT_KIND_ENCYCLOPAEDIA,
  ACADEMIC = 1 << DIXIT_KIND_ACADEMIC,
  ESSAY = 1 << DIXIT_KIND_ESSAY,
  SPEECH = 1 << DIXIT_KIND_SPEECH,
  FICTION = 1 << DIXIT_KIND_FICTION,
  ALL = NEWS | ENCYCLOPAEDIA | ACADEMIC | ESSAY | SPEECH | FICTION,
  SUMMARIZED = ENCYCLOPAEDIA | ACADEMIC
};

static const struct {
  bool (*applies)(const place *self);
  uint32_t kinds;
} exemptions[] = {
  {is_narration, FICTION},
  {is_quoted, ALL},
  {is_question, ALL},
  {is_instruction, ALL},
  {reports_not_knowing, ALL},
  {reports_silence, ALL},
  {announces, ALL},
  {is_source_line, ALL},
  {is_fragment, ALL},
  {supposes, ALL},
  {is_plot, ALL},
  {is_common_knowledge, NEWS | ENCYCLOPAEDIA | ACADEMIC | ESSAY},
  {is_opening, ENCYCLOPAEDIA},
  {is_experience, ESSAY},
  {is_own_work, ACADEMIC},
  {is_about_itself, ALL},
};

bool claim_is_exempt(claim_exemptions *self, const claim_sentence *sentence, uint32_t block)
{
  const dixit_doc *doc = self->doc;
  const place here = {doc, sentence, sentence->tokens, sentence->count, block};
  for (size_t i = 0; i < sizeof exemptions / sizeof *exemptions; i++)
    if (exemptions[i].kinds >> doc->kind & 1 && exemptions[i].applies(&here))
      return true;
  return SUMMARIZED >> doc->kind & 1 && is_summary(self, &here);
}
