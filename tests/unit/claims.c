/* Claims: what is one, why, and what vouches for it, through the public functions. */
#include "helper.h"

#include <string.h>

#include "marks/claim_features.h"

/* A document of Markdown or plain text under options; the caller frees both. */
static dixit_doc *open_text(dixit_engine **engine, const char *text, uint32_t format, uint32_t scope, float threshold)
{
  dixit_options options = {.size = sizeof options, .citation_scope = scope, .claim_threshold = threshold};
  dixit_doc_options doc_options = {.size = sizeof doc_options, .format = format};
  dixit_doc *doc;
  assert_int_equal(dixit_engine_new(engine, &options, NULL), DIXIT_OK);
  assert_int_equal(dixit_doc_new(&doc, *engine, text, strlen(text), &doc_options, NULL), DIXIT_OK);
  return doc;
}

static void close_text(dixit_engine *engine, dixit_doc *doc)
{
  dixit_doc_free(doc);
  dixit_engine_free(engine);
}

/* A low threshold: then only the rules keep a sentence from being a claim. */
static const float nearly_all = 0.0001f;

static void some_sentences_are_never_claims(void **state)
{
  static const struct {
    const char *text;
    uint32_t claims;
  } cases[] = {
    {"The mill closed in 1974.", 1},
    {"Why did the mill close in 1974?", 0},
    {"It is unclear whether the mill closed in 1974.", 0},
    {"It was not known why the mill closed in 1974.", 0},
    {"It is known why the mill closed in 1974.", 1},
    {"\"The mill closed in 1974.\"", 0},
    {"# The mill closed in 1974", 0},
    {"> The mill closed in 1974.", 0},
    {"```\nThe mill closed in 1974.\n```", 0},
    {"The cause of the fire in 1974 is not known.", 0},
    {"Nobody knows how the fire of 1974 started.", 0},
    {"The company did not respond to 12 letters.", 0},
    {"The company declined to say how many left in 1974.", 0},
    {"The company refused to comment in 1974.", 0},
    {"The company said how many left in 1974.", 1},
    {"Close the mill before winter.", 0},
    {"Never open the mill in 1974.", 0},
    {"Do not open the mill.", 0},
    {"See also page 12.", 0},
    {"See, the mill closed in 1974.", 1},
    {"Don't worry, the mill still made 40 tons of flour a day in 1974.", 1},
    {"Whether the mill closed in 1974 is disputed.", 0},
    {"Calls to the mill were not returned in 1974.", 0},
    {"Police have not released the name of the miller.", 0},
    {"Had the mill closed in 1974, we would know.", 0},
    {"This article was first published in 1974.", 0},
    {"By Maya Lind", 0},
    {"| year | mill |\n|---|---|\n| 1974 | The mill closed in 1974. |", 0},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    dixit_engine *engine;
    size_t count;
    dixit_doc *doc = open_text(&engine, cases[i].text, DIXIT_MARKDOWN, 0, nearly_all);
    dixit_doc_claims(doc, &count);
    if (count != cases[i].claims)
      print_message("%s\n", cases[i].text);
    assert_int_equal(count, cases[i].claims);
    close_text(engine, doc);
  }
}

static void reasons_have_their_own_evidence(void **state)
{
  static const struct {
    const char *text;
    uint32_t reasons;
  } cases[] = {
    {"The bridge carries 14,000 cars.", 1u << DIXIT_REASON_STATISTIC},
    {"Nine in ten bakers left.", 1u << DIXIT_REASON_STATISTIC},
    {"The rents rose by a third.", 1u << DIXIT_REASON_STATISTIC},
    {"The arch is a third bridge.", 0},
    {"The arch dates from the 1930s.", 1u << DIXIT_REASON_DATE},
    {"It was the last bridge.", 1u << DIXIT_REASON_SUPERLATIVE},
    {"It rained a lot last year.", 0},
    {"At first it rained.", 0},
    {"It is warmer than the tower.", 1u << DIXIT_REASON_COMPARISON},
    {"It is as wide as the tower.", 1u << DIXIT_REASON_COMPARISON},
    {"It stands as well as the tower does.", 0},
    {"The snow led to the fall.", 1u << DIXIT_REASON_CAUSE},
    {"The rent is due in May.", 0},
    {"The bridge is going to fall.", 1u << DIXIT_REASON_PREDICTION},
    {"The crime there fell.", 0},
    {"The income there fell.", 0},
    {"The bridge cost $14 in tolls.", 1u << DIXIT_REASON_STATISTIC},
    {"Twenty percent of them left.", 1u << DIXIT_REASON_STATISTIC},
    {"The bridge opened in 1936.", 1u << DIXIT_REASON_DATE},
    {"The bridge has 14 arches.", 0},
    {"It is the largest bridge here.", 1u << DIXIT_REASON_SUPERLATIVE},
    {"It is higher than the tower.", 1u << DIXIT_REASON_COMPARISON},
    {"The water is higher.", 0},
    {"The roof fell because of snow.", 1u << DIXIT_REASON_CAUSE},
    {"The mayor took a bribe.", 1u << DIXIT_REASON_ACCUSATION},
    {"Her sister Ann Ode married a smith.", 1u << DIXIT_REASON_PRIVATE_LIFE},
    {"The bridge will close.", 1u << DIXIT_REASON_PREDICTION},
    {"The court closed the bridge.", 1u << DIXIT_REASON_LAW},
    {"The dust made the patients cough.", 1u << DIXIT_REASON_HEALTH},
    {"The dust holds bacteria and protein.", 1u << DIXIT_REASON_SCIENCE},
    {"They founded the bridge guild.", 0},
    {"Ann Ode founded the bridge guild.", 1u << DIXIT_REASON_HISTORY},
    {"The guild was founded in 1312.", 1u << DIXIT_REASON_DATE | 1u << DIXIT_REASON_HISTORY},
    {"The bridge is a disgraceful sight.", 1u << DIXIT_REASON_OPINION},
    {"“We have seen it all before,” said Ann Ode.", 1u << DIXIT_REASON_QUOTATION},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    dixit_engine *engine;
    size_t count;
    dixit_doc *doc = open_text(&engine, cases[i].text, DIXIT_PLAIN, 0, nearly_all);
    const dixit_claim *claims = dixit_doc_claims(doc, &count);
    if (count != 1 || claims[0].reasons != cases[i].reasons)
      print_message("%s: %#x\n", cases[i].text, count ? claims[0].reasons : 0);
    assert_int_equal(count, 1);
    assert_int_equal(claims[0].reasons, cases[i].reasons);
    close_text(engine, doc);
  }
}

