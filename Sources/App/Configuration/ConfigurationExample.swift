import Kernel

/// The configuration file with everything in it that can be set, every value as it is by itself,
/// written from the declarations; a copy of it stands in `deploy/linli.yml`.
package enum ConfigurationExample {
    private static let width = 96

    package static var text: String {
        var lines = paragraph(
            "The settings of Linli. Everything has a value of its own that serves one machine, so "
                + "that each line is here as a comment: take the # away before the lines that you "
                + "want to change. Where the file stands: linli.yml in the folder of the data, or "
                + "wherever --config or LINLI_CONFIG says. Most values may come from the "
                + "environment instead, under the name in brackets, and some from the command "
                + "line; those go before this file. Secrets stand in files of their own, readable "
                + "by Linli alone. “linli config check” reads this file as the program does, "
                + "“linli config show” says what is in force and where it comes from.",
            indent: "")
        for section in Configuration.sections {
            lines.append("")
            if let name = section.name {
                lines += paragraph(section.words, indent: "") + ["\(name):"]
            }
            let indent = section.name == nil ? "" : "  "
            for (index, setting) in section.settings.enumerated() {
                if index > 0, section.name == nil { lines.append("") }
                lines += Self.lines(
                    setting, variable: setting.isPlain ? section.variable(of: setting.key) : nil,
                    width: width - indent.count
                ).map { line in
                    // A comment stands in its column; a value is a comment from the first.
                    line.hasPrefix("# ") ? indent + line : "#" + indent + line
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One setting: what it is for, what may be written, and the value.
    static func lines(
        _ setting: DescribedSetting, variable: String?, width: Int
    ) -> [String] {
        let names = [variable, setting.option].compactMap(\.self).joined(separator: ", ")
        let needed = setting.isNeeded ? ", needed" : ""
        let sentence =
            setting.words + " (" + setting.range + needed + (names.isEmpty ? "" : "; ") + names
            + ")"
        let value =
            setting.sample.count == 1 && setting.isInline
            ? ["\(setting.key): \(setting.sample[0])"]
            : ["\(setting.key):"] + setting.sample.map { "  " + $0 }
        return paragraph(sentence, indent: "", width: width) + value
    }

    /// A comment, broken between words; a Chinese character takes two columns.
    private static func paragraph(
        _ text: String, indent: String, width: Int = Self.width
    ) -> [String] {
        var lines: [String] = []
        var line = indent + "#"
        for word in text.split(separator: " ") {
            if line.count + 1 + word.count > width {
                lines.append(line)
                line = indent + "#"
            }
            line += " " + word
        }
        return lines + [line]
    }
}

extension DescribedSetting {
    /// Whether its value stands on the line of its key: no list and no map of several lines.
    var isInline: Bool {
        isPlain || sample[0].hasPrefix("[") || sample[0].hasPrefix("{")
    }
}
