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

void print_wrapped(FILE *out, const char *text, int indent, int at)
{
  at = move_to(out, indent, at);
  while (*text) {
    int length = (int)strcspn(text, " ");
    if (at > indent && at + 1 + length > PRINT_WIDTH)
      at = move_to(out, indent, at);
    at += fprintf(out, "%s%.*s", at > indent ? " " : "", length, text);
    text += length + (text[length] == ' ');
  }
}
