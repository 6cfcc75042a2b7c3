/* Headings to kinds of section.
 *
 * A heading is what one of the titles below starts, numbers and "the" before it taken away: "2.1 Methods and
 * materials" is a section of methods. A heading that says nothing takes over from a heading of a higher level that
 * does: all below "Methods" is methods. In plain text, where headings have no level, it does not. */
#include "marks/sections.h"

#include "doc/lexicon.h"

/* Titles of one or two words. */
static const struct {
  const char *first;
  const char *second; /* NULL: whatever comes next */
  section_kind kind;
} titles[] = {
  {"abstract", NULL, SECTION_ABSTRACT},       {"summary", NULL, SECTION_ABSTRACT},
  {"conclusion", NULL, SECTION_ABSTRACT},     {"conclusions", NULL, SECTION_ABSTRACT},
  {"executive", "summary", SECTION_ABSTRACT}, {"key", "findings", SECTION_ABSTRACT},
  {"method", NULL, SECTION_METHODS},          {"methods", NULL, SECTION_METHODS},
  {"methodology", NULL, SECTION_METHODS},     {"materials", NULL, SECTION_METHODS},
  {"procedure", NULL, SECTION_METHODS},       {"participants", NULL, SECTION_METHODS},
  {"experimental", NULL, SECTION_METHODS},    {"experiments", NULL, SECTION_METHODS},
  {"data", NULL, SECTION_METHODS},            {"measures", NULL, SECTION_METHODS},
  {"results", NULL, SECTION_RESULTS},         {"findings", NULL, SECTION_RESULTS},
  {"evaluation", NULL, SECTION_RESULTS},      {"analysis", NULL, SECTION_RESULTS},
  {"introduction", NULL, SECTION_STUDY},      {"discussion", NULL, SECTION_STUDY},
  {"related", "work", SECTION_STUDY},         {"background", NULL, SECTION_STUDY},
  {"limitations", NULL, SECTION_STUDY},       {"acknowledgements", NULL, SECTION_STUDY},
  {"acknowledgments", NULL, SECTION_STUDY},   {"future", "work", SECTION_STUDY},
  {"literature", "review", SECTION_STUDY},    {"appendix", NULL, SECTION_STUDY},
  {"plot", NULL, SECTION_PLOT},               {"synopsis", NULL, SECTION_PLOT},
  {"storyline", NULL, SECTION_PLOT},          {"premise", NULL, SECTION_PLOT},
  {"early", "life", SECTION_ENTRY},           {"personal", "life", SECTION_ENTRY},
  {"later", "life", SECTION_ENTRY},           {"early", "years", SECTION_ENTRY},
  {"biography", NULL, SECTION_ENTRY},         {"career", NULL, SECTION_ENTRY},
  {"legacy", NULL, SECTION_ENTRY},            {"etymology", NULL, SECTION_ENTRY},
  {"geography", NULL, SECTION_ENTRY},         {"demographics", NULL, SECTION_ENTRY},
  {"history", NULL, SECTION_ENTRY},           {"reception", NULL, SECTION_ENTRY},
  {"discography", NULL, SECTION_ENTRY},       {"filmography", NULL, SECTION_ENTRY},
  {"awards", NULL, SECTION_ENTRY},            {"taxonomy", NULL, SECTION_ENTRY},
  {"see", "also", SECTION_ENTRY},             {"external", "links", SECTION_ENTRY},
  {"further", "reading", SECTION_ENTRY},      {"references", NULL, SECTION_REFERENCES},
  {"bibliography", NULL, SECTION_REFERENCES}, {"notes", NULL, SECTION_REFERENCES},
  {"works", "cited", SECTION_REFERENCES},     {"sources", NULL, SECTION_REFERENCES},
  {"footnotes", NULL, SECTION_REFERENCES},    {"chapter", NULL, SECTION_CHAPTER},
  {"prologue", NULL, SECTION_CHAPTER},        {"epilogue", NULL, SECTION_CHAPTER},
};
enum { TITLE_COUNT = sizeof titles / sizeof *titles, TITLE_WORDS = 6, LEVELS = 7 };

typedef struct title_hashes {
  uint32_t first[TITLE_COUNT];
  uint32_t second[TITLE_COUNT]; /* 0: whatever comes next */
} title_hashes;

static void hash_titles(title_hashes *self)
{
  for (size_t i = 0; i < TITLE_COUNT; i++) {
    self->first[i] = lexicon_hash(text_from(titles[i].first));
    self->second[i] = titles[i].second ? lexicon_hash(text_from(titles[i].second)) : 0;
  }
}

/* The kind that the words of a heading name; SECTION_OTHER when they name none. */
static section_kind read_heading(const dixit_doc *doc, const dixit_block *block, const title_hashes *hashes)
{
  uint32_t words[2] = {0, 0}, found = 0, count = 0;
  for (uint32_t i = block->first_token; i < block->first_token + block->token_count && count <= TITLE_WORDS; i++) {
    const dixit_token *token = &doc->tokens.items[i];
    if (token->kind != DIXIT_WORD)
      continue;
    count++;
    if (found < 2 && !(found == 0 && word_is(token, WORD_DETERMINER)))
      words[found++] = token->hash;
  }
  if (count > TITLE_WORDS)
    return SECTION_OTHER;
  for (size_t i = 0; i < TITLE_COUNT; i++)
    if (hashes->first[i] == words[0] && (!hashes->second[i] || hashes->second[i] == words[1]))
      return titles[i].kind;
  return SECTION_OTHER;
}

/* What a heading makes of the section behind it; kinds[level] is what the last heading of each level named. */
static section_kind enter_section(section_kind kinds[LEVELS], uint32_t level, section_kind named)
{
  uint32_t at = level < LEVELS ? level : LEVELS - 1;
  if (named == SECTION_OTHER && at > 1)
    named = kinds[at - 1];
  for (uint32_t i = at; i < LEVELS; i++)
    kinds[i] = named;
  return named;
}

/* The first block with prose that a heading follows, or the number of blocks: what stands there is the lead. */
static uint32_t find_lead(const dixit_doc *doc)
{
  uint32_t first = doc->blocks.count;
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    if (doc->blocks.items[i].kind == DIXIT_PARAGRAPH && first == doc->blocks.count)
      first = i;
    if (doc->blocks.items[i].kind == DIXIT_HEADING && first < doc->blocks.count)
      return first;
  }
  return doc->blocks.count;
}

void sections_find(dixit_doc *doc)
{
  title_hashes hashes;
  section_kind kinds[LEVELS], now = SECTION_OTHER;
  uint32_t lead = find_lead(doc);
  doc->sections = doc->blocks.count ? arena_get(&doc->memory, doc->blocks.count) : NULL;
  if (!doc->sections)
    return;
  hash_titles(&hashes);
  for (uint32_t i = 0; i < LEVELS; i++)
    kinds[i] = SECTION_OTHER;
  for (uint32_t i = 0; i < doc->blocks.count; i++) {
    const dixit_block *block = &doc->blocks.items[i];
    if (block->kind == DIXIT_HEADING)
      now = enter_section(kinds, block->level, read_heading(doc, block, &hashes));
    else if (i == lead && now == SECTION_OTHER)
      now = SECTION_LEAD;
    doc->sections[i] = (uint8_t)now;
  }
}
