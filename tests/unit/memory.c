/* The arena and its arrays: blocks keep apart, everything is given back, and no memory is an answer, not a crash. */
#include "helper.h"

#include <string.h>

#include "base/array.h"
#include "base/memory.h"

static void blocks_are_aligned_and_apart(void **state)
{
  (void)state;
  static const size_t sizes[] = {0, 1, 15, 16, 17, 1000, 8191, 8192, 8193, 40000, 3, 32768, 1 << 20};
  unsigned char *blocks[COUNT_OF(sizes)];
  heap used = {0};
  dixit_allocator allocator = heap_allocator(&used);
  arena memory;
  arena_init(&memory, &allocator);
  for (size_t i = 0; i < COUNT_OF(sizes); i++) {
    blocks[i] = arena_get(&memory, sizes[i]);
    assert_non_null(blocks[i]);
    assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
    memset(blocks[i], (int)i, sizes[i]);
  }
  for (size_t i = 0; i < COUNT_OF(sizes); i++)
    for (size_t at = 0; at < sizes[i]; at++)
      assert_int_equal(blocks[i][at], i);
  arena_done(&memory);
  assert_int_equal(used.blocks, 0);
  assert_int_equal(used.bytes, 0);
}

static void zeroed_blocks_and_copies(void **state)
{
  (void)state;
  arena memory;
  arena_init(&memory, NULL);
  char *zeroed = arena_get_zeroed(&memory, 9000);
  for (size_t i = 0; i < 9000; i++)
    assert_int_equal(zeroed[i], 0);
  assert_memory_equal(arena_copy(&memory, "a\0b", 3), "a\0b", 4);
  assert_string_equal(arena_copy(&memory, NULL, 0), "");
  assert_false(memory.failed);
  arena_done(&memory);
}

/* Grow several blocks in turns, from small to large, and shrink them again: contents stay, chunks stay linked. */
static void blocks_grow_in_turns(void **state)
{
  (void)state;
  enum { BLOCKS = 5, ROUNDS = 18 };
  heap used = {0};
  dixit_allocator allocator = heap_allocator(&used);
  arena memory;
  arena_init(&memory, &allocator);
  unsigned char *blocks[BLOCKS] = {0};
  size_t sizes[BLOCKS] = {0};
  for (size_t round = 0; round < ROUNDS; round++)
    for (size_t i = 0; i < BLOCKS; i++) {
      size_t size = round < 14 ? (size_t)1 << round : (size_t)1 << (28 - round - i);
      blocks[i] = arena_resize(&memory, blocks[i], sizes[i], size);
      assert_non_null(blocks[i]);
      for (size_t at = 0; at < sizes[i] && at < size; at++)
        assert_int_equal(blocks[i][at], i + 1);
      memset(blocks[i], (int)i + 1, size);
      sizes[i] = size;
    }
  arena_done(&memory);
  assert_int_equal(used.blocks, 0);
}

static void no_memory_is_remembered(void **state)
{
  (void)state;
  heap used = {.fail_at = 2};
  dixit_allocator allocator = heap_allocator(&used);
  arena memory;
  arena_init(&memory, &allocator);
  char *large = arena_get(&memory, 10000);
  assert_non_null(large);
  memset(large, 'x', 10000);
  assert_null(arena_resize(&memory, large, 10000, 20000));
  assert_true(memory.failed);
  assert_int_equal(large[9999], 'x'); /* as it was */
  assert_non_null(arena_resize(&memory, large, 10000, 20000));
  assert_true(memory.failed);
  assert_null(arena_get(&memory, SIZE_MAX));
  assert_null(arena_resize(&memory, NULL, 0, SIZE_MAX - 8));
  assert_null(arena_copy(&memory, "", SIZE_MAX));
  arena_done(&memory);
  assert_int_equal(used.blocks, 0);
}

static void every_failure_is_survived(void **state)
{
  (void)state;
  for (size_t fail_at = 1; fail_at < 8; fail_at++) {
    heap used = {.fail_at = fail_at, .keep_failing = true};
    dixit_allocator allocator = heap_allocator(&used);
    arena memory;
    ARRAY(uint64_t) numbers = {0};
    arena_init(&memory, &allocator);
    for (uint64_t i = 0; i < 20000; i++) {
      uint64_t *number = ARRAY_ADD(&memory, numbers);
      if (!number)
        break;
      *number = i;
    }
    assert_int_equal(memory.failed, numbers.count < 20000);
    for (uint64_t i = 0; i < numbers.count; i++)
      assert_int_equal(numbers.items[i], i);
    arena_done(&memory);
    assert_int_equal(used.blocks, 0);
  }
}

static void arrays_start_zeroed_and_refuse_to_overflow(void **state)
{
  (void)state;
  arena memory;
  arena_init(&memory, NULL);
  ARRAY(dixit_quote) quotes = {0};
  for (uint32_t i = 0; i < 1000; i++) {
    dixit_quote *quote = ARRAY_ADD(&memory, quotes);
    static const dixit_quote zero;
    assert_memory_equal(quote, &zero, sizeof zero);
    memset(quote, 0xFF, sizeof *quote);
  }
  quotes.count = quotes.capacity = UINT32_MAX / 2 + 1;
  assert_null(ARRAY_ADD(&memory, quotes));
  assert_true(memory.failed);
  arena_done(&memory);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(blocks_are_aligned_and_apart),
    cmocka_unit_test(zeroed_blocks_and_copies),
    cmocka_unit_test(blocks_grow_in_turns),
    cmocka_unit_test(no_memory_is_remembered),
    cmocka_unit_test(every_failure_is_survived),
    cmocka_unit_test(arrays_start_zeroed_and_refuse_to_overflow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
