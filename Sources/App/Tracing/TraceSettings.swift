/// Where spans of what the program does are sent.
package struct TraceSettings: Hashable, Sendable {
    /// Scheme, host and port of a collector that takes OTLP over HTTP.
    package var otlp = ""
    /// How many traces of a hundred that begin here are kept.
    package var percent = 100

    package init() {}
}

extension TraceSettings {
    static let settings: [Setting<TraceSettings>] = [
        .text(
            "otlp", \.otlp, sample: "http://collector.office.example:4318", needed: true,
            range: SettingRule.origin, rule: SettingRule.isOrigin,
            "The collector, which takes OTLP over HTTP in JSON at /v1/traces."),
        .number(
            "percent", \.percent, in: 1...100,
            "How many of a hundred requests that no other program began a trace for are sent. "
                + "Where one did, it said itself whether its trace is kept."),
    ]
}
