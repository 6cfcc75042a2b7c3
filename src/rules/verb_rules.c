/* Rules about the verbs that introduce what somebody says.
 *
 * A verb's class (neutral, doubtful, factive ...) stands in src/data/topics. Only attributions the
 * writer makes are looked at: what somebody quoted says of a third person is theirs. */
#include "rules/rule.h"

#include "doc/lexicon.h"

/* The verb of an attribution the writer makes to somebody named, or DIXIT_NONE. */
static uint32_t own_verb(rule_run *run, const dixit_attribution *attribution)
{
  uint32_t verb = rule_cue_verb(run, attribution);
  bool speaker = attribution->mention != DIXIT_NONE && attribution->source != DIXIT_NONE;
  return verb != DIXIT_NONE && speaker && run->voices[verb] == 0 ? verb : DIXIT_NONE;
}

/* ---- verbs/adverb, doubt, factive, guilt, inner-state, not-speech ---- */

static const struct {
  uint64_t topic;
  uint32_t rule;
  bool quoted_only;    /* about direct speech alone */
  bool paraphrase_only;
  const char *message; /* with the verb in it */
} verb_classes[] = {
  {TOPIC_DOUBT_VERB, RULE_VERBS_DOUBT, false, false, "\"%s\" casts doubt: write \"said\" unless doubt is the point."},
  {TOPIC_FACTIVE_VERB, RULE_VERBS_FACTIVE, false, true,
   "\"%s\" vouches for what follows: write \"said\" unless it is established."},
  {TOPIC_GUILT_VERB, RULE_VERBS_GUILT, false, false, "\"%s\" implies a wrong: write \"said\" unless there was one."},
  {TOPIC_SILENT_VERB, RULE_VERBS_NOT_SPEECH, true, false, "Nobody can speak by that: write \"said\" beside \"%s\"."},
  {TOPIC_INNER_VERB, RULE_VERBS_INNER_STATE, false, true,
   "How do you know? \"%s\" is in the mind: report what was said."},
};

#define WATCHED_VERBS \
  (TOPIC_DOUBT_VERB | TOPIC_FACTIVE_VERB | TOPIC_GUILT_VERB | TOPIC_SILENT_VERB | TOPIC_INNER_VERB)

/* An adverb right before or behind the verb that judges. */
static uint32_t loaded_adverb(const dixit_doc *doc, uint32_t verb)
{
  for (uint32_t i = verb ? verb - 1 : 0; i <= verb + 1 && i < doc->tokens.count; i++)
    if (topic_is(&doc->tokens.items[i], TOPIC_LOADED_ADVERB))
      return i;
  return DIXIT_NONE;
}

/* Does what somebody is said to have said hold any token that `is` picks? */
static bool content_has(const dixit_doc *doc, const dixit_attribution *attribution, bool (*is)(const dixit_token *))
{
  uint32_t hint = doc->sentences.items[attribution->sentence].first_token;
  for (uint32_t i = 0; i < attribution->piece_count; i++) {
    token_range piece = rule_tokens_near(doc, doc->pieces.items[attribution->first_piece + i].span, hint);
    for (uint32_t k = piece.first; k < piece.end; k++)
      if (is(&doc->tokens.items[k]))
        return true;
  }
  return false;
}

static bool is_verb(const dixit_token *token)
{
  return word_is(token, WORD_BE | WORD_HAVE | WORD_MODAL | WORD_AUXILIARY | WORD_VERB_PAST | WORD_VERB_THIRD |
                          WORD_VERB_BASE) || word_brief(token)->parts[0] == PART_ED;
}

/* What can be argued about: what should or will be, what is good or bad. */
static bool is_arguable(const dixit_token *token)
{
  return word_is(token, WORD_MODAL) || topic_is(token, TOPIC_OPINION | TOPIC_PREDICTION | TOPIC_ABUSE);
}

static bool is_number(const dixit_token *token)
{
  return token->kind == DIXIT_NUMBER || token->kind == DIXIT_CITE;
}

static bool is_wrong(const dixit_token *token)
{
  return topic_is(token, TOPIC_ACCUSATION);
}

/* "Ode's claim", "claimed responsibility", "asserted his influence", "admitted to the hospital", "conceded a goal": no
 * words of anybody's. */
static bool says_nothing(const dixit_doc *doc, const dixit_attribution *attribution, uint32_t verb)
{
  const dixit_token *before = verb ? &doc->tokens.items[verb - 1] : NULL;
  bool noun = before && word_is(before, WORD_POSSESSIVE | WORD_DETERMINER | WORD_PREPOSITION);
  bool owned = before && rule_is_genitive(doc, verb - 1);
  bool object = verb + 1 < doc->tokens.count && word_is(&doc->tokens.items[verb + 1], WORD_POSSESSIVE);
  return noun || owned || object || !content_has(doc, attribution, is_verb);
}

/* Whether a verb of the class is fair where it stands: a lawsuit alleges and so do police; a poll shows what it
 * counted; many together believe what they have said; who owns up to a wrong admits it. */
