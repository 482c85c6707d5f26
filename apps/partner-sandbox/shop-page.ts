import { createHash } from 'node:crypto';
import type { ShopRequest } from './release-requests.ts';
import type { Metadata, Recording } from './wire-metadata.ts';
import type { State } from './wire.ts';

export type ShopItem = {
  reference: string;
  title: string;
  artist: string;
  durationSeconds: number;
  aiDisclosure: string | null;
  state: State;
  reason: string | null;
  metadata: Metadata | null;
  metadataVersion: number;
  hasCover: boolean;
};

const STYLE = `
:root { color-scheme: light dark; --ink: #1d1b26; --soft: #6d6880; --paper: #faf8f4; --card: #fff; }
:root { --line: #e6e1d8; --accent: #7a4dd8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f0edf7; --soft: #a29cb5; --paper: #16141d; --card: #201d2a; }
  :root { --line: #322e40; --accent: #b79bff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { margin: 0; font-size: 1.7rem; letter-spacing: -0.02em; } h2 { margin: 2.5rem 0 .75rem; font-size: 1.05rem; }
p { margin: .25rem 0; color: var(--soft); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
.live { grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
li { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; }
li { overflow-wrap: anywhere; }
li:target { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent); }
strong { display: block; font-size: 1.05rem; line-height: 1.3; }
.row { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; } .row strong { flex: 1 1 14rem; }
img { display: block; width: 100%; aspect-ratio: 1; border-radius: .5rem; margin-bottom: .75rem; }
audio { width: 100%; margin-top: .75rem; }
.recordings { list-style: none; margin: .75rem 0 0; padding: 0; border-bottom: 1px solid var(--line); }
.recordings li { background: none; border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: .6rem 0; }
.recordings strong { font-size: 1rem; } .recordings p { font-size: .875rem; }
.recordings audio { margin-top: .4rem; height: 2.25rem; }
code { font: .8rem ui-monospace, monospace; color: var(--soft); }
.state { font-size: .8rem; font-weight: 600; padding: .1rem .6rem; border: 1px solid var(--line); border-radius: 1rem; }
.state-live, .state-accepted { color: var(--accent); border-color: currentColor; }
.state-rejected { color: #c2413b; border-color: currentColor; }
`;
/** The page may only use its own style and play its own audio. */
export const SHOP_CSP = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "media-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

const minutes = (seconds: number): string =>
  `${Math.floor(Math.round(seconds) / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;
const DISCLOSED: Record<string, string> = {
  all: 'made with AI',
  partly: 'made partly with AI',
  none: 'made without AI',
};

/** The delivered genre, label, date, codes and territories, and how often they have changed. */
function metadataLine({ metadata, metadataVersion }: ShopItem): string {
  if (metadata === null) return '';
  const { genre, pLine, explicit, identifiers, releaseDate, territories } = metadata;
  const parts = [
    genre,
    explicit === true ? 'explicit' : undefined,
    pLine,
    `released ${releaseDate}`,
    identifiers?.isrc && `ISRC ${identifiers.isrc}`,
    identifiers?.upc && `UPC ${identifiers.upc}`,
    territories && soldIn(territories),
    metadataVersion > 1 ? `metadata version ${metadataVersion}` : undefined,
  ].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? '' : `<p>${escapeHtml(parts.join(' · '))}</p>\n`;
}

/** A short list is shown whole. */
const soldIn = (territories: readonly string[]): string =>
  territories.length > 10
    ? `sold in ${territories.length} countries`
    : `sold in ${territories.join(', ')}`;

/** Disc and number if there are several discs, otherwise the number. */
const placeIn = (recordings: readonly Recording[], { disc, number }: Recording): string =>
  recordings.some((other) => other.disc !== disc) ? `${disc}-${number}` : String(number);

/** The recordings of a release that lists them, in order. On sale, each one can be heard. */
function recordingList({ reference, state, artist, metadata }: ShopItem): string {
  const recordings = metadata?.recordings;
  if (recordings === undefined) return '';
  const rows = recordings.map((recording) => {
    const { title, isrc, disc, number } = recording;
    const facts = [
      recording.artist === artist ? undefined : recording.artist,
      minutes(recording.durationSeconds),
      isrc && `ISRC ${isrc}`,
    ].filter((fact) => fact !== undefined && fact !== '');
    const player =
      state === 'live'
        ? `\n${audioPlayer(title, `/shop/${encodeURIComponent(reference)}/audio/${disc}-${number}`)}`
        : '';
    return `<li><strong>${placeIn(recordings, recording)}. ${escapeHtml(title)}</strong>
<p>${escapeHtml(facts.join(' · '))}</p>${player}</li>`;
  });
  return `<ol class="recordings">${rows.join('\n')}</ol>\n`;
}

const audioPlayer = (title: string, source: string): string =>
  `<audio controls preload="metadata" aria-label="Listen to ${escapeHtml(title)}" src="${source}"></audio>`;

function liveCard(item: ShopItem): string {
  const disclosed = item.aiDisclosure === null ? '' : ` · ${DISCLOSED[item.aiDisclosure] ?? ''}`;
  const cover = item.hasCover
    ? `<img alt="" loading="lazy" src="/shop/${encodeURIComponent(item.reference)}/cover">`
    : '';
  const music =
    recordingList(item) ||
    `${audioPlayer(item.title, `/shop/${encodeURIComponent(item.reference)}/audio`)}\n`;
  return `<li id="${escapeHtml(item.reference)}">${cover}<strong>${escapeHtml(item.title)}</strong>
<p>${escapeHtml(item.artist)} · ${minutes(item.durationSeconds)}${escapeHtml(disclosed)}</p>
${metadataLine(item)}${music}<code>${escapeHtml(item.reference)}</code></li>`;
}

function otherRow(item: ShopItem): string {
  const reference = escapeHtml(item.reference);
  const reason = item.reason === null ? '' : ` · ${escapeHtml(item.reason)}`;
  return `<li id="${reference}"><div class="row"><strong>${escapeHtml(item.title)}</strong>
<span class="state state-${item.state}">${item.state}</span></div>
<p>${escapeHtml(item.artist)} · ${minutes(item.durationSeconds)}${reason}</p>
${recordingList(item)}<code>${reference}</code></li>`;
}

function requestRow({ requestId, named, answers }: ShopRequest): string {
  const states = answers.map(({ type, reason }) => `${type.replace(/^\w+\./, '')}: ${reason}`);
  return `<li><div class="row"><strong>${escapeHtml(requestId)}</strong></div>
<p>${escapeHtml(states.join(' · ') || 'not answered yet')}</p>
<code>${escapeHtml(named)}</code></li>`;
}

/** The shop as an HTML page. All outside text is escaped. */
export function shopPage(items: ShopItem[], requests: ShopRequest[]): string {
  const live = items.filter((item) => item.state === 'live');
  const others = items.filter((item) => item.state !== 'live');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The sandbox shop</title><style>${STYLE}</style></head>
<body><main><h1>The sandbox shop</h1>
<p>A practice partner: releases on sale, and all others with their state.</p>
<h2>On sale (${live.length})</h2>
${live.length === 0 ? '<p>Nothing yet.</p>' : `<ul class="live">${live.map(liveCard).join('\n')}</ul>`}
<h2>Everything else (${others.length})</h2>
${others.length === 0 ? '<p>Nothing.</p>' : `<ul>${others.map(otherRow).join('\n')}</ul>`}
<h2>Requests (${requests.length})</h2>
${requests.length === 0 ? '<p>None.</p>' : `<ul>${requests.map(requestRow).join('\n')}</ul>`}
</main></body></html>
`;
}
