/* Traits to the kind of text a document is.
 *
 * Each kind has a weight for each trait; the kind whose traits add up to most is the document's. In too short a text
 * the traits of wording say nothing: those of its form alone count, and without any it is news, which is judged by the
 * shipped threshold and few exemptions. The
 * weights of wording were fitted (multinomial logistic regression) to public collections of news, speeches, novels,
 * studies, biographies, letters and guides; those of markup, dateline, byline and sections, which collections of
 * plain texts lack, are set by hand. docs/claims.md says how often the answer is right on other texts. */
#include "engine.h"
#include "marks/kind_traits.h"
#include "marks/sections.h"
#include "marks/stages.h"

/* The first traits are those of form. */
enum { KIND_COUNT = DIXIT_KIND_FICTION + 1, LEAST_WORDS = 60, FORM_TRAITS = TRAIT_definition };

/*                                          news   encyc.  academic essay  speech fiction */
static const float offsets[KIND_COUNT] = {0, 0.3f,  -0.4f,  0.5f,   0.4f,  -0.7f, -0.4f};
static const float weights[TRAIT_COUNT][KIND_COUNT] = {
  [TRAIT_latex] = {0, -1.0f, -1.0f,  3.0f, -1.0f, -1.0f, -1.0f},
  [TRAIT_wikitext] = {0, -1.0f,  4.0f, -1.0f, -1.0f, -1.0f, -1.0f},
  [TRAIT_dateline] = {0,  3.0f, -1.0f, -1.0f, -1.0f, -1.0f, -1.0f},
  [TRAIT_byline] = {0,  1.5f, -1.0f, -1.0f,  1.0f, -1.0f, -0.5f},
  [TRAIT_study_sections] = {0, -1.0f, -1.0f,  3.0f, -0.5f, -1.0f, -1.0f},
  [TRAIT_entry_sections] = {0, -1.0f,  3.0f, -0.5f, -1.0f, -1.0f, -1.0f},
  [TRAIT_chapters] = {0, -1.0f, -1.0f, -0.5f,  0.0f, -1.0f,  1.5f},
  [TRAIT_definition] = {0, -0.3f,  0.8f, -0.3f,  0.2f, -0.3f, -0.3f},
  [TRAIT_headings] = {0, -0.9f, -1.2f,  1.4f,  2.6f, -2.0f,  0.1f},
  [TRAIT_citations] = {0, -1.1f,  0.5f,  2.8f, -1.5f, -0.4f, -0.3f},
  [TRAIT_years_cited] = {0, -0.6f, -0.2f,  3.0f, -1.4f, -0.4f, -0.3f},
  [TRAIT_links] = {0, -0.4f, -0.1f,  0.3f,  1.5f, -1.2f, -0.1f},
  [TRAIT_quoted] = {0,  1.5f, -0.6f, -0.3f, -1.3f, -0.1f,  0.8f},
  [TRAIT_dialogue] = {0,  0.4f, -0.5f, -1.1f, -0.2f, -0.9f,  2.3f},
  [TRAIT_attributed] = {0,  1.6f, -0.6f,  0.9f, -0.4f, -0.5f, -1.1f},
  [TRAIT_singular] = {0, -0.5f, -0.9f, -0.8f,  0.0f,  0.8f,  1.5f},
  [TRAIT_plural] = {0, -0.9f, -2.1f,  0.8f, -0.7f,  3.5f, -0.5f},
  [TRAIT_reader] = {0,  0.2f, -1.1f, -1.9f,  1.9f,  0.7f,  0.1f},
  [TRAIT_persons] = {0,  0.2f,  1.5f, -2.2f, -1.2f, -1.3f,  3.0f},
  [TRAIT_past] = {0, -0.2f,  0.1f, -0.4f, -0.5f, -0.6f,  1.6f},
  [TRAIT_present] = {0,  0.9f, -0.2f,  0.1f,  0.7f, -0.7f, -0.7f},
  [TRAIT_modal] = {0, -0.3f, -0.3f, -1.1f,  1.7f,  0.3f, -0.4f},
  [TRAIT_names] = {0,  2.2f,  0.7f, -1.2f,  0.2f, -0.1f, -1.9f},
  [TRAIT_numbers] = {0,  0.1f,  1.5f, -1.0f,  1.2f,  0.0f, -1.7f},
  [TRAIT_years] = {0, -0.8f,  1.4f,  1.1f, -0.2f, -0.4f, -1.1f},
  [TRAIT_days] = {0,  1.5f, -1.0f, -0.7f,  0.9f,  0.4f, -1.2f},
  [TRAIT_address] = {0, -0.1f, -0.7f, -1.1f,  0.0f,  2.1f, -0.2f},
  [TRAIT_research] = {0,  0.1f,  0.3f,  0.9f, -0.1f, -1.0f, -0.3f},
  [TRAIT_questions] = {0,  1.8f, -1.2f, -1.0f,  0.8f, -0.4f, -0.1f},
  [TRAIT_paragraph_length] = {0, -2.7f,  1.7f,  0.9f, -1.0f,  0.6f,  0.6f},
};

static uint32_t judge(const kind_traits *traits)
{
  bool brief = traits->words < LEAST_WORDS;
  uint32_t best = DIXIT_KIND_NEWS, count = brief ? FORM_TRAITS : TRAIT_COUNT;
  float most = 0;
  for (uint32_t kind = DIXIT_KIND_NEWS; kind < KIND_COUNT; kind++) {
    float sum = brief ? 0 : offsets[kind];
    for (uint32_t i = 0; i < count; i++)
      sum += weights[i][kind] * traits->values[i];
    if (kind == DIXIT_KIND_NEWS || sum > most) {
      best = kind;
      most = sum;
    }
  }
  return best;
}

void kind_find(dixit_doc *doc)
{
  sections_find(doc);
  doc->kind = doc->engine->kind;
  if (doc->kind != DIXIT_KIND_AUTO)
    return;
  doc->kind = DIXIT_KIND_NEWS;
  doc->traits = arena_get(&doc->memory, sizeof *doc->traits);
  if (!doc->traits)
    return;
  kind_traits_measure(doc, doc->traits);
  doc->kind = judge(doc->traits);
}