static bool is_fair(const dixit_doc *doc, const dixit_attribution *attribution, uint64_t topic, uint32_t verb)
{
  uint8_t kind = doc->sources.items[attribution->source].kind;
  if (topic == TOPIC_DOUBT_VERB)
    return text_starts_folded(token_text(doc, verb), "alleg") &&
           (kind != DIXIT_SOURCE_NAMED || word_is(&doc->tokens.items[verb], WORD_VERB_ING));
  if (topic == TOPIC_FACTIVE_VERB)
    return kind == DIXIT_SOURCE_DOCUMENT || content_has(doc, attribution, is_number) ||
           !content_has(doc, attribution, is_arguable);
  if (topic == TOPIC_INNER_VERB)
    return kind == DIXIT_SOURCE_VAGUE || kind == DIXIT_SOURCE_DOCUMENT || kind == DIXIT_SOURCE_GROUP;
  return topic == TOPIC_GUILT_VERB && content_has(doc, attribution, is_wrong);
}

/* "Reyl smiled. “It is only a bridge.”": what was done before the words, in a sentence of its own. "The gauge pointed
 * north": not out. */
static bool stands_apart(const dixit_doc *doc, uint32_t verb)
{
  if (rule_word_is(doc, verb, "pointed") || rule_word_is(doc, verb, "points") || rule_word_is(doc, verb, "point"))
    return !rule_word_is(doc, verb + 1, "out");
  return topic_is(&doc->tokens.items[verb], TOPIC_SILENT_VERB) && verb + 2 < doc->tokens.count &&
         doc->tokens.items[verb + 1].kind == DIXIT_STOP && doc->tokens.items[verb + 2].kind == DIXIT_MARK;
}

static void report_class(rule_run *run, const dixit_attribution *attribution, uint32_t verb)
{
  const dixit_doc *doc = run->doc;
  uint64_t topics = word_topics(&doc->tokens.items[verb]);
  bool paraphrase = attribution->type == DIXIT_INDIRECT;
  if (!(topics & WATCHED_VERBS) || stands_apart(doc, verb) || (paraphrase && says_nothing(doc, attribution, verb)))
    return;
  for (size_t i = 0; i < sizeof verb_classes / sizeof *verb_classes; i++) {
    bool other_type = paraphrase ? verb_classes[i].quoted_only : verb_classes[i].paraphrase_only;
    if (!(topics & verb_classes[i].topic) || other_type)
      continue;
    dixit_span span = token_span(&doc->tokens.items[verb]);
    if (!is_fair(doc, attribution, verb_classes[i].topic, verb))
      rule_report(run, verb_classes[i].rule, span, verb_classes[i].message, rule_excerpt(run, span));
    return;
  }
}

void check_verbs(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    uint32_t verb = rule_cue_verb(run, attribution);
    if (verb == DIXIT_NONE || run->voices[verb])
      continue;
    if (own_verb(run, attribution) != DIXIT_NONE)
      report_class(run, attribution, verb);
    bool loaded = run->sums[attribution->sentence].topics & TOPIC_LOADED_ADVERB;
    uint32_t adverb = loaded ? loaded_adverb(doc, verb) : DIXIT_NONE;
    if (adverb != DIXIT_NONE)
      rule_report(run, RULE_VERBS_ADVERB, token_span(&doc->tokens.items[adverb]),
                  "This adverb is your view of the speaker: drop it, or quote what shows it.");
  }
}

/* ---- verbs/asymmetry ---- */

enum { SIDE_VERBS = 2 };

/* How a source's words are introduced. */
typedef struct side {
  uint32_t neutral;
  uint32_t doubtful;
  uint32_t first; /* the token of the first doubtful verb */
} side;

/* "Alleging" is what lawsuits do, and one "maintains" silence; only what somebody "claims" outright is counted. */
static void count_side(const dixit_doc *doc, uint32_t verb, side *self)
{
  uint64_t topics = word_topics(&doc->tokens.items[verb]);
  bool has_object = verb + 1 < doc->tokens.count && word_is(&doc->tokens.items[verb + 1], WORD_POSSESSIVE);
  if (word_is(&doc->tokens.items[verb], WORD_VERB_ING) || has_object)
    return;
  self->neutral += (topics & TOPIC_NEUTRAL_VERB) != 0;
  if (topics & TOPIC_DOUBT_VERB && self->doubtful++ == 0)
    self->first = verb;
}

static bool is_person(const dixit_source *source)
{
  return source->kind <= DIXIT_SOURCE_GROUP;
}

/* The source that most often only "says", or DIXIT_NONE. */
static uint32_t trusted_source(const dixit_doc *doc, const side *sides)
{
  uint32_t best = DIXIT_NONE;
  for (uint32_t i = 0; i < doc->sources.count; i++)
    if (is_person(&doc->sources.items[i]) && sides[i].doubtful == 0 && sides[i].neutral >= SIDE_VERBS &&
        (best == DIXIT_NONE || sides[i].neutral > sides[best].neutral))
      best = i;
  return best;
}

