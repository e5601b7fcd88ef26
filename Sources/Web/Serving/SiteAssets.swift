import Actions
import Foundation
import Hummingbird
import Kernel
import Markup

/// The stylesheet, the small scripts and the pictures, read once at the start.
struct SiteAssets: Sendable {
    struct Asset: Sendable {
        let bytes: [UInt8]
        let type: String
    }

    let byName: [String: Asset]
    /// Changes with the content, so that browsers keep each version for a year.
    let version: String

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
    ]

    init() throws {
        guard let folder = Bundle.module.url(forResource: "Assets", withExtension: nil) else {
            throw SiteProblem.missing("Assets")
        }
        let sheet = try Self.stylesheet(in: folder.appendingPathComponent("styles"))
        var found = ["app.css": sheet]
        var all = sheet.bytes
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        for name in names {
            guard let ending = name.split(separator: ".").last,
                let type = Self.types[String(ending)]
            else { continue }
            let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
            found[name] = Asset(bytes: bytes, type: type)
            all += bytes
        }
        byName = found
        version = String(Digest(of: all).hex.prefix(12))
    }

    /// The parts of the stylesheet as one file, in the order of their names.
    private static func stylesheet(in folder: URL) throws -> Asset {
        let parts = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let bytes = try parts.filter { $0.hasSuffix(".css") }.flatMap { name in
            Array(try Data(contentsOf: folder.appendingPathComponent(name)))
        }
        return Asset(bytes: bytes, type: types["css"] ?? "text/css")
    }
}

extension Site {
    /// Pages and files that belong to no realm.
    static let generalRoutes: [Route] = [
        .get("/assets/:name", .everyone) { ask in
            guard let asset = ask.site.assets.byName[try ask.parameter("name")] else {
                throw Missing.asset
            }
            let isCurrent = ask.query["v"] == ask.site.assets.version
            return .file(
                asset.bytes, type: asset.type,
                cache: isCurrent ? "public, max-age=31536000, immutable" : "no-cache")
        },
        .get("/health", .everyone) { ask in
            _ = try await ask.installation.lastSeal()
            return .file(Array("ok\n".utf8), type: "text/plain; charset=utf-8")
        },
        .get("/", .everyone, home),
        .get("/language/:language", .everyone) { ask in
            guard let language = Language(rawValue: try ask.parameter("language")) else {
                throw Missing.asset
            }
            return Reply.see(ask.back).setting(
                "linli_language", to: language.rawValue, seconds: 31_536_000,
                isSecure: ask.isSecure)
        },
        .post("/style", .everyone) { ask in
            var reply = Reply.see(ask.back)
            if let size = ask.form["print"].flatMap(PrintSize.init) {
                reply = reply.setting(
                    "linli_print", to: size.rawValue, seconds: 31_536_000, isSecure: ask.isSecure,
                    forScripts: true)
            }
            if let theme = ask.form["theme"].flatMap(Theme.init) {
                reply = reply.setting(
                    "linli_theme", to: theme.rawValue, seconds: 31_536_000, isSecure: ask.isSecure,
                    forScripts: true)
            }
            return reply
        },
    ]

    /// The only realm's front page, or a list of realms to choose from.
    private static func home(_ ask: Ask) async throws -> Reply {
        let realms = try await ask.installation.publicRealms()
        if realms.count == 1 { return .see(.front(realms[0])) }
        return .page(realmsPage(realms, ask))
    }
}

/// What is not there.
enum Missing: Error {
    case asset
}

extension Ask {
    /// The page of ours to return to after a choice; never an address elsewhere.
    var back: Link {
        (form["back"] ?? query["back"]).flatMap { Link(path: $0) } ?? Link()
    }
}
