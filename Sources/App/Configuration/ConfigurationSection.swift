import Kernel
import Profiles

/// A part of the configuration file: its settings, and where they go.
struct ConfigurationSection: Sendable {
    /// The key of the map that holds them; nil for keys at the top of the file.
    let name: String?
    let words: String
    let settings: [DescribedSetting]
    /// Reads what was given, by key.
    let read: @Sendable ([String: Passage], inout Configuration, SettingFiles) -> Void
    /// What is in force, by key.
    let shown: @Sendable (Configuration) -> [String: String]

    /// A part that is always there.
    init<Part: Sendable>(
        _ name: String?, _ words: String,
        _ path: any WritableKeyPath<Configuration, Part> & Sendable, _ settings: [Setting<Part>]
    ) {
        let start = Configuration()[keyPath: path]
        self.name = name
        self.words = words
        self.settings = settings.map { DescribedSetting($0, start: start) }
        read = { given, configuration, files in
            for setting in settings {
                guard let passage = given[setting.key] else { continue }
                setting.read(passage, &configuration[keyPath: path], files)
            }
        }
        shown = { configuration in
            Self.values(of: configuration[keyPath: path], settings)
        }
    }

    /// A part that is there once one of its keys is given.
    init<Part: Sendable>(
        _ name: String, _ words: String,
        optional path: any WritableKeyPath<Configuration, Part?> & Sendable, start: Part,
        _ settings: [Setting<Part>]
    ) {
        self.name = name
        self.words = words
        self.settings = settings.map { DescribedSetting($0, start: start) }
        read = { given, configuration, files in
            let first = given.values.min { ($0.file, $0.line) < ($1.file, $1.line) }
            guard let first else { return }
            var part = start
            for setting in settings {
                if let passage = given[setting.key] {
                    setting.read(passage, &part, files)
                } else if setting.isNeeded {
                    first.problem("\(name) needs \(setting.key):")
                }
            }
            configuration[keyPath: path] = part
        }
        shown = { configuration in
            configuration[keyPath: path].map { Self.values(of: $0, settings) } ?? [:]
        }
    }

    private static func values<Part>(
        of part: Part, _ settings: [Setting<Part>]
    ) -> [String: String] {
        var values: [String: String] = [:]
        for setting in settings { values[setting.key] = setting.show(part) }
        return values
    }

    /// The setting's whole name, such as `listen.port`.
    func path(of key: String) -> String { name.map { "\($0).\(key)" } ?? key }

    /// Its name in the environment, such as `LINLI_LISTEN_PORT`.
    func variable(of key: String) -> String {
        "LINLI_" + path(of: key).replacing(".", with: "_").uppercased()
    }
}
