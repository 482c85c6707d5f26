import type { Catalogue, InboxRow } from '../catalogue.ts';
import type { Inbox, PrismaClient } from '../generated/client.ts';
import type { Notifications } from '../notifications.ts';

export function openInbox(prisma: PrismaClient, notifications: Notifications): Catalogue['inbox'] {
  return {
    async receive({ partner, webhookId, body, traceparent }) {
      const { count } = await prisma.inbox.createMany({ data: [{ partner, webhookId, body, traceparent: traceparent ?? null }], skipDuplicates: true });
      return count === 1 ? 'new' : 'seen';
    },

    async pending(limit) {
      return (await prisma.inbox.findMany({ where: { relayedAt: null }, orderBy: { id: 'asc' }, take: limit })).map(inboxRow);
    },

    async markRelayed(id, to) {
      await prisma.inbox.updateMany({ where: { id, relayedAt: null }, data: { relayedAt: new Date(), ...to } });
    },

    async undeliverable(limit) {
      const rows = await prisma.inbox.findMany({ where: { undeliverable: { not: null } }, orderBy: { id: 'desc' }, take: limit });
      return rows.map((row) => ({ ...inboxRow(row), undeliverable: row.undeliverable ?? '' }));
    },

    onReceived: (listener) => notifications.on('fermata_inbox', () => listener()),
  };
}

const inboxRow = ({ id, partner, webhookId, body, traceparent, receivedAt }: Inbox): InboxRow => ({ id: Number(id), partner, webhookId, body, traceparent, receivedAt: receivedAt.toISOString() });
