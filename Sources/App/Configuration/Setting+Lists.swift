import Kernel
import Outgoing
import Profiles

/// Settings of more than one value; the environment has no room for them.
extension Setting {
    /// A map of texts: `Name: value`.
    static func texts(
        _ key: String, _ path: Path<[String: String]>, sample: [String], _ words: String
    ) -> Setting {
        Setting(
            key: key, words: words, range: "a map of texts", sample: sample, isPlain: false,
            read: { passage, part, _ in
                let entries = passage.entries(key) ?? []
                let pairs = entries.compactMap { entry in
                    entry.value.text(entry.name, charactersMax: 1_000).map { (entry.name, $0) }
                }
                part[keyPath: path] = Dictionary(pairs, uniquingKeysWith: { _, last in last })
            },
            show: { part in
                let names = part[keyPath: path].keys.sorted()
                return names.isEmpty ? nil : names.joined(separator: ", ")
            })
    }

    /// A list of hosts that may be called.
    static func hosts(
        _ key: String, _ path: Path<[AllowedHost]>, sample: [String], _ words: String
    ) -> Setting {
        Setting(
            key: key, words: words, range: "a list of at most \(AllowedHost.countMax) hosts",
            sample: sample, isPlain: false,
            read: { passage, part, _ in
                let items = passage.items(key) ?? []
                if items.count > AllowedHost.countMax {
                    passage.problem(
                        "\(key) has \(items.count) hosts; the most is \(AllowedHost.countMax)")
                }
                part[keyPath: path] = items.compactMap(host)
            },
            show: { part in
                let names = part[keyPath: path].map(\.description)
                return names.isEmpty ? nil : names.joined(separator: ", ")
            })
    }

    private static func host(_ passage: Passage) -> AllowedHost? {
        guard let text = passage.text("a host", charactersMax: 300) else { return nil }
        do {
            return try AllowedHost(parsing: text)
        } catch {
            passage.problem("\(error)")
            return nil
        }
    }
}
