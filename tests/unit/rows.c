/* Records by where they start: looked for near a hint, they are the same as those found without one. */
#include "helper.h"

#include "base/rows.h"

enum { MOST = 40 };

static void fill(dixit_span *records, uint32_t count, uint64_t *seed)
{
  uint32_t at = 0;
  for (uint32_t i = 0; i < count; i++) {
    at += (uint32_t)(hard_random(seed) % 3);
    records[i] = (dixit_span){at, at + 1};
  }
}

static uint32_t first_at(const dixit_span *records, uint32_t count, uint32_t byte)
{
  uint32_t i = 0;
  while (i < count && records[i].start < byte)
    i++;
  return i;
}

static void same_from_any_hint(void **state)
{
  (void)state;
  dixit_span records[MOST];
  uint64_t seed = 7;
  for (uint32_t count = 0; count <= MOST; count++) {
    fill(records, count, &seed);
    for (uint32_t byte = 0; byte < 2 * MOST + 2; byte++) {
      uint32_t expected = first_at(records, count, byte);
      assert_int_equal(records_from(records, count, sizeof *records, byte), expected);
      for (uint32_t hint = 0; hint < MOST + 2; hint++)
        assert_int_equal(records_near(records, count, sizeof *records, byte, hint), expected);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(same_from_any_hint)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
