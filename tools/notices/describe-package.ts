import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LockedPackage } from './locked-package.ts';

/** The entry of one package in the notices. Fields are empty where the package states nothing. */
export interface PackageNotice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly copyright: string;
  readonly homepage: string;
}

const Manifest = z.object({
  homepage: z.string().optional().catch(undefined),
  repository: z
    .union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)])
    .optional()
    .catch(undefined),
});

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
/** A statement of copyright. Licence texts use the word in other ways, too. */
const COPYRIGHT = /^\W*(copyright(?:\s+(?:\(c\)|©|\d{4}|[A-Z])|:).*)$/im;
/** Of Markdown; `$1` is its text. */
const LINK = /\[([^\]]+)\]\([^)]*\)/g;
const NO_STATEMENT = /\[yyyy\]|\{yyyy\}|<year>|copyright (notice|holder|owner|license|and)/i;
const EMAIL = /\s*[(<][^()<>\s]+@[^()<>\s]+[)>]/g;
const REGISTRY = /\bnpmjs\.(com|org)\b/;

/**
 * Reads a package's notice from its folder. Packages for some platforms only are described from
 * the lock file alone, so that the result is the same on every platform.
 */
export function describePackage(root: string, path: string, locked: LockedPackage): PackageNotice {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const { version = '', license = '' } = locked;
  if (locked.os || locked.cpu) {
    return { name, version, licence: license, copyright: '', homepage: '' };
  }
  const folder = join(root, path);
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file) && lstatSync(join(folder, file)).isFile())
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  return {
    name,
    version,
    licence: license || licenceIn(texts.join('\n')),
    copyright: texts.map(copyrightIn).find((statement) => statement !== '') ?? '',
    homepage: homepageOf(manifest),
  };
}

/** For packages whose package.json names no licence. */
function licenceIn(text: string): string {
  if (/permission is hereby granted, free of charge/i.test(text)) return 'MIT';
  if (/this is free and unencumbered software/i.test(text)) return 'Unlicense';
  return '';
}

function copyrightIn(text: string): string {
  for (const line of text.split('\n')) {
    const statement = COPYRIGHT.exec(line)?.[1];
    if (statement !== undefined && !NO_STATEMENT.test(statement)) {
      return statement.replaceAll(LINK, '$1').replaceAll(EMAIL, '').replaceAll(/\s+/g, ' ').trim();
    }
  }
  return '';
}

function homepageOf({ homepage, repository = '' }: z.infer<typeof Manifest>): string {
  const address = homepage || addressOf(repository);
  return address.startsWith('https://') && !REGISTRY.test(address) ? address : '';
}

/** `git+https://github.com/a/b.git`, `git@github.com:a/b.git` or `a/b` as an address to open. */
function addressOf(repository: string): string {
  const path = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(repository)?.[1];
  if (path !== undefined) return `https://github.com/${path}`;
  return repository
    .replace(/^git\+/, '')
    .replace(/^(?:git|ssh|http):\/\/(?:git@)?/, 'https://')
    .replace(/^git@([^:]+):/, 'https://$1/')
    .replace(/\.git$/, '');
}
