import { openDropAdapter } from './drop/drop-adapter.ts';
import { openS3Folder } from './drop/s3-folder.ts';
import { openSftpFolder } from './drop/sftp-folder.ts';
import { openHttpV1Adapter } from './http-v1/http-v1-adapter.ts';
import type { PartnerAdapter } from './partner-adapter.ts';
import type { PartnerConnection } from './partner-connections.ts';
import type { PartnerTimeouts } from './partner-timeouts.ts';

/** The adapter of the connection's protocol. */
export function openPartnerAdapter(
  connection: PartnerConnection,
  timeouts: PartnerTimeouts = {},
): PartnerAdapter {
  switch (connection.kind) {
    case 'http-v1':
      return openHttpV1Adapter(connection, timeouts);
    case 'drop-s3':
      return openDropAdapter((context) => openS3Folder(connection, timeouts, context));
    case 'drop-sftp':
      return openDropAdapter((context) => openSftpFolder(connection, timeouts, context));
  }
}
