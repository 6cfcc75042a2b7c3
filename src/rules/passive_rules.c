/* Passives and adverbs that tell of a view and keep back whose it is: sources/passive.
 *
 * Narrow: hearsay ("it is believed that", "reportedly"). Broad, as encyclopaedias want it: also guesses and rumours
 * ("probably", "legend has it"), views held now ("is considered ugly") and blame by nobody ("was criticised"). An
 * attribution vouches for what stands within it; where it is broad, only one to a person. */
#include "rules/rule.h"

#include "doc/lexicon.h"
#include "rules/crowds.h"
#include "rules/guesses.h"

/* Values of the option "breadth". */
enum { BREADTH_NARROW = 0, BREADTH_BROAD = 1 };
/* Pieces of code that make a text a manual. */
enum { MANUAL_CODE = 3 };

/* How many tokens before "it" a document may be named, behind "said to" a term and a condition, and behind "by many"
 * the people; up to which sentence a text has its lead; how many sentences before hearsay may name whose report it
 * is. */
enum {
  NAMED_BEFORE = 12,
  TERM_WITHIN = 3,
  CONDITION_WITHIN = 8,
  LEAD_SENTENCES = 1,
  REPORT_BEFORE = 2,
  CROWD_WITHIN = 3
};

static bool is_broad(const rule_run *run)
{
  return run->options[OPTION_SOURCES_PASSIVE_BREADTH] == BREADTH_BROAD;
}

/* ---- passives ---- */

/* The next token behind `at`, adverbs passed over, or NULL at the sentence's end. */
static const dixit_token *next_word(const dixit_doc *doc, uint32_t *at, uint32_t end)
{
  while (++*at < end) {
    const dixit_token *token = &doc->tokens.items[*at];
    if (!word_is(token, WORD_ADVERB | WORD_NEGATION) && !topic_is(token, TOPIC_WIDELY) &&
        word_brief(token)->parts[0] != PART_LY)
      return token;
  }
  return NULL;
}

/* "many", "critics"; but "other bodies" is said of those that are not named before. */
static bool is_crowd(const dixit_doc *doc, uint32_t token)
{
  return word_is(&doc->tokens.items[token], WORD_QUANTIFIER | WORD_VAGUE_GROUP) && !rule_word_is(doc, token, "other");
}

/* "was once considered": a view told as over. */
static bool is_over(const dixit_doc *doc, uint32_t be, uint32_t participle)
{
  return participle > be + 1 && rule_word_is(doc, be + 1, "once");
}

/* What stands behind a participle of a passive. */
typedef enum agent { AGENT_NONE, AGENT_CROWD, AGENT_NAMED } agent;

/* "by many", "by some critics", "by Ode": right behind the participle. */
static agent agent_behind(const dixit_doc *doc, uint32_t participle, uint32_t end)
{
  if (participle + 2 >= end || !rule_word_is(doc, participle + 1, "by"))
    return AGENT_NONE;
  return is_crowd(doc, participle + 2) ? AGENT_CROWD : AGENT_NAMED;
}

/* "it [has been] suggested", with no document named before: nobody is meant by the subject. */
static bool is_impersonal(const dixit_doc *doc, uint32_t first, uint32_t be)
{
  uint32_t at = be > first && word_is(&doc->tokens.items[be - 1], WORD_HAVE) ? be - 1 : be;
  if (at == first || !rule_word_is(doc, at - 1, "it"))
    return false;
  for (uint32_t i = at - 1; i > first && at - i < NAMED_BEFORE; i--)
    if (word_is(&doc->tokens.items[i - 1], WORD_DOCUMENT))
      return false;
  return true;
}

/* "was believed to": where history is told, what people held then. In news it is what somebody holds. */
static bool is_old_view(const rule_run *run, uint32_t be, uint32_t participle)
{
  static const char *const held[] = {"believed", "thought", "considered", "regarded", "viewed", "understood",
                                     "assumed", "presumed", NULL};
  const dixit_doc *doc = run->doc;
  bool past = rule_word_is(doc, be, "was") || rule_word_is(doc, be, "were");
  return is_broad(run) && past && rule_word_is_of(doc, participle, held);
}

