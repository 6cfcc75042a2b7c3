/* Coreference for speakers, with what a lexicon can know: surnames, given names, titles, roles, gender, number.
 *
 * A name joins the latest entity with the same surname unless given names or genders differ; a single word also joins
 * by given name; capitals join the initials of an organisation. "The senator" joins the latest person called so. "Who"
 * is who stands before it. Another pronoun takes the weightiest of the people mentioned lately whose gender and number
 * fit: subjects and speakers weigh more, distance takes away. */
#include "marks/entities.h"

#include "doc/lexicon.h"
#include "marks/cues.h"

enum { CHAIN_LIMIT = 12 };

/* Chains stay short when there is one for so many tokens, for a text names somebody new every forty or so; more of them
 * would not stay in the cache. */
enum { TOKENS_PER_CHAIN = 64, FEWEST_CHAINS = 256 };

static uint32_t *chains_new(dixit_doc *doc, uint32_t count)
{
  uint32_t *heads = arena_get(&doc->memory, count * sizeof *heads);
  if (heads)
    memset(heads, 0xFF, count * sizeof *heads); /* DIXIT_NONE */
  return heads;
}

bool entities_begin(entity_registry *self, dixit_doc *doc)
{
  uint32_t chains = FEWEST_CHAINS;
  while (chains < doc->tokens.count / TOKENS_PER_CHAIN)
    chains *= 2;
  self->doc = doc;
  self->items.count = self->names.count = self->surnames.count = 0;
  self->recent_count = 0;
  self->last_pair = DIXIT_NONE;
  self->mask = chains - 1;
  self->by_surname = chains_new(doc, chains);
  self->by_given = chains_new(doc, chains);
  return self->by_surname && self->by_given;
}

static const dixit_token *token_of(const entity_registry *self, uint32_t token)
{
  return &self->doc->tokens.items[token];
}

/* ---- the registry ---- */

static uint32_t slot_of(const entity_registry *self, uint32_t hash)
{
  return (hash ^ hash >> 13) & self->mask;
}

static uint32_t entity_add(entity_registry *self, const phrase *p)
{
  entity *made = ARRAY_ADD(&self->doc->memory, self->items);
  if (!made)
    return DIXIT_NONE;
  made->name_first = p->first;
  made->name_end = p->end;
  made->name = made->source = made->members[0] = made->members[1] = DIXIT_NONE;
  made->kind = p->kind;
  made->gender = p->gender;
  made->plural = (p->flags & PHRASE_PLURAL) != 0;
  return self->items.count - 1;
}

/* Let entity `index`, which has no name yet, be found by its surname. */
static void link_surname(entity_registry *self, uint32_t index, uint32_t hash)
{
  known_name *name = ARRAY_ADD(&self->doc->memory, self->names);
  known_surname *surname = ARRAY_ADD(&self->doc->memory, self->surnames);
  if (!name || !surname)
    return;
  uint32_t *head = &self->by_surname[slot_of(self, hash)];
  *name = (known_name){0, DIXIT_NONE, index, self->items.items[index].gender};
  *surname = (known_surname){hash, *head};
  *head = self->items.items[index].name = self->names.count - 1;
}

static void link_given(entity_registry *self, uint32_t index, uint32_t hash)
{
  uint32_t name = self->items.items[index].name, *head = &self->by_given[slot_of(self, hash)];
  if (name == DIXIT_NONE)
    return;
  self->names.items[name].given = hash;
  self->names.items[name].next_given = *head;
  *head = name;
}

static void add_role(entity *self, uint32_t hash)
{
  if (self->role_count < ENTITY_ROLES)
    self->roles[self->role_count++] = hash;
}

/* Its gender, if that is not known yet. */
static void learn_gender(entity_registry *self, entity *e, char gender)
{
  if (e->gender)
    return;
  e->gender = gender;
  if (e->name != DIXIT_NONE)
    self->names.items[e->name].gender = gender;
}

/* ---- names ---- */

/* What a name phrase says: its parts. */
typedef struct name_parts {
  uint32_t first; /* tokens of the name proper */
  uint32_t end;
  uint32_t surname;
  uint32_t given; /* 0 when there is one word only */
  char gender;
  bool proper;    /* no noun in lower case: "the central bank" */
} name_parts;

