const LOOPBACK_HOST = /^(127(\.\d{1,3}){3}|\[::1\]|localhost)(:\d{1,5})?$/i;

/**
 * Whether a Host header names this machine. A page that resolves its own name to loopback (DNS
 * rebinding) still sends its own name.
 */
export const isLoopbackHost = (host: string | undefined): boolean => LOOPBACK_HOST.test(host ?? '');
