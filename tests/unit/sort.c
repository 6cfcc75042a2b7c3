/* Sorting numbers: against qsort, for numbers of every size. */
#include "helper.h"

#include <stdlib.h>
#include <string.h>

#include "base/sort.h"

enum { MOST = 2000 };

static int compare(const void *a, const void *b)
{
  uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
  return (left > right) - (left < right);
}

static void as_qsort_does(void **state)
{
  (void)state;
  static uint64_t numbers[MOST], expected[MOST], scratch[MOST];
  uint64_t seed = 3;
  for (unsigned round = 0; round < 200; round++) {
    size_t count = hard_random(&seed) % MOST;
    unsigned shift = round % 64;
    for (size_t i = 0; i < count; i++)
      numbers[i] = ((uint64_t)hard_random(&seed) << 32 | hard_random(&seed)) >> shift;
    memcpy(expected, numbers, sizeof numbers);
    qsort(expected, count, sizeof *expected, compare);
    sort_numbers(numbers, scratch, count);
    assert_memory_equal(numbers, expected, count * sizeof *numbers);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(as_qsort_does)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
