/* Words to crowds: "some", "many", "others" where a subject stands, by their neighbours alone.
 *
 * Narrow: people who say or think something ("some scholars doubt"). Broad, as encyclopaedias want it: whoever does
 * whatever ("some smokers avoid it", "In many countries ..."), since there a reader may ask of every crowd who it is;
 * and also what a text or a crowd is said to say of crowds. */
#include "rules/crowds.h"

#include "doc/lexicon.h"
#include "doc/sentences.h"
#include "rules/unnamed.h"

enum { BREADTH_NARROW = 0, BREADTH_BROAD = 1, VERB_WITHIN = 4, NOUN_WITHIN = 3, PHRASE_WITHIN = 5, NAMED_WITHIN = 9 };

/* May a clause begin at `at`: the sentence's start, a comma, or a word that opens a clause before it? */
static bool begins_clause(const dixit_doc *doc, uint32_t first, uint32_t at)
{
  if (at == first)
    return true;
  const dixit_token *before = &doc->tokens.items[at - 1];
  return before->kind == DIXIT_COMMA || before->kind == DIXIT_SEMICOLON || before->kind == DIXIT_COLON ||
         word_is(before, WORD_SUBORDINATOR | WORD_RELATIVE | WORD_THAT | WORD_CONJUNCTION);
}

/* "some years", "many times", "several hundred", "some 40": no people, and nothing that could be named. */
static bool counts_things(const dixit_doc *doc, uint32_t at)
{
  static const char *const things[] = {"detail", "time", "times", "extent", "degree", NULL};
  const dixit_token *token = &doc->tokens.items[at];
  return token->kind == DIXIT_NUMBER || topic_is(token, TOPIC_TIME_WORD) || word_is(token, WORD_NUMBER_WORD) ||
         rule_word_is_of(doc, at, things);
}

/* "In many cases", "in some ways": nobody says so, and where everything counts it may be asked which. */
static bool counts_cases(const dixit_doc *doc, uint32_t at)
{
  static const char *const cases[] = {"cases", "instances", "ways", "respects", NULL};
  return rule_word_is_of(doc, at, cases);
}

/* "In interviews, several told ...", "while others said": people the writer has met, or told of just before. */
static bool is_met(const dixit_doc *doc, const dixit_sentence *sentence, uint32_t at)
{
  if (at > sentence->first_token && rule_word_is(doc, at, "others"))
    return true;
  for (uint32_t i = sentence->first_token; i < at; i++)
    if (rule_word_is(doc, i, "interviews") || rule_word_is(doc, i, "interview"))
      return true;
  return false;
}

bool crowd_is_part(const dixit_doc *doc, uint32_t at)
{
  return rule_word_is(doc, at + 1, "of") && at + 2 < doc->tokens.count &&
         word_is(&doc->tokens.items[at + 2], WORD_DEFINITE | WORD_POSSESSIVE | WORD_PRONOUN);
}

/* "Several towns object, including Ostrow": some of them have their names. */
static bool is_named_behind(const dixit_doc *doc, uint32_t at, uint32_t end)
{
  for (uint32_t i = at; i + 2 < end; i++)
    if (topic_is(&doc->tokens.items[i], TOPIC_INCLUDING) &&
        (doc->tokens.items[i + 1].flags & DIXIT_TOKEN_CAPITAL || doc->tokens.items[i + 2].flags & DIXIT_TOKEN_CAPITAL))
      return true;
  return false;
}

/* "Some may recall": readers are meant. */
static bool is_reader(const dixit_doc *doc, uint32_t verb)
{
  return rule_word_is(doc, verb, "recall") || rule_word_is(doc, verb, "remember") || rule_word_is(doc, verb, "know");
}

/* "Some of the women", "many reporters": part of a group the text has told of, people whose words stand somewhere, who
 * are named or who read this. */
static bool is_known(const dixit_doc *doc, uint32_t at, uint32_t last, uint32_t end)
{
  if (crowd_is_part(doc, at) || is_named_behind(doc, last, end) || is_reader(doc, last))
    return true;
  for (uint32_t i = at + 1; i < last; i++)
    if (topic_is(&doc->tokens.items[i], TOPIC_ON_RECORD))
      return true;
  return false;
}

/* "Some continue to wait", "several supposed answers failed", "many soldiers saw combat", "some would hope", "several
 * members proposed a law": no view. */
