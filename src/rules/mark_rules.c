/* Rules about marks without a partner, and marks that point the wrong way: quotes/unclosed, quotes/wrong-direction.
 *
 * A fault is told once. A mark that closes nothing is the other end of a quotation left open just before, or of
 * another such mark beside it. Where an excerpt of several paragraphs stands between straight marks while what is said
 * in it has curly ones, its paragraphs may open anew or not, and only one that no mark ends is told. */
#include "rules/rule.h"

#include "base/utf8.h"
#include "doc/lexicon.h"
#include "doc/sentences.h"
#include "rules/mark_styles.h"

/* UNCLOSED_TOKENS: longer paragraphs are not searched for the end of a quotation, since the search is done anew for
 * each that is unclosed. PASSAGE_BLOCKS: how many blocks an excerpt may reach; NEAR_BLOCKS: how many a quotation whose
 * paragraphs do not all open with a mark. LOOK_AHEAD: marks, or quotations, looked at behind one that is left open. */
enum { UNCLOSED_TOKENS = 200, PASSAGE_BLOCKS = 40, SIGNATURE_TOKENS = 16, NEAR_BLOCKS = 4, LOOK_AHEAD = 16 };

static dixit_span opening_mark(const dixit_quote *quote)
{
  return span_of(quote->span.start, quote->content.start);
}

/* ---- where a quotation left open should be closed ---- */

/* "she said", "said Reyl", right behind a comma: where somebody's words have just ended. */
static bool is_said(const dixit_doc *doc, uint32_t comma, uint32_t end)
{
  const dixit_token *next = &doc->tokens.items[comma + 1];
  if (doc->tokens.items[comma].kind != DIXIT_COMMA || comma + 2 >= end)
    return false;
  bool who = word_is(next, WORD_SUBJECT_PRONOUN) || next->flags & DIXIT_TOKEN_CAPITAL;
  bool said = word_is(next, WORD_SPEECH) && word_is(next, WORD_VERB_PAST) && next[1].flags & DIXIT_TOKEN_CAPITAL;
  return said || (who && word_is(next + 1, WORD_SPEECH) && word_is(next + 1, WORD_TAKES_QUOTE));
}

/* The one comma of the paragraph behind which the closing mark was forgotten, or DIXIT_NONE. */
static uint32_t find_end(const dixit_doc *doc, const dixit_quote *quote)
{
  const dixit_block *block = &doc->blocks.items[quote->block];
  uint32_t end = block->first_token + block->token_count, found = DIXIT_NONE;
  if (end > quote->first_token + UNCLOSED_TOKENS)
    return DIXIT_NONE;
  for (uint32_t i = quote->first_token + 1; i + 1 < end; i++) {
    if (!is_said(doc, i, end))
      continue;
    if (found != DIXIT_NONE)
      return DIXIT_NONE;
    found = i;
  }
  return found;
}

static void close_quote(rule_run *run, const dixit_quote *quote, uint8_t unwanted)
{
  uint32_t comma = find_end(run->doc, quote);
  const rule_marks *own = rule_marks_of(quote->style);
  if (comma == DIXIT_NONE || !own)
    return;
  if (own->curly == unwanted)
    own = rule_marks_of(own->other);
  uint32_t at = run->doc->tokens.items[comma].end;
  rule_mend(run, span_of(at, at), own->close, "Close the quotation where its words end");
}

/* ---- quotations left open ---- */

static uint32_t block_of(const dixit_doc *doc, const dixit_mark *mark)
{
  return doc->sentences.items[sentence_of_token(doc, mark->token)].block;
}

/* "6’ 2” wide": inches, as an editor's automatic quotation marks write them. */
static bool is_inches(const dixit_doc *doc, const dixit_mark *mark)
{
  const dixit_token *token = &doc->tokens.items[mark->token];
  bool number = mark->token > 0 && token[-1].kind == DIXIT_NUMBER && token[-1].end == token->start;
  return number && mark->character == 0x201D && mark->token + 1 < doc->tokens.count &&
         token[1].kind == DIXIT_WORD && token[1].flags & DIXIT_TOKEN_SPACED;
}

