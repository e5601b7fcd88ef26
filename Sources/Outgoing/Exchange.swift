import CCurl

/// One exchange with one other system, on the thread that asks for it.
///
/// A class, since the library calls back with a pointer to it; used once, by one thread.
final class Exchange {
    private let handle: UnsafeMutableRawPointer
    /// The library reads it while it works.
    private var address: WebAddress?
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var headers: [String: String] = [:]
    private var body: [UInt8] = []
    private var answerBytesMax = 0
    private var upload: [UInt8] = []
    private var uploaded = 0
    private var allowsPrivate = false
    private var refused: NetworkAddress?
    private var isTooLong = false

    private static let isStarted = linli_curl_start() == CURLE_OK
    private static let headersMax = 100
    private static let connectMilliseconds = 5_000

    init(authorities: String?) throws(OutgoingTrouble) {
        guard Self.isStarted, let handle = curl_easy_init() else {
            throw .failed("out of memory")
        }
        self.handle = handle
        linli_curl_number(handle, CURLOPT_NOSIGNAL, 1)
        // No proxy of the environment: it would connect where the door is not asked.
        linli_curl_text(handle, CURLOPT_PROXY, "")
        linli_curl_number(handle, CURLOPT_FOLLOWLOCATION, 0)
        linli_curl_number(handle, CURLOPT_CONNECTTIMEOUT_MS, Self.connectMilliseconds)
        linli_curl_since_tls_1_2(handle)
        if let authorities { linli_curl_text(handle, CURLOPT_CAINFO, authorities) }
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
    }

    private var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    // MARK: - HTTP

    func send(
        _ request: OutgoingRequest, allowing allowed: [AllowedHost]
    ) throws(OutgoingTrouble) -> OutgoingAnswer {
        let address = try WebAddress(request.url)
        self.address = address
        allowsPrivate = try address.admitted(by: allowed).allowsPrivate
        guard request.body.count <= OutgoingRequest.bodyBytesMax else {
            throw .requestTooLong(bytesMax: OutgoingRequest.bodyBytesMax)
        }
        linli_curl_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        linli_curl_pointer(handle, CURLOPT_CURLU, UnsafeMutableRawPointer(address.handle))
        linli_curl_text(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        linli_curl_text(handle, CURLOPT_USERAGENT, "linli")
        linli_curl_pointer(handle, CURLOPT_HTTPHEADER, try list(of: request.headers))
        if request.method != .get {
            linli_curl_size(
                handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
            request.body.withUnsafeBytes { bytes in
                // An empty body has no bytes to point at.
                let start = bytes.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) }
                _ = linli_curl_pointer(handle, CURLOPT_COPYPOSTFIELDS, start ?? pointer)
            }
        }
        answerBytesMax = request.answerBytesMax
        try perform(calling: address.host, seconds: request.timeoutSeconds)
        return OutgoingAnswer(
            status: linli_curl_status(handle), headers: headers, body: body)
    }

    private func list(
        of headers: [(name: String, value: String)]
    ) throws(OutgoingTrouble) -> UnsafeMutableRawPointer? {
        // Nobody waits for leave to send a long body.
        var lines = ["Expect:"]
        for (name, value) in headers {
            guard !name.isEmpty, name.utf8.allSatisfy(\.isOfHeaderName),
                value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
            else { throw .badHeader(name) }
            // Without a value the library would leave the header out.
            lines.append(value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
        return try slist(lines)
    }

    private func slist(_ lines: [String]) throws(OutgoingTrouble) -> UnsafeMutableRawPointer? {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                curl_slist_free_all(list)
                throw .failed("out of memory")
            }
            list = longer
        }
        if let list { lists.append(list) }
        return UnsafeMutableRawPointer(list)
    }

    // MARK: - Mail

