/* Rules about who is said to have said it. */
#include "rules/rule.h"

#include "base/rows.h"
#include "doc/lexicon.h"
#include "doc/sentences.h"
#include "rules/crowds.h"
#include "rules/unnamed.h"
#include "rules/voices.h"

/* ---- sources/anonymous, sources/vague ---- */

enum { CROWD_NAMES = 16, MODIFIERS = 2, BODY_WITHIN = 3 };

/* Does the writer, not somebody quoted, name this speaker? */
static bool is_own_mention(const rule_run *run, const dixit_mention *mention)
{
  return run->voices[mention->first_token] == 0;
}

/* "When a man tells", "if an official says": nobody has said anything yet. */
static bool is_supposed(const dixit_doc *doc, uint32_t sentence, uint32_t before)
{
  for (uint32_t i = doc->sentences.items[sentence].first_token; i < before; i++)
    if (topic_is(&doc->tokens.items[i], TOPIC_SUPPOSING))
      return true;
  return false;
}

/* Is the cue an act of speech that took place: no "would say", "cannot tell", "asked for", "declined to comment"? */
static bool is_told(const dixit_doc *doc, const dixit_attribution *attribution, const dixit_mention *mention)
{
  bool speech = false, crowd = doc->sources.items[attribution->source].kind == DIXIT_SOURCE_VAGUE;
  token_range cue = rule_cue(doc, attribution);
  uint32_t first = cue.first, end = cue.end, behind = mention->first_token + mention->token_count;
  if (end < doc->tokens.count && word_is(&doc->tokens.items[end], WORD_PREPOSITION) && behind <= first)
    return word_is(&doc->tokens.items[first], WORD_ACCORDING);
  if (behind < first && word_is(&doc->tokens.items[first - 1], WORD_PREPOSITION) &&
      !word_is(&doc->tokens.items[first - 1], WORD_TO))
    return false; /* "was dismissed over comments" */
  bool thinks = end > first && word_is(&doc->tokens.items[end - 1], WORD_MENTAL);
  for (uint32_t i = behind < first ? behind : first; i < end; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    bool would = crowd && !thinks && rule_word_is(doc, i, "would"); /* "opponents would argue" */
    if (word_is(token, WORD_MODAL | WORD_NEGATION) && !would)
      return false;
    speech = speech || (word_is(token, WORD_SPEECH) && word_is(token, WORD_TAKES_THAT | WORD_TAKES_QUOTE)) ||
             word_is(token, WORD_ACCORDING | WORD_MENTAL);
  }
  return speech;
}

/* Is the speaker a person, or people, by the last words of the mention, with nobody named behind it ("including")? */
static bool is_people(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t end = mention->first_token + mention->token_count;
  if (doc->tokens.items[mention->first_token].kind != DIXIT_WORD ||
      (mention->token_count > 1 && word_is(&doc->tokens.items[mention->first_token + 1], WORD_NUMBER_WORD)))
    return false;
  for (uint32_t i = end; i < end + 2 && i < doc->tokens.count; i++)
    if (topic_is(&doc->tokens.items[i], TOPIC_INCLUDING))
      return false;
  for (uint32_t i = mention->first_token; i < end; i++)
    if (word_is(&doc->tokens.items[i], WORD_ROLE | WORD_PERSON_NOUN | WORD_GROUP | WORD_VAGUE_GROUP))
      return true;
  return false;
}

static bool is_number(const dixit_token *token)
{
  return token->kind == DIXIT_NUMBER || word_is(token, WORD_NUMBER_WORD);
}

/* "41%", "three in 10". */
static bool has_share(const dixit_doc *doc, token_range words)
{
  const dixit_token *tokens = doc->tokens.items;
  for (uint32_t i = words.first; i < words.end; i++) {
    bool in = rule_word_is(doc, i, "in") && i > words.first && i + 1 < words.end;
    if (doc->text[tokens[i].end - 1] == '%' || rule_word_is(doc, i, "percent") ||
        (in && is_number(&tokens[i - 1]) && is_number(&tokens[i + 1])))
      return true;
  }
  return false;
}

/* "Some of the women", "since most have left", "most oppose it, 59% to 28%", "as many as 40 of them", "so many
 * people": of a group the text has told of, or counted. */
