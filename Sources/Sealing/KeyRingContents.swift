extension KeyRing {
  /// Whether what was sealed under a key can be opened: the key is one of the ring, the first or an earlier one.
  public func opens(sealedUnder id: String) -> Bool { keys.contains { $0.id == id } }
}
