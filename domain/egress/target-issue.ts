import ipaddr from 'ipaddr.js';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** The host of a URL as an address is written elsewhere: without the brackets of IPv6. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const DEFAULT_PORTS: Readonly<Record<string, string>> = {
  'https:': '443',
  'http:': '80',
  'sftp:': '22',
};

/** The port of a URL, also where it is the default of the scheme. */
export const portOf = ({ port, protocol }: URL): string => port || (DEFAULT_PORTS[protocol] ?? '');

/** Whether the configuration allows exactly this host and port. */
function isAllowedHost(url: URL, allowedHosts: readonly string[]): boolean {
  const port = portOf(url);
  return allowedHosts.includes(`${url.hostname}:${port}`);
}

/** Why nothing may be sent to this URL; null if its form is right. Its addresses are checked when it is used. */
export function targetIssue(
  text: string,
  allowedHosts: readonly string[],
  scheme: 'https:' | 'sftp:' = 'https:',
): string | null {
  if (!URL.canParse(text)) return 'must be an address such as https://crm.example/events';
  const url = new URL(text);
  const isPlainHttp = scheme === 'https:' && url.protocol === 'http:';
  if (url.protocol !== scheme && !(isPlainHttp && isAllowedHost(url, allowedHosts)))
    return `must begin with ${scheme}//`;
  // Possible in the schemes that browsers do not know.
  if (url.hostname === '') return 'must name a host';
  if (url.username !== '' || url.password !== '') return 'must not contain a user or a password';
  if (url.hash !== '') return 'must not have a fragment';
  return ipaddr.isValid(hostOf(url)) ? addressIssue(url, [hostOf(url)], allowedHosts) : null;
}

/** Why nothing may be sent to this URL, whose name has these addresses; null if all are allowed. */
export function addressIssue(
  url: URL,
  addresses: readonly string[],
  allowedHosts: readonly string[],
): string | null {
  if (addresses.length === 0) return `${url.hostname} has no address`;
  if (isAllowedHost(url, allowedHosts))
    return url.protocol !== 'http:' || addresses.every(isLoopbackAddress)
      ? null
      : `${url.host} must be a loopback address for http`;
  const forbidden = addresses.find((address) => !isPublicAddress(address));
  return forbidden === undefined ? null : `${url.hostname} is not on the public internet`;
}
