/* Tokens: short cuts taken for plain words find what the long way finds. In a text of up to fifteen bytes none can be
 * taken (doc/letters.h), in the middle of a long one they are. */
#include "helper.h"

#include <string.h>

#include "hard_text.h"

enum { TEXTS = 20000, MOST = 15, LONG_ROOM = TEXTS * (MOST + 2) };

/* A text of letters and signs that starts with a letter, behind `out`; how long it is. */
static uint32_t make_text(char *out, uint64_t *seed)
{
  static const char signs[] = "abcdefghijklmnopqrstuvwxyzingedlyaeiouinged      "
                              "AIZ.,;?!'\"-09:@%`)(\xE2\x80\x99\xC3\xA9";
  uint32_t length = 1 + hard_random(seed) % MOST, plain = hard_random(seed) % 3;
  for (uint32_t i = 0; i < length; i++)
    out[i] = signs[hard_random(seed) % (i == 0 ? 26 : plain ? 44 : sizeof signs - 1)];
  if (hard_random(seed) % 4 == 0)
    out[0] -= 32;
  return length;
}

static dixit_doc *open_text(const dixit_engine *engine, const char *text, size_t length)
{
  dixit_doc *doc;
  dixit_doc_options options = {.size = sizeof options, .format = DIXIT_PLAIN};
  assert_int_equal(dixit_doc_new(&doc, engine, text, length, &options, NULL), DIXIT_OK);
  return doc;
}

static void assert_token(const dixit_token *found, const dixit_token *wanted, uint32_t from)
{
  assert_int_equal(found->start - from, wanted->start);
  assert_int_equal(found->end - from, wanted->end);
  assert_int_equal(found->hash, wanted->hash);
  assert_int_equal(found->word, wanted->word);
  assert_int_equal(found->kind, wanted->kind);
  assert_int_equal(found->flags & ~DIXIT_TOKEN_QUOTED, wanted->flags & ~DIXIT_TOKEN_QUOTED);
}

static void short_cuts_find_the_same(void **state)
{
  (void)state;
  static char text[LONG_ROOM];
  static uint32_t starts[TEXTS], ends[TEXTS];
  uint32_t length = 0;
  uint64_t seed = 17;
  for (uint32_t i = 0; i < TEXTS; i++) {
    starts[i] = length;
    ends[i] = length += make_text(text + length, &seed);
    text[length++] = '\n';
    text[length++] = '\n';
  }
  dixit_engine *engine;
  assert_int_equal(dixit_engine_new(&engine, NULL, NULL), DIXIT_OK);
  dixit_doc *whole = open_text(engine, text, length);
  size_t found_count, wanted_count;
  const dixit_token *found = dixit_doc_tokens(whole, &found_count);
  for (uint32_t i = 0; i < TEXTS; i++) {
    dixit_doc *part = open_text(engine, text + starts[i], ends[i] - starts[i]);
    const dixit_token *wanted = dixit_doc_tokens(part, &wanted_count);
    assert_true(wanted_count <= found_count);
    for (size_t t = 0; t < wanted_count; t++)
      assert_token(&found[t], &wanted[t], starts[i]);
    found += wanted_count;
    found_count -= wanted_count;
    dixit_doc_free(part);
  }
  assert_int_equal(found_count, 0);
  dixit_doc_free(whole);
  dixit_engine_free(engine);
}

/* Words of every length, at every place in a window, and over its end. */
static void words_may_be_long(void **state)
{
  (void)state;
  static char text[40000];
  uint32_t length = 0;
  for (uint32_t size = 1; size < 200; size++) {
    memset(text + length, 'a' + (int)(size % 26), size);
    length += size;
    text[length++] = ' ';
  }
  dixit_engine *engine;
  assert_int_equal(dixit_engine_new(&engine, NULL, NULL), DIXIT_OK);
  dixit_doc *doc = open_text(engine, text, length);
  size_t count;
  const dixit_token *tokens = dixit_doc_tokens(doc, &count);
  assert_int_equal(count, 199);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (uint32_t at = tokens[i].start; at < tokens[i].end; at++)
      hash = (hash ^ (unsigned char)text[at]) * 16777619u;
    assert_int_equal(tokens[i].end - tokens[i].start, i + 1);
    assert_int_equal(tokens[i].hash, hash);
  }
  dixit_doc_free(doc);
  dixit_engine_free(engine);
}

/* What is read later may stand further up: notes are read behind their paragraph. */
static void reading_may_go_back(void **state)
{
  (void)state;
  static const char text[] = "The kiln^[Built when the river was low, they say, "
                             "or some while before that, when nobody kept a list of what was built there or by whom, "
                             "as is "
                             "known of most of the works up the valley from before that.] was "
                             "torn down in the spring after the flood had gone, and nobody in town was asked for "
                             "leave.\n";
  static const char last[] = "that"; /* and a full stop */
  dixit_engine *engine;
  dixit_doc *doc;
  dixit_doc_options options = {.size = sizeof options, .format = DIXIT_MARKDOWN};
  assert_int_equal(dixit_engine_new(&engine, NULL, NULL), DIXIT_OK);
  assert_int_equal(dixit_doc_new(&doc, engine, text, strlen(text), &options, NULL), DIXIT_OK);
  size_t count, words = 0;
  const dixit_token *tokens = dixit_doc_tokens(doc, &count);
  for (size_t i = 0; i < count; i++) {
    dixit_text token = dixit_doc_slice(doc, (dixit_span){tokens[i].start, tokens[i].end});
    words += tokens[i].kind == DIXIT_WORD;
    assert_true(tokens[i].kind != DIXIT_WORD || !memchr(token.bytes, ' ', token.length));
    assert_true(i + 1 < count || memcmp(token.bytes - strlen(last), last, strlen(last)) == 0);
  }
  assert_int_equal(words, 61);
  dixit_doc_free(doc);
  dixit_engine_free(engine);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(short_cuts_find_the_same),
    cmocka_unit_test(words_may_be_long),
    cmocka_unit_test(reading_may_go_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
