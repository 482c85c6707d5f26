import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import ssh2, { type Client, type SFTPWrapper } from 'ssh2';
import { hostOf, portOf } from '@fermata/domain/egress';
import type { DropSftpConnection } from '../partner-connections.ts';
import { PartnerRequestError } from '../partner-request-error.ts';
import { pinnedLookup } from '../pinned-agent.ts';
import { answered, untilAborted } from './drop-request.ts';
import { answerOf } from './sftp-files.ts';

export interface SftpSession {
  readonly sftp: SFTPWrapper;
  readonly close: () => void;
}

/**
 * Connects to a checked address and logs in, once the server has proved that it has the expected host key. The signal
 * ends the attempt, not the session.
 */
export async function openSftp(
  { url, sftp: account, allowedHosts }: DropSftpConnection,
  signal: AbortSignal,
): Promise<SftpSession> {
  const lookup =
    allowedHosts && (await pinnedLookup(url, { allowedHosts, signal, scheme: 'sftp:' }));
  const address = new URL(url);
  const socket = connect({
    host: hostOf(address),
    port: Number(portOf(address)),
    noDelay: true,
    ...(lookup === undefined ? {} : { lookup }),
  });
  const client = new ssh2.Client();
  // Failures are those of the requests.
  for (const emitter of [socket, client]) emitter.on('error', () => undefined);
  try {
    await once(socket, 'connect', { signal });
    await untilAborted(logIn(client, socket, account), signal);
    const sftp = await untilAborted(
      answerOf<SFTPWrapper>((done) => client.sftp(done)),
      signal,
    );
    sftp.on('error', () => undefined);
    const close = (): void => {
      client.end();
      // The server need not answer.
      socket.destroySoon();
    };
    return { sftp, close };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function logIn(
  client: Client,
  sock: Socket,
  { username, password, privateKey, hostKey }: DropSftpConnection['sftp'],
): Promise<void> {
  return new Promise((resolve, reject) => {
    let shown = hostKey;
    client.once('ready', resolve);
    client.once('close', () => reject(new Error('the server closed the connection')));
    client.once('error', (error) =>
      reject(
        shown === hostKey
          ? error
          : refused('host-key', `the server's host key is ${shown}, not ${hostKey}`, error),
      ),
    );
    try {
      client.connect({
        sock,
        username,
        ...(password === undefined ? {} : { password }),
        ...(privateKey === undefined ? {} : { privateKey }),
        hostVerifier: (key: Buffer) => {
          shown = fingerprintOf(key);
          return shown === hostKey;
        },
        // The caller limits the time.
        readyTimeout: 0,
      });
    } catch (error) {
      reject(refused('private-key', 'the private key of our account cannot be read', error));
    }
  });
}

const refused = (code: string, detail: string, cause: unknown): PartnerRequestError =>
  new PartnerRequestError(answered(403, code, detail), { cause });

/** As `ssh-keygen -l` prints it. */
const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