/* What tells a body that has no name of its own from others: the word before the noun, or its possessor ("the central
 * bank", "Alder's office"); 0 for "the bank". */
static uint32_t distinction_of(const entity_registry *self, const phrase *p)
{
  uint32_t i = p->head;
  while (i > p->first) {
    const dixit_token *token = token_of(self, --i);
    if (word_is(token, WORD_DEFINITE | WORD_INDEFINITE))
      return 0;
    if (token->kind == DIXIT_WORD && token->end - token->start > 2)
      return token->hash;
  }
  return 0;
}

static name_parts parts_of(const entity_registry *self, const phrase *p)
{
  name_parts parts = {.first = p->name, .end = p->end, .gender = p->gender};
  while (parts.end > parts.first + 1 && word_is(token_of(self, parts.end - 1), WORD_COMPANY_SUFFIX | WORD_ABBREVIATION))
    parts.end--;
  parts.surname = token_of(self, parts.end - 1)->hash;
  parts.proper = token_of(self, p->head)->flags & DIXIT_TOKEN_CAPITAL;
  if (!parts.proper)
    parts.given = distinction_of(self, p);
  else if (parts.end - parts.first > 1)
    parts.given = token_of(self, parts.first)->hash;
  return parts;
}

static bool genders_fit(char a, char b)
{
  return a == 0 || b == 0 || a == b;
}

static bool given_fits(const known_name *name, const name_parts *parts)
{
  return name->given == 0 || parts->given == 0 || name->given == parts->given;
}

static bool gender_fits(const known_name *name, const name_parts *parts)
{
  return genders_fit(name->gender, parts->gender);
}

static uint32_t find_by_surname(const entity_registry *self, const name_parts *parts)
{
  uint32_t index = self->by_surname[slot_of(self, parts->surname)];
  for (uint32_t n = 0; index != DIXIT_NONE && n < CHAIN_LIMIT; n++) {
    const known_surname *surname = &self->surnames.items[index];
    const known_name *name = &self->names.items[index];
    if (surname->hash == parts->surname && given_fits(name, parts) && gender_fits(name, parts))
      return name->entity;
    index = surname->next;
  }
  return DIXIT_NONE;
}

static uint32_t find_by_given(const entity_registry *self, const name_parts *parts)
{
  uint32_t index = self->by_given[slot_of(self, parts->surname)];
  for (uint32_t n = 0; index != DIXIT_NONE && n < CHAIN_LIMIT; n++) {
    const known_name *name = &self->names.items[index];
    if (name->given == parts->surname && gender_fits(name, parts))
      return name->entity;
    index = name->next_given;
  }
  return DIXIT_NONE;
}

/* A fuller form of the name has come up: from now on it is the canonical one. */
static void take_fuller_name(entity_registry *self, uint32_t index, const phrase *p, const name_parts *parts)
{
  entity *e = &self->items.items[index];
  uint32_t known = e->name_end - e->name_first;
  learn_gender(self, e, parts->gender);
  if (p->flags & PHRASE_TITLED && p->name > p->first)
    add_role(e, token_of(self, p->name - 1)->hash);
  bool has_given = e->name != DIXIT_NONE && self->names.items[e->name].given != 0;
  if (parts->given == 0 || (has_given && parts->end - parts->first <= known))
    return;
  e->name_first = parts->first;
  e->name_end = p->end;
  if (!has_given)
    link_given(self, index, parts->given);
}

/* The hash of an organisation's initials, for acronyms; 0 for names of one word. */
static uint32_t initials_of(const entity_registry *self, const phrase *p)
{
  uint32_t hash = LEXICON_HASH_BASIS, count = 0;
  for (uint32_t i = p->name; i < p->end; i++) {
    const dixit_token *token = token_of(self, i);
    if (!(token->flags & DIXIT_TOKEN_CAPITAL))
      continue;
    hash = lexicon_hash_byte(hash, (unsigned char)ascii_lower(self->doc->text[token->start]));
    count++;
  }
  return count > 1 ? hash : 0;
}

