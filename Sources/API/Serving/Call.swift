import Actions
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import Media

/// One call of another system as the endpoints see it.
struct Call: Sendable {
    let installation: Installation
    let phrases: Phrases
    let refusals: RefusalWords
    let meters: Meters
    let pace: Pace
    let startedAt: Instant
    let path: String
    let parameters: [String: String]
    var query: Fields
    var form = Fields()
    /// Reads the body, at most so many bytes; asked by endpoints that know who asks.
    var receive: @Sendable (Int) async throws -> [UInt8] = { _ in [] }
    /// The files of a form, those without a byte left out.
    var files: [[UInt8]] = []
    /// What was sent where it is no form.
    var body: [UInt8] = []
    let headers: HTTPFields
    /// Where the call comes from, as the web server in front says where there is one.
    let address: String
    /// Scheme and host as the caller wrote them, for addresses in answers.
    let origin: String
    let log: Logger
    let note: RequestNote

    var now: Instant { installation.now() }

    func parameter(_ name: String) throws -> String {
        guard let value = parameters[name] else { throw Complaint.notFound }
        return value
    }

    /// The realm of a name, where everyone may read its pages.
    func realm(_ slug: String) async throws -> Realm {
        guard let realm = try await installation.publicRealms().first(where: { $0.slug == slug })
        else { throw Complaint.notFound }
        note.note(realm)
        try installation.traffic.take(.calls, in: realm, at: now)
        return realm
    }

    /// The language of the words in the answer: `lang`, or else what the caller accepts.
    var language: Language {
        if let named = query["lang"].flatMap(Language.init(rawValue:)) { return named }
        let accepted = headers[.acceptLanguage]?.lowercased() ?? ""
        return accepted.hasPrefix("en") ? .en : .zh
    }

    /// An address of this program, whole.
    func address(_ path: String, _ items: [(String, String?)] = []) -> String {
        let written = items.compactMap { name, value in
            value.map { name + "=" + Fields.encoded($0) }
        }
        return origin + path + (written.isEmpty ? "" : "?" + written.joined(separator: "&"))
    }
}

/// The fields of a query or of a form, by name.
struct Fields: Sendable {
    private(set) var all: [String: [String]] = [:]

    static let fieldsMax = 100

    init() {}

    mutating func add(_ value: String, to name: String) {
        all[name, default: []].append(value)
    }

    /// Reads `a=1&b=2`, percent-encoded; nil for what is none, or has too many fields.
    init?(encoded text: some StringProtocol) {
        guard let all = try? URLEncodedForm.fields(of: text, atMost: Self.fieldsMax) else {
            return nil
        }
        self.all = all
    }

    subscript(name: String) -> String? { all[name]?.first { !$0.isEmpty } }

    private static let unreserved: CharacterSet = {
        var set = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\0"..."~"))
        set.insert(charactersIn: "-._~,:/")
        return set
    }()

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