static bool is_deed(const dixit_doc *doc, uint32_t verb, uint32_t end)
{
  if (verb + 1 >= end)
    return false;
  static const char *const acts[] = {"propose", "proposed", NULL};
  const dixit_token *next = &doc->tokens.items[verb + 1];
  if (rule_word_is(doc, verb - 1, "would") && word_is(next - 1, WORD_MENTAL))
    return true;
  if (rule_word_is_of(doc, verb, acts) && word_is(next, WORD_DETERMINER))
    return true;
  bool noun = next->kind == DIXIT_WORD && word_bits(next) == 0 && !(next->flags & DIXIT_TOKEN_CAPITAL);
  bool saw = rule_word_is(doc, verb, "saw") || rule_word_is(doc, verb, "see");
  bool past = word_is(&doc->tokens.items[verb - 1], WORD_QUANTIFIER) && word_is(next - 1, WORD_VERB_PAST);
  return (noun && (saw || past)) || (word_is(next, WORD_TO) && !word_is(&doc->tokens.items[verb], WORD_MENTAL));
}

/* A verb of saying or thinking within a few words of a crowd, which is of people or stands for itself ("some say"). */
static uint32_t find_opinion(const dixit_doc *doc, uint32_t at, uint32_t end)
{
  uint32_t last = at + VERB_WITHIN < end ? at + VERB_WITHIN : end;
  bool people = false, bare = true;
  for (uint32_t i = at + 1; i < last; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind != DIXIT_WORD ||
        word_is(token, WORD_PREPOSITION | WORD_TO | WORD_RELATIVE | WORD_BE | WORD_NEGATION))
      return DIXIT_NONE;
    bool opinion = word_is(token, WORD_SPEECH | WORD_MENTAL) && word_is(token, WORD_TAKES_THAT | WORD_TAKES_QUOTE) &&
                   !word_is(token, WORD_VERB_ING | WORD_VERB_THIRD) && !topic_is(token, TOPIC_JOINT_VERB) &&
                   (word_is(token, WORD_TAKES_THAT) || !word_is(token, WORD_TAKES_NOUN)); /* "some call it" */
    if (opinion && (people || bare))
      return is_deed(doc, i, end) ? DIXIT_NONE : i;
    if (people && token->flags & DIXIT_TOKEN_CAPITAL)
      return DIXIT_NONE; /* "many people Ruiz saw" */
    bare = bare && word_is(token, WORD_ADVERB | WORD_MODAL | WORD_HAVE);
    people = people || word_is(token, WORD_VAGUE_GROUP | WORD_GROUP | WORD_PERSON_NOUN);
  }
  return DIXIT_NONE;
}

/* "many having", "some with a shop": a remark on what stands before. */
static bool is_remark(const dixit_doc *doc, uint32_t next)
{
  if (rule_word_is(doc, next, "having"))
    return true;
  return word_is(&doc->tokens.items[next], WORD_PREPOSITION | WORD_VERB_ING | WORD_CONJUNCTION) &&
         !rule_word_is(doc, next, "of");
}

bool crowd_names_people(const dixit_doc *doc, uint32_t at)
{
  static const char *const endings[] = {"ers", "ors", "ists", "ians"};
  const dixit_token *token = &doc->tokens.items[at];
  dixit_text word = token_text(doc, at);
  if (topic_is(token, TOPIC_CROWD))
    return false; /* "many others" */
  if (word_is(token, WORD_PERSON_NOUN | WORD_GROUP | WORD_VAGUE_GROUP | WORD_ROLE | WORD_NATIONALITY | WORD_FAMILY))
    return true;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    dixit_text ending = text_from(endings[i]);
    if (word.length > ending.length + 2 &&
        text_equal_folded(text_of(word.bytes + word.length - ending.length, ending.length), ending))
      return true;
  }
  return false;
}

/* "Many Muslims", "some Arabs": a name in the plural. */
static bool is_people_by_name(const dixit_doc *doc, uint32_t at)
{
  const dixit_token *name = &doc->tokens.items[at];
  return name->kind == DIXIT_WORD && name->flags & DIXIT_TOKEN_CAPITAL && !(name->flags & DIXIT_TOKEN_UPPER) &&
         doc->text[name->end - 1] == 's' && !(doc->tokens.items[at + 1].flags & DIXIT_TOKEN_CAPITAL);
}

