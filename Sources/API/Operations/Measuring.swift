import HTTPTypes
package import Hummingbird
import Logging

/// Counts every answer, gives each request an id that the answer and the log share, and writes one
/// line of log for each: the declared address, never the one that was asked, which may hold what
/// only the asker knows.
package struct Measuring<Context: RequestContext>: RouterMiddleware {
    private let meters: Meters

    package init(_ meters: Meters) {
        self.meters = meters
    }

    package func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        meters.begin()
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as any HTTPResponseError {
            // An address that nothing answers: the server says so after this.
            end(request, context, error.status, since: start)
            throw error
        } catch {
            end(request, context, .internalServerError, since: start)
            throw error
        }
        end(request, context, response.status, since: start)
        response.headers[.requestID] = context.id
        return response
    }

    private func end(
        _ request: Request, _ context: Context, _ status: HTTPResponse.Status,
        since start: ContinuousClock.Instant
    ) {
        let taken = ContinuousClock.now - start
        let seconds =
            Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
        let route = context.endpointPath ?? "none"
        // A method that somebody made up is none of ours.
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .options]
        let method = known.contains(request.method) ? request.method.rawValue : "other"
        meters.end(
            Meters.Key(method: method, route: route, status: status.code), seconds: seconds)
        context.logger.info(
            "answered",
            metadata: [
                "method": "\(method)", "route": "\(route)", "status": "\(status.code)",
                "ms": "\(Int(seconds * 1_000))",
            ])
    }
}

extension HTTPField.Name {
    static let requestID = HTTPField.Name("X-Request-Id") ?? .eTag
}
