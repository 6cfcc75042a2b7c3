/* Coreference for speakers, with what a lexicon can know: surnames, given names, titles, roles, gender, number.
 *
 * Names are looked up in the registry (registry.c). "The senator" joins the latest person called so. "Who" is who
 * stands before it. Another pronoun takes the weightiest of the people mentioned lately whose gender and number fit:
 * subjects and speakers weigh more, distance takes away. */
#include "marks/entities.h"

#include "doc/lexicon.h"
#include "marks/cues.h"

/* ---- roles ---- */

/* How far a name may stand from its role: items of a bracket, and of what a preposition ties to the role. */
enum { BRACKET_ITEMS = 6, COMPLEMENT_ITEMS = 12 };

/* "Project" is a noun there, whatever the lexicon holds it for; "said" is not. */
#define COMPLEMENT_PARTS                                                                                             \
  ((PARTS_UPTO(PART_SPEECH_BASE, PART_WORD) & ~(PART_SET(PART_RELATIVE) | PART_SET(PART_SUBORDINATOR))) |            \
   PART_SET(PART_NUMBER) | PART_SET(PART_MARK))

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

/* The phrase that begins at item `at` where that is a name, or NONE. */
static uint32_t name_at(const block_view *view, uint32_t at)
{
  uint32_t index = view_phrase_at(view, at);
  bool begins = index < view->phrases.count && view_item_of(view, view->phrases.items[index].first) == at;
  return begins && is_plain_name(view, index) ? index : DIXIT_NONE;
}

/* The item behind the phrase `*next` where that begins at `at`, with its 's, else the one behind `at` where its word
 * can be part of a complement, else `at`. */
static uint32_t complement_step(const block_view *view, uint32_t at, uint32_t *next)
{
  const phrase *phrases = view->phrases.items;
  while (*next < view->phrases.count && view_item_of(view, phrases[*next].first) < at)
    ++*next;
  if (*next < view->phrases.count && view_item_of(view, phrases[*next].first) == at)
    return view_item_of(view, phrases[*next].end - 1) + 1 + (phrases[*next].flags & PHRASE_POSSESSIVE ? 1 : 0);
  return at + part_among(view_at(view, at)->part, COMPLEMENT_PARTS);
}

/* The name behind the comma that ends what a preposition ties to the role: "a spokesman for the town's Trust, Ann
 * Lee". */
static uint32_t name_behind_complement(const block_view *view, uint32_t index)
{
  uint32_t at = view_item_of(view, view->phrases.items[index].end - 1) + 1, end = at + COMPLEMENT_ITEMS;
  if (!part_among(view_at(view, at)->part, PART_SET(PART_PREPOSITION) | PART_SET(PART_TO)))
    return DIXIT_NONE;
  uint32_t next = index + 1, behind = at + 1;
  while (at < end && behind > at) {
    at = behind;
    behind = complement_step(view, at, &next);
  }
  return view_at(view, at)->part == PART_COMMA ? name_at(view, at + 1) : DIXIT_NONE;
}

/* The name before a bracket and the comma that the role stands behind: "Ann Lee (R-Ohio), an ally". */
static uint32_t name_before_bracket(const block_view *view, uint32_t index)
{
  int64_t at = (int64_t)view_item_of(view, view->phrases.items[index].first) - 2, least = at - BRACKET_ITEMS;
  if (at < 0 || view_at(view, at + 1)->part != PART_COMMA || view_at(view, at)->part != PART_CLOSE)
    return DIXIT_NONE;
  while (at > least && at > 0 && view_at(view, at)->part != PART_OPEN)
    at--;
  for (uint32_t name = index; view_at(view, at)->part == PART_OPEN && name-- > 0;) {
    int64_t end = (int64_t)view_item_of(view, view->phrases.items[name].end - 1) + 1;
    if (end <= at)
      return end == at && is_plain_name(view, name) ? name : DIXIT_NONE;
  }
  return DIXIT_NONE;
}

/* The name that stands beside a role as its apposition ("a spokesman, Ann Lee,"; "a spokesman for the Trust, Ann Lee,";
 * "Ann Lee, a spokeswoman"), or NONE. */
static uint32_t apposed_name(const block_view *view, uint32_t index)
{
  if (index > 0 && is_plain_name(view, index - 1) && comma_between(view, index - 1, index))
    return index - 1;
  if (index + 1 < view->phrases.count && is_plain_name(view, index + 1) && comma_between(view, index, index + 1))
    return index + 1;
  uint32_t before = name_before_bracket(view, index);
  return before != DIXIT_NONE ? before : name_behind_complement(view, index);
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
    uint32_t found = entity_named(self, &view->phrases.items[name]);
    if (found != DIXIT_NONE) {
      entity *e = &self->items.items[found];
      entity_add_role(e, hash);
      if (span_is_empty(e->role))
        e->role = tokens_span(self->doc, p->first, p->end - 1);
      entity_learn_gender(self, e, p->gender);
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
    entity_add_role(&self->items.items[made], hash);
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
  return (starts ? 1.4f : 0.4f) + (cued ? 0.2f : 0) - (object ? 0.4f : 0);
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
    found = entity_named(self, p);
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
    return entity_named(self, p);
  return p->kind == PHRASE_PRONOUN && p->gender ? resolve_pronoun(self, p) : DIXIT_NONE;
}
