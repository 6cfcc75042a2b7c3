/* Filling lines. */
#include "tool/print.h"

#include <string.h>

/* To column `column`: on this line when that leaves two blanks or more, else on the next. */
static int move_to(FILE *out, int column, int at)
{
  if (at > 0 && at + 2 > column) {
    fputc('\n', out);
    at = 0;
  }
  fprintf(out, "%*s", column - at, "");
  return column;
}

/* Characters in `length` bytes of UTF-8. */
static int count_columns(const char *text, int length)
{
  int columns = 0;
  for (int i = 0; i < length; i++)
    columns += ((unsigned char)text[i] & 0xC0) != 0x80;
  return columns;
}

void print_wrapped(FILE *out, const char *text, int indent, int at)
{
  at = move_to(out, indent, at);
  while (*text) {
    int length = (int)strcspn(text, " "), columns = count_columns(text, length);
    if (at > indent && at + 1 + columns > PRINT_WIDTH)
      at = move_to(out, indent, at);
    at += (at > indent) + columns;
    fprintf(out, "%s%.*s", at > indent + columns ? " " : "", length, text);
    text += length + (text[length] == ' ');
  }
}