static bool is_part(const dixit_doc *doc, const dixit_mention *mention)
{
  static const char *const counting[] = {"as", "so", "how", NULL};
  uint32_t first = mention->first_token, last = first + mention->token_count - 1;
  bool most = first == last && rule_word_is(doc, first, "most") && !crowd_names_people(doc, first + 1);
  if (most || (first > 0 && rule_word_is_of(doc, first - 1, counting)))
    return true;
  bool asked = (word_is(&doc->tokens.items[first], WORD_QUANTIFIER) && first == last) ||
               rule_word_is(doc, first, "supporters") || rule_word_is(doc, last, "supporters") ||
               rule_word_is(doc, last, "voters");
  if (asked && has_share(doc, rule_sentence_head(doc, sentence_of_token(doc, first))))
    return true;
  return word_is(&doc->tokens.items[first], WORD_QUANTIFIER) && crowd_is_part(doc, first);
}

/* "Many carried banners demanding more": what is seen; but "many are saying". */
static bool is_seen(rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention)
{
  const dixit_token *tokens = run->doc->tokens.items;
  uint32_t verb = rule_cue_verb(run, attribution), behind = mention->first_token + mention->token_count;
  if (verb == DIXIT_NONE || verb <= behind || !word_is(&tokens[verb], WORD_VERB_ING))
    return false;
  bool acts = word_is(&tokens[behind], WORD_VERB) && !word_is(&tokens[behind], WORD_BE | WORD_HAVE | WORD_MODAL);
  return acts || tokens[verb - 1].kind == DIXIT_COMMA;
}

/* "Many reporters": what they say stands somewhere to be read. */
static bool is_on_record(const dixit_doc *doc, const dixit_mention *mention)
{
  return topic_is(&doc->tokens.items[mention->first_token + mention->token_count - 1], TOPIC_ON_RECORD);
}

/* "Many of the right things", "too many to mention", "people", "officials at the bank", "some wrongly call people ...":
 * things, everybody, a body, or no phrase at all. */
static bool is_no_crowd(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t first = mention->first_token, end = first + mention->token_count;
  if (rule_word_is(doc, end, "at") || (mention->token_count == 1 && rule_word_is(doc, first, "people")))
    return true;
  if (mention->token_count > 2 && topic_is(&doc->tokens.items[first], TOPIC_CROWD) &&
      word_brief(&doc->tokens.items[first + 1])->parts[0] == PART_LY)
    return true;
  bool agent = first > 0 && rule_word_is(doc, first - 1, "by");
  return !agent && mention->token_count == 1 && topic_is(&doc->tokens.items[first], TOPIC_CROWD) &&
         (rule_word_is(doc, end, "of") || rule_word_is(doc, end, "to"));
}

/* Does the speaker, by whom nobody is named, say something as the writer has it? */
static bool is_speaking(const rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention)
{
  if (rule_is_headline(run->doc, attribution->sentence))
    return false;
  return is_own_mention(run, mention) && is_people(run->doc, mention) && is_told(run->doc, attribution, mention) &&
         !is_supposed(run->doc, attribution->sentence, mention->first_token);
}

/* "aviation" before "experts": a word that says what kind of people they are. */
static bool is_modifier(const dixit_token *token)
{
  const uint64_t others = ~(uint64_t)(WORD_ORGANIZATION | WORD_DOCUMENT | WORD_CUE_NOUN | WORD_WORK);
  return token->kind == DIXIT_WORD && (word_bits(token) & others) == 0 &&
         !topic_is(token, TOPIC_TIME_WORD | TOPIC_QUANTITY | TOPIC_THAN);
}

/* The first token of those meant: "aviation experts", "developers and supporters", where the last word alone was taken
 * for the speaker. */
static uint32_t crowd_start(const dixit_doc *doc, const dixit_mention *mention)
{
  const dixit_token *tokens = doc->tokens.items;
  uint32_t first = mention->first_token, begin = doc->sentences.items[sentence_of_token(doc, first)].first_token;
  if (tokens[first].flags & DIXIT_TOKEN_CAPITAL || topic_is(&tokens[first], TOPIC_CROWD))
    return first;
  if (first > begin + 1 && rule_word_is(doc, first - 1, "and") && crowd_names_people(doc, first - 2))
    return first - 2;
  while (first > begin && first + MODIFIERS > mention->first_token && is_modifier(&tokens[first - 1]) &&
         (first - 1 == begin || !(tokens[first - 1].flags & DIXIT_TOKEN_CAPITAL)))
    first--;
  return first;
}

/* The crowd whole: "many people", where only "many" was taken for the speaker; "many" of "a game many". */
static dixit_span whole_crowd(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t last = mention->first_token + mention->token_count - 1;
  bool crowd = topic_is(&doc->tokens.items[last], TOPIC_CROWD);
  bool people = last + 1 < doc->tokens.count && crowd &&
                word_is(&doc->tokens.items[last + 1], WORD_PERSON_NOUN | WORD_GROUP | WORD_VAGUE_GROUP);
  return tokens_span(doc, crowd ? last : crowd_start(doc, mention), people ? last + 1 : last);
}

