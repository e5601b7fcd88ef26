import Kernel
package import Profiles

/// What a configuration is read from; a later one goes before an earlier one.
package struct ConfigurationSource: Sendable {
    /// The file's path and text; nil where there is none.
    package var file: (path: String, text: String)?
    /// Whether the file stands in the folder of the installation, which it then need not name.
    package var isInData = false
    package var environment: [String: String] = [:]
    /// What the command line says, by option, such as `--port`.
    package var options: [String: String] = [:]

    package init() {}
}

/// What the reading came to.
package struct ConfigurationReading: Sendable {
    /// Nil when there are errors.
    package let configuration: Configuration?
    /// As far as it could be read, the rest as it is by itself.
    package let readable: Configuration
    /// Errors and warnings in the order of files and lines.
    package let problems: ProfileProblems
    /// Where each value that is no default comes from, by the setting's whole name.
    package let origins: [String: String]

    /// - Throws: every error at once.
    package func get() throws(ConfigurationProblems) -> Configuration {
        guard let configuration else { throw ConfigurationProblems(list: problems.errors) }
        return configuration
    }
}

/// Everything that is wrong with the configuration.
package struct ConfigurationProblems: Error, CustomStringConvertible {
    package let list: [ProfileProblem]

    package var description: String {
        let first = list.first.map(Self.words) ?? ""
        return list.count == 1
            ? "The configuration has a problem: \(first)"
            : "The configuration has \(list.count) problems, the first: \(first) (see all with "
                + "“linli config check”)"
    }

    /// A problem with its file and line; a variable and an option have no lines.
    package static func words(of problem: ProfileProblem) -> String {
        guard !problem.file.hasPrefix("LINLI_"), !problem.file.hasPrefix("--") else {
            return "\(problem.file): \(problem.sentence)"
        }
        return problem.description
    }
}

/// Reads a configuration as far as it can be read, and reports everything that is wrong.
struct ConfigurationReader {
    let source: ConfigurationSource
    let files: SettingFiles
    private let findings = Findings()

    init(_ source: ConfigurationSource, files: SettingFiles) {
        self.source = source
        self.files = files
    }

    func read() -> ConfigurationReading {
        var given = fromFile()
        var origins = given.mapValues { "\(source.file?.path ?? ""):\($0.line)" }
        for section in Configuration.sections {
            for setting in section.settings {
                let path = section.path(of: setting.key)
                if let (name, text) = override(of: setting, in: section) {
                    given[path] = Passage(value: text, named: name, findings: findings)
                    origins[path] = name
                }
            }
        }
        var configuration = Configuration()
        for section in Configuration.sections {
            var own: [String: Passage] = [:]
            for setting in section.settings {
                own[setting.key] = given[section.path(of: setting.key)]
            }
            section.read(own, &configuration, files)
        }
        ConfigurationSense(configuration, given: given, isInData: source.isInData).report()
        reportUnknownVariables()
        return ConfigurationReading(
            configuration: findings.hasErrors ? nil : configuration, readable: configuration,
            problems: ProfileProblems(findings.problems), origins: origins)
    }

    /// The values of the file, by whole name; every key that is not known is reported.
    private func fromFile() -> [String: Passage] {
        guard let file = source.file,
            let root = YAMLFile.root(of: file.text, file: file.path, findings: findings),
            root.isMap || root.plain?.isEmpty == false || root.isList
        else { return [:] }
        let top = Configuration.sections.filter { $0.name == nil }.flatMap(\.settings)
        let names = Configuration.sections.compactMap(\.name)
        guard let record = root.record("the configuration", optional: top.map(\.key) + names)
        else { return [:] }
        var given: [String: Passage] = [:]
        for setting in top { given[setting.key] = record[setting.key] }
        for section in Configuration.sections {
            // A heading with nothing under it is what the example begins with.
            guard let name = section.name, let passage = record[name],
                passage.isMap || passage.isList || passage.plain != nil,
                let part = passage.record(name, optional: section.settings.map(\.key))
            else { continue }
            for setting in section.settings {
                given[section.path(of: setting.key)] = part[setting.key]
            }
        }
        return given
    }

    /// What the command line or the environment says instead.
    private func override(
        of setting: DescribedSetting, in section: ConfigurationSection
    ) -> (name: String, text: String)? {
        if let option = setting.option, let text = source.options[option] { return (option, text) }
        let variable = section.variable(of: setting.key)
        guard setting.isPlain, let text = source.environment[variable], !text.isEmpty else {
            return nil
        }
        return (variable, text)
    }

    /// Variables of ours that nothing reads, such as a slip of the hand; tests have some, too.
    private func reportUnknownVariables() {
        let known = Configuration.variables + ["LINLI_CONFIG"]
        for name in source.environment.keys.sorted() where name.hasPrefix("LINLI_") {
            guard !known.contains(name), !name.hasPrefix("LINLI_TEST_") else { continue }
            Passage(value: "", named: name, findings: findings).problem(
                "nothing reads this variable; see “linli config example”", severity: .warning)
        }
    }
}

extension Configuration {
    /// Reads a configuration as far as it can be read.
    package static func reading(
        _ source: ConfigurationSource, files: SettingFiles
    ) -> ConfigurationReading {
        ConfigurationReader(source, files: files).read()
    }

    /// Every variable of the environment that a setting is read from.
    static var variables: [String] {
        sections.flatMap { section in
            section.settings.filter(\.isPlain).map { section.variable(of: $0.key) }
        }
    }

    /// What is in force, by whole name, in the order of the file.
    package var shown: [(name: String, value: String)] {
        Self.sections.flatMap { section in
            let values = section.shown(self)
            return section.settings.map { setting in
                (name: section.path(of: setting.key), value: values[setting.key] ?? "")
            }
        }
    }
}
