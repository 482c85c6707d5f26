import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** `fermata track create …` → `track create`: a command, with its group if it has one. */
const GROUPS =
  'track|material|review|release|partner|inbox|recall|profile|subscription|audit|budget|cache';
const commands = everywhere(
  new RegExp(String.raw`\bfermata ((?:${GROUPS}) [a-z-]+|costs|up|down|status|doctor|demo)\b`, 'g'),
);
const scripts = everywhere(/\bnpm (?:run )?(demo|start|test|bench|gallery|build)\b/g);

it.each(commands)('the docs’ command "fermata %s" exists', async (command) => {
  const { stdout } = await run(process.execPath, [
    join(repositoryRoot, 'apps/cli/dist/main.js'),
    ...command.split(' '),
    '--help',
  ]);
  expect(stdout).toContain(`fermata ${command}`);
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
