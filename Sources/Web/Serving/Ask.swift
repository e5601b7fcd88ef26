import Actions
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import Markup

/// One request as handlers see it: who asks, in which language, with which form.
struct Ask: Sendable {
    let site: Site
    let path: String
    let parameters: [String: String]
    let query: SentForm
    var form = SentForm()
    let cookies: [String: String]
    let address: String
    /// What the browser calls itself.
    let agent: String
    let isSecure: Bool
    /// Scheme and host as the reader typed them, for addresses that leave the page.
    let origin: String
    let language: Language
    let printSize: PrintSize
    let theme: Theme
    var visitor: Visit?
    let log: Logger
    let note: RequestNote

    var installation: Installation { site.installation }
    var now: Instant { installation.now() }
    var browser: BrowserKind { BrowserKind(agent: agent) }

    func parameter(_ name: String) throws -> String {
        guard let value = parameters[name] else { throw ActionError.notFound }
        return value
    }

    /// The visit of a route that only a signed-in person reaches.
    var visit: Visit {
        get throws {
            guard let visitor else { throw ActionError.forbidden }
            return visitor
        }
    }

    /// The realm that the address names.
    func realm() async throws -> Realm {
        guard let realm = try await installation.realm(slug: parameter("realm")),
            try await installation.publicRealms().contains(where: { $0.id == realm.id })
        else { throw ActionError.notFound }
        return realm
    }

    func reference() throws -> Reference {
        guard let reference = try? Reference(parsing: parameter("reference")) else {
            throw ActionError.notFound
        }
        return reference
    }
}
