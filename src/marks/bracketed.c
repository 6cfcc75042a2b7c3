/* Looks at pairs of brackets: square ones that hold numbers of works alone, round ones that hold a name and a year, and
 * in academic texts those that hold a year behind a name. A month before the year makes it a date. */
#include "marks/bracketed.h"

#include "doc/lexicon.h"

/* Brackets with more tokens are asides; the year stands near their start, or behind several names. */
enum { BRACKET_TOKENS = 60, YEAR_LEAST = 1500, YEAR_MOST = 2099, LABEL_DIGITS = 3 };

static bool is_kind(const dixit_doc *doc, uint32_t token, uint8_t kind)
{
  return token < doc->tokens.count && doc->tokens.items[token].kind == kind;
}

/* "2001", "2001a". */
static bool is_year(const dixit_doc *doc, uint32_t token)
{
  dixit_text text = token_text(doc, token);
  uint32_t number = 0;
  for (size_t i = 0; i < 4 && text.length >= 4; i++)
    number = ascii_is_digit(text.bytes[i]) ? number * 10 + (uint32_t)(text.bytes[i] - '0') : YEAR_MOST + 1;
  return number >= YEAR_LEAST && number <= YEAR_MOST &&
         (text.length == 4 || (text.length == 5 && ascii_is_letter(text.bytes[4])));
}

/* The end of an author's name: "Brandt", "al.". */
static bool is_author(const dixit_doc *doc, uint32_t token)
{
  const dixit_token *found = &doc->tokens.items[token];
  dixit_text text = token_text(doc, token);
  bool others = text_is(text, "al.") || text_is(text, "al");
  return found->kind == DIXIT_WORD && !word_is(found, WORD_MONTH | WORD_PREPOSITION | WORD_DETERMINER) &&
         (found->flags & DIXIT_TOKEN_CAPITAL || others);
}

/* The token of the bracket that closes what opens at `open`, or DIXIT_NONE. */
static uint32_t find_close(const dixit_doc *doc, uint32_t open)
{
  for (uint32_t i = open + 1; i < doc->tokens.count && i < open + BRACKET_TOKENS; i++)
    if (doc->tokens.items[i].kind == DIXIT_CLOSE)
      return i;
  return DIXIT_NONE;
}

/* "[3]", "[3, 5-7]": numbers of works. */
static bool holds_labels(const dixit_doc *doc, uint32_t open, uint32_t close)
{
  uint32_t labels = 0;
  for (uint32_t i = open + 1; i < close; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    bool short_number = token->kind == DIXIT_NUMBER && token->end - token->start <= 2 * LABEL_DIGITS + 1;
    if (!short_number && token->kind != DIXIT_COMMA && token->kind != DIXIT_SYMBOL && token->kind != DIXIT_DASH)
      return false;
    labels += short_number;
  }
  return labels > 0;
}

/* The token of the year behind a name in round brackets, or DIXIT_NONE. */
static uint32_t year_behind_name(const dixit_doc *doc, uint32_t open, uint32_t close)
{
  for (uint32_t i = open + 2; i < close; i++) {
    uint32_t name = doc->tokens.items[i - 1].kind == DIXIT_COMMA ? i - 2 : i - 1;
    if (is_year(doc, i) && name > open && is_author(doc, name))
      return i;
  }
  return DIXIT_NONE;
}

/* The token of the year of the citation in these brackets, or of the first label; DIXIT_NONE when there is none. */
static uint32_t citation_in(const dixit_doc *doc, uint32_t open, uint32_t close)
{
  if (doc->text[doc->tokens.items[open].start] == '[')
    return holds_labels(doc, open, close) ? close - 1 : DIXIT_NONE;
  bool narrative = doc->kind == DIXIT_KIND_ACADEMIC && open > 0 &&
                   (is_author(doc, open - 1) || is_kind(doc, open - 1, DIXIT_MARK));
  if (narrative && open + 1 < close && is_year(doc, open + 1))
    return open + 1;
  return year_behind_name(doc, open, close);
}

bool bracketed_find(const dixit_doc *doc, uint32_t first, uint32_t end, bracketed_citation *out)
{
  for (uint32_t i = first; i < end; i++) {
    if (doc->tokens.items[i].kind != DIXIT_OPEN)
      continue;
    uint32_t close = find_close(doc, i);
    uint32_t year = close == DIXIT_NONE ? DIXIT_NONE : citation_in(doc, i, close);
    if (year == DIXIT_NONE)
      continue;
    out->span = tokens_span(doc, i, close);
    out->located = false;
    for (uint32_t k = year + 1; k < close; k++)
      out->located = out->located || (doc->tokens.items[k].kind == DIXIT_NUMBER && !is_year(doc, k));
    return true;
  }
  return false;
}