/* "'s": "is" or "has". */
static bool is_short_form(const dixit_doc *doc, uint32_t be)
{
  return !ascii_is_letter(doc->text[doc->tokens.items[be].start]);
}

/* "is said to be “split”", "is considered open if": a term in marks or emphasis, or with its condition behind it,
 * is explained, not a view told. What "was said to be" is a view. */
static bool is_definition(const dixit_doc *doc, uint32_t be, uint32_t link, uint32_t end)
{
  if (!rule_word_is(doc, be, "is") && !rule_word_is(doc, be, "are"))
    return false;
  for (uint32_t i = link + 1; i < end && i <= link + TERM_WITHIN; i++)
    if (doc->tokens.items[i].kind == DIXIT_MARK || doc->tokens.items[i].flags & DIXIT_TOKEN_EMPHASIS)
      return true;
  for (uint32_t i = link + 1; i < end && i <= link + CONDITION_WITHIN; i++)
    if (rule_word_is(doc, i, "if") || rule_word_is(doc, i, "when"))
      return true;
  /* In LaTeX, where terms have commands of their own, "is said to" defines, and "is assumed to" is the writer's. */
  return doc->format == DIXIT_LATEX && (rule_word_is(doc, be + 1, "said") || rule_word_is(doc, be + 1, "assumed"));
}

/* "was criticised for": blame, and behind it neither "by" nor a word that blame would be of. */
static bool is_blamed(const dixit_doc *doc, uint32_t participle, uint32_t end)
{
  static const char *const blamed[] = {"criticized", "criticised", "ridiculed", "mocked", "condemned", NULL};
  uint32_t next = participle + 1;
  bool ends = next >= end || doc->tokens.items[next].kind != DIXIT_WORD ||
              word_is(&doc->tokens.items[next], WORD_PREPOSITION | WORD_CONJUNCTION | WORD_SUBORDINATOR);
  return ends && agent_behind(doc, participle, end) == AGENT_NONE && rule_word_is_of(doc, participle, blamed);
}

/* "was widely ridiculed": what many did, in the open; no hearsay. */
static bool is_verdict(const dixit_doc *doc, uint32_t participle)
{
  static const char *const verdicts[] = {"condemned", "ridiculed", "criticized", "criticised", NULL};
  return rule_word_is_of(doc, participle, verdicts);
}

/* "is not widely recognized": how well known somebody is; but "recognized [now] as". */
static bool is_fame(const dixit_doc *doc, uint32_t participle)
{
  static const char *const known[] = {"recognized", "recognised", NULL};
  static const char *const links[] = {"as", "that", "to", "for", NULL};
  uint32_t link = participle + 1;
  if (rule_word_is(doc, link, "now") || rule_word_is(doc, link, "today"))
    link++;
  return rule_word_is_of(doc, participle, known) && !rule_word_is_of(doc, link, links);
}

static bool ends_clause(const dixit_doc *doc, uint32_t token, uint32_t end)
{
  uint8_t behind = token + 1 < end ? doc->tokens.items[token + 1].kind : DIXIT_STOP;
  return behind == DIXIT_STOP || behind == DIXIT_COMMA || behind == DIXIT_SEMICOLON;
}

/* "various dates have been suggested.": a view whose clause ends with the participle. */
static bool is_left_open(const dixit_doc *doc, uint32_t participle, uint32_t end)
{
  static const char *const views[] = {"suggested", "claimed", "argued", "alleged", "asserted", "speculated", "rumored",
                                      "rumoured", "assumed", NULL};
  return ends_clause(doc, participle, end) && rule_word_is_of(doc, participle, views);
}

