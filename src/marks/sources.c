/* Mentions to sources: what kind of speaker each is, its canonical name, how much it says. */
#include "marks/sources.h"

#include "doc/lexicon.h"

/* ---- kinds ---- */

static bool has_number(const dixit_doc *doc, const phrase *p)
{
  for (uint32_t i = p->first; i < p->head; i++)
    if (doc->tokens.items[i].kind == DIXIT_NUMBER || word_is(&doc->tokens.items[i], WORD_NUMBER_WORD))
      return true;
  return false;
}

/* Insiders: people the reporter knows and does not name, even where no number says so. */
static bool is_insider(const dixit_doc *doc, const phrase *p)
{
  static const char *const words[] = {"source", "sources", "insider", "insiders", "aide", "aides"};
  dixit_text head = token_text(doc, p->head);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (text_equal_folded(head, text_from(words[i])))
      return true;
  return false;
}

static uint8_t kind_of_group(const dixit_doc *doc, const phrase *p)
{
  if (is_insider(doc, p))
    return DIXIT_SOURCE_ANONYMOUS;
  if (!(p->flags & PHRASE_INDEFINITE) || !(phrase_head_bits(doc, p) & WORD_VAGUE_GROUP))
    return DIXIT_SOURCE_GROUP;
  return has_number(doc, p) ? DIXIT_SOURCE_ANONYMOUS : DIXIT_SOURCE_VAGUE;
}

/* A body's own voice: its spokesman stands for it, named or not. */
static bool is_spokesperson(const dixit_doc *doc, const phrase *p)
{
  dixit_text head = token_text(doc, p->head);
  return head.length >= 6 && text_equal_folded(text_of(head.bytes, 6), text_from("spokes"));
}

/* Whoever the lexicon does not know is somebody by the word's ending: a heckler, dockers, a violinist. */
static bool is_unknown_person(const dixit_doc *doc, const phrase *p)
{
  static const char *const endings[] = {"er", "or", "eer", "ist", "ian", "man", "woman"};
  const dixit_token *token = &doc->tokens.items[p->head];
  if (word_bits(token) || word_brief(token)->cluster)
    return false;
  dixit_text word = token_text(doc, p->head);
  if (p->flags & PHRASE_PLURAL && text_ends_folded(word, "s"))
    word.length--;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (text_ends_folded(word, endings[i]))
      return true;
  return false;
}

/* "A person familiar with the plan", "an official briefed on it": somebody, told of behind the noun. */
static bool is_described_person(const dixit_doc *doc, const phrase *p)
{
  static const char *const states[] = {"familiar", "close", "aware", "privy", "present"};
  for (uint32_t i = p->first; i < p->head; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (!word_is(token, WORD_ROLE | WORD_PERSON_NOUN))
      continue;
    bool told = word_is(token + 1, WORD_VERB_PARTICIPLE | WORD_VERB_PAST) || word_brief(token + 1)->parts[0] == PART_ED;
    if (told && i + 2 < doc->tokens.count && word_is(token + 2, WORD_PREPOSITION))
      return true; /* but "an official briefed the press" */
    for (size_t k = 0; k < sizeof states / sizeof *states; k++)
      if (text_equal_folded(token_text(doc, i + 1), text_from(states[k])))
        return true;
  }
  return false;
}

static uint8_t kind_of_person(const dixit_doc *doc, const phrase *p)
{
  if (is_insider(doc, p))
    return DIXIT_SOURCE_ANONYMOUS;
  return p->flags & PHRASE_INDEFINITE && !is_spokesperson(doc, p) ? DIXIT_SOURCE_ANONYMOUS : DIXIT_SOURCE_ROLE;
}

static uint8_t source_kind(const dixit_doc *doc, const phrase *p)
{
  switch (p->kind) {
  case PHRASE_NAME:
    return DIXIT_SOURCE_NAMED;
  case PHRASE_PRONOUN:
    return DIXIT_SOURCE_PRONOUN;
  case PHRASE_GROUP:
    return kind_of_group(doc, p);
  case PHRASE_ORGANIZATION:
    return DIXIT_SOURCE_GROUP;
  case PHRASE_ROLE:
    return kind_of_person(doc, p);
  default:
    if (is_unknown_person(doc, p))
      return p->flags & PHRASE_PLURAL ? DIXIT_SOURCE_GROUP : kind_of_person(doc, p);
    if (is_described_person(doc, p))
      return kind_of_person(doc, p);
    return p->flags & PHRASE_OWNED ? DIXIT_SOURCE_ROLE : DIXIT_SOURCE_DOCUMENT;
  }
}

