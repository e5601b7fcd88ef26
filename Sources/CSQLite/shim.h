#pragma once
#include <sqlite3.h>

// SQLite counts its memory behind one lock for the whole program, which readers on several threads
// would wait for. sqlite3_config takes a variable list of arguments, which Swift cannot write.
static inline int linli_sqlite_count_no_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