/* What crowds have been told of are called, by their last words: "officials" are asked for once. */
typedef struct crowd_names {
  uint32_t hashes[CROWD_NAMES];
  uint32_t count;
} crowd_names;

static bool is_known_crowd(crowd_names *known, const dixit_doc *doc, const dixit_mention *mention)
{
  const dixit_token *last = &doc->tokens.items[mention->first_token + mention->token_count - 1];
  bool some = topic_is(&doc->tokens.items[mention->first_token], TOPIC_CROWD);
  if (some && mention->token_count != 2)
    return false; /* "some state officials" are others than "officials" */
  for (uint32_t i = 0; i < known->count && i < CROWD_NAMES; i++)
    if (known->hashes[i] == last->hash)
      return true;
  if (some)
    return false; /* and "officials" may be others than "some officials" */
  known->hashes[known->count++ % CROWD_NAMES] = last->hash;
  return false;
}

/* "The Valley Times reports that ...", as the first sentence below the headline: whom the rest leaves unnamed has talked
 * to others. */
static bool is_picked_up(const dixit_doc *doc)
{
  uint32_t lead = 0;
  while (lead < doc->sentences.count && (rule_is_headline(doc, lead) ||
                                         doc->blocks.items[doc->sentences.items[lead].block].kind != DIXIT_PARAGRAPH))
    lead++;
  for (uint32_t i = 0; i < doc->attributions.count && doc->attributions.items[i].sentence <= lead; i++) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    if (attribution->sentence != lead || attribution->mention == DIXIT_NONE)
      continue;
    const dixit_mention *mention = &doc->mentions.items[attribution->mention];
    uint32_t verb = mention->first_token + mention->token_count;
    if (mention->kind == DIXIT_MENTION_NAME && rule_word_is(doc, verb, "reports"))
      return true;
  }
  return false;
}

/* Where speakers without a name stand in what is cited: nobody has talked to the writer. */
static bool is_of_writings(const dixit_doc *doc)
{
  return doc->kind == DIXIT_KIND_ACADEMIC || doc->kind == DIXIT_KIND_ENCYCLOPAEDIA || is_picked_up(doc);
}

static bool report_anonymous(rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention,
                             crowd_names *known)
{
  bool plural = run->doc->sources.items[attribution->source].plural;
  dixit_span speaker = plural ? whole_crowd(run->doc, mention) : unnamed_span(run->doc, mention);
  if (plural && is_known_crowd(known, run->doc, mention))
    return false;
  uint32_t sentence = attribution->sentence;
  if (rule_has_citation(run, sentence) || unnamed_is_explained(run, sentence) ||
      unnamed_needs_no_name(run, attribution, mention) || unnamed_is_told_below(run, sentence, mention))
    return false;
  return rule_report(run, RULE_SOURCES_ANONYMOUS, speaker,
                     "Who %s \"%s\"? Say how they know this, and why there is no name; or name the source.",
                     plural ? "are" : "is", rule_excerpt(run, speaker));
}

/* "Election officials": the word before says which body's, unless it is a participle ("elected"). */
static bool is_of_body(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t last = mention->first_token + mention->token_count - 1, first = crowd_start(doc, mention);
  return rule_word_is(doc, last, "officials") && first < last &&
         !(doc->tokens.items[last - 1].flags & DIXIT_TOKEN_CAPITAL) &&
         word_brief(&doc->tokens.items[last - 1])->parts[0] != PART_ED;
}

/* "FBI officials", "Brandt campaign allies": a body that answers for them is named, unless only some of them say so. */
static bool is_of_named_body(const dixit_doc *doc, const dixit_mention *mention)
{
  const dixit_token *tokens = &doc->tokens.items[mention->first_token];
  if (topic_is(&tokens[0], TOPIC_CROWD))
    return false;
  if (is_of_body(doc, mention))
    return true;
  for (uint32_t i = 0; i + 1 < mention->token_count; i++)
    if (tokens[i].kind == DIXIT_WORD && tokens[i].flags & DIXIT_TOKEN_CAPITAL &&
        (word_bits(&tokens[i]) & ~(uint64_t)WORD_ORGANIZATION) == 0)
      return true;
  return false;
}

