/* The speaker of a block quotation is the one under it ("— Ann Lee"), else the one whose verb and colon announce it:
 * "Ann Lee wrote:". Each of its paragraphs is a piece. Where neither stands there, nobody is named. */
#include "marks/block_quotes.h"

#define ANNOUNCED_CONFIDENCE 0.9f
#define BYLINE_CONFIDENCE 0.95f

/* The block quotation the view's block stands in, or DIXIT_NONE: quotations and blocks come in the same order. */
static uint32_t quotation_around(attribution_pass *pass)
{
  const dixit_doc *doc = pass->doc;
  uint32_t token = pass->view.first_token;
  while (pass->next_quote < doc->quotes.count) {
    const dixit_quote *quote = &doc->quotes.items[pass->next_quote];
    bool behind = quote->style == DIXIT_BLOCK_STYLE && quote->first_token + quote->token_count > token;
    if (behind)
      return quote->first_token <= token ? pass->next_quote : DIXIT_NONE;
    if (quote->first_token > token)
      return DIXIT_NONE;
    pass->next_quote++;
  }
  return DIXIT_NONE;
}

/* Whoever announced it in the block before: the last one with a verb. */
static const recent_phrase *announcer(const attribution_pass *pass)
{
  for (uint32_t i = 0; pass->announced && i < pass->recent_count; i++)
    if (pass->recent[i].block == pass->recent[0].block && pass->recent[i].cue != DIXIT_NONE)
      return &pass->recent[i];
  return NULL;
}

/* Where the words of the quotation's last block end and its byline begins: a dash and a name, a paragraph that begins
 * with a dash, or one that is a name and no more. *speaker: the phrase, or DIXIT_NONE. The item, or DIXIT_NONE. */
static uint32_t byline_at_end(const block_view *view, bool first_block, uint32_t *speaker)
{
  uint32_t count = view->items.count, i = count - 1;
  *speaker = DIXIT_NONE;
  while (i > 0 && view->items.items[i].part != PART_DASH)
    i--;
  bool dash = view->items.items[i].part == PART_DASH;
  uint32_t p = view_phrase_at(view, i), behind = i + dash;
  bool phrase_follows = p < view->phrases.count && view_item_of(view, view->phrases.items[p].first) == behind;
  bool somebody = phrase_follows && view->phrases.items[p].kind <= PHRASE_ORGANIZATION;
  if (somebody || (dash && i == 0 && p < view->phrases.count))
    *speaker = p;
  if (dash)
    return somebody || i == 0 ? i : DIXIT_NONE;
  bool alone = somebody && !first_block && view_item_of(view, view->phrases.items[p].end - 1) + 1 == count;
  return alone && view->phrases.items[p].kind == PHRASE_NAME ? 0 : DIXIT_NONE;
}

static uint32_t begin(attribution_pass *pass, uint32_t quote)
{
  const recent_phrase *speaker = announcer(pass);
  dixit_doc *doc = pass->doc;
  uint32_t index = attribution_add(pass, DIXIT_DIRECT, speaker ? STEP_ANNOUNCED : STEP_NOBODY, ANNOUNCED_CONFIDENCE);
  if (index == DIXIT_NONE)
    return index;
  doc->quotes.items[quote].attribution = index;
  if (!speaker)
    return index;
  doc->attributions.items[index].cue = tokens_span(doc, speaker->cue, speaker->cue);
  doc->attributions.items[index].mention = mention_of_recent(pass, speaker);
  return index;
}

static void name_byline(attribution_pass *pass, uint32_t index, uint32_t speaker)
{
  dixit_attribution *attribution = &pass->doc->attributions.items[index];
  attribution->mention = speaker == DIXIT_NONE ? DIXIT_NONE : mention_of_phrase(pass, speaker, DIXIT_NONE);
  attribution->cue = span_of(0, 0);
  attribution->step = STEP_BYLINE;
  attribution->confidence = BYLINE_CONFIDENCE;
}

void block_quote_attribute(attribution_pass *pass)
{
  dixit_doc *doc = pass->doc;
  const block_view *view = &pass->view;
  uint32_t quote = quotation_around(pass), speaker, count = view->items.count;
  if (quote == DIXIT_NONE || count == 0)
    return;
  const dixit_quote *around = &doc->quotes.items[quote];
  bool first = view->first_token == around->first_token;
  bool last = view->items.items[count].first == around->first_token + around->token_count;
  uint32_t byline = last ? byline_at_end(view, first, &speaker) : DIXIT_NONE;
  uint32_t index = around->attribution;
  if (index == DIXIT_NONE && byline != 0) /* a byline alone is under nothing */
    index = begin(pass, quote);
  if (index == DIXIT_NONE)
    return;
  if (byline != DIXIT_NONE) {
    name_byline(pass, index, speaker);
    count = byline;
  }
  if (count > 0)
    attribution_add_piece(pass, index, tokens_span(doc, view->items.items[0].first, view->items.items[count].first - 1),
                          quote);
}
