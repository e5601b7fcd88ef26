import API
import Actions
import App
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import TestSupport
import Testing

/// Spans: one for each request and each transaction in it, with nothing of anybody.
@Suite struct TracingTests {
    private func withSpans(
        _ spans: Spans, _ body: @escaping @Sendable (Caller) async throws -> Void
    ) async throws {
        try await withTown { town in
            let router = try Server.router(over: town.installation.traced(by: spans))
            try await Application(router: router).test(.router) { client in
                try await body(Caller(town: town, client: client))
            }
        }
    }

    private func headers(_ flags: String) throws -> HTTPFields {
        let name = try #require(HTTPField.Name("traceparent"))
        return [name: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-\(flags)"]
    }

    @Test func aRequestAndItsTransactionsAreSpansOfTheTraceThatWasSent() async throws {
        let spans = Spans()
        let sampled = try headers("01")
        try await withSpans(spans) { caller in
            _ = try await caller.get(
                "/checheng-road/track?reference=13812345678", headers: sampled)
        }
        let (taken, dropped) = spans.take(atMost: 100)
        let whole = try #require(taken.last)
        #expect(whole.kind == .answer && whole.parent == "00f067aa0ba902b7")
        #expect(whole.context.trace == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(whole.facts["http.response.status_code"] != nil)
        let parts = taken.dropLast()
        #expect(!parts.isEmpty && dropped == 0)
        for part in parts {
            #expect(part.kind == .within && !part.isFailed)
            #expect(part.parent == whole.context.span)
            #expect(part.context.trace == whole.context.trace)
            #expect(part.startNanoseconds >= whole.startNanoseconds)
        }
        let sent = Span.otlp(taken).canonicalText
        #expect(!sent.contains("13812345678") && !sent.contains("checheng"))
    }

    @Test func whoeverAsksSaysWhetherTheirTraceIsKept() async throws {
        let spans = Spans()
        let unsampled = try headers("00")
        try await withSpans(spans) { caller in
            _ = try await caller.get("/checheng-road", headers: unsampled)
            _ = try await caller.get("/no/such/page/at/all")
        }
        let taken = spans.take(atMost: 100).spans
        for span in taken { #expect(span.context.trace != "4bf92f3577b34da6a3ce929d0e0e4736") }
        #expect(taken.last?.name == "GET NotFound" && taken.last?.parent == nil)
    }

    @Test func whatComesWhileTooManyWaitIsDroppedAndCounted() {
        let spans = Spans()
        let span = Span(
            "GET none", .answer, context: TraceContext(random: (1, 2, 3)), parent: nil,
            startNanoseconds: 1, nanoseconds: 1, isFailed: true, facts: [:])
        for _ in 0..<Spans.waitingMax + 2 { spans.add(span) }
        let first = spans.take(atMost: Spans.waitingMax)
        #expect(first.spans.count == Spans.waitingMax && first.dropped == 2)
        let rest = spans.take(atMost: 10)
        #expect(rest.spans.isEmpty && rest.dropped == 0)
    }
}
