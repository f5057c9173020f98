import FoundationNetworking

/// Speaks HTTP to a server of ours.
public enum HTTPClient {
}
