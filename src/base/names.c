/* Names of kinds, as they stand in dumps and JSON. One table an enum of dixit.h. */
#include "dixit/dixit.h"

/* Defines function(value): the name at that place of the list, or "?". */
#define NAMES(function, ...)                                                            \
  const char *function(uint32_t value)                                                  \
  {                                                                                     \
    static const char *const names[] = {__VA_ARGS__};                                   \
    return value < sizeof names / sizeof *names ? names[value] : "?";                   \
  }

NAMES(dixit_block_kind_name, "paragraph", "heading", "title", "byline", "list", "list-item", "block-quote", "table",
      "table-cell", "footnote", "code", "html", "front-matter", "definition", "rule-line", "math", "caption")
NAMES(dixit_run_kind_name, "text", "char", "break", "opaque", "citation")
NAMES(dixit_token_kind_name, "word", "number", "mark", "stop", "comma", "colon", "semicolon", "dash", "open", "close",
      "symbol", "opaque", "cite")
NAMES(dixit_quote_kind_name, "speech", "scare", "title", "term")
NAMES(dixit_quote_style_name, "curly-double", "curly-single", "straight-double", "straight-single", "guillemets",
      "guillemets-single", "low-double", "low-single", "corner", "corner-white", "tex-double", "tex-single", "block")
NAMES(dixit_source_kind_name, "named", "role", "group", "document", "anonymous", "vague", "pronoun")
NAMES(dixit_mention_kind_name, "name", "pronoun", "role")
NAMES(dixit_attribution_type_name, "direct", "mixed", "indirect")
NAMES(dixit_citation_kind_name, "footnote", "inline-note", "key", "link", "reference-link", "url",
      "short")
NAMES(dixit_reference_kind_name, "footnote", "link", "entry", "note")
NAMES(dixit_kind_name, "auto", "news", "encyclopaedia", "academic", "essay", "speech", "fiction")
NAMES(dixit_support_name, "none", "named", "anonymous", "vague", "document", "citation")
NAMES(dixit_reason_name, "statistic", "date", "superlative", "comparison", "cause", "law", "accusation", "health",
      "science", "history", "private-life", "opinion", "prediction", "quotation")
NAMES(dixit_severity_name, "off", "info", "warning", "error", "default")
NAMES(dixit_annotation_kind_name, "quote", "content", "speaker", "cue", "claim", "citation")
NAMES(dixit_annotation_state_name, "named", "anonymous", "nobody", "cited", "other")
NAMES(dixit_entry_kind_name, "work", "macro", "preamble", "comment")
