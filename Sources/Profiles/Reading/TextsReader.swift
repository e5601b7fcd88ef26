import Kernel

/// Reads the layers of texts: what profiles share, then the profile's own over it.
///
/// Keys may be written whole (`request.name: …`) or nested (`request: { name: … }`).
final class TextsReader {
    private let source: ProfileSource
    private let findings: Findings
    private(set) var texts = Texts()
    /// Where each key's winning sentence stands.
    private(set) var places: [Language: [String: Passage]] = [:]
    /// Languages that have a file that could not be read: nothing is reported missing there.
    private(set) var broken: Set<Language> = []

    static let layers = ["common/texts", "texts"]

    init(source: ProfileSource, findings: Findings) {
        self.source = source
        self.findings = findings
    }

    func read() {
        for layer in Self.layers {
            for language in Language.allCases {
                read(layer, language)
            }
        }
    }

    /// Reads one layer in one language: its file, or the files of its folder.
    private func read(_ layer: String, _ language: Language) {
        let name = "\(layer)/\(language.rawValue)"
        var sentences: [String: String] = [:]
        var found: [String: Passage] = [:]
        for (file, text) in source.files.sorted(by: { $0.key < $1.key })
        where file == name + ".yml" || file.hasPrefix(name + "/") {
            guard let root = YAMLFile.root(of: text, file: file, findings: findings),
                root.isMap || root.plain == nil
            else {
                broken.insert(language)
                continue
            }
            collect(root, under: "", into: &sentences, places: &found)
        }
        texts = texts.overlaid(by: Texts([language: sentences]))
        places[language, default: [:]].merge(found) { _, new in new }
    }

    private func collect(
        _ passage: Passage, under prefix: String, into sentences: inout [String: String],
        places: inout [String: Passage]
    ) {
        guard passage.isMap else { return }
        for entry in passage.entries("texts") ?? [] {
            let key = prefix + entry.name
            if entry.value.isMap {
                collect(entry.value, under: key + ".", into: &sentences, places: &places)
                continue
            }
            guard let sentence = entry.value.text(.named("text", key)) else { continue }
            if let first = places[key] {
                entry.key.problem("textTwice", ["key": .said(key), "line": .number(first.line)])
            }
            sentences[key] = sentence
            places[key] = entry.key
        }
    }
}
