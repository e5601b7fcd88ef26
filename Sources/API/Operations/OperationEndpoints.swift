import Actions
import HTTPTypes
import Kernel
import Logging
import Storage

// What those who run the program ask.
extension Doors {
    static let operationEndpoints: [Endpoint] = [
        .get("/healthz", .everyone) { _ in
            .text(Array("ok\n".utf8), type: "text/plain; charset=utf-8")
        },
        .get("/readyz", .everyone) { await $0.readiness() },
        .get("/metrics", .key(.metrics)) { try await $0.metrics() },
    ]
}

extension Call {
    /// Whether the program can answer: it reaches its data.
    func readiness() async -> Answer {
        do {
            _ = try await installation.lastSeal()
            return .text(Array("ready\n".utf8), type: "text/plain; charset=utf-8")
        } catch {
            log.error("not ready: \(error)")
            return .text(
                Array("not ready: the data cannot be reached\n".utf8),
                type: "text/plain; charset=utf-8", status: .serviceUnavailable)
        }
    }

    /// The numbers of the running program, in the text format of Prometheus.
    func metrics() async throws -> Answer {
        let sent = headers[.authorization] ?? ""
        guard sent.hasPrefix("Bearer "),
            try await installation.accessKey(
                String(sent.dropFirst(7)), for: .metrics, from: address) != nil
        else {
            var refused = Answer.problem(
                .unauthorized,
                "Send a key with the scope “metrics” as Authorization: Bearer. See: linli key add")
            refused.headers[.wwwAuthenticate] = "Bearer"
            return refused
        }
        let seal = try await installation.lastSeal()
        let text = MetricsText(
            counted: meters.now, startedAt: startedAt, now: now, lastSeal: seal
        ).text
        return .text(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
    }
}

/// Numbers in the text format of Prometheus.
struct MetricsText {
    let counted: Meters.Counted
    let startedAt: Instant
    let now: Instant
    let lastSeal: Seal?

    var text: String {
        var lines: [String] = []
        func declare(_ name: String, _ kind: String, _ help: String) {
            lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(kind)"]
        }
        declare(
            "linli_process_start_time_seconds", "gauge",
            "When it was started, since 1970 in seconds.")
        lines.append("linli_process_start_time_seconds \(Self.seconds(startedAt))")
        declare("linli_http_requests_in_flight", "gauge", "Requests that wait for their answer.")
        lines.append("linli_http_requests_in_flight \(counted.waiting)")
        declare("linli_http_requests_total", "counter", "Answers, by declared address and status.")
        for (key, count) in counted.answers.sorted(by: { Self.order($0.key, $1.key) }) {
            lines.append(
                "linli_http_requests_total{method=\"\(key.method)\",route=\"\(key.route)\","
                    + "status=\"\(key.status)\"} \(count)")
        }
        declare(
            "linli_http_request_duration_seconds", "histogram", "How long answers took.")
        let times = counted.times.sorted {
            ($0.key.route, $0.key.method) < ($1.key.route, $1.key.method)
        }
        for (route, times) in times {
            lines += Self.histogram(route, times)
        }
        if let lastSeal {
            declare("linli_last_seal_number", "gauge", "The number of the last seal.")
            lines.append("linli_last_seal_number \(lastSeal.number)")
            declare(
                "linli_last_seal_time_seconds", "gauge", "When it was made, since 1970 in seconds.")
            lines.append("linli_last_seal_time_seconds \(Self.seconds(lastSeal.sealedAt))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func seconds(_ instant: Instant) -> String {
        String(Double(instant.milliseconds) / 1_000)
    }

    private static func order(_ a: Meters.Key, _ b: Meters.Key) -> Bool {
        (a.route, a.method, a.status) < (b.route, b.method, b.status)
    }

    private static func histogram(_ route: Meters.Route, _ times: Meters.Times) -> [String] {
        let name = "linli_http_request_duration_seconds"
        let labels = "method=\"\(route.method)\",route=\"\(route.route)\""
        return zip(Meters.steps, times.counts).map { step, count in
            "\(name)_bucket{\(labels),le=\"\(step)\"} \(count)"
        } + [
            "\(name)_bucket{\(labels),le=\"+Inf\"} \(times.count)",
            "\(name)_sum{\(labels)} \(times.seconds)", "\(name)_count{\(labels)} \(times.count)",
        ]
    }
}
