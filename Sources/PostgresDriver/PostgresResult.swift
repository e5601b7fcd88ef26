import CPostgres

import protocol SQL.Row
import enum SQL.SQLError
import enum SQL.SQLValue

/// The answer to one statement, freed when nobody reads it any more.
final class PostgresResult {
    let pointer: OpaquePointer
    let rowCount: CInt
    let columnCount: Int
    /// The type of each column.
    let types: [Oid]

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        rowCount = PQntuples(pointer)
        let count = PQnfields(pointer)
        columnCount = Int(count)
        types = (0..<count).map { PQftype(pointer, $0) }
    }

    deinit { PQclear(pointer) }

    /// How many rows a statement changed.
    var changes: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    /// What was done, such as `COMMIT`.
    var command: String { String(cString: PQcmdStatus(pointer)) }

    /// A value of an answer that came as text.
    func text(row: CInt = 0, column: CInt = 0) -> String {
        row < rowCount ? String(cString: PQgetvalue(pointer, row, column)) : ""
    }

    func name(_ column: Int) -> String {
        PQfname(pointer, CInt(column)).map { String(cString: $0) } ?? "?"
    }
}

/// One row of an answer that came in binary form.
struct PostgresRow: Row {
    let result: PostgresResult
    let row: CInt

    var columnCount: Int { result.columnCount }

    func name(_ column: Int) -> String {
        column >= 0 && column < columnCount ? result.name(column) : "?"
    }

    func value(_ column: Int) throws -> SQLValue {
        guard column >= 0, column < columnCount else {
            throw SQLError.unexpected(
                "The query answers \(columnCount) columns and column \(column), counted from 0, "
                    + "was read. Correct the query.")
        }
        let type = result.types[column]
        let column = CInt(column)
        let length = PQgetlength(result.pointer, row, column)
        if length == 0, PQgetisnull(result.pointer, row, column) == 1 { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result.pointer, row, column), count: Int(length))
        guard let value = SQLValue(bytes, of: type) else {
            throw SQLError.unexpected(
                "Column \(column) (\(name(Int(column)))) has the PostgreSQL type \(type), which "
                    + "is not read here. Write a CAST into the query.")
        }
        return value
    }
}

extension SQLValue {
    /// A value in the server's binary form; nil for a type or a number that has no place here.
    init?(_ bytes: UnsafeRawBufferPointer, of type: Oid) {
        switch type {
        case PostgresType.int8: self = .int(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case PostgresType.int4:
            self = .int(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case PostgresType.int2:
            self = .int(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case PostgresType.bool: self = .int(bytes.first == 0 ? 0 : 1)
        case PostgresType.double:
            self = .real(
                Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))))
        case PostgresType.real:
            self = .real(
                Double(
                    Float(bitPattern: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self)))))
        case PostgresType.bytes: self = .blob([UInt8](bytes))
        // Texts of every kind: text, name, varchar, and a literal whose type nobody asked for.
        case PostgresType.text, 19, 1_043, 705, 18:
            self = .text(String(decoding: bytes, as: UTF8.self))
        case PostgresType.numeric:
            guard let number = Self.whole(numeric: bytes) else { return nil }
            self = .int(number)
        default: return nil
        }
    }

    /// A whole number as `SUM` answers it: digits to the base of 10,000 after four words of 16
    /// bits, which say how many there are, the power of the first, the sign, and the scale.
    private static func whole(numeric bytes: UnsafeRawBufferPointer) -> Int64? {
        func word(_ place: Int) -> Int {
            Int(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2 * place, as: Int16.self)))
        }
        let count = word(0)
        let power = word(1)
        guard word(2) == 0 || word(2) == 0x4000, power < 5, count <= power + 1 else { return nil }
        var number: Int64 = 0
        for place in 0...max(power, 0) where power >= 0 {
            number = number * 10_000 + Int64(place < count ? word(4 + place) : 0)
        }
        return word(2) == 0 ? number : -number
    }
}
