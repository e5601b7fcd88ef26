extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral text: StaticString) {
        self.init(text: text.description, values: [])
    }

    package init(stringInterpolation: StringInterpolation) {
        self.init(text: stringInterpolation.text, values: stringInterpolation.values)
    }

    /// What may stand between `\(` and `)`: a value, a fragment, an identifier or a list.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            text += literal.description
        }

        /// Binds one value.
        package mutating func appendInterpolation(_ value: some SQLBindable) {
            text += "?"
            values.append(value.sqlValue)
        }

        /// Binds one value, or NULL when it is absent.
        package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            text += "?"
            values.append(value.sqlValue)
        }

        /// Splices a fragment, with the values it binds.
        package mutating func appendInterpolation(_ fragment: SQL) {
            text += fragment.text
            values += fragment.values
        }

        /// The name of a table or a column, quoted. It must be written in the program.
        package mutating func appendInterpolation(identifier: StaticString) {
            text += "\""
            text += identifier.description.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"")
            text += "\""
        }

        /// Binds each value: `(?, ?, ?)`. An empty list is `(NULL)`, which no `IN` matches.
        ///
        /// Beware that `NOT IN (NULL)` matches nothing either: leave the condition out instead.
        package mutating func appendInterpolation<Values: Sequence>(list: Values)
        where Values.Element: SQLBindable {
            // A key path would be looked up at run time, by every statement with a list.
            let bound = list.map { $0.sqlValue }
            text += "("
            text += bound.isEmpty ? "NULL" : bound.map { _ in "?" }.joined(separator: ", ")
            text += ")"
            values += bound
        }
    }
}
