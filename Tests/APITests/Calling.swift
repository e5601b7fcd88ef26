import API
import App
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import TestSupport
import Testing
import Web

/// A town with its doors, asked by another system without a network.
struct Caller {
    let town: Town
    let client: any TestClientProtocol

    struct Reply {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let text: String

        var type: String { headers[.contentType] ?? "" }

        /// The body as JSON; fails the test where it is none.
        func json() throws -> [String: Any] {
            try #require(
                JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
        }

        func list() throws -> [[String: Any]] {
            try #require(
                JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]], "\(text)")
        }
    }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Reply {
        try await ask(.get, path, headers, nil)
    }

    func post(
        _ path: String, _ form: [(String, String)], headers: HTTPFields = [:]
    ) async throws -> Reply {
        var sent = headers
        sent[.contentType] = "application/x-www-form-urlencoded"
        let body = form.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        return try await ask(.post, path, sent, ByteBuffer(string: body))
    }

    /// Asks as a program with its key.
    func desk(_ path: String, key: String) async throws -> Reply {
        try await desk(.get, path, key: key, nil)
    }

    /// Sends JSON as a program with its key.
    func desk(
        _ method: HTTPRequest.Method, _ path: String, key: String, _ json: String?,
        _ more: HTTPFields = [:]
    ) async throws -> Reply {
        var sent = more
        sent[.authorization] = "Bearer \(key)"
        if json != nil, sent[.contentType] == nil { sent[.contentType] = "application/json" }
        return try await ask(
            method, "/api/v1/checheng-road" + path, sent, json.map { ByteBuffer(string: $0) })
    }

    /// Sends a body of any type.
    func send(
        _ path: String, type: String, _ body: [UInt8], headers: HTTPFields = [:]
    ) async throws -> Reply {
        var sent = headers
        sent[.contentType] = type
        return try await ask(.post, path, sent, ByteBuffer(bytes: body))
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: ByteBuffer?
    ) async throws -> Reply {
        try await client.execute(uri: path, method: method, headers: headers, body: body) {
            answer in
            Reply(
                status: answer.status, headers: answer.headers, text: String(buffer: answer.body))
        }
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}

/// Opens a town with its pages and doors on one router, as the server does.
func withCaller(
    _ frontage: Frontage = Frontage(),
    _ body: @escaping @Sendable (Town, Caller) async throws -> Void
) async throws {
    try await withTown { town in
        let router = try Server.router(over: town.installation, frontage: frontage)
        try await Application(router: router).test(.router) { client in
            try await body(town, Caller(town: town, client: client))
        }
    }
}
