import { createHash } from 'node:crypto';
import { dossierBlocks } from './dossier-blocks.ts';
import type { Dossier, DossierRecording } from './dossier.ts';
import { drawDossierPdf } from './draw-dossier-pdf.ts';

const README = `The dossier of a release of Fermata.

dossier.pdf        all of it, to read; a box stands for a character that its font lacks
release.json       the release, its state and metadata version at each partner, its amendments; the content of a release
                   that a person has created
recordings.json    for each recording its track (brief, versions with their files, policy decisions, review) and its
                   recipe: everything that makes the audio; its id is the sha256 of its canonical JSON
materials.json     supplied motifs, audio loops, SoundFonts and given covers, with their licences
usage.json         the sales and streams that partners have reported
messages.json      the messages of partners about it: signed webhooks, and fetched messages as webhooks
                   that say the same; with their ids and the times of their receipt
events.json        every event of the release, its tracks, offers, amendments and withdrawals, and the events of the
                   project about it, with all that their hashes cover
proof.json         the log from the last of these events to a signed checkpoint, the checkpoint, the public keys
verification.json  the result of computing all of this again while the dossier was made
SHA256SUMS         the sha256 of the other files: sha256sum -c SHA256SUMS

To verify it without Fermata (canonical JSON is RFC 8785, hashes are SHA-256):

1. events.json: contentSha256 is the hash of the canonical JSON of "event".
2. events.json and proof.json: hash is the hash of the canonical JSON of contentSha256, logPrevHash, position, prevHash.
3. events.json: in each stream, prevHash is the hash of the event before; 64 zeros for the first. The stream of the
   project has gaps, as only its events about this release are here.
4. proof.json, "link": logPrevHash is the hash at the position before, beginning with the last event of events.json.
5. proof.json, "checkpoint": its text has the position and the hash of the last entry, and is signed: Ed25519 over the
   canonical JSON of its fields without "signature". Take the public key from another source than this file.
6. recordings.json: the hash of each recipe is the recipeId of the version in its track.
7. In the event version.completed, versionSha256 is the hash of the canonical JSON of aiDisclosure, credits, metadata,
   pcmSha256, recipeId and title, of isrc and coverSha256 if it has them, and of alternates if there are any. The same
   hash is in review.opened, and in release.started of a release that the track has started.
8. In the event release.created of a release that a person has created, versionSha256 is the hash of the canonical
   JSON of contributors, metadata and title, and of recordings with disc, trackId and versionSha256 of each.

The checkpoint confirms the last event of events.json, and so the log before it. That the last events of the other
streams are in this log is shown only by the whole log, which "fermata audit verify" reads.
`;

/** The files of the dossier by their names. Equal records give equal bytes. */
export async function dossierFiles(dossier: Dossier): Promise<Map<string, Uint8Array>> {
  const { content, recordings, materials, usage, messages, evidence, verification } = dossier;
  // The principal's allowed actions are not part of the record.
  const { allowedActions: _, ...release } = dossier.release;
  const last = evidence.events.at(-1)?.event?.occurredAt ?? release.createdAt;
  const pdf = await drawDossierPdf(dossierBlocks(dossier), {
    title: `Release ${release.releaseId}`,
    at: new Date(last),
  });
  const files = new Map<string, Uint8Array>([
    ['README.txt', bytesOf(README)],
    ['dossier.pdf', pdf],
    ['release.json', json({ ...release, content })],
    ['recordings.json', json(recordings.map(recordingOf))],
    ['materials.json', json(materials)],
    ['usage.json', json(usage)],
    ['messages.json', json(messages)],
    ['events.json', json(evidence.events)],
    [
      'proof.json',
      json({ link: evidence.link, checkpoint: evidence.checkpoint, keys: evidence.keys }),
    ],
    ['verification.json', json(verification)],
  ]);
  const sums = [...files].map(
    ([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`,
  );
  return files.set('SHA256SUMS', bytesOf(sums.join('')));
}

function recordingOf({ disc, number, track, version, recipe }: DossierRecording): object {
  const { allowedActions: _, ...record } = track;
  return { disc, number, version: version.version, track: record, recipe };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => bytesOf(`${JSON.stringify(value, null, 2)}\n`);
