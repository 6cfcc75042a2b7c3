/* A table of the marks that come straight and curly, and counts of them. Guillemets and low marks have one style. */
#include "rules/mark_styles.h"

static const rule_marks table[] = {
  [DIXIT_CURLY_DOUBLE] = {1, DIXIT_STRAIGHT_DOUBLE, "\xE2\x80\x9C", "\xE2\x80\x9D"},
  [DIXIT_CURLY_SINGLE] = {1, DIXIT_STRAIGHT_SINGLE, "\xE2\x80\x98", "\xE2\x80\x99"},
  [DIXIT_STRAIGHT_DOUBLE] = {0, DIXIT_CURLY_DOUBLE, "\"", "\""},
  [DIXIT_STRAIGHT_SINGLE] = {0, DIXIT_CURLY_SINGLE, "'", "'"},
};

const rule_marks *rule_marks_of(uint8_t style)
{
  return style < sizeof table / sizeof *table ? &table[style] : NULL;
}

bool rule_is_markup(const dixit_doc *doc, const dixit_quote *quote)
{
  return quote->span.start > 0 && doc->text[quote->span.start - 1] == '=';
}

/* A single mark or apostrophe, straight or curly, that ends before `at`. */
static bool is_single_before(const dixit_doc *doc, uint32_t at)
{
  bool curly = at > 2 && memcmp(doc->text + at - 3, "\xE2\x80", 2) == 0;
  return at > 0 && (doc->text[at - 1] == '\'' || (curly && (doc->text[at - 1] & 0x7E) == 0x18));
}

/* The same, beginning at `at`. */
static bool is_single_at(const dixit_doc *doc, uint32_t at)
{
  bool curly = doc->length - at > 2 && memcmp(doc->text + at, "\xE2\x80", 2) == 0;
  return at < doc->length && (doc->text[at] == '\'' || (curly && (doc->text[at + 2] & 0x7E) == 0x18));
}

bool rule_marks_are_safe(const dixit_doc *doc, const dixit_quote *quote, const rule_marks *meant)
{
  if (meant->curly)
    return true;
  if (doc->format == DIXIT_LATEX)
    return false;
  if (doc->format != DIXIT_MEDIAWIKI || meant->open[0] != '\'')
    return true;
  return !is_single_before(doc, quote->span.start) && !is_single_at(doc, quote->content.start) &&
         !is_single_before(doc, quote->content.end) && !is_single_at(doc, quote->span.end);
}

style_count rule_count_styles(const dixit_doc *doc)
{
  style_count self = {{0, 0}, {DIXIT_NONE, DIXIT_NONE}};
  for (uint32_t i = 0; i < doc->quotes.count; i++) {
    const rule_marks *marks = rule_marks_of(doc->quotes.items[i].style);
    if (marks && !rule_is_markup(doc, &doc->quotes.items[i]) && self.count[marks->curly]++ == 0)
      self.first[marks->curly] = i;
  }
  return self;
}

uint8_t rule_rare_style(style_count counts)
{
  if (!counts.count[0] || !counts.count[1])
    return RULE_NO_STYLE;
  if (counts.count[0] != counts.count[1])
    return counts.count[1] < counts.count[0];
  return counts.first[1] > counts.first[0];
}

uint8_t rule_unwanted_style(const rule_run *run)
{
  return rule_is_on(run, RULE_QUOTES_MIXED_STYLE) ? rule_rare_style(rule_count_styles(run->doc)) : RULE_NO_STYLE;
}
