/// To which row of one table each row of a database belongs: the one that it names, or the one to
/// which the row belongs that it must refer to, in as few steps as there are.
package struct Ownership: Sendable {
    private let owners: [String: SQL]

    /// - Parameters:
    ///   - owner: the table to whose rows others belong.
    ///   - column: how rows name one of them.
    ///   - others: references that the schema does not hold, by table.
    package init(
        by owner: Table, named column: StaticString, among tables: [Table],
        besides others: [String: Table.Reference] = [:]
    ) {
        let name = column.description
        var found = [owner.name: Self.value(of: owner.key[0], in: owner.name)]
        for table in tables where table.columns.contains(name) {
            found[table.name] = Self.value(of: name, in: table.name)
        }
        while true {
            let near = found
            for table in tables where near[table.name] == nil {
                let known = (others[table.name].map { [$0] } ?? []) + table.references
                guard let step = known.first(where: { $0.isRequired && near[$0.parent] != nil }),
                    let above = near[step.parent]
                else { continue }
                found[table.name] = Self.value(above, through: step, from: table.name)
            }
            if found.count == near.count { break }
        }
        owners = found
    }

    /// What gives a row's owner, for a condition on rows of a table; nil for a table whose rows
    /// have none.
    package func owner(of table: Table) -> SQL? { owners[table.name] }

    /// The sign keeps engines from an index by this column: whoever asks walks by the key.
    private static func value(of column: String, in table: String) -> SQL {
        SQL(text: "+\(Table.quoted(table)).\(Table.quoted(column))", values: [])
    }

    /// A subquery of one value, which engines ask for each row instead of reading a table whole.
    private static func value(
        _ above: SQL, through step: Table.Reference, from table: String
    ) -> SQL {
        let parent = Table.quoted(step.parent)
        let conditions = zip(step.names, step.columns).map { name, column in
            "\(parent).\(Table.quoted(name)) = \(Table.quoted(table)).\(Table.quoted(column))"
        }
        return SQL(text: "(SELECT ", values: []) + above
            + SQL(
                text: " FROM \(parent) WHERE \(conditions.joined(separator: " AND ")))",
                values: [])
    }
}