/* "The crowd chanted": it was heard. */
static bool is_heard(rule_run *run, const dixit_attribution *attribution)
{
  uint32_t verb = rule_cue_verb(run, attribution);
  return verb != DIXIT_NONE && word_is(&run->doc->tokens.items[verb], WORD_MANNER);
}

/* "Their families, supporters and officials", "several left, while others said": one of several. */
static bool is_listed(const dixit_doc *doc, const dixit_mention *mention)
{
  uint32_t first = mention->first_token, end = first + mention->token_count;
  if (first > 0 && rule_word_is(doc, first, "others") && rule_word_is(doc, first - 1, "while"))
    return true;
  return first > 0 && doc->tokens.items[first - 1].kind == DIXIT_COMMA && rule_word_is(doc, end, "and");
}

/* "Officials told residents not to drink it": an order, no view. */
static bool is_order(const rule_run *run, const dixit_attribution *attribution)
{
  const dixit_doc *doc = run->doc;
  uint32_t start = doc->pieces.items[attribution->first_piece].span.start;
  uint32_t token = records_from(doc->tokens.items, doc->tokens.count, sizeof *doc->tokens.items, start);
  return attribution->piece_count && token < doc->tokens.count &&
         (word_is(&doc->tokens.items[token], WORD_TO) || rule_word_is(doc, token, "not"));
}

/* "The Board has not decided": does a body with a name begin the sentence? */
static bool begins_with_body(const dixit_doc *doc, uint32_t sentence)
{
  token_range words = rule_sentence_head(doc, sentence);
  return words.first + 1 < words.end && rule_word_is(doc, words.first, "the") &&
         doc->tokens.items[words.first + 1].flags & DIXIT_TOKEN_CAPITAL;
}

/* "The council announced ... Officials said", "The Board has not decided. Officials expect": those of the body that
 * speaks in the sentence before, or that begins one just before in the paragraph. */
static bool is_of_body_before(const dixit_doc *doc, const dixit_attribution *attribution, const dixit_mention *mention)
{
  uint32_t sentence = attribution->sentence;
  if (mention->token_count > 1 || sentence == 0 || !rule_word_is(doc, mention->first_token, "officials"))
    return false;
  const dixit_sentence *sentences = doc->sentences.items;
  uint32_t least = sentence > BODY_WITHIN ? sentence - BODY_WITHIN : 0;
  for (uint32_t i = sentence; i-- > least && sentences[i].block == sentences[sentence].block;)
    if (begins_with_body(doc, i))
      return true;
  for (const dixit_attribution *other = attribution; other > doc->attributions.items;) {
    other--;
    if (other->sentence + 1 < sentence)
      return false;
    if (other->sentence + 1 == sentence && other->source != DIXIT_NONE &&
        doc->sources.items[other->source].kind == DIXIT_SOURCE_GROUP)
      return true;
  }
  return false;
}

/* "Officials have praised the town", "rivals dismissed her": what was done, and could be seen. */
static bool is_judging(rule_run *run, const dixit_attribution *attribution)
{
  uint32_t verb = rule_cue_verb(run, attribution);
  const dixit_token *token = verb != DIXIT_NONE ? &run->doc->tokens.items[verb] : NULL;
  return token && word_is(token, WORD_TAKES_NOUN) && !word_is(token, WORD_TAKES_THAT);
}

/* Those told of before, or who did something that could be seen: in an encyclopaedia these may be asked for as well. */
static bool is_plain_news(rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention)
{
  return !run->options[OPTION_SOURCES_VAGUE_BREADTH] &&
         (crowd_is_told_before(run->doc, mention->first_token) || is_judging(run, attribution));
}

static bool report_vague(rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention,
                         crowd_names *known)
{
  dixit_span speaker = whole_crowd(run->doc, mention);
  if (is_known_crowd(known, run->doc, mention) || is_order(run, attribution) || is_on_record(run->doc, mention) ||
      is_part(run->doc, mention) || is_listed(run->doc, mention) || is_of_body_before(run->doc, attribution, mention))
    return false;
  bool known_of = is_heard(run, attribution) || is_seen(run, attribution, mention) ||
                  is_of_named_body(run->doc, mention) || is_plain_news(run, attribution, mention);
  if (known_of || rule_has_citation(run, attribution->sentence) ||
      unnamed_is_voiced_below(run, attribution->sentence))
    return false;
  return rule_report(run, RULE_SOURCES_VAGUE, speaker, "Who are \"%s\"? Name one, or cite where they say it.",
                     rule_excerpt(run, speaker));
}