/* ---- sources ---- */

static uint32_t source_add(dixit_doc *doc, uint8_t kind, dixit_span name, char gender, bool plural)
{
  dixit_source *source = ARRAY_ADD(&doc->memory, doc->sources);
  if (!source)
    return DIXIT_NONE;
  source->kind = kind;
  source->name = name;
  source->gender = (uint8_t)gender;
  source->plural = plural;
  source->first_mention = DIXIT_NONE;
  return doc->sources.count - 1;
}

/* Whom "he", "they" or "who" means, by the words that brought them up: a former official stays unnamed, critics stay
 * nobody in particular. */
static uint8_t kind_of_antecedent(const dixit_doc *doc, const entity *e)
{
  if (e->name_first >= e->name_end)
    return DIXIT_SOURCE_ROLE;
  phrase words = {.first = e->name_first, .head = e->name_end - 1, .kind = e->kind};
  const dixit_token *first = &doc->tokens.items[words.first];
  if (e->plural ? !word_is(first, WORD_DEFINITE | WORD_POSSESSIVE) : word_is(first, WORD_INDEFINITE))
    words.flags |= PHRASE_INDEFINITE;
  if (!e->plural)
    return kind_of_person(doc, &words);
  return phrase_head_bits(doc, &words) & WORD_VAGUE_GROUP ? kind_of_group(doc, &words) : DIXIT_SOURCE_ROLE;
}

static uint8_t kind_of_entity(const dixit_doc *doc, const entity *e, const phrase *p)
{
  if (e->kind == PHRASE_NAME || e->members[0] != DIXIT_NONE)
    return DIXIT_SOURCE_NAMED;
  if (e->kind == PHRASE_ORGANIZATION)
    return DIXIT_SOURCE_GROUP;
  return p->kind == PHRASE_PRONOUN ? kind_of_antecedent(doc, e) : source_kind(doc, p);
}

static uint32_t source_of_entity(attribution_pass *self, uint32_t index, const phrase *p)
{
  entity *e = &self->registry.items.items[index];
  dixit_doc *doc = self->doc;
  if (e->source != DIXIT_NONE)
    return e->source;
  uint32_t made = source_add(doc, kind_of_entity(doc, e, p), tokens_span(doc, e->name_first, e->name_end - 1),
                             e->gender, e->plural);
  e->source = made;
  if (made == DIXIT_NONE || e->members[0] == DIXIT_NONE)
    return made;
  uint32_t members[2];
  for (int i = 0; i < 2; i++)
    members[i] = source_of_entity(self, self->registry.items.items[index].members[i], p);
  doc->sources.items[made].first_member = doc->members.count;
  for (int i = 0; i < 2; i++) {
    uint32_t *slot = ARRAY_ADD(&doc->memory, doc->members);
    if (!slot)
      return made;
    *slot = members[i];
    doc->sources.items[made].member_count++;
  }
  return made;
}

enum { DOCUMENT_REACH = 300, IT_REACH = 60 };

/* The place among those that spoke lately of the document that a phrase means again: "The report also warned", or "It"
 * right behind; DOCUMENT_LIMIT when it means none. */
static uint32_t document_again(const attribution_pass *self, const phrase *p)
{
  const document_source *known = self->documents;
  const dixit_token *first = &self->doc->tokens.items[p->first], *head = &self->doc->tokens.items[p->head];
  if (p->kind == PHRASE_PRONOUN) {
    bool it = text_equal_folded(token_text(self->doc, p->head), text_from("it"));
    return it && known[0].head && p->first - known[0].token < IT_REACH ? 0 : DOCUMENT_LIMIT;
  }
  for (uint32_t i = 0; i < DOCUMENT_LIMIT && word_is(first, WORD_DEFINITE); i++)
    if (known[i].head == head->hash && p->first - known[i].token < DOCUMENT_REACH)
      return i;
  return DOCUMENT_LIMIT;
}

