import Actions
import HTTPTypes
import Hummingbird
import NIOCore

/// What another system gets back.
struct Answer: Sendable {
    var status: HTTPResponse.Status = .ok
    var headers: HTTPFields = [:]
    var bytes: [UInt8] = []

    static func json(
        _ json: JSON, type: String = "application/json", status: HTTPResponse.Status = .ok
    ) -> Answer {
        Answer(
            status: status,
            headers: [.contentType: type + "; charset=utf-8", .cacheControl: "no-cache"],
            bytes: json.bytes)
    }

    static func text(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok
    ) -> Answer {
        Answer(
            status: status, headers: [.contentType: type, .cacheControl: "no-cache"],
            bytes: bytes)
    }

    /// Problem details (RFC 9457).
    static func problem(_ status: HTTPResponse.Status, _ words: String) -> Answer {
        json(
            [
                "type": "about:blank", "title": .text(status.reasonPhrase),
                "status": .number(String(status.code)), "detail": .text(words),
                // What OGC API Features and Open311 call the same.
                "code": .text(String(status.code)), "description": .text(words),
            ], type: "application/problem+json", status: status)
    }

    /// What a refusal says of when to try again.
    static func problem(
        _ status: HTTPResponse.Status, _ words: String, after error: any Error
    ) -> Answer {
        var answer = problem(status, words)
        if case ActionError.tooOften(let seconds) = error {
            answer.headers[.retryAfter] = String(seconds)
        }
        return answer
    }

    /// - Parameter isOpen: whether pages of other sites may read it.
    func response(isOpen: Bool) -> Response {
        var all = headers
        all[.xContentTypeOptions] = "nosniff"
        // A browser that is led here shows nothing of it as a page.
        if all[.contentDisposition] == nil, all[.contentType]?.contains("json") == true {
            all[.contentDisposition] = "attachment; filename=\"answer.json\""
        }
        if isOpen {
            all[.accessControlAllowOrigin] = "*"
            all[.resourcePolicy] = "cross-origin"
        }
        return Response(
            status: status, headers: all,
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension HTTPField.Name {
    static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .eTag
}
