/* The table of rules, and findings and their parts as checks report them (rule.h). */
#include "rules/rule.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/rows.h"
#include "base/utf8.h"
#include "doc/lexicon.h"
#include "engine.h"
#include "marks/bracketed.h"
#include "marks/pass.h"

enum { EXCERPT_BYTES = 40, HEADLINE_TOKENS = 18, ARTICLE_SENTENCES = 5, LABEL_TOKENS = 4 };

/* ---- the table ---- */

const dixit_rule *dixit_rules(size_t *count)
{
  if (count)
    *count = RULE_COUNT;
  return rule_table;
}

const char *dixit_profile_name(uint32_t profile)
{
  for (uint32_t i = 0; rule_profiles[i]; i++)
    if (i == profile)
      return rule_profiles[i];
  return "?";
}

uint32_t rule_count(const struct dixit_engine *engine)
{
  return RULE_COUNT + engine->check_count;
}

const char *rule_id(const struct dixit_engine *engine, uint32_t rule)
{
  return rule < RULE_COUNT ? rule_table[rule].id : engine->checks[rule - RULE_COUNT].id;
}

/* Among the sorted rules [low, high). */
static int find_between(const struct dixit_engine *engine, int low, int high, dixit_text id)
{
  while (low < high) {
    int middle = low + (high - low) / 2;
    const char *here = rule_id(engine, (uint32_t)middle);
    int order = strncmp(here, id.bytes, id.length);
    if (order == 0 && here[id.length] == '\0')
      return middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return -1;
}

int rule_find(const struct dixit_engine *engine, dixit_text id)
{
  int found = find_between(engine, 0, RULE_COUNT, id);
  return found >= 0 ? found : find_between(engine, RULE_COUNT, (int)rule_count(engine), id);
}

/* The place of a name in a list that ends with NULL, or -1. */
static int place_of(const char *const *names, const char *name)
{
  for (int i = 0; names[i]; i++)
    if (strcmp(names[i], name) == 0)
      return i;
  return -1;
}

const uint8_t *rule_profile_find(const char *name)
{
  int place = place_of(rule_profiles, name);
  return place < 0 ? NULL : rule_profile_severities[place];
}

const uint32_t *rule_profile_options(const char *name)
{
  int place = place_of(rule_profiles, name);
  return place < 0 ? NULL : rule_profile_values[place];
}

const uint32_t *rule_manual_find(const char *name)
{
  int place = place_of(rule_manuals, name);
  return place < 0 ? NULL : rule_manual_values[place];
}

int rule_option_find(const char *id, const char *name)
{
  for (uint32_t i = 0; i < RULE_COUNT; i++) {
    const dixit_rule *rule = &rule_table[i];
    for (uint32_t k = 0; k < rule->option_count && strcmp(rule->id, id) == 0; k++)
      if (strcmp(rule->options[k].name, name) == 0)
        return (int)(&rule->options[k] - rule_options);
  }
  return -1;
}

/* ---- findings ---- */

/* A message in the arena, or NULL. */
static const char *message_make(arena *memory, const char *format, va_list arguments)
{
  char usual[256];
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(usual, sizeof usual, format, arguments);
  char *message = length < 0 ? NULL : arena_get(memory, (size_t)length + 1);
  if (message && (size_t)length < sizeof usual)
    memcpy(message, usual, (size_t)length + 1);
  else if (message)
    vsnprintf(message, (size_t)length + 1, format, again);
  va_end(again);
  return message;
}

bool rule_report(rule_run *run, uint32_t rule, dixit_span span, const char *format, ...)
{
  if (!rule_is_on(run, rule))
    return false;
  dixit_doc *doc = run->doc;
  const char *message = format; /* formats are literals: one with nothing to fill in is the message */
  if (strchr(format, '%')) {
    va_list arguments;
    va_start(arguments, format);
    message = message_make(&doc->memory, format, arguments);
    va_end(arguments);
  }
  dixit_finding *finding = message ? ARRAY_ADD(&doc->memory, doc->findings) : NULL;
  if (!finding)
    return false;
  finding->span = span;
  finding->rule = rule_id(doc->engine, rule);
  finding->message = message;
  finding->severity = run->severities[rule];
  finding->first_related = doc->related.count;
  finding->first_fix = doc->fixes.count;
  return true;
}

void rule_relate(rule_run *run, dixit_span span, const char *message)
{
  dixit_doc *doc = run->doc;
  dixit_related *related = ARRAY_ADD(&doc->memory, doc->related);
  if (!related)
    return;
  related->span = span;
  related->message = message;
  doc->findings.items[doc->findings.count - 1].related_count++;
}

static void add_fix(rule_run *run, dixit_span span, const char *replacement, const char *label, bool safe)
{
  dixit_doc *doc = run->doc;
  const char *copy = arena_copy(&doc->memory, replacement, strlen(replacement));
  dixit_fix *fix = copy ? ARRAY_ADD(&doc->memory, doc->fixes) : NULL;
  if (!fix)
    return;
  fix->span = span;
  fix->replacement = copy;
  fix->label = label;
  fix->safe = safe;
  doc->findings.items[doc->findings.count - 1].fix_count++;
}

void rule_fix(rule_run *run, dixit_span span, const char *replacement, const char *label)
{
  add_fix(run, span, replacement, label, false);
}

void rule_mend(rule_run *run, dixit_span span, const char *replacement, const char *label)
{
  add_fix(run, span, replacement, label, true);
}

/* Where a shortened excerpt ends: after a whole word, when the last one is not long. */
static size_t excerpt_cut(const char *excerpt, size_t length)
{
  size_t at = length;
  while (at > EXCERPT_BYTES / 2 && excerpt[at - 1] != ' ')
    at--;
  if (at > EXCERPT_BYTES / 2)
    length = at;
  while (length && excerpt[length - 1] == ' ')
    length--;
  return length;
}

const char *rule_excerpt(rule_run *run, dixit_span span)
{
  dixit_text text = doc_slice(run->doc, span);
  char *excerpt = arena_get(&run->doc->memory, EXCERPT_BYTES + 4); /* and "...", NUL */
  size_t length = 0, at = 0;
  if (!excerpt)
    return "";
  while (at < text.length) {
    utf8_char c = utf8_decode(text.bytes, text.length, at);
    if (length + c.length > EXCERPT_BYTES)
      break;
    bool blank = c.code <= ' ';
    if (c.code == UTF8_INVALID)
      excerpt[length++] = '?';
    else if (!blank)
      length += utf8_encode(c.code, excerpt + length);
    else if (length && excerpt[length - 1] != ' ')
      excerpt[length++] = ' ';
    at += c.length;
  }
  if (at < text.length) {
    length = excerpt_cut(excerpt, length);
    memcpy(excerpt + length, "\xE2\x80\xA6", 3);
    length += 3;
  }
  excerpt[length] = '\0';
  return excerpt;
}

uint32_t rule_token_near(const dixit_doc *doc, uint32_t byte, uint32_t hint)
{
  return records_near(doc->tokens.items, doc->tokens.count, sizeof *doc->tokens.items, byte, hint);
}

token_range rule_tokens_near(const dixit_doc *doc, dixit_span span, uint32_t hint)
{
  uint32_t first = rule_token_near(doc, span.start, hint);
  return (token_range){first, span_is_empty(span) ? first : rule_token_near(doc, span.end, first)};
}

/* Where rule_cue will begin to look. */
static const dixit_token *cue_hint(const dixit_doc *doc, const dixit_attribution *attribution)
{
  uint32_t mention = attribution->mention;
  return &doc->tokens.items[mention == DIXIT_NONE ? doc->sentences.items[attribution->sentence].first_token
                                                  : doc->mentions.items[mention].first_token];
}

/* The token, or the end of the range that is nearer to it. */
static uint32_t in_range(uint32_t token, token_range range)
{
  return token < range.first ? range.first : token > range.end ? range.end : token;
}

token_range rule_cue(const dixit_doc *doc, const dixit_attribution *attribution)
{
  token_range all = rule_sentence(doc, attribution->sentence);
  token_range cue = rule_tokens_near(doc, attribution->cue, (uint32_t)(cue_hint(doc, attribution) - doc->tokens.items));
  return (token_range){in_range(cue.first, all), in_range(cue.end, all)};
}

static uint32_t find_verb(const dixit_doc *doc, const dixit_attribution *attribution)
{
  if (span_is_empty(attribution->cue))
    return DIXIT_NONE;
  token_range cue = rule_cue(doc, attribution);
  for (uint32_t i = cue.first; i < cue.end; i++)
    if (word_is(&doc->tokens.items[i], WORD_VERB))
      return i;
  return DIXIT_NONE;
}

/* Attributions stand far apart among tokens: those of the next are fetched while one is looked at. */
static const uint32_t *find_verbs(const dixit_doc *doc, arena *memory)
{
  enum { AHEAD = 8 };
  uint32_t count = doc->attributions.count;
  uint32_t *verbs = arena_get(memory, (size_t)count * sizeof *verbs);
  for (uint32_t i = 0; verbs && i < count; i++) {
    if (i + AHEAD < count)
      __builtin_prefetch(cue_hint(doc, &doc->attributions.items[i + AHEAD]));
    verbs[i] = doc->attributions.items[i].nested ? DIXIT_NONE : find_verb(doc, &doc->attributions.items[i]);
  }
  return verbs;
}

uint32_t rule_cue_verb(rule_run *run, const dixit_attribution *attribution)
{
  if (!run->verbs)
    run->verbs = find_verbs(run->doc, run->scratch);
  return run->verbs ? run->verbs[attribution - run->doc->attributions.items] : DIXIT_NONE;
}

token_range rule_sentence_head(const dixit_doc *doc, uint32_t sentence)
{
  enum { HEAD_LIMIT = 400 };
  token_range all = rule_sentence(doc, sentence);
  return (token_range){all.first, all.end - all.first < HEAD_LIMIT ? all.end : all.first + HEAD_LIMIT};
}

bool rule_has_citation(const rule_run *run, uint32_t sentence)
{
  const dixit_doc *doc = run->doc;
  const sentence_sum *sum = &run->sums[sentence];
  if (sum_has_kind(sum, DIXIT_CITE) || sum->flags & DIXIT_TOKEN_LINK)
    return true;
  bool brackets = false;
  token_range range = rule_sentence_head(doc, sentence);
  for (uint32_t i = range.first; i < range.end && sum_has_kind(sum, DIXIT_OPEN); i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind == DIXIT_OPEN || token->kind == DIXIT_CLOSE)
      brackets = token->kind == DIXIT_OPEN;
    if (brackets && token->kind == DIXIT_NUMBER && token->end - token->start >= 4)
      return true;
  }
  bracketed_citation found; /* "[3]" */
  return sum_has_kind(sum, DIXIT_OPEN) && bracketed_find(doc, range.first, range.end, &found);
}

