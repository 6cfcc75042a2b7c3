#include "helper.h"

#include <stdlib.h>
#include <string.h>

#include "doc/lines.h"
#include "marks/stages.h"

/* Each block is preceded by its size. */
enum { HEADER = 16 };

static bool heap_refuses(heap *self)
{
  self->calls++;
  bool fails = self->fail_at && (self->calls == self->fail_at || (self->keep_failing && self->calls > self->fail_at));
  self->refusals += fails;
  return fails;
}

void heap_fail(heap *self, size_t at, bool keep_failing)
{
  self->calls = self->refusals = 0;
  self->fail_at = at;
  self->keep_failing = keep_failing;
}

static void *heap_resize(void *ctx, void *block, size_t old_size, size_t new_size)
{
  heap *self = ctx;
  char *base = block ? (char *)block - HEADER : NULL;
  if (block)
    assert_int_equal(*(size_t *)(void *)base, old_size);
  else
    assert_int_equal(old_size, 0);
  if (new_size && heap_refuses(self))
    return NULL;
  self->bytes += new_size - old_size;
  if (new_size == 0) {
    self->blocks -= block != NULL;
    free(base);
    return NULL;
  }
  self->blocks += block == NULL;
  base = realloc(base, new_size + HEADER);
  assert_non_null(base);
  memcpy(base, &new_size, sizeof new_size);
  return base + HEADER;
}

dixit_allocator heap_allocator(heap *self)
{
  return (dixit_allocator){heap_resize, self};
}

dixit_doc *bare_new(const char *text, size_t length)
{
  arena memory;
  arena_init(&memory, NULL);
  dixit_doc *doc = arena_get_zeroed(&memory, sizeof *doc);
  assert_non_null(doc);
  doc->text = arena_copy(&memory, text, length);
  doc->length = (uint32_t)length;
  doc->memory = memory;
  lines_index(doc);
  return doc;
}

void bare_free(dixit_doc *doc)
{
  annotations_done(doc);
  arena memory = doc->memory;
  arena_done(&memory);
}

const char rich_plain[] =
  "Old Bridge to Close for a Year\n"
  "By Ann Lee\n"
  "04/08/2025\n\n"
  "LOWFORD (XYZ) - The council voted on Monday to close the old bridge, the busiest in the county, for 14 months. "
  "“It is not safe any more,” Mayor Joan Ardley told reporters. “Nobody wanted this.”\n"
  "Engineers say that nine of its 12 piers are cracked, because the river cut under them in the flood of 1998. "
  "According to a report by the county's surveyor, repairs will cost $40 million. Critics say the sum is far too "
  "low.\n"
  "“We have asked for a footbridge since 2019,\" said Tom Roe, who keeps a shop on the north bank. He added: “The "
  "mayor called us 'difficult.' We are not difficult”.\n"
  "One official, who asked not to be named, said the so-called “winter plan” was never more than a page long. It is "
  "believed that the council had known for years. “They lied to us, and they knew it, and\n"
  "“they will do it again,” said Eve Low, a nurse.\n"
  "It was the worst decision in the town's history. Smoking causes cancer. Ardley denied that she had seen the "
  "report.\n"
  "- a ferry\n"
  "- a footbridge\n"
  "- nothing at all\n";

const char rich_markdown[] =
  "---\n"
  "title: The bridge\n"
  "---\n\n"
  "# Old *Bridge* to Close\n\n"
  "The council voted on Monday to close the bridge for 14 months.[^vote] “It is **not** safe,” Mayor Joan Ardley "
  "said [on the radio](https://example.org/radio \"Radio\"). Nine of 12 piers are cracked [@survey2024, p. 3; see "
  "@flood1998]. A `code` span, $x^2$, an image ![alt](bridge.png), caf&eacute; &amp; \\*escaped\\*.\n\n"
  "> It is not the bridge that is old, it is the council.\n"
  ">\n"
  "> > \"So what?\" he asked.\n\n"
  "1. “A ferry,” Roe said.^[Interview, *May 3*.]\n"
  "2. A footbridge\n"
  "   - lit at night[^2]\n"
  "   - [ ] open\n\n"
  "| Pier | State |\n"
  "|---|:--|\n"
  "| 1 | \"bad\" |\n"
  "| 2 | worse [^vote] |\n\n"
  "Critics say\\\n"
  "it is too dear. See [the plan][plan], [nothing][none] and <https://example.org>.\n\n"
  "<!-- dixit-disable sources/vague -->\n\n"
  "Experts say it will fall. Studies show that bridges do.\n\n"
  "<!-- dixit-enable sources/vague -->\n\n"
  "<div class=\"x\">\n"
  "not prose\n"
  "</div>\n\n"
  "```c\n"
  "int x = \"quote\";\n"
  "```\n\n"
  "$$\n"
  "x^2\n"
  "$$\n\n"
  "Setext\n"
  "------\n\n"
  "[plan]: https://example.org/plan\n"
  "[unused]: <b> 'title'\n"
  "[^vote]: Minutes of May 3.\n\n"
  "    Second paragraph.\n"
  "[^2]: The plan says “lit”.\n"
  "[^orphan]: Nobody points here.\n";

const char rich_bibtex[] =
  "% Works on bridges\n"
  "@string{press = \"Lowford Press\"}\n"
  "@book{survey2024,\n"
  "  author = {Lee, Ann and {County Surveyor}},\n"
  "  title = \"The {Bridges} of Lowford\",\n"
  "  publisher = press # { and Sons},\n"
  "  year = 2024, isbn = {978-0-306-40615-8}\n"
  "}\n"
  "@article{flood1998, title = {The Flood}, date = {1998-13-40}, doi = {https://doi.org/10.1000/182}, pages = {9-3}}\n"
  "@article{flood1998, title = {Again},\n"
  "@misc{unused, note = {never closed\n";
