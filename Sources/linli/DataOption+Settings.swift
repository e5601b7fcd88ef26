import App
import ArgumentParser
import Foundation
import Kernel

extension DataOption {
    /// The folder where nothing names one.
    var usualFolder: String { path ?? Self.environment["LINLI_DATA"] ?? "linli-data" }

    /// Reads the settings: the command line goes before the environment, that before the file.
    ///
    /// - Parameters:
    ///   - options: what else the command line says, by option.
    ///   - readsSecrets: whether the files of secrets are opened, too.
    func settings(
        _ options: [String: String] = [:], readsSecrets: Bool = false
    ) throws -> ConfigurationReading {
        var source = ConfigurationSource()
        source.environment = Self.environment
        source.options = options
        source.options["--data"] = path
        source.options["--database"] = database
        let named = config ?? Self.environment["LINLI_CONFIG"]
        let usual = URL(fileURLWithPath: usualFolder).appendingPathComponent("linli.yml").path
        if let named {
            source.file = (named, try text(ofFile: named))
        } else if FileManager.default.fileExists(atPath: usual) {
            source.file = (usual, try text(ofFile: usual))
            source.isInData = true
        }
        return Configuration.reading(
            source,
            files: SettingFiles(readsSecrets: readsSecrets) { path in
                try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
            })
    }

    private static var environment: [String: String] {
        ProcessInfo.processInfo.environment.filter { $0.key.hasPrefix("LINLI_") && $0.value != "" }
    }
}
