package import Actions
import Foundation
package import HTTPTypes
package import Hummingbird
package import Kernel
import Logging
import NIOCore

/// A context that knows where its request comes from.
package protocol SourcedContext: RequestContext {
    /// The sender's address without its port.
    var address: String { get }
    /// What becomes known of it for the log.
    var note: RequestNote { get }
}

/// An address that other systems may ask, with who may: every endpoint names it.
package struct Endpoint: Sendable {
    package let method: HTTPRequest.Method
    package let path: String
    package let access: Access
    var takes = SentBody.Kind.form
    let answer: @Sendable (Call) async throws -> Answer

    /// What a caller is told where nothing was done, in the form that its standard has for it.
    func refusal(
        _ call: Call, _ status: HTTPResponse.Status, _ words: String, after error: any Error
    ) -> Answer {
        path.hasPrefix(Open311.base)
            ? Open311(call: call).errors(status, words)
            : .problem(status, words, after: error)
    }

    package enum Access: Hashable, Sendable {
        /// What everyone may read on the pages, too.
        case everyone
        /// Whoever has a key for it.
        case key(AccessKey.Scope)
        /// A program that acts for a post.
        case program(ProgramKey.Scope)
    }

    static func get(
        _ path: String, _ access: Access,
        _ answer: @escaping @Sendable (Call) async throws -> Answer
    ) -> Endpoint {
        Endpoint(method: .get, path: path, access: access, answer: answer)
    }

    static func post(
        _ path: String, _ access: Access, takes: SentBody.Kind = .form,
        _ answer: @escaping @Sendable (Call) async throws -> Answer
    ) -> Endpoint {
        Endpoint(method: .post, path: path, access: access, takes: takes, answer: answer)
    }
}

/// The doors for other systems: every endpoint, and what is done for each before it is asked.
package struct Doors: Sendable {
    let installation: Installation
    let phrases: Phrases
    let refusals: RefusalWords
    let frontage: Frontage
    let meters: Meters
    let startedAt: Instant
    let pace = Pace()
    private let room = SentBody.Room()

    /// - Parameter refusals: how the pages tell what an action refused.
    /// - Throws: when the texts of the installation are missing or unreadable.
    package init(
        installation: Installation, frontage: Frontage = Frontage(), meters: Meters = Meters(),
        refusals: @escaping RefusalWords
    ) throws {
        self.installation = installation
        self.refusals = refusals
        self.meters = meters
        startedAt = installation.now()
        self.frontage = frontage
        phrases = try Phrases()
    }

    /// Every endpoint.
    package static let endpoints: [Endpoint] =
        featureEndpoints + open311Endpoints + feedEndpoints
        + exchangeEndpoints + operationEndpoints + deskEndpoints

    package func open(in router: Router<some SourcedContext>) {
        for endpoint in Self.endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                await answer(request, context, endpoint)
            }
        }
        refuseOthers(in: router)
    }

    /// What else is asked below the desk for programs is told as a problem, too.
    private func refuseOthers(in router: Router<some SourcedContext>) {
        let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete]
        for (path, endpoints) in Dictionary(grouping: DeskEndpoint.all, by: \.path) {
            let taken = endpoints.map(\.method)
            let allowed = taken.map(\.rawValue).sorted().joined(separator: ", ")
            for method in methods where !taken.contains(method) {
                router.on(
                    RouterPath(DeskEndpoint.root + "/:realm" + path), method: method
                ) { request, context in
                    var refusal = told(Problem(.method), request, context)
                    refusal.headers[.allow] = allowed
                    return refusal.response(isOpen: false)
                }
            }
        }
        for method in methods {
            router.on(RouterPath(DeskEndpoint.root + "/:realm/**"), method: method) {
                request, context in
                told(Problem(.notFound), request, context).response(isOpen: false)
            }
        }
    }

    private func told(
        _ problem: Problem, _ request: Request, _ context: some SourcedContext
    ) -> Answer {
        var call = call(request, context)
        call.query = Fields(encoded: request.uri.query ?? "") ?? Fields()
        return problem.answer(call.telling())
    }

    private func answer(
        _ request: Request, _ context: some SourcedContext, _ endpoint: Endpoint
    ) async -> Response {
        let isOpen = endpoint.access == .everyone
        var call = call(request, context)
        do {
            try installation.traffic.take(.calls, from: call.address, at: call.now)
            guard let query = Fields(encoded: request.uri.query ?? "") else {
                throw Complaint.bad("The query is not percent-encoded UTF-8.")
            }
            call.query = query
            var body = SentBody(in: room)
            // What was sent stays in memory until it is answered.
            defer { body.release() }
            if case .program = endpoint.access {
                call.receive = { most in try await Self.bytes(of: request, most: most) }
            } else if endpoint.method == .post {
                try await body.read(request, as: endpoint.takes, into: &call)
            }
            return try await endpoint.answer(call).response(isOpen: isOpen)
        } catch {
            if case .program = endpoint.access {
                let telling = call.telling()
                return Problem(error, telling).answer(telling).response(isOpen: false)
            }
            let (status, words) = Complaint.told(error)
            if status.code >= 500 {
                context.logger.error("\(endpoint.method.rawValue) \(endpoint.path): \(error)")
            }
            return endpoint.refusal(call, status, words, after: error).response(isOpen: isOpen)
        }
    }

    private func call(_ request: Request, _ context: some SourcedContext) -> Call {
        let scheme = request.headers[.forwardedProto]
        let host = request.head.authority ?? request.headers[.host] ?? "localhost"
        return Call(
            installation: installation, phrases: phrases, refusals: refusals, meters: meters,
            pace: pace, startedAt: startedAt,
            path: request.uri.path,
            parameters: Dictionary(
                context.parameters.map { (String($0.key), String($0.value)) },
                uniquingKeysWith: { first, _ in first }),
            query: Fields(), headers: request.headers,
            address: frontage.sender(
                peer: context.address, forwardedFor: request.headers[.forwardedFor]),
            origin: frontage.origin(host: host, forwardedProto: scheme), log: context.logger,
            note: context.note)
    }

    private static func bytes(of request: Request, most: Int) async throws -> [UInt8] {
        do {
            return Array(try await request.body.collect(upTo: most).readableBytesView)
        } catch {
            throw Complaint.bad(
                "The body may have up to \(most) bytes.", status: .contentTooLarge)
        }
    }
}

extension HTTPField.Name {
    static let forwardedProto = HTTPField.Name("X-Forwarded-Proto") ?? .origin
    static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .origin
    static let host = HTTPField.Name("Host") ?? .origin
    static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .origin
}