/* target=”_blank”>: in a tag that was left in the text. */
static bool is_in_tag(const dixit_doc *doc, dixit_span mark)
{
  bool value = mark.start > 0 && doc->text[mark.start - 1] == '=';
  return value || (mark.end < doc->length && doc->text[mark.end] == '>');
}

/* What is known on the way through quotations and marks, both sorted: the style the text uses less, and the last
 * paragraph of an excerpt that is open, DIXIT_NONE if there is none. */
typedef struct open_marks {
  uint8_t unwanted;
  bool mixed;
  uint32_t quote; /* the next one to look at */
  uint32_t mark;  /* the next one */
  uint32_t last;  /* the last one left open */
  uint32_t excerpt;
} open_marks;

/* Her song "Far and wide "was heard: two straight marks that open, the second glued to a word that goes on with the
 * sentence. It should close. */
static bool should_close(const dixit_doc *doc, uint32_t index)
{
  const dixit_quote *quote = &doc->quotes.items[index];
  if (index == 0 || quote->style != DIXIT_STRAIGHT_DOUBLE || quote[-1].style != quote->style ||
      quote[-1].block != quote->block || !(quote[-1].flags & DIXIT_QUOTE_UNCLOSED) ||
      !(quote->flags & DIXIT_QUOTE_UNCLOSED))
    return false;
  const dixit_token *mark = &doc->tokens.items[quote->first_token];
  return mark[-1].kind == DIXIT_WORD && quote->token_count > 1 && mark[1].kind == DIXIT_WORD &&
         !(mark[1].flags & DIXIT_TOKEN_CAPITAL);
}

/* "“They sang:", verses, "all night.”": do only quotations in single marks, those of the words quoted, stand between
 * quotation `index` and the mark? */
static bool only_inner_between(const dixit_doc *doc, uint32_t index, const dixit_mark *mark)
{
  for (uint32_t i = index + 1; i < doc->quotes.count && doc->quotes.items[i].span.start < mark->span.start; i++) {
    uint8_t style = doc->quotes.items[i].style;
    if (i > index + LOOK_AHEAD || (style != DIXIT_CURLY_SINGLE && style != DIXIT_STRAIGHT_SINGLE))
      return false;
  }
  return true;
}

/* Is a mark that closes nothing the other end of quotation `index`, which is left open? It stands in the same paragraph
 * or the next; further on where no quotation stands between, and far away where it ends its paragraph. */
static bool is_other_end(const dixit_doc *doc, uint32_t index, const dixit_mark *mark)
{
  uint32_t here = block_of(doc, mark), open = doc->quotes.items[index].block;
  const dixit_block *block = &doc->blocks.items[here];
  bool ends = mark->token + 1 == block->first_token + block->token_count;
  return here <= open + 1 ||
         (here <= open + (ends ? PASSAGE_BLOCKS : NEAR_BLOCKS) && only_inner_between(doc, index, mark));
}

/* The next mark behind quotation `index` that closes nothing, or NULL. */
static const dixit_mark *find_closing(const dixit_doc *doc, const open_marks *state, uint32_t index)
{
  for (uint32_t i = state->mark; i < doc->marks.count && i < state->mark + LOOK_AHEAD; i++) {
    const dixit_mark *mark = &doc->marks.items[i];
    if (mark->problem == DIXIT_MARK_UNOPENED && mark->span.start > doc->quotes.items[index].span.start &&
        !is_in_tag(doc, mark->span) && !is_inches(doc, mark))
      return mark;
  }
  return NULL;
}

/* "I read "no swimming" there": does the quotation end in its own paragraph, behind one that has the same marks? */
static bool report_nested(rule_run *run, uint32_t index, const dixit_mark *end)
{
  const dixit_doc *doc = run->doc;
  const dixit_quote *quote = &doc->quotes.items[index], *inner = quote + 1;
  bool holds = index + 1 < doc->quotes.count && inner->style == quote->style && inner->span.end <= end->span.start &&
               !(inner->flags & DIXIT_QUOTE_UNCLOSED);
  if (!holds || block_of(doc, end) != quote->block || find_end(doc, quote) != DIXIT_NONE)
    return false;
  if (rule_report(run, RULE_QUOTES_UNCLOSED, opening_mark(quote),
                  "A quotation inside this one has the same marks: give it the other kind, or close this one before."))
    rule_relate(run, inner->span, "the one inside");
  return true;
}

