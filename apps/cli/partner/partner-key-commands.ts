import type { Command } from 'commander';
import { z } from 'zod';
import { instant } from '@fermata/clients/words';
import { NewPartnerKey, PartnerKeyList, PartnerKeyView } from '@fermata/contracts/http';
import { PartnerKeyId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../render/table.ts';
import { parsePartner } from './parse-partner.ts';

const pathOf = (partner: string): string => `/v1/partners/${partner}/keys`;

/** `key`, `keys` and `revoke-key` of `fermata partner`. */
export function addPartnerKeyCommands(partner: Command): void {
  defineCommand(partner, {
    usage: 'key <partner>',
    summary: 'make a key with which the partner finds tracks that are open to it; prints it once',
    schema: z.object({}),
    async run({ api, output }, _options, [argument]) {
      const name = parsePartner(argument);
      const added = await (await api('operations')).post(pathOf(name), {}, NewPartnerKey);
      output.result(
        added,
        () =>
          `key  ${added.key}\nGive it to ${name}: it opens /v1/open-tracks (docs/partner-api.md). ` +
          `It is not shown again.\nTo revoke it: fermata partner revoke-key ${name} ${added.keyId}`,
      );
      return EXIT.ok;
    },
  });
  defineCommand(partner, {
    usage: 'keys <partner>',
    summary: 'list the keys of a partner, oldest first',
    schema: z.object({}),
    async run({ api, output }, _options, [argument]) {
      const name = parsePartner(argument);
      const list = await (await api('operations')).get(pathOf(name), PartnerKeyList);
      output.result(list, () =>
        list.items.length === 0
          ? `${name} has no key.`
          : table(
              [{ title: 'key' }, { title: 'created' }, { title: 'by' }],
              list.items.map((each) => [each.keyId, instant(each.createdAt), each.createdBy]),
            ),
      );
      return EXIT.ok;
    },
  });
  defineCommand(partner, {
    usage: 'revoke-key <partner> <key>',
    summary: 'revoke a key of a partner, by its id; it stops working at once',
    schema: z.object({}),
    async run({ api, output }, _options, [argument, id]) {
      const name = parsePartner(argument);
      const keyId = PartnerKeyId.safeParse(id);
      if (!keyId.success)
        throw new CommandError(
          EXIT.usage,
          `"${id ?? ''}" is not the id of a key ("pky_" and 24 hex digits). ` +
            `List them: fermata partner keys ${name}`,
        );
      const path = `${pathOf(name)}/${keyId.data}`;
      const revoked = await (await api('operations')).delete(path, PartnerKeyView);
      output.result(revoked, () => `The key ${revoked.keyId} of ${name} is revoked.`);
      return EXIT.ok;
    },
  });
}
