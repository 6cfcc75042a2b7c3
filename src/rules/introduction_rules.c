/* Rules about how speakers are introduced and called.
 *
 * A person's name is looked for in the whole text, by its last word, so that a full name anywhere before the first
 * words is an introduction even where attribution has not joined the two. */
#include "rules/rule.h"

#include "base/sort.h"
#include "doc/lexicon.h"
#include "doc/sentences.h"
#include "rules/spelling.h"

/* How a source is named, when it is a person. name: the tokens of the name without titles before it. surname: the hash
 * of its last word. full: the first token at which a longer name stands, or DIXIT_NONE. */
typedef struct naming {
  token_range name;
  uint32_t surname;
  uint32_t full;
} naming;

/* People by the last word of their names. sorted: its hash above, the source below. starts: for each value of the
 * highest bits of a hash, where the people with it begin in `sorted`; one more ends the last. */
typedef struct directory {
  naming *namings;
  uint64_t *sorted;
  uint32_t count;
  uint32_t *starts;
  unsigned shift;
} directory;

static bool is_capital_word(const dixit_token *token)
{
  return token->kind == DIXIT_WORD && token->flags & DIXIT_TOKEN_CAPITAL;
}

/* Is it one person, known by name? */
static bool is_person(const dixit_source *source)
{
  return source->kind == DIXIT_SOURCE_NAMED && !source->member_count && !source->plural &&
         source->first_mention != DIXIT_NONE && source->quote_count > 0;
}

/* Does the text treat the source as a person: a title before the name, or "he" or "she" for it? */
static bool is_surely_person(const dixit_doc *doc, const dixit_source *source)
{
  const dixit_mention *first = &doc->mentions.items[source->first_mention];
  const dixit_token *title = &doc->tokens.items[first->first_token];
  bool telling = title->flags & DIXIT_TOKEN_ABBREVIATED || word_is(title, WORD_MALE | WORD_FEMALE);
  return source->gender == 'm' || source->gender == 'f' || (telling && word_is(title, WORD_TITLE));
}

/* The tokens of a source's name without titles before it. */
static token_range name_tokens(const dixit_doc *doc, const dixit_source *source)
{
  uint32_t near = doc->mentions.items[source->first_mention].first_token;
  token_range name = rule_tokens_near(doc, source->name, near);
  while (name.first + 1 < name.end && word_is(&doc->tokens.items[name.first], WORD_TITLE))
    name.first++;
  return name;
}

/* Could this token begin or go on a name that ends with the token behind it? */
static bool extends_name(const dixit_doc *doc, uint32_t token)
{
  const dixit_token *before = &doc->tokens.items[token];
  return is_capital_word(before) &&
         !word_is(before, WORD_TITLE | WORD_PRONOUN | WORD_DETERMINER | WORD_PREPOSITION | WORD_CONJUNCTION |
                            WORD_ROLE);
}

/* ---- sources/first-reference ---- */

static void add_people(const dixit_doc *doc, directory *self)
{
  for (uint32_t i = 0; i < doc->sources.count; i++) {
    self->namings[i] = (naming){{0, 0}, 0, DIXIT_NONE};
    if (!is_person(&doc->sources.items[i]))
      continue;
    token_range name = name_tokens(doc, &doc->sources.items[i]);
    self->namings[i].name = name;
    if (name.first >= name.end)
      continue;
    self->namings[i].surname = doc->tokens.items[name.end - 1].hash;
    self->sorted[self->count++] = (uint64_t)self->namings[i].surname << 32 | i;
  }
}

static void index_people(directory *self, uint32_t buckets)
{
  uint32_t at = 0;
  for (uint32_t bucket = 0; bucket <= buckets; bucket++) {
    while (at < self->count && self->sorted[at] >> 32 >> self->shift < bucket)
      at++;
    self->starts[bucket] = at;
  }
}

