/* Filling lines. A cursor past the indent goes to the next line first. */
#include "tool/print.h"

#include <string.h>

void print_wrapped(FILE *out, const char *text, int indent, int at)
{
  if (at >= indent && at > 0) {
    fputc('\n', out);
    at = 0;
  }
  fprintf(out, "%*s", indent - at, "");
  at = indent;
  while (*text) {
    int length = (int)strcspn(text, " ");
    if (at + length > PRINT_WIDTH && at > indent) {
      fprintf(out, "\n%*s", indent, "");
      at = indent;
    }
    at += fprintf(out, "%.*s%s", length, text, text[length] ? " " : "");
    text += length + (text[length] == ' ');
  }
}
