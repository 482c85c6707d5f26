import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { repositoryRoot } from '@fermata/stack';

const Offer = z.object({ url: z.url(), sftp: z.record(z.string(), z.string()) });
const Acknowledgement = z.object({ status: z.string() });

export interface OwnDropShop {
  /** Of its folder, over SFTP. */
  readonly url: string;
  /** For FERMATA_PARTNER_HOSTS. */
  readonly host: string;
  /** For `fermata partner add --sftp-file`. */
  readonly sftpFile: string;
  /** Puts a file into its `requests/`. */
  request(name: string, content: object): Promise<void>;
  /** The statuses in its acknowledgements of a release, in their order. */
  answersAbout(releaseId: string): Promise<string[]>;
  /** Fermata's answers to its requests. */
  answers(): Promise<unknown[]>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

/** A sandbox shop behind a drop folder, in its own process. */
export async function startOwnDropShop(): Promise<OwnDropShop> {
  const home = await mkdtemp(join(tmpdir(), 'fermata-drop-shop-'));
  const sftpFile = join(home, 'sftp.json');
  const folder = await mkdtemp(join(home, 'drop-'));
  const main = join(repositoryRoot, 'apps', 'partner-sandbox', 'dist', 'drop', 'main.js');
  const child = spawn(process.execPath, [main, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const line = String((await once(lines, 'line')).at(0));
  const { url, sftp } = Offer.parse(JSON.parse(line));
  await writeFile(sftpFile, JSON.stringify(sftp));
  const contents = async (subfolder: string, prefix = ''): Promise<unknown[]> => {
    const names = await readdir(join(folder, subfolder)).catch(() => []);
    const whole = names.filter((name) => name.startsWith(prefix) && name.endsWith('.json'));
    return Promise.all(
      whole.toSorted().map(async (name): Promise<unknown> => {
        const text = await readFile(join(folder, subfolder, name), 'utf8');
        return JSON.parse(text);
      }),
    );
  };
  return {
    url,
    host: new URL(url).host,
    sftpFile,
    async request(name, content) {
      await mkdir(join(folder, 'requests'), { recursive: true });
      const partial = join(folder, 'requests', `.${name}`);
      await writeFile(partial, JSON.stringify(content));
      await rename(partial, join(folder, 'requests', `${name}.json`));
    },
    answersAbout: async (releaseId) =>
      (await contents('acknowledgements', releaseId)).map(
        (content) => Acknowledgement.parse(content).status,
      ),
    answers: () => contents('answers'),
    async close() {
      child.kill('SIGTERM');
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}