static bool directory_init(directory *self, const dixit_doc *doc, arena *memory)
{
  size_t most = doc->sources.count;
  uint32_t buckets = 2;
  for (self->shift = 31; buckets < most; buckets *= 2)
    self->shift--;
  self->namings = arena_get(memory, most * sizeof *self->namings);
  self->sorted = arena_get(memory, most * sizeof *self->sorted);
  self->starts = arena_get(memory, (buckets + 1) * sizeof *self->starts);
  uint64_t *room = arena_get(memory, most * sizeof *room);
  if (!self->namings || !self->sorted || !self->starts || !room)
    return false;
  add_people(doc, self);
  sort_numbers(self->sorted, room, self->count);
  index_people(self, buckets);
  return true;
}

/* The first of the people whose last name has this hash, or whoever stands in that place. */
static uint32_t find_people(const directory *self, uint32_t hash)
{
  const uint32_t *bucket = &self->starts[hash >> self->shift];
  return numbers_from(self->sorted, bucket[0], bucket[1], (uint64_t)hash << 32);
}

/* The token ends a name of more than one word: note it for all people of this last name at once, so that each is noted
 * once. */
static void note_full_name(directory *self, uint32_t hash, uint32_t token)
{
  for (uint32_t i = find_people(self, hash); i < self->count && self->sorted[i] >> 32 == hash; i++) {
    naming *person = &self->namings[(uint32_t)self->sorted[i]];
    if (person->full != DIXIT_NONE)
      return;
    person->full = token;
  }
}

/* Note for each person where a name of more than one word stands first, and for each that may be misspelt whether it
 * stands there. */
static void find_full_names(rule_run *run, directory *self, spellings *slips)
{
  const dixit_doc *doc = run->doc;
  uint8_t before = 0;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->flags & before & DIXIT_TOKEN_CAPITAL && is_capital_word(token) && extends_name(doc, i - 1)) {
      note_full_name(self, token->hash, i);
      spellings_meet(run, slips, i);
    }
    before = token->flags;
  }
}

enum { HEADLINE_BLOCKS = 3, HEADLINE_TOKENS = 15 };

/* Headlines, abstracts and subheads are cut short, and some readers take them for paragraphs: does the text begin
 * there, or is the paragraph as short as a heading? */
static bool is_headline(const dixit_doc *doc, uint32_t token)
{
  uint32_t block = doc->sentences.items[sentence_of_token(doc, token)].block;
  uint32_t first = doc->sentences.items[0].block;
  const dixit_block *found = &doc->blocks.items[block];
  return block == first || (found->sentence_count == 1 && found->token_count < HEADLINE_TOKENS);
}

/* The full name comes with the next paragraphs of a text that has just begun. */
static bool is_opening(const dixit_doc *doc, uint32_t token, uint32_t full)
{
  uint32_t block = doc->sentences.items[sentence_of_token(doc, token)].block;
  uint32_t named = doc->sentences.items[sentence_of_token(doc, full)].block;
  return named <= doc->sentences.items[0].block + HEADLINE_BLOCKS + 1 && block < named;
}

/* "brothers John and Brian Meza": the last name stands behind the second. */
static bool shares_name(const dixit_doc *doc, uint32_t last)
{
  return rule_word_is(doc, last + 1, "and") && last + 3 < doc->tokens.count &&
         is_capital_word(&doc->tokens.items[last + 2]) && is_capital_word(&doc->tokens.items[last + 3]);
}

/* "Lord Brandt", "Pope Leo": such a title and one name are the whole name. */
static bool has_whole_title(const dixit_doc *doc, uint32_t title)
{
  static const char *const titles[] = {"lord", "lady", "king", "queen", "prince", "princess", "pope", "sir", "dame"};
  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
    if (rule_word_is(doc, title, titles[i]))
      return true;
  return false;
}

