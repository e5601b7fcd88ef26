import Foundation

/// Something that reads bytes from outside: what must hold for all bytes there are.
///
/// A target runs in `swift test` on a saved corpus, and for as long as one likes under libFuzzer
/// (`scripts/fuzz.sh`).
struct FuzzTarget: Sendable {
    let name: String
    /// How many mutations of each saved input `swift test` tries.
    let mutations: Int
    /// How long an input may be; what is longer is refused elsewhere or tells nothing new.
    let bytesMax: Int
    private let body: @Sendable ([UInt8]) throws(Broken) -> Void

    init(
        _ name: String, mutations: Int = 200, bytesMax: Int = 4_096,
        _ body: @escaping @Sendable ([UInt8]) throws(Broken) -> Void
    ) {
        self.name = name
        self.mutations = mutations
        self.bytesMax = bytesMax
        self.body = body
    }

    /// - Throws: the promise that these bytes break.
    func run(_ bytes: [UInt8]) throws(Broken) {
        guard bytes.count <= bytesMax else { return }
        try body(bytes)
    }

    static let all: [FuzzTarget] =
        kernelTargets + profileTargets + tableTargets + photoTargets + formTargets + pageTargets
        + mapTargets + identityTargets

    static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }

    private static let saved = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "Corpus")

    /// The targets that have saved inputs.
    static func savedNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: saved.path)
            .filter { !$0.hasPrefix(".") }
    }

    /// The saved inputs, by file name.
    func corpus() throws -> [(file: String, bytes: [UInt8])] {
        let folder = Self.saved.appending(path: name)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { !$0.hasPrefix(".") }
            .map { ($0, [UInt8](try Data(contentsOf: folder.appending(path: $0)))) }
    }
}

/// A promise that does not hold for some bytes.
struct Broken: Error, CustomStringConvertible {
    let description: String

    init(_ promise: String) {
        description = promise
    }
}

/// - Throws: `Broken` with the promise, where it does not hold.
func holds(
    _ condition: Bool, _ promise: @autoclosure () -> String
) throws(Broken) {
    guard condition else { throw Broken(promise()) }
}

extension [UInt8] {
    /// The bytes as text; what is no UTF-8 becomes U+FFFD, as it does in forms.
    var text: String { String(decoding: self, as: UTF8.self) }
}