    func mail(_ mail: Mail, by server: MailServer) throws(OutgoingTrouble) {
        try prepare(server)
        upload = mail.message(from: server)
        linli_curl_text(handle, CURLOPT_MAIL_FROM, "<\(server.from.address)>")
        linli_curl_pointer(
            handle, CURLOPT_MAIL_RCPT, try slist(mail.to.map { "<\($0.address)>" }))
        linli_curl_number(handle, CURLOPT_UPLOAD, 1)
        linli_curl_flow(handle, CURLOPT_READFUNCTION) { target, size, count, data in
            guard let target, let data else { return 0 }
            return Exchange.of(data).give(into: target, most: size * count)
        }
        linli_curl_pointer(handle, CURLOPT_READDATA, pointer)
        try perform(calling: server.host, seconds: server.timeoutSeconds)
    }

    func greet(_ server: MailServer) throws(OutgoingTrouble) {
        try prepare(server)
        linli_curl_number(handle, CURLOPT_NOBODY, 1)
        linli_curl_text(handle, CURLOPT_CUSTOMREQUEST, "NOOP")
        try perform(calling: server.host, seconds: server.timeoutSeconds)
    }

    private func prepare(_ server: MailServer) throws(OutgoingTrouble) {
        // Whoever writes the configuration names the server there, so it may stand in the house.
        allowsPrivate = true
        answerBytesMax = 65_536
        linli_curl_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        linli_curl_text(handle, CURLOPT_URL, server.url)
        if server.security == .startTLS {
            linli_curl_encrypt_before_mail(handle)
        }
        if let user = server.user {
            linli_curl_text(handle, CURLOPT_USERNAME, user)
            linli_curl_text(handle, CURLOPT_PASSWORD, server.password ?? "")
        }
    }

    // MARK: - Doing it

    private func perform(calling host: String, seconds: Int) throws(OutgoingTrouble) {
        linli_curl_number(handle, CURLOPT_TIMEOUT_MS, seconds * 1_000)
        linli_curl_flow(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, data in
            guard let bytes, let data else { return 0 }
            return Exchange.of(data).take(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        linli_curl_pointer(handle, CURLOPT_WRITEDATA, pointer)
        linli_curl_flow(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, data in
            guard let bytes, let data else { return 0 }
            return Exchange.of(data).note(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        linli_curl_pointer(handle, CURLOPT_HEADERDATA, pointer)
        let door: curl_opensocket_callback = { data, _, address in
            guard let data, let address else { return -1 }
            return Exchange.of(data).admits(address) ? linli_curl_socket(address) : -1
        }
        linli_curl_door(handle, door, pointer)
        let code = curl_easy_perform(handle)
        guard code != CURLE_OK else { return }
        // Where one address of several was closed, another may have been called and have failed.
        if let refused, code == CURLE_COULDNT_CONNECT {
            throw .privateAddress(host: host, address: refused.description)
        }
        if isTooLong { throw .answerTooLong(bytesMax: answerBytesMax) }
        if code == CURLE_OPERATION_TIMEDOUT { throw .timedOut(seconds: seconds) }
        let status = linli_curl_status(handle)
        let said = String(cString: curl_easy_strerror(code))
        throw .failed(status > 0 ? "\(said) (\(status))" : said)
    }

    private static func of(_ data: UnsafeMutableRawPointer) -> Exchange {
        Unmanaged<Exchange>.fromOpaque(data).takeUnretainedValue()
    }

    private func admits(_ address: UnsafePointer<curl_sockaddr>) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = Int(linli_curl_address(address, &bytes))
        guard let called = NetworkAddress(bytes: Array(bytes.prefix(count))) else { return false }
        if allowsPrivate || called.isPublic { return true }
        refused = called
        return false
    }

    /// - Returns: fewer than came, where they are more than may come: the library stops then.
    private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= answerBytesMax else {
            isTooLong = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    private func note(_ line: UnsafeRawBufferPointer) -> Int {
        let parts = String(decoding: line, as: UTF8.self)
            .split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2, headers.count < Self.headersMax {
            headers[parts[0].lowercased()] = parts[1].trimmed
        }
        return line.count
    }

    private func give(into target: UnsafeMutablePointer<CChar>, most: Int) -> Int {
        let part = upload[uploaded..<min(uploaded + most, upload.count)]
        for (index, byte) in part.enumerated() { target[index] = CChar(bitPattern: byte) }
        uploaded += part.count
        return part.count
    }
}

extension UInt8 {
    fileprivate var isOfHeaderName: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        String(
            drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
