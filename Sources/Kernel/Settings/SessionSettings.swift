/// How long somebody stays signed in.
package struct SessionSettings: Hashable, Sendable {
    /// A working day with its evening.
    package var hours = 12

    package init() {}
}