/* A name that is misspelt is told as that. */
static void report_first(rule_run *run, const dixit_source *source, uint32_t full, const spellings *slips)
{
  const dixit_doc *doc = run->doc;
  if (doc->kind != DIXIT_KIND_NEWS && doc->kind != DIXIT_KIND_ENCYCLOPAEDIA)
    return; /* who listens to a speech or reads a letter knows the people in it */
  const dixit_mention *first = &doc->mentions.items[source->first_mention];
  const dixit_token *last = &doc->tokens.items[first->first_token + first->token_count - 1];
  bool late = full != DIXIT_NONE && full > first->first_token;
  bool titled = first->token_count == 2 && word_is(&doc->tokens.items[first->first_token], WORD_TITLE) &&
                !word_is(&doc->tokens.items[first->first_token], WORD_MALE_NAME | WORD_FEMALE_NAME);
  if (first->kind != DIXIT_MENTION_NAME || run->voices[first->first_token] || (full != DIXIT_NONE && !late) ||
      first->token_count > (titled ? 2 : 1) || !is_capital_word(last) || is_headline(doc, first->first_token))
    return;
  bool given = first->token_count == 1 && word_is(last, WORD_MALE_NAME | WORD_FEMALE_NAME);
  if (given || !span_is_empty(source->role) || word_is(last, WORD_TITLE | WORD_ROLE | WORD_FAMILY) ||
      topic_is(last, TOPIC_WELL_KNOWN))
    return;
  if (has_whole_title(doc, first->first_token) || shares_name(doc, first->first_token + first->token_count - 1) ||
      (late && is_opening(doc, first->first_token, full)) ||
      spellings_tell_of(slips, first->first_token + first->token_count - 1))
    return;
  if (rule_report(run, RULE_SOURCES_FIRST_REFERENCE, first->span, late
                    ? "Who is %s? Give the full name and the role here, where the words come first."
                    : "Who is %s? Give the full name and the role.", rule_excerpt(run, first->span)) && late)
    rule_relate(run, token_span(&doc->tokens.items[full]), "the full name, too late");
}

/* ---- sources/no-role ---- */

static bool has_role_near(const rule_run *run, const dixit_mention *mention)
{
  const uint64_t roles = WORD_ROLE | WORD_TITLE | WORD_PERSON_NOUN | WORD_FAMILY | WORD_ORGANIZATION;
  uint32_t sentence = sentence_of_token(run->doc, mention->first_token);
  uint32_t first = sentence ? sentence - 1 : 0;
  uint32_t last = sentence + 1 < run->doc->sentences.count ? sentence + 1 : sentence;
  for (uint32_t i = first; i <= last; i++)
    if (run->sums[i].bits & roles)
      return true;
  return false;
}

static void report_no_role(rule_run *run, const dixit_source *source, token_range name)
{
  const dixit_doc *doc = run->doc;
  const dixit_mention *first = &doc->mentions.items[source->first_mention];
  if (!rule_is_on(run, RULE_SOURCES_NO_ROLE))
    return;
  if (first->kind != DIXIT_MENTION_NAME || run->voices[first->first_token] || !span_is_empty(source->role) ||
      name.end - name.first < 2 || first->token_count < 2 || has_role_near(run, first))
    return;
  if (!topic_is(&doc->tokens.items[name.end - 1], TOPIC_WELL_KNOWN))
    rule_report(run, RULE_SOURCES_NO_ROLE, first->span, "Why should readers trust %s? Add the role.",
                rule_excerpt(run, first->span));
}

/* ---- sources/name-form ---- */

/* How often a source is called by the last name alone, with a title, and by the first name alone. */
typedef struct forms {
  uint32_t bare;
  uint32_t titled;
  uint32_t given;
  uint32_t odd; /* the first mention in the rarer form */
} forms;

static void report_forms(rule_run *run, const dixit_source *source, const forms *self)
{
  bool titles = self->titled >= 2 && self->bare >= 2, givens = self->given >= 1 && self->bare >= 2;
  if (self->odd != DIXIT_NONE && (titles || givens))
    rule_report(run, RULE_SOURCES_NAME_FORM, run->doc->mentions.items[self->odd].span,
                "Elsewhere this is %s: keep to one form of a name after the first time.",
                rule_excerpt(run, source->name));
}

