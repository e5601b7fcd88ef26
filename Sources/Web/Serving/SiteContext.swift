package import Actions
package import Hummingbird
import Logging
import NIOCore

/// What comes with each request: its logger, its path parameters, and where it comes from.
package struct SiteContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The sender's address without its port; `-` where there is none.
    package let address: String
    package let note = RequestNote()

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? "-"
    }
}