/* The document spoke: it comes first. `place`: where it stood before. */
static void remember_document(attribution_pass *self, uint32_t place, document_source document)
{
  for (uint32_t i = place < DOCUMENT_LIMIT ? place : DOCUMENT_LIMIT - 1; i > 0; i--)
    self->documents[i] = self->documents[i - 1];
  self->documents[0] = document;
}

/* The source of a phrase that means nobody known by name. */
static uint32_t source_of_phrase(attribution_pass *self, uint32_t mention, const phrase *p)
{
  dixit_doc *doc = self->doc;
  uint8_t kind = source_kind(doc, p);
  bool may_be = kind == DIXIT_SOURCE_DOCUMENT || p->kind == PHRASE_PRONOUN;
  uint32_t place = may_be ? document_again(self, p) : DOCUMENT_LIMIT;
  document_source document = {doc->tokens.items[p->head].hash, DIXIT_NONE, p->first};
  if (place < DOCUMENT_LIMIT) {
    document.head = self->documents[place].head;
    document.source = self->documents[place].source;
  } else {
    document.source = source_add(doc, kind, doc->mentions.items[mention].span, p->gender,
                                 (p->flags & PHRASE_PLURAL) != 0);
  }
  if (place < DOCUMENT_LIMIT || (kind == DIXIT_SOURCE_DOCUMENT && document.source != DIXIT_NONE))
    remember_document(self, place, document);
  return document.source;
}

static void give_source(attribution_pass *self, uint32_t mention, uint32_t found, const phrase *p)
{
  dixit_doc *doc = self->doc;
  uint32_t source;
  if (found != DIXIT_NONE) {
    source = source_of_entity(self, found, p);
    if (source == DIXIT_NONE)
      return;
    if (span_length(doc->sources.items[source].name) < span_length(doc->mentions.items[mention].span) &&
        p->kind != PHRASE_PRONOUN && source == doc->sources.count - 1)
      doc->sources.items[source].name = doc->mentions.items[mention].span;
    entities_note_speaker(&self->registry, found, p->first);
  } else {
    source = source_of_phrase(self, mention, p);
  }
  doc->mentions.items[mention].source = source;
}

/* Mentions made in this block of phrases in earlier ones. */
static void resolve_recent(attribution_pass *self)
{
  dixit_doc *doc = self->doc;
  for (uint32_t m = self->resolved_mentions; m < doc->mentions.count; m++) {
    const dixit_mention *mention = &doc->mentions.items[m];
    if (mention->source != DIXIT_NONE || mention->first_token >= self->view.first_token)
      continue;
    for (uint32_t i = 0; i < self->recent_count; i++)
      if (self->recent[i].phrase.first == mention->first_token)
        give_source(self, m, self->recent[i].entity, &self->recent[i].phrase);
  }
}

/* The first of the phrases that will be remembered when the block is done. */
static uint32_t first_remembered(const block_view *view)
{
  uint32_t i = view->phrases.count;
  for (uint32_t count = 0; i > 0 && count < RECENT_LIMIT; i--)
    count += phrase_is_remembered(&view->phrases.items[i - 1]);
  return i;
}

void sources_resolve_block(attribution_pass *self)
{
  const block_view *view = &self->view;
  uint32_t remembered = first_remembered(view);
  resolve_recent(self);
  for (uint32_t i = 0; i < view->phrases.count && !self->doc->memory.failed; i++) {
    const phrase *p = &view->phrases.items[i];
    uint32_t mention = self->mention_of.items[i];
    bool nobody = (p->kind == PHRASE_OTHER) | (p->kind == PHRASE_DOCUMENT) |
                  ((p->kind == PHRASE_PRONOUN) & (i < remembered)); /* it makes nobody known either */
    if (nobody & (mention == DIXIT_NONE))
      continue;
    uint32_t found = entities_resolve(&self->registry, view, i);
    self->entity_of.items[i] = found;
    if (mention == DIXIT_NONE || self->doc->mentions.items[mention].source != DIXIT_NONE)
      continue;
    bool pair = self->doc->mentions.items[mention].first_token < p->first && self->registry.last_pair != DIXIT_NONE;
    give_source(self, mention, pair ? self->registry.last_pair : found, p);
  }
  self->resolved_mentions = self->doc->mentions.count;
}

