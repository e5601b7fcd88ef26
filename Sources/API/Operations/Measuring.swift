package import Actions
import HTTPTypes
package import Hummingbird
import Kernel
import Logging

/// Counts every answer, gives each request an id that the answer and the log share, and writes one
/// line of log for each: the declared address, never the one that was asked, which may hold what
/// only the asker knows.
package struct Measuring<Context: SourcedContext>: RouterMiddleware {
    private let meters: Meters
    private let spans: Spans?

    package init(_ meters: Meters, spans: Spans? = nil) {
        self.meters = meters
        self.spans = spans
    }

    package func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = SpanTime()
        let names = RequestNames(
            of: request.headers, otherwise: context.id, keepsNew: spans?.keepsNext ?? false)
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
                end(request, known, .internalServerError, names, since: start)
                throw error
            }
            end(request, known, response.status, names, since: start)
            response.headers[.requestID] = names.id
            return response
        }
    }

    private func end(
        _ request: Request, _ context: Context, _ status: HTTPResponse.Status,
        _ names: RequestNames, since start: SpanTime
    ) {
        let nanoseconds = start.nanoseconds
        let seconds = Double(nanoseconds) / 1e9
        let route = context.endpointPath ?? "none"
        // A method that somebody made up is none of ours.
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        let method = known.contains(request.method) ? request.method.rawValue : "other"
        meters.end(
            Meters.Key(method: method, route: route, status: status.code), seconds: seconds)
        if let spans, names.trace.isSampled {
            spans.add(
                Span(
                    "\(method) \(route)", .answer, context: names.trace, parent: names.parent,
                    startNanoseconds: start.startNanoseconds, nanoseconds: nanoseconds,
                    isFailed: status.code >= 500,
                    facts: [
                        "http.request.method": .text(method), "http.route": .text(route),
                        "http.response.status_code": .int(Int64(status.code)),
                    ]))
        }
        var words: Logger.Metadata = [
            "method": "\(method)", "route": "\(route)", "status": "\(status.code)",
            "milliseconds": "\(Int(seconds * 1_000))",
        ]
        if let realm = context.note.realm { words["realm"] = "\(realm)" }
        context.logger.info("answered", metadata: words)
    }
}
