package import Foundation
package import Kernel
import Yams

/// A file of sentences by key, one a line: what the program's own pages say.
package enum TextsFile {
    /// Why the sentences cannot be used.
    package enum Problem: Error, CustomStringConvertible {
        case notSentences(file: String)

        package var description: String {
            switch self {
            case .notSentences(let file):
                Phrase.worded("source.notSentences", ["file": .said(file)]).text(in: .en)
            }
        }
    }

    package static func read(_ text: String, named file: String) throws -> [String: String] {
        guard let sentences = try Yams.load(yaml: text) as? [String: String] else {
            throw Problem.notSentences(file: file)
        }
        return sentences
    }

    /// The sentences of every file in a folder.
    package static func read(folder: URL) throws -> [String: String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".yml") }
            .reduce(into: [:]) { sentences, name in
                let file = folder.appending(path: name)
                sentences.merge(
                    try read(String(contentsOf: file, encoding: .utf8), named: name)
                ) { first, _ in first }
            }
    }

    /// What every profile shares: the words of the common procedures, lights, refusals and guards.
    package static func common(_ language: Language) throws -> [String: String] {
        try commons[language]?.get() ?? [:]
    }

    /// Read once: they lie beside the program.
    private static let commons = Dictionary(
        uniqueKeysWithValues: Language.allCases.map { language in
            let folder = ProfileSource.resources.appending(
                path: "common/texts/\(language.rawValue)")
            return (language, Result { try read(folder: folder) })
        })
}
