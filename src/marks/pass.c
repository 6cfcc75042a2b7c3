/* Attributions, pieces and mentions, as the steps make them. They are put in order when all blocks are done. */
#include "marks/pass.h"

const char *dixit_step_name(uint32_t step)
{
  static const char *const names[] = {
#define STEP(id, name) name,
    ATTRIBUTION_STEPS(STEP)
#undef STEP
  };
  return step < STEP_COUNT ? names[step] : "?";
}

uint32_t attribution_add(attribution_pass *self, uint8_t type, uint8_t step, float confidence)
{
  dixit_attribution *attribution = ARRAY_ADD(&self->doc->memory, self->doc->attributions);
  if (!attribution)
    return DIXIT_NONE;
  attribution->type = type;
  attribution->step = step;
  attribution->confidence = confidence;
  attribution->mention = attribution->source = DIXIT_NONE;
  attribution->speech = 1;
  return self->doc->attributions.count - 1;
}

void attribution_add_piece(attribution_pass *self, uint32_t attribution, dixit_span span, uint32_t quote)
{
  pending_piece *piece = ARRAY_ADD(&self->scratch, self->pieces);
  if (!piece)
    return;
  piece->span = span;
  piece->attribution = attribution;
  piece->quote = quote;
  if (quote != DIXIT_NONE)
    self->doc->quotes.items[quote].attribution = attribution;
}

static uint8_t mention_kind(const phrase *p)
{
  if (p->kind == PHRASE_PRONOUN)
    return DIXIT_MENTION_PRONOUN;
  return p->kind == PHRASE_NAME || p->kind == PHRASE_ORGANIZATION ? DIXIT_MENTION_NAME : DIXIT_MENTION_ROLE;
}

static uint32_t mention_add(attribution_pass *self, const phrase *p, uint32_t first, uint32_t end)
{
  dixit_mention *mention = ARRAY_ADD(&self->doc->memory, self->doc->mentions);
  if (!mention)
    return DIXIT_NONE;
  mention->span = tokens_span(self->doc, first, end - 1);
  mention->source = DIXIT_NONE;
  mention->first_token = first;
  mention->token_count = end - first;
  mention->kind = mention_kind(p);
  return self->doc->mentions.count - 1;
}

/* Does the verb before the cue begin at item `i`: "has", "often", "is" of "is calling"? */
static bool is_before_cue(const block_view *view, uint32_t i, uint32_t cue)
{
  const uint64_t parts = PART_SET(PART_ADVERB) | PART_SET(PART_LY) | PART_SET(PART_HAVE) | PART_SET(PART_MODAL) |
                         PART_SET(PART_AUXILIARY) | PART_SET(PART_NEGATION) | PART_SET(PART_CONJUNCTION);
  uint8_t part = view_at(view, i)->part;
  return part_among(part, parts) || (part == PART_BE && i + 1 == cue);
}

/* A role reaches over what tells it apart, up to its cue: "a retired engineer who leads the club" said; names do
 * not. */
static uint32_t extended_end(const block_view *view, const phrase *p, uint32_t cue)
{
  if (cue == DIXIT_NONE || p->kind == PHRASE_NAME || p->kind == PHRASE_PRONOUN)
    return p->end;
  uint32_t i = view_item_of(view, p->end - 1) + 1, end = p->end;
  uint8_t part = view_at(view, i)->part;
  if (i >= cue || (part != PART_PREPOSITION && part != PART_RELATIVE))
    return p->end;
  bool clause = part == PART_RELATIVE; /* its time and its prepositions are its own */
  for (; i < cue; i++) {
    const view_item *item = view_at(view, i);
    if (item->part == PART_COMMA || item->part == PART_DASH || item->quote != DIXIT_NONE)
      return p->end;
    bool when = item->part == PART_TIME || item->part == PART_PREPOSITION;
    if (!is_before_cue(view, i, cue) && (clause || !when))
      end = item_last(item) + 1;
  }
  return end;
}

/* "Her friend and translator Ann Lee said": a name behind its title carries a role on, which "and" joins to it. */
static bool carries_on_role(const block_view *view, uint32_t index)
{
  if (index == 0)
    return false;
  const phrase *role = &view->phrases.items[index - 1], *name = &view->phrases.items[index];
  uint32_t end = view_item_of(view, role->end - 1) + 1, first = view_item_of(view, name->first);
  bool titled = name->flags & PHRASE_TITLED && !(view->doc->tokens.items[name->first].flags & DIXIT_TOKEN_CAPITAL);
  bool behind_word = first == end + 2 && view_at(view, end + 1)->part == PART_WORD;
  return role->kind == PHRASE_ROLE && !(role->flags & (PHRASE_PLURAL | PHRASE_POSSESSIVE)) &&
         name->kind == PHRASE_NAME && ((titled && first == end + 1) || behind_word) &&
         view_at(view, end)->part == PART_CONJUNCTION;
}

uint32_t mention_of_phrase(attribution_pass *self, uint32_t index, uint32_t cue)
{
  uint32_t *known = &self->mention_of.items[index];
  const phrase *p = &self->view.phrases.items[index];
  if (*known != DIXIT_NONE)
    return *known;
  if (index + 1 < self->view.phrases.count && carries_on_role(&self->view, index + 1))
    return mention_of_phrase(self, index + 1, cue);
  uint32_t verb = cue == DIXIT_NONE ? DIXIT_NONE : view_at(&self->view, cue)->first;
  bool first_of_pair = cue != DIXIT_NONE && index + 1 < self->view.phrases.count &&
                       phrase_ends_pair(&self->view, index + 1);
  if (first_of_pair && (verb >= self->view.phrases.items[index + 1].end || verb + 1 == p->first))
    return mention_of_phrase(self, index + 1, cue);
  bool pair = cue != DIXIT_NONE && phrase_ends_pair(&self->view, index) &&
              (verb >= p->end || verb + 1 == self->view.phrases.items[index - 1].first);
  pair |= carries_on_role(&self->view, index);
  uint32_t first = pair ? self->view.phrases.items[index - 1].first : p->first;
  *known = mention_add(self, p, first, extended_end(&self->view, p, cue));
  return *known;
}

uint32_t mention_of_inner(attribution_pass *self, const phrase *p)
{
  return mention_add(self, p, p->first, p->end);
}

uint32_t mention_of_recent(attribution_pass *self, const recent_phrase *recent)
{
  for (uint32_t i = self->doc->mentions.count; i-- > 0;) {
    const dixit_mention *mention = &self->doc->mentions.items[i];
    if (mention->first_token == recent->phrase.first)
      return i;
    if (self->doc->mentions.count - i > 32)
      break;
  }
  return mention_add(self, &recent->phrase, recent->phrase.first, recent->phrase.end);
}

void turn_remember(attribution_pass *pass, uint32_t attribution)
{
  dixit_attribution *a = &pass->doc->attributions.items[attribution];
  if (a->mention == DIXIT_NONE)
    return;
  turn now = {attribution, a->mention, pass->view.block};
  uint32_t from = 0;
  while (from < pass->turn_count && pass->turns[from].mention != a->mention)
    from++;
  if (from == pass->turn_count && pass->turn_count < TURN_LIMIT)
    pass->turn_count++;
  else if (from == pass->turn_count)
    from--;
  memmove(&pass->turns[1], &pass->turns[0], from * sizeof *pass->turns);
  pass->turns[0] = now;
}