void check_verb_sides(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  side *sides = arena_get_zeroed(run->scratch, doc->sources.count * sizeof *sides);
  if (!sides)
    return;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    uint32_t verb = own_verb(run, &doc->attributions.items[i]);
    if (verb != DIXIT_NONE)
      count_side(doc, verb, &sides[doc->attributions.items[i].source]);
  }
  uint32_t trusted = trusted_source(doc, sides);
  if (trusted == DIXIT_NONE)
    return;
  for (uint32_t i = 0; i < doc->sources.count; i++) {
    if (!is_person(&doc->sources.items[i]) || sides[i].doubtful < SIDE_VERBS ||
        sides[i].neutral * 2 > sides[i].doubtful)
      continue;
    dixit_span verb = token_span(&doc->tokens.items[sides[i].first]);
    if (rule_report(run, RULE_VERBS_ASYMMETRY, verb, "%s only \"says\", but %s \"%s\": use the same verb for both.",
                    rule_excerpt(run, doc->sources.items[trusted].name), rule_excerpt(run, doc->sources.items[i].name),
                    rule_excerpt(run, verb)))
      rule_relate(run, doc->sources.items[trusted].name, "who only \"says\"");
  }
}

/* ---- verbs/variation ---- */

enum { VARIETY_ATTRIBUTIONS = 8, VARIETY_VERBS = 5 };

static uint16_t lemma_of(const dixit_doc *doc, uint32_t verb)
{
  return lexicon_rows[doc->tokens.items[verb].word].lemma;
}

/* Among the last VARIETY_ATTRIBUTIONS verbs: how many different ones that are not neutral? */
static uint32_t count_different(const dixit_doc *doc, const uint32_t *verbs)
{
  uint32_t different = 0;
  for (uint32_t i = 0; i < VARIETY_ATTRIBUTIONS; i++) {
    bool fresh = !(word_topics(&doc->tokens.items[verbs[i]]) & TOPIC_NEUTRAL_VERB);
    for (uint32_t j = 0; j < i && fresh; j++)
      fresh = lemma_of(doc, verbs[i]) != lemma_of(doc, verbs[j]);
    different += fresh;
  }
  return different;
}

/* Reported once: where it is first reached. */
void check_verb_variety(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t verbs[VARIETY_ATTRIBUTIONS], count = 0;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    uint32_t verb = own_verb(run, &doc->attributions.items[i]);
    if (verb == DIXIT_NONE)
      continue;
    verbs[count++ % VARIETY_ATTRIBUTIONS] = verb;
    if (count < VARIETY_ATTRIBUTIONS || count_different(doc, verbs) < VARIETY_VERBS)
      continue;
    rule_report(run, RULE_VERBS_VARIATION, token_span(&doc->tokens.items[verb]),
                "The verbs change with every quotation: readers pass over \"said\", so use it.");
    return;
  }
}

/* ---- verbs/inversion, verbs/tense ---- */

enum { TENSE_TIMES = 4 };

/* How often people speak in a tense, and where first. */
typedef struct tense_use {
  uint32_t count;
  uint32_t first;
} tense_use;

static void note_tense(tense_use *use, uint32_t verb)
{
  if (use->count++ == 0)
    use->first = verb;
}

static void report_tense(rule_run *run, const tense_use *past, const tense_use *present)
{
  const tense_use *rare = past->count < present->count ? past : present;
  const tense_use *usual = rare == past ? present : past;
  if (rare->count == 0 || usual->count < rare->count * TENSE_TIMES)
    return;
  dixit_span verb = token_span(&run->doc->tokens.items[rare->first]);
  rule_report(run, RULE_VERBS_TENSE, verb, "People speak in the %s elsewhere in this text: keep to one tense.",
              rare == past ? "present" : "past");
}

/* "Said she who had waited longest": a pronoun with a clause behind it stands where it must. */
static bool is_told_more_of(const dixit_doc *doc, uint32_t pronoun)
{
  return rule_word_is(doc, pronoun + 1, "who") || rule_word_is(doc, pronoun + 1, "whose");
}

void check_verb_order(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  tense_use past = {0, 0}, present = {0, 0};
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    uint32_t verb = own_verb(run, attribution);
    if (verb == DIXIT_NONE || attribution->type == DIXIT_INDIRECT)
      continue;
    const dixit_token *token = &doc->tokens.items[verb];
    const dixit_mention *mention = &doc->mentions.items[attribution->mention];
    if (mention->kind == DIXIT_MENTION_PRONOUN && mention->first_token == verb + 1 && !is_told_more_of(doc, verb + 1))
      rule_report(run, RULE_VERBS_INVERSION, tokens_span(doc, verb, verb + 1), "Put the pronoun first: \"%s %s\".",
                  rule_excerpt(run, mention->span), rule_excerpt(run, token_span(token)));
    if (!topic_is(token, TOPIC_NEUTRAL_VERB) || !is_person(&doc->sources.items[attribution->source]))
      continue;
    if (word_is(token, WORD_VERB_PAST))
      note_tense(&past, verb);
    else if (word_is(token, WORD_VERB_THIRD))
      note_tense(&present, verb);
  }
  report_tense(run, &past, &present);
}