/* "is considered dull": a view held now, its complement right behind the participle. */
static bool is_held_view(const dixit_doc *doc, uint32_t be, uint32_t participle, uint32_t end)
{
  if ((!rule_word_is(doc, be, "is") && !rule_word_is(doc, be, "are")) || participle + 1 >= end)
    return false;
  const dixit_token *next = &doc->tokens.items[participle + 1];
  return rule_word_is(doc, participle, "considered") && next->kind == DIXIT_WORD &&
         !word_is(next, WORD_PREPOSITION | WORD_CONJUNCTION | WORD_SUBORDINATOR | WORD_TO);
}

/* "is [widely] believed to", "it was reported that", "it is recorded that", "is widely criticized", "is regarded by
 * many": the last token of the pattern that begins with the verb "be" at `be`, or 0. */
static uint32_t match_passive(const rule_run *run, uint32_t first, uint32_t be, uint32_t end)
{
  const dixit_doc *doc = run->doc;
  uint32_t at = be;
  const dixit_token *token = next_word(doc, &at, end);
  bool told = token && word_is(token, WORD_SPEECH | WORD_MENTAL) && word_is(token, WORD_VERB_PAST);
  bool hearsay = token && topic_is(token, TOPIC_HEARSAY), view = hearsay || (token && topic_is(token, TOPIC_JUDGED));
  if (!told && !view)
    return 0;
  uint32_t participle = at;
  agent by = agent_behind(doc, participle, end);
  if (by == AGENT_NAMED || (by == AGENT_CROWD && view))
    return by == AGENT_CROWD ? participle + 2 : 0;
  if (is_over(doc, be, participle))
    return 0;
  bool verdict = !hearsay && !is_broad(run) && is_verdict(doc, participle);
  bool perfect = is_short_form(doc, be) && ends_clause(doc, participle, end); /* "as he's often alleged" */
  if (view && !verdict && !perfect && !is_fame(doc, participle) && topic_is(token - 1, TOPIC_WIDELY))
    return participle;
  const dixit_token *link = next_word(doc, &at, end);
  bool hinted = rule_word_is(doc, participle, "implied"); /* by what somebody does */
  if (told && !hinted && link && word_is(link, WORD_THAT) && is_impersonal(doc, first, be))
    return participle;
  bool linked = hearsay && link && topic_is(link, TOPIC_HEARSAY_LINK) && !is_definition(doc, be, at, end) &&
                (!is_short_form(doc, be) || word_is(link, WORD_TO)) && !is_old_view(run, be, participle);
  bool broad = is_broad(run) && (is_blamed(doc, participle, end) || is_left_open(doc, participle, end) ||
                                is_held_view(doc, be, participle, end));
  return linked || broad ? participle : 0;
}

/* "generally considered to", with no verb "be" before: the participle, or 0. */
static uint32_t match_reduced(const dixit_doc *doc, uint32_t adverb, uint32_t end)
{
  const dixit_token *token = &doc->tokens.items[adverb];
  bool passive = adverb > 0 && word_is(token - 1, WORD_BE | WORD_ADVERB | WORD_NEGATION);
  bool hearsay = adverb + 2 < end && topic_is(token, TOPIC_WIDELY) && topic_is(token + 1, TOPIC_HEARSAY);
  return hearsay && !passive && topic_is(token + 2, TOPIC_HEARSAY_LINK) ? adverb + 1 : 0;
}

/* ---- sentences ---- */

/* Is the attribution's cue itself hearsay ("was reportedly", "it is believed"), which names nobody? */
static bool is_hearsay(const dixit_doc *doc, const dixit_attribution *attribution)
{
  if (attribution->source == DIXIT_NONE)
    return true;
  uint8_t kind = doc->sources.items[attribution->source].kind;
  if (kind == DIXIT_SOURCE_PRONOUN || kind == DIXIT_SOURCE_VAGUE)
    return true;
  token_range cue = rule_cue(doc, attribution);
  for (uint32_t i = cue.first; i < cue.end; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    bool passive = i > 0 && topic_is(token, TOPIC_HEARSAY) && word_is(token - 1, WORD_BE | WORD_ADVERB);
    if (passive || topic_is(token, TOPIC_HEARSAY_ADVERB))
      return true;
  }
  return false;
}

