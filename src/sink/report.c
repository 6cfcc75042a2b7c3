/* STUB */
#include "doc/document.h"
