/* Straight and curly marks: which partner each has, and which of the two a text uses less. */
#ifndef DIXIT_RULES_MARK_STYLES_H
#define DIXIT_RULES_MARK_STYLES_H

#include "rules/rule.h"

enum { RULE_NO_STYLE = 2 };

/* other: the dixit_quote_style of the same marks in the other style. */
typedef struct rule_marks {
  uint8_t curly;
  uint8_t other;
  const char *open;
  const char *close;
} rule_marks;

/* How many quotations are straight [0] and curly [1], and the first of each. */
typedef struct style_count {
  uint32_t count[2];
  uint32_t first[2];
} style_count;

/* The marks of a style, or NULL for one that is neither straight nor curly. */
const rule_marks *rule_marks_of(uint8_t style);
/* Is the opening mark an attribute's, href="...: markup that stands in a text of another format? */
bool rule_is_markup(const dixit_doc *doc, const dixit_quote *quote);
/* Cost: linear in quotes. */
style_count rule_count_styles(const dixit_doc *doc);
/* The style used less in a text that has both, 0 straight or 1 curly; RULE_NO_STYLE where it has one. */
uint8_t rule_rare_style(style_count counts);
/* The same, if quotes/mixed-style is on and will change it. Cost: linear in quotes. */
uint8_t rule_unwanted_style(const rule_run *run);

/* May the quotation's marks become `meant` without becoming markup? Two straight single marks side by side are italics
 * in wikitext; LaTeX prints a straight double mark as a closing one. */
bool rule_marks_are_safe(const dixit_doc *doc, const dixit_quote *quote, const rule_marks *meant);

#endif