/* "Toxicological studies": some that a reader can look for. "Recent studies", "and studies": any. */
static bool is_kind_of_studies(const dixit_doc *doc, uint32_t first)
{
  static const char *const any[] = {"recent", "new", "other", "early", "earlier", "later", "modern", NULL};
  const dixit_token *before = first > 0 ? &doc->tokens.items[first - 1] : NULL;
  const uint64_t loose = WORD_CONJUNCTION | WORD_SUBORDINATOR | WORD_THAT | WORD_RELATIVE | WORD_ADVERB |
                         WORD_QUANTIFIER;
  return before && before->kind == DIXIT_WORD && !topic_is(before, TOPIC_CROWD | TOPIC_LATELY) &&
         !word_is(before, loose) && !rule_word_is_of(doc, first - 1, any);
}

/* "Studies show", "Research suggests": with nothing that says which. */
static bool report_studies(rule_run *run, const dixit_attribution *attribution, const dixit_mention *mention)
{
  const dixit_doc *doc = run->doc;
  uint32_t last = mention->first_token + mention->token_count - 1, first = mention->first_token;
  bool studies = rule_word_is(doc, last, "studies"), research = rule_word_is(doc, last, "research");
  while (first < last && (topic_is(&doc->tokens.items[first], TOPIC_CROWD | TOPIC_LATELY) ||
                          rule_word_is(doc, first, "recent") || rule_word_is(doc, first, "new")))
    first++;
  bool said = last + 1 < doc->tokens.count && attribution->cue.start == doc->tokens.items[last + 1].start;
  if ((!studies && !research) || first != last || !said || is_kind_of_studies(doc, first) ||
      !is_own_mention(run, mention) || rule_has_citation(run, attribution->sentence))
    return false;
  return rule_report(run, RULE_SOURCES_VAGUE, mention->span,
                     studies ? "Which studies? Name one, or cite it." : "Whose research? Name it, or cite it.");
}

/* Is there a speaker, other than a crowd, so that crowds in the sentence are the speaker's? */
static bool tells_who(const dixit_doc *doc, const dixit_attribution *attribution)
{
  if (attribution->source == DIXIT_NONE || voice_is_nobody(doc, attribution) ||
      doc->sources.items[attribution->source].kind == DIXIT_SOURCE_VAGUE)
    return false;
  return attribution->mention == DIXIT_NONE ||
         !topic_is(&doc->tokens.items[doc->mentions.items[attribution->mention].first_token], TOPIC_CROWD);
}

/* A speech, an interview: who talks does not report. */
static bool is_spoken(const rule_run *run)
{
  bool news = run->options[OPTION_SOURCES_VAGUE_BREADTH] == 0;
  return news && (run->doc->kind == DIXIT_KIND_SPEECH || rule_has_turns(run->doc));
}

void check_source_kinds(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  crowd_names known = {.count = 0};
  if (doc->kind == DIXIT_KIND_FICTION || is_spoken(run))
    return; /* whoever speaks in fiction is made up */
  bool writings = is_of_writings(doc);
  uint8_t *seen = arena_get_zeroed(run->scratch, doc->sources.count);
  uint8_t *told = seen ? arena_get_zeroed(run->scratch, doc->sentences.count) : NULL;
  for (uint32_t i = 0; told && i < doc->attributions.count; i++) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    doc_foresee_speaker(doc, i);
    if (attribution->nested)
      continue;
    if (run->sums[attribution->sentence].topics & TOPIC_CROWD)
      told[attribution->sentence] |= tells_who(doc, attribution) ? CROWD_TOLD : 0;
    if (attribution->source == DIXIT_NONE || attribution->mention == DIXIT_NONE || seen[attribution->source])
      continue;
    uint8_t kind = doc->sources.items[attribution->source].kind;
    const dixit_mention *mention = &doc->mentions.items[attribution->mention];
    bool studies = kind == DIXIT_SOURCE_DOCUMENT || kind == DIXIT_SOURCE_NAMED;
    if (studies && report_studies(run, attribution, mention))
      told[attribution->sentence] |= CROWD_REPORTED;
    if ((kind != DIXIT_SOURCE_ANONYMOUS && kind != DIXIT_SOURCE_VAGUE) || !is_speaking(run, attribution, mention))
      continue;
    seen[attribution->source] = 1;
    bool reported = false;
    if (kind == DIXIT_SOURCE_ANONYMOUS)
      reported = !writings && report_anonymous(run, attribution, mention, &known);
    else if (!is_no_crowd(doc, mention))
      reported = report_vague(run, attribution, mention, &known);
    told[attribution->sentence] |= reported ? CROWD_REPORTED : CROWD_TOLD;
  }
  if (told)
    crowds_report(run, told);
}
