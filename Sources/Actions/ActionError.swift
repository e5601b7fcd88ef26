package import Kernel

/// Why an action was not done, as the edge tells it.
package enum ActionError: Error, Sendable {
    /// A rule refused; its numbers are inside.
    case refused(Refusal, state: Procedure.State.ID?, procedure: Procedure.Name?)
    case notFound
    case forbidden
    /// A field of a form is wrong, told by a text key and its gaps.
    case invalid([String: Complaint])
    /// The same thing was tried too often; try again after so many seconds.
    case tooOften(seconds: Int)
    /// A rule of meetings refused; its numbers are inside.
    case meeting(Meeting.Refusal)
    /// Hours that look wrong, entered without a reason.
    case implausible([HoursDoubt])
    /// Somebody else changed it first.
    case conflict

    /// What is wrong with a field: a key of the texts, and what fills its gaps.
    package struct Complaint: Hashable, Sendable {
        package let key: String
        package let gaps: [String: String]
        /// What stands in the field that may not be made public.
        package let found: [PersonalData.Finding]

        package init(
            _ key: String, _ gaps: [String: String] = [:], found: [PersonalData.Finding] = []
        ) {
            self.key = key
            self.gaps = gaps
            self.found = found
        }
    }
}
