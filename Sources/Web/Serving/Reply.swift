import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// An answer: a page, a fragment, a file, or the way to another page.
struct Reply: Sendable {
    var status: HTTPResponse.Status = .ok
    var headers: HTTPFields = [:]
    var body: ResponseBody = .init()

    static func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: html.bytes)))
    }

    static func file(
        _ bytes: [UInt8], type: String, cache: String = "no-store", name: String? = nil
    ) -> Reply {
        var headers: HTTPFields = [.contentType: type, .cacheControl: cache]
        if let name { headers[.contentDisposition] = "attachment; filename=\"\(name)\"" }
        return Reply(headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Goes on to another page, which is asked for by GET whatever this was.
    static func see(_ link: Link) -> Reply {
        Reply(status: .seeOther, headers: [.location: link.address, .cacheControl: "no-store"])
    }

    /// Sets a cookie that other sites cannot send, nor scripts read unless they may.
    func setting(
        _ name: String, to value: String, seconds: Int, isSecure: Bool, forScripts: Bool = false
    ) -> Reply {
        var reply = self
        let secure = (isSecure ? "; Secure" : "") + (forScripts ? "" : "; HttpOnly")
        reply.headers.append(
            HTTPField(
                name: .setCookie,
                value: "\(name)=\(value); Path=/; Max-Age=\(seconds); SameSite=Lax\(secure)"
            ))
        return reply
    }
}
