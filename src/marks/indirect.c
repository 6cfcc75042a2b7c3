/* Indirect and mixed speech: what a cue introduces, where that ends, and who says it.
 *
 * For each possible cue that no direct quotation has taken, in order:
 *   1. does it introduce words, and on which side?  (MODEL_CUE)
 *   2. where do they start behind it?               (MODEL_OPENING, over what may be the hearer or the day)
 *      where do they end, or start before it?       (MODEL_EDGE, over the clause's commas and conjunctions)
 *   3. is it speech, or a wish, plan or belief?     (MODEL_SPEECH)
 *   4. who says them?                               (MODEL_SPEAKER, over the phrases of the sentence)
 * Content never leaves its sentence and never runs over a direct quotation. Quoted words inside make it mixed. */
#include "marks/indirect.h"

#include "engine.h"
#include "marks/cue_judge.h"
#include "marks/edges.h"
#include "marks/openings.h"
#include "marks/quote_forms.h"
#include "marks/speakers.h"

enum { LABEL_REACH = 6, CLAIM_REACH = 30, LIST_GAP = 3 };
/* What is other than speech counts when all ways of introducing words are likelier than this together. */
#define OTHER_THRESHOLD 0.85f
/* "hopes that ...": other than speech, but plainly somebody's. */
#define THAT_THRESHOLD 0.6f
/* How sure the plainest reporting clauses are, whatever the weights say. */
#define PLAIN_CONFIDENCE 0.9f
/* Quoted words take the likeliest cue before them, if it is this likely. */
#define CLAIM_THRESHOLD 0.05f
/* And this likely where the words before the marks say what else they may hold: "goes by the name “Shorty”". */
#define NAMED_CLAIM_THRESHOLD 0.15f

/* In what somebody is said to have said, marks around words are no scare quotes: the words are the speaker's. */
static void take_scare_quotes(cue_search *self, stretch s)
{
  dixit_doc *doc = self->pass->doc;
  for (uint32_t i = s.start; i < s.end; i++) {
    uint32_t quote = at(self, i)->quote;
    if (quote == DIXIT_NONE || doc->quotes.items[quote].kind != DIXIT_SCARE ||
        quote_is_disowned(doc, &doc->quotes.items[quote]))
      continue;
    doc->quotes.items[quote].kind = DIXIT_SPEECH;
    doc->quotes.items[quote].flags |= DIXIT_QUOTE_PART;
  }
}

static bool holds_quote(const cue_search *self, stretch s)
{
  for (uint32_t i = s.start; i < s.end; i++)
    if (at(self, i)->quote != DIXIT_NONE && self->pass->doc->quotes.items[at(self, i)->quote].kind == DIXIT_SPEECH)
      return true;
  return false;
}

/* All in marks, part of it, or nothing. */
static uint8_t type_of(const cue_search *self, stretch left, stretch right)
{
  bool quoted = holds_quote(self, left) || holds_quote(self, right);
  bool whole = left.end <= left.start && right.end == right.start + 1;
  return !quoted ? DIXIT_INDIRECT : whole ? DIXIT_DIRECT : DIXIT_MIXED;
}

/* The piece for a stretch of content; quotations in it that nobody has yet are the attribution's. */
static void add_content(cue_search *self, uint32_t attribution, stretch s)
{
  dixit_doc *doc = self->pass->doc;
  if (s.end <= s.start)
    return;
  uint32_t only = DIXIT_NONE;
  for (uint32_t i = s.start; i < s.end; i++) {
    uint32_t quote = at(self, i)->quote;
    if (quote == DIXIT_NONE || doc->quotes.items[quote].kind != DIXIT_SPEECH)
      continue;
    if (doc->quotes.items[quote].attribution == DIXIT_NONE)
      doc->quotes.items[quote].attribution = attribution;
    only = s.end - s.start == 1 ? quote : DIXIT_NONE;
    self->pass->used.items[i] = ITEM_USED;
  }
  attribution_add_piece(self->pass, attribution, stretch_span(self, s), only);
}

/* Where the clause of the cue begins that a conjunction joins on: "..., but acknowledge", "... and Ann Lee said “".
 * With a subject of its own only where quoted words follow: other clauses may be the first speaker's. DIXIT_NONE: not
 * joined. */
static uint32_t joined_clause(const cue_search *self)
{
  uint32_t c = self->cue, near = self->near;
  if (at(self, (int64_t)c - 1)->part == PART_CONJUNCTION)
    return c - 1;
  if (near == 0 || at(self, self->right.start)->part != PART_QUOTE_PART)
    return DIXIT_NONE;
  const phrase *subject = &self->view->phrases.items[near - 1];
  uint32_t first = view_item_of(self->view, subject->first);
  bool joined = view_item_of(self->view, subject->end - 1) + 1 == c && first > self->start &&
                at(self, (int64_t)first - 1)->part == PART_CONJUNCTION;
  return joined ? first - 1 : DIXIT_NONE;
}

