/// Inputs a little unlike a saved one, the same ones at every run.
struct Mutations: Sequence, IteratorProtocol {
    private let seed: [UInt8]
    private let others: [[UInt8]]
    private var left: Int
    private var chance: Chance

    /// - Parameter others: inputs that pieces are borrowed from.
    init(of seed: [UInt8], others: [[UInt8]], count: Int) {
        self.seed = seed
        self.others = others
        left = count
        chance = Chance(
            state: seed.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x1_0000_01B3 })
    }

    mutating func next() -> [UInt8]? {
        guard left > 0 else { return nil }
        left -= 1
        var bytes = seed
        for _ in 0...chance.below(3) { change(&bytes) }
        return bytes
    }

    /// Bytes that mean something to one parser or another.
    private static let telling: [[UInt8]] = [
        [0], [0xFF], [0x7F], [0x0A], [0x0D, 0x0A], Array("\"".utf8), Array("<".utf8),
        Array("&".utf8), Array("=".utf8), Array("%".utf8), Array("--".utf8), Array(",".utf8),
        Array("-1".utf8), Array("0".utf8), Array("9223372036854775807".utf8),
        Array("-9223372036854775808".utf8), Array("99999999999999999999".utf8),
        Array("9999-12-31".utf8), Array("\u{FEFF}".utf8), Array("\u{0D4E}\"".utf8),
        Array("１".utf8), Array("\u{202E}".utf8), [0xE4, 0xB8], [0xFF, 0xFF, 0xFF, 0xFF],
        [0x80, 0, 0, 0], Array(": ".utf8), Array("&a [*a, *a]".utf8), Array("{[".utf8),
    ]

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = chance.below(bytes.count + 1)
        switch chance.below(7) {
        case 0: bytes.insert(contentsOf: Self.telling[chance.below(Self.telling.count)], at: place)
        case 1 where place < bytes.count: bytes[place] = UInt8(chance.below(256))
        case 2 where place < bytes.count: bytes[place] ^= 1 << UInt8(chance.below(8))
        case 3: bytes.removeSubrange(place..<Swift.min(bytes.count, place + 1 + chance.below(8)))
        case 4: bytes = Array(bytes.prefix(place))
        case 5: repeatPart(of: &bytes, from: place)
        default: borrow(into: &bytes, at: place)
        }
    }

    private mutating func repeatPart(of bytes: inout [UInt8], from place: Int) {
        let part = bytes[place..<Swift.min(bytes.count, place + 1 + chance.below(32))]
        bytes.insert(contentsOf: part, at: place)
    }

    private mutating func borrow(into bytes: inout [UInt8], at place: Int) {
        guard let other = others.isEmpty ? nil : others[chance.below(others.count)],
            !other.isEmpty
        else { return }
        let start = chance.below(other.count)
        let end = Swift.min(other.count, start + 1 + chance.below(64))
        bytes.insert(contentsOf: other[start..<end], at: place)
    }
}

/// Chance that is the same at every run (SplitMix64).
private struct Chance {
    var state: UInt64

    /// 0 to `limit - 1`; 0 for a limit of 0.
    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return limit == 0 ? 0 : Int(mixed % UInt64(limit))
    }
}
