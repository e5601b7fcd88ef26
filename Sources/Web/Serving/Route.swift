package import HTTPTypes
import Hummingbird
package import Kernel

/// One address that the program answers, with who may ask: every route names it.
package struct Route: Sendable {
    package let method: HTTPRequest.Method
    /// Such as `/desk/matters/:reference`.
    package let path: String
    package let access: Access
    let limit: Int
    let handle: @Sendable (Ask) async throws -> Reply

    /// Who may ask.
    package enum Access: Hashable, Sendable {
        case everyone
        /// Someone who signed in, before a one-time password is asked for.
        case signedIn
        /// Any post, in a confirmed session: the page itself shows what the post may see.
        case desk
        /// A post that grants the verb.
        case post(Verb)
    }

    /// Bytes that a form without photographs may have.
    static let formBytesMax = 64 * 1_024
    /// Bytes that a form with photographs may have: six of 12 MiB.
    static let photoFormBytesMax = 73 * 1_024 * 1_024

    /// Bytes that a form with a table of a spreadsheet may have.
    static let tableFormBytesMax = 2 * 1_024 * 1_024
    /// Bytes that a form with a whole file of a spreadsheet may have: one of 20 MiB.
    static let sheetFormBytesMax = 21 * 1_024 * 1_024

    static func get(
        _ path: String, _ access: Access, _ handle: @escaping @Sendable (Ask) async throws -> Reply
    ) -> Route {
        Route(method: .get, path: path, access: access, limit: 0, handle: handle)
    }

    static func post(
        _ path: String, _ access: Access, photographs: Bool = false, table: Bool = false,
        sheet: Bool = false, _ handle: @escaping @Sendable (Ask) async throws -> Reply
    ) -> Route {
        Route(
            method: .post, path: path, access: access,
            limit: photographs
                ? photoFormBytesMax
                : sheet ? sheetFormBytesMax : table ? tableFormBytesMax : formBytesMax,
            handle: handle)
    }
}