/* People within the words right behind a crowd's first. */
static bool is_of_people(const dixit_doc *doc, uint32_t at, uint32_t end)
{
  if (at + 2 < end && is_people_by_name(doc, at + 1))
    return true;
  for (uint32_t i = at + 1; i < end && i <= at + NOUN_WITHIN && doc->tokens.items[i].kind == DIXIT_WORD; i++)
    if (crowd_names_people(doc, i))
      return true;
  return false;
}

/* "By many", "while some", "among some", "in some countries" where a clause begins, "there is some evidence": does what
 * stands before a crowd lead to one? Behind other words only people are. */
static bool is_led_to(const dixit_doc *doc, uint32_t first, uint32_t at, bool people)
{
  static const char *const leading[] = {"by", "while", "among", NULL};
  const dixit_token *before = &doc->tokens.items[at - 1];
  if (at > first + 1 && word_is(before, WORD_BE) && rule_word_is(doc, at - 2, "there"))
    return people || word_is(&doc->tokens.items[at + 1], WORD_CUE_NOUN) || rule_word_is(doc, at + 1, "who");
  if (rule_word_is_of(doc, at - 1, leading) ||
      (rule_word_is(doc, at - 1, "in") && begins_clause(doc, first, at - 1)))
    return true;
  return people && (begins_clause(doc, first, at) || (word_is(before, WORD_PREPOSITION) && !word_is(before, WORD_TO)));
}

/* A crowd that does anything at all. Within a sentence only "some" and "many" are: "several" and "others" count things
 * more often than people there; "as many as" counts nothing. */
static bool is_broad_crowd(const dixit_doc *doc, uint32_t first, uint32_t at, uint32_t end)
{
  static const char *const opening[] = {"some", "certain", "several", NULL};
  static const char *const loose[] = {"some", "many", NULL};
  static const char *const comparing[] = {"as", "how", NULL};
  bool by = at > first && rule_word_is(doc, at - 1, "by"); /* "considered by many to be" */
  uint32_t near = at + NAMED_WITHIN < end ? at + NAMED_WITHIN : end;
  if ((is_remark(doc, at + 1) && !by) || is_named_behind(doc, at, near))
    return false;
  bool people = is_of_people(doc, at, end);
  if (at == first)
    return people || rule_word_is_of(doc, at, opening);
  if (rule_word_is_of(doc, at - 1, comparing))
    return false;
  if (rule_word_is(doc, at, "others"))
    return rule_word_is(doc, at - 1, "while");
  if (!rule_word_is_of(doc, at, loose))
    return people && begins_clause(doc, first, at);
  return is_led_to(doc, first, at, people) || rule_word_is(doc, at + 1, "other") ||
         word_is(&doc->tokens.items[at + 1], WORD_HAVE);
}

bool crowd_is_told_before(const dixit_doc *doc, uint32_t at)
{
  static const char *const bare[] = {"some", "others", "several", NULL};
  if (at == 0 || at + 1 >= doc->tokens.count || !rule_word_is_of(doc, at, bare))
    return false;
  return doc->sentences.items[sentence_of_token(doc, at)].first_token == at &&
         word_is(&doc->tokens.items[at + 1], WORD_VERB | WORD_BE | WORD_HAVE | WORD_MODAL);
}

/* The last token of a crowd that starts at `at`, or DIXIT_NONE. */
static uint32_t match_crowd(const dixit_doc *doc, uint32_t first, uint32_t at, uint32_t end, uint32_t breadth)
{
  if (doc->tokens.items[at + 1].kind != DIXIT_WORD || counts_things(doc, at + 1) ||
      (breadth == BREADTH_NARROW && counts_cases(doc, at + 1)))
    return DIXIT_NONE;
  uint32_t opinion = begins_clause(doc, first, at) ? find_opinion(doc, at, end) : DIXIT_NONE;
  if (opinion != DIXIT_NONE)
    return opinion;
  return breadth == BREADTH_BROAD && is_broad_crowd(doc, first, at, end) ? at + 1 : DIXIT_NONE;
}

