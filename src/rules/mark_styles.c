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
