import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { addressIssue, hostOf, targetIssue } from '@fermata/domain/egress';

/** The addresses of a name; asked once for each connection. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface PinOptions {
  /** Exact host:port pairs that may have private addresses. */
  readonly allowedHosts: readonly string[];
  readonly signal: AbortSignal;
  readonly scheme?: 'https:' | 'sftp:' | undefined;
  readonly resolve?: Resolve | undefined;
}

/** Nothing may be sent to this address. */
export class ForbiddenTargetError extends Error {
  override readonly name = 'ForbiddenTargetError';
}

const MAX_HEADER_BYTES = 16 * 1024;

/** An agent for requests to one URL that a person entered. The caller destroys it. Throws ForbiddenTargetError. */
export const openPinnedAgent = async (text: string, options: PinOptions): Promise<Agent> =>
  new Agent({
    connect: { lookup: await pinnedLookup(text, options) },
    maxHeaderSize: MAX_HEADER_BYTES,
    pipelining: 0,
  });

/**
 * For connections to a URL that a person entered: its name is resolved once, every address is checked, and the lookup
 * answers only these. Throws ForbiddenTargetError.
 */
export async function pinnedLookup(
  text: string,
  { allowedHosts, signal, scheme = 'https:', resolve = resolveName }: PinOptions,
): Promise<LookupFunction> {
  const issue = targetIssue(text, allowedHosts, scheme);
  if (issue !== null) throw new ForbiddenTargetError(`the URL ${issue}`);
  const url = new URL(text);
  const addresses = await orAborted(resolve(hostOf(url)), signal);
  const unsafe = addressIssue(
    url,
    addresses.map(({ address }) => address),
    allowedHosts,
  );
  if (unsafe !== null) throw new ForbiddenTargetError(unsafe);
  return pinnedTo(addresses);
}

const resolveName: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** For the connection: the checked addresses, whatever the name resolves to by now. */
const pinnedTo =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family ?? 4);
  };

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('no answer in time')), {
        once: true,
      });
    }),
  ]);
}
