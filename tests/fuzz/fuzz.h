/* A fuzz target: one function, called by libFuzzer or by replay.c. */
#ifndef DIXIT_TESTS_FUZZ_FUZZ_H
#define DIXIT_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