bool rule_is_headline(const dixit_doc *doc, uint32_t sentence)
{
  const dixit_sentence *first = doc->sentences.items;
  return sentence == 0 && doc->sentences.count > ARTICLE_SENTENCES && first[0].token_count <= HEADLINE_TOKENS &&
         first[1].block != first[0].block;
}

bool rule_is_dialogue(const dixit_doc *doc, const dixit_quote *quote)
{
  uint32_t end = quote->first_token + LABEL_TOKENS < rule_quote_end(quote) ? quote->first_token + LABEL_TOKENS
                                                                           : rule_quote_end(quote);
  if (quote->style != DIXIT_BLOCK_STYLE || !(doc->tokens.items[quote->first_token].flags & DIXIT_TOKEN_CAPITAL))
    return false;
  for (uint32_t i = quote->first_token; i < end; i++)
    if (doc->tokens.items[i].kind == DIXIT_COLON)
      return true;
  return false;
}

bool rule_has_turns(const dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->attributions.count; i++)
    if (doc->attributions.items[i].step == STEP_LABEL)
      return true;
  return false;
}

const dixit_attribution *rule_attribution(const dixit_doc *doc, const dixit_quote *quote)
{
  return quote->attribution == DIXIT_NONE ? NULL : &doc->attributions.items[quote->attribution];
}