/* A cue joined on by a conjunction ends the content of the one before; quotations behind it are free again. */
static void cut_last_content(cue_search *self)
{
  uint32_t joined = joined_clause(self);
  if (joined == DIXIT_NONE || joined < self->start || self->last.end <= self->cue || self->last.start >= joined)
    return;
  stretch cut = stretch_trim(self, (stretch){self->last.start, joined});
  if (cut.end <= cut.start)
    return;
  pending_piece *piece = &self->pass->pieces.items[self->last_piece];
  piece->span = stretch_span(self, cut);
  piece->quote = cut.end == cut.start + 1 ? at(self, cut.start)->quote : DIXIT_NONE;
  if (piece->quote != DIXIT_NONE)
    self->pass->doc->attributions.items[piece->attribution].type = DIXIT_DIRECT;
  for (uint32_t i = joined; i < self->last.end; i++) {
    uint32_t quote = at(self, i)->quote;
    if (quote != DIXIT_NONE && self->pass->doc->quotes.items[quote].attribution == piece->attribution)
      self->pass->doc->quotes.items[quote].attribution = DIXIT_NONE;
  }
}

/* Quoted words joined to those that end the content are said by the same: "called them “criminals” and “thieves”". The
 * end behind the last. */
static uint32_t end_of_list(const cue_search *self, uint32_t end)
{
  while (end > self->cue && at(self, (int64_t)end - 1)->part == PART_QUOTE_PART) {
    uint32_t next = end;
    while (next < end + LIST_GAP && (at(self, next)->part == PART_COMMA || at(self, next)->part == PART_CONJUNCTION ||
                                     at(self, next)->part == PART_DETERMINER || at(self, next)->part == PART_TO ||
                                     at(self, next)->part == PART_THAT))
      next++;
    if (next == end || at(self, next)->part != PART_QUOTE_PART)
      return end;
    end = next + 1;
  }
  return end;
}

/* "which officials said will go up", "what she calls “a sham”": the relative word before the cue's subject stands for
 * part of the content. Its item, or an empty stretch. */
static stretch relative_before(const cue_search *self, stretch right)
{
  const stretch none = {0, 0};
  uint32_t near = self->near;
  if (near == 0 || right.end <= right.start)
    return none;
  const phrase *subject = &self->view->phrases.items[near - 1];
  uint32_t first = view_item_of(self->view, subject->first);
  if (view_item_of(self->view, subject->end - 1) + 2 < self->cue || first <= self->start)
    return none;
  const view_item *word = at(self, (int64_t)first - 1);
  bool relative = word->part == PART_RELATIVE || word->part == PART_THAT;
  uint8_t opens = at(self, right.start)->part;
  bool gap = part_is_finite(opens) || opens == PART_ED; /* "a finish that he said defied expectations" */
  if (!relative || (!gap && !text_equal_folded(token_text(self->view->doc, word->first), text_from("what"))))
    return none;
  return (stretch){first - 1, first};
}

/* "The changes, which officials said will help, are small": a clause that a comma cuts off before its relative word
 * ends at the next. */
static uint32_t end_of_aside(const cue_search *self, uint32_t relative, stretch right)
{
  if (at(self, (int64_t)relative - 1)->part != PART_COMMA || !part_is_finite(at(self, right.start)->part))
    return right.end;
  for (uint32_t i = right.start; i < right.end; i++)
    if (at(self, i)->part == PART_COMMA)
      return i;
  return right.end;
}

/* "what they called “supermarkets,” all in one": content that begins with a quotation ends with it where its comma
 * stands inside and no more is joined on. */
static uint32_t end_of_opening_quote(const cue_search *self, stretch s)
{
  uint32_t quote = s.start + (at(self, s.start)->part == PART_THAT), behind = quote + 1;
  uint8_t next = at(self, behind)->part;
  bool closed = at(self, quote)->part == PART_QUOTE_PART && quote_ending(self, quote) == PART_COMMA;
  bool joined = next == PART_CONJUNCTION || next == PART_QUOTE_PART;
  return closed && !joined && behind < s.end ? behind : s.end;
}

/* The content on each side of the cue, either empty. */
typedef struct reported {
  stretch left;
  stretch right;
} reported;

