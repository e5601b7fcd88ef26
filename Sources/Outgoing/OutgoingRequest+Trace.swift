import Kernel

extension OutgoingRequest {
    /// The same, as a part of the trace that the task at hand belongs to (W3C Trace Context).
    var traced: OutgoingRequest {
        guard let trace = TraceContext.current else { return self }
        let span = trace.child(random: .random(in: .min ... .max))
        return OutgoingRequest(
            method, url, headers: headers + [(name: "traceparent", value: span.header)],
            body: body, timeoutSeconds: timeoutSeconds, answerBytesMax: answerBytesMax)
    }
}