static uint32_t resolve_name(entity_registry *self, const phrase *p)
{
  name_parts parts = parts_of(self, p);
  uint32_t index = find_by_surname(self, &parts);
  if (index == DIXIT_NONE && parts.given == 0)
    index = find_by_given(self, &parts);
  if (index != DIXIT_NONE) {
    take_fuller_name(self, index, p, &parts);
    return index;
  }
  index = entity_add(self, p);
  if (index == DIXIT_NONE)
    return DIXIT_NONE;
  entity *e = &self->items.items[index];
  bool courtesy = p->flags & PHRASE_TITLED && parts.given == 0;
  e->name_first = courtesy || !parts.proper ? p->first : parts.first;
  if (p->flags & PHRASE_TITLED && p->name > p->first)
    add_role(e, token_of(self, p->name - 1)->hash);
  link_surname(self, index, parts.surname);
  if (!parts.proper) {
    if (e->name != DIXIT_NONE)
      self->names.items[e->name].given = parts.given; /* nobody is called "the central" for short */
    return index;
  }
  uint32_t initials = parts.given ? initials_of(self, p) : 0;
  if (p->kind == PHRASE_ORGANIZATION && initials)
    link_given(self, index, initials);
  else if (parts.given)
    link_given(self, index, parts.given);
  return index;
}

/* ---- roles ---- */

static bool has_role(const entity *self, uint32_t hash)
{
  for (uint32_t i = 0; i < self->role_count; i++)
    if (self->roles[i] == hash)
      return true;
  return false;
}

/* Do the phrases at `left` and `right` have a comma and nothing else between them? */
static bool comma_between(const block_view *view, uint32_t left, uint32_t right)
{
  uint32_t gap = view_item_of(view, view->phrases.items[left].end - 1) + 1;
  return view_item_of(view, view->phrases.items[right].first) == gap + 1 && view_at(view, gap)->part == PART_COMMA;
}

static bool is_plain_name(const block_view *view, uint32_t index)
{
  const phrase *p = &view->phrases.items[index];
  return p->kind == PHRASE_NAME && !(p->flags & PHRASE_POSSESSIVE);
}

/* Is the phrase behind `index` tied to it by a preposition: a spokesman for the Trust? */
static bool has_complement(const block_view *view, uint32_t index)
{
  const phrase *p = &view->phrases.items[index];
  uint32_t gap = view_item_of(view, p->end - 1) + 1;
  return view_at(view, gap)->part == PART_PREPOSITION && view_item_of(view, p[1].first) == gap + 1;
}

/* The name that stands beside a role as its apposition ("a spokesman, Ann Lee,"; "a spokesman for the Trust, Ann Lee,";
 * "Ann Lee, a spokeswoman"), or NONE. */
static uint32_t apposed_name(const block_view *view, uint32_t index)
{
  uint32_t count = view->phrases.count;
  if (index > 0 && is_plain_name(view, index - 1) && comma_between(view, index - 1, index))
    return index - 1;
  if (index + 1 < count && is_plain_name(view, index + 1) && comma_between(view, index, index + 1))
    return index + 1;
  if (index + 2 < count && is_plain_name(view, index + 2) && comma_between(view, index + 1, index + 2) &&
      has_complement(view, index))
    return index + 2;
  return DIXIT_NONE;
}

static uint32_t find_by_role(const entity_registry *self, const phrase *p)
{
  uint32_t hash = token_of(self, p->head)->hash;
  for (uint32_t i = self->recent_count; i-- > 0;) {
    uint32_t index = self->recent[i].entity;
    const entity *e = &self->items.items[index];
    if (has_role(e, hash) && genders_fit(e->gender, p->gender))
      return index;
  }
  return DIXIT_NONE;
}

static uint32_t resolve_role(entity_registry *self, const block_view *view, uint32_t index)
{
  const phrase *p = &view->phrases.items[index];
  uint32_t name = apposed_name(view, index);
  uint32_t hash = token_of(self, p->head)->hash;
  if (name != DIXIT_NONE) {
    uint32_t found = resolve_name(self, &view->phrases.items[name]);
    if (found != DIXIT_NONE) {
      entity *e = &self->items.items[found];
      add_role(e, hash);
      if (span_is_empty(e->role))
        e->role = tokens_span(self->doc, p->first, p->end - 1);
      learn_gender(self, e, p->gender);
    }
    return found;
  }
  if (!(p->flags & PHRASE_INDEFINITE)) {
    uint32_t found = find_by_role(self, p);
    if (found != DIXIT_NONE)
      return found;
  }
  uint32_t made = entity_add(self, p);
  if (made != DIXIT_NONE)
    add_role(&self->items.items[made], hash);
  return made;
}

