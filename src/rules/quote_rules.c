/* Rules about the style of quotation marks and about who speaks between them. */
#include "rules/rule.h"

#include "doc/lexicon.h"
#include "doc/sentences.h"
#include "rules/mark_styles.h"

static dixit_span opening_mark(const dixit_quote *quote)
{
  return span_of(quote->span.start, quote->content.start);
}

/* ---- quotes/mixed-style ---- */

/* Quotations closed by a mark of another kind are mended by quotes/mismatched. */
static void fix_style(rule_run *run, const dixit_quote *quote, const rule_marks *meant)
{
  static const char label[] = "Use one style of quotation marks";
  if (quote->flags & DIXIT_QUOTE_MISMATCHED && rule_is_on(run, RULE_QUOTES_MISMATCHED))
    return;
  if (!rule_marks_are_safe(run->doc, quote, meant))
    return;
  rule_mend(run, opening_mark(quote), meant->open, label);
  if (quote->content.end < quote->span.end)
    rule_mend(run, span_of(quote->content.end, quote->span.end), meant->close, label);
}

void check_quote_style(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  style_count counts = rule_count_styles(doc);
  uint8_t rare = rule_rare_style(counts);
  if (rare == RULE_NO_STYLE)
    return;
  const dixit_quote *quotes = doc->quotes.items;
  if (!rule_report(run, RULE_QUOTES_MIXED_STYLE, opening_mark(&quotes[counts.first[rare]]),
                   "%s quotation marks stand here (%u), %s ones elsewhere (%u): use one style.",
                   rare ? "Curly" : "Straight", counts.count[rare], rare ? "straight" : "curly", counts.count[!rare]))
    return;
  rule_relate(run, opening_mark(&quotes[counts.first[!rare]]), "the other style");
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const rule_marks *own = rule_marks_of(quotes[i].style);
    if (own && own->curly == rare && !rule_is_markup(doc, &quotes[i]))
      fix_style(run, &quotes[i], rule_marks_of(own->other));
  }
}

/* ---- quotes/unattributed, quotes/shared ---- */

enum { UNATTRIBUTED_WORDS = 5, SHARED_WORDS = 4 };

/* The source of an attribution, or NULL. */
static const dixit_source *attribution_source(const dixit_doc *doc, const dixit_attribution *attribution)
{
  return attribution->source == DIXIT_NONE ? NULL : &doc->sources.items[attribution->source];
}

static bool has_speaker(const dixit_doc *doc, const dixit_quote *quote)
{
  return quote->attribution != DIXIT_NONE && doc->attributions.items[quote->attribution].mention != DIXIT_NONE;
}

/* Does somebody speak in a sentence, outside quotation marks? Then the speaker is there, only not understood. */
static bool tells_of_speech(const dixit_doc *doc, uint32_t index)
{
  const dixit_sentence *sentence = &doc->sentences.items[index];
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const dixit_token *token = &doc->tokens.items[sentence->first_token + i];
    if (!(token->flags & DIXIT_TOKEN_QUOTED) && word_is(token, WORD_SPEECH | WORD_ACCORDING))
      return true;
  }
  return false;
}

/* "Ann Ode, engineer." below a quotation: a line without a verb. "The bridge cost two million." is none. */
static bool is_signature(const dixit_doc *doc, uint32_t index)
{
  const dixit_sentence *sentence = &doc->sentences.items[index];
  if (sentence->token_count && word_is(&doc->tokens.items[sentence->first_token], WORD_DETERMINER | WORD_PRONOUN))
    return false;
  for (uint32_t i = 0; i < sentence->token_count; i++)
    if (word_is(&doc->tokens.items[sentence->first_token + i], WORD_VERB | WORD_BE | WORD_HAVE | WORD_MODAL))
      return false;
  return true;
}

/* "Why did she come?": what follows is her answer. */
static bool asks(const dixit_doc *doc, uint32_t sentence)
{
  return doc->text[doc->sentences.items[sentence].span.end - 1] == '?';
}

static bool bears_words(const dixit_doc *doc, uint32_t token)
{
  static const char *const things[] = {"banner", "banners", "sign", "signs", "plaque", "poster", "posters", "placard",
                                       "placards", "inscription", "motto", "slogan", "graffiti", "sticker"};
  for (size_t i = 0; i < sizeof things / sizeof *things; i++)
    if (rule_word_is(doc, token, things[i]))
      return true;
  return false;
}

/* "The mayor, Petra Hollin, shook her head.", right before the quotation: a sentence about somebody who may have said
 * it, or about what it stands on. */
static bool is_about_speaker(const dixit_doc *doc, uint32_t sentence, uint32_t block)
{
  static const uint64_t person = WORD_ROLE | WORD_TITLE | WORD_PERSON_NOUN | WORD_FAMILY | WORD_MALE_NAME |
                                 WORD_FEMALE_NAME | WORD_MALE | WORD_FEMALE | WORD_DOCUMENT;
  token_range all = rule_sentence_head(doc, sentence);
  for (uint32_t i = all.first; i < all.end && doc->sentences.items[sentence].block == block; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    bool name = i > all.first && token->flags & DIXIT_TOKEN_CAPITAL && !word_bits(token);
    if (name || word_is(token, person) || bears_words(doc, i))
      return true;
    if (word_is(token, WORD_BE | WORD_HAVE | WORD_MODAL | WORD_AUXILIARY))
      return false;
  }
  return false;
}

