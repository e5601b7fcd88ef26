import Actions
import Kernel
import Logging
import Outgoing
import ServiceLifecycle

/// Sends spans to the collector that the configuration names. What it does not take is not kept.
struct TraceExport: Service {
    let installation: Installation
    let collector: String?
    let logger: Logger

    private static let roundSeconds = 2
    private static let spansAtOnce = 512
    private static let timeoutSeconds = 5

    func run() async throws {
        guard let spans = installation.spans, let collector else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await send(spans, to: collector)
                try? await Task.sleep(for: .seconds(Self.roundSeconds))
            }
        }
        // What was answered until the end.
        await send(spans, to: collector)
    }

    private func send(_ spans: Spans, to collector: String) async {
        while true {
            let (taken, dropped) = spans.take(atMost: Self.spansAtOnce)
            if dropped > 0 {
                logger.warning("\(dropped) spans were dropped, since too many waited")
            }
            guard !taken.isEmpty else { return }
            do {
                let answer = try await installation.outgoing.send(
                    OutgoingRequest(
                        .post, collector + "/v1/traces",
                        headers: [("Content-Type", "application/json")],
                        body: Span.otlp(taken).canonicalBytes,
                        timeoutSeconds: Self.timeoutSeconds, answerBytesMax: 65_536))
                guard !answer.isSuccess else { continue }
                logger.warning("the collector did not take spans: \(answer.status)")
            } catch {
                logger.warning("the collector did not take spans: \(error)")
            }
            return
        }
    }
}