/* ---- pronouns ---- */

/* May "he" or "she" mean it? */
static bool is_person(const entity *self)
{
  return (self->kind == PHRASE_NAME || self->kind == PHRASE_ROLE) && !self->plural;
}

/* May "they" mean it? */
static bool is_plural(const entity *self)
{
  return self->plural || self->kind == PHRASE_ORGANIZATION || self->kind == PHRASE_GROUP;
}

static uint32_t resolve_pronoun(const entity_registry *self, const phrase *p)
{
  bool plural = p->flags & PHRASE_PLURAL;
  uint32_t best = DIXIT_NONE;
  float most = -100;
  if (p->gender == 0 && !plural)
    return DIXIT_NONE;
  for (uint32_t i = 0; i < self->recent_count; i++) {
    const recent_entity *r = &self->recent[i];
    if (plural ? !r->plural : !(r->person && genders_fit(r->gender, p->gender)))
      continue;
    float known = r->gender && r->gender == p->gender ? 1.4f : 0;
    float score = r->weight + known - (float)(p->first - r->token) / 30;
    if (score >= most) {
      most = score;
      best = r->entity;
    }
  }
  return best;
}

static bool is_somebody(const phrase *p)
{
  return p->kind == PHRASE_NAME || p->kind == PHRASE_ROLE || p->kind == PHRASE_GROUP;
}

/* Who stands behind "who": the phrase right before it. In "the mayor of Dune, who said" that is the mayor, in "an aide
 * at the mayor's office, who said" the aide: possessors are passed over. */
static uint32_t antecedent_of(const block_view *view, uint32_t index)
{
  uint32_t before = index - 1;
  const phrase *p = &view->phrases.items[before];
  uint32_t first = view_item_of(view, p->first), end = view_item_of(view, p->end - 1) + 1;
  if (view_at(view, end)->part == PART_COMMA)
    end++;
  if (end != view_item_of(view, view->phrases.items[index].first))
    return DIXIT_NONE;
  if (before == 0 || view_at(view, (int64_t)first - 1)->part != PART_PREPOSITION)
    return before;
  uint32_t owner = before - 1;
  while (owner > 0 && view->phrases.items[owner].first == p->first)
    owner--;
  const phrase *holder = &view->phrases.items[owner];
  return is_somebody(holder) && view_item_of(view, holder->end - 1) + 2 == first ? owner : before;
}

static uint32_t resolve_relative(const entity_registry *self, const block_view *view, uint32_t index)
{
  uint32_t antecedent = index ? antecedent_of(view, index) : DIXIT_NONE;
  if (antecedent == DIXIT_NONE)
    return DIXIT_NONE;
  for (uint32_t i = self->recent_count; i-- > 0;)
    if (self->recent[i].token == view->phrases.items[antecedent].first)
      return self->recent[i].entity;
  return DIXIT_NONE;
}

/* ---- who was mentioned lately ---- */

static void note_recent(entity_registry *self, uint32_t found, uint32_t token, float weight)
{
  uint32_t at = 0;
  while (at < self->recent_count && self->recent[at].entity != found)
    at++;
  if (at == self->recent_count && at == RECENT_PEOPLE)
    at = 0;
  if (at < self->recent_count) {
    memmove(&self->recent[at], &self->recent[at + 1], (self->recent_count - at - 1) * sizeof *self->recent);
    self->recent_count--;
  }
  const entity *e = &self->items.items[found];
  self->recent[self->recent_count++] =
    (recent_entity){found, token, weight, e->gender, is_person(e), is_plural(e)};
}

void entities_note_speaker(entity_registry *self, uint32_t found, uint32_t token)
{
  note_recent(self, found, token, 1.6f);
}

