import NIOCore

/// Lets a port take no new connections while those that were begun are finished.
enum Newcomers {
    /// One instruction of a socket filter (BPF).
    private struct Instruction {
        let code: UInt16
        let whenTrue: UInt8
        let whenFalse: UInt8
        let number: UInt32
    }

    /// A filter as Linux takes it.
    ///
    /// Unchecked, since the pointer is read by one system call, before the memory is given back.
    private struct Filter: @unchecked Sendable {
        let count: UInt16
        let start: UnsafeMutablePointer<Instruction>
    }

    /// Drops what would begin a connection (SYN without ACK, in byte 13 of the TCP head), and lets
    /// everything else pass. Whoever knocks meanwhile tries again a second later, and is refused
    /// then, which is no answer cut off.
    private static let program = [
        Instruction(code: 0x30, whenTrue: 0, whenFalse: 0, number: 13),
        Instruction(code: 0x54, whenTrue: 0, whenFalse: 0, number: 0x12),
        Instruction(code: 0x15, whenTrue: 0, whenFalse: 1, number: 0x02),
        Instruction(code: 0x06, whenTrue: 0, whenFalse: 0, number: 0),
        Instruction(code: 0x06, whenTrue: 0, whenFalse: 0, number: .max),
    ]
    private static let attachFilter: CInt = 26

    /// Where the system takes no filter, the port closes as ports do.
    static func turnAway(from listener: any Channel) async {
        #if os(Linux)
            guard let socket = listener as? any SocketOptionProvider else { return }
            let memory = UnsafeMutablePointer<Instruction>.allocate(capacity: program.count)
            memory.initialize(from: program, count: program.count)
            let filter = Filter(count: UInt16(program.count), start: memory)
            try? await socket.unsafeSetSocketOption(
                level: .socket, name: NIOBSDSocket.Option(rawValue: attachFilter), value: filter
            ).get()
            memory.deallocate()
        #endif
    }
}
