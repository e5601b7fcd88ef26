import Foundation
import Kernel
import Outgoing
import PostgresDriver
import Profiles

/// The kinds of values that a setting may have.
extension Setting {
    typealias Path<Value> = any WritableKeyPath<Part, Value> & Sendable

    static func text(
        _ key: String, _ path: Path<String>, sample: String? = nil, needed: Bool = false,
        option: String? = nil, charactersMax: Int = 200, range: String = "a text",
        rule: (@Sendable (String) -> Bool)? = nil, _ words: String
    ) -> Setting {
        Setting(
            key: key, words: words, range: range, sample: sample.map { [$0] }, isNeeded: needed,
            option: option,
            read: { passage, part, _ in
                if let text = passage.text(key, charactersMax: charactersMax, range, rule) {
                    part[keyPath: path] = text
                }
            }, show: { part in part[keyPath: path].isEmpty ? nil : part[keyPath: path] })
    }

    static func optionalText(
        _ key: String, _ path: Path<String?>, sample: String, option: String? = nil,
        charactersMax: Int = 1_000, range: String = "a text",
        rule: (@Sendable (String) -> Bool)? = nil, _ words: String
    ) -> Setting {
        Setting(
            key: key, words: words, range: range, sample: [sample], option: option,
            read: { passage, part, _ in
                if let text = passage.text(key, charactersMax: charactersMax, range, rule) {
                    part[keyPath: path] = text
                }
            }, show: { $0[keyPath: path] })
    }

    /// A PostgreSQL; a password in it, which the environment may hold, is never shown.
    static func database(
        _ key: String, _ path: Path<String?>, sample: String, option: String, _ words: String
    ) -> Setting {
        let range = "postgres://user@host/name"
        return Setting(
            key: key, words: words, range: range, sample: [sample], option: option,
            read: { passage, part, _ in
                if let text = passage.text(
                    key, charactersMax: 1_000, range, { PostgresAddress.isMeant(by: $0) })
                {
                    part[keyPath: path] = text
                }
            }, show: { $0[keyPath: path].map { PostgresAddress($0).description } })
    }

    static func number(
        _ key: String, _ path: Path<Int>, in range: ClosedRange<Int>, option: String? = nil,
        _ words: String
    ) -> Setting {
        Setting(
            key: key, words: words,
            range: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            option: option,
            read: { passage, part, _ in
                if let number = passage.number(key, in: range) { part[keyPath: path] = number }
            }, show: { String($0[keyPath: path]) })
    }

    static func truth(
        _ key: String, _ path: Path<Bool>, option: String? = nil, _ words: String
    ) -> Setting {
        Setting(
            key: key, words: words, range: "true or false", option: option,
            read: { passage, part, _ in
                if let truth = passage.truth(key) { part[keyPath: path] = truth }
            }, show: { String($0[keyPath: path]) })
    }

    static func word<Word>(
        _ key: String, _ path: Path<Word>, option: String? = nil, _ words: String
    ) -> Setting where Word: RawRepresentable<String> & CaseIterable & Sendable {
        let known = Word.allCases.map(\.rawValue)
        return Setting(
            key: key, words: words, range: "one of " + known.joined(separator: ", "),
            option: option,
            read: { passage, part, _ in
                if let word = passage.word("a value for \(key)", among: known).flatMap(
                    Word.init(rawValue:))
                {
                    part[keyPath: path] = word
                }
            }, show: { $0[keyPath: path].rawValue })
    }

    /// A secret: the file of it, never the secret itself.
    ///
    /// - Parameter always: whether it is read even where only the folder matters.
    static func secret(
        _ key: String, _ path: Path<SecretText?>, sample: String, always: Bool = false,
        _ words: String
    ) -> Setting {
        Setting(
            key: key, words: words, range: "the path of a file, from / on", sample: [sample],
            read: { passage, part, files in
                guard let file = passage.path(key) else { return }
                guard files.readsSecrets || always else {
                    part[keyPath: path] = SecretText(file: file)
                    return
                }
                part[keyPath: path] = passage.secret(key, in: file, files)
            }, show: { $0[keyPath: path].map { "\($0.file)" } })
    }

    /// The path of a file that is there.
    static func file(
        _ key: String, _ path: Path<String>, sample: String, option: String? = nil,
        _ words: String
    ) -> Setting {
        Setting(
            key: key, words: words, range: "the path of a file, from / on", sample: [sample],
            isNeeded: true, option: option,
            read: { passage, part, _ in
                if let file = passage.path(key) { part[keyPath: path] = file }
            }, show: { part in part[keyPath: path].isEmpty ? nil : part[keyPath: path] })
    }
}

extension Passage {
    /// A text that fits a rule, which `range` puts in words.
    func text(
        _ what: String, charactersMax: Int, _ range: String, _ rule: ((String) -> Bool)?
    ) -> String? {
        guard let text = text(what, charactersMax: charactersMax) else { return nil }
        guard !text.isEmpty, rule?(text) ?? true else {
            problem("\(what) must be \(range), not \(kind.text(in: .en))")
            return nil
        }
        return text
    }

    func path(_ what: String) -> String? {
        text(what, charactersMax: 4_000, "the path of a file, from / on") { $0.hasPrefix("/") }
    }

    fileprivate func secret(_ what: String, in file: String, _ files: SettingFiles) -> SecretText? {
        let line: String
        do {
            line =
                try files.text(file).split(whereSeparator: \.isNewline).first.map(String.init)
                ?? ""
        } catch {
            problem("\(what): \(file) cannot be read: \(error.localizedDescription)")
            return nil
        }
        let text = line.trimmingCharacters(in: .whitespaces)
        guard !text.isEmpty else {
            problem("\(what): \(file) is empty; its first line is the secret")
            return nil
        }
        return SecretText(file: file, text: text)
    }
}

/// Rules that texts of several settings follow.
enum SettingRule {
    static let origin = "https://host, with nothing after it"

    /// `https://host`, and nothing after it.
    @Sendable static func isOrigin(_ text: String) -> Bool {
        guard let parts = URLComponents(string: text), isWeb(text) else { return false }
        return parts.path.isEmpty && parts.query == nil && parts.fragment == nil
    }

    /// An address of the web.
    @Sendable static func isWeb(_ text: String) -> Bool {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty else {
            return false
        }
        return ["http", "https"].contains(parts.scheme) && parts.user == nil
    }

    /// A host by name or address, without anything around it.
    @Sendable static func isHost(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x3A, 0x5B, 0x5D].contains(byte)
        }
    }

    @Sendable static func isMailAddress(_ text: String) -> Bool {
        MailAddress(text) != nil
    }
}