static reported choose_content(cue_search *self, uint32_t *side, float *confidence)
{
  stretch left = {0, 0}, right = {0, 0};
  uint32_t direction = *side;
  if (direction != CUE_LEFT) {
    right = self->right;
    right.start = opening_choose(self, right.end, confidence);
    if (!self->closed)
      right.end = end_of_list(self, edge_choose_end(self, right, confidence));
    right = stretch_trim(self, right);
    right.end = end_of_opening_quote(self, right);
  }
  if (direction != CUE_RIGHT) {
    left = self->left;
    left.start = edge_choose_start(self, left, confidence);
    left = stretch_trim(self, left);
  }
  if (right.end > right.start && left.end == left.start + 1 && at(self, left.start)->part == PART_CONJUNCTION)
    left.end = left.start; /* "But, he said, ..." */
  stretch relative = relative_before(self, right);
  if (relative.end > relative.start) {
    left = relative;
    *side = CUE_RIGHT;
    right.end = end_of_aside(self, relative.start, right);
  }
  return (reported){left, right};
}

static void attribute(cue_search *self, uint32_t direction, bool speech, float confidence)
{
  attribution_pass *pass = self->pass;
  reported found = choose_content(self, &direction, &confidence);
  stretch left = found.left, right = found.right;
  if (left.end <= left.start && right.end <= right.start)
    return;
  dixit_span content = span_join(stretch_span(self, left), stretch_span(self, right));
  uint32_t mention = speaker_choose(self, direction, content, &confidence);
  if (mention == DIXIT_NONE && !speech)
    return; /* "experience shows that ...": nobody's belief */
  static const uint8_t steps[] = {STEP_CLAUSE_AFTER, STEP_CLAUSE_AFTER, STEP_CLAUSE_BEFORE, STEP_CLAUSE_AROUND};
  bool said = speech || bits_at(self, self->cue) & WORD_EVIDENCE || holds_quote(self, left) || holds_quote(self, right);
  if (said && !pass->doc->engine->teacher) {
    take_scare_quotes(self, left);
    take_scare_quotes(self, right);
  }
  uint8_t step = self->least_end ? STEP_PARAPHRASE : steps[direction];
  uint32_t index = attribution_add(pass, type_of(self, left, right), step, confidence);
  if (index == DIXIT_NONE)
    return;
  dixit_attribution *attribution = &pass->doc->attributions.items[index];
  cut_last_content(self);
  attribution->cue = cue_span(self->view, self->cue);
  attribution->mention = mention;
  attribution->speech = speech;
  add_content(self, index, left);
  add_content(self, index, right);
  if (right.end > right.start && pass->pieces.count) {
    self->last = right;
    self->last_piece = pass->pieces.count - 1;
  }
  pass->used.items[self->cue] = ITEM_USED;
  for (uint32_t i = self->cue; i < self->right.start && i < right.end; i++)
    pass->used.items[i] = ITEM_USED; /* "said in a statement that ..." is one cue */
  if (right.end > self->inside_until)
    self->inside_until = right.end;
  if (attribution->type == DIXIT_MIXED || (attribution->speech && pass->dialogue < 2))
    turn_remember(pass, index);
}

static bool can_answer(const cue_search *self, uint32_t direction)
{
  bool right = self->right.start < self->right.end, left = self->left.start < self->left.end;
  switch (direction) {
  case CUE_RIGHT:
    return right;
  case CUE_LEFT:
    return left;
  case CUE_AROUND:
    return left && right;
  default:
    return false;
  }
}

/* The side the cue's words most likely stand on, if there is room for them. */
static uint32_t likeliest_side(const cue_search *self, const model_answer *answer)
{
  uint32_t best = CUE_NOTHING;
  float most = 0;
  for (uint32_t i = CUE_RIGHT; i < CUE_OPTIONS; i++) {
    if (answer->p[i] <= most || !can_answer(self, i))
      continue;
    most = answer->p[i];
    best = i;
  }
  return best;
}

/* "Brandt told the council:", "Brandt answered the critics." The words follow in the next paragraph or sentence; the
 * council is not what she said. */
static bool only_announces(const cue_search *self)
{
  const block_view *view = self->view;
  uint32_t last = view->items.count - 1;
  bool ends_block = view->items.items[last].part == PART_COLON && self->end > last;
  bool announces = self->pass->used.items[self->cue] == ITEM_ANNOUNCES && !(bits_at(self, self->cue) & WORD_TAKES_NOUN);
  if (!ends_block && !announces)
    return false;
  for (uint32_t i = self->right.start; i < self->right.end; i++) {
    uint8_t part = at(self, i)->part;
    if (part == PART_THAT || part == PART_QUOTE_PART || (part >= PART_BE && part <= PART_VERB))
      return false;
  }
  return true;
}

