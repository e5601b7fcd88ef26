import Actions
import Markup

/// What goes unseen with the form of an action: the version that was looked at, which keeps a move
/// from being done twice, and the key of the form, which does it for all that moves nothing.
///
/// - Parameter sent: the form that came back; it is still the same form.
func actedHidden(_ version: Int, sent: SentForm?) -> HTML {
    """
    \(hiddenField("seen", value: String(version)))\
    \(hiddenField(Sending.field, value: sent?[Sending.field] ?? Sending.freshKey()))
    """
}
