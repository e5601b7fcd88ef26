import CPostgres

import enum SQL.SQLValue

/// The types of PostgreSQL that our values are stored in.
enum PostgresType {
    static let bool: Oid = 16
    static let bytes: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let real: Oid = 700
    static let double: Oid = 701
    static let numeric: Oid = 1_700
    /// The server works it out, as for a NULL.
    static let unknown: Oid = 0
}

/// Values in the binary form in which libpq sends them, one after another.
struct BoundValues {
    let types: [Oid]
    private var bytes: [UInt8] = []
    private var starts: [Int] = []
    private var lengths: [CInt] = []
    private let isNull: [Bool]

    init(_ values: [SQLValue]) {
        types = values.map(\.postgresType)
        isNull = values.map { $0 == .null }
        starts.reserveCapacity(values.count)
        lengths.reserveCapacity(values.count)
        for value in values {
            starts.append(bytes.count)
            value.append(to: &bytes)
            lengths.append(CInt(bytes.count - (starts.last ?? 0)))
        }
        // An empty text needs an address too, or it would be NULL.
        bytes.append(0)
    }

    func withPointers<T>(
        _ body: (
            CInt, UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>?,
            UnsafePointer<CInt>?
        ) -> T
    ) -> T {
        bytes.withUnsafeBytes { bytes in
            let start = bytes.bindMemory(to: CChar.self).baseAddress
            let pointers = starts.indices.map { index in
                isNull[index] ? nil : start.map { UnsafePointer($0 + starts[index]) }
            }
            let formats = [CInt](repeating: 1, count: types.count)
            return body(CInt(types.count), types, pointers, lengths, formats)
        }
    }
}

extension SQLValue {
    fileprivate var postgresType: Oid {
        switch self {
        case .null: PostgresType.unknown
        case .int: PostgresType.int8
        case .real: PostgresType.double
        case .text: PostgresType.text
        case .blob: PostgresType.bytes
        }
    }

    fileprivate func append(to bytes: inout [UInt8]) {
        switch self {
        case .null: break
        case .int(let number):
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        case .real(let number):
            withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes.append(contentsOf: $0) }
        case .text(let text): bytes.append(contentsOf: text.utf8)
        case .blob(let blob): bytes.append(contentsOf: blob)
        }
    }
}
