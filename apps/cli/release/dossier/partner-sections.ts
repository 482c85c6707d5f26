import { amendedFields, byteSize } from '@fermata/clients/words';
import type { LogEntryView, ReleasePartnerView } from '@fermata/contracts/http';
import { type AmendmentChanges, workflowIds } from '@fermata/contracts/values';
import { type Block, facts, heading, part, table, text } from './block.ts';
import type { Dossier } from './dossier.ts';
import { eventTable, receiptTable } from './event-table.ts';
import { eventsOf } from './events-of.ts';

/** The deliveries, with the receipts of each partner. */
export function partners(dossier: Dossier): Block[] {
  const { release, evidence } = dossier;
  const own = streamEvents(evidence.events, (stream) => stream === release.workflowId);
  return [
    part('Partners and receipts'),
    ...(own.length === 0 ? [text('It has not started.')] : [eventTable(own)]),
    ...release.partners.flatMap((partner) => receipts(dossier, partner)),
  ];
}

function receipts({ release, evidence }: Dossier, partner: ReleasePartnerView): Block[] {
  const { name, state, partnerReference, metadataVersion, detail } = partner;
  const stream = workflowIds.offer(release.releaseId, name);
  const delivered = eventsOf(evidence, 'delivery.delivered').findLast(
    (event) => event.stream === stream,
  );
  return [
    heading(name),
    facts([
      ['State', [state, detail].filter(Boolean).join(': ')],
      ['Reference of the partner', partnerReference ?? 'none'],
      ['Metadata version', String(metadataVersion)],
    ]),
    receiptTable(streamEvents(evidence.events, (each) => each === stream)),
    ...(delivered === undefined
      ? []
      : [
          text('The files that were delivered last:'),
          table(
            [
              ['kind', 0.2],
              ['size', 0.15],
              ['sha256', 0.65],
            ],
            delivered.data.files.map(({ kind, bytes, sha256 }) => [kind, byteSize(bytes), sha256]),
          ),
        ]),
  ];
}

interface AmendedDossier extends Pick<Dossier, 'evidence' | 'content'> {
  readonly release: Pick<Dossier['release'], 'releaseId' | 'title' | 'amendments' | 'partners'>;
  readonly recordings: readonly {
    readonly version: Pick<Dossier['recordings'][number]['version'], 'title'>;
  }[];
}

/** The changes of the metadata after the approval, and the partners that have each version. */
export function amendments({ release, evidence, content, recordings }: AmendedDossier): Block[] {
  const { amendments: requested, partners: all, releaseId } = release;
  const approvedTitle = content?.title ?? recordings[0]?.version.title ?? release.title;
  if (requested.length === 0)
    return [heading('Amendments'), text('The metadata is the approved one, version 1.')];
  return [
    heading('Amendments'),
    text('The metadata was amended after the approval; the audio was not.'),
    facts([
      ['Metadata version 1', `as approved; title “${approvedTitle}”`],
      ...requested
        .toReversed()
        .map(
          ({ metadataVersion, changes, amended, reason, requestedBy, outcome }) =>
            [
              `Metadata version ${metadataVersion}`,
              [
                `title “${amended.title}”`,
                ...retitled(changes),
                `changes ${amendedFields(changes) || 'nothing'}`,
                `requested by ${requestedBy}: ${reason}`,
                outcome ?? 'being sent',
              ].join('; '),
            ] as const,
        ),
      ...all.map(({ name, metadataVersion }) => [name, `has version ${metadataVersion}`] as const),
    ]),
    eventTable(
      streamEvents(evidence.events, (stream) => stream.startsWith(`amendment/${releaseId}/`)),
    ),
  ];
}

/** The recordings that an amendment has renamed. */
const retitled = ({ recordings = [] }: AmendmentChanges): string[] =>
  recordings.flatMap(({ title, disc = 1, number, isrc }) =>
    title === undefined
      ? []
      : [`title of ${number === undefined ? isrc : `recording ${disc}-${number}`} “${title}”`],
  );

const HOLDS = ['track.held', 'track.resumed', 'project.held', 'project.resumed'];

export function withdrawalsAndHolds({ evidence: { events } }: Pick<Dossier, 'evidence'>): Block[] {
  const withdrawals = streamEvents(events, (stream) => stream.startsWith('withdrawal/'));
  const holds = events.filter(({ event }) => event !== null && HOLDS.includes(event.type));
  return [
    heading('Withdrawals'),
    withdrawals.length === 0 ? text('It was never withdrawn.') : eventTable(withdrawals),
    heading('Holds'),
    holds.length === 0
      ? text('Neither a track of it nor the project was ever held.')
      : eventTable(holds),
  ];
}

const streamEvents = (
  events: readonly LogEntryView[],
  isMeant: (stream: string) => boolean,
): LogEntryView[] => events.filter(({ event }) => event !== null && isMeant(event.stream));
