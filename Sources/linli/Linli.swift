@main struct Linli { static func main() { print("linli") } }
