import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { repositoryRoot } from '@fermata/stack';

const run = promisify(execFile);
const markdownIn = (folder: string): string[] =>
  readdirSync(join(repositoryRoot, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const packages = readdirSync(repositoryRoot, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^(\.|node_modules|docs)/.test(entry.name))
  .map(({ name }) => name);
const apps = readdirSync(join(repositoryRoot, 'apps')).map((name) => `apps/${name}`);
const pages = ['.', 'docs', ...packages, ...apps]
  .flatMap(markdownIn)
  .map((path) => ({ path, text: readFileSync(join(repositoryRoot, path), 'utf8') }));
const everywhere = (pattern: RegExp): string[] =>
  [
    ...new Set(
      pages.flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')),
    ),
  ].toSorted();

const helpOf = async (...command: string[]): Promise<string> => {
  const file = join(repositoryRoot, 'apps/cli/dist/main.js');
  return (await run(process.execPath, [file, ...command, '--help'])).stdout;
};
const commandsIn = (help: string): string[] =>
  [...(help.split(/^Commands:$/m)[1] ?? '').matchAll(/^ {2}([a-z][a-z-]*)\b/gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'help');

/** Of a command that is no group: none. */
const commandsOf = new Map(
  await Promise.all(
    commandsIn(await helpOf()).map(async (name) => [name, commandsIn(await helpOf(name))] as const),
  ),
);
/** `track create`, `costs`: as a user types them after `fermata`. */
const commands = [...commandsOf].flatMap(([name, own]) =>
  own.length === 0 ? [name] : own.map((each) => `${name} ${each}`),
);
const groups = [...commandsOf].filter(([, own]) => own.length > 0).map(([name]) => name);
const documented = everywhere(
  new RegExp(String.raw`(?:\`|^)fermata ((?:${groups.join('|')}) [a-z-]+|[a-z]+)\b`, 'gm'),
);
const scripts = everywhere(/\bnpm (?:run )?(demo|start|test|bench|gallery|build)\b/g);

it('the docs name every command of the CLI, and no other', () => {
  expect(commands.length).toBeGreaterThan(40);
  // The text under an engine's signature begins with `fermata engine`.
  const known = new Set([...commands, ...groups, 'engine']);
  expect(documented.filter((command) => !known.has(command))).toEqual([]);
  const lines = readFileSync(join(repositoryRoot, 'docs/cli.md'), 'utf8').split('\n');
  // A row may name its group once: `review list`, `show`.
  const isNamed = (command: string): boolean => {
    const [first = '', last = first] = command.split(' ');
    const span = new RegExp(`\`(?:${first} )?${last}\\b`);
    return lines.some((line) => line.includes(first) && span.test(line));
  };
  expect(commands.filter((command) => !isNamed(command))).toEqual([]);
});

it('the docs’ scripts exist', () => {
  const { scripts: known } = JSON.parse(
    readFileSync(join(repositoryRoot, 'package.json'), 'utf8'),
  ) as { scripts: Record<string, string> };
  expect(scripts.length).toBeGreaterThan(3);
  expect(Object.keys(known)).toEqual(expect.arrayContaining(scripts));
});

it.each(pages)('every link of $path leads to a page', ({ path, text }) => {
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
  expect(links.filter((link) => !existsSync(join(repositoryRoot, dirname(path), link)))).toEqual(
    [],
  );
});

it.each(pages)('every anchor that $path links to is a heading', ({ path, text }) => {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)];
  const missing = links.filter(([, page = '', anchor = '']) => {
    const target = page === '' ? path : join(dirname(path), page);
    return !anchorsIn(pages.find((one) => one.path === target)?.text ?? '').includes(anchor);
  });
  expect(missing.map(([link]) => link)).toEqual([]);
});

/** The anchors that GitHub generates for a page's headings. */
const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );

it('every file and folder that the docs name in code exists', () => {
  const folders = packages.join('|');
  const names = everywhere(
    new RegExp(`\`((?:${folders}|apps|docs)\\/[\\w./-]*\\w\\/?)\``, 'g'),
  ).filter((name) => !name.includes('dist/'));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !existsSync(join(repositoryRoot, name)))).toEqual([]);
});

it('every file that the docs name without its folder exists', () => {
  const files = new Set(filesBelow('.').map((file) => basename(file)));
  const names = everywhere(/`([a-z][a-z-]*\.ts)`/g);
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !files.has(name))).toEqual([]);
});

/** Not part of a package's structure: tests, results, and folders that git does not have. */
const IS_OUTSIDE = /^(\.|testing$|dist$|generated$|node_modules$)/;
const tables = pages.flatMap(({ path, text }) => {
  const listed = [...text.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([\w-]+)\/`/g)].map((match) => match[1] ?? ''),
  );
  return basename(path) === 'README.md' && listed.length > 0 ? [{ path, listed }] : [];
});

it.each(tables)('the table of $path lists the folders beside it', ({ path, listed }) => {
  const folders = readdirSync(join(repositoryRoot, dirname(path)), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !IS_OUTSIDE.test(entry.name))
    .map(({ name }) => name);
  expect(listed.filter((name) => !IS_OUTSIDE.test(name)).toSorted()).toEqual(folders.toSorted());
});

function filesBelow(folder: string): string[] {
  return readdirSync(join(repositoryRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    if (/^(\.|node_modules$|dist$)/.test(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