bool phrase_ends_pair(const block_view *view, uint32_t index)
{
  if (index == 0)
    return false;
  const phrase *left = &view->phrases.items[index - 1], *right = &view->phrases.items[index];
  if (left->kind != PHRASE_NAME || right->kind != PHRASE_NAME || left->flags & PHRASE_POSSESSIVE)
    return false;
  uint32_t first = view_item_of(view, left->first), gap = view_item_of(view, left->end - 1) + 1;
  uint8_t before = view_at(view, (int64_t)first - 1)->part;
  bool inverted = (before == PART_SPEECH_PAST || before == PART_SPEECH_THIRD) && first > 1 &&
                  (view_at(view, (int64_t)first - 2)->part == PART_COMMA ||
                   view_at(view, (int64_t)first - 2)->quote != DIXIT_NONE) &&
                  cue_after_phrase(view, index) == DIXIT_NONE;
  if (first != region_start(view, first) && before != PART_COMMA && !inverted)
    return false;
  if (view_at(view, gap)->part == PART_COMMA)
    gap++;
  return gap + 1 == view_item_of(view, right->first) && view_at(view, gap)->part == PART_CONJUNCTION;
}

static void note_pair(entity_registry *self, const block_view *view, uint32_t index, uint32_t first, uint32_t second)
{
  const phrase *right = &view->phrases.items[index];
  uint32_t pair = entity_add(self, right);
  if (pair == DIXIT_NONE)
    return;
  entity *e = &self->items.items[pair];
  e->name_first = view->phrases.items[index - 1].first;
  e->kind = PHRASE_GROUP;
  e->plural = true;
  char one = self->items.items[first].gender, other = self->items.items[second].gender;
  e->gender = one == other ? one : 0;
  e->members[0] = first;
  e->members[1] = second;
  note_recent(self, pair, right->end, 1);
  self->last_pair = pair;
}

/* Subjects weigh more than objects; possessors least. */
static float weight_of(const block_view *view, uint32_t index)
{
  const phrase *p = &view->phrases.items[index];
  uint32_t first = view_item_of(view, p->first);
  uint8_t before = view_at(view, (int64_t)first - 1)->part;
  if (p->flags & PHRASE_POSSESSIVE)
    return 0.2f;
  bool starts = first == region_start(view, first);
  bool object = before == PART_PREPOSITION || before == PART_TO;
  bool cued = cue_after_phrase(view, index) != DIXIT_NONE;
  return (starts ? 0.9f : 0.4f) + (cued ? 0.4f : 0) - (object ? 0.4f : 0);
}

uint32_t entities_resolve(entity_registry *self, const block_view *view, uint32_t index)
{
  const phrase *p = &view->phrases.items[index];
  uint32_t found;
  self->last_pair = DIXIT_NONE;
  switch (p->kind) {
  case PHRASE_NAME:
  case PHRASE_ORGANIZATION: {
    uint32_t before = index && phrase_ends_pair(view, index) && self->recent_count
                        ? self->recent[self->recent_count - 1].entity : DIXIT_NONE;
    found = resolve_name(self, p);
    if (found != DIXIT_NONE)
      note_recent(self, found, p->first, weight_of(view, index));
    if (found != DIXIT_NONE && before != DIXIT_NONE && before != found)
      note_pair(self, view, index, before, found);
    return found;
  }
  case PHRASE_PRONOUN:
    if (word_is(token_of(self, p->head), WORD_RELATIVE))
      return resolve_relative(self, view, index);
    return resolve_pronoun(self, p);
  case PHRASE_OTHER:
  case PHRASE_DOCUMENT:
    return DIXIT_NONE;
  default:
    found = resolve_role(self, view, index);
    if (found != DIXIT_NONE)
      note_recent(self, found, p->first, weight_of(view, index));
    return found;
  }
}

uint32_t entities_resolve_inner(entity_registry *self, const phrase *p)
{
  if (p->kind == PHRASE_NAME || p->kind == PHRASE_ORGANIZATION)
    return resolve_name(self, p);
  return p->kind == PHRASE_PRONOUN && p->gender ? resolve_pronoun(self, p) : DIXIT_NONE;
}
