import Actions
import HTTPTypes
package import Hummingbird
import Kernel
import Logging

/// Counts every answer, gives each request an id that the answer and the log share, and writes one
/// line of log for each: the declared address, never the one that was asked, which may hold what
/// only the asker knows.
package struct Measuring<Context: SourcedContext>: RouterMiddleware {
    private let meters: Meters

    package init(_ meters: Meters) {
        self.meters = meters
    }

    package func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let names = RequestNames(of: request.headers, otherwise: context.id)
        var context = context
        context.logger[metadataKey: "hb.request.id"] = "\(names.id)"
        context.logger[metadataKey: "trace"] = "\(names.trace.trace)"
        context.logger[metadataKey: "span"] = "\(names.trace.span)"
        meters.begin()
        let known = context
        return try await TraceContext.$current.withValue(names.trace) {
            var response: Response
            do {
                response = try await next(request, known)
            } catch let error as any HTTPResponseError {
                // An address that nothing answers.
                response = try error.response(from: request, context: known)
            } catch {
                end(request, known, .internalServerError, since: start)
                throw error
            }
            end(request, known, response.status, since: start)
            response.headers[.requestID] = names.id
            return response
        }
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
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        let method = known.contains(request.method) ? request.method.rawValue : "other"
        meters.end(
            Meters.Key(method: method, route: route, status: status.code), seconds: seconds)
        var words: Logger.Metadata = [
            "method": "\(method)", "route": "\(route)", "status": "\(status.code)",
            "milliseconds": "\(Int(seconds * 1_000))",
        ]
        if let realm = context.note.realm { words["realm"] = "\(realm)" }
        context.logger.info("answered", metadata: words)
    }
}