/* Does the quotation go on over paragraphs which no mark opens? In stories letters and verses stand so. */
static bool report_running(rule_run *run, uint32_t index, const dixit_mark *end)
{
  const dixit_doc *doc = run->doc;
  uint32_t here = block_of(doc, end), open = doc->quotes.items[index].block;
  if (here == open || !only_inner_between(doc, index, end) || !is_other_end(doc, index, end))
    return false;
  if (doc->kind == DIXIT_KIND_FICTION)
    return true;
  if (here > open + NEAR_BLOCKS)
    return false;
  if (rule_report(run, RULE_QUOTES_UNCLOSED, opening_mark(&doc->quotes.items[index]),
                  "This quotation goes on in the next paragraph, which no mark opens: put one there, or close it."))
    rule_relate(run, end->span, "where it is closed");
  return true;
}

static void report_open(rule_run *run, const open_marks *state, uint32_t index)
{
  const dixit_quote *quote = &run->doc->quotes.items[index];
  if (index + 1 < run->doc->quotes.count && should_close(run->doc, index + 1))
    return;
  if (should_close(run->doc, index)) {
    if (rule_report(run, RULE_QUOTES_UNCLOSED, opening_mark(quote),
                    "This quotation mark opens, as the one before does: make it a closing mark."))
      rule_relate(run, opening_mark(quote - 1), "the one before");
    return;
  }
  const dixit_mark *end = find_closing(run->doc, state, index);
  if (end && (report_nested(run, index, end) || report_running(run, index, end)))
    return;
  if (rule_report(run, RULE_QUOTES_UNCLOSED, opening_mark(quote),
                  "This quotation mark is never closed: close it where the quoted words end."))
    close_quote(run, quote, state->unwanted);
}

/* A straight mark at the start of a paragraph, in a text that has curly ones too. */
static bool opens_excerpt(const dixit_doc *doc, const open_marks *state, const dixit_quote *quote)
{
  return state->mixed && quote->style == DIXIT_STRAIGHT_DOUBLE &&
         quote->first_token == doc->blocks.items[quote->block].first_token;
}

/* The excerpt that is open ends unclosed. */
static void leave_excerpt(rule_run *run, open_marks *state)
{
  if (state->excerpt != DIXIT_NONE)
    report_open(run, state, state->excerpt);
  state->excerpt = DIXIT_NONE;
}

static void meet_open(rule_run *run, open_marks *state, uint32_t index)
{
  const dixit_doc *doc = run->doc;
  const dixit_quote *quote = &doc->quotes.items[index];
  if (state->excerpt != DIXIT_NONE && quote->block > doc->quotes.items[state->excerpt].block + PASSAGE_BLOCKS)
    leave_excerpt(run, state);
  if (opens_excerpt(doc, state, quote))
    state->excerpt = index; /* a paragraph before it in the excerpt need not be closed */
  else
    report_open(run, state, index);
}

/* On to byte `at`. */
static void meet_quotes(rule_run *run, open_marks *state, uint32_t at)
{
  const dixit_doc *doc = run->doc;
  for (; state->quote < doc->quotes.count && doc->quotes.items[state->quote].span.start < at; state->quote++) {
    const dixit_quote *quote = &doc->quotes.items[state->quote];
    if (!(quote->flags & DIXIT_QUOTE_UNCLOSED) || quote->style == DIXIT_BLOCK_STYLE ||
        is_in_tag(doc, opening_mark(quote)))
      continue;
    state->last = state->quote;
    meet_open(run, state, state->quote);
  }
}

/* ---- marks that close nothing ---- */

/* "The Harbour Post » News": a sign between the parts of a name. */
static bool is_separator(const dixit_doc *doc, const dixit_mark *mark)
{
  const dixit_token *token = &doc->tokens.items[mark->token];
  bool apart = token->flags & DIXIT_TOKEN_SPACED && mark->token + 1 < doc->tokens.count &&
               token[1].flags & DIXIT_TOKEN_SPACED;
  return apart && (mark->character == 0xAB || mark->character == 0xBB);
}