/* Do the quotation's first sentence, its last and their neighbours leave the speaker unsaid? A text that begins with a
 * quotation (a motto, a pull quote) names the speaker later. */
static bool nobody_near(const dixit_doc *doc, const dixit_quote *quote)
{
  uint32_t first = sentence_of_token(doc, quote->first_token);
  uint32_t last = sentence_of_token(doc, quote->first_token + quote->token_count - 1);
  if (first == 0 || asks(doc, first - 1) || tells_of_speech(doc, first - 1) || tells_of_speech(doc, first) ||
      tells_of_speech(doc, last) || is_about_speaker(doc, first - 1, quote->block))
    return false;
  return last + 1 >= doc->sentences.count || (!tells_of_speech(doc, last + 1) && !is_signature(doc, last + 1));
}

/* Single marks beside double ones hold mottos, thoughts and hypothetical speech. */
static bool is_inner_style(const dixit_doc *doc, const dixit_quote *quote)
{
  if (quote->style != DIXIT_CURLY_SINGLE && quote->style != DIXIT_STRAIGHT_SINGLE)
    return false;
  const dixit_quote *first = &doc->quotes.items[0];
  return first->style == DIXIT_CURLY_DOUBLE || first->style == DIXIT_STRAIGHT_DOUBLE;
}

/* Is it a first piece in running prose, of a whole sentence? */
static bool needs_speaker(const dixit_doc *doc, const dixit_quote *quote)
{
  if (!rule_is_speech(quote) || is_inner_style(doc, quote))
    return false;
  if (!(quote->flags & DIXIT_QUOTE_WHOLE) || quote->previous != DIXIT_NONE || quote->word_count < UNATTRIBUTED_WORDS)
    return false;
  if (quote->flags & (DIXIT_QUOTE_UNCLOSED | DIXIT_QUOTE_MISMATCHED | DIXIT_QUOTE_CONTINUED))
    return false;
  const dixit_block *block = &doc->blocks.items[quote->block];
  return (block->kind == DIXIT_PARAGRAPH || block->kind == DIXIT_LIST_ITEM) && !block->quoted;
}

static void report_unattributed(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  if (doc->kind == DIXIT_KIND_SPEECH || rule_has_turns(doc))
    return; /* who quotes while speaking says whom, or is heard to play them */
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const dixit_quote *quote = &doc->quotes.items[i];
    if (needs_speaker(doc, quote) && !has_speaker(doc, quote) && nobody_near(doc, quote))
      rule_report(run, RULE_QUOTES_UNATTRIBUTED, quote->span,
                  "Who said this? Name the speaker next to the quotation.");
  }
}

/* Do its words say how several people come to speak as one: a statement, a letter? */
static bool names_a_document(const dixit_doc *doc, const dixit_attribution *attribution)
{
  const dixit_sentence *sentence = &doc->sentences.items[attribution->sentence];
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const dixit_token *token = &doc->tokens.items[sentence->first_token + i];
    if (!(token->flags & DIXIT_TOKEN_QUOTED) && word_is(token, WORD_DOCUMENT))
      return true;
  }
  return false;
}

/* "They write", "as they say": people write together, and proverbs are nobody's. */
static bool may_be_shared(const dixit_doc *doc, const dixit_attribution *attribution)
{
  token_range cue = rule_cue(doc, attribution);
  for (uint32_t i = cue.first; i < cue.end; i++)
    if (topic_is(&doc->tokens.items[i], TOPIC_JOINT_VERB))
      return true;
  if (attribution->mention == DIXIT_NONE)
    return false;
  uint32_t first = doc->mentions.items[attribution->mention].first_token;
  return first > 0 && rule_word_is(doc, first - 1, "as");
}

/* The words in quotation marks that an attribution gives to its speaker. */
static uint32_t quoted_words(const dixit_doc *doc, const dixit_attribution *attribution, dixit_span *where)
{
  uint32_t words = 0;
  for (uint32_t i = 0; i < attribution->piece_count; i++) {
    const dixit_piece *piece = &doc->pieces.items[attribution->first_piece + i];
    if (piece->quote == DIXIT_NONE)
      continue;
    words += doc->quotes.items[piece->quote].word_count;
    *where = span_join(*where, piece->span);
  }
  return words;
}

static void report_shared(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    const dixit_source *source = attribution_source(doc, attribution);
    if (attribution->type != DIXIT_DIRECT || attribution->nested || !source || source->member_count < 2)
      continue;
    dixit_span where = {0, 0};
    if (quoted_words(doc, attribution, &where) < SHARED_WORDS || names_a_document(doc, attribution) ||
        may_be_shared(doc, attribution))
      continue;
    if (!rule_report(run, RULE_QUOTES_SHARED, where,
                     "The same words from %u people: say which of them said this, or paraphrase without marks.",
                     source->member_count))
      continue;
    if (attribution->mention != DIXIT_NONE)
      rule_relate(run, doc->mentions.items[attribution->mention].span, "the speakers");
  }
}

void check_quote_speakers(rule_run *run)
{
  report_unattributed(run);
  report_shared(run);
}
