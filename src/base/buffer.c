/* Collected output. The fixed buffer keeps callers' write functions from being called for every comma. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>

void buffer_init(buffer *self, dixit_write write, void *ctx)
{
  self->write = write;
  self->ctx = ctx;
  self->length = 0;
  self->failed = false;
  self->last = '\0';
}

bool buffer_flush(buffer *self)
{
  if (self->length && !self->failed && self->write(self->ctx, self->bytes, self->length) != 0)
    self->failed = true;
  self->last = buffer_last(self);
  self->length = 0;
  return !self->failed;
}

void buffer_add_slow(buffer *self, const char *bytes, size_t length)
{
  if (length == 0)
    return;
  buffer_flush(self);
  if (length <= sizeof self->bytes / 2) { /* what is larger need not be copied once more */
    memcpy(self->bytes, bytes, length);
    self->length = length;
    return;
  }
  if (!self->failed && self->write(self->ctx, bytes, length) != 0)
    self->failed = true;
  self->last = bytes[length - 1];
}

/* 00 to 99. */
static const char pairs[] =
  "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
  "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

enum { MOST_PLACES = 6 };

/* Most numbers have 32 bits, which are divided in half the time. Copied are as many bytes as a number can have, which
 * takes less than to copy as many as it has. */
char *number_put(char *room, uint64_t number)
{
  char digits[2 * NUMBER_ROOM] = {0}, *at = digits + NUMBER_ROOM;
  for (; number > UINT32_MAX; number /= 100)
    memcpy(at -= 2, pairs + number % 100 * 2, 2);
  uint32_t rest = (uint32_t)number;
  for (; rest >= 100; rest /= 100)
    memcpy(at -= 2, pairs + rest % 100 * 2, 2);
  if (rest >= 10)
    memcpy(at -= 2, pairs + rest * 2, 2);
  else
    *--at = (char)('0' + rest);
  memcpy(room, at, NUMBER_ROOM);
  return room + (digits + NUMBER_ROOM - at);
}

void buffer_add_decimal(buffer *self, double number, unsigned places)
{
  static const uint32_t ones[MOST_PLACES + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  uint32_t one = ones[places];
  uint64_t scaled = number > 0 ? (uint64_t)(number * one + 0.5) : 0;
  uint32_t fraction = (uint32_t)(scaled % one);
  buffer_add_number(self, scaled / one);
  char *point = buffer_room(self, MOST_PLACES + 1);
  *point = '.';
  for (unsigned i = places; i > 0; i--, fraction /= 10)
    point[i] = (char)('0' + fraction % 10);
  buffer_took(self, point + 1 + places);
}

void buffer_add_format(buffer *self, const char *format, ...)
{
  char text[512];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length > 0)
    buffer_add(self, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}
