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
  if (length <= sizeof self->bytes) {
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

void buffer_add_number(buffer *self, uint64_t number)
{
  char digits[20];
  size_t at = sizeof digits;
  for (; number >= 100; number /= 100)
    memcpy(digits + (at -= 2), pairs + number % 100 * 2, 2);
  if (number >= 10)
    memcpy(digits + (at -= 2), pairs + number * 2, 2);
  else
    digits[--at] = (char)('0' + number);
  buffer_add(self, digits + at, sizeof digits - at);
}

void buffer_add_decimal(buffer *self, double number, unsigned places)
{
  uint64_t one = 1;
  for (unsigned i = 0; i < places; i++)
    one *= 10;
  uint64_t scaled = number > 0 ? (uint64_t)(number * (double)one + 0.5) : 0;
  buffer_add_number(self, scaled / one);
  buffer_add_char(self, '.');
  while ((one /= 10) > 0)
    buffer_add_char(self, (char)('0' + scaled / one % 10));
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
