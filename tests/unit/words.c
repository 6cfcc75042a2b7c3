/* Words of a user's own: they count as those of their class, in the engine they were given to. */
#include "helper.h"

#include <string.h>

#include "doc/lexicon.h"
#include "doc/own_words.h"

typedef struct word_case {
  dixit_word word;
  const char *form;
  uint64_t bits; /* of the form's row, all of these */
} word_case;

static const word_case forms[] = {
  {{"cue_verbs", "snarf"}, "snarf", WORD_SPEECH | WORD_VERB_BASE},
  {{"cue_verbs", "snarf"}, "snarfs", WORD_SPEECH | WORD_VERB_THIRD},
  {{"cue_verbs", "snarf"}, "snarfed", WORD_SPEECH | WORD_VERB_PAST},
  {{"cue_verbs", "snarf"}, "snarfing", WORD_SPEECH | WORD_VERB_ING},
  {{"cue_verbs", "Zify"}, "zified", WORD_SPEECH | WORD_VERB_PAST},
  {{"cue_verbs", "zoy"}, "zoyed", WORD_SPEECH},
  {{"cue_verbs", "zote"}, "zoting", WORD_SPEECH},
  {{"cue_verbs", "zotch"}, "zotches", WORD_SPEECH},
  {{"cue_verbs", "zee"}, "zeeing", WORD_SPEECH},
  {{"cue_verbs", "zee"}, "zeed", WORD_SPEECH},
  {{"cue_verbs", "yeet yeets yote yeeting"}, "yote", WORD_SPEECH | WORD_VERB_PAST},
  {{"roles", "\xC3\x96" "bmann"}, "\xC3\xB6" "bmann", WORD_ROLE},
  {{"titles", "Obm."}, "obm.", WORD_TITLE | WORD_ABBREVIATION},
  {{"vague_groups", "netizens"}, "netizens", WORD_VAGUE_GROUP | WORD_GROUP},
};

static uint32_t hash_of(const char *form)
{
  uint32_t hash = LEXICON_HASH_BASIS;
  for (; *form; form++)
    hash = lexicon_hash_byte(hash, (unsigned char)*form);
  return hash;
}

static void words_take_their_class(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT_OF(forms); i++) {
    arena memory;
    own_words words;
    arena_init(&memory, NULL);
    assert_int_equal(own_words_init(&words, &memory, &forms[i].word, 1, NULL), DIXIT_OK);
    uint16_t row = own_words_find(&words, hash_of(forms[i].form));
    assert_int_not_equal(row, 0);
    assert_true((lexicon_rows[row].bits & forms[i].bits) == forms[i].bits);
    assert_int_equal(own_words_find(&words, hash_of("other")), 0);
    arena_done(&memory);
  }
}

/* Every class has a built-in word that stands for it. */
static void classes_have_models(void **state)
{
  (void)state;
  for (const char *const *name = dixit_word_classes(); *name; name++) {
    bool dotted = strcmp(*name, "abbreviations") == 0;
    const dixit_word word = {*name, dotted ? "zzyx." : "zzyx"};
    arena memory;
    own_words words;
    arena_init(&memory, NULL);
    assert_int_equal(own_words_init(&words, &memory, &word, 1, NULL), DIXIT_OK);
    uint16_t row = own_words_find(&words, hash_of(word.word));
    assert_true(row && row < LEXICON_UNKNOWN && lexicon_rows[row].bits);
    arena_done(&memory);
  }
}

typedef struct wrong_case {
  dixit_word word;
  const char *says;
} wrong_case;

static const wrong_case wrong[] = {
  {{"cue_verb", "x"}, "is \"cue_verbs\" meant?"},
  {{"nothing", "x"}, "there are abbreviations"},
  {{"roles", ""}, "is no word"},
  {{"roles", "a b"}, "one word"},
  {{"roles", "a,b"}, "is no word"},
  {{"roles", "a."}, "full stop"},
  {{"abbreviations", "a"}, "full stop"},
  {{"cue_verbs", "a b"}, "base form"},
  {{"cue_verbs", "a b c d e f"}, "base form"},
  {{"cue_verbs", "-a"}, "is no word"},
  {{"roles", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}, "is no word"},
  {{"roles", NULL}, "NULL"},
  {{NULL, "x"}, "NULL"},
};

static void nonsense_is_refused(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    dixit_engine *engine;
    dixit_error error;
    const dixit_options options = {.size = sizeof options, .words = &wrong[i].word, .word_count = 1};
    assert_int_not_equal(dixit_engine_new(&engine, &options, &error), DIXIT_OK);
    assert_non_null(strstr(error.message, wrong[i].says));
  }
}

/* Whether anybody is said to speak in the text. */
static bool is_attributed(const dixit_engine *engine, const char *text)
{
  size_t count;
  dixit_doc *doc;
  assert_int_equal(dixit_doc_new(&doc, engine, text, strlen(text), NULL, NULL), DIXIT_OK);
  dixit_doc_attributions(doc, &count);
  dixit_doc_free(doc);
  return count > 0;
}

static void only_the_engine_they_were_given_to_knows_them(void **state)
{
  static const char text[] = "The mayor snarfed that the bridge is closed.";
  static const dixit_word word = {"cue_verbs", "snarf"};
  const dixit_options options = {.size = sizeof options, .words = &word, .word_count = 1};
  dixit_engine *plain, *own;
  (void)state;
  assert_int_equal(dixit_engine_new(&plain, NULL, NULL), DIXIT_OK);
  assert_int_equal(dixit_engine_new(&own, &options, NULL), DIXIT_OK);
  assert_true(is_attributed(own, text));
  assert_false(is_attributed(plain, text));
  dixit_engine_free(plain);
  dixit_engine_free(own);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(words_take_their_class),
    cmocka_unit_test(classes_have_models),
    cmocka_unit_test(nonsense_is_refused),
    cmocka_unit_test(only_the_engine_they_were_given_to_knows_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