/* Some word of a passive or an adverb that hides a source. */
static bool may_hide_source(const rule_run *run, uint32_t sentence)
{
  const sentence_sum *sum = &run->sums[sentence];
  bool impersonal = sum->bits & WORD_THAT && sum->bits & WORD_SUBJECT_PRONOUN &&
                    sum->bits & (WORD_SPEECH | WORD_MENTAL);
  bool passive = sum->bits & WORD_BE && (sum->topics & (TOPIC_HEARSAY | TOPIC_JUDGED) || impersonal);
  return passive || sum->topics & TOPIC_HEARSAY_ADVERB || is_broad(run);
}

/* What find_hidden finds at a token: what to report, and how. */
typedef enum hiding { HIDING_PASSIVE, HIDING_CROWD, HIDING_GUESS, HIDING_RUMOUR } hiding;

typedef struct hidden {
  dixit_span span;
  hiding how;
} hidden;

/* "should be considered", "will also be considered": nobody has judged yet. */
static bool is_wished(const dixit_doc *doc, uint32_t first, uint32_t be)
{
  if (be > first && word_is(&doc->tokens.items[be - 1], WORD_MODAL | WORD_TO))
    return true;
  return be > first + 1 && word_is(&doc->tokens.items[be - 1], WORD_ADVERB) && rule_word_is(doc, be - 2, "will");
}

/* "is seen by most investors": the passive up to `last` hides nobody but who they are. */
static bool find_crowd(const dixit_doc *doc, uint32_t last, uint32_t end, hidden *out)
{
  if (!rule_word_is(doc, last - 1, "by"))
    return false;
  uint32_t people = last;
  for (uint32_t i = last + 1; i < end && i <= last + CROWD_WITHIN && people == last; i++)
    people = crowd_names_people(doc, i) ? i : last;
  *out = (hidden){tokens_span(doc, last, people), HIDING_CROWD};
  return true;
}

/* Most tokens begin nothing, which is seen at once unless guesses count, too. */
static inline bool may_begin_hidden(const rule_run *run, uint32_t at)
{
  const dixit_token *token = &run->doc->tokens.items[at];
  return is_broad(run) || word_is(token, WORD_BE) || topic_is(token, TOPIC_HEARSAY_ADVERB);
}

static bool find_guess(const dixit_doc *doc, uint32_t at, uint32_t end, hidden *out)
{
  uint32_t guess = guess_match(doc, at, end), rumour = guess == DIXIT_NONE ? rumour_match(doc, at, end) : DIXIT_NONE;
  if (guess == DIXIT_NONE && rumour == DIXIT_NONE)
    return false;
  bool guessed = guess != DIXIT_NONE;
  *out = (hidden){tokens_span(doc, at, guessed ? guess : rumour), guessed ? HIDING_GUESS : HIDING_RUMOUR};
  return true;
}

static bool find_hidden(const rule_run *run, token_range sentence, uint32_t at, hidden *out)
{
  const dixit_doc *doc = run->doc;
  const dixit_token *token = &doc->tokens.items[at];
  *out = (hidden){token_span(token), HIDING_PASSIVE};
  if (topic_is(token, TOPIC_HEARSAY_ADVERB)) /* "allegedly" keeps an accusation open, which the law asks for */
    return is_broad(run) || rule_word_is(doc, at, "reportedly");
  bool may = word_is(token, WORD_BE) && !is_wished(doc, sentence.first, at);
  uint32_t last = may ? match_passive(run, sentence.first, at, sentence.end) : 0;
  if (last && find_crowd(doc, last, sentence.end, out))
    return true;
  if (!last && is_broad(run))
    last = match_reduced(doc, at, sentence.end);
  *out = (hidden){tokens_span(doc, at, last ? last : at), HIDING_PASSIVE};
  return last || (is_broad(run) && find_guess(doc, at, sentence.end, out));
}

