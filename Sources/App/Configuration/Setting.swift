import Kernel
import Profiles

/// One key of the configuration file, with everything that is said about it: its documentation, its
/// reading, its name in the environment and its place in the example all come from here.
struct Setting<Part: Sendable>: Sendable {
    let key: String
    /// What it is for, in sentences for whoever writes the file.
    let words: String
    /// What may be written, such as “a whole number from 1 to 65535”.
    let range: String
    /// The value in the example, a line each; nil where the default stands there.
    var sample: [String]?
    /// Whether its part of the file is nothing without it.
    var isNeeded = false
    /// The option of the command line that goes before it.
    var option: String?
    /// Whether one line of the environment can hold it.
    var isPlain = true
    let read: @Sendable (Passage, inout Part, SettingFiles) -> Void
    /// The value as a person would write it; nil where there is none.
    let show: @Sendable (Part) -> String?
}

/// How the reader comes to the files that settings name.
package struct SettingFiles: Sendable {
    /// The text of a file.
    let text: @Sendable (String) throws -> String
    /// Whether secrets are read now, or only where they stand.
    let readsSecrets: Bool

    package init(
        readsSecrets: Bool, text: @escaping @Sendable (String) throws -> String
    ) {
        self.text = text
        self.readsSecrets = readsSecrets
    }
}

/// What of a setting does not depend on the part that it belongs to.
struct DescribedSetting: Sendable {
    let key: String
    let words: String
    let range: String
    let sample: [String]
    let isNeeded: Bool
    let option: String?
    let isPlain: Bool

    init<Part>(_ setting: Setting<Part>, start: Part) {
        key = setting.key
        words = setting.words
        range = setting.range
        sample = setting.sample ?? [setting.show(start) ?? ""]
        isNeeded = setting.isNeeded
        option = setting.option
        isPlain = setting.isPlain
    }
}
