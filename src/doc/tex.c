/* The accents of plain TeX and LaTeX, and letters and signs of text that have commands of their own. */
#include "doc/tex.h"

static const struct {
  char command;
  uint16_t mark;
} accents[] = {
  {'`', 0x300}, {'\'', 0x301}, {'^', 0x302}, {'~', 0x303}, {'=', 0x304}, {'u', 0x306}, {'.', 0x307}, {'"', 0x308},
  {'r', 0x30A}, {'H', 0x30B},  {'v', 0x30C}, {'d', 0x323}, {'c', 0x327}, {'k', 0x328}, {'b', 0x331}, {'t', 0x361},
};

static const struct {
  const char *command;
  uint16_t code;
} letters[] = {
  {"ss", 0xDF},           {"ae", 0xE6},            {"AE", 0xC6},           {"oe", 0x153},         {"OE", 0x152},
  {"o", 0xF8},            {"O", 0xD8},             {"l", 0x142},           {"L", 0x141},          {"aa", 0xE5},
  {"AA", 0xC5},           {"i", 'i'},              {"j", 'j'},             {"dh", 0xF0},          {"DH", 0xD0},
  {"th", 0xFE},           {"TH", 0xDE},            {"dj", 0x111},          {"DJ", 0x110},         {"ng", 0x14B},
  {"NG", 0x14A},          {"S", 0xA7},             {"P", 0xB6},            {"pounds", 0xA3},      {"copyright", 0xA9},
  {"textregistered", 0xAE}, {"textdegree", 0xB0},  {"texteuro", 0x20AC},   {"euro", 0x20AC},      {"ldots", 0x2026},
  {"dots", 0x2026}, {"textellipsis", 0x2026}, {"textendash", 0x2013}, {"textemdash", 0x2014},
  {"textquoteright", 0x2019},
  {"textquoteleft", 0x2018}, {"textquotedblleft", 0x201C}, {"textquotedblright", 0x201D}, {"lq", 0x2018},
  {"rq", 0x2019},
  {"guillemotleft", 0xAB}, {"guillemotright", 0xBB}, {"glqq", 0x201E},     {"grqq", 0x201C},      {"flqq", 0xAB},
  {"frqq", 0xBB}, {"textbar", '|'}, {"textless", '<'}, {"textgreater", '>'}, {"textasciitilde", '~'},
  {"textbackslash", '\\'}, {"textunderscore", '_'}, {"textdollar", '$'},   {"textperthousand", 0x2030}, {"slash", '/'},
};

uint32_t tex_accent(char command)
{
  for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
    if (accents[i].command == command)
      return accents[i].mark;
  return 0;
}

uint32_t tex_letter(dixit_text command)
{
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
    if (text_is(command, letters[i].command))
      return letters[i].code;
  return 0;
}
