import { z } from 'zod';
import type { FileStore } from './file-store.ts';
import type { Storage } from './open-storage.ts';
import { MediaType } from './wire-files.ts';
import type { StoredFile } from './wire-files.ts';

const FileRow = z.object({
  name: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  media_type: MediaType,
});

/** The uploaded files of the reservations. Call methods that change something inside a transaction. */
export function openReservationFiles(database: Storage['database'], store: FileStore) {
  const fileRows = database.prepare(
    'select name, sha256, bytes, media_type from file where reference = ? order by name',
  );
  const putFile = database.prepare(
    `insert into file (reference, name, sha256, bytes, media_type) values (?, ?, ?, ?, ?)
     on conflict (reference, name) do update
     set sha256 = excluded.sha256, bytes = excluded.bytes, media_type = excluded.media_type`,
  );
  const deleteFile = database.prepare('delete from file where reference = ? and name = ?');
  const fileUsed = database.prepare('select count(*) as used from file where sha256 = ?');

  const list = (reference: string): StoredFile[] =>
    z
      .array(FileRow)
      .parse(fileRows.all(reference))
      .map(({ media_type, ...file }) => ({ ...file, mediaType: media_type }));
  /** Removes the bytes unless another reservation references them. */
  const releaseBytes = (sha256: string): void => {
    if (z.object({ used: z.number() }).parse(fileUsed.get(sha256)).used === 0) store.remove(sha256);
  };

  return {
    list,
    releaseBytes,
    put(reference: string, { name, sha256, bytes, mediaType }: StoredFile): void {
      putFile.run(reference, name, sha256, bytes, mediaType);
    },
    remove(reference: string, { name, sha256 }: StoredFile): void {
      deleteFile.run(reference, name);
      releaseBytes(sha256);
    },
    /** The first bytes of each file of this type. */
    heads: (reference: string, mediaType: StoredFile['mediaType'], bytes: number) =>
      list(reference)
        .filter((file) => file.mediaType === mediaType)
        .map(({ name, sha256 }) => ({ name, head: store.head(sha256, bytes) })),
  };
}
export type ReservationFiles = ReturnType<typeof openReservationFiles>;