/* The support of each claim as a letter. */
static void supports_of(const dixit_doc *doc, char *letters)
{
  size_t count;
  const dixit_claim *claims = dixit_doc_claims(doc, &count);
  for (size_t i = 0; i < count; i++)
    letters[i] = dixit_support_name(claims[i].support)[0];
  letters[count] = '\0';
}

static void citations_vouch_as_far_as_their_scope(void **state)
{
  static const char note[] = "\n\n[^a]: A report.\n[^b]: Another.\n";
  static const struct {
    const char *text;
    const char *supports[4]; /* by scope; support by letter: none, citation */
  } cases[] = {
    {"The mill closed. The wheel broke. The roof fell.[^a] The wall stands.", {"cccn", "nncn", "nncn", "cccc"}},
    {"The mill closed.[^a] The wheel broke. The roof fell.[^b]", {"ccc", "cnc", "cnc", "ccc"}},
    {"The mill closed.\n\nThe wheel broke.[^a]", {"nc", "nc", "nc", "nc"}},
    {"The mill closed. The [wheel broke](https://example.org/wheel) then.", {"nc", "nc", "nc", "nc"}},
    {"The mill closed. The wheel broke.[^c]", {"nn", "nn", "nn", "nn"}},
    {"The mill closed. The [wheel broke][nowhere] then.", {"nn", "nn", "nn", "nn"}},
    {"The mill closed. The [wheel broke](#wheel) then.", {"nn", "nn", "nn", "nn"}},
    {"The mill closed. The wheel broke [@lane2020].", {"cc", "nc", "nc", "cc"}},
    {"The mill closed in May,[^a] and the wheel broke.", {"c", "c", "n", "c"}},
    {"The mill closed in May,[^a] and the wheel broke.[^b]", {"c", "c", "c", "c"}},
    {"The mill closed in May,[^a] after a hard winter.", {"c", "c", "c", "c"}},
    {"Two things happened:[^a]\n\n- The mill closed.\n- The wheel broke.\n\nThe roof fell.",
     {"ccn", "nnn", "nnn", "ccn"}},
    {"Two things happened.[^a]\n\n- The mill closed.", {"cn", "cn", "cn", "cn"}},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    for (uint32_t scope = DIXIT_SCOPE_PREVIOUS; scope <= DIXIT_SCOPE_PARAGRAPH; scope++) {
      char text[512], letters[64];
      dixit_engine *engine;
      strcpy(text, cases[i].text);
      strcat(text, note);
      dixit_doc *doc = open_text(&engine, text, DIXIT_MARKDOWN, scope, nearly_all);
      supports_of(doc, letters);
      if (strcmp(letters, cases[i].supports[scope]) != 0)
        print_message("scope %u: %s\n", (unsigned)scope, cases[i].text);
      assert_string_equal(letters, cases[i].supports[scope]);
      close_text(engine, doc);
    }
  }
}

static void speakers_vouch_by_their_kind(void **state)
{
  static const struct {
    const char *text;
    uint8_t support;
  } cases[] = {
    {"The mill closed in 1974, said Mara Lindt.", DIXIT_SUPPORT_NAMED},
    {"Critics say the mill closed in 1974.", DIXIT_SUPPORT_VAGUE},
    {"I said the mill closed in 1974.", DIXIT_SUPPORT_NONE},
    {"The mill closed in 1974.", DIXIT_SUPPORT_NONE},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    dixit_engine *engine;
    size_t count;
    dixit_doc *doc = open_text(&engine, cases[i].text, DIXIT_PLAIN, 0, nearly_all);
    const dixit_claim *claims = dixit_doc_claims(doc, &count);
    assert_int_equal(count, 1);
    if (claims[0].support != cases[i].support)
      print_message("%s: %s\n", cases[i].text, dixit_support_name(claims[0].support));
    assert_int_equal(claims[0].support, cases[i].support);
    close_text(engine, doc);
  }
}