/* "Of", "his", "these", "'s": a phrase goes on behind them. */
static bool goes_on(const dixit_doc *doc, uint32_t at)
{
  const dixit_token *token = &doc->tokens.items[at];
  return word_is(token, WORD_DEFINITE | WORD_POSSESSIVE | WORD_DETERMINER) || rule_word_is(doc, at, "of") ||
         rule_is_genitive(doc, at);
}

/* "Some early songs", "many of the other papers": up to the noun, where `last` is the word behind the first. */
static uint32_t phrase_end(const dixit_doc *doc, uint32_t last, uint32_t end)
{
  const uint64_t others = WORD_VERB | WORD_BE | WORD_HAVE | WORD_MODAL | WORD_PREPOSITION | WORD_CONJUNCTION |
                          WORD_RELATIVE | WORD_THAT | WORD_ADVERB | WORD_INDEFINITE | WORD_PRONOUN | WORD_DEFINITE |
                          WORD_POSSESSIVE;
  if (word_is(&doc->tokens.items[last], WORD_BE | WORD_HAVE | WORD_MODAL | WORD_THAT | WORD_RELATIVE))
    return last - 1; /* "others are" */
  for (uint32_t i = last; i + 1 < end && i < last + PHRASE_WITHIN; i++) {
    const dixit_token *next = &doc->tokens.items[i + 1];
    if (goes_on(doc, i) || rule_is_genitive(doc, i + 1))
      continue;
    bool noun = next->kind == DIXIT_WORD && !word_is(next, others);
    bool people = crowd_names_people(doc, i) && !word_is(&doc->tokens.items[i], WORD_QUANTIFIER);
    if (!noun || doc->text[doc->tokens.items[i].end - 1] == 's' || (people && !crowd_names_people(doc, i + 1)))
      return i;
  }
  return last;
}

static void report_crowd(rule_run *run, uint32_t first, uint32_t last, uint32_t end, bool opinion)
{
  uint32_t behind = opinion ? last : phrase_end(run->doc, last, end);
  dixit_span span = tokens_span(run->doc, first, behind);
  if (opinion || crowd_names_people(run->doc, behind))
    rule_report(run, RULE_SOURCES_VAGUE, span, "Who? \"%s\" is nobody in particular: name one, or cite who says so.",
                rule_excerpt(run, span));
  else
    rule_report(run, RULE_SOURCES_VAGUE, span, "Which? \"%s\" could be any: name one, or cite who says so.",
                rule_excerpt(run, span));
}

static void check_sentence(rule_run *run, const dixit_sentence *sentence, uint32_t breadth)
{
  const dixit_doc *doc = run->doc;
  uint32_t end = sentence->first_token + sentence->token_count;
  for (uint32_t i = sentence->first_token; i + 1 < end; i++) {
    if (!topic_is(&doc->tokens.items[i], TOPIC_CROWD) || rule_is_answered(run, i, breadth == BREADTH_BROAD))
      continue;
    uint32_t last = match_crowd(doc, sentence->first_token, i, end, breadth);
    if (last == DIXIT_NONE || (breadth == BREADTH_NARROW && (is_met(doc, sentence, i) || is_known(doc, i, last, end))))
      continue;
    if (breadth == BREADTH_NARROW &&
        (crowd_is_told_before(doc, i) || unnamed_is_voiced_below(run, (uint32_t)(sentence - doc->sentences.items))))
      return;
    report_crowd(run, i, last, end, begins_clause(doc, sentence->first_token, i) && find_opinion(doc, i, end) == last);
    return;
  }
}

void crowds_report(rule_run *run, const uint8_t *told)
{
  const dixit_doc *doc = run->doc;
  uint32_t breadth = run->options[OPTION_SOURCES_VAGUE_BREADTH];
  if (doc->kind == DIXIT_KIND_ENCYCLOPAEDIA && !doc->traits)
    breadth = BREADTH_BROAD; /* where it was told, not guessed */
  uint8_t done = breadth == BREADTH_BROAD ? CROWD_REPORTED : CROWD_TOLD | CROWD_REPORTED;
  for (uint32_t i = 0; i < doc->sentences.count; i++)
    if (run->sums[i].topics & TOPIC_CROWD && !sum_has_kind(&run->sums[i], DIXIT_CITE) && !(told[i] & done) &&
        !rule_is_headline(doc, i))
      check_sentence(run, &doc->sentences.items[i], breadth);
}