void source_resolve_inner(attribution_pass *self, uint32_t mention, const phrase *p, uint32_t speaker)
{
  dixit_doc *doc = self->doc;
  if (mention == DIXIT_NONE)
    return;
  if (word_is(&doc->tokens.items[p->head], WORD_FIRST_PERSON)) {
    doc->mentions.items[mention].source = speaker;
    return;
  }
  uint32_t found = entities_resolve_inner(&self->registry, p);
  bool himself = found != DIXIT_NONE && speaker != DIXIT_NONE && self->registry.items.items[found].source == speaker;
  if (p->kind == PHRASE_PRONOUN && (found == DIXIT_NONE || himself))
    return;
  give_source(self, mention, found, p);
}

/* ---- names and counts ---- */

/* A span's words with single blanks, without a possessive ending. */
static dixit_text clean_name(dixit_doc *doc, dixit_span span)
{
  dixit_text raw = doc_slice(doc, span);
  char *bytes = arena_get(&doc->memory, raw.length + 1);
  size_t length = 0;
  if (!bytes)
    return text_of("", 0);
  for (size_t i = 0; i < raw.length; i++) {
    bool blank = raw.bytes[i] == ' ' || raw.bytes[i] == '\n' || raw.bytes[i] == '\t' || raw.bytes[i] == '\r';
    if (raw.bytes[i] == '*' || raw.bytes[i] == '_' || (blank && (length == 0 || bytes[length - 1] == ' ')))
      continue;
    bytes[length++] = blank ? ' ' : raw.bytes[i];
  }
  return text_of(bytes, length);
}

static uint32_t words_of(const dixit_doc *doc, dixit_span span)
{
  uint32_t words = 1;
  for (uint32_t i = span.start; i < span.end;) {
    uint32_t end = span.end - i > UINT8_MAX ? i + UINT8_MAX : span.end;
    uint8_t blanks = 0; /* so small a sum is added up many bytes at a time */
    for (; i < end; i++)
      blanks += doc->text[i] == ' ';
    words += blanks;
  }
  return words;
}

/* What came up after a source was made: a fuller name, a role, a gender. */
static void take_late_facts(attribution_pass *self)
{
  for (uint32_t i = 0; i < self->registry.items.count; i++) {
    const entity *e = &self->registry.items.items[i];
    if (e->source == DIXIT_NONE)
      continue;
    dixit_source *source = &self->doc->sources.items[e->source];
    if (e->kind == PHRASE_NAME || e->kind == PHRASE_ORGANIZATION || e->members[0] != DIXIT_NONE)
      source->name = tokens_span(self->doc, e->name_first, e->name_end - 1);
    source->role = e->role;
    source->gender = (uint8_t)e->gender;
  }
}

static void count_mentions(dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    if (doc->mentions.items[i].source == DIXIT_NONE)
      continue;
    dixit_source *source = &doc->sources.items[doc->mentions.items[i].source];
    if (source->mention_count++ == 0)
      source->first_mention = i;
  }
}

static void count_words(dixit_doc *doc, const dixit_attribution *attribution, dixit_source *source)
{
  source->quote_count++;
  for (uint32_t i = 0; i < attribution->piece_count; i++)
    source->word_count += words_of(doc, doc->pieces.items[attribution->first_piece + i].span);
}

/* The text of attributions is fetched so many of them ahead: it lies scattered over the document. */
enum { TEXTS_AHEAD = 8 };

void sources_finish(attribution_pass *self)
{
  dixit_doc *doc = self->doc;
  take_late_facts(self);
  count_mentions(doc);
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    dixit_attribution *attribution = &doc->attributions.items[i];
    if (attribution->mention != DIXIT_NONE)
      attribution->source = doc->mentions.items[attribution->mention].source;
    if (i + TEXTS_AHEAD < doc->attributions.count)
      memory_foresee(doc->text + attribution[TEXTS_AHEAD].span.start);
    if (attribution->source != DIXIT_NONE && !attribution->nested)
      count_words(doc, attribution, &doc->sources.items[attribution->source]);
  }
  for (uint32_t i = 0; i < doc->sources.count; i++) {
    dixit_text *name = ARRAY_ADD(&doc->memory, doc->source_names);
    if (name)
      *name = clean_name(doc, doc->sources.items[i].name);
  }
}
