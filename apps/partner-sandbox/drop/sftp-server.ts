import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import ssh2, { type Connection } from 'ssh2';
import { serveFolder } from './serve-folder.ts';

export interface SftpAccount {
  readonly username: string;
  readonly password: string;
}

export interface SftpServer {
  readonly port: number;
  /** The fingerprint of its key, as `ssh-keygen -l` prints it. */
  readonly hostKey: string;
  /** How many times a client has tried to log in. */
  readonly loginAttempts: () => number;
  readonly close: () => Promise<void>;
}

/** An SFTP server on loopback with a key of its own that offers one folder to one account. */
export async function startSftpServer(root: string, account: SftpAccount): Promise<SftpServer> {
  const hostKey = newHostKey();
  const clients = new Set<Connection>();
  let attempts = 0;
  const ssh = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('error', () => client.end());
    client.on('authentication', (context) => {
      attempts += 1;
      const isOwner =
        context.method === 'password' &&
        context.username === account.username &&
        context.password === account.password;
      if (isOwner) context.accept();
      else context.reject(['password']);
    });
    client.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => serveFolder(acceptSftp(), root));
    });
  });
  const server = createServer({ noDelay: true }, (socket) => ssh.injectSocket(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    hostKey: fingerprintOf(hostKey),
    loginAttempts: () => attempts,
    async close() {
      for (const client of clients) client.end();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** By Node: some of the Ed25519 keys that ssh2 makes cannot be read again. */
function newHostKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'sec1', format: 'pem' }).toString();
}

function fingerprintOf(privateKey: string): string {
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  return `SHA256:${createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '')}`;
}
