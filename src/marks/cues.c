/* Cues by the lexicon, and the look past what may stand between a speaker and a verb. */
#include "marks/cues.h"

#include "doc/lexicon.h"

enum { HEARER_LIMIT = 4, GAP_LIMIT = 5, ASIDE_LIMIT = 24, ASIDE_PHRASES = 3, CHAIN_LIMIT = 8 };

/* Nouns carry words only with "that" behind them: "the claim that ..." */
static bool is_bare_noun(const block_view *view, int64_t i)
{
  const uint64_t verbs = WORD_SPEECH | WORD_MENTAL | WORD_EVIDENCE | WORD_TAKES_QUOTE | WORD_CUE;
  uint64_t bits = lexicon_rows[view_at(view, i)->word].bits;
  return bits & WORD_CUE_NOUN && !(bits & verbs) && view_at(view, i + 1)->part != PART_THAT;
}

/* "The Trial, Chimes at Midnight": capitalised inside a sentence of a paragraph, it is part of a name. */
static bool is_in_name(const block_view *view, int64_t i)
{
  const view_item *item = view_at(view, i), *before = view_at(view, i - 1);
  uint8_t flags = view->doc->tokens.items[item->first].flags;
  bool capital = (flags & (DIXIT_TOKEN_CAPITAL | DIXIT_TOKEN_UPPER)) == DIXIT_TOKEN_CAPITAL;
  return capital && !view->headline && view->doc->blocks.items[view->block].kind == DIXIT_PARAGRAPH &&
         i > region_start(view, (uint32_t)i) && before->quote == DIXIT_NONE && before->part > PART_MARK;
}

bool is_possible_cue(const block_view *view, uint32_t n)
{
  uint32_t i = view->cues.items[n];
  return !is_bare_noun(view, i) && !is_in_name(view, i);
}

/* Verbs that may stand beside a quotation. */
static bool is_quoting_verb(const view_item *item)
{
  if (item->quote != DIXIT_NONE)
    return false;
  return lexicon_rows[item->word].bits & (WORD_SPEECH | WORD_TAKES_QUOTE | WORD_ACCORDING | WORD_MENTAL | WORD_CUE);
}

static bool is_skippable(uint8_t part)
{
  return part == PART_ADVERB || part == PART_LY || part == PART_HAVE || part == PART_BE ||
         part == PART_AUXILIARY || part == PART_MODAL || part == PART_NEGATION || part == PART_TIME;
}

/* "they’ve each said", "both told": such words stand between subject and verb. */
static bool is_floated(const view_item *item)
{
  uint64_t bits = item->quote == DIXIT_NONE ? lexicon_rows[item->word].bits : 0;
  return bits & WORD_DETERMINER && bits & WORD_PRONOUN && !(bits & (WORD_DEFINITE | WORD_POSSESSIVE | WORD_INDEFINITE));
}

/* The verb at `i` or behind skippable words; DIXIT_NONE. */
static uint32_t verb_from(const block_view *view, uint32_t i)
{
  for (uint32_t n = 0; n < GAP_LIMIT; n++, i++) {
    const view_item *item = view_at(view, i);
    if (is_quoting_verb(item))
      return i;
    if (!is_skippable(item->part) && !is_floated(item))
      return DIXIT_NONE;
  }
  return DIXIT_NONE;
}

/* What kind of aside can begin at item `i`. */
static aside_kind aside_at(const block_view *view, uint32_t i)
{
  uint8_t part = view_at(view, i)->part, next = view_at(view, i + 1)->part;
  if (part == PART_COMMA || part == PART_OPEN || part == PART_DASH)
    return ASIDE_SIGNS;
  bool adjective = part == PART_WORD && (next == PART_TO || next == PART_PREPOSITION);
  bool says = part == PART_THAT && (next == PART_SPEECH_PAST || next == PART_SPEECH_THIRD); /* "a sign that said" */
  bool relative = part == PART_RELATIVE || says;
  return relative || part == PART_PREPOSITION || adjective ? ASIDE_WORDS : ASIDE_NONE;
}

static bool ends_aside(uint8_t first, uint8_t part)
{
  return part == first || (first == PART_OPEN && part == PART_CLOSE);
}

/* The cue behind a phrase that ends before item `i`. */
static uint32_t find_cue_from(const block_view *view, uint32_t i)
{
  uint32_t cue = verb_from(view, i);
  aside_kind kind = aside_at(view, i);
  if (cue != DIXIT_NONE || kind == ASIDE_NONE)
    return cue;
  uint8_t first = view_at(view, i)->part;
  for (uint32_t n = 1; n < ASIDE_LIMIT; n++) {
    const view_item *item = view_at(view, i + n);
    if (item->part == PART_STOP || item->part == PART_NONE || item->part == PART_QUOTE_DIRECT)
      return DIXIT_NONE;
    if (kind == ASIDE_WORDS && (item->part == PART_SPEECH_PAST || item->part == PART_SPEECH_THIRD))
      return verb_from(view, i + n);
    if (kind == ASIDE_WORDS || !ends_aside(first, item->part))
      continue;
    cue = verb_from(view, i + n + 1);
    if (cue != DIXIT_NONE || first != PART_COMMA)
      return cue;
  }
  return DIXIT_NONE;
}

/* Does a possible cue stand at item `i` or behind it? */
static bool has_cue_ahead(const block_view *view, uint32_t i)
{
  return view->cues.count > 0 && view->cues.items[view->cues.count - 1] >= i;
}