/* "He liked to say that ..." What is said has one cue: the verb that says it. */
static bool leads_to_cue(const cue_search *self)
{
  int64_t next = (int64_t)self->cue + 1;
  uint64_t bits = bits_at(self, self->cue);
  return bits & WORD_MENTAL && !(bits & WORD_SPEECH) && at(self, next)->part == PART_TO &&
         at(self, next + 1)->part == PART_SPEECH_BASE && at(self, next + 2)->part == PART_THAT;
}

/* "Will she say when she can?" asks; nobody has said it. */
static bool is_asked(const cue_search *self)
{
  uint32_t first = self->start;
  for (uint32_t n = 1; n <= LABEL_REACH && self->start + n < self->cue; n++)
    if (at(self, (int64_t)self->start + n - 1)->part == PART_COLON)
      first = self->start + n; /* "Hale: Will she say ..." */
  uint8_t opens = at(self, first)->part;
  return part_is_finite(opens) && self->cue > self->start && at(self, (int64_t)self->end - 1)->part == PART_ASKING;
}

static void look_at_cue(cue_search *self, uint32_t number)
{
  if (!cue_look(self, number) || (!self->pass->doc->engine->teacher && (leads_to_cue(self) || is_asked(self))))
    return;
  cue_read_clause(self);
  uint32_t plain = self->pass->doc->engine->teacher ? CUE_NOTHING : cue_plain_side(self);
  if (plain == CUE_NOTHING && cue_is_refused(self))
    return;
  model_answer answer = cue_judge(self);
  uint32_t direction = likeliest_side(self, &answer);
  float chance = 1 - answer.p[CUE_NOTHING];
  if (plain != CUE_NOTHING) {
    direction = plain;
    chance = chance > PLAIN_CONFIDENCE ? chance : PLAIN_CONFIDENCE;
  }
  if (direction == CUE_NOTHING || chance < CUE_THRESHOLD || (direction == CUE_RIGHT && only_announces(self)))
    return;
  bool speech = cue_states_speech(self);
  bool that = direction == CUE_RIGHT && at(self, self->right.start)->part == PART_THAT;
  if (speech || chance >= (that ? THAT_THRESHOLD : OTHER_THRESHOLD))
    attribute(self, direction, speech, chance);
}

/* Quoted words that no cue has claimed: the likeliest cue before them in their sentence does. Those that find none are
 * nobody's words after all. */
static void claim_quote(cue_search *self, uint32_t item)
{
  const block_view *view = self->view;
  uint32_t start = region_start(view, item), best = DIXIT_NONE;
  dixit_quote *quote = &self->pass->doc->quotes.items[view->items.items[item].quote];
  uint8_t unspoken = quote_kind_unspoken(self->pass->doc, quote);
  float most = unspoken == DIXIT_SCARE ? CLAIM_THRESHOLD : NAMED_CLAIM_THRESHOLD;
  const uint32_t *cues = view->cues.items;
  for (uint32_t n = view_cue_at(view, item); n-- > 0 && cues[n] >= start && item - cues[n] < CLAIM_REACH;) {
    if (self->pass->used.items[cues[n]] == ITEM_USED || !is_possible_cue(view, n))
      continue;
    cue_look(self, n);
    cue_read_clause(self);
    float chance = cue_judge(self).p[CUE_RIGHT];
    if (chance > most && self->right.end > item) {
      most = chance;
      best = n;
    }
  }
  if (best == DIXIT_NONE) {
    quote->kind = unspoken;
    quote->flags &= (uint8_t)~DIXIT_QUOTE_PART;
    return;
  }
  cue_look(self, best);
  cue_read_clause(self);
  cue_judge(self);
  self->least_end = item + 1;
  attribute(self, CUE_RIGHT, cue_states_speech(self), most);
  self->least_end = 0;
}

void indirect_attribute(attribution_pass *pass)
{
  cue_search self = {.pass = pass, .view = &pass->view};
  for (uint32_t n = 0; n < self.view->cues.count && !pass->doc->memory.failed; n++) {
    if (pass->used.items[self.view->cues.items[n]] != ITEM_USED && is_possible_cue(self.view, n))
      look_at_cue(&self, n);
  }
  for (uint32_t i = 0; self.view->has_part && i < pass->view.items.count && !pass->doc->memory.failed; i++)
    if (self.view->items.items[i].part == PART_QUOTE_PART &&
        pass->doc->quotes.items[self.view->items.items[i].quote].attribution == DIXIT_NONE)
      claim_quote(&self, i);
}
