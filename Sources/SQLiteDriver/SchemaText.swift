package import protocol SQL.Reader

/// The schema as text: tables, views, indexes and triggers, each sorted by name. Equal schemas made
/// by the same migrations give equal text, so it can be compared with a committed `schema.sql`.
///
/// The tables SQLite keeps for itself, such as those behind a full-text index, are left out.
package func schemaText(_ db: any Reader) throws -> String {
    let statements = try db.rows(
        """
        SELECT item.sql
        FROM sqlite_schema AS item
        WHERE item.sql IS NOT NULL
            AND item.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            AND item.tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
        ORDER BY
            CASE item.type WHEN 'table' THEN 1 WHEN 'view' THEN 2 WHEN 'index' THEN 3 ELSE 4 END,
            item.name
        """
    ) { try $0.text(0) }
    return statements.map { $0 + ";\n" }.joined(separator: "\n")
}