/* "Ann Ode, engineer.", the whole block: who is quoted above, in a line without a verb. */
static bool is_signature(const dixit_doc *doc, const dixit_block *block)
{
  for (uint32_t i = block->first_token; i < block->first_token + block->token_count; i++)
    if (word_is(&doc->tokens.items[i], WORD_VERB | WORD_BE | WORD_HAVE | WORD_MODAL))
      return false;
  return block->token_count <= SIGNATURE_TOKENS;
}

/* Does the mark end the excerpt that is open, which then is in order, or was closed behind the speaker's name? */
static bool ends_excerpt(rule_run *run, open_marks *state, const dixit_mark *mark)
{
  const dixit_doc *doc = run->doc;
  if (state->excerpt == DIXIT_NONE)
    return false;
  const dixit_quote *quote = &doc->quotes.items[state->excerpt];
  uint32_t here = block_of(doc, mark);
  const dixit_block *block = &doc->blocks.items[here];
  bool ends = mark->character == '"' && mark->token + 1 == block->first_token + block->token_count;
  if (!ends || here > quote->block + PASSAGE_BLOCKS)
    return false;
  if (here == quote->block + 1 && is_signature(doc, block) &&
      rule_report(run, RULE_QUOTES_UNCLOSED, opening_mark(quote),
                  "This quotation is closed behind the speaker's name below: close it where the quoted words end."))
    rule_relate(run, mark->span, "the closing mark");
  state->excerpt = DIXIT_NONE;
  return true;
}

/* A mark that closes nothing is the other end of a quotation never closed: one fault. */
static bool ends_unclosed(const dixit_doc *doc, const open_marks *state, const dixit_mark *mark)
{
  return state->last != DIXIT_NONE && is_other_end(doc, state->last, mark);
}

static void report_backward(rule_run *run, const dixit_mark *mark)
{
  char meant[5] = "";
  if (!rule_report(run, RULE_QUOTES_WRONG_DIRECTION, mark->span, "This mark points the wrong way: turn it round."))
    return;
  if (!mark->meant)
    return;
  meant[utf8_encode(mark->meant, meant)] = '\0';
  rule_mend(run, mark->span, meant, "Turn the mark round");
}

/* Do this mark and the one after it both close nothing, in one paragraph? Then the first should open. */
static bool is_pair(const dixit_doc *doc, uint32_t index)
{
  const dixit_mark *mark = &doc->marks.items[index];
  return index + 1 < doc->marks.count && mark[1].problem == DIXIT_MARK_UNOPENED && !is_in_tag(doc, mark[1].span) &&
         !is_inches(doc, mark + 1) && block_of(doc, mark) == block_of(doc, &mark[1]);
}

/* Returns how many marks the finding is about. */
static uint32_t report_closing(rule_run *run, uint32_t index)
{
  const dixit_mark *mark = &run->doc->marks.items[index];
  if (!is_pair(run->doc, index)) {
    rule_report(run, RULE_QUOTES_UNCLOSED, mark->span,
                "This quotation mark closes nothing: open it where the quoted words begin, or take it away.");
    return 1;
  }
  if (rule_report(run, RULE_QUOTES_UNCLOSED, mark->span,
                  "This quotation mark closes, as the next one does: make it an opening mark."))
    rule_relate(run, mark[1].span, "the next one");
  return 2;
}

void check_quote_marks(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  open_marks state = {.unwanted = rule_unwanted_style(run),
                      .mixed = rule_rare_style(rule_count_styles(doc)) != RULE_NO_STYLE,
                      .last = DIXIT_NONE,
                      .excerpt = DIXIT_NONE};
  for (uint32_t i = 0; i < doc->marks.count;) {
    const dixit_mark *mark = &doc->marks.items[i];
    state.mark = i;
    meet_quotes(run, &state, mark->span.start);
    if (mark->problem == DIXIT_MARK_BACKWARD)
      report_backward(run, mark);
    bool told = mark->problem == DIXIT_MARK_BACKWARD || is_in_tag(doc, mark->span) ||
                is_separator(doc, mark) || is_inches(doc, mark) || ends_excerpt(run, &state, mark) ||
                ends_unclosed(doc, &state, mark);
    i += told ? 1 : report_closing(run, i);
  }
  state.mark = doc->marks.count;
  meet_quotes(run, &state, UINT32_MAX);
  leave_excerpt(run, &state);
}