static void check_forms(rule_run *run, const naming *namings)
{
  const dixit_doc *doc = run->doc;
  forms *all = rule_is_on(run, RULE_SOURCES_NAME_FORM)
    ? arena_get_zeroed(run->scratch, doc->sources.count * sizeof *all) : NULL;
  if (!all)
    return;
  for (uint32_t i = 0; i < doc->sources.count; i++)
    all[i].odd = DIXIT_NONE;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const dixit_mention *mention = &doc->mentions.items[i];
    if (mention->kind != DIXIT_MENTION_NAME || mention->source == DIXIT_NONE || run->voices[mention->first_token] ||
        !is_person(&doc->sources.items[mention->source]) || doc->sources.items[mention->source].first_mention == i)
      continue;
    forms *self = &all[mention->source];
    const dixit_token *first = &doc->tokens.items[mention->first_token];
    const dixit_token *last = first + mention->token_count - 1;
    bool surname = last->hash == namings[mention->source].surname;
    bool titled = mention->token_count == 2 && surname && word_is(first, WORD_TITLE);
    bool given = mention->token_count == 1 && !surname && word_is(first, WORD_MALE_NAME | WORD_FEMALE_NAME);
    self->bare += mention->token_count == 1 && surname;
    self->titled += titled;
    self->given += given;
    if ((titled || given) && self->odd == DIXIT_NONE)
      self->odd = i;
  }
  for (uint32_t i = 0; i < doc->sources.count; i++)
    report_forms(run, &doc->sources.items[i], &all[i]);
}

void check_introductions(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  directory people = {.count = 0};
  if (!directory_init(&people, doc, run->scratch))
    return;
  spellings slips = spellings_collect(run);
  find_full_names(run, &people, &slips);
  for (uint32_t i = 0; i < doc->sources.count; i++) {
    const dixit_source *source = &doc->sources.items[i];
    if (!is_person(source) || !is_surely_person(doc, source))
      continue;
    const naming *self = &people.namings[i];
    const dixit_mention *first = &doc->mentions.items[source->first_mention];
    if (self->name.end - self->name.first == 1 ||
        (self->full != DIXIT_NONE && self->full > first->first_token + first->token_count))
      report_first(run, source, self->full, &slips);
    report_no_role(run, source, self->name);
  }
  check_forms(run, people.namings);
  spellings_report(run, &slips);
}

/* ---- sources/ambiguous-pronoun ---- */

enum { NAME_LIMIT = 8 };

/* Different people of one gender named in a stretch of the writer's own words; the last name stands for the person. */
typedef struct crowd {
  uint32_t names[NAME_LIMIT];
  uint32_t tokens[NAME_LIMIT];
  uint32_t count;
} crowd;

static void crowd_add(crowd *self, uint32_t name, uint32_t token)
{
  for (uint32_t i = 0; i < self->count; i++)
    if (self->names[i] == name)
      return;
  if (self->count < NAME_LIMIT) {
    self->names[self->count] = name;
    self->tokens[self->count++] = token;
  }
}

/* First names of the pronoun's gender with a last name behind. */
static void crowd_gather(crowd *self, const rule_run *run, token_range range, uint64_t given)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = range.first; i + 1 < range.end; i++) {
    const dixit_token *token = &doc->tokens.items[i], *next = token + 1;
    if (run->voices[i] & VOICE_SILENT || token->flags & DIXIT_TOKEN_QUOTED)
      continue;
    bool name = is_capital_word(next) && !word_is(next, WORD_TITLE | WORD_ROLE);
    if (name && is_capital_word(token) && word_is(token, given))
      crowd_add(self, next->hash, i);
  }
}

static uint64_t given_names_for(const dixit_token *pronoun)
{
  bool male = word_is(pronoun, WORD_MALE), female = word_is(pronoun, WORD_FEMALE);
  return male == female ? 0 : male ? WORD_MALE_NAME : WORD_FEMALE_NAME;
}

/* Whoever speaks in a sentence goes on in the next: no doubt whom a pronoun there means. */
static bool somebody_speaks(const sentence_sum *sum)
{
  return sum->bits & (WORD_SPEECH | WORD_ACCORDING | WORD_MENTAL) || sum->flags & DIXIT_TOKEN_QUOTED;
}

