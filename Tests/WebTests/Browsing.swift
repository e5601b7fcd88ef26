import Actions
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import TestSupport
import Web

/// A town with its pages, asked without a network.
struct Browser {
    let town: Town
    let client: any TestClientProtocol
    var cookies: [String: String] = [:]

    struct Page {
        let status: HTTPResponse.Status
        let text: String
        let headers: HTTPFields
    }

    mutating func get(_ path: String, headers: HTTPFields = [:]) async throws -> Page {
        try await ask(path, .get, headers: headers, body: nil)
    }

    mutating func post(
        _ path: String, _ form: [(String, String)] = [], headers: HTTPFields = [:]
    ) async throws -> Page {
        var sent = headers
        if sent[.contentType] == nil { sent[.contentType] = "application/x-www-form-urlencoded" }
        let body = form.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        return try await ask(path, .post, headers: sent, body: ByteBuffer(string: body))
    }

    mutating func ask(
        _ path: String, _ method: HTTPRequest.Method, headers: HTTPFields, body: ByteBuffer?
    ) async throws -> Page {
        var headers = headers
        if !cookies.isEmpty {
            headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        let page = try await client.execute(
            uri: path, method: method, headers: headers, body: body
        ) { response in
            Page(
                status: response.status, text: String(buffer: response.body),
                headers: response.headers)
        }
        for field in page.headers[values: .setCookie] {
            let pair = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            guard let name = pair.first else { continue }
            cookies[String(name)] = pair.count > 1 ? String(pair[1]) : ""
        }
        return page
    }

    /// Signs in as someone of the cast.
    mutating func signIn(_ name: String) async throws {
        _ = try await post("/sign-in", [("name", name), ("password", Town.password)])
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}

/// Opens a town with its pages; each browser starts without cookies.
///
/// - Parameter isBehindProxy: whether the word of a web server in front is taken.
func withBrowser(
    isBehindProxy: Bool = false,
    _ body: @escaping @Sendable (Town, Browser) async throws -> Void
) async throws {
    try await withTown { town in
        var frontage = Frontage()
        frontage.isBehindProxy = isBehindProxy
        let site = try Site(installation: town.installation, frontage: frontage)
        let application = Application(router: site.router())
        try await application.test(.router) { client in
            try await body(town, Browser(town: town, client: client))
        }
    }
}
