/* The rule about "et al." and how many authors a work has: by the bibliography where a key stands behind it, else by
 * another mention of the same first name and year that names them all ("Ode and Reit (2020)").
 *
 * From how many authors on "et al." stands is an option, since manuals of style differ. What a list of works at the end
 * says of citations written by hand is the business of hand_rules.c. */
#include "base/rows.h"
#include "base/sort.h"
#include "refs/bibliographies.h"
#include "refs/fields.h"
#include "refs/keys.h"
#include "refs/names.h"
#include "refs/values.h"
#include "rules/rule.h"

/* A work named in the text. authors: how many are named; 0 for "et al.". key: of first name and year, for finding the
 * other mentions; 0 where no year stands there. */
typedef struct naming {
  dixit_span span;
  uint32_t key;
  uint32_t authors;
} naming;

/* readers: of values, one for the document and each of its bibliographies, made when first needed. */
typedef struct author_run {
  rule_run *run;
  arena scratch;
  value_reader *readers;
  ARRAY(naming) namings;
} author_run;

static const dixit_token *token_at(const dixit_doc *doc, uint32_t token)
{
  return token < doc->tokens.count ? &doc->tokens.items[token] : NULL;
}

static bool is_kind(const dixit_doc *doc, uint32_t token, uint8_t kind)
{
  return token < doc->tokens.count && doc->tokens.items[token].kind == kind;
}

static bool is_name(const dixit_doc *doc, uint32_t token)
{
  return is_kind(doc, token, DIXIT_WORD) && doc->tokens.items[token].flags & DIXIT_TOKEN_CAPITAL;
}

/* First name and year as one number: ", 2020", "(2020", "2020"; 0 when there is no year. */
static uint32_t key_of(const dixit_doc *doc, uint32_t name, uint32_t behind)
{
  while (is_kind(doc, behind, DIXIT_COMMA) || is_kind(doc, behind, DIXIT_OPEN))
    behind++;
  const dixit_token *year = token_at(doc, behind);
  if (!year || year->kind != DIXIT_NUMBER || year->end - year->start != 4)
    return 0;
  return (doc->tokens.items[name].hash * 0x9E3779B1u ^ year->hash) | 1;
}

static void note_naming(author_run *self, uint32_t first, uint32_t last, uint32_t authors)
{
  uint32_t key = key_of(self->run->doc, first, last + 1);
  naming *found = key ? ARRAY_ADD(&self->scratch, self->namings) : NULL;
  if (found)
    *found = (naming){tokens_span(self->run->doc, first, last), key, authors};
}

/* ---- by the bibliography ---- */

/* The reader of a citation's bibliography, or NULL. */
static value_reader *reader_for(author_run *self, const dixit_citation *citation, const dixit_doc *where)
{
  uint32_t slot = citation->reference == DIXIT_NONE ? citation->bibliography + 1 : 0;
  if (!self->readers)
    self->readers = arena_get_zeroed(&self->scratch, (self->run->doc->bibliography_count + 1) * sizeof *self->readers);
  value_reader *reader = self->readers ? &self->readers[slot] : NULL;
  return reader && (reader->doc || value_reader_init(reader, where, &self->scratch)) && reader->macros ? reader : NULL;
}

/* How many authors the work cited has; 0 when its entry does not say. */
static uint32_t count_authors(author_run *self, const dixit_citation *citation)
{
  const dixit_doc *where;
  const dixit_entry *entry = key_entry(self->run->doc, citation, &where);
  const dixit_field *field = entry ? bib_entry_field(where, entry, FIELD_AUTHOR) : NULL;
  value_reader *reader = field ? reader_for(self, citation, where) : NULL;
  dixit_text list = reader ? value_read(reader, field) : text_of("", 0);
  dixit_span name;
  uint32_t count = 0;
  for (size_t at = 0; list.length && name_next(list, &at, &name); count++)
    if (text_equal_folded(text_of(list.bytes + name.start, span_length(name)), text_from("others")))
      return 0;
  return count;
}

static const char *number_word(uint32_t authors)
{
  return authors == 1 ? "one author" : authors == 2 ? "two authors" : "three authors";
}

static void report_few(author_run *self, dixit_span span, uint32_t authors)
{
  rule_report(self->run, RULE_ACADEMIC_ET_AL_AUTHORS, span, "This work has %s: write %s instead of \"et al.\".",
              number_word(authors), authors == 1 ? "that name alone" : "all the names");
}

/* "Ode et al. [@ode2020]": how many has the entry? */
static bool check_key(author_run *self, uint32_t first, uint32_t last)
{
  const dixit_doc *doc = self->run->doc;
  if (!is_kind(doc, last + 1, DIXIT_CITE))
    return false;
  uint32_t start = doc->tokens.items[last + 1].start;
  uint32_t index = records_from(doc->citations.items, doc->citations.count, sizeof *doc->citations.items, start);
  if (index >= doc->citations.count || doc->citations.items[index].kind != DIXIT_CITE_KEY)
    return false;
  uint32_t authors = count_authors(self, &doc->citations.items[index]);
  if (authors && authors < self->run->options[OPTION_ACADEMIC_ET_AL_AUTHORS_AUTHORS])
    report_few(self, tokens_span(doc, first, last), authors);
  return true;
}

/* ---- namings ---- */

/* "Ode et al.", "Ode et al": the last token, or DIXIT_NONE. */
static uint32_t match_et_al(const dixit_doc *doc, uint32_t et)
{
  if (et == 0 || !rule_word_is(doc, et, "et") || !is_name(doc, et - 1))
    return DIXIT_NONE;
  if (!rule_word_is(doc, et + 1, "al") && !rule_word_is(doc, et + 1, "al."))
    return DIXIT_NONE;
  bool stop = is_kind(doc, et + 2, DIXIT_STOP) && doc->tokens.items[et + 2].start == doc->tokens.items[et + 1].end;
  return stop ? et + 2 : et + 1;
}