/* Does somebody speak at this token, outside a passive, and is it no noun ("a report", "to point")? What follows is
 * theirs. */
static bool speaks(const dixit_token *token, bool first)
{
  const uint64_t passive = WORD_BE | WORD_ADVERB | WORD_HEARSAY;
  const uint64_t noun = WORD_DETERMINER | WORD_INDEFINITE | WORD_POSSESSIVE | WORD_PREPOSITION | WORD_TO;
  return word_is(token, WORD_SPEECH) && (first || !word_is(token - 1, passive | noun));
}

/* Attributions by sentence: heads has the first of each sentence, next the one behind each, DIXIT_NONE at the end. */
typedef struct by_sentence {
  uint32_t *heads;
  uint32_t *next;
} by_sentence;

static bool group_attributions(const dixit_doc *doc, arena *memory, by_sentence *out)
{
  size_t sentences = doc->sentences.count, attributions = doc->attributions.count;
  out->heads = arena_get(memory, sentences * sizeof *out->heads);
  out->next = arena_get(memory, attributions * sizeof *out->next);
  if (!out->heads || !out->next)
    return false;
  memset(out->heads, 0xFF, sentences * sizeof *out->heads);
  for (uint32_t i = 0; i < attributions; i++) {
    uint32_t *head = &out->heads[doc->attributions.items[i].sentence];
    out->next[i] = *head;
    *head = i;
  }
  return true;
}

/* What of a sentence somebody vouches for: from where the first attribution to somebody begins to where the last
 * ends. */
static dixit_span find_vouched(const dixit_doc *doc, const by_sentence *all, uint32_t sentence)
{
  dixit_span vouched = {0, 0};
  for (uint32_t i = all->heads[sentence]; i != DIXIT_NONE; i = all->next[i]) {
    const dixit_attribution *attribution = &doc->attributions.items[i];
    if (!is_hearsay(doc, attribution))
      vouched = span_is_empty(vouched) ? attribution->span : span_join(vouched, attribution->span);
  }
  return vouched;
}

/* ---- what needs no source ---- */

/* "The Harbour Post reported that ...", "according to the Post": somebody's report, by name. */
static bool is_report(const dixit_doc *doc, const dixit_attribution *attribution)
{
  token_range cue = rule_cue(doc, attribution);
  bool named = attribution->mention != DIXIT_NONE &&
               doc->mentions.items[attribution->mention].kind == DIXIT_MENTION_NAME;
  if (!named || cue.first >= cue.end)
    return false;
  return word_is(&doc->tokens.items[cue.first], WORD_ACCORDING) || rule_word_is(doc, cue.end - 1, "reported") ||
         rule_word_is(doc, cue.end - 1, "reports");
}

/* "As reported by the Harbour Post": by name. */
static bool is_reported_by(const dixit_doc *doc, uint32_t sentence)
{
  token_range words = rule_sentence_head(doc, sentence);
  for (uint32_t i = words.first; i + 3 < words.end; i++)
    if (rule_word_is(doc, i, "reported") && rule_word_is(doc, i + 1, "by") &&
        (doc->tokens.items[i + 2].flags | doc->tokens.items[i + 3].flags) & DIXIT_TOKEN_CAPITAL)
      return true;
  return false;
}

static bool tells_report(const dixit_doc *doc, const by_sentence *all, uint32_t sentence)
{
  if (is_reported_by(doc, sentence))
    return true;
  for (uint32_t i = all->heads[sentence]; i != DIXIT_NONE; i = all->next[i])
    if (is_report(doc, &doc->attributions.items[i]))
      return true;
  return false;
}

