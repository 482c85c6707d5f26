import { expect, it } from 'vitest';
import { ApiClient } from '@fermata/clients/api';
import { ReleaseId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { findOfTrack } from './find-of-track.ts';

// Nothing listens there, so that a request fails.
const api = new ApiClient({
  url: 'http://127.0.0.1:9',
  key: 'fmk_test',
  signal: AbortSignal.abort(),
});
const find = (argument: string | undefined): Promise<string> =>
  findOfTrack(api, argument, {
    kind: 'release',
    prefix: 'rel',
    id: ReleaseId,
    byId: (id) => id,
    ofTrack: ({ releaseId }) => releaseId,
  });

it('an id of its own needs no request for the track', async () => {
  const id = `rel_${'0a'.repeat(12)}`;
  expect(await find(` ${id} `)).toBe(id);
});

it.each([undefined, '', 'rel_1', 'Night Bus'])(
  '%j, which is no id at all, is a usage error',
  async (argument) => {
    await expect(find(argument)).rejects.toEqual(
      new CommandError(
        EXIT.usage,
        `"${argument ?? ''}" is neither a release ("rel_" and 24 hex digits) nor a track ("trk_" and 24 hex digits).`,
      ),
    );
  },
);
