/// Reading numbers out of file headers, never past the end.
extension [UInt8] {
    /// The unsigned number in `count` bytes (1...4) at `offset`, most significant byte first.
    func bigEndian(at offset: Int, count length: Int) -> Int? {
        guard offset >= 0, offset + length <= count else { return nil }
        return self[offset..<offset + length].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The unsigned number in `count` bytes (1...4) at `offset`, least significant byte first.
    func littleEndian(at offset: Int, count length: Int) -> Int? {
        guard offset >= 0, offset + length <= count else { return nil }
        return self[offset..<offset + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Whether the ASCII `text` stands at `offset`.
    func holds(_ text: StaticString, at offset: Int) -> Bool {
        guard offset >= 0, offset + text.utf8CodeUnitCount <= count else { return false }
        return text.withUTF8Buffer { self[offset..<offset + $0.count].elementsEqual($0) }
    }
}