/* "Ode and Reit", "Ode, Reit, & Lund" around the joining word: how many, and the first; 0 when it is no such list. The
 * comma before the joining word tells a list from a sentence that begins before the names ("However, Ode and Reit"). */
static uint32_t match_full(const dixit_doc *doc, uint32_t joint, uint32_t *first)
{
  if (joint < 1 || !is_name(doc, joint + 1))
    return 0;
  bool serial = joint >= 2 && is_kind(doc, joint - 1, DIXIT_COMMA);
  uint32_t at = serial ? joint - 2 : joint - 1, authors = 2;
  if (!is_name(doc, at))
    return 0;
  bool sign = doc->text[doc->tokens.items[joint].start] == '&';
  if (!sign && !rule_word_is(doc, joint, "and"))
    return 0;
  for (; serial && at >= 2 && is_kind(doc, at - 1, DIXIT_COMMA) && is_name(doc, at - 2); at -= 2)
    authors++;
  *first = at;
  return serial && authors == 2 ? 0 : authors;
}

/* Could it join two names: a capital behind it, and a capital or a comma before it? */
static bool may_join(const dixit_doc *doc, uint32_t at)
{
  const dixit_token *token = &doc->tokens.items[at];
  return at > 0 && at + 1 < doc->tokens.count && token[1].flags & DIXIT_TOKEN_CAPITAL &&
         (token[-1].flags & DIXIT_TOKEN_CAPITAL || token[-1].kind == DIXIT_COMMA);
}

static void gather_at(author_run *self, uint32_t token)
{
  const dixit_doc *doc = self->run->doc;
  uint32_t last = match_et_al(doc, token), first, authors = match_full(doc, token, &first);
  if (last != DIXIT_NONE && !check_key(self, token - 1, last))
    note_naming(self, token - 1, last, 0);
  if (authors)
    note_naming(self, first, token + 1, authors);
}

/* Is there a year or a marker in the sentence or in the next, which may begin behind "al."? */
static bool may_cite(const rule_run *run, uint32_t sentence)
{
  const uint16_t telling = 1u << DIXIT_NUMBER | 1u << DIXIT_CITE;
  bool last = sentence + 1 == run->doc->sentences.count;
  return (run->sums[sentence].kinds | (last ? 0 : run->sums[sentence + 1].kinds)) & telling;
}

static void gather(author_run *self)
{
  const dixit_doc *doc = self->run->doc;
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    token_range sentence = rule_sentence(doc, i);
    if (!may_cite(self->run, i))
      continue;
    for (uint32_t k = sentence.first; k < sentence.end; k++)
      if (doc->tokens.items[k].hash == lexicon_hash_literal("et") || may_join(doc, k))
        gather_at(self, k);
  }
}

/* ---- namings of one work ---- */

static void compare(author_run *self, const naming *full, const naming *short_form)
{
  uint32_t least = self->run->options[OPTION_ACADEMIC_ET_AL_AUTHORS_AUTHORS];
  if (full->authors >= least)
    return;
  report_few(self, short_form->span, full->authors);
  if (rule_is_on(self->run, RULE_ACADEMIC_ET_AL_AUTHORS))
    rule_relate(self->run, full->span, "all of them");
}

/* Namings with one key stand side by side once sorted; the first that names all is compared with every "et al.". */
static void check_group(author_run *self, const uint64_t *keys, uint32_t count)
{
  const naming *full = NULL;
  for (uint32_t i = 0; i < count && !full; i++)
    if (self->namings.items[(uint32_t)keys[i]].authors)
      full = &self->namings.items[(uint32_t)keys[i]];
  for (uint32_t i = 0; full && i < count; i++)
    if (self->namings.items[(uint32_t)keys[i]].authors == 0)
      compare(self, full, &self->namings.items[(uint32_t)keys[i]]);
}

static void check_namings(author_run *self)
{
  uint32_t count = self->namings.count;
  uint64_t *keys = count ? arena_get(&self->scratch, count * sizeof *keys) : NULL;
  uint64_t *room = keys ? arena_get(&self->scratch, count * sizeof *room) : NULL;
  for (uint32_t i = 0; room && i < count; i++)
    keys[i] = (uint64_t)self->namings.items[i].key << 32 | i;
  if (!room)
    return;
  sort_numbers(keys, room, count);
  for (uint32_t first = 0, i = 1; i <= count; i++)
    if (i == count || keys[i] >> 32 != keys[first] >> 32) {
      check_group(self, keys + first, i - first);
      first = i;
    }
}

/* Where a manual asks for "et al." throughout: names of so many authors, all given. */
static void check_full(author_run *self)
{
  const rule_run *run = self->run;
  for (uint32_t i = 0; run->options[OPTION_ACADEMIC_ET_AL_AUTHORS_ALWAYS] && i < self->namings.count; i++) {
    const naming *full = &self->namings.items[i];
    if (full->authors >= run->options[OPTION_ACADEMIC_ET_AL_AUTHORS_AUTHORS])
      rule_report(self->run, RULE_ACADEMIC_ET_AL_AUTHORS, full->span,
                  "%u authors: name the first, and write \"et al.\" for the others.", full->authors);
  }
}

void check_author_counts(rule_run *run)
{
  author_run self = {.run = run};
  arena_init(&self.scratch, &run->doc->memory.allocator);
  gather(&self);
  check_namings(&self);
  check_full(&self);
  run->doc->memory.failed = run->doc->memory.failed || self.scratch.failed;
  arena_done(&self.scratch);
}
