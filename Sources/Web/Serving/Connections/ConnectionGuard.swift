import HTTPTypes
package import NIOCore
package import NIOHTTPTypes

/// Stands at one connection: closes it when patience is over, and turns it away when there are too
/// many.
package final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPRequestPart
    package typealias InboundOut = HTTPRequestPart
    package typealias OutboundIn = HTTPResponsePart
    package typealias OutboundOut = HTTPResponsePart

    private let connections: OpenConnections
    private let limits: Patience.Limits
    private var patience: Patience?
    private var number: Int?
    private var isIdle = true
    private var alarm: (at: NIODeadline, task: Scheduled<Void>)?

    package init(_ connections: OpenConnections, limits: Patience.Limits = .usual) {
        self.connections = connections
        self.limits = limits
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    package func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    package func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = context.eventLoop.now
        switch unwrapInboundIn(data) {
        case .head: patience?.head(at: now)
        case .body(let bytes): patience?.body(bytes: bytes.readableBytes)
        case .end: patience?.end(at: now)
        }
        look(context)
        context.fireChannelRead(data)
    }

    package func write(
        context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
    ) {
        if case .end = unwrapOutboundIn(data) {
            patience?.answered(at: context.eventLoop.now)
            look(context)
        }
        context.write(data, promise: promise)
    }

    package func channelWritabilityChanged(context: ChannelHandlerContext) {
        patience?.taking(context.channel.isWritable, at: context.eventLoop.now)
        look(context)
        context.fireChannelWritabilityChanged()
    }

    // MARK: - Its own work

    private func begin(_ context: ChannelHandlerContext) {
        guard patience == nil else { return }
        guard connections.enter(&number, context.channel) else { return turnAway(context) }
        patience = Patience(limits: limits, openedAt: context.eventLoop.now)
        look(context)
    }

    private func end() {
        connections.leave(number)
        number = nil
        alarm?.task.cancel()
        alarm = nil
    }

    /// Says so in plain words to whoever cannot be served, and lets go of the connection.
    private func turnAway(_ context: ChannelHandlerContext) {
        let words =
            "Too many people are here at this moment. Please try again in half a minute.\n"
            + "现在访问的人太多了，请半分钟后再试。\n"
        let bytes = ByteBuffer(string: words)
        let head = HTTPResponse(
            status: .serviceUnavailable,
            headerFields: [
                .contentType: "text/plain; charset=utf-8", .retryAfter: "30",
                .contentLength: String(bytes.readableBytes), .connection: "close",
            ])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(bytes)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }

    /// Sets the alarm for what the other end owes now.
    private func look(_ context: ChannelHandlerContext) {
        guard let patience else { return }
        if patience.isIdle != isIdle {
            isIdle = patience.isIdle
            connections.note(&number, isIdle: isIdle, context.channel)
        }
        guard let deadline = patience.deadline else { return }
        // An alarm that rings too early only looks again.
        if let alarm, alarm.at <= deadline { return }
        alarm?.task.cancel()
        set(deadline, context)
    }

    private func set(_ deadline: NIODeadline, _ context: ChannelHandlerContext) {
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.ring(context)
        }
        alarm = (deadline, task)
    }

    private func ring(_ context: ChannelHandlerContext) {
        alarm = nil
        guard let deadline = patience?.deadline else { return }
        if deadline <= context.eventLoop.now {
            context.close(promise: nil)
        } else {
            set(deadline, context)
        }
    }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}