static void check_pronoun(rule_run *run, const dixit_attribution *attribution)
{
  const dixit_doc *doc = run->doc;
  const dixit_mention *mention = &doc->mentions.items[attribution->mention];
  const dixit_token *pronoun = &doc->tokens.items[mention->first_token];
  uint64_t given = mention->kind == DIXIT_MENTION_PRONOUN ? given_names_for(pronoun) : 0;
  if (!given || run->voices[mention->first_token])
    return;
  uint32_t sentence = attribution->sentence;
  token_range own = rule_sentence(doc, sentence);
  if (sentence == 0 || mention->first_token < own.first || mention->first_token >= own.end ||
      somebody_speaks(&run->sums[sentence - 1]))
    return;
  crowd people = {.count = 0}, here = {.count = 0};
  crowd_gather(&people, run, rule_sentence_head(doc, sentence - 1), given);
  token_range before = rule_sentence_head(doc, sentence);
  before.end = before.end < mention->first_token ? before.end : mention->first_token;
  crowd_gather(&here, run, before, given);
  if (people.count < 2 || here.count || people.tokens[1] < people.tokens[0] + 3)
    return;
  dixit_span first = tokens_span(doc, people.tokens[0], people.tokens[0] + 1);
  dixit_span second = tokens_span(doc, people.tokens[1], people.tokens[1] + 1);
  if (!rule_report(run, RULE_SOURCES_AMBIGUOUS_PRONOUN, mention->span, "\"%s\" could be %s or %s: use the name.",
                   rule_excerpt(run, mention->span), rule_excerpt(run, first), rule_excerpt(run, second)))
    return;
  rule_relate(run, first, "this one?");
  rule_relate(run, second, "or this one?");
}

/* ---- sources/lost-pronoun ---- */

enum { LOOKED_BACK = 2 };

/* Could anybody named, or called by what they are, in the paragraphs before be meant? */
static bool has_antecedent(const rule_run *run, uint32_t pronoun)
{
  const dixit_doc *doc = run->doc;
  uint32_t block = doc->sentences.items[sentence_of_token(doc, pronoun)].block;
  uint32_t from = doc->blocks.items[block < LOOKED_BACK ? 0 : block - LOOKED_BACK].first_token;
  for (uint32_t i = from; i < pronoun; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    bool person = word_is(token, WORD_ROLE | WORD_TITLE | WORD_PERSON_NOUN | WORD_FAMILY | WORD_MALE_NAME |
                                   WORD_FEMALE_NAME | WORD_MALE | WORD_FEMALE | WORD_INDEFINITE | WORD_GROUP);
    bool opens = i == from || token[-1].kind == DIXIT_STOP; /* there any word has a capital: names are rare words */
    bool name = is_capital_word(token) && word_bits(token) == 0 && !(opens && word_brief(token)->cluster);
    if (person || name)
      return true;
  }
  return false;
}

static void check_lost(rule_run *run, const dixit_attribution *attribution)
{
  const dixit_doc *doc = run->doc;
  const dixit_mention *mention = &doc->mentions.items[attribution->mention];
  if (mention->kind != DIXIT_MENTION_PRONOUN || attribution->source == DIXIT_NONE ||
      doc->sources.items[attribution->source].kind != DIXIT_SOURCE_PRONOUN || run->voices[mention->first_token] ||
      !given_names_for(&doc->tokens.items[mention->first_token]) || has_antecedent(run, mention->first_token))
    return;
  rule_report(run, RULE_SOURCES_LOST_PRONOUN, mention->span, "Who is \"%s\"? Nobody near is named: use the name.",
              rule_excerpt(run, mention->span));
}

void check_ambiguous_pronouns(rule_run *run)
{
  for (uint32_t i = 0; i < run->doc->attributions.count; i++) {
    if (run->doc->attributions.items[i].mention == DIXIT_NONE || run->doc->attributions.items[i].nested)
      continue;
    check_pronoun(run, &run->doc->attributions.items[i]);
    check_lost(run, &run->doc->attributions.items[i]);
  }
}