/* Is it said whose report it is: in one of the two sentences before, in the same paragraph or the one above, or in the
 * one behind in the same paragraph; of a lead, in the next? */
static bool is_told_beside(const dixit_doc *doc, const by_sentence *all, uint32_t sentence)
{
  const dixit_sentence *here = &doc->sentences.items[sentence];
  for (uint32_t i = 1; i <= REPORT_BEFORE && i <= sentence && here[-(int)i].block + 1 >= here->block; i++)
    if (tells_report(doc, all, sentence - i))
      return true;
  return sentence + 1 < doc->sentences.count && (here[1].block == here->block || sentence <= LEAD_SENTENCES) &&
         tells_report(doc, all, sentence + 1);
}

/* ---- all ---- */

static void report_hidden(rule_run *run, const hidden *found)
{
  static const char *const messages[] = {
      [HIDING_PASSIVE] = "By whom? \"%s\" hides the source: name it.",
      [HIDING_CROWD] = "Who are \"%s\"? Name one, or cite who says so.",
      [HIDING_GUESS] = "Whose view is \"%s\"? Name who holds it, or cite it.",
      [HIDING_RUMOUR] = "Who says so? \"%s\" names nobody: name one, or cite it."};
  rule_report(run, RULE_SOURCES_PASSIVE, found->span, messages[found->how], rule_excerpt(run, found->span));
}

/* Most sentences that may hide a source do not: that is seen before asking who speaks in them. */
static bool hides_source(const rule_run *run, token_range sentence)
{
  hidden found;
  for (uint32_t i = sentence.first; i < sentence.end; i++)
    if (!rule_is_answered(run, i, is_broad(run)) && may_begin_hidden(run, i) && find_hidden(run, sentence, i, &found))
      return true;
  return false;
}

/* A citation in a sentence says by whom, too. */
static void check_sentence(rule_run *run, uint32_t index, const by_sentence *all)
{
  token_range sentence = rule_sentence(run->doc, index);
  if (!hides_source(run, sentence) || rule_is_headline(run->doc, index) ||
      (!is_broad(run) && is_told_beside(run->doc, all, index)))
    return;
  dixit_span vouched = is_broad(run) ? span_of(0, 0) : find_vouched(run->doc, all, index);
  hidden found;
  for (uint32_t i = sentence.first; i < sentence.end; i++) {
    const dixit_token *token = &run->doc->tokens.items[i];
    bool theirs = rule_is_answered(run, i, is_broad(run)) ||
                  (token->start >= vouched.start && token->start < vouched.end);
    if (!is_broad(run) && speaks(token, i == sentence.first) && !theirs)
      return;
    if (theirs || !may_begin_hidden(run, i) || !find_hidden(run, sentence, i, &found))
      continue;
    if (rule_has_citation(run, index))
      return;
    report_hidden(run, &found);
  }
}

/* Code stands in it: a manual, whose "is considered" and "is assumed" lay down what holds. */
static bool is_manual(const dixit_doc *doc)
{
  uint32_t code = 0;
  for (uint32_t i = 0; i < doc->blocks.count && code < MANUAL_CODE; i++)
    code += doc->blocks.items[i].kind == DIXIT_CODE;
  for (uint32_t i = 0; i < doc->runs.count && code < MANUAL_CODE; i++)
    code += doc->runs.items[i].kind == DIXIT_RUN_OPAQUE && doc->text[doc->runs.items[i].span.start] == '`';
  return code >= MANUAL_CODE;
}

void check_source_passive(rule_run *run)
{
  by_sentence all;
  if (run->doc->kind == DIXIT_KIND_SPEECH && !is_broad(run))
    return; /* who speaks does not report */
  if (!is_broad(run) && is_manual(run->doc))
    return;
  if (!group_attributions(run->doc, run->scratch, &all))
    return;
  for (uint32_t i = 0; i < run->doc->sentences.count; i++)
    if (may_hide_source(run, i))
      check_sentence(run, i, &all);
}
