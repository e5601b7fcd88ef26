import HTTPTypes
import Hummingbird
import Kernel
import Web

/// What every answer carries so that browsers do nothing with it that it is not for: pages, files,
/// doors, and the answer that there is nothing.
struct SafeHeaders: RouterMiddleware {
    let frontage: Frontage
    /// Whether the program is about to end.
    let isOver: @Sendable () -> Bool

    func handle(
        _ request: Request, context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if isOver() {
            response.headers[.connection] = "close"
            // A web server in front looks here for whom to send no more.
            if request.uri.path == "/readyz" { response.status = .serviceUnavailable }
        }
        for field in Self.fields where response.headers[field.name] == nil {
            response.headers.append(field)
        }
        if frontage.isSecure(forwardedProto: request.headers[.forwardedProto]) {
            response.headers[.strictTransportSecurity] = "max-age=31536000"
        }
        return response
    }

    /// What holds where an answer says nothing else; pages name what they may load.
    static let fields: [HTTPField] = [
        HTTPField(name: .xContentTypeOptions, value: "nosniff"),
        HTTPField(
            name: .contentSecurityPolicy, value: "default-src 'none'; frame-ancestors 'none'"),
        HTTPField(name: HTTPField.Name("X-Frame-Options") ?? .server, value: "DENY"),
        HTTPField(name: HTTPField.Name("Referrer-Policy") ?? .server, value: "same-origin"),
        HTTPField(
            name: HTTPField.Name("Cross-Origin-Opener-Policy") ?? .server, value: "same-origin"),
        HTTPField(
            name: HTTPField.Name("Cross-Origin-Resource-Policy") ?? .server, value: "same-origin"),
        HTTPField(
            name: HTTPField.Name("Permissions-Policy") ?? .server,
            value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
                + "browsing-topics=()"),
        HTTPField(name: .cacheControl, value: "no-store"),
    ]
}

extension HTTPField.Name {
    fileprivate static let forwardedProto = HTTPField.Name("X-Forwarded-Proto") ?? .origin
}
