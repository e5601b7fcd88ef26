package import Foundation
import Kernel

/// The files of a profile as text, by path: what a realm stores as a version and reads back.
///
/// The profile's own files stand at the top (`profile.yml`, `procedures/…`, `texts/…`, `place/…`,
/// `examples/…`), what profiles share under `common/`.
package struct ProfileSource: Hashable, Sendable {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case noSuchProfile(name: String, known: [String])
        case noSuchFolder(String)
        case noProfile(folder: String)
        case tooManyFiles(max: Int)
        case tooLarge(file: String, bytes: Int, bytesMax: Int)
        case notUTF8(file: String)
        case unreadable(file: String, reason: String)

        package var description: String { phrase.text(in: .en) }

        /// What cannot be read, and what to do.
        package var phrase: Phrase {
            switch self {
            case .noSuchProfile(let name, let known):
                .worded(
                    "source.noSuchProfile",
                    ["name": .said(name), "hint": .hint(for: name, among: known)])
            case .noSuchFolder(let folder):
                .worded("source.noSuchFolder", ["folder": .said(folder)])
            case .noProfile(let folder):
                .worded("source.noProfile", ["folder": .said(folder)])
            case .tooManyFiles(let most):
                .worded("source.tooManyFiles", ["most": .number(most)])
            case .tooLarge(let file, let bytes, let most):
                .worded(
                    "source.tooLarge",
                    ["file": .said(file), "bytes": .number(bytes), "most": .number(most)])
            case .notUTF8(let file):
                .worded("source.notText", ["file": .said(file)])
            case .unreadable(let file, let reason):
                .worded("source.unreadable", ["file": .said(file), "reason": .said(reason)])
            }
        }
    }

    /// 1 MiB.
    package static let bytesMax = 1 << 20
    package static let filesMax = 200

    package let files: [String: String]

    package init(files: [String: String]) {
        self.files = files
    }

    /// One of the profiles that come with the program.
    package init(builtIn name: String) throws(Problem) {
        let known = Self.builtInNames
        guard known.contains(name) else { throw .noSuchProfile(name: name, known: known) }
        try self.init(folder: Self.resources.appending(path: name))
    }

    /// A profile's folder; what it shares with others is taken from the program, unless the folder
    /// has its own `common/`.
    package init(folder: URL) throws(Problem) {
        let own = try Self.texts(in: folder, shownAs: "")
        guard own["profile.yml"] != nil else { throw .noProfile(folder: folder.path) }
        let common = try Self.texts(
            in: Self.resources.appending(path: "common"), shownAs: "common/")
        files = common.merging(own) { _, own in own }
    }

    /// The names of the profiles that come with the program.
    package static var builtInNames: [String] {
        let found = try? FileManager.default.contentsOfDirectory(
            at: resources, includingPropertiesForKeys: nil)
        return (found ?? [])
            .filter {
                FileManager.default.fileExists(atPath: $0.appending(path: "profile.yml").path)
            }
            .map(\.lastPathComponent).sorted()
    }

    static var resources: URL {
        Bundle.module.bundleURL.appending(path: "Resources")
    }

    private static func texts(in folder: URL, shownAs prefix: String) throws(Problem) -> [String:
        String]
    {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
            isFolder.boolValue
        else { throw .noSuchFolder(folder.path) }
        let paths: [String]
        do {
            paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
                .filter { $0.hasSuffix(".yml") || $0.hasSuffix(".csv") }
        } catch {
            throw .unreadable(file: folder.path, reason: error.localizedDescription)
        }
        guard paths.count <= filesMax else { throw .tooManyFiles(max: filesMax) }
        var texts: [String: String] = [:]
        for path in paths {
            texts[prefix + path] = try text(of: folder.appending(path: path), path)
        }
        return texts
    }

    private static func text(of file: URL, _ path: String) throws(Problem) -> String {
        let bytes: Data
        do {
            let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
            if let size, size > bytesMax {
                throw Problem.tooLarge(file: path, bytes: size, bytesMax: bytesMax)
            }
            bytes = try Data(contentsOf: file)
        } catch let problem as Problem {
            throw problem
        } catch {
            throw .unreadable(file: path, reason: error.localizedDescription)
        }
        guard bytes.count <= bytesMax else {
            throw .tooLarge(file: path, bytes: bytes.count, bytesMax: bytesMax)
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else { throw .notUTF8(file: path) }
        return text
    }
}
