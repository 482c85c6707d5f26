import { createHash } from 'node:crypto';
import { dossierBlocks } from './dossier-blocks.ts';
import type { Dossier } from './dossier.ts';
import { drawDossierPdf } from './draw-dossier-pdf.ts';

const README = `The dossier of a release of Fermata.

dossier.pdf        all of it, to read; a box stands for a character that its font lacks
release.json       the release and its state at each partner
track.json         the track: brief, versions with their files, policy decisions, review
recipe.json        everything that makes the audio; its id is the sha256 of its canonical JSON
materials.json     supplied motifs, recordings, SoundFonts and the given cover, with their licences
events.json        every event of the track, its releases, offers and withdrawals, with all that its hashes cover
proof.json         the log from the last of these events to a signed checkpoint, the checkpoint, the public keys
verification.json  the result of computing all of this again while the dossier was made
SHA256SUMS         the sha256 of the other files: sha256sum -c SHA256SUMS

To verify it without Fermata (canonical JSON is RFC 8785, hashes are SHA-256):

1. events.json: contentSha256 is the hash of the canonical JSON of "event".
2. events.json and proof.json: hash is the hash of the canonical JSON of contentSha256, logPrevHash, position, prevHash.
3. events.json: in each stream, prevHash is the hash of the event before; 64 zeros for the first.
4. proof.json, "link": logPrevHash is the hash at the position before, beginning with the last event of events.json.
5. proof.json, "checkpoint": its text has the position and the hash of the last entry, and is signed: Ed25519 over the
   canonical JSON of its fields without "signature". Take the public key from another source than this file.
6. recipe.json: its hash is the recipeId of the version in track.json.
7. In the event version.completed, versionSha256 is the hash of the canonical JSON of aiDisclosure, credits, metadata,
   pcmSha256, recipeId and title, of isrc and coverSha256 if it has them, and of alternates if there are any. The same
   hash is in review.opened and release.started.
`;

/** The files of the dossier by their names. Equal records give equal bytes. */
export async function dossierFiles(dossier: Dossier): Promise<Map<string, Uint8Array>> {
  const { track, recipe, materials, evidence, verification } = dossier;
  // The viewer's allowed actions are not part of the record.
  const { allowedActions: _, ...release } = dossier.release;
  const last = evidence.events.at(-1)?.event?.occurredAt ?? track.createdAt;
  const pdf = await drawDossierPdf(dossierBlocks(dossier), {
    title: `Release ${release.releaseId}`,
    at: new Date(last),
  });
  const files = new Map<string, Uint8Array>([
    ['README.txt', bytesOf(README)],
    ['dossier.pdf', pdf],
    ['release.json', json(release)],
    ['track.json', json(track)],
    ['recipe.json', json(recipe)],
    ['materials.json', json(materials)],
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

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => bytesOf(`${JSON.stringify(value, null, 2)}\n`);
