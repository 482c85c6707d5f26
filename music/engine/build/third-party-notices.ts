import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.\w+)?$/iu;
const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  homepage: z.string().optional().catch(undefined),
});

/** Libraries that packages contain as WebAssembly, with the file of their licence. */
const COMPILED = [
  {
    title: 'LAME 3.100, in @mediabunny/mp3-encoder: LGPL-2.0-or-later, https://lame.sourceforge.io',
    file: 'LGPL-2.1.txt',
  },
  { title: 'mpg123, in mpg123-decoder: LGPL-2.1, https://mpg123.de', file: 'LGPL-2.1.txt' },
  {
    title: 'libFLAC, in @mediabunny/flac-encoder: BSD-3-Clause, https://xiph.org/flac',
    file: 'libFLAC.txt',
  },
  {
    title: 'resvg, in @resvg/resvg-wasm: MPL-2.0, https://github.com/linebender/resvg',
    file: 'MPL-2.0.txt',
  },
];

const INTRODUCTION = `Third-party notices of a Fermata sound engine

The engine is one JavaScript file. It contains code of the packages and libraries below, under their
own licences. Their source is at the addresses given and in the npm registry.

The libraries under the LGPL are separate WebAssembly modules in the file. To use a changed version,
build its package as the package's README says and the engine with "npm run build".

The instruments are code that the Faust compiler generates from our .dsp files and from the Faust
libraries (https://faustlibraries.grame.fr), where each function names its licence.
`;

/** The licences of the code in an engine. `folders`: those of the packages, each once. */
export async function thirdPartyNotices(folders: readonly string[]): Promise<string> {
  const packages = await Promise.all(folders.map(describe));
  const compiled = await Promise.all(
    COMPILED.map(async ({ title, file }) => ({
      title,
      text: await readFile(join(import.meta.dirname, 'licences', file), 'utf8'),
    })),
  );
  const byText = Map.groupBy([...packages, ...compiled], ({ text }) => text.trim());
  const sections = [...byText].map(([text, members]) =>
    [...members.map(({ title }) => title).sort(), ...(text ? ['', text] : [])].join('\n'),
  );
  return `${[INTRODUCTION, ...sections.sort()].join(`\n${'='.repeat(80)}\n\n`)}\n`;
}

async function describe(folder: string): Promise<{ title: string; text: string }> {
  const { name, version, license, homepage } = Manifest.parse(
    JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
  );
  const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return {
    title: `${name} ${version}: ${[license, homepage].filter(Boolean).join(', ')}`,
    text: texts.join('\n'),
  };
}
