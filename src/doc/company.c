/* Words to the phrases they stand in.
 *
 * Phrases are compared word by word with the tokens beside a word; the tables are short, and a word is looked up in
 * them only where something asks about it. What a phrase means is its caller's business. */
#include "doc/company.h"

static bool is_word(const dixit_doc *doc, uint32_t at, const char *word)
{
  const dixit_token *token = &doc->tokens.items[at];
  bool alike = ascii_lower(doc->text[token->start]) == word[0] || token->flags & DIXIT_TOKEN_JOINED;
  return alike && text_equal_folded(token_text(doc, at), text_from(word));
}

/* Do the words of a phrase of `length` bytes stand from token `first` on? */
static bool phrase_stands(const dixit_doc *doc, uint32_t first, const char *phrase, size_t length)
{
  for (size_t at = 0; at < length; first++) {
    size_t end = at;
    while (end < length && phrase[end] != ' ')
      end++;
    if (first >= doc->tokens.count || !text_equal_folded(token_text(doc, first), text_of(phrase + at, end - at)))
      return false;
    at = end + 1;
  }
  return true;
}

static uint32_t count_words(const char *phrase, size_t length)
{
  uint32_t words = 1;
  for (size_t i = 0; i < length; i++)
    words += phrase[i] == ' ';
  return words;
}

/* How many words one of the phrases has that stands right behind token `at`, or right before it; 0: none does. */
static uint32_t words_beside(const dixit_doc *doc, uint32_t at, const char *phrases, bool behind)
{
  while (phrases && *phrases) {
    size_t length = strcspn(phrases, "|");
    uint32_t words = count_words(phrases, length);
    if (behind ? phrase_stands(doc, at + 1, phrases, length)
               : at >= words && phrase_stands(doc, at - words, phrases, length))
      return words;
    phrases += length + (phrases[length] == '|');
  }
  return 0;
}

/* The company of a word that stands there. */
static bool has_company(const dixit_doc *doc, uint32_t at, const word_company *row, dixit_span *phrase)
{
  uint32_t before = words_beside(doc, at, row->before, false), behind = words_beside(doc, at, row->after, true);
  if ((row->before && !before) || (row->after && !behind))
    return false;
  *phrase = tokens_span(doc, at - before, at + behind);
  return true;
}

bool company_stands(const dixit_doc *doc, uint32_t at, const word_company *row, dixit_span *phrase)
{
  return is_word(doc, at, row->word) && has_company(doc, at, row, phrase);
}

bool company_fails(const dixit_doc *doc, uint32_t at, const word_company *needed, uint32_t needed_count,
                   const word_company *spoiling, uint32_t spoiling_count, dixit_span *phrase)
{
  dixit_span other;
  *phrase = token_span(&doc->tokens.items[at]);
  for (uint32_t i = 0; i < needed_count; i++)
    if (is_word(doc, at, needed[i].word) && !has_company(doc, at, &needed[i], phrase))
      return true;
  for (uint32_t i = 0; i < spoiling_count; i++)
    if (company_stands(doc, at, &spoiling[i], &other))
      return true;
  return false;
}
