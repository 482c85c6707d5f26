import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { diskStore } from './disk-store.ts';
import { createDropSandbox } from './drop-sandbox.ts';
import { startSftpServer } from './sftp-server.ts';

const PASS_MS = 500;

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name the folder that the SFTP server offers: node …/drop/main.js FOLDER');
  process.exit(2);
}
const account = { username: 'fermata', password: randomBytes(16).toString('base64url') };
const { port, hostKey, close } = await startSftpServer(folder, account);
// For `fermata partner add`.
console.log(JSON.stringify({ url: `sftp://127.0.0.1:${port}/`, sftp: { ...account, hostKey } }));
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
const sandbox = createDropSandbox(diskStore(folder));
while (!stopping.signal.aborted) {
  await sandbox.pass();
  await pause(PASS_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
}
await close();
