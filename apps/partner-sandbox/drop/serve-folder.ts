import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import ssh2, { type SFTPWrapper } from 'ssh2';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;
const ENTRIES_IN_AN_ANSWER = 100;
const MAX_READ_BYTES = 256 * 1024;
const NO_ATTRIBUTES = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

/** Answers the requests of an SFTP client below `root`. Like many servers, it replaces no file by renaming another. */
export function serveFolder(sftp: SFTPWrapper, root: string): void {
  const files = new Map<number, { readonly file: FileHandle; readonly path: string }>();
  const folders = new Map<number, { readonly path: string; readonly names: string[] }>();
  let last = 0;
  const local = (path: string): string => join(root, posix.resolve('/', path));

  function newHandle(): { number: number; handle: Buffer } {
    last += 1;
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(last);
    return { number: last, handle };
  }
  function openFile(handle: Buffer): { readonly file: FileHandle; readonly path: string } {
    const found = files.get(handle.readUInt32BE());
    if (found === undefined) throw new Error('unknown handle');
    return found;
  }
  /** Sends the answer to which the work resolves. */
  function answer(id: number, work: () => Promise<() => void>): void {
    work().then(
      (say) => say(),
      (error: unknown) => {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        sftp.status(id, code === 'ENOENT' ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE);
      },
    );
  }
  const answerOk = (id: number, work: () => Promise<unknown>): void =>
    answer(id, async () => {
      await work();
      return () => sftp.status(id, STATUS_CODE.OK);
    });
  const answerAttributes = (id: number, path: () => string): void =>
    answer(id, async () => {
      const attributes = await attributesOf(path());
      return () => sftp.attrs(id, attributes);
    });

  sftp.on('REALPATH', (id, path) => {
    const filename = posix.resolve('/', path);
    sftp.name(id, [{ filename, longname: filename, attrs: NO_ATTRIBUTES }]);
  });
  sftp.on('STAT', (id, path) => answerAttributes(id, () => local(path)));
  sftp.on('LSTAT', (id, path) => answerAttributes(id, () => local(path)));
  sftp.on('FSTAT', (id, handle) => answerAttributes(id, () => openFile(handle).path));
  sftp.on('SETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
  sftp.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
  sftp.on('OPEN', (id, name, flags) =>
    answer(id, async () => {
      const path = local(name);
      const file = await open(path, modeOf(flags));
      const { number, handle } = newHandle();
      files.set(number, { file, path });
      return () => sftp.handle(id, handle);
    }),
  );
  sftp.on('READ', (id, handle, offset, length) =>
    answer(id, async () => {
      const most = Math.min(length, MAX_READ_BYTES);
      const { file } = openFile(handle);
      const { bytesRead, buffer } = await file.read(Buffer.alloc(most), 0, most, offset);
      return () =>
        bytesRead === 0
          ? sftp.status(id, STATUS_CODE.EOF)
          : sftp.data(id, buffer.subarray(0, bytesRead));
    }),
  );
  sftp.on('WRITE', (id, handle, offset, data) =>
    answerOk(id, async () => openFile(handle).file.write(data, 0, data.length, offset)),
  );
  sftp.on('CLOSE', (id, handle) =>
    answerOk(id, async () => {
      const number = handle.readUInt32BE();
      folders.delete(number);
      const found = files.get(number);
      files.delete(number);
      await found?.file.close();
    }),
  );
  sftp.on('OPENDIR', (id, name) =>
    answer(id, async () => {
      const path = local(name);
      const names = await readdir(path);
      const { number, handle } = newHandle();
      folders.set(number, { path, names });
      return () => sftp.handle(id, handle);
    }),
  );
  sftp.on('READDIR', (id, handle) =>
    answer(id, async () => {
      const { path, names } = folders.get(handle.readUInt32BE()) ?? { path: '', names: [] };
      const entries = await Promise.all(
        names.splice(0, ENTRIES_IN_AN_ANSWER).map(async (filename) => {
          const attrs = await attributesOf(join(path, filename)).catch(() => null);
          const longname = `-rw-r--r-- 1 0 0 ${attrs?.size ?? 0} Jan 1 00:00 ${filename}`;
          // A file may be renamed at any time.
          return attrs === null ? [] : [{ filename, longname, attrs }];
        }),
      );
      return () =>
        entries.length === 0 ? sftp.status(id, STATUS_CODE.EOF) : sftp.name(id, entries.flat());
    }),
  );
  sftp.on('MKDIR', (id, path) => answerOk(id, () => mkdir(local(path))));
  sftp.on('REMOVE', (id, path) => answerOk(id, () => rm(local(path))));
  sftp.on('RENAME', (id, from, to) =>
    answerOk(id, async () => {
      const isTaken = await stat(local(to)).then(
        () => true,
        () => false,
      );
      if (isTaken) throw new Error('the name is taken');
      await rename(local(from), local(to));
    }),
  );
  // A client may leave without closing its files.
  sftp.on('close', () => {
    const left = [...files.values()];
    files.clear();
    void Promise.allSettled(left.map(({ file }) => file.close()));
  });
}

function modeOf(flags: number): number {
  if ((flags & OPEN_MODE.WRITE) === 0) return constants.O_RDONLY;
  const isNew = (flags & OPEN_MODE.EXCL) !== 0;
  return constants.O_RDWR | constants.O_CREAT | (isNew ? constants.O_EXCL : constants.O_TRUNC);
}

async function attributesOf(path: string) {
  const { mode, uid, gid, size, atimeMs, mtimeMs } = await stat(path);
  const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
  return { mode, uid, gid, size, atime: seconds(atimeMs), mtime: seconds(mtimeMs) };
}
