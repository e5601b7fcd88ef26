/// How long somebody stays signed in.
package struct SessionSettings: Hashable, Sendable {
    /// A working day with its evening.
    package var hours = 12
    /// A session in which nothing was asked for so long is over; people walk the grid with it.
    package var idleMinutes = 120

    package init() {}
}
