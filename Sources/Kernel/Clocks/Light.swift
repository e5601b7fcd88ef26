/// How a clock stands, at a glance. On a page each light also has a word and a shape.
package enum Light: String, Codable, CaseIterable, Sendable {
    /// More than a fifth of the time is left.
    case green
    /// A fifth or less is left.
    case amber
    /// The deadline has passed and nothing was done.
    case red
    /// The clock stands still.
    case paused
    /// Done in time.
    case done
    /// Done after the deadline.
    case late
}
