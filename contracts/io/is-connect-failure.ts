/** The steps of a connection that come before a request can be sent. */
const CONNECT_SYSCALLS: ReadonlySet<string> = new Set(['connect', 'getaddrinfo']);
const CONNECT_TIMEOUT = 'UND_ERR_CONNECT_TIMEOUT';

/** Whether no connection was made, so that the server has received nothing. Looks at the causes of the error, too. */
export function isConnectFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('syscall' in error && CONNECT_SYSCALLS.has(String(error.syscall))) return true;
  if ('code' in error && error.code === CONNECT_TIMEOUT) return true;
  // One error for each address of a name.
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.every(isConnectFailure);
  return isConnectFailure(error.cause);
}