static void coverage_adds_up(void **state)
{
  (void)state;
  dixit_engine *engine;
  size_t count;
  dixit_doc *doc = open_text(&engine, rich_markdown, DIXIT_MARKDOWN, 0, nearly_all);
  dixit_coverage c = dixit_doc_coverage(doc);
  dixit_doc_claims(doc, &count);
  assert_int_equal(c.claims, count);
  assert_int_equal(c.supported, c.named + c.anonymous + c.vague + c.document + c.cited);
  assert_int_equal(c.claims, c.supported + c.none);
  assert_in_range(c.supported, 1, c.claims);
  close_text(engine, doc);
}

/* However long a sentence is, its features fit. */
static void long_sentences_fit(void **state)
{
  static char text[60000];
  static claim_sentence sentence;
  static claim_features features;
  (void)state;
  for (size_t i = 0; i + 6 < sizeof text; i += 6)
    memcpy(text + i, "We 19 ", 6);
  dixit_engine *engine;
  dixit_doc *doc = open_text(&engine, text, DIXIT_PLAIN, 0, 0);
  claim_sentence_read(&sentence, doc, 0);
  claim_features_find(&sentence, &features);
  assert_int_equal(sentence.numbers, doc->tokens.count / 2);
  assert_int_equal(sentence.key_count, CLAIM_TOKEN_LIMIT);
  assert_in_range(features.pair_count, 1, CLAIM_PAIR_LIMIT);
  assert_in_range(features.shape_count, 1, CLAIM_SHAPE_LIMIT);
  for (uint32_t i = 0; i < features.shape_count; i++)
    assert_true(features.shapes[i] < CLAIM_SHAPE_COUNT);
  close_text(engine, doc);
}

/* Words are counted by what they are, wherever the sentence has them; keys of words lead back to their hashes. */
static void sentences_are_counted(void **state)
{
  static const struct {
    const char *text;
    uint32_t words, numbers, names, i, we, questions;
  } cases[] = {
    {"The mill closed in 1974.", 5, 1, 0, 0, 0, 0},
    {"Ann Ode closed the mill.", 5, 0, 1, 0, 0, 0},
    {"“Ann Ode” closed 2 mills.", 5, 1, 2, 0, 0, 0},
    {"I said we and I left, did we?", 8, 0, 0, 2, 2, 1},
  };
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    static claim_sentence sentence;
    dixit_engine *engine;
    dixit_doc *doc = open_text(&engine, cases[i].text, DIXIT_PLAIN, 0, 0);
    claim_sentence_read(&sentence, doc, 0);
    assert_int_equal(sentence.words, cases[i].words);
    assert_int_equal(sentence.numbers, cases[i].numbers);
    assert_int_equal(sentence.names, cases[i].names);
    assert_int_equal(sentence.i, cases[i].i);
    assert_int_equal(sentence.we, cases[i].we);
    assert_int_equal(sentence.questions, cases[i].questions);
    for (uint32_t t = 0; t < doc->tokens.count; t++)
      if (doc->tokens.items[t].kind == DIXIT_WORD)
        assert_int_equal(claim_key_hash(sentence.keys[t]), doc->tokens.items[t].hash);
    close_text(engine, doc);
  }
}

static float score_of(const char *text, size_t sentence)
{
  dixit_engine *engine;
  size_t count;
  dixit_doc *doc = open_text(&engine, text, DIXIT_PLAIN, 0, 0);
  const dixit_sentence *sentences = dixit_doc_sentences(doc, &count);
  assert_in_range(sentence, 0, count - 1);
  float score = sentences[sentence].score;
  close_text(engine, doc);
  return score;
}

/* The sentence before counts, in the same paragraph only. */
static void the_sentence_before_counts(void **state)
{
  (void)state;
  float alone = score_of("It stayed that way.", 0);
  float behind_fact = score_of("Unemployment rose to 12 percent in 1974. It stayed that way.", 1);
  float behind_thanks = score_of("Thank you very much. It stayed that way.", 1);
  float behind_paragraph = score_of("Unemployment rose to 12 percent in 1974.\n\nIt stayed that way.", 1);
  assert_true(behind_fact > alone);
  assert_true(behind_fact > behind_thanks);
  assert_true(behind_paragraph == alone);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(some_sentences_are_never_claims), cmocka_unit_test(reasons_have_their_own_evidence),
    cmocka_unit_test(citations_vouch_as_far_as_their_scope), cmocka_unit_test(speakers_vouch_by_their_kind),
    cmocka_unit_test(coverage_adds_up), cmocka_unit_test(long_sentences_fit), cmocka_unit_test(sentences_are_counted),
    cmocka_unit_test(the_sentence_before_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