uint32_t find_cue_after_phrase(const block_view *view, uint32_t index)
{
  uint32_t behind = view_item_of(view, view->phrases.items[index].end - 1) + 1;
  uint32_t cue = has_cue_ahead(view, behind) ? find_cue_from(view, behind) : DIXIT_NONE;
  view->cue_of.items[index] = cue;
  return cue;
}

/* What may begin behind phrase `index`. */
static aside_kind aside_behind(const block_view *view, uint32_t index)
{
  return aside_at(view, view_item_of(view, view->phrases.items[index].end - 1) + 1);
}

aside_kind phrase_aside(const block_view *view, uint32_t index, uint32_t cue)
{
  if (index == 0 || cue == DIXIT_NONE)
    return ASIDE_NONE;
  if (cue_after_phrase(view, index - 1) == cue)
    return aside_behind(view, index - 1) == ASIDE_SIGNS ? ASIDE_SIGNS : ASIDE_WORDS;
  for (uint32_t n = 2; n <= ASIDE_PHRASES && n <= index; n++)
    if (cue_after_phrase(view, index - n) == cue)
      return aside_behind(view, index - n);
  return ASIDE_NONE;
}

/* May an aside begin with it that is neither apposition nor relative clause? */
static bool opens_adverbial(uint8_t part)
{
  return part == PART_SUBORDINATOR || part == PART_PREPOSITION || part == PART_ING || part == PART_SPEECH_ING;
}

uint32_t subject_over_aside(const block_view *view, uint32_t cue)
{
  uint32_t near = view_phrase_at(view, cue);
  uint8_t verb = view_at(view, cue)->part;
  if (view_at(view, (int64_t)cue - 1)->part != PART_COMMA || (verb != PART_SPEECH_PAST && verb != PART_SPEECH_THIRD))
    return DIXIT_NONE;
  for (uint32_t n = 1; n <= ASIDE_PHRASES + 1 && n <= near; n++) {
    const phrase *p = &view->phrases.items[near - n];
    uint32_t first = view_item_of(view, p->first), behind = view_item_of(view, p->end - 1) + 1;
    if (first == region_start(view, cue) && view_at(view, behind)->part == PART_COMMA &&
        opens_adverbial(view_at(view, behind + 1)->part) && cue_after_phrase(view, near - n) == cue)
      return near - n;
  }
  return DIXIT_NONE;
}

uint32_t cue_before_phrase(const block_view *view, uint32_t i)
{
  bool skipped_to = false; /* "according to Ann", but not "responded to Ann" */
  for (uint32_t n = 1; n <= 2 && n <= i; n++) {
    const view_item *item = view_at(view, (int64_t)i - n);
    if (is_quoting_verb(item))
      return n == 1 || !skipped_to || item->part == PART_ACCORDING ? i - n : DIXIT_NONE;
    skipped_to = item->part == PART_TO;
    if (!skipped_to && !is_skippable(item->part))
      return DIXIT_NONE;
  }
  return DIXIT_NONE;
}

uint32_t cue_before_quote(const block_view *view, uint32_t item, uint32_t first)
{
  for (uint32_t n = 1; n <= HEARER_LIMIT && item >= first + n; n++) {
    const view_item *here = view_at(view, (int64_t)item - n);
    bool sign = here->part == PART_COMMA || here->part == PART_COLON;
    if (is_quoting_verb(here))
      return item - n;
    if (here->quote != DIXIT_NONE || (sign && n > 1) || here->part == PART_STOP || here->part == PART_CONJUNCTION)
      return DIXIT_NONE;
  }
  return DIXIT_NONE;
}

/* "quoted as saying", "went on to say": small words that verbs are chained by. */
static bool is_chain_word(const block_view *view, const view_item *item)
{
  dixit_text text = token_text(view->doc, item->first);
  return text_is(text, "as") || text_is(text, "on");
}

uint32_t cue_of_chain(const block_view *view, uint32_t i)
{
  uint32_t last = DIXIT_NONE;
  for (uint32_t n = 0; n < CHAIN_LIMIT; n++) {
    const view_item *item = view_at(view, i + n);
    if (item->quote != DIXIT_NONE)
      return last;
    bool verb = part_is_verbal(item->part) || item->part == PART_ED || item->part == PART_ING;
    bool small = item->part == PART_TO || item->part == PART_ADVERB || item->part == PART_LY;
    if (!verb && !small && (item->part == PART_NONE || !is_chain_word(view, item)))
      return last;
    if (verb && lexicon_rows[item->word].bits & WORD_SPEECH)
      last = i + n;
  }
  return last;
}

dixit_span cue_span(const block_view *view, uint32_t cue)
{
  const dixit_doc *doc = view->doc;
  const view_item *item = view_at(view, cue);
  uint32_t first = cue, last = cue;
  if (item->part == PART_ACCORDING && view_at(view, cue + 1)->part == PART_TO)
    last++;
  bool noun = item->part == PART_CUE_NOUN || item->part == PART_WORD; /* "Alder's answer", "in Alder's words" */
  bool verb = item->part != PART_COLON && !noun;
  while (first > 0 && first + 2 > cue && verb) {
    uint8_t part = view_at(view, (int64_t)first - 1)->part;
    if (part != PART_HAVE && part != PART_BE)
      break;
    first--;
  }
  return tokens_span(doc, view_at(view, first)->first, item_last(view_at(view, last)));
}
