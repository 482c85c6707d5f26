import { amendedFields, instant, oneLine, relative } from '@fermata/clients/words';
import type { PartnerView, ReleaseView } from '@fermata/contracts/http';
import type { ReleaseQuestion } from '@fermata/contracts/values';
import { isOnSale, mayBeOfferedAgain } from '@fermata/domain/offer';
import { FIX_ANSWERS, possibleAnswers } from '@fermata/domain/release';
import { metadataRows } from './metadata-rows.ts';
import { partnerTable } from './partner-table.ts';
import { pairs } from './table.ts';

/** A release on one page, for people. */
export function releaseCard(release: ReleaseView): string {
  const { releaseId, versionSha256, question, allowedActions } = release;
  const mayAnswer = allowedActions.includes('answer');
  return [
    `Release ${releaseId}: ${stateOf(release)}`,
    pairs([
      ['title', oneLine(release.title)],
      ...(release.metadata === null ? [] : metadataRows(release.metadata)),
      ...(release.metadata === null
        ? []
        : [['cover', release.metadata.cover === undefined ? 'drawn' : 'given'] as const]),
      ['territories', release.territories?.join(', ') ?? 'worldwide'],
      ...release.recordings.map(
        (recording) =>
          [
            `recording ${recording.disc}-${recording.number}`,
            `${oneLine(recording.title)} (${recording.trackId}, version ${recording.version}` +
              `${recording.isrc === null ? '' : `, ISRC ${recording.isrc}`})`,
          ] as const,
      ),
      ...(release.upc === null ? [] : [['UPC', release.upc] as const]),
      ['version hash', versionSha256],
      ['if rejected', release.onRejection],
      ...startRows(release),
      ...(release.projectHold === null || !hasSteps(release)
        ? []
        : [['project held', oneLine(release.projectHold.reason)] as const]),
      ...(release.recall === null ? [] : [['recalled', oneLine(release.recall)] as const]),
      ...release.amendments.map(amendmentRow).toReversed(),
      ...withdrawalRows(release),
      ...(question === null
        ? []
        : [
            ...question.lost.map(
              ({ partner, outcome, detail }) =>
                ['not taken', `${partner}: ${outcome}, ${oneLine(detail)}`] as const,
            ),
            [
              'answer before',
              `${instant(question.answerBefore)} (${relative(question.answerBefore)}); then it is withdrawn`,
            ] as const,
          ]),
      ...release.partners.flatMap(fixRows),
    ]),
    partnerTable(release.partners),
    ...(allowedActions.includes('amend') && hasPartnerBehind(release)
      ? [`You may: fermata release amend ${releaseId} --reason "…" (sends the metadata again)`]
      : []),
    ...(allowedActions.includes('start')
      ? [`You may: fermata release start ${releaseId} (starts it now)`]
      : []),
    ...(allowedActions.includes('cancel')
      ? [`You may: fermata release cancel ${releaseId} (ends it before it is on sale)`]
      : []),
    ...(mayAnswer && question !== null
      ? [`You may: fermata release answer ${releaseId} ${answersTo(release, question)}`]
      : []),
    ...(mayAnswer ? askedBy(release) : []).map(
      (name) =>
        `You may: fermata release answer ${releaseId} ${FIX_ANSWERS.join('|')} --partner ${name}`,
    ),
    ...(mayAnswer && release.endedAt === null && allowedActions.includes('amend')
      ? [
          `You may first: fermata release amend ${releaseId} --reason "…" (changes the next delivery)`,
        ]
      : []),
    ...(allowedActions.includes('redeliver') ? offeredNoMore(release) : []).map(
      (name) => `You may: fermata release redeliver ${releaseId} --partner ${name}`,
    ),
  ].join('\n\n');
}

/** Nothing for a release that has ended before its start. */
function startRows(release: ReleaseView): (readonly [string, string])[] {
  const { startedAt, endedAt } = release;
  if (startedAt !== null) return [['started', instant(startedAt)]];
  return endedAt === null ? [['waits for', startOf(release)]] : [];
}

