#pragma once
#include <gd.h>
#include <stdarg.h>

// libgd reports to stderr by default, and its callback takes a va_list, which Swift cannot write.
static void linli_gd_ignore(int priority, const char *format, va_list arguments) {
    (void)priority;
    (void)format;
    (void)arguments;
}

// Damaged uploads are refused with a Photo.Problem; they are no news for the operator's log.
static inline void linli_gd_keep_silent(void) { gdSetErrorMethod(linli_gd_ignore); }
