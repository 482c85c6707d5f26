import { expect, it } from 'vitest';
import { MAX_ATTEMPTS } from '@fermata/contracts/values';
import { allowedReleaseActions } from './allowed-release-actions.ts';

const startedAt = '2026-11-30T11:00:00.000Z';
const single = {
  ...{ releaseId: 'rel', trackId: 'trk', createdByPerson: false, question: null },
  ...({ publishOn: 'approval', startedAt, recalled: false, unreleasable: null } as const),
  failedWithdrawal: null,
};
const ended = { ...single, keptAt: null, endedAt: '2026-11-30T12:00:00.000Z' };
const running = { ...single, keptAt: null, endedAt: null };
const album = { ...running, createdByPerson: true };
const waiting = { ...album, startedAt: null, partners: [] };

it.each([
  [{ ...running, partners: [{ name: 'shop', state: 'live' as const, attempt: 1 }] }, []],
  [
    { ...running, question: {}, partners: [{ name: 'shop', state: 'live' as const, attempt: 1 }] },
    ['answer', 'amend'],
  ],
  [
    { ...running, partners: [{ name: 'shop', state: 'pending' as const, attempt: 1, fix: {} }] },
    ['answer', 'amend'],
  ],
  [{ ...album, partners: [] }, ['cancel']],
  [waiting, ['cancel']],
  [{ ...waiting, publishOn: 'request' as const }, ['start', 'cancel']],
  [{ ...waiting, publishOn: 'date' as const }, ['start', 'cancel']],
  [{ ...waiting, publishOn: 'request' as const, recalled: true }, ['cancel']],
  [
    { ...waiting, publishOn: 'request' as const, unreleasable: 'a person has cancelled trk' },
    ['cancel'],
  ],
  [{ ...waiting, publishOn: 'request' as const, startedAt }, ['cancel']],
  // It has ended before its start.
  [{ ...waiting, endedAt: ended.endedAt }, []],
  [
    { ...album, question: {}, partners: [{ name: 'shop', state: 'live' as const, attempt: 1 }] },
    ['answer', 'cancel', 'amend'],
  ],
  [
    {
      ...album,
      keptAt: ended.endedAt,
      partners: [{ name: 'shop', state: 'live' as const, attempt: 1 }],
    },
    [],
  ],
  [
    {
      ...album,
      endedAt: ended.endedAt,
      partners: [{ name: 'shop', state: 'taken-down' as const, attempt: 1 }],
    },
    ['redeliver'],
  ],
  [
    {
      ...{ ...album, endedAt: ended.endedAt },
      partners: [{ name: 'shop', state: 'taken-down' as const, attempt: MAX_ATTEMPTS }],
    },
    [],
  ],
  [
    {
      ...{ ...album, endedAt: ended.endedAt },
      partners: [{ name: 'shop', state: 'taken-down' as const, attempt: MAX_ATTEMPTS - 1 }],
    },
    ['redeliver'],
  ],
  [
    { ...ended, partners: [{ name: 'shop', state: 'live' as const, attempt: 1 }] },
    ['amend', 'withdraw', 'redeliver'],
  ],
  [
    { ...ended, question: {}, partners: [{ name: 'shop', state: 'live' as const, attempt: 1 }] },
    ['answer', 'amend', 'withdraw'],
  ],
  [
    {
      ...{ ...ended, failedWithdrawal: { partners: ['shop'] } },
      partners: [{ name: 'shop', state: 'taking-down' as const, attempt: 1 }],
    },
    ['withdraw', 'declare-gone'],
  ],
  // The partner may have it, although the release has failed.
  [
    { ...ended, partners: [{ name: 'shop', state: 'reserved' as const, attempt: 1 }] },
    ['withdraw'],
  ],
  [
    {
      ...ended,
      partners: [
        { name: 'shop', state: 'rejected' as const, attempt: 1 },
        { name: 'shop', state: 'taken-down' as const, attempt: 1 },
      ],
    },
    [],
  ],
  [
    {
      ...ended,
      createdByPerson: true,
      partners: [{ name: 'shop', state: 'rejected' as const, attempt: 1 }],
    },
    ['redeliver'],
  ],
])('a release in the state %o allows %o', (release, actions) => {
  expect(allowedReleaseActions(release)).toEqual(actions);
});
