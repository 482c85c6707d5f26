import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OwnShop, startOwnShop } from './own-shop.ts';
import { type OwnStack, startOwnStack } from './own-stack.ts';
import { fermata } from './run-fermata.ts';

export interface StackWithShop extends OwnStack {
  readonly shop: OwnShop;
  /** `fermata partner …` */
  partner(...args: string[]): ReturnType<typeof fermata>;
  /** The path of a new file with this line, such as a secret for the CLI. */
  file(name: string, line: string): Promise<string>;
}

/** A stack of its own, and a shop that sends its webhooks there as the partner of this name. */
export async function startStackWithShop(name: string): Promise<StackWithShop> {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-shop-'));
  let apiUrl = 'http://127.0.0.1:9';
  const shop = await startOwnShop(name, () => apiUrl);
  const own = await startOwnStack({ env: { FERMATA_PARTNER_HOSTS: `127.0.0.1:${shop.port}` } });
  apiUrl = own.testStack.variable('FERMATA_API_URL');
  await shop.restart();
  return {
    ...own,
    shop,
    partner: (...args) => fermata(['partner', ...args], own.testStack.env),
    async file(fileName, line) {
      const path = join(folder, fileName);
      await writeFile(path, `${line}\n`);
      return path;
    },
    async close() {
      await own.close();
      await shop.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
