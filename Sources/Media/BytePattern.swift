/// Bytes that are looked for in others, in one pass whatever stands there (Knuth, Morris, Pratt):
/// an upload made of almost-boundaries costs no more than any other.
package struct BytePattern: Sendable {
    package let bytes: [UInt8]
    /// How many bytes of the pattern still fit after a mismatch behind so many that did.
    private let borders: [Int]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var borders = [0]
        for place in bytes.indices.dropFirst() {
            var border = borders[place - 1]
            while border > 0, bytes[place] != bytes[border] { border = borders[border - 1] }
            borders.append(bytes[place] == bytes[border] ? border + 1 : 0)
        }
        self.borders = borders
    }

    /// Where the pattern first stands as a whole within a part of some bytes.
    package func first(in other: [UInt8], within range: Range<Int>) -> Int? {
        var matched = 0
        for place in range {
            while matched > 0, other[place] != bytes[matched] { matched = borders[matched - 1] }
            if other[place] == bytes[matched] { matched += 1 }
            if matched == bytes.count { return place + 1 - matched }
        }
        return nil
    }
}