/** The wait of a release that has not started. */
function startOf({ publishOn, publishesAt }: ReleaseView): string {
  if (publishesAt !== null) return instant(publishesAt);
  return publishOn === 'request' ? 'a request of a partner' : 'its start';
}

function amendmentRow(amendment: ReleaseView['amendments'][number]): readonly [string, string] {
  const { metadataVersion, changes, reason, requestedAt, outcome, detail } = amendment;
  const result = outcome === null ? 'being sent' : `${outcome}: ${oneLine(detail ?? '')}`;
  return [
    `metadata version ${metadataVersion}`,
    `${oneLine(reason)} (${amendedFields(changes) || 'no change'}, ${instant(requestedAt)}); ${result}`,
  ];
}

/** The last withdrawal that has failed, and the command that tries again. */
function withdrawalRows({ failedWithdrawal: failed, releaseId, allowedActions }: ReleaseView) {
  if (failed === null) return [];
  const { partners, endedAt, detail } = failed;
  return [
    [
      'withdrawal failed',
      `at ${partners.join(', ')}, ${instant(endedAt)}: ${oneLine(detail)}. Try again: ` +
        `fermata release withdraw ${releaseId} --reason "…"` +
        (allowedActions.includes('declare-gone')
          ? '. If the partner can show nothing itself: ' +
            `fermata release declare-gone ${releaseId} --partner … --reason "…"`
          : ''),
    ] as const,
  ];
}

/** Whether partners may still get something of it: an offer, or an amendment. */
const hasSteps = ({ endedAt, amendments }: ReleaseView): boolean =>
  endedAt === null || amendments.some((amendment) => amendment.endedAt === null);

/** Whether a partner keeps an earlier version although no amendment runs. */
const hasPartnerBehind = ({ partners, metadataVersion, amendments }: ReleaseView): boolean =>
  amendments.every(({ endedAt }) => endedAt !== null) &&
  partners.some((each) => isOnSale(each) && each.metadataVersion < metadataVersion);

function answersTo({ endedAt, partners }: ReleaseView, { lost, soldBy }: ReleaseQuestion): string {
  const mayRepeat = partners
    .filter((offer) => lost.some(({ partner }) => partner === offer.name))
    .some(mayBeOfferedAgain);
  return possibleAnswers({ ended: endedAt !== null, soldBy, mayRepeat }).join('|');
}

/** The partners that no longer have it, to which it is not being delivered, and to which it may be again. */
const offeredNoMore = ({ partners }: ReleaseView): string[] =>
  partners
    .filter((offer) => mayBeOfferedAgain(offer) && (offer.redelivery?.state ?? 'ended') === 'ended')
    .map(({ name }) => name);

const askedBy = ({ partners }: ReleaseView): string[] =>
  partners.filter(({ fix }) => fix !== undefined).map(({ name }) => name);

/** The corrections that a partner asks for, and the time limit for a person's answer. */
const fixRows = ({ name, fix }: PartnerView): (readonly [string, string])[] =>
  fix === undefined
    ? []
    : [
        ...fix.fields.map(
          ({ field, reason }) => [`${name} asks`, `${oneLine(field)}: ${oneLine(reason)}`] as const,
        ),
        [
          'answer before',
          `${instant(fix.answerBefore)} (${relative(fix.answerBefore)}); then it is withdrawn from ${name}`,
        ] as const,
      ];

function stateOf(release: ReleaseView): string {
  const { startedAt, endedAt, outcome, detail, question } = release;
  if (endedAt !== null)
    return `${outcome ?? 'ended'}${detail === null ? '' : `: ${oneLine(detail)}`}`;
  if (startedAt === null) return 'waiting for its start';
  return question === null && askedBy(release).length === 0
    ? 'waiting for its partners'
    : 'waiting for a person’s answer';
}
