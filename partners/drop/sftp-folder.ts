import { randomUUID } from 'node:crypto';
import { posix } from 'node:path';
import ssh2 from 'ssh2';
import type { PartnerCallContext } from '../partner-adapter.ts';
import type { DropSftpConnection } from '../partner-connections.ts';
import { type PartnerFailure, PartnerRequestError } from '../partner-request-error.ts';
import { ANSWER_TIMEOUT_MS, type PartnerTimeouts, UPLOAD_TIMEOUT_MS } from '../partner-timeouts.ts';
import { type DropFolder, MAX_FILES } from './drop-folder.ts';
import {
  answered,
  dropRequest,
  tooLarge,
  tooManyFiles,
  unreachable,
  untilAborted,
} from './drop-request.ts';
import { openSftp } from './open-sftp.ts';
import {
  isFolder,
  isNoSuchFile,
  listFolder,
  makeFolders,
  readFile,
  renameFile,
  sftpStatusOf,
  writeFile,
} from './sftp-files.ts';

const PERMISSION_DENIED: number = ssh2.utils.sftp.STATUS_CODE.PERMISSION_DENIED;

/** A folder on an SFTP server, in one connection. A file is written under another name and then renamed. */
export async function openSftpFolder(
  connection: DropSftpConnection,
  { answerTimeoutMs = ANSWER_TIMEOUT_MS, uploadTimeoutMs = UPLOAD_TIMEOUT_MS }: PartnerTimeouts,
  context: PartnerCallContext,
): Promise<DropFolder> {
  const root = posix.join('/', decodeURIComponent(new URL(connection.url).pathname));
  const at = (path: string): string => posix.join(root, path);
  const { sftp, close } = await dropRequest(context, answerTimeoutMs, toFailure, (signal) =>
    openSftp(connection, signal),
  );
  const send = <T>(work: () => Promise<T>, timeoutMs = answerTimeoutMs): Promise<T> =>
    dropRequest(context, timeoutMs, toFailure, (signal) => untilAborted(work(), signal));
  const assertRoot = async (): Promise<void> => {
    if (!(await isFolder(sftp, root)))
      throw new PartnerRequestError(answered(404, 'no-folder', `there is no folder ${root}`));
  };
  const made = new Set<string>();

  return {
    async list(subfolder, prefix = '') {
      const entries = await send(async () => {
        try {
          return await listFolder(sftp, at(subfolder), MAX_FILES);
        } catch (error) {
          if (!isNoSuchFile(error)) throw error;
          // A subfolder appears with its first file; the folder itself is the partner's.
          await assertRoot();
          return [];
        }
      });
      if (entries === null) throw tooManyFiles(subfolder);
      return entries
        .filter(({ attrs, filename }) => !attrs.isDirectory() && filename.startsWith(prefix))
        .map(({ attrs, filename }) => ({ name: filename, bytes: attrs.size }))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1));
    },

    async read(path, maxBytes) {
      const bytes = await send(() => readFile(sftp, at(path), maxBytes));
      if (bytes === null) throw tooLarge(path, maxBytes);
      return bytes;
    },

    async put(path, bytes) {
      const folder = posix.dirname(at(path));
      const partial = posix.join(folder, `.${posix.basename(path)}.${randomUUID()}`);
      await send(async () => {
        if (!made.has(folder)) {
          await assertRoot();
          await makeFolders(sftp, root, folder);
          made.add(folder);
        }
        await writeFile(sftp, partial, bytes);
        await renameFile(sftp, { from: partial, to: at(path), bytes: bytes.byteLength });
      }, uploadTimeoutMs);
    },

    close: () => Promise.resolve(close()),
  };
}

function toFailure(error: unknown): PartnerFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'level' in error && error.level === 'client-authentication')
    return answered(401, 'sftp', message);
  const status = sftpStatusOf(error);
  if (status === undefined) return unreachable(error);
  if (isNoSuchFile(error)) return answered(404, 'sftp', message);
  return answered(status === PERMISSION_DENIED ? 403 : 500, 'sftp', message);
}
