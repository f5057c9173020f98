#include <microhttpd.h>

// What Swift does not see: functions with variable arguments.

/// Starts a daemon with options in an array, which ends with MHD_OPTION_END.
static inline struct MHD_Daemon *qilu_mhd_start(
    unsigned int flags, MHD_AcceptPolicyCallback accept, void *accept_context, MHD_AccessHandlerCallback handler,
    void *handler_context, struct MHD_OptionItem *options) {
  return MHD_start_daemon(flags, 0, accept, accept_context, handler, handler_context, MHD_OPTION_ARRAY, options,
                          MHD_OPTION_END);
}

/// The pointer that belongs to the connection, as the notification of its start left it.
static inline void *qilu_mhd_connection_context(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == NULL ? NULL : info->socket_context;
}

/// The socket of the connection, or -1.
static inline int qilu_mhd_connection_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == NULL ? -1 : info->connect_fd;
}

/// The address of the peer, or NULL.
static inline const struct sockaddr *qilu_mhd_connection_address(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info == NULL ? NULL : info->client_addr;
}
