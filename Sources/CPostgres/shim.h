#pragma once
#include <libpq-fe.h>

// The fields of an error are named by character constants, which Swift does not import.
static inline const char *linli_pq_sqlstate(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
static inline const char *linli_pq_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}
static inline const char *linli_pq_detail(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
}
static inline const char *linli_pq_table(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_TABLE_NAME);
}
static inline const char *linli_pq_column(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_COLUMN_NAME);
}
static inline const char *linli_pq_constraint(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
}

// Notices are no news for the operator's log.
static void linli_pq_ignore(void *unused, const char *message) {
    (void)unused;
    (void)message;
}
static inline void linli_pq_keep_silent(PGconn *connection) {
    PQsetNoticeProcessor(connection, linli_pq_ignore, 0);
}
